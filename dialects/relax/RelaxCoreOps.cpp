//===- RelaxCoreOps.cpp - values: casts, shapes, constants, tuples --------===//
//
// Verifiers, type inference and folders of the operations in RelaxCoreOps.td.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/OperandSyntax.h"
#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxOps.h"
#include "mlir/IR/DialectResourceBlobManager.h"

using namespace mlir;

/// The result types of relax.match_cast: `-> type, !sym.int<m>`. The symbols
/// follow from the types.
static ParseResult parseCastResult(OpAsmParser &parser, Type &result,
                                   SmallVectorImpl<Type> &sizes,
                                   ArrayAttr &symbols) {
  if (parser.parseArrow() || parser.parseType(result))
    return failure();
  SmallVector<Attribute> names;
  while (succeeded(parser.parseOptionalComma())) {
    SMLoc loc = parser.getCurrentLocation();
    Type size;
    if (parser.parseType(size))
      return failure();
    auto integer = dyn_cast<sym::IntType>(size);
    StringAttr name =
        integer ? integer.getExpr().getSymbolName() : StringAttr();
    if (!name)
      return parser.emitError(loc,
                              "expected the '!sym.int' of one symbol, got ")
             << size;
    names.push_back(name);
    sizes.push_back(size);
  }
  symbols = parser.getBuilder().getArrayAttr(names);
  return success();
}

static void printCastResult(OpAsmPrinter &printer, Operation *, Type result,
                            TypeRange sizes, ArrayAttr) {
  printer << "-> " << result;
  for (Type size : sizes)
    printer << ", " << size;
}

#define GET_OP_CLASSES
#include "dialects/relax/RelaxCoreOps.cpp.inc"

namespace mlir::relax {

void registerCoreOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/RelaxCoreOps.cpp.inc"
      >();
}

//===----------------------------------------------------------------------===//
// MatchCastOp
//===----------------------------------------------------------------------===//

void MatchCastOp::build(OpBuilder &builder, OperationState &state, Type result,
                        Value value, ArrayRef<StringAttr> symbols) {
  SmallVector<Type> sizes;
  for (StringAttr symbol : symbols)
    sizes.push_back(sym::IntType::get(sym::ExprAttr::getSymbol(symbol)));
  SmallVector<Attribute> names(symbols.begin(), symbols.end());
  build(builder, state, result, sizes, value, builder.getArrayAttr(names));
}

Value MatchCastOp::getSize(StringAttr symbol) {
  for (auto [name, size] : llvm::zip(getSymbols(), getSizes()))
    if (name == symbol)
      return size;
  return {};
}

void MatchCastOp::getAsmResultNames(OpAsmSetValueNameFn setNameFn) {
  nameSymbolResults(getSizes(), setNameFn);
}

LogicalResult MatchCastOp::verify() {
  std::string why;
  if (provablyDisjoint(getValue().getType(), getResult().getType(), &why))
    return emitOpError("can never succeed: ") << why;
  if (getSymbols().size() != getSizes().size())
    return emitOpError("must return one '!sym.int' for each fresh symbol, got ")
           << getSizes().size() << " for " << getSymbols().size() << " symbols";
  llvm::SetVector<StringAttr> bare;
  collectBareSymbols(getResult().getType(), bare);
  for (StringAttr symbol : getSymbols().getAsRange<StringAttr>())
    if (!bare.contains(symbol))
      return emitOpError("fresh symbol must stand bare in a dimension of the "
                         "result type, got '")
             << symbol.getValue() << "' and " << getResult().getType();
  return success();
}

LogicalResult MatchCastOp::canonicalize(MatchCastOp op,
                                        PatternRewriter &rewriter) {
  // A cast that learns nothing checks nothing.
  if (!op.getSymbols().empty() ||
      !isSubtype(op.getValue().getType(), op.getResult().getType()))
    return rewriter.notifyMatchFailure(op,
                                       "the cast may fail, or defines symbols");
  if (op.getValue().getType() == op.getResult().getType())
    rewriter.replaceOp(op, op.getValue());
  else
    rewriter.replaceOpWithNewOp<ForgetOp>(op, op.getResult().getType(),
                                          op.getValue());
  return success();
}

SmallVector<OpOperand *> MatchCastOp::getAliasedOperands(unsigned result) {
  return result == 0 ? SmallVector<OpOperand *>{&getValueMutable()}
                     : SmallVector<OpOperand *>{};
}

//===----------------------------------------------------------------------===//
// ForgetOp
//===----------------------------------------------------------------------===//

LogicalResult ForgetOp::verify() {
  if (!isSubtype(getValue().getType(), getResult().getType()))
    return emitOpError("result type must know at most what the operand type "
                       "knows, got ")
           << getValue().getType() << " and " << getResult().getType();
  return success();
}

OpFoldResult ForgetOp::fold(FoldAdaptor) {
  if (getValue().getType() == getResult().getType())
    return getValue();
  if (auto inner = getValue().getDefiningOp<ForgetOp>();
      inner && inner != *this) {
    getValueMutable().assign(inner.getValue());
    return getResult();
  }
  return {};
}

SmallVector<OpOperand *> ForgetOp::getAliasedOperands(unsigned) {
  return {&getValueMutable()};
}

//===----------------------------------------------------------------------===//
// ShapeOp, ShapeOfOp
//===----------------------------------------------------------------------===//

LogicalResult ShapeOp::inferReturnTypes(MLIRContext *context,
                                        std::optional<Location> loc,
                                        ValueRange operands, DictionaryAttr,
                                        OpaqueProperties, RegionRange,
                                        SmallVectorImpl<Type> &types) {
  SmallVector<sym::ExprAttr> dims;
  for (Value operand : operands) {
    auto integer = dyn_cast<sym::IntType>(operand.getType());
    if (!integer)
      return emitOptionalError(
          loc, "'relax.shape' op dimensions must be '!sym.int', got ",
          operand.getType());
    dims.push_back(integer.getExpr());
  }
  auto emitError = [&] {
    return mlir::emitError(loc.value_or(UnknownLoc::get(context)),
                           "'relax.shape' op ");
  };
  types.push_back(ShapeType::getChecked(emitError, context, /*ranked=*/true,
                                        ArrayRef<sym::ExprAttr>(dims)));
  return success(types.back() != nullptr);
}

LogicalResult ShapeOfOp::inferReturnTypes(MLIRContext *context,
                                          std::optional<Location> loc,
                                          ValueRange operands, DictionaryAttr,
                                          OpaqueProperties, RegionRange,
                                          SmallVectorImpl<Type> &types) {
  auto tensor = operands.size() == 1
                    ? dyn_cast<TensorType>(operands[0].getType())
                    : TensorType();
  if (!tensor)
    return emitOptionalError(
        loc, "'relax.shape_of' op must have one tensor as operand");
  types.push_back(tensor.hasRank() ? ShapeType::get(context, tensor.getShape())
                                   : ShapeType::getUnranked(context));
  return success();
}

LogicalResult TensorToIntsOp::verify() {
  TensorType type = getTensor().getType();
  Type element = type.getElementType();
  if (!element || !isa<IntegerType>(element) || element.isInteger(1))
    return emitOpError("operand must have an integer element type other than "
                       "bool, got ")
           << type;
  if (!type.hasRank() || type.getShape().size() > 1)
    return emitOpError("operand must have rank 0 or 1, got ") << type;
  std::optional<int64_t> count = 1;
  for (sym::ExprAttr dim : type.getShape())
    count = dim ? dim.getConstantValue() : std::nullopt;
  if (!count)
    return emitOpError("operand must have a known number of elements, got ")
           << type;
  int64_t numSymbols = getSymbols().size(), numResults = getInts().size();
  if (*count != numSymbols || numSymbols != numResults)
    return emitOpError("operand must have one element for each symbol and "
                       "result, got ")
           << *count << " elements, " << numSymbols << " symbols and "
           << numResults << " results";
  for (auto [symbol, result] : llvm::zip_equal(getSymbols(), getInts())) {
    auto expected =
        sym::IntType::get(sym::ExprAttr::getSymbol(cast<StringAttr>(symbol)));
    if (result.getType() != expected)
      return emitOpError("result type must be that of the symbol it defines, "
                         "got ")
             << result.getType() << " and " << expected;
  }
  return success();
}

//===----------------------------------------------------------------------===//
// ConstantOp
//===----------------------------------------------------------------------===//

LogicalResult
ConstantOp::inferReturnTypes(MLIRContext *context, std::optional<Location> loc,
                             ValueRange operands, DictionaryAttr attributes,
                             OpaqueProperties properties, RegionRange regions,
                             SmallVectorImpl<Type> &types) {
  Adaptor adaptor(operands, attributes, properties, regions);
  auto value = dyn_cast_or_null<ElementsAttr>(adaptor.getValue());
  auto type = value ? dyn_cast<RankedTensorType>(value.getShapedType())
                    : RankedTensorType();
  if (!type || !type.hasStaticShape() ||
      !TensorType::isValidElementType(type.getElementType()))
    return emitOptionalError(loc, "'relax.constant' op must have a value of a "
                                  "builtin tensor type with a static shape and "
                                  "an element type of tensors");
  types.push_back(TensorType::getFromBuiltin(type));
  return success();
}

LogicalResult ConstantOp::verify() {
  if (!isa<DenseIntOrFPElementsAttr, DenseResourceElementsAttr>(getValue()))
    return emitOpError("value must be 'dense' or 'dense_resource', got ")
           << getValue();
  auto resource = dyn_cast<DenseResourceElementsAttr>(getValue());
  AsmResourceBlob *blob =
      resource ? resource.getRawHandle().getBlob() : nullptr;
  unsigned width =
      resource ? resource.getElementType().getIntOrFloatBitWidth() : 0;
  // Elements below a byte are left to the reader: bool takes a byte each, i4
  // may be packed.
  if (!blob || width % 8 != 0)
    return success();
  uint64_t expected = width / 8;
  for (int64_t dim : resource.getShapedType().getShape())
    expected = llvm::SaturatingMultiply<uint64_t>(expected, dim);
  if (blob->getData().size() != expected)
    return emitOpError("resource must have as many bytes as the type, got ")
           << blob->getData().size() << " and " << expected;
  return success();
}

OpFoldResult ConstantOp::fold(FoldAdaptor) { return getValue(); }

void ConstantOp::getAsmResultNames(OpAsmSetValueNameFn setNameFn) {
  setNameFn(getResult(), "cst");
}

//===----------------------------------------------------------------------===//
// TupleOp, TupleGetItemOp
//===----------------------------------------------------------------------===//

LogicalResult TupleOp::inferReturnTypes(MLIRContext *context,
                                        std::optional<Location>,
                                        ValueRange operands, DictionaryAttr,
                                        OpaqueProperties, RegionRange,
                                        SmallVectorImpl<Type> &types) {
  types.push_back(
      TupleType::get(context, llvm::to_vector(operands.getTypes())));
  return success();
}

SmallVector<OpOperand *> TupleOp::getAliasedOperands(unsigned) {
  SmallVector<OpOperand *> operands;
  for (OpOperand &operand : getOperation()->getOpOperands())
    operands.push_back(&operand);
  return operands;
}

LogicalResult TupleGetItemOp::inferReturnTypes(
    MLIRContext *context, std::optional<Location> loc, ValueRange operands,
    DictionaryAttr attributes, OpaqueProperties properties, RegionRange regions,
    SmallVectorImpl<Type> &types) {
  Adaptor adaptor(operands, attributes, properties, regions);
  auto tuple = operands.size() == 1 ? dyn_cast<TupleType>(operands[0].getType())
                                    : TupleType();
  IntegerAttr index = adaptor.getIndexAttr();
  if (!tuple || !index)
    return emitOptionalError(
        loc, "'relax.tuple_get_item' op must have a tuple and an index");
  if (index.getValue().isNegative() || index.getValue().uge(tuple.size()))
    return emitOptionalError(loc,
                             "'relax.tuple_get_item' op index must be below "
                             "the length of the tuple, got ",
                             index.getValue().getSExtValue(), " and ",
                             tuple.size());
  types.push_back(tuple.getType(index.getValue().getZExtValue()));
  return success();
}

OpFoldResult TupleGetItemOp::fold(FoldAdaptor) {
  auto tuple = getTuple().getDefiningOp<TupleOp>();
  if (!tuple || getIndex() >= tuple.getFields().size())
    return {};
  return tuple.getFields()[getIndex()];
}

SmallVector<OpOperand *> TupleGetItemOp::getAliasedOperands(unsigned) {
  return {&getTupleMutable()};
}

} // namespace mlir::relax

//===- RelaxTypes.cpp - types and attributes of the relax dialect ---------===//
//
// Construction, verification, parsing and printing. The lattice is in
// TypeLattice.cpp.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/RelaxTypes.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/sym/Sym.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

#define GET_ATTRDEF_CLASSES
#include "dialects/relax/RelaxAttrs.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "dialects/relax/RelaxTypes.cpp.inc"

namespace mlir::relax {

void RelaxDialect::registerTypes() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "dialects/relax/RelaxTypes.cpp.inc"
      >();
}

void RelaxDialect::registerAttributes() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/relax/RelaxAttrs.cpp.inc"
      >();
}

//===----------------------------------------------------------------------===//
// VDeviceAttr
//===----------------------------------------------------------------------===//

LogicalResult VDeviceAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                  StringRef kind, int64_t index,
                                  StringRef scope) {
  if (kind.empty())
    return emitError() << "the kind of a device must not be empty";
  if (index < 0)
    return emitError() << "the index of a device must not be negative, got "
                       << index;
  if (scope.empty())
    return emitError() << "the scope of a device must not be empty";
  return success();
}

//===----------------------------------------------------------------------===//
// Shapes, shared by TensorType and ShapeType
//===----------------------------------------------------------------------===//

/// Dimensions are not negative, and a shape of unknown rank has none.
static LogicalResult verifyShape(function_ref<InFlightDiagnostic()> emitError,
                                 bool ranked, ArrayRef<sym::ExprAttr> shape) {
  if (!ranked && !shape.empty())
    return emitError() << "a shape of unknown rank has no dimensions, got "
                       << shape.size();
  for (auto [index, dim] : llvm::enumerate(shape)) {
    std::optional<int64_t> value = dim ? dim.getConstantValue() : std::nullopt;
    if (value && *value < 0)
      return emitError() << "dimension " << index
                         << " must not be negative, got " << *value;
  }
  return success();
}

/// `*` or `[n, ?]`.
static ParseResult parseShape(AsmParser &parser, bool &ranked,
                              SmallVectorImpl<sym::ExprAttr> &shape) {
  ranked = failed(parser.parseOptionalStar());
  return ranked ? sym::parseDimensionList(parser, shape)
                : ParseResult(success());
}

static void printShape(AsmPrinter &printer, bool ranked,
                       ArrayRef<sym::ExprAttr> shape) {
  if (ranked)
    sym::printDimensionList(printer, shape);
  else
    printer << '*';
}

//===----------------------------------------------------------------------===//
// TensorType
//===----------------------------------------------------------------------===//

TensorType TensorType::getUnranked(MLIRContext *context, Type elementType,
                                   VDeviceAttr device) {
  return get(context, /*ranked=*/false, {}, elementType, device);
}

TensorType TensorType::getFromBuiltin(ShapedType type) {
  if (!type.hasRank())
    return getUnranked(type.getContext(), type.getElementType());
  SmallVector<sym::ExprAttr> shape;
  for (int64_t dim : type.getShape())
    shape.push_back(ShapedType::isDynamic(dim)
                        ? sym::ExprAttr()
                        : sym::ExprAttr::getConstant(type.getContext(), dim));
  return get(type.getContext(), shape, type.getElementType());
}

bool TensorType::isValidElementType(Type type) {
  if (!type)
    return true;
  if (auto integer = dyn_cast<IntegerType>(type)) {
    switch (integer.getWidth()) {
    case 1:
    case 4:
      return integer.isSignless();
    case 8:
    case 16:
    case 32:
    case 64:
      return !integer.isSigned();
    default:
      return false;
    }
  }
  return isa<Float16Type, BFloat16Type, Float32Type, Float64Type,
             Float8E5M2Type, Float8E4M3Type, Float8E4M3FNType,
             Float8E5M2FNUZType, Float8E4M3FNUZType, Float8E4M3B11FNUZType,
             Float8E3M4Type, Float8E8M0FNUType>(type);
}

bool TensorType::isFullyKnown() const {
  return hasRank() && getElementType() &&
         llvm::all_of(getShape(), [](sym::ExprAttr dim) { return bool(dim); });
}

RankedTensorType TensorType::getStaticBuiltinType() const {
  if (!hasRank() || !getElementType())
    return {};
  SmallVector<int64_t> shape;
  for (sym::ExprAttr dim : getShape()) {
    std::optional<int64_t> value = dim ? dim.getConstantValue() : std::nullopt;
    if (!value)
      return {};
    shape.push_back(*value);
  }
  return RankedTensorType::get(shape, getElementType());
}

TensorType TensorType::cloneWithShape(ArrayRef<sym::ExprAttr> shape) const {
  return get(getContext(), shape, getElementType(), getDevice());
}

TensorType TensorType::cloneWithElementType(Type elementType) const {
  return get(getContext(), getRanked(), getShape(), elementType, getDevice());
}

TensorType TensorType::cloneWithDevice(VDeviceAttr device) const {
  return get(getContext(), getRanked(), getShape(), getElementType(), device);
}

LogicalResult TensorType::verify(function_ref<InFlightDiagnostic()> emitError,
                                 bool ranked, ArrayRef<sym::ExprAttr> shape,
                                 Type elementType, VDeviceAttr device) {
  if (!isValidElementType(elementType))
    return emitError() << "the elements of a tensor must be i1, i4, i8 to i64, "
                          "ui8 to ui64, f16, bf16, f32, f64 or an f8 "
                          "type, got "
                       << elementType;
  return verifyShape(emitError, ranked, shape);
}

bool TensorType::hasStaticRank() const { return hasRank(); }
SmallVector<sym::ExprAttr> TensorType::getSymbolicShape() const {
  return llvm::to_vector(getShape());
}
Type TensorType::getSymbolicElementType() const { return getElementType(); }

Type TensorType::parse(AsmParser &parser) {
  SMLoc loc = parser.getCurrentLocation();
  bool ranked;
  SmallVector<sym::ExprAttr> shape;
  Type elementType;
  VDeviceAttr device;
  if (parser.parseLess() || parseShape(parser, ranked, shape) ||
      parser.parseComma())
    return {};
  if (failed(parser.parseOptionalQuestion()) && parser.parseType(elementType))
    return {};
  if (succeeded(parser.parseOptionalComma()) && parser.parseAttribute(device))
    return {};
  if (parser.parseGreater())
    return {};
  return parser.getChecked<TensorType>(loc, parser.getContext(), ranked,
                                       ArrayRef<sym::ExprAttr>(shape),
                                       elementType, device);
}

void TensorType::print(AsmPrinter &printer) const {
  printer << '<';
  printShape(printer, hasRank(), getShape());
  printer << ", ";
  if (getElementType())
    printer << getElementType();
  else
    printer << '?';
  if (getDevice())
    printer << ", " << getDevice();
  printer << '>';
}

//===----------------------------------------------------------------------===//
// ShapeType
//===----------------------------------------------------------------------===//

ShapeType ShapeType::getUnranked(MLIRContext *context) {
  return get(context, /*ranked=*/false, {});
}

LogicalResult ShapeType::verify(function_ref<InFlightDiagnostic()> emitError,
                                bool ranked, ArrayRef<sym::ExprAttr> shape) {
  return verifyShape(emitError, ranked, shape);
}

Type ShapeType::parse(AsmParser &parser) {
  SMLoc loc = parser.getCurrentLocation();
  bool ranked;
  SmallVector<sym::ExprAttr> shape;
  if (parser.parseLess() || parseShape(parser, ranked, shape) ||
      parser.parseGreater())
    return {};
  return parser.getChecked<ShapeType>(loc, parser.getContext(), ranked,
                                      ArrayRef<sym::ExprAttr>(shape));
}

void ShapeType::print(AsmPrinter &printer) const {
  printer << '<';
  printShape(printer, hasRank(), getShape());
  printer << '>';
}

//===----------------------------------------------------------------------===//
// CallableType
//===----------------------------------------------------------------------===//

LogicalResult CallableType::verify(function_ref<InFlightDiagnostic()> emitError,
                                   FunctionType signature, bool pure) {
  if (!signature)
    return emitError() << "a callable must have a signature";
  for (Type type : llvm::concat<const Type>(signature.getInputs(),
                                            signature.getResults())) {
    if (!isValueType(type))
      return emitError() << "a callable must take and return relax values, got "
                         << type;
    llvm::SetVector<StringAttr> symbols;
    sym::collectSymbols(type, symbols);
    if (!symbols.empty())
      return emitError() << "each dimension in the signature of a callable "
                            "must be a constant or unknown, got symbol '"
                         << symbols.front().getValue() << "' in " << type;
  }
  return success();
}

Type CallableType::parse(AsmParser &parser) {
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseLess())
    return {};
  bool pure = succeeded(parser.parseOptionalKeyword("pure"));
  FunctionType signature;
  if (parser.parseType(signature) || parser.parseGreater())
    return {};
  return parser.getChecked<CallableType>(loc, parser.getContext(), signature,
                                         pure);
}

void CallableType::print(AsmPrinter &printer) const {
  printer << '<' << (getPure() ? "pure " : "") << getSignature() << '>';
}

} // namespace mlir::relax

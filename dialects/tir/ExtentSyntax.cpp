//===- ExtentSyntax.cpp - text of bounds and indices ----------------------===//
//
// Literals beside operands, and operands whose type the text leaves out.
//
//===----------------------------------------------------------------------===//

#include "dialects/tir/ExtentSyntax.h"

#include "dialects/tir/TIR.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "support/InferredOperand.h"

using namespace mlir;
using namespace mlir::tir;

ParseResult tir::parseExtent(OpAsmParser &parser, SmallVectorImpl<Value> &dynamic, int64_t &staticValue) {
  SMLoc loc = parser.getCurrentLocation();
  OptionalParseResult literal = parser.parseOptionalInteger(staticValue);
  if (literal.has_value()) {
    if (succeeded(*literal) && ShapedType::isDynamic(staticValue))
      return parser.emitError(loc, "literal is out of range");
    return *literal;
  }
  OpAsmParser::UnresolvedOperand operand;
  Value value;
  if (parser.parseOperand(operand) || resolveInferredOperand(parser, operand, value))
    return failure();
  if (!isa<IndexType, sym::IntType>(value.getType()))
    return parser.emitError(operand.location) << "bound must be a literal, an `index` or a `!sym.int`, got "
                                              << value.getType();
  dynamic.push_back(value);
  staticValue = ShapedType::kDynamic;
  return success();
}

void tir::printExtent(OpAsmPrinter &printer, OpFoldResult extent) {
  if (auto value = dyn_cast_if_present<Value>(extent))
    printer << value;
  else
    printer << cast<IntegerAttr>(cast<Attribute>(extent)).getInt();
}

ParseResult tir::parseAccess(OpAsmParser &parser, Value &buffer, SmallVectorImpl<Value> &indices) {
  OpAsmParser::UnresolvedOperand operand;
  SmallVector<OpAsmParser::UnresolvedOperand> indexOperands;
  if (parser.parseOperand(operand) || resolveInferredOperand(parser, operand, buffer))
    return failure();
  if (!isa<BufferType>(buffer.getType()))
    return parser.emitError(operand.location) << "expected a buffer, got " << buffer.getType();
  return failure(parser.parseOperandList(indexOperands, OpAsmParser::Delimiter::Square) ||
                 parser.resolveOperands(indexOperands, parser.getBuilder().getIndexType(), indices));
}

void tir::printAccess(OpAsmPrinter &printer, Value buffer, ValueRange indices) {
  printer << buffer << '[' << indices << ']';
}

SmallVector<OpFoldResult> tir::mixExtents(MLIRContext *context, ArrayRef<int64_t> statics, ValueRange dynamic) {
  SmallVector<OpFoldResult> mixed;
  Builder builder(context);
  unsigned next = 0;
  for (int64_t value : statics) {
    if (!ShapedType::isDynamic(value))
      mixed.push_back(builder.getIndexAttr(value));
    else if (next < dynamic.size())
      mixed.push_back(dynamic[next++]);
  }
  return mixed;
}

void tir::splitExtents(ArrayRef<OpFoldResult> mixed, SmallVectorImpl<int64_t> &statics,
                       SmallVectorImpl<Value> &dynamic) {
  for (OpFoldResult extent : mixed) {
    if (auto value = dyn_cast_if_present<Value>(extent)) {
      statics.push_back(ShapedType::kDynamic);
      dynamic.push_back(value);
    } else {
      statics.push_back(cast<IntegerAttr>(cast<Attribute>(extent)).getInt());
    }
  }
}

int64_t tir::countDynamic(ArrayRef<int64_t> statics) {
  return llvm::count_if(statics, [](int64_t value) { return ShapedType::isDynamic(value); });
}

Value tir::materializeIndex(OpBuilder &builder, Location loc, OpFoldResult bound) {
  auto value = dyn_cast_if_present<Value>(bound);
  if (!value)
    return arith::ConstantIndexOp::create(builder, loc, cast<IntegerAttr>(cast<Attribute>(bound)).getInt());
  if (isa<IndexType>(value.getType()))
    return value;
  return sym::ToIndexOp::create(builder, loc, builder.getIndexType(), value);
}

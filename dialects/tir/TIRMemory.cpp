//===- TIRMemory.cpp - loads, stores, local buffers, regions --------------===//
//
// Text and verifiers of the operations that name memory.
//
//===----------------------------------------------------------------------===//

#include "dialects/tir/ExtentSyntax.h"
#include "dialects/tir/TIR.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "support/InferredOperand.h"

using namespace mlir;
using namespace mlir::tir;

static LogicalResult verifyIndexCount(Operation *op, BufferType buffer, size_t count) {
  if (static_cast<int64_t>(count) != buffer.getRank())
    return op->emitOpError() << "must have one index for each dimension, got " << count << " indices and "
                             << buffer.getRank() << " dimensions";
  return success();
}

//===----------------------------------------------------------------------===//
// LoadOp
//===----------------------------------------------------------------------===//

ParseResult LoadOp::parse(OpAsmParser &parser, OperationState &result) {
  Value buffer;
  SmallVector<Value> indices;
  if (parseAccess(parser, buffer, indices) || parser.parseOptionalAttrDict(result.attributes))
    return failure();
  result.addOperands(buffer);
  result.addOperands(indices);
  result.addTypes(cast<BufferType>(buffer.getType()).getScalarType());
  return success();
}

void LoadOp::print(OpAsmPrinter &printer) {
  printer << ' ';
  printAccess(printer, getBuffer(), getIndices());
  printer.printOptionalAttrDict((*this)->getAttrs());
}

LogicalResult LoadOp::verify() { return verifyIndexCount(*this, getBufferType(), getIndices().size()); }

//===----------------------------------------------------------------------===//
// StoreOp
//===----------------------------------------------------------------------===//

ParseResult StoreOp::parse(OpAsmParser &parser, OperationState &result) {
  OpAsmParser::UnresolvedOperand stored;
  Value buffer;
  SmallVector<Value> indices, values;
  if (parser.parseOperand(stored) || parser.parseComma() || parseAccess(parser, buffer, indices) ||
      parser.parseOptionalAttrDict(result.attributes) ||
      parser.resolveOperand(stored, cast<BufferType>(buffer.getType()).getScalarType(), values))
    return failure();
  result.addOperands(values);
  result.addOperands(buffer);
  result.addOperands(indices);
  return success();
}

void StoreOp::print(OpAsmPrinter &printer) {
  printer << ' ' << getValue() << ", ";
  printAccess(printer, getBuffer(), getIndices());
  printer.printOptionalAttrDict((*this)->getAttrs());
}

LogicalResult StoreOp::verify() { return verifyIndexCount(*this, getBufferType(), getIndices().size()); }

//===----------------------------------------------------------------------===//
// AssertOp
//===----------------------------------------------------------------------===//

LogicalResult AssertOp::verify() {
  size_t places = getMessage().count("{}");
  if (places != getValues().size())
    return emitOpError() << "must have one value for each {} of its message, got " << getValues().size()
                         << " values and " << places << " places";
  if (getMessage().contains('\0'))
    return emitOpError() << "must have a message without zero bytes";
  return success();
}

//===----------------------------------------------------------------------===//
// AllocBufferOp
//===----------------------------------------------------------------------===//

LogicalResult AllocBufferOp::verify() {
  if (!getBufferType().isCompact())
    return emitOpError() << "must yield a buffer without strides and offset, got " << getBufferType();
  return success();
}

void AllocBufferOp::getAsmResultNames(OpAsmSetValueNameFn setName) { setName(getBuffer(), "buffer"); }

//===----------------------------------------------------------------------===//
// ReadsOp, WritesOp
//===----------------------------------------------------------------------===//

template <typename OpTy>
static void buildRegion(OperationState &state, Value buffer, ValueRange offsets, ArrayRef<OpFoldResult> extents) {
  SmallVector<int64_t> statics;
  SmallVector<Value> dynamic;
  if (extents.empty())
    statics.assign(offsets.size(), 1);
  else
    splitExtents(extents, statics, dynamic);
  state.addOperands(buffer);
  state.addOperands(offsets);
  state.addOperands(dynamic);
  auto &properties = state.getOrAddProperties<typename OpTy::Properties>();
  properties.static_extents = DenseI64ArrayAttr::get(buffer.getContext(), statics);
  int32_t sizes[] = {1, static_cast<int32_t>(offsets.size()), static_cast<int32_t>(dynamic.size())};
  llvm::copy(sizes, properties.operandSegmentSizes.begin());
}

/// region ::= value (`[` (value (`:` extent)?)* `]`)?
template <typename OpTy> static ParseResult parseRegionOp(OpAsmParser &parser, OperationState &result) {
  OpAsmParser::UnresolvedOperand operand;
  Value buffer;
  if (parser.parseOperand(operand) || resolveInferredOperand(parser, operand, buffer))
    return failure();
  SmallVector<Value> offsets, dynamic;
  SmallVector<int64_t> statics;
  auto parseDimension = [&]() -> ParseResult {
    OpAsmParser::UnresolvedOperand offset;
    if (parser.parseOperand(offset) || parser.resolveOperand(offset, parser.getBuilder().getIndexType(), offsets))
      return failure();
    statics.push_back(1);
    return succeeded(parser.parseOptionalColon()) ? parseExtent(parser, dynamic, statics.back()) : success();
  };
  if (parser.parseCommaSeparatedList(OpAsmParser::Delimiter::OptionalSquare, parseDimension) ||
      parser.parseOptionalAttrDict(result.attributes))
    return failure();
  result.addOperands(buffer);
  result.addOperands(offsets);
  result.addOperands(dynamic);
  Builder &builder = parser.getBuilder();
  result.addAttribute(OpTy::getStaticExtentsAttrName(result.name), builder.getDenseI64ArrayAttr(statics));
  result.addAttribute("operandSegmentSizes",
                      builder.getDenseI32ArrayAttr(
                          {1, static_cast<int32_t>(offsets.size()), static_cast<int32_t>(dynamic.size())}));
  return success();
}

template <typename OpTy> static void printRegionOp(OpAsmPrinter &printer, OpTy op) {
  printer << ' ' << op.getBuffer();
  if (!op.isWholeBuffer()) {
    printer << '[';
    llvm::interleaveComma(llvm::zip(op.getOffsets(), op.getMixedExtents()), printer, [&](auto dimension) {
      auto [offset, extent] = dimension;
      printer << offset;
      if (getConstantIntValue(extent) == 1)
        return;
      printer << " : ";
      printExtent(printer, extent);
    });
    printer << ']';
  }
  printer.printOptionalAttrDict(op->getDiscardableAttrDictionary().getValue());
}

template <typename OpTy> static LogicalResult verifyRegionOp(OpTy op) {
  ArrayRef<int64_t> statics = op.getStaticExtents();
  if (statics.size() != op.getOffsets().size())
    return op.emitOpError() << "must have one extent for each offset, got " << statics.size() << " extents and "
                            << op.getOffsets().size() << " offsets";
  if (countDynamic(statics) != static_cast<int64_t>(op.getExtents().size()))
    return op.emitOpError() << "must have one operand for each extent that is no literal, got "
                            << op.getExtents().size() << " operands and " << countDynamic(statics) << " such extents";
  for (auto [index, extent] : llvm::enumerate(statics))
    if (!ShapedType::isDynamic(extent) && extent < 0)
      return op.emitOpError() << "extent of dimension " << index << " must not be negative, got " << extent;
  if (op.isWholeBuffer())
    return success();
  return verifyIndexCount(op, cast<BufferType>(op.getBuffer().getType()), op.getOffsets().size());
}

void ReadsOp::build(OpBuilder &, OperationState &state, Value buffer, ValueRange offsets,
                    ArrayRef<OpFoldResult> extents) {
  buildRegion<ReadsOp>(state, buffer, offsets, extents);
}
ParseResult ReadsOp::parse(OpAsmParser &parser, OperationState &result) { return parseRegionOp<ReadsOp>(parser, result); }
void ReadsOp::print(OpAsmPrinter &printer) { printRegionOp(printer, *this); }
LogicalResult ReadsOp::verify() { return verifyRegionOp(*this); }
SmallVector<OpFoldResult> ReadsOp::getMixedExtents() {
  return mixExtents(getContext(), getStaticExtents(), getExtents());
}

void WritesOp::build(OpBuilder &, OperationState &state, Value buffer, ValueRange offsets,
                     ArrayRef<OpFoldResult> extents) {
  buildRegion<WritesOp>(state, buffer, offsets, extents);
}
ParseResult WritesOp::parse(OpAsmParser &parser, OperationState &result) {
  return parseRegionOp<WritesOp>(parser, result);
}
void WritesOp::print(OpAsmPrinter &printer) { printRegionOp(printer, *this); }
LogicalResult WritesOp::verify() { return verifyRegionOp(*this); }
SmallVector<OpFoldResult> WritesOp::getMixedExtents() {
  return mixExtents(getContext(), getStaticExtents(), getExtents());
}

//===- LegalizationSupport.h - shared by the families -----------*- C++ -*-===//
//
// Small helpers of the legalization models. Private to this folder.
//
//===----------------------------------------------------------------------===//

#ifndef CONVERSION_RELAX_TO_TIR_LEGALIZATIONSUPPORT_H
#define CONVERSION_RELAX_TO_TIR_LEGALIZATIONSUPPORT_H

#include "conversion/relax_to_tir/LegalizationModels.h"
#include "conversion/relax_to_tir/LegalizeContext.h"

namespace mlir::relax {

/// The shape of a buffer of the kernel.
inline ArrayRef<sym::ExprAttr> shapeOf(Value buffer) { return cast<tir::BufferType>(buffer.getType()).getShape(); }

/// The element type of a buffer, with signedness.
inline Type elementOf(Value buffer) { return cast<tir::BufferType>(buffer.getType()).getElementType(); }

/// The type in which one computes with elements of a buffer: f32 for narrower floats, else the type itself.
inline Type computeTypeOf(Value buffer) {
  Type type = cast<tir::BufferType>(buffer.getType()).getScalarType();
  if (auto floatType = dyn_cast<FloatType>(type); floatType && floatType.getWidth() < 32)
    return Float32Type::get(type.getContext());
  return type;
}

/// Whether elements are unsigned integers (bool included).
inline bool isUnsignedElement(Type type) { return type.isUnsignedInteger() || type.isInteger(1); }

/// Reads an element in the type in which one computes.
inline Value loadWide(tir::ScalarBuilder &scalars, Value buffer, ValueRange indices) {
  return scalars.cast(scalars.load(buffer, indices), computeTypeOf(buffer), isUnsignedElement(elementOf(buffer)));
}

/// The value in the type in which `buffer` stores it.
inline Value narrowTo(tir::ScalarBuilder &scalars, Value value, Value buffer) {
  return scalars.cast(value, cast<tir::BufferType>(buffer.getType()).getScalarType());
}

/// `output` itself if one computes in its type, else a local buffer of its shape in the compute type.
Value getAccumulator(tir::KernelBuilder &kernel, Value output);
/// Copies the accumulator to the output, converting, where they differ.
void storeAccumulator(tir::KernelBuilder &kernel, StringRef blockName, Value accumulator, Value output);

/// Of two dimensions that are equal at run time, the one that says more.
inline sym::ExprAttr preferConstant(sym::ExprAttr lhs, sym::ExprAttr rhs) {
  return lhs.isConstant() || !rhs.isConstant() ? lhs : rhs;
}

/// The axes of an operator in [0, rank), in ascending order; all of them where the attribute is absent.
SmallVector<int64_t> getAxes(std::optional<ArrayRef<int64_t>> axes, int64_t rank);

/// Reports that the rank of an operand is unknown.
LogicalResult requireRanks(LegalizeContext &context, Operation *op, ValueRange operands);

} // namespace mlir::relax

#endif // CONVERSION_RELAX_TO_TIR_LEGALIZATIONSUPPORT_H

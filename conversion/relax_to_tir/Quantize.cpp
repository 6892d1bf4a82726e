//===- Quantize.cpp - kernels of affine quantization ----------------------===//
//
// Computed in f32 where that is exact, else in f64.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/ElementwiseModels.h"
#include "mlir/Dialect/Math/IR/Math.h"

#include <cmath>

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

static Type scalarTypeOf(Value buffer) { return cast<tir::BufferType>(buffer.getType()).getScalarType(); }

/// The element of a scale or a zero point of `op`: the only one, that at the place along the axis, or that of the block.
template <typename OpTy>
static Value loadParameter(ScalarBuilder &scalars, OpTy op, Value buffer, ValueRange indices) {
  if (shapeOf(buffer).empty())
    return scalars.load(buffer, ValueRange());
  auto axis = static_cast<int64_t>(op.getAxis());
  axis = axis < 0 ? axis + indices.size() : axis;
  if (!op.getBlockSize())
    return scalars.load(buffer, indices[axis]);
  SmallVector<Value> place(indices);
  place[axis] = scalars.divIndex(indices[axis], scalars.constantIndex(*op.getBlockSize()));
  return scalars.load(buffer, place);
}

namespace {

struct QuantizeModel : LegalizeToTIROpInterface::ExternalModel<QuantizeModel, QuantizeOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto quantize = cast<QuantizeOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      if (quantize.getBlockSize())
        kernel.promiseSizes();
      Type from = computeTypeOf(inputs[0]), to = scalarTypeOf(outputs[0]);
      bool toUnsigned = isUnsignedElement(elementOf(outputs[0]));
      unsigned width = to.getIntOrFloatBitWidth();
      // Sums that matter have at most 24 bits for narrow integers.
      bool narrow = width <= 16 && scalarTypeOf(inputs[2]).getIntOrFloatBitWidth() <= 16;
      Type wide = narrow ? from : Float64Type::get(op->getContext());
      double low = toUnsigned ? 0.0 : -std::ldexp(1.0, width - 1);
      double high = std::ldexp(1.0, toUnsigned ? width : width - 1) - 1.0;
      kernel.compute("quantize", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        Value x = loadWide(scalars, inputs[0], indices);
        Value scale = scalars.cast(loadParameter(scalars, quantize, inputs[1], indices), from);
        Value zero = loadParameter(scalars, quantize, inputs[2], indices);
        zero = scalars.cast(zero, wide, isUnsignedElement(elementOf(inputs[2])));
        Value rounded = math::RoundEvenOp::create(scalars.getBuilder(), scalars.getLoc(), scalars.div(x, scale));
        Value sum = scalars.add(scalars.cast(rounded, wide), zero);
        Value bounded = minimum(scalars, scalars.max(sum, scalars.constant(wide, low)), scalars.constant(wide, high));
        return scalars.cast(bounded, to, /*fromUnsigned=*/false, toUnsigned);
      });
    };
    return context.replaceWithKernel(op, "quantize", op->getOperands(), build);
  }
};

struct DequantizeModel : LegalizeToTIROpInterface::ExternalModel<DequantizeModel, DequantizeOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto dequantize = cast<DequantizeOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      if (dequantize.getBlockSize())
        kernel.promiseSizes();
      unsigned width = std::max(scalarTypeOf(inputs[0]).getIntOrFloatBitWidth(),
                                scalarTypeOf(inputs[2]).getIntOrFloatBitWidth());
      // A type that holds the difference (of 64-bit integers: wraps).
      Type integer = IntegerType::get(op->getContext(), width <= 16 ? 32 : 64), number = computeTypeOf(outputs[0]);
      kernel.compute("dequantize", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        Value x = scalars.cast(scalars.load(inputs[0], indices), integer, isUnsignedElement(elementOf(inputs[0])));
        Value scale = scalars.cast(loadParameter(scalars, dequantize, inputs[1], indices), number);
        Value zero = loadParameter(scalars, dequantize, inputs[2], indices);
        zero = scalars.cast(zero, integer, isUnsignedElement(elementOf(inputs[2])));
        Value difference = scalars.cast(scalars.sub(x, zero), number);
        return narrowTo(scalars, scalars.mul(difference, scale), outputs[0]);
      });
    };
    return context.replaceWithKernel(op, "dequantize", op->getOperands(), build);
  }
};

} // namespace

void relax::attachQuantizeModels(MLIRContext *context) {
  DequantizeOp::attachInterface<DequantizeModel>(*context);
  QuantizeOp::attachInterface<QuantizeModel>(*context);
}

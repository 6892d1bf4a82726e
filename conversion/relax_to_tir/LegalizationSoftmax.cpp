//===- LegalizationSoftmax.cpp - maxima and sums of softmax ---------------===//
//
// Elements less their maximum, so that no exponential overflows.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationSoftmax.h"

#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

SmallVector<Value> mlir::relax::withoutAxis(ValueRange indices, int64_t axis) {
  SmallVector<Value> result = llvm::to_vector(indices);
  result.erase(result.begin() + axis);
  return result;
}

SoftmaxParts mlir::relax::buildSoftmaxParts(KernelBuilder &kernel,
                                            StringRef name, Value input,
                                            Value output, int64_t axis,
                                            bool keepsExponentials) {
  ArrayRef<sym::ExprAttr> shape = shapeOf(input);
  SmallVector<sym::ExprAttr> kept(shape);
  kept.erase(kept.begin() + axis);
  Type type = computeTypeOf(output);
  SoftmaxParts parts{kernel.allocate(tir::BufferType::get(kept, type)),
                     kernel.allocate(tir::BufferType::get(kept, type)),
                     keepsExponentials ? getAccumulator(kernel, output)
                                       : Value()};
  auto withAxis = [&](ValueRange spatial, ValueRange steps) {
    SmallVector<Value> result = llvm::to_vector(spatial);
    result.insert(result.begin() + axis, steps[0]);
    return result;
  };
  // Loops in the order of the dimensions.
  SmallVector<unsigned> loopOrder =
      llvm::to_vector(llvm::seq<unsigned>(0, kept.size()));
  loopOrder.insert(loopOrder.begin() + axis, kept.size());

  auto lowest = [&](ScalarBuilder &scalars) { return scalars.lowest(type); };
  auto larger = [](ScalarBuilder &scalars, Value accumulated, Value value) {
    return scalars.max(accumulated, value);
  };
  kernel.reduce(
      (name + "_max").str(), parts.maximum,
      tir::Reduction{{shape[axis]}, lowest, larger, loopOrder},
      [&](ScalarBuilder &scalars, ValueRange spatial, ValueRange steps) {
        return loadWide(scalars, input, withAxis(spatial, steps));
      });

  auto exponential = [&](ScalarBuilder &scalars, ValueRange indices) -> Value {
    Value x = loadWide(scalars, input, indices);
    Value largest = scalars.load(parts.maximum, withoutAxis(indices, axis));
    return math::ExpOp::create(scalars.getBuilder(), scalars.getLoc(),
                               scalars.sub(x, largest));
  };
  if (keepsExponentials)
    kernel.compute((name + "_exp").str(), parts.exponentials, exponential);
  auto zero = [&](ScalarBuilder &scalars) { return scalars.constant(type, 0); };
  auto add = [](ScalarBuilder &scalars, Value accumulated, Value value) {
    return scalars.addReassociated(accumulated, value);
  };
  kernel.reduce(
      (name + "_sum").str(), parts.sum,
      tir::Reduction{{shape[axis]}, zero, add, loopOrder},
      [&](ScalarBuilder &scalars, ValueRange spatial, ValueRange steps) {
        SmallVector<Value> indices = withAxis(spatial, steps);
        return keepsExponentials ? scalars.load(parts.exponentials, indices)
                                 : exponential(scalars, indices);
      });
  return parts;
}

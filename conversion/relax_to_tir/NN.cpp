//===- NN.cpp - kernels of activations and normalizations -----------------===//
//
// Softmax keeps the maximum, the exponentials and their sum in local buffers where the result cannot hold them.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationSupport.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

namespace {

struct ReluModel : LegalizeToTIROpInterface::ExternalModel<ReluModel, ReluOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto relu = cast<ReluOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      bool isUnsigned = isUnsignedElement(elementOf(inputs[0]));
      kernel.compute("relu", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        Value x = loadWide(scalars, inputs[0], indices);
        Value result = scalars.max(x, scalars.constant(x.getType(), 0), isUnsigned);
        return narrowTo(scalars, result, outputs[0]);
      });
    };
    return context.replaceWithKernel(op, "relu", relu.getX(), build);
  }
};

void buildSoftmax(KernelBuilder &kernel, Value input, Value output, int64_t axis) {
  ArrayRef<sym::ExprAttr> shape = shapeOf(input);
  SmallVector<sym::ExprAttr> kept(shape);
  kept.erase(kept.begin() + axis);
  Type type = computeTypeOf(output);
  Value maximum = kernel.allocate(tir::BufferType::get(kept, type));
  Value sum = kernel.allocate(tir::BufferType::get(kept, type));
  Value exponentials = getAccumulator(kernel, output);

  auto withoutAxis = [&](ValueRange indices) {
    SmallVector<Value> result = llvm::to_vector(indices);
    result.erase(result.begin() + axis);
    return result;
  };
  auto withAxis = [&](ValueRange spatial, ValueRange steps) {
    SmallVector<Value> result = llvm::to_vector(spatial);
    result.insert(result.begin() + axis, steps[0]);
    return result;
  };
  // Loops in the order of the dimensions.
  SmallVector<unsigned> loopOrder = llvm::to_vector(llvm::seq<unsigned>(0, kept.size()));
  loopOrder.insert(loopOrder.begin() + axis, kept.size());

  auto lowest = [&](ScalarBuilder &scalars) { return scalars.lowest(type); };
  auto larger = [](ScalarBuilder &scalars, Value accumulated, Value value) { return scalars.max(accumulated, value); };
  kernel.reduce("softmax_max", maximum, tir::Reduction{{shape[axis]}, lowest, larger, loopOrder},
                [&](ScalarBuilder &scalars, ValueRange spatial, ValueRange steps) {
                  return loadWide(scalars, input, withAxis(spatial, steps));
                });
  kernel.compute("softmax_exp", exponentials, [&](ScalarBuilder &scalars, ValueRange indices) {
    Value x = loadWide(scalars, input, indices);
    Value shifted = scalars.sub(x, scalars.load(maximum, withoutAxis(indices)));
    return math::ExpOp::create(scalars.getBuilder(), scalars.getLoc(), shifted).getResult();
  });
  auto zero = [&](ScalarBuilder &scalars) { return scalars.constant(type, 0); };
  auto add = [](ScalarBuilder &scalars, Value accumulated, Value value) {
    return scalars.addReassociated(accumulated, value);
  };
  kernel.reduce("softmax_sum", sum, tir::Reduction{{shape[axis]}, zero, add, loopOrder},
                [&](ScalarBuilder &scalars, ValueRange spatial, ValueRange steps) {
                  return scalars.load(exponentials, withAxis(spatial, steps));
                });
  kernel.compute("softmax", output, [&](ScalarBuilder &scalars, ValueRange indices) {
    Value numerator = scalars.load(exponentials, indices);
    Value denominator = scalars.load(sum, withoutAxis(indices));
    return narrowTo(scalars, scalars.div(numerator, denominator), output);
  });
}

struct SoftmaxModel : LegalizeToTIROpInterface::ExternalModel<SoftmaxModel, SoftmaxOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto softmax = cast<SoftmaxOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      int64_t axis = softmax.getAxis(), rank = shapeOf(inputs[0]).size();
      buildSoftmax(kernel, inputs[0], outputs[0], axis < 0 ? axis + rank : axis);
    };
    return context.replaceWithKernel(op, "softmax", softmax.getX(), build);
  }
};

} // namespace

void relax::attachNNModels(MLIRContext *context) {
  ReluOp::attachInterface<ReluModel>(*context);
  SoftmaxOp::attachInterface<SoftmaxModel>(*context);
}

//===- NN.cpp - kernels of activations and normalizations -----------------===//
//
// Softmax keeps the maximum, the exponentials and their sum in local buffers where the result cannot hold them.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationSoftmax.h"

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
    return context.replaceWithKernel(op, "relu", relu.getX(), build, /*forAnySize=*/true);
  }
};

void buildSoftmax(KernelBuilder &kernel, Value input, Value output, int64_t axis) {
  SoftmaxParts parts = buildSoftmaxParts(kernel, "softmax", input, output, axis, /*keepsExponentials=*/true);
  kernel.compute("softmax", output, [&](ScalarBuilder &scalars, ValueRange indices) {
    Value numerator = scalars.load(parts.exponentials, indices);
    Value denominator = scalars.load(parts.sum, withoutAxis(indices, axis));
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

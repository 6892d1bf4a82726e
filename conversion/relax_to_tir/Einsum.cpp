//===- Einsum.cpp - kernels of sums of products ---------------------------===//
//
// One reduction over all letters that are summed, for any number of operands.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationSupport.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

static void buildEinsum(KernelBuilder &kernel, const EinsumPlan &plan, ValueRange inputs, ValueRange outputs) {
  Value output = outputs[0];
  // The size of each label: the result's, or of equal dimensions the one that says most.
  SmallVector<sym::ExprAttr> sizes(plan.numLabels);
  for (auto [dim, label] : llvm::zip_equal(shapeOf(output), plan.result))
    sizes[label] = dim;
  for (auto [input, labels] : llvm::zip_equal(inputs, plan.operands))
    for (auto [dim, label] : llvm::zip_equal(shapeOf(input), labels))
      if (label >= plan.numBroadcast)
        sizes[label] = sizes[label] ? preferConstant(sizes[label], dim) : dim;

  // Dimensions under the ellipsis may be 1 where the result is larger; those of letters are read as they are.
  SmallVector<SmallVector<sym::ExprAttr>> targets, shapes;
  SmallVector<SmallVector<Value>> strides;
  for (auto [input, labels] : llvm::zip_equal(inputs, plan.operands)) {
    SmallVector<sym::ExprAttr> &target = targets.emplace_back(), &shape = shapes.emplace_back();
    for (auto [dim, label] : llvm::zip_equal(shapeOf(input), labels)) {
      target.push_back(sizes[label]);
      // Equal letters have equal sizes: only an ellipsis broadcasts.
      shape.push_back(label < plan.numBroadcast ? dim : sizes[label]);
    }
    strides.push_back(tir::makeBroadcastStrides(kernel, shape, target));
  }

  SmallVector<sym::ExprAttr> summed;
  for (unsigned label : plan.summed)
    summed.push_back(sizes[label]);
  Value accumulator = getAccumulator(kernel, output);
  Type type = computeTypeOf(output);
  auto zero = [&](ScalarBuilder &scalars) { return scalars.constant(type, 0); };
  auto add = [](ScalarBuilder &scalars, Value accumulated, Value value) {
    return scalars.addReassociated(accumulated, value);
  };
  auto product = [&](ScalarBuilder &scalars, ValueRange spatial, ValueRange steps) {
    SmallVector<Value> places(plan.numLabels);
    for (auto [index, label] : llvm::zip_equal(spatial, plan.result))
      places[label] = index;
    for (auto [index, label] : llvm::zip_equal(steps, plan.summed))
      places[label] = index;
    Value result;
    for (size_t i = 0; i < inputs.size(); ++i) {
      SmallVector<Value> indices;
      for (unsigned label : plan.operands[i])
        indices.push_back(places[label]);
      indices = tir::broadcastIndices(scalars, shapes[i], strides[i], targets[i], indices);
      Value element = loadWide(scalars, inputs[i], indices);
      result = result ? scalars.mul(result, element) : element;
    }
    return result;
  };
  if (summed.empty()) {
    kernel.compute("einsum", accumulator, [&](ScalarBuilder &scalars, ValueRange indices) {
      return product(scalars, indices, {});
    });
  } else {
    tir::Reduction reduction{summed, zero, add, {}};
    kernel.reduce("einsum", accumulator, reduction, product);
  }
  storeAccumulator(kernel, "einsum_narrow", accumulator, output);
}

namespace {

struct EinsumModel : LegalizeToTIROpInterface::ExternalModel<EinsumModel, EinsumOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto einsum = cast<EinsumOp>(op);
    if (failed(requireRanks(context, op, einsum.getOperands())))
      return failure();
    SmallVector<int64_t> ranks;
    for (Value operand : einsum.getOperands())
      ranks.push_back(cast<mlir::relax::TensorType>(operand.getType()).getRank());
    Deduction silent(op->getContext(), "", std::nullopt);
    FailureOr<EinsumPlan> plan = parseEinsum(silent, einsum.getSubscripts(), ranks);
    if (failed(plan))
      return context.getRewriter().notifyMatchFailure(op, "the subscripts are malformed");
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      buildEinsum(kernel, *plan, inputs, outputs);
    };
    return context.replaceWithKernel(op, "einsum", einsum.getOperands(), build);
  }
};

struct OuterModel : LegalizeToTIROpInterface::ExternalModel<OuterModel, OuterOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto outer = cast<OuterOp>(op);
    if (failed(requireRanks(context, op, op->getOperands())))
      return failure();
    return context.decompose(op, [&](OpBuilder &builder) -> SmallVector<Value> {
      return {EinsumOp::create(builder, op->getLoc(), "i,j->ij", ValueRange{outer.getLhs(), outer.getRhs()})};
    });
  }
};

} // namespace

void relax::attachEinsumModels(MLIRContext *context) {
  EinsumOp::attachInterface<EinsumModel>(*context);
  OuterOp::attachInterface<OuterModel>(*context);
}

//===- Reduction.cpp - kernels of operators that fold axes ----------------===//
//
// Loops go in the order of the operand's dimensions, so that memory is read in order whatever the axes: where the last
// dimension stays, the innermost loop accumulates into neighbours; where it goes, into one place.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationSupport.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

namespace {

/// The reduction of one operand along some axes.
struct AxisReduction {
  AxisReduction(ArrayRef<sym::ExprAttr> shape, ArrayRef<int64_t> axes, bool keepDims) : keepDims(keepDims) {
    for (size_t axis = 0; axis < shape.size(); ++axis)
      isReduced.push_back(llvm::is_contained(axes, static_cast<int64_t>(axis)));
    for (auto [axis, dim] : llvm::enumerate(shape))
      (isReduced[axis] ? reduced : kept).push_back(dim);
    unsigned nextKept = 0, nextReduced = kept.size();
    for (bool isAxis : isReduced)
      loopOrder.push_back(isAxis ? nextReduced++ : nextKept++);
  }

  /// The indices of the operand from those of kept and reduced dimensions.
  SmallVector<Value> operandIndices(ValueRange spatial, ValueRange steps) const {
    SmallVector<Value> indices;
    unsigned nextKept = 0, nextReduced = 0;
    for (bool isAxis : isReduced)
      indices.push_back(isAxis ? steps[nextReduced++] : spatial[nextKept++]);
    return indices;
  }

  /// The indices of the result from those of kept dimensions.
  SmallVector<Value> resultIndices(ScalarBuilder &scalars, ValueRange spatial) const {
    if (!keepDims)
      return llvm::to_vector(spatial);
    SmallVector<Value> indices;
    unsigned nextKept = 0;
    for (bool isAxis : isReduced)
      indices.push_back(isAxis ? scalars.constantIndex(0) : spatial[nextKept++]);
    return indices;
  }

  bool keepDims;
  SmallVector<bool> isReduced;
  SmallVector<sym::ExprAttr> kept, reduced;
  SmallVector<unsigned> loopOrder;
};

using Combine = llvm::function_ref<Value(ScalarBuilder &, Value, Value)>;
using Identity = llvm::function_ref<Value(ScalarBuilder &, Type)>;

void buildReduction(KernelBuilder &kernel, StringRef name, Value input, Value accumulator, const AxisReduction &axes,
                    Identity identity, Combine combine) {
  auto first = [&](ScalarBuilder &scalars) {
    return identity(scalars, cast<tir::BufferType>(accumulator.getType()).getScalarType());
  };
  auto place = [&](ScalarBuilder &scalars, ValueRange spatial) { return axes.resultIndices(scalars, spatial); };
  auto body = [&](ScalarBuilder &scalars, ValueRange spatial, ValueRange steps) {
    return loadWide(scalars, input, axes.operandIndices(spatial, steps));
  };
  tir::Reduction reduction{axes.reduced, first, combine, axes.loopOrder};
  kernel.reduceAt(name, axes.kept, accumulator, place, reduction, body);
}

Value addTerms(ScalarBuilder &scalars, Value accumulated, Value value) {
  return scalars.addReassociated(accumulated, value);
}
Value zeroOf(ScalarBuilder &scalars, Type type) { return scalars.constant(type, 0); }

template <typename OpTy> AxisReduction getReduction(OpTy op, Value input) {
  ArrayRef<sym::ExprAttr> shape = shapeOf(input);
  return AxisReduction(shape, getAxes(op.getAxis(), shape.size()), op.getKeepdims());
}

struct SumModel : LegalizeToTIROpInterface::ExternalModel<SumModel, SumOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto sum = cast<SumOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Value accumulator = getAccumulator(kernel, outputs[0]);
      buildReduction(kernel, "sum", inputs[0], accumulator, getReduction(sum, inputs[0]), zeroOf, addTerms);
      storeAccumulator(kernel, "sum_narrow", accumulator, outputs[0]);
    };
    return context.replaceWithKernel(op, "sum", sum.getX(), build);
  }
};

struct MaxModel : LegalizeToTIROpInterface::ExternalModel<MaxModel, MaxOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto max = cast<MaxOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      bool isUnsigned = isUnsignedElement(elementOf(inputs[0]));
      auto lowest = [&](ScalarBuilder &scalars, Type type) { return scalars.lowest(type, isUnsigned); };
      auto larger = [&](ScalarBuilder &scalars, Value accumulated, Value value) {
        return scalars.max(accumulated, value, isUnsigned);
      };
      Value accumulator = getAccumulator(kernel, outputs[0]);
      buildReduction(kernel, "max", inputs[0], accumulator, getReduction(max, inputs[0]), lowest, larger);
      storeAccumulator(kernel, "max_narrow", accumulator, outputs[0]);
    };
    return context.replaceWithKernel(op, "max", max.getX(), build);
  }
};

struct MeanModel : LegalizeToTIROpInterface::ExternalModel<MeanModel, MeanOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto mean = cast<MeanOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Value output = outputs[0];
      Value accumulator = getAccumulator(kernel, output);
      AxisReduction axes = getReduction(mean, inputs[0]);
      buildReduction(kernel, "mean_sum", inputs[0], accumulator, axes, zeroOf, addTerms);
      ScalarBuilder head(kernel.getBuilder(), kernel.getLoc());
      Value count;
      for (sym::ExprAttr dim : axes.reduced)
        count = count ? head.mul(count, kernel.getIndex(dim)) : kernel.getIndex(dim);
      count = head.cast(count ? count : head.constantIndex(1), computeTypeOf(output));
      kernel.compute("mean", output, [&](ScalarBuilder &scalars, ValueRange indices) {
        return narrowTo(scalars, scalars.div(scalars.load(accumulator, indices), count), output);
      });
    };
    return context.replaceWithKernel(op, "mean", mean.getX(), build);
  }
};

} // namespace

void relax::attachReductionModels(MLIRContext *context) {
  SumOp::attachInterface<SumModel>(*context);
  MaxOp::attachInterface<MaxModel>(*context);
  MeanOp::attachInterface<MeanModel>(*context);
}

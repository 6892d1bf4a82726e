//===- Normalization.cpp - Means, variances and scales --------------------===//
//
// Batch, layer, group, instance and Lp normalization.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Converters.h"
#include "frontends/onnx/converters/Support.h"

#include "llvm/ADT/Sequence.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

/// The inputs 0 to count - 1 as tensors.
static FailureOr<SmallVector<Value>> firstTensors(NodeImporter &n,
                                                  unsigned count) {
  SmallVector<Value> all;
  for (unsigned i = 0; i != count; ++i) {
    FailureOr<Value> input = n.tensor(i);
    if (failed(input))
      return failure();
    all.push_back(*input);
  }
  return all;
}

/// old * momentum + current * (1 - momentum): what training remembers of a
/// statistic of the channels.
static FailureOr<Value> runningStatistic(NodeImporter &n, Value old,
                                         FailureOr<Value> current,
                                         double momentum) {
  Type element = n.elementTypeOf(old);
  FailureOr<Value> flat =
      failed(current) ? current : n.reshape(*current, n.shapeOf(old));
  return combine<relax::AddOp>(
      n, combine<relax::MultiplyOp>(n, old, n.scalar(momentum, element)),
      combine<relax::MultiplyOp>(n, flat, n.scalar(1 - momentum, element)));
}

/// Inference takes the statistics from the inputs. Training, an attribute since
/// version 14, computes them from the batch and gives those to remember.
static LogicalResult convertBatchNormalization(NodeImporter &n) {
  FailureOr<SmallVector<Value>> inputs = firstTensors(n, 5);
  FailureOr<Value> data = n.rankedTensor(0);
  if (failed(inputs) || failed(data))
    return failure();
  if (n.opset < 9 && !n.intAttr("spatial", 1))
    return n.attributeError("spatial")
           << "must be 1: statistics of each element are not supported, got 0";
  Type element = n.elementTypeOf(*data);
  // Scale and statistics may have another floating-point type since version 14
  // and 15.
  for (Value &input : *inputs) {
    FailureOr<Value> same = n.elementTypeOf(input) == element
                                ? FailureOr<Value>(input)
                                : n.cast(input, element);
    if (failed(same))
      return failure();
    input = *same;
  }
  NamedAttribute epsilon =
      doubleAttr(n, "epsilon", n.floatAttr("epsilon", 1e-5f));
  if (n.opset >= 14 && n.intAttr("training_mode")) {
    SmallVector<int64_t> axes;
    for (int64_t axis : llvm::seq<int64_t>(0, n.rankOf(*data)))
      if (axis != 1)
        axes.push_back(axis);
    auto statistic = [&](auto tag) -> FailureOr<Value> {
      return n.create<typename decltype(tag)::type>(
          {*data}, {n.attr("axis", n.builder.getDenseI64ArrayAttr(axes))});
    };
    struct Mean {
      using type = relax::MeanOp;
    };
    struct Variance {
      using type = relax::VarianceOp;
    };
    FailureOr<Value> mean = statistic(Mean()), variance = statistic(Variance());
    double momentum = n.floatAttr("momentum", 0.9f);
    if (failed(mean) || failed(variance) ||
        failed(n.setOutput(
            1, runningStatistic(n, (*inputs)[3], mean, momentum))) ||
        failed(n.setOutput(
            2, runningStatistic(n, (*inputs)[4], variance, momentum))))
      return failure();
    (*inputs)[3] = *mean;
    (*inputs)[4] = *variance;
  }
  return n.setOutput(0, n.create<relax::BatchNormOp>(*inputs, {epsilon}));
}

static LogicalResult convertInstanceNormalization(NodeImporter &n) {
  FailureOr<SmallVector<Value>> inputs = firstTensors(n, 3);
  if (failed(inputs))
    return failure();
  return n.setOutput(
      0,
      n.create<relax::InstanceNormOp>(
          *inputs, {doubleAttr(n, "epsilon", n.floatAttr("epsilon", 1e-5f))}));
}

/// Scale and bias belong to groups in version 18, to channels since version 21.
static LogicalResult convertGroupNormalization(NodeImporter &n) {
  FailureOr<SmallVector<Value>> inputs = firstTensors(n, 3);
  FailureOr<Value> data = n.rankedTensor(0);
  if (failed(inputs) || failed(data))
    return failure();
  int64_t groups = n.intAttr("num_groups");
  if (groups < 1)
    return n.attributeError("num_groups")
           << "must be at least 1, got " << groups;
  if (n.rankOf(*data) < 2)
    return n.error() << "the input must have at least 2 dimensions, got "
                     << data->getType();
  ExprAttr channels = n.shapeOf(*data)[1];
  if (n.opset < 21)
    for (Value &parameter : llvm::drop_begin(*inputs)) {
      FailureOr<ExprAttr> inGroup =
          n.checked(sym::floorDiv(channels, n.constant(groups)));
      FailureOr<Value> each =
          n.reshape(parameter, {n.constant(groups), n.constant(1)});
      if (failed(inGroup) || failed(each) ||
          failed(each = n.broadcastTo(*each, {n.constant(groups), *inGroup})) ||
          failed(each = n.reshape(*each, {channels})))
        return failure();
      parameter = *each;
    }
  return n.setOutput(
      0,
      n.create<relax::GroupNormOp>(
          *inputs, {indexAttr(n, "num_groups", groups),
                    doubleAttr(n, "epsilon", n.floatAttr("epsilon", 1e-5f))}));
}

/// Mean and 1 / sqrt(variance + epsilon) are outputs too, where asked for.
static LogicalResult convertLayerNormalization(NodeImporter &n) {
  FailureOr<Value> data = n.rankedTensor(0);
  if (failed(data))
    return failure();
  int64_t rank = n.rankOf(*data);
  FailureOr<int64_t> first = n.normalizeAxis(n.intAttr("axis", -1), rank);
  if (failed(first))
    return failure();
  SmallVector<int64_t> axes = llvm::to_vector(llvm::seq<int64_t>(*first, rank));
  ArrayRef<ExprAttr> dims = n.shapeOf(*data).drop_front(*first);
  double epsilon = n.floatAttr("epsilon", 1e-5f);
  SmallVector<Value> operands = {*data};
  for (unsigned i : {1u, 2u}) {
    if (i == 2 && !n.hasInput(i))
      continue;
    FailureOr<Value> parameter = n.rankedTensor(i);
    if (succeeded(parameter) && n.shapeOf(*parameter) != dims)
      parameter = n.broadcastTo(*parameter, dims);
    if (failed(parameter))
      return failure();
    operands.push_back(*parameter);
  }
  if (n.hasOutput(1) || n.hasOutput(2)) {
    Type element = n.elementTypeOf(*data);
    // The statistics are computed, and given, in the type of 'stash_type'.
    FailureOr<Type> stash = n.elementType(n.intAttr("stash_type", 1));
    if (failed(stash))
      return failure();
    FailureOr<Value> wide = *stash == element ? data : n.cast(*data, *stash);
    FailureOr<Value> mean = reduceKeepingDims<relax::MeanOp>(n, wide, axes);
    FailureOr<Value> variance =
        reduceKeepingDims<relax::VarianceOp>(n, wide, axes);
    if (failed(mean) || failed(variance))
      return failure();
    FailureOr<Value> deviation = apply<relax::SqrtOp>(
        n, combine<relax::AddOp>(n, variance, n.scalar(epsilon, *stash)));
    if (failed(n.setOutput(1, mean)) ||
        failed(n.setOutput(
            2, combine<relax::DivideOp>(n, n.scalar(1, *stash), deviation))))
      return failure();
  }
  return n.setOutput(
      0, n.create<relax::LayerNormOp>(
             operands, {n.attr("axes", n.builder.getDenseI64ArrayAttr(axes)),
                        doubleAttr(n, "epsilon", epsilon)}));
}

/// x / (sum |x|^p)^(1/p) along an axis.
static LogicalResult convertLpNormalization(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  FailureOr<int64_t> axis =
      n.normalizeAxis(n.intAttr("axis", -1), n.rankOf(*x));
  int64_t p = n.intAttr("p", 2);
  if (failed(axis))
    return failure();
  if (p != 1 && p != 2)
    return n.attributeError("p") << "must be 1 or 2, got " << p;
  FailureOr<Value> norm =
      p == 1
          ? reduceKeepingDims<relax::SumOp>(n, apply<relax::AbsOp>(n, x), *axis)
          : apply<relax::SqrtOp>(
                n, reduceKeepingDims<relax::SumOp>(
                       n, combine<relax::MultiplyOp>(n, x, x), *axis));
  return n.setOutput(0, combine<relax::DivideOp>(n, x, norm));
}

void mlir::onnx::registerNormalizationConverters(ConverterRegistry &registry) {
  registry.add("", "BatchNormalization", 1, convertBatchNormalization);
  registry.add("", "GroupNormalization", 18, convertGroupNormalization);
  registry.add("", "InstanceNormalization", 1, convertInstanceNormalization);
  registry.add("", "LayerNormalization", 17, convertLayerNormalization);
  registry.add("", "LpNormalization", 1, convertLpNormalization);
}

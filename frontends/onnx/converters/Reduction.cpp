//===- Reduction.cpp - ReduceSum and its relatives ------------------------===//
//
// The ones that ONNX defines by a formula are that formula; the logarithm of a
// sum of exponentials subtracts the maximum first.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Common.h"
#include "frontends/onnx/converters/Converters.h"

using namespace mlir;
using namespace mlir::onnx;

/// One of the operators that have the attributes of `relax.sum`.
static FailureOr<Value> reduceBy(NodeImporter &n, StringRef opName,
                                 FailureOr<Value> x, ArrayRef<int64_t> axes,
                                 bool keepDims) {
  SmallVector<NamedAttribute> attrs{
      n.attr("axis", n.builder.getDenseI64ArrayAttr(axes))};
  if (keepDims)
    attrs.push_back(n.attr("keepdims", n.builder.getUnitAttr()));
  return apply(n, opName, {x}, attrs);
}

/// A sum with a step before and one after it.
static Converter sumOf(StringRef before, StringRef after) {
  return [=](NodeImporter &n) {
    return convertReduction(n, [&](Value x, ArrayRef<int64_t> axes,
                                   bool keepDims) {
      FailureOr<Value> inner =
          before.empty() ? FailureOr<Value>(x) : apply(n, before, {x});
      FailureOr<Value> sum = reduceBy(n, "relax.sum", inner, axes, keepDims);
      return after.empty() ? sum : apply(n, after, {sum});
    });
  };
}

/// An extremum; of truth values, since version 20, through small integers.
static Converter extremum(StringRef opName) {
  return [=](NodeImporter &n) {
    return convertReduction(
        n,
        [&](Value x, ArrayRef<int64_t> axes,
            bool keepDims) -> FailureOr<Value> {
          if (!n.elementTypeOf(x).isInteger(1))
            return reduceBy(n, opName, x, axes, keepDims);
          FailureOr<Value> result =
              reduceBy(n, opName, n.cast(x, n.builder.getIntegerType(8)), axes,
                       keepDims);
          return failed(result) ? result
                                : n.cast(*result, n.builder.getI1Type());
        });
  };
}

/// Subtracts the maximum first, as long as it is finite, so that the
/// exponentials neither overflow nor all vanish.
static LogicalResult convertLogSumExp(NodeImporter &n) {
  return convertReduction(
      n,
      [&](Value x, ArrayRef<int64_t> axes, bool keepDims) -> FailureOr<Value> {
        FailureOr<Value> largest =
            reduceBy(n, "relax.max", x, axes, /*keepDims=*/true);
        if (failed(largest))
          return failure();
        FailureOr<Value> isFinite = apply(n, "relax.isfinite", {largest});
        FailureOr<Value> offset =
            apply(n, "relax.where",
                  {isFinite, largest, n.scalar(0, n.elementTypeOf(x))});
        FailureOr<Value> shifted =
            apply(n, "relax.exp", {apply(n, "relax.subtract", {x, offset})});
        FailureOr<Value> sum =
            apply(n, "relax.log",
                  {reduceBy(n, "relax.sum", shifted, axes, /*keepDims=*/true)});
        FailureOr<Value> result = apply(n, "relax.add", {sum, offset});
        // Summing over dimensions of size 1 only drops them.
        return keepDims
                   ? result
                   : reduceBy(n, "relax.sum", result, axes, /*keepDims=*/false);
      });
}

void onnx::registerReductionConverters(ConverterRegistry &registry) {
  auto addNamed = [&](StringRef op, StringRef opName) {
    registry.add("", op, 1, [opName](NodeImporter &n) {
      return convertReduction(n, opName);
    });
  };
  addNamed("ReduceMean", "relax.mean");
  addNamed("ReduceProd", "relax.prod");
  addNamed("ReduceSum", "relax.sum");
  registry.add("", "ReduceMax", 1, extremum("relax.max"));
  registry.add("", "ReduceMin", 1, extremum("relax.min"));
  registry.add("", "ReduceL1", 1, sumOf("relax.abs", ""));
  registry.add("", "ReduceL2", 1, sumOf("relax.square", "relax.sqrt"));
  registry.add("", "ReduceLogSum", 1, sumOf("", "relax.log"));
  registry.add("", "ReduceSumSquare", 1, sumOf("relax.square", ""));
  registry.add("", "ReduceLogSumExp", 1, convertLogSumExp);
}

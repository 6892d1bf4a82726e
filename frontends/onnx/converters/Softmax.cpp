//===- Softmax.cpp - Softmax and its relatives ----------------------------===//
//
// Before version 13 these operators see their input as a matrix, split at the
// axis, and treat each row as a whole; since then they work along the axis.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Common.h"
#include "frontends/onnx/converters/Converters.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

/// Converts by `map`, which works along an axis of a tensor.
static LogicalResult
alongAxis(NodeImporter &n,
          llvm::function_ref<FailureOr<Value>(Value, int64_t)> map) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  FailureOr<int64_t> axis =
      n.normalizeAxis(n.intAttr("axis", n.opset >= 13 ? -1 : 1), n.rankOf(*x));
  if (failed(axis))
    return failure();
  if (n.opset >= 13 || *axis + 1 == n.rankOf(*x))
    return n.setOutput(0, map(*x, *axis));
  FailureOr<Value> matrix = flattenAt(n, *x, *axis);
  FailureOr<Value> result = failed(matrix) ? matrix : map(*matrix, 1);
  return failed(result) ? failure()
                        : n.setOutput(0, n.reshape(*result, n.shapeOf(*x)));
}

static LogicalResult convertNamed(NodeImporter &n, StringRef opName) {
  return alongAxis(n, [&](Value x, int64_t axis) {
    return n.createNamed(opName, {x},
                         {n.attr("axis", n.builder.getI64IntegerAttr(axis))});
  });
}

/// One at the first maximum, zero elsewhere.
static LogicalResult convertHardmax(NodeImporter &n) {
  return alongAxis(n, [&](Value x, int64_t axis) -> FailureOr<Value> {
    NamedAttribute along = n.attr("axis", n.builder.getI64IntegerAttr(axis));
    FailureOr<Value> places = n.createNamed("relax.argmax", {x}, {along});
    FailureOr<Value> depth = n.symInt(n.shapeOf(x)[axis]);
    return apply(n, "relax.one_hot",
                 {places, n.scalar(1, n.elementTypeOf(x)),
                  n.scalar(0, n.elementTypeOf(x)), depth},
                 {along});
  });
}

void onnx::registerSoftmaxConverters(ConverterRegistry &registry) {
  registry.add("", "Softmax", 1, [](NodeImporter &n) {
    return convertNamed(n, "relax.softmax");
  });
  registry.add("", "LogSoftmax", 1, [](NodeImporter &n) {
    return convertNamed(n, "relax.log_softmax");
  });
  registry.add("", "Hardmax", 1, convertHardmax);
}

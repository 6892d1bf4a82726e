//===- Sorting.cpp - Operators that order and pick elements ---------------===//
//
// The largest elements, the different ones, those that are not zero, and boxes
// that do not overlap.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Converters.h"
#include "frontends/onnx/converters/Support.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

/// Sets an output to each result; their unknown dimensions get symbols.
static LogicalResult setOutputs(NodeImporter &n, FailureOr<Operation *> op) {
  if (failed(op))
    return failure();
  for (auto [i, result] : llvm::enumerate((*op)->getResults()))
    if (n.hasOutput(i) && failed(n.setOutput(i, n.nameUnknownDims(result))))
      return failure();
  return success();
}

static NamedAttribute int64Type(NodeImporter &n) {
  return n.attr("dtype", TypeAttr::get(n.builder.getIntegerType(64)));
}

/// `k` is an attribute before version 10, then an input.
static LogicalResult convertTopK(NodeImporter &n) {
  FailureOr<Value> x = n.tensor(0);
  FailureOr<ExprAttr> k =
      n.opset >= 10 ? n.integer(1) : n.constant(n.intAttr("k"));
  if (failed(x) || failed(k))
    return failure();
  FailureOr<Value> count = n.symInt(*k);
  if (failed(count))
    return failure();
  // Sorted or not, the order is that of the values.
  SmallVector<NamedAttribute> attrs = {
      indexAttr(n, "axis", n.intAttr("axis", -1)), int64Type(n)};
  if (!n.intAttr("largest", 1))
    attrs.push_back(n.attr("smallest", n.builder.getUnitAttr()));
  return setOutputs(
      n, n.createOp(relax::TopkOp::getOperationName(), {*x, *count}, attrs));
}

static LogicalResult convertUnique(NodeImporter &n) {
  FailureOr<Value> x = n.tensor(0);
  if (failed(x))
    return failure();
  SmallVector<NamedAttribute> attrs;
  if (n.hasAttr("axis"))
    attrs.push_back(indexAttr(n, "axis", n.intAttr("axis")));
  if (n.intAttr("sorted", 1))
    attrs.push_back(n.attr("sorted", n.builder.getUnitAttr()));
  return setOutputs(
      n, n.createOp(relax::UniqueOp::getOperationName(), {*x}, attrs));
}

static LogicalResult convertNonZero(NodeImporter &n) {
  FailureOr<Value> x = n.tensor(0);
  return failed(x) ? failure()
                   : n.setOutput(0, n.create<relax::NonzeroOp>({*x}));
}

/// A missing limit selects nothing, a missing overlap none, a missing score
/// all.
static LogicalResult convertNonMaxSuppression(NodeImporter &n) {
  FailureOr<Value> boxes = n.tensor(0), scores = n.tensor(1);
  auto f32 = n.builder.getF32Type();
  FailureOr<Value> count =
      n.hasInput(2) ? n.tensor(2) : n.scalar(0, n.builder.getIntegerType(64));
  FailureOr<Value> overlap = n.hasInput(3) ? n.tensor(3) : n.scalar(0, f32);
  FailureOr<Value> least =
      n.hasInput(4) ? n.tensor(4)
                    : n.scalar(-std::numeric_limits<double>::infinity(), f32);
  if (failed(boxes) || failed(scores) || failed(count) || failed(overlap) ||
      failed(least))
    return failure();
  SmallVector<NamedAttribute> attrs;
  if (n.intAttr("center_point_box"))
    attrs.push_back(n.attr("center_point_box", n.builder.getUnitAttr()));
  return n.setOutput(0,
                     n.create<relax::AllClassNonMaxSuppressionOp>(
                         {*boxes, *scores, *count, *overlap, *least}, attrs));
}

void mlir::onnx::registerSortingConverters(ConverterRegistry &registry) {
  registry.add("", "TopK", 1, convertTopK);
  registry.add("", "Unique", 11, convertUnique);
  registry.add("", "NonZero", 9, convertNonZero);
  registry.add("", "NonMaxSuppression", 10, convertNonMaxSuppression);
}

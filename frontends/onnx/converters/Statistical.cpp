//===- Statistical.cpp - Extrema, running sums, sums of products ----------===//

#include "frontends/onnx/converters/Converters.h"
#include "frontends/onnx/converters/Support.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

template <typename OpTy>
static LogicalResult convertArgExtremum(NodeImporter &n) {
  FailureOr<Value> x = n.tensor(0);
  if (failed(x))
    return failure();
  SmallVector<NamedAttribute> attrs = {indexAttr(n, "axis", n.intAttr("axis"))};
  for (auto [name, defaultValue] :
       {std::pair("keepdims", 1), std::pair("select_last_index", 0)})
    if (n.intAttr(name, defaultValue))
      attrs.push_back(n.attr(name, n.builder.getUnitAttr()));
  return n.setOutput(0, n.create<OpTy>({*x}, attrs));
}

/// The product of the dimensions before (after) the axis, which is known at run
/// time only.
static FailureOr<ExprAttr> productBeside(NodeImporter &n,
                                         ArrayRef<ExprAttr> dims, ExprAttr axis,
                                         bool before) {
  FailureOr<ExprAttr> result = n.constant(1);
  for (auto [i, dim] : llvm::enumerate(dims)) {
    ExprAttr place = n.constant(i);
    FailureOr<ExprAttr> factor =
        before ? n.checked(sym::select(sym::Comparison::lt, place, axis, dim,
                                       n.constant(1)))
               : n.checked(sym::select(sym::Comparison::lt, axis, place, dim,
                                       n.constant(1)));
    if (failed(result) || failed(factor))
      return failure();
    result = n.checked(sym::mul(*result, *factor));
  }
  return result;
}

static LogicalResult convertCumSum(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  int64_t rank = n.rankOf(*x);
  if (rank == 0)
    return n.error() << "the input must have at least 1 dimension, got "
                     << x->getType();
  SmallVector<NamedAttribute> attrs;
  for (StringRef name : {"exclusive", "reverse"})
    if (n.intAttr(name))
      attrs.push_back(n.attr(name, n.builder.getUnitAttr()));
  if (auto constant = n.constantIntegers(1);
      constant && constant->size() == 1) {
    FailureOr<int64_t> axis = n.normalizeAxis(constant->front(), rank);
    if (failed(axis))
      return failure();
    attrs.push_back(indexAttr(n, "axis", *axis));
    return n.setOutput(0, n.create<relax::CumsumOp>({*x}, attrs));
  }
  // With the dimensions beside the axis merged, the axis is always the middle
  // one.
  FailureOr<ExprAttr> axis = n.integer(1);
  if (failed(axis) || failed(axis = n.normalizedAxis(*axis, rank)))
    return failure();
  SmallVector<ExprAttr> dims = llvm::to_vector(n.shapeOf(*x));
  FailureOr<ExprAttr> before = productBeside(n, dims, *axis, true),
                      after = productBeside(n, dims, *axis, false);
  FailureOr<ExprAttr> along = dims[0];
  for (int64_t i = 1; i < rank && succeeded(along); ++i)
    along = n.selectAxis({*axis}, i, dims[i], *along);
  if (failed(before) || failed(after) || failed(along))
    return failure();
  attrs.push_back(indexAttr(n, "axis", 1));
  FailureOr<Value> sums = apply<relax::CumsumOp>(
      n, n.reshape(*x, {*before, *along, *after}), attrs);
  return failed(sums) ? failure() : n.setOutput(0, n.reshape(*sums, dims));
}

static LogicalResult convertEinsum(NodeImporter &n) {
  FailureOr<SmallVector<Value>> operands = n.tensors();
  if (failed(operands))
    return failure();
  return n.setOutput(
      0, n.create<relax::EinsumOp>(
             *operands, {n.attr("subscripts", n.builder.getStringAttr(
                                                  n.stringAttr("equation")))}));
}

void mlir::onnx::registerStatisticalConverters(ConverterRegistry &registry) {
  registry.add("", "ArgMax", 1, convertArgExtremum<relax::ArgmaxOp>);
  registry.add("", "ArgMin", 1, convertArgExtremum<relax::ArgminOp>);
  registry.add("", "CumSum", 11, convertCumSum);
  registry.add("", "Einsum", 12, convertEinsum);
}

//===- Common.cpp - What converters of several families need --------------===//

#include "frontends/onnx/converters/Common.h"

#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

std::optional<SmallVector<int64_t>>
onnx::getConstants(ArrayRef<ExprAttr> exprs) {
  SmallVector<int64_t> result;
  for (ExprAttr expr : exprs) {
    std::optional<int64_t> value = expr.getConstantValue();
    if (!value)
      return std::nullopt;
    result.push_back(*value);
  }
  return result;
}

FailureOr<std::optional<SmallVector<ExprAttr>>>
onnx::getAxes(NodeImporter &n, unsigned input, int64_t rank) {
  SmallVector<ExprAttr> axes;
  if (n.hasAttr("axes")) {
    for (int64_t axis : n.intsAttr("axes"))
      axes.push_back(n.constant(axis));
  } else if (n.hasInput(input)) {
    FailureOr<SmallVector<ExprAttr>> read = n.integers(input);
    if (failed(read))
      return failure();
    axes = *read;
  } else {
    return std::optional<SmallVector<ExprAttr>>();
  }
  if (n.hasFailed())
    return failure();
  if (std::optional<SmallVector<int64_t>> known = getConstants(axes)) {
    FailureOr<SmallVector<int64_t>> normalized = n.normalizeAxes(*known, rank);
    if (failed(normalized))
      return failure();
    for (auto [axis, value] : llvm::zip_equal(axes, *normalized))
      axis = n.constant(value);
    return std::optional(axes);
  }
  if (static_cast<int64_t>(axes.size()) > rank)
    return n.error() << "there must be at most as many axes as dimensions, got "
                     << axes.size() << " and " << rank;
  for (ExprAttr &axis : axes) {
    FailureOr<ExprAttr> normalized = n.normalizedAxis(axis, rank);
    if (failed(normalized))
      return failure();
    axis = *normalized;
  }
  return std::optional(axes);
}

/// For each position of `rank`, how many positions before it are no axes; and 1
/// where it is an axis itself.
static LogicalResult countOthers(NodeImporter &n, int64_t rank,
                                 ArrayRef<ExprAttr> axes,
                                 SmallVectorImpl<ExprAttr> &isAxis,
                                 SmallVectorImpl<ExprAttr> &before) {
  FailureOr<ExprAttr> count = n.constant(0);
  for (int64_t i = 0; i != rank; ++i) {
    FailureOr<ExprAttr> marked =
        n.selectAxis(axes, i, n.constant(1), n.constant(0));
    FailureOr<ExprAttr> unmarked =
        n.selectAxis(axes, i, n.constant(0), n.constant(1));
    if (failed(marked) || failed(unmarked))
      return failure();
    isAxis.push_back(*marked);
    before.push_back(*count);
    if (failed(count = n.checked(sym::add(*count, *unmarked))))
      return failure();
  }
  return success();
}

FailureOr<SmallVector<ExprAttr>> onnx::dropAxes(NodeImporter &n,
                                                ArrayRef<ExprAttr> dims,
                                                ArrayRef<ExprAttr> axes) {
  int64_t rank = dims.size(), gone = axes.size();
  SmallVector<ExprAttr> isAxis, before, result;
  if (failed(countOthers(n, rank, axes, isAxis, before)))
    return failure();
  for (int64_t to = 0; to < rank - gone; ++to) {
    // The last position with so many others before it is the dimension itself;
    // axes may stand in front of it.
    FailureOr<ExprAttr> dim = dims[to];
    for (int64_t from = to; from <= to + gone; ++from)
      if (succeeded(dim))
        dim = n.checked(sym::select(sym::Comparison::eq, before[from],
                                    n.constant(to), dims[from], *dim));
    if (failed(dim))
      return failure();
    result.push_back(*dim);
  }
  return result;
}

FailureOr<SmallVector<ExprAttr>> onnx::insertAxes(NodeImporter &n,
                                                  ArrayRef<ExprAttr> dims,
                                                  ArrayRef<ExprAttr> axes) {
  int64_t rank = dims.size() + axes.size();
  SmallVector<ExprAttr> isAxis, before, result;
  if (failed(countOthers(n, rank, axes, isAxis, before)))
    return failure();
  for (int64_t to = 0; to != rank; ++to) {
    FailureOr<ExprAttr> dim = n.constant(1);
    for (int64_t from =
             std::max<int64_t>(0, to - static_cast<int64_t>(axes.size()));
         from <= to && from < static_cast<int64_t>(dims.size()); ++from)
      if (succeeded(dim))
        dim = n.checked(sym::select(sym::Comparison::eq, before[to],
                                    n.constant(from), dims[from], *dim));
    if (succeeded(dim))
      dim = n.checked(sym::select(sym::Comparison::eq, isAxis[to],
                                  n.constant(1), n.constant(1), *dim));
    if (failed(dim))
      return failure();
    result.push_back(*dim);
  }
  return result;
}

/// Run-time axes: each dimension d_i becomes two, [1, d_i] where i is an axis
/// and [d_i, 1] elsewhere, of which the second is reduced.
static LogicalResult reduceAtRunTime(NodeImporter &n, Value x,
                                     ArrayRef<ExprAttr> axes, Reduction reduce,
                                     bool keepDims) {
  SmallVector<ExprAttr> split, kept;
  SmallVector<int64_t> reduced;
  for (auto [i, dim] : llvm::enumerate(n.shapeOf(x))) {
    FailureOr<ExprAttr> keep = n.selectAxis(axes, i, n.constant(1), dim);
    FailureOr<ExprAttr> fold = n.selectAxis(axes, i, dim, n.constant(1));
    if (failed(keep) || failed(fold))
      return failure();
    split.append({*keep, *fold});
    kept.push_back(*keep);
    reduced.push_back(2 * i + 1);
  }
  FailureOr<Value> pairs = n.reshape(x, split);
  FailureOr<Value> result =
      failed(pairs) ? pairs : reduce(*pairs, reduced, /*keepDims=*/false);
  if (failed(result))
    return failure();
  if (keepDims)
    return n.setOutput(0, result);
  FailureOr<SmallVector<ExprAttr>> dims = dropAxes(n, n.shapeOf(*result), axes);
  return failed(dims) ? failure() : n.setOutput(0, n.reshape(*result, *dims));
}

LogicalResult onnx::convertReduction(NodeImporter &n, Reduction reduce) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  int64_t rank = n.rankOf(*x);
  FailureOr<std::optional<SmallVector<ExprAttr>>> axes = getAxes(n, 1, rank);
  if (failed(axes))
    return failure();
  bool keepDims = n.intAttr("keepdims", 1);
  if (!*axes || (*axes)->empty()) {
    if (n.intAttr("noop_with_empty_axes"))
      return n.setOutput(0, FailureOr<Value>(*x));
    return n.setOutput(
        0, reduce(*x, llvm::to_vector(llvm::seq<int64_t>(0, rank)), keepDims));
  }
  if (std::optional<SmallVector<int64_t>> known = getConstants(**axes))
    return n.setOutput(0, reduce(*x, *known, keepDims));
  return reduceAtRunTime(n, *x, **axes, reduce, keepDims);
}

LogicalResult onnx::convertReduction(NodeImporter &n, StringRef opName) {
  return convertReduction(
      n, [&](Value x, ArrayRef<int64_t> axes, bool keepDims) {
        SmallVector<NamedAttribute> attrs{
            n.attr("axis", n.builder.getDenseI64ArrayAttr(axes))};
        if (keepDims)
          attrs.push_back(n.attr("keepdims", n.builder.getUnitAttr()));
        return n.createNamed(opName, {x}, attrs);
      });
}

FailureOr<Value> onnx::flattenAt(NodeImporter &n, Value x, int64_t axis) {
  ArrayRef<ExprAttr> dims = n.shapeOf(x);
  FailureOr<ExprAttr> rows = n.product(dims.take_front(axis)),
                      columns = n.product(dims.drop_front(axis));
  if (failed(rows) || failed(columns))
    return failure();
  return n.reshape(x, {*rows, *columns});
}

FailureOr<Value> onnx::withScalar(NodeImporter &n, StringRef opName,
                                  FailureOr<Value> x, double number) {
  if (failed(x))
    return failure();
  return apply(n, opName, {x, n.scalar(number, n.elementTypeOf(*x))});
}

FailureOr<Value> onnx::apply(NodeImporter &n, StringRef opName,
                             ArrayRef<FailureOr<Value>> operands,
                             ArrayRef<NamedAttribute> attrs) {
  SmallVector<Value> values;
  for (const FailureOr<Value> &operand : operands) {
    if (failed(operand))
      return failure();
    values.push_back(*operand);
  }
  return n.createNamed(opName, values, attrs);
}

FailureOr<Value> onnx::createSegmented(NodeImporter &n, StringRef opName,
                                       ArrayRef<SmallVector<Value>> segments,
                                       ArrayRef<NamedAttribute> attrs) {
  SmallVector<Value> operands;
  SmallVector<int32_t> sizes;
  for (const SmallVector<Value> &segment : segments) {
    llvm::append_range(operands, segment);
    sizes.push_back(segment.size());
  }
  SmallVector<NamedAttribute> all(attrs);
  all.push_back(
      n.attr("operandSegmentSizes", n.builder.getDenseI32ArrayAttr(sizes)));
  return n.createNamed(opName, operands, all);
}

FailureOr<Value> onnx::slice(NodeImporter &n, Value x, ArrayRef<int64_t> axes,
                             ArrayRef<ExprAttr> begin, ArrayRef<ExprAttr> end,
                             ArrayRef<ExprAttr> strides) {
  FailureOr<SmallVector<Value>> first = n.symInts(begin), last = n.symInts(end),
                                steps = n.symInts(strides);
  if (failed(first) || failed(last) || failed(steps))
    return failure();
  return createSegmented(
      n, "relax.strided_slice", {{x}, *first, *last, *steps},
      {n.attr("axes", n.builder.getDenseI64ArrayAttr(axes))});
}

FailureOr<Value> onnx::alignOldBroadcast(NodeImporter &n, Value lhs, Value rhs) {
  if (n.opset >= 7 || !n.intAttr("broadcast") || !n.hasAttr("axis"))
    return rhs;
  int64_t rank = n.rankOf(lhs), inner = n.rankOf(rhs);
  FailureOr<int64_t> axis = n.normalizeAxis(n.intAttr("axis"), rank);
  if (failed(axis))
    return failure();
  SmallVector<ExprAttr> dims = llvm::to_vector(n.shapeOf(rhs));
  for (int64_t i = *axis + inner; i < rank; ++i)
    dims.push_back(n.constant(1));
  return n.reshape(rhs, dims);
}

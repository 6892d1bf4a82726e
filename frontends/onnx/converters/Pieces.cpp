//===- Pieces.cpp - Parts of tensors, and tensors made of parts -----------===//
//
// Which elements come where follows from integers, which may be computed at run
// time; so may the axes that they are for.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Common.h"
#include "frontends/onnx/converters/Converters.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::Comparison;
using sym::ExprAttr;

static NamedAttribute axisAttr(NodeImporter &n, int64_t axis) {
  return n.attr("axis", n.builder.getI64IntegerAttr(axis));
}

static LogicalResult convertConcat(NodeImporter &n) {
  FailureOr<SmallVector<Value>> all = n.tensors();
  if (failed(all))
    return failure();
  int64_t axis = n.intAttr("axis", 1); // optional, 1, before version 4
  return n.setOutput(0,
                     n.createNamed("relax.concat", *all, {axisAttr(n, axis)}));
}

/// An attribute as constants.
static SmallVector<ExprAttr> getExprs(NodeImporter &n, StringRef attribute) {
  return llvm::map_to_vector(n.intsAttr(attribute),
                             [&](int64_t value) { return n.constant(value); });
}

/// For each dimension the entry of `list` that belongs to it, or `otherwise`;
/// `axes`, as long as `list`, are known or not.
static FailureOr<SmallVector<ExprAttr>>
spreadOverAxes(NodeImporter &n, ArrayRef<ExprAttr> list,
               ArrayRef<ExprAttr> axes, ArrayRef<ExprAttr> otherwise) {
  SmallVector<ExprAttr> result = llvm::to_vector(otherwise);
  for (auto [entry, axis] : llvm::zip_equal(list, axes))
    for (size_t i = 0; i != result.size(); ++i) {
      FailureOr<ExprAttr> value = n.checked(
          sym::select(Comparison::eq, axis, n.constant(i), entry, result[i]));
      if (failed(value))
        return failure();
      result[i] = *value;
    }
  return result;
}

/// Axes of a list with `count` entries: the first ones without any.
static FailureOr<SmallVector<ExprAttr>> getAxesOrAll(NodeImporter &n,
                                                     unsigned input,
                                                     int64_t rank, size_t count,
                                                     StringRef what) {
  FailureOr<std::optional<SmallVector<ExprAttr>>> axes =
      getAxes(n, input, rank);
  if (failed(axes))
    return failure();
  if (!*axes) {
    axes->emplace();
    for (size_t i = 0; i != count; ++i)
      (*axes)->push_back(n.constant(i));
    if (static_cast<int64_t>(count) > rank)
      return n.error() << "there must be at most as many " << what
                       << " as dimensions, got " << count << " and " << rank;
  }
  if ((*axes)->size() != count)
    return n.error() << "there must be as many axes as " << what << ", got "
                     << (*axes)->size() << " and " << count;
  return std::move(**axes);
}

static LogicalResult convertSlice(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  FailureOr<SmallVector<ExprAttr>> starts = failure(), ends = failure(),
                                   steps = SmallVector<ExprAttr>();
  if (n.opset < 10) {
    starts = getExprs(n, "starts");
    ends = getExprs(n, "ends");
  } else {
    starts = n.integers(1);
    ends = n.integers(2);
    if (n.hasInput(4))
      steps = n.integers(4);
  }
  if (failed(starts) || failed(ends) || failed(steps))
    return failure();
  size_t count = starts->size();
  if (steps->empty())
    steps->assign(count, n.constant(1));
  if (ends->size() != count || steps->size() != count)
    return n.error() << "starts, ends and steps must have one length, got "
                     << count << ", " << ends->size() << " and "
                     << steps->size();
  int64_t rank = n.rankOf(*x);
  FailureOr<SmallVector<ExprAttr>> axes =
      getAxesOrAll(n, 3, rank, count, "starts");
  if (failed(axes))
    return failure();
  // Models write the largest integer of either width for the end; of two, the
  // one that is always outside keeps sizes simple.
  for (ExprAttr &end : *ends)
    if (end.isConstant(INT32_MAX))
      end = n.constant(INT64_MAX);
  // What is read may be as large, and is added to sizes.
  for (SmallVector<ExprAttr> *list : {&*starts, &*ends})
    for (ExprAttr &at : *list) {
      if (!n.isReadAtRunTime(at))
        continue;
      FailureOr<ExprAttr> bounded =
          n.checked(sym::min(at, n.constant(INT64_MAX / 2)));
      bounded = failed(bounded)
                    ? bounded
                    : n.checked(sym::max(*bounded, n.constant(INT64_MIN / 2)));
      if (failed(bounded))
        return failure();
      at = *bounded;
    }
  if (std::optional<SmallVector<int64_t>> known = getConstants(*axes))
    return n.setOutput(0, slice(n, *x, *known, *starts, *ends, *steps));
  starts = spreadOverAxes(n, *starts, *axes,
                          SmallVector<ExprAttr>(rank, n.constant(0)));
  ends = spreadOverAxes(n, *ends, *axes, n.shapeOf(*x));
  steps = spreadOverAxes(n, *steps, *axes,
                         SmallVector<ExprAttr>(rank, n.constant(1)));
  if (failed(starts) || failed(ends) || failed(steps))
    return failure();
  return n.setOutput(0,
                     slice(n, *x, llvm::to_vector(llvm::seq<int64_t>(0, rank)),
                           *starts, *ends, *steps));
}

static LogicalResult convertSplit(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  FailureOr<int64_t> axis = n.normalizeAxis(n.intAttr("axis"), n.rankOf(*x));
  if (failed(axis))
    return failure();
  int64_t count = n.numOutputs();
  ExprAttr dim = n.shapeOf(*x)[*axis];
  FailureOr<SmallVector<ExprAttr>> sizes = SmallVector<ExprAttr>();
  if (n.hasInput(1)) {
    sizes = n.integers(1);
  } else if (n.hasAttr("split")) {
    sizes = getExprs(n, "split");
  } else if (count > 0) {
    // All equal; since version 18 the last may be smaller.
    if (n.hasAttr("num_outputs") && n.intAttr("num_outputs") != count)
      return n.attributeError("num_outputs")
             << "must be the number of outputs, got "
             << n.intAttr("num_outputs") << " and " << count;
    FailureOr<ExprAttr> part =
        n.checked(n.opset >= 18 ? sym::ceilDiv(dim, n.constant(count))
                                : sym::floorDiv(dim, n.constant(count)));
    FailureOr<ExprAttr> others =
        failed(part) ? part : n.checked(sym::mul(*part, n.constant(count - 1)));
    FailureOr<ExprAttr> last =
        failed(others) ? others : n.checked(sym::sub(dim, *others));
    if (failed(last))
      return failure();
    sizes->assign(count, *part);
    if (n.opset >= 18)
      sizes->back() = *last;
  }
  if (failed(sizes))
    return failure();
  if (static_cast<int64_t>(sizes->size()) != count)
    return n.error() << "there must be one size for each output, got "
                     << sizes->size() << " and " << count;
  // Of nothing all parts are empty, whatever the sizes are read to be.
  if (dim.isConstant(0))
    for (ExprAttr &size : *sizes)
      size = size.isConstant() ? size : dim;
  FailureOr<SmallVector<Value>> ints = n.symInts(*sizes);
  if (failed(ints))
    return failure();
  SmallVector<Value> operands{*x};
  llvm::append_range(operands, *ints);
  FailureOr<Operation *> op =
      n.createOp("relax.split", operands, {axisAttr(n, *axis)});
  if (failed(op))
    return failure();
  for (auto [i, part] : llvm::enumerate((*op)->getResults()))
    if (failed(n.setOutput(i, n.nameUnknownDims(part))))
      return failure();
  return success();
}

/// `value` as a scalar of the element type of `x`.
static FailureOr<Value> asScalar(NodeImporter &n, FailureOr<Value> value,
                                 Value x) {
  if (failed(value))
    return failure();
  FailureOr<Value> scalar = n.reshape(*value, {});
  return failed(scalar) ? scalar : n.cast(*scalar, n.elementTypeOf(x));
}

static LogicalResult convertPad(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  StringRef mode = n.stringAttr("mode", "constant");
  if (mode != "constant" && mode != "reflect" && mode != "edge" &&
      mode != "wrap")
    return n.attributeError("mode")
           << "must be 'constant', 'reflect', 'edge' or 'wrap', got '" << mode
           << "'";
  int64_t rank = n.rankOf(*x);
  FailureOr<SmallVector<ExprAttr>> pads = failure();
  FailureOr<Value> value = failure();
  if (n.opset < 11) {
    pads = getExprs(n, n.opset < 2 ? "paddings" : "pads");
    value = n.scalar(n.floatAttr("value", 0), n.elementTypeOf(*x));
  } else {
    pads = n.integers(1);
    value = n.hasInput(2) ? asScalar(n, n.rankedTensor(2), *x)
                          : n.scalar(0, n.elementTypeOf(*x));
  }
  if (failed(pads) || failed(value))
    return failure();
  if (pads->size() % 2 != 0)
    return n.error() << "pads must have two entries for each axis, got "
                     << pads->size();
  size_t count = pads->size() / 2;
  FailureOr<SmallVector<ExprAttr>> axes =
      getAxesOrAll(n, 3, rank, count, "pairs of pads");
  if (failed(axes))
    return failure();
  FailureOr<SmallVector<ExprAttr>> front =
      spreadOverAxes(n, ArrayRef(*pads).take_front(count), *axes,
                     SmallVector<ExprAttr>(rank, n.constant(0)));
  FailureOr<SmallVector<ExprAttr>> behind =
      spreadOverAxes(n, ArrayRef(*pads).drop_front(count), *axes,
                     SmallVector<ExprAttr>(rank, n.constant(0)));
  if (failed(front) || failed(behind))
    return failure();
  SmallVector<ExprAttr> widths;
  for (auto [before, after] : llvm::zip_equal(*front, *behind))
    widths.append({before, after});
  FailureOr<SmallVector<Value>> ints = n.symInts(widths);
  if (failed(ints))
    return failure();
  SmallVector<Value> margin;
  if (mode == "constant")
    margin.push_back(*value);
  return n.setOutput(
      0, createSegmented(
             n, "relax.pad", {{*x}, margin, *ints},
             {n.attr("mode", n.builder.getStringAttr(mode == "wrap" ? "circular"
                                                                    : mode))}));
}

static LogicalResult convertTile(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  int64_t rank = n.rankOf(*x);
  FailureOr<SmallVector<ExprAttr>> repeats = failure();
  if (n.opset < 6) {
    // One number for one axis.
    FailureOr<ExprAttr> count = n.integer(1), axis = n.integer(2);
    if (failed(count) || failed(axis) || rank == 0 ||
        failed(axis = n.normalizedAxis(*axis, rank)))
      return failure();
    repeats = spreadOverAxes(n, {*count}, {*axis},
                             SmallVector<ExprAttr>(rank, n.constant(1)));
  } else {
    repeats = n.integers(1);
  }
  if (failed(repeats))
    return failure();
  if (static_cast<int64_t>(repeats->size()) != rank)
    return n.error() << "there must be one repeat for each dimension, got "
                     << repeats->size() << " and " << rank;
  FailureOr<SmallVector<Value>> ints = n.symInts(*repeats);
  if (failed(ints))
    return failure();
  SmallVector<Value> operands{*x};
  llvm::append_range(operands, *ints);
  return n.setOutput(0, n.createNamed("relax.tile", operands));
}

static LogicalResult convertReverseSequence(NodeImporter &n) {
  return n.setOutput(
      0,
      apply(n, "relax.reverse_sequence", {n.rankedTensor(0), n.rankedTensor(1)},
            {n.attr("batch_axis",
                    n.builder.getI64IntegerAttr(n.intAttr("batch_axis", 1))),
             n.attr("seq_axis",
                    n.builder.getI64IntegerAttr(n.intAttr("time_axis", 0)))}));
}

/// How many elements are true is known at run time.
static LogicalResult convertCompress(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0), condition = n.rankedTensor(1);
  if (failed(x) || failed(condition))
    return failure();
  int64_t axis = 0;
  if (n.hasAttr("axis"))
    axis = n.intAttr("axis");
  else
    x = apply(n, "relax.flatten", {x});
  FailureOr<Value> places = apply(n, "relax.nonzero", {condition});
  if (failed(places) || failed(x))
    return failure();
  FailureOr<Value> indices = apply(n, "relax.flatten", {places});
  return n.setOutput(0,
                     apply(n, "relax.take", {x, indices}, {axisAttr(n, axis)}));
}

/// Cuts off, or adds zeros, at both ends of some axes; an odd one out is cut
/// off or added behind.
static LogicalResult convertCenterCropPad(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  FailureOr<SmallVector<ExprAttr>> wanted = n.integers(1);
  if (failed(x) || failed(wanted))
    return failure();
  int64_t rank = n.rankOf(*x);
  SmallVector<int64_t> given =
      n.intsAttr("axes", llvm::to_vector(llvm::seq<int64_t>(0, rank)));
  FailureOr<SmallVector<int64_t>> axes = n.normalizeAxes(given, rank);
  if (failed(axes))
    return failure();
  if (axes->size() != wanted->size())
    return n.error() << "there must be as many axes as sizes, got "
                     << axes->size() << " and " << wanted->size();
  SmallVector<ExprAttr> widths(2 * rank, n.constant(0));
  for (auto [axis, size] : llvm::zip_equal(*axes, *wanted)) {
    FailureOr<ExprAttr> more = n.checked(sym::sub(size, n.shapeOf(*x)[axis]));
    if (failed(more))
      return failure();
    // Half of it, rounded toward zero.
    ExprAttr two = n.constant(2);
    FailureOr<ExprAttr> down = n.checked(sym::floorDiv(*more, two)),
                        up = n.checked(sym::ceilDiv(*more, two));
    if (failed(down) || failed(up))
      return failure();
    FailureOr<ExprAttr> before = n.checked(
        sym::select(Comparison::lt, *more, n.constant(0), *up, *down));
    FailureOr<ExprAttr> after =
        failed(before) ? before : n.checked(sym::sub(*more, *before));
    if (failed(after))
      return failure();
    widths[2 * axis] = *before;
    widths[2 * axis + 1] = *after;
  }
  FailureOr<SmallVector<Value>> ints = n.symInts(widths);
  FailureOr<Value> zero = n.scalar(0, n.elementTypeOf(*x));
  if (failed(ints) || failed(zero))
    return failure();
  return n.setOutput(
      0,
      createSegmented(n, "relax.pad", {{*x}, {*zero}, *ints},
                      {n.attr("mode", n.builder.getStringAttr("constant"))}));
}

void onnx::registerPiecesConverters(ConverterRegistry &registry) {
  registry.add("", "CenterCropPad", 18, convertCenterCropPad);
  registry.add("", "Compress", 9, convertCompress);
  registry.add("", "Concat", 1, convertConcat);
  registry.add("", "Pad", 1, convertPad);
  registry.add("", "ReverseSequence", 10, convertReverseSequence);
  registry.add("", "Slice", 1, convertSlice);
  registry.add("", "Split", 1, convertSplit);
  registry.add("", "Tile", 1, convertTile);
}

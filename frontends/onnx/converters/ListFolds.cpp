//===- ListFolds.cpp - Lists of sizes that the program takes apart --------===//
//
// The folds that pick, move and count elements of small vectors of numbers: how
// models cut shapes into pieces and put them together again.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Converters.h"
#include "frontends/onnx/converters/Folding.h"

#include <numeric>

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

using Folded = std::optional<IntegerContents>;

/// The contents of an input that is a vector.
static Folded knownVector(NodeImporter &n, unsigned index) {
  Folded known = n.knownNumbers(index);
  return known && !known->isScalar ? known : std::nullopt;
}

/// Whether an axis of a vector is its only one.
static bool isOnlyAxis(int64_t axis) { return axis == 0 || axis == -1; }

/// Whether the axes, from attribute or input, are those of a vector;
/// `otherwise` where the node has none.
static bool hasOnlyAxis(NodeImporter &n, unsigned input, bool otherwise) {
  std::optional<SmallVector<int64_t>> axes;
  if (n.hasAttr("axes"))
    axes = n.intsAttr("axes");
  else if (n.hasInput(input))
    axes = n.constantIntegers(input);
  else
    return otherwise;
  return axes && axes->size() == 1 && isOnlyAxis(axes->front());
}

static Folded foldConcat(NodeImporter &n) {
  Folded result = knownVector(n, 0);
  if (!isOnlyAxis(n.intAttr("axis", n.opset < 4 ? 1 : 0)))
    return std::nullopt;
  for (unsigned i = 1; result && i < n.numInputs(); ++i) {
    Folded next = knownVector(n, i);
    if (!next || next->elementType != result->elementType ||
        next->denominator != result->denominator)
      return std::nullopt;
    result->elements.append(next->elements);
  }
  return result;
}

static Folded foldGather(NodeImporter &n) {
  Folded data = knownVector(n, 0);
  std::optional<SmallVector<int64_t>> indices = n.constantIntegers(1);
  if (!data || !indices || !isOnlyAxis(n.intAttr("axis")))
    return std::nullopt;
  IntegerContents result{
      {}, n.knownIntegers(1)->isScalar, data->elementType, data->denominator};
  int64_t size = data->elements.size();
  for (int64_t index : *indices) {
    // Out of range: the operator on tensors says what happens.
    if (index < -size || index >= size)
      return std::nullopt;
    result.elements.push_back(data->elements[index < 0 ? index + size : index]);
  }
  return result;
}

static Folded foldSlice(NodeImporter &n) {
  Folded data = knownVector(n, 0);
  if (!data)
    return std::nullopt;
  std::optional<SmallVector<int64_t>> starts, ends,
      steps = SmallVector<int64_t>{1};
  if (n.opset < 10) {
    starts = n.intsAttr("starts");
    ends = n.intsAttr("ends");
  } else {
    starts = n.constantIntegers(1);
    ends = n.constantIntegers(2);
    if (n.hasInput(4))
      steps = n.constantIntegers(4);
  }
  if (!starts || !ends || !steps || starts->size() != 1 || ends->size() != 1 ||
      steps->size() != 1 || steps->front() == 0 ||
      !hasOnlyAxis(n, 3, /*otherwise=*/true))
    return std::nullopt;
  int64_t size = data->elements.size(), step = steps->front();
  // Going back, positions are clamped to [-1, size - 1], where -1 is in front
  // of the first.
  int64_t low = step > 0 ? 0 : -1, high = step > 0 ? size : size - 1;
  auto clamp = [&](int64_t at) {
    return std::clamp<int64_t>(at < 0 ? at + size : at, low, high);
  };
  IntegerContents result{{}, false, data->elementType, data->denominator};
  int64_t at = clamp(starts->front()), end = clamp(ends->front());
  while (size > 0 && (step > 0 ? at < end : at > end)) {
    result.elements.push_back(data->elements[at]);
    if (step > 0 ? step >= end - at : step <= end - at)
      break;
    at += step;
  }
  return result;
}

static Folded foldSqueeze(NodeImporter &n) {
  Folded known = knownVector(n, 0);
  if (!known || known->elements.size() != 1 ||
      !hasOnlyAxis(n, 1, /*otherwise=*/true))
    return std::nullopt;
  known->isScalar = true;
  return known;
}

static Folded foldUnsqueeze(NodeImporter &n) {
  Folded known = n.knownNumbers(0);
  if (!known || !known->isScalar || !hasOnlyAxis(n, 1, /*otherwise=*/false))
    return std::nullopt;
  known->isScalar = false;
  return known;
}

/// To rank 0 or 1; other sizes than that of the list are left to the operator.
static Folded foldReshape(NodeImporter &n) {
  Folded known = n.knownNumbers(0);
  std::optional<SmallVector<int64_t>> target;
  if (n.opset < 5)
    target = n.intsAttr("shape");
  else
    target = n.constantIntegers(1);
  if (!known || !target || target->size() > 1)
    return std::nullopt;
  int64_t size = known->elements.size(),
          wanted = target->empty() ? 1 : target->front();
  if (wanted != size && wanted != -1)
    return std::nullopt;
  known->isScalar = target->empty();
  return known;
}

static Folded foldExpand(NodeImporter &n) {
  Folded known = n.knownNumbers(0);
  std::optional<SmallVector<int64_t>> target = n.constantIntegers(1);
  if (!known || !target || target->size() > 1)
    return std::nullopt;
  if (target->empty())
    return known;
  int64_t size = known->elements.size(), wanted = target->front();
  if (size != 1 && wanted != 1 && wanted != size)
    return std::nullopt;
  if (wanted < 0 || wanted > static_cast<int64_t>(kMaxFoldedElements))
    return std::nullopt;
  if (size == 1)
    known->elements.resize(wanted, ExprAttr(known->elements.front()));
  known->isScalar = false;
  return known;
}

static Folded foldTranspose(NodeImporter &n) { return n.knownNumbers(0); }

static Folded foldConstantOfShape(NodeImporter &n) {
  std::optional<SmallVector<int64_t>> shape = n.constantIntegers(0);
  const TensorProto *value = n.tensorAttr("value");
  if (!shape || shape->size() > 1 || !value)
    return std::nullopt;
  Folded one = n.knownIntegers(*value);
  int64_t size = shape->empty() ? 1 : shape->front();
  if (!one || one->elements.size() != 1 || !isFoldable(*one) || size < 0 ||
      size > static_cast<int64_t>(kMaxFoldedElements))
    return std::nullopt;
  return IntegerContents{SmallVector<ExprAttr>(size, one->elements.front()),
                         shape->empty(), one->elementType};
}

static Folded foldRange(NodeImporter &n) {
  Folded type = n.knownIntegers(0);
  std::optional<SmallVector<int64_t>> start = n.constantIntegers(0),
                                      limit = n.constantIntegers(1),
                                      delta = n.constantIntegers(2);
  if (!type || !isFoldable(*type) || !start || !limit || !delta ||
      start->size() != 1 || limit->size() != 1 || delta->size() != 1)
    return std::nullopt;
  int64_t at = start->front(), end = limit->front(), step = delta->front();
  constexpr int64_t kLarge = int64_t(1) << 40;
  if (step == 0 ||
      std::max({std::abs(at), std::abs(end), std::abs(step)}) > kLarge)
    return std::nullopt;
  IntegerContents result{{}, false, type->elementType};
  for (; step > 0 ? at < end : at > end; at += step) {
    if (result.elements.size() == kMaxFoldedElements)
      return std::nullopt;
    result.elements.push_back(n.constant(at));
  }
  return result;
}

/// A reduction of a vector to one number.
static Folded foldReduction(NodeImporter &n,
                            FailureOr<ExprAttr> (*combine)(ExprAttr, ExprAttr),
                            std::optional<int64_t> neutral) {
  Folded known = knownVector(n, 0);
  if (!known || !isFoldable(*known) || !isa<IntegerType>(known->elementType))
    return std::nullopt;
  std::optional<SmallVector<int64_t>> given =
      n.hasInput(1) ? n.constantIntegers(1) : std::nullopt;
  bool isEmpty = given ? given->empty() : !n.hasAttr("axes") && !n.hasInput(1);
  if (isEmpty ? n.intAttr("noop_with_empty_axes") != 0
              : !hasOnlyAxis(n, 1, /*otherwise=*/false))
    return std::nullopt;
  if (known->elements.empty() && !neutral)
    return std::nullopt;
  FailureOr<ExprAttr> result =
      known->elements.empty() ? n.constant(*neutral) : known->elements.front();
  for (ExprAttr next :
       ArrayRef(known->elements).drop_front(known->elements.empty() ? 0 : 1))
    if (succeeded(result))
      result = combine(*result, next);
  if (failed(result))
    return std::nullopt;
  return IntegerContents{
      {*result}, !n.intAttr("keepdims", 1), known->elementType};
}

/// The parts of a list; the sizes of the parts are attribute, input, or as
/// equal as they can be.
static std::optional<LogicalResult> foldSplit(NodeImporter &n) {
  Folded data = knownVector(n, 0);
  if (!data || !isOnlyAxis(n.intAttr("axis")) || n.numOutputs() == 0)
    return std::nullopt;
  int64_t size = data->elements.size(), count = n.numOutputs();
  std::optional<SmallVector<int64_t>> sizes;
  if (n.hasAttr("split"))
    sizes = n.intsAttr("split");
  else if (n.hasInput(1))
    sizes = n.constantIntegers(1);
  else if (int64_t part = llvm::divideCeil(size, count);
           part * (count - 1) <= size) {
    sizes.emplace(count, part);
    sizes->back() = size - part * (count - 1);
  }
  if (!sizes || static_cast<int64_t>(sizes->size()) != count ||
      llvm::any_of(*sizes,
                   [&](int64_t part) { return part < 0 || part > size; }) ||
      std::accumulate(sizes->begin(), sizes->end(), int64_t(0)) != size)
    return std::nullopt;
  ArrayRef<ExprAttr> rest = data->elements;
  for (auto [i, part] : llvm::enumerate(*sizes)) {
    IntegerContents contents{llvm::to_vector(rest.take_front(part)), false,
                             data->elementType, data->denominator};
    if (failed(n.setOutput(i, contents)))
      return failure();
    rest = rest.drop_front(part);
  }
  return success();
}

void onnx::registerListFoldsConverters(ConverterRegistry &registry) {
  auto add = [&](StringRef op, Folded (*fold)(NodeImporter &)) {
    registry.addFold("", op, asFold(fold));
  };
  add("Concat", foldConcat);
  add("Gather", foldGather);
  add("Slice", foldSlice);
  add("Squeeze", foldSqueeze);
  add("Unsqueeze", foldUnsqueeze);
  add("Reshape", foldReshape);
  add("Expand", foldExpand);
  add("Transpose", foldTranspose);
  add("ConstantOfShape", foldConstantOfShape);
  add("Range", foldRange);
  add("ReduceSum",
      [](NodeImporter &n) { return foldReduction(n, sym::add, 0); });
  add("ReduceProd",
      [](NodeImporter &n) { return foldReduction(n, sym::mul, 1); });
  add("ReduceMax",
      [](NodeImporter &n) { return foldReduction(n, sym::max, std::nullopt); });
  add("ReduceMin",
      [](NodeImporter &n) { return foldReduction(n, sym::min, std::nullopt); });
  registry.addFold("", "Split", foldSplit);
}

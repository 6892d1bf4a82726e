//===- DimMath.cpp - arithmetic and conditions of dimensions --------------===//
//
// Slices are the one long formula; it is the one of Python, see
// `PySlice_AdjustIndices`.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/DimMath.h"

#include <limits>

using namespace mlir;
using namespace mlir::relax;

Dim DimMath::take(FailureOr<Dim> result) {
  if (succeeded(result))
    return *result;
  tooLarge = true;
  return Dim();
}

Dim DimMath::apply(FailureOr<Dim> (*operation)(Dim, Dim), Dim lhs, Dim rhs) {
  return lhs && rhs ? take(operation(lhs, rhs)) : Dim();
}

Dim DimMath::select(sym::Comparison comparison, Dim lhs, Dim rhs, Dim ifTrue,
                    Dim ifFalse) {
  if (!lhs || !rhs || !ifTrue || !ifFalse)
    return Dim();
  return take(sym::select(comparison, lhs, rhs, ifTrue, ifFalse));
}

LogicalResult DimMath::check(const Deduction &deduction,
                             const Twine &what) const {
  if (!tooLarge)
    return success();
  return deduction.fail(
      what, " must be within the limits of symbolic expressions");
}

//===----------------------------------------------------------------------===//
// Conditions
//===----------------------------------------------------------------------===//

LogicalResult mlir::relax::requireAtLeast(Deduction &deduction, Dim value,
                                          int64_t least, const Twine &what) {
  if (!value) {
    deduction.addUnknownCondition();
    return success();
  }
  if (std::optional<int64_t> constant = value.getConstantValue()) {
    if (*constant >= least)
      return success();
    return deduction.fail(what, " must be at least ", least, ", got ",
                          *constant);
  }
  DimMath math(deduction.getContext());
  Dim bounded = math.max(value, math.constant(least));
  if (failed(math.check(deduction, what)))
    return failure();
  if (bounded != value)
    deduction.addCondition(bounded, value, what);
  return success();
}

LogicalResult mlir::relax::requireAtMost(Deduction &deduction, Dim value,
                                         Dim limit, const Twine &what) {
  if (!value || !limit) {
    deduction.addUnknownCondition();
    return success();
  }
  DimMath math(deduction.getContext());
  Dim difference = math.sub(limit, value);
  if (difference && difference.isConstant()) {
    if (*difference.getConstantValue() >= 0)
      return success();
    return deduction.fail(what, " must be at most ", limit.str(), ", got ",
                          value.str());
  }
  Dim bounded = math.min(value, limit);
  if (failed(math.check(deduction, what)))
    return failure();
  if (bounded != value)
    deduction.addCondition(bounded, value, what);
  return success();
}

LogicalResult mlir::relax::requireIndexable(Deduction &deduction, Dim size,
                                            Dim count, const Twine &what) {
  if (count && count.isConstant(0))
    return success();
  if (std::optional<int64_t> constant =
          size ? size.getConstantValue() : std::nullopt) {
    if (*constant > 0)
      return success();
  }
  if (!size || !count) {
    deduction.addUnknownCondition();
    return success();
  }
  // Without an index any size will do.
  DimMath math(deduction.getContext());
  Dim needed = math.select(sym::Comparison::eq, count, math.constant(0),
                           math.constant(1), size);
  if (failed(math.check(deduction, what)))
    return failure();
  return requireAtLeast(deduction, needed, 1, what);
}

//===----------------------------------------------------------------------===//
// Slices
//===----------------------------------------------------------------------===//

static constexpr int64_t kLargest = std::numeric_limits<int64_t>::max();

/// The number of elements in a range of that many, of which every `step`-th
/// counts.
static Dim countSteps(DimMath &math, Dim range, Dim step) {
  // Longer than any tensor: rounding up must not leave 64 bits.
  constexpr int64_t kBeyond = int64_t(1) << 62;
  if (step && step.isConstant() && *step.getConstantValue() >= kBeyond)
    return math.min(range, math.constant(1));
  return math.ceilDiv(range, step);
}

/// `index`, counted from the end where negative.
static Dim countFromEnd(DimMath &math, Dim index, Dim size) {
  return math.select(sym::Comparison::lt, index, math.constant(0),
                     math.add(index, size), index);
}

/// A position of a slice with a positive stride, in [0, size].
static Dim clampForward(DimMath &math, Dim index, Dim size) {
  if (!index || index == size)
    return index;
  std::optional<int64_t> constant = index.getConstantValue();
  if (!constant)
    return math.max(math.min(countFromEnd(math, index, size), size),
                    math.constant(0));
  if (*constant == kLargest)
    return size;
  if (*constant >= 0)
    return *constant == 0 ? index : math.min(index, size);
  return math.max(math.add(index, size), math.constant(0));
}

/// A position of a slice with a negative stride, in [-1, size).
static Dim clampBackward(DimMath &math, Dim index, Dim size) {
  if (!index)
    return index;
  Dim last = math.sub(size, math.constant(1));
  std::optional<int64_t> constant = index.getConstantValue();
  if (!constant)
    return math.max(math.min(countFromEnd(math, index, size), last),
                    math.constant(-1));
  if (*constant == kLargest || *constant == -1)
    return last;
  if (*constant >= 0)
    return math.min(index, last);
  // No size reaches so far.
  if (*constant <= -kLargest)
    return math.constant(-1);
  return math.max(math.add(index, size), math.constant(-1));
}

static SlicePart sliceForward(DimMath &math, Dim size, Dim begin, Dim end,
                              Dim stride) {
  Dim first = clampForward(math, begin, size);
  Dim last = clampForward(math, end, size);
  std::optional<int64_t> constant =
      begin ? begin.getConstantValue() : std::nullopt;
  Dim range;
  if (constant == 0)
    range = last;
  else if (constant && *constant > 0) // nothing is left where it is clamped
    range = math.max(math.sub(last, begin), math.constant(0));
  else if (last == size && constant && *constant >= -kLargest)
    range = math.min(size, math.constant(-*constant));
  else
    range = math.max(math.sub(last, first), math.constant(0));
  return {first, countSteps(math, range, stride)};
}

static SlicePart sliceBackward(DimMath &math, Dim size, Dim begin, Dim end,
                               Dim stepBack) {
  Dim first = clampBackward(math, begin, size);
  Dim last = clampBackward(math, end, size);
  Dim range = last && last.isConstant(-1)
                  ? math.add(first, math.constant(1))
                  : math.max(math.sub(first, last), math.constant(0));
  return {first, countSteps(math, range, stepBack)};
}

SlicePart mlir::relax::resolveSlice(DimMath &math, Dim size, Dim begin, Dim end,
                                    Dim stride) {
  if (!size || !begin || !end || !stride)
    return {};
  if (std::optional<int64_t> constant = stride.getConstantValue()) {
    if (*constant > 0)
      return sliceForward(math, size, begin, end, stride);
    int64_t stepBack = -std::max(*constant, -kLargest);
    return sliceBackward(math, size, begin, end,
                         math.constant(std::max<int64_t>(stepBack, 1)));
  }
  // Both ways are computed, so neither may divide by zero.
  Dim one = math.constant(1), zero = math.constant(0);
  SlicePart forward =
      sliceForward(math, size, begin, end, math.max(stride, one));
  SlicePart backward = sliceBackward(math, size, begin, end,
                                     math.max(math.sub(zero, stride), one));
  auto choose = [&](Dim ifForward, Dim ifBackward) {
    return math.select(sym::Comparison::lt, zero, stride, ifForward,
                       ifBackward);
  };
  return {choose(forward.first, backward.first),
          choose(forward.length, backward.length)};
}

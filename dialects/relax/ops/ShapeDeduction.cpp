//===- ShapeDeduction.cpp - shapes of operator results --------------------===//
//
// Everything here is over expressions; types are the business of
// OperatorSupport.cpp.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/ShapeDeduction.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallBitVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace mlir::relax;

void Deduction::addCondition(Dim lhs, Dim rhs, const Twine &what) {
  unresolved = true;
  if (conditions)
    conditions->push_back({sym::Comparison::eq, lhs, rhs, what.str()});
}

std::string mlir::relax::toString(Dim dim) { return dim ? dim.str() : "?"; }

std::string mlir::relax::toString(ArrayRef<Dim> shape) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << '[';
  llvm::interleaveComma(shape, os, [&](Dim dim) { os << toString(dim); });
  os << ']';
  return text;
}

/// An expression that `sym` refuses: a coefficient beyond 64 bits, or too many
/// nodes.
static LogicalResult failTooLarge(Deduction &deduction, const Twine &what,
                                  Dim lhs, Dim rhs) {
  return deduction.fail(what,
                        " must combine to an expression within the limits of "
                        "symbolic expressions, got ",
                        lhs.str(), " and ", rhs.str());
}

//===----------------------------------------------------------------------===//
// Equality
//===----------------------------------------------------------------------===//

FailureOr<Dim> mlir::relax::unifyDims(Deduction &deduction, Dim lhs, Dim rhs,
                                      const Twine &what) {
  if (lhs == rhs && lhs)
    return lhs;
  if (!lhs || !rhs) {
    deduction.addUnknownCondition();
    return lhs ? lhs : rhs;
  }
  if (sym::provablyDifferent(lhs, rhs))
    return deduction.fail(what, " must be equal, got ", lhs.str(), " and ",
                          rhs.str());
  deduction.addCondition(lhs, rhs, what);
  return rhs.getConstantValue() ? rhs : lhs;
}

//===----------------------------------------------------------------------===//
// Broadcasting
//===----------------------------------------------------------------------===//

/// The parts of `select(a == 1, b, a)`, which is what `a` and `b` broadcast to.
static std::optional<std::pair<Dim, Dim>> matchStretched(Dim dim) {
  if (dim.getKind() != sym::ExprKind::Select ||
      dim.getComparison() != sym::Comparison::eq)
    return std::nullopt;
  Dim ifTrue = dim.getOperands()[2], ifFalse = dim.getOperands()[3];
  // The condition has a canonical form of its own: build it instead of taking
  // it apart.
  FailureOr<Dim> same =
      sym::select(sym::Comparison::eq, ifFalse,
                  Dim::getConstant(dim.getContext(), 1), ifTrue, ifFalse);
  if (failed(same) || *same != dim)
    return std::nullopt;
  return std::make_pair(ifFalse, ifTrue);
}

/// `select(from == 1, to, from)`.
static FailureOr<Dim> stretch(Dim from, Dim to) {
  // Where `to` is `from` unless that is 1, there is nothing to select.
  for (Dim part = to;;) {
    if (part == from)
      return to;
    auto parts = matchStretched(part);
    if (!parts)
      break;
    part = parts->first;
  }
  return sym::select(sym::Comparison::eq, from,
                     Dim::getConstant(from.getContext(), 1), to, from);
}

/// Adds the dimensions that broadcast to `dim`.
static void collectStretched(Dim dim,
                             llvm::SmallPtrSetImpl<const void *> &leaves) {
  if (auto parts = matchStretched(dim)) {
    collectStretched(parts->first, leaves);
    collectStretched(parts->second, leaves);
    return;
  }
  leaves.insert(dim.getAsOpaquePointer());
}

/// Whether all that `dim` comes from by broadcasting went into `wide` as well.
/// If `wide` is 1 then so are they all, hence broadcasting `dim` to `wide`
/// gives `wide`. Without this the types of `x + y + x + y` would grow with
/// every sum.
static bool covers(Dim wide, Dim dim) {
  if (!matchStretched(wide))
    return false;
  llvm::SmallPtrSet<const void *, 4> wideLeaves, leaves;
  collectStretched(wide, wideLeaves);
  collectStretched(dim, leaves);
  return llvm::all_of(
      leaves, [&](const void *leaf) { return wideLeaves.contains(leaf); });
}

/// Requires that `dim` is 1 or equals the constant `size`, which is not 1.
static LogicalResult requireOneOr(Deduction &deduction, Dim dim, Dim size,
                                  const Twine &what) {
  // One equation states both: a dimension of 1 counts as `size`.
  FailureOr<Dim> stretched =
      sym::select(sym::Comparison::eq, dim,
                  Dim::getConstant(deduction.getContext(), 1), size, dim);
  if (failed(stretched))
    return failTooLarge(deduction, what, dim, size);
  if (*stretched != size)
    deduction.addCondition(*stretched, size, what);
  return success();
}

FailureOr<Dim> mlir::relax::broadcastDims(Deduction &deduction, Dim lhs,
                                          Dim rhs, const Twine &what) {
  if (lhs && lhs == rhs)
    return lhs;
  if (lhs && lhs.isConstant(1))
    return rhs;
  if (rhs && rhs.isConstant(1))
    return lhs;

  bool lhsStatic = lhs && lhs.getConstantValue();
  bool rhsStatic = rhs && rhs.getConstantValue();
  if (lhsStatic && rhsStatic)
    return deduction.fail(what, " must be equal or 1 to broadcast, got ",
                          lhs.str(), " and ", rhs.str());
  if (!lhs || !rhs) {
    // A static size other than 1 is the result whatever the unknown one is; a
    // symbolic one may be the 1.
    deduction.addUnknownCondition();
    return lhsStatic ? lhs : rhsStatic ? rhs : Dim();
  }
  if (lhsStatic || rhsStatic) {
    Dim size = lhsStatic ? lhs : rhs;
    if (failed(requireOneOr(deduction, lhsStatic ? rhs : lhs, size, what)))
      return failure();
    return size;
  }

  FailureOr<Dim> result = stretch(lhs, rhs), mirrored = stretch(rhs, lhs);
  if (succeeded(result) && covers(lhs, rhs)) {
    result = lhs;
  } else if (succeeded(result) && covers(rhs, lhs)) {
    mirrored = result;
    result = rhs;
  }
  if (failed(result) || failed(mirrored))
    return failTooLarge(deduction, what, lhs, rhs);
  // Both orders agree exactly when the dimensions are equal or one of them
  // is 1.
  if (*result != *mirrored)
    deduction.addCondition(*result, *mirrored, what);
  return result;
}

FailureOr<SmallVector<Dim>> mlir::relax::broadcastShapes(Deduction &deduction,
                                                         ArrayRef<Dim> lhs,
                                                         ArrayRef<Dim> rhs,
                                                         StringRef what) {
  ArrayRef<Dim> longer = lhs.size() < rhs.size() ? rhs : lhs;
  SmallVector<Dim> result(longer);
  for (size_t i = 1, e = std::min(lhs.size(), rhs.size()); i <= e; ++i) {
    FailureOr<Dim> dim =
        broadcastDims(deduction, lhs[lhs.size() - i], rhs[rhs.size() - i],
                      Twine(what) + " -" + Twine(i) + " of the operands");
    if (failed(dim))
      return failure();
    result[longer.size() - i] = *dim;
  }
  return result;
}

LogicalResult mlir::relax::checkBroadcastTo(Deduction &deduction,
                                            ArrayRef<Dim> from,
                                            ArrayRef<Dim> to) {
  if (from.size() > to.size())
    return deduction.fail("rank of the operand must not exceed the rank of the "
                          "target shape, got ",
                          from.size(), " and ", to.size());
  size_t offset = to.size() - from.size();
  for (size_t i = 0, e = from.size(); i < e; ++i) {
    Dim source = from[i], target = to[offset + i];
    if (source && (source.isConstant(1) || source == target))
      continue;
    if (!source || !target) {
      deduction.addUnknownCondition();
      continue;
    }
    std::string what = "dimension " + std::to_string(i) +
                       " of the operand and the target shape";
    // A provable difference is harmless where the dimension may still be 1.
    if (source.getConstantValue()) {
      if (sym::provablyDifferent(source, target))
        return deduction.fail(
            "dimension ", i, " of the operand must be 1 or equal to dimension ",
            offset + i, " of the target shape, got ", source.str(), " and ",
            target.str());
      deduction.addCondition(source, target, what);
      continue;
    }
    if (failed(requireOneOr(deduction, source, target, what)))
      return failure();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Matrix product and reductions
//===----------------------------------------------------------------------===//

FailureOr<SmallVector<Dim>> mlir::relax::matmulShape(Deduction &deduction,
                                                     ArrayRef<Dim> lhs,
                                                     ArrayRef<Dim> rhs) {
  if (lhs.empty() || rhs.empty())
    return deduction.fail(
        "operands must have at least one dimension, got ranks ", lhs.size(),
        " and ", rhs.size());
  bool lhsVector = lhs.size() == 1, rhsVector = rhs.size() == 1;
  Dim lhsInner = lhs.back();
  Dim rhsInner = rhsVector ? rhs.front() : rhs[rhs.size() - 2];
  if (failed(
          unifyDims(deduction, lhsInner, rhsInner, "contracting dimensions")))
    return failure();

  ArrayRef<Dim> lhsBatch = lhsVector ? ArrayRef<Dim>() : lhs.drop_back(2);
  ArrayRef<Dim> rhsBatch = rhsVector ? ArrayRef<Dim>() : rhs.drop_back(2);
  FailureOr<SmallVector<Dim>> result =
      broadcastShapes(deduction, lhsBatch, rhsBatch, "batch dimension");
  if (failed(result))
    return failure();
  if (!lhsVector)
    result->push_back(lhs[lhs.size() - 2]);
  if (!rhsVector)
    result->push_back(rhs.back());
  return result;
}

SmallVector<Dim> mlir::relax::reducedShape(Deduction &deduction,
                                           ArrayRef<Dim> shape,
                                           ArrayRef<int64_t> axes,
                                           bool keepDims) {
  llvm::SmallBitVector reduced(shape.size());
  for (int64_t axis : axes)
    reduced.set(axis);
  SmallVector<Dim> result;
  for (auto [i, dim] : llvm::enumerate(shape)) {
    if (!reduced.test(i))
      result.push_back(dim);
    else if (keepDims)
      result.push_back(Dim::getConstant(deduction.getContext(), 1));
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Rearrangements
//===----------------------------------------------------------------------===//

FailureOr<Dim> mlir::relax::elementCount(Deduction &deduction,
                                         ArrayRef<Dim> shape) {
  if (llvm::is_contained(shape, Dim()))
    return Dim();
  Dim count = Dim::getConstant(deduction.getContext(), 1);
  for (Dim dim : shape) {
    FailureOr<Dim> product = sym::mul(count, dim);
    if (failed(product))
      return deduction.fail(
          "number of elements must fit in 64 bits, got shape ",
          toString(shape));
    count = *product;
  }
  return count;
}

LogicalResult mlir::relax::checkSameElementCount(Deduction &deduction,
                                                 ArrayRef<Dim> from,
                                                 ArrayRef<Dim> to) {
  FailureOr<Dim> fromCount = elementCount(deduction, from);
  FailureOr<Dim> toCount = elementCount(deduction, to);
  if (failed(fromCount) || failed(toCount))
    return failure();
  return unifyDims(deduction, *fromCount, *toCount,
                   "numbers of elements before and after");
}

FailureOr<SmallVector<Dim>>
mlir::relax::concatShape(Deduction &deduction, ArrayRef<ArrayRef<Dim>> shapes,
                         int64_t axis) {
  SmallVector<Dim> result(shapes.front());
  for (auto [k, shape] : llvm::enumerate(shapes.drop_front())) {
    for (auto [i, dim] : llvm::enumerate(shape)) {
      if (static_cast<int64_t>(i) == axis) {
        if (!result[i] || !dim) {
          result[i] = Dim();
          continue;
        }
        FailureOr<Dim> sum = sym::add(result[i], dim);
        if (failed(sum))
          return failTooLarge(deduction, "sizes along the axis", result[i],
                              dim);
        result[i] = *sum;
        continue;
      }
      FailureOr<Dim> unified = unifyDims(
          deduction, result[i], dim,
          "dimension " + Twine(i) + " of operands 0 and " + Twine(k + 1));
      if (failed(unified))
        return failure();
      result[i] = *unified;
    }
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Axes
//===----------------------------------------------------------------------===//

FailureOr<int64_t> mlir::relax::normalizeAxis(const Deduction &deduction,
                                              int64_t axis, int64_t rank) {
  if (axis < -rank || axis >= rank)
    return deduction.fail("axis must be in [", -rank, ", ", rank, ") for rank ",
                          rank, ", got ", axis);
  return axis < 0 ? axis + rank : axis;
}

FailureOr<SmallVector<int64_t>>
mlir::relax::normalizeAxes(const Deduction &deduction, ArrayRef<int64_t> axes,
                           int64_t rank) {
  SmallVector<int64_t> result;
  llvm::SmallBitVector seen(rank);
  for (int64_t axis : axes) {
    FailureOr<int64_t> normalized = normalizeAxis(deduction, axis, rank);
    if (failed(normalized))
      return failure();
    if (seen.test(*normalized))
      return deduction.fail("axes must be different, got ", *normalized,
                            " twice");
    seen.set(*normalized);
    result.push_back(*normalized);
  }
  return result;
}

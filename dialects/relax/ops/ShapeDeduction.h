//===- ShapeDeduction.h - shapes of operator results ------------*- C++ -*-===//
//
// The rules by which operators compute the shapes of their results from the
// shapes of their operands, over symbolic dimensions. Each rule answers in one
// of three ways: the dimensions fit (by canonical form), they are provably
// different (an error that states the rule and both values), or nobody can say
// yet (accepted, and the residual condition is recorded). Facts play no part:
// the answer depends on the expressions alone.
//
// A deduced shape is the most precise one that holds whenever the conditions
// of the operator hold.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_SHAPEDEDUCTION_H
#define DIALECTS_RELAX_OPS_SHAPEDEDUCTION_H

#include "dialects/interfaces/ShapeConditions.h"
#include "dialects/sym/SymAttrs.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Location.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"

#include <optional>

namespace mlir::relax {

/// A dimension; null when unknown.
using Dim = sym::ExprAttr;

/// One run of the deduction rules for one operator: where errors go, and who
/// collects the residual conditions.
class Deduction {
public:
  /// Errors of the operator `opName` are reported at `loc`, or swallowed
  /// without one. Conditions are appended to `conditions`, or only counted when
  /// it is null.
  Deduction(MLIRContext *context, StringRef opName, std::optional<Location> loc,
            SmallVectorImpl<ShapeCondition> *conditions = nullptr)
      : context(context), opName(opName), loc(loc), conditions(conditions) {}

  MLIRContext *getContext() const { return context; }

  /// Reports an error in the manner of `emitOpError`, and fails.
  template <typename... Args> LogicalResult fail(Args &&...args) const {
    return emitOptionalError(loc, "'", opName, "' op ",
                             std::forward<Args>(args)...);
  }

  /// Records that `lhs == rhs` has to hold at run time; `what` names the two
  /// sides.
  void addCondition(Dim lhs, Dim rhs, const Twine &what);

  /// Records that something about an unknown dimension has to hold, which no
  /// expression can state.
  void addUnknownCondition() { unresolved = true; }

  /// Whether everything that the operator requires was decided.
  bool isUnconditional() const { return !unresolved; }

private:
  MLIRContext *context;
  StringRef opName;
  std::optional<Location> loc;
  SmallVectorImpl<ShapeCondition> *conditions;
  bool unresolved = false;
};

/// `dim` as the diagnostics show it: `2 * n`, or `?`.
std::string toString(Dim dim);
/// `[n, 4]` or `[]`.
std::string toString(ArrayRef<Dim> shape);

/// Two dimensions that have to be equal. Returns what is known about both: a
/// static one first, else the first known one.
FailureOr<Dim> unifyDims(Deduction &deduction, Dim lhs, Dim rhs,
                         const Twine &what);

/// The dimension that `lhs` and `rhs` broadcast to: `select(lhs == 1, rhs,
/// lhs)` where both are symbolic, with the condition that they are equal or one
/// of them is 1; the static one, with a condition, where the other is symbolic.
FailureOr<Dim> broadcastDims(Deduction &deduction, Dim lhs, Dim rhs,
                             const Twine &what);

/// The shape that two shapes broadcast to, aligned at their last dimensions.
FailureOr<SmallVector<Dim>> broadcastShapes(Deduction &deduction,
                                            ArrayRef<Dim> lhs,
                                            ArrayRef<Dim> rhs,
                                            StringRef what = "dimension");

/// Checks that `from` broadcasts to exactly `to`: the rank is not larger, and
/// each dimension is 1 or equal.
LogicalResult checkBroadcastTo(Deduction &deduction, ArrayRef<Dim> from,
                               ArrayRef<Dim> to);

/// The shape of the matrix product; operands of rank 1 are treated as by
/// numpy's `matmul`.
FailureOr<SmallVector<Dim>> matmulShape(Deduction &deduction, ArrayRef<Dim> lhs,
                                        ArrayRef<Dim> rhs);

/// The shape after reducing `axes` (normalized), which are kept with size 1
/// when `keepDims`.
SmallVector<Dim> reducedShape(Deduction &deduction, ArrayRef<Dim> shape,
                              ArrayRef<int64_t> axes, bool keepDims);

/// The number of elements; null when a dimension is unknown.
FailureOr<Dim> elementCount(Deduction &deduction, ArrayRef<Dim> shape);

/// Checks that both shapes have the same number of elements.
LogicalResult checkSameElementCount(Deduction &deduction, ArrayRef<Dim> from,
                                    ArrayRef<Dim> to);

/// The shape of tensors put one after the other along `axis` (normalized). All
/// shapes have one rank.
FailureOr<SmallVector<Dim>>
concatShape(Deduction &deduction, ArrayRef<ArrayRef<Dim>> shapes, int64_t axis);

/// An axis in [-rank, rank) as one in [0, rank).
FailureOr<int64_t> normalizeAxis(const Deduction &deduction, int64_t axis,
                                 int64_t rank);

/// Axes, each in [-rank, rank), all different, in the given order as ones in
/// [0, rank).
FailureOr<SmallVector<int64_t>>
normalizeAxes(const Deduction &deduction, ArrayRef<int64_t> axes, int64_t rank);

} // namespace mlir::relax

#endif // DIALECTS_RELAX_OPS_SHAPEDEDUCTION_H

//===- DimMath.h - arithmetic and conditions of dimensions ------*- C++ -*-===//
//
// Expressions over dimensions that may be unknown, and the inequalities that
// operators with integer operands require.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_DIMMATH_H
#define DIALECTS_RELAX_OPS_DIMMATH_H

#include "dialects/relax/ops/ShapeDeduction.h"

namespace mlir::relax {

/// Arithmetic in which an unknown (null) operand gives an unknown result. A
/// result that `sym` refuses is unknown as well, and remembered.
class DimMath {
public:
  explicit DimMath(MLIRContext *context) : context(context) {}

  Dim constant(int64_t value) { return Dim::getConstant(context, value); }
  Dim add(Dim lhs, Dim rhs) { return apply(sym::add, lhs, rhs); }
  Dim sub(Dim lhs, Dim rhs) { return apply(sym::sub, lhs, rhs); }
  Dim mul(Dim lhs, Dim rhs) { return apply(sym::mul, lhs, rhs); }
  Dim floorDiv(Dim lhs, Dim rhs) { return apply(sym::floorDiv, lhs, rhs); }
  Dim ceilDiv(Dim lhs, Dim rhs) { return apply(sym::ceilDiv, lhs, rhs); }
  Dim mod(Dim lhs, Dim rhs) { return apply(sym::mod, lhs, rhs); }
  Dim min(Dim lhs, Dim rhs) { return apply(sym::min, lhs, rhs); }
  Dim max(Dim lhs, Dim rhs) { return apply(sym::max, lhs, rhs); }
  Dim select(sym::Comparison comparison, Dim lhs, Dim rhs, Dim ifTrue,
             Dim ifFalse);

  /// Whether a result was beyond the limits of symbolic expressions.
  bool isTooLarge() const { return tooLarge; }

  /// Fails where a result was beyond the limits; `what` says of what.
  LogicalResult check(const Deduction &deduction, const Twine &what) const;

private:
  Dim apply(FailureOr<Dim> (*operation)(Dim, Dim), Dim lhs, Dim rhs);
  Dim take(FailureOr<Dim> result);

  MLIRContext *context;
  bool tooLarge = false;
};

/// Requires `value >= least`; an error where that is provably wrong, a
/// condition where nobody can say.
LogicalResult requireAtLeast(Deduction &deduction, Dim value, int64_t least,
                             const Twine &what);

/// Requires `value <= limit`.
LogicalResult requireAtMost(Deduction &deduction, Dim value, Dim limit,
                            const Twine &what);

/// Requires that a dimension into which `count` indices point (null: unknown)
/// has an element where there is an index.
LogicalResult requireIndexable(Deduction &deduction, Dim size, Dim count,
                               const Twine &what);

/// A part of a dimension: elements `first`, `first + stride` and so on,
/// `length` of them.
struct SlicePart {
  Dim first, length;
};

/// What `[begin:end:stride]` of NumPy selects from a dimension of `size`
/// elements: negative positions count from the end, then both are clamped. The
/// stride is not zero. Constants give simple expressions.
SlicePart resolveSlice(DimMath &math, Dim size, Dim begin, Dim end, Dim stride);

} // namespace mlir::relax

#endif // DIALECTS_RELAX_OPS_DIMMATH_H

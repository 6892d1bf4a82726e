//===- ElementwiseRules.h - types of element-wise operators -----*- C++ -*-===//
//
// The rules that operators on single elements share.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_ELEMENTWISERULES_H
#define DIALECTS_RELAX_OPS_ELEMENTWISERULES_H

#include "dialects/relax/ops/OperatorSupport.h"

namespace mlir::relax {

/// The element types that an operator accepts; an unknown one is accepted by
/// all.
enum class Elements {
  Any,
  Bool,
  /// Not bool.
  Integer,
  IntegerOrBool,
  /// Integers and floating-point numbers, not bool.
  Numeric,
  Float,
};

/// Checks the element type of `type`.
LogicalResult checkElements(Deduction &deduction, TensorType type,
                            Elements elements);

/// The result of a function of each element of `x` that has the same type.
FailureOr<TensorType> deduceElementwise(Deduction &deduction, Value x,
                                        Elements elements);

/// The result of a function of the elements of two operands, which are
/// broadcast and of one element type, that has that type too. The names are for
/// errors.
FailureOr<TensorType> deduceElementwise(Deduction &deduction, Value lhs,
                                        StringRef lhsName, Value rhs,
                                        StringRef rhsName, Elements elements);

/// What two operands of equal element types and devices broadcast to.
FailureOr<TensorType> broadcastOperands(Deduction &deduction, TensorType lhs,
                                        TensorType rhs);

/// The type with elements of bool.
FailureOr<TensorType> withBoolElements(FailureOr<TensorType> type);

} // namespace mlir::relax

#endif // DIALECTS_RELAX_OPS_ELEMENTWISERULES_H

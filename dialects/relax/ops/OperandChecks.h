//===- OperandChecks.h - what rules ask of operands -------------*- C++ -*-===//
//
// Small checks that the rules of several families share.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_OPERANDCHECKS_H
#define DIALECTS_RELAX_OPS_OPERANDCHECKS_H

#include "dialects/relax/ops/OperatorSupport.h"

namespace mlir::relax {

/// Checks a string attribute; the error lists `allowed`.
LogicalResult checkOneOf(const Deduction &deduction, StringRef attribute,
                         StringRef value, ArrayRef<StringRef> allowed);

/// Checks that elements are integers other than bool, where the type is known.
LogicalResult checkIntegerElements(Deduction &deduction, TensorType type,
                                   StringRef name);

/// Checks that elements are f32 or f64, where the type is known.
LogicalResult checkWideFloatElements(Deduction &deduction, TensorType type,
                                     StringRef name);

/// `type` on the device of `other` as well; an error where both are known and
/// differ.
FailureOr<TensorType> joinDevice(Deduction &deduction, TensorType type,
                                 TensorType other);

/// The type of an operand with `rank` dimensions, of which those in `shape`
/// that are known have to be the operand's; what is unknown in `shape` is
/// filled in from the operand. `names` says for messages what each dimension
/// is.
FailureOr<TensorType> getOperandOfShape(Deduction &deduction, Value operand,
                                        StringRef name,
                                        MutableArrayRef<Dim *> shape,
                                        ArrayRef<StringRef> names);

} // namespace mlir::relax

#endif // DIALECTS_RELAX_OPS_OPERANDCHECKS_H

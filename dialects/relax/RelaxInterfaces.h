//===- RelaxInterfaces.h - questions asked of relax operations --*- C++ -*-===//
//
// Which operands an operation updates in place, and which results share storage
// with which operands.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXINTERFACES_H
#define DIALECTS_RELAX_RELAXINTERFACES_H

#include "mlir/IR/OpDefinition.h"

namespace mlir::relax {

/// `result` is the value of `operand` after the update.
struct InPlaceUpdate {
  unsigned operand;
  unsigned result;
};

} // namespace mlir::relax

#include "dialects/relax/RelaxInterfaces.h.inc"

namespace mlir::relax {

/// Refuses uses of a value after an operation updated it in place, where the
/// value is a block argument or the result of an operation with memory effects.
/// A value that an operation without effects computed may have been merged with
/// an equal one by common subexpression elimination; such a use is right
/// (lowering copies), and `relax.copy` makes it explicit.
///
/// The operation is one that implements InPlaceOpInterface; what only renames a
/// value (`relax.forget`, `relax.match_cast`, `relax.tuple`) is looked through.
LogicalResult verifyInPlaceUpdates(Operation *op);

/// Lets each update inside `root` that verifyInPlaceUpdates would refuse work
/// on a relax.copy. For transformations that bring code of several functions
/// together: an argument may have uses that the callee knew nothing of.
void copyOutlivedOperands(Operation *root);

} // namespace mlir::relax

#endif // DIALECTS_RELAX_RELAXINTERFACES_H

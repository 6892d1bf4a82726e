//===- LaterUses.h - values that folders may hand out -----------*- C++ -*-===//
//
// What a folder that gives an operand in place of its result has to ask.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_LATERUSES_H
#define DIALECTS_RELAX_OPS_LATERUSES_H

#include "mlir/IR/OpDefinition.h"

namespace mlir::relax {

/// Whether the value may get uses behind those that it has: no operation
/// updates it in place or gives it up, under this name or another one. With
/// `allowCopies`, one that verifyInPlaceUpdates leaves alone, as the update
/// then works on a copy, may be updated. Looks at a bounded number of uses, and
/// says no where there are more.
bool mayBeUsedLater(Value value, bool allowCopies = true);

/// The value for the only result of `op`, or nothing where the types differ or
/// the value must not get later uses.
OpFoldResult forwardOperand(Operation *op, Value value);

} // namespace mlir::relax

#endif // DIALECTS_RELAX_OPS_LATERUSES_H

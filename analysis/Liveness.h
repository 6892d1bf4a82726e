//===- Liveness.h - last uses of relax values -------------------*- C++ -*-===//
//
// Where a value of a relax function is used for the last time, seen from the block that defines it. Control flow is structured,
// so one walk answers it: a use inside a region of an op is a use by that op, which makes a value that a loop captures live for
// the whole loop. Ops that return their operand under another type (`relax.forget`, `relax.refine`, `relax.match_cast`)
// do not make a new value; their results count as uses of the value that they stand for.
//
//===----------------------------------------------------------------------===//

#ifndef ANALYSIS_LIVENESS_H
#define ANALYSIS_LIVENESS_H

#include "mlir/IR/Region.h"
#include "mlir/IR/Value.h"
#include "llvm/ADT/DenseMap.h"

namespace mlir::relax {

/// The value that is held by the same reference as `value`: the operand of ops that only change the type, followed to its end.
Value getSameReference(Value value);

/// The last use of every value that is defined in a region or below it.
class LastUses {
public:
  explicit LastUses(Region &region);

  /// The last op of the block that defines `value` which uses it, itself or in its regions. Null for a value without uses. The
  /// value must be its own reference (getSameReference).
  Operation *lookup(Value value) const { return lastUses.lookup(value); }

private:
  llvm::DenseMap<Value, Operation *> lastUses;
};

} // namespace mlir::relax

#endif // ANALYSIS_LIVENESS_H

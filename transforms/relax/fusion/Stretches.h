//===- Stretches.h - Where operations may be moved --------------*- C++ -*-===//
//
// Passes that make one operation of several work on stretches of a block, in which tensors may be computed in any
// order.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_FUSION_STRETCHES_H
#define TRANSFORMS_RELAX_FUSION_STRETCHES_H

#include "mlir/IR/Operation.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace mlir::relax {

/// What may be done with an operation: `Check` stays where it is among those that compute, and no tensor is read or
/// written across a `Barrier`.
enum class Movement { Free, Check, Barrier };

/// Regions, terminators, in-place updates and effects on anything but facts are barriers.
Movement getMovement(Operation *op);

/// Visits the stretches of a block in order: operations between two barriers, and the barrier behind them. `visit` may
/// replace the operations of its stretch.
void forEachStretch(Block &block, llvm::function_ref<void(ArrayRef<Operation *> stretch, Operation *end)> visit);

/// Puts every operation from `first` to `end` (not included) behind those that it needs, and leaves the order alone
/// otherwise. Linear time.
void sortStretch(Operation *first, Operation *end);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_FUSION_STRETCHES_H

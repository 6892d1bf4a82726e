//===- DimOperands.h - operands for dimensions ------------------*- C++ -*-===//
//
// Ops that make tensors take one operand for each dimension that is not a constant.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_DIMOPERANDS_H
#define TRANSFORMS_RELAX_DIMOPERANDS_H

#include "mlir/IR/Operation.h"

namespace mlir::relax {

/// Drops the operands of dimensions that have become constants, of the op and all below it (`relax.alloc_tensor`, `relax.view_tensor`,
/// `relax.arena_tensor`): to be called when symbols have been replaced by expressions. An op that has as many operands as it should
/// stays as it is.
void dropConstantDimOperands(Operation *root);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_DIMOPERANDS_H

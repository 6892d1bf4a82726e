//===- Liveness.cpp - last uses of relax values ---------------------------===//

#include "analysis/Liveness.h"

#include "dialects/relax/Relax.h"

using namespace mlir;
using namespace mlir::relax;

Value mlir::relax::getSameReference(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    if (!isa<ForgetOp, RefineOp, MatchCastOp>(op) || value != op->getResult(0))
      break;
    value = op->getOperand(0);
  }
  return value;
}

LastUses::LastUses(Region &region) {
  // Pre-order meets the ops of each block in order, so the last write is the last use.
  region.walk<WalkOrder::PreOrder>([&](Operation *op) {
    for (Value operand : op->getOperands()) {
      Value value = getSameReference(operand);
      if (Operation *user = value.getParentBlock()->findAncestorOpInBlock(*op))
        lastUses[value] = user;
    }
  });
}

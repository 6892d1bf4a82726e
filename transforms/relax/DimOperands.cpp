//===- DimOperands.cpp - operands for dimensions --------------------------===//

#include "transforms/relax/DimOperands.h"

#include "dialects/relax/Relax.h"
#include "dialects/relax/RelaxMemoryOps.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::relax;

/// Keeps the operands whose own type is not a constant. A dimension is a constant where its operand is, since the two are equal.
static void dropConstants(MutableOperandRange dims, relax::TensorType type) {
  unsigned wanted = llvm::count_if(type.getShape(), [](sym::ExprAttr dim) { return dim && !dim.isConstant(); });
  if (wanted == dims.size())
    return;
  llvm::SmallVector<Value> kept;
  for (OpOperand &dim : dims)
    if (auto size = dyn_cast<sym::IntType>(dim.get().getType()); !size || !size.getExpr().isConstant())
      kept.push_back(dim.get());
  dims.assign(kept);
}

void mlir::relax::dropConstantDimOperands(Operation *root) {
  root->walk([](Operation *op) {
    llvm::TypeSwitch<Operation *>(op).Case<AllocTensorOp, ViewTensorOp, ArenaTensorOp>(
        [](auto op) { dropConstants(op.getDimsMutable(), op.getType()); });
  });
}

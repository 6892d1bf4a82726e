//===- RelaxMemoryOps.cpp - memory that tensors share ---------------------===//
//
// Verifiers of arenas and of the tensors in them.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/RelaxMemoryOps.h"

#include "support/ArenaBlocks.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;

#define GET_OP_CLASSES
#include "dialects/relax/RelaxMemoryOps.cpp.inc"

void mlir::relax::registerMemoryOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/RelaxMemoryOps.cpp.inc"
      >();
}

LogicalResult AllocArenaOp::verify() {
  return verifyArenaBlocks([&] { return emitOpError(); }, getSizes().size(), getBlocks(), getBytes(),
                           getKept().value_or(ArrayRef<int64_t>()));
}

LogicalResult ArenaTensorOp::verify() {
  relax::TensorType type = getType();
  if (!type.hasRank() || !type.getElementType())
    return emitOpError("result must have a known rank and element type, got ") << type;
  auto dims = getDims();
  unsigned next = 0;
  for (auto [i, dim] : llvm::enumerate(type.getShape())) {
    if (!dim)
      return emitOpError("dimension ") << i << " of the result must be known, got '?' in " << type;
    if (dim.isConstant())
      continue;
    if (next == dims.size())
      break;
    sym::ExprAttr actual = cast<sym::IntType>(dims[next].getType()).getExpr();
    if (actual != dim)
      return emitOpError("operand of dimension ") << i << " must equal it, got " << actual.str() << " and " << dim.str();
    ++next;
  }
  unsigned wanted = llvm::count_if(type.getShape(), [](sym::ExprAttr dim) { return dim && !dim.isConstant(); });
  if (wanted != dims.size())
    return emitOpError("must have one operand for each dimension that is not a constant, got ")
           << dims.size() << " for " << type;
  auto arena = getArena().getDefiningOp<AllocArenaOp>();
  if (!arena)
    return emitOpError("arena must be the result of 'relax.alloc_arena'");
  if (getBlock() >= arena.getNumBlocks())
    return emitOpError("block must be one of the arena's ") << arena.getNumBlocks() << ", got " << getBlock();
  if (getKept() && !arena.isKept(getBlock()))
    return emitOpError("block must be one that the arena lists as kept, got ") << getBlock();
  return success();
}

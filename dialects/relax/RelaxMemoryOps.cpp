//===- RelaxMemoryOps.cpp - memory that tensors share ---------------------===//
//
// Verifiers of arenas and of the tensors in them.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/RelaxMemoryOps.h"

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
  ArrayRef<int64_t> blocks = getBlocks();
  int64_t numSizes = getSizes().size();
  if (std::optional<int64_t> bytes = getBytes()) {
    if (numSizes != 0)
      return emitOpError("a planned arena must have no sizes, got ") << numSizes;
    if (blocks.size() % 2 != 0)
      return emitOpError("blocks must be pairs of offset and size, got ") << blocks.size() << " numbers";
    for (size_t i = 0; i != blocks.size(); i += 2)
      if (blocks[i] < 0 || blocks[i] % 64 != 0 || blocks[i + 1] < 0 || blocks[i] > *bytes ||
          blocks[i + 1] > *bytes - blocks[i])
        return emitOpError("block ") << i / 2 << " must lie inside of the arena at a multiple of 64, got offset "
                                     << blocks[i] << " and size " << blocks[i + 1] << " of " << *bytes;
    return success();
  }
  if (numSizes == 0)
    return emitOpError("must have sizes or a plan (bytes)");
  if (blocks.size() % 3 != 0)
    return emitOpError("blocks must be triples of size, first and last use, got ") << blocks.size() << " numbers";
  for (size_t i = 0; i != blocks.size(); i += 3) {
    if (blocks[i] < 0 || blocks[i] >= numSizes)
      return emitOpError("block ") << i / 3 << " must name one of " << numSizes << " sizes, got " << blocks[i];
    if (blocks[i + 1] < 0 || blocks[i + 1] > blocks[i + 2] || blocks[i + 2] > std::numeric_limits<uint32_t>::max())
      return emitOpError("block ") << i / 3 << " must have its first use before its last, got " << blocks[i + 1]
                                   << " and " << blocks[i + 2];
  }
  return success();
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
  return success();
}

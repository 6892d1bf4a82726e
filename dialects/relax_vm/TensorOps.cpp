//===- TensorOps.cpp - relax_vm: constants, tensors, storages -------------===//

#include "dialects/relax_vm/ElementTypes.h"
#include "dialects/relax_vm/RelaxVM.h"

using namespace mlir;
using namespace mlir::relax_vm;

#define GET_OP_CLASSES
#include "dialects/relax_vm/TensorOps.cpp.inc"

/// Fails with a message unless tensors can hold `dtype`.
static LogicalResult verifyElementType(Operation *op, Type dtype) {
  if (encodeElementType(dtype))
    return success();
  return op->emitOpError("element type must be one that tensors can hold, got ")
         << dtype;
}

LogicalResult LoadConstOp::verifySymbolUses(SymbolTableCollection &symbols) {
  if (symbols.lookupNearestSymbolFrom<ConstantOp>(*this, getConstantAttr()))
    return success();
  return emitOpError("must name a 'relax_vm.constant' of the module, got ")
         << getConstantAttr();
}

LogicalResult AllocTensorOp::verify() {
  return verifyElementType(*this, getDtype());
}

LogicalResult AllocTensorFromStorageOp::verify() {
  return verifyElementType(*this, getDtype());
}

LogicalResult AllocArenaOp::verify() {
  ArrayRef<int64_t> blocks = getBlocks();
  int64_t numSizes = getSizes().size();
  if (std::optional<int64_t> bytes = getBytes()) {
    if (numSizes != 0)
      return emitOpError("a planned arena must have no sizes, got ")
             << numSizes;
    if (blocks.size() % 2 != 0)
      return emitOpError("blocks must be pairs of offset and size, got ")
             << blocks.size() << " numbers";
    for (size_t i = 0; i != blocks.size(); i += 2)
      if (blocks[i] < 0 || blocks[i] % 64 != 0 || blocks[i + 1] < 0 ||
          blocks[i] > *bytes || blocks[i + 1] > *bytes - blocks[i])
        return emitOpError("block ")
               << i / 2 << " must lie inside of the arena at a multiple of 64, "
               << "got offset " << blocks[i] << " and size " << blocks[i + 1]
               << " of " << *bytes;
    return success();
  }
  if (numSizes == 0)
    return emitOpError("must have sizes or a plan (bytes)");
  if (blocks.size() % 3 != 0)
    return emitOpError("blocks must be triples of size, first and last use, "
                       "got ")
           << blocks.size() << " numbers";
  for (size_t i = 0; i != blocks.size(); i += 3) {
    if (blocks[i] < 0 || blocks[i] >= numSizes)
      return emitOpError("block ") << i / 3 << " must name one of " << numSizes
                                   << " sizes, got " << blocks[i];
    if (blocks[i + 1] < 0 || blocks[i + 1] > blocks[i + 2] ||
        blocks[i + 2] > std::numeric_limits<uint32_t>::max())
      return emitOpError("block ")
             << i / 3 << " must have its first use before its last, got "
             << blocks[i + 1] << " and " << blocks[i + 2];
  }
  return success();
}

LogicalResult ArenaTensorOp::verify() {
  return verifyElementType(*this, getDtype());
}

LogicalResult CheckTensorOp::verify() {
  return getDtype() ? verifyElementType(*this, *getDtype()) : success();
}

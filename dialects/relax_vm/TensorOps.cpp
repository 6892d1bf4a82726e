//===- TensorOps.cpp - relax_vm: constants, tensors, storages -------------===//

#include "dialects/relax_vm/ElementTypes.h"
#include "dialects/relax_vm/RelaxVM.h"
#include "support/ArenaBlocks.h"

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
  return verifyArenaBlocks([&] { return emitOpError(); }, getSizes().size(),
                           getBlocks(), getBytes(),
                           getKept().value_or(ArrayRef<int64_t>()));
}

LogicalResult ArenaTensorOp::verify() {
  return verifyElementType(*this, getDtype());
}

LogicalResult CheckTensorOp::verify() {
  return getDtype() ? verifyElementType(*this, *getDtype()) : success();
}

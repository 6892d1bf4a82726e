//===- ObjectOps.cpp - relax_vm: shapes, tuples, boxed scalars ------------===//

#include "dialects/relax_vm/ElementTypes.h"
#include "dialects/relax_vm/RelaxVM.h"

using namespace mlir;
using namespace mlir::relax_vm;

#define GET_OP_CLASSES
#include "dialects/relax_vm/ObjectOps.cpp.inc"

LogicalResult BoxScalarOp::verify() {
  if (encodeElementType(getDtype()))
    return success();
  return emitOpError("element type must be one that tensors can hold, got ")
         << getDtype();
}

LogicalResult UnboxScalarOp::verify() {
  if (!getDtype() || encodeElementType(*getDtype()))
    return success();
  return emitOpError("element type must be one that tensors can hold, got ")
         << *getDtype();
}

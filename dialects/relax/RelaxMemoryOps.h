//===- RelaxMemoryOps.h - memory that tensors share -------------*- C++ -*-===//
//
// Arenas and the tensors in them. See RelaxMemoryOps.td. Not part of Relax.h: the planner makes these ops, the conversion to the virtual
// machine takes them, and nobody else meets them.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXMEMORYOPS_H
#define DIALECTS_RELAX_RELAXMEMORYOPS_H

#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/RelaxTypes.h"
#include "dialects/sym/SymOps.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#define GET_OP_CLASSES
#include "dialects/relax/RelaxMemoryOps.h.inc"

namespace mlir::relax {

void registerMemoryOps(RelaxDialect *dialect);

} // namespace mlir::relax

#endif // DIALECTS_RELAX_RELAXMEMORYOPS_H

//===- RelaxLoweringOps.h - relax ops between kernels and the VM -*- C++ -*-===//
//
// The ops of a relax function in which tensors are memory and checks are explicit. See RelaxLoweringOps.td.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXLOWERINGOPS_H
#define DIALECTS_RELAX_RELAXLOWERINGOPS_H

#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/RelaxInterfaces.h"
#include "dialects/relax/RelaxTypes.h"
#include "dialects/sym/SymInterfaces.h"
#include "dialects/sym/SymOps.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#define GET_OP_CLASSES
#include "dialects/relax/RelaxLoweringOps.h.inc"

#endif // DIALECTS_RELAX_RELAXLOWERINGOPS_H

//===- SortingOps.h - operators that order and pick ---- -*- C++ -*-===//
//
// The op classes generated from SortingOps.td.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_SORTINGOPS_H
#define DIALECTS_RELAX_OPS_SORTINGOPS_H

#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/OperatorSupport.h"

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#define GET_OP_CLASSES
#include "dialects/relax/ops/SortingOps.h.inc"

#endif // DIALECTS_RELAX_OPS_SORTINGOPS_H

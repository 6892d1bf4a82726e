//===- LogicalOps.h - truth values and bits ---------------------*- C++ -*-===//
//
// The op classes generated from LogicalOps.td.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_LOGICALOPS_H
#define DIALECTS_RELAX_OPS_LOGICALOPS_H

#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/ElementwiseRules.h"
#include "dialects/relax/ops/OperatorSupport.h"

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#define GET_OP_CLASSES
#include "dialects/relax/ops/LogicalOps.h.inc"

#endif // DIALECTS_RELAX_OPS_LOGICALOPS_H

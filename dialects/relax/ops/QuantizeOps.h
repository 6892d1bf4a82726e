//===- QuantizeOps.h - numbers as integers of few bits ----------*- C++ -*-===//
//
// The op classes generated from QuantizeOps.td.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_QUANTIZEOPS_H
#define DIALECTS_RELAX_OPS_QUANTIZEOPS_H

#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/ElementwiseRules.h"
#include "dialects/relax/ops/OperatorSupport.h"

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#define GET_OP_CLASSES
#include "dialects/relax/ops/QuantizeOps.h.inc"

#endif // DIALECTS_RELAX_OPS_QUANTIZEOPS_H

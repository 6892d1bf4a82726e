//===- LossOps.h - how far predictions are from the truth -*- C++ -*-===//
//
// The op classes generated from LossOps.td.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_LOSSOPS_H
#define DIALECTS_RELAX_OPS_LOSSOPS_H

#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/RelaxInterfaces.h"
#include "dialects/relax/ops/OperatorSupport.h"

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#define GET_OP_CLASSES
#include "dialects/relax/ops/LossOps.h.inc"

#endif // DIALECTS_RELAX_OPS_LOSSOPS_H

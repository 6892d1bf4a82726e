//===- ScanOps.h - running values along an axis -*- C++ -*-===//
//
// The op classes generated from ScanOps.td.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_SCANOPS_H
#define DIALECTS_RELAX_OPS_SCANOPS_H

#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/OperatorSupport.h"

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#define GET_OP_CLASSES
#include "dialects/relax/ops/ScanOps.h.inc"

#endif // DIALECTS_RELAX_OPS_SCANOPS_H

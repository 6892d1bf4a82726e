//===- DatatypeOps.h - operators on element types ---------------*- C++ -*-===//
//
// The op classes generated from DatatypeOps.td.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_DATATYPEOPS_H
#define DIALECTS_RELAX_OPS_DATATYPEOPS_H

#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/OperatorSupport.h"

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#define GET_OP_CLASSES
#include "dialects/relax/ops/DatatypeOps.h.inc"

#endif // DIALECTS_RELAX_OPS_DATATYPEOPS_H

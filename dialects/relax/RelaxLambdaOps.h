//===- RelaxLambdaOps.h - functions inside functions ------------*- C++ -*-===//
//
// See RelaxLambdaOps.td. An extension of the dialect, not part of Relax.h: `relax-lambda-lift` turns these ops into
// functions of the module before any other pass of a pipeline meets them.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXLAMBDAOPS_H
#define DIALECTS_RELAX_RELAXLAMBDAOPS_H

#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/RelaxTypes.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#define GET_OP_CLASSES
#include "dialects/relax/RelaxLambdaOps.h.inc"

namespace mlir::relax {

/// Adds `relax.lambda` to the dialect of each context that loads it.
void registerLambdaOps(DialectRegistry &registry);

} // namespace mlir::relax

#endif // DIALECTS_RELAX_RELAXLAMBDAOPS_H

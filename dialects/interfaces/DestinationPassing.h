//===- DestinationPassing.h - callees of call_tir ---------------*- C++ -*-===//
//
// What a caller has to know about a function that receives its outputs as
// parameters.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_INTERFACES_DESTINATIONPASSING_H
#define DIALECTS_INTERFACES_DESTINATIONPASSING_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/IR/OpDefinition.h"

#include "dialects/interfaces/DestinationPassing.h.inc"

namespace mlir::relax {

/// Lets `func.func` on memrefs be a callee of `relax.call_tir`. The dynamic
/// dimensions of its parameters, in order, are its symbols, named "d0", "d1"
/// and so on; none of them is tied to another.
void registerFuncDestinationPassingModel(DialectRegistry &registry);

} // namespace mlir::relax

#endif // DIALECTS_INTERFACES_DESTINATIONPASSING_H

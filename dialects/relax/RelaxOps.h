//===- RelaxOps.h - core operations of the relax dialect --------*- C++ -*-===//
//
// Values, functions, control flow and cross-level calls. Operators stand in
// dialects/relax/ops; Relax.h has everything.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXOPS_H
#define DIALECTS_RELAX_RELAXOPS_H

#include "dialects/interfaces/ShapeConditions.h"
#include "dialects/relax/RelaxAttrs.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/RelaxInterfaces.h"
#include "dialects/relax/RelaxTypes.h"
#include "dialects/sym/SymInterfaces.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/CallInterfaces.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#define GET_OP_CLASSES
#include "dialects/relax/RelaxCoreOps.h.inc"
#define GET_OP_CLASSES
#include "dialects/relax/RelaxFunctionOps.h.inc"
#define GET_OP_CLASSES
#include "dialects/relax/RelaxControlFlowOps.h.inc"
#define GET_OP_CLASSES
#include "dialects/relax/RelaxCallOps.h.inc"

namespace mlir::relax {

/// Whether the operation, nested ones included, has no memory effect other than
/// to state facts (`sym.assume`): what may stand in `relax.dataflow` and in a
/// pure function.
bool isPureOperation(Operation *op);

} // namespace mlir::relax

#endif // DIALECTS_RELAX_RELAXOPS_H

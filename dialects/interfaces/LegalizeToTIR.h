//===- LegalizeToTIR.h - operators that become kernels ----------*- C++ -*-===//
//
// The question "how does this operator become a loop-level kernel?", asked
// without knowing tir.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_INTERFACES_LEGALIZETOTIR_H
#define DIALECTS_INTERFACES_LEGALIZETOTIR_H

#include "mlir/IR/OpDefinition.h"

namespace mlir::relax {

/// What legalization offers to an operator: a rewriter, the module's symbol
/// table, the kernels built so far. Defined in conversion/relax_to_tir, where
/// the models of the interface live.
class LegalizeContext;

} // namespace mlir::relax

#include "dialects/interfaces/LegalizeToTIR.h.inc"

#endif // DIALECTS_INTERFACES_LEGALIZETOTIR_H

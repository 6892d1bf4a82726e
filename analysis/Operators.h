//===- Operators.h - kinds of relax ops -------------------------*- C++ -*-===//
//
// Which ops of the dialect compute tensors from tensors, as opposed to the core of the language.
//
//===----------------------------------------------------------------------===//

#ifndef ANALYSIS_OPERATORS_H
#define ANALYSIS_OPERATORS_H

#include "mlir/IR/Operation.h"

namespace mlir::relax {

/// Whether the op is an operator of relax: one that states how the type of its result follows from its operands, and under which
/// conditions. Operators are what legalization turns into kernels.
bool isOperator(Operation *op);

} // namespace mlir::relax

#endif // ANALYSIS_OPERATORS_H

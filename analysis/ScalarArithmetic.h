//===- ScalarArithmetic.h - scalars that functions compute with -*- C++ -*-===//
//
// Which arithmetic of a relax function the virtual machine has a form for.
//
//===----------------------------------------------------------------------===//

#ifndef ANALYSIS_SCALARARITHMETIC_H
#define ANALYSIS_SCALARARITHMETIC_H

#include "mlir/IR/Operation.h"

namespace mlir::relax {

/// The width (bits) of an integer that a register of the virtual machine can compute with, 0 for other types. The product of
/// two integers of 32 bits fits a register, so that what is not on 64 bits can be computed there and wrapped.
unsigned getRegisterWidth(Type type);

/// Whether an op of `arith` can stand in a relax function: constants and selections of any scalar up to 64 bits; sums,
/// products, divisions, comparisons and conversions of integers. Shifts, bits (but of i1), floats and the unsigned division
/// of 64-bit integers cannot.
bool hasScalarTranslation(Operation *op);

/// What to do where it cannot; the end of a message.
llvm::StringRef getScalarHint();

} // namespace mlir::relax

#endif // ANALYSIS_SCALARARITHMETIC_H

//===- SizeGuards.h - Checks of computed sizes ------------------*- C++ -*-===//
//
// The analysis of indices computes with unbounded integers, kernels with 64
// bits. Where sizes may differ between the two, or are divided by something
// that may be zero, a check stands in front.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_TIR_SIZEGUARDS_H
#define TRANSFORMS_TIR_SIZEGUARDS_H

#include "dialects/tir/TIR.h"

namespace mlir::tir {

/// Marks the checks of local buffers, which stand where the function starts:
/// tir-flatten-buffers computes the sizes of the buffers behind them.
constexpr llvm::StringLiteral kSizeGuardAttr = "tir.size_guard";

/// Where in the source an operation stands, ", at FILE:LINE:COLUMN", or
/// nothing: the end of a message.
std::string getPlaceText(Location loc);

/// Puts a `tir.assert` in front of each `sym.value` whose expression might
/// leave 64 bits or divide by zero, and of each local buffer that might have
/// more bytes than there are addresses. Sizes of parameters are those of
/// tensors in memory; their sums, small multiples, and the products of the
/// dimensions of one tensor need no check. Returns the number of checks.
unsigned insertSizeGuards(PrimFuncOp function);

} // namespace mlir::tir

#endif // TRANSFORMS_TIR_SIZEGUARDS_H

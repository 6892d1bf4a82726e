//===- KernelCall.h - what a call of a kernel passes ------------*- C++ -*-===//
//
// Matches the signature of a destination-passing callee with the operands and results of a call.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_KERNELCALL_H
#define TRANSFORMS_RELAX_KERNELCALL_H

#include "dialects/interfaces/DestinationPassing.h"
#include "dialects/sym/SymAttrs.h"
#include "mlir/IR/TypeRange.h"

namespace mlir::relax {

/// What the callee's signature means for one call.
struct KernelCall {
  /// The expression of each kernel symbol, in order.
  llvm::SmallVector<sym::ExprAttr> symbols;
  /// For each output, its dimensions as the callee's signature determines them; null where it does not.
  llvm::SmallVector<llvm::SmallVector<sym::ExprAttr>> outputs;
  /// Which parameters are buffers; the others are scalars.
  llvm::SmallVector<bool> isBuffer;
};

/// Matches `callee` with a call. `inputs` are the types of the operands, one for each leading parameter, `outputs` the types of what is
/// passed for the others. Emits an error at `loc` and fails where a symbol of the kernel stays unbound.
FailureOr<KernelCall> matchKernelCall(Location loc, DestinationPassingCallable callee, TypeRange inputs, TypeRange outputs);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_KERNELCALL_H

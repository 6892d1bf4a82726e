//===- Workspaces.h - large local buffers of kernels ------------*- C++ -*-===//
//
// Which local buffers of a kernel are taken from the pool while it runs, and what their sizes are in a call.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_MEMORY_WORKSPACES_H
#define TRANSFORMS_RELAX_MEMORY_WORKSPACES_H

#include "dialects/relax/Relax.h"
#include "dialects/tir/TIR.h"

namespace mlir::relax {

/// A local buffer that is too large for the stack.
struct Workspace {
  tir::AllocBufferOp alloc;
  /// Its size in bytes over the symbols of the kernel; null where the expression is too large.
  sym::ExprAttr bytes;
};

/// The workspaces of a kernel, in order. What a thread of a device has is none. The rule is that of
/// `tir-flatten-buffers` with its default options: constant sizes go to the stack as long as they fit.
llvm::SmallVector<Workspace> getWorkspaces(tir::PrimFuncOp kernel);

/// What the symbols of the kernel stand for in a call of it.
sym::Substitution getKernelBindings(CallDestinationOp call, tir::PrimFuncOp kernel);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_MEMORY_WORKSPACES_H

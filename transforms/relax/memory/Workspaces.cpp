//===- Workspaces.cpp - large local buffers of kernels --------------------===//

#include "transforms/relax/memory/Workspaces.h"

using namespace mlir;
using namespace mlir::relax;

/// Local buffers of a kernel lie on the stack up to so many bytes together (max-stack-bytes of tir-flatten-buffers, by
/// default).
static constexpr int64_t kStackBytes = 16384;

llvm::SmallVector<Workspace> mlir::relax::getWorkspaces(tir::PrimFuncOp kernel) {
  llvm::SmallVector<Workspace> workspaces;
  int64_t onStack = 0;
  kernel.walk([&](tir::AllocBufferOp alloc) {
    for (auto loop = alloc->getParentOfType<tir::ForOp>(); loop; loop = loop->getParentOfType<tir::ForOp>())
      if (loop.getKind() == tir::ForKind::ThreadBinding)
        return;
    tir::BufferType type = alloc.getBufferType();
    Type element = type.getScalarType();
    int64_t width = element.isIntOrFloat() ? (element.getIntOrFloatBitWidth() + 7) / 8 : 8;
    sym::ExprAttr bytes = sym::ExprAttr::getConstant(kernel.getContext(), width);
    for (sym::ExprAttr dim : type.getShape()) {
      FailureOr<sym::ExprAttr> product = bytes ? sym::mul(bytes, dim) : FailureOr<sym::ExprAttr>(failure());
      bytes = succeeded(product) ? *product : sym::ExprAttr();
    }
    std::optional<int64_t> constant = bytes ? bytes.getConstantValue() : std::nullopt;
    if (constant && *constant <= kStackBytes - onStack)
      onStack += *constant;
    else
      workspaces.push_back({alloc, bytes});
  });
  return workspaces;
}

sym::Substitution mlir::relax::getKernelBindings(CallDestinationOp call, tir::PrimFuncOp kernel) {
  sym::Substitution bindings;
  // The first scalars are the symbols, in this order.
  for (auto [symbol, value] : llvm::zip(kernel.getKernelSymbols(), call.getScalars()))
    if (auto type = dyn_cast<sym::IntType>(value.getType()))
      bindings[symbol] = type.getExpr();
  return bindings;
}

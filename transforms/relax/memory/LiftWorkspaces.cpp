//===- LiftWorkspaces.cpp - workspaces of kernels are tensors -------------===//
//
// A kernel takes its large local buffers from the pool while it runs. As tensors that its callers pass they take part
// in the plan, and mostly lie where something else is at other times.
//
//===----------------------------------------------------------------------===//

#include "analysis/memory/TensorLifetimes.h"
#include "dialects/tir/TIR.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/SymbolTable.h"
#include "transforms/relax/memory/Passes.h"
#include "transforms/relax/memory/Workspaces.h"
#include "llvm/ADT/MapVector.h"

namespace mlir::relax {
#define GEN_PASS_DEF_LIFTWORKSPACES
#include "transforms/relax/memory/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// The type of the tensor that stands for the buffer in the caller; null where none does.
relax::TensorType getTensorType(tir::BufferType buffer, const sym::Substitution &bindings) {
  auto type = relax::TensorType::get(buffer.getContext(), buffer.getShape(), buffer.getScalarType());
  FailureOr<Type> actual = sym::substitute(type, bindings);
  if (failed(actual))
    return {};
  sym::ExprAttr bytes = getByteSize(cast<relax::TensorType>(*actual));
  return bytes && !mayDivideByZero(bytes) ? cast<relax::TensorType>(*actual) : relax::TensorType();
}

bool isOnHost(Value value) {
  auto type = dyn_cast<relax::TensorType>(value.getType());
  VDeviceAttr device = type ? type.getDevice() : VDeviceAttr();
  return !device || device.getKind() == "cpu" || device.getKind() == "llvm";
}

/// The buffers of the kernel that become parameters: those at its start with a size that each caller can tell.
llvm::SmallVector<tir::AllocBufferOp> findLiftable(tir::PrimFuncOp kernel, llvm::ArrayRef<CallDestinationOp> calls) {
  llvm::SmallVector<tir::AllocBufferOp> result;
  llvm::SmallVector<sym::Substitution> bindings;
  for (CallDestinationOp call : calls) {
    if (!llvm::all_of(call.getIns(), isOnHost) || !llvm::all_of(call.getOuts(), isOnHost))
      return result;
    bindings.push_back(getKernelBindings(call, kernel));
  }
  for (Workspace workspace : getWorkspaces(kernel)) {
    tir::BufferType type = workspace.alloc.getBufferType();
    bool isKnown = workspace.bytes && workspace.alloc->getBlock() == &kernel.getBody().front() && !type.getScope() &&
                   type.getScalarType().isIntOrFloat() && !mayDivideByZero(workspace.bytes);
    if (!isKnown)
      continue;
    llvm::SetVector<StringAttr> symbols;
    workspace.bytes.collectSymbols(symbols);
    for (sym::ExprAttr dim : type.getShape())
      dim.collectSymbols(symbols);
    isKnown = llvm::all_of(bindings, [&](const sym::Substitution &known) {
      return llvm::all_of(symbols, [&](StringAttr symbol) { return known.contains(symbol); }) &&
             getTensorType(type, known);
    });
    if (isKnown)
      result.push_back(workspace.alloc);
  }
  return result;
}

/// Passes one more tensor. The call's types were tried before.
LogicalResult passWorkspace(CallDestinationOp call, tir::BufferType buffer, const sym::Substitution &bindings) {
  OpBuilder builder(call);
  relax::TensorType type = getTensorType(buffer, bindings);
  llvm::SmallVector<Value> dims;
  for (sym::ExprAttr dim : type.getShape()) {
    if (dim.isConstant())
      continue;
    FailureOr<Value> value = sym::materialize(builder, call.getLoc(), dim, call.getScalars());
    if (failed(value))
      return failure();
    dims.push_back(*value);
  }
  Value tensor = AllocTensorOp::create(builder, call.getLoc(), type, dims);
  call.getOutsMutable().append(tensor);
  return success();
}

struct LiftWorkspaces : mlir::relax::impl::LiftWorkspacesBase<LiftWorkspaces> {
  void runOnOperation() override {
    // Calls of each kernel, and kernels that something else names.
    SymbolTable symbolTable(getOperation());
    llvm::MapVector<Operation *, llvm::SmallVector<CallDestinationOp>> calls;
    llvm::DenseMap<Attribute, unsigned> numUses;
    std::optional<SymbolTable::UseRange> uses = SymbolTable::getSymbolUses(&getOperation().getBodyRegion());
    if (!uses)
      return;
    for (SymbolTable::SymbolUse use : *uses) {
      auto name = dyn_cast<FlatSymbolRefAttr>(use.getSymbolRef());
      auto kernel = name ? symbolTable.lookup<tir::PrimFuncOp>(name.getAttr()) : tir::PrimFuncOp();
      auto call = dyn_cast<CallDestinationOp>(use.getUser());
      ++numUses[use.getSymbolRef().getRootReference()];
      if (kernel && kernel.isPrivate() && !kernel.isExternal() && call && call.getKernelAttr() == name)
        calls[kernel].push_back(call);
    }
    for (auto &[op, users] : calls) {
      auto kernel = cast<tir::PrimFuncOp>(op);
      if (users.size() != numUses.lookup(kernel.getSymNameAttr()))
        continue;
      for (tir::AllocBufferOp alloc : findLiftable(kernel, users))
        if (failed(lift(kernel, alloc, users)))
          return signalPassFailure();
    }
  }

  LogicalResult lift(tir::PrimFuncOp kernel, tir::AllocBufferOp alloc, llvm::ArrayRef<CallDestinationOp> users) {
    tir::BufferType type = alloc.getBufferType();
    llvm::SmallVector<sym::Substitution> bindings;
    for (CallDestinationOp call : users)
      bindings.push_back(getKernelBindings(call, kernel));
    unsigned position = kernel.getNumArguments();
    if (failed(kernel.insertArgument(position, type, DictionaryAttr(), alloc.getLoc())))
      return failure();
    if (ArrayAttr names = kernel.getArgNamesAttr(); names && names.size() == position) {
      llvm::SmallVector<Attribute> all(names.begin(), names.end());
      std::string name = "workspace" + std::to_string(position);
      all.push_back(StringAttr::get(&getContext(), name));
      kernel.setArgNamesAttr(ArrayAttr::get(&getContext(), all));
    }
    alloc.replaceAllUsesWith(kernel.getArgument(position));
    alloc.erase();
    for (auto [call, known] : llvm::zip_equal(users, bindings))
      if (failed(passWorkspace(call, type, known)))
        return failure();
    ++numLifted;
    return success();
  }
};

} // namespace

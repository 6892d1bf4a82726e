//===- Passes.h - From relax_vm to LLVM -------------------------*- C++ -*-===//

#ifndef CONVERSION_VM_TO_LLVM_PASSES_H
#define CONVERSION_VM_TO_LLVM_PASSES_H

#include "mlir/Pass/Pass.h"

namespace mlir::relax_vm {

// The options and the constructor, and registerVMToLLVMPasses().
#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "conversion/vm_to_llvm/Passes.h.inc"

} // namespace mlir::relax_vm

#endif // CONVERSION_VM_TO_LLVM_PASSES_H

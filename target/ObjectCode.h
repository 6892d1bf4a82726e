//===- ObjectCode.h - Kernels to object code --------------------*- C++ -*-===//
//
// Nested kernel modules in the llvm dialect -> LLVM IR -> machine code.
//
// The modules are cut into shards by order and size only, one LLVMContext and
// one object file each, and shards are compiled on as many threads as the
// context has. So the bytes do not depend on the number of threads.
//
//===----------------------------------------------------------------------===//

#ifndef TARGET_OBJECTCODE_H
#define TARGET_OBJECTCODE_H

#include "target/HostMachine.h"
#include "target/TargetOptions.h"

#include "dialects/relax_vm/RelaxVM.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/SmallVector.h"

#include <string>

namespace mlir::target {

/// The nested modules of `module` that hold code, in order.
SmallVector<ModuleOp> collectCodeModules(ModuleOp module);

/// Every declared kernel must have code with the signature of abi.h.
LogicalResult verifyKernels(ModuleOp module,
                            ArrayRef<relax_vm::KernelOp> kernels);

/// A run of code modules that become one object file.
struct Shard {
  SmallVector<ModuleOp> modules;
  /// Compiled VM functions, not kernels; a shard never mixes them.
  bool isFunctions = false;
};

/// Cuts `modules` into shards of similar size; depends on nothing else.
SmallVector<Shard> cutIntoShards(ArrayRef<ModuleOp> modules);

/// What a shard is turned into.
enum class CodeFormat { Object, Assembly, LLVMIR };

/// Compiles the shards, one output each, in their order.
FailureOr<SmallVector<std::string>>
compileShards(ModuleOp module, ArrayRef<Shard> shards,
              const MachineDescription &machine, const TargetOptions &options,
              CodeFormat format);

} // namespace mlir::target

#endif // TARGET_OBJECTCODE_H

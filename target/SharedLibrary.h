//===- SharedLibrary.h - A module to a model library ------------*- C++ -*-===//

#ifndef TARGET_SHAREDLIBRARY_H
#define TARGET_SHAREDLIBRARY_H

#include "target/TargetOptions.h"

#include "mlir/IR/BuiltinOps.h"

namespace mlir {
class DialectRegistry;
} // namespace mlir

namespace mlir::target {

/// Translations of the dialects that code modules may hold. They have to be in
/// the registry of the context that the functions below work in.
void registerTargetTranslations(DialectRegistry &registry);

/// Writes the model library of `module`: `relax_vm` functions, kernels and
/// constants, and the machine code of its nested code modules, which are in the
/// llvm dialect. The file appears under its name only when it is complete.
/// Fails with a diagnostic.
LogicalResult emitSharedLibrary(ModuleOp module, const TargetOptions &options,
                                StringRef outputPath);

/// The code modules of `module` as optimized LLVM IR or as assembly text.
FailureOr<std::string> emitLLVMText(ModuleOp module,
                                    const TargetOptions &options);
FailureOr<std::string> emitAssemblyText(ModuleOp module,
                                        const TargetOptions &options);

} // namespace mlir::target

#endif // TARGET_SHAREDLIBRARY_H

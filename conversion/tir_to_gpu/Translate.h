//===- Translate.h - PTX text and SPIR-V words ------------------*- C++ -*-===//
//
// The last step of the GPU paths, out of MLIR.
//
//===----------------------------------------------------------------------===//

#ifndef RELAX_MLIR_CONVERSION_TIR_TO_GPU_TRANSLATE_H
#define RELAX_MLIR_CONVERSION_TIR_TO_GPU_TRANSLATE_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/raw_ostream.h"

namespace mlir {
class DialectRegistry;

namespace tir {

/// Registers what translateToPTX needs of the context.
void registerPTXTranslation(DialectRegistry &registry);

/// Writes one PTX module with the kernels of every gpu.module below `module`, as
/// `tir-to-nvvm` leaves them (in nested modules too). Fails with a diagnostic
/// when there is none, or when two kernels have one name. The chip and the
/// features are those of the first gpu.module's #nvvm.target.
LogicalResult translateToPTX(ModuleOp module, llvm::raw_ostream &os);

/// Appends one SPIR-V module with the kernels of every spirv.module below
/// `module`, as `tir-to-spirv` leaves them. Fails with a diagnostic when there is
/// none.
LogicalResult translateToSPIRV(ModuleOp module,
                               llvm::SmallVectorImpl<uint32_t> &words);

/// Registers the translations `mlir-to-ptx` and `mlir-to-spirv`, which lower the
/// kernels of a module all the way.
void registerGPUTranslations();

} // namespace tir
} // namespace mlir

#endif // RELAX_MLIR_CONVERSION_TIR_TO_GPU_TRANSLATE_H

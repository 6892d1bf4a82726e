//===- RegisterTranslations.cpp - mlir-to-ptx and mlir-to-spirv -----------===//
//
// For relax-translate: text or words straight from tir kernels, or from what the
// pipelines left.
//
//===----------------------------------------------------------------------===//

#include "conversion/tir_to_gpu/Passes.h"
#include "conversion/tir_to_gpu/Translate.h"
#include "dialects/tir/TIR.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/SPIRV/IR/SPIRVDialect.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Tools/mlir-translate/Translation.h"

using namespace mlir;

static void registerDialects(DialectRegistry &registry) {
  registry.insert<arith::ArithDialect, func::FuncDialect, gpu::GPUDialect,
                  LLVM::LLVMDialect, math::MathDialect, memref::MemRefDialect,
                  NVVM::NVVMDialect, scf::SCFDialect, spirv::SPIRVDialect,
                  sym::SymDialect, tir::TIRDialect>();
  tir::registerPTXTranslation(registry);
}

/// Runs `build` if the operation is a module with tir kernels.
static FailureOr<ModuleOp>
lower(Operation *op, llvm::function_ref<void(OpPassManager &)> build) {
  auto module = dyn_cast<ModuleOp>(op);
  if (!module)
    return op->emitError() << "expected a builtin.module, got " << op->getName();
  PassManager pm(module.getContext());
  build(pm);
  if (failed(pm.run(module)))
    return failure();
  return module;
}

void tir::registerGPUTranslations() {
  TranslateFromMLIRRegistration ptx(
      "mlir-to-ptx", "tir kernels to PTX text",
      [](Operation *op, llvm::raw_ostream &os) -> LogicalResult {
        FailureOr<ModuleOp> module = lower(op, [](OpPassManager &pm) {
          buildTIRToNVVMPipeline(pm, TIRToNVVMOptions());
        });
        return failed(module) ? failure() : translateToPTX(*module, os);
      },
      registerDialects);
  TranslateFromMLIRRegistration spirv(
      "mlir-to-spirv", "tir kernels to SPIR-V words for Vulkan",
      [](Operation *op, llvm::raw_ostream &os) -> LogicalResult {
        FailureOr<ModuleOp> module = lower(op, [](OpPassManager &pm) {
          buildTIRToSPIRVPipeline(pm, TIRToSPIRVOptions());
        });
        SmallVector<uint32_t> words;
        if (failed(module) || failed(translateToSPIRV(*module, words)))
          return failure();
        os.write(reinterpret_cast<const char *>(words.data()),
                 words.size() * sizeof(uint32_t));
        return success();
      },
      registerDialects);
}

//===- Passes.h - From tir to LLVM ------------------------------*- C++ -*-===//
//
// The conversion pass, and the pipeline that takes kernels all the way from
// blocks to the LLVM dialect.
//
//===----------------------------------------------------------------------===//

#ifndef RELAX_MLIR_CONVERSION_TIR_TO_LLVM_PASSES_H
#define RELAX_MLIR_CONVERSION_TIR_TO_LLVM_PASSES_H

#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassOptions.h"

namespace mlir::tir {

// The options and constructors, and registerTIRToLLVMPasses().
#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "conversion/tir_to_llvm/Passes.h.inc"

/// Options of the pipeline `tir-to-llvm`.
struct TIRToLLVMOptions : PassPipelineOptions<TIRToLLVMOptions> {
  Option<bool> parallel{
      *this, "parallel",
      llvm::cl::desc("run parallel loops through ctx->parallel_for"),
      llvm::cl::init(true)};
  Option<bool> libm{
      *this, "libm",
      llvm::cl::desc("call the math library in place of polynomials"),
      llvm::cl::init(false)};
  Option<std::string> fastMath{
      *this, "fast-math",
      llvm::cl::desc("freedom with floats: none, contract or fast"),
      llvm::cl::init("none")};
  Option<int64_t> maxStackBytes{
      *this, "max-stack-bytes",
      llvm::cl::desc("total size of local buffers on the stack of a kernel"),
      llvm::cl::init(16384)};
};

/// Lowers the kernels of a module (anchored on builtin.module: for kernels in
/// nested modules add it to a nested pass manager). Modules without a tir.prim_func
/// and without a func.func are left alone.
void buildTIRToLLVMPipeline(OpPassManager &pm, const TIRToLLVMOptions &options);

/// Registers `tir-to-llvm`.
void registerTIRToLLVMPipeline();

} // namespace mlir::tir

#endif // RELAX_MLIR_CONVERSION_TIR_TO_LLVM_PASSES_H

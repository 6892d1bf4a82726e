//===- Passes.h - From tir to PTX and SPIR-V --------------------*- C++ -*-===//
//
// Passes and the two pipelines. Translate.h turns their results into PTX text
// and SPIR-V words.
//
//===----------------------------------------------------------------------===//

#ifndef RELAX_MLIR_CONVERSION_TIR_TO_GPU_PASSES_H
#define RELAX_MLIR_CONVERSION_TIR_TO_GPU_PASSES_H

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassOptions.h"

namespace mlir::tir {

// The options and constructors, and registerTIRToGPUPasses().
#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "conversion/tir_to_gpu/Passes.h.inc"

/// Options of the pipeline `tir-to-nvvm`.
struct TIRToNVVMOptions : PassPipelineOptions<TIRToNVVMOptions> {
  Option<std::string> chip{*this, "chip",
                           llvm::cl::desc("the virtual architecture of the PTX"),
                           llvm::cl::init("sm_80")};
  Option<std::string> features{
      *this, "features",
      llvm::cl::desc("the version of PTX, as a feature of LLVM"),
      llvm::cl::init("+ptx80")};
  Option<int64_t> maxThreads{
      *this, "max-threads",
      llvm::cl::desc("threads of a block in the default binding"),
      llvm::cl::init(256)};
};

/// Options of the pipeline `tir-to-spirv`.
struct TIRToSPIRVOptions : PassPipelineOptions<TIRToSPIRVOptions> {
  Option<int64_t> maxThreads{
      *this, "max-threads",
      llvm::cl::desc("threads of a workgroup in the default binding; 128 is "
                     "what every Vulkan device has"),
      llvm::cl::init(128)};
};

/// tir kernels of a module -> a gpu.module of NVVM kernels and host functions
/// that launch them. Kernels without thread bindings get the default one.
/// Anchored on builtin.module, as `tir-to-llvm` is.
void buildTIRToNVVMPipeline(OpPassManager &pm, const TIRToNVVMOptions &options);

/// The same with a spirv.module for Vulkan. Buffers are storage buffers of set 0
/// in the order of the parameters; the last holds the sizes.
void buildTIRToSPIRVPipeline(OpPassManager &pm,
                             const TIRToSPIRVOptions &options);

/// Registers `tir-to-nvvm` and `tir-to-spirv`.
void registerTIRToGPUPipelines();

} // namespace mlir::tir

#endif // RELAX_MLIR_CONVERSION_TIR_TO_GPU_PASSES_H

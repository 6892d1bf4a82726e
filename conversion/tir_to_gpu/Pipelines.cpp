//===- Pipelines.cpp - tir-to-nvvm and tir-to-spirv -----------------------===//

#include "conversion/tir_to_gpu/Passes.h"
#include "dialects/tir/TIR.h"
#include "transforms/tir/Passes.h"

#include "mlir/Conversion/GPUToSPIRV/GPUToSPIRVPass.h"
#include "mlir/Conversion/MathToSPIRV/MathToSPIRVPass.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/SPIRV/IR/SPIRVOps.h"
#include "mlir/Dialect/SPIRV/Transforms/Passes.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"

using namespace mlir;

/// From blocks to gpu.func.
static void addKernelPasses(OpPassManager &pm, StringRef mathTarget,
                            StringRef abi, int64_t maxThreads) {
  tir::BindDefaultThreadsOptions bind;
  bind.maxThreads = maxThreads;
  tir::FlattenBuffersOptions flatten;
  flatten.maxStackBytes = 0; // what outlives a launch is not on the host's stack
  tir::ExpandMathOptions math;
  math.target = mathTarget.str();
  OpPassManager &kernel = pm.nest<tir::PrimFuncOp>();
  // A device has nobody to tell; and loops are plainer before they are bound.
  tir::InsertGuardsOptions guards;
  guards.onFailure = "skip";
  kernel.addPass(tir::createInsertGuards(guards));
  kernel.addPass(tir::createBindDefaultThreads(bind));
  kernel.addPass(tir::createLowerBlocks());
  kernel.addPass(tir::createFlattenBuffers(flatten));
  kernel.addPass(tir::createExpandMath(math));
  tir::ConvertTIRToGPUOptions convert;
  convert.abi = abi.str();
  pm.addPass(tir::createConvertTIRToGPU(convert));
}

void tir::buildTIRToNVVMPipeline(OpPassManager &pm,
                                 const TIRToNVVMOptions &options) {
  addKernelPasses(pm, "nvptx", "pointers", options.maxThreads);
  ConvertGPUToNVVMOptions convert;
  convert.chip = options.chip;
  convert.features = options.features;
  pm.nest<gpu::GPUModuleOp>().addPass(createConvertGPUToNVVM(convert));
}

void tir::buildTIRToSPIRVPipeline(OpPassManager &pm,
                                  const TIRToSPIRVOptions &options) {
  addKernelPasses(pm, "spirv", "storage-buffers", options.maxThreads);
  pm.addPass(createPrepareSPIRV());
  OpPassManager &kernel = pm.nest<gpu::GPUModuleOp>().nest<gpu::GPUFuncOp>();
  kernel.addPass(arith::createArithExpandOpsPass());
  kernel.addPass(createConvertMathToSPIRVPass());
  pm.addPass(createConvertGPUToSPIRVPass());
  OpPassManager &shader = pm.nest<spirv::ModuleOp>();
  shader.addPass(spirv::createSPIRVLowerABIAttributesPass());
  shader.addPass(spirv::createSPIRVUpdateVCEPass());
}

void tir::registerTIRToGPUPipelines() {
  PassPipelineRegistration<TIRToNVVMOptions>(
      "tir-to-nvvm", "Lower kernels from blocks to NVVM, for PTX",
      buildTIRToNVVMPipeline);
  PassPipelineRegistration<TIRToSPIRVOptions>(
      "tir-to-spirv", "Lower kernels from blocks to SPIR-V for Vulkan",
      buildTIRToSPIRVPipeline);
}

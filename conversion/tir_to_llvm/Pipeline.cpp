//===- Pipeline.cpp - The pipeline tir-to-llvm ----------------------------===//

#include "conversion/tir_to_llvm/Passes.h"
#include "dialects/tir/TIR.h"
#include "transforms/tir/Passes.h"

#include "mlir/Conversion/AffineToStandard/AffineToStandard.h"
#include "mlir/Conversion/VectorToSCF/VectorToSCF.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"

using namespace mlir;

void tir::buildTIRToLLVMPipeline(OpPassManager &pm,
                                 const TIRToLLVMOptions &options) {
  ExpandMathOptions math;
  math.target = "cpu";
  math.libm = options.libm;
  FlattenBuffersOptions flatten;
  flatten.maxStackBytes = options.maxStackBytes;

  OpPassManager &kernel = pm.nest<PrimFuncOp>();
  kernel.addPass(createLowerBlocks());
  kernel.addPass(createInsertGuards());
  kernel.addPass(createFlattenBuffers(flatten));
  kernel.addPass(createCollapseLoops());
  kernel.addPass(createExpandMath(math));

  // Kernels that come as functions on memrefs, in whatever upstream dialect.
  OpPassManager &func = pm.nest<func::FuncOp>();
  func.addPass(createConvertLinalgToLoopsPass());
  func.addPass(createConvertVectorToSCFPass());
  func.addPass(memref::createExpandStridedMetadataPass());
  func.addPass(createLowerAffinePass());
  func.addPass(createInsertGuards());
  func.addPass(createExpandMath(math));

  ConvertTIRToLLVMOptions convert;
  convert.parallel = options.parallel;
  convert.fastMath = options.fastMath;
  pm.addPass(createConvertTIRToLLVM(convert));
}

void tir::registerTIRToLLVMPipeline() {
  PassPipelineRegistration<TIRToLLVMOptions>(
      "tir-to-llvm",
      "Lower kernels from blocks to LLVM functions with the kernel interface",
      buildTIRToLLVMPipeline);
}

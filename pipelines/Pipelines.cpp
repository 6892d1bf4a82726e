//===- Pipelines.cpp - Named pipelines from relax to code -----------------===//
//
// The order is a chain of contracts: what each pass leaves is what the next one
// takes. `relax-verify-legal` stands at each border and lists what is left over.
//
//===----------------------------------------------------------------------===//

#include "pipelines/Pipelines.h"

#include "conversion/relax_to_tir/Passes.h"
#include "conversion/relax_to_vm/Passes.h"
#include "conversion/tir_to_gpu/Passes.h"
#include "conversion/tir_to_llvm/Passes.h"
#include "conversion/vm_to_llvm/Passes.h"
#include "dialects/relax/Relax.h"
#include "dialects/tir/TIR.h"
#include "transforms/relax/Passes.h"
#include "transforms/relax/algebra/Passes.h"
#include "transforms/relax/binding/Passes.h"
#include "transforms/relax/cleanup/Passes.h"
#include "transforms/relax/fusion/Passes.h"
#include "transforms/relax/memory/Passes.h"
#include "transforms/tir/Passes.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace mlir::relax;

static void addBorder(OpPassManager &pm, StringRef border) {
  VerifyLegalOptions options;
  options.border = border.str();
  pm.addPass(createVerifyLegal(options));
}

/// What attributes of functions and nested modules ask for. Where nothing asks, nothing is done, nor verified again.
static void addRequests(OpPassManager &pm, const PipelineOptions &options) {
  // Values tell sizes, and each copy for some sizes is looked at by itself. Patterns see what the author wrote.
  pm.addPass(createBindParams());
  pm.addPass(createBindSymbolicDims());
  pm.addPass(createSpecializeDims());
  pm.addPass(createFuseOpsByPattern());
  if (options.backends.empty())
    return;
  pm.addPass(createMergeCompositeFunctions());
  RunCodegenOptions codegen;
  llvm::append_range(codegen.backends, options.backends);
  pm.addPass(createRunCodegen(codegen));
}

void relax::buildLegalizePipeline(OpPassManager &pm,
                                  const PipelineOptions &options) {
  // No other pass knows functions inside functions.
  pm.addPass(createLambdaLift());
  addRequests(pm, options);
  if (options.optLevel >= 1) {
    // Closures that are made in sight are calls, which can be inlined.
    pm.addPass(createResolveClosures());
    pm.addPass(createInlineFunctions());
    // Of functions that cannot be inlined, as they call themselves.
    pm.addPass(createExpandTupleArguments());
    pm.addPass(createRemoveUnusedParameters());
    pm.addPass(createRemoveUnusedOutputs());
    pm.addPass(createCanonicalizerPass());
    OpPassManager &function = pm.nest<FuncOp>();
    function.addPass(createMergeSymbols());
    function.addPass(createCanonicalizeBindings());
    // Behind what makes constants meet, in front of what finds equal ones.
    if (options.optLevel >= 2) {
      function.addPass(createDecomposeOps());
      function.addPass(createFoldBatchNorm());
      pm.addPass(createFoldConstants());
      // Sizes that a graph computed from constants are numbers now.
      pm.nest<FuncOp>().addPass(createMergeSymbols());
    }
    pm.addPass(createEliminateCommonSubexpressions());
    pm.addPass(createEliminateDeadCode());
    // What a loop does not carry any more may be computed in front of it.
    if (options.optLevel >= 2)
      pm.nest<FuncOp>().addPass(createLoopInvariantCodeMotionPass());
  }
  OpPassManager &graph = pm.nest<FuncOp>();
  graph.addPass(createToNonDataflow());
  graph.addPass(createNameUnknownDims());
  // Types are known now as well as they ever will be, and operators are whole.
  if (options.optLevel >= 2)
    graph.addPass(createRecognizePatterns());
  // What is recognized is spelled with the divisions and powers that go here.
  if (options.fastMath)
    graph.addPass(createFastMath());
  // Behind the last pass that changes what is done to weights, in front of the checks of sizes.
  if (options.liftTransformParams != LiftParams::None)
    pm.addPass(createLiftTransformParams());
  if (options.liftTransformParams == LiftParams::Lazy)
    pm.addPass(createLazyTransformParams());
  OpPassManager &function = pm.nest<FuncOp>();
  // Views and kernels drop the ops that know their residual conditions.
  function.addPass(createLowerShapes());
  // Reshapes become views before legalization would make kernels of them.
  function.addPass(createLowerViews());
  LegalizeOpsOptions legalize;
  legalize.shareAcrossSizes = options.shareAcrossSizes;
  pm.addPass(createLegalizeOps(legalize));
  addBorder(pm, "tir");
  // Before calls are lowered: the message shows what the author wrote.
  addBorder(pm, "scalars");
  // Kernels come from users, too: a race or an access outside a buffer that can
  // be proved is refused before it becomes code.
  OpPassManager &kernel = pm.nest<tir::PrimFuncOp>();
  kernel.addPass(tir::createVerifyWellFormed());
  // In front of fusion, which would join loops of what a pattern knows with others.
  pm.addPass(createSplitCallTIRByPattern());
  // Devices run one loop nest at a time, and a fused kernel has several.
  if (options.optLevel < 2 || options.target != PipelineTarget::LLVM)
    return;
  pm.nest<tir::PrimFuncOp>().addPass(createAnnotateOpPattern());
  pm.addPass(createFuseOps());
  pm.addPass(createFuseTIR());
}

void relax::buildLowerPipeline(OpPassManager &pm,
                               const PipelineOptions &options) {
  if (options.optLevel >= 2)
    pm.addPass(createUseInplaceCalls());
  pm.addPass(createLowerCalls());
  if (options.optLevel >= 2 && options.target == PipelineTarget::LLVM)
    pm.addPass(createLiftWorkspaces());
  OpPassManager &function = pm.nest<FuncOp>();
  if (options.optLevel >= 2)
    function.addPass(createAlternateLoopTensors());
  if (options.optLevel >= 2 || options.useUpperBounds) {
    PlanMemoryOptions plan;
    plan.useUpperBounds = options.useUpperBounds;
    function.addPass(createPlanMemory(plan));
  }
  function.addPass(createKillAfterLastUse());
  addBorder(pm, "memory");
  pm.addPass(createConvertRelaxToVM());
  addBorder(pm, "vm");
}

void relax::buildKernelPipeline(OpPassManager &pm,
                                const PipelineOptions &options) {
  if (options.target == PipelineTarget::CUDA) {
    tir::buildTIRToNVVMPipeline(pm.nest<ModuleOp>(), tir::TIRToNVVMOptions());
    return;
  }
  if (options.target == PipelineTarget::Vulkan) {
    tir::buildTIRToSPIRVPipeline(pm.nest<ModuleOp>(),
                                 tir::TIRToSPIRVOptions());
    return;
  }
  tir::TIRToLLVMOptions kernelOptions;
  tir::buildTIRToLLVMPipeline(pm.nest<ModuleOp>(), kernelOptions);
  // Behind the passes over nested modules: these hold nothing to lower.
  if (options.execMode == ExecMode::Compiled)
    pm.addPass(relax_vm::createConvertVMToLLVM());
}

void relax::buildDefaultPipeline(OpPassManager &pm,
                                 const PipelineOptions &options) {
  buildLegalizePipeline(pm, options);
  buildLowerPipeline(pm, options);
  buildKernelPipeline(pm, options);
}

void relax::registerPipelines() {
  PassPipelineRegistration<PipelineOptions>(
      "relax-legalize-pipeline",
      "Graphs to calls of tir kernels: unknown dimensions named, reshapes as "
      "views, shape checks explicit",
      buildLegalizePipeline);
  PassPipelineRegistration<PipelineOptions>(
      "relax-lower-pipeline",
      "Legalized graphs to virtual machine functions: allocations, calls and "
      "kills explicit, one nested module a kernel",
      buildLowerPipeline);
  PassPipelineRegistration<PipelineOptions>(
      "relax-kernel-pipeline",
      "Kernels in nested modules to the LLVM dialect", buildKernelPipeline);
  PassPipelineRegistration<PipelineOptions>(
      "relax-default-pipeline",
      "Everything from relax to what becomes one shared library: the three "
      "stages, with a legality check at each border",
      buildDefaultPipeline);
}

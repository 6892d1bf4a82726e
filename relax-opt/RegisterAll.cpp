//===- RegisterAll.cpp - Everything Relax-MLIR adds to MLIR ---------------===//

#include "relax-opt/RegisterAll.h"

#include "conversion/relax_to_tir/LegalizationModels.h"
#include "conversion/relax_to_tir/Passes.h"
#include "conversion/relax_to_vm/Passes.h"
#include "conversion/tir_to_gpu/Passes.h"
#include "conversion/tir_to_gpu/Translate.h"
#include "conversion/tir_to_llvm/Passes.h"
#include "conversion/vm_to_llvm/Passes.h"
#include "dialects/interfaces/DestinationPassing.h"
#include "dialects/interfaces/SymbolicShapedType.h"
#include "dialects/relax/Relax.h"
#include "dialects/relax/RelaxLambdaOps.h"
#include "dialects/relax_vm/RelaxVM.h"
#include "dialects/sym/Sym.h"
#include "dialects/sym/transforms/Passes.h"
#include "dialects/tir/TIR.h"
#include "pipelines/Pipelines.h"
#include "pipelines/evaluator/CompilingEvaluator.h"
#include "transforms/relax/Passes.h"
#include "transforms/relax/algebra/Passes.h"
#include "transforms/relax/binding/Passes.h"
#include "transforms/relax/cleanup/Passes.h"
#include "transforms/relax/fusion/Passes.h"
#include "transforms/relax/memory/Passes.h"
#include "transforms/tir/Passes.h"

#include "mlir/IR/DialectRegistry.h"

using namespace mlir;

void mlir::registerAllRelaxDialects(DialectRegistry &registry) {
  registry.insert<relax::RelaxDialect>();
  relax::registerLambdaOps(registry);
  relax::registerFuncDestinationPassingModel(registry);
  relax::registerMemRefShapedTypeModel(registry);
  relax::registerLegalizeToTIRModels(registry);
  relax::registerCompilingEvaluator(registry);
  registry.insert<relax_vm::RelaxVMDialect>();
  registry.insert<sym::SymDialect>();
  sym::registerFuncScope(registry);
  registry.insert<tir::TIRDialect>();
}

void mlir::registerAllRelaxPasses() {
  relax::registerPipelines();
  relax::registerRelaxAlgebraPasses();
  relax::registerRelaxBindingPasses();
  relax::registerRelaxCleanupPasses();
  relax::registerRelaxFusionPasses();
  relax::registerRelaxToTIRPasses();
  relax::registerRelaxToVMPasses();
  relax::registerRelaxTransformsPasses();
  relax::registerRelaxMemoryPasses();
  relax_vm::registerVMToLLVMPasses();
  sym::registerSymPasses();
  tir::registerTIRToGPUPasses();
  tir::registerTIRToGPUPipelines();
  tir::registerTIRToLLVMPasses();
  tir::registerTIRToLLVMPipeline();
  tir::registerTIRTransformsPasses();
}

void mlir::registerAllRelaxTranslations() { tir::registerGPUTranslations(); }

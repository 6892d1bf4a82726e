//===- TranslateToPTX.cpp - NVVM kernels to PTX text ----------------------===//
//
// Translates each gpu.module to LLVM IR, links them into one, optimizes it and
// has LLVM's NVPTX back end print it.
//
//===----------------------------------------------------------------------===//

#include "conversion/tir_to_gpu/Translate.h"

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/GPU/GPUToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/NVVM/NVVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/ModuleTranslation.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Analysis/CGSCCPassManager.h"
#include "llvm/Analysis/LoopAnalysisManager.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Linker/Linker.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"

extern "C" {
void LLVMInitializeNVPTXTarget();
void LLVMInitializeNVPTXTargetInfo();
void LLVMInitializeNVPTXTargetMC();
void LLVMInitializeNVPTXAsmPrinter();
}

using namespace mlir;

void tir::registerPTXTranslation(DialectRegistry &registry) {
  registerBuiltinDialectTranslation(registry);
  registerGPUDialectTranslation(registry);
  registerLLVMDialectTranslation(registry);
  registerNVVMDialectTranslation(registry);
}

static std::unique_ptr<llvm::TargetMachine>
createMachine(Location loc, NVVM::NVVMTargetAttr attr) {
  LLVMInitializeNVPTXTargetInfo();
  LLVMInitializeNVPTXTarget();
  LLVMInitializeNVPTXTargetMC();
  LLVMInitializeNVPTXAsmPrinter();
  std::string error;
  llvm::Triple triple(attr.getTriple());
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(triple, error);
  if (!target) {
    emitError(loc) << "this LLVM cannot write PTX: " << error;
    return nullptr;
  }
  return std::unique_ptr<llvm::TargetMachine>(target->createTargetMachine(
      triple, attr.getChip(), attr.getFeatures(), llvm::TargetOptions(),
      std::nullopt, std::nullopt, llvm::CodeGenOptLevel::Aggressive));
}

static void optimize(llvm::Module &module, llvm::TargetMachine &machine) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O2)
      .run(module, modules);
}

LogicalResult tir::translateToPTX(ModuleOp module, llvm::raw_ostream &os) {
  SmallVector<gpu::GPUModuleOp> sources;
  llvm::StringSet<> names;
  NVVM::NVVMTargetAttr attr;
  WalkResult collected = module.walk([&](gpu::GPUModuleOp source) {
    NVVM::NVVMTargetAttr target;
    for (Attribute candidate : source.getTargetsAttr() ? source.getTargetsAttr()
                                                       : ArrayAttr::get(
                                                             module.getContext(), {}))
      if (auto nvvm = dyn_cast<NVVM::NVVMTargetAttr>(candidate))
        target = nvvm;
    if (!target) {
      source.emitError() << "gpu.module has no #nvvm.target: run tir-to-nvvm";
      return WalkResult::interrupt();
    }
    for (auto kernel : source.getOps<LLVM::LLVMFuncOp>())
      if (!kernel.isExternal() && !names.insert(kernel.getSymName()).second) {
        kernel.emitError() << "two kernels are named '" << kernel.getSymName()
                           << "'";
        return WalkResult::interrupt();
      }
    if (!attr)
      attr = target;
    sources.push_back(source);
    return WalkResult::skip();
  });
  if (collected.wasInterrupted())
    return failure();
  if (sources.empty())
    return module.emitError() << "no GPU kernel to write as PTX";
  std::unique_ptr<llvm::TargetMachine> machine =
      createMachine(module.getLoc(), attr);
  if (!machine)
    return failure();

  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> whole;
  for (gpu::GPUModuleOp source : sources) {
    std::unique_ptr<llvm::Module> part =
        translateModuleToLLVMIR(source, context, source.getName());
    if (!part)
      return source.emitError() << "gpu.module has no translation to LLVM IR";
    part->setTargetTriple(llvm::Triple(attr.getTriple()));
    part->setDataLayout(machine->createDataLayout());
    if (!whole)
      whole = std::move(part);
    else if (llvm::Linker::linkModules(*whole, std::move(part)))
      return source.emitError() << "gpu.module cannot be linked with the others";
  }
  optimize(*whole, *machine);
  llvm::SmallString<0> text;
  llvm::raw_svector_ostream stream(text);
  llvm::legacy::PassManager printer;
  if (machine->addPassesToEmitFile(printer, stream, nullptr,
                                   llvm::CodeGenFileType::AssemblyFile))
    return module.emitError() << "the NVPTX back end writes no PTX text";
  printer.run(*whole);
  os << text;
  return success();
}

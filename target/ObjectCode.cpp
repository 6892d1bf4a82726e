//===- ObjectCode.cpp - Kernels to object code ----------------------------===//

#include "target/ObjectCode.h"

#include "dialects/relax_vm/RelaxVM.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Threading.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/IR/DiagnosticHandler.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/DiagnosticPrinter.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/Scalar/SimpleLoopUnswitch.h"

using namespace mlir;
using namespace mlir::target;

// Shards small enough that two cores share the work evenly, large enough that
// the fixed cost of a code generator (about 3 ms) does not show.
static constexpr int64_t opsPerShard = 1500;
static constexpr int64_t maxShards = 32;

SmallVector<ModuleOp> target::collectCodeModules(ModuleOp module) {
  SmallVector<ModuleOp> result;
  for (auto nested : module.getOps<ModuleOp>())
    if (nested->hasAttr(relax_vm::kernelModuleAttrName) ||
        nested->hasAttr(relax_vm::functionModuleAttrName))
      result.push_back(nested);
  return result;
}

static int64_t countOps(ModuleOp module) {
  int64_t count = 0;
  module.walk([&](Operation *) { ++count; });
  return count;
}

SmallVector<Shard> target::cutIntoShards(ArrayRef<ModuleOp> modules) {
  SmallVector<int64_t> sizes =
      llvm::map_to_vector(modules, [](ModuleOp m) { return countOps(m); });
  int64_t total = 0;
  for (int64_t size : sizes)
    total += size;
  int64_t limit = std::max(opsPerShard, (total + maxShards - 1) / maxShards);

  SmallVector<Shard> shards;
  int64_t current = 0;
  for (auto [module, size] : llvm::zip_equal(modules, sizes)) {
    bool isFunctions = module->hasAttr(relax_vm::functionModuleAttrName);
    if (shards.empty() || shards.back().isFunctions != isFunctions ||
        (current > 0 && current + size > limit)) {
      shards.emplace_back();
      shards.back().isFunctions = isFunctions;
      current = 0;
    }
    shards.back().modules.push_back(module);
    current += size;
  }
  return shards;
}

LogicalResult target::verifyKernels(ModuleOp module,
                                    ArrayRef<relax_vm::KernelOp> kernels) {
  // A function may have the name that it gets in machine code, where its own
  // is one of the C library (see convert-tir-to-llvm).
  llvm::DenseMap<StringAttr, StringAttr> names;
  for (relax_vm::KernelOp kernel : kernels) {
    StringAttr name = kernel.getSymNameAttr();
    names[name] = name;
    names[StringAttr::get(module.getContext(), relax_vm::getKernelSymbol(name))] = name;
  }
  llvm::DenseMap<StringAttr, LLVM::LLVMFuncOp> code;
  for (ModuleOp nested : collectCodeModules(module)) {
    if (!nested->hasAttr(relax_vm::kernelModuleAttrName))
      continue;
    for (auto function : nested.getOps<LLVM::LLVMFuncOp>())
      if (StringAttr name = names.lookup(function.getSymNameAttr());
          name && !function.isExternal() && !code.try_emplace(name, function).second)
        return nested.emitError("two nested modules define kernel @")
               << name.getValue();
  }
  auto pointer = LLVM::LLVMPointerType::get(module.getContext());
  auto expected = LLVM::LLVMFunctionType::get(
      IntegerType::get(module.getContext(), 32), {pointer, pointer, pointer});
  for (relax_vm::KernelOp kernel : kernels) {
    LLVM::LLVMFuncOp function = code.lookup(kernel.getSymNameAttr());
    if (!function)
      return kernel.emitOpError("has no code: no nested module with '")
             << relax_vm::kernelModuleAttrName << "' defines llvm.func @"
             << kernel.getSymName();
    if (function.getFunctionType() != expected)
      return function.emitOpError("must have the signature of a kernel, got ")
             << function.getFunctionType() << ", expected " << expected;
  }
  return success();
}

/// Gives the entry points of a code module their final names and hides all
/// else that it defines, so that modules can be linked in any company.
static void setLinkage(ModuleOp source, llvm::Module &module) {
  bool isKernel = source->hasAttr(relax_vm::kernelModuleAttrName);
  llvm::StringMap<std::string> entries;
  if (isKernel) {
    auto parent = source->getParentOfType<ModuleOp>();
    for (auto function : source.getOps<LLVM::LLVMFuncOp>()) {
      StringRef name = function.getSymName(), kernel = name;
      if (!parent || function.isExternal())
        continue;
      if (parent.lookupSymbol<relax_vm::KernelOp>(name))
        entries[name] = relax_vm::getKernelSymbol(name);
      else if (kernel.consume_front(relax_vm::getKernelSymbol("")) &&
               parent.lookupSymbol<relax_vm::KernelOp>(kernel))
        entries[name] = name.str();
    }
  }
  for (llvm::Function &function : module) {
    if (function.isDeclaration()) {
      // Compiled VM functions name kernels of the same library.
      if (function.getName().starts_with("relax."))
        function.setVisibility(llvm::GlobalValue::HiddenVisibility);
      continue;
    }
    if (isKernel && !entries.contains(function.getName())) {
      // Code generation calls memcpy and others by name and must not meet a
      // helper that is called so.
      function.setName("relax.local." + function.getName());
      function.setLinkage(llvm::GlobalValue::InternalLinkage);
      continue;
    }
    if (isKernel)
      function.setName(entries.lookup(function.getName()));
    if (!function.hasLocalLinkage()) {
      function.setLinkage(llvm::GlobalValue::ExternalLinkage);
      function.setVisibility(llvm::GlobalValue::HiddenVisibility);
      function.setDSOLocal(true);
    }
  }
  for (llvm::GlobalVariable &global : module.globals())
    if (!global.isDeclaration() && !global.hasAppendingLinkage())
      global.setLinkage(llvm::GlobalValue::InternalLinkage);
}

/// Translates the modules of a shard and links them into one LLVM module.
static FailureOr<std::unique_ptr<llvm::Module>>
translate(const Shard &shard, llvm::LLVMContext &context,
          const llvm::TargetMachine &machine) {
  std::unique_ptr<llvm::Module> whole;
  for (ModuleOp part : shard.modules) {
    std::unique_ptr<llvm::Module> module =
        translateModuleToLLVMIR(part, context, "relax",
                                /*disableVerification=*/false);
    if (!module)
      return part.emitError("cannot be translated to LLVM IR: every op must be "
                            "of the llvm dialect here");
    module->setDataLayout(machine.createDataLayout());
    module->setTargetTriple(machine.getTargetTriple());
    setLinkage(part, *module);
    if (!whole) {
      whole = std::move(module);
    } else if (llvm::Linker::linkModules(*whole, std::move(module))) {
      return part.emitError("two kernels of one name");
    }
  }
  for (llvm::Function &function : *whole) {
    if (function.isDeclaration())
      continue;
    function.addFnAttr("target-cpu", machine.getTargetCPU());
    function.addFnAttr("target-features", machine.getTargetFeatureString());
    function.addFnAttr(llvm::Attribute::NoUnwind);
  }
  return whole;
}

/// LLVM's default pipeline of a level.
static void optimize(llvm::Module &module, llvm::TargetMachine &machine,
                     unsigned optLevel) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager graphs;
  llvm::ModuleAnalysisManager modules;
  llvm::PipelineTuningOptions tuning;
  tuning.LoopVectorization = tuning.SLPVectorization = optLevel >= 2;
  tuning.LoopInterleaving = tuning.LoopUnrolling = optLevel >= 2;
  llvm::PassBuilder builder(&machine, tuning);
  // A kernel that broadcasts at run time chooses its stride once, by a
  // condition that no iteration changes: hoisted out of the loop, the loop
  // vectorizes. The default pipeline does this at -O3 only.
  if (optLevel == 2)
    builder.registerLateLoopOptimizationsEPCallback(
        [](llvm::LoopPassManager &passes, llvm::OptimizationLevel) {
          passes.addPass(llvm::SimpleLoopUnswitchPass(/*NonTrivial=*/true));
        });
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(graphs);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, graphs, modules);
  const llvm::OptimizationLevel level =
      optLevel == 0   ? llvm::OptimizationLevel::O0
      : optLevel == 1 ? llvm::OptimizationLevel::O1
      : optLevel == 2 ? llvm::OptimizationLevel::O2
                      : llvm::OptimizationLevel::O3;
  llvm::ModulePassManager passes =
      optLevel == 0 ? builder.buildO0DefaultPipeline(level)
                    : builder.buildPerModuleDefaultPipeline(level);
  passes.run(module, modules);
}

namespace {
/// Keeps LLVM's errors; its own handler would end the process.
struct ErrorCollector : llvm::DiagnosticHandler {
  explicit ErrorCollector(std::string &errors) : errors(errors) {}
  bool handleDiagnostics(const llvm::DiagnosticInfo &info) override {
    if (info.getSeverity() != llvm::DS_Error)
      return true;
    llvm::raw_string_ostream stream(errors);
    if (!errors.empty())
      stream << "; ";
    llvm::DiagnosticPrinterRawOStream printer(stream);
    info.print(printer);
    return true;
  }
  std::string &errors;
};
} // namespace

/// VM functions take LLVM's fast instruction selection: a third of the compile
/// time for a tenth more run time of what is between two kernels.
static unsigned getCodeGenLevel(const Shard &shard,
                                const TargetOptions &options) {
  if (!shard.isFunctions)
    return options.optLevel;
  return options.optLevel == 3 ? 1 : 0;
}

static LogicalResult compileShard(const Shard &shard,
                                  const MachineDescription &description,
                                  const TargetOptions &options,
                                  CodeFormat format, std::string &output) {
  ModuleOp first = shard.modules.front();
  std::unique_ptr<llvm::TargetMachine> machine =
      createTargetMachine(description, getCodeGenLevel(shard, options));
  if (!machine)
    return first.emitError("LLVM has no code generator for '")
           << description.triple << "'";
  std::string errors;
  llvm::LLVMContext context;
  context.setDiagnosticHandler(std::make_unique<ErrorCollector>(errors));
  FailureOr<std::unique_ptr<llvm::Module>> module =
      translate(shard, context, *machine);
  if (failed(module))
    return failure();
  // VM functions are calls of services and kernels, emitted as they should be:
  // there is nothing in them that LLVM's pipeline would make faster.
  if (!shard.isFunctions)
    optimize(**module, *machine, options.optLevel);

  if (format == CodeFormat::LLVMIR) {
    llvm::raw_string_ostream stream(output);
    (*module)->print(stream, nullptr);
    return success();
  }
  llvm::SmallVector<char, 0> buffer;
  llvm::raw_svector_ostream stream(buffer);
  llvm::legacy::PassManager codegen;
  auto kind = format == CodeFormat::Assembly
                  ? llvm::CodeGenFileType::AssemblyFile
                  : llvm::CodeGenFileType::ObjectFile;
  if (machine->addPassesToEmitFile(codegen, stream, nullptr, kind,
                                   /*DisableVerify=*/true))
    return first.emitError("LLVM cannot write this kind of file for '")
           << description.triple << "'";
  codegen.run(**module);
  if (!errors.empty())
    return first.emitError("LLVM cannot compile the kernels: ") << errors;
  output.assign(buffer.begin(), buffer.end());
  return success();
}

FailureOr<SmallVector<std::string>>
target::compileShards(ModuleOp module, ArrayRef<Shard> shards,
                      const MachineDescription &machine,
                      const TargetOptions &options, CodeFormat format) {
  SmallVector<std::string> outputs(shards.size());
  // Messages come from the thread of the caller, in the order of the shards.
  ParallelDiagnosticHandler handler(module.getContext());
  LogicalResult result = failableParallelForEachN(module.getContext(), 0, shards.size(), [&](size_t i) {
    handler.setOrderIDForThread(i);
    LogicalResult compiled = compileShard(shards[i], machine, options, format, outputs[i]);
    handler.eraseOrderIDForThread();
    return compiled;
  });
  if (failed(result))
    return failure();
  return outputs;
}

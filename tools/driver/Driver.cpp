//===- Driver.cpp - relaxc as a function ----------------------------------===//
//
// Reads a model, runs the named pipelines of pipelines/ up to the stage that
// was asked for, and writes it.
//
//===----------------------------------------------------------------------===//

#include "tools/driver/Driver.h"

#include "analysis/Evaluator.h"
#include "conversion/tir_to_gpu/Translate.h"
#include "frontends/onnx/Importer.h"
#include "relax-opt/RegisterAll.h"
#include "target/SharedLibrary.h"
#include "tools/driver/Options.h"
#include "tools/driver/ReadBytecode.h"
#include "tools/driver/Specialize.h"

#include "mlir/IR/AsmState.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassInstrumentation.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Support/FileUtilities.h"
#include "mlir/Support/Timing.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Support/ToolOutputFile.h"

#include <mutex>

using namespace mlir;
using namespace mlir::relaxc;

namespace {
/// Remembers the first pass that failed.
class FailureReporter : public PassInstrumentation {
public:
  struct Failure {
    std::string pass, operation;
  };
  explicit FailureReporter(std::optional<Failure> &first) : first(first) {}

  void runAfterPassFailed(Pass *pass, Operation *op) override {
    std::lock_guard<std::mutex> lock(mutex);
    if (first || pass->getArgument().empty())
      return;
    std::string operation = op->getName().getStringRef().str();
    if (auto name =
            op->getAttrOfType<StringAttr>(SymbolTable::getSymbolAttrName()))
      operation += " @" + name.getValue().str();
    first = Failure{pass->getArgument().str(), operation};
  }

private:
  std::mutex mutex;
  std::optional<Failure> &first;
};

/// One compilation.
class Driver {
public:
  explicit Driver(const Options &options) : options(options) {}
  int run();

private:
  LogicalResult readModel(TimingScope &timing);
  LogicalResult runPipeline(StringRef pipeline, StringRef extra,
                            TimingScope &timing);
  LogicalResult runStages(TimingScope &timing);
  LogicalResult writeOutput(TimingScope &timing);
  void reportEvaluations();
  LogicalResult writeText(llvm::function_ref<void(raw_ostream &)> write);
  LogicalResult fail(const Twine &message) {
    llvm::errs() << "relaxc: error: " << message << "\n";
    return failure();
  }
  target::TargetOptions getTargetOptions() const;
  std::string getLibraryPath() const;

  const Options &options;
  std::unique_ptr<llvm::ThreadPoolInterface> threads;
  std::unique_ptr<MLIRContext> context;
  std::unique_ptr<SourceMgrDiagnosticHandler> diagnostics;
  llvm::SourceMgr sources;
  OwningOpRef<ModuleOp> module;
};
} // namespace

static void registerEverything(DialectRegistry &registry) {
  registerAllDialects(registry);
  registerAllExtensions(registry);
  registerAllRelaxDialects(registry);
  target::registerTargetTranslations(registry);
  tir::registerPTXTranslation(registry);
}

static void registerPassesOnce() {
  static std::once_flag once;
  std::call_once(once, registerAllRelaxPasses);
}

LogicalResult Driver::readModel(TimingScope &timing) {
  TimingScope scope = timing.nest("Read the model");
  StringRef extension = llvm::sys::path::extension(options.input);
  if (extension == ".onnx") {
    onnx::ImportOptions import;
    import.keepParamsAsInputs = options.keepParamsAsInputs;
    FailureOr<OwningOpRef<ModuleOp>> imported =
        onnx::importModel(options.input, context.get(), import);
    if (failed(imported))
      return failure();
    module = std::move(*imported);
    return specializeDims(*module, options);
  }
  if (options.input != "-" && extension != ".mlir" && extension != ".mlirbc")
    return fail("'" + options.input +
                "': a model's name must end in .mlir, .mlirbc or .onnx");
  if (llvm::sys::fs::is_directory(options.input))
    return fail("cannot open '" + options.input + "': it is a folder");
  std::string message;
  std::unique_ptr<llvm::MemoryBuffer> buffer =
      openInputFile(options.input, &message);
  if (!buffer)
    return fail(message);
  sources.AddNewSourceBuffer(std::move(buffer), llvm::SMLoc());
  if (!holdsBytecode(sources)) {
    module = parseSourceFile<ModuleOp>(sources, context.get());
  } else if (std::optional<std::string> error =
                 readBytecode(sources, context.get(), module)) {
    return fail("'" + options.input + "' " + *error);
  }
  if (!module)
    return fail("'" + options.input + "' is not a valid model");
  return specializeDims(*module, options);
}

LogicalResult Driver::runPipeline(StringRef pipeline, StringRef extra,
                                  TimingScope &timing) {
  std::string text = pipeline.str();
  if (!extra.empty())
    text += "{" + extra.str() + "}";
  PassManager manager(context.get());
  std::string error;
  llvm::raw_string_ostream stream(error);
  if (failed(parsePassPipeline(text, manager, stream)))
    return fail("internal error: no pipeline '" + text + "': " + error);
  std::optional<FailureReporter::Failure> first;
  manager.addInstrumentation(std::make_unique<FailureReporter>(first));
  TimingScope scope = timing.nest(pipeline);
  manager.enableTiming(scope);
  if (succeeded(manager.run(*module)))
    return success();
  if (first)
    return fail("pass '" + first->pass + "' failed on " + first->operation);
  return fail("pipeline '" + pipeline + "' failed");
}

LogicalResult Driver::runStages(TimingScope &timing) {
  std::string arguments =
      ("target=" + options.target + " exec-mode=" + options.execMode +
       " opt-level=" + Twine(options.optLevel) + " lift-transform-params=" + options.liftTransformParams)
          .str();
  if (options.useUpperBounds)
    arguments += " use-upper-bounds=true";
  if (options.fastMath)
    arguments += " fast-math=true";
  if (!options.backends.empty())
    arguments += " backends=" + llvm::join(options.backends, ",");
  if (options.emit == Emit::Relax)
    return success();
  if (failed(runPipeline("relax-legalize-pipeline", arguments, timing)))
    return failure();
  if (options.emit == Emit::TIR)
    return success();
  if (failed(runPipeline("relax-lower-pipeline", arguments, timing)))
    return failure();
  if (options.emit == Emit::VM)
    return success();
  return runPipeline("relax-kernel-pipeline", arguments, timing);
}

target::TargetOptions Driver::getTargetOptions() const {
  target::TargetOptions result;
  result.optLevel = options.optLevel;
  result.cpu = options.targetCPU;
  return result;
}

std::string Driver::getLibraryPath() const {
  if (!options.output.empty())
    return options.output;
  SmallString<128> path(options.input == "-"
                            ? StringRef("model")
                            : llvm::sys::path::filename(options.input));
  llvm::sys::path::replace_extension(path, ".so");
  return path.str().str();
}

static std::string cannotWrite(StringRef path, std::error_code error) {
  return ("cannot write " +
          (path.empty() || path == "-" ? "to standard output"
                                       : "'" + path.str() + "'") +
          ": " + error.message());
}

LogicalResult Driver::writeText(llvm::function_ref<void(raw_ostream &)> write) {
  std::string message;
  std::unique_ptr<llvm::ToolOutputFile> file =
      openOutputFile(options.output.empty() ? "-" : options.output, &message);
  if (!file)
    return fail(message);
  write(file->os());
  file->os().flush();
  if (std::error_code error = file->os().error()) {
    file->os().clear_error();
    return fail(cannotWrite(options.output, error));
  }
  file->keep();
  return success();
}

/// What the time report shows as one pass that folds: code is compiled and run inside of it.
void Driver::reportEvaluations() {
  const relax::Evaluator *evaluator = relax::Evaluator::get(context.get());
  relax::Evaluator::Times times = evaluator ? evaluator->getTimes() : relax::Evaluator::Times();
  if (times.passes > 0)
    llvm::errs() << llvm::format("relaxc: evaluating constants took %.4f s of passes, %.4f s of machine code, %.4f s of "
                                 "running, all within relax-fold-constants\n",
                                 times.passes, times.machineCode, times.run);
}

LogicalResult Driver::writeOutput(TimingScope &timing) {
  TimingScope scope = timing.nest("Write the output");
  auto writeResult = [&](FailureOr<std::string> text) -> LogicalResult {
    if (failed(text))
      return failure();
    return writeText([&](raw_ostream &os) { os << *text; });
  };
  switch (options.emit) {
  case Emit::Relax:
  case Emit::TIR:
  case Emit::VM:
    return writeText([&](raw_ostream &os) { os << *module << "\n"; });
  case Emit::LLVM:
    return writeResult(target::emitLLVMText(*module, getTargetOptions()));
  case Emit::Assembly:
    return writeResult(target::emitAssemblyText(*module, getTargetOptions()));
  case Emit::PTX: {
    std::string text;
    llvm::raw_string_ostream stream(text);
    if (failed(tir::translateToPTX(*module, stream)))
      return failure();
    return writeResult(text);
  }
  case Emit::SPIRV: {
    SmallVector<uint32_t> words;
    if (failed(tir::translateToSPIRV(*module, words)))
      return failure();
    return writeText([&](raw_ostream &os) {
      os.write(reinterpret_cast<const char *>(words.data()),
               words.size() * sizeof(uint32_t));
    });
  }
  case Emit::Library:
    return target::emitSharedLibrary(*module, getTargetOptions(),
                                     getLibraryPath());
  }
  return failure();
}

int Driver::run() {
  registerPassesOnce();
  DialectRegistry registry;
  registerEverything(registry);
  context =
      std::make_unique<MLIRContext>(registry, MLIRContext::Threading::DISABLED);
  // The line of the source says more to a user than the op in generic form.
  context->printOpOnDiagnostic(false);
  if (options.threads != 1) {
    threads = std::make_unique<llvm::DefaultThreadPool>(
        llvm::hardware_concurrency(options.threads));
    context->setThreadPool(*threads);
  }
  diagnostics =
      std::make_unique<SourceMgrDiagnosticHandler>(sources, context.get());
  // What has no position in the model is about the command.
  context->getDiagEngine().registerHandler([](Diagnostic &diagnostic) {
    if (!isa<UnknownLoc>(diagnostic.getLocation()))
      return failure();
    auto print = [](const Diagnostic &part) {
      llvm::errs() << "relaxc: "
                   << (part.getSeverity() == DiagnosticSeverity::Error ? "error"
                       : part.getSeverity() == DiagnosticSeverity::Warning
                           ? "warning"
                           : "note")
                   << ": " << part << "\n";
    };
    print(diagnostic);
    for (const Diagnostic &note : diagnostic.getNotes())
      print(note);
    return success();
  });
  DefaultTimingManager timingManager;
  timingManager.setEnabled(options.timePasses);
  TimingScope timing = timingManager.getRootScope();
  if (failed(readModel(timing)) || failed(verifyRequests(*module, options)))
    return 1;
  if (options.target != "llvm" && options.emit == Emit::Library) {
    (void)fail("libraries for --target=" + options.target +
               " are not supported yet: use --emit=" +
               (options.target == "cuda" ? "ptx" : "spirv"));
    return 1;
  }
  if (failed(runStages(timing)) || failed(writeOutput(timing)))
    return 1;
  if (options.timePasses)
    reportEvaluations();
  return 0;
}

/// Whether the output would take the place of the model, by whatever name.
static bool overwritesInput(const Options &options) {
  return !options.output.empty() && options.output != "-" &&
         options.input != "-" &&
         llvm::sys::fs::equivalent(options.input, options.output);
}

int relaxc::relaxcMain(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  SmallVector<StringRef> arguments(argv + 1, argv + argc);
  Options options;
  std::optional<std::string> error = parseOptions(arguments, options);
  if (!error && !options.help && overwritesInput(options))
    error = "'-o' must not name the model, got '" + options.output + "' for '" +
            options.input + "'";
  if (error) {
    llvm::errs() << "relaxc: error: " << *error
                 << "\nrelaxc: run 'relaxc --help' for usage\n";
    return 2;
  }
  if (options.help) {
    llvm::outs() << getHelp();
    llvm::outs().flush();
    if (std::error_code error = llvm::outs().error()) {
      llvm::outs().clear_error();
      llvm::errs() << "relaxc: error: " << cannotWrite("-", error) << "\n";
      return 1;
    }
    return 0;
  }
  return Driver(options).run();
}

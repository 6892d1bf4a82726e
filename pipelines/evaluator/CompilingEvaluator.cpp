//===- CompilingEvaluator.cpp - functions compiled and run ----------------===//
//
// The module is compiled where it was made, in the context of the pass that asks. That pass runs in the middle of a
// pipeline, when no dialect may be loaded, so all that is needed is loaded when the pass is initialized. Arguments are
// passed to the machine as they lie in memory; results stay where the machine put them.
//
//===----------------------------------------------------------------------===//

#include "pipelines/evaluator/CompilingEvaluator.h"

#include "analysis/Evaluator.h"
#include "dialects/relax/Relax.h"
#include "dialects/relax_vm/ElementTypes.h"
#include "pipelines/Pipelines.h"
#include "runtime/vm/VirtualMachine.h"
#include "target/SharedLibrary.h"

#include "mlir/IR/DialectRegistry.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Threading.h"

#include <chrono>
#include <mutex>

using namespace mlir;
using namespace mlir::relax;
namespace rt = ::relax::runtime;
using RelaxTensor = mlir::relax::TensorType;

namespace {

/// What kernels may rely on, and what mapped files give.
constexpr uintptr_t kTensorAlignment = 64;

std::string toString(const absl::Status &status) { return std::string(status.message()); }

/// Adds the time until it goes to a sum of seconds.
class Stopwatch {
public:
  explicit Stopwatch(double &sum) : sum(sum), start(std::chrono::steady_clock::now()) {}
  ~Stopwatch() { sum += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); }

private:
  double &sum;
  std::chrono::steady_clock::time_point start;
};

/// Adds evaluators to contexts.
class EvaluatorExtension : public DialectExtension<EvaluatorExtension, RelaxDialect> {
public:
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(EvaluatorExtension)

  void apply(MLIRContext *context, RelaxDialect *dialect) const override;
};

class CompilingEvaluator : public Evaluator {
public:
  explicit CompilingEvaluator(Dialect *dialect) : Evaluator(dialect) {}

  void prepare() const override {
    if (isPrepared)
      return;
    isPrepared = true;
    DialectRegistry extensions, dialects;
    registerAllExtensions(extensions);
    target::registerTargetTranslations(extensions);
    OpPassManager pipeline(ModuleOp::getOperationName());
    buildPipeline(pipeline);
    pipeline.getDependentDialects(dialects);
    MLIRContext *context = getContext();
    context->appendDialectRegistry(extensions);
    context->appendDialectRegistry(dialects);
    for (StringRef name : dialects.getDialectNames())
      context->getOrLoadDialect(name);
  }

  FailureOr<SmallVector<HostTensor>> evaluate(OwningOpRef<ModuleOp> module, StringRef function,
                                              ArrayRef<HostTensor> arguments, std::string &why) const override {
    if (!isPrepared) {
      why = "the dialects of the compiler are not loaded";
      return failure();
    }
    std::lock_guard<std::mutex> lock(mutex);
    SmallVector<RankedTensorType> types;
    auto callee = module->lookupSymbol<FuncOp>(function);
    if (!callee) {
      why = "there is no such function";
      return failure();
    }
    for (Type type : callee.getResultTypes()) {
      auto tensor = dyn_cast<RelaxTensor>(type);
      types.push_back(tensor ? tensor.getStaticBuiltinType() : RankedTensorType());
      if (!types.back()) {
        why = "a result is not a tensor with a static shape";
        return failure();
      }
    }
    SmallString<128> path;
    if (std::error_code error = llvm::sys::fs::createTemporaryFile("relax-evaluate", "so", path)) {
      why = error.message();
      return failure();
    }
    llvm::FileRemover remover(path);
    if (failed(compile(std::move(module), path, why)))
      return failure();
    FailureOr<SmallVector<HostTensor>> results = run(path, function, arguments, why);
    if (failed(results))
      return failure();
    if (results->size() != types.size()) {
      why = "the program returns another number of results";
      return failure();
    }
    for (auto [result, type] : llvm::zip_equal(*results, types)) {
      std::optional<int64_t> width = relax_vm::getElementByteWidth(type.getElementType());
      if (!width || static_cast<int64_t>(result.bytes.size()) != type.getNumElements() * *width) {
        why = "a result has another size than its type";
        return failure();
      }
      result.type = type;
    }
    return results;
  }

  Times getTimes() const override { return times; }

private:
  static void buildPipeline(OpPassManager &manager) {
    PipelineOptions options;
    // What asked is a pass of level 2 and above; the code runs once.
    options.optLevel = 1;
    options.shareAcrossSizes = true;
    buildDefaultPipeline(manager, options);
  }

  /// Writes the library of the module.
  LogicalResult compile(OwningOpRef<ModuleOp> module, StringRef path, std::string &why) const {
    std::optional<Stopwatch> stopwatch(std::in_place, times.passes);
    MLIRContext *context = getContext();
    // Other threads have something to say to others. What those of the nested passes say comes from this one.
    ScopedDiagnosticHandler handler(context, [&, thread = llvm::get_threadid()](Diagnostic &diagnostic) {
      if (llvm::get_threadid() != thread)
        return failure();
      if (why.empty() && diagnostic.getSeverity() == DiagnosticSeverity::Error)
        why = diagnostic.str();
      return success();
    });
    PassManager manager(context);
#ifdef NDEBUG
    // The module was verified where it was made, and every pass in the pipeline that asks is: a third of the time here.
    manager.enableVerifier(false);
#endif
    buildPipeline(manager);
    if (failed(manager.run(*module)))
      return failure();
    stopwatch.emplace(times.machineCode);
    target::TargetOptions options;
    options.optLevel = 1;
    return target::emitSharedLibrary(*module, options, path);
  }

  FailureOr<SmallVector<HostTensor>> run(StringRef path, StringRef function, ArrayRef<HostTensor> arguments,
                                         std::string &why) const {
    Stopwatch stopwatch(times.run);
    auto fail = [&](const absl::Status &status) -> LogicalResult {
      why = toString(status);
      return failure();
    };
    auto module = rt::Module::load(path.str());
    if (!module.ok())
      return fail(module.status());
    auto machine = rt::VirtualMachine::create(*module);
    if (!machine.ok())
      return fail(machine.status());
    std::vector<rt::Value> values;
    for (const HostTensor &argument : arguments) {
      std::optional<uint32_t> dtype = relax_vm::encodeElementType(argument.type.getElementType());
      if (!dtype)
        return fail(absl::InvalidArgumentError("an argument has an element type that tensors cannot hold"));
      ArrayRef<int64_t> dims = argument.type.getShape();
      absl::Span<const int64_t> shape(dims.data(), dims.size());
      bool aligned = reinterpret_cast<uintptr_t>(argument.bytes.data()) % kTensorAlignment == 0;
      // Nothing writes an argument: tensors are values.
      auto tensor = aligned ? rt::wrapMemory(const_cast<char *>(argument.bytes.data()), shape, *dtype, nullptr, nullptr)
                            : rt::createTensor(shape, *dtype);
      if (!tensor.ok())
        return fail(tensor.status());
      if (!aligned && !argument.bytes.empty())
        std::memcpy((*tensor)->dl.data, argument.bytes.data(), argument.bytes.size());
      values.push_back(rt::Value(*std::move(tensor)));
    }
    auto results = (*machine)->invoke(std::string_view(function.data(), function.size()), values);
    if (!results.ok())
      return fail(results.status());
    SmallVector<HostTensor> tensors;
    for (const rt::Value &result : *results) {
      rt::TensorRef tensor = result.tensor();
      if (!tensor)
        return fail(absl::InternalError("a result is not a tensor"));
      // A result may be an argument or a view of one, whose memory belongs to the caller.
      if (llvm::any_of(arguments, [&](const HostTensor &argument) {
            const char *data = static_cast<const char *>(tensor->dl.data);
            return data >= argument.bytes.begin() && data < argument.bytes.end();
          })) {
        auto copy = rt::copyTensor(*tensor);
        if (!copy.ok())
          return fail(copy.status());
        tensor = *std::move(copy);
      }
      auto owner = std::make_shared<rt::TensorRef>(std::move(tensor));
      tensors.push_back({RankedTensorType(),
                         ArrayRef<char>(static_cast<const char *>((*owner)->dl.data), rt::countBytes(**owner)), owner});
    }
    return tensors;
  }

  mutable bool isPrepared = false;
  mutable std::mutex mutex;
  mutable Times times;
};

void EvaluatorExtension::apply(MLIRContext *, RelaxDialect *dialect) const {
  if (!dialect->getRegisteredInterface<Evaluator>())
    dialect->addInterface<CompilingEvaluator>();
}

} // namespace

void mlir::relax::registerCompilingEvaluator(DialectRegistry &registry) {
  registry.addExtensions<EvaluatorExtension>();
}

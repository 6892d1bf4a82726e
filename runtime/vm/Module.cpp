#include "runtime/vm/Module.h"
#include "runtime/vm/ElfFile.h"
#include "runtime/vm/Verifier.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>

namespace relax::runtime {

/// The bytes of the executable and of the weights, wherever they are.
struct Module::Storage {
  std::shared_ptr<const MappedFile> file;
  std::vector<uint64_t> alignedExecutable; ///< when the section in the file is
                                           ///< not aligned, or there is no file
  std::vector<uint8_t> ownWeights;
  absl::Span<const uint8_t> weights;
  Hash hash{};
};

Module::Module() : storage(std::make_shared<Storage>()) {}

Module::~Module() {
  constantTensors.clear();
  if (library)
    dlclose(library);
}

uint64_t Module::weightsSize() const { return storage->weights.size(); }

int64_t Module::findFunction(std::string_view name) const {
  auto it = functionIndex.find(name);
  if (it == functionIndex.end() || !functionInfos[it->second].fb->is_public())
    return -1;
  return it->second;
}

std::string Module::formatLocation(uint32_t index) const {
  if (index >= root->locations()->size())
    return "";
  const fb::Location &location = *root->locations()->Get(index);
  std::string text = location.file()->str();
  if (location.line() != 0)
    append(text, ":", location.line(), ":", location.column());
  return text;
}

uint32_t Module::findLocation(uint32_t function, uint32_t pc) const {
  const fb::Function *fbFunction = functionInfos[function].fb;
  if (!fbFunction->locations())
    return 0;
  // The last entry at or before `pc`: the verifier has seen that they rise.
  const auto &entries = *fbFunction->locations();
  uint32_t begin = 0, end = entries.size();
  while (begin != end) {
    uint32_t middle = begin + (end - begin) / 2;
    if (entries.Get(middle)->pc() <= pc)
      begin = middle + 1;
    else
      end = middle;
  }
  return begin != 0 ? entries.Get(begin - 1)->location() + 1 : 0;
}

namespace {
/// Words for the operand lists of one instruction: buffers and scalars of a
/// kernel, arguments and results of a call.
uint32_t scratchWords(const FunctionInfo &info) {
  uint32_t most = 0;
  for (uint32_t pc = 0; pc != info.codeSize;) {
    std::optional<Instruction> instruction =
        decodeInstruction(info.code, info.codeSize, pc);
    uint32_t words = 0;
    for (unsigned i = 0; i != instruction->numOperands; ++i) {
      const Operand &operand = instruction->operands[i];
      if (operand.kind == OperandKind::OUses ||
          operand.kind == OperandKind::Ints)
        words += operand.count;
      else if (operand.kind == OperandKind::Uses ||
               operand.kind == OperandKind::Defs)
        words += operand.count * (sizeof(relax_any) / sizeof(uint64_t));
    }
    most = std::max(most, words);
    pc += instruction->size;
  }
  return most;
}

/// Which features of `needed` the machine lacks, comma separated.
std::string missingCpuFeatures(std::string_view needed) {
  std::string missing;
#if defined(__x86_64__)
  __builtin_cpu_init();
  struct Feature {
    const char *name;
    bool present;
  };
  const Feature known[] = {
      {"sse3", __builtin_cpu_supports("sse3") != 0},
      {"ssse3", __builtin_cpu_supports("ssse3") != 0},
      {"sse4.1", __builtin_cpu_supports("sse4.1") != 0},
      {"sse4.2", __builtin_cpu_supports("sse4.2") != 0},
      {"popcnt", __builtin_cpu_supports("popcnt") != 0},
      {"avx", __builtin_cpu_supports("avx") != 0},
      {"avx2", __builtin_cpu_supports("avx2") != 0},
      {"fma", __builtin_cpu_supports("fma") != 0},
      {"bmi", __builtin_cpu_supports("bmi") != 0},
      {"bmi2", __builtin_cpu_supports("bmi2") != 0},
      {"avx512f", __builtin_cpu_supports("avx512f") != 0},
      {"avx512bw", __builtin_cpu_supports("avx512bw") != 0},
      {"avx512cd", __builtin_cpu_supports("avx512cd") != 0},
      {"avx512dq", __builtin_cpu_supports("avx512dq") != 0},
      {"avx512vl", __builtin_cpu_supports("avx512vl") != 0},
      {"avx512vnni", __builtin_cpu_supports("avx512vnni") != 0},
      {"avx512bf16", __builtin_cpu_supports("avx512bf16") != 0},
  };
  while (!needed.empty()) {
    std::string_view feature = needed.substr(0, needed.find(','));
    needed.remove_prefix(std::min(needed.size(), feature.size() + 1));
    for (const Feature &entry : known)
      if (feature == entry.name && !entry.present)
        append(missing, missing.empty() ? "" : ", ", feature);
  }
#endif
  return missing;
}
} // namespace

absl::Status Module::initialize(absl::Span<const uint8_t> bytes,
                                absl::Span<const uint8_t> weights) {
  storage->weights = weights;
  if (reinterpret_cast<uintptr_t>(bytes.data()) % 8 != 0) {
    storage->alignedExecutable.resize((bytes.size() + 7) / 8);
    std::memcpy(storage->alignedExecutable.data(), bytes.data(), bytes.size());
    bytes = absl::MakeConstSpan(
        reinterpret_cast<const uint8_t *>(storage->alignedExecutable.data()),
        bytes.size());
  }
  absl::StatusOr<const fb::Executable *> verified =
      verifyExecutable(bytes, weights.size());
  if (!verified.ok())
    return verified.status();
  root = *verified;

  functionInfos.reserve(root->functions()->size());
  for (const fb::Function *function : *root->functions()) {
    FunctionInfo info;
    info.name = function->name()->string_view();
    info.fb = function;
    if (function->code() && function->code()->size() != 0) {
      info.code = function->code()->data();
      info.codeSize = function->code()->size();
    }
    info.numScalars = function->num_scalars();
    info.numObjects = function->num_objects();
    info.numScratch = scratchWords(info);
    for (const fb::Parameter *parameter : *function->args())
      info.argIsScalar.push_back(parameter->bank() == fb::Bank::Scalar);
    for (const fb::Parameter *parameter : *function->results())
      info.resultIsScalar.push_back(parameter->bank() == fb::Bank::Scalar);
    if (!functionIndex
             .try_emplace(info.name,
                          static_cast<uint32_t>(functionInfos.size()))
             .second)
      return absl::DataLossError(concat(
          "malformed executable: two functions are named '", info.name, "'"));
    functionInfos.push_back(std::move(info));
  }

  for (const fb::Constant *constant : *root->constants()) {
    std::vector<int64_t> shape(constant->shape()->begin(),
                               constant->shape()->end());
    TensorRef tensor;
    if (constant->data() || constant->size() == 0) {
      absl::StatusOr<TensorRef> copy = createTensor(shape, constant->dtype());
      if (!copy.ok())
        return copy.status();
      if (constant->data())
        std::memcpy((*copy)->dl.data, constant->data()->data(),
                    constant->data()->size());
      tensor = *std::move(copy);
    } else {
      // A constant may be a result and outlive the module; it keeps the
      // mapping.
      void *data = const_cast<uint8_t *>(weights.data() + constant->offset());
      auto *keep = new std::shared_ptr<Storage>(storage);
      auto deleter = [](relax_tensor *tensor) {
        delete static_cast<std::shared_ptr<Storage> *>(tensor->manager);
      };
      absl::StatusOr<TensorRef> mapped =
          wrapMemory(data, shape, constant->dtype(), deleter, keep);
      if (!mapped.ok()) {
        delete keep;
        return mapped.status();
      }
      tensor = *std::move(mapped);
    }
    tensor->flags |= RELAX_TENSOR_READ_ONLY;
    constantTensors.push_back(std::move(tensor));
  }
  return absl::OkStatus();
}

absl::Status Module::setNativeCode(const NativeCode &native) {
  if (native.kernels.size() != root->kernels()->size())
    return absl::DataLossError(
        concat("the library has code for ", native.kernels.size(),
               " kernels, its executable names ", root->kernels()->size()));
  if (!native.functions.empty() &&
      native.functions.size() != functionInfos.size())
    return absl::DataLossError(
        concat("the library has code for ", native.functions.size(),
               " functions, its executable names ", functionInfos.size()));
  for (relax_kernel kernel : native.kernels)
    if (!kernel)
      return absl::DataLossError("the library lacks the code of a kernel");
  kernelCode = native.kernels;
  for (size_t i = 0; i != functionInfos.size(); ++i) {
    if (!native.functions.empty())
      functionInfos[i].compiled = native.functions[i];
    if (!functionInfos[i].compiled && !functionInfos[i].code)
      return absl::DataLossError(
          concat("function '", functionInfos[i].name, "' has no code"));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<const Module>>
Module::create(std::vector<uint8_t> executable, NativeCode native,
               std::vector<uint8_t> weights) {
  if (executable.empty())
    return absl::DataLossError("malformed executable: it is empty");
  std::shared_ptr<Module> module(new Module);
  Storage &storage = *module->storage;
  storage.alignedExecutable.resize((executable.size() + 7) / 8);
  std::memcpy(storage.alignedExecutable.data(), executable.data(),
              executable.size());
  storage.ownWeights = std::move(weights);
  absl::Span<const uint8_t> bytes(
      reinterpret_cast<const uint8_t *>(storage.alignedExecutable.data()),
      executable.size());
  if (absl::Status status = module->initialize(bytes, storage.ownWeights);
      !status.ok())
    return status;
  if (absl::Status status = module->setNativeCode(native); !status.ok())
    return status;
  return std::shared_ptr<const Module>(std::move(module));
}

absl::StatusOr<std::shared_ptr<Module>>
Module::fromFile(const std::string &path, LoadOptions options) {
  absl::StatusOr<std::shared_ptr<const MappedFile>> file =
      MappedFile::open(path);
  if (!file.ok())
    return file.status();
  auto inFile = [&](const absl::Status &status) {
    return absl::Status(status.code(),
                        concat("'", path, "': ", status.message()));
  };
  absl::Span<const uint8_t> bytes = (*file)->bytes();
  absl::StatusOr<LibrarySections> sections = findSections(bytes);
  if (!sections.ok())
    return inFile(sections.status());
  if (absl::Status status = verifyHash(bytes, *sections); !status.ok())
    return inFile(status);
  std::shared_ptr<Module> module(new Module);
  module->storage->file = *file;
  std::copy_n(bytes.data() + sections->hash.offset, hashSize,
              module->storage->hash.begin());
  absl::Span<const uint8_t> weights =
      bytes.subspan(sections->weights.offset, sections->weights.size);
  if (absl::Status status = module->initialize(
          bytes.subspan(sections->exec.offset, sections->exec.size), weights);
      !status.ok())
    return inFile(status);
  if (options.verifyWeights) {
    const auto *expected = module->root->weights_hash();
    Hash actual = hashBytes(weights.data(), weights.size());
    if (!weights.empty() && !expected)
      return inFile(
          absl::DataLossError("the library has no hash of its weights"));
    if (!weights.empty() &&
        (expected->size() != hashSize ||
         std::memcmp(expected->data(), actual.data(), hashSize) != 0))
      return inFile(absl::DataLossError(
          "the weights are damaged: their hash does not match"));
  }
  return module;
}

absl::Status Module::mapCode(const std::string &path) {
  if (root->cpu_features()) {
    std::string missing =
        missingCpuFeatures(root->cpu_features()->string_view());
    if (!missing.empty())
      return absl::FailedPreconditionError(
          concat("'", path, "' was compiled for a machine with ", missing,
                 ", which this one lacks"));
  }
  char resolved[PATH_MAX];
  if (!realpath(path.c_str(), resolved))
    return absl::NotFoundError(
        concat("cannot open '", path, "': ", std::strerror(errno)));
  library = dlopen(resolved, RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return absl::InvalidArgumentError(
        concat("cannot load '", path, "': ", dlerror()));
  const auto *module =
      static_cast<const relax_module *>(dlsym(library, RELAX_MODULE_SYMBOL));
  if (!module)
    return absl::DataLossError(
        concat("'", path, "' does not export " RELAX_MODULE_SYMBOL));
  if (module->version != RELAX_ABI_VERSION)
    return absl::FailedPreconditionError(concat(
        "'", path, "' has ABI version ", module->version, ", this runtime has ",
        RELAX_ABI_VERSION, ": compile the model again"));
  // The dynamic linker knows libraries by path: it may have handed out an older
  // one that was replaced since.
  if (!module->hash ||
      std::memcmp(module->hash, storage->hash.data(), hashSize) != 0)
    return absl::FailedPreconditionError(
        concat("'", path,
               "' was replaced while an older library of the same path is in "
               "use; load it under another path"));
  NativeCode native;
  if (module->num_kernels != 0)
    native.kernels.assign(module->kernels,
                          module->kernels + module->num_kernels);
  if (module->num_functions != 0)
    native.functions.assign(module->functions,
                            module->functions + module->num_functions);
  return setNativeCode(native);
}

absl::StatusOr<std::shared_ptr<const Module>>
Module::load(const std::string &path, LoadOptions options) {
  absl::StatusOr<std::shared_ptr<Module>> module = fromFile(path, options);
  if (!module.ok())
    return module.status();
  if (absl::Status status = (*module)->mapCode(path); !status.ok())
    return status;
  return std::shared_ptr<const Module>(*std::move(module));
}

absl::StatusOr<std::shared_ptr<const Module>>
Module::inspect(const std::string &path) {
  absl::StatusOr<std::shared_ptr<Module>> module = fromFile(path, {});
  if (!module.ok())
    return module.status();
  (*module)->kernelCode.resize((*module)->root->kernels()->size());
  return std::shared_ptr<const Module>(*std::move(module));
}

} // namespace relax::runtime

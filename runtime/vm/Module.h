// A loaded model library: verified, its constants at hand, its code mapped.
// Immutable; shared by virtual machines.
#ifndef RELAX_RUNTIME_VM_MODULE_H
#define RELAX_RUNTIME_VM_MODULE_H

#include "runtime/device/Tensor.h"
#include "runtime/executable/Executable.h"
#include "runtime/executable/executable_generated.h"

#include <absl/status/statusor.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace relax::runtime {

/// Machine code for an executable that does not come from a library (tests,
/// embedders).
struct NativeCode {
  std::vector<relax_kernel> kernels; ///< in the order of the executable's
  std::vector<relax_vm_function>
      functions; ///< same; empty or null entries are bytecode
};

/// What the interpreter needs of a function, at hand.
struct FunctionInfo {
  std::string_view name;
  const uint32_t *code = nullptr; ///< null: compiled only
  uint32_t codeSize = 0;
  uint32_t numScalars = 0, numObjects = 0;
  uint32_t numScratch =
      0; ///< words that the longest operand lists of one instruction need
  relax_vm_function compiled = nullptr; ///< preferred to the code
  std::vector<bool> argIsScalar, resultIsScalar;
  const fb::Function *fb = nullptr;
};

/// What loading checks beyond the hash of code and executable.
struct LoadOptions {
  bool verifyWeights = false; ///< also hash .relax.weights
};

class Module {
public:
  /// Opens a model library: parses its headers, verifies its hash and its
  /// bytecode, and only then maps its code.
  static absl::StatusOr<std::shared_ptr<const Module>>
  load(const std::string &path, LoadOptions options = {});

  /// The same from a file without mapping its code: for signatures and dumps.
  static absl::StatusOr<std::shared_ptr<const Module>>
  inspect(const std::string &path);

  /// From an encoded executable and code in this process. `weights` is the
  /// content of .relax.weights.
  static absl::StatusOr<std::shared_ptr<const Module>>
  create(std::vector<uint8_t> executable, NativeCode native,
         std::vector<uint8_t> weights = {});
  ~Module();
  Module(const Module &) = delete;

  const fb::Executable &executable() const { return *root; }
  const std::vector<FunctionInfo> &functions() const { return functionInfos; }
  const std::vector<TensorRef> &constants() const { return constantTensors; }
  /// Code of kernels; null entries in a module that was only inspected.
  const std::vector<relax_kernel> &kernels() const { return kernelCode; }
  uint64_t weightsSize() const;

  /// The index of a public function; -1 when there is none.
  int64_t findFunction(std::string_view name) const;

  /// `file:line:column` (and the model's node) of location `index`; empty when
  /// unknown.
  std::string formatLocation(uint32_t index) const;
  /// 1 + the location of the instruction at `pc` of a function, or 0.
  uint32_t findLocation(uint32_t function, uint32_t pc) const;

private:
  struct Storage;
  Module();
  static absl::StatusOr<std::shared_ptr<Module>>
  fromFile(const std::string &path, LoadOptions options);
  absl::Status initialize(absl::Span<const uint8_t> bytes,
                          absl::Span<const uint8_t> weights);
  absl::Status setNativeCode(const NativeCode &native);
  absl::Status mapCode(const std::string &path);

  std::shared_ptr<Storage> storage; ///< what constants point into; they keep it
  const fb::Executable *root = nullptr;
  std::vector<FunctionInfo> functionInfos;
  std::unordered_map<std::string_view, uint32_t> functionIndex;
  std::vector<TensorRef> constantTensors;
  std::vector<relax_kernel> kernelCode;
  void *library = nullptr; ///< handle of the dynamic linker
};

} // namespace relax::runtime

#endif // RELAX_RUNTIME_VM_MODULE_H

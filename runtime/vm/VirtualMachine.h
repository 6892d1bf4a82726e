// The C++ interface to running a model:
//
//   auto module = Module::load("model.so");
//   auto vm = VirtualMachine::create(*module);
//   auto results = (*vm)->invoke("main", {Value(x), Value(w)});
//   relax_tensor *y = (*results)[0].asTensor();
//
// A module is immutable and may be shared; a virtual machine is used by one
// thread at a time.
#ifndef RELAX_RUNTIME_VM_VIRTUALMACHINE_H
#define RELAX_RUNTIME_VM_VIRTUALMACHINE_H

#include "runtime/profiler/Profile.h"
#include "runtime/vm/Module.h"
#include "runtime/vm/PackedRegistry.h"
#include "runtime/vm/Value.h"

#include <absl/status/statusor.h>
#include <absl/types/span.h>

#include <memory>
#include <string>
#include <vector>

namespace relax::runtime {

struct VirtualMachineOptions {
  /// Threads of parallel loops, the calling one included; 0 = as many as the
  /// process may run on.
  unsigned numThreads = 1;
  /// Where packed functions are looked up; null = the table of the process.
  PackedRegistry *registry = nullptr;
  /// Calls within calls, of functions of the module; one more fails. Loops take
  /// none. The stack of the thread may end earlier, which fails as well.
  uint32_t maxDepth = 1000;
  /// How many jumps and calls one invocation may take; for programs that are
  /// not trusted to end. 0 = no limit.
  int64_t maxJumps = 0;
  /// Run bytecode even where a function has compiled code too.
  bool preferBytecode = false;
  /// Record functions, kernels, packed calls, allocations and copies. Functions
  /// run as bytecode where they have it: compiled ones call their kernels where
  /// no one can look, and the kernels are the same machine code.
  bool profile = false;
};

struct VmState;

class VirtualMachine {
public:
  /// Fails when a packed function of the module is not registered.
  static absl::StatusOr<std::unique_ptr<VirtualMachine>>
  create(std::shared_ptr<const Module> module,
         const VirtualMachineOptions &options = {});
  ~VirtualMachine();

  /// Calls a function. Errors of the program read `file:line:column: error:
  /// what is wrong`.
  absl::StatusOr<std::vector<Value>> invoke(std::string_view function,
                                            absl::Span<const Value> args);
  absl::StatusOr<std::vector<Value>> invoke(std::string_view function,
                                            std::initializer_list<Value> args) {
    return invoke(function, absl::MakeConstSpan(args.begin(), args.size()));
  }

  /// Calls a closure that a function returned.
  absl::StatusOr<std::vector<Value>>
  invokeClosure(const Value &closure, absl::Span<const Value> args);

  const Module &module() const;

  /// What was recorded since the last call of this; empty unless
  /// options.profile.
  Profile takeProfile();

private:
  explicit VirtualMachine(std::unique_ptr<VmState> state);
  std::unique_ptr<VmState> state;
};

/// Converts a scalar to the element type that a parameter wants. Integers
/// convert to integers that hold the value, floats to floats; f16, bf16 and the
/// f8 family only from themselves.
absl::StatusOr<int64_t> convertScalar(const Value &value, uint32_t dtype);

/// The one element of a tensor with one element, as scalar bits.
int64_t readElement(const relax_tensor &tensor, int64_t index = 0);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_VM_VIRTUALMACHINE_H

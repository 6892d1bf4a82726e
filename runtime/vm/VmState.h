// Internal: the state of a virtual machine, frames, and the services that
// instructions and compiled code share.
#ifndef RELAX_RUNTIME_VM_VMSTATE_H
#define RELAX_RUNTIME_VM_VMSTATE_H

#include "runtime/device/ThreadPool.h"
#include "runtime/profiler/Recorder.h"
#include "runtime/vm/VirtualMachine.h"

#include <mutex>

namespace relax::runtime {

/// Memory for frames: segments, used from their beginning. Frames come and go
/// in the order of a stack.
class FrameStack {
public:
  ~FrameStack();

  /// Zeroed memory, or null when out of memory or over the limit.
  uint64_t *push(size_t words);
  /// Gives back what the matching push returned.
  void pop(uint64_t *memory);

private:
  struct Segment {
    uint64_t *memory;
    size_t size, used;
  };
  static constexpr size_t firstSegment = size_t{1} << 13;
  static constexpr size_t limit = size_t{1} << 27; ///< words in all: 1 GiB
  std::vector<Segment> segments;
  size_t current = 0; ///< index of the segment in use
  size_t total = 0;
};

/// Why a call failed. The first failure is kept.
struct Failure {
  bool failed = false;
  bool located = false; ///< the search for a location is over
  absl::StatusCode code = absl::StatusCode::kInternal;
  std::string message;
  uint32_t location = 0; ///< 1 + index; 0 = unknown
};

/// The layouts that a plan of the program has had for the sizes of recent calls.
struct PlanCache {
  struct Entry {
    std::vector<int64_t> sizes;
    std::shared_ptr<const ArenaLayout> layout;
  };
  std::vector<Entry> entries;
  size_t last = 0; ///< the entry that was used last
  size_t oldest = 0;
};

struct VmState {
  relax_ctx ctx{}; ///< first: services find the state by its address
  std::shared_ptr<const Module> module;
  const FunctionInfo *functions = nullptr;
  const relax_kernel *kernels = nullptr;
  const TensorRef *constants = nullptr;
  std::vector<PlanCache> plans;
  uint64_t numPlanned = 0; ///< layouts computed so far
  std::vector<std::shared_ptr<const PackedEntry>> imports;
  PackedRegistry *registry = nullptr;
  std::unique_ptr<ThreadPool> pool;
  FrameStack stack;
  uint32_t depth = 0, maxDepth = 0;
  uintptr_t stackLimit =
      0; ///< no call starts below this address of the machine's stack
  int64_t maxJumps = 0;
  int64_t jumpsLeft = INT64_MAX;
  bool preferBytecode = false;
  std::unique_ptr<ProfileRecorder> recorder; ///< null unless profiling
  std::mutex failureMutex; ///< kernels fail from several threads
  Failure failure;

  static VmState &of(const relax_ctx *ctx) {
    return *reinterpret_cast<VmState *>(const_cast<relax_ctx *>(ctx));
  }
  static VmState &of(const relax_vm_frame *frame) { return of(frame->ctx); }
};

/// Records a failure unless there is one; returns the nonzero code to hand on.
int32_t recordFailure(VmState &state, absl::StatusCode code,
                      std::string message);
/// Puts a text before the message of the recorded failure.
void prefixFailure(VmState &state, const std::string &prefix);
/// Says where the failure happened, once. `location` as in Failure.
void locateFailure(VmState &state, uint32_t location);
/// Ends the failure and makes it a status.
absl::Status takeFailure(VmState &state);

/// The registers of one call. Its destructor releases whatever objects are left
/// in them.
class FrameScope {
public:
  FrameScope(VmState &state, uint32_t function);
  ~FrameScope();
  FrameScope(const FrameScope &) = delete;

  /// False after a failure, which is recorded.
  bool ok() const { return memory != nullptr; }

  relax_vm_frame frame{};
  uint64_t *scratch = nullptr;
  const FunctionInfo &info;

private:
  VmState &state;
  uint64_t *memory = nullptr;
};

/// Runs the function of a frame whose arguments are set. On success
/// frame.results holds the results.
int32_t runFrame(VmState &state, FrameScope &scope);

/// Runs bytecode (Interpreter.cpp).
int32_t interpret(VmState &state, FrameScope &scope);
/// The same with an event for each kernel and with the locations of the others.
int32_t interpretProfiled(VmState &state, FrameScope &scope);

/// Calls a function with arguments in order; results[i].kind is checked and its
/// value set. Counts and banks of the arguments are checked here.
int32_t callFunction(VmState &state, uint32_t function,
                     absl::Span<const relax_any> args,
                     absl::Span<const relax_any> moreArgs,
                     absl::Span<relax_any> results);

/// Calls a packed function; results[i].kind says what is expected.
int32_t callPacked(VmState &state, std::string_view name,
                   const PackedEntry &entry, absl::Span<const relax_any> args,
                   absl::Span<relax_any> results);

/// The services for compiled code; the interpreter calls them as well, off its
/// fast paths.
const relax_vm_api &getVmApi();
/// The same services with an event for each allocation and copy
/// (Profiling.cpp).
const relax_vm_api &getProfiledVmApi();

/// Makes an event of its lifetime, for a machine that records. The tensors are described when it begins: they may be gone when it ends.
class ProfileScope {
public:
  /// A function whose arguments are set, or a packed function.
  ProfileScope(VmState &state, const FrameScope &scope);
  ProfileScope(VmState &state, std::string_view name,
               absl::Span<const relax_any> args);
  /// A kernel with tensors in the registers `buffers`.
  ProfileScope(VmState &state, uint32_t kernel, const relax_vm_frame &frame,
               absl::Span<const uint32_t> buffers);
  ~ProfileScope();
  ProfileScope(const ProfileScope &) = delete;

private:
  void begin(absl::Span<relax_tensor *const> tensors);

  ProfileRecorder *recorder;
  ProfileEventKind kind;
  std::string_view name;
  ProfileRecorder::Operands operands;
  uint32_t location = 0;
  int64_t start = 0;
};

// Arenas (Arenas.cpp).

/// Makes room for the layouts of a module's plans and computes those that depend
/// on nothing.
void preparePlans(VmState &state);
/// The instruction alloc_arena.
int32_t allocArena(relax_vm_frame *frame, relax_object **dst, uint32_t plan,
                   const int64_t *sizes);
/// The instruction arena_tensor.
int32_t arenaTensor(relax_vm_frame *frame, relax_object **dst,
                    relax_object *arena, uint32_t block, uint32_t dtype,
                    int32_t ndim, const int64_t *dims);

/// The functions that kernels get (KernelContext.cpp).
relax_ctx makeKernelContext();

/// Sets an object register to a new reference.
inline void setObject(relax_object **dst, relax_object *object) {
  relax_object *old = *dst;
  *dst = object;
  release(old);
}

} // namespace relax::runtime

#endif // RELAX_RUNTIME_VM_VMSTATE_H

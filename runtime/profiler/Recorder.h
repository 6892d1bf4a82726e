// Takes the events of a running machine down. Used by runtime/vm only.
#ifndef RELAX_RUNTIME_PROFILER_RECORDER_H
#define RELAX_RUNTIME_PROFILER_RECORDER_H

#include "runtime/device/Tensor.h"
#include "runtime/profiler/Profile.h"

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <thread>

namespace relax::runtime {

/// Kernels may call packed functions and ask for workspaces on several threads:
/// everything here may be called from any thread.
class ProfileRecorder {
public:
  ProfileRecorder() : created(std::chrono::steady_clock::now()) { clear(); }

  /// Nanoseconds since this was made.
  int64_t now() const {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now() - created)
        .count();
  }

  /// Where the instruction stands that runs now: 1 + index of the location, or
  /// 0. Events take the last one that was set.
  void setLocation(uint32_t index) {
    location.store(index, std::memory_order_relaxed);
  }
  uint32_t getLocation() const {
    return location.load(std::memory_order_relaxed);
  }

  /// What an event works on.
  struct Operands {
    uint32_t list = 0; ///< index into Profile::operands
    uint64_t bytes = 0;
  };
  /// Tensors as operands, with the bytes of all; null ones are skipped.
  Operands describe(absl::Span<relax_tensor *const> tensors);

  /// Records one event. Times as `now` gives them.
  void record(ProfileEventKind kind, std::string_view name, int64_t start,
              int64_t end, Operands operands, uint32_t location);

  /// What was recorded since the last call. `locations` of events are what
  /// `setLocation` was given; the caller makes a table of them.
  Profile take();

private:
  void clear();

  const std::chrono::steady_clock::time_point created;
  std::atomic<uint32_t> location{0};
  std::mutex mutex;
  Profile profile;
  std::map<std::string, uint32_t, std::less<>> names;
  std::map<std::vector<int64_t>, uint32_t> operandLists;
  std::map<std::thread::id, uint32_t> threads;
};

} // namespace relax::runtime

#endif // RELAX_RUNTIME_PROFILER_RECORDER_H

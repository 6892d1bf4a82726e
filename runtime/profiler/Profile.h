// What a virtual machine recorded while it ran: one event for each function,
// kernel, packed call, allocation and copy; as a Chrome trace and as a table.
#ifndef RELAX_RUNTIME_PROFILER_PROFILE_H
#define RELAX_RUNTIME_PROFILER_PROFILE_H

#include <absl/status/status.h>

#include <cstdint>
#include <string>
#include <vector>

namespace relax::runtime {

enum class ProfileEventKind : uint8_t {
  Function,   ///< a function of the module; holds what it calls
  Kernel,     ///< a call of a compiled kernel
  Packed,     ///< a call of a packed function
  Allocation, ///< a tensor, a storage, or the workspace of a kernel
  Copy        ///< a copy of a tensor
};

/// `kernel`, `packed` ...: the category of a trace event.
const char *profileEventKindName(ProfileEventKind kind);

/// A tensor among the operands of an event.
struct ProfileTensor {
  uint32_t dtype = 0; ///< as in abi.h
  std::vector<int64_t> shape;
};

/// Where the program says what ran.
struct ProfileLocation {
  std::string place; ///< `file:line:column`; may be empty
  std::string node;  ///< the node of the imported model; may be empty
};

struct ProfileEvent {
  ProfileEventKind kind = ProfileEventKind::Kernel;
  uint32_t name = 0;     ///< index into Profile::names
  uint32_t operands = 0; ///< index into Profile::operands
  uint32_t location = 0; ///< index into Profile::locations
  uint32_t thread = 0;   ///< 0 is the first thread that recorded something
  int64_t startNs = 0;   ///< since the machine was created
  int64_t durationNs = 0;
  /// Kernels, packed calls, functions: of all tensor operands; allocations and
  /// copies: of the new object.
  uint64_t bytes = 0;
  /// Bytes of all live objects at the end of the event; 0 unless the allocator
  /// tracks them (setAllocatorTracking).
  uint64_t liveBytes = 0;
};

/// Events in the order of their beginning, and the tables that they index.
/// Entry 0 of `operands` and `locations` is empty.
struct Profile {
  std::vector<ProfileEvent> events;
  std::vector<std::string> names;
  std::vector<std::vector<ProfileTensor>> operands;
  std::vector<ProfileLocation> locations;

  const std::string &nameOf(const ProfileEvent &event) const {
    return names[event.name];
  }
};

/// One line of the table.
struct ProfileEntry {
  ProfileEventKind kind;
  std::string name;
  uint64_t calls = 0;
  int64_t totalNs = 0, minNs = 0, maxNs = 0;
  uint64_t bytes = 0; ///< of all calls
  double share = 0;   ///< of the time of all lines, 0 to 1
};

/// Adds the events up by kind and name, most time first. Functions are left
/// out: their time is that of what they call.
std::vector<ProfileEntry> summarizeProfile(const Profile &profile);

/// The same as text: calls, total, mean, least and most microseconds, share of
/// the time, bytes. The last line has the sums.
std::string printProfileSummary(const Profile &profile);

/// The events as JSON in Chrome's trace format (chrome://tracing, Perfetto):
/// complete events with `shapes`, `dtypes`, `bytes`, `location` and `node` as
/// arguments, times in microseconds; `live bytes` as a counter where tracked.
std::string formatChromeTrace(const Profile &profile);

/// Writes formatChromeTrace to `path + ".tmp"` and renames that, so a reader
/// never sees half of it. Fails with the reason of the system.
absl::Status writeChromeTrace(const Profile &profile, const std::string &path);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_PROFILER_PROFILE_H

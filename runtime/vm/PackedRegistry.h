// Packed functions by name, from C++ or from libraries.
#ifndef RELAX_RUNTIME_VM_PACKEDREGISTRY_H
#define RELAX_RUNTIME_VM_PACKEDREGISTRY_H

#include "runtime/device/Object.h"
#include "runtime/packed_function.h"

#include <absl/status/status.h>
#include <absl/types/span.h>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace relax::runtime {

/// One call of a packed function; packed_function.h says what the parts mean.
struct PackedCall {
  absl::Span<const relax_any> args;
  absl::Span<relax_any> results;
  const relax_ctx *ctx;
};

using PackedFunction = std::function<absl::Status(const PackedCall &)>;

/// A registered function.
struct PackedEntry {
  relax_packed_function function = nullptr;
  void *closure = nullptr;
  void (*destroy)(void *closure) = nullptr;

  PackedEntry() = default;
  PackedEntry(const PackedEntry &) = delete;
  ~PackedEntry() {
    if (destroy)
      destroy(closure);
  }
};

/// A table of packed functions. Thread-safe.
class PackedRegistry {
public:
  /// Adds a function; a name that is taken is an error.
  absl::Status add(std::string name, PackedFunction function);
  absl::Status add(std::string name, relax_packed_function function,
                   void *closure, void (*destroy)(void *));

  /// Loads a library and adds what its relax_register_functions registers. The
  /// library stays loaded.
  absl::Status loadLibrary(const std::string &path);

  /// The function of that name, or null.
  std::shared_ptr<const PackedEntry> find(std::string_view name) const;

  /// All names, sorted.
  std::vector<std::string> names() const;

  /// The table of the process.
  static PackedRegistry &global();

private:
  mutable std::mutex mutex;
  std::map<std::string, std::shared_ptr<const PackedEntry>, std::less<>>
      entries;
};

/// The services on objects that libraries get.
const relax_object_api &getObjectApi();

} // namespace relax::runtime

#endif // RELAX_RUNTIME_VM_PACKEDREGISTRY_H

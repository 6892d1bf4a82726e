// Finds the sections of a model library in its file, before any of it is mapped
// as code.
#ifndef RELAX_RUNTIME_VM_ELFFILE_H
#define RELAX_RUNTIME_VM_ELFFILE_H

#include "runtime/executable/hash.h"

#include <absl/status/statusor.h>
#include <absl/types/span.h>

#include <memory>
#include <string>

namespace relax::runtime {

/// A file mapped read-only.
class MappedFile {
public:
  static absl::StatusOr<std::shared_ptr<const MappedFile>>
  open(const std::string &path);
  ~MappedFile();
  MappedFile(const MappedFile &) = delete;

  absl::Span<const uint8_t> bytes() const {
    return absl::MakeConstSpan(data, size);
  }

private:
  MappedFile() = default;
  const uint8_t *data = nullptr;
  size_t size = 0;
};

/// Where the sections of a model library lie in its file.
struct LibrarySections {
  FileRange exec, weights, hash;
};

/// Parses the ELF headers with every offset checked. Refuses what is not a
/// 64-bit shared library for this machine, has no executable or hash section,
/// or has them in places that overlap.
absl::StatusOr<LibrarySections> findSections(absl::Span<const uint8_t> file);

/// Compares the stored hash with that of the file.
absl::Status verifyHash(absl::Span<const uint8_t> file,
                        const LibrarySections &sections);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_VM_ELFFILE_H

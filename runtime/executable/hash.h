// The hash of a model library: XXH3-128 of the whole file but two ranges
// (weights and the hash itself).
#ifndef RELAX_RUNTIME_EXECUTABLE_HASH_H
#define RELAX_RUNTIME_EXECUTABLE_HASH_H

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace relax::runtime {

constexpr size_t hashSize = 16;
using Hash = std::array<unsigned char, hashSize>;

/// The hash of a run of bytes, in canonical (big endian) form.
inline Hash hashBytes(const void *data, uint64_t size) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(data, size));
  Hash result;
  std::copy(canonical.digest, canonical.digest + hashSize, result.begin());
  return result;
}

/// A range of bytes of a file: [offset, offset + size).
struct FileRange {
  uint64_t offset = 0;
  uint64_t size = 0;
};

/// Hashes `size` bytes at `data`, leaving out `weights` and `hash` (either may
/// be empty; both must lie within the file and not overlap). The ranges'
/// positions are hashed too, so that moving them is found.
inline Hash hashLibrary(const unsigned char *data, uint64_t size,
                        FileRange weights, FileRange hash) {
  FileRange first = weights, second = hash;
  if (first.offset > second.offset)
    std::swap(first, second);
  XXH3_state_t state;
  XXH3_128bits_reset(&state);
  XXH3_128bits_update(&state, data, first.offset);
  uint64_t next = first.offset + first.size;
  XXH3_128bits_update(&state, data + next, second.offset - next);
  next = second.offset + second.size;
  XXH3_128bits_update(&state, data + next, size - next);
  const uint64_t position[5] = {size, weights.offset, weights.size, hash.offset,
                                hash.size};
  XXH3_128bits_update(&state, position, sizeof(position));
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&state));
  Hash result;
  std::copy(canonical.digest, canonical.digest + hashSize, result.begin());
  return result;
}

} // namespace relax::runtime

#endif // RELAX_RUNTIME_EXECUTABLE_HASH_H

// Pooled memory for the CPU: size classes, a cache per thread, a shared pool
// behind it.
//
// A block is taken from and given to the calling thread's cache without a lock
// or an atomic operation; only misses and overflows reach the shared pool. A
// block may be given back on any thread. Blocks are aligned to 64 bytes. Under
// AddressSanitizer nothing is cached, so that it sees every use after free.
// Blocks of many sizes do not pile up: the pool takes more from the system only
// after it gave back what makes it hold more than ever was in use at once.
#ifndef RELAX_RUNTIME_DEVICE_ALLOCATOR_H
#define RELAX_RUNTIME_DEVICE_ALLOCATOR_H

#include <cstddef>
#include <cstdint>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define RELAX_ALLOCATOR_NO_CACHE 1
#endif
#endif

namespace relax::runtime {

constexpr size_t blockAlignment = 64;

/// What the pool holds and has handed out, for tests and profiles.
struct AllocatorStatistics {
  // Always.
  uint64_t cachedBytes =
      0; ///< in the shared pool, without the caches of threads
  uint64_t systemBytes = 0; ///< taken from the system and not given back
  uint64_t peakBytes = 0;   ///< the maximum of systemBytes so far
  uint64_t arenaBytes = 0;  ///< in arenas that are in use
  uint64_t peakArenaBytes = 0; ///< the maximum of arenaBytes so far
  uint64_t numArenas = 0;      ///< arenas handed out so far
  // While tracking is on (setAllocatorTracking); zero before. Bytes are those
  // that were asked for: headers and shapes of objects count, the rounding up
  // to size classes does not.
  uint64_t liveBytes = 0;     ///< handed out and not given back
  uint64_t peakLiveBytes = 0; ///< the maximum of liveBytes so far
  uint64_t dataBytes = 0;     ///< of liveBytes, without headers and shapes
  uint64_t peakDataBytes = 0; ///< the maximum of dataBytes so far
  uint64_t allocations = 0;   ///< blocks handed out
  uint64_t poolHits = 0;      ///< of those, the ones that the pool had
};

namespace detail {

// Classes 0-15 are 64 .. 1024 in steps of 64; then four classes for each power
// of two.
constexpr uint32_t numSizeClasses = 16 + 4 * 37;
constexpr uint32_t numThreadClasses = 16 + 4 * 5; // up to 32 KiB
constexpr uint32_t threadCacheBytes = 128 * 1024; // for each class

/// The class of a size: the smallest whose size is at least `bytes`.
/// numSizeClasses or more: too large.
inline uint32_t sizeClassOf(uint64_t bytes) {
  if (bytes <= 1024)
    return bytes == 0 ? 0 : static_cast<uint32_t>((bytes - 1) / 64);
  uint32_t log = 63 - static_cast<uint32_t>(
                          __builtin_clzll(bytes - 1)); // 2^log <= bytes - 1
  return 16 + (log - 10) * 4 +
         static_cast<uint32_t>(((bytes - 1) >> (log - 2)) & 3);
}

/// The size of the blocks of a class.
inline uint64_t classSize(uint32_t sizeClass) {
  if (sizeClass < 16)
    return (sizeClass + 1) * uint64_t{64};
  uint32_t log = (sizeClass - 16) / 4 + 10;
  return (uint64_t{1} << log) +
         ((sizeClass - 16) % 4 + 1) * (uint64_t{1} << (log - 2));
}

struct FreeBlock {
  FreeBlock *next;
};

// Trivial on purpose: reached without a guard. Allocator.cpp has the object
// that empties it when its thread ends.
struct ThreadCache {
  FreeBlock *blocks[numThreadClasses];
  uint32_t room[numThreadClasses]; ///< how many more blocks it takes; 0 until
                                   ///< the thread's first miss
};

extern thread_local ThreadCache threadCache;

/// Sets the class of the block, which may be a larger one.
void *allocateSlow(uint64_t bytes, uint32_t &sizeClass, uint64_t headerBytes);
void deallocateSlow(void *block, uint32_t sizeClass);

} // namespace detail

/// Allocates a block of at least `bytes`; sets its class, which deallocate
/// wants back. `headerBytes` of them describe an object and are no data, for
/// statistics. Null when out of memory.
inline void *allocateBlock(uint64_t bytes, uint32_t &sizeClass,
                           uint64_t headerBytes = 0) {
  using namespace detail;
  sizeClass = sizeClassOf(bytes);
  if (__builtin_expect(sizeClass < numThreadClasses, 1)) {
    ThreadCache &cache = threadCache;
    if (FreeBlock *block = cache.blocks[sizeClass]) {
      cache.blocks[sizeClass] = block->next;
      ++cache.room[sizeClass];
      return block;
    }
  }
  return allocateSlow(bytes, sizeClass, headerBytes);
}

/// Gives a block back.
inline void deallocateBlock(void *block, uint32_t sizeClass) {
  using namespace detail;
  if (__builtin_expect(sizeClass < numThreadClasses, 1)) {
    ThreadCache &cache = threadCache;
    if (__builtin_expect(cache.room[sizeClass] != 0, 1)) {
      --cache.room[sizeClass];
      FreeBlock *head = static_cast<FreeBlock *>(block);
      head->next = cache.blocks[sizeClass];
      cache.blocks[sizeClass] = head;
      return;
    }
  }
  deallocateSlow(block, sizeClass);
}

/// Memory of an arena: at least `bytes`, of which 1/16 more is taken at most (a
/// page where that is more). A few blocks are kept when they come back, so that
/// one call of a function after the other takes the same memory. Sets the
/// capacity, which deallocateArena wants back. Null when out of memory.
void *allocateArena(uint64_t bytes, uint64_t &capacity);
void deallocateArena(void *block, uint64_t capacity);

/// Gives the cached blocks of this thread and of the shared pool back to the
/// system.
void trimAllocator();

/// Sets how many bytes the shared pool may cache at most (1 GiB unless told).
void setAllocatorCacheLimit(uint64_t bytes);

AllocatorStatistics getAllocatorStatistics();

/// Counts every allocation from now on, at the price of a lock and a look-up
/// for each; counters begin at zero. Off, it costs nothing: the caches of
/// threads, which nobody counts, are simply out of use while it is on. Another
/// thread notices when it next runs out of cached blocks; what it takes from
/// its cache before is not counted. Blocks from before do not count either.
void setAllocatorTracking(bool on);

/// Sets each peak to what it is the peak of, and the counts of allocations and
/// arenas to zero.
void resetAllocatorCounts();

} // namespace relax::runtime

#endif // RELAX_RUNTIME_DEVICE_ALLOCATOR_H

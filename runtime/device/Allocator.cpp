#include "runtime/device/Allocator.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <unordered_map>

#include <sys/mman.h>

namespace relax::runtime {

namespace detail {
thread_local ThreadCache threadCache;
} // namespace detail

namespace {
using namespace detail;

/// Above 1 MiB a block is large: it serves requests of down to half its size.
constexpr uint32_t firstLargeClass = 16 + 4 * 10;
/// What the pool may hold beyond what was in use at once.
constexpr uint64_t cacheSlack = uint64_t{8} << 20;

/// An arena's memory that nobody uses.
struct FreeArena {
  void *data = nullptr;
  uint64_t capacity = 0;
};

/// How many arenas are kept: those of a function, of one that it calls, and of
/// the sizes of two kinds of calls.
constexpr size_t numFreeArenas = 4;

/// The pool behind the caches of threads.
struct SharedPool {
  std::mutex mutex;
  FreeBlock *blocks[numSizeClasses] = {};
  FreeArena arenas[numFreeArenas]; ///< the last one that came back first
  uint64_t cacheLimit = uint64_t{1} << 30;
  uint64_t mostInUse = 0; ///< of inUse() when it grew, so far
  AllocatorStatistics statistics;
  bool tracking = false;
  struct Tracked {
    uint64_t bytes, dataBytes;
  };
  std::unordered_map<void *, Tracked> tracked; ///< what was asked for

  /// Counts a block that is handed out. The lock is held.
  void *handOut(void *block, uint64_t bytes, bool fromPool,
                uint64_t headerBytes = 0) {
    if (!tracking)
      return block;
    tracked[block] = {bytes, bytes - headerBytes};
    statistics.liveBytes += bytes;
    statistics.peakLiveBytes =
        std::max(statistics.peakLiveBytes, statistics.liveBytes);
    statistics.dataBytes += bytes - headerBytes;
    statistics.peakDataBytes =
        std::max(statistics.peakDataBytes, statistics.dataBytes);
    ++statistics.allocations;
    statistics.poolHits += fromPool;
    return block;
  }
  /// Counts a block that comes back. The lock is held.
  void takeBack(void *block) {
    if (!tracking)
      return;
    auto known = tracked.find(block);
    if (known == tracked.end())
      return; // from before
    statistics.liveBytes -= known->second.bytes;
    statistics.dataBytes -= known->second.dataBytes;
    tracked.erase(known);
  }

  /// Bytes that are handed out, the caches of threads included.
  uint64_t inUse() const {
    return statistics.systemBytes - statistics.cachedBytes;
  }
};

/// Odd while allocations are tracked; counts the changes.
std::atomic<uint32_t> trackingEpoch{0};

// Never destroyed: blocks may come back while the process ends.
SharedPool &sharedPool() {
  static SharedPool *pool = new SharedPool;
  return *pool;
}

/// Large blocks are mapped one by one: what the C library keeps between blocks
/// in use would stay with the process when they are given back.
bool isMapped(uint32_t sizeClass) {
#ifdef RELAX_ALLOCATOR_NO_CACHE
  return false; // AddressSanitizer knows its own blocks
#else
  return sizeClass >= firstLargeClass;
#endif
}

void *takeFromSystem(uint32_t sizeClass) {
  if (!isMapped(sizeClass))
    return std::aligned_alloc(blockAlignment, classSize(sizeClass));
  void *block = mmap(nullptr, classSize(sizeClass), PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return block == MAP_FAILED ? nullptr : block;
}

void giveToSystem(SharedPool &pool, void *block, uint32_t sizeClass) {
  pool.statistics.systemBytes -= classSize(sizeClass);
  if (isMapped(sizeClass))
    munmap(block, classSize(sizeClass));
  else
    std::free(block);
}

void emptyThreadCache() {
  ThreadCache &cache = threadCache;
  for (uint32_t sizeClass = 0; sizeClass != numThreadClasses; ++sizeClass) {
    while (FreeBlock *block = cache.blocks[sizeClass]) {
      cache.blocks[sizeClass] = block->next;
      ++cache.room[sizeClass];
      deallocateSlow(block, sizeClass);
    }
  }
}

/// Opens the cache of a thread and empties it when the thread ends.
struct ThreadCacheOwner {
  ThreadCacheOwner() { open(); }
  ~ThreadCacheOwner() { close(); }

  /// Follows a change of tracking.
  void update() {
    uint32_t now = trackingEpoch.load(std::memory_order_acquire);
    if (__builtin_expect(now == epoch, 1))
      return;
    close();
    epoch = now;
    open();
  }

private:
  void open() {
#ifndef RELAX_ALLOCATOR_NO_CACHE
    if (epoch % 2 == 0)
      for (uint32_t sizeClass = 0; sizeClass != numThreadClasses; ++sizeClass)
        threadCache.room[sizeClass] =
            std::max<uint32_t>(8, threadCacheBytes / classSize(sizeClass));
#endif
  }
  void close() {
    emptyThreadCache();
    // What this thread still frees goes to the shared pool.
    for (uint32_t &room : threadCache.room)
      room = 0;
  }

  uint32_t epoch = trackingEpoch.load(std::memory_order_acquire);
};

thread_local ThreadCacheOwner threadCacheOwner;
} // namespace

/// Gives cached blocks back, large ones first, until the pool holds at most
/// `bytes` of the system's memory or caches nothing.
static void shrink(SharedPool &pool, uint64_t bytes) {
  AllocatorStatistics &statistics = pool.statistics;
  for (uint32_t sizeClass = numSizeClasses; sizeClass-- != 0;) {
    if (statistics.systemBytes <= bytes || statistics.cachedBytes == 0)
      return;
    while (FreeBlock *block = pool.blocks[sizeClass]) {
      if (statistics.systemBytes <= bytes)
        return;
      pool.blocks[sizeClass] = block->next;
      statistics.cachedBytes -= classSize(sizeClass);
      giveToSystem(pool, block, sizeClass);
    }
  }
}

/// A cached block of the class, or of one a little larger where that is worth
/// it; null when there is none.
static void *takeCached(SharedPool &pool, uint32_t &sizeClass) {
  uint32_t last = sizeClass < firstLargeClass
                      ? sizeClass
                      : std::min(sizeClass + 4, numSizeClasses - 1);
  for (uint32_t candidate = sizeClass; candidate <= last; ++candidate)
    if (FreeBlock *block = pool.blocks[candidate]) {
      pool.blocks[candidate] = block->next;
      pool.statistics.cachedBytes -= classSize(candidate);
      sizeClass = candidate;
      return block;
    }
  return nullptr;
}

void *detail::allocateSlow(uint64_t bytes, uint32_t &sizeClass,
                           uint64_t headerBytes) {
  if (sizeClass >= numSizeClasses)
    return nullptr;
  threadCacheOwner.update(); // its first use opens the cache of this thread
  SharedPool &pool = sharedPool();
  uint64_t size = classSize(sizeClass);
  {
    std::lock_guard<std::mutex> lock(pool.mutex);
    if (void *block = takeCached(pool, sizeClass))
      return pool.handOut(block, bytes, /*fromPool=*/true, headerBytes);
    // What lies cached in other sizes must not add up beside what is in use:
    // the pool holds little more than was in use at once.
    uint64_t most = std::max(pool.mostInUse, pool.inUse() + size);
    shrink(pool, most + cacheSlack - size);
  }
  void *block = takeFromSystem(sizeClass);
  if (!block) {
    // Nothing in use stands behind what is cached.
    {
      std::lock_guard<std::mutex> lock(pool.mutex);
      shrink(pool, 0);
    }
    block = takeFromSystem(sizeClass);
    if (!block)
      return nullptr;
  }
  std::lock_guard<std::mutex> lock(pool.mutex);
  pool.statistics.systemBytes += size;
  pool.statistics.peakBytes =
      std::max(pool.statistics.peakBytes, pool.statistics.systemBytes);
  pool.mostInUse = std::max(pool.mostInUse, pool.inUse());
  return pool.handOut(block, bytes, /*fromPool=*/false, headerBytes);
}

void detail::deallocateSlow(void *block, uint32_t sizeClass) {
  uint64_t size = classSize(sizeClass);
  SharedPool &pool = sharedPool();
  std::lock_guard<std::mutex> lock(pool.mutex);
  pool.takeBack(block);
#ifndef RELAX_ALLOCATOR_NO_CACHE
  if (pool.statistics.cachedBytes + size <= pool.cacheLimit) {
    FreeBlock *head = static_cast<FreeBlock *>(block);
    head->next = pool.blocks[sizeClass];
    pool.blocks[sizeClass] = head;
    pool.statistics.cachedBytes += size;
    return;
  }
#endif
  giveToSystem(pool, block, sizeClass);
}

namespace {
/// Pages, in sixteenths of a power of two.
uint64_t arenaCapacity(uint64_t bytes) {
  constexpr uint64_t page = 4096;
  uint64_t step = page;
  if (bytes > 16 * page)
    step = uint64_t{1} << (63 - __builtin_clzll(bytes - 1) - 4);
  return (std::max<uint64_t>(bytes, 1) + step - 1) / step * step;
}

bool isMappedArena(uint64_t capacity) {
#ifdef RELAX_ALLOCATOR_NO_CACHE
  return false;
#else
  return capacity >= uint64_t{1} << 20;
#endif
}

void *takeArenaFromSystem(uint64_t capacity) {
  if (!isMappedArena(capacity))
    return std::aligned_alloc(blockAlignment, capacity);
  void *block = mmap(nullptr, capacity, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return block == MAP_FAILED ? nullptr : block;
}

void giveArenaToSystem(SharedPool &pool, void *block, uint64_t capacity) {
  pool.statistics.systemBytes -= capacity;
  if (isMappedArena(capacity))
    munmap(block, capacity);
  else
    std::free(block);
}

/// Gives the kept arena back to the system; the others move up.
void dropArena(SharedPool &pool, size_t index) {
  FreeArena arena = pool.arenas[index];
  if (!arena.data)
    return;
  std::move(pool.arenas + index + 1, pool.arenas + numFreeArenas,
            pool.arenas + index);
  pool.arenas[numFreeArenas - 1] = {};
  pool.statistics.cachedBytes -= arena.capacity;
  giveArenaToSystem(pool, arena.data, arena.capacity);
}
} // namespace

void *allocateArena(uint64_t bytes, uint64_t &capacity) {
  if (bytes > uint64_t{1} << 62)
    return nullptr;
  capacity = arenaCapacity(bytes);
  SharedPool &pool = sharedPool();
  std::lock_guard<std::mutex> lock(pool.mutex);
  AllocatorStatistics &statistics = pool.statistics;
  void *data = nullptr;
  for (size_t i = 0; i != numFreeArenas && !data; ++i) {
    FreeArena &arena = pool.arenas[i];
    // One that is a step larger serves as well.
    if (!arena.data || arena.capacity < capacity ||
        arena.capacity > capacity + capacity / 8)
      continue;
    data = arena.data;
    capacity = arena.capacity;
    statistics.cachedBytes -= capacity;
    std::move(pool.arenas + i + 1, pool.arenas + numFreeArenas,
              pool.arenas + i);
    pool.arenas[numFreeArenas - 1] = {};
  }
  bool fromPool = data;
  if (!data) {
    // Those that are too small were for smaller sizes of the same call, mostly.
    for (size_t i = numFreeArenas; i-- != 0;)
      if (pool.arenas[i].capacity < capacity)
        dropArena(pool, i);
    uint64_t most = std::max(pool.mostInUse, pool.inUse() + capacity);
    shrink(pool, most + cacheSlack - capacity);
    data = takeArenaFromSystem(capacity);
    if (!data)
      return nullptr;
    statistics.systemBytes += capacity;
    statistics.peakBytes =
        std::max(statistics.peakBytes, statistics.systemBytes);
    pool.mostInUse = std::max(pool.mostInUse, pool.inUse());
  }
  ++statistics.numArenas;
  statistics.arenaBytes += capacity;
  statistics.peakArenaBytes =
      std::max(statistics.peakArenaBytes, statistics.arenaBytes);
  return pool.handOut(data, bytes, fromPool);
}

void deallocateArena(void *block, uint64_t capacity) {
  SharedPool &pool = sharedPool();
  std::lock_guard<std::mutex> lock(pool.mutex);
  pool.statistics.arenaBytes -= capacity;
  pool.takeBack(block);
#ifndef RELAX_ALLOCATOR_NO_CACHE
  if (pool.statistics.cachedBytes + capacity <= pool.cacheLimit) {
    dropArena(pool, numFreeArenas - 1);
    std::move_backward(pool.arenas, pool.arenas + numFreeArenas - 1,
                       pool.arenas + numFreeArenas);
    pool.arenas[0] = {block, capacity};
    pool.statistics.cachedBytes += capacity;
    return;
  }
#endif
  giveArenaToSystem(pool, block, capacity);
}

void trimAllocator() {
  emptyThreadCache();
  SharedPool &pool = sharedPool();
  std::lock_guard<std::mutex> lock(pool.mutex);
  for (size_t i = numFreeArenas; i-- != 0;)
    dropArena(pool, i);
  shrink(pool, 0);
}

void setAllocatorCacheLimit(uint64_t bytes) {
  SharedPool &pool = sharedPool();
  std::lock_guard<std::mutex> lock(pool.mutex);
  pool.cacheLimit = bytes;
}

AllocatorStatistics getAllocatorStatistics() {
  SharedPool &pool = sharedPool();
  std::lock_guard<std::mutex> lock(pool.mutex);
  return pool.statistics;
}

void setAllocatorTracking(bool on) {
  SharedPool &pool = sharedPool();
  {
    std::lock_guard<std::mutex> lock(pool.mutex);
    if (pool.tracking == on)
      return;
    pool.tracking = on;
    pool.tracked.clear();
    AllocatorStatistics &statistics = pool.statistics;
    statistics.liveBytes = statistics.peakLiveBytes = 0;
    statistics.dataBytes = statistics.peakDataBytes = 0;
    statistics.allocations = statistics.poolHits = 0;
    trackingEpoch.fetch_add(1, std::memory_order_release);
  }
  threadCacheOwner.update();
}

void resetAllocatorCounts() {
  SharedPool &pool = sharedPool();
  std::lock_guard<std::mutex> lock(pool.mutex);
  AllocatorStatistics &statistics = pool.statistics;
  statistics.peakLiveBytes = statistics.liveBytes;
  statistics.peakDataBytes = statistics.dataBytes;
  statistics.allocations = statistics.poolHits = 0;
  statistics.peakArenaBytes = statistics.arenaBytes;
  statistics.numArenas = 0;
}

} // namespace relax::runtime

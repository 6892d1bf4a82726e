#include "runtime/device/Allocator.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>

namespace relax::runtime {

namespace detail {
thread_local ThreadCache threadCache;
} // namespace detail

namespace {
using namespace detail;

/// The pool behind the caches of threads.
struct SharedPool {
  std::mutex mutex;
  FreeBlock *blocks[numSizeClasses] = {};
  uint64_t cacheLimit = uint64_t{1} << 30;
  AllocatorStatistics statistics;
};

// Never destroyed: blocks may come back while the process ends.
SharedPool &sharedPool() {
  static SharedPool *pool = new SharedPool;
  return *pool;
}

void giveToSystem(SharedPool &pool, void *block, uint32_t sizeClass) {
  pool.statistics.systemBytes -= classSize(sizeClass);
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
  ThreadCacheOwner() {
#ifndef RELAX_ALLOCATOR_NO_CACHE
    for (uint32_t sizeClass = 0; sizeClass != numThreadClasses; ++sizeClass)
      threadCache.room[sizeClass] =
          std::max<uint32_t>(8, threadCacheBytes / classSize(sizeClass));
#endif
  }
  ~ThreadCacheOwner() {
    emptyThreadCache();
    // What this thread still frees goes to the shared pool.
    for (uint32_t &room : threadCache.room)
      room = 0;
  }
};

thread_local ThreadCacheOwner threadCacheOwner;
} // namespace

void *detail::allocateSlow(uint32_t sizeClass) {
  if (sizeClass >= numSizeClasses)
    return nullptr;
  (void)&threadCacheOwner; // its first use opens the cache of this thread
  uint64_t size = classSize(sizeClass);
  SharedPool &pool = sharedPool();
  {
    std::lock_guard<std::mutex> lock(pool.mutex);
    if (FreeBlock *block = pool.blocks[sizeClass]) {
      pool.blocks[sizeClass] = block->next;
      pool.statistics.cachedBytes -= size;
      return block;
    }
  }
  void *block = std::aligned_alloc(blockAlignment, size);
  if (!block)
    return nullptr;
  std::lock_guard<std::mutex> lock(pool.mutex);
  pool.statistics.systemBytes += size;
  pool.statistics.peakBytes =
      std::max(pool.statistics.peakBytes, pool.statistics.systemBytes);
  return block;
}

void detail::deallocateSlow(void *block, uint32_t sizeClass) {
  uint64_t size = classSize(sizeClass);
  SharedPool &pool = sharedPool();
  std::lock_guard<std::mutex> lock(pool.mutex);
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

void trimAllocator() {
  emptyThreadCache();
  SharedPool &pool = sharedPool();
  std::lock_guard<std::mutex> lock(pool.mutex);
  for (uint32_t sizeClass = 0; sizeClass != numSizeClasses; ++sizeClass) {
    while (FreeBlock *block = pool.blocks[sizeClass]) {
      pool.blocks[sizeClass] = block->next;
      pool.statistics.cachedBytes -= classSize(sizeClass);
      giveToSystem(pool, block, sizeClass);
    }
  }
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

} // namespace relax::runtime

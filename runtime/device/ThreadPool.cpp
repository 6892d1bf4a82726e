#include "runtime/device/ThreadPool.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <sched.h>
#include <thread>
#include <vector>

namespace relax::runtime {

namespace {
// Workers look this often for new work before they sleep.
constexpr int spinsBeforeSleep = 2000;

thread_local bool insideBody = false;

inline void pause() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

/// One running loop. Pieces are claimed in order by an atomic counter.
struct Loop {
  ThreadPool::Body body;
  void *data;
  const void *context;
  int64_t begin, end, piece;
  std::atomic<int64_t> next;
  int64_t numPieces;
  std::atomic<int32_t> result{0};

  void run() {
    insideBody = true;
    for (;;) {
      int64_t index = next.fetch_add(1, std::memory_order_relaxed);
      if (index >= numPieces || result.load(std::memory_order_relaxed) != 0)
        break;
      int64_t from = begin + index * piece;
      int64_t to = index + 1 == numPieces ? end : from + piece;
      if (int32_t code = body(data, from, to, context)) {
        int32_t none = 0;
        result.compare_exchange_strong(none, code);
      }
    }
    insideBody = false;
  }
};
} // namespace

struct ThreadPool::Impl {
  std::mutex caller; ///< held while a loop runs on the workers
  std::mutex mutex;
  std::condition_variable wake;
  std::atomic<uint64_t> epoch{0}; ///< counts loops
  std::atomic<unsigned> running{0};
  Loop *loop = nullptr;
  bool stop = false;
  std::vector<std::thread> workers;

  void work() {
    uint64_t seen = 0;
    for (;;) {
      for (int spin = 0; spin != spinsBeforeSleep &&
                         epoch.load(std::memory_order_acquire) == seen;
           ++spin)
        pause();
      if (epoch.load(std::memory_order_acquire) == seen) {
        std::unique_lock<std::mutex> lock(mutex);
        wake.wait(lock, [&] {
          return stop || epoch.load(std::memory_order_acquire) != seen;
        });
      }
      if (epoch.load(std::memory_order_acquire) == seen)
        return; // stop
      ++seen;
      loop->run();
      running.fetch_sub(1, std::memory_order_acq_rel);
    }
  }
};

ThreadPool::ThreadPool(unsigned numThreads) : impl(std::make_unique<Impl>()) {
  if (numThreads == 0)
    numThreads = availableCpus();
  for (unsigned i = 1; i < numThreads; ++i)
    impl->workers.emplace_back([this] { impl->work(); });
}

ThreadPool::~ThreadPool() {
  {
    std::lock_guard<std::mutex> lock(impl->mutex);
    impl->stop = true;
  }
  impl->wake.notify_all();
  for (std::thread &worker : impl->workers)
    worker.join();
}

unsigned ThreadPool::numThreads() const {
  return static_cast<unsigned>(impl->workers.size()) + 1;
}

int32_t ThreadPool::parallelFor(int64_t begin, int64_t end, int64_t grain,
                                Body body, void *data, const void *context) {
  if (begin >= end)
    return 0;
  uint64_t count = static_cast<uint64_t>(end) - static_cast<uint64_t>(begin);
  uint64_t minimum = static_cast<uint64_t>(std::max<int64_t>(grain, 1));
  std::unique_lock<std::mutex> caller(impl->caller, std::defer_lock);
  if (insideBody || impl->workers.empty() || count <= minimum ||
      count > static_cast<uint64_t>(INT64_MAX) || !caller.try_lock())
    return body(data, begin, end, context);

  // Four pieces a thread even out uneven ones.
  uint64_t pieces =
      std::min<uint64_t>(count / minimum, uint64_t{numThreads()} * 4);
  uint64_t piece = (count + pieces - 1) / pieces;
  pieces = (count + piece - 1) / piece;
  Loop loop{body,    data,
            context, begin,
            end,     static_cast<int64_t>(piece),
            {0},     static_cast<int64_t>(pieces),
            {0}};
  {
    std::lock_guard<std::mutex> lock(impl->mutex);
    impl->loop = &loop;
    impl->running.store(static_cast<unsigned>(impl->workers.size()),
                        std::memory_order_relaxed);
    impl->epoch.fetch_add(1, std::memory_order_release);
  }
  impl->wake.notify_all();
  loop.run();
  // Every worker has to be done with `loop` before it goes.
  for (int spin = 0; impl->running.load(std::memory_order_acquire) != 0;
       ++spin) {
    if (spin < spinsBeforeSleep)
      pause();
    else
      std::this_thread::yield();
  }
  return loop.result.load();
}

unsigned availableCpus() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof(set), &set) == 0)
    return std::max(1, CPU_COUNT(&set));
  return std::max(1u, std::thread::hardware_concurrency());
}

} // namespace relax::runtime

// Threads that run the pieces of a parallel loop.
#ifndef RELAX_RUNTIME_DEVICE_THREADPOOL_H
#define RELAX_RUNTIME_DEVICE_THREADPOOL_H

#include <cstdint>
#include <functional>
#include <memory>

namespace relax::runtime {

/// A fixed set of threads. `parallelFor` may be called from several threads;
/// while one loop runs on the pool, others run inline, and so do nested ones.
class ThreadPool {
public:
  /// One piece of a loop; nonzero stops the loop.
  using Body = int32_t (*)(void *data, int64_t begin, int64_t end,
                           const void *context);

  /// `numThreads` counts the calling thread; 0 = as many as the process may run
  /// on.
  explicit ThreadPool(unsigned numThreads);
  ~ThreadPool();
  ThreadPool(const ThreadPool &) = delete;

  unsigned numThreads() const;

  /// Runs `body` over [begin, end) in pieces of at least `grain`; returns 0 or
  /// the first nonzero result.
  int32_t parallelFor(int64_t begin, int64_t end, int64_t grain, Body body,
                      void *data, const void *context);

private:
  struct Impl;
  std::unique_ptr<Impl> impl;
};

/// How many CPUs this process may run on.
unsigned availableCpus();

} // namespace relax::runtime

#endif // RELAX_RUNTIME_DEVICE_THREADPOOL_H

// Pooled memory, objects, tensors with DLPack, threads.

#include "runtime/device/FloatFormats.h"
#include "runtime/device/Tensor.h"
#include "runtime/device/ThreadPool.h"
#include "test/runtime/TestExecutable.h"

#include <atomic>
#include <gtest/gtest.h>
#include <thread>

using namespace relax::runtime;
using namespace relax::runtime::test;

namespace {

TEST(Allocator, ClassesHoldTheirSizes) {
  uint32_t last = 0;
  for (uint64_t bytes = 0; bytes != 20000; ++bytes) {
    uint32_t sizeClass = detail::sizeClassOf(bytes);
    EXPECT_GE(detail::classSize(sizeClass), bytes);
    EXPECT_TRUE(sizeClass == 0 || detail::classSize(sizeClass - 1) < bytes)
        << bytes;
    EXPECT_GE(sizeClass, last);
    last = sizeClass;
  }
  for (int shift = 14; shift != 46; ++shift)
    for (int64_t around : {-1, 0, 1}) {
      uint64_t bytes = (uint64_t{1} << shift) + around;
      uint32_t sizeClass = detail::sizeClassOf(bytes);
      EXPECT_GE(detail::classSize(sizeClass), bytes);
      EXPECT_LT(detail::classSize(sizeClass - 1), bytes);
      EXPECT_LE(detail::classSize(sizeClass), bytes + bytes / 4 + 64);
    }
  EXPECT_EQ(detail::classSize(detail::numThreadClasses - 1), 32u * 1024);
}

TEST(Allocator, ReusesBlocksAndAligns) {
  for (uint64_t bytes : {1, 64, 100, 5000, 40000, 3000000}) {
    uint32_t sizeClass;
    void *first = allocateBlock(bytes, sizeClass);
    ASSERT_NE(first, nullptr);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(first) % blockAlignment, 0u);
    std::memset(first, 1, bytes);
    deallocateBlock(first, sizeClass);
#ifndef RELAX_ALLOCATOR_NO_CACHE
    uint32_t again;
    EXPECT_EQ(allocateBlock(bytes, again), first);
    EXPECT_EQ(again, sizeClass);
    deallocateBlock(first, again);
#endif
  }
}

TEST(Allocator, TooMuchIsNull) {
  uint32_t sizeClass;
  EXPECT_EQ(allocateBlock(UINT64_MAX, sizeClass), nullptr);
  EXPECT_EQ(allocateBlock(uint64_t{1} << 60, sizeClass), nullptr);
}

TEST(Allocator, ThreadsGiveTheirBlocksBack) {
  trimAllocator();
  uint64_t before = getAllocatorStatistics().systemBytes;
  std::vector<std::pair<void *, uint32_t>> blocks(100);
  std::thread([&] {
    for (auto &block : blocks)
      block.first = allocateBlock(1000, block.second);
  }).join();
  std::thread([&] {
    for (auto &block : blocks)
      deallocateBlock(block.first, block.second);
  }).join();
  trimAllocator();
  EXPECT_EQ(getAllocatorStatistics().systemBytes, before);
}

TEST(Allocator, CacheIsLimited) {
  trimAllocator();
  setAllocatorCacheLimit(1 << 20);
  uint32_t sizeClass;
  void *block = allocateBlock(4 << 20, sizeClass);
  deallocateBlock(block, sizeClass);
  EXPECT_LE(getAllocatorStatistics().cachedBytes, uint64_t{1} << 20);
  setAllocatorCacheLimit(uint64_t{1} << 30);
}

TEST(Allocator, CountsWhatItIsAskedToTrack) {
  uint32_t small, large;
  void *before = allocateBlock(1000, small);
  setAllocatorTracking(true);
  EXPECT_EQ(getAllocatorStatistics().liveBytes, 0u);
  void *first = allocateBlock(1000, small, /*headerBytes=*/100);
  void *second = allocateBlock(70001, large);
  AllocatorStatistics now = getAllocatorStatistics();
  EXPECT_EQ(now.liveBytes, 71001u);
  EXPECT_EQ(now.dataBytes, 70901u);
  EXPECT_EQ(now.allocations, 2u);
  // What is from before does not count, and the peak stays.
  deallocateBlock(before, small);
  deallocateBlock(second, large);
  now = getAllocatorStatistics();
  EXPECT_EQ(now.liveBytes, 1000u);
  EXPECT_EQ(now.peakLiveBytes, 71001u);
  EXPECT_EQ(now.dataBytes, 900u);
  EXPECT_EQ(now.peakDataBytes, 70901u);
  resetAllocatorCounts();
  second = allocateBlock(70000, large);
  now = getAllocatorStatistics();
  EXPECT_EQ(now.peakLiveBytes, 71000u);
  EXPECT_EQ(now.peakDataBytes, 70900u);
  EXPECT_EQ(now.allocations, 1u);
#ifndef RELAX_ALLOCATOR_NO_CACHE
  EXPECT_EQ(now.poolHits, 1u);
#endif
  // A thread that begins now is counted from its first block on, and one may
  // give back what another took.
  std::thread([&] {
    deallocateBlock(second, large);
    second = allocateBlock(100, small);
  }).join();
  EXPECT_EQ(getAllocatorStatistics().liveBytes, 1100u);
  setAllocatorTracking(false);
  EXPECT_EQ(getAllocatorStatistics().liveBytes, 0u);
  deallocateBlock(second, small);
  deallocateBlock(first, detail::sizeClassOf(1000));
#ifndef RELAX_ALLOCATOR_NO_CACHE
  // The cache of this thread is in use again.
  void *block = allocateBlock(64, small);
  uint64_t cached = getAllocatorStatistics().cachedBytes;
  deallocateBlock(block, small);
  EXPECT_EQ(getAllocatorStatistics().cachedBytes, cached);
#endif
}

TEST(Allocator, SizesDoNotPileUp) {
#ifndef RELAX_ALLOCATOR_NO_CACHE
  trimAllocator();
  uint64_t before = getAllocatorStatistics().systemBytes;
  // Two blocks at a time, each pair larger than all before: never more than
  // what two classes take, however much passes by.
  constexpr uint64_t mib = 1 << 20;
  uint32_t sizeClass, last = 0;
  void *kept = nullptr;
  for (uint64_t size = 40; size <= 400; size += size / 4 + 1) {
    void *block = allocateBlock(size * mib, sizeClass);
    ASSERT_NE(block, nullptr);
    uint64_t held = getAllocatorStatistics().systemBytes - before;
    EXPECT_LE(held, 2 * detail::classSize(sizeClass) + 8 * mib) << size;
    if (kept)
      deallocateBlock(kept, last);
    kept = block;
    last = sizeClass;
  }
  trimAllocator();
  deallocateBlock(kept, last);
  // A larger block serves, and is given back as what it is.
  void *half = allocateBlock(300 * mib, sizeClass);
  EXPECT_EQ(half, kept);
  EXPECT_EQ(sizeClass, last);
  // One of less than half its size does not take it.
  deallocateBlock(half, sizeClass);
  void *small = allocateBlock(mib, sizeClass);
  EXPECT_NE(small, kept);
  EXPECT_LT(sizeClass, last);
  deallocateBlock(small, sizeClass);
  trimAllocator();
  EXPECT_EQ(getAllocatorStatistics().systemBytes, before);
#endif
}

TEST(Object, DeepTuplesAreDestroyedWithoutRecursion) {
  ObjectRef last = ObjectRef::take(&newScalar(1, i64)->object);
  for (int i = 0; i != 1000000; ++i) {
    relax_object *field = last.get();
    last = ObjectRef::take(&newTuple(1, &field)->object);
  }
}

TEST(Object, ReferencesAcrossThreads) {
  int destroyed = 0;
  {
    ObjectRef object = ObjectRef::take(&newOpaque(&destroyed, [](void *data) {
                                          ++*static_cast<int *>(data);
                                        })->object);
    std::vector<std::thread> threads;
    for (int t = 0; t != 4; ++t)
      threads.emplace_back([object] {
        for (int i = 0; i != 10000; ++i)
          ObjectRef copy = object;
      });
    for (std::thread &thread : threads)
      thread.join();
    EXPECT_EQ(destroyed, 0);
  }
  EXPECT_EQ(destroyed, 1);
}

TEST(Tensor, Sizes) {
  EXPECT_EQ(countElements(std::vector<int64_t>{}), 1);
  EXPECT_EQ(countElements(std::vector<int64_t>{2, 3}), 6);
  EXPECT_EQ(countElements(
                std::vector<int64_t>{int64_t{1} << 40, int64_t{1} << 40, 0}),
            0);
  EXPECT_FALSE(
      countElements(std::vector<int64_t>{int64_t{1} << 40, int64_t{1} << 40}));
  EXPECT_FALSE(countElements(std::vector<int64_t>{-1}));
  EXPECT_FALSE(countBytes(std::vector<int64_t>{int64_t{1} << 61}, f64));
}

TEST(Tensor, Creation) {
  TensorRef x = tensor<float>({2, 3}, f32, {1, 2, 3, 4, 5, 6});
  EXPECT_EQ(reinterpret_cast<uintptr_t>(x->dl.data) % 64, 0u);
  EXPECT_EQ(formatShape(getShape(*x)), "[2, 3]");
  EXPECT_EQ(getDType(*x), f32);
  EXPECT_EQ(getDevice(*x), RELAX_DEVICE_CPU);
  EXPECT_TRUE(createTensor({0}, f32).ok());
  EXPECT_EQ(createTensor({-1}, f32).status().message(),
            "shape [-1] has a negative dimension");
  EXPECT_FALSE(createTensor({int64_t{1} << 62, 4}, f32).ok());
  EXPECT_EQ(createTensor({int64_t{1} << 55}, f32).status().code(),
            absl::StatusCode::kResourceExhausted);
  EXPECT_FALSE(createTensor({1}, 0).ok());
  EXPECT_FALSE(createTensor(std::vector<int64_t>(65, 1), f32).ok());
}

TEST(Tensor, ViewsKeepTheMemory) {
  TensorRef x = tensor<float>({2, 3}, f32, {1, 2, 3, 4, 5, 6});
  TensorRef flat = *viewTensor(x.get(), {6});
  TensorRef back = *viewTensor(flat.get(), {3, 2});
  EXPECT_EQ(viewTensor(x.get(), {5}).status().message(),
            "a tensor of shape [2, 3] and 6 elements cannot be viewed with "
            "shape [5] and 5 elements");
  x = nullptr;
  flat = nullptr;
  EXPECT_EQ(content<float>(*back), (std::vector<float>{1, 2, 3, 4, 5, 6}));
  TensorRef copy = *copyTensor(*back);
  static_cast<float *>(copy->dl.data)[0] = 9;
  EXPECT_EQ(content<float>(*back)[0], 1);
}

/// A DLPack tensor of 2x3 floats whose deleter counts.
struct Managed {
  float data[6] = {1, 2, 3, 4, 5, 6};
  int64_t shape[2] = {2, 3};
  int64_t strides[2] = {3, 1};
  int deleted = 0;
  DLManagedTensor managed{};
  Managed() {
    managed.dl_tensor = {data,  {kDLCPU, 0}, 2, {kDLFloat, 32, 1},
                         shape, strides,     0};
    managed.manager_ctx = this;
    managed.deleter = [](DLManagedTensor *self) {
      ++static_cast<Managed *>(self->manager_ctx)->deleted;
    };
  }
};

TEST(DLPack, CompactIsShared) {
  Managed source;
  {
    TensorRef x = *fromDLPack(&source.managed);
    EXPECT_EQ(x->dl.data, source.data);
    DLManagedTensor *out = toDLPack(x);
    x = nullptr;
    EXPECT_EQ(source.deleted, 0);
    EXPECT_EQ(out->dl_tensor.shape[1], 3);
    out->deleter(out);
  }
  EXPECT_EQ(source.deleted, 1);
}

TEST(DLPack, StridedIsCopied) {
  Managed source;
  source.shape[0] = 3;
  source.shape[1] = 2;
  source.strides[0] = 1;
  source.strides[1] = 3;
  TensorRef x = *fromDLPack(&source.managed);
  EXPECT_EQ(source.deleted, 1);
  EXPECT_EQ(content<float>(*x), (std::vector<float>{1, 4, 2, 5, 3, 6}));
}

TEST(DLPack, RefusalLeavesTheTensorToTheCaller) {
  Managed source;
  source.managed.dl_tensor.device.device_type = kDLCUDA;
  EXPECT_FALSE(fromDLPack(&source.managed).ok());
  source.managed.dl_tensor.device.device_type = kDLCPU;
  source.managed.dl_tensor.dtype.lanes = 4;
  EXPECT_FALSE(fromDLPack(&source.managed).ok());
  EXPECT_EQ(source.deleted, 0);
}

TEST(ThreadPool, CoversEachIndexOnce) {
  for (unsigned numThreads : {1u, 2u, 4u}) {
    ThreadPool pool(numThreads);
    EXPECT_EQ(pool.numThreads(), numThreads);
    for (int64_t size : {0, 1, 7, 1000, 12345})
      for (int64_t grain : {0, 1, 10, 100000}) {
        std::vector<std::atomic<int>> seen(size);
        auto body = [](void *data, int64_t begin, int64_t end,
                       const void *) -> int32_t {
          for (int64_t i = begin; i != end; ++i)
            ++(*static_cast<std::vector<std::atomic<int>> *>(data))[i + 5];
          return 0;
        };
        EXPECT_EQ(pool.parallelFor(-5, size - 5, grain, body, &seen, nullptr),
                  0);
        for (auto &count : seen)
          EXPECT_EQ(count, 1);
      }
  }
}

TEST(ThreadPool, ReportsAFailure) {
  ThreadPool pool(3);
  auto body = [](void *, int64_t begin, int64_t end, const void *) -> int32_t {
    return begin <= 700 && 700 < end ? 42 : 0;
  };
  for (int round = 0; round != 100; ++round)
    EXPECT_EQ(pool.parallelFor(0, 1000, 1, body, nullptr, nullptr), 42);
}

TEST(ThreadPool, NestedLoopsAndSeveralCallers) {
  static ThreadPool *pool;
  ThreadPool mine(4);
  pool = &mine;
  static std::atomic<int64_t> sum;
  sum = 0;
  auto inner = [](void *, int64_t begin, int64_t end, const void *) -> int32_t {
    sum += end - begin;
    return 0;
  };
  static ThreadPool::Body innerBody;
  innerBody = inner;
  auto outer = [](void *, int64_t begin, int64_t end, const void *) -> int32_t {
    for (int64_t i = begin; i != end; ++i)
      pool->parallelFor(0, 10, 1, innerBody, nullptr, nullptr);
    return 0;
  };
  std::vector<std::thread> callers;
  for (int t = 0; t != 3; ++t)
    callers.emplace_back(
        [&] { pool->parallelFor(0, 100, 1, outer, nullptr, nullptr); });
  for (std::thread &caller : callers)
    caller.join();
  EXPECT_EQ(sum, 3000);
}

TEST(FloatFormats, EveryHalfRoundTrips) {
  for (uint32_t bits = 0; bits != 0x10000; ++bits) {
    float value = halfToFloat(static_cast<uint16_t>(bits));
    if (std::isnan(value))
      EXPECT_TRUE(std::isnan(halfToFloat(floatToHalf(value))));
    else
      EXPECT_EQ(floatToHalf(value), bits);
    float wide = bfloatToFloat(static_cast<uint16_t>(bits));
    if (!std::isnan(wide))
      EXPECT_EQ(floatToBfloat(wide), bits);
  }
  EXPECT_EQ(floatToHalf(65519.0f), 0x7bff);
  EXPECT_EQ(floatToHalf(65520.0f), 0x7c00);
  EXPECT_EQ(floatToHalf(1e-8f), 0);
}

} // namespace

// The functions of the runtime library: results in both calling conventions,
// and what wrong arguments get.

#include "runtime/library/Library.h"
#include "runtime/device/Tensor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

using namespace relax::runtime;

namespace {

constexpr uint32_t f32 = RELAX_DTYPE(RELAX_DTYPE_FLOAT, 32);
constexpr uint32_t i32 = RELAX_DTYPE(RELAX_DTYPE_INT, 32);
constexpr uint32_t i64 = RELAX_DTYPE(RELAX_DTYPE_INT, 64);
constexpr uint32_t u64 = RELAX_DTYPE(RELAX_DTYPE_UINT, 64);
constexpr uint32_t f8 = RELAX_DTYPE(RELAX_DTYPE_F8E5M2, 8);

template <typename T>
TensorRef tensor(std::vector<int64_t> shape, uint32_t dtype,
                 std::vector<T> values) {
  TensorRef result = *createTensor(shape, dtype);
  std::copy(values.begin(), values.end(), static_cast<T *>(result->dl.data));
  return result;
}

template <typename T> std::vector<T> valuesOf(const TensorRef &tensor) {
  const T *data = static_cast<const T *>(tensor->dl.data);
  return std::vector<T>(data, data + countElements(*tensor));
}

relax_any any(const TensorRef &tensor) {
  relax_any result{RELAX_ANY_OBJECT, 0, {}};
  result.value.object = reinterpret_cast<relax_object *>(tensor.get());
  return result;
}

relax_any any(int64_t value) {
  relax_any result{RELAX_ANY_SCALAR, 0, {}};
  result.value.scalar = value;
  return result;
}

using Function = absl::Status (*)(const PackedCall &);

/// A call that makes its results.
absl::StatusOr<std::vector<TensorRef>>
callPure(Function function, std::vector<relax_any> args, size_t numResults) {
  std::vector<relax_any> results(numResults,
                                 relax_any{RELAX_ANY_OBJECT, 0, {}});
  absl::Status status =
      function({args, absl::MakeSpan(results), /*ctx=*/nullptr});
  if (!status.ok())
    return status;
  std::vector<TensorRef> tensors;
  for (relax_any &result : results)
    tensors.push_back(
        TensorRef::take(reinterpret_cast<relax_tensor *>(result.value.object)));
  return tensors;
}

std::string messageOf(Function function, std::vector<relax_any> args,
                      size_t numResults) {
  absl::StatusOr<std::vector<TensorRef>> result =
      callPure(function, std::move(args), numResults);
  return result.ok() ? "" : std::string(result.status().message());
}

TEST(Library, HasItsFunctions) {
  for (const auto &name : getLibrary().names())
    EXPECT_EQ(name.rfind("relax.runtime.", 0), 0u) << name;
  EXPECT_NE(getLibrary().find("relax.runtime.topk"), nullptr);
  PackedRegistry registry;
  EXPECT_NE(findPackedFunction(registry, "relax.runtime.sort"), nullptr);
  EXPECT_EQ(findPackedFunction(registry, "relax.runtime.none"), nullptr);
  ASSERT_TRUE(registry.add("relax.runtime.sort", runNonzero).ok());
  EXPECT_EQ(findPackedFunction(registry, "relax.runtime.sort"),
            registry.find("relax.runtime.sort"));
}

TEST(Library, Sort) {
  float nan = std::numeric_limits<float>::quiet_NaN();
  float inf = std::numeric_limits<float>::infinity();
  TensorRef x = tensor<float>({5}, f32, {nan, 2, -inf, -3, inf});
  auto sorted = callPure(runSort, {any(x), any(0), any(0)}, 1);
  ASSERT_TRUE(sorted.ok());
  std::vector<float> values = valuesOf<float>((*sorted)[0]);
  EXPECT_EQ(std::vector<float>(values.begin(), values.end() - 1),
            (std::vector<float>{-inf, -3, 2, inf}));
  EXPECT_TRUE(values.back() != values.back());
  TensorRef places = tensor<int32_t>({5}, i32, {0, 0, 0, 0, 0});
  ASSERT_TRUE(
      callPure(runArgsort, {any(x), any(0), any(1), any(32), any(places)}, 0)
          .ok());
  EXPECT_EQ(valuesOf<int32_t>(places), (std::vector<int32_t>{0, 4, 1, 3, 2}));
  TensorRef large = tensor<uint64_t>({3}, u64, {~uint64_t{0}, 0, 1});
  auto unsignedSorted = callPure(runSort, {any(large), any(0), any(0)}, 1);
  ASSERT_TRUE(unsignedSorted.ok());
  EXPECT_EQ(valuesOf<uint64_t>((*unsignedSorted)[0]),
            (std::vector<uint64_t>{0, 1, ~uint64_t{0}}));
}

TEST(Library, TopK) {
  TensorRef x = tensor<int64_t>({2, 3}, i64, {1, 3, 3, 9, 7, 8});
  auto top = callPure(runTopK, {any(x), any(2), any(1), any(0), any(64)}, 2);
  ASSERT_TRUE(top.ok());
  EXPECT_EQ(valuesOf<int64_t>((*top)[0]), (std::vector<int64_t>{3, 3, 9, 8}));
  EXPECT_EQ(valuesOf<int64_t>((*top)[1]), (std::vector<int64_t>{1, 2, 0, 2}));
  EXPECT_EQ(messageOf(runTopK, {any(x), any(4), any(1), any(0), any(64)}, 2),
            "k must be in [0, 3], got 4");
  EXPECT_EQ(messageOf(runTopK, {any(x), any(-1), any(1), any(0), any(64)}, 2),
            "k must be in [0, 3], got -1");
  EXPECT_EQ(messageOf(runTopK, {any(x), any(1), any(1), any(0), any(8)}, 2),
            "positions must have 32 or 64 bits, got 8");
}

TEST(Library, Unique) {
  TensorRef x = tensor<int64_t>({5}, i64, {4, 2, 4, 1, 2});
  auto found = callPure(runUnique, {any(x), any(-1), any(0)}, 4);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(valuesOf<int64_t>((*found)[0]), (std::vector<int64_t>{4, 2, 1}));
  EXPECT_EQ(valuesOf<int64_t>((*found)[1]), (std::vector<int64_t>{0, 1, 3}));
  EXPECT_EQ(valuesOf<int64_t>((*found)[2]),
            (std::vector<int64_t>{0, 1, 0, 2, 1}));
  EXPECT_EQ(valuesOf<int64_t>((*found)[3]), (std::vector<int64_t>{2, 2, 1}));
}

TEST(Library, Nonzero) {
  TensorRef x = tensor<float>({2, 2}, f32, {0, 1, -0.0f, 2});
  auto found = callPure(runNonzero, {any(x)}, 1);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(valuesOf<int64_t>((*found)[0]), (std::vector<int64_t>{0, 1, 1, 1}));
  TensorRef scalar = tensor<float>({}, f32, {3});
  auto one = callPure(runNonzero, {any(scalar)}, 1);
  ASSERT_TRUE(one.ok());
  EXPECT_EQ(formatShape(getShape(*(*one)[0])), "[0, 1]");
}

TEST(Library, WrongArguments) {
  TensorRef x = tensor<float>({2}, f32, {2, 1});
  EXPECT_EQ(messageOf(runSort, {any(x)}, 1), "expected 3 arguments, got 1");
  EXPECT_EQ(messageOf(runSort, {any(x), any(0), any(0)}, 2),
            "expected 1 results, got 2");
  EXPECT_EQ(messageOf(runSort, {any(1), any(0), any(0)}, 1),
            "argument 0 must be a tensor");
  EXPECT_EQ(messageOf(runSort, {any(x), any(x), any(0)}, 1),
            "argument 1 must be an integer");
  EXPECT_EQ(messageOf(runSort, {any(x), any(1), any(0)}, 1),
            "axis must be in [0, 1), got 1");
  EXPECT_EQ(messageOf(runSort, {any(x), any(-1), any(0)}, 1),
            "axis must be in [0, 1), got -1");
  TensorRef small = *createTensor({1}, f8);
  EXPECT_EQ(messageOf(runSort, {any(small), any(0), any(0)}, 1),
            "elements of type f8E5M2 have no order");
  TensorRef other = tensor<int64_t>({2}, i64, {0, 0});
  EXPECT_EQ(messageOf(runSort, {any(x), any(0), any(0), any(other)}, 0),
            "output 0 must be [2] of f32, got [2] of i64");
  EXPECT_EQ(x->object.ref_count, 1);
}

TEST(Library, MultinomialFromUniform) {
  TensorRef prob = tensor<float>({1, 3}, f32, {0.2f, 0.3f, 0.5f});
  TensorRef uniform = tensor<float>({3, 1}, f32, {0.1f, 0.4f, 0.99f});
  TensorRef rows = tensor<int64_t>({3, 1}, i64, {0, 0, 0});
  auto drawn = callPure(runMultinomialFromUniform,
                        {any(prob), any(uniform), any(rows), any(64)}, 1);
  ASSERT_TRUE(drawn.ok());
  EXPECT_EQ(valuesOf<int64_t>((*drawn)[0]), (std::vector<int64_t>{0, 1, 2}));
  TensorRef bad = tensor<int64_t>({3, 1}, i64, {0, 1, 0});
  EXPECT_EQ(messageOf(runMultinomialFromUniform,
                      {any(prob), any(uniform), any(bad), any(64)}, 1),
            "sample index must be in [0, 1), got 1");
  TensorRef none = tensor<float>({1, 0}, f32, {});
  EXPECT_EQ(messageOf(runMultinomialFromUniform,
                      {any(none), any(uniform), any(rows), any(64)}, 1),
            "a distribution must have at least one column, got 0");
}

TEST(Library, AllClassNonMaxSuppression) {
  TensorRef boxes =
      tensor<float>({1, 3, 4}, f32, {0, 0, 1, 1, 0, 0, 1, 1.1f, 5, 5, 6, 6});
  TensorRef scores = tensor<float>({1, 1, 3}, f32, {0.5f, 0.9f, 0.7f});
  TensorRef count = tensor<int64_t>({}, i64, {3});
  TensorRef limit = tensor<float>({}, f32, {0.5f});
  TensorRef least = tensor<float>({1}, f32, {0.0f});
  auto taken = callPure(
      runAllClassNonMaxSuppression,
      {any(boxes), any(scores), any(count), any(limit), any(least), any(0)}, 1);
  ASSERT_TRUE(taken.ok());
  EXPECT_EQ(valuesOf<int64_t>((*taken)[0]),
            (std::vector<int64_t>{0, 0, 1, 0, 0, 2}));
  TensorRef two = tensor<float>({2}, f32, {0, 0});
  EXPECT_EQ(messageOf(runAllClassNonMaxSuppression,
                      {any(boxes), any(scores), any(count), any(limit),
                       any(two), any(0)},
                      1),
            "argument 4 must have one element, got 2");
}

TEST(Library, NonMaxSuppression) {
  // Score and corners; the first two boxes overlap, the last is not valid.
  TensorRef boxes = tensor<float>(
      {1, 4, 5}, f32,
      {0.5f, 0, 0, 1, 1, 0.9f, 0, 0, 1, 1.1f, 0.7f, 5, 5, 6, 6, 9, 8, 8, 9, 9});
  TensorRef counts = tensor<int32_t>({1}, i32, {3});
  TensorRef places = tensor<int32_t>({1, 4}, i32, {10, 11, 12, -1});
  double half = 0.5;
  int64_t bits;
  std::memcpy(&bits, &half, sizeof(bits));
  auto args = [&](const TensorRef &counts, int64_t corner) {
    return std::vector<relax_any>{any(boxes),  any(counts),
                                  any(places), any(int64_t{-1}),
                                  any(bits),   any(int64_t{0}),
                                  any(int64_t{-1}), any(corner),
                                  any(int64_t{0}), any(int64_t{-1})};
  };
  auto kept = callPure(runNonMaxSuppression, args(counts, 1), 3);
  ASSERT_TRUE(kept.ok()) << kept.status();
  EXPECT_EQ(valuesOf<int32_t>((*kept)[1]),
            (std::vector<int32_t>{11, 12, -1, -1}));
  EXPECT_EQ(valuesOf<int32_t>((*kept)[2]), std::vector<int32_t>{2});
  EXPECT_EQ(valuesOf<float>((*kept)[0])[5], 0.7f);
  EXPECT_EQ(valuesOf<float>((*kept)[0])[10], -1.0f);
  EXPECT_EQ(messageOf(runNonMaxSuppression, args(counts, 2), 3),
            "corners, score and class must be among the 5 elements of a box, "
            "got 2, 0 and -1");
  TensorRef many = tensor<int32_t>({1}, i32, {5});
  EXPECT_EQ(messageOf(runNonMaxSuppression, args(many, 1), 3),
            "number of valid boxes must be in [0, 4], got 5");
  TensorRef two = tensor<int32_t>({2}, i32, {1, 1});
  EXPECT_EQ(messageOf(runNonMaxSuppression, args(two, 1), 3),
            "'valid_count' and 'indices' must fit 'data', got [2], [1, 4] and "
            "[1, 4, 5]");
}

TEST(Library, Median) {
  TensorRef x = tensor<int64_t>({2, 3}, i64, {5, 1, 3, 7, 7, 7});
  auto along = callPure(runMedian, {any(x), any(int64_t{1}), any(int64_t{0})},
                        2);
  ASSERT_TRUE(along.ok()) << along.status();
  EXPECT_EQ(valuesOf<int64_t>((*along)[0]), (std::vector<int64_t>{3, 7}));
  // Of equal elements the middle one in their order.
  EXPECT_EQ(valuesOf<int64_t>((*along)[1]), (std::vector<int64_t>{2, 1}));
  auto whole = callPure(runMedian, {any(x), any(int64_t{-1}), any(int64_t{1})},
                        2);
  ASSERT_TRUE(whole.ok()) << whole.status();
  EXPECT_EQ(getShape(*(*whole)[0]), absl::Span<const int64_t>({1, 1}));
  EXPECT_EQ(valuesOf<int64_t>((*whole)[0]), std::vector<int64_t>{5});
  TensorRef none = tensor<int64_t>({2, 0}, i64, {});
  EXPECT_EQ(messageOf(runMedian, {any(none), any(int64_t{1}), any(int64_t{0})},
                      2),
            "of no elements none is in the middle, got 0");
}

TEST(Library, FourierTransforms) {
  TensorRef x = tensor<float>({3, 1}, f32, {1, 2, 4});
  auto dft = [](const TensorRef &x, int64_t length, int64_t axis) {
    return std::vector<relax_any>{any(x), any(length), any(axis),
                                  any(int64_t{0}), any(int64_t{0})};
  };
  auto spectrum = callPure(runDFT, dft(x, 3, 0), 1);
  ASSERT_TRUE(spectrum.ok()) << spectrum.status();
  std::vector<float> values = valuesOf<float>((*spectrum)[0]);
  ASSERT_EQ(values.size(), 6u);
  EXPECT_EQ(values[0], 7.0f);
  EXPECT_NEAR(values[2], -2.0, 1e-6);
  EXPECT_NEAR(values[3], std::sqrt(3.0), 1e-6);
  EXPECT_EQ(messageOf(runDFT, dft(x, 0, 0), 1),
            "the length of a transform must be at least 1 and at most 2^60, "
            "got 0");
  EXPECT_EQ(messageOf(runDFT, dft(x, 3, 1), 1),
            "the axis of a transform must not be the last one, got 1");
  TensorRef wide = tensor<float>({1, 3}, f32, {1, 2, 4});
  EXPECT_EQ(messageOf(runDFT, dft(wide, 3, 0), 1),
            "the last dimension of 'x' must be 1 or 2, got 3");
  TensorRef integers = tensor<int64_t>({3, 1}, i64, {1, 2, 4});
  EXPECT_EQ(messageOf(runDFT, dft(integers, 3, 0), 1),
            "the elements of a transform must be f16, bf16, f32 or f64, got "
            "i64");

  TensorRef signal = tensor<float>({1, 4, 1}, f32, {1, 2, 4, 8});
  TensorRef window = tensor<float>({2}, f32, {1, 0.5f});
  auto stft = [&](const TensorRef &window, int64_t step, int64_t length) {
    return std::vector<relax_any>{any(signal), any(window), any(step),
                                  any(length), any(int64_t{1})};
  };
  auto frames = callPure(runSTFT, stft(window, 2, 2), 1);
  ASSERT_TRUE(frames.ok()) << frames.status();
  EXPECT_EQ(valuesOf<float>((*frames)[0]),
            (std::vector<float>{2, 0, 0, 0, 8, 0, 0, 0}));
  EXPECT_EQ(messageOf(runSTFT, stft(window, 2, 3), 1),
            "'window' must have 3 elements, got [2]");
  EXPECT_EQ(messageOf(runSTFT, stft(window, 0, 2), 1),
            "the step must be at least 1 and the signal at least one frame "
            "long, got 0, 4 and 2");
}

TEST(Random, SeedsAndMoments) {
  TensorRef shape = tensor<int64_t>({2}, i64, {100, 200});
  auto draw = [&](Function function, int64_t hasSeed, int64_t seed) {
    auto made = callPure(function, {any(shape), any(hasSeed), any(seed)}, 1);
    EXPECT_TRUE(made.ok()) << made.status();
    EXPECT_EQ(getShape(*made->front()), absl::Span<const int64_t>({100, 200}));
    return valuesOf<float>(made->front());
  };
  for (Function function :
       {Function(runRandomUniform), Function(runRandomNormal)}) {
    EXPECT_EQ(draw(function, 1, 7), draw(function, 1, 7));
    EXPECT_NE(draw(function, 1, 7), draw(function, 1, 8));
    EXPECT_NE(draw(function, 0, 7), draw(function, 0, 7));
    double sum = 0, squares = 0;
    for (float value : draw(function, 1, 3)) {
      sum += value;
      squares += static_cast<double>(value) * value;
      if (function == Function(runRandomUniform))
        EXPECT_TRUE(value >= 0 && value < 1);
    }
    bool uniform = function == Function(runRandomUniform);
    EXPECT_NEAR(sum / 20000, uniform ? 0.5 : 0.0, 0.03);
    EXPECT_NEAR(squares / 20000, uniform ? 1.0 / 3 : 1.0, 0.04);
  }
  TensorRef bad = tensor<int64_t>({1}, i64, {-1});
  EXPECT_FALSE(callPure(runRandomUniform,
                        {any(bad), any(int64_t{1}), any(int64_t{1})}, 1)
                   .ok());
}

TEST(Conditions, Require) {
  TensorRef yes = tensor<uint8_t>({}, RELAX_DTYPE(RELAX_DTYPE_BOOL, 8), {1});
  EXPECT_TRUE(
      callPure(runRequireCondition, {any(yes), any(int64_t{1})}, 0).ok());
  auto wrong = callPure(runRequireCondition, {any(yes), any(int64_t{0})}, 0);
  EXPECT_EQ(wrong.status().message(), "the condition must be false, since what "
                                      "follows fits no other branch: got true");
  TensorRef number = tensor<int64_t>({}, i64, {1});
  EXPECT_FALSE(
      callPure(runRequireCondition, {any(number), any(int64_t{1})}, 0).ok());
}

TEST(Print, ALineForEach) {
  TensorRef x = tensor<float>({2, 2}, f32, {1, -0.5, 1e9, 0});
  TensorRef many = tensor<int64_t>({17}, i64, std::vector<int64_t>(17, 3));
  testing::internal::CaptureStderr();
  EXPECT_TRUE(
      callPure(runPrint, {any(x), any(int64_t{-7}), any(many)}, 0).ok());
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "f32 [2, 2] = 1 -0.5 1e+09 0\n-7\n"
            "i64 [17] = 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 ...\n");
  EXPECT_EQ(messageOf(runPrint, {any(x)}, 1), "expected 0 results, got 1");
}

} // namespace

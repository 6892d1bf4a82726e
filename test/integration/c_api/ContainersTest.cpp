// Sequences and optionals through the C interface: objects that the caller
// makes, passes and gets back. The model is sequence_inout of the tests of the
// ONNX front end:
//
//   sums    = s with 2 * s[i] put before position i, and x added to each
//   wrapped = the same without its last element and without x, as an optional
//   there   = whether o holds something, held = what it holds

#include "runtime/c_api.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace {

constexpr uint32_t f32 = RELAX_DTYPE(RELAX_DTYPE_FLOAT, 32);
constexpr uint32_t i64 = RELAX_DTYPE(RELAX_DTYPE_INT, 64);

std::string take(relax_status *status) {
  std::string message = relax_status_message(status);
  relax_status_free(status);
  return message;
}

template <typename T>
relax_object *makeTensor(uint32_t dtype, std::vector<int64_t> dims,
                         std::vector<T> content) {
  relax_tensor *tensor = nullptr;
  EXPECT_EQ(take(relax_tensor_create(dtype, static_cast<int32_t>(dims.size()),
                                     dims.data(), &tensor)),
            "");
  std::memcpy(tensor->dl.data, content.data(), content.size() * sizeof(T));
  return &tensor->object;
}

relax_object *makeVector(std::vector<float> content) {
  int64_t size = static_cast<int64_t>(content.size());
  return makeTensor<float>(f32, {size}, std::move(content));
}

/// Takes over the references to the fields.
relax_object *makeTuple(std::vector<relax_object *> fields) {
  relax_tuple *tuple = relax_objects()->new_tuple(
      static_cast<int32_t>(fields.size()), fields.data());
  for (relax_object *field : fields)
    relax_release(field);
  return &tuple->object;
}

/// A tensor of f32 as a vector, whatever its shape.
std::vector<float> read(relax_object *object) {
  relax_tensor *tensor = relax_as_tensor(object);
  EXPECT_TRUE(tensor);
  if (!tensor)
    return {};
  EXPECT_EQ(relax_tensor_dtype(tensor), f32);
  const float *data = static_cast<const float *>(tensor->dl.data);
  return {data, data + relax_tensor_elements(tensor)};
}

/// The fields of a tuple; empty when the object is none.
std::vector<relax_object *> fieldsOf(relax_object *object) {
  EXPECT_EQ(object->kind, static_cast<uint32_t>(RELAX_OBJECT_TUPLE));
  if (object->kind != RELAX_OBJECT_TUPLE)
    return {};
  auto *tuple = reinterpret_cast<relax_tuple *>(object);
  return {tuple->fields, tuple->fields + tuple->size};
}

class Containers : public testing::TestWithParam<const char *> {
protected:
  void SetUp() override {
    const char *relaxc = std::getenv("RELAXC"), *source = std::getenv("MODEL");
    ASSERT_TRUE(relaxc && source) << "RELAXC and MODEL name their files";
    std::string library = testing::TempDir() + "containers.so";
    std::string command = std::string("'") + relaxc + "' '" + source +
                          "' -o '" + library + "' --exec-mode=" + GetParam();
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
    ASSERT_EQ(take(relax_model_load(library.c_str(), &model)), "");
    ASSERT_EQ(take(relax_session_create(model, nullptr, &session)), "");
    position = makeTensor<int64_t>(i64, {}, {-1});
    addend = makeTensor<float>(f32, {}, {10});
  }
  void TearDown() override {
    for (relax_object *object : {position, addend})
      relax_release(object);
    relax_session_free(session);
    relax_model_free(model);
  }

  /// Calls `main`; the results are the caller's. Returns the error.
  std::string call(relax_object *sequence, relax_object *optional) {
    relax_argument arguments[] = {
        relax_argument_object(sequence), relax_argument_object(position),
        relax_argument_object(addend), relax_argument_object(optional)};
    return take(relax_session_call(session, "main", arguments, 4, results, 4));
  }
  void releaseResults() {
    for (relax_argument &result : results)
      relax_release(result.object);
  }
  void expectError(relax_object *sequence, relax_object *optional,
                   const char *text) {
    EXPECT_NE(call(sequence, optional).find(text), std::string::npos) << text;
    relax_release(sequence);
    relax_release(optional);
  }

  relax_model *model = nullptr;
  relax_session *session = nullptr;
  relax_object *position = nullptr, *addend = nullptr;
  relax_argument results[4] = {};
};

TEST_P(Containers, GoInAndComeOut) {
  relax_object *sequence = makeTuple({makeVector({1, 2}), makeVector({3})});
  relax_object *optional = makeTuple({makeVector({7, 8})});
  ASSERT_EQ(call(sequence, optional), "");
  std::vector<relax_object *> sums = fieldsOf(results[0].object);
  ASSERT_EQ(sums.size(), 3u);
  EXPECT_EQ(read(sums[0]), (std::vector<float>{11, 12}));
  EXPECT_EQ(read(sums[1]), (std::vector<float>{16}));
  EXPECT_EQ(read(sums[2]), (std::vector<float>{13}));
  std::vector<relax_object *> wrapped = fieldsOf(results[1].object);
  ASSERT_EQ(wrapped.size(), 1u);
  std::vector<relax_object *> shorter = fieldsOf(wrapped[0]);
  ASSERT_EQ(shorter.size(), 2u);
  EXPECT_EQ(read(shorter[0]), (std::vector<float>{1, 2}));
  EXPECT_EQ(read(shorter[1]), (std::vector<float>{6}));
  relax_tensor *there = relax_as_tensor(results[2].object);
  ASSERT_TRUE(there);
  EXPECT_TRUE(*static_cast<const bool *>(there->dl.data));
  EXPECT_EQ(read(results[3].object), (std::vector<float>{7, 8}));

  // What the caller passed is as it was, and may go before the results.
  std::vector<relax_object *> fields = fieldsOf(sequence);
  ASSERT_EQ(fields.size(), 2u);
  EXPECT_EQ(read(fields[0]), (std::vector<float>{1, 2}));
  EXPECT_EQ(read(fields[1]), (std::vector<float>{3}));
  relax_release(sequence);
  relax_release(optional);
  EXPECT_EQ(read(shorter[0]), (std::vector<float>{1, 2}));
  EXPECT_EQ(read(results[3].object), (std::vector<float>{7, 8}));
  releaseResults();
}

TEST_P(Containers, ResultsAreArguments) {
  relax_object *sequence = makeTuple({makeVector({1})});
  relax_object *optional = makeTuple({makeVector({7, 8})});
  ASSERT_EQ(call(sequence, optional), "");
  relax_release(sequence);
  // The sequence inside of the optional.
  sequence = fieldsOf(results[1].object)[0];
  relax_retain(sequence);
  releaseResults();
  ASSERT_EQ(call(sequence, optional), "");
  std::vector<relax_object *> sums = fieldsOf(results[0].object);
  ASSERT_EQ(sums.size(), 2u);
  EXPECT_EQ(read(sums[0]), (std::vector<float>{14}));
  EXPECT_EQ(read(sums[1]), (std::vector<float>{12}));
  releaseResults();
  relax_release(sequence);
  relax_release(optional);
}

TEST_P(Containers, WrongOnesAreErrors) {
  auto sequence = [] { return makeTuple({makeVector({1})}); };
  auto optional = [] { return makeTuple({makeVector({7, 8})}); };
  expectError(sequence(), makeTuple({}), "the optional holds nothing");
  expectError(makeTuple({}), optional(), "for a sequence of length 0");
  expectError(makeVector({1}), optional(), "must be a sequence, got a tensor");
  expectError(sequence(), makeVector({7, 8}), "must be");
  // Of other ranks, types and kinds than the model says.
  expectError(makeTuple({makeTensor<float>(f32, {1, 1}, {1})}), optional(),
              "rank 1");
  expectError(makeTuple({makeTensor<int64_t>(i64, {1}, {1})}), optional(),
              "f32");
  expectError(makeTuple({makeTuple({})}), optional(), "must be");
  expectError(sequence(), makeTuple({makeVector({7, 8, 9})}), "must");
  relax_object *nothing = nullptr;
  EXPECT_EQ(relax_objects()->new_tuple(1, &nothing), nullptr);
  EXPECT_EQ(call(nullptr, nullptr),
            "argument 0 ('s') of function 'main' is nothing");
}

INSTANTIATE_TEST_SUITE_P(Modes, Containers,
                         testing::Values("bytecode", "compiled"),
                         [](const auto &info) {
                           return std::string(info.param);
                         });

} // namespace

// The C interface, from C++ for the sake of the test framework; examples/c_api
// is the program in C.

#include "runtime/c_api.h"
#include "test/runtime/TestFiles.h"

#include <cstring>
#include <gtest/gtest.h>

using namespace relax::runtime::test;

namespace {

constexpr uint32_t f32 = RELAX_DTYPE(RELAX_DTYPE_FLOAT, 32);

std::string take(relax_status *status) {
  std::string message = relax_status_message(status);
  relax_status_free(status);
  return message;
}

struct CApi : testing::Test {
  static void SetUpTestSuite() {
    EXPECT_EQ(take(relax_load_library(customOpsPath)), "");
  }
  void SetUp() override {
    ASSERT_EQ(take(relax_model_load(modelPath, &model)), "");
    ASSERT_EQ(take(relax_session_create(model, nullptr, &session)), "");
  }
  void TearDown() override {
    relax_session_free(session);
    relax_model_free(model);
  }
  relax_model *model = nullptr;
  relax_session *session = nullptr;
};

TEST_F(CApi, CallsAFunction) {
  int32_t numArgs, numResults;
  ASSERT_EQ(take(relax_session_arity(session, "update", &numArgs, &numResults)),
            "");
  EXPECT_EQ(numArgs, 1);
  EXPECT_EQ(numResults, 1);
  int64_t dims[] = {2};
  relax_tensor *x;
  ASSERT_EQ(take(relax_tensor_create(f32, 1, dims, &x)), "");
  static_cast<float *>(x->dl.data)[0] = 4;
  relax_argument arg = relax_argument_object(&x->object), result;
  ASSERT_EQ(take(relax_session_call(session, "update", &arg, 1, &result, 1)),
            "");
  relax_tensor *y = relax_as_tensor(result.object);
  ASSERT_TRUE(y);
  EXPECT_EQ(static_cast<float *>(y->dl.data)[0], 5);
  DLManagedTensor *managed = relax_tensor_to_dlpack(y);
  relax_release(&y->object);
  relax_tensor *again;
  ASSERT_EQ(take(relax_tensor_from_dlpack(managed, &again)), "");
  EXPECT_EQ(static_cast<float *>(again->dl.data)[0], 5);
  relax_release(&again->object);
  relax_release(&x->object);
}

TEST_F(CApi, ScalarsAndTuples) {
  relax_argument args[] = {relax_argument_i64(12),
                           {nullptr, f32, 0, 0x3f800000}},
                 results[2];
  ASSERT_EQ(take(relax_session_call(session, "square", args, 2, results, 2)),
            "");
  EXPECT_EQ(results[0].bits, 144);
  EXPECT_EQ(results[1].dtype, f32);
  relax_argument constants[4];
  ASSERT_EQ(
      take(relax_session_call(session, "constants", nullptr, 0, constants, 4)),
      "");
  EXPECT_EQ(constants[1].object->kind,
            static_cast<uint32_t>(RELAX_OBJECT_TUPLE));
  EXPECT_EQ(constants[2].bits, -7);
  for (const relax_argument &constant : constants)
    relax_release(constant.object);
}

TEST_F(CApi, Errors) {
  relax_argument result;
  EXPECT_EQ(take(relax_session_call(session, "update", nullptr, 0, &result, 1)),
            "function 'update' takes 1 arguments, got 0");
  EXPECT_EQ(take(relax_session_call(session, "update", nullptr, 0, &result, 2)),
            "function 'update' has 1 results, room for 2 is given");
  EXPECT_EQ(take(relax_session_call(session, "nope", nullptr, 0, nullptr, 0)),
            "the model has no function 'nope'");
  EXPECT_EQ(take(relax_session_call(session, nullptr, nullptr, 0, nullptr, 0)),
            "a session, a function, arguments and a place for the results are "
            "needed");
  relax_argument nothing = relax_argument_object(nullptr);
  EXPECT_EQ(
      take(relax_session_call(session, "update", &nothing, 1, &result, 1)),
      "argument 0 ('x') of function 'update' is nothing");
  relax_model *missing = nullptr;
  relax_status *status = relax_model_load("/no/such/model.so", &missing);
  EXPECT_EQ(relax_status_get_code(status), RELAX_STATUS_NOT_FOUND);
  EXPECT_EQ(take(status),
            "cannot open '/no/such/model.so': No such file or directory");
  EXPECT_EQ(relax_status_get_code(nullptr), RELAX_STATUS_OK);
  relax_tensor *tensor;
  EXPECT_EQ(take(relax_tensor_create(f32, -1, nullptr, &tensor)),
            "a shape and a place for the tensor are needed");
  int64_t huge[] = {int64_t{1} << 50};
  EXPECT_EQ(
      take(relax_tensor_create(f32, 1, huge, &tensor)),
      "out of memory for a tensor of shape [1125899906842624] and type f32");
  EXPECT_NE(take(relax_load_library("/no/such/lib.so")), "");
  EXPECT_NE(std::strstr(relax_model_signature(model), "\"square\""), nullptr);
}

TEST_F(CApi, OptionsOfAnotherVersion) {
  relax_session *other = nullptr;
  relax_session_options options = {8, 2, 77};
  ASSERT_EQ(take(relax_session_create(model, &options, &other)), "");
  relax_session_free(other);
}

TEST_F(CApi, ProfilesAndMemory) {
  relax_session *profiled = nullptr;
  relax_session_options options = {sizeof(options), 1, 0, 1};
  ASSERT_EQ(take(relax_session_create(model, &options, &profiled)), "");
  relax_memory_track(1);
  int64_t dims[] = {2};
  relax_tensor *x;
  ASSERT_EQ(take(relax_tensor_create(f32, 1, dims, &x)), "");
  relax_memory_reset();
  relax_argument arg = relax_argument_object(&x->object), result;
  ASSERT_EQ(take(relax_session_call(profiled, "update", &arg, 1, &result, 1)),
            "");
  relax_memory_statistics memory = {sizeof(memory)};
  relax_memory_get_statistics(&memory);
  EXPECT_GE(memory.allocations, 1u);
  EXPECT_GE(memory.live_peak_bytes, memory.live_bytes);
  EXPECT_GT(memory.live_bytes, 0u);
  relax_memory_statistics older = {16};
  relax_memory_get_statistics(&older);
  EXPECT_GT(older.system_bytes, 0u);
  EXPECT_EQ(older.live_bytes, 0u);
  relax_memory_track(0);
  relax_release(result.object);
  relax_release(&x->object);
  std::string path = testing::TempDir() + "trace.json";
  EXPECT_EQ(take(relax_session_write_profile(profiled, path.c_str())), "");
  std::FILE *file = std::fopen(path.c_str(), "rb");
  ASSERT_TRUE(file);
  std::fclose(file);
  EXPECT_EQ(std::string(relax_session_profile_summary(profiled)),
            "kind  name  calls  total us  mean us  min us  max us  share  "
            "bytes\nall             0       0.0                                "
            "      0\n");
  EXPECT_NE(take(relax_session_write_profile(profiled, "/no/such/trace")), "");
  EXPECT_EQ(take(relax_session_write_profile(profiled, nullptr)),
            "a session and a path are needed");
  relax_session_free(profiled);
}

TEST_F(CApi, PackedFunctionsAndObjects) {
  static int destroyed = 0;
  auto function = [](const relax_ctx *ctx, void *, const relax_any *, int32_t,
                     relax_any *, int32_t) -> int32_t {
    return ctx->fail(ctx, "never called");
  };
  auto destroy = [](void *) { ++destroyed; };
  EXPECT_EQ(take(relax_add_packed_function("mine", function, nullptr, destroy)),
            "");
  EXPECT_EQ(take(relax_add_packed_function("mine", function, nullptr, destroy)),
            "packed function 'mine' is registered already");
  EXPECT_EQ(destroyed, 1);
  const relax_object_api *objects = relax_objects();
  int64_t dims[] = {2, 3};
  relax_object *fields[] = {
      &objects->new_tensor(f32, 2, dims)->object,
      &objects->new_shape(2, dims)->object,
      &objects->new_scalar(f32, 0)->object,
      objects->new_opaque(dims, [](void *) { ++destroyed; })};
  relax_tuple *tuple = objects->new_tuple(4, fields);
  EXPECT_EQ(objects->opaque_data(fields[3]), dims);
  EXPECT_EQ(objects->opaque_data(fields[0]), nullptr);
  for (relax_object *field : fields)
    objects->release(field);
  EXPECT_EQ(destroyed, 1);
  objects->release(&tuple->object);
  EXPECT_EQ(destroyed, 2);
  EXPECT_EQ(objects->new_tensor(f32, -1, dims), nullptr);
  EXPECT_EQ(objects->new_tensor(12345, 2, dims), nullptr);
}

} // namespace

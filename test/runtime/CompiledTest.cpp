// The compiled mode: functions as a compiler would write them, over the same
// frame and services.

#include "test/runtime/TestProgram.h"

#include <gtest/gtest.h>
#include <thread>

using namespace relax::runtime;
using namespace relax::runtime::test;

namespace {

/// main(x, n) of the test below, as a compiler would write it.
int32_t compiledMain(relax_vm_frame *frame) {
  const relax_vm_api *api = frame->api;
  frame->location = 1;
  if (int32_t code = api->check_tensor(frame, frame->objects[0], 1, f32, 0))
    return code;
  int64_t n = reinterpret_cast<relax_tensor *>(frame->objects[0])->dl.shape[0];
  if (n != frame->scalars[0])
    return api->check_equal(frame, n, frame->scalars[0], 1);
  if (int32_t code = api->alloc_tensor(frame, &frame->objects[1], f32,
                                       RELAX_DEVICE_CPU, 1, &n))
    return code;
  void *buffers[] = {
      reinterpret_cast<relax_tensor *>(frame->objects[0])->dl.data,
      reinterpret_cast<relax_tensor *>(frame->objects[1])->dl.data};
  frame->location = 2;
  if (int32_t code = addOneKernel(buffers, &n, frame->ctx))
    return api->kernel_failed(frame, 0, code);
  // main calls "bytecode", which calls "leaf", compiled again.
  relax_any args[] = {{RELAX_ANY_OBJECT, 0, {}}, {RELAX_ANY_SCALAR, 0, {}}};
  args[0].value.object = frame->objects[1];
  args[1].value.scalar = n;
  relax_any results[] = {{RELAX_ANY_SCALAR, 0, {}}};
  if (int32_t code = api->call(frame, 1, args, 2, results, 1))
    return code;
  frame->results[0].object = frame->objects[1];
  frame->objects[1] = nullptr;
  frame->results[1].scalar = results[0].value.scalar;
  return 0;
}

int32_t compiledLeaf(relax_vm_frame *frame) {
  if (frame->scalars[0] == 5)
    return 3; // without a reason
  frame->results[0].scalar = frame->scalars[0] * 2;
  return 0;
}

TEST(Compiled, SameFrameAndErrors) {
  Program program;
  program.executable.checks = {{CheckKind::Value, "x", -1, "", 0},
                               {CheckKind::Dimension, "x", 0, "n", 0}};
  CodeBuilder none, bytecode;
  std::vector<ParameterDesc> args = {parameter("x", "!relax.tensor<[n], f32>"),
                                     parameter("n", "i64")};
  program.add(function(
      "main", args,
      {parameter("y", "!relax.tensor<[n], f32>"), parameter("m", "i64")}, 1, 2,
      none));
  bytecode.begin(Opcode::Call).word(2).registers({num(0)}).registers({num(0)});
  bytecode.begin(Opcode::Ret).registers({num(0)});
  program.add(function("bytecode", args, many(1, "i64"), 1, 1, bytecode));
  program.add(function("leaf", many(1, "i64"), many(1, "i64"), 1, 0, none));
  program.native.functions = {compiledMain, nullptr, compiledLeaf};
  TensorRef x = tensor<float>({2}, f32, {1, 2});
  auto result = program.run({Value(x), Value::integer(2)});
  ASSERT_TRUE(result.ok()) << messageOf(result);
  EXPECT_EQ(content<float>(*(*result)[0].asTensor()),
            (std::vector<float>{2, 3}));
  EXPECT_EQ((*result)[1].scalarBits(), 4);
  EXPECT_EQ(messageOf(program.run({Value(x), Value::integer(3)})),
            "a.mlir:3:4: error: dimension 0 of 'x' must equal symbol 'n': got "
            "2, expected 3");
  TensorRef wide = tensor<double>({2}, f64, {1, 2});
  EXPECT_EQ(messageOf(program.run({Value(wide), Value::integer(2)})),
            "a.mlir:3:4: error: 'x' must have element type f32: got f64");
  TensorRef five = tensor<float>({5}, f32, {1, 2, 3, 4, 5});
  EXPECT_EQ(
      messageOf(program.run({Value(five), Value::integer(5)})),
      "b.mlir:5:6: error: function 'leaf' returned error code 3 (node 'node')");
  EXPECT_EQ(x->object.ref_count, 1);
  EXPECT_EQ(five->object.ref_count, 1);
}

/// Calls itself with a large frame.
int32_t compiledDeep(relax_vm_frame *frame) {
  char large[64 * 1024];
  asm volatile("" : : "r"(large) : "memory"); // keeps it all
  relax_any result{RELAX_ANY_SCALAR, 0, {}};
  int32_t code = frame->api->call(frame, 0, nullptr, 0, &result, 1);
  asm volatile("" : : "r"(large) : "memory");
  frame->results[0].scalar = 0;
  return code;
}

TEST(Compiled, DeepRecursionDoesNotOverflowTheStack) {
  Program program;
  CodeBuilder none;
  program.add(function("main", {}, many(1, "i64"), 0, 0, none));
  program.native.functions = {compiledDeep};
  EXPECT_EQ(messageOf(program.run()),
            "calls nest too deep for the stack in function 'main'");
  std::string message;
  std::thread([&] { message = messageOf(program.run()); }).join();
  EXPECT_EQ(message, "calls nest too deep for the stack in function 'main'");
}

TEST(Compiled, MissingCodeIsFound) {
  Program program;
  CodeBuilder none;
  program.add(function("main", {}, {}, 0, 0, none));
  EXPECT_EQ(program.prepare().message(), "function 'main' has no code");
  program.native.functions = {nullptr, nullptr};
  EXPECT_EQ(program.prepare().message(),
            "the library has code for 2 functions, its executable names 1");
  program.native.functions.clear();
  program.native.kernels.pop_back();
  EXPECT_EQ(program.prepare().message(),
            "the library has code for 2 kernels, its executable names 3");
}

} // namespace

// The text of executables and signatures.

#include "runtime/vm/Printer.h"
#include "test/runtime/TestExecutable.h"

#include <gtest/gtest.h>

using namespace relax::runtime;
using namespace relax::runtime::test;

namespace {

std::shared_ptr<const Module> example() {
  return *Module::create(encodeExecutable(exampleExecutable()),
                         {{addOneKernel}, {}});
}

TEST(Printer, Dump) {
  EXPECT_EQ(dumpModule(*example()), R"(executable version 3, by test

functions (1)
@main(x: !relax.tensor<[n], f32>, w: !relax.tensor<[n], f32>) -> (y: tuple<!relax.tensor<[n], f32>, !relax.tensor<[n], f32>>)
  2 scalar registers, 4 object registers, runs as bytecode
     0: check_tensor %o0, 1, f32, check 0  // model.mlir:12:5
     5: check_tensor %o1, 1, f32, check 1
    10: tensor_dim %s0, %o0, 0
    14: tensor_dim %s1, %o1, 0
    18: check_equal %s1, %s0, check 2
    22: alloc_tensor %o2, f32, cpu, [%s0]  // model.mlir:13:7 conv1
    28: call_kernel @add_one, [%o0, %o2], [%s0]
    35: make_tuple %o3, [%o2, %o1]
    40: kill [%o2]
    43: ret [%o3]

constants (1, weights 0 bytes)
  0: f32 [2], inline, 8 bytes

imports (0)

kernels (1)
  @add_one: 2 buffers, 1 scalars

checks (3)
  0: 'x'
  1: 'w'
  2: 'w' dimension 0 equals 'n'
)");
}

TEST(Printer, Signatures) {
  EXPECT_EQ(printSignatures(*example()),
            "main(x: !relax.tensor<[n], f32>, w: !relax.tensor<[n], f32>) -> "
            "(y: tuple<!relax.tensor<[n], f32>, !relax.tensor<[n], f32>>)\n");
  ExecutableDesc executable;
  CodeBuilder code, hidden;
  code.begin(Opcode::Ret).registers({});
  hidden.begin(Opcode::Ret).registers({});
  executable.functions = {
      function("f\n\"",
               {parameter("x", "!relax.tensor<[2, n + 1, ?], bf16>"),
                parameter("y", "!relax.tensor<*, ?>")},
               {}, 0, 2, code),
      function("hidden", {}, {}, 0, 0, hidden)};
  executable.functions[1].isPublic = false;
  auto module = *Module::create(encodeExecutable(executable), {});
  EXPECT_EQ(printSignatures(*module), "f?\"(x: !relax.tensor<[2, n + 1, ?], "
                                      "bf16>, y: !relax.tensor<*, ?>) -> ()\n");
  EXPECT_EQ(printSignaturesJson(*module),
            "{\"functions\": [\n  {\"name\": \"f\\u000a\\\"\", \"args\": "
            "[{\"name\": \"x\", \"kind\": \"tensor\", "
            "\"type\": \"!relax.tensor<[2, n + 1, ?], bf16>\", \"dtype\": "
            "\"bf16\", \"shape\": [2, \"n + 1\", null]}, "
            "{\"name\": \"y\", \"kind\": \"tensor\", \"type\": "
            "\"!relax.tensor<*, ?>\", \"dtype\": null, \"shape\": "
            "null}], \"results\": []}\n]}\n");
}

TEST(Printer, JsonStrings) {
  EXPECT_EQ(jsonString("a\"\\\t"), "\"a\\\"\\\\\\u0009\"");
  EXPECT_EQ(jsonString("\xc3\xa9\xe2\x82\xac\xf0\x9f\x99\x82"),
            "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x99\x82\"");
  for (const char *bad : {"\xff", "\xc3", "\xc0\x80", "\xe0\x80\x80",
                          "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80"})
    EXPECT_EQ(jsonString(bad).substr(0, 7), "\"\\ufffd") << bad;
}

} // namespace

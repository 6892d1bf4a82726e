// Calls of every kind: kernels and their context, functions, closures, packed
// functions.

#include "test/runtime/TestProgram.h"

#include <gtest/gtest.h>

using namespace relax::runtime;
using namespace relax::runtime::test;

namespace {

TEST(Calls, KernelFailures) {
  Program program;
  CodeBuilder failing, silent;
  failing.begin(Opcode::CallKernel).word(1).objects({}).ints({});
  failing.begin(Opcode::Ret).registers({});
  silent.begin(Opcode::CallKernel).word(2).objects({}).ints({});
  silent.begin(Opcode::Ret).registers({});
  FunctionDesc main = function("main", {}, {}, 0, 0, failing);
  main.locations = {{0, 0}};
  program.add(main);
  program.add(function("silent", {}, {}, 0, 0, silent));
  EXPECT_EQ(
      messageOf(program.run()),
      "a.mlir:3:4: error: kernel 'failing' failed: the matrix is singular");
  EXPECT_EQ(messageOf(program.run({}, "silent")),
            "kernel 'silent' returned error code 7");
}

TEST(Calls, Recursion) {
  // factorial(n) = n <= 1 ? 1 : n * factorial(n - 1), and one that never ends.
  Program program;
  CodeBuilder code, forever;
  CodeBuilder::Label base = code.createLabel(), step = code.createLabel();
  code.begin(Opcode::IConst).word(1).imm64(1);
  code.begin(Opcode::ICmpLe).word(2).word(0).word(1);
  code.begin(Opcode::Branch).word(2).label(base).label(step);
  code.bind(base);
  code.begin(Opcode::Ret).registers({num(1)});
  code.bind(step);
  code.begin(Opcode::ISub).word(2).word(0).word(1);
  code.begin(Opcode::Call).word(0).registers({num(2)}).registers({num(2)});
  code.begin(Opcode::IMul).word(2).word(2).word(0);
  code.begin(Opcode::Ret).registers({num(2)});
  program.add(function("main", many(1, "i64"), many(1, "i64"), 3, 0, code));
  forever.begin(Opcode::Call).word(1).registers({obj(1)}).registers({obj(0)});
  forever.begin(Opcode::Ret).registers({obj(1)});
  program.add(function("forever", many(1, "!relax.object"),
                       many(1, "!relax.object"), 0, 2, forever));
  EXPECT_EQ((*program.run({Value::integer(20)}))[0].scalarBits(),
            2432902008176640000);
  EXPECT_EQ(messageOf(program.run({Value::integer(21)})),
            "2432902008176640000 * 21 overflows 64 bits");
  TensorRef x = tensor<float>({1}, f32, {1});
  EXPECT_EQ(messageOf(program.run({Value(x)}, "forever")),
            "calls nest deeper than 1000 in function 'forever'; use a loop, or "
            "raise max_depth");
  EXPECT_EQ(x->object.ref_count, 1);
  EXPECT_EQ((*program.run({Value::integer(5)}))[0].scalarBits(), 120);
}

TEST(Calls, LargeFramesUseSeveralSegments) {
  // Each call has many registers, so that frames do not fit the first segment
  // of the stack.
  Program program;
  CodeBuilder code;
  CodeBuilder::Label stop = code.createLabel(), go = code.createLabel();
  code.begin(Opcode::IConst).word(1).imm64(1);
  code.begin(Opcode::Branch).word(0).label(go).label(stop);
  code.bind(go);
  code.begin(Opcode::ISub).word(2).word(0).word(1);
  code.begin(Opcode::SMove).word(4999).word(0);
  code.begin(Opcode::Call).word(0).registers({num(2)}).registers({num(2)});
  code.begin(Opcode::IAdd).word(2).word(2).word(4999);
  code.begin(Opcode::Ret).registers({num(2)});
  code.bind(stop);
  code.begin(Opcode::Ret).registers({num(0)});
  program.add(
      function("main", many(1, "i64"), many(1, "i64"), 5000, 100, code));
  for (int round = 0; round != 3; ++round)
    EXPECT_EQ((*program.run({Value::integer(100)}))[0].scalarBits(), 5050);
}

TEST(Calls, Closures) {
  Program program;
  CodeBuilder make, use, both;
  // both(a, b, x) -> a * 10 + b, x;  make(b, x) -> closure over (b, x);  use(f,
  // a) -> f(a)
  both.begin(Opcode::IConst).word(2).imm64(10);
  both.begin(Opcode::IMul).word(2).word(0).word(2);
  both.begin(Opcode::IAdd).word(2).word(2).word(1);
  both.begin(Opcode::Ret).registers({num(2), obj(0)});
  make.begin(Opcode::MakeClosure).word(1).word(0).registers({num(0), obj(0)});
  make.begin(Opcode::Ret).registers({obj(1)});
  use.begin(Opcode::InvokeClosure)
      .word(0)
      .registers({num(1), obj(1)})
      .registers({num(0)});
  use.begin(Opcode::Ret).registers({num(1), obj(1)});
  std::vector<ParameterDesc> results = {parameter("r", "i64"),
                                        parameter("o", "!relax.object")};
  program.add(function("both",
                       {parameter("a", "i64"), parameter("b", "i64"),
                        parameter("x", "!relax.object")},
                       results, 3, 1, both));
  program.add(function("make",
                       {parameter("b", "i64"), parameter("x", "!relax.object")},
                       many(1, "!relax.object"), 1, 2, make));
  program.add(function("use",
                       {parameter("f", "!relax.object"), parameter("a", "i64")},
                       results, 2, 2, use));
  TensorRef x = tensor<float>({1}, f32, {1});
  auto closure = program.run({Value::integer(3), Value(x)}, "make");
  ASSERT_TRUE(closure.ok()) << messageOf(closure);
  auto result = program.run({(*closure)[0], Value::integer(4)}, "use");
  ASSERT_TRUE(result.ok()) << messageOf(result);
  EXPECT_EQ((*result)[0].scalarBits(), 43);
  EXPECT_EQ((*result)[1].asTensor(), x.get());
  auto direct = program.vm->invokeClosure(
      (*closure)[0], std::vector<Value>{Value::integer(5)});
  ASSERT_TRUE(direct.ok());
  EXPECT_EQ((*direct)[0].scalarBits(), 53);
  EXPECT_EQ(messageOf(program.vm->invokeClosure((*closure)[0], {})),
            "the closure takes 1 arguments, got 0");
  EXPECT_EQ(messageOf(program.vm->invokeClosure(Value(x), {})),
            "the value is no closure of this module");
  result = absl::InternalError("");
  direct = absl::InternalError("");
  closure = absl::InternalError("");
  EXPECT_EQ(x->object.ref_count, 1);
}

TEST(Calls, ClosureWithOtherArguments) {
  Program program;
  CodeBuilder target, main;
  target.begin(Opcode::Ret).registers({});
  main.begin(Opcode::MakeClosure).word(1).word(0).registers({});
  main.begin(Opcode::InvokeClosure).word(1).registers({}).registers({num(0)});
  main.begin(Opcode::Ret).registers({});
  program.add(function("target", many(1, "!relax.object"), {}, 0, 1, target));
  program.add(function("main", {}, {}, 1, 2, main));
  EXPECT_EQ(messageOf(program.run()),
            "argument 0 of function 'target' must be an object");
}

TEST(Calls, PackedFunctions) {
  Program program;
  program.executable.imports = {"twice", "fails", "returns_nothing",
                                "wrong_kind"};
  CodeBuilder code;
  code.begin(Opcode::CallPacked)
      .word(0)
      .registers({obj(1), num(1)})
      .registers({obj(0), num(0)});
  code.begin(Opcode::Ret).registers({obj(1), num(1)});
  FunctionDesc main = function(
      "main", {parameter("x", "!relax.object"), parameter("n", "i64")},
      {parameter("y", "!relax.object"), parameter("m", "i64")}, 2, 2, code);
  program.add(main);
  for (uint32_t import : {1, 2, 3}) {
    CodeBuilder code;
    code.begin(Opcode::CallPacked)
        .word(import)
        .registers({obj(1)})
        .registers({obj(0)});
    code.begin(Opcode::Ret).registers({obj(1)});
    program.add(function("import" + std::to_string(import),
                         many(1, "!relax.object"), many(1, "!relax.object"), 0,
                         2, code));
  }
  EXPECT_EQ(program.prepare().message(),
            "the model calls packed functions that are not registered: "
            "'twice', 'fails', "
            "'returns_nothing', 'wrong_kind'");
  auto add = [&](const char *name, PackedFunction packed) {
    EXPECT_TRUE(program.registry.add(name, std::move(packed)).ok());
  };
  add("twice", [](const PackedCall &call) {
    EXPECT_EQ(call.args.size(), 2u);
    EXPECT_EQ(call.args[1].kind, RELAX_ANY_SCALAR);
    retain(call.args[0].value.object);
    call.results[0].value.object = call.args[0].value.object;
    call.results[1].value.scalar = 2 * call.args[1].value.scalar;
    return absl::OkStatus();
  });
  add("fails",
      [](const PackedCall &) { return absl::InternalError("no luck today"); });
  add("returns_nothing", [](const PackedCall &) { return absl::OkStatus(); });
  add("wrong_kind", [](const PackedCall &call) {
    call.results[0].kind = RELAX_ANY_SCALAR;
    return absl::OkStatus();
  });
  EXPECT_EQ(
      program.registry
          .add("twice", [](const PackedCall &) { return absl::OkStatus(); })
          .message(),
      "packed function 'twice' is registered already");
  TensorRef x = tensor<float>({1}, f32, {1});
  auto result = program.run({Value(x), Value::integer(21)});
  ASSERT_TRUE(result.ok()) << messageOf(result);
  EXPECT_EQ((*result)[0].asTensor(), x.get());
  EXPECT_EQ((*result)[1].scalarBits(), 42);
  EXPECT_EQ(messageOf(program.run({Value(x)}, "import1")),
            "packed function 'fails' failed: no luck today");
  EXPECT_EQ(
      messageOf(program.run({Value(x)}, "import2")),
      "packed function 'returns_nothing' failed: result 0 must be an object");
  EXPECT_EQ(messageOf(program.run({Value(x)}, "import3")),
            "packed function 'wrong_kind' failed: result 0 must be an object");
}

// The context of kernels

int32_t contextKernel(void *const *buffers, const int64_t *scalars,
                      const relax_ctx *ctx) {
  // Sums scalars[0] numbers in parallel through memory of the context;
  // buffers[0] gets the sum.
  for (size_t alignment : {1, 64, 4096}) {
    void *block = ctx->alloc(ctx, 100, alignment);
    if (!block || reinterpret_cast<uintptr_t>(block) % alignment != 0)
      return ctx->fail(ctx, "misaligned");
    std::memset(block, 1, 100);
    ctx->free(ctx, block);
  }
  ctx->free(ctx, nullptr);
  int64_t *parts =
      static_cast<int64_t *>(ctx->alloc(ctx, scalars[0] * sizeof(int64_t), 8));
  if (!parts)
    return 1;
  auto body = [](void *data, int64_t begin, int64_t end,
                 const relax_ctx *ctx) -> int32_t {
    for (int64_t i = begin; i != end; ++i) {
      if (i == 777)
        return ctx->fail(ctx, "777 is unlucky");
      static_cast<int64_t *>(data)[i] = i;
    }
    return 0;
  };
  int32_t code = ctx->parallel_for(ctx, 0, scalars[0], 8, body, parts);
  int64_t sum = 0;
  for (int64_t i = 0; code == 0 && i != scalars[0]; ++i)
    sum += parts[i];
  ctx->free(ctx, parts);
  *static_cast<int64_t *>(buffers[0]) = sum;
  return code;
}

int32_t greedyKernel(void *const *, const int64_t *, const relax_ctx *ctx) {
  return ctx->alloc(ctx, SIZE_MAX / 2, 8) ? 0 : 1;
}

int32_t callingKernel(void *const *, const int64_t *scalars,
                      const relax_ctx *ctx) {
  relax_any arg{RELAX_ANY_SCALAR, 0, {}};
  arg.value.scalar = scalars[0];
  relax_any result{RELAX_ANY_SCALAR, 0, {}};
  if (int32_t code = ctx->call_packed(
          ctx, scalars[0] == 0 ? "unknown" : "negate", &arg, 1, &result, 1))
    return code;
  return result.value.scalar == -scalars[0] ? 0 : 9;
}

TEST(Calls, KernelContext) {
  Program program;
  program.options.numThreads = 3;
  program.executable.kernels = {
      {"context", 1, 1}, {"greedy", 0, 0}, {"calling", 0, 1}};
  program.native.kernels = {contextKernel, greedyKernel, callingKernel};
  EXPECT_TRUE(program.registry
                  .add("negate",
                       [](const PackedCall &call) {
                         call.results[0].value.scalar =
                             -call.args[0].value.scalar;
                         return absl::OkStatus();
                       })
                  .ok());
  CodeBuilder context, greedy, calling;
  context.begin(Opcode::AllocTensor)
      .word(0)
      .word(i64)
      .word(RELAX_DEVICE_CPU)
      .ints({});
  context.begin(Opcode::CallKernel).word(0).objects({0}).ints({Int::reg(0)});
  context.begin(Opcode::Ret).registers({obj(0)});
  greedy.begin(Opcode::CallKernel).word(1).objects({}).ints({});
  greedy.begin(Opcode::Ret).registers({});
  calling.begin(Opcode::CallKernel).word(2).objects({}).ints({Int::reg(0)});
  calling.begin(Opcode::Ret).registers({});
  program.add(function("main", many(1, "i64"), many(1, "!relax.object"), 1, 1,
                       context));
  program.add(function("greedy", {}, {}, 0, 0, greedy));
  program.add(function("calling", many(1, "i64"), {}, 1, 0, calling));
  auto result = program.run({Value::integer(700)});
  ASSERT_TRUE(result.ok()) << messageOf(result);
  EXPECT_EQ(content<int64_t>(*(*result)[0].asTensor())[0], 244650);
  EXPECT_EQ(messageOf(program.run({Value::integer(1000)})),
            "kernel 'context' failed: 777 is unlucky");
  EXPECT_EQ(
      messageOf(program.run({}, "greedy")),
      "kernel 'greedy' failed: out of memory for 9223372036854775807 bytes");
  EXPECT_EQ(messageOf(program.run({Value::integer(5)}, "calling")), "no error");
  EXPECT_EQ(
      messageOf(program.run({Value::integer(0)}, "calling")),
      "kernel 'calling' failed: packed function 'unknown' is not registered");
}

TEST(Calls, PrivateFunctionsAreHidden) {
  Program program;
  CodeBuilder code;
  code.begin(Opcode::Ret).registers({});
  program.add(function("main", {}, {}, 0, 0, code));
  program.executable.functions[0].isPublic = false;
  EXPECT_EQ(messageOf(program.run()), "the model has no function 'main'");
}

} // namespace

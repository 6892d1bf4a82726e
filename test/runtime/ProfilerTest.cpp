// What a machine records, in both execution modes, and how it is shown.

#include "test/runtime/TestProgram.h"

#include <gtest/gtest.h>

using namespace relax::runtime;
using namespace relax::runtime::test;

namespace {

/// `kind name` of each event.
std::vector<std::string> namesOf(const Profile &profile) {
  std::vector<std::string> names;
  for (const ProfileEvent &event : profile.events)
    names.push_back(
        concat(profileEventKindName(event.kind), " ", profile.nameOf(event)));
  return names;
}

using Names = std::vector<std::string>;

bool contains(const ProfileEvent &outer, const ProfileEvent &inner) {
  return outer.startNs <= inner.startNs &&
         inner.startNs + inner.durationNs <= outer.startNs + outer.durationNs;
}

TEST(Profiler, EventsOfAProgram) {
  Program program;
  program.executable = exampleExecutable();
  program.native.kernels = {addOneKernel};
  program.options.profile = true;
  TensorRef x = tensor<float>({3}, f32, {1, 2, 3});
  ASSERT_TRUE(program.run({Value(x), Value(x)}).ok());
  Profile profile = program.vm->takeProfile();
  ASSERT_EQ(namesOf(profile), (Names{"function main", "allocation alloc_tensor",
                                     "kernel add_one"}));
  const ProfileEvent &main = profile.events[0], &allocation = profile.events[1],
                     &kernel = profile.events[2];
  EXPECT_TRUE(contains(main, allocation));
  EXPECT_TRUE(contains(main, kernel));
  EXPECT_LE(allocation.startNs + allocation.durationNs, kernel.startNs);
  EXPECT_EQ(main.bytes, 24u);
  EXPECT_EQ(allocation.bytes, 12u);
  const std::vector<ProfileTensor> &operands =
      profile.operands[kernel.operands];
  ASSERT_EQ(operands.size(), 2u);
  EXPECT_EQ(operands[1].dtype, f32);
  EXPECT_EQ(operands[1].shape, std::vector<int64_t>{3});
  EXPECT_EQ(profile.locations[kernel.location].place, "model.mlir:13:7");
  EXPECT_EQ(profile.locations[kernel.location].node, "conv1");
  EXPECT_EQ(profile.locations[main.location].place, "");
  // What was taken is gone, and the next run starts new tables.
  EXPECT_TRUE(program.vm->takeProfile().events.empty());
  TensorRef y = tensor<float>({1}, f32, {1});
  ASSERT_TRUE(program.run({Value(y), Value(y)}).ok());
  profile = program.vm->takeProfile();
  EXPECT_EQ(profile.operands[profile.events[2].operands][0].shape,
            std::vector<int64_t>{1});
}

TEST(Profiler, NothingUnlessAsked) {
  Program program;
  program.executable = exampleExecutable();
  program.native.kernels = {addOneKernel};
  TensorRef x = tensor<float>({1}, f32, {1});
  ASSERT_TRUE(program.run({Value(x), Value(x)}).ok());
  EXPECT_TRUE(program.vm->takeProfile().events.empty());
}

/// Calls, packed calls from a function and from a kernel, storage, a copy, a
/// workspace, a closure.
struct Busy {
  Program program;

  static int32_t workingKernel(void *const *, const int64_t *,
                               const relax_ctx *ctx) {
    void *memory = ctx->alloc(ctx, 1000, 64);
    ctx->free(ctx, memory);
    relax_any result = {RELAX_ANY_SCALAR, 0, {}};
    return ctx->call_packed(ctx, "seven", nullptr, 0, &result, 1);
  }

  Busy() {
    EXPECT_TRUE(program.registry
                    .add(
                        "seven",
                        [](const relax_ctx *, void *, const relax_any *,
                           int32_t, relax_any *results, int32_t) -> int32_t {
                          results[0].value.scalar = 7;
                          return 0;
                        },
                        nullptr, nullptr)
                    .ok());
    program.executable.imports = {"seven"};
    program.executable.kernels.push_back({"working", 0, 0});
    program.native.kernels.push_back(workingKernel);
    CodeBuilder main;
    main.begin(Opcode::IConst).word(0).imm64(256);
    main.begin(Opcode::AllocStorage).word(1).word(0).word(RELAX_DEVICE_CPU);
    main.begin(Opcode::CopyTensor).word(2).word(0);
    main.begin(Opcode::CallPacked)
        .word(0)
        .registers({Register::scalar(0)})
        .registers({Register::object(0)});
    main.begin(Opcode::CallKernel).word(3).objects({}).ints({});
    main.begin(Opcode::Call).word(1).registers({}).registers({});
    main.begin(Opcode::MakeClosure).word(3).word(1).registers({});
    main.begin(Opcode::InvokeClosure).word(3).registers({}).registers({});
    main.begin(Opcode::Ret).registers({});
    program.add(function("main", {parameter("x", "!relax.tensor<[n], f32>")},
                         {}, 1, 4, main));
    CodeBuilder inner;
    inner.begin(Opcode::Ret).registers({});
    program.add(function("inner", {}, {}, 0, 0, inner));
    program.options.profile = true;
  }
};

const Names busyNames = {
    "function main", "allocation alloc_storage", "copy copy_tensor",
    "packed seven",  "kernel working",           "allocation alloc_workspace",
    "packed seven",  "function inner",           "function inner"};

TEST(Profiler, EveryKindOfEvent) {
  Busy busy;
  TensorRef x = tensor<float>({2}, f32, {1, 2});
  auto result = busy.program.run({Value(x)});
  ASSERT_TRUE(result.ok()) << messageOf(result);
  Profile profile = busy.program.vm->takeProfile();
  ASSERT_EQ(namesOf(profile), busyNames);
  EXPECT_EQ(profile.events[1].bytes, 256u);
  EXPECT_EQ(profile.events[2].bytes, 8u);
  EXPECT_EQ(profile.events[3].bytes, 8u);
  EXPECT_EQ(profile.events[5].bytes, 1000u);
  EXPECT_TRUE(contains(profile.events[4], profile.events[5]));
  EXPECT_TRUE(contains(profile.events[4], profile.events[6]));
  // The functions are left out of the table; the rest is added up by name.
  std::vector<ProfileEntry> entries = summarizeProfile(profile);
  ASSERT_EQ(entries.size(), 5u);
  uint64_t calls = 0;
  double share = 0;
  for (const ProfileEntry &entry : entries) {
    EXPECT_LE(entry.minNs, entry.maxNs);
    EXPECT_LE(entry.maxNs, entry.totalNs);
    EXPECT_EQ(entry.calls, entry.name == "seven" ? 2u : 1u);
    calls += entry.calls;
    share += entry.share;
  }
  EXPECT_EQ(calls, 6u);
  EXPECT_NEAR(share, 1, 1e-9);
}

/// What a function without bytecode does is seen where it goes through a
/// service.
int32_t compiledMain(relax_vm_frame *frame) {
  const relax_vm_api *api = frame->api;
  int64_t n = 4;
  frame->location = 2;
  if (int32_t code = api->alloc_tensor(frame, &frame->objects[0], f32,
                                       RELAX_DEVICE_CPU, 1, &n))
    return code;
  relax_any result = {RELAX_ANY_SCALAR, 0, {}};
  if (int32_t code = api->call_packed(frame, 0, nullptr, 0, &result, 1))
    return code;
  return api->call(frame, 1, nullptr, 0, nullptr, 0);
}

TEST(Profiler, CompiledFunctions) {
  Busy busy;
  Program &program = busy.program;
  program.executable.functions[0].code.clear();
  program.executable.functions[0].args.clear();
  program.native.functions = {compiledMain, nullptr};
  auto result = program.run();
  ASSERT_TRUE(result.ok()) << messageOf(result);
  Profile profile = program.vm->takeProfile();
  ASSERT_EQ(namesOf(profile), (Names{"function main", "allocation alloc_tensor",
                                     "packed seven", "function inner"}));
  EXPECT_EQ(profile.events[1].bytes, 16u);
  for (size_t i : {1, 2, 3})
    EXPECT_EQ(profile.locations[profile.events[i].location].node, "node");
}

int32_t failingMain(relax_vm_frame *) { return 1; }

TEST(Profiler, CompiledFunctionsWithBytecodeRunAsBytecode) {
  Busy busy;
  busy.program.native.functions = {failingMain, nullptr};
  TensorRef x = tensor<float>({2}, f32, {1, 2});
  auto result = busy.program.run({Value(x)});
  ASSERT_TRUE(result.ok()) << messageOf(result);
  EXPECT_EQ(namesOf(busy.program.vm->takeProfile()), busyNames);
}

TEST(Profiler, AFailureEndsItsEvents) {
  Program program;
  CodeBuilder code;
  code.begin(Opcode::CallKernel).word(1).objects({}).ints({});
  code.begin(Opcode::Ret).registers({});
  program.add(function("main", {}, {}, 0, 0, code));
  program.options.profile = true;
  EXPECT_FALSE(program.run().ok());
  EXPECT_EQ(namesOf(program.vm->takeProfile()),
            (Names{"function main", "kernel failing"}));
}

Profile madeUp() {
  Profile profile;
  profile.names = {"a \"b\"", "main"};
  profile.operands = {{}, {{f32, {2, 3}}, {i64, {}}}};
  profile.locations = {{}, {"m.mlir:1:2", "conv"}};
  profile.events = {
      {ProfileEventKind::Function, 1, 0, 0, 0, 0, 9000, 0, 0},
      {ProfileEventKind::Kernel, 0, 1, 1, 0, 1000, 2500, 32, 100},
      {ProfileEventKind::Kernel, 0, 1, 1, 1, 4000, 1500, 32, 100}};
  return profile;
}

TEST(Profiler, ChromeTrace) {
  EXPECT_EQ(formatChromeTrace(madeUp()),
            R"({"displayTimeUnit": "ns", "traceEvents": [
{"name": "process_name", "ph": "M", "pid": 1, "args": {"name": "relax"}},
{"name": "main", "cat": "function", "ph": "X", "ts": 0.000, "dur": 9.000, "pid": 1, "tid": 1, "args": {"bytes": 0, "shapes": [], "dtypes": []}},
{"name": "a \"b\"", "cat": "kernel", "ph": "X", "ts": 1.000, "dur": 2.500, "pid": 1, "tid": 1, "args": {"bytes": 32, "shapes": [[2, 3], []], "dtypes": ["f32", "i64"], "location": "m.mlir:1:2", "node": "conv"}},
{"name": "live bytes", "ph": "C", "ts": 3.500, "pid": 1, "args": {"bytes": 100}},
{"name": "a \"b\"", "cat": "kernel", "ph": "X", "ts": 4.000, "dur": 1.500, "pid": 1, "tid": 2, "args": {"bytes": 32, "shapes": [[2, 3], []], "dtypes": ["f32", "i64"], "location": "m.mlir:1:2", "node": "conv"}}
]}
)");
}

TEST(Profiler, Summary) {
  EXPECT_EQ(printProfileSummary(madeUp()),
            "kind    name   calls  total us  mean us  min us  max us   share  "
            "bytes\n"
            "kernel  a \"b\"      2       4.0     2.00    1.50    2.50  "
            "100.0%     64\n"
            "all                2       4.0                                   "
            "   64\n");
}

} // namespace

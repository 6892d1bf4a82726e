// Arenas in the virtual machine: plans made before and for the sizes of a call,
// and what goes wrong.

#include "test/runtime/TestProgram.h"
#include "runtime/executable/ArenaPlan.h"
#include "runtime/vm/Verifier.h"

#include <gtest/gtest.h>

using namespace relax::runtime;
using namespace relax::runtime::test;

namespace {

/// main(x: [n], m): add_one three times through blocks 0, 1, 0 of an arena, and
/// once more into a tensor of its own. With `fixed`, a plan for 8 elements.
void addChain(Program &program, bool fixed) {
  PlanDesc plan;
  if (fixed) {
    plan.offsets = {0, 64};
    plan.sizes = {32, 32};
    plan.bytes = 96;
  } else {
    plan.numSizes = 1;
    plan.blocks = {0, 0, 3, 0, 2, 5};
  }
  program.executable.plans = {plan};
  CodeBuilder code;
  code.begin(Opcode::TensorDim).word(0).word(0).word(0);
  code.begin(Opcode::IConst).word(1).imm64(4);
  code.begin(Opcode::IMul).word(1).word(0).word(1);
  code.begin(Opcode::AllocArena).word(1).word(0);
  code.ints(fixed ? std::vector<Int>{} : std::vector<Int>{Int::reg(1)});
  uint32_t source = 0;
  for (uint32_t step = 0; step != 3; ++step) {
    uint32_t target = 2 + step % 2;
    code.begin(Opcode::ArenaTensor)
        .word(target)
        .word(1)
        .word(step % 2)
        .word(f32)
        .ints({Int::reg(0)});
    code.begin(Opcode::CallKernel)
        .word(0)
        .objects({source, target})
        .ints({Int::reg(0)});
    source = target;
  }
  code.begin(Opcode::AllocTensor)
      .word(4)
      .word(f32)
      .word(RELAX_DEVICE_CPU)
      .ints({Int::reg(0)});
  code.begin(Opcode::CallKernel)
      .word(0)
      .objects({source, 4})
      .ints({Int::reg(0)});
  code.begin(Opcode::Kill).objects({2, 3, 1});
  code.begin(Opcode::Ret).registers({obj(4)});
  program.add(function("main", {parameter("x", "!relax.tensor<[n], f32>")},
                       {parameter("y", "!relax.tensor<[n], f32>")}, 2, 5,
                       code));
}

std::vector<float> runOn(Program &program, const std::vector<float> &x) {
  auto result = program.run(
      {Value(tensor<float>({static_cast<int64_t>(x.size())}, f32, x))});
  EXPECT_TRUE(result.ok()) << result.status();
  return result.ok() ? content<float>(*(*result)[0].asTensor())
                     : std::vector<float>();
}

TEST(Arena, PlannedForTheSizesOfACall) {
  Program program;
  addChain(program, /*fixed=*/false);
  // Sizes come again, and more of them than are kept.
  for (int round = 0; round != 3; ++round)
    for (size_t n : {3, 1, 0, 100, 3, 5000}) {
      std::vector<float> x(n, 1.5f), y(n, 5.5f);
      EXPECT_EQ(runOn(program, x), y);
    }
  for (size_t n = 0; n != 40; ++n)
    EXPECT_EQ(runOn(program, std::vector<float>(n, 1)),
              std::vector<float>(n, 5));
}

TEST(Arena, PlannedBefore) {
  Program program;
  addChain(program, /*fixed=*/true);
  for (int round = 0; round != 3; ++round)
    EXPECT_EQ(runOn(program, {1, 2, 3, 4, 5, 6, 7, 8}),
              (std::vector<float>{5, 6, 7, 8, 9, 10, 11, 12}));
  // Smaller ones fit, too; larger ones do not.
  EXPECT_EQ(runOn(program, {1, 2}), (std::vector<float>{5, 6}));
  auto result =
      program.run({Value(tensor<float>({9}, f32, std::vector<float>(9)))});
  EXPECT_EQ(messageOf(result),
            "a tensor of shape [9] and type f32 does not fit block 0 of an "
            "arena, which has 32 bytes");
}

TEST(Arena, MemoryComesBack) {
  Program program;
  addChain(program, /*fixed=*/false);
  runOn(program, std::vector<float>(100000, 1));
  AllocatorStatistics before = getAllocatorStatistics();
  EXPECT_EQ(before.arenaBytes, 0u);
  for (int round = 0; round != 10; ++round)
    runOn(program, std::vector<float>(100000, 1));
  AllocatorStatistics after = getAllocatorStatistics();
  EXPECT_EQ(after.arenaBytes, 0u);
  EXPECT_EQ(after.numArenas, before.numArenas + 10);
#ifndef RELAX_ALLOCATOR_NO_CACHE
  EXPECT_EQ(after.systemBytes, before.systemBytes);
#endif
  resetAllocatorCounts();
  EXPECT_EQ(getAllocatorStatistics().numArenas, 0u);
  EXPECT_EQ(getAllocatorStatistics().peakArenaBytes, 0u);
  runOn(program, std::vector<float>(100000, 1));
  // Two blocks of 400000 bytes, and the rounding of the whole.
  uint64_t peak = getAllocatorStatistics().peakArenaBytes;
  EXPECT_GE(peak, 800000u);
  EXPECT_LE(peak, 850000u + 4096);
}

/// main(x: [n]): add_one twice in an arena, and once more into a block that the
/// result keeps, in which the first block lies. With `fixed`, a plan for 8
/// elements. With `wide`, the other blocks have twice the size that they need.
void addKeepingChain(Program &program, bool fixed, uint32_t keptBlock = 0,
                     bool wide = false) {
  PlanDesc plan;
  if (fixed) {
    plan.offsets = {64, 64, 0};
    plan.sizes = {32, 32, 32};
    plan.bytes = 64;
  } else {
    plan.numSizes = 2;
    plan.blocks = {0, 2, 5, 1, 0, 1, 1, 1, 2};
  }
  plan.kept = {0};
  program.executable.plans = {plan};
  CodeBuilder code;
  code.begin(Opcode::TensorDim).word(0).word(0).word(0);
  code.begin(Opcode::IConst).word(1).imm64(4);
  code.begin(Opcode::IMul).word(1).word(0).word(1);
  code.begin(Opcode::IConst).word(2).imm64(wide ? 2 : 1);
  code.begin(Opcode::IMul).word(2).word(1).word(2);
  code.begin(Opcode::AllocArena).word(1).word(0);
  code.ints(fixed ? std::vector<Int>{}
                  : std::vector<Int>{Int::reg(1), Int::reg(2)});
  uint32_t source = 0;
  for (uint32_t step = 0; step != 3; ++step) {
    uint32_t target = 2 + step;
    uint32_t block = step == 2 ? keptBlock | keepsBlock : step + 1;
    code.begin(Opcode::ArenaTensor)
        .word(target)
        .word(1)
        .word(block)
        .word(f32)
        .ints({Int::reg(0)});
    code.begin(Opcode::CallKernel)
        .word(0)
        .objects({source, target})
        .ints({Int::reg(0)});
    source = target;
  }
  code.begin(Opcode::Kill).objects({2, 3, 1});
  code.begin(Opcode::Ret).registers({obj(4)});
  program.add(function("main", {parameter("x", "!relax.tensor<[n], f32>")},
                       {parameter("y", "!relax.tensor<[n], f32>")}, 3, 5,
                       code));
}

TEST(Arena, ResultsKeepTheirBlocks) {
  for (bool fixed : {false, true}) {
    Program program;
    addKeepingChain(program, fixed);
    AllocatorStatistics before = getAllocatorStatistics();
    std::vector<Value> results;
    for (float first : {1.f, 10.f}) {
      auto result = program.run({Value(
          tensor<float>({8}, f32, std::vector<float>(8, first)))});
      ASSERT_TRUE(result.ok()) << result.status();
      results.push_back(std::move((*result)[0]));
    }
    // The arenas are gone, and the results of both calls are as they were.
    EXPECT_EQ(getAllocatorStatistics().arenaBytes, before.arenaBytes);
    EXPECT_EQ(content<float>(*results[0].asTensor()),
              std::vector<float>(8, 4));
    EXPECT_EQ(content<float>(*results[1].asTensor()),
              std::vector<float>(8, 13));
    EXPECT_EQ(results[0].asTensor()->flags & RELAX_TENSOR_PLANNED, 0u);
    if (fixed)
      continue;
    for (size_t n : {0, 1, 100, 5000, 0})
      EXPECT_EQ(runOn(program, std::vector<float>(n, 1)),
                std::vector<float>(n, 4));
  }
}

TEST(Arena, ResultsAddNothingToThePeak) {
  Program program;
  addKeepingChain(program, /*fixed=*/false);
  std::vector<float> x(100000, 1);
  runOn(program, x);
  setAllocatorTracking(true);
  resetAllocatorCounts();
  Value input(tensor<float>({100000}, f32, x));
  uint64_t before = getAllocatorStatistics().liveBytes;
  auto result = program.run({std::move(input)});
  uint64_t peak = getAllocatorStatistics().peakLiveBytes - before;
  setAllocatorTracking(false);
  ASSERT_TRUE(result.ok()) << result.status();
  // Two of three tensors of 400000 bytes at a time.
  EXPECT_GE(peak, 800000u);
  EXPECT_LE(peak, 810000u);
}

TEST(Arena, NobodyTakesAnArenaThatWastes) {
  // Two blocks of twice the size at one time, and the result beside them.
  Program program;
  addKeepingChain(program, /*fixed=*/false, /*keptBlock=*/0, /*wide=*/true);
  std::vector<float> x(100000, 1);
  runOn(program, x);
  setAllocatorTracking(true);
  resetAllocatorCounts();
  Value input(tensor<float>({100000}, f32, x));
  AllocatorStatistics before = getAllocatorStatistics();
  auto result = program.run({std::move(input)});
  AllocatorStatistics after = getAllocatorStatistics();
  setAllocatorTracking(false);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(content<float>(*(*result)[0].asTensor()),
            std::vector<float>(100000, 4));
  EXPECT_EQ(after.numArenas, 0u);
  // The three tensors, which the program drops in the end; the plan has two of
  // twice the size, and the result beside them.
  EXPECT_EQ(after.peakDataBytes - before.dataBytes, 1200000u);
  EXPECT_EQ(after.dataBytes, before.dataBytes); // the result for the input
  for (size_t n : {0, 1, 100, 5000, 0})
    EXPECT_EQ(runOn(program, std::vector<float>(n, 1)),
              std::vector<float>(n, 4));
}

TEST(Arena, OnlyWhatIsListedIsKept) {
  for (auto [fixed, wide] : {std::pair(false, false), std::pair(true, false),
                             std::pair(false, true)}) {
    Program program;
    addKeepingChain(program, fixed, /*keptBlock=*/2, wide);
    auto result = program.run(
        {Value(tensor<float>({8}, f32, std::vector<float>(8, 1)))});
    EXPECT_EQ(messageOf(result), "block 2 of an arena is not one to keep");
  }
  // Nothing is listed at all.
  Program program;
  program.executable.plans = {{0, {}, {0}, {64}, 64}};
  CodeBuilder code;
  code.begin(Opcode::AllocArena).word(0).word(0).ints({});
  code.begin(Opcode::ArenaTensor)
      .word(1)
      .word(0)
      .word(0 | keepsBlock)
      .word(f32)
      .ints({Int::immediate(1)});
  code.begin(Opcode::Ret).registers({obj(1)});
  program.add(function("main", {}, {parameter("y", "!relax.tensor<[1], f32>")},
                       0, 2, code));
  EXPECT_EQ(messageOf(program.run()), "block 0 of an arena is not one to keep");
}

TEST(Arena, NegativeSizesAreAnErrorOfTheTensor) {
  Program program;
  program.executable.plans = {{1, {0, 0, 0}, {}, {}, 0}};
  CodeBuilder code;
  code.begin(Opcode::AllocArena).word(0).word(0).ints({Int::reg(0)});
  code.begin(Opcode::ArenaTensor).word(1).word(0).word(0).word(f32).ints(
      {Int::reg(0)});
  code.begin(Opcode::Ret).registers({});
  program.add(
      function("main", {parameter("n", "i64")}, {}, 1, 2, code));
  EXPECT_TRUE(program.run({Value::integer(0)}).ok());
  EXPECT_EQ(messageOf(program.run({Value::integer(-1)})),
            "a tensor cannot have the shape [-1]: a dimension is negative");
  EXPECT_EQ(messageOf(program.run({Value::integer(INT64_MAX)})),
            "the tensors of the function are too large");
  EXPECT_EQ(messageOf(program.run({Value::integer(int64_t{1} << 61)})),
            "out of memory for an arena of 2305843009213693952 bytes");
}

TEST(Arena, OnlyAnArenaHasBlocks) {
  Program program;
  CodeBuilder code;
  code.begin(Opcode::ArenaTensor).word(1).word(0).word(0).word(f32).ints({});
  code.begin(Opcode::Ret).registers({});
  program.add(function("main", {parameter("x", "!relax.object")}, {}, 0, 2,
                       code));
  EXPECT_EQ(messageOf(program.run({Value(tensor<float>({1}, f32, {1}))})),
            "expected an arena, got a tensor of shape [1] and type f32");
}

/// Calls in which a packed function gets a tensor of an arena.
struct Keeper {
  static int32_t keep(const relax_ctx *, void *kept, const relax_any *args,
                      int32_t, relax_any *, int32_t) {
    retain(args[0].value.object);
    *static_cast<relax_object **>(kept) = args[0].value.object;
    return 0;
  }
  static int32_t look(const relax_ctx *, void *, const relax_any *,
                      int32_t, relax_any *, int32_t) {
    return 0;
  }
};

TEST(Arena, PackedFunctionsKeepNothing) {
  for (bool keeps : {false, true}) {
    Program program;
    relax_object *kept = nullptr;
    ASSERT_TRUE(program.registry
                    .add("f", keeps ? Keeper::keep : Keeper::look, &kept,
                         nullptr)
                    .ok());
    program.executable.imports = {"f"};
    program.executable.plans = {{0, {}, {0}, {64}, 64}};
    CodeBuilder code;
    code.begin(Opcode::AllocArena).word(0).word(0).ints({});
    code.begin(Opcode::ArenaTensor)
        .word(1)
        .word(0)
        .word(0)
        .word(f32)
        .ints({Int::immediate(2)});
    // A view is a tensor of the arena as well.
    code.begin(Opcode::ViewTensor).word(2).word(1).ints(
        {Int::immediate(1), Int::immediate(2)});
    code.begin(Opcode::CallPacked).word(0).registers({}).registers({obj(2)});
    code.begin(Opcode::Ret).registers({});
    program.add(function("main", {}, {}, 0, 3, code));
    auto result = program.run();
    EXPECT_EQ(messageOf(result),
              keeps ? "packed function 'f' failed: it kept a reference to a "
                      "tensor that it was called to read or write; the memory "
                      "serves again (see relax.call_dps_packed)"
                    : "no error");
    // The header is still there for whoever kept it.
    release(kept);
  }
}

TEST(Arena, EachCallHasItsOwn) {
  // f(n) fills a block, calls itself with n - 1, and reads the block again.
  Program program;
  program.executable.plans = {{0, {}, {0}, {64}, 64}};
  CodeBuilder code;
  auto recurse = code.createLabel(), done = code.createLabel();
  code.begin(Opcode::AllocArena).word(1).word(0).ints({});
  code.begin(Opcode::ArenaTensor).word(2).word(1).word(0).word(f32).ints(
      {Int::immediate(1)});
  code.begin(Opcode::CallKernel).word(0).objects({0, 2}).ints(
      {Int::immediate(1)});
  code.begin(Opcode::Branch).word(0).label(recurse).label(done);
  code.bind(recurse);
  code.begin(Opcode::IConst).word(1).imm64(1);
  code.begin(Opcode::ISub).word(1).word(0).word(1);
  code.begin(Opcode::Call).word(0).registers({obj(3)}).registers(
      {obj(2), num(1)});
  // The block of this call is as it was: x + 1.
  code.begin(Opcode::AllocTensor).word(4).word(f32).word(RELAX_DEVICE_CPU).ints(
      {Int::immediate(1)});
  code.begin(Opcode::CallKernel).word(0).objects({2, 4}).ints(
      {Int::immediate(1)});
  code.begin(Opcode::Ret).registers({obj(4)});
  code.bind(done);
  code.begin(Opcode::AllocTensor).word(4).word(f32).word(RELAX_DEVICE_CPU).ints(
      {Int::immediate(1)});
  code.begin(Opcode::CallKernel).word(0).objects({2, 4}).ints(
      {Int::immediate(1)});
  code.begin(Opcode::Ret).registers({obj(4)});
  program.add(function("main",
                       {parameter("x", "!relax.tensor<[1], f32>"),
                        parameter("n", "i64")},
                       {parameter("y", "!relax.tensor<[1], f32>")}, 2, 5,
                       code));
  auto result = program.run(
      {Value(tensor<float>({1}, f32, {10})), Value::integer(20)});
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(content<float>(*(*result)[0].asTensor()),
            (std::vector<float>{12}));
}

TEST(Arena, VerifierRefusesWhatIsOutOfRange) {
  auto messageFor = [](PlanDesc plan, std::vector<Int> sizes,
                       uint32_t number = 0) {
    ExecutableDesc executable;
    executable.plans = {plan};
    CodeBuilder code;
    code.begin(Opcode::AllocArena).word(0).word(number).ints(sizes);
    code.begin(Opcode::Ret).registers({});
    executable.functions = {function("f", {}, {}, 1, 1, code)};
    std::vector<uint8_t> bytes = encodeExecutable(executable);
    auto result = verifyExecutable(bytes, 0);
    return result.ok() ? std::string("none")
                       : std::string(result.status().message());
  };
  EXPECT_EQ(messageFor({1, {0, 0, 3}, {}, {}, 0}, {Int::reg(0)}), "none");
  EXPECT_EQ(messageFor({0, {}, {0, 64}, {64, 1}, 65}, {}), "none");
  EXPECT_EQ(messageFor({0, {}, {}, {}, 0}, {}, 1),
            "malformed executable: function 'f', word 0 (alloc_arena): plan 1 "
            "is out of range (1)");
  EXPECT_EQ(messageFor({1, {0, 0, 3}, {}, {}, 0}, {}),
            "malformed executable: function 'f', word 0 (alloc_arena): the "
            "plan asks for 1 sizes, got 0");
  EXPECT_EQ(messageFor({1, {1, 0, 3}, {}, {}, 0}, {Int::reg(0)}),
            "malformed executable: plan 0, block 0 is out of range");
  EXPECT_EQ(messageFor({1, {0, 4, 3}, {}, {}, 0}, {Int::reg(0)}),
            "malformed executable: plan 0, block 0 is out of range");
  EXPECT_EQ(messageFor({1, {0, 0}, {}, {}, 0}, {Int::reg(0)}),
            "malformed executable: plan 0 has blocks of two kinds");
  EXPECT_EQ(messageFor({0, {}, {0}, {}, 0}, {}),
            "malformed executable: plan 0 has blocks of two kinds");
  EXPECT_EQ(messageFor({0, {}, {32}, {1}, 64}, {}),
            "malformed executable: plan 0, block 0 is out of range");
  EXPECT_EQ(messageFor({0, {}, {64}, {1}, 64}, {}),
            "malformed executable: plan 0, block 0 is out of range");
  EXPECT_EQ(messageFor({0, {}, {64, 64, 128}, {40, 64, 1}, 64, {0, 2}}, {}),
            "none");
  EXPECT_EQ(messageFor({1, {0, 0, 3}, {}, {}, 0, {0}}, {Int::reg(0)}), "none");
  EXPECT_EQ(messageFor({1, {0, 0, 3}, {}, {}, 0, {1}}, {Int::reg(0)}),
            "malformed executable: plan 0 keeps block 1, which is out of range "
            "or order");
  EXPECT_EQ(messageFor({0, {}, {64, 128}, {1, 1}, 64, {1, 0}}, {}),
            "malformed executable: plan 0 keeps block 0, which is out of range "
            "or order");
  EXPECT_EQ(messageFor({0, {}, {0}, {64}, 64, {0}}, {}),
            "malformed executable: plan 0, block 0 is out of range");
  EXPECT_EQ(messageFor({0, {}, {64, 64}, {65, 64}, 64, {0, 1}}, {}),
            "malformed executable: plan 0, block 1 is out of range");
  EXPECT_EQ(messageFor({0, {}, {64, 64}, {64, 65}, 64, {0}}, {}),
            "malformed executable: plan 0, block 1 is out of range");
  EXPECT_EQ(messageFor({0, {}, {64}, {INT64_MAX}, 64, {0}}, {}),
            "malformed executable: plan 0, block 0 is out of range");
  EXPECT_EQ(messageFor({0, {}, {}, {}, UINT64_MAX}, {}),
            "malformed executable: plan 0 has 18446744073709551615 bytes");
}

} // namespace

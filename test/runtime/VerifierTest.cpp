// What the verifier refuses, and that nothing which it lets through can bring
// the machine down: mutated executables with fixed seeds. Run under
// AddressSanitizer as well.

#include "runtime/vm/Verifier.h"
#include "runtime/vm/Printer.h"
#include "test/runtime/Limits.h"
#include "test/runtime/TestExecutable.h"

#include <gtest/gtest.h>
#include <random>

using namespace relax::runtime;
using namespace relax::runtime::test;

namespace {

std::string refusal(const ExecutableDesc &executable, size_t weights = 0) {
  std::vector<relax_kernel> kernels(executable.kernels.size(), silentKernel);
  auto module = Module::create(encodeExecutable(executable), {kernels, {}},
                               std::vector<uint8_t>(weights));
  return module.ok() ? "accepted" : std::string(module.status().message());
}

/// An executable of one function without parameters over two registers of each
/// bank.
std::string refusalOf(CodeBuilder &code) {
  ExecutableDesc executable = exampleExecutable();
  executable.functions = {function("f", {}, {}, 2, 2, code)};
  return refusal(executable);
}

std::string refusalOf(Opcode opcode, std::vector<uint32_t> operands) {
  CodeBuilder code;
  code.begin(opcode);
  for (uint32_t operand : operands)
    code.word(operand);
  code.begin(Opcode::Ret).registers({});
  return refusalOf(code);
}

TEST(Verifier, Accepts) { EXPECT_EQ(refusal(exampleExecutable()), "accepted"); }

TEST(Verifier, Operands) {
  const std::string at = "malformed executable: function 'f', word 0 ";
  EXPECT_EQ(refusalOf(Opcode::SMove, {2, 0}),
            at + "(smove): scalar register 2 is out of range (2)");
  EXPECT_EQ(refusalOf(Opcode::SMove, {0, 9}),
            at + "(smove): scalar register 9 is out of range (2)");
  EXPECT_EQ(refusalOf(Opcode::OMove, {0, 2}),
            at + "(omove): object register 2 is out of range (2)");
  EXPECT_EQ(refusalOf(Opcode::LoadConst, {0, 1}),
            at + "(load_const): constant 1 is out of range (1)");
  EXPECT_EQ(refusalOf(Opcode::Kill, {2, 0, 5}),
            at + "(kill): object register 5 is out of range (2)");
  EXPECT_EQ(refusalOf(Opcode::MakeShape, {0, 1, 7}),
            at + "(make_shape): scalar register 7 is out of range (2)");
  EXPECT_EQ(refusalOf(Opcode::CallKernel, {4, 0, 0}),
            at + "(call_kernel): kernel 4 is out of range (1)");
  EXPECT_EQ(refusalOf(Opcode::CallKernel, {0, 1, 0, 0}),
            at + "(call_kernel): kernel 'add_one' takes 2 buffers and 1 "
                 "scalars, got 1 and 0");
  EXPECT_EQ(refusalOf(Opcode::CallPacked, {0, 0, 0}),
            at + "(call_packed): import 0 is out of range (0)");
  EXPECT_EQ(refusalOf(Opcode::Call, {1, 0, 0}),
            at + "(call): function 1 is out of range (1)");
  EXPECT_EQ(refusalOf(Opcode::Call, {0, 1, 0, 0}),
            at + "(call): 1 results where 0 are expected");
  EXPECT_EQ(refusalOf(Opcode::Call, {0, 0, 1, 0}),
            at + "(call): 1 arguments where 0 are expected");
  EXPECT_EQ(refusalOf(Opcode::MakeClosure, {0, 0, 1, 0}),
            at + "(make_closure): more captured values than the function has "
                 "parameters");
  EXPECT_EQ(refusalOf(Opcode::CheckEqual, {0, 0, 3}),
            at + "(check_equal): check 3 is out of range (3)");
  EXPECT_EQ(refusalOf(Opcode::BoxScalar, {0, 0, 0}),
            at + "(box_scalar): unknown element type dtype(0, 0, 0)");
  EXPECT_EQ(refusalOf(Opcode::UnboxScalar, {0, 0, 0}), "accepted");
  EXPECT_EQ(refusalOf(Opcode::AllocTensor, {0, RELAX_DTYPE(2, 31), 1, 0}),
            at + "(alloc_tensor): unknown element type dtype(2, 31, 1)");
  EXPECT_EQ(refusalOf(Opcode::Ret, {1, 0}),
            at + "(ret): 1 results where 0 are expected");
  std::vector<uint32_t> dims = {0, f32, 1, 65};
  dims.insert(dims.end(), 65, tagBit);
  EXPECT_EQ(refusalOf(Opcode::AllocTensor, dims),
            at + "(alloc_tensor): rank 65 is above the limit of 64");
}

TEST(Verifier, Banks) {
  ExecutableDesc executable = exampleExecutable();
  CodeBuilder callee, caller;
  callee.begin(Opcode::Ret).registers({num(0)});
  caller.begin(Opcode::Call)
      .word(0)
      .registers({num(0)})
      .registers({obj(0), num(0)});
  caller.begin(Opcode::Ret).registers({});
  executable.functions = {
      function("callee",
               {parameter("n", "i64"), parameter("x", "!relax.object")},
               {parameter("m", "i64")}, 1, 1, callee),
      function("caller", {}, {}, 1, 1, caller)};
  EXPECT_EQ(refusal(executable),
            "malformed executable: function 'caller', word 0 (call): argument "
            "0 is in the wrong bank");
  CodeBuilder result;
  result.begin(Opcode::Ret).registers({obj(0)});
  executable.functions[0].code = result.finish();
  EXPECT_EQ(refusal(executable), "malformed executable: function 'callee', "
                                 "word 0 (ret): result 0 is in the wrong bank");
}

TEST(Verifier, ControlFlow) {
  EXPECT_EQ(refusalOf(Opcode::Jump, {1}),
            "malformed executable: function 'f': the jump at word 0 leads to "
            "1, which is no instruction");
  EXPECT_EQ(refusalOf(Opcode::Branch, {0, 4, 100}),
            "malformed executable: function 'f': the jump at word 0 leads to "
            "100, which is no instruction");
  CodeBuilder open, unknown, unbound;
  open.begin(Opcode::IConst).word(0).imm64(1);
  EXPECT_EQ(refusalOf(open), "malformed executable: function 'f': control runs "
                             "off the end of the code");
  unknown.word(1000);
  EXPECT_EQ(refusalOf(unknown),
            "malformed executable: function 'f': word 0 is no instruction");
  unbound.begin(Opcode::Jump).label(unbound.createLabel());
  EXPECT_NE(refusalOf(unbound), "accepted");
}

TEST(Verifier, Tables) {
  ExecutableDesc executable = exampleExecutable();
  executable.functions.push_back(executable.functions[0]);
  EXPECT_EQ(refusal(executable),
            "malformed executable: two functions are named 'main'");
  executable = exampleExecutable();
  executable.functions[0].numObjects = 1;
  EXPECT_EQ(
      refusal(executable),
      "malformed executable: function 'main': fewer registers than parameters");
  executable.functions[0].numObjects = maxRegisters + 1;
  EXPECT_EQ(
      refusal(executable),
      "malformed executable: function 'main': more than 1048576 registers");
  executable = exampleExecutable();
  executable.functions[0].locations = {{0, 2}};
  EXPECT_EQ(refusal(executable), "malformed executable: function 'main': a "
                                 "source location is out of range");
  executable = exampleExecutable();
  executable.functions[0].args[1].type.dtype = 1234;
  EXPECT_EQ(
      refusal(executable),
      "malformed executable: function 'main': the type of 'w' is malformed");
  executable = exampleExecutable();
  executable.functions[0].args[0].type.rank = 5;
  EXPECT_EQ(
      refusal(executable),
      "malformed executable: function 'main': the type of 'x' is malformed");
  executable = exampleExecutable();
  executable.checks[0].location = 3;
  EXPECT_EQ(refusal(executable),
            "malformed executable: a check is out of range");
}

TEST(Verifier, Constants) {
  ExecutableDesc executable = exampleExecutable();
  auto with = [&](ConstantDesc constant) {
    executable.constants = {std::move(constant)};
    return refusal(executable, 256);
  };
  EXPECT_EQ(with({f32, {16}, {}, 192, 64}), "accepted");
  EXPECT_EQ(with({f32, {0}, {}, 0, 0}), "accepted");
  EXPECT_EQ(with({f32, {16}, {}, 256, 64}),
            "malformed executable: constant 0 lies outside of the weights");
  EXPECT_EQ(with({f32, {16}, {}, 32, 64}),
            "malformed executable: constant 0 lies outside of the weights");
  EXPECT_EQ(with({f32, {16}, {}, UINT64_MAX - 63, 64}),
            "malformed executable: constant 0 lies outside of the weights");
  EXPECT_EQ(
      with({f32, {17}, {}, 0, 64}),
      "malformed executable: constant 0 has 64 bytes, its shape asks for 68");
  EXPECT_EQ(
      with({f32, {2}, {1, 2, 3}, 0, 0}),
      "malformed executable: constant 0 has 3 bytes, its shape asks for 8");
  EXPECT_EQ(with({f32, {-1}, {}, 0, 0}),
            "malformed executable: constant 0 has shape [-1]");
  EXPECT_EQ(with({99, {1}, {}, 0, 0}),
            "malformed executable: constant 0 has the unknown element type "
            "dtype(99, 0, 0)");
}

TEST(Verifier, OtherVersionsAreRefused) {
  std::vector<uint8_t> bytes = encodeExecutable(exampleExecutable());
  // The version is the one field of value 1 that the root table's first slot
  // names; find it by changing it.
  bool found = false;
  for (size_t i = 0; i + 4 <= bytes.size() && !found; i += 4) {
    std::vector<uint8_t> changed = bytes;
    if (changed[i] != executableVersion)
      continue;
    changed[i] = 77;
    auto module = Module::create(changed, {{addOneKernel}, {}});
    found = !module.ok() &&
            module.status().message() ==
                "the executable has version 77, this runtime reads version 3: "
                "compile the model again";
  }
  EXPECT_TRUE(found);
}

TEST(Verifier, TruncatedBuffersAreRefused) {
  std::vector<uint8_t> bytes = encodeExecutable(exampleExecutable());
  for (size_t size = 0; size != bytes.size(); ++size) {
    std::vector<uint8_t> shorter(bytes.begin(), bytes.begin() + size);
    (void)Module::create(
        shorter,
        {{silentKernel},
         {}}); // must not crash; what lies behind the end may be unused
  }
  EXPECT_FALSE(Module::create({}, {}).ok());
}

/// A kernel for mutants: the sizes that it is called with mean nothing.
int32_t harmlessKernel(void *const *, const int64_t *, const relax_ctx *) {
  return 0;
}

/// Loads a mutant and, when it is accepted, prints it and runs each of its
/// functions.
bool exercise(std::vector<uint8_t> bytes, size_t numKernels) {
  auto module = Module::create(
      std::move(bytes),
      {std::vector<relax_kernel>(numKernels, harmlessKernel), {}});
  if (!module.ok())
    return false;
  (void)dumpModule(**module);
  (void)printSignatures(**module);
  (void)printSignaturesJson(**module);
  VirtualMachineOptions options;
  options.maxJumps = 1000;
  options.maxDepth = 50;
  static PackedRegistry *registry = [] {
    auto *registry = new PackedRegistry;
    (void)registry->add("p",
                        [](const PackedCall &) { return absl::OkStatus(); });
    return registry;
  }();
  options.registry = registry;
  auto vm = VirtualMachine::create(*module, options);
  if (!vm.ok())
    return true;
  for (const FunctionInfo &info : (*module)->functions()) {
    std::vector<Value> args;
    for (size_t i = 0; i != info.argIsScalar.size() && i != 1000; ++i)
      args.push_back(info.argIsScalar[i]
                         ? Value::integer(3)
                         : Value(tensor<float>({3}, f32, {1, 2, 3})));
    (void)(*vm)->invoke(info.name, args);
  }
  return true;
}

/// An executable with every instruction in it.
ExecutableDesc everything() {
  ExecutableDesc executable = exampleExecutable();
  executable.imports = {"p"};
  executable.constants.push_back({f32, {3}, std::vector<uint8_t>(12), 0, 0});
  CodeBuilder code;
  CodeBuilder::Label loop = code.createLabel(), done = code.createLabel(),
                     other = code.createLabel();
  code.begin(Opcode::IConst).word(1).imm64(3);
  code.begin(Opcode::SMove).word(2).word(1);
  for (Opcode opcode :
       {Opcode::IAdd, Opcode::ISub, Opcode::IMul, Opcode::IFloorDiv,
        Opcode::ICeilDiv, Opcode::IMod, Opcode::IMin, Opcode::IMax,
        Opcode::ICmpEq, Opcode::ICmpNe, Opcode::ICmpLt, Opcode::ICmpLe})
    code.begin(opcode).word(3).word(1).word(2);
  code.begin(Opcode::ISelect).word(3).word(0).word(1).word(2);
  code.bind(loop);
  code.begin(Opcode::Branch).word(4).label(done).label(other);
  code.bind(other);
  code.begin(Opcode::LoadConst).word(1).word(1);
  code.begin(Opcode::AllocTensor)
      .word(2)
      .word(f32)
      .word(RELAX_DEVICE_CPU)
      .ints({Int::reg(1)});
  code.begin(Opcode::IConst).word(5).imm64(128);
  code.begin(Opcode::AllocStorage).word(3).word(5).word(RELAX_DEVICE_CPU);
  code.begin(Opcode::IConst).word(5).imm64(64);
  code.begin(Opcode::AllocTensorFromStorage)
      .word(4)
      .word(3)
      .word(5)
      .word(f32)
      .ints({Int::immediate(3)});
  code.begin(Opcode::CopyTensor).word(5).word(1);
  code.begin(Opcode::ViewTensor)
      .word(6)
      .word(5)
      .ints({Int::immediate(1), Int::reg(1)});
  code.begin(Opcode::TensorDim).word(5).word(6).word(1);
  code.begin(Opcode::CheckTensor).word(6).word(2).word(f32).word(0);
  code.begin(Opcode::CheckEqual).word(5).word(1).word(2);
  code.begin(Opcode::CheckLessEqual).word(5).word(1).word(2);
  code.begin(Opcode::MakeShape).word(6).ints({Int::reg(1), Int::immediate(2)});
  code.begin(Opcode::ShapeDim).word(5).word(6).word(1);
  code.begin(Opcode::CheckShape).word(6).word(2).word(0);
  code.begin(Opcode::MakeTuple).word(7).objects({6, 5, 2});
  code.begin(Opcode::TupleGet).word(8).word(7).word(0);
  code.begin(Opcode::CheckTuple).word(7).word(3).word(0);
  code.begin(Opcode::BoxScalar).word(8).word(1).word(i64);
  code.begin(Opcode::UnboxScalar).word(5).word(8).word(i64);
  code.begin(Opcode::OMove).word(8).word(7);
  code.begin(Opcode::CallKernel).word(0).objects({5, 2}).ints({Int::reg(1)});
  code.begin(Opcode::CallPacked)
      .word(0)
      .registers({})
      .registers({obj(2), num(1)});
  code.begin(Opcode::Call)
      .word(2)
      .registers({num(3)})
      .registers({num(1), obj(2)});
  code.begin(Opcode::MakeClosure).word(8).word(2).registers({obj(2)});
  code.begin(Opcode::InvokeClosure)
      .word(8)
      .registers({num(3)})
      .registers({num(1)});
  code.begin(Opcode::AllocTensor)
      .word(8)
      .word(i64)
      .word(RELAX_DEVICE_CPU)
      .ints({});
  code.begin(Opcode::ReadScalar).word(5).word(8).word(0);
  code.begin(Opcode::Kill).objects({8, 7, 3});
  code.begin(Opcode::IConst).word(4).imm64(1);
  code.begin(Opcode::Jump).label(loop);
  code.bind(done);
  code.begin(Opcode::Ret).registers({obj(4), num(5)});
  FunctionDesc all = function(
      "all", {parameter("x", "!relax.tensor<[n], f32>"), parameter("n", "i64")},
      {parameter("y", "!relax.tensor<[n], f32>"), parameter("m", "i64")}, 6, 9,
      code);
  executable.functions.push_back(all);
  CodeBuilder leaf;
  leaf.begin(Opcode::Ret).registers({num(0)});
  executable.functions.push_back(
      function("leaf", {parameter("n", "i64"), parameter("x", "!relax.object")},
               {parameter("m", "i64")}, 1, 1, leaf));
  CodeBuilder failing;
  failing.begin(Opcode::Fail).word(0);
  executable.functions.push_back(function("failing", {}, {}, 0, 0, failing));
  return executable;
}

TEST(Mutants, EveryInstructionRuns) {
  ExecutableDesc executable = everything();
  auto module =
      Module::create(encodeExecutable(executable), {{harmlessKernel}, {}});
  ASSERT_TRUE(module.ok()) << module.status().message();
  PackedRegistry registry;
  ASSERT_TRUE(
      registry.add("p", [](const PackedCall &) { return absl::OkStatus(); })
          .ok());
  VirtualMachineOptions options;
  options.registry = &registry;
  auto vm = VirtualMachine::create(*module, options);
  ASSERT_TRUE(vm.ok()) << vm.status().message();
  auto result = (*vm)->invoke(
      "all", {Value(tensor<float>({3}, f32, {1, 2, 3})), Value::integer(3)});
  ASSERT_TRUE(result.ok()) << result.status().message();
}

TEST(Mutants, OfBytes) {
  std::vector<uint8_t> original = encodeExecutable(everything());
  std::mt19937 random(20261121);
  int accepted = 0;
  Limits limits;
  for (int round = 0; round != 6000; ++round) {
    limits.next();
    std::vector<uint8_t> mutant = original;
    for (int change = 0, changes = 1 + random() % 4; change != changes;
         ++change) {
      size_t at = random() % mutant.size();
      switch (random() % 4) {
      case 0:
        mutant[at] ^= 1 << random() % 8;
        break;
      case 1:
        mutant[at] = static_cast<uint8_t>(random());
        break;
      case 2:
        mutant[at] = random() % 2 ? 0xff : 0;
        break;
      default:
        std::swap(mutant[at], mutant[random() % mutant.size()]);
      }
    }
    accepted += exercise(std::move(mutant), 1);
  }
  // Some change only names, or bytecode within bounds; if none or all got
  // through the test would show nothing.
  EXPECT_GT(accepted, 100);
  EXPECT_LT(accepted, 5900);
}

TEST(Mutants, OfCode) {
  ExecutableDesc original = everything();
  std::mt19937 random(1234567);
  int accepted = 0;
  Limits limits;
  for (int round = 0; round != 10000; ++round) {
    limits.next();
    ExecutableDesc mutant = original;
    std::vector<uint32_t> &code =
        mutant.functions[random() % mutant.functions.size()].code;
    for (int change = 0, changes = 1 + random() % 3; change != changes;
         ++change) {
      uint32_t &word = code[random() % code.size()];
      switch (random() % 4) {
      case 0:
        word = random() % 10;
        break;
      case 1:
        word ^= tagBit;
        break;
      case 2:
        word = code[random() % code.size()];
        break;
      default:
        word += random() % 2 ? 1 : -1;
      }
    }
    accepted += exercise(encodeExecutable(mutant), 1);
  }
  EXPECT_GT(accepted, 300);
  EXPECT_LT(accepted, 9900);
}

} // namespace

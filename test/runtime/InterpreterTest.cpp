// The interpreter, instruction by instruction, with what each reports when it fails.

#include "test/runtime/TestExecutable.h"

#include <gtest/gtest.h>
#include <thread>

using namespace relax::runtime;
using namespace relax::runtime::test;

namespace {

/// A program: tables, and functions written into `code`.
struct Program {
  ExecutableDesc executable;
  NativeCode native;
  PackedRegistry registry;
  VirtualMachineOptions options;
  std::shared_ptr<const Module> module;
  std::unique_ptr<VirtualMachine> vm;

  Program() {
    executable.kernels = {{"add_one", 2, 1}, {"failing", 0, 0}, {"silent", 0, 0}};
    native.kernels = {addOneKernel, failingKernel, silentKernel};
    executable.locations = {{"a.mlir", 3, 4, ""}, {"b.mlir", 5, 6, "node"}};
  }

  absl::Status prepare() {
    auto loaded = Module::create(encodeExecutable(executable), native);
    if (!loaded.ok())
      return loaded.status();
    module = *loaded;
    options.registry = &registry;
    auto created = VirtualMachine::create(module, options);
    if (!created.ok())
      return created.status();
    vm = *std::move(created);
    return absl::OkStatus();
  }

  absl::StatusOr<std::vector<Value>> run(std::vector<Value> args = {}, std::string_view name = "main") {
    if (!vm)
      if (absl::Status status = prepare(); !status.ok())
        return status;
    return vm->invoke(name, args);
  }

  void add(FunctionDesc function) { executable.functions.push_back(std::move(function)); }
};

std::vector<ParameterDesc> many(size_t count, const char *type) {
  std::vector<ParameterDesc> result;
  for (size_t i = 0; i != count; ++i)
    result.push_back(parameter("p" + std::to_string(i), type));
  return result;
}

std::string messageOf(const absl::StatusOr<std::vector<Value>> &result) {
  return result.ok() ? "no error" : std::string(result.status().message());
}

/// Runs one instruction on scalars: dst = op(a, b, c).
absl::StatusOr<std::vector<Value>> runScalar(Opcode opcode, std::vector<int64_t> operands) {
  Program program;
  CodeBuilder code;
  code.begin(opcode).word(3);
  for (uint32_t i = 0; i != operands.size(); ++i)
    code.word(i);
  code.begin(Opcode::Ret).registers({num(3)});
  program.add(function("main", many(operands.size(), "i64"), many(1, "i64"), 4, 0, code));
  std::vector<Value> args;
  for (int64_t operand : operands)
    args.push_back(Value::integer(operand));
  return program.run(args);
}

TEST(Interpreter, Arithmetic) {
  struct Case {
    Opcode opcode;
    std::vector<int64_t> operands;
    int64_t expected;
  };
  const Case cases[] = {
      {Opcode::SMove, {5}, 5},
      {Opcode::IAdd, {2, 3}, 5},
      {Opcode::ISub, {2, 3}, -1},
      {Opcode::IMul, {-2, 3}, -6},
      {Opcode::IFloorDiv, {7, 2}, 3},
      {Opcode::IFloorDiv, {-7, 2}, -4},
      {Opcode::IFloorDiv, {7, -2}, -4},
      {Opcode::IFloorDiv, {-8, -2}, 4},
      {Opcode::ICeilDiv, {7, 2}, 4},
      {Opcode::ICeilDiv, {-7, 2}, -3},
      {Opcode::ICeilDiv, {-7, -2}, 4},
      {Opcode::ICeilDiv, {8, 2}, 4},
      {Opcode::IMod, {7, 3}, 1},
      {Opcode::IMod, {-7, 3}, 2},
      {Opcode::IMod, {7, -3}, -2},
      {Opcode::IMod, {-6, 3}, 0},
      {Opcode::IMod, {INT64_MIN, -1}, 0},
      {Opcode::IMin, {-1, 4}, -1},
      {Opcode::IMax, {-1, 4}, 4},
      {Opcode::ICmpEq, {4, 4}, 1},
      {Opcode::ICmpNe, {4, 4}, 0},
      {Opcode::ICmpLt, {-1, 0}, 1},
      {Opcode::ICmpLe, {1, 0}, 0},
      {Opcode::ISelect, {1, 10, 20}, 10},
      {Opcode::ISelect, {0, 10, 20}, 20},
  };
  for (const Case &test : cases) {
    auto result = runScalar(test.opcode, test.operands);
    ASSERT_TRUE(result.ok()) << messageOf(result);
    EXPECT_EQ((*result)[0].scalarBits(), test.expected) << getInstructionInfo(test.opcode).mnemonic;
  }
}

TEST(Interpreter, ArithmeticFailures) {
  EXPECT_EQ(messageOf(runScalar(Opcode::IAdd, {INT64_MAX, 1})), "9223372036854775807 + 1 overflows 64 bits");
  EXPECT_EQ(messageOf(runScalar(Opcode::ISub, {INT64_MIN, 1})), "-9223372036854775808 - 1 overflows 64 bits");
  EXPECT_EQ(messageOf(runScalar(Opcode::IMul, {INT64_MAX, 2})), "9223372036854775807 * 2 overflows 64 bits");
  EXPECT_EQ(messageOf(runScalar(Opcode::IFloorDiv, {7, 0})), "division of 7 by zero");
  EXPECT_EQ(messageOf(runScalar(Opcode::ICeilDiv, {7, 0})), "division of 7 by zero");
  EXPECT_EQ(messageOf(runScalar(Opcode::IMod, {7, 0})), "division of 7 by zero");
  EXPECT_EQ(messageOf(runScalar(Opcode::IFloorDiv, {INT64_MIN, -1})),
            "-9223372036854775808 divided by -1 overflows 64 bits");
}

TEST(Interpreter, Loop) {
  // Sum of 0 .. n-1.
  Program program;
  CodeBuilder code;
  CodeBuilder::Label head = code.createLabel(), body = code.createLabel(), exit = code.createLabel();
  code.begin(Opcode::IConst).word(3).imm64(1);
  code.bind(head);
  code.begin(Opcode::ICmpLt).word(4).word(1).word(0);
  code.begin(Opcode::Branch).word(4).label(body).label(exit);
  code.bind(body);
  code.begin(Opcode::IAdd).word(2).word(2).word(1);
  code.begin(Opcode::IAdd).word(1).word(1).word(3);
  code.begin(Opcode::Jump).label(head);
  code.bind(exit);
  code.begin(Opcode::Ret).registers({num(2)});
  program.add(function("main", many(1, "i64"), many(1, "i64"), 5, 0, code));
  program.options.maxJumps = 100000;
  EXPECT_EQ((*program.run({Value::integer(1000)}))[0].scalarBits(), 499500);
  EXPECT_EQ(messageOf(program.run({Value::integer(1000000)})), "the program took more than 100000 jumps");
  EXPECT_EQ((*program.run({Value::integer(10)}))[0].scalarBits(), 45);
}

TEST(Interpreter, Example) {
  Program program;
  program.executable = exampleExecutable();
  program.native.kernels = {addOneKernel};
  TensorRef x = tensor<float>({3}, f32, {1, 2, 3}), w = tensor<float>({3}, f32, {7, 8, 9});
  auto result = program.run({Value(x), Value(w)});
  ASSERT_TRUE(result.ok()) << messageOf(result);
  relax_tuple *tuple = (*result)[0].asTuple();
  ASSERT_TRUE(tuple);
  EXPECT_EQ(content<float>(*dynCast<relax_tensor>(tuple->fields[0])), (std::vector<float>{2, 3, 4}));
  EXPECT_EQ(tuple->fields[1], &w->object);
  EXPECT_EQ(x->object.ref_count, 1);

  TensorRef four = tensor<float>({4}, f32, {0, 0, 0, 0});
  EXPECT_EQ(messageOf(program.run({Value(x), Value(four)})),
            "model.mlir:12:5: error: dimension 0 of 'w' must equal symbol 'n': got 4, expected 3");
  TensorRef matrix = tensor<float>({1, 3}, f32, {0, 0, 0});
  EXPECT_EQ(messageOf(program.run({Value(matrix), Value(w)})),
            "model.mlir:12:5: error: 'x' must have rank 1: got rank 2, shape [1, 3]");
  TensorRef wide = tensor<double>({3}, f64, {0, 0, 0});
  EXPECT_EQ(messageOf(program.run({Value(x), Value(wide)})),
            "model.mlir:12:5: error: 'w' must have element type f32: got f64");
  EXPECT_EQ(messageOf(program.run({Value(x), Value((*result)[0])})),
            "model.mlir:12:5: error: 'w' must be a tensor: got a tuple of 2");
  // The machine is as good as new after a failure.
  EXPECT_TRUE(program.run({Value(x), Value(w)}).ok());
  EXPECT_EQ(x->object.ref_count, 1);
}

TEST(Interpreter, EmptyTensors) {
  Program program;
  program.executable = exampleExecutable();
  program.native.kernels = {addOneKernel};
  TensorRef empty = tensor<float>({0}, f32, {});
  EXPECT_TRUE(program.run({Value(empty), Value(empty)}).ok());
}

TEST(Interpreter, WrongArguments) {
  Program program;
  program.executable = exampleExecutable();
  program.native.kernels = {addOneKernel};
  TensorRef x = tensor<float>({1}, f32, {1});
  EXPECT_EQ(messageOf(program.run({Value(x)})), "function 'main' takes 2 arguments, got 1");
  EXPECT_EQ(messageOf(program.run({Value(x), Value::integer(3)})),
            "argument 1 ('w') of function 'main' must be an object");
  EXPECT_EQ(messageOf(program.run({Value(x), Value()})), "argument 1 ('w') of function 'main' is nothing");
  EXPECT_EQ(messageOf(program.run({}, "nope")), "the model has no function 'nope'");
}

TEST(Interpreter, ScalarsConvert) {
  Program program;
  CodeBuilder code;
  code.begin(Opcode::Ret).registers({num(0), num(1)});
  program.add(function("main", {parameter("a", "i32"), parameter("b", "f32")},
                       {parameter("a", "i32"), parameter("b", "f32")}, 2, 0, code));
  auto result = program.run({Value::integer(-5), Value::floating(1.5)});
  ASSERT_TRUE(result.ok()) << messageOf(result);
  EXPECT_EQ((*result)[0].scalarBits(), -5);
  EXPECT_EQ((*result)[0].scalarDType(), i32);
  EXPECT_EQ((*result)[1].scalarBits(), 0x3fc00000);
  EXPECT_EQ(messageOf(program.run({Value::integer(int64_t{1} << 31), Value::floating(0)})),
            "argument 0 ('a') of function 'main': a scalar of type i64 cannot be used as i32: 2147483648 is out of range");
  EXPECT_EQ(messageOf(program.run({Value::floating(1), Value::floating(0)})),
            "argument 0 ('a') of function 'main': a scalar of type f64 cannot be used as i32");
  EXPECT_EQ(*convertScalar(Value::integer(1), boolean), 1);
  EXPECT_FALSE(convertScalar(Value::integer(2), boolean).ok());
  EXPECT_FALSE(convertScalar(Value::integer(-1), RELAX_DTYPE(1, 64)).ok());
  EXPECT_FALSE(convertScalar(Value::scalar(-1, RELAX_DTYPE(1, 64)), i64).ok());
}

TEST(Interpreter, StorageAndViews) {
  Program program;
  CodeBuilder code;
  // Two tensors in one storage, at an offset that is an argument; a view of the second.
  code.begin(Opcode::IConst).word(1).imm64(256);
  code.begin(Opcode::IConst).word(2).imm64(0);
  code.begin(Opcode::AllocStorage).word(1).word(1).word(RELAX_DEVICE_CPU);
  code.begin(Opcode::AllocTensorFromStorage).word(2).word(1).word(2).word(f32).ints({Int::immediate(6)});
  code.begin(Opcode::AllocTensorFromStorage).word(3).word(1).word(0).word(f32).ints({Int::immediate(6)});
  code.begin(Opcode::Kill).objects({1});
  code.begin(Opcode::CallKernel).word(0).objects({0, 2}).ints({Int::immediate(6)});
  code.begin(Opcode::CallKernel).word(0).objects({2, 3}).ints({Int::immediate(6)});
  code.begin(Opcode::ViewTensor).word(4).word(3).ints({Int::immediate(2), Int::immediate(3)});
  code.begin(Opcode::OMove).word(5).word(4);
  code.begin(Opcode::Ret).registers({obj(5)});
  program.add(function("main", {parameter("x", "!relax.tensor<[6], f32>"), parameter("o", "i64")},
                       many(1, "!relax.tensor<[2, 3], f32>"), 3, 6, code));
  TensorRef x = tensor<float>({6}, f32, {0, 1, 2, 3, 4, 5});
  auto result = program.run({Value(x), Value::integer(64)});
  ASSERT_TRUE(result.ok()) << messageOf(result);
  EXPECT_EQ(content<float>(*(*result)[0].asTensor()), (std::vector<float>{2, 3, 4, 5, 6, 7}));
  for (int64_t offset : {-64, 32, 256, 1 << 20})
    EXPECT_EQ(messageOf(program.run({Value(x), Value::integer(offset)})),
              "a tensor of shape [6] and type f32 at offset " + std::to_string(offset) +
                  " does not fit a storage of 256 bytes");
}

TEST(Interpreter, AllocationFailures) {
  auto alloc = [](int64_t n, int64_t m, uint32_t device = RELAX_DEVICE_CPU) {
    Program program;
    CodeBuilder code;
    code.begin(Opcode::AllocTensor).word(0).word(f32).word(device).ints({Int::reg(0), Int::reg(1)});
    code.begin(Opcode::Ret).registers({obj(0)});
    program.add(function("main", many(2, "i64"), many(1, "!relax.object"), 2, 1, code));
    return messageOf(program.run({Value::integer(n), Value::integer(m)}));
  };
  EXPECT_EQ(alloc(2, 3), "no error");
  EXPECT_EQ(alloc(int64_t{1} << 62, 0), "no error");
  EXPECT_EQ(alloc(-1, 3), "a tensor cannot have the shape [-1, 3]: a dimension is negative");
  EXPECT_EQ(alloc(int64_t{1} << 40, int64_t{1} << 40),
            "a tensor of shape [1099511627776, 1099511627776] is too large");
  EXPECT_EQ(alloc(int64_t{1} << 30, int64_t{1} << 28),
            "out of memory for a tensor of shape [1073741824, 268435456] and type f32");
  EXPECT_EQ(alloc(1, 1, RELAX_DEVICE(2, 1)), "device (type 2, ordinal 1) is not available");
}

TEST(Interpreter, ShapesTuplesScalars) {
  Program program;
  program.executable.checks = {{CheckKind::Value, "s", -1, "", 0}, {CheckKind::Value, "t", -1, "", 0}};
  CodeBuilder code;
  code.begin(Opcode::MakeShape).word(1).ints({Int::reg(0), Int::immediate(7)});
  code.begin(Opcode::CheckShape).word(1).word(2).word(0);
  code.begin(Opcode::ShapeDim).word(1).word(1).word(0);
  code.begin(Opcode::BoxScalar).word(2).word(1).word(i64);
  code.begin(Opcode::MakeTuple).word(3).objects({1, 2, 0});
  code.begin(Opcode::CheckTuple).word(3).word(3).word(1);
  code.begin(Opcode::TupleGet).word(4).word(3).word(1);
  code.begin(Opcode::UnboxScalar).word(2).word(4).word(i64);
  code.begin(Opcode::ReadScalar).word(3).word(0);
  code.begin(Opcode::Ret).registers({num(2), num(3), obj(1)});
  program.add(function("main", {parameter("t", "!relax.tensor<[], bool>"), parameter("n", "i64")},
                       {parameter("a", "i64"), parameter("b", "i64"), parameter("s", "!relax.shape<[n, 7]>")}, 4, 5,
                       code));
  auto result = program.run({Value(tensor<uint8_t>({}, boolean, {3})), Value::integer(11)});
  ASSERT_TRUE(result.ok()) << messageOf(result);
  EXPECT_EQ((*result)[0].scalarBits(), 11);
  EXPECT_EQ((*result)[1].scalarBits(), 1);
  EXPECT_EQ((*result)[2].asShape()->dims[1], 7);
}

TEST(Interpreter, ReadScalarExtends) {
  EXPECT_EQ(readElement(*tensor<int8_t>({}, RELAX_DTYPE(0, 8), {-3})), -3);
  EXPECT_EQ(readElement(*tensor<uint8_t>({1, 1}, RELAX_DTYPE(1, 8), {253})), 253);
  EXPECT_EQ(readElement(*tensor<int16_t>({}, RELAX_DTYPE(0, 16), {-3})), -3);
  EXPECT_EQ(readElement(*tensor<uint32_t>({}, RELAX_DTYPE(1, 32), {0xfffffffd})), 0xfffffffd);
  EXPECT_EQ(readElement(*tensor<int64_t>({}, i64, {-3})), -3);
  EXPECT_EQ(readElement(*tensor<float>({}, f32, {1})), 0x3f800000);
}

/// Runs one instruction whose object operand 0 is the argument, for its complaint.
std::string complaint(Opcode opcode, std::vector<uint32_t> operands, Value argument) {
  Program program;
  program.executable.checks = {{CheckKind::Value, "v", -1, "", 2}, {CheckKind::Value, "", -1, "", 0}};
  CodeBuilder code;
  code.begin(opcode);
  for (uint32_t operand : operands)
    code.word(operand);
  code.begin(Opcode::Ret).registers({});
  program.add(function("main", many(1, "!relax.object"), {}, 1, 2, code));
  return messageOf(program.run({std::move(argument)}));
}

TEST(Interpreter, WrongKinds) {
  Value shape(ObjectRef::take(&newShape(1, std::vector<int64_t>{4}.data())->object));
  Value scalar(ObjectRef::take(&newScalar(1, f32)->object));
  Value matrix(tensor<float>({1, 2}, f32, {1, 2}));
  EXPECT_EQ(complaint(Opcode::TensorDim, {0, 0, 0}, shape), "expected a tensor, got the shape [4]");
  EXPECT_EQ(complaint(Opcode::TensorDim, {0, 0, 2}, matrix),
            "dimension 2 is out of range for a tensor of shape [1, 2] and type f32");
  EXPECT_EQ(complaint(Opcode::TensorDim, {0, 0, UINT32_MAX}, matrix),
            "dimension -1 is out of range for a tensor of shape [1, 2] and type f32");
  EXPECT_EQ(complaint(Opcode::TensorDim, {0, 1, 0}, matrix), "expected a tensor, got nothing");
  EXPECT_EQ(complaint(Opcode::ShapeDim, {0, 0, 0}, matrix),
            "expected a shape, got a tensor of shape [1, 2] and type f32");
  EXPECT_EQ(complaint(Opcode::ShapeDim, {0, 0, 1}, shape), "dimension 1 is out of range for the shape [4]");
  EXPECT_EQ(complaint(Opcode::TupleGet, {1, 0, 0}, shape), "expected a tuple, got the shape [4]");
  EXPECT_EQ(complaint(Opcode::CopyTensor, {1, 0}, shape), "expected a tensor, got the shape [4]");
  EXPECT_EQ(complaint(Opcode::ViewTensor, {1, 0, 1, 5 | tagBit}, shape), "expected a tensor, got the shape [4]");
  EXPECT_EQ(complaint(Opcode::ViewTensor, {1, 0, 1, 5 | tagBit}, matrix),
            "a tensor of shape [1, 2] and 2 elements cannot be viewed with shape [5] and 5 elements");
  EXPECT_EQ(complaint(Opcode::ReadScalar, {0, 0}, shape), "expected a tensor, got the shape [4]");
  EXPECT_EQ(complaint(Opcode::ReadScalar, {0, 0}, matrix),
            "expected a tensor of one element, got a tensor of shape [1, 2] and type f32");
  EXPECT_EQ(complaint(Opcode::UnboxScalar, {0, 0, f32}, shape), "expected a boxed scalar, got the shape [4]");
  EXPECT_EQ(complaint(Opcode::UnboxScalar, {0, 0, i64}, scalar), "expected a scalar of type i64, got f32");
  EXPECT_EQ(complaint(Opcode::UnboxScalar, {0, 0, RELAX_DTYPE_ANY}, scalar), "no error");
  EXPECT_EQ(complaint(Opcode::MakeTuple, {1, 1, 1}, shape), "field 0 of a tuple is nothing");
  EXPECT_EQ(complaint(Opcode::CheckShape, {0, 2, 0}, shape),
            "b.mlir:5:6: error: 'v' must be a shape of rank 2: got the shape [4] (node 'node')");
  EXPECT_EQ(complaint(Opcode::CheckShape, {0, UINT32_MAX, 1}, matrix),
            "a value must be a shape: got a tensor of shape [1, 2] and type f32");
  EXPECT_EQ(complaint(Opcode::CheckTuple, {0, 2, 1}, shape), "a value must be a tuple of 2: got the shape [4]");
  EXPECT_EQ(complaint(Opcode::CheckTensor, {1, UINT32_MAX, 0, 1}, shape), "a value must be a tensor: got nothing");
  EXPECT_EQ(complaint(Opcode::AllocTensorFromStorage, {1, 0, 0, f32, 0}, shape),
            "expected a storage, got the shape [4]");
  EXPECT_EQ(complaint(Opcode::InvokeClosure, {0, 0, 0}, shape), "expected a closure, got the shape [4]");
  EXPECT_EQ(complaint(Opcode::CallKernel, {0, 2, 0, 1, 1, tagBit}, matrix), "expected a tensor, got nothing");
}

TEST(Interpreter, CheckMessages) {
  auto check = [](CheckDesc desc, Opcode opcode, int64_t actual, int64_t expected) {
    Program program;
    program.executable.checks = {std::move(desc)};
    CodeBuilder code;
    code.begin(opcode).word(0).word(1).word(0);
    code.begin(Opcode::Ret).registers({});
    program.add(function("main", many(2, "i64"), {}, 2, 0, code));
    return messageOf(program.run({Value::integer(actual), Value::integer(expected)}));
  };
  EXPECT_EQ(check({CheckKind::Dimension, "w", 0, "k", 0}, Opcode::CheckEqual, 3, 3), "no error");
  EXPECT_EQ(check({CheckKind::Dimension, "w", 0, "k", 0}, Opcode::CheckEqual, 4, 3),
            "dimension 0 of 'w' must equal symbol 'k': got 4, expected 3");
  EXPECT_EQ(check({CheckKind::Dimension, "w", 1, "2 * k", 0}, Opcode::CheckEqual, 4, 6),
            "dimension 1 of 'w' must equal '2 * k': got 4, expected 6");
  EXPECT_EQ(check({CheckKind::Dimension, "w", 1, "16", 0}, Opcode::CheckEqual, 4, 16),
            "dimension 1 of 'w' must equal 16: got 4");
  EXPECT_EQ(check({CheckKind::Dimension, "n", -1, "m", 1}, Opcode::CheckEqual, 4, 16),
            "a.mlir:3:4: error: 'n' must equal symbol 'm': got 4, expected 16");
  EXPECT_EQ(check({CheckKind::Condition, "", -1, "n == 2 * m", 0}, Opcode::CheckEqual, 4, 16),
            "condition 'n == 2 * m' does not hold: got 4 and 16");
  EXPECT_EQ(check({CheckKind::Condition, "add", -1, "n <= m", 0}, Opcode::CheckLessEqual, 4, 3),
            "condition 'n <= m' does not hold in 'add': got 4 and 3");
  EXPECT_EQ(check({CheckKind::Dimension, "w", 0, "k", 0}, Opcode::CheckLessEqual, 4, 3),
            "dimension 0 of 'w' must be at most symbol 'k': got 4, expected at most 3");
  EXPECT_EQ(check({CheckKind::Condition, "", -1, "n <= m", 0}, Opcode::CheckLessEqual, 3, 3), "no error");
}

TEST(Interpreter, FailAndMissingResult) {
  Program program;
  program.executable.checks = {{CheckKind::Message, "", -1, "this branch is never taken", 0},
                               {CheckKind::Message, "", -1, "", 0}};
  CodeBuilder first, second, third;
  first.begin(Opcode::Fail).word(0);
  second.begin(Opcode::Fail).word(1);
  third.begin(Opcode::Ret).registers({obj(0)});
  FunctionDesc main = function("main", {}, {}, 0, 0, first);
  main.locations = {{0, 1}};
  program.add(main);
  program.add(function("silent", {}, {}, 0, 0, second));
  program.add(function("nothing", {}, many(1, "!relax.object"), 0, 1, third));
  EXPECT_EQ(messageOf(program.run()), "b.mlir:5:6: error: this branch is never taken (node 'node')");
  EXPECT_EQ(messageOf(program.run({}, "silent")), "the program failed");
  EXPECT_EQ(messageOf(program.run({}, "nothing")), "result 0 is nothing");
}

TEST(Interpreter, KernelFailures) {
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
  EXPECT_EQ(messageOf(program.run()), "a.mlir:3:4: error: kernel 'failing' failed: the matrix is singular");
  EXPECT_EQ(messageOf(program.run({}, "silent")), "kernel 'silent' returned error code 7");
}

TEST(Interpreter, Recursion) {
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
  program.add(function("forever", many(1, "!relax.object"), many(1, "!relax.object"), 0, 2, forever));
  EXPECT_EQ((*program.run({Value::integer(20)}))[0].scalarBits(), 2432902008176640000);
  EXPECT_EQ(messageOf(program.run({Value::integer(21)})), "2432902008176640000 * 21 overflows 64 bits");
  TensorRef x = tensor<float>({1}, f32, {1});
  EXPECT_EQ(messageOf(program.run({Value(x)}, "forever")), "calls nest deeper than 1000 in function 'forever'");
  EXPECT_EQ(x->object.ref_count, 1);
  EXPECT_EQ((*program.run({Value::integer(5)}))[0].scalarBits(), 120);
}

TEST(Interpreter, LargeFramesUseSeveralSegments) {
  // Each call has many registers, so that frames do not fit the first segment of the stack.
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
  program.add(function("main", many(1, "i64"), many(1, "i64"), 5000, 100, code));
  for (int round = 0; round != 3; ++round)
    EXPECT_EQ((*program.run({Value::integer(100)}))[0].scalarBits(), 5050);
}

TEST(Interpreter, Closures) {
  Program program;
  CodeBuilder make, use, both;
  // both(a, b, x) -> a * 10 + b, x;  make(b, x) -> closure over (b, x);  use(f, a) -> f(a)
  both.begin(Opcode::IConst).word(2).imm64(10);
  both.begin(Opcode::IMul).word(2).word(0).word(2);
  both.begin(Opcode::IAdd).word(2).word(2).word(1);
  both.begin(Opcode::Ret).registers({num(2), obj(0)});
  make.begin(Opcode::MakeClosure).word(1).word(0).registers({num(0), obj(0)});
  make.begin(Opcode::Ret).registers({obj(1)});
  use.begin(Opcode::InvokeClosure).word(0).registers({num(1), obj(1)}).registers({num(0)});
  use.begin(Opcode::Ret).registers({num(1), obj(1)});
  std::vector<ParameterDesc> results = {parameter("r", "i64"), parameter("o", "!relax.object")};
  program.add(function("both", {parameter("a", "i64"), parameter("b", "i64"), parameter("x", "!relax.object")}, results,
                       3, 1, both));
  program.add(function("make", {parameter("b", "i64"), parameter("x", "!relax.object")}, many(1, "!relax.object"), 1, 2,
                       make));
  program.add(function("use", {parameter("f", "!relax.object"), parameter("a", "i64")}, results, 2, 2, use));
  TensorRef x = tensor<float>({1}, f32, {1});
  auto closure = program.run({Value::integer(3), Value(x)}, "make");
  ASSERT_TRUE(closure.ok()) << messageOf(closure);
  auto result = program.run({(*closure)[0], Value::integer(4)}, "use");
  ASSERT_TRUE(result.ok()) << messageOf(result);
  EXPECT_EQ((*result)[0].scalarBits(), 43);
  EXPECT_EQ((*result)[1].asTensor(), x.get());
  auto direct = program.vm->invokeClosure((*closure)[0], std::vector<Value>{Value::integer(5)});
  ASSERT_TRUE(direct.ok());
  EXPECT_EQ((*direct)[0].scalarBits(), 53);
  EXPECT_EQ(messageOf(program.vm->invokeClosure((*closure)[0], {})), "the closure takes 1 arguments, got 0");
  EXPECT_EQ(messageOf(program.vm->invokeClosure(Value(x), {})), "the value is no closure of this module");
  result = absl::InternalError("");
  direct = absl::InternalError("");
  closure = absl::InternalError("");
  EXPECT_EQ(x->object.ref_count, 1);
}

TEST(Interpreter, ClosureWithOtherArguments) {
  Program program;
  CodeBuilder target, main;
  target.begin(Opcode::Ret).registers({});
  main.begin(Opcode::MakeClosure).word(1).word(0).registers({});
  main.begin(Opcode::InvokeClosure).word(1).registers({}).registers({num(0)});
  main.begin(Opcode::Ret).registers({});
  program.add(function("target", many(1, "!relax.object"), {}, 0, 1, target));
  program.add(function("main", {}, {}, 1, 2, main));
  EXPECT_EQ(messageOf(program.run()), "argument 0 of function 'target' must be an object");
}

TEST(Interpreter, PackedFunctions) {
  Program program;
  program.executable.imports = {"twice", "fails", "returns_nothing", "wrong_kind"};
  CodeBuilder code;
  code.begin(Opcode::CallPacked).word(0).registers({obj(1), num(1)}).registers({obj(0), num(0)});
  code.begin(Opcode::Ret).registers({obj(1), num(1)});
  FunctionDesc main = function("main", {parameter("x", "!relax.object"), parameter("n", "i64")},
                               {parameter("y", "!relax.object"), parameter("m", "i64")}, 2, 2, code);
  program.add(main);
  for (uint32_t import : {1, 2, 3}) {
    CodeBuilder code;
    code.begin(Opcode::CallPacked).word(import).registers({obj(1)}).registers({obj(0)});
    code.begin(Opcode::Ret).registers({obj(1)});
    program.add(function("import" + std::to_string(import), many(1, "!relax.object"), many(1, "!relax.object"), 0, 2,
                         code));
  }
  EXPECT_EQ(program.prepare().message(), "the model calls packed functions that are not registered: 'twice', 'fails', "
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
  add("fails", [](const PackedCall &) { return absl::InternalError("no luck today"); });
  add("returns_nothing", [](const PackedCall &) { return absl::OkStatus(); });
  add("wrong_kind", [](const PackedCall &call) {
    call.results[0].kind = RELAX_ANY_SCALAR;
    return absl::OkStatus();
  });
  EXPECT_EQ(program.registry.add("twice", [](const PackedCall &) { return absl::OkStatus(); }).message(),
            "packed function 'twice' is registered already");
  TensorRef x = tensor<float>({1}, f32, {1});
  auto result = program.run({Value(x), Value::integer(21)});
  ASSERT_TRUE(result.ok()) << messageOf(result);
  EXPECT_EQ((*result)[0].asTensor(), x.get());
  EXPECT_EQ((*result)[1].scalarBits(), 42);
  EXPECT_EQ(messageOf(program.run({Value(x)}, "import1")), "packed function 'fails' failed: no luck today");
  EXPECT_EQ(messageOf(program.run({Value(x)}, "import2")),
            "packed function 'returns_nothing' failed: result 0 must be an object");
  EXPECT_EQ(messageOf(program.run({Value(x)}, "import3")),
            "packed function 'wrong_kind' failed: result 0 must be an object");
}

// ---- The context of kernels ----

int32_t contextKernel(void *const *buffers, const int64_t *scalars, const relax_ctx *ctx) {
  // Sums scalars[0] numbers in parallel through memory of the context; buffers[0] gets the sum.
  for (size_t alignment : {1, 64, 4096}) {
    void *block = ctx->alloc(ctx, 100, alignment);
    if (!block || reinterpret_cast<uintptr_t>(block) % alignment != 0)
      return ctx->fail(ctx, "misaligned");
    std::memset(block, 1, 100);
    ctx->free(ctx, block);
  }
  ctx->free(ctx, nullptr);
  int64_t *parts = static_cast<int64_t *>(ctx->alloc(ctx, scalars[0] * sizeof(int64_t), 8));
  if (!parts)
    return 1;
  auto body = [](void *data, int64_t begin, int64_t end, const relax_ctx *ctx) -> int32_t {
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

int32_t callingKernel(void *const *, const int64_t *scalars, const relax_ctx *ctx) {
  relax_any arg{RELAX_ANY_SCALAR, 0, {}};
  arg.value.scalar = scalars[0];
  relax_any result{RELAX_ANY_SCALAR, 0, {}};
  if (int32_t code = ctx->call_packed(ctx, scalars[0] == 0 ? "unknown" : "negate", &arg, 1, &result, 1))
    return code;
  return result.value.scalar == -scalars[0] ? 0 : 9;
}

TEST(Interpreter, KernelContext) {
  Program program;
  program.options.numThreads = 3;
  program.executable.kernels = {{"context", 1, 1}, {"greedy", 0, 0}, {"calling", 0, 1}};
  program.native.kernels = {contextKernel, greedyKernel, callingKernel};
  EXPECT_TRUE(program.registry
                  .add("negate",
                       [](const PackedCall &call) {
                         call.results[0].value.scalar = -call.args[0].value.scalar;
                         return absl::OkStatus();
                       })
                  .ok());
  CodeBuilder context, greedy, calling;
  context.begin(Opcode::AllocTensor).word(0).word(i64).word(RELAX_DEVICE_CPU).ints({});
  context.begin(Opcode::CallKernel).word(0).objects({0}).ints({Int::reg(0)});
  context.begin(Opcode::Ret).registers({obj(0)});
  greedy.begin(Opcode::CallKernel).word(1).objects({}).ints({});
  greedy.begin(Opcode::Ret).registers({});
  calling.begin(Opcode::CallKernel).word(2).objects({}).ints({Int::reg(0)});
  calling.begin(Opcode::Ret).registers({});
  program.add(function("main", many(1, "i64"), many(1, "!relax.object"), 1, 1, context));
  program.add(function("greedy", {}, {}, 0, 0, greedy));
  program.add(function("calling", many(1, "i64"), {}, 1, 0, calling));
  auto result = program.run({Value::integer(700)});
  ASSERT_TRUE(result.ok()) << messageOf(result);
  EXPECT_EQ(content<int64_t>(*(*result)[0].asTensor())[0], 244650);
  EXPECT_EQ(messageOf(program.run({Value::integer(1000)})), "kernel 'context' failed: 777 is unlucky");
  EXPECT_EQ(messageOf(program.run({}, "greedy")),
            "kernel 'greedy' failed: out of memory for 9223372036854775807 bytes");
  EXPECT_EQ(messageOf(program.run({Value::integer(5)}, "calling")), "no error");
  EXPECT_EQ(messageOf(program.run({Value::integer(0)}, "calling")),
            "kernel 'calling' failed: packed function 'unknown' is not registered");
}

TEST(Interpreter, Profile) {
  Program program;
  program.executable = exampleExecutable();
  program.native.kernels = {addOneKernel};
  program.options.profile = true;
  TensorRef x = tensor<float>({1}, f32, {1});
  EXPECT_TRUE(program.run({Value(x), Value(x)}).ok());
  std::vector<ProfileEvent> events = program.vm->takeProfile();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].name, "add_one");
  EXPECT_TRUE(program.vm->takeProfile().empty());
}

// ---- The compiled mode: the same frame, through relax_vm_api ----

/// main(x, n) of the test below, as a compiler would write it.
int32_t compiledMain(relax_vm_frame *frame) {
  const relax_vm_api *api = frame->api;
  frame->location = 1;
  if (int32_t code = api->check_tensor(frame, frame->objects[0], 1, f32, 0))
    return code;
  int64_t n = reinterpret_cast<relax_tensor *>(frame->objects[0])->dl.shape[0];
  if (n != frame->scalars[0])
    return api->check_equal(frame, n, frame->scalars[0], 1);
  if (int32_t code = api->alloc_tensor(frame, &frame->objects[1], f32, RELAX_DEVICE_CPU, 1, &n))
    return code;
  void *buffers[] = {reinterpret_cast<relax_tensor *>(frame->objects[0])->dl.data,
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
  program.executable.checks = {{CheckKind::Value, "x", -1, "", 0}, {CheckKind::Dimension, "x", 0, "n", 0}};
  CodeBuilder none, bytecode;
  std::vector<ParameterDesc> args = {parameter("x", "!relax.tensor<[n], f32>"), parameter("n", "i64")};
  program.add(function("main", args, {parameter("y", "!relax.tensor<[n], f32>"), parameter("m", "i64")}, 1, 2, none));
  bytecode.begin(Opcode::Call).word(2).registers({num(0)}).registers({num(0)});
  bytecode.begin(Opcode::Ret).registers({num(0)});
  program.add(function("bytecode", args, many(1, "i64"), 1, 1, bytecode));
  program.add(function("leaf", many(1, "i64"), many(1, "i64"), 1, 0, none));
  program.native.functions = {compiledMain, nullptr, compiledLeaf};
  TensorRef x = tensor<float>({2}, f32, {1, 2});
  auto result = program.run({Value(x), Value::integer(2)});
  ASSERT_TRUE(result.ok()) << messageOf(result);
  EXPECT_EQ(content<float>(*(*result)[0].asTensor()), (std::vector<float>{2, 3}));
  EXPECT_EQ((*result)[1].scalarBits(), 4);
  EXPECT_EQ(messageOf(program.run({Value(x), Value::integer(3)})),
            "a.mlir:3:4: error: dimension 0 of 'x' must equal symbol 'n': got 2, expected 3");
  TensorRef wide = tensor<double>({2}, f64, {1, 2});
  EXPECT_EQ(messageOf(program.run({Value(wide), Value::integer(2)})),
            "a.mlir:3:4: error: 'x' must have element type f32: got f64");
  TensorRef five = tensor<float>({5}, f32, {1, 2, 3, 4, 5});
  EXPECT_EQ(messageOf(program.run({Value(five), Value::integer(5)})),
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
  EXPECT_EQ(messageOf(program.run()), "calls nest too deep for the stack in function 'main'");
  std::string message;
  std::thread([&] { message = messageOf(program.run()); }).join();
  EXPECT_EQ(message, "calls nest too deep for the stack in function 'main'");
}

TEST(Interpreter, PrivateFunctionsAreHidden) {
  Program program;
  CodeBuilder code;
  code.begin(Opcode::Ret).registers({});
  program.add(function("main", {}, {}, 0, 0, code));
  program.executable.functions[0].isPublic = false;
  EXPECT_EQ(messageOf(program.run()), "the model has no function 'main'");
}

TEST(Compiled, MissingCodeIsFound) {
  Program program;
  CodeBuilder none;
  program.add(function("main", {}, {}, 0, 0, none));
  EXPECT_EQ(program.prepare().message(), "function 'main' has no code");
  program.native.functions = {nullptr, nullptr};
  EXPECT_EQ(program.prepare().message(), "the library has code for 2 functions, its executable names 1");
  program.native.functions.clear();
  program.native.kernels.pop_back();
  EXPECT_EQ(program.prepare().message(), "the library has code for 2 kernels, its executable names 3");
}

} // namespace

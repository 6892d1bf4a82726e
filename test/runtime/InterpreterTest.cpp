// The interpreter, instruction by instruction, with what each reports when it
// fails.

#include "test/runtime/TestProgram.h"

#include <gtest/gtest.h>
#include <thread>

using namespace relax::runtime;
using namespace relax::runtime::test;

namespace {

/// Runs one instruction on scalars: dst = op(a, b, c).
absl::StatusOr<std::vector<Value>> runScalar(Opcode opcode,
                                             std::vector<int64_t> operands) {
  Program program;
  CodeBuilder code;
  code.begin(opcode).word(3);
  for (uint32_t i = 0; i != operands.size(); ++i)
    code.word(i);
  code.begin(Opcode::Ret).registers({num(3)});
  program.add(function("main", many(operands.size(), "i64"), many(1, "i64"), 4,
                       0, code));
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
    EXPECT_EQ((*result)[0].scalarBits(), test.expected)
        << getInstructionInfo(test.opcode).mnemonic;
  }
}

TEST(Interpreter, ArithmeticFailures) {
  EXPECT_EQ(messageOf(runScalar(Opcode::IAdd, {INT64_MAX, 1})),
            "9223372036854775807 + 1 overflows 64 bits");
  EXPECT_EQ(messageOf(runScalar(Opcode::ISub, {INT64_MIN, 1})),
            "-9223372036854775808 - 1 overflows 64 bits");
  EXPECT_EQ(messageOf(runScalar(Opcode::IMul, {INT64_MAX, 2})),
            "9223372036854775807 * 2 overflows 64 bits");
  EXPECT_EQ(messageOf(runScalar(Opcode::IFloorDiv, {7, 0})),
            "division of 7 by zero");
  EXPECT_EQ(messageOf(runScalar(Opcode::ICeilDiv, {7, 0})),
            "division of 7 by zero");
  EXPECT_EQ(messageOf(runScalar(Opcode::IMod, {7, 0})),
            "division of 7 by zero");
  EXPECT_EQ(messageOf(runScalar(Opcode::IFloorDiv, {INT64_MIN, -1})),
            "-9223372036854775808 divided by -1 overflows 64 bits");
}

TEST(Interpreter, Loop) {
  // Sum of 0 .. n-1.
  Program program;
  CodeBuilder code;
  CodeBuilder::Label head = code.createLabel(), body = code.createLabel(),
                     exit = code.createLabel();
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
  EXPECT_EQ(messageOf(program.run({Value::integer(1000000)})),
            "the program took more than 100000 jumps");
  EXPECT_EQ((*program.run({Value::integer(10)}))[0].scalarBits(), 45);
}

TEST(Interpreter, Example) {
  Program program;
  program.executable = exampleExecutable();
  program.native.kernels = {addOneKernel};
  TensorRef x = tensor<float>({3}, f32, {1, 2, 3}),
            w = tensor<float>({3}, f32, {7, 8, 9});
  auto result = program.run({Value(x), Value(w)});
  ASSERT_TRUE(result.ok()) << messageOf(result);
  relax_tuple *tuple = (*result)[0].asTuple();
  ASSERT_TRUE(tuple);
  EXPECT_EQ(content<float>(*dynCast<relax_tensor>(tuple->fields[0])),
            (std::vector<float>{2, 3, 4}));
  EXPECT_EQ(tuple->fields[1], &w->object);
  EXPECT_EQ(x->object.ref_count, 1);

  TensorRef four = tensor<float>({4}, f32, {0, 0, 0, 0});
  EXPECT_EQ(messageOf(program.run({Value(x), Value(four)})),
            "model.mlir:12:5: error: dimension 0 of 'w' must equal symbol 'n': "
            "got 4, expected 3");
  TensorRef matrix = tensor<float>({1, 3}, f32, {0, 0, 0});
  EXPECT_EQ(
      messageOf(program.run({Value(matrix), Value(w)})),
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
  EXPECT_EQ(messageOf(program.run({Value(x)})),
            "function 'main' takes 2 arguments, got 1");
  EXPECT_EQ(messageOf(program.run({Value(x), Value::integer(3)})),
            "argument 1 ('w') of function 'main' must be an object");
  EXPECT_EQ(messageOf(program.run({Value(x), Value()})),
            "argument 1 ('w') of function 'main' is nothing");
  EXPECT_EQ(messageOf(program.run({}, "nope")),
            "the model has no function 'nope'");
}

TEST(Interpreter, ScalarsConvert) {
  Program program;
  CodeBuilder code;
  code.begin(Opcode::Ret).registers({num(0), num(1)});
  program.add(function("main", {parameter("a", "i32"), parameter("b", "f32")},
                       {parameter("a", "i32"), parameter("b", "f32")}, 2, 0,
                       code));
  auto result = program.run({Value::integer(-5), Value::floating(1.5)});
  ASSERT_TRUE(result.ok()) << messageOf(result);
  EXPECT_EQ((*result)[0].scalarBits(), -5);
  EXPECT_EQ((*result)[0].scalarDType(), i32);
  EXPECT_EQ((*result)[1].scalarBits(), 0x3fc00000);
  EXPECT_EQ(messageOf(program.run(
                {Value::integer(int64_t{1} << 31), Value::floating(0)})),
            "argument 0 ('a') of function 'main': a scalar of type i64 cannot "
            "be used as i32: 2147483648 is out of range");
  EXPECT_EQ(messageOf(program.run({Value::floating(1), Value::floating(0)})),
            "argument 0 ('a') of function 'main': a scalar of type f64 cannot "
            "be used as i32");
  EXPECT_EQ(*convertScalar(Value::integer(1), boolean), 1);
  EXPECT_FALSE(convertScalar(Value::integer(2), boolean).ok());
  EXPECT_FALSE(convertScalar(Value::integer(-1), RELAX_DTYPE(1, 64)).ok());
  EXPECT_FALSE(convertScalar(Value::scalar(-1, RELAX_DTYPE(1, 64)), i64).ok());
}

TEST(Interpreter, StorageAndViews) {
  Program program;
  CodeBuilder code;
  // Two tensors in one storage, at an offset that is an argument; a view of the
  // second.
  code.begin(Opcode::IConst).word(1).imm64(256);
  code.begin(Opcode::IConst).word(2).imm64(0);
  code.begin(Opcode::AllocStorage).word(1).word(1).word(RELAX_DEVICE_CPU);
  code.begin(Opcode::AllocTensorFromStorage)
      .word(2)
      .word(1)
      .word(2)
      .word(f32)
      .ints({Int::immediate(6)});
  code.begin(Opcode::AllocTensorFromStorage)
      .word(3)
      .word(1)
      .word(0)
      .word(f32)
      .ints({Int::immediate(6)});
  code.begin(Opcode::Kill).objects({1});
  code.begin(Opcode::CallKernel)
      .word(0)
      .objects({0, 2})
      .ints({Int::immediate(6)});
  code.begin(Opcode::CallKernel)
      .word(0)
      .objects({2, 3})
      .ints({Int::immediate(6)});
  code.begin(Opcode::ViewTensor)
      .word(4)
      .word(3)
      .ints({Int::immediate(2), Int::immediate(3)});
  code.begin(Opcode::OMove).word(5).word(4);
  code.begin(Opcode::Ret).registers({obj(5)});
  program.add(function(
      "main",
      {parameter("x", "!relax.tensor<[6], f32>"), parameter("o", "i64")},
      many(1, "!relax.tensor<[2, 3], f32>"), 3, 6, code));
  TensorRef x = tensor<float>({6}, f32, {0, 1, 2, 3, 4, 5});
  auto result = program.run({Value(x), Value::integer(64)});
  ASSERT_TRUE(result.ok()) << messageOf(result);
  EXPECT_EQ(content<float>(*(*result)[0].asTensor()),
            (std::vector<float>{2, 3, 4, 5, 6, 7}));
  for (int64_t offset : {-64, 32, 256, 1 << 20})
    EXPECT_EQ(messageOf(program.run({Value(x), Value::integer(offset)})),
              "a tensor of shape [6] and type f32 at offset " +
                  std::to_string(offset) +
                  " does not fit a storage of 256 bytes");
}

TEST(Interpreter, AllocationFailures) {
  auto alloc = [](int64_t n, int64_t m, uint32_t device = RELAX_DEVICE_CPU) {
    Program program;
    CodeBuilder code;
    code.begin(Opcode::AllocTensor)
        .word(0)
        .word(f32)
        .word(device)
        .ints({Int::reg(0), Int::reg(1)});
    code.begin(Opcode::Ret).registers({obj(0)});
    program.add(
        function("main", many(2, "i64"), many(1, "!relax.object"), 2, 1, code));
    return messageOf(program.run({Value::integer(n), Value::integer(m)}));
  };
  EXPECT_EQ(alloc(2, 3), "no error");
  EXPECT_EQ(alloc(int64_t{1} << 62, 0), "no error");
  EXPECT_EQ(alloc(-1, 3),
            "a tensor cannot have the shape [-1, 3]: a dimension is negative");
  EXPECT_EQ(alloc(int64_t{1} << 40, int64_t{1} << 40),
            "a tensor of shape [1099511627776, 1099511627776] is too large");
  EXPECT_EQ(alloc(int64_t{1} << 30, int64_t{1} << 28),
            "out of memory for a tensor of shape [1073741824, 268435456] and "
            "type f32");
  EXPECT_EQ(alloc(1, 1, RELAX_DEVICE(2, 1)),
            "device (type 2, ordinal 1) is not available");
}

TEST(Interpreter, ShapesTuplesScalars) {
  Program program;
  program.executable.checks = {{CheckKind::Value, "s", -1, "", 0},
                               {CheckKind::Value, "t", -1, "", 0}};
  CodeBuilder code;
  code.begin(Opcode::MakeShape).word(1).ints({Int::reg(0), Int::immediate(7)});
  code.begin(Opcode::CheckShape).word(1).word(2).word(0);
  code.begin(Opcode::ShapeDim).word(1).word(1).word(0);
  code.begin(Opcode::BoxScalar).word(2).word(1).word(i64);
  code.begin(Opcode::MakeTuple).word(3).objects({1, 2, 0});
  code.begin(Opcode::CheckTuple).word(3).word(3).word(1);
  code.begin(Opcode::TupleGet).word(4).word(3).word(1);
  code.begin(Opcode::UnboxScalar).word(2).word(4).word(i64);
  code.begin(Opcode::ReadScalar).word(3).word(0).word(0xffffffff);
  code.begin(Opcode::Ret).registers({num(2), num(3), obj(1)});
  program.add(function(
      "main",
      {parameter("t", "!relax.tensor<[], bool>"), parameter("n", "i64")},
      {parameter("a", "i64"), parameter("b", "i64"),
       parameter("s", "!relax.shape<[n, 7]>")},
      4, 5, code));
  auto result = program.run(
      {Value(tensor<uint8_t>({}, boolean, {3})), Value::integer(11)});
  ASSERT_TRUE(result.ok()) << messageOf(result);
  EXPECT_EQ((*result)[0].scalarBits(), 11);
  EXPECT_EQ((*result)[1].scalarBits(), 1);
  EXPECT_EQ((*result)[2].asShape()->dims[1], 7);
}

TEST(Interpreter, ReadScalarExtends) {
  EXPECT_EQ(readElement(*tensor<int8_t>({}, RELAX_DTYPE(0, 8), {-3})), -3);
  EXPECT_EQ(readElement(*tensor<uint8_t>({1, 1}, RELAX_DTYPE(1, 8), {253})),
            253);
  EXPECT_EQ(readElement(*tensor<int16_t>({}, RELAX_DTYPE(0, 16), {-3})), -3);
  EXPECT_EQ(
      readElement(*tensor<uint32_t>({}, RELAX_DTYPE(1, 32), {0xfffffffd})),
      0xfffffffd);
  EXPECT_EQ(readElement(*tensor<int64_t>({}, i64, {-3})), -3);
  EXPECT_EQ(readElement(*tensor<float>({}, f32, {1})), 0x3f800000);
}

/// Runs one instruction whose object operand 0 is the argument, for its
/// complaint.
std::string complaint(Opcode opcode, std::vector<uint32_t> operands,
                      Value argument) {
  Program program;
  program.executable.checks = {{CheckKind::Value, "v", -1, "", 2},
                               {CheckKind::Value, "", -1, "", 0}};
  CodeBuilder code;
  code.begin(opcode);
  for (uint32_t operand : operands)
    code.word(operand);
  code.begin(Opcode::Ret).registers({});
  program.add(function("main", many(1, "!relax.object"), {}, 1, 2, code));
  return messageOf(program.run({std::move(argument)}));
}

TEST(Interpreter, WrongKinds) {
  Value shape(
      ObjectRef::take(&newShape(1, std::vector<int64_t>{4}.data())->object));
  Value scalar(ObjectRef::take(&newScalar(1, f32)->object));
  Value matrix(tensor<float>({1, 2}, f32, {1, 2}));
  EXPECT_EQ(complaint(Opcode::TensorDim, {0, 0, 0}, shape),
            "expected a tensor, got the shape [4]");
  EXPECT_EQ(
      complaint(Opcode::TensorDim, {0, 0, 2}, matrix),
      "dimension 2 is out of range for a tensor of shape [1, 2] and type f32");
  EXPECT_EQ(
      complaint(Opcode::TensorDim, {0, 0, UINT32_MAX}, matrix),
      "dimension -1 is out of range for a tensor of shape [1, 2] and type f32");
  EXPECT_EQ(complaint(Opcode::TensorDim, {0, 1, 0}, matrix),
            "expected a tensor, got nothing");
  EXPECT_EQ(complaint(Opcode::ShapeDim, {0, 0, 0}, matrix),
            "expected a shape, got a tensor of shape [1, 2] and type f32");
  EXPECT_EQ(complaint(Opcode::ShapeDim, {0, 0, 1}, shape),
            "dimension 1 is out of range for the shape [4]");
  EXPECT_EQ(complaint(Opcode::TupleGet, {1, 0, 0}, shape),
            "expected a tuple, got the shape [4]");
  EXPECT_EQ(complaint(Opcode::CopyTensor, {1, 0}, shape),
            "expected a tensor, got the shape [4]");
  EXPECT_EQ(complaint(Opcode::ViewTensor, {1, 0, 1, 5 | tagBit}, shape),
            "expected a tensor, got the shape [4]");
  EXPECT_EQ(complaint(Opcode::ViewTensor, {1, 0, 1, 5 | tagBit}, matrix),
            "a tensor of shape [1, 2] and 2 elements cannot be viewed with "
            "shape [5] and 5 elements");
  EXPECT_EQ(complaint(Opcode::ReadScalar, {0, 0, UINT32_MAX}, shape),
            "expected a tensor, got the shape [4]");
  EXPECT_EQ(complaint(Opcode::ReadScalar, {0, 0, UINT32_MAX}, matrix),
            "expected a tensor of one element, got a tensor of shape [1, 2] "
            "and type f32");
  EXPECT_EQ(complaint(Opcode::ReadScalar, {0, 0, 2}, matrix),
            "expected a tensor with an element 2, got a tensor of shape [1, 2] "
            "and type f32");
  EXPECT_EQ(complaint(Opcode::UnboxScalar, {0, 0, f32}, shape),
            "expected a boxed scalar, got the shape [4]");
  EXPECT_EQ(complaint(Opcode::UnboxScalar, {0, 0, i64}, scalar),
            "expected a scalar of type i64, got f32");
  EXPECT_EQ(complaint(Opcode::UnboxScalar, {0, 0, RELAX_DTYPE_ANY}, scalar),
            "no error");
  EXPECT_EQ(complaint(Opcode::MakeTuple, {1, 1, 1}, shape),
            "field 0 of a tuple is nothing");
  EXPECT_EQ(complaint(Opcode::CheckShape, {0, 2, 0}, shape),
            "b.mlir:5:6: error: 'v' must be a shape of rank 2: got the shape "
            "[4] (node 'node')");
  EXPECT_EQ(
      complaint(Opcode::CheckShape, {0, UINT32_MAX, 1}, matrix),
      "a value must be a shape: got a tensor of shape [1, 2] and type f32");
  EXPECT_EQ(complaint(Opcode::CheckTuple, {0, 2, 1}, shape),
            "a value must be a tuple of 2: got the shape [4]");
  EXPECT_EQ(complaint(Opcode::CheckTensor, {1, UINT32_MAX, 0, 1}, shape),
            "a value must be a tensor: got nothing");
  EXPECT_EQ(complaint(Opcode::AllocTensorFromStorage, {1, 0, 0, f32, 0}, shape),
            "expected a storage, got the shape [4]");
  EXPECT_EQ(complaint(Opcode::InvokeClosure, {0, 0, 0}, shape),
            "expected a closure, got the shape [4]");
  EXPECT_EQ(complaint(Opcode::CallKernel, {0, 2, 0, 1, 1, tagBit}, matrix),
            "expected a tensor, got nothing");
}

TEST(Interpreter, CheckMessages) {
  auto check = [](CheckDesc desc, Opcode opcode, int64_t actual,
                  int64_t expected) {
    Program program;
    program.executable.checks = {std::move(desc)};
    CodeBuilder code;
    code.begin(opcode).word(0).word(1).word(0);
    code.begin(Opcode::Ret).registers({});
    program.add(function("main", many(2, "i64"), {}, 2, 0, code));
    return messageOf(
        program.run({Value::integer(actual), Value::integer(expected)}));
  };
  EXPECT_EQ(
      check({CheckKind::Dimension, "w", 0, "k", 0}, Opcode::CheckEqual, 3, 3),
      "no error");
  EXPECT_EQ(
      check({CheckKind::Dimension, "w", 0, "k", 0}, Opcode::CheckEqual, 4, 3),
      "dimension 0 of 'w' must equal symbol 'k': got 4, expected 3");
  EXPECT_EQ(check({CheckKind::Dimension, "w", 1, "2 * k", 0},
                  Opcode::CheckEqual, 4, 6),
            "dimension 1 of 'w' must equal '2 * k': got 4, expected 6");
  EXPECT_EQ(
      check({CheckKind::Dimension, "w", 1, "16", 0}, Opcode::CheckEqual, 4, 16),
      "dimension 1 of 'w' must equal 16: got 4");
  EXPECT_EQ(
      check({CheckKind::Dimension, "n", -1, "m", 1}, Opcode::CheckEqual, 4, 16),
      "a.mlir:3:4: error: 'n' must equal symbol 'm': got 4, expected 16");
  EXPECT_EQ(check({CheckKind::Condition, "", -1, "n == 2 * m", 0},
                  Opcode::CheckEqual, 4, 16),
            "condition 'n == 2 * m' does not hold: got 4 and 16");
  EXPECT_EQ(check({CheckKind::Condition, "add", -1, "n <= m", 0},
                  Opcode::CheckLessEqual, 4, 3),
            "condition 'n <= m' does not hold in add: got 4 and 3");
  EXPECT_EQ(check({CheckKind::Dimension, "w", 0, "k", 0},
                  Opcode::CheckLessEqual, 4, 3),
            "dimension 0 of 'w' must be at most symbol 'k': got 4, expected at "
            "most 3");
  EXPECT_EQ(check({CheckKind::Condition, "", -1, "n <= m", 0},
                  Opcode::CheckLessEqual, 3, 3),
            "no error");
}

TEST(Interpreter, FailAndMissingResult) {
  Program program;
  program.executable.checks = {
      {CheckKind::Message, "", -1, "this branch is never taken", 0},
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
  EXPECT_EQ(messageOf(program.run()),
            "b.mlir:5:6: error: this branch is never taken (node 'node')");
  EXPECT_EQ(messageOf(program.run({}, "silent")), "the program failed");
  EXPECT_EQ(messageOf(program.run({}, "nothing")), "result 0 is nothing");
}

} // namespace

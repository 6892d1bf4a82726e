//===- RegisterAllocationTest.cpp -----------------------------------------===//
//
// Runs the allocated program symbolically: registers hold the names of values,
// and each read must find the value it asks for, along random paths.
//
//===----------------------------------------------------------------------===//

#include "analysis/relax_vm/RegisterAllocation.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "gtest/gtest.h"

#include <chrono>
#include <random>

using namespace mlir;
using namespace mlir::relax_vm;

namespace {

class RegisterAllocationTest : public ::testing::Test {
protected:
  RegisterAllocationTest() { context.loadDialect<RelaxVMDialect>(); }
  OwningOpRef<ModuleOp> parse(StringRef text) {
    return parseSourceString<ModuleOp>(text, &context);
  }
  MLIRContext context;
};

/// Walks `steps` instructions from the entry, taking branches at random.
void simulate(FuncOp function, unsigned seed) {
  RegisterAllocation allocation(function);
  std::mt19937 random(seed);
  // (object bank?, register) -> the value that stands there
  DenseMap<std::pair<unsigned, unsigned>, Value> bank;
  auto key = [&](Value value) {
    return std::make_pair(unsigned(isObject(value.getType())),
                          allocation.getRegister(value));
  };
  unsigned object = 0, scalar = 0;
  for (Value argument : function.getBody().getArguments()) {
    unsigned expected = isObject(argument.getType()) ? object++ : scalar++;
    ASSERT_EQ(allocation.getRegister(argument), expected);
    bank[key(argument)] = argument;
  }
  Block *block = &function.getBody().front();
  for (unsigned count = 0; count < 200;) {
    Block *next = nullptr;
    for (Operation &op : *block) {
      ++count;
      for (Value operand : op.getOperands()) {
        if (!allocation.hasRegister(operand))
          continue;
        ASSERT_EQ(bank.lookup(key(operand)), operand);
      }
      for (Value result : op.getResults())
        if (allocation.hasRegister(result))
          bank[key(result)] = result;
      if (op.getNumSuccessors() == 0)
        continue;
      unsigned taken = random() % op.getNumSuccessors();
      next = op.getSuccessor(taken);
      for (MoveStep step : allocation.getEdgeMoves(&op, taken)) {
        unsigned isObjectBank = step.kind != MoveStep::Scalar;
        ASSERT_LT(step.destination, isObjectBank ? allocation.getNumObjects()
                                                 : allocation.getNumScalars());
        bank[{isObjectBank, step.destination}] =
            step.kind == MoveStep::Kill
                ? Value()
                : bank.lookup({isObjectBank, step.source});
      }
      auto operands = cast<BranchOpInterface>(op).getSuccessorOperands(taken);
      for (auto [argument, operand] :
           llvm::zip(next->getArguments(), operands.getForwardedOperands())) {
        ASSERT_EQ(bank.lookup(key(argument)), operand);
        bank[key(argument)] = argument;
      }
    }
    if (!next)
      return;
    block = next;
  }
}

TEST_F(RegisterAllocationTest, LoopWithSwapAndLiveThroughValues) {
  auto module = parse(R"(
    relax_vm.func @f(%n: i64, %x: !relax_vm.object, %y: !relax_vm.object) -> !relax_vm.object {
      %one = relax_vm.iconst 1
      %k = relax_vm.tensor_dim %x, 0
      relax_vm.jump ^head(%n, %k, %x, %y : i64, i64, !relax_vm.object, !relax_vm.object)
    ^head(%i: i64, %j: i64, %a: !relax_vm.object, %b: !relax_vm.object):
      relax_vm.branch %i, ^body, ^exit(%a : !relax_vm.object)
    ^body:
      %t = relax_vm.alloc_tensor [%k] : f32
      %m = relax_vm.isub %i, %one
      relax_vm.branch %m, ^head(%j, %m, %b, %a : i64, i64, !relax_vm.object, !relax_vm.object),
                          ^head(%m, %i, %t, %t : i64, i64, !relax_vm.object, !relax_vm.object)
    ^exit(%r: !relax_vm.object):
      %d = relax_vm.iadd %k, %one
      relax_vm.call_packed "f"(%d, %y) : (i64, !relax_vm.object) -> ()
      relax_vm.ret %r : !relax_vm.object
    })");
  ASSERT_TRUE(module);
  for (unsigned seed = 0; seed < 100; ++seed)
    simulate(*module->getOps<FuncOp>().begin(), seed);
}

TEST_F(RegisterAllocationTest, BlocksOutOfOrder) {
  auto module = parse(R"(
    relax_vm.func @f(%n: i64) -> i64 {
      relax_vm.jump ^c
    ^a:
      %3 = relax_vm.iadd %1, %2
      relax_vm.jump ^d
    ^c:
      %1 = relax_vm.iadd %n, %n
      %2 = relax_vm.imul %n, %n
      relax_vm.branch %2, ^a, ^a
    ^unreachable:
      %9 = relax_vm.iadd %n, %1
      relax_vm.jump ^d
    ^d:
      %4 = relax_vm.iadd %n, %2
      relax_vm.branch %4, ^c, ^e
    ^e:
      relax_vm.ret %4 : i64
    })");
  // ^unreachable may use anything; nothing is asked of it.
  ASSERT_TRUE(module);
  for (unsigned seed = 0; seed < 100; ++seed)
    simulate(*module->getOps<FuncOp>().begin(), seed);
}

/// Random graphs: each block defines a few values, uses what dominates it (its
/// own, the entry's, its arguments) and passes random values on.
TEST_F(RegisterAllocationTest, RandomGraphs) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    std::mt19937 random(seed);
    OpBuilder builder(&context);
    Location loc = builder.getUnknownLoc();
    auto module = OwningOpRef<ModuleOp>(ModuleOp::create(loc));
    builder.setInsertionPointToEnd(module->getBody());
    Type object = ObjectType::get(&context), scalar = builder.getI64Type();
    auto function =
        FuncOp::create(builder, loc, "f",
                       builder.getFunctionType({scalar, object, scalar}, {}));
    Region &body = function.getBody();
    unsigned numBlocks = 1 + random() % 8;
    SmallVector<Block *> blocks{&body.front()};
    while (blocks.size() < numBlocks) {
      Block *block = builder.createBlock(&body);
      for (unsigned i = random() % 4; i; --i)
        block->addArgument(random() % 2 ? object : scalar, loc);
      blocks.push_back(block);
    }
    SmallVector<Value> shared;
    for (Block *block : blocks) {
      builder.setInsertionPointToEnd(block);
      SmallVector<Value> values(shared);
      llvm::append_range(values, block->getArguments());
      auto pick = [&](Type type) {
        SmallVector<Value> candidates;
        for (Value value : values)
          if (value.getType() == type)
            candidates.push_back(value);
        return candidates[random() % candidates.size()];
      };
      for (unsigned i = random() % 6; i; --i) {
        if (random() % 3 == 0)
          values.push_back(AllocTensorOp::create(
              builder, loc, object, ValueRange{pick(scalar)},
              TypeAttr::get(builder.getF32Type())));
        else
          values.push_back(
              IMinOp::create(builder, loc, scalar, pick(scalar), pick(scalar)));
      }
      if (block == blocks.front())
        shared = values;
      if (random() % 4 == 0 || blocks.size() == 1) {
        RetOp::create(builder, loc);
        continue;
      }
      auto target = [&](SmallVector<Value> &operands) {
        Block *result = blocks[1 + random() % (blocks.size() - 1)];
        for (BlockArgument argument : result->getArguments())
          operands.push_back(pick(argument.getType()));
        return result;
      };
      SmallVector<Value> first, second;
      Block *a = target(first), *b = target(second);
      if (random() % 2)
        JumpOp::create(builder, loc, first, a);
      else
        BranchOp::create(builder, loc, pick(scalar), first, second, a, b);
    }
    ASSERT_TRUE(succeeded(verify(*module)));
    for (unsigned path = 0; path < 5; ++path)
      simulate(function, seed * 7 + path);
  }
}

TEST_F(RegisterAllocationTest, RegistersAreReused) {
  OpBuilder builder(&context);
  Location loc = builder.getUnknownLoc();
  auto module = OwningOpRef<ModuleOp>(ModuleOp::create(loc));
  builder.setInsertionPointToEnd(module->getBody());
  Type object = ObjectType::get(&context);
  auto function = FuncOp::create(builder, loc, "f",
                                 builder.getFunctionType({object}, {object}));
  builder.setInsertionPointToEnd(&function.getBody().front());
  Value current = function.getBody().getArgument(0);
  for (unsigned i = 0; i < 20000; ++i) {
    Value next = CopyTensorOp::create(builder, loc, object, current);
    KillOp::create(builder, loc, current);
    current = next;
  }
  RetOp::create(builder, loc, current);
  auto start = std::chrono::steady_clock::now();
  RegisterAllocation allocation(function);
  double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
          .count();
  EXPECT_LE(allocation.getNumObjects(), 3u);
  EXPECT_EQ(allocation.getNumScalars(), 0u);
  EXPECT_LT(seconds, 2.0); // linear: about 10 ms
}

} // namespace

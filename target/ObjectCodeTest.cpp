//===- ObjectCodeTest.cpp - Cutting code into shards ----------------------===//

#include "target/ObjectCode.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/MLIRContext.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::target;

namespace {

class ShardsTest : public ::testing::Test {
protected:
  ShardsTest() {
    context.loadDialect<LLVM::LLVMDialect, relax_vm::RelaxVMDialect>();
    module = ModuleOp::create(UnknownLoc::get(&context));
  }

  /// A nested code module of `size` ops, itself included.
  void add(int64_t size, StringRef marker = relax_vm::kernelModuleAttrName) {
    OpBuilder builder = OpBuilder::atBlockEnd(module->getBody());
    Location loc = builder.getUnknownLoc();
    auto nested = ModuleOp::create(builder, loc);
    nested->setAttr(marker, builder.getUnitAttr());
    builder.setInsertionPointToEnd(nested.getBody());
    for (int64_t i = 1; i < size; ++i)
      LLVM::ConstantOp::create(builder, loc, builder.getI64Type(),
                               builder.getI64IntegerAttr(i));
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
};

TEST_F(ShardsTest, KeepsOrderAndLosesNothing) {
  for (int64_t i = 0; i < 200; ++i)
    add(1 + (i * 37) % 300);
  SmallVector<ModuleOp> modules = collectCodeModules(*module);
  ASSERT_EQ(modules.size(), 200u);
  SmallVector<ModuleOp> joined;
  SmallVector<Shard> shards = cutIntoShards(modules);
  for (const Shard &shard : shards)
    llvm::append_range(joined, shard.modules);
  EXPECT_EQ(joined, modules);
  EXPECT_GT(shards.size(), 2u);
  EXPECT_LE(shards.size(), 64u);
}

TEST_F(ShardsTest, OneLargeModuleIsAShardOfItsOwn) {
  add(10);
  add(5000);
  add(10);
  SmallVector<Shard> shards = cutIntoShards(collectCodeModules(*module));
  ASSERT_EQ(shards.size(), 3u);
  EXPECT_EQ(shards[1].modules.size(), 1u);
}

TEST_F(ShardsTest, KernelsAndFunctionsDoNotMix) {
  add(10);
  add(10, relax_vm::functionModuleAttrName);
  add(10, "something.else");
  add(10, relax_vm::functionModuleAttrName);
  SmallVector<Shard> shards = cutIntoShards(collectCodeModules(*module));
  ASSERT_EQ(shards.size(), 2u);
  EXPECT_FALSE(shards[0].isFunctions);
  EXPECT_TRUE(shards[1].isFunctions);
  EXPECT_EQ(shards[1].modules.size(), 2u);
}

TEST_F(ShardsTest, NothingToCut) { EXPECT_TRUE(cutIntoShards({}).empty()); }

} // namespace

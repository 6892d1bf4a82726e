//===- ShapeConditionsTest.cpp - what calls leave to the run time ---------===//
//
// The residual conditions that calls report: what canonical forms do not
// decide, in terms of the caller's symbols.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"
#include "dialects/tir/TIR.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Parser/Parser.h"
#include "gtest/gtest.h"

using namespace mlir;

namespace {

class ShapeConditionsTest : public ::testing::Test {
protected:
  ShapeConditionsTest() {
    context
        .loadDialect<relax::RelaxDialect, sym::SymDialect, tir::TIRDialect>();
  }

  /// The conditions of the last operation before the terminator of @main, one a
  /// line.
  std::string getConditions(const std::string &text) {
    module = parseSourceString<ModuleOp>(text, &context);
    EXPECT_TRUE(module);
    if (!module)
      return "";
    auto func = module->lookupSymbol<relax::FuncOp>("main");
    Operation *last = func.getBody().front().getTerminator()->getPrevNode();
    SmallVector<relax::ShapeCondition> conditions;
    cast<relax::ShapeConditionsOpInterface>(last).getShapeConditions(
        conditions);
    std::string result;
    for (const relax::ShapeCondition &condition : conditions)
      result += condition.lhs.str() + " " +
                sym::stringifyComparison(condition.comparison).str() + " " +
                condition.rhs.str() + " (" + condition.what + ")\n";
    return result;
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
};

TEST_F(ShapeConditionsTest, NothingIsLeftWhereTypesAreEqual) {
  EXPECT_EQ(getConditions(R"(
    tir.prim_func @f(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {}
    relax.func @main(%x: !relax.tensor<[a], f32>, %b: !sym.int<b>) {
      %0 = relax.call_tir @f(%x) : (!relax.tensor<[a], f32>) -> !relax.tensor<[a], f32>
      relax.return
    })"),
            "");
}

TEST_F(ShapeConditionsTest, RepeatedSymbol) {
  EXPECT_EQ(getConditions(R"(
    tir.prim_func @f(%X: !tir.buffer<[n, n], f32>, %Y: !tir.buffer<[n * n], f32>) {}
    relax.func @main(%x: !relax.tensor<[a, b], f32>) {
      %0 = relax.call_tir @f(%x) : (!relax.tensor<[a, b], f32>) -> !relax.tensor<[a * b], f32>
      relax.return
    })"),
            "b == a (dimension 1 of operand 0)\na * b == a * a (dimension 0 of "
            "result 0)\n");
}

TEST_F(ShapeConditionsTest, CompositeDimension) {
  EXPECT_EQ(getConditions(R"(
    relax.func private @f(!relax.tensor<[2 * n], f32>, !sym.int<n>)
    relax.func @main(%x: !relax.tensor<[a], f32>, %b: !sym.int<b>) {
      relax.call @f(%x, %b) : (!relax.tensor<[a], f32>, !sym.int<b>) -> ()
      relax.return
    })"),
            "a == 2 * b (dimension 0 of operand 0)\n");
}

TEST_F(ShapeConditionsTest, UnknownDimensionsHaveNoExpression) {
  EXPECT_EQ(getConditions(R"(
    tir.prim_func @f(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {}
    relax.func @main(%x: !relax.tensor<[?], f32>) {
      %0 = relax.call_tir @f(%x) : (!relax.tensor<[?], f32>) -> !relax.tensor<[8], f32>
      relax.return
    })"),
            "");
}

TEST_F(ShapeConditionsTest, InplaceResultsAreOperands) {
  EXPECT_EQ(getConditions(R"(
    tir.prim_func @f(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {}
    relax.func @main(%x: !relax.tensor<[a], f32>, %y: !relax.tensor<[b], f32>) {
      %0:2 = relax.call_tir_inplace @f(%x) inplace [0, -1] : (!relax.tensor<[a], f32>) -> (!relax.tensor<[a], f32>, !relax.tensor<[b], f32>)
      relax.return
    })"),
            "b == a (dimension 0 of result 1)\n");
}

TEST_F(ShapeConditionsTest, GradientsDoNotMatter) {
  EXPECT_EQ(getConditions(R"(
    tir.prim_func @f(%X: !tir.buffer<[n, 4], f32>, %Y: !tir.buffer<[n], f32>) {}
    relax.func @main(%x: !relax.tensor<[a, b], f32>) {
      %0 = relax.call_tir_with_grad @f(%x) grad "g" : (!relax.tensor<[a, b], f32>) -> !relax.tensor<[a], f32>
      relax.return
    })"),
            "b == 4 (dimension 1 of operand 0)\n");
}

} // namespace

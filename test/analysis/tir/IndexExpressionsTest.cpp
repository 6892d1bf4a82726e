//===- IndexExpressionsTest.cpp - Index values as expressions -------------===//

#include "analysis/tir/IndexExpressions.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Parser/Parser.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::tir;
using sym::ExprAttr;

namespace {

class IndexExpressionsTest : public ::testing::Test {
protected:
  IndexExpressionsTest() { context.loadDialect<TIRDialect, arith::ArithDialect, sym::SymDialect>(); }

  /// Parses a kernel with `%X: !tir.buffer<[n, m], f32>`, n and m as index values, and the given body.
  void parse(StringRef body) {
    std::string text = ("tir.prim_func @f(%X: !tir.buffer<[n, m], f32>, %y: f32) {\n"
                        "  %n = sym.value n : !sym.int<n>\n"
                        "  %m = sym.value m : !sym.int<m>\n"
                        "  %ni = sym.to_index %n : !sym.int<n> -> index\n"
                        "  %mi = sym.to_index %m : !sym.int<m> -> index\n" +
                        body + "\n}")
                           .str();
    module = parseSourceString<ModuleOp>(text, &context);
    ASSERT_TRUE(module);
    function = *module->getOps<PrimFuncOp>().begin();
    expressions.emplace(function);
    store = {};
    function.walk([&](StoreOp op) { store = op; });
  }

  /// The expression of an index of the last store.
  ExprAttr get(unsigned axis) { return expressions->get(store.getIndices()[axis]); }

  ExprAttr read(StringRef text) { return *sym::parseExprString(&context, text); }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
  PrimFuncOp function;
  std::optional<IndexExpressions> expressions;
  StoreOp store;
};

TEST_F(IndexExpressionsTest, Arithmetic) {
  parse(R"(
    %c3 = arith.constant 3 : index
    %a = arith.muli %ni, %mi : index
    %b = arith.addi %a, %c3 : index
    %c = arith.subi %b, %mi : index
    %d = arith.maxsi %ni, %c3 : index
    tir.store %y, %X[%c, %d])");
  EXPECT_EQ(get(0), read("n * m + 3 - m"));
  EXPECT_EQ(get(1), read("max(n, 3)"));
}

TEST_F(IndexExpressionsTest, UnsignedDivisionNeedsToKnowTheSign) {
  // n is a dimension, hence not negative; n - m may be.
  parse(R"(
    %c3 = arith.constant 3 : index
    %a = arith.divui %ni, %c3 : index
    %d = arith.subi %ni, %mi : index
    %b = arith.remui %d, %c3 : index
    tir.store %y, %X[%a, %b])");
  EXPECT_EQ(get(0), read("n floordiv 3"));
  EXPECT_TRUE(get(1).isSymbol());
  EXPECT_TRUE(get(1).getSymbolName().getValue().starts_with("%"));
}

TEST_F(IndexExpressionsTest, Selection) {
  parse(R"(
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %one = arith.cmpi eq, %ni, %c1 : index
    %stride = arith.select %one, %c0, %c1 : index
    tir.store %y, %X[%stride, %c0])");
  EXPECT_EQ(get(0), read("select(n == 1, 0, 1)"));
  EXPECT_EQ(get(1), read("0"));
}

TEST_F(IndexExpressionsTest, ExtremesOverLoops) {
  parse(R"(
    %c4 = arith.constant 4 : index
    tir.for %i = 0 to %n {
      tir.for %j = 0 to 4 {
        %a = arith.muli %i, %c4 : index
        %b = arith.addi %a, %j : index
        %c = arith.subi %j, %i : index
        tir.store %y, %X[%b, %c]
      }
    })");
  SmallVector<Operation *> loops = IndexExpressions::getLoopsAround(store);
  ASSERT_EQ(loops.size(), 2u);
  sym::Prover prover = expressions->getProver(loops);
  EXPECT_EQ(expressions->getMaximum(get(0), loops, prover), read("4 * n - 1"));
  EXPECT_EQ(expressions->getMinimum(get(0), loops, prover), read("0"));
  EXPECT_EQ(expressions->getMaximum(get(1), loops, prover), read("3"));
  EXPECT_EQ(expressions->getMinimum(get(1), loops, prover), read("1 - n"));
  // Around the store the loops are not empty; elsewhere nobody knows.
  EXPECT_EQ(prover.provablyLess(read("0"), read("n")), sym::Truth::Yes);
  EXPECT_EQ(expressions->getProver({}).provablyLess(read("0"), read("n")), sym::Truth::Unknown);
}

TEST_F(IndexExpressionsTest, ExtremesThatAreNotKnown) {
  parse(R"(
    tir.for %i = 0 to %n {
      tir.for %j = 0 to %n step 2 {
        %square = arith.muli %i, %i : index
        tir.store %y, %X[%square, %j]
      }
    })");
  SmallVector<Operation *> loops = IndexExpressions::getLoopsAround(store);
  sym::Prover prover = expressions->getProver(loops);
  EXPECT_FALSE(expressions->getMaximum(get(0), loops, prover));
  EXPECT_FALSE(expressions->getMaximum(get(1), loops, prover));
  EXPECT_EQ(prover.divisible(get(1), 2), sym::Truth::Yes);
}

TEST_F(IndexExpressionsTest, LongChainsEndInAnUnknown) {
  std::string body = "    %c1 = arith.constant 1 : index\n    %a0 = arith.addi %ni, %c1 : index\n";
  for (int i = 0; i < 5000; ++i)
    body += ("    %a" + Twine(i + 1) + " = arith.addi %a" + Twine(i) + ", %c1 : index\n").str();
  body += "    tir.store %y, %X[%a5000, %a0]";
  parse(body);
  EXPECT_TRUE(get(0));
  EXPECT_EQ(get(1).str(), "n + 1");
}

} // namespace

//===- RewriteTest.cpp - Substitution, renaming, materialization, expansion ===//

#include "mlir/AsmParser/AsmParser.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/AttrTypeSubElements.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "test/dialects/sym/RandomExpr.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::sym;
using namespace mlir::sym::testing;

namespace {
/// An op that defines the symbols of its attribute, and checks nothing itself.
class DefineOp
    : public Op<DefineOp, OpTrait::ZeroOperands, OpTrait::VariadicResults,
                OpTrait::ZeroRegions, OpTrait::ZeroSuccessors,
                SymbolDefinerOpInterface::Trait> {
public:
  using Op::Op;
  static StringRef getOperationName() { return "scope_test.define"; }
  static ArrayRef<StringRef> getAttributeNames() { return {}; }
};

class ScopeTestDialect : public Dialect {
public:
  explicit ScopeTestDialect(MLIRContext *context)
      : Dialect(getDialectNamespace(), context,
                TypeID::get<ScopeTestDialect>()) {
    addOperations<DefineOp>();
  }
  static StringRef getDialectNamespace() { return "scope_test"; }
};

class RewriteTest : public ::testing::Test {
protected:
  RewriteTest() {
    DialectRegistry registry;
    registry.insert<SymDialect, func::FuncDialect, arith::ArithDialect,
                    ScopeTestDialect>();
    registerFuncScope(registry);
    context.appendDialectRegistry(registry);
    context.loadAllAvailableDialects();
  }

  ExprAttr parse(StringRef text) {
    FailureOr<ExprAttr> expr = parseExprString(&context, text);
    EXPECT_TRUE(succeeded(expr)) << text.str();
    return succeeded(expr) ? *expr : ExprAttr();
  }
  StringAttr name(StringRef text) { return StringAttr::get(&context, text); }
  Type type(StringRef text) { return parseType(text, &context); }

  OwningOpRef<ModuleOp> module(StringRef text) {
    OwningOpRef<ModuleOp> result = parseSourceString<ModuleOp>(text, &context);
    EXPECT_TRUE(result) << text.str();
    return result;
  }

  /// The diagnostic of the scope verifier for a function around an op.
  std::string scopeErrorOf(StringRef op) {
    std::string message;
    ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
      message += diagnostic.str();
      return success();
    });
    OwningOpRef<ModuleOp> root = parseSourceString<ModuleOp>(
        ("func.func @f() {\n" + op + "\nreturn\n}").str(), &context);
    if (!root)
      return "does not parse: " + message;
    auto function = *root->getOps<func::FuncOp>().begin();
    EXPECT_EQ(succeeded(verifySymbolScope(function)), message.empty());
    return message;
  }

  static std::string print(Operation *op) {
    std::string text;
    llvm::raw_string_ostream os(text);
    op->print(os);
    return text;
  }

  MLIRContext context{MLIRContext::Threading::DISABLED};
};
} // namespace

MLIR_DECLARE_EXPLICIT_TYPE_ID(ScopeTestDialect)
MLIR_DEFINE_EXPLICIT_TYPE_ID(ScopeTestDialect)
MLIR_DECLARE_EXPLICIT_TYPE_ID(DefineOp)
MLIR_DEFINE_EXPLICIT_TYPE_ID(DefineOp)

TEST_F(RewriteTest, TypesAndAttributesAreSubstituted) {
  Substitution substitution;
  substitution[name("n")] = parse("2 * m");
  substitution[name("m")] = parse("n"); // at once, not one after the other
  EXPECT_EQ(*substitute(type("!sym.int<n + m>"), substitution),
            type("!sym.int<2 * m + n>"));
  EXPECT_EQ(
      *substitute(type("tuple<!sym.int<n>, i32, tuple<!sym.int<4>>>"),
                  substitution),
      type("tuple<!sym.int<2 * m>, i32, tuple<!sym.int<4>>>"));
  Attribute attr = parseAttribute("[#sym.expr<n floordiv 2>, !sym.int<m>, \"n\"]",
                                  &context);
  EXPECT_EQ(*substitute(attr, substitution),
            parseAttribute("[#sym.expr<m>, !sym.int<n>, \"n\"]", &context));
}

TEST_F(RewriteTest, ReplacerOfTheFrameworkGoesThroughTheConstructors) {
  AttrTypeReplacer replacer;
  Substitution substitution;
  substitution[name("n")] = parse("3");
  replacer.addReplacement([&](ExprAttr expr) -> Attribute {
    return *substitute(expr, substitution);
  });
  EXPECT_EQ(replacer.replace(type("tuple<!sym.int<n * m + n>>")),
            type("tuple<!sym.int<3 * m + 3>>"));
  // A name alone is no symbol: replacing strings leaves expressions alone.
  AttrTypeReplacer strings;
  strings.addReplacement(
      [&](StringAttr) -> Attribute { return name("changed"); });
  EXPECT_EQ(strings.replace(type("!sym.int<n>")), type("!sym.int<n>"));
}

TEST_F(RewriteTest, SymbolsOfTypes) {
  llvm::SetVector<StringAttr> all, bare;
  Type tuple = type("tuple<!sym.int<b>, !sym.int<2 * c>, tuple<!sym.int<a>>>");
  collectSymbols(tuple, all);
  EXPECT_EQ(all.getArrayRef(),
            ArrayRef<StringAttr>({name("b"), name("c"), name("a")}));
  collectBareSymbols({tuple}, bare);
  EXPECT_EQ(bare.getArrayRef(), ArrayRef<StringAttr>({name("b"), name("a")}));
}

static constexpr StringLiteral kFunction = R"(
  func.func @f(%n: !sym.int<n>, %i: index) {
    %k = sym.from_index %i symbols ["k"] : !sym.int<k>
    sym.assume k le n of (%k : !sym.int<k>)
    %0 = sym.value k + n of (%k : !sym.int<k>) : !sym.int<k + n>
    return
  }
)";

TEST_F(RewriteTest, DefinitionsAreRenamed) {
  OwningOpRef<ModuleOp> root = module(kFunction);
  auto function = *root->getOps<func::FuncOp>().begin();
  llvm::SetVector<StringAttr> taken;
  taken.insert(name("k"));
  taken.insert(name("k_0"));
  SmallVector<Operation *> ops;
  for (Operation &op : function.getBody().front())
    ops.push_back(&op);
  ASSERT_TRUE(succeeded(renameDefinitions(ops, taken)));
  EXPECT_TRUE(taken.contains(name("k_1")));
  std::string text = print(function);
  EXPECT_NE(text.find("symbols [\"k_1\"] : !sym.int<k_1>"), std::string::npos)
      << text;
  EXPECT_NE(text.find("sym.assume k_1 le n"), std::string::npos) << text;
  EXPECT_NE(text.find("sym.value k_1 + n of"), std::string::npos) << text;
}

TEST_F(RewriteTest, DefinersAreVerified) {
  EXPECT_EQ(scopeErrorOf(R"("scope_test.define"() : () -> ())"), "");
  EXPECT_EQ(scopeErrorOf(R"("scope_test.define"() {symbols = ["k"]} : () -> (i32, !sym.int<k>))"),
            "");
  EXPECT_EQ(scopeErrorOf(R"("scope_test.define"() {symbols = ["k"]} : () -> ())"),
            "'scope_test.define' op must return one '!sym.int' for each symbol "
            "that it defines, got 0 results and 1 symbols");
  EXPECT_EQ(scopeErrorOf(R"("scope_test.define"() {symbols = [1]} : () -> i32)"),
            "'scope_test.define' op names of symbols must be strings, got 1 : "
            "i64");
  EXPECT_EQ(scopeErrorOf(R"("scope_test.define"() {symbols = ["k", "l"]} : () -> (!sym.int<l>, !sym.int<k>))"),
            "'scope_test.define' op must return its symbols last and in order, "
            "got '!sym.int<l>' where '!sym.int<k>' is due");
  EXPECT_EQ(scopeErrorOf(R"("scope_test.define"() {symbols = ["k", "k"]} : () -> (!sym.int<k>, !sym.int<k>))"),
            "'scope_test.define' op must not define symbol 'k' a second time in "
            "its function");
}

TEST_F(RewriteTest, SubstitutionFailsAsAWhole) {
  OwningOpRef<ModuleOp> root = module(R"(
    func.func @f(%n: !sym.int<n>) -> !sym.int<2 * n> {
      %0 = sym.value 2 * n : !sym.int<2 * n>
      return %0 : !sym.int<2 * n>
    }
  )");
  std::string before = print(*root);
  Substitution substitution;
  substitution[name("n")] = ExprAttr::getConstant(&context, INT64_MAX);
  EXPECT_TRUE(failed(substituteInPlace({root->getOperation()}, substitution)));
  EXPECT_EQ(print(*root), before);
  substitution[name("n")] = parse("m + 1");
  EXPECT_TRUE(
      succeeded(substituteInPlace({root->getOperation()}, substitution)));
  EXPECT_NE(print(*root).find("!sym.int<m + 1>) -> !sym.int<2 * m + 2>"),
            std::string::npos)
      << print(*root);
}

TEST_F(RewriteTest, FreshNames) {
  llvm::SetVector<StringAttr> taken;
  EXPECT_EQ(getFreshSymbol(name("n"), taken), name("n"));
  EXPECT_EQ(getFreshSymbol(name("n"), taken), name("n_0"));
  EXPECT_EQ(getFreshSymbol(name("n"), taken), name("n_1"));
  OwningOpRef<ModuleOp> root = module(kFunction);
  llvm::SetVector<StringAttr> used;
  collectUsedSymbols(*root, used);
  EXPECT_TRUE(used.contains(name("n")) && used.contains(name("k")));
  EXPECT_EQ(used.size(), 2u);
}

TEST_F(RewriteTest, Materialization) {
  OwningOpRef<ModuleOp> root = module(kFunction);
  auto function = *root->getOps<func::FuncOp>().begin();
  Operation *end = function.getBody().front().getTerminator();
  Value k = function.getBody().front().front().getResult(0);
  OpBuilder builder(end);
  Location loc = end->getLoc();
  // A source of the type is the value.
  EXPECT_EQ(*materialize(builder, loc, parse("k"), {k}), k);
  // The signature needs no source, and no value is listed needlessly.
  auto op = materialize(builder, loc, parse("2 * n"), {k})
                ->getDefiningOp<ValueOp>();
  ASSERT_TRUE(op);
  EXPECT_TRUE(op.getSources().empty());
  op = materialize(builder, loc, parse("2 * n + k"), {k})
           ->getDefiningOp<ValueOp>();
  ASSERT_TRUE(op);
  EXPECT_EQ(op.getSources().size(), 1u);
  EXPECT_TRUE(failed(materialize(builder, loc, parse("k"), {})));
  EXPECT_TRUE(failed(materialize(builder, loc, parse("z"), {k})));
  EXPECT_TRUE(succeeded(verifySymbolScope(function)));
}

// Expands with constants for symbols, folds, and compares with the evaluation.
TEST_F(RewriteTest, ExpansionComputesTheValue) {
  Random random(21);
  unsigned compared = 0;
  for (unsigned i = 0; i < 3000; ++i) {
    FailureOr<ExprAttr> expr = random.tree(3)->build(&context);
    if (failed(expr))
      continue;
    Assignment assignment = random.assignment(-5, 7);
    auto values = toValues(&context, assignment);
    FailureOr<int64_t> expected = evaluate(*expr, values);
    if (failed(expected))
      continue;
    OwningOpRef<ModuleOp> root = ModuleOp::create(UnknownLoc::get(&context));
    OpBuilder builder = OpBuilder::atBlockEnd(root->getBody());
    Value result = expandToIndexArith(
        builder, builder.getUnknownLoc(), *expr, [&](StringAttr symbol) {
          return arith::ConstantIndexOp::create(
                     builder, builder.getUnknownLoc(), values.lookup(symbol))
              .getResult();
        });
    ASSERT_TRUE(result) << expr->str();
    // Fold from the top: every operand is a constant.
    for (Operation &op : llvm::make_early_inc_range(*root->getBody())) {
      SmallVector<Value> folded;
      SmallVector<OpFoldResult> parts;
      SmallVector<Attribute> operands;
      for (Value operand : op.getOperands()) {
        Attribute constant;
        matchPattern(operand, m_Constant(&constant));
        operands.push_back(constant);
      }
      if (isa<arith::ConstantOp>(op) || failed(op.fold(operands, parts)) ||
          parts.empty())
        continue;
      OpBuilder at(&op);
      Value value = dyn_cast<Value>(parts[0]);
      if (!value)
        value = arith::ConstantOp::create(
            at, op.getLoc(), cast<TypedAttr>(cast<Attribute>(parts[0])));
      if (result == op.getResult(0))
        result = value;
      op.getResult(0).replaceAllUsesWith(value);
    }
    IntegerAttr constant;
    if (!matchPattern(result, m_Constant(&constant)))
      continue; // a branch that is not taken may divide by zero
    ASSERT_EQ(constant.getValue().getSExtValue(), *expected) << expr->str();
    ++compared;
  }
  EXPECT_GT(compared, 1500u);
}

TEST_F(RewriteTest, ExpansionStopsWithoutAValue) {
  OwningOpRef<ModuleOp> root = ModuleOp::create(UnknownLoc::get(&context));
  OpBuilder builder = OpBuilder::atBlockEnd(root->getBody());
  EXPECT_FALSE(expandToIndexArith(builder, builder.getUnknownLoc(),
                                  parse("n floordiv 2 + min(m, 1)"),
                                  [](StringAttr) { return Value(); }));
}

//===- ExprTest.cpp - The canonical form against brute force --------------===//

#include "dialects/sym/AffineRelation.h"
#include "test/dialects/sym/RandomExpr.h"
#include "mlir/AsmParser/AsmParser.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"
#include <chrono>

using namespace mlir;
using namespace mlir::sym;
using namespace mlir::sym::testing;

namespace {
class ExprTest : public ::testing::Test {
protected:
  ExprTest() { context.loadDialect<SymDialect>(); }

  ExprAttr parse(StringRef text) {
    FailureOr<ExprAttr> expr = parseExprString(&context, text);
    EXPECT_TRUE(succeeded(expr)) << text.str();
    return succeeded(expr) ? *expr : ExprAttr();
  }

  /// The first diagnostic of reading the text.
  std::string errorOf(StringRef text) {
    std::string message;
    ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
      if (message.empty())
        message = diagnostic.str();
      return success();
    });
    std::string attribute = ("#sym.expr<" + text + ">").str();
    EXPECT_FALSE(mlir::parseAttribute(attribute, &context));
    return message;
  }

  void expectCanonical(StringRef text, StringRef canonical) {
    EXPECT_EQ(parse(text).str(), canonical.str()) << text.str();
    EXPECT_EQ(parse(canonical), parse(text)) << text.str();
  }

  MLIRContext context{MLIRContext::Threading::DISABLED};
};
} // namespace

TEST_F(ExprTest, PolynomialsHaveOneForm) {
  expectCanonical("n * 2 + n", "3 * n");
  expectCanonical("4 * (n * m)", "4 * m * n");
  expectCanonical("(n + 1) * (n - 1)", "n * n - 1");
  expectCanonical("n - n", "0");
  expectCanonical("1 - n", "-n + 1");
  expectCanonical("2 - 3 * m - n", "-3 * m - n + 2");
  expectCanonical("--n", "n");
  expectCanonical("-2 * n + -3", "-2 * n - 3");
  expectCanonical("\"b c\" + a", "a + \"b c\"");
  expectCanonical("\"mod\" + \"a\"", "a + \"mod\"");
  expectCanonical("\"quo\\\"te\\\\\"", "\"quo\\22te\\\\\"");
}

TEST_F(ExprTest, Quotients) {
  expectCanonical("n floordiv 1", "n");
  expectCanonical("(4 * n) floordiv 4", "n");
  expectCanonical("(4 * n + m) floordiv 4", "n + m floordiv 4");
  expectCanonical("(4 * n + 6) floordiv 4", "n + 1");
  expectCanonical("(2 * n + 1) floordiv 4", "n floordiv 2");
  expectCanonical("(n floordiv 2) floordiv 3", "n floordiv 6");
  expectCanonical("n ceildiv 4", "(n + 3) floordiv 4");
  expectCanonical("n floordiv -3", "(-n) floordiv 3");
  expectCanonical("(n * m) floordiv n", "m");
  expectCanonical("(n * m + k) ceildiv n", "m + k ceildiv n");
  expectCanonical("(2 * n + 2 * m) floordiv (n + m)", "2");
  expectCanonical("(2 * k) floordiv (4 * n)", "k floordiv (2 * n)");
  expectCanonical("(k * n) floordiv (64 * n)", "k floordiv 64");
  expectCanonical("(k * n + n) floordiv (m * n)", "(k + 1) floordiv m");
  expectCanonical("(k * n * n) floordiv (m * n + n * p)",
                  "(k * n) floordiv (m + p)");
  expectCanonical("7 floordiv -2", "-4");
  expectCanonical("7 ceildiv -2", "-3");
  expectCanonical("-7 ceildiv 2", "-3");
}

TEST_F(ExprTest, Remainders) {
  expectCanonical("n mod 1", "0");
  expectCanonical("(8 * n) mod 4", "0");
  expectCanonical("(5 * n + 7) mod 4", "(n + 3) mod 4");
  expectCanonical("(6 * n + 1) mod 4", "2 * (n mod 2) + 1");
  expectCanonical("(n mod 8) mod 4", "n mod 4");
  expectCanonical("(n mod 4) mod 8", "n mod 4");
  expectCanonical("(n mod 4) floordiv 4", "0");
  expectCanonical("(n * m + k) mod n", "k mod n");
  expectCanonical("(k mod n) mod n", "k mod n");
  expectCanonical("(k * n) mod (m * n)", "n * (k mod m)");
  expectCanonical("(k * n) mod (4 * n)", "n * (k mod 4)");
  expectCanonical("7 mod -2", "-1");
  expectCanonical("-7 mod 2", "1");
}

TEST_F(ExprTest, Extrema) {
  expectCanonical("min(n, m, n)", "min(m, n)");
  expectCanonical("min(min(n, 3), min(m, 5))", "min(m, n, 3)");
  expectCanonical("max(n + 1, n, n - 4)", "n + 1");
  expectCanonical("min(n, max(m, n))", "n");
  expectCanonical("max(3, 7)", "7");
}

TEST_F(ExprTest, Selections) {
  expectCanonical("select(n eq 1, m, n)", "select(n == 1, m, n)");
  expectCanonical("select(n ne 1, n, m)", "select(n == 1, m, n)");
  expectCanonical("select(1 == n, m, n)", "select(n == 1, m, n)");
  expectCanonical("select(2 * n == 2 * m, 1, 0)", "select(m == n, 1, 0)");
  expectCanonical("select(2 * n == 1, m, n)", "n");
  expectCanonical("select(n lt n + 1, m, k)", "m");
  expectCanonical("select(n le m, 1, 0)", "select(m lt n, 0, 1)");
  expectCanonical("select(m le n, 1, 0)", "select(m le n, 1, 0)");
  expectCanonical("select(2 * n lt 5, 1, 0)", "select(n lt 3, 1, 0)");
  expectCanonical("select(n lt m, k, k)", "k");
  expectCanonical("select(n == 1, 1, n)", "n");
  expectCanonical("select(n == m, m, n)", "n");
  expectCanonical("select(n == 1, n * m, m)", "m");
  expectCanonical("select(n == 1, select(n == 1, m, k), select(n == 1, m, n))",
                  "select(n == 1, m, n)");
  // Dividing by zero is left where it stands.
  expectCanonical("select(n == 0, m mod n, 1)", "select(n == 0, m mod n, 1)");
}

TEST_F(ExprTest, CanonicalizationKeepsTheValue) {
  Random random(1);
  unsigned compared = 0;
  for (unsigned i = 0; i < 20000; ++i) {
    std::unique_ptr<Tree> tree = random.tree(1 + i % 4);
    FailureOr<ExprAttr> built = tree->build(&context);
    if (failed(built))
      continue; // divides by the constant zero
    for (unsigned j = 0; j < 12; ++j) {
      Assignment assignment = random.assignment(-7, 9);
      std::optional<__int128> expected = tree->eval(assignment);
      if (!expected || *expected > INT64_MAX || *expected < INT64_MIN)
        continue;
      FailureOr<int64_t> value =
          evaluate(*built, toValues(&context, assignment));
      ASSERT_TRUE(succeeded(value)) << tree->text() << " as " << built->str();
      ASSERT_EQ(*value, static_cast<int64_t>(*expected))
          << tree->text() << " as " << built->str();
      ++compared;
    }
  }
  EXPECT_GT(compared, 100000u);
}

TEST_F(ExprTest, TextIsTheExpression) {
  Random random(2);
  for (unsigned i = 0; i < 10000; ++i) {
    std::unique_ptr<Tree> tree = random.tree(1 + i % 4);
    FailureOr<ExprAttr> built = tree->build(&context);
    FailureOr<ExprAttr> parsed = parseExprString(&context, tree->text());
    ASSERT_EQ(succeeded(built), succeeded(parsed)) << tree->text();
    if (failed(built))
      continue;
    ASSERT_EQ(*built, *parsed) << tree->text();
    ASSERT_EQ(*built, parse(built->str()))
        << built->str() << " from " << tree->text();
  }
}

TEST_F(ExprTest, EqualPolynomialsAreOneAttribute) {
  Random random(3);
  for (unsigned i = 0; i < 3000; ++i) {
    FailureOr<ExprAttr> a = random.tree(2)->build(&context);
    FailureOr<ExprAttr> b = random.tree(2)->build(&context);
    FailureOr<ExprAttr> c = random.tree(1)->build(&context);
    if (failed(a) || failed(b) || failed(c))
      continue;
    EXPECT_EQ(*add(*a, *b), *add(*b, *a));
    EXPECT_EQ(*mul(*a, *b), *mul(*b, *a));
    EXPECT_EQ(*sub(*add(*a, *b), *b), *a);
    EXPECT_EQ(*add(*add(*a, *b), *c), *add(*a, *add(*b, *c)));
    EXPECT_EQ(*mul(*mul(*a, *b), *c), *mul(*a, *mul(*b, *c)));
    EXPECT_EQ(*mul(*add(*a, *b), *c), *add(*mul(*a, *c), *mul(*b, *c)));
    EXPECT_EQ(*sym::min(*a, *b), *sym::min(*b, *a));
    EXPECT_EQ(*sym::max(*sym::max(*a, *b), *a), *sym::max(*a, *b));
    ExprAttr seven = ExprAttr::getConstant(&context, 7);
    EXPECT_EQ(*floorDiv(*mul(*a, seven), seven), *a);
    EXPECT_EQ(*mod(*mul(*a, seven), seven),
              ExprAttr::getConstant(&context, 0));
  }
}

TEST_F(ExprTest, SubstitutionCommutesWithEvaluation) {
  Random random(4);
  unsigned compared = 0;
  for (unsigned i = 0; i < 6000; ++i) {
    std::unique_ptr<Tree> tree = random.tree(3), by = random.tree(2);
    FailureOr<ExprAttr> expr = tree->build(&context);
    FailureOr<ExprAttr> replacement = by->build(&context);
    if (failed(expr) || failed(replacement))
      continue;
    Substitution substitution;
    substitution[StringAttr::get(&context, "n")] = *replacement;
    FailureOr<ExprAttr> result = substitute(*expr, substitution);
    if (failed(result))
      continue;
    Assignment assignment = random.assignment(-5, 6);
    std::optional<__int128> n = by->eval(assignment);
    if (!n)
      continue;
    Assignment changed = assignment;
    changed["n"] = static_cast<int64_t>(*n);
    std::optional<__int128> expected = tree->eval(changed);
    if (!expected || *expected > INT64_MAX || *expected < INT64_MIN)
      continue;
    FailureOr<int64_t> value =
        evaluate(*result, toValues(&context, assignment));
    ASSERT_TRUE(succeeded(value)) << result->str();
    ASSERT_EQ(*value, static_cast<int64_t>(*expected)) << result->str();
    ++compared;
  }
  EXPECT_GT(compared, 3000u);
}

TEST_F(ExprTest, DifferentMeansDifferent) {
  EXPECT_TRUE(provablyDifferent(parse("n + 1"), parse("n")));
  EXPECT_TRUE(provablyDifferent(parse("3"), parse("4")));
  EXPECT_TRUE(provablyDifferent(parse("n + 9223372036854775807"),
                                parse("n - 9223372036854775807")));
  EXPECT_FALSE(provablyDifferent(parse("n"), parse("n")));
  EXPECT_FALSE(provablyDifferent(parse("n"), parse("m")));
  EXPECT_FALSE(provablyDifferent(parse("2 * n"), parse("n + 1")));
}

TEST_F(ExprTest, OverflowIsReported) {
  ExprAttr max = ExprAttr::getConstant(&context, INT64_MAX);
  ExprAttr min = ExprAttr::getConstant(&context, INT64_MIN);
  ExprAttr one = ExprAttr::getConstant(&context, 1);
  ExprAttr minusOne = ExprAttr::getConstant(&context, -1);
  ExprAttr zero = ExprAttr::getConstant(&context, 0);
  ExprAttr n = ExprAttr::getSymbol(&context, "n");
  EXPECT_TRUE(failed(add(max, one)));
  EXPECT_TRUE(failed(sub(min, one)));
  EXPECT_TRUE(failed(mul(min, minusOne)));
  EXPECT_TRUE(failed(mul(max, max)));
  EXPECT_TRUE(failed(floorDiv(min, minusOne)));
  EXPECT_TRUE(failed(ceilDiv(min, minusOne)));
  EXPECT_EQ(*sub(min, min), zero);
  EXPECT_TRUE(failed(floorDiv(n, zero)));
  EXPECT_TRUE(failed(ceilDiv(n, zero)));
  EXPECT_TRUE(failed(mod(n, zero)));
  ExprAttr large = *mul(n, max);
  EXPECT_TRUE(failed(add(large, n)));
  EXPECT_TRUE(failed(mul(large, large)));
  EXPECT_EQ(*sub(large, large), zero);
  Substitution substitution;
  substitution[StringAttr::get(&context, "n")] = max;
  EXPECT_TRUE(failed(substitute(parse("2 * n"), substitution)));
  EXPECT_TRUE(
      failed(substitute(Type(IntType::get(parse("2 * n"))), substitution)));
  EXPECT_TRUE(failed(
      evaluate(parse("2 * n"), toValues(&context, {{"n", INT64_MAX}}))));
  // Only the sum has to fit.
  FailureOr<int64_t> value = evaluate(
      parse("2 * n - 2 * m"),
      toValues(&context, {{"n", INT64_MAX}, {"m", INT64_MAX - 1}}));
  ASSERT_TRUE(succeeded(value));
  EXPECT_EQ(*value, 2);
  EXPECT_TRUE(failed(evaluate(n, toValues(&context, {}))));
  EXPECT_TRUE(failed(evaluate(parse("4 mod n"), toValues(&context, {{"n", 0}}))));
}

TEST_F(ExprTest, ExtremeIntegersRoundTrip) {
  for (StringRef text :
       {"-9223372036854775808", "n - 9223372036854775807",
        "-9223372036854775808 * n", "k + -9223372036854775808 * n",
        "n + -9223372036854775808", "9223372036854775807 * n"})
    EXPECT_EQ(parse(parse(text).str()), parse(text)) << text.str();
}

TEST_F(ExprTest, RandomExtremeOperandsNeverWrap) {
  Random random(5);
  const int64_t edges[] = {INT64_MIN, INT64_MIN + 1, -2, -1,           0,
                           1,         2,             3,  INT64_MAX - 1, INT64_MAX};
  for (unsigned i = 0; i < 20000; ++i) {
    std::unique_ptr<Tree> tree = random.tree(2);
    // Replace the constants by extreme ones.
    std::vector<Tree *> stack = {tree.get()};
    while (!stack.empty()) {
      Tree *node = stack.back();
      stack.pop_back();
      if (node->op == Tree::Const)
        node->value = edges[random.integer(0, 9)];
      for (auto &child : node->children)
        stack.push_back(child.get());
    }
    FailureOr<ExprAttr> built = tree->build(&context);
    if (failed(built))
      continue;
    ASSERT_EQ(parse(built->str()), *built) << built->str();
    Assignment assignment;
    for (const char *name : Random::names)
      assignment[name] = edges[random.integer(0, 9)];
    std::optional<__int128> expected = tree->eval(assignment);
    FailureOr<int64_t> value =
        evaluate(*built, toValues(&context, assignment));
    // A depth of two reaches at most four factors of 63 bits, which 128 bits
    // do not hold: compare where the operands of the root fit in 63 bits.
    if (!expected || failed(value) || tree->children.empty())
      continue;
    bool fits = llvm::all_of(tree->children, [&](auto &child) {
      auto part = child->eval(assignment);
      return part && *part <= INT64_MAX && *part >= INT64_MIN;
    });
    if (fits) {
      ASSERT_EQ(static_cast<__int128>(*value) == *expected, true)
          << tree->text() << " as " << built->str();
    }
  }
}

TEST_F(ExprTest, HostileTextGetsADiagnostic) {
  auto start = std::chrono::steady_clock::now();
  std::string open(100000, '('), close(100000, ')');
  EXPECT_NE(errorOf(open + "n" + close).find("nests deeper"),
            std::string::npos);
  std::string product = "n";
  for (int i = 0; i < 20000; ++i)
    product += " * n";
  EXPECT_NE(errorOf(product).find("too large"), std::string::npos);
  std::string sums = "(a + b + c + d)";
  std::string tower = sums;
  for (int i = 0; i < 3000; ++i)
    tower += " * " + sums;
  EXPECT_NE(errorOf(tower).find("too large"), std::string::npos);
  std::string sum = "s0";
  for (int i = 1; i < 20000; ++i)
    sum += " + s" + std::to_string(i);
  EXPECT_NE(errorOf(sum).find("too large"), std::string::npos);
  std::string minimum = "min(s0";
  for (int i = 1; i < 20000; ++i)
    minimum += ", s" + std::to_string(i);
  EXPECT_NE(errorOf(minimum + ")").find("too large"), std::string::npos);
  std::string divisions = "n";
  for (int i = 0; i < 20000; ++i)
    divisions = divisions + " floordiv m";
  EXPECT_NE(errorOf(divisions).find("too large"), std::string::npos);
  std::string doubled = "select(a == b, c, d)";
  for (int i = 0; i < 12; ++i)
    doubled = "select(" + doubled + " lt e, " + doubled + ", f)";
  EXPECT_NE(errorOf(doubled).find("too large"), std::string::npos);
  EXPECT_EQ(parse(std::string(100001, '-') + "n").str(), "-n");
  double seconds = std::chrono::duration<double>(
                       std::chrono::steady_clock::now() - start)
                       .count();
  EXPECT_LT(seconds, 20) << "reading hostile text takes too long";
}

TEST_F(ExprTest, ErrorsSayWhatIsWrong) {
  EXPECT_EQ(errorOf("n floordiv 0"), "symbolic expression divides by zero");
  EXPECT_EQ(errorOf("n mod (m - m)"), "symbolic expression divides by zero");
  EXPECT_EQ(errorOf("9223372036854775808"),
            "integer in a symbolic expression does not fit in 64 bits");
  EXPECT_EQ(errorOf("9223372036854775807 * n + n"),
            "symbolic expression has a coefficient that does not fit in 64 "
            "bits");
  EXPECT_EQ(errorOf("\"\""), "the name of a symbol must not be empty");
  EXPECT_EQ(errorOf("mod + 1"), "'mod' is an operator; as the name of a symbol "
                                "it must be quoted");
  EXPECT_EQ(errorOf("n +"), "expected a symbolic expression");
  EXPECT_EQ(errorOf("select(n, 1, 2)"),
            "expected a comparison: '==', 'ne', 'lt' or 'le'");
}

TEST_F(ExprTest, SymbolsComeInTheOrderOfTheText) {
  llvm::SetVector<StringAttr> symbols;
  parse("m * k + min(n, k) + b").collectSymbols(symbols);
  std::string names;
  for (StringAttr symbol : symbols)
    names += symbol.getValue().str() + " ";
  EXPECT_EQ(names, "b k m n ");
}

//===----------------------------------------------------------------------===//
// Unification
//===----------------------------------------------------------------------===//

TEST_F(ExprTest, UnifierBindsBareSymbolsFirst) {
  Unifier unifier;
  unifier.add(parse("2 * n"), parse("2 * a + 2"));
  unifier.add(parse("n"), parse("a + 1"));
  EXPECT_TRUE(succeeded(unifier.solve()));
  EXPECT_EQ(unifier.getBindings().lookup(StringAttr::get(&context, "n")),
            parse("a + 1"));
}

TEST_F(ExprTest, UnifierReports) {
  Unifier unifier;
  unifier.add(parse("n"), parse("4"));
  unifier.add(parse("n"), parse("5"));
  unifier.add(parse("n + 1"), parse("m"));
  unifier.add(parse("k + 1"), parse("m"));
  unifier.add(ExprAttr(), parse("m"));
  unifier.add(parse("n"), ExprAttr());
  unifier.add(parse("9223372036854775807 * n"), parse("m"));
  std::vector<std::pair<unsigned, Unifier::Match>> outcomes;
  EXPECT_TRUE(failed(unifier.solve([&](const Unifier::Outcome &outcome) {
    outcomes.push_back({outcome.index, outcome.match});
  })));
  using Match = Unifier::Match;
  std::vector<std::pair<unsigned, Match>> expected = {{1, Match::Different},
                                                      {2, Match::Unknown},
                                                      {3, Match::Unbound},
                                                      {5, Match::Unknown},
                                                      {6, Match::Overflow}};
  EXPECT_EQ(outcomes, expected);
}

TEST_F(ExprTest, SizesAreRelatedToKnownOnes) {
  ExprAttr own = ExprAttr::getSymbol(&context, "s0");
  auto relate = [&](StringRef expr, StringRef known) {
    ExprAttr result = expressThrough(parse(expr), parse(known), own);
    return result ? result.str() : std::string("none");
  };
  EXPECT_EQ(relate("16 * ((n + 31) floordiv 32)", "8 * ((n + 31) floordiv 32)"), "2 * s0");
  EXPECT_EQ(relate("4 * n + 2 * m + 3", "2 * n + m + 1"), "2 * s0 + 1");
  EXPECT_EQ(relate("n - 2", "n"), "s0 - 2");
  EXPECT_EQ(relate("n * m", "n * m"), "s0");
  EXPECT_EQ(relate("n * m", "n"), "none");
  EXPECT_EQ(relate("n", "2 * n"), "none");
  EXPECT_EQ(relate("3 * n", "2 * n"), "none");
  EXPECT_EQ(relate("n + m", "n"), "none");
  EXPECT_EQ(relate("n + 2 * m", "n + m"), "none");
  EXPECT_EQ(relate("5 - n", "n"), "none");
  EXPECT_EQ(relate("7", "n"), "none");
  EXPECT_EQ(relate("n", "7"), "none");
  EXPECT_EQ(relate("9223372036854775807 * n", "n + 2"), "none");
}

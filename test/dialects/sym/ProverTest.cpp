//===- ProverTest.cpp - The prover against brute force --------------------===//
//
// Random questions under random facts: an answer must hold for every assignment
// of a box that agrees with the facts.
//
//===----------------------------------------------------------------------===//

#include "test/dialects/sym/RandomExpr.h"
#include "dialects/sym/Prover.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"
#include "gtest/gtest.h"
#include <chrono>

using namespace mlir;
using namespace mlir::sym;
using namespace mlir::sym::testing;

namespace {
class ProverTest : public ::testing::Test {
protected:
  ProverTest() { context.loadDialect<SymDialect>(); }

  ExprAttr parse(StringRef text) {
    FailureOr<ExprAttr> expr = parseExprString(&context, text);
    EXPECT_TRUE(succeeded(expr)) << text.str();
    return succeeded(expr) ? *expr : ExprAttr();
  }
  StringAttr name(StringRef text) { return StringAttr::get(&context, text); }

  MLIRContext context{MLIRContext::Threading::DISABLED};
};

/// Random facts, and all assignments of a box that agree with them.
struct World {
  World(MLIRContext *context, Random &random) {
    std::vector<std::unique_ptr<Tree>> sides;
    std::vector<Comparison> comparisons;
    std::map<std::string, std::pair<int64_t, int64_t>> box;
    std::map<std::string, int64_t> divisors;
    for (const char *symbol : Random::names) {
      StringAttr name = StringAttr::get(context, symbol);
      box[symbol] = {-4, 6};
      if (random.integer(0, 3)) {
        box[symbol] = {random.integer(-2, 2), random.integer(2, 6)};
        facts.addRange(name, {box[symbol].first, {}});
        if (random.integer(0, 3))
          facts.addRange(name, {{}, box[symbol].second});
        text += std::string(symbol) + " in [" +
                std::to_string(box[symbol].first) + ", " +
                std::to_string(box[symbol].second) + "] ";
      }
      divisors[symbol] = 1;
      if (random.integer(0, 3) == 0) {
        divisors[symbol] = random.integer(2, 4);
        facts.addDivisor(name, divisors[symbol]);
        text += std::string(symbol) + " by " +
                std::to_string(divisors[symbol]) + " ";
      }
    }
    for (int64_t i = random.integer(0, 2); i > 0; --i) {
      auto lhs = random.tree(1, true), rhs = random.tree(1, true);
      auto comparison = static_cast<Comparison>(random.integer(0, 3));
      FailureOr<ExprAttr> left = lhs->build(context);
      FailureOr<ExprAttr> right = rhs->build(context);
      if (failed(left) || failed(right))
        continue;
      facts.add(comparison, *left, *right);
      text += lhs->text() + " " + stringifyComparison(comparison).str() + " " +
              rhs->text() + " ";
      sides.push_back(std::move(lhs));
      sides.push_back(std::move(rhs));
      comparisons.push_back(comparison);
    }
    Assignment a;
    for (int64_t x = box["k"].first; x <= box["k"].second; ++x)
      for (int64_t y = box["n"].first; y <= box["n"].second; ++y)
        for (int64_t z = box["past + 1"].first; z <= box["past + 1"].second;
             ++z) {
          a["k"] = x, a["n"] = y, a["past + 1"] = z;
          bool agrees = true;
          for (const auto &[symbol, divisor] : divisors)
            agrees &= a[symbol] % divisor == 0;
          for (size_t i = 0; i < comparisons.size() && agrees; ++i) {
            auto l = sides[2 * i]->eval(a), r = sides[2 * i + 1]->eval(a);
            agrees = l && r &&
                     compareIntegers(comparisons[i], static_cast<int64_t>(*l),
                                     static_cast<int64_t>(*r));
          }
          if (agrees)
            points.push_back(a);
        }
  }

  Facts facts;
  std::vector<Assignment> points;
  std::string text;
};
} // namespace

/// Questions that one point decides: a bound that is off by one is caught.
static void askTightQuestions(const Prover &prover, const Tree &lhs,
                              const Tree &rhs, ExprAttr left, ExprAttr right,
                              const World &world, unsigned &decided) {
  std::optional<int64_t> least, greatest;
  for (const Assignment &a : world.points) {
    std::optional<__int128> l = lhs.eval(a), r = rhs.eval(a);
    if (!l || !r)
      continue;
    auto gap = static_cast<int64_t>(*l - *r);
    least = least ? std::min(*least, gap) : gap;
    greatest = greatest ? std::max(*greatest, gap) : gap;
  }
  if (!least)
    return;
  auto shifted = [&](int64_t by) {
    return *add(right, ExprAttr::getConstant(prover.getContext(), by));
  };
  std::string what = left.str() + " and " + right.str() + " given " + world.text;
  // Some point has lhs == rhs + greatest, some other lhs == rhs + least.
  ASSERT_NE(prover.provablyLessEqual(left, shifted(*greatest - 1)), Truth::Yes)
      << what;
  ASSERT_NE(prover.provablyLessEqual(left, shifted(*least)), Truth::No) << what;
  ASSERT_NE(prover.provablyEqual(left, shifted(*greatest)), Truth::No) << what;
  ASSERT_NE(prover.provablyEqual(left, shifted(*least)), Truth::No) << what;
  if (*least != *greatest) {
    ASSERT_NE(prover.provablyEqual(left, shifted(*least)), Truth::Yes) << what;
  }
  decided +=
      prover.provablyLessEqual(left, shifted(*greatest)) == Truth::Yes;
  decided += prover.provablyLessEqual(left, shifted(*least - 1)) == Truth::No;
}

/// One random question; counts the answers that were not Unknown.
static void askOne(MLIRContext &context, Random &random, unsigned depth,
                   bool linear, unsigned &decided) {
  World world(&context, random);
  Prover prover(&context, world.facts);
  std::unique_ptr<Tree> lhs = random.tree(depth, linear);
  std::unique_ptr<Tree> rhs = random.tree(depth, linear);
  FailureOr<ExprAttr> left = lhs->build(&context);
  FailureOr<ExprAttr> right = rhs->build(&context);
  if (failed(left) || failed(right))
    return;
  Truth equal = prover.provablyEqual(*left, *right);
  Truth lessEqual = prover.provablyLessEqual(*left, *right);
  Truth less = prover.provablyLess(*left, *right);
  int64_t divisor = random.integer(2, 6);
  Truth divisible = prover.divisible(*left, divisor);
  Bounds bounds = prover.bounds(*left);
  int64_t known = prover.knownDivisor(*left);
  for (Truth truth : {equal, lessEqual, less, divisible})
    decided += truth != Truth::Unknown;

  auto check = [&](Truth truth, bool holds, const char *what,
                   const Assignment &a) {
    std::string values;
    for (const auto &[name, value] : a)
      values += name + "=" + std::to_string(value) + " ";
    ASSERT_FALSE((truth == Truth::Yes && !holds) ||
                 (truth == Truth::No && holds))
        << what << " of " << left->str() << " and " << right->str() << " at "
        << values << "given " << world.text;
  };
  for (const Assignment &a : world.points) {
    std::optional<__int128> l = lhs->eval(a), r = rhs->eval(a);
    if (!l)
      continue;
    check(divisible, *l % divisor == 0, "divisible", a);
    check((!bounds.lower || *bounds.lower <= *l) &&
                  (!bounds.upper || *l <= *bounds.upper)
              ? Truth::Unknown
              : Truth::Yes,
          false, "bounds", a);
    check(known == 0 ? (*l == 0 ? Truth::Unknown : Truth::Yes)
                     : (*l % known == 0 ? Truth::Unknown : Truth::Yes),
          false, "knownDivisor", a);
    if (!r)
      continue;
    check(equal, *l == *r, "equal", a);
    check(lessEqual, *l <= *r, "less or equal", a);
    check(less, *l < *r, "less", a);
    if (::testing::Test::HasFatalFailure())
      return;
  }
  askTightQuestions(prover, *lhs, *rhs, *left, *right, world, decided);
}

TEST_F(ProverTest, LinearAnswersHold) {
  Random random(11);
  unsigned decided = 0;
  for (unsigned i = 0; i < 4000 && !HasFatalFailure(); ++i)
    askOne(context, random, 1 + i % 3, /*linear=*/true, decided);
  RecordProperty("decided", decided);
  EXPECT_GT(decided, 3000u);
}

TEST_F(ProverTest, AnswersHold) {
  Random random(12);
  unsigned decided = 0;
  for (unsigned i = 0; i < 4000 && !HasFatalFailure(); ++i)
    askOne(context, random, 1 + i % 3, /*linear=*/false, decided);
  EXPECT_GT(decided, 2000u);
}

TEST_F(ProverTest, Basics) {
  Facts facts;
  facts.addNonNegative(name("n"));
  facts.addRange(name("m"), {1, 8});
  facts.addDivisor(name("d"), 16);
  Prover prover(&context, facts);
  EXPECT_EQ(prover.provablyEqual(parse("n + n"), parse("2 * n")), Truth::Yes);
  EXPECT_EQ(prover.provablyEqual(parse("n"), parse("n + 1")), Truth::No);
  EXPECT_EQ(prover.provablyEqual(parse("n"), parse("m")), Truth::Unknown);
  EXPECT_EQ(prover.provablyEqual(parse("2 * n"), parse("2 * m + 1")),
            Truth::No);
  EXPECT_EQ(prover.provablyEqual(parse("4 * (n floordiv 4) + n mod 4"),
                                 parse("n")),
            Truth::Yes);
  EXPECT_EQ(prover.provablyEqual(parse("16 * (d floordiv 16)"), parse("d")),
            Truth::Yes);
  EXPECT_EQ(prover.provablyLessEqual(parse("n"), parse("n + m")), Truth::Yes);
  EXPECT_EQ(prover.provablyLess(parse("n"), parse("n + m")), Truth::Yes);
  EXPECT_EQ(prover.provablyLessEqual(parse("n + m"), parse("n")), Truth::No);
  EXPECT_EQ(prover.provablyLessEqual(parse("n * m"), parse("8 * n")),
            Truth::Yes);
  EXPECT_EQ(prover.provablyLessEqual(parse("0"), parse("n * m")), Truth::Yes);
  EXPECT_EQ(prover.provablyLessEqual(parse("min(n, m)"), parse("n")),
            Truth::Yes);
  EXPECT_EQ(prover.provablyLessEqual(parse("n"), parse("max(n, m)")),
            Truth::Yes);
  EXPECT_EQ(prover.provablyLessEqual(parse("min(n, m) + max(n, m)"),
                                     parse("n + m")),
            Truth::Yes);
  EXPECT_EQ(prover.provablyLess(parse("n mod 4"), parse("4")), Truth::Yes);
  EXPECT_EQ(prover.provablyLess(parse("k mod n"), parse("n")), Truth::Yes);
  EXPECT_EQ(prover.provablyLess(parse("n mod k"), parse("k")), Truth::Unknown);
  EXPECT_EQ(prover.provablyLessEqual(
                parse("n"), parse("4 * ((n + 3) floordiv 4)")),
            Truth::Yes);
  EXPECT_EQ(prover.divisible(parse("4 * d"), 64), Truth::Yes);
  EXPECT_EQ(prover.divisible(parse("d + 8"), 16), Truth::No);
  EXPECT_EQ(prover.divisible(parse("d + n"), 16), Truth::Unknown);
  EXPECT_EQ(prover.divisible(parse("n - n mod 4"), 4), Truth::Yes);
  Bounds bounds = prover.bounds(parse("select(n == 1, m, 3 * m) - 2"));
  EXPECT_EQ(bounds.lower, std::optional<int64_t>(-1));
  EXPECT_EQ(bounds.upper, std::optional<int64_t>(22));
  bounds = prover.bounds(parse("9223372036854775807 * m"));
  EXPECT_EQ(bounds.lower, std::optional<int64_t>(INT64_MAX));
  EXPECT_FALSE(bounds.upper);
}

TEST_F(ProverTest, RelationsAreUsed) {
  Facts facts;
  facts.add(Comparison::le, parse("n"), parse("m"));
  facts.add(Comparison::lt, parse("m"), parse("k"));
  facts.add(Comparison::eq, parse("p"), parse("2 * n"));
  facts.add(Comparison::eq, parse("q mod 8"), parse("0"));
  facts.add(Comparison::ne, parse("r"), parse("s"));
  Prover prover(&context, facts);
  EXPECT_EQ(prover.provablyLess(parse("n"), parse("k")), Truth::Yes);
  EXPECT_EQ(prover.provablyLessEqual(parse("k"), parse("n")), Truth::No);
  EXPECT_EQ(prover.provablyEqual(parse("p"), parse("2 * n")), Truth::Yes);
  EXPECT_EQ(prover.divisible(parse("p"), 2), Truth::Yes);
  EXPECT_EQ(prover.divisible(parse("q + 16"), 8), Truth::Yes);
  EXPECT_EQ(prover.provablyEqual(parse("r"), parse("s")), Truth::No);
}

// What a loop nest asks: a flat index is within a flat buffer.
TEST_F(ProverTest, FlatIndicesAreWithinBounds) {
  Facts facts;
  for (StringRef symbol : {"n", "m", "i", "j"})
    facts.addNonNegative(name(symbol));
  facts.add(Comparison::lt, parse("i"), parse("m"));
  facts.add(Comparison::lt, parse("j"), parse("n"));
  Prover prover(&context, facts);
  EXPECT_EQ(prover.provablyLess(parse("i * n + j"), parse("m * n")),
            Truth::Yes);
  EXPECT_EQ(prover.provablyLessEqual(parse("0"), parse("i * n + j")),
            Truth::Yes);
  EXPECT_EQ(prover.provablyLessEqual(parse("i * n"), parse("m * n")),
            Truth::Yes);
  EXPECT_EQ(prover.provablyLess(parse("i * n + j + 1"), parse("m * n")),
            Truth::Unknown);
  EXPECT_EQ(prover.provablyLess(parse("j * m + i"), parse("m * n")),
            Truth::Yes);
  EXPECT_EQ(prover.provablyLess(parse("4 * i + 3"), parse("4 * m")),
            Truth::Yes);
}

TEST_F(ProverTest, FactsOfAFunction) {
  DialectRegistry registry;
  registry.insert<func::FuncDialect>();
  registerFuncScope(registry);
  context.appendDialectRegistry(registry);
  context.loadAllAvailableDialects();
  OwningOpRef<ModuleOp> root = parseSourceString<ModuleOp>(R"(
    func.func @f(%n: !sym.int<n>, %m: !sym.int<m>, %t: tensor<4xi8, #sym.expr<d>>,
                 %u: tuple<!sym.int<p>, tensor<4xi8, #sym.expr<q>>>)
        attributes {sym.ranges = {n = array<i64: 1, 1024>, m = array<i64: 3>},
                    sym.divisible = {n = 16 : i64}} {
      sym.assume n le 2 * m
      sym.assume m lt 100
      sym.assume 7 == p
      sym.assume m mod 3 == 0
      %0 = sym.value n : !sym.int<n>
      sym.assume n lt 50
      return
    }
  )",
                                                             &context);
  ASSERT_TRUE(root);
  auto function = *root->getOps<func::FuncOp>().begin();
  ValueOp at = *function.getOps<ValueOp>().begin();

  Facts here = Facts::forOperation(at);
  EXPECT_EQ(here.getRange(name("n")).lower, std::optional<int64_t>(1));
  // The assumption below the op does not hold yet.
  EXPECT_EQ(here.getRange(name("n")).upper, std::optional<int64_t>(1024));
  EXPECT_EQ(here.getDivisor(name("n")), 16);
  EXPECT_EQ(here.getRange(name("m")).lower, std::optional<int64_t>(3));
  EXPECT_EQ(here.getRange(name("m")).upper, std::optional<int64_t>(99));
  EXPECT_EQ(here.getDivisor(name("m")), 3);
  EXPECT_EQ(here.getRange(name("p")).lower, std::optional<int64_t>(7));
  EXPECT_EQ(here.getRange(name("p")).upper, std::optional<int64_t>(7));
  // Dimensions are sizes, inside tuples too; other integers are not.
  EXPECT_EQ(here.getRange(name("d")).lower, std::optional<int64_t>(0));
  EXPECT_EQ(here.getRange(name("q")).lower, std::optional<int64_t>(0));
  EXPECT_EQ(here.getRelations().size(), 4u);

  Facts atEnd =
      Facts::forOperation(function.getBody().front().getTerminator());
  EXPECT_EQ(atEnd.getRange(name("n")).upper, std::optional<int64_t>(49));
  Prover prover(&context, atEnd);
  EXPECT_EQ(prover.bounds(parse("2 * n - m")).upper,
            std::optional<int64_t>(95));
  EXPECT_EQ(prover.divisible(parse("n * m"), 48), Truth::Yes);
  EXPECT_EQ(prover.provablyLessEqual(parse("n"), parse("3 * m")), Truth::Yes);

  Facts whole = Facts::forOperation(function);
  EXPECT_EQ(whole.getRange(name("n")).upper, std::optional<int64_t>(1024));
  EXPECT_TRUE(whole.getRelations().empty());
}

TEST_F(ProverTest, LargeQuestionsEndSoon) {
  Facts facts;
  for (int i = 0; i < 200; ++i)
    facts.add(Comparison::le, parse("s" + std::to_string(i)),
              parse("s" + std::to_string(i + 1) + " floordiv 2"));
  Prover prover(&context, facts);
  std::string sum = "s0";
  for (int i = 1; i < 200; ++i)
    sum += " + min(s" + std::to_string(i) + ", t" + std::to_string(i) + ")";
  auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(prover.provablyLessEqual(parse(sum), parse("0")), Truth::Unknown);
  EXPECT_EQ(prover.provablyEqual(
                parse("1000003 * a + 999983 * b + 65537 * c + 131071 * d"),
                parse("1")),
            Truth::Unknown);
  prover.provablyLessEqual(parse("s0"), parse("s14"));
  double seconds = std::chrono::duration<double>(
                       std::chrono::steady_clock::now() - start)
                       .count();
  EXPECT_LT(seconds, 10) << "a question takes too long";
}

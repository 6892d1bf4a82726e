//===- Prover.cpp - Intervals, divisors, and the order of the methods -----===//
//
// Each question is about a difference of canonical forms. Intervals and divisors
// answer most of them; the rest is handed to LinearSystem.
//
//===----------------------------------------------------------------------===//

#include "dialects/sym/Prover.h"
#include "dialects/sym/ExprDetail.h"
#include "dialects/sym/LinearSystem.h"
#include "llvm/Support/MathExtras.h"
#include <numeric>

using namespace mlir;
using namespace mlir::sym;
using namespace mlir::sym::detail;

//===----------------------------------------------------------------------===//
// Intervals
//===----------------------------------------------------------------------===//

namespace {
using Wide = __int128;
/// An end of an interval: a number, or not known.
using End = std::optional<int64_t>;
} // namespace

static End narrow(Wide value) {
  if (value < INT64_MIN || value > INT64_MAX)
    return std::nullopt;
  return static_cast<int64_t>(value);
}

static End addEnds(End lhs, End rhs) {
  if (!lhs || !rhs)
    return std::nullopt;
  return narrow(static_cast<Wide>(*lhs) + *rhs);
}

static Bounds addBounds(Bounds lhs, Bounds rhs) {
  return {addEnds(lhs.lower, rhs.lower), addEnds(lhs.upper, rhs.upper)};
}

static Bounds scaleBounds(Bounds bounds, int64_t factor) {
  auto scale = [&](End end) -> End {
    if (!end)
      return std::nullopt;
    return narrow(static_cast<Wide>(*end) * factor);
  };
  if (factor == 0)
    return {0, 0};
  if (factor < 0)
    std::swap(bounds.lower, bounds.upper);
  return {scale(bounds.lower), scale(bounds.upper)};
}

static bool isNonNegative(Bounds bounds) {
  return bounds.lower && *bounds.lower >= 0;
}
static bool isNonPositive(Bounds bounds) {
  return bounds.upper && *bounds.upper <= 0;
}

static Bounds mulBounds(Bounds lhs, Bounds rhs) {
  if (isNonPositive(lhs) && !isNonNegative(lhs))
    return scaleBounds(mulBounds(scaleBounds(lhs, -1), rhs), -1);
  if (isNonPositive(rhs) && !isNonNegative(rhs))
    return scaleBounds(mulBounds(lhs, scaleBounds(rhs, -1)), -1);
  if (isNonNegative(lhs) && isNonNegative(rhs)) {
    Bounds result;
    result.lower = narrow(static_cast<Wide>(*lhs.lower) * *rhs.lower);
    // A product of known ends that overflows is still not below zero.
    if (!result.lower)
      result.lower = INT64_MAX;
    if (lhs.upper && rhs.upper)
      result.upper = narrow(static_cast<Wide>(*lhs.upper) * *rhs.upper);
    if ((lhs.upper && *lhs.upper == 0) || (rhs.upper && *rhs.upper == 0))
      result.upper = 0;
    return result;
  }
  if (!lhs.lower || !lhs.upper || !rhs.lower || !rhs.upper)
    return {};
  Wide ends[] = {static_cast<Wide>(*lhs.lower) * *rhs.lower,
                 static_cast<Wide>(*lhs.lower) * *rhs.upper,
                 static_cast<Wide>(*lhs.upper) * *rhs.lower,
                 static_cast<Wide>(*lhs.upper) * *rhs.upper};
  return {narrow(*std::min_element(ends, ends + 4)),
          narrow(*std::max_element(ends, ends + 4))};
}

static int64_t divideEnd(int64_t value, int64_t divisor, bool roundUp) {
  int64_t quotient = value / divisor, remainder = value % divisor;
  if (roundUp)
    return quotient + (remainder > 0);
  return quotient - (remainder < 0);
}

/// The quotient by a divisor that is known to be above zero.
static Bounds divideBounds(Bounds numerator, Bounds divisor, bool roundUp) {
  int64_t least = *divisor.lower;
  Bounds result;
  // The quotient is farthest from zero for the least divisor, nearest for the
  // greatest; beyond every divisor it is -1, 0 or 1.
  if (numerator.lower) {
    int64_t end = *numerator.lower;
    if (end < 0)
      result.lower = divideEnd(end, least, roundUp);
    else if (divisor.upper)
      result.lower = divideEnd(end, *divisor.upper, roundUp);
    else
      result.lower = roundUp && end > 0 ? 1 : 0;
  }
  if (numerator.upper) {
    int64_t end = *numerator.upper;
    if (end > 0)
      result.upper = divideEnd(end, least, roundUp);
    else if (divisor.upper)
      result.upper = divideEnd(end, *divisor.upper, roundUp);
    else
      result.upper = roundUp || end == 0 ? 0 : -1;
  }
  return result;
}

static Bounds moduloBounds(Bounds value, Bounds divisor) {
  bool positive = divisor.lower && *divisor.lower > 0;
  bool negative = divisor.upper && *divisor.upper < 0;
  // Already a remainder.
  if (positive && isNonNegative(value) && value.upper &&
      *value.upper < *divisor.lower)
    return value;
  Bounds result;
  if (positive) {
    result.lower = 0;
    if (divisor.upper)
      result.upper = *divisor.upper - 1;
    // The remainder of what is not negative does not exceed it.
    if (isNonNegative(value) && value.upper &&
        (!result.upper || *value.upper < *result.upper))
      result.upper = value.upper;
  } else if (negative) {
    result.upper = 0;
    if (divisor.lower)
      result.lower = *divisor.lower + 1;
  }
  return result;
}

static Bounds hull(Bounds lhs, Bounds rhs) {
  Bounds result;
  if (lhs.lower && rhs.lower)
    result.lower = std::min(*lhs.lower, *rhs.lower);
  if (lhs.upper && rhs.upper)
    result.upper = std::max(*lhs.upper, *rhs.upper);
  return result;
}

/// One bound of min: the least upper bound of any operand, and the least lower
/// bound if all have one. That of max follows by symmetry.
static Bounds minBounds(Bounds lhs, Bounds rhs) {
  Bounds result;
  if (lhs.lower && rhs.lower)
    result.lower = std::min(*lhs.lower, *rhs.lower);
  if (lhs.upper && rhs.upper)
    result.upper = std::min(*lhs.upper, *rhs.upper);
  else
    result.upper = lhs.upper ? lhs.upper : rhs.upper;
  return result;
}

static Bounds maxBounds(Bounds lhs, Bounds rhs) {
  Bounds result;
  if (lhs.upper && rhs.upper)
    result.upper = std::max(*lhs.upper, *rhs.upper);
  if (lhs.lower && rhs.lower)
    result.lower = std::max(*lhs.lower, *rhs.lower);
  else
    result.lower = lhs.lower ? lhs.lower : rhs.lower;
  return result;
}

static Bounds boundsOf(ExprAttr expr, const Facts &facts);

static Bounds productBounds(ArrayRef<ExprAttr> factors, const Facts &facts) {
  Bounds result = {1, 1};
  for (size_t i = 0; i < factors.size(); ++i) {
    Bounds factor = boundsOf(factors[i], facts);
    // Equal factors stand side by side: a square is not negative.
    if (i + 1 < factors.size() && factors[i] == factors[i + 1]) {
      factor = mulBounds(factor, factor);
      factor.lower = std::max<int64_t>(0, factor.lower.value_or(0));
      ++i;
    }
    result = mulBounds(result, factor);
  }
  return result;
}

static Bounds selectBounds(ExprAttr expr, const Facts &facts) {
  ArrayRef<ExprAttr> operands = expr.getOperands();
  Bounds lhs = boundsOf(operands[0], facts);
  Bounds rhs = boundsOf(operands[1], facts);
  Bounds difference = addBounds(lhs, scaleBounds(rhs, -1));
  int64_t strict = expr.getComparison() == Comparison::lt ? 1 : 0;
  Truth holds = Truth::Unknown;
  if (expr.getComparison() == Comparison::eq) {
    if ((difference.lower && *difference.lower > 0) ||
        (difference.upper && *difference.upper < 0))
      holds = Truth::No;
  } else {
    if (difference.upper && *difference.upper <= -strict)
      holds = Truth::Yes;
    if (difference.lower && *difference.lower > -strict)
      holds = Truth::No;
  }
  if (holds != Truth::Unknown)
    return boundsOf(operands[holds == Truth::Yes ? 2 : 3], facts);
  return hull(boundsOf(operands[2], facts), boundsOf(operands[3], facts));
}

static Bounds quotientBounds(ExprAttr expr, const Facts &facts) {
  Bounds numerator = boundsOf(expr.getOperands()[0], facts);
  Bounds divisor = boundsOf(expr.getOperands()[1], facts);
  // A divisor is never zero.
  if (divisor.lower && *divisor.lower == 0)
    divisor.lower = 1;
  if (divisor.upper && *divisor.upper == 0)
    divisor.upper = -1;
  if (expr.getKind() == ExprKind::Mod)
    return moduloBounds(numerator, divisor);
  if (divisor.upper && *divisor.upper < 0) {
    divisor = scaleBounds(divisor, -1);
    numerator = scaleBounds(numerator, -1);
  }
  if (!divisor.lower || *divisor.lower <= 0)
    return {};
  return divideBounds(numerator, divisor, expr.getKind() == ExprKind::CeilDiv);
}

/// Intervals leaf by leaf: linear in the size of the expression, save for the
/// conditions of nested selections, which are visited once more each.
static Bounds boundsOf(ExprAttr expr, const Facts &facts) {
  switch (expr.getKind()) {
  case ExprKind::Constant:
    return {expr.getValue(), expr.getValue()};
  case ExprKind::Symbol:
    return facts.getRange(expr.getSymbolName());
  case ExprKind::Sum: {
    Bounds sum = {expr.getValue(), expr.getValue()};
    for (auto [monomial, coefficient] :
         llvm::zip(expr.getOperands(), expr.getCoefficients()))
      sum = addBounds(sum, scaleBounds(boundsOf(monomial, facts), coefficient));
    return sum;
  }
  case ExprKind::Product:
  case ExprKind::OpaqueProduct:
    return productBounds(expr.getOperands(), facts);
  case ExprKind::FloorDiv:
  case ExprKind::CeilDiv:
  case ExprKind::Mod:
    return quotientBounds(expr, facts);
  case ExprKind::Min:
  case ExprKind::Max: {
    Bounds result = boundsOf(expr.getOperands().front(), facts);
    for (ExprAttr operand : expr.getOperands().drop_front()) {
      Bounds next = boundsOf(operand, facts);
      result = expr.getKind() == ExprKind::Min ? minBounds(result, next)
                                               : maxBounds(result, next);
    }
    return result;
  }
  case ExprKind::Select:
    return selectBounds(expr, facts);
  }
  return {};
}

Bounds Prover::bounds(ExprAttr expr) const { return boundsOf(expr, facts); }

//===----------------------------------------------------------------------===//
// Divisors
//===----------------------------------------------------------------------===//

/// The greatest common divisor where 0 is a multiple of everything.
static int64_t gcdOf(int64_t lhs, int64_t rhs) {
  if (lhs == INT64_MIN || rhs == INT64_MIN)
    return 1;
  return std::gcd(lhs, rhs);
}

static int64_t mulDivisors(int64_t lhs, int64_t rhs) {
  int64_t product;
  if (lhs == INT64_MIN || rhs == INT64_MIN)
    return 1;
  if (llvm::MulOverflow(lhs, rhs, product) || product == INT64_MIN)
    return std::max(std::abs(lhs), std::abs(rhs));
  return std::abs(product);
}

static int64_t divisorOf(ExprAttr expr, const Facts &facts) {
  auto operand = [&](unsigned i) {
    return divisorOf(expr.getOperands()[i], facts);
  };
  switch (expr.getKind()) {
  case ExprKind::Constant:
    return expr.getValue() == INT64_MIN ? 1 : std::abs(expr.getValue());
  case ExprKind::Symbol:
    return facts.getDivisor(expr.getSymbolName());
  case ExprKind::Sum: {
    int64_t result = expr.getValue() == INT64_MIN ? 1 : expr.getValue();
    for (auto [monomial, coefficient] :
         llvm::zip(expr.getOperands(), expr.getCoefficients()))
      result = gcdOf(result, mulDivisors(coefficient, divisorOf(monomial, facts)));
    return result;
  }
  case ExprKind::Product:
  case ExprKind::OpaqueProduct: {
    int64_t result = 1;
    for (unsigned i = 0; i < expr.getOperands().size(); ++i)
      result = mulDivisors(result, operand(i));
    return result;
  }
  case ExprKind::Mod:
    // The remainder is the value less a multiple of the divisor.
    return gcdOf(operand(0), operand(1));
  case ExprKind::FloorDiv:
  case ExprKind::CeilDiv: {
    std::optional<int64_t> divisor = expr.getOperands()[1].getConstantValue();
    int64_t top = operand(0);
    return divisor && *divisor > 0 && top % *divisor == 0 ? top / *divisor : 1;
  }
  case ExprKind::Min:
  case ExprKind::Max: {
    int64_t result = 0;
    for (unsigned i = 0; i < expr.getOperands().size(); ++i)
      result = gcdOf(result, operand(i));
    return result;
  }
  case ExprKind::Select:
    return gcdOf(operand(2), operand(3));
  }
  return 1;
}

int64_t Prover::knownDivisor(ExprAttr expr) const {
  return divisorOf(expr, facts);
}

//===----------------------------------------------------------------------===//
// Questions
//===----------------------------------------------------------------------===//

/// expr == 0.
static Truth isZero(ExprAttr expr, const Prover &prover) {
  Bounds bounds = prover.bounds(expr);
  if ((bounds.lower && *bounds.lower > 0) ||
      (bounds.upper && *bounds.upper < 0))
    return Truth::No;
  if (bounds.lower && bounds.upper && *bounds.lower == *bounds.upper)
    return Truth::Yes;
  // The terms are multiples of a number that the constant is no multiple of.
  Polynomial terms(expr);
  int64_t constant = terms.constant;
  terms.constant = 0;
  if (FailureOr<ExprAttr> rest = terms.get(expr.getContext());
      succeeded(rest)) {
    int64_t divisor = prover.knownDivisor(*rest);
    if (divisor > 1 && constant % divisor != 0)
      return Truth::No;
  }
  return Truth::Unknown;
}

Truth Prover::provablyEqual(ExprAttr lhs, ExprAttr rhs) const {
  if (lhs == rhs)
    return Truth::Yes;
  FailureOr<ExprAttr> difference = sub(lhs, rhs);
  if (failed(difference))
    return Truth::Unknown;
  if (Truth truth = isZero(*difference, *this); truth != Truth::Unknown)
    return truth;
  ExprAttr zero = ExprAttr::getConstant(context, 0);
  LinearSystem system(*this);
  if (system.neverHolds(Comparison::eq, *difference, zero))
    return Truth::No;
  if (system.neverHolds(Comparison::lt, *difference, zero) &&
      system.neverHolds(Comparison::lt, zero, *difference))
    return Truth::Yes;
  return Truth::Unknown;
}

Truth Prover::provablyLessEqual(ExprAttr lhs, ExprAttr rhs) const {
  if (lhs == rhs)
    return Truth::Yes;
  FailureOr<ExprAttr> difference = sub(lhs, rhs);
  if (failed(difference))
    return Truth::Unknown;
  Bounds range = bounds(*difference);
  if (range.upper && *range.upper <= 0)
    return Truth::Yes;
  if (range.lower && *range.lower > 0)
    return Truth::No;
  ExprAttr zero = ExprAttr::getConstant(context, 0);
  LinearSystem system(*this);
  if (system.neverHolds(Comparison::lt, zero, *difference))
    return Truth::Yes;
  if (system.neverHolds(Comparison::le, *difference, zero))
    return Truth::No;
  return Truth::Unknown;
}

static Truth negate(Truth truth) {
  if (truth == Truth::Unknown)
    return truth;
  return truth == Truth::Yes ? Truth::No : Truth::Yes;
}

Truth Prover::provablyLess(ExprAttr lhs, ExprAttr rhs) const {
  return negate(provablyLessEqual(rhs, lhs));
}

Truth Prover::provably(Comparison comparison, ExprAttr lhs,
                       ExprAttr rhs) const {
  switch (comparison) {
  case Comparison::eq:
    return provablyEqual(lhs, rhs);
  case Comparison::ne:
    return negate(provablyEqual(lhs, rhs));
  case Comparison::lt:
    return provablyLess(lhs, rhs);
  case Comparison::le:
    return provablyLessEqual(lhs, rhs);
  }
  return Truth::Unknown;
}

Truth Prover::divisible(ExprAttr expr, int64_t divisor) const {
  if (divisor == 0)
    return provablyEqual(expr, ExprAttr::getConstant(context, 0));
  if (divisor == INT64_MIN)
    return Truth::Unknown;
  divisor = std::abs(divisor);
  if (divisor == 1)
    return Truth::Yes;
  // Terms that are multiples leave; if only a constant is left it decides.
  Polynomial rest;
  Polynomial polynomial(expr);
  for (const Term &term : polynomial.terms)
    if (mulDivisors(term.coefficient, divisorOf(term.monomial, facts)) %
            divisor !=
        0)
      rest.terms.push_back(term);
  if (rest.terms.empty())
    return polynomial.constant % divisor == 0 ? Truth::Yes : Truth::No;
  rest.constant = polynomial.constant;
  FailureOr<ExprAttr> value = rest.get(context);
  if (failed(value))
    return Truth::Unknown;
  FailureOr<ExprAttr> remainder =
      mod(*value, ExprAttr::getConstant(context, divisor));
  if (failed(remainder))
    return Truth::Unknown;
  return provablyEqual(*remainder, ExprAttr::getConstant(context, 0));
}

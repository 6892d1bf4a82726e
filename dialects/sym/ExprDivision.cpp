//===- ExprDivision.cpp - Quotients, remainders, extrema, selection -------===//
//
// The operators that are not polynomial. Each simplifies by rules that hold for
// all integers, and else becomes an atom. The rules for a constant divisor c > 0:
// the multiples of c leave the numerator, the rest is divided by the greatest
// common divisor, and a nested quotient or remainder is absorbed.
//
//===----------------------------------------------------------------------===//

#include "dialects/sym/ExprDetail.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/MathExtras.h"
#include <numeric>

using namespace mlir;
using namespace mlir::sym;
using namespace mlir::sym::detail;

static ExprAttr constantLike(ExprAttr expr, int64_t value) {
  return ExprAttr::getConstant(expr.getContext(), value);
}

/// Floor division by a positive divisor; never overflows.
static int64_t floorDivPositive(int64_t value, int64_t divisor) {
  return value / divisor - (value % divisor < 0);
}

/// The remainder of that division, in [0, divisor).
static int64_t floorModPositive(int64_t value, int64_t divisor) {
  int64_t remainder = value % divisor;
  return remainder < 0 ? remainder + divisor : remainder;
}

/// The greatest common divisor of `start` and all coefficients (not of the
/// constant). INT64_MIN counts as having divisor 1, which is always right.
static int64_t gcdOfCoefficients(const Polynomial &polynomial, int64_t start) {
  int64_t result = start;
  for (const Term &term : polynomial.terms) {
    if (term.coefficient == INT64_MIN)
      return 1;
    result = std::gcd(result, term.coefficient);
  }
  return result;
}

static void divideCoefficients(Polynomial &polynomial, int64_t divisor) {
  for (Term &term : polynomial.terms)
    term.coefficient /= divisor;
}

/// The only term of the polynomial if it is an atom of the given kind with
/// coefficient 1 and a constant second operand above zero.
static ExprAttr getOnlyAtom(const Polynomial &polynomial, ExprKind kind) {
  if (polynomial.terms.size() != 1 || polynomial.terms[0].coefficient != 1)
    return {};
  ExprAttr atom = polynomial.terms[0].monomial;
  if (atom.getKind() != kind || !atom.getOperands()[1].isConstant())
    return {};
  return atom;
}

/// True if the polynomial is (x mod d) + constant, which lies in [0, limit).
static bool isRemainderBelow(const Polynomial &polynomial, int64_t limit) {
  ExprAttr atom = getOnlyAtom(polynomial, ExprKind::Mod);
  int64_t top;
  return atom && polynomial.constant >= 0 &&
         !llvm::AddOverflow(polynomial.constant,
                            atom.getOperands()[1].getValue() - 1, top) &&
         top < limit;
}

/// Splits expr = divisor * quotient + rest, for divisor > 0. Coefficients of the
/// rest keep their sign; its constant lies in [0, divisor).
static void splitMultiples(const Polynomial &expr, int64_t divisor,
                           Polynomial &quotient, Polynomial &rest) {
  for (const Term &term : expr.terms) {
    if (int64_t q = term.coefficient / divisor)
      quotient.terms.push_back({term.monomial, q});
    if (int64_t r = term.coefficient % divisor)
      rest.terms.push_back({term.monomial, r});
  }
  quotient.constant = floorDivPositive(expr.constant, divisor);
  rest.constant = floorModPositive(expr.constant, divisor);
}

/// Splits expr = divisor * quotient + rest for a symbolic divisor: exact
/// multiples leave.
static LogicalResult splitSymbolic(const Polynomial &expr, ExprAttr divisor,
                                   Polynomial &quotient, Polynomial &rest) {
  Polynomial by(divisor);
  if (by.terms.size() == 1 && by.constant == 0) {
    int64_t coefficient = by.terms[0].coefficient;
    for (const Term &term : expr.terms) {
      std::optional<ExprAttr> monomial;
      bool divides = (coefficient != -1 || term.coefficient != INT64_MIN) &&
                     term.coefficient % coefficient == 0;
      if (divides)
        monomial = divideMonomial(term.monomial, by.terms[0].monomial);
      if (!monomial)
        rest.terms.push_back(term);
      else if (*monomial)
        quotient.terms.push_back({*monomial, term.coefficient / coefficient});
      else
        quotient.constant = term.coefficient / coefficient; // once: n / n
    }
    rest.constant = expr.constant;
    return quotient.normalize();
  }
  // A divisor with several terms: the numerator may be a multiple as a whole.
  rest = expr;
  if (expr.terms.empty() || expr.terms[0].monomial != by.terms[0].monomial)
    return success();
  int64_t numerator = expr.terms[0].coefficient;
  int64_t denominator = by.terms[0].coefficient;
  if (numerator == INT64_MIN || numerator % denominator != 0)
    return success();
  Polynomial difference = expr;
  if (succeeded(difference.addScaled(by, -(numerator / denominator))) &&
      difference.terms.empty() && difference.constant == 0) {
    quotient.constant = numerator / denominator;
    rest = Polynomial();
  }
  return success();
}

/// Adds a quotient polynomial to an expression.
static FailureOr<ExprAttr> plus(const Polynomial &quotient,
                                FailureOr<ExprAttr> expr) {
  if (failed(expr))
    return failure();
  Polynomial sum(*expr);
  if (failed(sum.addScaled(quotient, 1)))
    return failure();
  return sum.get(expr->getContext());
}

/// The factors that all terms of both polynomials have in common, with repeats;
/// none if there is a constant.
static SmallVector<ExprAttr> getCommonFactors(const Polynomial &lhs,
                                              const Polynomial &rhs) {
  SmallVector<ExprAttr> common;
  if (lhs.constant != 0 || rhs.constant != 0)
    return common;
  bool first = true;
  for (const Polynomial *side : {&lhs, &rhs}) {
    for (const Term &term : side->terms) {
      ArrayRef<ExprAttr> factors = getFactors(term.monomial);
      if (first) {
        common.assign(factors.begin(), factors.end());
        first = false;
        continue;
      }
      // Both lists are sorted.
      SmallVector<ExprAttr> shared;
      std::set_intersection(common.begin(), common.end(), factors.begin(),
                            factors.end(), std::back_inserter(shared),
                            [](ExprAttr a, ExprAttr b) {
                              return compareExprs(a, b) < 0;
                            });
      common = std::move(shared);
    }
  }
  return common;
}

/// Divides a polynomial by factors that all its terms have.
static LogicalResult divideByFactors(Polynomial &polynomial, ExprAttr divisor) {
  for (Term &term : polynomial.terms) {
    std::optional<ExprAttr> quotient = divideMonomial(term.monomial, divisor);
    if (!quotient)
      return failure();
    if (*quotient)
      term.monomial = *quotient;
    else
      polynomial.constant = std::exchange(term.coefficient, 0);
  }
  return polynomial.normalize();
}

/// Divides both expressions by the factors that they have in common. Yields the
/// product of these, or null if there are none. A divisor is not zero, so
/// neither is a factor of it, and the quotient stays the same.
static FailureOr<ExprAttr> cancelCommonFactors(ExprAttr &lhs, ExprAttr &rhs) {
  Polynomial left(lhs), right(rhs);
  SmallVector<ExprAttr> common = getCommonFactors(left, right);
  if (common.empty())
    return ExprAttr();
  FailureOr<ExprAttr> product = common.size() == 1
                                    ? FailureOr<ExprAttr>(common.front())
                                    : makeAtom(ExprKind::Product, common);
  if (failed(product) || failed(divideByFactors(left, *product)) ||
      failed(divideByFactors(right, *product)))
    return failure();
  FailureOr<ExprAttr> newLhs = left.get(lhs.getContext());
  FailureOr<ExprAttr> newRhs = right.get(lhs.getContext());
  if (failed(newLhs) || failed(newRhs))
    return failure();
  lhs = *newLhs;
  rhs = *newRhs;
  return product;
}

/// An atom over two expressions, divided by what divides both completely.
static FailureOr<ExprAttr> makeReducedQuotient(ExprKind kind, ExprAttr lhs,
                                               ExprAttr rhs) {
  FailureOr<ExprAttr> common = cancelCommonFactors(lhs, rhs);
  if (failed(common))
    return failure();
  if (*common)
    return kind == ExprKind::FloorDiv ? floorDiv(lhs, rhs) : ceilDiv(lhs, rhs);
  Polynomial numerator(lhs), denominator(rhs);
  int64_t divisor = gcdOfCoefficients(
      denominator, gcdOfCoefficients(numerator, 0));
  for (int64_t constant : {numerator.constant, denominator.constant})
    divisor = constant == INT64_MIN ? 1 : std::gcd(divisor, constant);
  // The first coefficient of the divisor is positive.
  if (!denominator.terms.empty() && denominator.terms[0].coefficient < 0)
    divisor = -divisor;
  if (divisor == 1 || divisor == 0)
    return makeAtom(kind, {lhs, rhs});
  auto divide = [&](Polynomial &polynomial) {
    if (divisor == -1)
      return polynomial.scale(-1);
    divideCoefficients(polynomial, divisor);
    polynomial.constant /= divisor;
    return success();
  };
  if (failed(divide(numerator)) || failed(divide(denominator)))
    return makeAtom(kind, {lhs, rhs});
  FailureOr<ExprAttr> top = numerator.get(lhs.getContext());
  FailureOr<ExprAttr> bottom = denominator.get(lhs.getContext());
  if (failed(top) || failed(bottom))
    return failure();
  // The division may have left the divisor 1, or a divisor that splits better.
  return kind == ExprKind::FloorDiv ? floorDiv(*top, *bottom)
                                    : ceilDiv(*top, *bottom);
}

static FailureOr<ExprAttr> floorDivByConstant(ExprAttr lhs, int64_t divisor) {
  MLIRContext *context = lhs.getContext();
  Polynomial quotient, rest;
  splitMultiples(Polynomial(lhs), divisor, quotient, rest);
  if (rest.terms.empty())
    return quotient.get(context);

  int64_t common = gcdOfCoefficients(rest, divisor);
  divideCoefficients(rest, common);
  rest.constant /= common; // not negative, so this rounds down
  divisor /= common;
  if (isRemainderBelow(rest, divisor))
    return quotient.get(context);

  // (x floordiv c + k) floordiv d = (x + k * c) floordiv (c * d).
  if (ExprAttr inner = getOnlyAtom(rest, ExprKind::FloorDiv)) {
    int64_t scale = inner.getOperands()[1].getValue(), product, shift;
    Polynomial numerator(inner.getOperands()[0]);
    if (!llvm::MulOverflow(scale, divisor, product) &&
        !llvm::MulOverflow(scale, rest.constant, shift) &&
        !llvm::AddOverflow(numerator.constant, shift, numerator.constant)) {
      FailureOr<ExprAttr> flat = numerator.get(context);
      if (failed(flat))
        return failure();
      return plus(quotient, floorDivByConstant(*flat, product));
    }
  }
  FailureOr<ExprAttr> numerator = rest.get(context);
  if (failed(numerator))
    return failure();
  return plus(quotient, makeAtom(ExprKind::FloorDiv,
                                 {*numerator, constantLike(lhs, divisor)}));
}

/// -expr.
static FailureOr<ExprAttr> negated(ExprAttr expr) { return scaled(expr, -1); }

FailureOr<ExprAttr> sym::floorDiv(ExprAttr lhs, ExprAttr rhs) {
  if (std::optional<int64_t> divisor = rhs.getConstantValue()) {
    if (*divisor == 0)
      return failure();
    if (*divisor > 0)
      return floorDivByConstant(lhs, *divisor);
    FailureOr<ExprAttr> opposite = negated(lhs);
    if (failed(opposite) || *divisor == INT64_MIN)
      return failure();
    return floorDivByConstant(*opposite, -*divisor);
  }
  Polynomial quotient, rest;
  if (failed(splitSymbolic(Polynomial(lhs), rhs, quotient, rest)))
    return failure();
  FailureOr<ExprAttr> numerator = rest.get(lhs.getContext());
  if (failed(numerator))
    return failure();
  if (numerator->isConstant(0))
    return quotient.get(lhs.getContext());
  return plus(quotient,
              makeReducedQuotient(ExprKind::FloorDiv, *numerator, rhs));
}

FailureOr<ExprAttr> sym::ceilDiv(ExprAttr lhs, ExprAttr rhs) {
  if (std::optional<int64_t> divisor = rhs.getConstantValue()) {
    if (*divisor == 0 || *divisor == INT64_MIN)
      return failure();
    Polynomial numerator(lhs);
    if (*divisor < 0 && failed(numerator.scale(-1)))
      return failure();
    int64_t positive = *divisor < 0 ? -*divisor : *divisor;
    // Round up by rounding down after adding divisor - 1 to the part of the
    // constant that is no multiple, so that nothing overflows needlessly.
    Polynomial quotient;
    quotient.constant = floorDivPositive(numerator.constant, positive);
    numerator.constant = floorModPositive(numerator.constant, positive);
    if (llvm::AddOverflow(numerator.constant, positive - 1,
                          numerator.constant))
      return failure();
    FailureOr<ExprAttr> top = numerator.get(lhs.getContext());
    if (failed(top))
      return failure();
    return plus(quotient, floorDivByConstant(*top, positive));
  }
  Polynomial quotient, rest;
  if (failed(splitSymbolic(Polynomial(lhs), rhs, quotient, rest)))
    return failure();
  FailureOr<ExprAttr> numerator = rest.get(lhs.getContext());
  if (failed(numerator))
    return failure();
  if (numerator->isConstant(0))
    return quotient.get(lhs.getContext());
  return plus(quotient,
              makeReducedQuotient(ExprKind::CeilDiv, *numerator, rhs));
}

static FailureOr<ExprAttr> modByConstant(ExprAttr lhs, int64_t divisor) {
  MLIRContext *context = lhs.getContext();
  Polynomial quotient, rest;
  splitMultiples(Polynomial(lhs), divisor, quotient, rest);
  if (rest.terms.empty())
    return constantLike(lhs, rest.constant);

  // (g * x + k) mod (g * d) = g * ((x + k floordiv g) mod d) + k mod g.
  int64_t common = gcdOfCoefficients(rest, divisor);
  int64_t offset = rest.constant % common;
  divideCoefficients(rest, common);
  rest.constant /= common;
  divisor /= common;

  // The remainder by a multiple of the divisor may go.
  bool unwrapped = false;
  Polynomial flat;
  flat.constant = rest.constant;
  for (const Term &term : rest.terms) {
    ExprAttr atom = term.monomial;
    Polynomial part;
    part.terms.push_back(term);
    if (atom.getKind() == ExprKind::Mod && atom.getOperands()[1].isConstant() &&
        atom.getOperands()[1].getValue() % divisor == 0) {
      Polynomial inner(atom.getOperands()[0]);
      if (succeeded(inner.scale(term.coefficient))) {
        part = inner;
        unwrapped = true;
      }
    }
    Polynomial sum = flat;
    if (failed(sum.addScaled(part, 1)))
      return failure();
    flat = sum;
  }

  FailureOr<ExprAttr> result;
  if (isRemainderBelow(rest, divisor)) {
    result = rest.get(context);
  } else if (unwrapped) {
    FailureOr<ExprAttr> top = flat.get(context);
    if (failed(top))
      return failure();
    result = modByConstant(*top, divisor);
  } else {
    FailureOr<ExprAttr> top = rest.get(context);
    if (failed(top))
      return failure();
    result = makeAtom(ExprKind::Mod, {*top, constantLike(lhs, divisor)});
  }
  if (failed(result))
    return failure();
  Polynomial sum(*result);
  if (failed(sum.scale(common)) ||
      llvm::AddOverflow(sum.constant, offset, sum.constant))
    return failure();
  return sum.get(context);
}

FailureOr<ExprAttr> sym::mod(ExprAttr lhs, ExprAttr rhs) {
  if (std::optional<int64_t> divisor = rhs.getConstantValue()) {
    if (*divisor == 0 || *divisor == INT64_MIN)
      return failure();
    if (*divisor > 0)
      return modByConstant(lhs, *divisor);
    // The remainder has the sign of the divisor.
    FailureOr<ExprAttr> opposite = negated(lhs);
    if (failed(opposite))
      return failure();
    FailureOr<ExprAttr> remainder = modByConstant(*opposite, -*divisor);
    if (failed(remainder))
      return failure();
    return negated(*remainder);
  }
  Polynomial quotient, rest;
  if (failed(splitSymbolic(Polynomial(lhs), rhs, quotient, rest)))
    return failure();
  FailureOr<ExprAttr> numerator = rest.get(lhs.getContext());
  if (failed(numerator))
    return failure();
  if (numerator->isConstant(0) ||
      (numerator->getKind() == ExprKind::Mod &&
       numerator->getOperands()[1] == rhs))
    return *numerator;
  // (x * f) mod (y * f) is f * (x mod y).
  ExprAttr top = *numerator;
  FailureOr<ExprAttr> common = cancelCommonFactors(top, rhs);
  if (failed(common))
    return failure();
  if (!*common)
    return makeAtom(ExprKind::Mod, {top, rhs});
  FailureOr<ExprAttr> remainder = mod(top, rhs);
  if (failed(remainder))
    return failure();
  return mul(*common, *remainder);
}

//===----------------------------------------------------------------------===//
// min, max
//===----------------------------------------------------------------------===//

static FailureOr<ExprAttr> extremum(ExprKind kind, ExprAttr lhs, ExprAttr rhs) {
  bool isMin = kind == ExprKind::Min;
  ExprKind dual = isMin ? ExprKind::Max : ExprKind::Min;
  MLIRContext *context = lhs.getContext();

  // Flatten, and keep the better constant for each part that has symbols.
  llvm::MapVector<ExprAttr, int64_t> byTerms;
  auto insert = [&](ExprAttr operand) {
    Polynomial polynomial(operand);
    int64_t constant = polynomial.constant;
    polynomial.constant = 0;
    FailureOr<ExprAttr> terms = polynomial.get(context);
    if (failed(terms))
      return failure();
    auto [entry, isNew] = byTerms.insert({*terms, constant});
    if (!isNew)
      entry->second = isMin ? std::min(entry->second, constant)
                            : std::max(entry->second, constant);
    return success();
  };
  for (ExprAttr side : {lhs, rhs}) {
    if (side.getKind() != kind) {
      if (failed(insert(side)))
        return failure();
      continue;
    }
    for (ExprAttr operand : side.getOperands())
      if (failed(insert(operand)))
        return failure();
  }

  SmallVector<ExprAttr> operands;
  llvm::SmallDenseSet<ExprAttr> present;
  for (auto &[terms, constant] : byTerms) {
    Polynomial polynomial(terms);
    polynomial.constant = constant;
    FailureOr<ExprAttr> operand = polynomial.get(context);
    if (failed(operand))
      return failure();
    operands.push_back(*operand);
    present.insert(*operand);
  }
  // min(a, max(a, b)) is a.
  llvm::erase_if(operands, [&](ExprAttr operand) {
    return operand.getKind() == dual &&
           llvm::any_of(operand.getOperands(),
                        [&](ExprAttr part) { return present.contains(part); });
  });
  if (operands.size() == 1)
    return operands.front();
  llvm::sort(operands, [](ExprAttr a, ExprAttr b) {
    return compareExprs(a, b) < 0;
  });
  return makeAtom(kind, operands);
}

FailureOr<ExprAttr> sym::min(ExprAttr lhs, ExprAttr rhs) {
  return extremum(ExprKind::Min, lhs, rhs);
}

FailureOr<ExprAttr> sym::max(ExprAttr lhs, ExprAttr rhs) {
  return extremum(ExprKind::Max, lhs, rhs);
}

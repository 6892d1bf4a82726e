//===- ExprSelect.cpp - Selection on a comparison -------------------------===//
//
// The condition is brought to the form d == 0 or d < 0, decided where d is a
// constant or no integer can satisfy it, and written with the positive terms on
// the left and the negative ones on the right.
//
//===----------------------------------------------------------------------===//

#include "dialects/sym/ExprDetail.h"
#include "llvm/Support/MathExtras.h"
#include <numeric>

using namespace mlir;
using namespace mlir::sym;
using namespace mlir::sym::detail;

/// Divides by the greatest common divisor of the coefficients. Returns false
/// where that leaves a fraction, so that the polynomial is never zero.
static bool reduceEquality(Polynomial &difference) {
  int64_t common = 0;
  for (const Term &term : difference.terms) {
    if (term.coefficient == INT64_MIN)
      return true;
    common = std::gcd(common, term.coefficient);
  }
  if (common <= 1)
    return true;
  if (difference.constant % common != 0)
    return false;
  for (Term &term : difference.terms)
    term.coefficient /= common;
  difference.constant /= common;
  return true;
}

/// The same for d < 0: g * x + c < 0 exactly if x + c floordiv g < 0.
static void reduceInequality(Polynomial &difference) {
  int64_t common = 0;
  for (const Term &term : difference.terms) {
    if (term.coefficient == INT64_MIN)
      return;
    common = std::gcd(common, term.coefficient);
  }
  if (common <= 1)
    return;
  for (Term &term : difference.terms)
    term.coefficient /= common;
  int64_t quotient = difference.constant / common;
  difference.constant = quotient - (difference.constant % common < 0);
}

/// Splits d into lhs - rhs, both with positive coefficients.
static LogicalResult splitSides(const Polynomial &difference, Polynomial &lhs,
                                Polynomial &rhs) {
  for (const Term &term : difference.terms) {
    if (term.coefficient > 0) {
      lhs.terms.push_back(term);
      continue;
    }
    if (term.coefficient == INT64_MIN)
      return failure();
    rhs.terms.push_back({term.monomial, -term.coefficient});
  }
  if (difference.constant == INT64_MIN)
    return failure();
  (difference.constant > 0 ? lhs : rhs).constant =
      std::abs(difference.constant);
  return success();
}

/// True if ifTrue - ifFalse is a multiple of lhs - rhs: then both branches are
/// equal where the sides are.
static bool agreeWhereEqual(const Polynomial &difference, ExprAttr ifTrue,
                            ExprAttr ifFalse) {
  Polynomial gap(ifTrue);
  if (failed(gap.addScaled(Polynomial(ifFalse), -1)))
    return false;
  if (gap.terms.empty() || gap.terms[0].monomial != difference.terms[0].monomial)
    return false;
  int64_t top = gap.terms[0].coefficient;
  int64_t bottom = difference.terms[0].coefficient;
  if (top == INT64_MIN || bottom == INT64_MIN || top % bottom != 0)
    return false;
  return succeeded(gap.addScaled(difference, -(top / bottom))) &&
         gap.terms.empty() && gap.constant == 0;
}

/// A branch where the truth of the condition is known: a selection on the same
/// condition is decided.
static ExprAttr resolveBranch(ExprAttr branch, Comparison comparison,
                              ExprAttr lhs, ExprAttr rhs, bool truth) {
  while (branch.getKind() == ExprKind::Select &&
         branch.getComparison() == comparison &&
         branch.getOperands()[0] == lhs && branch.getOperands()[1] == rhs)
    branch = branch.getOperands()[truth ? 2 : 3];
  return branch;
}

FailureOr<ExprAttr> sym::select(Comparison comparison, ExprAttr lhs,
                                ExprAttr rhs, ExprAttr ifTrue,
                                ExprAttr ifFalse) {
  if (ifTrue == ifFalse)
    return ifTrue;
  if (lhs.isConstant() && rhs.isConstant())
    return compareIntegers(comparison, lhs.getValue(), rhs.getValue())
               ? ifTrue
               : ifFalse;

  MLIRContext *context = lhs.getContext();
  Polynomial difference(lhs);
  if (failed(difference.addScaled(Polynomial(rhs), -1)))
    return failure();
  if (difference.terms.empty())
    return compareIntegers(comparison, difference.constant, 0) ? ifTrue
                                                               : ifFalse;
  // The terms come first in the canonical order; the first one is positive.
  if (comparison == Comparison::ne) {
    std::swap(ifTrue, ifFalse);
    comparison = Comparison::eq;
  }
  bool negative = difference.terms[0].coefficient < 0;
  Polynomial left, right;
  if (comparison == Comparison::eq) {
    if (negative && failed(difference.scale(-1)))
      return failure();
    if (!reduceEquality(difference))
      return ifFalse;
    if (failed(splitSides(difference, left, right)))
      return failure();
  } else {
    // Strict: d < 0. The opposite is -d - 1 < 0, with the branches swapped.
    if (comparison == Comparison::le &&
        llvm::AddOverflow<int64_t>(difference.constant, -1, difference.constant))
      return failure();
    if (negative) {
      if (failed(difference.scale(-1)) ||
          llvm::AddOverflow<int64_t>(difference.constant, -1, difference.constant))
        return failure();
      std::swap(ifTrue, ifFalse);
    }
    reduceInequality(difference);
    // x - y - 1 < 0 reads better as x <= y.
    comparison = Comparison::lt;
    if (difference.constant == -1) {
      difference.constant = 0;
      comparison = Comparison::le;
    }
    if (failed(splitSides(difference, left, right)))
      return failure();
  }
  FailureOr<ExprAttr> newLhs = left.get(context), newRhs = right.get(context);
  if (failed(newLhs) || failed(newRhs))
    return failure();
  ifTrue = resolveBranch(ifTrue, comparison, *newLhs, *newRhs, true);
  ifFalse = resolveBranch(ifFalse, comparison, *newLhs, *newRhs, false);
  if (comparison == Comparison::eq) {
    // Where the condition holds the symbol is the constant.
    if (newLhs->isSymbol() && newRhs->isConstant()) {
      Substitution substitution;
      substitution[newLhs->getSymbolName()] = *newRhs;
      if (FailureOr<ExprAttr> special = substitute(ifTrue, substitution);
          succeeded(special))
        ifTrue = *special;
    }
    if (agreeWhereEqual(difference, ifTrue, ifFalse))
      return ifFalse;
  }
  if (ifTrue == ifFalse)
    return ifTrue;
  return makeAtom(ExprKind::Select, {*newLhs, *newRhs, ifTrue, ifFalse},
                  comparison);
}

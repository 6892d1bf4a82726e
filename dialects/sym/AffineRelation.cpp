//===- AffineRelation.cpp - One size in terms of another ------------------===//
//
// Canonical forms list their terms in one order, so the coefficients of one
// term tell the factor, and the difference must then be a constant.
//
//===----------------------------------------------------------------------===//

#include "dialects/sym/AffineRelation.h"

using namespace mlir;
using namespace mlir::sym;

/// The coefficient of a term of an expression, 0 where it does not occur.
static int64_t getCoefficient(ExprAttr expr, ExprAttr term) {
  if (expr == term)
    return 1;
  if (expr.getKind() == ExprKind::Sum)
    for (auto [operand, coefficient] :
         llvm::zip_equal(expr.getOperands(), expr.getCoefficients()))
      if (operand == term)
        return coefficient;
  return 0;
}

ExprAttr sym::expressThrough(ExprAttr expr, ExprAttr known, ExprAttr own) {
  if (expr.isConstant() || known.isConstant())
    return {};
  ExprAttr term =
      known.getKind() == ExprKind::Sum ? known.getOperands().front() : known;
  int64_t divisor = getCoefficient(known, term),
          dividend = getCoefficient(expr, term);
  // The second case is the one quotient that does not exist in 64 bits.
  if (divisor == 0 ||
      (divisor == -1 && dividend == std::numeric_limits<int64_t>::min()) ||
      dividend % divisor != 0)
    return {};
  int64_t factor = dividend / divisor;
  if (factor <= 0)
    return {};
  ExprAttr scale = ExprAttr::getConstant(expr.getContext(), factor);
  FailureOr<ExprAttr> multiple = mul(scale, known);
  FailureOr<ExprAttr> scaled = mul(scale, own);
  if (failed(multiple) || failed(scaled))
    return {};
  FailureOr<ExprAttr> offset = sub(expr, *multiple);
  if (failed(offset) || !offset->isConstant())
    return {};
  FailureOr<ExprAttr> result = add(*scaled, *offset);
  return failed(result) ? ExprAttr() : *result;
}

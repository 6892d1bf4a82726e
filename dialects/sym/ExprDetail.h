//===- ExprDetail.h - Building canonical nodes ------------------*- C++ -*-===//
//
// What the arithmetic of the dialect shares. Private to the dialect.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_SYM_EXPRDETAIL_H
#define DIALECTS_SYM_EXPRDETAIL_H

#include "dialects/sym/ExprStorage.h"
#include "dialects/sym/SymAttrs.h"

namespace mlir::sym::detail {

/// The only way to a node: uniques it as it is.
struct ExprBuilder {
  static ExprAttr get(MLIRContext *context, const ExprKey &key);
};

/// Uniques a node; fails where it would be too large or too deep.
FailureOr<ExprAttr> makeNode(MLIRContext *context, const ExprKey &key);

/// A node that has operands only (and a comparison, if it is a select).
FailureOr<ExprAttr> makeAtom(ExprKind kind, ArrayRef<ExprAttr> operands,
                             Comparison comparison = Comparison::eq);

/// coefficient * monomial. A monomial is an atom or a product of atoms.
struct Term {
  ExprAttr monomial;
  int64_t coefficient;

  bool operator==(const Term &other) const {
    return monomial == other.monomial && coefficient == other.coefficient;
  }
};

/// An expression taken apart: terms in order, none with coefficient zero.
struct Polynomial {
  Polynomial() = default;
  explicit Polynomial(ExprAttr expr);

  /// The expression again.
  FailureOr<ExprAttr> get(MLIRContext *context) const;

  /// Sorts and merges terms that were added in any order.
  LogicalResult normalize();
  LogicalResult scale(int64_t factor);
  /// Adds factor * other.
  LogicalResult addScaled(const Polynomial &other, int64_t factor);

  int64_t constant = 0;
  SmallVector<Term> terms;
};

/// Whether a name is a word of the syntax of expressions.
bool isOperatorName(StringRef name);

/// factor * expr.
FailureOr<ExprAttr> scaled(ExprAttr expr, int64_t factor);

/// The factors of a monomial; an atom is its own only factor. The list refers to
/// the variable that is passed.
ArrayRef<ExprAttr> getFactors(const ExprAttr &monomial);

/// The exact quotient of two monomials: null for one, nothing where the divisor
/// is not a factor.
std::optional<ExprAttr> divideMonomial(ExprAttr monomial, ExprAttr divisor);

} // namespace mlir::sym::detail

#endif // DIALECTS_SYM_EXPRDETAIL_H

//===- ExprArith.cpp - Canonical sums and products ------------------------===//
//
// Addition and multiplication of expressions in canonical form. A polynomial is
// a sorted list of (monomial, coefficient) and a constant; a sum merges two such
// lists, a product distributes as long as the result stays small.
//
//===----------------------------------------------------------------------===//

#include "dialects/sym/ExprDetail.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::sym;
using namespace mlir::sym::detail;

/// A product of sums is expanded up to so many terms and nodes.
static constexpr size_t kMaxExpandedTerms = 64;
static constexpr size_t kMaxExpandedSize = 512;

//===----------------------------------------------------------------------===//
// Nodes
//===----------------------------------------------------------------------===//

FailureOr<ExprAttr> sym::detail::makeNode(MLIRContext *context,
                                          const ExprKey &key) {
  uint64_t size = 1;
  for (ExprAttr operand : key.operands) {
    size += operand.getSize() + (key.kind == ExprKind::Sum ? 1 : 0);
    if (size > kMaxExprSize || operand.getDepth() >= kMaxExprDepth)
      return failure();
  }
  return ExprBuilder::get(context, key);
}

FailureOr<ExprAttr> sym::detail::makeAtom(ExprKind kind,
                                          ArrayRef<ExprAttr> operands,
                                          Comparison comparison) {
  ExprKey key{kind};
  if (kind == ExprKind::Select)
    key.value = static_cast<int64_t>(comparison);
  key.operands = operands;
  return makeNode(operands.front().getContext(), key);
}

static int compareLists(ArrayRef<ExprAttr> lhs, ArrayRef<ExprAttr> rhs) {
  for (auto [a, b] : llvm::zip(lhs, rhs))
    if (a != b)
      return compareExprs(a, b);
  if (lhs.size() != rhs.size())
    return lhs.size() < rhs.size() ? -1 : 1;
  return 0;
}

ArrayRef<ExprAttr> sym::detail::getFactors(const ExprAttr &monomial) {
  if (monomial.getKind() == ExprKind::Product)
    return monomial.getOperands();
  return ArrayRef<ExprAttr>(monomial);
}

// Nodes are uniqued, so two that are not the same pointer differ somewhere, and
// the first difference decides: the comparison never goes back, and is linear.
int sym::compareExprs(ExprAttr lhs, ExprAttr rhs) {
  if (lhs == rhs)
    return 0;
  // Monomials compare by their factors.
  if (lhs.getKind() == ExprKind::Product || rhs.getKind() == ExprKind::Product)
    return compareLists(getFactors(lhs), getFactors(rhs));
  auto rank = [](ExprAttr expr) {
    // Constants last, so that they stand at the end of `min` and `max`.
    return expr.isConstant() ? 255 : static_cast<int>(expr.getKind());
  };
  if (rank(lhs) != rank(rhs))
    return rank(lhs) < rank(rhs) ? -1 : 1;
  if (lhs.isSymbol())
    return lhs.getSymbolName().getValue().compare(
        rhs.getSymbolName().getValue());
  if (int order = compareLists(lhs.getOperands(), rhs.getOperands()))
    return order;
  for (auto [a, b] : llvm::zip(lhs.getCoefficients(), rhs.getCoefficients()))
    if (a != b)
      return a < b ? -1 : 1;
  return lhs.getValue() < rhs.getValue() ? -1 : 1;
}

//===----------------------------------------------------------------------===//
// Polynomials
//===----------------------------------------------------------------------===//

Polynomial::Polynomial(ExprAttr expr) {
  switch (expr.getKind()) {
  case ExprKind::Constant:
    constant = expr.getValue();
    return;
  case ExprKind::Sum:
    constant = expr.getValue();
    for (auto [monomial, coefficient] :
         llvm::zip(expr.getOperands(), expr.getCoefficients()))
      terms.push_back({monomial, coefficient});
    return;
  default:
    terms.push_back({expr, 1});
  }
}

FailureOr<ExprAttr> Polynomial::get(MLIRContext *context) const {
  if (terms.empty())
    return ExprAttr::getConstant(context, constant);
  if (terms.size() == 1 && constant == 0 && terms[0].coefficient == 1)
    return terms[0].monomial;
  SmallVector<ExprAttr> monomials;
  SmallVector<int64_t> coefficients;
  for (const Term &term : terms) {
    monomials.push_back(term.monomial);
    coefficients.push_back(term.coefficient);
  }
  ExprKey key{ExprKind::Sum};
  key.value = constant;
  key.operands = monomials;
  key.coefficients = coefficients;
  return makeNode(context, key);
}

LogicalResult Polynomial::normalize() {
  llvm::sort(terms, [](const Term &a, const Term &b) {
    return compareExprs(a.monomial, b.monomial) < 0;
  });
  SmallVector<Term> merged;
  for (const Term &term : terms) {
    if (merged.empty() || merged.back().monomial != term.monomial)
      merged.push_back(term);
    else if (llvm::AddOverflow(merged.back().coefficient, term.coefficient,
                               merged.back().coefficient))
      return failure();
  }
  llvm::erase_if(merged, [](const Term &term) { return term.coefficient == 0; });
  terms = std::move(merged);
  return success();
}

LogicalResult Polynomial::scale(int64_t factor) {
  if (factor == 0) {
    terms.clear();
    constant = 0;
    return success();
  }
  for (Term &term : terms)
    if (llvm::MulOverflow(term.coefficient, factor, term.coefficient))
      return failure();
  return success(!llvm::MulOverflow(constant, factor, constant));
}

LogicalResult Polynomial::addScaled(const Polynomial &other, int64_t factor) {
  Polynomial scaled = other;
  if (failed(scaled.scale(factor)) ||
      llvm::AddOverflow(constant, scaled.constant, constant))
    return failure();
  // Both lists are sorted: merge them.
  SmallVector<Term> merged;
  auto *left = terms.begin(), *right = scaled.terms.begin();
  while (left != terms.end() || right != scaled.terms.end()) {
    int order = left == terms.end()           ? 1
                : right == scaled.terms.end() ? -1
                                              : compareExprs(left->monomial,
                                                             right->monomial);
    if (order < 0) {
      merged.push_back(*left++);
    } else if (order > 0) {
      merged.push_back(*right++);
    } else {
      int64_t sum;
      if (llvm::AddOverflow(left->coefficient, right->coefficient, sum))
        return failure();
      if (sum != 0)
        merged.push_back({left->monomial, sum});
      ++left, ++right;
    }
  }
  terms = std::move(merged);
  return success();
}

//===----------------------------------------------------------------------===//
// Operators
//===----------------------------------------------------------------------===//

static FailureOr<ExprAttr> addScaled(ExprAttr lhs, ExprAttr rhs,
                                     int64_t factor) {
  Polynomial sum(lhs);
  if (failed(sum.addScaled(Polynomial(rhs), factor)))
    return failure();
  return sum.get(lhs.getContext());
}

FailureOr<ExprAttr> sym::add(ExprAttr lhs, ExprAttr rhs) {
  return addScaled(lhs, rhs, 1);
}

FailureOr<ExprAttr> sym::sub(ExprAttr lhs, ExprAttr rhs) {
  // The smallest integer has no opposite, so constants are subtracted as such.
  if (lhs.isConstant() && rhs.isConstant()) {
    int64_t difference;
    if (llvm::SubOverflow(lhs.getValue(), rhs.getValue(), difference))
      return failure();
    return ExprAttr::getConstant(lhs.getContext(), difference);
  }
  return addScaled(lhs, rhs, -1);
}

FailureOr<ExprAttr> sym::detail::scaled(ExprAttr expr, int64_t factor) {
  Polynomial product(expr);
  if (failed(product.scale(factor)))
    return failure();
  return product.get(expr.getContext());
}

/// The product of two monomials: their factors merged.
static FailureOr<ExprAttr> mulMonomials(ExprAttr lhs, ExprAttr rhs) {
  ArrayRef<ExprAttr> left = getFactors(lhs), right = getFactors(rhs);
  SmallVector<ExprAttr> factors(left.size() + right.size());
  std::merge(left.begin(), left.end(), right.begin(), right.end(),
             factors.begin(),
             [](ExprAttr a, ExprAttr b) { return compareExprs(a, b) < 0; });
  return makeAtom(ExprKind::Product, factors);
}

std::optional<ExprAttr> sym::detail::divideMonomial(ExprAttr monomial,
                                                    ExprAttr divisor) {
  ArrayRef<ExprAttr> factors = getFactors(monomial);
  ArrayRef<ExprAttr> toRemove = getFactors(divisor);
  SmallVector<ExprAttr> rest;
  for (ExprAttr factor : factors) {
    if (!toRemove.empty() && factor == toRemove.front())
      toRemove = toRemove.drop_front();
    else
      rest.push_back(factor);
  }
  if (!toRemove.empty())
    return std::nullopt;
  if (rest.empty())
    return ExprAttr(); // one
  if (rest.size() == 1)
    return rest.front();
  FailureOr<ExprAttr> quotient = makeAtom(ExprKind::Product, rest);
  if (failed(quotient))
    return std::nullopt;
  return *quotient;
}

FailureOr<ExprAttr> sym::mul(ExprAttr lhs, ExprAttr rhs) {
  if (std::optional<int64_t> factor = lhs.getConstantValue())
    return scaled(rhs, *factor);
  if (std::optional<int64_t> factor = rhs.getConstantValue())
    return scaled(lhs, *factor);

  MLIRContext *context = lhs.getContext();
  Polynomial left(lhs), right(rhs);
  size_t leftTerms = left.terms.size() + (left.constant != 0);
  size_t rightTerms = right.terms.size() + (right.constant != 0);
  bool single = leftTerms == 1 && rightTerms == 1;
  // Every term of one side is repeated once for each term of the other.
  size_t expandedSize =
      rightTerms * lhs.getSize() + leftTerms * rhs.getSize();
  if (!single && (leftTerms * rightTerms > kMaxExpandedTerms ||
                  expandedSize > kMaxExpandedSize)) {
    ExprAttr operands[] = {lhs, rhs};
    if (compareExprs(lhs, rhs) > 0)
      std::swap(operands[0], operands[1]);
    return makeAtom(ExprKind::OpaqueProduct, operands);
  }

  Polynomial product;
  if (llvm::MulOverflow(left.constant, right.constant, product.constant))
    return failure();
  for (const Term &a : left.terms) {
    for (const Term &b : right.terms) {
      FailureOr<ExprAttr> monomial = mulMonomials(a.monomial, b.monomial);
      int64_t coefficient;
      if (failed(monomial) ||
          llvm::MulOverflow(a.coefficient, b.coefficient, coefficient))
        return failure();
      product.terms.push_back({*monomial, coefficient});
    }
  }
  auto addTerms = [&](const Polynomial &side, int64_t constant) {
    for (const Term &term : constant ? ArrayRef<Term>(side.terms)
                                     : ArrayRef<Term>()) {
      int64_t coefficient;
      if (llvm::MulOverflow(term.coefficient, constant, coefficient))
        return failure();
      product.terms.push_back({term.monomial, coefficient});
    }
    return success();
  };
  if (failed(addTerms(left, right.constant)) ||
      failed(addTerms(right, left.constant)) || failed(product.normalize()))
    return failure();
  return product.get(context);
}

bool sym::provablyDifferent(ExprAttr lhs, ExprAttr rhs) {
  if (lhs == rhs)
    return false;
  // The terms with symbols must be the same; then the constants differ. No
  // subtraction, so nothing can overflow.
  Polynomial left(lhs), right(rhs);
  return left.terms == right.terms;
}

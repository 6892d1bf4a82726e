//===- LinearSystem.cpp - Linear questions for Presburger -----------------===//
//
// Every monomial is a variable. A quotient or remainder by a constant is defined
// by its inequalities; min, max and select are split into cases; all else is
// bounded by its interval only, which makes the set larger, never smaller. So an
// empty set proves the question, and a set with points proves nothing.
//
//===----------------------------------------------------------------------===//

#include "dialects/sym/LinearSystem.h"
#include "dialects/sym/ExprDetail.h"
#include "mlir/Analysis/Presburger/IntegerRelation.h"
#include "mlir/Analysis/Presburger/Simplex.h"
#include "llvm/ADT/MapVector.h"

using namespace mlir;
using namespace mlir::sym;
using namespace mlir::sym::detail;
using namespace mlir::presburger;

/// Larger questions stay unanswered.
static constexpr unsigned kMaxVariables = 24;
static constexpr unsigned kMaxConstraints = 96;
static constexpr unsigned kMaxCases = 16;
static constexpr unsigned kMaxRelations = 16;
/// The search for integer points, where rational ones exist, is for small sets.
static constexpr unsigned kMaxSearchVariables = 8;
static constexpr int64_t kMaxSearchCoefficient = 1 << 16;

namespace {
/// expr == 0, or expr <= 0.
struct Constraint {
  ExprAttr expr;
  bool isEquality;
};

/// Collects the variables and constraints of one question.
class SystemBuilder {
public:
  explicit SystemBuilder(const Prover &prover)
      : prover(prover), context(prover.getContext()) {}

  /// Adds the comparison; false if the question is too large.
  bool add(Comparison comparison, ExprAttr lhs, ExprAttr rhs);
  bool addRelatedFacts();
  bool addProducts();
  bool isEmpty();

private:
  using Case = SmallVector<Constraint>;

  bool addVariables(ExprAttr expr);
  bool addVariable(ExprAttr monomial);
  bool addRemainderBounds(ExprAttr numerator, ExprAttr divisor,
                          ExprAttr quotient);
  bool addRemainder(ExprAttr monomial);
  bool addExtremum(ExprAttr monomial);
  bool addSelect(ExprAttr monomial);
  bool addCases(ArrayRef<Case> cases);
  bool makeLess(ExprAttr lhs, ExprAttr rhs, int64_t gap, Constraint &result);
  bool addLess(ExprAttr lhs, ExprAttr rhs, int64_t gap);
  bool push(Constraint constraint, SmallVectorImpl<Constraint> &list);
  ExprAttr constant(int64_t value) {
    return ExprAttr::getConstant(context, value);
  }
  bool isEmpty(ArrayRef<Constraint> chosen) const;
  bool isEmptyInAllCases(unsigned next, SmallVectorImpl<Constraint> &chosen);

  const Prover &prover;
  MLIRContext *context;
  llvm::MapVector<Attribute, unsigned> variables;
  unsigned numVariables = 0;
  SmallVector<Constraint> constraints;
  SmallVector<SmallVector<Case>> splits;
  unsigned numCases = 1;
};
} // namespace

bool SystemBuilder::push(Constraint constraint,
                         SmallVectorImpl<Constraint> &list) {
  if (list.size() >= kMaxConstraints || !addVariables(constraint.expr))
    return false;
  list.push_back(constraint);
  return true;
}

/// lhs + gap <= rhs.
bool SystemBuilder::makeLess(ExprAttr lhs, ExprAttr rhs, int64_t gap,
                             Constraint &result) {
  FailureOr<ExprAttr> difference = sub(lhs, rhs);
  if (failed(difference))
    return false;
  difference = sym::add(*difference, constant(gap));
  if (failed(difference))
    return false;
  result = {*difference, /*isEquality=*/false};
  return true;
}

bool SystemBuilder::addLess(ExprAttr lhs, ExprAttr rhs, int64_t gap) {
  Constraint constraint;
  return makeLess(lhs, rhs, gap, constraint) && push(constraint, constraints);
}

bool SystemBuilder::add(Comparison comparison, ExprAttr lhs, ExprAttr rhs) {
  FailureOr<ExprAttr> difference = sub(lhs, rhs);
  if (failed(difference))
    return false;
  switch (comparison) {
  case Comparison::eq:
    return push({*difference, /*isEquality=*/true}, constraints);
  case Comparison::ne: {
    Constraint below, above;
    return makeLess(lhs, rhs, 1, below) && makeLess(rhs, lhs, 1, above) &&
           addCases({Case{below}, Case{above}});
  }
  case Comparison::lt:
    return addLess(lhs, rhs, 1);
  case Comparison::le:
    return addLess(lhs, rhs, 0);
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Variables
//===----------------------------------------------------------------------===//

bool SystemBuilder::addVariables(ExprAttr expr) {
  return llvm::all_of(Polynomial(expr).terms, [&](const Term &term) {
    return addVariable(term.monomial);
  });
}

bool SystemBuilder::addVariable(ExprAttr monomial) {
  if (!variables.try_emplace(monomial, numVariables).second)
    return true;
  if (++numVariables > kMaxVariables)
    return false;

  // A variable with no definition below has its interval and its divisor. What
  // fails to be added beyond that only makes the set larger.
  Bounds bounds = prover.bounds(monomial);
  for (auto [end, isLower] : {std::pair(bounds.lower, true),
                              std::pair(bounds.upper, false)}) {
    if (!end)
      continue;
    bool fits = isLower ? addLess(constant(*end), monomial, 0)
                        : addLess(monomial, constant(*end), 0);
    if (!fits)
      return false;
  }
  int64_t divisor = prover.knownDivisor(monomial);
  if (divisor > 1) {
    // monomial = divisor * fresh.
    if (++numVariables > kMaxVariables)
      return false;
    ExprAttr fresh = ExprAttr::getSymbol(
        context, "sym.quotient." + std::to_string(numVariables));
    variables[fresh] = numVariables - 1;
    FailureOr<ExprAttr> product = scaled(fresh, divisor);
    if (succeeded(product))
      if (FailureOr<ExprAttr> difference = sub(monomial, *product);
          succeeded(difference) &&
          !push({*difference, /*isEquality=*/true}, constraints))
        return false;
  }

  switch (monomial.getKind()) {
  case ExprKind::FloorDiv:
    return addRemainderBounds(monomial.getOperands()[0],
                              monomial.getOperands()[1], monomial);
  case ExprKind::Mod:
    return addRemainder(monomial);
  case ExprKind::Min:
  case ExprKind::Max:
    return addExtremum(monomial);
  case ExprKind::Select:
    return addSelect(monomial);
  default:
    return true;
  }
}

/// 0 <= numerator - divisor * quotient < divisor.
bool SystemBuilder::addRemainderBounds(ExprAttr numerator, ExprAttr divisor,
                                       ExprAttr quotient) {
  if (!divisor.isConstant() || divisor.getValue() <= 0)
    return true;
  FailureOr<ExprAttr> product = scaled(quotient, divisor.getValue());
  if (failed(product))
    return false;
  FailureOr<ExprAttr> next = sym::add(*product, divisor);
  if (failed(next))
    return false;
  return addLess(*product, numerator, 0) && addLess(numerator, *next, 1);
}

/// x mod c = x - c * (x floordiv c).
bool SystemBuilder::addRemainder(ExprAttr monomial) {
  ExprAttr numerator = monomial.getOperands()[0];
  ExprAttr divisor = monomial.getOperands()[1];
  if (!divisor.isConstant()) {
    // A divisor is not zero; above that, the remainder is below it.
    Bounds bounds = prover.bounds(divisor);
    return !bounds.lower || *bounds.lower < 0 || addLess(monomial, divisor, 1);
  }
  if (divisor.getValue() <= 0)
    return true;
  FailureOr<ExprAttr> quotient = floorDiv(numerator, divisor);
  if (failed(quotient))
    return false;
  FailureOr<ExprAttr> product = scaled(*quotient, divisor.getValue());
  if (failed(product))
    return false;
  FailureOr<ExprAttr> rest = sub(numerator, *product);
  if (failed(rest))
    return false;
  FailureOr<ExprAttr> difference = sub(monomial, *rest);
  return succeeded(difference) &&
         push({*difference, /*isEquality=*/true}, constraints);
}

bool SystemBuilder::addCases(ArrayRef<Case> cases) {
  if (numCases * cases.size() > kMaxCases)
    return true; // the weak form stays
  for (const Case &alternative : cases)
    for (const Constraint &constraint : alternative)
      if (!addVariables(constraint.expr))
        return false;
  numCases *= cases.size();
  splits.emplace_back(cases.begin(), cases.end());
  return true;
}

/// min is at most each operand, and equal to one of them.
bool SystemBuilder::addExtremum(ExprAttr monomial) {
  bool isMin = monomial.getKind() == ExprKind::Min;
  SmallVector<Case> cases;
  for (ExprAttr operand : monomial.getOperands()) {
    if (isMin ? !addLess(monomial, operand, 0) : !addLess(operand, monomial, 0))
      return false;
    FailureOr<ExprAttr> difference = sub(monomial, operand);
    if (failed(difference))
      return false;
    cases.push_back({{*difference, /*isEquality=*/true}});
  }
  return addCases(cases);
}

bool SystemBuilder::addSelect(ExprAttr monomial) {
  ArrayRef<ExprAttr> operands = monomial.getOperands();
  FailureOr<ExprAttr> isTrue = sub(monomial, operands[2]);
  FailureOr<ExprAttr> isFalse = sub(monomial, operands[3]);
  if (failed(isTrue) || failed(isFalse))
    return false;
  Constraint takesTrue = {*isTrue, true}, takesFalse = {*isFalse, true};
  Constraint holds, below, above;
  if (monomial.getComparison() == Comparison::eq) {
    FailureOr<ExprAttr> difference = sub(operands[0], operands[1]);
    if (failed(difference) || !makeLess(operands[0], operands[1], 1, below) ||
        !makeLess(operands[1], operands[0], 1, above))
      return false;
    return addCases({Case{takesTrue, {*difference, true}},
                     Case{takesFalse, below}, Case{takesFalse, above}});
  }
  int64_t strict = monomial.getComparison() == Comparison::lt ? 1 : 0;
  if (!makeLess(operands[0], operands[1], strict, holds) ||
      !makeLess(operands[1], operands[0], 1 - strict, above))
    return false;
  return addCases({Case{takesTrue, holds}, Case{takesFalse, above}});
}

//===----------------------------------------------------------------------===//
// Facts
//===----------------------------------------------------------------------===//

/// Adds the relations that share a symbol with the system, and those that share
/// one with them, as far as there is room.
bool SystemBuilder::addRelatedFacts() {
  llvm::SetVector<StringAttr> symbols;
  for (const Constraint &constraint : constraints)
    constraint.expr.collectSymbols(symbols);
  SmallVector<bool> used(prover.getFacts().getRelations().size(), false);
  unsigned numUsed = 0;
  bool changed = true;
  while (changed) {
    changed = false;
    for (auto [index, relation] :
         llvm::enumerate(prover.getFacts().getRelations())) {
      llvm::SetVector<StringAttr> mentioned;
      relation.lhs.collectSymbols(mentioned);
      relation.rhs.collectSymbols(mentioned);
      if (used[index] || llvm::none_of(mentioned, [&](StringAttr symbol) {
            return symbols.contains(symbol);
          }))
        continue;
      if (++numUsed > kMaxRelations)
        return true;
      used[index] = changed = true;
      if (!add(relation.comparison, relation.lhs, relation.rhs))
        return false;
      symbols.insert(mentioned.begin(), mentioned.end());
    }
  }
  return true;
}

/// lhs <= 0 and 0 <= factor yield factor * lhs <= 0. Each product of the system is
/// taken apart that way, so that i < m proves i * n + j < m * n for 0 <= j < n. A
/// constraint that would need a new product is left out.
bool SystemBuilder::addProducts() {
  llvm::SetVector<ExprAttr> factors;
  llvm::SetVector<StringAttr> others;
  for (auto &[attr, index] : variables) {
    auto monomial = cast<ExprAttr>(attr);
    if (monomial.getKind() != ExprKind::Product)
      continue;
    for (ExprAttr factor : monomial.getOperands()) {
      factor.collectSymbols(others);
      if (Bounds bounds = prover.bounds(factor);
          bounds.lower && *bounds.lower >= 0)
        factors.insert(factor);
    }
  }
  if (factors.empty())
    return true;

  // What is known to be at most zero about the symbols of the products.
  SmallVector<Constraint> known;
  auto addKnown = [&](ExprAttr lhs, ExprAttr rhs, int64_t gap) {
    Constraint constraint;
    if (makeLess(lhs, rhs, gap, constraint))
      known.push_back(constraint);
  };
  for (StringAttr symbol : others) {
    ExprAttr expr = ExprAttr::getSymbol(symbol);
    Bounds range = prover.getFacts().getRange(symbol);
    if (range.lower)
      addKnown(constant(*range.lower), expr, 0);
    if (range.upper)
      addKnown(expr, constant(*range.upper), 0);
  }
  for (const Facts::Relation &relation : prover.getFacts().getRelations()) {
    if (known.size() > kMaxRelations)
      break;
    llvm::SetVector<StringAttr> mentioned;
    relation.lhs.collectSymbols(mentioned);
    relation.rhs.collectSymbols(mentioned);
    if (relation.comparison == Comparison::ne ||
        llvm::none_of(mentioned,
                      [&](StringAttr s) { return others.contains(s); }))
      continue;
    addKnown(relation.lhs, relation.rhs,
             relation.comparison == Comparison::lt ? 1 : 0);
    if (relation.comparison == Comparison::eq)
      addKnown(relation.rhs, relation.lhs, 0);
  }

  for (ExprAttr factor : factors) {
    for (const Constraint &constraint : known) {
      FailureOr<ExprAttr> product = mul(factor, constraint.expr);
      if (failed(product) || constraints.size() >= kMaxConstraints)
        continue;
      if (llvm::all_of(Polynomial(*product).terms, [&](const Term &term) {
            return variables.count(term.monomial);
          }))
        constraints.push_back({*product, /*isEquality=*/false});
    }
  }
  return true;
}

//===----------------------------------------------------------------------===//
// The question
//===----------------------------------------------------------------------===//

bool SystemBuilder::isEmpty(ArrayRef<Constraint> chosen) const {
  IntegerPolyhedron set(PresburgerSpace::getSetSpace(numVariables));
  bool searchable = numVariables <= kMaxSearchVariables;
  auto addConstraint = [&](const Constraint &constraint) {
    // The library wants 0 <= row.
    SmallVector<DynamicAPInt> row(numVariables + 1, DynamicAPInt(0));
    Polynomial polynomial(constraint.expr);
    for (const Term &term : polynomial.terms) {
      row[variables.lookup(term.monomial)] = -DynamicAPInt(term.coefficient);
      searchable &= term.coefficient > -kMaxSearchCoefficient &&
                    term.coefficient < kMaxSearchCoefficient;
    }
    row.back() = -DynamicAPInt(polynomial.constant);
    if (constraint.isEquality)
      set.addEquality(row);
    else
      set.addInequality(row);
  };
  llvm::for_each(constraints, addConstraint);
  llvm::for_each(chosen, addConstraint);
  if (set.isEmptyByGCDTest() || Simplex(set).isEmpty())
    return true;
  return searchable && set.isIntegerEmpty();
}

bool SystemBuilder::isEmptyInAllCases(unsigned next,
                                      SmallVectorImpl<Constraint> &chosen) {
  if (next == splits.size())
    return isEmpty(chosen);
  for (const Case &alternative : splits[next]) {
    size_t before = chosen.size();
    chosen.append(alternative.begin(), alternative.end());
    bool empty = isEmptyInAllCases(next + 1, chosen);
    chosen.truncate(before);
    if (!empty)
      return false;
  }
  return true;
}

bool SystemBuilder::isEmpty() {
  SmallVector<Constraint> chosen;
  return isEmptyInAllCases(0, chosen);
}

/// Whether values that agree with the facts and satisfy the comparison are found among a few. Answers most questions whose
/// answer is not known at a fraction of what searching the set costs.
static bool holdsSomewhere(const Prover &prover, Comparison comparison, ExprAttr lhs, ExprAttr rhs) {
  ArrayRef<Facts::Relation> relations = prover.getFacts().getRelations();
  if (relations.size() > kMaxRelations)
    return false;
  llvm::SetVector<StringAttr> symbols;
  auto collect = [&](const Facts::Relation &relation) {
    relation.lhs.collectSymbols(symbols);
    relation.rhs.collectSymbols(symbols);
  };
  Facts::Relation question = {comparison, lhs, rhs};
  collect(question);
  llvm::for_each(relations, collect);

  llvm::DenseMap<StringAttr, int64_t> values;
  auto holds = [&](const Facts::Relation &relation) {
    FailureOr<int64_t> left = evaluate(relation.lhs, values), right = evaluate(relation.rhs, values);
    return succeeded(left) && succeeded(right) && compareIntegers(relation.comparison, *left, *right);
  };
  // Small, one and large values; then two where symbols differ.
  constexpr int64_t kValues[][3] = {{0, 0, 0}, {1, 1, 1}, {1 << 20, 1 << 20, 1 << 20}, {1, 64, 4096}, {4096, 64, 1}};
  for (const auto &choice : kValues) {
    bool fits = true;
    for (auto [index, symbol] : llvm::enumerate(symbols)) {
      Bounds range = prover.getFacts().getRange(symbol);
      int64_t divisor = prover.getFacts().getDivisor(symbol), value = choice[index % 3];
      if (range.lower)
        value = std::max(value, *range.lower);
      if (range.upper)
        value = std::min(value, *range.upper);
      value -= value % divisor;
      if (range.lower && value < *range.lower)
        fits &= !llvm::AddOverflow(value, divisor, value) && (!range.upper || value <= *range.upper);
      values[symbol] = value;
    }
    if (fits && holds(question) && llvm::all_of(relations, holds))
      return true;
  }
  return false;
}

bool LinearSystem::neverHolds(Comparison comparison, ExprAttr lhs,
                              ExprAttr rhs) const {
  if (holdsSomewhere(prover, comparison, lhs, rhs))
    return false;
  SystemBuilder builder(prover);
  return builder.add(comparison, lhs, rhs) && builder.addRelatedFacts() &&
         builder.addProducts() && builder.isEmpty();
}

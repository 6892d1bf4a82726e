//===- ExprUtils.cpp - Substitution, evaluation, unification --------------===//

#include "dialects/sym/ExprDetail.h"
#include "dialects/sym/SymTypes.h"
#include "mlir/IR/AttrTypeSubElements.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::sym;

//===----------------------------------------------------------------------===//
// Rebuilding
//===----------------------------------------------------------------------===//

/// The node of `expr` over new operands, through the canonical constructors.
static FailureOr<ExprAttr> rebuild(ExprAttr expr, ArrayRef<ExprAttr> operands) {
  MLIRContext *context = expr.getContext();
  auto fold = [&](auto op) -> FailureOr<ExprAttr> {
    FailureOr<ExprAttr> result = operands.front();
    for (ExprAttr operand : operands.drop_front()) {
      result = op(*result, operand);
      if (failed(result))
        return failure();
    }
    return result;
  };
  switch (expr.getKind()) {
  case ExprKind::Constant:
  case ExprKind::Symbol:
    return expr;
  case ExprKind::Product:
  case ExprKind::OpaqueProduct:
    return fold(sym::mul);
  case ExprKind::Sum: {
    FailureOr<ExprAttr> result =
        ExprAttr::getConstant(context, expr.getValue());
    for (auto [operand, coefficient] :
         llvm::zip(operands, expr.getCoefficients())) {
      FailureOr<ExprAttr> term = sym::detail::scaled(operand, coefficient);
      if (failed(term))
        return failure();
      result = sym::add(*result, *term);
      if (failed(result))
        return failure();
    }
    return result;
  }
  case ExprKind::FloorDiv:
    return sym::floorDiv(operands[0], operands[1]);
  case ExprKind::CeilDiv:
    return sym::ceilDiv(operands[0], operands[1]);
  case ExprKind::Mod:
    return sym::mod(operands[0], operands[1]);
  case ExprKind::Min:
    return fold(sym::min);
  case ExprKind::Max:
    return fold(sym::max);
  case ExprKind::Select:
    return sym::select(expr.getComparison(), operands[0], operands[1],
                       operands[2], operands[3]);
  }
  return failure();
}

//===----------------------------------------------------------------------===//
// Substitution
//===----------------------------------------------------------------------===//

FailureOr<ExprAttr> sym::substitute(ExprAttr expr,
                                    const Substitution &substitution) {
  if (expr.isSymbol()) {
    auto entry = substitution.find(expr.getSymbolName());
    if (entry != substitution.end() && entry->second)
      return entry->second;
    return expr;
  }
  bool changed = false;
  SmallVector<ExprAttr> operands;
  for (ExprAttr operand : expr.getOperands()) {
    FailureOr<ExprAttr> replaced = substitute(operand, substitution);
    if (failed(replaced))
      return failure();
    changed |= *replaced != operand;
    operands.push_back(*replaced);
  }
  return changed ? rebuild(expr, operands) : FailureOr<ExprAttr>(expr);
}

template <typename T>
static FailureOr<T> substituteInside(T element,
                                     const Substitution &substitution) {
  bool fits = true;
  AttrTypeReplacer replacer;
  replacer.addReplacement([&](ExprAttr expr) -> Attribute {
    FailureOr<ExprAttr> replaced = substitute(expr, substitution);
    if (succeeded(replaced))
      return *replaced;
    fits = false;
    return expr;
  });
  T result = replacer.replace(element);
  if (!fits || !result)
    return failure();
  return result;
}

FailureOr<Type> sym::substitute(Type type, const Substitution &substitution) {
  return substituteInside(type, substitution);
}

FailureOr<Attribute> sym::substitute(Attribute attr,
                                     const Substitution &substitution) {
  return substituteInside(attr, substitution);
}

template <typename T>
static void collectInside(T element, llvm::SetVector<StringAttr> &symbols) {
  // The walker visits an element once; order is that of the text.
  element.template walk<WalkOrder::PreOrder>(
      [&](ExprAttr expr) { expr.collectSymbols(symbols); });
}

void sym::collectSymbols(Type type, llvm::SetVector<StringAttr> &symbols) {
  collectInside(type, symbols);
}

void sym::collectSymbols(Attribute attr, llvm::SetVector<StringAttr> &symbols) {
  collectInside(attr, symbols);
}

//===----------------------------------------------------------------------===//
// Evaluation
//===----------------------------------------------------------------------===//

static FailureOr<int64_t> multiply(int64_t lhs, int64_t rhs) {
  int64_t product;
  if (llvm::MulOverflow(lhs, rhs, product))
    return failure();
  return product;
}

/// Division in 128 bits, where the quotient of 64-bit integers always fits.
static FailureOr<int64_t> divide(ExprKind kind, int64_t lhs, int64_t rhs) {
  if (rhs == 0)
    return failure();
  __int128 numerator = lhs, denominator = rhs;
  __int128 quotient = numerator / denominator;
  __int128 remainder = numerator % denominator;
  bool exact = remainder == 0, sameSign = (lhs < 0) == (rhs < 0);
  if (kind == ExprKind::Mod)
    return static_cast<int64_t>(!exact && !sameSign ? remainder + denominator
                                                    : remainder);
  if (kind == ExprKind::FloorDiv && !exact && !sameSign)
    --quotient;
  if (kind == ExprKind::CeilDiv && !exact && sameSign)
    ++quotient;
  if (quotient > INT64_MAX)
    return failure();
  return static_cast<int64_t>(quotient);
}

FailureOr<int64_t>
sym::evaluate(ExprAttr expr,
              const llvm::DenseMap<StringAttr, int64_t> &values) {
  if (std::optional<int64_t> constant = expr.getConstantValue())
    return *constant;
  if (expr.isSymbol()) {
    auto entry = values.find(expr.getSymbolName());
    if (entry == values.end())
      return failure();
    return entry->second;
  }
  // A branch that is not taken need not have a value.
  if (expr.getKind() == ExprKind::Select) {
    FailureOr<int64_t> lhs = evaluate(expr.getOperands()[0], values);
    FailureOr<int64_t> rhs = evaluate(expr.getOperands()[1], values);
    if (failed(lhs) || failed(rhs))
      return failure();
    bool holds = compareIntegers(expr.getComparison(), *lhs, *rhs);
    return evaluate(expr.getOperands()[holds ? 2 : 3], values);
  }

  SmallVector<int64_t> operands;
  for (ExprAttr operand : expr.getOperands()) {
    FailureOr<int64_t> value = evaluate(operand, values);
    if (failed(value))
      return failure();
    operands.push_back(*value);
  }
  switch (expr.getKind()) {
  case ExprKind::Sum: {
    // Terms may cancel, so only the sum has to fit.
    __int128 sum = expr.getValue();
    for (auto [operand, coefficient] :
         llvm::zip(operands, expr.getCoefficients()))
      if (__builtin_add_overflow(sum, static_cast<__int128>(operand) *
                                          coefficient,
                                 &sum))
        return failure();
    if (sum < INT64_MIN || sum > INT64_MAX)
      return failure();
    return static_cast<int64_t>(sum);
  }
  case ExprKind::Product:
  case ExprKind::OpaqueProduct: {
    if (llvm::is_contained(operands, 0))
      return 0;
    FailureOr<int64_t> product = 1;
    for (int64_t operand : operands) {
      product = multiply(*product, operand);
      if (failed(product))
        return failure();
    }
    return product;
  }
  case ExprKind::FloorDiv:
  case ExprKind::CeilDiv:
  case ExprKind::Mod:
    return divide(expr.getKind(), operands[0], operands[1]);
  case ExprKind::Min:
    return *llvm::min_element(operands);
  case ExprKind::Max:
    return *llvm::max_element(operands);
  default:
    return failure();
  }
}

//===----------------------------------------------------------------------===//
// Unification
//===----------------------------------------------------------------------===//

unsigned Unifier::add(ExprAttr pattern, ExprAttr actual) {
  pairs.push_back({pattern, actual});
  return pairs.size() - 1;
}

void Unifier::bind(StringAttr symbol, ExprAttr actual) {
  bindings.try_emplace(symbol, actual);
}

LogicalResult
Unifier::solve(llvm::function_ref<void(const Outcome &)> report) {
  for (auto [pattern, actual] : pairs)
    if (pattern && actual && pattern.isSymbol())
      bindings.try_emplace(pattern.getSymbolName(), actual);

  LogicalResult result = success();
  for (auto [index, pair] : llvm::enumerate(pairs)) {
    auto [pattern, actual] = pair;
    if (!pattern)
      continue;
    Outcome outcome{static_cast<unsigned>(index), Match::Equal, pattern,
                    ExprAttr(), actual};
    llvm::SetVector<StringAttr> symbols;
    pattern.collectSymbols(symbols);
    if (llvm::any_of(symbols,
                     [&](StringAttr s) { return !bindings.count(s); })) {
      // A bare symbol against `?` is one that only the run time knows.
      outcome.match = !actual ? Match::Unknown : Match::Unbound;
    } else if (FailureOr<ExprAttr> expected = substitute(pattern, bindings);
               failed(expected)) {
      outcome.match = Match::Overflow;
    } else {
      outcome.expected = *expected;
      if (!actual)
        outcome.match = Match::Unknown;
      else if (*expected != actual)
        outcome.match = provablyDifferent(*expected, actual) ? Match::Different
                                                             : Match::Unknown;
    }
    if (outcome.match == Match::Equal)
      continue;
    if (outcome.match != Match::Unknown)
      result = failure();
    if (report)
      report(outcome);
  }
  return result;
}

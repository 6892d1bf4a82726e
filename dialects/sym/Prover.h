//===- Prover.h - Questions about expressions -------------------*- C++ -*-===//
//
// Decides equality, order and divisibility of expressions under facts, and bounds
// them. Optimizations ask it; verifiers and type inference never do, since a fact
// may disappear (they use provablyDifferent of SymAttrs.h).
//
// Answers speak of the values of symbols for which all expressions in question
// have a value: no division by zero, nothing beyond 64 bits.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_SYM_PROVER_H
#define DIALECTS_SYM_PROVER_H

#include "dialects/sym/SymAttrs.h"
#include "mlir/IR/Operation.h"

namespace mlir::sym {

/// The answer to a question for all values of the symbols that agree with the
/// facts: `Yes` for each, `No` for none, or not known.
enum class Truth : uint8_t { No, Yes, Unknown };

/// An interval; a missing end is not known.
struct Bounds {
  std::optional<int64_t> lower;
  std::optional<int64_t> upper;
};

/// What is known about symbols.
///
/// Functions carry facts in discardable attributes:
///
/// - `sym.ranges`: a dictionary from symbols to their least and, if there is one,
///   greatest value, as `{n = array<i64: 1, 1024>, k = array<i64: 1>}`;
/// - `sym.divisible`: a dictionary from symbols to a divisor above zero, as
///   `{n = 16 : i64}`.
class Facts {
public:
  /// `lhs` compares to `rhs`.
  struct Relation {
    Comparison comparison;
    ExprAttr lhs;
    ExprAttr rhs;
  };

  /// What holds at an operation: the attributes of the function around it (or of
  /// the operation itself), every `sym.assume` that stands above it in its block
  /// or in a block around it, and that symbols which are dimensions are not
  /// negative.
  static Facts forOperation(Operation *op);

  /// Narrows the interval of a symbol.
  void addRange(StringAttr symbol, Bounds range);
  void addNonNegative(StringAttr symbol) { addRange(symbol, {0, {}}); }
  /// The symbol is a multiple of `divisor`, which must not be zero.
  void addDivisor(StringAttr symbol, int64_t divisor);
  /// A comparison holds. Becomes a range or a divisor where it is one.
  void add(Comparison comparison, ExprAttr lhs, ExprAttr rhs);

  Bounds getRange(StringAttr symbol) const { return ranges.lookup(symbol); }
  /// The known divisor of a symbol, at least 1.
  int64_t getDivisor(StringAttr symbol) const;
  ArrayRef<Relation> getRelations() const { return relations; }

private:
  llvm::DenseMap<StringAttr, Bounds> ranges;
  llvm::DenseMap<StringAttr, int64_t> divisors;
  SmallVector<Relation> relations;
};

/// Answers questions under facts. Cheap to make; keeps a copy of the facts.
///
/// Canonical forms and intervals come first; then linear questions of bounded
/// size go to MLIR's Presburger library, where what is not linear stands as an
/// unknown of its own.
class Prover {
public:
  Prover(MLIRContext *context, const Facts &facts)
      : context(context), facts(facts) {}
  explicit Prover(MLIRContext *context) : context(context) {}

  /// lhs == rhs.
  Truth provablyEqual(ExprAttr lhs, ExprAttr rhs) const;
  /// lhs <= rhs.
  Truth provablyLessEqual(ExprAttr lhs, ExprAttr rhs) const;
  /// lhs < rhs.
  Truth provablyLess(ExprAttr lhs, ExprAttr rhs) const;
  /// Any comparison.
  Truth provably(Comparison comparison, ExprAttr lhs, ExprAttr rhs) const;
  /// expr is a multiple of `divisor`; for the divisor 0, whether expr is 0.
  Truth divisible(ExprAttr expr, int64_t divisor) const;
  /// An interval that holds every value of the expression.
  Bounds bounds(ExprAttr expr) const;

  /// A number, at least 1, that divides every value of the expression; 0 for
  /// the constant 0.
  int64_t knownDivisor(ExprAttr expr) const;

  const Facts &getFacts() const { return facts; }
  MLIRContext *getContext() const { return context; }

private:
  MLIRContext *context;
  Facts facts;
};

} // namespace mlir::sym

#endif // DIALECTS_SYM_PROVER_H

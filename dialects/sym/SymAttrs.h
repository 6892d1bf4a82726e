//===- SymAttrs.h - Symbolic integer expressions ----------------*- C++ -*-===//
//
// ExprAttr, the arithmetic that keeps it canonical, and what one does with an
// expression: substitute, evaluate, expand, parse, print. A null ExprAttr stands
// for an unknown dimension (`?`) wherever a list of dimensions is meant.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_SYM_SYMATTRS_H
#define DIALECTS_SYM_SYMATTRS_H

#include "mlir/IR/Attributes.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/Types.h"
#include "mlir/IR/Value.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <string>

namespace mlir::sym {

/// The nodes of the canonical form.
enum class ExprKind : uint8_t {
  Constant, ///< getValue()
  Symbol,   ///< getSymbolName()
  /// Two or more atoms, ordered, repeated for powers.
  Product,
  /// Sum of getCoefficients()[i] * getOperands()[i], plus getValue(). Operands
  /// are products and atoms, ordered.
  Sum,
  /// A product of two expressions whose expansion is too large; an atom.
  OpaqueProduct,
  FloorDiv, ///< two operands; an atom
  CeilDiv,  ///< two operands; an atom
  Mod,      ///< two operands; an atom
  Min,      ///< two or more operands, ordered; an atom
  Max,      ///< two or more operands, ordered; an atom
  Select,   ///< getComparison() of operands 0 and 1 ? operand 2 : operand 3
};

/// How two integers compare.
enum class Comparison : uint8_t { eq, ne, lt, le };

/// `==`, `ne`, `lt`, `le`: as written in an expression.
StringRef stringifyComparison(Comparison comparison);

/// Whether the comparison holds between two integers.
bool compareIntegers(Comparison comparison, int64_t lhs, int64_t rhs);

namespace detail {
struct ExprAttrStorage;
} // namespace detail

} // namespace mlir::sym

#define GET_ATTRDEF_CLASSES
#include "dialects/sym/SymAttrs.h.inc"

namespace mlir {

/// Lists of dimensions hold null for `?`, which the generic handler of MLIR
/// does not expect.
template <>
struct AttrTypeSubElementHandler<ArrayRef<sym::ExprAttr>> {
  static void walk(ArrayRef<sym::ExprAttr> param,
                   AttrTypeImmediateSubElementWalker &walker) {
    for (sym::ExprAttr expr : param)
      if (expr)
        walker.walk(expr);
  }
  static SmallVector<sym::ExprAttr> replace(ArrayRef<sym::ExprAttr> param,
                                            AttrSubElementReplacements &attrs,
                                            TypeSubElementReplacements &types) {
    SmallVector<sym::ExprAttr> result;
    for (sym::ExprAttr expr : param)
      result.push_back(expr ? cast<sym::ExprAttr>(attrs.take_front(1)[0])
                            : sym::ExprAttr());
    return result;
  }
};

namespace sym {

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//
// Each function returns the canonical form of the result. It fails where a
// coefficient does not fit in 64 bits, where the divisor is the constant zero,
// and where the result would exceed kMaxExprSize or kMaxExprDepth.

/// An expression has at most so many nodes as a tree, and is at most so deep:
/// everything that walks one recursively relies on it.
constexpr unsigned kMaxExprSize = 2048;
constexpr unsigned kMaxExprDepth = 128;

FailureOr<ExprAttr> add(ExprAttr lhs, ExprAttr rhs);
FailureOr<ExprAttr> sub(ExprAttr lhs, ExprAttr rhs);
FailureOr<ExprAttr> mul(ExprAttr lhs, ExprAttr rhs);
/// The quotient, rounded down.
FailureOr<ExprAttr> floorDiv(ExprAttr lhs, ExprAttr rhs);
/// The quotient, rounded up.
FailureOr<ExprAttr> ceilDiv(ExprAttr lhs, ExprAttr rhs);
/// lhs - rhs * floorDiv(lhs, rhs).
FailureOr<ExprAttr> mod(ExprAttr lhs, ExprAttr rhs);
FailureOr<ExprAttr> min(ExprAttr lhs, ExprAttr rhs);
FailureOr<ExprAttr> max(ExprAttr lhs, ExprAttr rhs);
FailureOr<ExprAttr> select(Comparison comparison, ExprAttr lhs, ExprAttr rhs,
                           ExprAttr ifTrue, ExprAttr ifFalse);

/// A total order on expressions that depends on their text only: symbols by
/// name come first. Returns a value below, equal to or above zero.
int compareExprs(ExprAttr lhs, ExprAttr rhs);

/// True if the expressions differ for every assignment, by canonical form alone:
/// their difference is a constant other than zero. This is what verifiers ask.
bool provablyDifferent(ExprAttr lhs, ExprAttr rhs);

//===----------------------------------------------------------------------===//
// Substitution, evaluation, unification
//===----------------------------------------------------------------------===//

/// What stands for each symbol. Symbols that are missing stay.
using Substitution = llvm::DenseMap<StringAttr, ExprAttr>;

/// Replaces all symbols at once.
FailureOr<ExprAttr> substitute(ExprAttr expr, const Substitution &substitution);
/// Replaces the symbols of every expression inside a type or an attribute.
FailureOr<Type> substitute(Type type, const Substitution &substitution);
FailureOr<Attribute> substitute(Attribute attr,
                                const Substitution &substitution);

/// Adds the symbols of every expression inside a type or an attribute.
void collectSymbols(Type type, llvm::SetVector<StringAttr> &symbols);
void collectSymbols(Attribute attr, llvm::SetVector<StringAttr> &symbols);

/// The value under an assignment; fails where a symbol has no value, where the
/// value of a part does not fit in 64 bits, and on a division by zero.
FailureOr<int64_t> evaluate(ExprAttr expr,
                            const llvm::DenseMap<StringAttr, int64_t> &values);

/// Matches the dimensions of a signature (patterns) with those of a call.
///
/// Bare symbols are bound first, whatever the order in which pairs were added;
/// then the other patterns are compared under the bindings. No equation is
/// solved: a symbol that stands nowhere bare stays unbound.
class Unifier {
public:
  /// What is known about one pair once all symbols are bound.
  enum class Match {
    Equal,     ///< equal for every assignment
    Different, ///< different for every assignment
    Unknown,   ///< to be checked at run time (`?` or not decidable)
    Unbound,   ///< the pattern has a symbol that nothing binds
    Overflow,  ///< the pattern under the bindings does not fit in 64 bits
  };

  /// One pair: `pattern` as written, `expected` under the bindings (null if
  /// there is none).
  struct Outcome {
    unsigned index;
    Match match;
    ExprAttr pattern;
    ExprAttr expected;
    ExprAttr actual;
  };

  /// Adds a pair; null means `?`. Returns its index.
  unsigned add(ExprAttr pattern, ExprAttr actual);

  /// Binds a symbol up front, for instance to an explicit operand.
  void bind(StringAttr symbol, ExprAttr actual);

  /// Binds and compares. Reports every pair that is not Equal, in order, and
  /// fails if one is Different, Unbound or Overflow.
  LogicalResult
  solve(llvm::function_ref<void(const Outcome &)> report = nullptr);

  /// What the symbols of the patterns stand for.
  const Substitution &getBindings() const { return bindings; }

private:
  llvm::SmallVector<std::pair<ExprAttr, ExprAttr>> pairs;
  Substitution bindings;
};

//===----------------------------------------------------------------------===//
// Expansion
//===----------------------------------------------------------------------===//

/// The operators that an expression expands into.
enum class ExprOp : uint8_t { Add, Sub, Mul, FloorDiv, CeilDiv, Mod, Min, Max };

/// Turns an expression into code. `expand` calls back from the leaves up.
class ExprExpander {
public:
  virtual ~ExprExpander() = default;
  virtual Value constant(int64_t value) = 0;
  virtual Value symbol(StringAttr name) = 0;
  virtual Value binary(ExprOp op, Value lhs, Value rhs) = 0;
  virtual Value select(Comparison comparison, Value lhs, Value rhs,
                       Value ifTrue, Value ifFalse) = 0;
};

/// Visits the expression with callbacks; equal parts are visited once. Returns
/// null as soon as a callback does.
Value expand(ExprAttr expr, ExprExpander &expander);

/// Expands into `arith` on `index`. `symbolAsIndex` yields the value of a symbol,
/// or null, in which case the result is null. Division and remainder round down
/// for any sign of the operands.
Value expandToIndexArith(OpBuilder &builder, Location loc, ExprAttr expr,
                         llvm::function_ref<Value(StringAttr)> symbolAsIndex);

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

/// Reads a bare expression, `2 * n + 1`. Emits an error where it does not fit.
ParseResult parseExpr(AsmParser &parser, ExprAttr &expr);
/// Prints a bare expression.
void printExpr(AsmPrinter &printer, ExprAttr expr);

/// Reads one dimension: an expression, or `?` for null.
ParseResult parseDimension(AsmParser &parser, ExprAttr &dimension);
void printDimension(AsmPrinter &printer, ExprAttr dimension);

/// Reads `[n, 2 * m + 1, ?, 4]`, brackets included; `?` yields null.
ParseResult parseDimensionList(AsmParser &parser,
                               SmallVectorImpl<ExprAttr> &dimensions);
void printDimensionList(AsmPrinter &printer, ArrayRef<ExprAttr> dimensions);
/// The same on a stream, for diagnostics.
void printDimensionList(llvm::raw_ostream &os, ArrayRef<ExprAttr> dimensions);

/// Reads `==`, `eq`, `ne`, `lt` or `le`.
ParseResult parseComparison(AsmParser &parser, Comparison &comparison);

/// The bare form, `?` for null. In a diagnostic write `<< expr.str()`.
llvm::raw_ostream &operator<<(llvm::raw_ostream &os, ExprAttr expr);

/// Reads an expression from a string. Fails without a diagnostic.
FailureOr<ExprAttr> parseExprString(MLIRContext *context, StringRef text);

} // namespace sym
} // namespace mlir

#endif // DIALECTS_SYM_SYMATTRS_H

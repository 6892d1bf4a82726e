//===- IndexExpressions.h - index values as expressions ---------*- C++ -*-===//
//
// Maps the index values of a kernel to symbolic expressions, so that the prover of shapes answers questions about loops.
// Loop and iteration variables become temporary symbols whose ranges are facts; they appear in no IR.
//
//===----------------------------------------------------------------------===//

#ifndef ANALYSIS_TIR_INDEXEXPRESSIONS_H
#define ANALYSIS_TIR_INDEXEXPRESSIONS_H

#include "dialects/sym/Prover.h"
#include "dialects/tir/TIR.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

namespace mlir::tir {

/// Expressions of the index values of one function: a `tir.prim_func`, or a `func.func` on memrefs. The function must not
/// change while this lives.
class IndexExpressions {
public:
  /// What is known about an iteration variable of a block: that it lies in its domain (a promise of the author), or that it
  /// is its binding (what happens).
  enum class IterVariables { Domains, Bindings };

  explicit IndexExpressions(Operation *function, IterVariables iterVariables = IterVariables::Domains);

  /// The expression of a value of type `index` or `!sym.int`. What cannot be expressed is a temporary symbol of its own,
  /// so equal values have equal expressions.
  sym::ExprAttr get(Value value);
  /// The expression of a bound.
  sym::ExprAttr get(OpFoldResult bound);

  /// The extent of a dimension of a memref: its constant, or an expression that equal extents share where that is seen.
  sym::ExprAttr getExtent(Value memref, unsigned axis);

  /// Answers questions about what happens inside of `scope`, a list of `tir.for`, `scf.for` and `tir.block`: knows the facts
  /// of the function, and that the variables of these loops and blocks lie in their ranges.
  sym::Prover getProver(ArrayRef<Operation *> scope);

  /// Answers questions about what happens at `op`: what `getProver` knows of the loops and blocks around it, and the
  /// predicates of these blocks and the conditions of `scf.if` under which it runs.
  sym::Prover getProverAt(Operation *op);

  /// The largest (smallest) value of an expression when the variables of `loops`, innermost first, run over their ranges,
  /// as an expression without them. Null where it is not monotone in one of them, or that is not known to `prover`.
  sym::ExprAttr getMaximum(sym::ExprAttr expr, ArrayRef<Operation *> loops, const sym::Prover &prover) {
    return getExtreme(expr, loops, prover, true);
  }
  sym::ExprAttr getMinimum(sym::ExprAttr expr, ArrayRef<Operation *> loops, const sym::Prover &prover) {
    return getExtreme(expr, loops, prover, false);
  }

  /// The loops (`tir.for`, `scf.for`) and blocks around `op`, innermost first, up to `limit` (not included) or the function.
  static SmallVector<Operation *> getLoopsAround(Operation *op, Operation *limit = nullptr);

private:
  struct Range {
    sym::ExprAttr lower, upper;
    int64_t step;
  };

  sym::ExprAttr compute(Value value);
  sym::Facts getFacts(ArrayRef<Operation *> scope);
  void addCondition(sym::Facts &facts, Value condition, bool holds, unsigned limit);
  sym::ExprAttr getTemporary(StringRef base);
  sym::ExprAttr getVariable(BlockArgument argument);
  sym::ExprAttr getExtreme(sym::ExprAttr expr, ArrayRef<Operation *> loops, const sym::Prover &prover, bool maximum);

  MLIRContext *context;
  IterVariables iterVariables;
  sym::Facts functionFacts;
  unsigned numTemporaries = 0;
  unsigned depth = 0;
  llvm::DenseMap<Value, sym::ExprAttr> expressions;
  llvm::DenseMap<std::pair<Value, unsigned>, sym::ExprAttr> extents;
  llvm::DenseMap<StringAttr, Range> ranges;
};

/// Whether a value follows from sizes and constants alone: through loops, blocks and arithmetic, not through memory or
/// scalar parameters.
bool followsFromSizes(Value value);

} // namespace mlir::tir

#endif // ANALYSIS_TIR_INDEXEXPRESSIONS_H

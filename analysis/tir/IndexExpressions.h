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

namespace mlir::tir {

/// Expressions of the index values of one function. The function must not change while this lives.
class IndexExpressions {
public:
  explicit IndexExpressions(PrimFuncOp function);

  /// The expression of a value of type `index` or `!sym.int`. What cannot be expressed is a temporary symbol of its own,
  /// so equal values have equal expressions.
  sym::ExprAttr get(Value value);
  /// The expression of a bound.
  sym::ExprAttr get(OpFoldResult bound);

  /// Answers questions about what happens inside of `scope`, a list of `tir.for` and `tir.block`: knows the facts of the
  /// function, and that the variables of these loops and blocks lie in their ranges.
  sym::Prover getProver(ArrayRef<Operation *> scope);

  /// The largest (smallest) value of an expression when the variables of `loops`, innermost first, run over their ranges,
  /// as an expression without them. Null where it is not monotone in one of them, or that is not known to `prover`.
  sym::ExprAttr getMaximum(sym::ExprAttr expr, ArrayRef<Operation *> loops, const sym::Prover &prover) {
    return getExtreme(expr, loops, prover, true);
  }
  sym::ExprAttr getMinimum(sym::ExprAttr expr, ArrayRef<Operation *> loops, const sym::Prover &prover) {
    return getExtreme(expr, loops, prover, false);
  }

  /// The loops and blocks around `op`, innermost first, up to `limit` (not included) or the function.
  static SmallVector<Operation *> getLoopsAround(Operation *op, Operation *limit = nullptr);

private:
  struct Range {
    sym::ExprAttr lower, upper;
    int64_t step;
  };

  sym::ExprAttr compute(Value value);
  sym::ExprAttr getTemporary(StringRef base);
  sym::ExprAttr getVariable(BlockArgument argument);
  sym::ExprAttr getExtreme(sym::ExprAttr expr, ArrayRef<Operation *> loops, const sym::Prover &prover, bool maximum);

  MLIRContext *context;
  sym::Facts functionFacts;
  unsigned numTemporaries = 0;
  unsigned depth = 0;
  llvm::DenseMap<Value, sym::ExprAttr> expressions;
  llvm::DenseMap<StringAttr, Range> ranges;
};

} // namespace mlir::tir

#endif // ANALYSIS_TIR_INDEXEXPRESSIONS_H

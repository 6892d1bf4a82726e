//===- Ownership.h - may a call write its operand? --------------*- C++ -*-===//
//
// Tensors are values: a call that updates an operand in place may do so only where nobody looks at the old contents again. This
// analysis answers "may this op overwrite that operand?" for one function, conservatively.
//
// The memory behind a value is owned by the function if it comes from a call that allocates its result, or from an earlier
// update in place (which was either proved safe or given a copy). Memory of constants, parameters, captured values, loop-carried
// values, of results of calls that may hand out memory of others, and memory seen through a view is not. Owned memory may be overwritten if no
// value that may share it is used by the op a second time or by any op that may run behind it.
//
// A question follows no more than a bounded number of values, so that chains of regions that hand memory on take linear time: what is shared by more is not
// overwritten.
//
//===----------------------------------------------------------------------===//

#ifndef ANALYSIS_OWNERSHIP_H
#define ANALYSIS_OWNERSHIP_H

#include "mlir/IR/OpDefinition.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace mlir::relax {

/// Answers questions about overwriting for the ops that a function has when the analysis is made. The function must not change between two questions.
class Ownership {
public:
  explicit Ownership(Operation *function);

  /// Why `op` must not overwrite the tensor of its operand, as a phrase that ends "the operand is ..."; empty where it may.
  llvm::StringRef whyNotOverwrite(OpOperand &operand);

private:
  bool collectOrigins(Value value, Operation *writer, llvm::SmallVectorImpl<Value> &origins, llvm::StringRef &reason);
  bool isUsedAfter(llvm::ArrayRef<Value> origins, OpOperand &written);
  OpOperand &getLastUse(Value value);
  bool areExclusive(Operation *op, Operation *writer) const;
  bool mayRunAfter(Operation *op, Operation *writer) const;

  /// The number of each op in a walk in which an op comes before those in its regions, and the last number inside of it.
  llvm::DenseMap<Operation *, std::pair<unsigned, unsigned>> times;
  /// Of values that were asked for: the use by the last op.
  llvm::DenseMap<Value, OpOperand *> lastUses;
};

/// The results of `op` that may share memory with its operand `operand`; `complete` becomes false where the memory may also
/// become reachable by a way that is not followed (a loop, a closure).
llvm::SmallVector<Value> getAliasingResults(OpOperand &operand, bool &complete);

} // namespace mlir::relax

#endif // ANALYSIS_OWNERSHIP_H

//===- TensorLifetimes.h - when the memory of tensors is in use -*- C++ -*-===//
//
// For a function in which tensors are memory (behind relax-lower-calls): how large the memory behind each allocation is, from when to when somebody may
// look at it, and whether it may be reachable in ways that are not followed.
//
// Time is the number of an op in a walk in which an op comes before those in its regions. So the branches of an `if` have times of their own. What a
// loop captures is in use until the loop ends, since the next round meets it again; what was allocated in front of a loop that carries it also as long as
// the results of the loop. Everything that shares the memory (views, renamings, tuples,
// results of an `if`) counts as a use of it.
//
//===----------------------------------------------------------------------===//

#ifndef ANALYSIS_MEMORY_TENSORLIFETIMES_H
#define ANALYSIS_MEMORY_TENSORLIFETIMES_H

#include "analysis/memory/MemoryFlow.h"
#include "dialects/relax/Relax.h"
#include "llvm/ADT/DenseMap.h"

namespace mlir::relax {

/// The memory of one allocation.
struct TensorLifetime {
  /// The tensor that `relax.alloc_tensor`, `relax.copy_tensor` or `relax.arena_tensor` makes.
  Value tensor;
  /// Its size in bytes; null where the expression is too large.
  sym::ExprAttr bytes;
  /// The first and the last time at which it is in use.
  unsigned first = 0, last = 0;
  /// The first and the last time at which it holds what somebody may look at. Of two buffers that a loop writes in turn
  /// one is empty before a round writes it, and the other behind the last look at the tensor of the round before; the latter never holds anything
  /// (`firstHeld` is greater) where the tensor of the first round is an allocation that counts in its place.
  unsigned firstHeld = 0, lastHeld = 0;
  /// The op that uses it last; one with regions where a use inside of it counts until it ends.
  Operation *lastUse = nullptr;
  /// Whether it is a result of the function, which the caller holds from then on.
  bool isReturned = false;
  /// Why somebody else may still hold the memory behind `lastUse`, as a phrase that ends "the tensor is ..."; empty where nobody does.
  llvm::StringRef escapes;
};

/// The lifetimes of all allocations of a function, in the order of the text.
class TensorLifetimes {
public:
  explicit TensorLifetimes(FuncOp function);

  llvm::ArrayRef<TensorLifetime> get() const { return lifetimes; }

  /// The time of an op, and the last time of an op inside of it (of the op itself where it has no regions).
  unsigned getTime(Operation *op) const { return flow.getTime(op); }
  unsigned getEnd(Operation *op) const { return flow.getEnd(op); }

private:
  void follow(TensorLifetime &lifetime);
  void narrow(WhileOp loop, const llvm::DenseMap<Value, unsigned> &indices);

  MemoryFlow flow;
  llvm::SmallVector<TensorLifetime> lifetimes;
};

/// The size of a tensor of this type in bytes: an element of fewer than 8 bits takes a byte. Null where a dimension or the element type is unknown,
/// or the expression is too large.
sym::ExprAttr getByteSize(relax::TensorType type);

/// Whether the values of symbols exist for which the expression has no value: it divides by something other than a constant.
bool mayDivideByZero(sym::ExprAttr expr);

} // namespace mlir::relax

#endif // ANALYSIS_MEMORY_TENSORLIFETIMES_H

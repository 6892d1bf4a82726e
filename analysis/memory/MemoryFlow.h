//===- MemoryFlow.h - what becomes of the memory of a value -----*- C++ -*-===//
//
// For a function in which tensors are memory (behind relax-lower-calls):
// everything that may be done with the memory of a value, by itself and by
// whatever may share it (views, renamings, tuples, results of an `if`, what a
// loop carries).
//
// Chains of regions hand one memory on and on, so the uses of it are not
// collected for each allocation. They are summed up instead, once for each
// value: values that a loop makes share their memory in a cycle have one sum,
// and each cycle adds those behind it. These are the strongly connected
// components of Tarjan, "Depth-first search and linear graph algorithms", 1972,
// which come in the order that this needs. So a function takes linear time.
//
// Time is the number of an op in a walk in which an op comes before those in
// its regions. So the branches of an `if` have times of their own.
//
//===----------------------------------------------------------------------===//

#ifndef ANALYSIS_MEMORY_MEMORYFLOW_H
#define ANALYSIS_MEMORY_MEMORYFLOW_H

#include "dialects/relax/Relax.h"
#include "llvm/ADT/DenseMap.h"

#include <limits>

namespace mlir::relax {

/// The sum of what may be done with some memory.
struct MemoryUses {
  static constexpr unsigned kNever = std::numeric_limits<unsigned>::max();

  void merge(const MemoryUses &other);
  /// Notes that the op has the memory until the given time.
  void extend(Operation *op, unsigned time);

  /// The first of all loops that begin with it, whose condition passes it on,
  /// and whose body yields it: the times of the loops.
  unsigned firstEntered = kNever, firstPassed = kNever, firstYielded = kNever;
  /// The last use: an op, or a loop that carries it, which has it until it
  /// ends. Null where there is none.
  Operation *lastUse = nullptr;
  unsigned last = 0;
  bool isReturned = false;
  /// Whether `relax.kill_object` or the like gives it up.
  bool isKilled = false;
  /// Whether a packed function gets it as a part of something.
  bool isPartOfArgument = false;
  /// Whether something other than a tensor has it, such as a tuple.
  bool isInOther = false;
  /// Whether it gets somewhere where it is not followed.
  bool isHeld = false;
};

/// Answers for the ops and values that a function has when it is made; the
/// function must not change between two questions.
class MemoryFlow {
public:
  explicit MemoryFlow(FuncOp function);

  /// What may be done with the memory of the value.
  MemoryUses getUses(Value value);
  /// What this use of a value does with its memory, and what is done further on
  /// with what shares the memory through it.
  MemoryUses getUses(OpOperand &use);

  /// The time of an op, and the last time of an op inside of it (of the op
  /// itself where it has no regions).
  unsigned getTime(Operation *op) const { return times.lookup(op).first; }
  unsigned getEnd(Operation *op) const { return times.lookup(op).second; }

private:
  /// A value whose sum is known (`isDone`), or that is being looked at.
  struct Node {
    MemoryUses uses;
    /// The least number of a node that is known to be in the same cycle.
    unsigned low;
    bool isDone = false;
  };

  void number(Operation *op, unsigned &next);
  void visit(OpOperand &use, MemoryUses &uses,
             llvm::SmallVectorImpl<Value> &sharing) const;

  llvm::DenseMap<Operation *, std::pair<unsigned, unsigned>> times;
  llvm::DenseMap<Value, unsigned> numbers;
  std::vector<Node> nodes;
};

} // namespace mlir::relax

#endif // ANALYSIS_MEMORY_MEMORYFLOW_H

//===- RegisterAllocation.h - Values to registers ---------------*- C++ -*-===//
//
// Assigns the values of a relax_vm function to the registers of the two banks:
// linear scan over one interval a value, which covers every point of the
// linearized control flow graph where the value is alive, holes included.
//
// Parameters stand where the machine puts them: the i-th object parameter in
// object register i, the j-th scalar parameter in scalar register j. A register
// is not reused by the very instruction that reads it last, and a block
// argument occupies its register from the terminators that jump to it.
//
//===----------------------------------------------------------------------===//

#ifndef ANALYSIS_RELAX_VM_REGISTERALLOCATION_H
#define ANALYSIS_RELAX_VM_REGISTERALLOCATION_H

#include "dialects/relax_vm/RelaxVM.h"

#include "llvm/ADT/DenseMap.h"

namespace mlir::relax_vm {

/// True when every use of the constant can stand in the instruction itself, so
/// that it needs no register: numbers in dimension and scalar lists.
bool isImmediate(IConstOp constant);

/// One step of a parallel move. `source` of a kill is unused.
struct MoveStep {
  enum Kind { Scalar, Object, Kill };
  Kind kind;
  unsigned destination;
  unsigned source;
};

class RegisterAllocation {
public:
  explicit RegisterAllocation(FuncOp function);

  /// The register of a value, in the bank of its type. Immediates have none.
  unsigned getRegister(Value value) const { return registers.lookup(value); }
  bool hasRegister(Value value) const { return registers.contains(value); }

  unsigned getNumScalars() const { return numScalars; }
  unsigned getNumObjects() const { return numObjects; }

  /// Reachable blocks in the order of the allocation; the entry comes first.
  ArrayRef<Block *> getBlocks() const { return blocks; }

  /// The moves of one edge, in an order that respects their being parallel,
  /// then kills of objects whose last use was the edge.
  SmallVector<MoveStep> getEdgeMoves(Operation *terminator,
                                     unsigned successor) const;

private:
  struct Interval {
    Value value;
    unsigned begin, end;
  };

  void orderBlocks(FuncOp function);
  void computeIntervals(FuncOp function);
  void scan(FuncOp function);
  void addTemporaries();
  Interval *getInterval(Value value);
  unsigned orderMoves(ArrayRef<std::pair<unsigned, unsigned>> moves,
                      MoveStep::Kind kind, unsigned temporary,
                      SmallVectorImpl<MoveStep> &steps) const;

  SmallVector<Block *> blocks;
  /// Positions of a block's first instruction and of its terminator. They are
  /// even; the odd position after a terminator means "alive on leaving".
  DenseMap<Block *, std::pair<unsigned, unsigned>> blockRange;
  SmallVector<Interval> intervals;
  DenseMap<Value, unsigned> intervalIndex;
  DenseMap<Value, unsigned> registers;
  unsigned numScalars = 0, numObjects = 0;
  /// Registers that break cycles of moves, where a function has any.
  unsigned scalarTemporary = 0, objectTemporary = 0;
};

} // namespace mlir::relax_vm

#endif // ANALYSIS_RELAX_VM_REGISTERALLOCATION_H

//===- ConvexGroups.h - Groups that no way leaves and re-enters -*- C++ -*-===//
//
// The graph of operations while they are put together into groups. What the groups are good for is the business of who
// derives from this.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_FUSION_CONVEXGROUPS_H
#define TRANSFORMS_RELAX_FUSION_CONVEXGROUPS_H

#include "mlir/IR/Operation.h"

#include "llvm/ADT/DenseMap.h"

#include <optional>

namespace mlir::relax {

/// Groups of operations of one block, which are added in order and then united.
///
/// Groups form a graph without cycles. Each has a rank, and edges lead from lower to higher ranks, so that most
/// questions whether a group can be reached from another one are answered by a comparison; the others by a search of
/// bounded size, beyond which the answer is taken for yes (Pearce and Kelly, "A Dynamic Topological Sort Algorithm for
/// Directed Acyclic Graphs", 2006, keep such an order in the same way, without a bound). So building takes nearly
/// linear time.
class ConvexGroups {
protected:
  struct Node {
    unsigned rank = 0;
    /// Nothing may join.
    bool isClosed = false;
    /// May name groups that were united since, and the group itself: see `find` and `getSuccessors`.
    SmallVector<unsigned> predecessors, successors;
  };

  /// The group that `group` is part of by now.
  unsigned find(unsigned group);
  /// A new group without edges.
  unsigned make(unsigned rank);
  /// The group that computes `value`, if it was added.
  std::optional<unsigned> lookup(Value value);
  /// The groups of the operands, each once, those of the highest rank first.
  SmallVector<unsigned> getProducers(Operation *op);
  /// The least rank above all of `producers`, which are sorted as by `getProducers`.
  unsigned rankAbove(ArrayRef<unsigned> producers);
  void addEdges(ArrayRef<unsigned> producers, unsigned group);
  /// Notes that `group` computes the results of `op`.
  void define(Operation *op, unsigned group);

  /// The groups that need a result of `group`.
  ArrayRef<unsigned> getSuccessors(unsigned group);
  /// Whether a way leads from one group to the other through a third one. May say yes where there is none.
  bool reaches(unsigned from, unsigned to);
  /// Raises the rank of a group, and of what follows apart from `ignored`. Fails, changing nothing, beyond the bound of
  /// the search.
  bool raise(unsigned group, unsigned rank, std::optional<unsigned> ignored = std::nullopt);
  /// Raises the rank of a group so that an operation with these producers may join it. Fails, changing nothing, where
  /// one of them needs a result of the group, or the search for that is too long.
  bool makeRoom(unsigned group, ArrayRef<unsigned> producers);
  /// Makes `from` a part of `into`, unless a way between the two leads through a third group, or the search for one is
  /// too long: then nothing changes. What belongs together should be in `into` if it is large.
  bool unite(unsigned from, unsigned into);
  /// Nothing may join the group any more, nor any one that it depends on.
  void close(unsigned group);

  SmallVector<Node, 0> nodes;
  SmallVector<unsigned> parents;
  llvm::DenseMap<Value, unsigned> groupOf;
};

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_FUSION_CONVEXGROUPS_H

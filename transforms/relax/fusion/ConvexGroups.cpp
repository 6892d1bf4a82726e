//===- ConvexGroups.cpp - Groups that no way leaves and re-enters ---------===//
//
// A forest of united groups, and a topological order that is kept up to date while they are.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/ConvexGroups.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::relax;

/// Groups that one search looks at.
static constexpr unsigned kSearchBound = 512;

unsigned ConvexGroups::find(unsigned group) {
  while (parents[group] != group)
    group = parents[group] = parents[parents[group]];
  return group;
}

unsigned ConvexGroups::make(unsigned rank) {
  nodes.emplace_back().rank = rank;
  parents.push_back(parents.size());
  return parents.back();
}

std::optional<unsigned> ConvexGroups::lookup(Value value) {
  auto it = groupOf.find(value);
  return it == groupOf.end() ? std::nullopt : std::optional<unsigned>(find(it->second));
}

SmallVector<unsigned> ConvexGroups::getProducers(Operation *op) {
  llvm::SmallSetVector<unsigned, 4> producers;
  for (Value operand : op->getOperands())
    if (std::optional<unsigned> group = lookup(operand))
      producers.insert(*group);
  SmallVector<unsigned> sorted(producers.begin(), producers.end());
  // Of equal ranks the one that was begun last: the others are more likely to be needed elsewhere, too.
  llvm::sort(sorted, [&](unsigned lhs, unsigned rhs) {
    return std::make_pair(nodes[lhs].rank, lhs) > std::make_pair(nodes[rhs].rank, rhs);
  });
  return sorted;
}

unsigned ConvexGroups::rankAbove(ArrayRef<unsigned> producers) {
  return producers.empty() ? 0 : nodes[producers.front()].rank + 1;
}

void ConvexGroups::addEdges(ArrayRef<unsigned> producers, unsigned group) {
  for (unsigned producer : producers) {
    if (producer == group)
      continue;
    nodes[producer].successors.push_back(group);
    nodes[group].predecessors.push_back(producer);
  }
}

void ConvexGroups::define(Operation *op, unsigned group) {
  for (Value result : op->getResults())
    groupOf[result] = group;
}

ArrayRef<unsigned> ConvexGroups::getSuccessors(unsigned group) {
  // What has become part of the group is looked at once.
  SmallVector<unsigned> &successors = nodes[group].successors;
  for (unsigned &raw : successors)
    raw = find(raw);
  llvm::erase(successors, group);
  return successors;
}

bool ConvexGroups::reaches(unsigned from, unsigned to) {
  llvm::SmallDenseSet<unsigned, 16> seen;
  SmallVector<unsigned> worklist = {from};
  while (!worklist.empty()) {
    unsigned group = worklist.pop_back_val();
    for (unsigned next : getSuccessors(group)) {
      if (next == to && group != from)
        return true;
      if (next == to || nodes[next].rank >= nodes[to].rank || !seen.insert(next).second)
        continue;
      if (seen.size() > kSearchBound)
        return true;
      worklist.push_back(next);
    }
  }
  return false;
}

bool ConvexGroups::raise(unsigned group, unsigned rank, std::optional<unsigned> ignored) {
  llvm::SmallDenseMap<unsigned, unsigned, 16> raised = {{group, rank}};
  SmallVector<unsigned> worklist = {group};
  unsigned steps = 0;
  while (!worklist.empty()) {
    unsigned current = worklist.pop_back_val();
    unsigned least = raised.lookup(current) + 1;
    for (unsigned next : getSuccessors(current)) {
      if (next == ignored)
        continue;
      auto it = raised.find(next);
      if ((it == raised.end() ? nodes[next].rank : it->second) >= least)
        continue;
      if (next == group || ++steps > kSearchBound)
        return false;
      raised[next] = least;
      worklist.push_back(next);
    }
  }
  for (auto [next, newRank] : raised)
    nodes[next].rank = newRank;
  return true;
}

bool ConvexGroups::makeRoom(unsigned group, ArrayRef<unsigned> producers) {
  unsigned rank = nodes[group].rank;
  for (unsigned producer : producers) {
    if (producer == group)
      continue;
    // What is no higher cannot be behind the group.
    if (nodes[producer].rank > nodes[group].rank &&
        (llvm::is_contained(getSuccessors(group), producer) || reaches(group, producer)))
      return false;
    rank = std::max(rank, nodes[producer].rank + 1);
  }
  return rank == nodes[group].rank || raise(group, rank);
}

bool ConvexGroups::unite(unsigned from, unsigned into) {
  unsigned low = nodes[from].rank <= nodes[into].rank ? from : into, high = low == from ? into : from;
  // A way from one to the other through a third needs a rank in between.
  if (nodes[high].rank - nodes[low].rank > 1 && reaches(low, high))
    return false;
  // What follows the lower one has to be above the higher one as well; the edge between the two disappears.
  if (nodes[low].rank != nodes[high].rank && !raise(low, nodes[high].rank, high))
    return false;
  parents[from] = into;
  Node &source = nodes[from], &target = nodes[into];
  auto append = [&](SmallVector<unsigned> &edges, ArrayRef<unsigned> more) {
    for (unsigned raw : more)
      if (unsigned other = find(raw); other != into)
        edges.push_back(other);
  };
  append(target.predecessors, source.predecessors);
  append(target.successors, source.successors);
  target.rank = std::max(target.rank, source.rank);
  source = Node();
  return true;
}

void ConvexGroups::close(unsigned group) {
  SmallVector<unsigned> worklist = {group};
  while (!worklist.empty()) {
    unsigned current = find(worklist.pop_back_val());
    if (nodes[current].isClosed)
      continue;
    nodes[current].isClosed = true;
    llvm::append_range(worklist, nodes[current].predecessors);
  }
}

//===- RegisterAllocation.cpp - Values to registers -----------------------===//

#include "analysis/relax_vm/RegisterAllocation.h"

#include "mlir/IR/RegionGraphTraits.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/SmallPtrSet.h"

#include <functional>
#include <limits>
#include <queue>

using namespace mlir;
using namespace mlir::relax_vm;

bool relax_vm::isImmediate(IConstOp constant) {
  int64_t value = constant.getValueAttr().getInt();
  if (value < 0 || value > std::numeric_limits<int32_t>::max())
    return false;
  return llvm::all_of(constant->getUses(), [](OpOperand &use) {
    Operation *user = use.getOwner();
    unsigned index = use.getOperandNumber();
    if (isa<AllocTensorOp, AllocArenaOp, MakeShapeOp>(user))
      return true;
    if (isa<AllocTensorFromStorageOp>(user))
      return index >= 2;
    if (isa<ViewTensorOp, ArenaTensorOp>(user))
      return index >= 1;
    return isa<CallKernelOp>(user);
  });
}

RegisterAllocation::RegisterAllocation(FuncOp function) {
  orderBlocks(function);
  computeIntervals(function);
  scan(function);
  addTemporaries();
}

void RegisterAllocation::orderBlocks(FuncOp function) {
  llvm::ReversePostOrderTraversal<Region *> order(&function.getBody());
  unsigned position = 0;
  for (Block *block : order) {
    blocks.push_back(block);
    unsigned begin = position;
    position += 2 * std::distance(block->begin(), block->end());
    blockRange[block] = {begin, position - 2};
  }
}

RegisterAllocation::Interval *RegisterAllocation::getInterval(Value value) {
  auto it = intervalIndex.find(value);
  return it == intervalIndex.end() ? nullptr : &intervals[it->second];
}

void RegisterAllocation::computeIntervals(FuncOp function) {
  auto define = [&](Value value, unsigned position) {
    intervalIndex[value] = intervals.size();
    intervals.push_back({value, position, position});
  };
  // Blocks where a value is alive on entry, found by walking from each use up
  // to the definition; most values never leave their block.
  llvm::SmallPtrSet<Block *, 8> visited;
  SmallVector<Block *> worklist;
  auto extendOver = [&](Interval &interval, Block *useBlock) {
    Block *defBlock = interval.value.getParentBlock();
    worklist.assign(1, useBlock);
    while (!worklist.empty()) {
      Block *block = worklist.pop_back_val();
      if (block == defBlock || !visited.insert(block).second)
        continue;
      interval.begin = std::min(interval.begin, blockRange[block].first);
      for (Block *predecessor : block->getPredecessors()) {
        auto range = blockRange.find(predecessor);
        if (range == blockRange.end())
          continue; // unreachable
        interval.end = std::max(interval.end, range->second.second + 1);
        worklist.push_back(predecessor);
      }
    }
  };

  for (Block *block : blocks) {
    unsigned position = blockRange[block].first;
    for (BlockArgument argument : block->getArguments())
      define(argument, position);
    for (Operation &op : *block) {
      auto constant = dyn_cast<IConstOp>(op);
      if (!constant || !isImmediate(constant))
        for (Value result : op.getResults())
          define(result, position);
      position += 2;
    }
  }
  DenseMap<Operation *, unsigned> positions;
  for (Block *block : blocks) {
    unsigned position = blockRange[block].first;
    for (Operation &op : *block) {
      positions[&op] = position;
      position += 2;
    }
  }
  for (Interval &interval : intervals) {
    Block *defBlock = interval.value.getParentBlock();
    visited.clear();
    for (Operation *user : interval.value.getUsers()) {
      auto position = positions.find(user);
      if (position == positions.end())
        continue; // unreachable
      interval.end = std::max(interval.end, position->second);
      if (user->getBlock() != defBlock)
        extendOver(interval, user->getBlock());
    }
    // A block argument is written by the terminators that jump to it.
    auto argument = dyn_cast<BlockArgument>(interval.value);
    if (!argument || argument.getOwner()->isEntryBlock())
      continue;
    for (Block *predecessor : argument.getOwner()->getPredecessors()) {
      auto range = blockRange.find(predecessor);
      if (range == blockRange.end())
        continue;
      interval.begin = std::min(interval.begin, range->second.second);
      interval.end = std::max(interval.end, range->second.second);
    }
  }
}

namespace {
/// The free and the taken registers of one bank during the scan.
class Bank {
public:
  unsigned take(unsigned end) {
    unsigned result = count;
    if (!free.empty()) {
      result = free.top();
      free.pop();
    } else {
      ++count;
    }
    active.push({end, result});
    return result;
  }
  /// Frees what ended before `position`.
  void advance(unsigned position) {
    while (!active.empty() && active.top().first < position) {
      free.push(active.top().second);
      active.pop();
    }
  }
  unsigned size() const { return count; }

private:
  using Active = std::pair<unsigned, unsigned>;
  std::priority_queue<Active, std::vector<Active>, std::greater<Active>> active;
  std::priority_queue<unsigned, std::vector<unsigned>, std::greater<unsigned>>
      free;
  unsigned count = 0;
};
} // namespace

void RegisterAllocation::scan(FuncOp function) {
  // Parameters come first and in order: they begin at position 0, and nothing
  // is free yet.
  SmallVector<const Interval *> order;
  for (const Interval &interval : intervals)
    order.push_back(&interval);
  llvm::sort(order, [](const Interval *a, const Interval *b) {
    return std::make_pair(a->begin, a) < std::make_pair(b->begin, b);
  });
  Bank scalars, objects;
  for (const Interval *interval : order) {
    scalars.advance(interval->begin);
    objects.advance(interval->begin);
    Bank &bank = isObject(interval->value.getType()) ? objects : scalars;
    registers[interval->value] = bank.take(interval->end);
  }
  numScalars = scalars.size();
  numObjects = objects.size();
}

/// Orders parallel moves; returns how many cycles needed the temporary.
unsigned
RegisterAllocation::orderMoves(ArrayRef<std::pair<unsigned, unsigned>> moves,
                               MoveStep::Kind kind, unsigned temporary,
                               SmallVectorImpl<MoveStep> &steps) const {
  // destination -> source; readers of each register that still have to run.
  llvm::SmallDenseMap<unsigned, unsigned> pending;
  llvm::SmallDenseMap<unsigned, unsigned> readers;
  SmallVector<unsigned> ready, destinations;
  for (auto [destination, source] : moves) {
    if (destination == source)
      continue;
    pending[destination] = source;
    destinations.push_back(destination);
    ++readers[source];
  }
  for (unsigned destination : destinations)
    if (!readers.contains(destination))
      ready.push_back(destination);
  unsigned cycles = 0;
  auto emit = [&](unsigned destination) {
    unsigned source = pending.lookup(destination);
    steps.push_back({kind, destination, source});
    pending.erase(destination);
    // Where the source was itself waiting to be written, it may be now.
    if (--readers[source] == 0 && pending.contains(source))
      ready.push_back(source);
  };
  auto drain = [&] {
    while (!ready.empty())
      emit(ready.pop_back_val());
  };
  drain();
  for (unsigned start : destinations) {
    if (!pending.contains(start))
      continue;
    // Only cycles are left: save one register, and read it from there.
    ++cycles;
    steps.push_back({kind, temporary, start});
    for (auto &[destination, source] : pending)
      if (source == start)
        source = temporary;
    readers[temporary] = readers[start];
    readers[start] = 0;
    ready.push_back(start);
    drain();
    if (kind == MoveStep::Object)
      steps.push_back({MoveStep::Kill, temporary, 0});
  }
  return cycles;
}

static void
collectMoves(const RegisterAllocation &allocation, Operation *terminator,
             unsigned successor,
             SmallVectorImpl<std::pair<unsigned, unsigned>> &scalars,
             SmallVectorImpl<std::pair<unsigned, unsigned>> &objects) {
  auto branch = cast<BranchOpInterface>(terminator);
  SuccessorOperands operands = branch.getSuccessorOperands(successor);
  Block *target = terminator->getSuccessor(successor);
  for (auto [argument, operand] : llvm::zip_equal(
           target->getArguments(), operands.getForwardedOperands())) {
    auto &moves = isObject(argument.getType()) ? objects : scalars;
    moves.push_back(
        {allocation.getRegister(argument), allocation.getRegister(operand)});
  }
}

void RegisterAllocation::addTemporaries() {
  bool scalarCycle = false, objectCycle = false;
  SmallVector<std::pair<unsigned, unsigned>> scalars, objects;
  SmallVector<MoveStep> steps;
  for (Block *block : blocks) {
    Operation *terminator = block->getTerminator();
    for (unsigned i = 0, e = terminator->getNumSuccessors(); i != e; ++i) {
      scalars.clear();
      objects.clear();
      collectMoves(*this, terminator, i, scalars, objects);
      steps.clear();
      if (scalars.size() > 1)
        scalarCycle |= orderMoves(scalars, MoveStep::Scalar, numScalars, steps);
      if (objects.size() > 1)
        objectCycle |= orderMoves(objects, MoveStep::Object, numObjects, steps);
    }
  }
  scalarTemporary = numScalars;
  objectTemporary = numObjects;
  numScalars += scalarCycle;
  numObjects += objectCycle;
}

SmallVector<MoveStep>
RegisterAllocation::getEdgeMoves(Operation *terminator,
                                 unsigned successor) const {
  SmallVector<std::pair<unsigned, unsigned>> scalars, objects;
  collectMoves(*this, terminator, successor, scalars, objects);
  SmallVector<MoveStep> steps;
  orderMoves(scalars, MoveStep::Scalar, scalarTemporary, steps);
  orderMoves(objects, MoveStep::Object, objectTemporary, steps);

  // What the edge handed over is dropped where it came from.
  auto branch = cast<BranchOpInterface>(terminator);
  unsigned position = blockRange.lookup(terminator->getBlock()).second;
  llvm::SmallDenseMap<unsigned, bool> seen;
  for (auto [destination, source] : objects)
    seen[destination] = true;
  for (Value operand :
       branch.getSuccessorOperands(successor).getForwardedOperands()) {
    if (!isObject(operand.getType()))
      continue;
    unsigned source = getRegister(operand);
    const Interval &interval = intervals[intervalIndex.lookup(operand)];
    if (interval.end == position && !seen.contains(source)) {
      seen[source] = true;
      steps.push_back({MoveStep::Kill, source, 0});
    }
  }
  return steps;
}

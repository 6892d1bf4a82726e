//===- MemoryFlow.cpp - what becomes of the memory of a value -------------===//

#include "analysis/memory/MemoryFlow.h"

#include "dialects/relax/RelaxMemoryOps.h"

using namespace mlir;
using namespace mlir::relax;

void MemoryUses::extend(Operation *op, unsigned time) {
  // A loop ends with the last op inside of it: the loop is the use that counts.
  if (lastUse && (time < last || (time == last && !isa<WhileOp>(op))))
    return;
  lastUse = op;
  last = time;
}

void MemoryUses::merge(const MemoryUses &other) {
  firstEntered = std::min(firstEntered, other.firstEntered);
  firstPassed = std::min(firstPassed, other.firstPassed);
  firstYielded = std::min(firstYielded, other.firstYielded);
  if (other.lastUse)
    extend(other.lastUse, other.last);
  isReturned |= other.isReturned;
  isKilled |= other.isKilled;
  isPartOfArgument |= other.isPartOfArgument;
  isInOther |= other.isInOther;
  isHeld |= other.isHeld;
}

MemoryFlow::MemoryFlow(FuncOp function) {
  unsigned next = 0;
  number(function, next);
}

void MemoryFlow::number(Operation *op, unsigned &next) {
  unsigned time = next++;
  for (Region &region : op->getRegions())
    for (Block &block : region)
      for (Operation &inner : block)
        number(&inner, next);
  times[op] = {time, next - 1};
}

/// What one use does, and the values that share the memory through it.
void MemoryFlow::visit(OpOperand &use, MemoryUses &uses,
                       llvm::SmallVectorImpl<Value> &sharing) const {
  Operation *op = use.getOwner();
  unsigned number = use.getOperandNumber();
  // Sources of expressions stand for definitions of symbols, and are not read.
  if (isa<sym::ValueOp, sym::AssumeOp>(op))
    return;
  uses.extend(op, getTime(op));
  if (auto aliasing = dyn_cast<AliasingOpInterface>(op)) {
    for (OpResult result : op->getResults())
      if (llvm::is_contained(
              aliasing.getAliasedOperands(result.getResultNumber()), &use))
        sharing.push_back(result);
    return;
  }
  if (auto call = dyn_cast<CallDestinationOp>(op)) {
    // What a packed function gets to read or write it does not keep, but it
    // might keep what is inside of a tuple.
    uses.isPartOfArgument |=
        !call.getKernelAttr() && !isa<relax::TensorType>(use.get().getType());
    return;
  }
  // Read, and no more.
  if (isa<CopyTensorOp, DimOp, CheckTypeOp, CheckDimOp, TensorToIntsOp,
          ShapeOfOp, IfOp>(op))
    return;
  if (isa<KillOp>(op)) {
    uses.isKilled = true;
    return;
  }
  if (isa<ReturnOp>(op)) {
    uses.isReturned = true;
    return;
  }
  if (auto branch = dyn_cast<IfOp>(op->getParentOp());
      branch && isa<YieldOp>(op)) {
    sharing.push_back(branch.getResult(number));
    return;
  }
  // A loop carries the memory from round to round: it may be in use at all
  // times of the loop.
  if (auto loop = dyn_cast<WhileOp>(op)) {
    uses.extend(loop, getEnd(loop));
    uses.firstEntered = std::min(uses.firstEntered, getTime(loop));
    sharing.push_back(loop.getBeforeBlock()->getArgument(number));
    return;
  }
  if (auto loop = dyn_cast<WhileOp>(op->getParentOp());
      loop && isa<YieldOp>(op)) {
    uses.extend(loop, getEnd(loop));
    uses.firstYielded = std::min(uses.firstYielded, getTime(loop));
    sharing.push_back(loop.getBeforeBlock()->getArgument(number));
    return;
  }
  if (auto loop = dyn_cast<WhileOp>(op->getParentOp());
      loop && isa<ConditionOp>(op)) {
    // The condition itself is read.
    if (number == 0)
      return;
    uses.extend(loop, getEnd(loop));
    uses.firstPassed = std::min(uses.firstPassed, getTime(loop));
    llvm::append_values(sharing, loop.getAfterBlock()->getArgument(number - 1),
                        loop.getResult(number - 1));
    return;
  }
  uses.isHeld = true;
}

MemoryUses MemoryFlow::getUses(OpOperand &use) {
  MemoryUses uses;
  llvm::SmallVector<Value> sharing;
  visit(use, uses, sharing);
  for (Value value : sharing)
    uses.merge(getUses(value));
  return uses;
}

MemoryUses MemoryFlow::getUses(Value root) {
  struct Frame {
    unsigned node;
    llvm::SmallVector<Value, 2> sharing;
    unsigned position = 0;
  };
  std::vector<Frame> path;
  // Values of which the cycle is not complete.
  llvm::SmallVector<unsigned> open;
  auto enter = [&](Value value) {
    unsigned id = nodes.size();
    numbers[value] = id;
    open.push_back(id);
    Node &node = nodes.emplace_back();
    node.low = id;
    node.uses.isInOther = !isa<relax::TensorType>(value.getType());
    Frame &frame = path.emplace_back();
    frame.node = id;
    for (OpOperand &use : value.getUses())
      visit(use, node.uses, frame.sharing);
  };
  if (auto known = numbers.find(root); known != numbers.end())
    return nodes[known->second].uses;
  enter(root);
  while (!path.empty()) {
    Frame &frame = path.back();
    if (frame.position != frame.sharing.size()) {
      Value next = frame.sharing[frame.position];
      auto known = numbers.find(next);
      if (known == numbers.end()) {
        // Comes back to the same place when it is done.
        enter(next);
        continue;
      }
      ++frame.position;
      Node &from = nodes[frame.node];
      const Node &to = nodes[known->second];
      if (!to.isDone)
        from.low = std::min(from.low, to.low);
      from.uses.merge(to.uses);
      continue;
    }
    unsigned id = frame.node;
    path.pop_back();
    if (nodes[id].low != id)
      continue;
    // The first value of a cycle has what all others of it have.
    unsigned member;
    do {
      member = open.pop_back_val();
      nodes[member].uses = nodes[id].uses;
      nodes[member].isDone = true;
    } while (member != id);
  }
  return nodes[numbers.lookup(root)].uses;
}

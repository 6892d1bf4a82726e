//===- LoopFusion.cpp - Loops that run side by side -----------------------===//
//
// What one nest hands to the next is then still in the cache, and a row of a buffer is enough where it was whole. Two
// loops may be joined if every buffer that one of them writes and the other one touches has a dimension that both index
// with the loop variable itself: then no iteration sees elements of another one.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/KernelMerge.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallBitVector.h"

using namespace mlir;
using namespace mlir::relax;
using tir::AllocBufferOp;
using tir::BufferType;
using tir::ForOp;
using tir::IterKind;
using tir::LoadOp;
using tir::PrimFuncOp;
using tir::StoreOp;

ForOp relax::getLoopOfIndex(Value index) {
  while (auto argument = dyn_cast<BlockArgument>(index)) {
    Operation *owner = argument.getOwner()->getParentOp();
    if (auto loop = dyn_cast<ForOp>(owner))
      return loop;
    auto block = dyn_cast<tir::BlockOp>(owner);
    if (!block)
      return {};
    index = block.getBindings()[argument.getArgNumber()];
  }
  return {};
}

bool relax::carriesReduction(ForOp loop) {
  return loop
      .walk([&](tir::BlockOp block) {
        for (unsigned i = 0; i < block.getNumIters(); ++i)
          if (block.getIterKind(i) != IterKind::Spatial && getLoopOfIndex(block.getBindings()[i]) == loop)
            return WalkResult::interrupt();
        return WalkResult::advance();
      })
      .wasInterrupted();
}

namespace {

/// How one loop touches one buffer.
struct Touch {
  bool isWritten = false;
  /// The dimensions that every access indexes with the variable of the loop.
  llvm::SmallBitVector own;
};

using Touches = llvm::MapVector<Value, Touch>;

Touches getTouches(ForOp loop) {
  Touches touches;
  auto note = [&](Value buffer, ValueRange indices, bool isWrite) {
    auto [it, isFirst] = touches.insert({buffer, Touch()});
    Touch &touch = it->second;
    if (isFirst)
      touch.own.resize(indices.size(), true);
    touch.isWritten |= isWrite;
    for (auto [axis, index] : llvm::enumerate(indices))
      if (getLoopOfIndex(index) != loop)
        touch.own.reset(axis);
  };
  loop.walk([&](Operation *op) {
    if (auto load = dyn_cast<LoadOp>(op))
      note(load.getBuffer(), load.getIndices(), false);
    else if (auto store = dyn_cast<StoreOp>(op))
      note(store.getBuffer(), store.getIndices(), true);
  });
  return touches;
}

bool isSameBound(OpFoldResult lhs, OpFoldResult rhs) {
  if (lhs == rhs)
    return true;
  auto left = dyn_cast_if_present<Value>(lhs), right = dyn_cast_if_present<Value>(rhs);
  if (!left || !right)
    return false;
  auto leftType = dyn_cast<sym::IntType>(left.getType());
  return leftType && leftType == right.getType();
}

bool runsOnce(ForOp loop) {
  auto upper = dyn_cast_if_present<Attribute>(loop.getUpperBound());
  auto lower = dyn_cast_if_present<Attribute>(loop.getLowerBound());
  return upper && lower && cast<IntegerAttr>(upper).getInt() - cast<IntegerAttr>(lower).getInt() <= loop.getStep();
}

/// Whether a loop may leave early or touch what is not seen.
bool hasOnlyKnownEffects(ForOp loop) {
  return !loop.walk([&](Operation *op) {
                for (Value operand : op->getOperands())
                  if (isa<BufferType, MemRefType>(operand.getType()) &&
                      !isa<LoadOp, StoreOp, tir::ReadsOp, tir::WritesOp>(op))
                    return WalkResult::interrupt();
                return isa<CallOpInterface>(op) ? WalkResult::interrupt() : WalkResult::advance();
              })
              .wasInterrupted();
}

bool canFuse(ForOp first, ForOp second) {
  if (first.getKind() != tir::ForKind::Serial || second.getKind() != tir::ForKind::Serial || first.getStep() != 1 ||
      second.getStep() != 1 || !isSameBound(first.getLowerBound(), second.getLowerBound()) ||
      !isSameBound(first.getUpperBound(), second.getUpperBound()))
    return false;
  // Reductions stay innermost, as they vectorize best alone.
  if (carriesReduction(first) || carriesReduction(second))
    return false;
  if (!hasOnlyKnownEffects(first) || !hasOnlyKnownEffects(second))
    return false;
  Touches left = getTouches(first), right = getTouches(second);
  for (auto &[buffer, touch] : left) {
    auto other = right.find(buffer);
    if (other == right.end() || (!touch.isWritten && !other->second.isWritten))
      continue;
    llvm::SmallBitVector both = touch.own;
    both &= other->second.own;
    if (both.none())
      return false;
  }
  return true;
}

/// Whether what is put into a loop runs once, as without it.
bool addsNothing(ForOp loop) {
  auto upper = dyn_cast_if_present<Attribute>(loop.getUpperBound());
  auto lower = dyn_cast_if_present<Attribute>(loop.getLowerBound());
  return loop.getKind() == tir::ForKind::Serial && upper && lower && runsOnce(loop) &&
         cast<IntegerAttr>(lower).getInt() < cast<IntegerAttr>(upper).getInt();
}

/// The first (last) thing that a loop does, if that is a loop.
ForOp getFirst(ForOp loop) { return dyn_cast<ForOp>(loop.getBody().front().front()); }
ForOp getLast(ForOp loop) { return dyn_cast_if_present<ForOp>(loop.getBody().front().getTerminator()->getPrevNode()); }

/// Whether two loops can be fused, one of them maybe inside of loops that run once, as around images one by one.
bool canFuseInside(ForOp first, ForOp second) {
  if (canFuse(first, second))
    return true;
  if (addsNothing(first) == addsNothing(second))
    return false;
  ForOp inner = addsNothing(first) ? getLast(first) : getFirst(second);
  return inner && (addsNothing(first) ? canFuseInside(inner, second) : canFuseInside(first, inner));
}

unsigned fuseLoopsIn(Block &block) {
  unsigned numFused = 0;
  for (Operation *op = &block.front(); op;) {
    auto first = dyn_cast<ForOp>(op);
    auto second = dyn_cast_if_present<ForOp>(op->getNextNode());
    if (!first || !second || !canFuseInside(first, second)) {
      op = op->getNextNode();
      continue;
    }
    if (!canFuse(first, second)) {
      // A loop that runs once takes in the other one, which then stands beside the one that it fuses with.
      if (addsNothing(first)) {
        second->moveBefore(first.getBody().front().getTerminator());
      } else {
        first->moveBefore(&second.getBody().front().front());
        op = second;
      }
      continue;
    }
    Block &into = first.getBody().front(), &from = second.getBody().front();
    second.getLoopVariable().replaceAllUsesWith(first.getLoopVariable());
    into.getOperations().splice(into.getTerminator()->getIterator(), from.getOperations(), from.begin(),
                                from.getTerminator()->getIterator());
    second.erase();
    ++numFused;
  }
  for (Operation &op : block)
    if (auto loop = dyn_cast<ForOp>(op))
      numFused += fuseLoopsIn(loop.getBody().front());
  return numFused;
}

} // namespace

unsigned relax::fuseLoops(PrimFuncOp kernel) { return fuseLoopsIn(kernel.getBody().front()); }

//===----------------------------------------------------------------------===//
// Small local buffers
//===----------------------------------------------------------------------===//

unsigned relax::shrinkBuffers(PrimFuncOp kernel) {
  unsigned numShrunk = 0;
  Block &body = kernel.getBody().front();
  Value zero;
  for (AllocBufferOp alloc : llvm::make_early_inc_range(body.getOps<AllocBufferOp>())) {
    BufferType type = alloc.getBufferType();
    SmallVector<ForOp> loops(type.getRank());
    llvm::SmallBitVector isKept(type.getRank());
    bool isFirst = true, isKnown = true;
    for (Operation *user : alloc.getBuffer().getUsers()) {
      ValueRange indices;
      if (auto load = dyn_cast<LoadOp>(user))
        indices = load.getIndices();
      else if (auto store = dyn_cast<StoreOp>(user))
        indices = store.getIndices();
      else if (isa<tir::ReadsOp, tir::WritesOp>(user))
        continue;
      else
        isKnown = false;
      if (!isKnown)
        break;
      for (auto [axis, index] : llvm::enumerate(indices)) {
        ForOp loop = getLoopOfIndex(index);
        // Iterations that run at the same time need elements of their own.
        if (!loop || loop.getKind() != tir::ForKind::Serial || (!isFirst && loops[axis] != loop))
          isKept.set(axis);
        loops[axis] = loop;
      }
      isFirst = false;
    }
    if (isFirst || !isKnown)
      continue;
    // What an iteration of a loop around leaves in the buffer, the next one may look at, unless each has its own
    // elements.
    bool changed = true;
    while (changed) {
      changed = false;
      for (unsigned axis = 0; axis < loops.size(); ++axis) {
        if (isKept[axis])
          continue;
        for (auto outer = loops[axis]->getParentOfType<ForOp>(); outer; outer = outer->getParentOfType<ForOp>()) {
          bool isShrunk = false;
          for (unsigned other = 0; other < loops.size(); ++other)
            isShrunk |= !isKept[other] && loops[other] == outer;
          if (isShrunk || runsOnce(outer))
            continue;
          isKept.set(axis);
          changed = true;
          break;
        }
      }
    }
    SmallVector<sym::ExprAttr> shape(type.getShape());
    bool changes = false;
    for (unsigned axis = 0; axis < shape.size(); ++axis) {
      if (isKept[axis] || shape[axis].isConstant(1)) {
        isKept.set(axis);
        continue;
      }
      shape[axis] = sym::ExprAttr::getConstant(kernel.getContext(), 1);
      changes = true;
    }
    if (!changes)
      continue;
    OpBuilder builder = OpBuilder::atBlockBegin(&body);
    if (!zero)
      zero = arith::ConstantIndexOp::create(builder, kernel.getLoc(), 0);
    for (Operation *user : llvm::make_early_inc_range(alloc.getBuffer().getUsers())) {
      if (isa<tir::ReadsOp, tir::WritesOp>(user)) {
        // declareRegions goes by the presence of any declaration.
        for (unsigned axis = 0; axis + 1 < user->getNumOperands() && axis < shape.size(); ++axis)
          if (!isKept[axis])
            user->setOperand(axis + 1, zero);
        continue;
      }
      unsigned first = isa<LoadOp>(user) ? 1 : 2;
      for (unsigned axis = 0; axis < shape.size(); ++axis)
        if (!isKept[axis])
          user->setOperand(first + axis, zero);
    }
    alloc.getBuffer().setType(BufferType::get(shape, type.getElementType()));
    ++numShrunk;
  }
  return numShrunk;
}

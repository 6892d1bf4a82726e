//===- TensorLifetimes.cpp - when the memory of tensors is in use ---------===//

#include "analysis/memory/TensorLifetimes.h"

#include "dialects/relax/RelaxMemoryOps.h"

using namespace mlir;
using namespace mlir::relax;

sym::ExprAttr mlir::relax::getByteSize(relax::TensorType type) {
  Type element = type.getElementType();
  if (!type.hasRank() || !element || !element.isIntOrFloat())
    return {};
  int64_t width = (element.getIntOrFloatBitWidth() + 7) / 8;
  sym::ExprAttr bytes = sym::ExprAttr::getConstant(type.getContext(), width);
  for (sym::ExprAttr dim : type.getShape()) {
    FailureOr<sym::ExprAttr> product = dim ? sym::mul(bytes, dim) : FailureOr<sym::ExprAttr>(failure());
    if (failed(product))
      return {};
    bytes = *product;
  }
  return bytes;
}

bool mlir::relax::mayDivideByZero(sym::ExprAttr expr) {
  sym::ExprKind kind = expr.getKind();
  if ((kind == sym::ExprKind::FloorDiv || kind == sym::ExprKind::CeilDiv || kind == sym::ExprKind::Mod) &&
      !expr.getOperands()[1].isConstant())
    return true;
  return llvm::any_of(expr.getOperands(), mayDivideByZero);
}

/// The users of a value but for what gives it up.
static llvm::SmallVector<Operation *> getLookers(Value value) {
  return llvm::filter_to_vector(value.getUsers(), [](Operation *user) { return !isa<KillOp>(user); });
}

/// Finds (x, next, other) among what the loop carries, where a round yields (next, other, next) and nobody else has `next` and `other`: a buffer is empty
/// between the last look at x and the first one at `next`. `indices` are those of the lifetimes.
void TensorLifetimes::narrow(WhileOp loop, const llvm::DenseMap<Value, unsigned> &indices) {
  Operation *condition = loop.getConditionOp(), *yield = loop.getYieldOp();
  Block *before = loop.getBeforeBlock(), *after = loop.getAfterBlock();
  // The place in the first region of what the body gets as it is, and the place at which the body yields that.
  llvm::DenseMap<Value, unsigned> places;
  for (BlockArgument passed : after->getArguments()) {
    auto argument = dyn_cast<BlockArgument>(condition->getOperand(passed.getArgNumber() + 1));
    if (argument && argument.getOwner() == before && argument.hasOneUse() &&
        getLookers(loop.getResult(passed.getArgNumber())).empty())
      places[passed] = argument.getArgNumber();
  }
  for (auto [nextPlace, other] : llvm::enumerate(yield->getOperands())) {
    auto otherPlace = places.find(other);
    if (otherPlace == places.end() || !other.hasOneUse())
      continue;
    Value next = yield->getOperand(otherPlace->second);
    if (auto place = places.find(next); place == places.end() || place->second != nextPlace)
      continue;
    Value buffers[] = {loop.getInits()[nextPlace], loop.getInits()[otherPlace->second]};
    auto first = indices.find(buffers[0]), second = indices.find(buffers[1]);
    if (first == indices.end() || second == indices.end() || first == second || getLookers(buffers[0]).size() != 1)
      continue;
    // All places but that of `other` at which the body yields what it wrote.
    llvm::SmallVector<unsigned> carried;
    unsigned written = getEnd(loop);
    for (OpOperand &use : next.getUses()) {
      if (use.getOwner() != yield)
        written = std::min(written, getTime(use.getOwner()));
      else if (use.getOperandNumber() != otherPlace->second)
        carried.push_back(use.getOperandNumber());
    }
    if (carried.size() != 1)
      continue;
    // Looks by way of views are left out, so that nothing counts for too long.
    unsigned read = getTime(loop);
    auto look = [&](Value value) {
      for (Operation *user : getLookers(value))
        read = std::max(read, getTime(user));
    };
    BlockArgument x = before->getArgument(carried.front());
    look(x);
    for (OpOperand &use : x.getUses())
      if (use.getOwner() == condition && use.getOperandNumber() != 0)
        look(after->getArgument(use.getOperandNumber() - 1));
    TensorLifetime &one = lifetimes[first->second], &two = lifetimes[second->second];
    one.firstHeld = written;
    Value init = loop.getInits()[carried.front()];
    auto parameter = dyn_cast<BlockArgument>(init);
    bool isParameter = parameter && isa<FuncOp>(parameter.getOwner()->getParentOp());
    if (init == buffers[1]) {
      two.lastHeld = read;
    } else if (isParameter || init.getDefiningOp<ConstantOp>()) {
      if (getLookers(buffers[1]).size() == 1)
        two.firstHeld = getTime(loop), two.lastHeld = read;
    } else {
      // The tensor of the first round counts for as long as anything that the loop passes on: for x, and for the result.
      one.lastHeld = getEnd(loop);
      if (getLookers(buffers[1]).size() == 1)
        two.firstHeld = two.lastHeld + 1;
    }
  }
}

/// Fills in what becomes of the memory from the sum of all that may be done with it.
void TensorLifetimes::follow(TensorLifetime &lifetime) {
  Operation *made = lifetime.tensor.getDefiningOp();
  unsigned time = getTime(made), end = time;
  Operation *user = made;
  MemoryUses uses = flow.getUses(lifetime.tensor);
  if (uses.lastUse) {
    user = uses.lastUse;
    end = uses.last;
    // The memory is used once more in each round of a loop that it is older than. A loop around the last use ends behind all other uses as well, and
    // one around another use that ended later would be around the last use.
    for (Operation *parent = user->getParentOp(); getTime(parent) > time || getEnd(parent) < time; parent = parent->getParentOp())
      if (isa<WhileOp>(parent)) {
        user = parent;
        end = getEnd(parent);
      }
  }
  unsigned carried = std::min({uses.firstEntered, uses.firstPassed, uses.firstYielded});
  lifetime.first = std::min(time, carried);
  lifetime.last = std::max(time, end);
  lifetime.lastUse = end < time ? made : user;
  lifetime.isReturned = uses.isReturned;
  if (uses.isHeld)
    lifetime.escapes = "held by something else";
  else if (uses.isPartOfArgument)
    lifetime.escapes = "part of what a packed function gets";
  // Where each round allocates, the memory of several is in use. What gets to a loop further up was carried there by one around both. And of what a
  // function returns the caller gets one of those that the loop may end with.
  if (carried < time || (carried != MemoryUses::kNever && uses.isReturned))
    lifetime.escapes = "carried by a loop";
}

TensorLifetimes::TensorLifetimes(FuncOp function) : flow(function) {
  llvm::SmallVector<WhileOp> loops;
  llvm::DenseMap<Value, unsigned> indices;
  function.getBody().walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (auto loop = dyn_cast<WhileOp>(op))
      loops.push_back(loop);
    if (!isa<AllocTensorOp, CopyTensorOp, ArenaTensorOp>(op))
      return;
    indices[op->getResult(0)] = lifetimes.size();
    TensorLifetime &lifetime = lifetimes.emplace_back();
    lifetime.tensor = op->getResult(0);
    lifetime.bytes = getByteSize(cast<relax::TensorType>(lifetime.tensor.getType()));
    follow(lifetime);
    lifetime.firstHeld = lifetime.first;
    lifetime.lastHeld = lifetime.last;
  });
  for (WhileOp loop : loops)
    narrow(loop, indices);
}

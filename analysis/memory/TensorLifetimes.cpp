//===- TensorLifetimes.cpp - when the memory of tensors is in use ---------===//

#include "analysis/memory/TensorLifetimes.h"

#include "dialects/relax/RelaxMemoryOps.h"
#include "llvm/ADT/DenseSet.h"

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

namespace {

/// Follows everything that may be the memory of one allocation.
class AliasWalk {
public:
  AliasWalk(const TensorLifetimes &times, TensorLifetime &lifetime) : times(times), lifetime(lifetime) {}

  void run() {
    add(lifetime.tensor);
    while (!worklist.empty()) {
      Value value = worklist.pop_back_val();
      for (OpOperand &use : value.getUses())
        visit(use);
    }
    // The caller gets one of those that the loop may end with.
    if (isCarried && lifetime.isReturned)
      lifetime.escapes = "carried by a loop";
  }

private:
  void add(Value value) {
    if (visited.insert(value).second)
      worklist.push_back(value);
  }

  void extend(Operation *op, unsigned end) {
    if (end < lifetime.last)
      return;
    lifetime.last = end;
    lifetime.lastUse = op;
  }

  /// The memory is used by the op, and once more in each round of a loop that it is older than.
  void use(Operation *op) {
    Operation *user = op;
    for (Operation *parent = op->getParentOp(); parent && !parent->isProperAncestor(lifetime.tensor.getDefiningOp());
         parent = parent->getParentOp())
      if (isa<WhileOp>(parent))
        user = parent;
    extend(user, user == op ? times.getTime(op) : times.getEnd(user));
  }

  /// A loop carries the memory from round to round: it may be in use at all times of the loop. Where each round allocates, the memory of several is.
  void carry(WhileOp loop) {
    isCarried = true;
    if (loop->isProperAncestor(lifetime.tensor.getDefiningOp()))
      lifetime.escapes = "carried by a loop";
    lifetime.first = std::min(lifetime.first, times.getTime(loop));
    extend(loop, times.getEnd(loop));
  }

  void visit(OpOperand &operand) {
    Operation *op = operand.getOwner();
    unsigned number = operand.getOperandNumber();
    // Sources of expressions stand for definitions of symbols, and are not read.
    if (isa<sym::ValueOp, sym::AssumeOp>(op))
      return;
    use(op);
    if (auto aliasing = dyn_cast<AliasingOpInterface>(op)) {
      for (OpResult result : op->getResults())
        if (llvm::is_contained(aliasing.getAliasedOperands(result.getResultNumber()), &operand))
          add(result);
      return;
    }
    if (auto call = dyn_cast<CallDestinationOp>(op)) {
      // What a packed function gets to read or write it does not keep, but it might keep what is inside of a tuple.
      if (!call.getKernelAttr() && !isa<relax::TensorType>(operand.get().getType()))
        lifetime.escapes = "part of what a packed function gets";
      return;
    }
    // Read, and no more.
    if (isa<KillOp, CopyTensorOp, DimOp, CheckTypeOp, CheckDimOp, TensorToIntsOp, ShapeOfOp, IfOp>(op))
      return;
    if (auto yield = dyn_cast<YieldOp>(op)) {
      if (auto branch = dyn_cast<IfOp>(op->getParentOp()))
        return add(branch.getResult(number));
      auto loop = cast<WhileOp>(op->getParentOp());
      carry(loop);
      return add(loop.getBeforeBlock()->getArgument(number));
    }
    if (auto condition = dyn_cast<ConditionOp>(op)) {
      if (number == 0)
        return;
      auto loop = cast<WhileOp>(op->getParentOp());
      carry(loop);
      add(loop.getAfterBlock()->getArgument(number - 1));
      return add(loop.getResult(number - 1));
    }
    if (auto loop = dyn_cast<WhileOp>(op)) {
      carry(loop);
      return add(loop.getBeforeBlock()->getArgument(number));
    }
    if (isa<ReturnOp>(op))
      lifetime.isReturned = true;
    else
      lifetime.escapes = "held by something else";
  }

  const TensorLifetimes &times;
  TensorLifetime &lifetime;
  bool isCarried = false;
  llvm::SmallVector<Value> worklist;
  llvm::DenseSet<Value> visited;
};

} // namespace

void TensorLifetimes::number(Operation *op, unsigned &next) {
  unsigned time = next++;
  for (Region &region : op->getRegions())
    for (Block &block : region)
      for (Operation &inner : block)
        number(&inner, next);
  times[op] = {time, next - 1};
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

TensorLifetimes::TensorLifetimes(FuncOp function) {
  unsigned next = 0;
  number(function, next);
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
    lifetime.first = lifetime.last = getTime(op);
    lifetime.lastUse = op;
    AliasWalk(*this, lifetime).run();
    lifetime.firstHeld = lifetime.first;
    lifetime.lastHeld = lifetime.last;
  });
  for (WhileOp loop : loops)
    narrow(loop, indices);
}

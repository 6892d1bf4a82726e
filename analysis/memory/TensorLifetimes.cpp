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

  /// A loop carries the memory from round to round: it may be in use at all times of the loop.
  void carry(WhileOp loop) {
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

TensorLifetimes::TensorLifetimes(FuncOp function) {
  unsigned next = 0;
  number(function, next);
  function.getBody().walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (!isa<AllocTensorOp, CopyTensorOp, ArenaTensorOp>(op))
      return;
    TensorLifetime &lifetime = lifetimes.emplace_back();
    lifetime.tensor = op->getResult(0);
    lifetime.bytes = getByteSize(cast<relax::TensorType>(lifetime.tensor.getType()));
    lifetime.first = lifetime.last = getTime(op);
    lifetime.lastUse = op;
    AliasWalk(*this, lifetime).run();
  });
}

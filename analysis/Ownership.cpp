//===- Ownership.cpp - may a call write its operand? ----------------------===//

#include "analysis/Ownership.h"

#include "analysis/Liveness.h"
#include "dialects/relax/Relax.h"
#include "llvm/ADT/DenseSet.h"

using namespace mlir;
using namespace mlir::relax;

namespace {

/// Whether result `number` is the new version of an operand that the op updates in place.
bool isUpdate(Operation *op, unsigned number) {
  auto inPlace = dyn_cast<InPlaceOpInterface>(op);
  if (!inPlace)
    return false;
  llvm::SmallVector<InPlaceUpdate> updates;
  inPlace.getInPlaceUpdates(updates);
  return llvm::any_of(updates, [&](const InPlaceUpdate &update) { return update.result == number; });
}

/// Whether the op is a call whose results may be, or hold, what it was given.
bool isOpaqueCall(Operation *op) {
  return isa<CallPackedOp, CallPurePackedOp, CallOp, InvokeClosureOp, InvokePureClosureOp>(op);
}

/// A question follows no more values than this, neither back to where the memory is made nor on to what shares it.
constexpr size_t kMaxValues = 128;

/// Whether the op yields the memory of its operand under another shape, or will once it is lowered.
bool isView(Operation *op) { return isa<ViewTensorOp, ReshapeOp, FlattenOp, ExpandDimsOp, SqueezeOp>(op); }

/// Whether result `number` of the op is memory that nobody else has.
bool isFresh(Operation *op, unsigned number) {
  if (isUpdate(op, number))
    return true;
  if (isa<CallInplacePackedOp>(op))
    return false;
  return !isOpaqueCall(op) && !isView(op) && !isa<AliasingOpInterface>(op) && op->getNumRegions() == 0 &&
         isa_and_nonnull<RelaxDialect>(op->getDialect());
}

} // namespace

llvm::SmallVector<Value> mlir::relax::getAliasingResults(OpOperand &operand, bool &complete) {
  Operation *op = operand.getOwner();
  llvm::SmallVector<Value> results;
  if (isView(op))
    return {op->getResult(0)};
  if (auto aliasing = dyn_cast<AliasingOpInterface>(op)) {
    for (OpResult result : op->getResults())
      if (llvm::is_contained(aliasing.getAliasedOperands(result.getResultNumber()), &operand))
        results.push_back(result);
    return results;
  }
  if (isa<YieldOp>(op) && isa<IfOp>(op->getParentOp()))
    return {op->getParentOp()->getResult(operand.getOperandNumber())};
  if (isa<YieldOp, ConditionOp, WhileOp, OutputOp, MakeClosureOp>(op)) {
    complete = false;
    return {};
  }
  for (OpResult result : op->getResults())
    if (!isFresh(op, result.getResultNumber()))
      results.push_back(result);
  return results;
}

Ownership::Ownership(Operation *function) {
  unsigned next = 0;
  function->walk([&](Operation *op, const WalkStage &stage) {
    if (stage.isBeforeAllRegions())
      times[op].first = next++;
    if (stage.isAfterAllRegions())
      times[op].second = next - 1;
  });
}

llvm::StringRef Ownership::whyNotOverwrite(OpOperand &operand) {
  llvm::SmallVector<Value> origins;
  llvm::StringRef reason;
  if (!collectOrigins(operand.get(), operand.getOwner(), origins, reason))
    return reason;
  return isUsedAfter(origins, operand) ? "used again" : "";
}

/// Follows a value back to the ops that made its memory. Fails, with a reason, where some of it is not owned.
bool Ownership::collectOrigins(Value value, Operation *writer, llvm::SmallVectorImpl<Value> &origins,
                               llvm::StringRef &reason) {
  llvm::SmallVector<Value> worklist = {value};
  llvm::DenseSet<Value> visited;
  while (!worklist.empty()) {
    Value current = worklist.pop_back_val();
    if (!visited.insert(current).second)
      continue;
    if (visited.size() > kMaxValues) {
      reason = "memory of too many others";
      return false;
    }
    Operation *op = current.getDefiningOp();
    if (!op) {
      reason = isa<FuncOp>(current.getParentBlock()->getParentOp()) ? "a parameter" : "carried by a loop";
      return false;
    }
    if (isa<ConstantOp>(op)) {
      reason = "a constant";
      return false;
    }
    unsigned number = cast<OpResult>(current).getResultNumber();
    if (isa<IfOp>(op)) {
      for (Region &region : op->getRegions())
        worklist.push_back(region.front().getTerminator()->getOperand(number));
      continue;
    }
    if (auto item = dyn_cast<TupleGetItemOp>(op))
      if (auto tuple = getSameReference(item.getTuple()).getDefiningOp<TupleOp>()) {
        worklist.push_back(tuple->getOperand(item.getIndex()));
        continue;
      }
    if (isView(op)) {
      reason = "a view";
      return false;
    }
    if (auto aliasing = dyn_cast<AliasingOpInterface>(op)) {
      for (OpOperand *operand : aliasing.getAliasedOperands(number))
        worklist.push_back(operand->get());
      continue;
    }
    if (!isFresh(op, number)) {
      reason = "memory that something else may hold";
      return false;
    }
    // Memory from before a loop is met again by the next iteration.
    for (Operation *parent = writer->getParentOp(); parent && !parent->isProperAncestor(op); parent = parent->getParentOp())
      if (isa<WhileOp>(parent)) {
        reason = "captured by a loop";
        return false;
      }
    origins.push_back(current);
  }
  return true;
}

/// Whether memory that an origin owns may be looked at by the writer a second time, or behind it.
bool Ownership::isUsedAfter(llvm::ArrayRef<Value> origins, OpOperand &written) {
  Operation *writer = written.getOwner();
  llvm::SmallVector<Value> worklist(origins);
  llvm::DenseSet<Value> visited;
  while (!worklist.empty()) {
    Value current = worklist.pop_back_val();
    if (current.use_empty() || !visited.insert(current).second)
      continue;
    // Of many uses the last one mostly tells.
    OpOperand &last = getLastUse(current);
    if (visited.size() > kMaxValues || (&last != &written && mayRunAfter(last.getOwner(), writer)))
      return true;
    for (OpOperand &use : current.getUses()) {
      if (&use == &written)
        continue;
      // What the other branch does is not done where the writer runs.
      if (areExclusive(use.getOwner(), writer))
        continue;
      bool complete = true;
      if (use.getOwner() == writer || mayRunAfter(use.getOwner(), writer))
        return true;
      for (Value result : getAliasingResults(use, complete))
        worklist.push_back(result);
      if (!complete)
        return true;
    }
  }
  return false;
}

OpOperand &Ownership::getLastUse(Value value) {
  OpOperand *&last = lastUses[value];
  if (!last)
    for (OpOperand &use : value.getUses())
      if (!last || times.lookup(use.getOwner()).first > times.lookup(last->getOwner()).first)
        last = &use;
  return *last;
}

/// Whether the ops stand in different branches of an `if`, so that one run of it reaches only one of them.
bool Ownership::areExclusive(Operation *op, Operation *writer) const {
  unsigned time = times.lookup(writer).first;
  // The innermost op around both, and the region of it that holds the first one.
  Region *region = op->getParentRegion();
  auto holdsWriter = [&](Operation *around) {
    auto [begin, end] = times.lookup(around);
    return begin <= time && time <= end;
  };
  while (region && !holdsWriter(region->getParentOp()))
    region = region->getParentRegion();
  if (!region || !isa<IfOp>(region->getParentOp()))
    return false;
  Operation *common = region->getParentOp();
  return writer != common && !region->findAncestorOpInRegion(*writer);
}

/// Whether `op` may run behind `writer` in the same run of the innermost region that holds both.
bool Ownership::mayRunAfter(Operation *op, Operation *writer) const {
  return times.lookup(op).first > times.lookup(writer).first && !areExclusive(op, writer);
}

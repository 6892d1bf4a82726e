//===- InPlaceUpdates.cpp - uses of a value after its update --------------===//
//
// A value that was updated in place has a new name, and whoever goes on with
// the old one has most likely forgotten it. Such a use is refused, unless a
// transformation may have made it: two equal computations, one of them updated,
// are one value after common subexpression elimination. Values of operations
// without effects are therefore left alone; the program is right as it stands,
// since lowering copies what is used later.
//
// Renamings (forget, match_cast, tuples) are looked through in both directions,
// so that folding them changes no answer.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/RelaxInterfaces.h"
#include "dialects/relax/RelaxOps.h"

#include "dialects/relax/RelaxInterfaces.cpp.inc"

namespace mlir::relax {

/// The value that this one renames.
static Value getRoot(Value value) {
  // Unreachable code may hold cycles; a bound ends them.
  for (unsigned step = 0; step < 1024; ++step) {
    Operation *op = value.getDefiningOp();
    if (auto forget = dyn_cast_or_null<ForgetOp>(op))
      value = forget.getValue();
    else if (auto cast = dyn_cast_or_null<MatchCastOp>(op);
             cast && value == cast.getResult())
      value = cast.getValue();
    else
      break;
  }
  return value;
}

/// Whether common subexpression elimination and folding leave the value alone.
static bool isUnique(Value value) {
  Operation *op = value.getDefiningOp();
  return !op || !isMemoryEffectFree(op);
}

/// The value and all that renames it.
static SmallVector<Value> getAliases(Value root) {
  llvm::SetVector<Value> aliases;
  aliases.insert(root);
  for (size_t i = 0; i < aliases.size(); ++i)
    for (Operation *user : aliases[i].getUsers())
      if (isa<ForgetOp, MatchCastOp, TupleOp, TupleGetItemOp>(user))
        aliases.insert(user->getResult(0));
  return aliases.takeVector();
}

/// The operation itself or the one around it that stands in this block, null if
/// there is none.
static Operation *getAncestorIn(Block *block, Operation *op) {
  return block && op ? block->findAncestorOpInBlock(*op) : nullptr;
}

/// Whether `user` may run after `update` with the same value of `root`.
static bool mayRunAfter(Operation *user, Operation *update, Value root) {
  // The closest block that both are in.
  for (Operation *ancestor = update; ancestor && ancestor->getBlock();
       ancestor = ancestor->getParentOp()) {
    Operation *other = getAncestorIn(ancestor->getBlock(), user);
    if (!other)
      continue;
    if (other != ancestor)
      return ancestor->isBeforeInBlock(other);
    // Two regions of one operation: a loop may come back.
    return isa<LoopLikeOpInterface>(ancestor);
  }
  return false;
}

/// The loop around `op` that does not define `root` anew in each round, if any.
static Operation *getLoopOutlived(Operation *op, Value root) {
  Region *home = root.getParentRegion();
  for (Operation *parent = op->getParentOp(); parent;
       parent = parent->getParentOp()) {
    if (home && parent->isProperAncestor(home->getParentOp()))
      return nullptr;
    if (home && home->getParentOp() == parent)
      return nullptr;
    if (isa<LoopLikeOpInterface>(parent))
      return parent;
    if (parent->hasTrait<OpTrait::IsIsolatedFromAbove>())
      return nullptr;
  }
  return nullptr;
}

namespace {

/// Why an update is refused: at most one of these is set.
struct Conflict {
  /// A loop in which the next round would use the old value.
  Operation *loop = nullptr;
  /// A use of the old value: behind the update, or by the update itself.
  OpOperand *use = nullptr;
};

} // namespace

static Conflict findConflict(Operation *op, InPlaceUpdate update) {
  Value updated = op->getOperand(update.operand);
  Value root = getRoot(updated);
  if (!isUnique(root))
    return {};
  if (Operation *loop = getLoopOutlived(op, root))
    return {loop, nullptr};
  for (Value alias : getAliases(root))
    for (OpOperand &use : alias.getUses()) {
      bool isUpdate =
          use.getOwner() == op && use.getOperandNumber() == update.operand;
      if (!isUpdate &&
          (use.getOwner() == op || mayRunAfter(use.getOwner(), op, root)))
        return {nullptr, &use};
    }
  return {};
}

LogicalResult verifyInPlaceUpdates(Operation *op) {
  SmallVector<InPlaceUpdate> updates;
  cast<InPlaceOpInterface>(op).getInPlaceUpdates(updates);
  for (InPlaceUpdate update : updates) {
    Conflict conflict = findConflict(op, update);
    if (conflict.loop) {
      InFlightDiagnostic diagnostic =
          op->emitOpError("must not update operand ")
          << update.operand
          << " in a loop that it is defined outside of: the next round would "
             "use the old value";
      diagnostic.attachNote(conflict.loop->getLoc())
          << "carry the value through this loop, or update a relax.copy of it";
      return diagnostic;
    }
    if (!conflict.use)
      continue;
    if (conflict.use->getOwner() == op)
      return op->emitOpError("must not use a value that it updates as another "
                             "operand, got operands ")
             << update.operand << " and " << conflict.use->getOperandNumber();
    InFlightDiagnostic diagnostic = conflict.use->getOwner()->emitOpError(
        "must not use a value after it was updated in place");
    diagnostic.attachNote(op->getLoc())
        << "operand " << update.operand << " is updated here: use result "
        << update.result << ", or update a relax.copy";
    return diagnostic;
  }
  return success();
}

void copyOutlivedOperands(Operation *root) {
  root->walk([](InPlaceOpInterface op) {
    SmallVector<InPlaceUpdate> updates;
    op.getInPlaceUpdates(updates);
    for (InPlaceUpdate update : updates) {
      Conflict conflict = findConflict(op, update);
      if (!conflict.loop && !conflict.use)
        continue;
      OpBuilder builder(op);
      OpOperand &operand = op->getOpOperand(update.operand);
      operand.set(CopyOp::create(builder, op.getLoc(), operand.get().getType(),
                                 operand.get()));
    }
  });
}

} // namespace mlir::relax

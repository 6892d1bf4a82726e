//===- LaterUses.cpp - values that folders may hand out -------------------===//
//
// A value that is updated in place must not be used behind that under its old
// name (see InPlaceUpdates.cpp), so a folder must not move uses there.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/LaterUses.h"

#include "dialects/relax/RelaxInterfaces.h"
#include "dialects/relax/RelaxOps.h"

#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::relax;

/// How many uses, and how many renamings, are looked at.
static constexpr size_t kMaxUses = 1024;

/// Whether the operation gives another name to its only operand.
static bool renames(Operation *op) {
  return isa_and_nonnull<ForgetOp, MatchCastOp, TupleOp, TupleGetItemOp>(op);
}

/// Whether the owner of the use updates the value in place, or ends its life.
static bool ends(OpOperand &use) {
  Operation *user = use.getOwner();
  if (auto inPlace = dyn_cast<InPlaceOpInterface>(user)) {
    SmallVector<InPlaceUpdate> updates;
    inPlace.getInPlaceUpdates(updates);
    return llvm::any_of(updates, [&](InPlaceUpdate update) {
      return update.operand == use.getOperandNumber();
    });
  }
  auto effects = dyn_cast<MemoryEffectOpInterface>(user);
  if (!effects)
    return false;
  SmallVector<MemoryEffects::EffectInstance> instances;
  effects.getEffects(instances);
  // Where an effect is on no value in particular, it may be on this one.
  return llvm::any_of(instances, [&](const auto &instance) {
    return isa<MemoryEffects::Free>(instance.getEffect()) &&
           (!instance.getValue() || instance.getValue() == use.get());
  });
}

bool mlir::relax::mayBeUsedLater(Value value, bool allowCopies) {
  for (size_t step = 0;; ++step) {
    Operation *op = value.getDefiningOp();
    if (!renames(op) || op->getNumOperands() != 1)
      break;
    if (step == kMaxUses)
      return false;
    value = op->getOperand(0);
  }
  Operation *definition = value.getDefiningOp();
  bool isCopiedIfUpdated =
      allowCopies && definition && isMemoryEffectFree(definition);
  llvm::SmallSetVector<Value, 8> names;
  names.insert(value);
  size_t numUses = 0;
  for (size_t i = 0; i < names.size(); ++i)
    for (OpOperand &use : names[i].getUses()) {
      if (++numUses > kMaxUses)
        return false;
      Operation *user = use.getOwner();
      if (renames(user))
        names.insert(user->getResult(0));
      else if (ends(use) &&
               !(isCopiedIfUpdated && isa<InPlaceOpInterface>(user)))
        return false;
    }
  return true;
}

OpFoldResult mlir::relax::forwardOperand(Operation *op, Value value) {
  if (value.getType() != op->getResult(0).getType() || !mayBeUsedLater(value))
    return {};
  return value;
}

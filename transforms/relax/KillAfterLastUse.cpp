//===- KillAfterLastUse.cpp - give up references --------------------------===//
//
// One liveness walk, then one kill for each value that an op of the function makes. Where an op passes its operand on
// under another type, the reference is that of the operand: it is given up behind the last use of either.
//
// Rewriting may let one value stand for another: then there are two kills of it, or one in front of a use. Such kills go first, so that
// passes before this one need not know of them.
//
//===----------------------------------------------------------------------===//

#include "analysis/Liveness.h"
#include "dialects/relax/Relax.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/MapVector.h"
#include "transforms/relax/Passes.h"

namespace mlir::relax {
#define GEN_PASS_DEF_KILLAFTERLASTUSE
#include "transforms/relax/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

struct KillAfterLastUse : relax::impl::KillAfterLastUseBase<KillAfterLastUse> {
  void runOnOperation() override {
    getOperation()->walk<WalkOrder::PreOrder>([&](Operation *op) {
      auto function = dyn_cast<FuncOp>(op);
      if (!function)
        return WalkResult::advance();
      if (!function.isExternal())
        killIn(function);
      return WalkResult::skip();
    });
  }

  /// Removes the kills of each value that is not given up just once, by the last op that uses it.
  void removeWrongKills(FuncOp function) {
    llvm::MapVector<Value, llvm::SmallVector<KillOp, 1>> kills;
    function.getBody().walk([&](KillOp kill) { kills[getSameReference(kill.getValue())].push_back(kill); });
    if (kills.empty())
      return;
    LastUses lastUses(function.getBody());
    for (auto &[value, killsOfValue] : kills) {
      if (killsOfValue.size() == 1 && lastUses.lookup(value) == killsOfValue.front())
        continue;
      for (KillOp kill : killsOfValue) {
        kill.erase();
        ++numRemoved;
      }
    }
  }

  void killIn(FuncOp function) {
    removeWrongKills(function);
    LastUses lastUses(function.getBody());
    llvm::SmallVector<Value> values;
    function.getBody().walk([&](Block *block) {
      if (block->getParentOp() != function)
        llvm::append_range(values, block->getArguments());
      for (Operation &op : *block)
        llvm::append_range(values, op.getResults());
    });
    OpBuilder builder(function.getContext());
    for (Value value : values) {
      if (!isReferenceType(value.getType()) || getSameReference(value) != value)
        continue;
      Operation *last = lastUses.lookup(value);
      if (last && (last->hasTrait<OpTrait::IsTerminator>() || isa<KillOp>(last)))
        continue;
      if (last)
        builder.setInsertionPointAfter(last);
      else
        builder.setInsertionPointAfterValue(value);
      KillOp::create(builder, last ? last->getLoc() : value.getLoc(), value);
      ++numKills;
    }
  }
};

} // namespace

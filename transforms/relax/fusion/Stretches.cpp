//===- Stretches.cpp - Where operations may be moved ----------------------===//
//
// Effects decide, through the interfaces of MLIR.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/Stretches.h"

#include "dialects/relax/Relax.h"

#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/BitVector.h"

using namespace mlir;
using namespace mlir::relax;

Movement relax::getMovement(Operation *op) {
  if (op->getNumRegions() != 0 || op->hasTrait<OpTrait::IsTerminator>() || isa<InPlaceOpInterface>(op))
    return Movement::Barrier;
  if (isa<MatchCastOp>(op))
    return Movement::Check;
  if (isMemoryEffectFree(op))
    return Movement::Free;
  auto effects = dyn_cast<MemoryEffectOpInterface>(op);
  if (!effects)
    return Movement::Barrier;
  SmallVector<MemoryEffects::EffectInstance> instances;
  effects.getEffects(instances);
  bool onlyFacts = llvm::all_of(instances, [](const MemoryEffects::EffectInstance &effect) {
    return effect.getResource() == sym::FactsResource::get();
  });
  return onlyFacts ? Movement::Check : Movement::Barrier;
}

void relax::forEachStretch(Block &block,
                           llvm::function_ref<void(ArrayRef<Operation *> stretch, Operation *end)> visit) {
  SmallVector<Operation *> stretch;
  for (Operation &op : llvm::make_early_inc_range(block)) {
    if (getMovement(&op) != Movement::Barrier) {
      stretch.push_back(&op);
      continue;
    }
    visit(stretch, &op);
    stretch.clear();
  }
  // A block always has a terminator; graphs without one are not relax.
}

void relax::sortStretch(Operation *first, Operation *end) {
  SmallVector<Operation *> ops;
  llvm::DenseMap<Operation *, unsigned> numbers;
  for (Operation *op = first; op != end; op = op->getNextNode()) {
    numbers[op] = ops.size();
    ops.push_back(op);
  }
  SmallVector<unsigned> numMissing(ops.size());
  SmallVector<SmallVector<unsigned>, 0> waiting(ops.size());
  llvm::BitVector isPlaced(ops.size());
  SmallVector<unsigned> ready;
  for (auto [number, op] : llvm::enumerate(ops)) {
    llvm::SmallDenseSet<unsigned, 8> missing;
    for (Value operand : op->getOperands())
      if (Operation *definition = operand.getDefiningOp())
        if (auto it = numbers.find(definition); it != numbers.end() && !isPlaced[it->second])
          missing.insert(it->second);
    numMissing[number] = missing.size();
    for (unsigned needed : missing)
      waiting[needed].push_back(number);
    if (missing.empty())
      ready.push_back(number);
    while (!ready.empty()) {
      unsigned next = ready.pop_back_val();
      ops[next]->moveBefore(end);
      isPlaced.set(next);
      for (unsigned waiter : llvm::reverse(waiting[next]))
        if (--numMissing[waiter] == 0)
          ready.push_back(waiter);
    }
  }
}

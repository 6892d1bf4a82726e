//===- EliminateCommonSubexpressions.cpp - equal ops become one -----------===//
//
// A walk in dominance order with a table of the ops that are in scope, as in
// Briggs, Cooper, Simpson, "Value Numbering", 1997, section 4.
//
// An op with regions is found by what is in them: ops that differ there only,
// such as the `if`s of a chain on one condition, are otherwise all compared
// with each other. It is looked up before its regions are rewritten, when they
// still look like those of its twin did, and again where that changed them.
//
// An op that reads memory equals an earlier one of its block if nothing in
// between may write. Stretches of a block without writes have numbers for that.
//
//===----------------------------------------------------------------------===//

#include "mlir/IR/Builders.h"
#include "mlir/IR/RegionKindInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "transforms/relax/cleanup/Passes.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace mlir::relax {
#define GEN_PASS_DEF_ELIMINATECOMMONSUBEXPRESSIONS
#include "transforms/relax/cleanup/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;

namespace {

/// The hash of an op with regions depends on no more ops inside of them, so
/// that deep nests take linear time.
constexpr unsigned kMaxHashedOps = 64;

/// What the op hands on: equal ops have equal hashes. Values from outside of
/// its regions count, those from inside do not.
size_t getHash(Operation *op) {
  constexpr auto flags = OperationEquivalence::IgnoreLocations;
  llvm::hash_code hash = OperationEquivalence::computeHash(
      op, OperationEquivalence::directHashValue,
      OperationEquivalence::ignoreHashValue, flags);
  // Without its lowest bit it is no key that a table keeps for itself.
  if (op->getNumRegions() == 0)
    return size_t(hash) >> 1;
  unsigned numOps = 0;
  llvm::SmallPtrSet<Block *, 16> blocks;
  // Blocks come before the ops inside of them.
  auto hashOperand = [&](Value value) {
    return blocks.contains(value.getParentBlock())
               ? llvm::hash_code(0)
               : OperationEquivalence::directHashValue(value);
  };
  op->walk<WalkOrder::PreOrder>([&](Operation *inner) {
    if (inner != op) {
      if (++numOps > kMaxHashedOps)
        return WalkResult::interrupt();
      hash = llvm::hash_combine(hash, OperationEquivalence::computeHash(
                                          inner, hashOperand,
                                          OperationEquivalence::ignoreHashValue,
                                          flags));
    }
    for (Region &region : inner->getRegions())
      for (Block &block : region)
        blocks.insert(&block);
    return WalkResult::advance();
  });
  return size_t(hash) >> 1;
}

bool hasManyBlocks(Region &region) {
  return !region.empty() && !region.hasOneBlock();
}

class CommonSubexpressions {
public:
  /// Removes what nobody needs from the op's regions.
  void eraseDead(Operation *op);
  /// Looks at what is inside of the op, and not at the op itself.
  void runInside(Operation *op);

  unsigned numReplaced = 0, numDead = 0;

private:
  struct Entry {
    Operation *op;
    /// The stretch of a block without writes in which the op stands.
    unsigned stretch;
  };

  struct Effects {
    /// Whether there is none at all.
    bool isFree;
    bool mayWrite;
  };

  void runOn(Block &block);
  /// Returns whether the op is gone.
  bool visit(Operation *op);
  bool replace(Operation *op, size_t hash, bool isFree);
  Effects getEffects(Operation *op);
  Effects computeEffects(Operation *op);

  /// The ops in scope by their hashes, and the hashes in the order in which
  /// they got there.
  llvm::DenseMap<size_t, llvm::SmallVector<Entry, 1>> known;
  llvm::SmallVector<size_t> order;
  unsigned stretch = 0, numStretches = 0;
  /// Of ops with regions: those of everything inside of them.
  llvm::DenseMap<Operation *, Effects> effects;
};

CommonSubexpressions::Effects CommonSubexpressions::getEffects(Operation *op) {
  if (op->getNumRegions() == 0)
    return computeEffects(op);
  if (auto entry = effects.find(op); entry != effects.end())
    return entry->second;
  Effects result = computeEffects(op);
  effects[op] = result;
  return result;
}

CommonSubexpressions::Effects
CommonSubexpressions::computeEffects(Operation *op) {
  Effects result = {true, false};
  auto interface = dyn_cast<MemoryEffectOpInterface>(op);
  bool isRecursive = op->hasTrait<OpTrait::HasRecursiveMemoryEffects>();
  if (!interface && !isRecursive)
    return {false, true};
  if (interface) {
    llvm::SmallVector<MemoryEffects::EffectInstance> instances;
    interface.getEffects(instances);
    result.isFree = instances.empty();
    result.mayWrite = llvm::any_of(
        instances, [](const MemoryEffects::EffectInstance &instance) {
          return isa<MemoryEffects::Write>(instance.getEffect());
        });
  }
  if (isRecursive)
    for (Region &region : op->getRegions())
      for (Operation &inner : region.getOps()) {
        Effects of = getEffects(&inner);
        result.isFree &= of.isFree;
        result.mayWrite |= of.mayWrite;
      }
  return result;
}

/// Replaces the op by an equal one in scope, and erases it, if there is one.
bool CommonSubexpressions::replace(Operation *op, size_t hash, bool isFree) {
  auto entries = known.find(hash);
  if (entries == known.end())
    return false;
  for (const Entry &entry : entries->second) {
    if ((!isFree && entry.stretch != stretch) ||
        !OperationEquivalence::isEquivalentTo(
            entry.op, op, OperationEquivalence::IgnoreLocations))
      continue;
    op->replaceAllUsesWith(entry.op);
    if (isa<UnknownLoc>(entry.op->getLoc()) && !isa<UnknownLoc>(op->getLoc()))
      entry.op->setLoc(op->getLoc());
    op->erase();
    ++numReplaced;
    return true;
  }
  return false;
}

bool CommonSubexpressions::visit(Operation *op) {
  bool isCandidate = !op->hasTrait<OpTrait::IsTerminator>() &&
                     llvm::none_of(op->getRegions(), hasManyBlocks);
  Effects of = {false, false};
  size_t hash = 0;
  if (isCandidate) {
    of = getEffects(op);
    auto interface = dyn_cast<MemoryEffectOpInterface>(op);
    isCandidate = of.isFree ||
                  (interface && interface.onlyHasEffect<MemoryEffects::Read>());
  }
  if (isCandidate) {
    hash = getHash(op);
    if (replace(op, hash, of.isFree))
      return true;
  }
  if (op->getNumRegions() != 0) {
    unsigned before = numReplaced;
    runInside(op);
    if (isCandidate && numReplaced != before) {
      hash = getHash(op);
      if (replace(op, hash, of.isFree))
        return true;
    }
  }
  if (isCandidate) {
    known[hash].push_back({op, stretch});
    order.push_back(hash);
  }
  return false;
}

void CommonSubexpressions::runOn(Block &block) {
  size_t numOutside = order.size();
  unsigned outside = std::exchange(stretch, ++numStretches);
  for (Operation &op : llvm::make_early_inc_range(block))
    if (!visit(&op) && getEffects(&op).mayWrite)
      stretch = ++numStretches;
  stretch = outside;
  while (order.size() != numOutside) {
    auto entries = known.find(order.pop_back_val());
    entries->second.pop_back();
    if (entries->second.empty())
      known.erase(entries);
  }
}

void CommonSubexpressions::runInside(Operation *op) {
  // What stands outside is no use to an isolated op.
  bool isIsolated = op->hasTrait<OpTrait::IsIsolatedFromAbove>();
  decltype(known) knownOutside;
  decltype(order) orderOutside;
  if (isIsolated) {
    std::swap(known, knownOutside);
    std::swap(order, orderOutside);
  }
  for (Region &region : op->getRegions())
    for (Block &block : region) {
      // Without dominance an op may stand in front of what it uses.
      if (mayHaveSSADominance(region))
        runOn(block);
      else
        for (Operation &inner : block)
          runInside(&inner);
    }
  if (isIsolated) {
    std::swap(known, knownOutside);
    std::swap(order, orderOutside);
  }
}

/// From the last op to the first, so that what only a dead op needs is dead
/// when it is met.
void CommonSubexpressions::eraseDead(Operation *op) {
  for (Region &region : llvm::reverse(op->getRegions()))
    for (Block &block : llvm::reverse(region))
      for (Operation &inner :
           llvm::make_early_inc_range(llvm::reverse(block))) {
        if (!isOpTriviallyDead(&inner)) {
          eraseDead(&inner);
          continue;
        }
        inner.erase();
        ++numDead;
      }
}

struct EliminateCommonSubexpressions
    : relax::impl::EliminateCommonSubexpressionsBase<
          EliminateCommonSubexpressions> {
  void runOnOperation() override {
    CommonSubexpressions common;
    // Regions that differ in what nobody needs are equal.
    common.eraseDead(getOperation());
    common.runInside(getOperation());
    numReplaced += common.numReplaced;
    numDead += common.numDead;
    if (common.numReplaced + common.numDead == 0)
      markAllAnalysesPreserved();
  }
};

} // namespace

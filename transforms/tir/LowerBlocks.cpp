//===- LowerBlocks.cpp - Blocks become plain loops ------------------------===//
//
// A block is lowered by substitution: its iteration variables are replaced by
// their bindings and its body moves to where the block stood. The interesting
// part is the init of a reduction, which moves into its own nest in front of
// the reduction loops. What that nest needs is cloned on demand: the loops that
// the stores of the init depend on, their bounds, and the index arithmetic.
//
// Not done: simplification of the bindings; the code generator does it.
//
//===----------------------------------------------------------------------===//

#include "transforms/tir/Passes.h"

#include "dialects/sym/Sym.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/Support/DebugLog.h"

namespace mlir::tir {
#define GEN_PASS_DEF_LOWERBLOCKS
#include "transforms/tir/Passes.h.inc"
} // namespace mlir::tir

#define DEBUG_TYPE "tir-lower-blocks"

using namespace mlir;
using namespace mlir::tir;

namespace {

/// The loops directly around `op`, innermost first, up to the first operation
/// that is not a loop.
SmallVector<ForOp> getLoopsAround(Operation *op) {
  SmallVector<ForOp> loops;
  while (auto loop = dyn_cast<ForOp>(op->getParentOp())) {
    loops.push_back(loop);
    op = loop;
  }
  return loops;
}

using LoopSet = llvm::SmallSetVector<Operation *, 4>;

/// Adds the loops inside or equal to `scope` on whose variables `value`
/// depends. Fails when something on the way cannot be computed elsewhere:
/// a memory access, an operation with regions, a foreign block argument.
LogicalResult addLoops(Value value, Operation *scope, LoopSet &loops) {
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    Operation *owner = argument.getOwner()->getParentOp();
    if (!scope->isAncestor(owner))
      return success();
    if (!isa<ForOp>(owner))
      return failure();
    loops.insert(owner);
    return success();
  }
  Operation *op = value.getDefiningOp();
  if (!scope->isAncestor(op))
    return success();
  if (op->getNumRegions() != 0 || !isPure(op))
    return failure();
  for (Value operand : op->getOperands())
    if (failed(addLoops(operand, scope, loops)))
      return failure();
  return success();
}

/// Values from outside of `op` that operations inside of it use.
SmallVector<Value> getOutsideOperands(Operation *op) {
  llvm::SmallSetVector<Value, 8> values;
  op->walk([&](Operation *inner) {
    for (Value operand : inner->getOperands())
      if (!op->isAncestor(operand.getParentRegion()->getParentOp()))
        values.insert(operand);
  });
  return values.takeVector();
}

/// The terms of a conjunction.
void splitConjunction(Value condition, SmallVectorImpl<Value> &terms) {
  if (auto both = condition.getDefiningOp<arith::AndIOp>()) {
    splitConjunction(both.getLhs(), terms);
    splitConjunction(both.getRhs(), terms);
    return;
  }
  terms.push_back(condition);
}

/// Moves the init of one block in front of its reduction loops.
class InitHoister {
public:
  InitHoister(BlockOp block, ArrayRef<Value> reduceBindings)
      : block(block), init(block.getInit()), reduceBindings(reduceBindings),
        around(getLoopsAround(block)) {}

  /// Decides and does it; says why not otherwise.
  LogicalResult run() {
    if (failed(findReductionLoops()) || failed(checkBuffers()) ||
        failed(findNeededLoops()))
      return failure();
    emit();
    return success();
  }

private:
  LogicalResult decline(StringRef reason) {
    LDBG() << "keep init of block \"" << block.getBlockName()
           << "\" in place: " << reason;
    return failure();
  }

  /// Which loops carry the reduction, and the outermost of them.
  LogicalResult findReductionLoops() {
    if (around.empty())
      return decline("no loop around it");
    for (Value binding : reduceBindings)
      if (failed(addLoops(binding, around.back(), reductionLoops)))
        return decline("a binding cannot be computed elsewhere");
    for (ForOp loop : around)
      if (reductionLoops.contains(loop))
        outermost = loop;
    if (!outermost)
      return decline("no loop carries the reduction");
    return success();
  }

  /// The init may run early only if nobody else in the loops sees its buffer.
  LogicalResult checkBuffers() {
    llvm::SmallPtrSet<Value, 2> written;
    bool storesOnly = true;
    init.walk([&](Operation *op) {
      if (auto store = dyn_cast<StoreOp>(op))
        written.insert(store.getBuffer());
      else if (!isa<InitOp, BlockOp, ForOp, YieldOp, ReadsOp, WritesOp, AssertOp>(op) &&
               !isMemoryEffectFree(op))
        storesOnly = false;
    });
    if (!storesOnly)
      return decline("the init does more than storing");
    for (Value buffer : written)
      if (outermost->isAncestor(buffer.getParentRegion()->getParentOp()))
        return decline("the buffer lives inside of the reduction loops");
    WalkResult result = outermost->walk<WalkOrder::PreOrder>([&](Operation *op) {
      if (op == block || isa<ReadsOp, WritesOp>(op))
        return WalkResult::skip();
      if (auto load = dyn_cast<LoadOp>(op))
        return written.contains(load.getBuffer()) ? WalkResult::interrupt()
                                                  : WalkResult::advance();
      if (auto store = dyn_cast<StoreOp>(op))
        return written.contains(store.getBuffer()) ? WalkResult::interrupt()
                                                   : WalkResult::advance();
      if (op->hasTrait<OpTrait::HasRecursiveMemoryEffects>() ||
          isa<AllocBufferOp, AssertOp>(op) || isMemoryEffectFree(op))
        return WalkResult::advance();
      return WalkResult::interrupt();
    });
    if (result.wasInterrupted())
      return decline("something else in the loops may touch the buffer");
    return success();
  }

  LogicalResult findNeededLoops() {
    LoopSet needed;
    for (Value value : getOutsideOperands(init))
      if (failed(addLoops(value, outermost, needed)))
        return decline("an operand of the init cannot be computed elsewhere");
    if (Value predicate = block.getPredicate()) {
      SmallVector<Value> terms;
      splitConjunction(predicate, terms);
      for (Value term : terms) {
        LoopSet loops;
        if (failed(addLoops(term, around.back(), loops)))
          return decline("the predicate cannot be computed elsewhere");
        auto isReduction = [&](Operation *loop) {
          return reductionLoops.contains(loop);
        };
        if (llvm::none_of(loops, isReduction)) {
          kept.push_back(term);
          for (Operation *loop : loops)
            if (outermost->isAncestor(loop))
              needed.insert(loop);
        } else if (!llvm::all_of(loops, isReduction)) {
          return decline("the predicate mixes spatial and reduction loops");
        }
      }
    }
    // Bounds may depend on loops further out; `around` goes inside out.
    for (ForOp loop : around) {
      if (loop == outermost)
        break;
      if (!needed.contains(loop))
        continue;
      if (loop.getKind() == ForKind::ThreadBinding)
        return decline("a loop of the init is bound to threads");
      for (Value bound : loop->getOperands())
        if (failed(addLoops(bound, outermost, needed)))
          return decline("a loop bound cannot be computed elsewhere");
      nest.push_back(loop);
    }
    for (Operation *loop : needed)
      if (reductionLoops.contains(loop))
        return decline("a spatial binding needs a reduction loop");
    return success();
  }

  Value clone(OpBuilder &builder, Value value) {
    if (Value mapped = mapping.lookupOrNull(value))
      return mapped;
    Operation *op = value.getDefiningOp();
    if (!op || !outermost->isAncestor(op))
      return value;
    for (Value operand : op->getOperands())
      mapping.map(operand, clone(builder, operand));
    builder.clone(*op, mapping);
    return mapping.lookup(value);
  }

  void emit() {
    OpBuilder builder(outermost);
    for (ForOp loop : llvm::reverse(nest)) {
      for (Value bound : loop->getOperands())
        mapping.map(bound, clone(builder, bound));
      Operation *copy = builder.cloneWithoutRegions(*loop, mapping);
      Block *body = builder.createBlock(&copy->getRegion(0), {},
                                        builder.getIndexType(), loop.getLoc());
      mapping.map(loop.getLoopVariable(), body->getArgument(0));
      builder.setInsertionPointToEnd(body);
      builder.setInsertionPoint(YieldOp::create(builder, loop.getLoc()));
    }
    Location loc = init.getLoc();
    if (!kept.empty()) {
      Value condition;
      for (Value term : kept) {
        Value value = clone(builder, term);
        condition =
            condition ? arith::AndIOp::create(builder, loc, condition, value)
                      : value;
      }
      auto guard = scf::IfOp::create(builder, loc, condition,
                                     /*withElseRegion=*/false);
      builder.setInsertionPointToStart(guard.thenBlock());
    }
    for (Value value : getOutsideOperands(init))
      mapping.map(value, clone(builder, value));
    for (Operation &op : init.getBody().front().without_terminator())
      builder.clone(op, mapping);
  }

  BlockOp block;
  InitOp init;
  ArrayRef<Value> reduceBindings;
  SmallVector<ForOp> around, nest;
  LoopSet reductionLoops;
  ForOp outermost;
  SmallVector<Value> kept;
  IRMapping mapping;
};

class LowerBlocksPass : public tir::impl::LowerBlocksBase<LowerBlocksPass> {
public:
  using LowerBlocksBase::LowerBlocksBase;

  void runOnOperation() override {
    // Outermost blocks first, so that the loops around an inner one form a
    // chain; lowering a block uncovers those in its body.
    SmallVector<BlockOp> blocks;
    do {
      blocks.clear();
      getOperation()->walk<WalkOrder::PreOrder>([&](BlockOp block) {
        blocks.push_back(block);
        return WalkResult::skip();
      });
      llvm::for_each(blocks, [&](BlockOp block) { lower(block); });
    } while (!blocks.empty());
  }

private:
  void lower(BlockOp block) {
    ++numLowered;
    SmallVector<Value> reduceBindings, reduceLowers;
    OpBuilder builder(block);
    Location loc = block.getLoc();
    bool hasInit = static_cast<bool>(block.getInit());
    for (auto [i, binding, lower] :
         llvm::enumerate(block.getBindings(), block.getMixedLowers())) {
      if (hasInit && block.getIterKind(i) == IterKind::Reduce) {
        reduceBindings.push_back(binding);
        reduceLowers.push_back(materializeIndex(builder, loc, lower));
      }
      block.getIter(i).replaceAllUsesWith(binding);
    }
    for (Operation &op :
         llvm::make_early_inc_range(block.getBody().front()))
      if (isa<ReadsOp, WritesOp>(op))
        op.erase();

    if (hasInit)
      placeInit(block, reduceBindings, reduceLowers);

    Block *body = &block.getBody().front();
    body->getTerminator()->erase();
    if (Value predicate = block.getPredicate()) {
      auto guard = scf::IfOp::create(builder, loc, predicate,
                                     /*withElseRegion=*/false);
      guard.thenBlock()->getOperations().splice(guard.thenBlock()->begin(),
                                                body->getOperations());
    } else {
      block->getBlock()->getOperations().splice(block->getIterator(),
                                                body->getOperations());
    }
    block.erase();
  }

  void placeInit(BlockOp block, ArrayRef<Value> reduceBindings,
                 ArrayRef<Value> reduceLowers) {
    InitOp init = block.getInit();
    if (hoistInit && !reduceBindings.empty() &&
        succeeded(InitHoister(block, reduceBindings).run())) {
      ++numHoisted;
      init.erase();
      return;
    }
    OpBuilder builder(init);
    Location loc = init.getLoc();
    Value first;
    for (auto [binding, lower] : llvm::zip_equal(reduceBindings, reduceLowers)) {
      Value equal = arith::CmpIOp::create(
          builder, loc, arith::CmpIPredicate::eq, binding, lower);
      first = first ? arith::AndIOp::create(builder, loc, first, equal) : equal;
    }
    Block *body = &init.getBody().front();
    body->getTerminator()->erase();
    if (first) {
      ++numGuarded;
      auto guard =
          scf::IfOp::create(builder, loc, first, /*withElseRegion=*/false);
      guard.thenBlock()->getOperations().splice(guard.thenBlock()->begin(),
                                                body->getOperations());
    } else {
      init->getBlock()->getOperations().splice(init->getIterator(),
                                               body->getOperations());
    }
    init.erase();
  }
};

} // namespace

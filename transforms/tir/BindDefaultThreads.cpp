//===- BindDefaultThreads.cpp - A simple GPU binding ----------------------===//
//
// Makes any kernel runnable on a GPU without a schedule: each loop nest at the
// top level becomes one launch, with one thread for each point of its leading
// independent loops. Which loops are independent is read off the blocks: a loop
// is when it drives spatial iteration variables only.
//
// Not done: shared memory, vectors, several elements a thread, cooperative
// reductions. Those are for schedules.
//
//===----------------------------------------------------------------------===//

#include "transforms/tir/Passes.h"

#include "dialects/sym/Sym.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/Support/DebugLog.h"
#include "llvm/Support/MathExtras.h"

namespace mlir::tir {
#define GEN_PASS_DEF_BINDDEFAULTTHREADS
#include "transforms/tir/Passes.h.inc"
} // namespace mlir::tir

#define DEBUG_TYPE "tir-bind-default-threads"

using namespace mlir;
using namespace mlir::tir;

namespace {

/// Literals, and bare symbols: what names a dimension is not negative.
bool isNeverNegative(OpFoldResult bound) {
  if (std::optional<int64_t> constant = getConstantIntValue(bound))
    return *constant >= 0;
  auto known = dyn_cast<sym::IntType>(cast<Value>(bound).getType());
  return known && known.getExpr().getSymbolName();
}

/// Loops inside or equal to `scope` whose variables reach `value`.
void addLoops(Value value, Operation *scope,
              llvm::SmallPtrSetImpl<Operation *> &loops) {
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    Operation *owner = argument.getOwner()->getParentOp();
    if (scope->isAncestor(owner))
      loops.insert(owner);
    return;
  }
  Operation *op = value.getDefiningOp();
  if (!scope->isAncestor(op))
    return;
  for (Value operand : op->getOperands())
    addLoops(operand, scope, loops);
}

/// Whether `op` only computes values, so that it may stand in every thread and
/// on the host alike.
bool isComputation(Operation *op) {
  return op->getNumRegions() == 0 && isMemoryEffectFree(op);
}

/// The one loop in the body of `loop` when nothing else there has an effect.
ForOp getOnlyLoopInside(ForOp loop) {
  ForOp inner;
  for (Operation &op : loop.getBody().front().without_terminator()) {
    if (isComputation(&op))
      continue;
    auto next = dyn_cast<ForOp>(&op);
    if (inner || !next)
      return nullptr;
    inner = next;
  }
  return inner;
}

/// The leading loops of a nest that one thread each may run a point of.
class IndependentLoops {
public:
  explicit IndependentLoops(ForOp root) : root(root) { inspect(); }

  SmallVector<ForOp> get() {
    SmallVector<ForOp> loops;
    for (ForOp loop = root; loop; loop = getOnlyLoopInside(loop)) {
      bool free = loop.getKind() == ForKind::Parallel ||
                  (allInBlocks && !communicates && !dependent.contains(loop));
      if (!free || !hasOuterBounds(loop))
        break;
      loops.push_back(loop);
    }
    return loops;
  }

private:
  /// Bounds computed in front of the nest: the fused domain is a rectangle.
  bool hasOuterBounds(ForOp loop) {
    return llvm::none_of(loop->getOperands(), [&](Value bound) {
      return root->isAncestor(bound.getParentRegion()->getParentOp());
    });
  }

  void inspect() {
    DenseMap<Value, Operation *> writers;
    SmallVector<std::pair<Value, Operation *>> accesses;
    root->walk([&](Operation *op) {
      if (auto block = dyn_cast<BlockOp>(op)) {
        for (auto [i, binding] : llvm::enumerate(block.getBindings()))
          if (block.getIterKind(i) != IterKind::Spatial)
            addLoops(binding, root, dependent);
        return;
      }
      if (isa<ForOp, YieldOp, InitOp, ReadsOp, WritesOp>(op) ||
          op->hasTrait<OpTrait::HasRecursiveMemoryEffects>())
        return;
      auto block = op->getParentOfType<BlockOp>();
      if (block) {
        // A body that looks at a loop variable is not described by its block.
        for (Value operand : op->getOperands())
          if (auto argument = dyn_cast<BlockArgument>(operand))
            if (auto loop =
                    dyn_cast<ForOp>(argument.getOwner()->getParentOp());
                loop && !block->isAncestor(loop))
              dependent.insert(loop);
      } else if (!isMemoryEffectFree(op)) {
        allInBlocks = false;
      }
      if (auto load = dyn_cast<LoadOp>(op))
        accesses.emplace_back(load.getBuffer(), block);
      if (auto store = dyn_cast<StoreOp>(op)) {
        accesses.emplace_back(store.getBuffer(), block);
        Operation *&writer = writers[store.getBuffer()];
        communicates |= writer && writer != block;
        writer = block;
      }
    });
    // One block's result read by another: instances of the two may depend on
    // each other across iterations.
    for (auto [buffer, block] : accesses)
      if (Operation *writer = writers.lookup(buffer))
        communicates |= writer != block;
  }

  ForOp root;
  llvm::SmallPtrSet<Operation *, 8> dependent;
  bool allInBlocks = true, communicates = false;
};

class BindDefaultThreadsPass
    : public tir::impl::BindDefaultThreadsBase<BindDefaultThreadsPass> {
public:
  using BindDefaultThreadsBase::BindDefaultThreadsBase;

  LogicalResult initialize(MLIRContext *context) override {
    if (maxThreads < 1 || maxThreads > 1024 || !llvm::isPowerOf2_64(maxThreads))
      return emitError(UnknownLoc::get(context))
             << "max-threads must be a power of two from 1 to 1024, got "
             << static_cast<int64_t>(maxThreads);
    return success();
  }

  void runOnOperation() override {
    PrimFuncOp func = getOperation();
    if (func.isExternal())
      return;
    WalkResult bound = func.walk([](ForOp loop) {
      return loop.getKind() == ForKind::ThreadBinding ? WalkResult::interrupt()
                                                      : WalkResult::advance();
    });
    if (bound.wasInterrupted())
      return;
    SmallVector<Operation *> statements;
    for (Operation &op : func.getBody().front().without_terminator())
      if (!isComputation(&op) && !isa<AllocBufferOp>(op))
        statements.push_back(&op);
    for (Operation *op : statements) {
      if (auto loop = dyn_cast<ForOp>(op)) {
        SmallVector<ForOp> loops = IndependentLoops(loop).get();
        if (!loops.empty()) {
          bind(loops);
          continue;
        }
      }
      runInOneThread(op);
    }
  }

private:
  ForOp createBoundLoop(OpBuilder &builder, Location loc, OpFoldResult upper,
                        StringRef thread) {
    auto loop = ForOp::create(builder, loc, builder.getI64IntegerAttr(0), upper,
                              ForKind::ThreadBinding, thread);
    builder.setInsertionPoint(loop.getBody().front().getTerminator());
    return loop;
  }

  void runInOneThread(Operation *op) {
    ++numSingle;
    OpBuilder builder(op);
    Location loc = op->getLoc();
    OpFoldResult one = builder.getI64IntegerAttr(1);
    createBoundLoop(builder, loc, one, "blockIdx.x");
    ForOp threads = createBoundLoop(builder, loc, one, "threadIdx.x");
    op->moveBefore(threads.getBody().front().getTerminator());
    // What follows in the function may not use results of `op`: statements
    // have none that leave them.
  }

  void bind(MutableArrayRef<ForOp> loops) {
    ++numBound;
    OpBuilder builder(loops.front());
    Location loc = loops.front().getLoc();
    auto nsw = arith::IntegerOverflowFlags::nsw;
    Value total;
    SmallVector<Value> extents, lowers;
    for (ForOp loop : loops) {
      Value lower = materializeIndex(builder, loc, loop.getLowerBound());
      Value extent = materializeIndex(builder, loc, loop.getUpperBound());
      if (getConstantIntValue(loop.getLowerBound()) != 0) {
        extent = arith::SubIOp::create(builder, loc, extent, lower, nsw);
      } else {
        lower = nullptr;
      }
      if (lower || !isNeverNegative(loop.getUpperBound())) {
        // An empty range counts as zero.
        Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
        extent = arith::MaxSIOp::create(builder, loc, extent, zero);
      }
      if (loop.getStep() != 1) {
        Value step =
            arith::ConstantIndexOp::create(builder, loc, loop.getStep());
        extent = arith::CeilDivUIOp::create(builder, loc, extent, step);
      }
      lowers.push_back(lower);
      extents.push_back(extent);
      total = total ? arith::MulIOp::create(builder, loc, total, extent, nsw)
                    : extent;
    }
    Value threads = arith::ConstantIndexOp::create(builder, loc, maxThreads);
    Value blocks = arith::CeilDivUIOp::create(builder, loc, total, threads);

    ForOp block = createBoundLoop(builder, loc, blocks, "blockIdx.x");
    ForOp thread =
        createBoundLoop(builder, loc, builder.getI64IntegerAttr(maxThreads),
                        "threadIdx.x");
    Value at = arith::MulIOp::create(builder, loc, block.getLoopVariable(),
                                     threads, nsw);
    at = arith::AddIOp::create(builder, loc, at, thread.getLoopVariable(), nsw);
    Value inside = arith::CmpIOp::create(builder, loc,
                                         arith::CmpIPredicate::ult, at, total);
    auto guard = scf::IfOp::create(builder, loc, inside, /*withElseRegion=*/false);
    builder.setInsertionPointToStart(guard.thenBlock());

    SmallVector<Value> positions(loops.size());
    for (int64_t i = loops.size() - 1; i >= 0; --i) {
      Value position = at;
      if (i != 0) {
        position = arith::RemUIOp::create(builder, loc, at, extents[i]);
        at = arith::DivUIOp::create(builder, loc, at, extents[i]);
      }
      if (int64_t step = loops[i].getStep(); step != 1)
        position = arith::MulIOp::create(
            builder, loc, position,
            arith::ConstantIndexOp::create(builder, loc, step), nsw);
      if (lowers[i])
        position = arith::AddIOp::create(builder, loc, position, lowers[i], nsw);
      positions[i] = position;
    }
    // The bodies, outside in, without the loops themselves.
    Operation *end = guard.thenBlock()->getTerminator();
    for (auto [i, loop] : llvm::enumerate(loops)) {
      loop.getLoopVariable().replaceAllUsesWith(positions[i]);
      Operation *next = i + 1 < loops.size() ? loops[i + 1].getOperation() : nullptr;
      for (Operation &op : llvm::make_early_inc_range(
               loop.getBody().front().without_terminator()))
        if (&op != next)
          op.moveBefore(end);
    }
    loops.front()->erase();
  }
};

} // namespace

//===- VerifyWellFormed.cpp - Rules of kernels beyond the verifier --------===//
//
// The verifier of an operation looks at the operation; this pass looks at a block with its loops. Index values become
// symbolic expressions (analysis/tir/IndexExpressions.h), and the prover decides. A rule is broken where that is proved for
// some execution of the block; what cannot be decided passes. Code under a condition is not asked for its ranges.
//
// All failures are reported, then the pass fails.
//
//===----------------------------------------------------------------------===//

#include "transforms/tir/Passes.h"

#include "analysis/tir/IndexExpressions.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::tir {
#define GEN_PASS_DEF_VERIFYWELLFORMED
#include "transforms/tir/Passes.h.inc"
} // namespace mlir::tir

using namespace mlir;
using namespace mlir::tir;
using sym::ExprAttr;
using sym::Truth;

namespace {

/// Whether some value that `value` is computed from satisfies the predicate. Does not look through memory.
bool dependsOn(Value value, llvm::function_ref<bool(BlockArgument)> predicate) {
  SmallVector<Value> worklist = {value};
  llvm::SmallPtrSet<Value, 16> seen;
  while (!worklist.empty()) {
    Value next = worklist.pop_back_val();
    if (!seen.insert(next).second)
      continue;
    if (auto argument = dyn_cast<BlockArgument>(next)) {
      if (predicate(argument))
        return true;
    } else {
      llvm::append_range(worklist, next.getDefiningOp()->getOperands());
    }
  }
  return false;
}

class Checker {
public:
  explicit Checker(PrimFuncOp function)
      : function(function), expressions(function),
        zero(ExprAttr::getConstant(function.getContext(), 0)) {}

  LogicalResult run() {
    function.walk<WalkOrder::PreOrder>([&](Operation *op) {
      if (auto loop = dyn_cast<ForOp>(op))
        checkThread(loop);
      else if (auto block = dyn_cast<BlockOp>(op))
        checkBlock(block);
      else if (auto load = dyn_cast<LoadOp>(op))
        checkBounds(load, load.getBuffer(), load.getIndices());
      else if (auto store = dyn_cast<StoreOp>(op))
        checkBounds(store, store.getBuffer(), store.getIndices());
    });
    return failure(broken);
  }

private:
  InFlightDiagnostic report(Operation *op) {
    broken = true;
    return op->emitOpError();
  }

  /// The name of a buffer in a message.
  std::string getName(Value buffer) {
    if (auto argument = dyn_cast<BlockArgument>(buffer); argument && argument.getOwner()->getParentOp() == function)
      return function.getParameterName(argument.getArgNumber());
    return "a local buffer";
  }

  /// Whether `op` may be left out in some execution of `scope`.
  bool isConditional(Operation *op, Operation *scope = nullptr) {
    for (Operation *parent = op->getParentOp(); parent && parent != scope && parent != function;
         parent = parent->getParentOp()) {
      if (auto block = dyn_cast<BlockOp>(parent)) {
        if (block.getPredicate())
          return true;
      } else if (!isa<ForOp, InitOp>(parent)) {
        return true;
      }
    }
    return false;
  }

  enum class Side { None, Below, Above };

  /// Whether `value` leaves [lower, upper) for some values of the variables of `loops`, and where. `prover` knows what
  /// holds around them.
  Side leaves(ExprAttr value, ExprAttr lower, ExprAttr upper, ArrayRef<Operation *> loops,
              const sym::Prover &prover) {
    FailureOr<ExprAttr> above = sym::sub(value, upper), below = sym::sub(value, lower);
    if (succeeded(above))
      if (ExprAttr most = expressions.getMaximum(*above, loops, prover))
        if (prover.provablyLessEqual(zero, most) == Truth::Yes)
          return Side::Above;
    if (succeeded(below))
      if (ExprAttr least = expressions.getMinimum(*below, loops, prover))
        if (prover.provablyLess(least, zero) == Truth::Yes)
          return Side::Below;
    return Side::None;
  }

  /// The same for all loops and blocks around, of which the innermost tells the others. Loads and stores at one place of
  /// buffers of one shape ask the same, so it keeps that nothing leaves.
  Side leavesIn(ExprAttr value, ExprAttr lower, ExprAttr upper, ArrayRef<Operation *> loops, const sym::Prover &prover) {
    auto question = std::make_pair(std::make_pair(value, lower),
                                   std::make_pair(upper, loops.empty() ? nullptr : loops.front()));
    if (inside.contains(question))
      return Side::None;
    Side side = leaves(value, lower, upper, loops, prover);
    if (side == Side::None)
      inside.insert(question);
    return side;
  }

  //===--------------------------------------------------------------------===//
  // Rules
  //===--------------------------------------------------------------------===//

  /// A thread axis is not bound twice on one way.
  void checkThread(ForOp loop) {
    if (!loop.getThread())
      return;
    for (ForOp outer = loop->getParentOfType<ForOp>(); outer; outer = outer->getParentOfType<ForOp>())
      if (outer.getThread() == loop.getThread()) {
        InFlightDiagnostic diagnostic = report(loop) << "bound to '" << *loop.getThread()
                                                     << "' must not stand inside of another loop bound to it";
        diagnostic.attachNote(outer.getLoc()) << "the other loop is here";
        return;
      }
  }

  /// Accesses stay inside of the buffer.
  void checkBounds(Operation *op, Value buffer, ValueRange indices) {
    if (isConditional(op))
      return;
    SmallVector<Operation *> loops = IndexExpressions::getLoopsAround(op);
    sym::Prover prover = expressions.getProver(loops);
    for (auto [axis, index, dim] :
         llvm::enumerate(indices, cast<BufferType>(buffer.getType()).getShape())) {
      ExprAttr expr = expressions.get(index);
      if (leavesIn(expr, zero, dim, loops, prover) != Side::None)
        report(op) << "index of dimension " << axis << " of '" << getName(buffer) << "' must be in [0, " << dim.str()
                   << "), got " << describe(index);
    }
  }

  /// An index for a message: its expression if it mentions no temporary symbol, else the range it runs over.
  std::string describe(Value index) {
    ExprAttr expr = expressions.get(index);
    llvm::SetVector<StringAttr> symbols;
    expr.collectSymbols(symbols);
    if (llvm::none_of(symbols, [](StringAttr name) { return name.getValue().starts_with("%"); }))
      return expr.str();
    Operation *op = index.getDefiningOp() ? index.getDefiningOp()
                                          : cast<BlockArgument>(index).getOwner()->getParentOp();
    SmallVector<Operation *> loops = IndexExpressions::getLoopsAround(op);
    if (isa<BlockArgument>(index))
      loops.insert(loops.begin(), op);
    sym::Prover prover = expressions.getProver(loops);
    ExprAttr least = expressions.getMinimum(expr, loops, prover), most = expressions.getMaximum(expr, loops, prover);
    return (least ? least.str() : "?") + " to " + (most ? most.str() : "?");
  }

  void checkBlock(BlockOp block) {
    checkBindings(block);
    if (block.hasReduction())
      checkReduction(block);
    checkRegions(block);
  }

  /// Bindings stay inside of their domains.
  void checkBindings(BlockOp block) {
    if (block.getPredicate() || isConditional(block))
      return;
    SmallVector<Operation *> loops = IndexExpressions::getLoopsAround(block);
    sym::Prover prover = expressions.getProver(loops);
    for (auto [iter, binding, lower, upper] :
         llvm::enumerate(block.getBindings(), block.getMixedLowers(), block.getMixedUppers())) {
      ExprAttr low = expressions.get(lower), high = expressions.get(upper);
      if (leavesIn(expressions.get(binding), low, high, loops, prover) != Side::None)
        report(block) << "'" << block.getBlockName() << "' binds iteration variable " << iter
                      << " outside of its domain [" << low.str() << ", " << high.str() << "), got "
                      << describe(binding);
    }
  }

  void checkReduction(BlockOp block) {
    auto isReduceVariable = [&](BlockArgument argument) {
      return argument.getOwner() == &block.getBody().front() &&
             block.getIterKind(argument.getArgNumber()) == IterKind::Reduce;
    };
    // Steps of a reduction follow one another.
    for (auto [iter, binding] : llvm::enumerate(block.getBindings())) {
      if (block.getIterKind(iter) != IterKind::Reduce)
        continue;
      for (Operation *parent : IndexExpressions::getLoopsAround(block)) {
        auto loop = dyn_cast<ForOp>(parent);
        if (!loop || loop.getKind() == ForKind::Serial || loop.getKind() == ForKind::Unrolled)
          continue;
        if (!dependsOn(binding, [&](BlockArgument argument) { return argument == loop.getLoopVariable(); }))
          continue;
        InFlightDiagnostic diagnostic = report(block)
                                        << "'" << block.getBlockName() << "' binds reduce variable " << iter
                                        << " to a loop whose iterations run at the same time, of kind '"
                                        << stringifyForKind(loop.getKind()) << "'";
        diagnostic.attachNote(loop.getLoc()) << "the loop is here";
      }
    }

    InitOp init = block.getInit();
    SmallVector<StoreOp> updates, firsts;
    llvm::SmallPtrSet<Value, 4> loaded;
    block.getBody().walk([&](Operation *op) {
      bool inInit = init && init->isProperAncestor(op);
      if (auto store = dyn_cast<StoreOp>(op))
        (inInit ? firsts : updates).push_back(store);
      else if (auto load = dyn_cast<LoadOp>(op); load && !inInit)
        loaded.insert(load.getBuffer());
    });
    for (StoreOp update : updates) {
      if (block->isAncestor(update.getBuffer().getParentRegion()->getParentOp()))
        continue;
      // All steps of one instance meet in one place.
      for (auto [axis, index] : llvm::enumerate(update.getIndices()))
        if (dependsOn(index, isReduceVariable))
          report(update) << "in block '" << block.getBlockName()
                         << "' must not depend on a reduce variable, dimension " << axis << " of '"
                         << getName(update.getBuffer()) << "' does";
      // A step that forgets the previous ones accumulates nothing.
      if (!loaded.contains(update.getBuffer()))
        report(update) << "in block '" << block.getBlockName() << "' must accumulate: '" << getName(update.getBuffer())
                       << "' is never read";
    }
    for (StoreOp first : firsts) {
      bool sameBuffer = false, samePlace = false;
      for (StoreOp update : updates) {
        if (update.getBuffer() != first.getBuffer())
          continue;
        sameBuffer = true;
        bool differs = false;
        for (auto [lhs, rhs] : llvm::zip_equal(first.getIndices(), update.getIndices()))
          differs |= sym::provablyDifferent(expressions.get(lhs), expressions.get(rhs));
        samePlace |= !differs;
      }
      if (!sameBuffer)
        report(first) << "in the init of block '" << block.getBlockName() << "' writes '" << getName(first.getBuffer())
                      << "', which the block does not update";
      else if (!samePlace)
        report(first) << "in the init of block '" << block.getBlockName() << "' writes another element of '"
                      << getName(first.getBuffer()) << "' than the block updates";
    }
  }

  /// Declared regions cover what the block touches.
  void checkRegions(BlockOp block) {
    Block &body = block.getBody().front();
    SmallVector<Operation *> reads, writes;
    for (Operation &op : body) {
      if (isa<ReadsOp>(op))
        reads.push_back(&op);
      else if (isa<WritesOp>(op))
        writes.push_back(&op);
    }
    if (reads.empty() && writes.empty())
      return;
    block.getBody().walk([&](Operation *op) {
      if (auto load = dyn_cast<LoadOp>(op)) {
        // The update of a reduction reads what it declares as written.
        SmallVector<Operation *> regions(reads);
        llvm::append_range(regions, writes);
        checkCovered(block, load, load.getBuffer(), load.getIndices(), regions, "read", "tir.reads");
      } else if (auto store = dyn_cast<StoreOp>(op)) {
        checkCovered(block, store, store.getBuffer(), store.getIndices(), writes, "written", "tir.writes");
      }
    });
  }

  void checkCovered(BlockOp block, Operation *op, Value buffer, ValueRange indices, ArrayRef<Operation *> regions,
                    StringRef verb, StringRef declaration) {
    // Memory of the block itself is nobody else's business.
    if (block->isAncestor(buffer.getParentRegion()->getParentOp()))
      return;
    SmallVector<Operation *> all = IndexExpressions::getLoopsAround(op);
    sym::Prover prover = expressions.getProver(all);
    // Several regions may cover an instance each, and some instances may never run: else every instance counts.
    bool isOnly = llvm::count_if(regions, [&](Operation *region) { return region->getOperand(0) == buffer; }) == 1;
    SmallVector<Operation *> loops = isOnly && !block.getPredicate() && !isConditional(block) && !isConditional(op, block)
                                         ? all
                                         : IndexExpressions::getLoopsAround(op, block);
    bool declared = false;
    for (Operation *region : regions) {
      if (region->getOperand(0) != buffer)
        continue;
      declared = true;
      auto covers = [&](auto typed) {
        if (typed.isWholeBuffer())
          return true;
        for (auto [index, offset, extent] : llvm::zip_equal(indices, typed.getOffsets(), typed.getMixedExtents())) {
          FailureOr<ExprAttr> distance = sym::sub(expressions.get(index), expressions.get(offset));
          if (succeeded(distance) && leaves(*distance, zero, expressions.get(extent), loops, prover) != Side::None)
            return false;
        }
        return true;
      };
      if (isa<ReadsOp>(region) ? covers(cast<ReadsOp>(region)) : covers(cast<WritesOp>(region)))
        return;
    }
    // Where the access may be left out, the region may be meant for the other case.
    if (declared && isConditional(op, block))
      return;
    if (!declared)
      report(op) << "in block '" << block.getBlockName() << "': '" << getName(buffer) << "' is " << verb
                 << ", but no '" << declaration << "' declares it";
    else
      report(op) << "in block '" << block.getBlockName() << "': an element of '" << getName(buffer) << "' is " << verb
                 << " that no '" << declaration << "' covers";
  }

  PrimFuncOp function;
  IndexExpressions expressions;
  ExprAttr zero;
  /// Questions with the answer that nothing leaves: value, lower, upper and the innermost loop or block.
  llvm::DenseSet<std::pair<std::pair<ExprAttr, ExprAttr>, std::pair<ExprAttr, Operation *>>> inside;
  bool broken = false;
};

struct VerifyWellFormedPass : tir::impl::VerifyWellFormedBase<VerifyWellFormedPass> {
  using VerifyWellFormedBase::VerifyWellFormedBase;

  void runOnOperation() override {
    PrimFuncOp function = getOperation();
    if (function.isExternal())
      return;
    markAllAnalysesPreserved();
    if (failed(Checker(function).run()))
      return signalPassFailure();
    ++numVerified;
  }
};

} // namespace

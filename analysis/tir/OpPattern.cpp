//===- OpPattern.cpp - What a kernel does with its elements ---------------===//
//
// Each loop nest is classified by the way in which the indices of its loads follow from those of its stores; the kernel
// is what the hardest of its nests is. The classes are those of the graph partitioner of TVM (Chen et al., OSDI 2018).
//
//===----------------------------------------------------------------------===//

#include "analysis/tir/OpPattern.h"

#include "analysis/tir/IndexExpressions.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace mlir::tir;
using sym::ExprAttr;
using sym::Truth;

static constexpr StringLiteral kNames[] = {
    "elementwise", "broadcast", "injective", "reduction", "out_elementwise_fusable", "opaque"};

StringRef tir::stringifyOpPattern(OpPattern pattern) { return kNames[static_cast<unsigned>(pattern)]; }

std::optional<OpPattern> tir::symbolizeOpPattern(StringRef name) {
  for (auto [index, known] : llvm::enumerate(kNames))
    if (name == known)
      return static_cast<OpPattern>(index);
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Nests
//===----------------------------------------------------------------------===//

std::optional<LoopNest> LoopNest::get(Operation *statement) {
  LoopNest nest;
  Operation *op = statement;
  while (auto loop = dyn_cast<ForOp>(op)) {
    auto lower = dyn_cast_if_present<Attribute>(loop.getLowerBound());
    if (loop.getKind() != ForKind::Serial || loop.getStep() != 1 || !lower ||
        !cast<IntegerAttr>(lower).getValue().isZero())
      return std::nullopt;
    nest.loops.push_back(loop);
    nest.body = &loop.getBody().front();
    // One loop or block and the terminator.
    Operation *first = &nest.body->front();
    if (!isa<ForOp, BlockOp>(first) || first->getNextNode() != nest.body->getTerminator())
      break;
    op = first;
  }
  if (auto block = dyn_cast<BlockOp>(op)) {
    nest.block = block;
    nest.body = &block.getBody().front();
  }
  if (!nest.body)
    return std::nullopt;
  for (Operation &inner : *nest.body)
    if (isa<ForOp, BlockOp>(inner))
      return std::nullopt;
  return nest;
}

SmallVector<Value> LoopNest::getVariables() {
  SmallVector<Value> variables;
  if (block) {
    llvm::append_range(variables, block.getIters());
    return variables;
  }
  for (ForOp loop : loops)
    variables.push_back(loop.getLoopVariable());
  return variables;
}

ForOp LoopNest::getLoop(Value variable) {
  auto argument = dyn_cast<BlockArgument>(variable);
  if (!argument)
    return {};
  Operation *owner = argument.getOwner()->getParentOp();
  if (block && owner == block.getOperation())
    return getLoop(block.getBindings()[argument.getArgNumber()]);
  for (ForOp loop : loops)
    if (loop.getOperation() == owner)
      return loop;
  return {};
}

//===----------------------------------------------------------------------===//
// Classification
//===----------------------------------------------------------------------===//

/// Whether some value that `value` is computed from, in its own block, is the result of an operation of type `OpTy`
/// that satisfies the predicate.
template <typename OpTy> static bool computedFrom(Value value, llvm::function_ref<bool(OpTy)> predicate) {
  SmallVector<Value> worklist = {value};
  llvm::SmallPtrSet<Value, 16> seen;
  while (!worklist.empty()) {
    Operation *op = worklist.pop_back_val().getDefiningOp();
    if (!op)
      continue;
    if (auto typed = dyn_cast<OpTy>(op)) {
      if (predicate(typed))
        return true;
      continue;
    }
    for (Value operand : op->getOperands())
      if (seen.insert(operand).second)
        worklist.push_back(operand);
  }
  return false;
}

/// Adds the spatial variables of the block that the elements behind `value` are chosen by. False where nothing is loaded.
static bool addSpatialVariables(Value value, BlockOp block, llvm::SmallDenseSet<Value> &variables) {
  bool isLoaded = false;
  (void)computedFrom<LoadOp>(value, [&](LoadOp load) {
    isLoaded = true;
    SmallVector<Value> worklist(load.getIndices());
    llvm::SmallPtrSet<Value, 16> seen;
    while (!worklist.empty()) {
      Value index = worklist.pop_back_val();
      if (!seen.insert(index).second)
        continue;
      if (Operation *op = index.getDefiningOp()) {
        llvm::append_range(worklist, op->getOperands());
        continue;
      }
      auto argument = cast<BlockArgument>(index);
      if (argument.getOwner() == &block.getBody().front() &&
          block.getIterKind(argument.getArgNumber()) == IterKind::Spatial)
        variables.insert(argument);
    }
    return false;
  });
  return isLoaded;
}

/// Whether the sum that `store` updates gets products whose factors are used again: one of them is the same for results
/// that differ in the other. The square of a deviation and the product of two rows are no such products.
static bool sumsProducts(StoreOp store, BlockOp block) {
  auto areReused = [&](Value left, Value right) {
    llvm::SmallDenseSet<Value> lhs, rhs;
    return addSpatialVariables(left, block, lhs) && addSpatialVariables(right, block, rhs) && lhs != rhs;
  };
  auto isProduct = [&](Value value) {
    Operation *op = value.getDefiningOp();
    // Conversions between the product and the sum.
    while (op && op->getNumOperands() == 1 && isMemoryEffectFree(op) && !isa<LoadOp>(op))
      op = op->getOperand(0).getDefiningOp();
    return isa_and_nonnull<arith::MulFOp, arith::MulIOp>(op) && areReused(op->getOperand(0), op->getOperand(1));
  };
  Operation *op = store.getValue().getDefiningOp();
  if (isa_and_nonnull<arith::AddFOp, arith::AddIOp>(op))
    return isProduct(op->getOperand(0)) || isProduct(op->getOperand(1));
  return isa_and_nonnull<math::FmaOp>(op) && areReused(op->getOperand(0), op->getOperand(1));
}

/// Whether `load` reads what `store` writes at the same place, up to what is broadcast.
static OpPattern classifyLoad(LoadOp load, StoreOp store) {
  ValueRange from = load.getIndices(), to = store.getIndices();
  if (from.size() == to.size() && llvm::equal(from, to))
    return OpPattern::Elementwise;
  size_t next = 0;
  for (Value index : from) {
    APInt constant;
    if (matchPattern(index, m_ConstantInt(&constant)) && constant.isZero())
      continue;
    // Multiplied by 0 or 1, as decided at run time.
    Value place = index;
    if (auto product = index.getDefiningOp<arith::MulIOp>()) {
      bool isLeft = llvm::is_contained(to, product.getLhs());
      Value factor = isLeft ? product.getRhs() : product.getLhs();
      place = isLeft ? product.getLhs() : product.getRhs();
      if (!factor.getDefiningOp<arith::SelectOp>())
        return OpPattern::Injective;
    }
    while (next < to.size() && to[next] != place)
      ++next;
    if (next == to.size())
      return OpPattern::Injective;
    ++next;
  }
  return OpPattern::Broadcast;
}

static OpPattern classifyNest(LoopNest &nest) {
  BlockOp block = nest.block;
  bool isReduction = false;
  if (block) {
    if (block.getPredicate())
      return OpPattern::Opaque;
    for (unsigned i = 0; i < block.getNumIters(); ++i)
      if (block.getIterKind(i) == IterKind::Opaque)
        return OpPattern::Opaque;
    isReduction = block.hasReduction() || block.getInit();
  }
  SmallVector<LoadOp> loads;
  SmallVector<StoreOp> stores;
  for (Operation &op : nest.body->without_terminator()) {
    if (auto load = dyn_cast<LoadOp>(op))
      loads.push_back(load);
    else if (auto store = dyn_cast<StoreOp>(op))
      stores.push_back(store);
    else if (!isa<ReadsOp, WritesOp, InitOp>(op) && (op.getNumRegions() != 0 || !isMemoryEffectFree(&op)))
      return OpPattern::Opaque;
  }
  if (stores.empty())
    return OpPattern::Opaque;
  if (isReduction)
    return stores.size() == 1 && sumsProducts(stores.front(), block) ? OpPattern::OutElementwiseFusable : OpPattern::Reduction;

  OpPattern pattern = OpPattern::Elementwise;
  SmallVector<Value> variables = nest.getVariables();
  for (StoreOp store : stores) {
    // Iterations that write one element twice depend on their order.
    for (Value variable : variables) {
      ForOp loop = nest.getLoop(variable);
      auto upper = loop ? dyn_cast_if_present<Attribute>(loop.getUpperBound()) : Attribute();
      if (upper && cast<IntegerAttr>(upper).getValue().isOne())
        continue;
      bool isUsed = llvm::any_of(store.getIndices(), [&](Value index) {
        if (index == variable)
          return true;
        SmallVector<Value> worklist = {index};
        while (!worklist.empty())
          if (Operation *op = worklist.pop_back_val().getDefiningOp())
            for (Value operand : op->getOperands()) {
              if (operand == variable)
                return true;
              worklist.push_back(operand);
            }
        return false;
      });
      if (!isUsed)
        return OpPattern::Opaque;
    }
    bool isPlain = store.getIndices().size() == variables.size() && llvm::equal(store.getIndices(), variables);
    if (!isPlain)
      pattern = std::max(pattern, OpPattern::Injective);
    for (LoadOp load : loads) {
      OpPattern relation = classifyLoad(load, store);
      // In place it has to be the same place.
      if (load.getBuffer() == store.getBuffer() && relation != OpPattern::Elementwise)
        return OpPattern::Opaque;
      pattern = std::max(pattern, relation);
    }
  }
  return pattern;
}

OpPattern tir::classifyKernel(PrimFuncOp kernel) {
  if (kernel.isExternal())
    return OpPattern::Opaque;
  std::optional<OpPattern> pattern;
  for (Operation &op : kernel.getBody().front().without_terminator()) {
    if (isa<ForOp, BlockOp>(op)) {
      std::optional<LoopNest> nest = LoopNest::get(&op);
      if (!nest)
        return OpPattern::Opaque;
      pattern = std::max(pattern.value_or(OpPattern::Elementwise), classifyNest(*nest));
    } else if (!isa<AllocBufferOp>(op) && (op.getNumRegions() != 0 || !isMemoryEffectFree(&op))) {
      return OpPattern::Opaque;
    }
  }
  return pattern.value_or(OpPattern::Opaque);
}

OpPattern tir::getOpPattern(PrimFuncOp kernel) {
  if (auto name = kernel->getAttrOfType<StringAttr>(kOpPatternAttr))
    if (std::optional<OpPattern> pattern = symbolizeOpPattern(name.getValue()))
      return *pattern;
  return classifyKernel(kernel);
}

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

bool tir::areSizesDecided(PrimFuncOp kernel) {
  if (kernel->hasAttr(kSizesCheckedAttr))
    return true;
  IndexExpressions expressions(kernel, IndexExpressions::IterVariables::Bindings);
  ExprAttr zero = ExprAttr::getConstant(kernel.getContext(), 0);
  auto isInside = [&](Operation *op, Value index, ExprAttr extent) {
    SmallVector<Operation *> loops = IndexExpressions::getLoopsAround(op);
    sym::Prover ranges = expressions.getProver(loops);
    ExprAttr expr = expressions.get(index);
    auto isNegative = [&](FailureOr<ExprAttr> value) {
      if (failed(value))
        return false;
      ExprAttr most = expressions.getMaximum(*value, loops, ranges);
      if (most && ranges.provablyLess(most, zero) == Truth::Yes)
        return true;
      return expressions.getProverAt(op).provablyLess(*value, zero) == Truth::Yes;
    };
    return isNegative(sym::sub(ExprAttr::getConstant(kernel.getContext(), -1), expr)) &&
           isNegative(sym::sub(expr, extent));
  };
  auto areInside = [&](Operation *op, Value buffer, ValueRange indices) {
    for (auto [index, extent] : llvm::zip_equal(indices, cast<BufferType>(buffer.getType()).getShape()))
      if (followsFromSizes(index) && !isInside(op, index, extent))
        return false;
    return true;
  };
  auto isChecked = [&](Operation *op) {
    if (op->hasAttr(kUnguardedAttr))
      return true;
    if (auto load = dyn_cast<LoadOp>(op))
      return areInside(op, load.getBuffer(), load.getIndices());
    if (auto store = dyn_cast<StoreOp>(op))
      return areInside(op, store.getBuffer(), store.getIndices());
    if (!isa<arith::DivSIOp, arith::RemSIOp, arith::FloorDivSIOp, arith::CeilDivSIOp, arith::DivUIOp, arith::RemUIOp,
             arith::CeilDivUIOp>(op))
      return true;
    Value divisor = op->getOperand(1);
    APInt constant;
    if (matchPattern(divisor, m_ConstantInt(&constant)))
      return !constant.isZero() && !constant.isAllOnes();
    if (!followsFromSizes(divisor))
      return true;
    return divisor.getType().isIndex() &&
           expressions.getProverAt(op).provablyLess(zero, expressions.get(divisor)) == Truth::Yes;
  };
  return !kernel.walk([&](Operation *op) { return isChecked(op) ? WalkResult::advance() : WalkResult::interrupt(); })
              .wasInterrupted();
}

//===- BranchPatterns.cpp - branches of which it is known what runs -------===//
//
// Regions that certainly run, or certainly do not, become part of what is
// around them.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/cleanup/BindingPatterns.h"

#include "dialects/relax/Relax.h"
#include "dialects/relax/ops/LaterUses.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace mlir::relax;

/// How many operations around a branch are asked whether they decide it.
static constexpr unsigned kMaxDepth = 64;

/// What a condition is known to be because it is constant.
static std::optional<bool> getConstantCondition(Value condition) {
  DenseElementsAttr tensor;
  IntegerAttr scalar;
  if (matchPattern(condition, m_Constant(&tensor)) && tensor.isSplat() &&
      tensor.getElementType().isInteger(1))
    return tensor.getSplatValue<bool>();
  if (matchPattern(condition, m_Constant(&scalar)))
    return !scalar.getValue().isZero();
  return std::nullopt;
}

/// What the condition of an `if` is known to be because it stands in a branch
/// of another one on the same value.
static std::optional<bool> getOuterDecision(IfOp op) {
  Region *region = op->getParentRegion();
  for (unsigned depth = 0; region && depth < kMaxDepth; ++depth) {
    Operation *parent = region->getParentOp();
    auto outer = dyn_cast_or_null<IfOp>(parent);
    if (outer && outer.getCondition() == op.getCondition())
      return region == &outer.getThenRegion();
    if (!parent || parent->hasTrait<OpTrait::IsIsolatedFromAbove>())
      break;
    region = parent->getParentRegion();
  }
  return std::nullopt;
}

/// Whether the values may take the place of results of the operation around
/// `region`: those from outside of it must not be updated in between.
static bool mayLeave(Region &region, ValueRange values) {
  return llvm::all_of(values, [&](Value value) {
    return region.isAncestor(value.getParentRegion()) || mayBeUsedLater(value);
  });
}

/// Puts a block in front of the operation around it, and what its terminator
/// passes on in the place of the results.
static void inlineAndReplace(PatternRewriter &rewriter, Operation *op,
                             Block *block, ValueRange arguments,
                             OperandRange passed) {
  Operation *terminator = block->getTerminator();
  llvm::SmallVector<Value> results;
  // What are arguments now are the values themselves then.
  for (Value value : passed) {
    auto argument = dyn_cast<BlockArgument>(value);
    results.push_back(argument && argument.getOwner() == block
                          ? arguments[argument.getArgNumber()]
                          : value);
  }
  rewriter.eraseOp(terminator);
  rewriter.inlineBlockBefore(block, op, arguments);
  rewriter.replaceOp(op, results);
}

namespace {

/// A branch whose condition is constant, or decided by a branch around it.
struct DecidedIf : OpRewritePattern<IfOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(IfOp op,
                                PatternRewriter &rewriter) const override {
    std::optional<bool> taken = getConstantCondition(op.getCondition());
    if (!taken)
      taken = getOuterDecision(op);
    if (!taken)
      return rewriter.notifyMatchFailure(op, "the condition is not known");
    if (!op.getSymbols().empty())
      return rewriter.notifyMatchFailure(op, "the op defines symbols");
    Block *block = *taken ? op.getThenBlock() : op.getElseBlock();
    OperandRange passed = block->getTerminator()->getOperands();
    if (!mayLeave(*block->getParent(), passed))
      return rewriter.notifyMatchFailure(
          op, "a value that it yields is updated in place");
    inlineAndReplace(rewriter, op, block, {}, passed);
    return success();
  }
};

/// Two branches that do the same are no branches.
struct EqualBranches : OpRewritePattern<IfOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(IfOp op,
                                PatternRewriter &rewriter) const override {
    if (!op.getSymbols().empty())
      return rewriter.notifyMatchFailure(op, "the op defines symbols");
    if (!OperationEquivalence::isRegionEquivalentTo(
            &op.getThenRegion(), &op.getElseRegion(),
            OperationEquivalence::IgnoreLocations))
      return rewriter.notifyMatchFailure(op, "the branches differ");
    OperandRange passed = op.getThenYield()->getOperands();
    if (!mayLeave(op.getThenRegion(), passed))
      return rewriter.notifyMatchFailure(
          op, "a value that it yields is updated in place");
    inlineAndReplace(rewriter, op, op.getThenBlock(), {}, passed);
    return success();
  }
};

/// What both branches yield, from outside of them, is that value.
struct EqualYields : OpRewritePattern<IfOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(IfOp op,
                                PatternRewriter &rewriter) const override {
    bool changed = false;
    for (auto [result, value, other] :
         llvm::zip_equal(op.getResults(), op.getThenYield()->getOperands(),
                         op.getElseYield()->getOperands())) {
      // The same value in both regions is one from outside.
      if (value != other || result.use_empty() ||
          result.getType() != value.getType() || !mayBeUsedLater(value))
        continue;
      rewriter.replaceAllUsesWith(result, value);
      changed = true;
    }
    return changed ? success()
                   : rewriter.notifyMatchFailure(
                         op, "the branches yield different values");
  }
};

/// A loop that ends before its first round: the region of its condition runs
/// once.
struct LoopWithoutRounds : OpRewritePattern<WhileOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(WhileOp op,
                                PatternRewriter &rewriter) const override {
    ConditionOp condition = op.getConditionOp();
    std::optional<bool> goesOn = getConstantCondition(condition.getCondition());
    if (!goesOn || *goesOn)
      return rewriter.notifyMatchFailure(
          op, "the condition is not constant, or true");
    for (Value value : condition.getArgs()) {
      auto argument = dyn_cast<BlockArgument>(value);
      bool isCarried = argument && argument.getOwner() == op.getBeforeBlock();
      Value source = isCarried ? op.getInits()[argument.getArgNumber()] : value;
      if (!mayLeave(op.getBefore(), source))
        return rewriter.notifyMatchFailure(
            op, "a value that it ends with is updated in place");
    }
    llvm::SmallVector<Value> inits(op.getInits());
    inlineAndReplace(rewriter, op, op.getBeforeBlock(), inits,
                     condition.getArgs());
    return success();
  }
};

} // namespace

void mlir::relax::populateBranchPatterns(RewritePatternSet &patterns) {
  patterns.add<DecidedIf, EqualBranches, EqualYields, LoopWithoutRounds>(
      patterns.getContext());
}

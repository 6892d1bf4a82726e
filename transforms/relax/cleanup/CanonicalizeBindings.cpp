//===- CanonicalizeBindings.cpp - bindings that say nothing new -----------===//
//
// Patterns over pairs of ops, run greedily together with the folders of the ops. A rearrangement with a condition that
// is left to the run time is a check: it is left out only where the op that remains makes the same check.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/Relax.h"
#include "dialects/relax/ops/LaterUses.h"
#include "dialects/relax/ops/Operators.h"
#include "dialects/sym/Sym.h"
#include "dialects/sym/SymbolScope.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "transforms/relax/cleanup/BindingPatterns.h"
#include "transforms/relax/cleanup/Passes.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallBitVector.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::relax {
#define GEN_PASS_DEF_CANONICALIZEBINDINGS
#include "transforms/relax/cleanup/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

//===----------------------------------------------------------------------===//
// Reshapes and transposes
//===----------------------------------------------------------------------===//

/// The operand of an op that only regroups elements in row-major order, or null.
Value getRegroupedSource(Operation *op) {
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case<ReshapeOp, FlattenOp, SqueezeOp, ExpandDimsOp>([](auto regrouping) -> Value { return regrouping.getX(); })
      .Default([](Operation *) { return Value(); });
}

/// Leaves out what regroups the operand of a reshape or flatten.
template <typename OuterOp> struct SkipRegrouping : OpRewritePattern<OuterOp> {
  using OpRewritePattern<OuterOp>::OpRewritePattern;

  LogicalResult matchAndRewrite(OuterOp op, PatternRewriter &rewriter) const override {
    Operation *inner = op.getX().getDefiningOp();
    Value source = inner ? getRegroupedSource(inner) : Value();
    if (!source)
      return rewriter.notifyMatchFailure(op, "the operand is not regrouped");
    if (!mayBeUsedLater(source))
      return rewriter.notifyMatchFailure(op, "the tensor is updated in place");
    // Equal numbers of elements are transitive, so one undecided condition remains the same; that a squeezed dimension
    // is 1 is another one.
    bool sameCondition = isa<ReshapeOp, FlattenOp>(inner) && isSpeculatable(op);
    if (!isSpeculatable(inner) && !sameCondition)
      return rewriter.notifyMatchFailure(op, "both have a condition that is checked at run time");
    llvm::SmallVector<Value> operands(op->getOperands());
    operands[0] = source;
    llvm::SmallVector<Type> inferred;
    if (failed(OuterOp::inferReturnTypes(op->getContext(), std::nullopt, operands, op->getDiscardableAttrDictionary(),
                                         op->getPropertiesStorage(), op->getRegions(), inferred)) ||
        !OuterOp::isCompatibleReturnTypes(inferred, op->getResultTypes()))
      return rewriter.notifyMatchFailure(op, "the result would have another type");
    rewriter.modifyOpInPlace(op, [&] { op->setOperand(0, source); });
    return success();
  }
};

/// How many regroupings of regroupings `RegroupedBack` looks at; the other patterns shorten chains.
constexpr unsigned kMaxRegroupings = 8;

/// Whether an op takes away the dimensions that the one it gets its operand from inserts, or the other way round.
bool undoes(Operation *outer, Operation *inner) {
  auto squeeze = dyn_cast<SqueezeOp>(outer);
  if (!squeeze)
    squeeze = dyn_cast<SqueezeOp>(inner);
  auto expand = dyn_cast<ExpandDimsOp>(outer);
  if (!expand)
    expand = dyn_cast<ExpandDimsOp>(inner);
  if (!squeeze || !expand || !squeeze.getAxis())
    return false;
  auto large = cast<relax::TensorType>(expand.getType()), other = cast<relax::TensorType>(squeeze.getX().getType());
  if (!large.hasRank() || !other.hasRank() || large.getRank() != other.getRank())
    return false;
  int64_t rank = large.getRank();
  ArrayRef<int64_t> gone = *squeeze.getAxis();
  llvm::SmallBitVector inserted(rank), removed(rank);
  for (int64_t axis : expand.getAxis())
    inserted.set(axis < 0 ? axis + rank : axis);
  for (int64_t axis : gone)
    removed.set(axis < 0 ? axis + rank : axis);
  return inserted == removed;
}

/// Regroupings that end in the shape they began with: that of a type without `?`, or by their axes.
template <typename OuterOp> struct RegroupedBack : OpRewritePattern<OuterOp> {
  using OpRewritePattern<OuterOp>::OpRewritePattern;

  LogicalResult matchAndRewrite(OuterOp op, PatternRewriter &rewriter) const override {
    // Two types with `?` may be those of different shapes, so that the pair has to be one by its axes.
    Operation *producer = op.getX().getDefiningOp();
    bool isKnown = cast<relax::TensorType>(op.getType()).isFullyKnown();
    if (!isKnown && !(producer && undoes(op, producer)))
      return rewriter.notifyMatchFailure(op, "a dimension has no name");
    Operation *inner = op;
    for (unsigned step = 0; step < (isKnown ? kMaxRegroupings : 2); ++step) {
      Value source = inner ? getRegroupedSource(inner) : Value();
      if (!source)
        return rewriter.notifyMatchFailure(op, "no value that it comes from has its type");
      if (!isSpeculatable(inner))
        return rewriter.notifyMatchFailure(op, "a regrouping has a condition that is checked at run time");
      if (source.getType() == op.getType() && (isKnown || inner == producer) && mayBeUsedLater(source)) {
        rewriter.replaceOp(op, source);
        return success();
      }
      inner = source.getDefiningOp();
    }
    return rewriter.notifyMatchFailure(op, "it comes from many regroupings");
  }
};

/// The axes of a transpose, none of them negative; nothing where the rank is not known.
std::optional<llvm::SmallVector<int64_t>> getAxes(PermuteDimsOp op) {
  auto type = cast<relax::TensorType>(op.getX().getType());
  if (!type.hasRank())
    return std::nullopt;
  int64_t rank = type.getRank();
  llvm::SmallVector<int64_t> axes;
  for (int64_t i = 0; i < rank; ++i) {
    int64_t axis = op.getAxes() ? (*op.getAxes())[i] : rank - 1 - i;
    axes.push_back(axis < 0 ? axis + rank : axis);
  }
  return axes;
}

struct ComposeTransposes : OpRewritePattern<PermuteDimsOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(PermuteDimsOp op, PatternRewriter &rewriter) const override {
    auto inner = op.getX().getDefiningOp<PermuteDimsOp>();
    if (!inner)
      return rewriter.notifyMatchFailure(op, "the operand is not a transpose");
    if (!mayBeUsedLater(inner.getX()))
      return rewriter.notifyMatchFailure(op, "the tensor is updated in place");
    auto outerAxes = getAxes(op), innerAxes = getAxes(inner);
    if (!outerAxes || !innerAxes || outerAxes->size() != innerAxes->size())
      return rewriter.notifyMatchFailure(op, "the rank is not known");
    llvm::SmallVector<int64_t> axes;
    for (int64_t axis : *outerAxes)
      axes.push_back((*innerAxes)[axis]);
    bool identity = llvm::equal(axes, llvm::seq<int64_t>(0, axes.size()));
    if (identity && inner.getX().getType() == op.getType()) {
      rewriter.replaceOp(op, inner.getX());
      return success();
    }
    rewriter.replaceOpWithNewOp<PermuteDimsOp>(op, op.getType(), inner.getX(), rewriter.getDenseI64ArrayAttr(axes));
    return success();
  }
};

/// A transpose that keeps the order of all dimensions but those of size 1 moves no element.
struct TransposeToReshape : OpRewritePattern<PermuteDimsOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(PermuteDimsOp op, PatternRewriter &rewriter) const override {
    auto type = cast<relax::TensorType>(op.getX().getType());
    std::optional<llvm::SmallVector<int64_t>> axes = getAxes(op);
    if (!axes || !type.isFullyKnown() || !cast<relax::TensorType>(op.getType()).isFullyKnown())
      return rewriter.notifyMatchFailure(op, "a dimension has no name");
    int64_t last = -1;
    bool moves = false;
    for (auto [index, axis] : llvm::enumerate(*axes)) {
      moves |= axis != static_cast<int64_t>(index);
      if (type.getShape()[axis].getConstantValue() == 1)
        continue;
      if (axis < last)
        return rewriter.notifyMatchFailure(op, "dimensions other than 1 change their order");
      last = axis;
    }
    if (!moves)
      return rewriter.notifyMatchFailure(op, "nothing moves");
    llvm::SmallVector<Value> dims;
    for (int64_t axis : *axes) {
      sym::ExprAttr dim = type.getShape()[axis];
      FailureOr<Value> value = sym::materialize(rewriter, op.getLoc(), dim, op.getX());
      if (failed(value))
        return rewriter.notifyMatchFailure(op, "a size is not at hand");
      dims.push_back(*value);
    }
    auto shape = ShapeOp::create(rewriter, op.getLoc(), dims);
    rewriter.replaceOpWithNewOp<ReshapeOp>(op, op.getType(), op.getX(), shape);
    return success();
  }
};

struct ComposeBroadcasts : OpRewritePattern<BroadcastToOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(BroadcastToOp op, PatternRewriter &rewriter) const override {
    auto inner = op.getX().getDefiningOp<BroadcastToOp>();
    if (!inner)
      return rewriter.notifyMatchFailure(op, "the operand is not a broadcast");
    if (!isSpeculatable(inner) || !isSpeculatable(op))
      return rewriter.notifyMatchFailure(op, "one of them has a condition that is checked at run time");
    if (!mayBeUsedLater(inner.getX()))
      return rewriter.notifyMatchFailure(op, "the tensor is updated in place");
    rewriter.modifyOpInPlace(op, [&] { op.getXMutable().assign(inner.getX()); });
    return success();
  }
};

//===----------------------------------------------------------------------===//
// Conversions
//===----------------------------------------------------------------------===//

/// Whether `wide` holds every value of `narrow`, so that a conversion through it is none.
bool holdsEveryValue(Type wide, Type narrow) {
  if (wide == narrow)
    return true;
  auto wideFloat = dyn_cast<FloatType>(wide), narrowFloat = dyn_cast<FloatType>(narrow);
  auto wideInt = dyn_cast<IntegerType>(wide), narrowInt = dyn_cast<IntegerType>(narrow);
  auto isSigned = [](IntegerType type) { return !type.isUnsigned() && type.getWidth() != 1; };
  if (wideFloat && narrowFloat)
    // The formats of the processor only: the f8 family differs in what it does with infinities.
    return (wideFloat.isF64() && (narrowFloat.isF32() || narrowFloat.isF16() || narrowFloat.isBF16())) ||
           (wideFloat.isF32() && (narrowFloat.isF16() || narrowFloat.isBF16()));
  if (wideFloat && narrowInt) {
    unsigned digits = wideFloat.isF64() ? 53 : wideFloat.isF32() ? 24 : 0;
    return narrowInt.getWidth() - (isSigned(narrowInt) ? 1 : 0) <= digits;
  }
  if (!wideInt || !narrowInt || wideInt.getWidth() == 1)
    return false;
  if (isSigned(narrowInt))
    return isSigned(wideInt) && wideInt.getWidth() > narrowInt.getWidth();
  return wideInt.getWidth() > narrowInt.getWidth();
}

struct ComposeConversions : OpRewritePattern<AstypeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(AstypeOp op, PatternRewriter &rewriter) const override {
    auto inner = op.getX().getDefiningOp<AstypeOp>();
    if (!inner)
      return rewriter.notifyMatchFailure(op, "the operand is not converted");
    Type from = cast<relax::TensorType>(inner.getX().getType()).getElementType();
    if (!from || !holdsEveryValue(inner.getDtype(), from))
      return rewriter.notifyMatchFailure(op, "the inner conversion changes values");
    if (!mayBeUsedLater(inner.getX()))
      return rewriter.notifyMatchFailure(op, "the tensor is updated in place");
    if (from == op.getDtype() && inner.getX().getType() == op.getType())
      rewriter.replaceOp(op, inner.getX());
    else
      rewriter.modifyOpInPlace(op, [&] { op.getXMutable().assign(inner.getX()); });
    return success();
  }
};

//===----------------------------------------------------------------------===//
// Casts and tuples
//===----------------------------------------------------------------------===//

/// A cast looks at the value that a weaker or weaker checked one was made from.
struct CastSeesThrough : OpRewritePattern<MatchCastOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(MatchCastOp op, PatternRewriter &rewriter) const override {
    Value source;
    if (auto forget = op.getValue().getDefiningOp<ForgetOp>()) {
      source = forget.getValue();
      if (!isReferenceType(source.getType()))
        return rewriter.notifyMatchFailure(op, "the value is a boxed scalar");
    } else if (auto cast = op.getValue().getDefiningOp<MatchCastOp>()) {
      if (!cast.getSymbols().empty() || !isSubtype(op.getResult().getType(), cast.getResult().getType()))
        return rewriter.notifyMatchFailure(op, "the inner cast checks or defines something else");
      source = cast.getValue();
    } else {
      return rewriter.notifyMatchFailure(op, "the value is not cast");
    }
    // A cast that is bound to fail stays one: the verifier refuses it once it sees the types.
    if (provablyDisjoint(source.getType(), op.getResult().getType()))
      return rewriter.notifyMatchFailure(op, "the cast is bound to fail");
    rewriter.modifyOpInPlace(op, [&] { op.getValueMutable().assign(source); });
    return success();
  }
};

struct TupleOfItsFields : OpRewritePattern<TupleOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(TupleOp op, PatternRewriter &rewriter) const override {
    Value tuple;
    for (auto [index, field] : llvm::enumerate(op.getFields())) {
      auto item = field.getDefiningOp<TupleGetItemOp>();
      if (!item || item.getIndex() != index || (tuple && tuple != item.getTuple()))
        return rewriter.notifyMatchFailure(op, "a field is not that of one tuple");
      tuple = item.getTuple();
    }
    if (!tuple || tuple.getType() != op.getType())
      return rewriter.notifyMatchFailure(op, "the tuple has more fields");
    rewriter.replaceOp(op, tuple);
    return success();
  }
};

//===----------------------------------------------------------------------===//
// Regions
//===----------------------------------------------------------------------===//

/// What a dataflow region hands out without having made it needs no region.
struct ForwardedOutput : OpRewritePattern<DataflowOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(DataflowOp op, PatternRewriter &rewriter) const override {
    Operation *output = op.getBody().front().getTerminator();
    bool changed = false;
    for (auto [result, value] : llvm::zip_equal(op.getResults(), output->getOperands())) {
      if (result.use_empty() || op.getBody().isAncestor(value.getParentRegion()) || !mayBeUsedLater(value))
        continue;
      rewriter.replaceAllUsesWith(result, value);
      changed = true;
    }
    if (op->use_empty() && llvm::hasSingleElement(op.getBody().front())) {
      rewriter.eraseOp(op);
      return success();
    }
    return changed ? success() : rewriter.notifyMatchFailure(op, "every output is made in the region");
  }
};

/// What a loop carries unchanged is what it started with, in the loop and behind it.
struct InvariantCarried : OpRewritePattern<WhileOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(WhileOp op, PatternRewriter &rewriter) const override {
    ConditionOp condition = op.getConditionOp();
    bool changed = false;
    auto replace = [&](Value from, Value to) {
      if (from.use_empty() || from.getType() != to.getType() ||
          !mayBeUsedLater(from, /*allowCopies=*/false) || !mayBeUsedLater(to, /*allowCopies=*/false))
        return;
      rewriter.replaceAllUsesWith(from, to);
      changed = true;
    };
    for (auto [argument, init, next] :
         llvm::zip_equal(op.getBeforeBlock()->getArguments(), op.getInits(), op.getYieldOp()->getOperands())) {
      auto passed = dyn_cast<BlockArgument>(next);
      if (next == init ||
          (passed && passed.getOwner() == op.getAfterBlock() && condition.getArgs()[passed.getArgNumber()] == argument))
        replace(argument, init);
    }
    for (auto [passed, argument, result] :
         llvm::zip_equal(condition.getArgs(), op.getAfterBlock()->getArguments(), op.getResults()))
      if (!op.getBefore().isAncestor(passed.getParentRegion())) {
        replace(argument, passed);
        replace(result, passed);
      }
    return changed ? success() : rewriter.notifyMatchFailure(op, "every carried value may change");
  }
};

struct CanonicalizeBindings : relax::impl::CanonicalizeBindingsBase<CanonicalizeBindings> {
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    populateCanonicalizeBindingsPatterns(set);
    MatchCastOp::getCanonicalizationPatterns(set, context);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    struct Counter : RewriterBase::Listener {
      void notifyOperationReplaced(Operation *, ValueRange) override { ++count; }
      void notifyOperationModified(Operation *) override { ++count; }
      unsigned count = 0;
    } counter;
    GreedyRewriteConfig config;
    config.setRegionSimplificationLevel(GreedySimplifyRegionLevel::Disabled).setListener(&counter);
    // Not to have converged is no failure: every step is right by itself.
    (void)applyPatternsGreedily(getOperation(), patterns, config);
    numRewritten += counter.count;
  }

private:
  FrozenRewritePatternSet patterns;
};

} // namespace

void mlir::relax::populateCanonicalizeBindingsPatterns(RewritePatternSet &patterns) {
  patterns.add<SkipRegrouping<ReshapeOp>, SkipRegrouping<FlattenOp>, RegroupedBack<ReshapeOp>, RegroupedBack<FlattenOp>,
               RegroupedBack<SqueezeOp>, RegroupedBack<ExpandDimsOp>, ComposeTransposes, TransposeToReshape,
               ComposeBroadcasts, ComposeConversions, CastSeesThrough, TupleOfItsFields, ForwardedOutput, InvariantCarried>(
      patterns.getContext());
  populateBranchPatterns(patterns);
  populatePiecePatterns(patterns);
}

//===- FoldBatchNorm.cpp - scales and shifts into weights -----------------===//
//
// y = anchor(x, w) is a convolution or a product with weights w. Scales and
// shifts of its channels that are compile-time values become part of w and of
// one bias:
//
//   (y + b) * c   ->   y * c + b * c
//   anchor(x, w) * c   ->   anchor(x, w * c')
//   (y + b) + d   ->   y + (b + d)
//
// Batch normalization behind y is such a scale and shift. The new weights are
// operators on constants, which constant folding evaluates.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/algebra/BatchNorm.h"
#include "transforms/relax/algebra/Passes.h"
#include "transforms/relax/algebra/PatternPass.h"

namespace mlir::relax {
#define GEN_PASS_DEF_FOLDBATCHNORM
#include "transforms/relax/algebra/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

namespace {

/// A linear operator and where the channels of its result are.
struct Anchor {
  Operation *op = nullptr;
  OpOperand *weight = nullptr;
  /// The dimension of the result, and of the weights, that counts channels. None of the weights where groups of a
  /// transposed convolution share it: then only a scale for all channels together can be folded.
  int64_t channelAxis = 0;
  std::optional<int64_t> weightAxis;
};

/// A factor or an addend of channels: its value and where its channels are; no axis if it has one element.
struct Channelwise {
  Value value;
  std::optional<int64_t> axis;
};

} // namespace

/// The anchor that yields `value`, if its weights are compile-time and nothing but `user`, in the same block, uses the
/// result.
static std::optional<Anchor> getAnchor(Value value, Operation *user) {
  Operation *op = value.getDefiningOp();
  RelaxTensor type = getKnownType(value);
  if (!op || op->getBlock() != user->getBlock() || !type || !isa<FloatType>(type.getElementType()) ||
      !value.hasOneUse())
    return std::nullopt;
  Anchor anchor;
  anchor.op = op;
  if (isa<Conv1DOp, Conv2DOp, Conv3DOp>(op)) {
    anchor.channelAxis = 1;
    anchor.weightAxis = 0;
  } else if (isa<Conv1DTransposeOp, Conv2DTransposeOp, Conv3DTransposeOp>(op)) {
    anchor.channelAxis = 1;
    auto groups = op->getAttrOfType<IntegerAttr>("groups");
    if (!groups || groups.getInt() == 1)
      anchor.weightAxis = 1;
  } else if (isa<MatmulOp>(op)) {
    RelaxTensor weight = getKnownType(op->getOperand(1));
    if (!weight || weight.getRank() < 2)
      return std::nullopt;
    anchor.channelAxis = type.getRank() - 1;
    anchor.weightAxis = weight.getRank() - 1;
  } else {
    return std::nullopt;
  }
  anchor.weight = &op->getOpOperand(1);
  if (!getKnownType(anchor.weight->get()) || !isCompileTime(anchor.weight->get()))
    return std::nullopt;
  return anchor;
}

/// `value` as a factor or an addend of the channels of the anchor's result: compile-time, with no more than one element
/// along every other dimension.
static std::optional<Channelwise> getChannelwise(const Anchor &anchor, Value value) {
  RelaxTensor type = getKnownType(value), result = getKnownType(anchor.op->getResult(0));
  if (!type || type.getRank() > result.getRank() || !isCompileTime(value))
    return std::nullopt;
  Channelwise channelwise{value, std::nullopt};
  sym::ExprAttr one = sym::ExprAttr::getConstant(type.getContext(), 1);
  int64_t missing = result.getRank() - type.getRank();
  for (auto [i, dim] : llvm::enumerate(type.getShape())) {
    if (dim == one)
      continue;
    int64_t axis = missing + i;
    if (axis != anchor.channelAxis || dim != result.getShape()[axis])
      return std::nullopt;
    channelwise.axis = i;
  }
  return channelwise;
}

/// The anchor behind `value`, directly or with a bias of channels in between, and the bias then.
static std::optional<Anchor> getBiasedAnchor(Value value, Operation *user, Value &bias) {
  if (std::optional<Anchor> anchor = getAnchor(value, user))
    return anchor;
  auto add = value.getDefiningOp<AddOp>();
  if (!add || !value.hasOneUse() || add->getBlock() != user->getBlock())
    return std::nullopt;
  for (auto [product, addend] : {std::pair(add.getLhs(), add.getRhs()), std::pair(add.getRhs(), add.getLhs())}) {
    std::optional<Anchor> anchor = getAnchor(product, add);
    if (!anchor || !getChannelwise(*anchor, addend) || product.getType() != value.getType())
      continue;
    bias = addend;
    return anchor;
  }
  return std::nullopt;
}

/// The factor laid out so that it broadcasts to the weights.
static Value alignWithWeight(OpBuilder &builder, Location loc, const Anchor &anchor, Channelwise factor) {
  // The vector itself, where a decomposition has laid it out for the result.
  if (auto expand = factor.value.getDefiningOp<ExpandDimsOp>(); expand && factor.axis)
    if (RelaxTensor source = getKnownType(expand.getX()); source && source.getRank() == 1)
      factor = {expand.getX(), 0};
  int64_t rank = cast<RelaxTensor>(factor.value.getType()).getRank();
  SmallVector<int64_t> others;
  for (int64_t i = 0; i < rank; ++i)
    if (i != factor.axis)
      others.push_back(i);
  Value vector = factor.value;
  if (!others.empty())
    vector = SqueezeOp::create(builder, loc, vector, builder.getDenseI64ArrayAttr(others));
  if (!factor.axis)
    return vector;
  int64_t behind = cast<RelaxTensor>(anchor.weight->get().getType()).getRank() - 1 - *anchor.weightAxis;
  if (behind == 0)
    return vector;
  return ExpandDimsOp::create(builder, loc, vector,
                              builder.getDenseI64ArrayAttr(llvm::to_vector(llvm::seq<int64_t>(1, behind + 1))));
}

namespace {

/// A scale behind an anchor, by a product or a quotient.
template <typename ScaleOp>
struct FoldScale : OpRewritePattern<ScaleOp> {
  FoldScale(MLIRContext *context, Pass::Statistic &numScales)
      : OpRewritePattern<ScaleOp>(context), numScales(numScales) {}

  LogicalResult matchAndRewrite(ScaleOp op, PatternRewriter &rewriter) const override {
    if (succeeded(fold(op, op.getLhs(), op.getRhs(), rewriter)))
      return success();
    if (std::is_same_v<ScaleOp, MultiplyOp> && succeeded(fold(op, op.getRhs(), op.getLhs(), rewriter)))
      return success();
    return rewriter.notifyMatchFailure(op, "it is no scale of channels behind weights that only it uses");
  }

private:
  LogicalResult fold(ScaleOp op, Value product, Value factor, PatternRewriter &rewriter) const {
    Value bias;
    std::optional<Anchor> anchor = getBiasedAnchor(product, op, bias);
    std::optional<Channelwise> channelwise = anchor ? getChannelwise(*anchor, factor) : std::nullopt;
    if (!channelwise || (channelwise->axis && !anchor->weightAxis) || product.getType() != op.getType())
      return failure();
    Location loc = op.getLoc();
    // What the weights are multiplied by has to stand in front of the anchor.
    hoistCompileTime(rewriter, factor, anchor->op);
    rewriter.setInsertionPoint(anchor->op);
    Value aligned = alignWithWeight(rewriter, loc, *anchor, *channelwise);
    Value weight = ScaleOp::create(rewriter, loc, anchor->weight->get(), aligned);
    rewriter.modifyOpInPlace(anchor->op, [&] { anchor->weight->set(weight); });
    Value result = anchor->op->getResult(0);
    rewriter.setInsertionPoint(op);
    if (bias) {
      Value scaled = ScaleOp::create(rewriter, loc, bias, factor);
      result = AddOp::create(rewriter, loc, result, scaled);
    }
    rewriter.replaceOp(op, result);
    ++numScales;
    return success();
  }

  Pass::Statistic &numScales;
};

/// A second bias.
struct FoldShift : OpRewritePattern<AddOp> {
  FoldShift(MLIRContext *context, Pass::Statistic &numShifts) : OpRewritePattern(context), numShifts(numShifts) {}

  LogicalResult matchAndRewrite(AddOp op, PatternRewriter &rewriter) const override {
    for (auto [sum, shift] : {std::pair(op.getLhs(), op.getRhs()), std::pair(op.getRhs(), op.getLhs())}) {
      Value bias;
      std::optional<Anchor> anchor = getBiasedAnchor(sum, op, bias);
      if (!anchor || !bias || !getChannelwise(*anchor, shift) || sum.getType() != op.getType())
        continue;
      Value total = AddOp::create(rewriter, op.getLoc(), bias, shift);
      rewriter.replaceOpWithNewOp<AddOp>(op, anchor->op->getResult(0), total);
      ++numShifts;
      return success();
    }
    return rewriter.notifyMatchFailure(op, "it is no second bias behind weights");
  }

  Pass::Statistic &numShifts;
};

/// A bias that is subtracted, where another step follows from writing it as a sum.
struct AddNegative : OpRewritePattern<SubtractOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(SubtractOp op, PatternRewriter &rewriter) const override {
    Value bias;
    std::optional<Anchor> anchor = getBiasedAnchor(op.getLhs(), op, bias);
    if (!anchor || !getChannelwise(*anchor, op.getRhs()) || op.getLhs().getType() != op.getType())
      return rewriter.notifyMatchFailure(op, "it is no shift of channels behind weights");
    Value negative = NegativeOp::create(rewriter, op.getLoc(), op.getRhs());
    rewriter.replaceOpWithNewOp<AddOp>(op, op.getLhs(), negative);
    return success();
  }
};

/// Batch normalization behind an anchor.
struct FoldNorm : OpRewritePattern<BatchNormOp> {
  FoldNorm(MLIRContext *context, Pass::Statistic &numBatchNorms)
      : OpRewritePattern(context), numBatchNorms(numBatchNorms) {}

  LogicalResult matchAndRewrite(BatchNormOp op, PatternRewriter &rewriter) const override {
    Value bias;
    std::optional<Anchor> anchor = getBiasedAnchor(op.getData(), op, bias);
    int64_t rank = anchor ? cast<RelaxTensor>(op.getData().getType()).getRank() : 0;
    auto axis = static_cast<int64_t>(op.getAxis());
    axis = axis < 0 ? axis + rank : axis;
    if (!anchor || !anchor->weightAxis || axis != anchor->channelAxis)
      return rewriter.notifyMatchFailure(op, "no weights of these channels stand in front of it");
    if (!hasCompileTimeStatistics(op))
      return rewriter.notifyMatchFailure(op, "scale and shift would be computed in each call");
    if (failed(decomposeBatchNorm(op, rewriter)))
      return failure();
    ++numBatchNorms;
    return success();
  }

  Pass::Statistic &numBatchNorms;
};

struct FoldBatchNorm : PatternPass<relax::impl::FoldBatchNormBase<FoldBatchNorm>> {
  using PatternPass::PatternPass;

  void addPatterns(RewritePatternSet &set) override {
    // A chain of n scales and shifts takes n rounds at most.
    set.add<FoldScale<MultiplyOp>, FoldScale<DivideOp>>(set.getContext(), numScales);
    set.add<FoldShift>(set.getContext(), numShifts);
    set.add<FoldNorm>(set.getContext(), numBatchNorms);
    set.add<AddNegative>(set.getContext());
  }
};

} // namespace

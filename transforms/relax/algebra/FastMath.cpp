//===- FastMath.cpp - cheaper operators, a rounding or two away -----------===//
//
// Divisions and powers become multiplications. Results may differ by a few
// roundings; where an intermediate result leaves the range of numbers (x / c
// with 1 / c not a number that the type holds) nothing changes.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/algebra/Passes.h"
#include "transforms/relax/algebra/PatternPass.h"
#include "transforms/relax/algebra/Weights.h"

namespace mlir::relax {
#define GEN_PASS_DEF_FASTMATH
#include "transforms/relax/algebra/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

/// A constant of the type of `like` (a splat) with another number; null where the number is no normal one of the type.
static Value makeSplat(OpBuilder &builder, Location loc, Value like, double number) {
  auto elements = cast<DenseElementsAttr>(like.getDefiningOp<ConstantOp>().getValue());
  auto type = cast<FloatType>(elements.getElementType());
  APFloat value(number);
  bool losesInfo;
  value.convert(type.getFloatSemantics(), APFloat::rmNearestTiesToEven, &losesInfo);
  if (!value.isNormal())
    return {};
  return ConstantOp::create(builder, loc, DenseElementsAttr::get(elements.getType(), value));
}

namespace {

/// x / c -> x * (1 / c)
struct DivideByConstant : OpRewritePattern<DivideOp> {
  DivideByConstant(MLIRContext *context, Pass::Statistic &numDivisions)
      : OpRewritePattern(context), numDivisions(numDivisions) {}

  LogicalResult matchAndRewrite(DivideOp op, PatternRewriter &rewriter) const override {
    std::optional<double> divisor = getSplat(op.getRhs());
    if (!divisor || *divisor == 0)
      return rewriter.notifyMatchFailure(op, "the divisor is no constant number");
    Value reciprocal = makeSplat(rewriter, op.getLoc(), op.getRhs(), 1 / *divisor);
    if (!reciprocal)
      return rewriter.notifyMatchFailure(op, "the reciprocal is outside of the range of normal numbers");
    rewriter.replaceOpWithNewOp<MultiplyOp>(op, op.getResult().getType(), op.getLhs(), reciprocal);
    ++numDivisions;
    return success();
  }

  Pass::Statistic &numDivisions;
};

/// x / sqrt(y) -> x * rsqrt(y)
struct DivideByRoot : OpRewritePattern<DivideOp> {
  DivideByRoot(MLIRContext *context, Pass::Statistic &numRoots) : OpRewritePattern(context), numRoots(numRoots) {}

  LogicalResult matchAndRewrite(DivideOp op, PatternRewriter &rewriter) const override {
    auto root = op.getRhs().getDefiningOp<SqrtOp>();
    if (!root || !root->hasOneUse())
      return rewriter.notifyMatchFailure(op, "the divisor is no root that nothing else uses");
    Value inverse = RsqrtOp::create(rewriter, op.getLoc(), root.getResult().getType(), root.getX());
    std::optional<double> one = getSplat(op.getLhs());
    if (one && *one == 1 && inverse.getType() == op.getResult().getType())
      rewriter.replaceOp(op, inverse);
    else
      rewriter.replaceOpWithNewOp<MultiplyOp>(op, op.getResult().getType(), op.getLhs(), inverse);
    ++numRoots;
    return success();
  }

  Pass::Statistic &numRoots;
};

/// x^2 -> square(x), x^3 -> square(x) * x, x^4 -> square(square(x)), x^0.5 -> sqrt(x), and the reciprocals of the first
/// and the last
struct PowerOfConstant : OpRewritePattern<PowerOp> {
  PowerOfConstant(MLIRContext *context, Pass::Statistic &numPowers)
      : OpRewritePattern(context), numPowers(numPowers) {}

  LogicalResult matchAndRewrite(PowerOp op, PatternRewriter &rewriter) const override {
    std::optional<double> exponent = getSplat(op.getRhs());
    Value x = op.getLhs();
    if (!exponent || x.getType() != op.getResult().getType() || !getKnownType(x))
      return rewriter.notifyMatchFailure(op, "the exponent is no constant number, or broadcasts the base");
    Location loc = op.getLoc();
    Value result;
    if (*exponent == 1) {
      result = x;
    } else if (*exponent == 2) {
      result = SquareOp::create(rewriter, loc, x);
    } else if (*exponent == 3) {
      Value square = SquareOp::create(rewriter, loc, x);
      result = MultiplyOp::create(rewriter, loc, square, x);
    } else if (*exponent == 4) {
      Value square = SquareOp::create(rewriter, loc, x);
      result = SquareOp::create(rewriter, loc, square);
    } else if (*exponent == 0.5) {
      result = SqrtOp::create(rewriter, loc, x);
    } else if (*exponent == -0.5) {
      result = RsqrtOp::create(rewriter, loc, x);
    } else if (*exponent == -1) {
      Value one = makeSplat(rewriter, loc, op.getRhs(), 1);
      result = DivideOp::create(rewriter, loc, one, x);
    } else {
      return rewriter.notifyMatchFailure(op, "the exponent is none of those that take few multiplications");
    }
    rewriter.replaceOp(op, result);
    ++numPowers;
    return success();
  }

  Pass::Statistic &numPowers;
};

struct FastMath : PatternPass<relax::impl::FastMathBase<FastMath>> {
  using PatternPass::PatternPass;

  void addPatterns(RewritePatternSet &set) override {
    set.add<DivideByConstant>(set.getContext(), numDivisions);
    set.add<DivideByRoot>(set.getContext(), numRoots);
    set.add<PowerOfConstant>(set.getContext(), numPowers);
  }
};

} // namespace

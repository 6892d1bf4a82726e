//===- ReorderTakeAfterMatmul.cpp - columns are chosen behind the product -===//
//
// x.(W[:, i]) is (x.W)[:, i]. The second multiplies by weights as they are,
// which is less work where more columns are chosen than there are.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/algebra/Passes.h"
#include "transforms/relax/algebra/PatternPass.h"
#include "transforms/relax/algebra/Weights.h"

#include "dialects/sym/Prover.h"

namespace mlir::relax {
#define GEN_PASS_DEF_REORDERTAKEAFTERMATMUL
#include "transforms/relax/algebra/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

namespace {

struct TakeAfterMatmul : OpRewritePattern<MatmulOp> {
  TakeAfterMatmul(MLIRContext *context, bool always, Pass::Statistic &numReordered)
      : OpRewritePattern(context), always(always), numReordered(numReordered) {}

  LogicalResult matchAndRewrite(MatmulOp op, PatternRewriter &rewriter) const override {
    auto take = op.getRhs().getDefiningOp<TakeOp>();
    RelaxTensor weight = take ? getKnownType(take.getX()) : RelaxTensor();
    RelaxTensor indices = take ? getKnownType(take.getIndices()) : RelaxTensor();
    RelaxTensor lhs = getKnownType(op.getLhs());
    if (!weight || !indices || !lhs || weight.getRank() != 2 || indices.getRank() != 1 || !take.getAxis() ||
        (*take.getAxis() != 1 && *take.getAxis() != -1) || lhs.getShape().back() != weight.getShape()[0])
      return rewriter.notifyMatchFailure(op, "the right operand is no choice of columns of a known matrix");
    if (!take->hasOneUse())
      return rewriter.notifyMatchFailure(op, "the chosen columns are used elsewhere, and are there anyway");
    SmallVector<sym::ExprAttr> shape(lhs.getShape());
    shape.back() = indices.getShape()[0];
    RelaxTensor result = getKnownType(op.getResult());
    if (!result || result.getShape() != ArrayRef(shape))
      return rewriter.notifyMatchFailure(op, "the type of the result is another one");
    sym::Prover prover(op.getContext(), sym::Facts::forOperation(op));
    if (!always &&
        prover.provablyLessEqual(weight.getShape()[1], indices.getShape()[0]) != sym::Truth::Yes)
      return rewriter.notifyMatchFailure(op, "fewer columns may be chosen than there are");
    Value product = MatmulOp::create(rewriter, op.getLoc(), op.getLhs(), take.getX());
    rewriter.replaceOpWithNewOp<TakeOp>(op, op.getResult().getType(), product, take.getIndices(),
                                        rewriter.getI64IntegerAttr(lhs.getRank() - 1));
    ++numReordered;
    return success();
  }

  bool always;
  Pass::Statistic &numReordered;
};

struct ReorderTakeAfterMatmul : PatternPass<relax::impl::ReorderTakeAfterMatmulBase<ReorderTakeAfterMatmul>> {
  using PatternPass::PatternPass;

  void addPatterns(RewritePatternSet &set) override {
    set.add<TakeAfterMatmul>(set.getContext(), always, numReordered);
  }
};

} // namespace

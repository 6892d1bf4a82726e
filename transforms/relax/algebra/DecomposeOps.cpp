//===- DecomposeOps.cpp - operators to what inference needs of them -------===//
//
// At inference batch normalization is a multiplication and an addition, and
// dropout nothing. What they are made of can be folded and fused.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/algebra/BatchNorm.h"
#include "transforms/relax/algebra/Passes.h"
#include "transforms/relax/algebra/PatternPass.h"

namespace mlir::relax {
#define GEN_PASS_DEF_DECOMPOSEOPS
#include "transforms/relax/algebra/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

struct DecomposeBatchNorm : OpRewritePattern<BatchNormOp> {
  DecomposeBatchNorm(MLIRContext *context, bool anyStatistics, Pass::Statistic &numDecomposed)
      : OpRewritePattern(context), anyStatistics(anyStatistics), numDecomposed(numDecomposed) {}

  LogicalResult matchAndRewrite(BatchNormOp op, PatternRewriter &rewriter) const override {
    if (!anyStatistics && !hasCompileTimeStatistics(op))
      return rewriter.notifyMatchFailure(op, "scale and shift would be computed in each call");
    if (failed(decomposeBatchNorm(op, rewriter)))
      return failure();
    ++numDecomposed;
    return success();
  }

  bool anyStatistics;
  Pass::Statistic &numDecomposed;
};

struct DropDropout : OpRewritePattern<DropoutOp> {
  DropDropout(MLIRContext *context, Pass::Statistic &numDropped) : OpRewritePattern(context), numDropped(numDropped) {}

  LogicalResult matchAndRewrite(DropoutOp op, PatternRewriter &rewriter) const override {
    Value data = withType(rewriter, op.getLoc(), op.getData(), op.getResult().getType());
    if (!data)
      return rewriter.notifyMatchFailure(op, "the type of the result says more than that of the data");
    rewriter.replaceOp(op, data);
    ++numDropped;
    return success();
  }

  Pass::Statistic &numDropped;
};

struct DecomposeOps : PatternPass<relax::impl::DecomposeOpsBase<DecomposeOps>> {
  using PatternPass::PatternPass;

  void addPatterns(RewritePatternSet &set) override {
    set.add<DecomposeBatchNorm>(set.getContext(), anyStatistics, numBatchNorms);
    set.add<DropDropout>(set.getContext(), numDropouts);
  }
};

} // namespace

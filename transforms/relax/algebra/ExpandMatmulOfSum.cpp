//===- ExpandMatmulOfSum.cpp - products of sums with a product ------------===//
//
// x.(W + A.B) is x.W + x.(A.B): how adapters of low rank are applied without
// adding them to the weights in each call. `relax-adjust-matmul-order` then
// makes (x.A).B of the second.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/algebra/Passes.h"
#include "transforms/relax/algebra/PatternPass.h"
#include "transforms/relax/algebra/Weights.h"

namespace mlir::relax {
#define GEN_PASS_DEF_EXPANDMATMULOFSUM
#include "transforms/relax/algebra/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

/// Whether the value is a product of matrices, maybe transposed.
static bool isProduct(Value value) {
  if (auto transpose = value.getDefiningOp<PermuteDimsOp>())
    value = transpose.getX();
  return value.getDefiningOp<MatmulOp>() != nullptr;
}

namespace {

struct ExpandSum : OpRewritePattern<MatmulOp> {
  ExpandSum(MLIRContext *context, Pass::Statistic &numExpanded) : OpRewritePattern(context), numExpanded(numExpanded) {}

  LogicalResult matchAndRewrite(MatmulOp op, PatternRewriter &rewriter) const override {
    auto sum = op.getRhs().getDefiningOp<AddOp>();
    RelaxTensor type = sum ? getKnownType(sum.getResult()) : RelaxTensor();
    if (!type || !isa<FloatType>(type.getElementType()) || type.getRank() < 2 || sum.getLhs().getType() != type ||
        sum.getRhs().getType() != type)
      return rewriter.notifyMatchFailure(op, "the right operand is no sum of two matrices of one known type");
    if (!sum->hasOneUse())
      return rewriter.notifyMatchFailure(op, "the sum is used elsewhere, and is there anyway");
    if (!isProduct(sum.getLhs()) && !isProduct(sum.getRhs()))
      return rewriter.notifyMatchFailure(op, "neither matrix is a product that could be reordered");
    if (isCompileTime(sum.getResult()))
      return rewriter.notifyMatchFailure(op, "the sum is computed before the program runs");
    Type result = op.getType();
    Value left = MatmulOp::create(rewriter, op.getLoc(), result, op.getLhs(), sum.getLhs());
    Value right = MatmulOp::create(rewriter, op.getLoc(), result, op.getLhs(), sum.getRhs());
    rewriter.replaceOpWithNewOp<AddOp>(op, result, left, right);
    ++numExpanded;
    return success();
  }

  Pass::Statistic &numExpanded;
};

struct ExpandMatmulOfSum : PatternPass<relax::impl::ExpandMatmulOfSumBase<ExpandMatmulOfSum>> {
  using PatternPass::PatternPass;

  void addPatterns(RewritePatternSet &set) override {
    set.add<ExpandSum>(set.getContext(), numExpanded);
  }
};

} // namespace

//===- ExpandMatmulOfSum.cpp - products of sums with a product ------------===//
//
// x.(W + s * (A.B)) is x.W + x.(s * (A.B)): how adapters of low rank are applied without adding them to the weights in
// each call. `relax-adjust-matmul-order` then makes s * ((x.A).B) of the second.
//
// With x of m rows, W of k x n and rank r, that is m * k * n + m * r * (k + n) multiplications against k * r * n + m *
// k * n. Where neither is known to be less for all sizes, it is m that decides, and low rank limits what can be lost:
// if r * (k + n) is at most k * n, a call never takes more than twice the multiplications, and one of few rows takes a
// small part of them.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/algebra/Passes.h"
#include "transforms/relax/algebra/PatternPass.h"
#include "transforms/relax/algebra/ScaledProduct.h"
#include "transforms/relax/algebra/Weights.h"

#include "dialects/sym/Prover.h"

#include <array>

namespace mlir::relax {
#define GEN_PASS_DEF_EXPANDMATMULOFSUM
#include "transforms/relax/algebra/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

namespace {

struct ExpandSum : OpRewritePattern<MatmulOp> {
  ExpandSum(MLIRContext *context, Pass::Statistic &numExpanded) : OpRewritePattern(context), numExpanded(numExpanded) {}

  LogicalResult matchAndRewrite(MatmulOp op, PatternRewriter &rewriter) const override {
    auto transpose = op.getRhs().getDefiningOp<PermuteDimsOp>();
    if (transpose && (!isMatrixTranspose(transpose) || !transpose->hasOneUse()))
      return rewriter.notifyMatchFailure(op, "the right operand is no transposed matrix, or used elsewhere");
    auto sum = (transpose ? transpose.getX() : op.getRhs()).getDefiningOp<AddOp>();
    RelaxTensor x = getKnownType(op.getLhs()), type = sum ? getKnownType(sum.getResult()) : RelaxTensor();
    if (!x || x.getRank() < 2 || !type || !isa<FloatType>(type.getElementType()) || type.getRank() != 2 ||
        sum.getLhs().getType() != type || sum.getRhs().getType() != type)
      return rewriter.notifyMatchFailure(op, "the right operand is no sum of two matrices of one known type");
    if (!sum->hasOneUse())
      return rewriter.notifyMatchFailure(op, "the sum is used elsewhere, and is there anyway");
    std::optional<ScaledProduct> left = matchScaledProduct(sum.getLhs()), right = matchScaledProduct(sum.getRhs());
    if (!left && !right)
      return rewriter.notifyMatchFailure(op, "neither matrix is a product that could be reordered");
    if (isCompileTime(sum.getResult()))
      return rewriter.notifyMatchFailure(op, "the sum is computed before the program runs");
    if (!isWorthwhile(op, {left, right}))
      return rewriter.notifyMatchFailure(op, "the product is not of low rank");
    auto multiplyBy = [&](Value addend) -> Value {
      if (transpose)
        addend = permute(rewriter, op.getLoc(), addend, {1, 0});
      return MatmulOp::create(rewriter, op.getLoc(), op.getType(), op.getLhs(), addend);
    };
    Value first = multiplyBy(sum.getLhs());
    Value second = multiplyBy(sum.getRhs());
    rewriter.replaceOpWithNewOp<AddOp>(op, op.getType(), first, second);
    ++numExpanded;
    return success();
  }

private:
  static bool isWorthwhile(MatmulOp op, const std::array<std::optional<ScaledProduct>, 2> &addends) {
    ArrayRef<sym::ExprAttr> sum = getKnownType(op.getRhs()).getShape();
    MatmulCost m(getKnownType(op.getLhs()).getShape().drop_back()), matrix(sum);
    // What stands there, and per row of x what becomes of it if all products are reordered.
    MatmulCost now = m * matrix;
    SmallVector<MatmulCost> rowsOfProducts, rows;
    for (const std::optional<ScaledProduct> &addend : addends) {
      if (!addend) {
        rows.push_back(matrix);
        continue;
      }
      sym::ExprAttr rank = addend->getRank();
      MatmulCost row = MatmulCost({sum[0], rank}) + MatmulCost({rank, sum[1]});
      if (!isCompileTime(addend->product->getResult(0)))
        now += MatmulCost({sum[0], rank, sum[1]});
      for (Operation *scale : addend->scales) {
        row += MatmulCost(sum[1]);
        if (!isCompileTime(scale->getResult(0)))
          now += matrix;
      }
      rowsOfProducts.push_back(row);
      rows.push_back(row);
    }
    MatmulCost then = m * (rows[0] + rows[1]);
    sym::Prover prover(op.getContext(), sym::Facts::forOperation(op->getParentOfType<FuncOp>()));
    if (now.isAtMost(then, prover))
      return false;
    return then.isAtMost(now, prover) ||
           llvm::any_of(rowsOfProducts, [&](const MatmulCost &row) { return row.isAtMost(matrix, prover); });
  }

  Pass::Statistic &numExpanded;
};

struct ExpandMatmulOfSum : PatternPass<relax::impl::ExpandMatmulOfSumBase<ExpandMatmulOfSum>> {
  using PatternPass::PatternPass;

  void addPatterns(RewritePatternSet &set) override { set.add<ExpandSum>(set.getContext(), numExpanded); }
};

} // namespace

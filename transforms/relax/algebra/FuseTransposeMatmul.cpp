//===- FuseTransposeMatmul.cpp - products of transposed matrices ----------===//
//
// A product that reads its right operand transposed needs no transposed copy.
// `relax.einsum` says so: its kernel runs along the summed dimension, which is
// the contiguous one of both operands here.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/algebra/Passes.h"
#include "transforms/relax/algebra/PatternPass.h"
#include "transforms/relax/algebra/Weights.h"

namespace mlir::relax {
#define GEN_PASS_DEF_FUSETRANSPOSEMATMUL
#include "transforms/relax/algebra/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

namespace {

struct FuseTranspose : OpRewritePattern<MatmulOp> {
  FuseTranspose(MLIRContext *context, Pass::Statistic &numFused) : OpRewritePattern(context), numFused(numFused) {}

  LogicalResult matchAndRewrite(MatmulOp op, PatternRewriter &rewriter) const override {
    auto transpose = op.getRhs().getDefiningOp<PermuteDimsOp>();
    RelaxTensor lhs = getKnownType(op.getLhs()), result = getKnownType(op.getResult());
    RelaxTensor source = transpose ? getKnownType(transpose.getX()) : RelaxTensor();
    if (!lhs || !source || !result || lhs.getRank() < 2 || source.getRank() < 2)
      return rewriter.notifyMatchFailure(op, "the right operand is no transposed matrix of a known type");
    if (!transpose->hasOneUse())
      return rewriter.notifyMatchFailure(op, "the transposed matrix is used elsewhere, and is there anyway");
    if (isCompileTime(transpose.getX()))
      return rewriter.notifyMatchFailure(op, "weights are transposed before the program runs");
    int64_t rank = source.getRank();
    SmallVector<int64_t> swapped = llvm::to_vector(llvm::seq<int64_t>(0, rank));
    std::swap(swapped[rank - 1], swapped[rank - 2]);
    if (getPermutation(transpose) != swapped)
      return rewriter.notifyMatchFailure(op, "the transpose does more than swapping rows and columns");
    if (lhs.getShape().back() != source.getShape().back())
      return rewriter.notifyMatchFailure(op, "the contracted dimensions are not equal as they stand");
    ArrayRef<sym::ExprAttr> left = lhs.getShape().drop_back(2), right = source.getShape().drop_back(2);
    if (!left.empty() && !right.empty() && left != right)
      return rewriter.notifyMatchFailure(op, "the batches are not equal as they stand");
    SmallVector<sym::ExprAttr> shape(left.empty() ? right : left);
    shape.append({lhs.getShape()[left.size()], source.getShape()[right.size()]});
    if (result.getShape() != ArrayRef(shape))
      return rewriter.notifyMatchFailure(op, "the type of the result is another one");
    rewriter.replaceOpWithNewOp<EinsumOp>(op, op.getResult().getType(),
                                          rewriter.getStringAttr("...ik,...jk->...ij"),
                                          ValueRange{op.getLhs(), transpose.getX()});
    ++numFused;
    return success();
  }

  Pass::Statistic &numFused;
};

struct FuseTransposeMatmul : PatternPass<relax::impl::FuseTransposeMatmulBase<FuseTransposeMatmul>> {
  using PatternPass::PatternPass;

  void addPatterns(RewritePatternSet &set) override {
    set.add<FuseTranspose>(set.getContext(), numFused);
  }
};

} // namespace

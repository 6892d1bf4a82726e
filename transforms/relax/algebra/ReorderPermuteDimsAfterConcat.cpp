//===- ReorderPermuteDimsAfterConcat.cpp - one transpose behind a concat --===//
//
// Tensors that are transposed alike and then put together are put together
// first and transposed once, where the next operator may take the transpose in.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/algebra/Passes.h"
#include "transforms/relax/algebra/PatternPass.h"
#include "transforms/relax/algebra/Weights.h"

namespace mlir::relax {
#define GEN_PASS_DEF_REORDERPERMUTEDIMSAFTERCONCAT
#include "transforms/relax/algebra/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

namespace {

struct PermuteAfterConcat : OpRewritePattern<ConcatOp> {
  PermuteAfterConcat(MLIRContext *context, Pass::Statistic &numReordered)
      : OpRewritePattern(context), numReordered(numReordered) {}

  LogicalResult matchAndRewrite(ConcatOp op, PatternRewriter &rewriter) const override {
    RelaxTensor result = getKnownType(op.getResult());
    if (!result || op.getTensors().size() < 2)
      return rewriter.notifyMatchFailure(op, "it does not put together tensors of known types");
    std::optional<SmallVector<int64_t>> order;
    SmallVector<Value> sources;
    for (Value tensor : op.getTensors()) {
      auto permute = tensor.getDefiningOp<PermuteDimsOp>();
      if (!permute || !getKnownType(permute.getX()) || !getKnownType(tensor) || !permute->hasOneUse())
        return rewriter.notifyMatchFailure(op, "an operand is no transpose that nothing else uses");
      SmallVector<int64_t> axes = getPermutation(permute);
      if (order && *order != axes)
        return rewriter.notifyMatchFailure(op, "the operands are transposed in different ways");
      order = axes;
      sources.push_back(permute.getX());
    }
    int64_t axis = op.getAxis() < 0 ? op.getAxis() + result.getRank() : op.getAxis();
    // The type follows from that of the result, dimension by dimension.
    SmallVector<sym::ExprAttr> shape(result.getRank());
    for (auto [i, source] : llvm::enumerate(*order))
      shape[source] = result.getShape()[i];
    Value whole = ConcatOp::create(rewriter, op.getLoc(), result.cloneWithShape(shape), sources,
                                   rewriter.getI64IntegerAttr((*order)[axis]));
    rewriter.replaceOpWithNewOp<PermuteDimsOp>(op, result, whole, rewriter.getDenseI64ArrayAttr(*order));
    ++numReordered;
    return success();
  }

  Pass::Statistic &numReordered;
};

struct ReorderPermuteDimsAfterConcat : PatternPass<relax::impl::ReorderPermuteDimsAfterConcatBase<ReorderPermuteDimsAfterConcat>> {
  using PatternPass::PatternPass;

  void addPatterns(RewritePatternSet &set) override {
    set.add<PermuteAfterConcat>(set.getContext(), numReordered);
  }
};

} // namespace

//===- AdjustMatmulOrder.cpp - which of two products comes first ----------===//
//
// (x.A).B and x.(A.B) are equal, and differ in cost: with x of m rows, A of k x r and B of r x n, m * k * r + m * r * n
// multiplications against k * r * n + m * k * n. Sizes may be symbolic; the prover compares the two polynomials, and
// where it cannot, their upper bounds are compared. In x.(A.B) the product may be scaled and transposed: factors leave
// the product, and transposes move to A and B.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/algebra/Passes.h"
#include "transforms/relax/algebra/PatternPass.h"
#include "transforms/relax/algebra/ScaledProduct.h"
#include "transforms/relax/algebra/Weights.h"

#include "dialects/sym/Prover.h"

namespace mlir::relax {
#define GEN_PASS_DEF_ADJUSTMATMULORDER
#include "transforms/relax/algebra/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;
using sym::ExprAttr;

namespace {

/// A product of three: which operand of the root the other product is, and its parts.
struct TripleProduct {
  /// Whether x.A comes first.
  bool isLeft;
  /// A.B, or x.A without scales and transposes.
  ScaledProduct inner;
  /// The left operand of the three.
  Value x;
  /// A is of k x r, B of r x n.
  ExprAttr k, r, n;
  /// Whether A.B is known before the program runs.
  bool isWeight;
};

struct ReorderProducts : OpRewritePattern<MatmulOp> {
  ReorderProducts(MLIRContext *context, Pass::Statistic &numReordered)
      : OpRewritePattern(context), numReordered(numReordered) {}

  LogicalResult matchAndRewrite(MatmulOp op, PatternRewriter &rewriter) const override {
    if (isCompileTime(op.getResult()))
      return rewriter.notifyMatchFailure(op, "it is computed before the program runs");
    for (bool isLeft : {true, false}) {
      std::optional<TripleProduct> triple = isLeft ? getLeft(op) : getRight(op);
      if (!triple || !isWorthwhile(op, *triple))
        continue;
      Location loc = op.getLoc();
      if (isLeft) {
        Value product = MatmulOp::create(rewriter, loc, triple->inner.product.getRhs(), op.getRhs());
        rewriter.replaceOpWithNewOp<MatmulOp>(op, op.getType(), triple->x, product);
      } else {
        auto [a, b] = triple->inner.createFactors(rewriter, loc);
        Value product = MatmulOp::create(rewriter, loc, triple->x, a);
        Value result = MatmulOp::create(rewriter, loc, op.getType(), product, b);
        rewriter.replaceOp(op, triple->inner.createScaled(rewriter, loc, result));
      }
      ++numReordered;
      return success();
    }
    return rewriter.notifyMatchFailure(op, "it is no product of three that costs less in the other order");
  }

private:
  /// (x.A).B
  static std::optional<TripleProduct> getLeft(MatmulOp op) {
    auto inner = op.getLhs().getDefiningOp<MatmulOp>();
    if (!inner || !inner->hasOneUse())
      return std::nullopt;
    RelaxTensor a = getKnownType(inner.getRhs()), b = getKnownType(op.getRhs());
    if (!a || !b || a.getRank() != 2 || b.getRank() != 2 || a.getShape()[1] != b.getShape()[0])
      return std::nullopt;
    TripleProduct triple;
    triple.isLeft = true;
    triple.inner.product = inner;
    triple.x = inner.getLhs();
    triple.k = a.getShape()[0];
    triple.r = a.getShape()[1];
    triple.n = b.getShape()[1];
    triple.isWeight = isCompileTime(inner.getRhs()) && isCompileTime(op.getRhs());
    return hasPlainTypes(op, triple) ? std::optional(triple) : std::nullopt;
  }

  /// x.(s * (A.B))
  static std::optional<TripleProduct> getRight(MatmulOp op) {
    std::optional<ScaledProduct> inner = matchScaledProduct(op.getRhs());
    if (!inner)
      return std::nullopt;
    TripleProduct triple;
    triple.isLeft = false;
    triple.inner = *inner;
    triple.x = op.getLhs();
    triple.k = inner->getRows();
    triple.r = inner->getRank();
    triple.n = inner->getColumns();
    triple.isWeight = isCompileTime(inner->product.getResult());
    return hasPlainTypes(op, triple) ? std::optional(triple) : std::nullopt;
  }

  /// Whether x has k columns and the result is that of a product without broadcasting.
  static bool hasPlainTypes(MatmulOp op, const TripleProduct &triple) {
    RelaxTensor x = getKnownType(triple.x), result = getKnownType(op.getResult());
    if (!x || !result || !isa<FloatType>(x.getElementType()) || x.getRank() < 2 || x.getShape().back() != triple.k)
      return false;
    SmallVector<ExprAttr> shape(x.getShape());
    shape.back() = triple.n;
    return result.getShape() == ArrayRef(shape);
  }

  static bool isWorthwhile(MatmulOp op, const TripleProduct &triple) {
    MatmulCost m(getKnownType(triple.x).getShape().drop_back());
    MatmulCost left = m * MatmulCost({triple.k, triple.r}) + m * MatmulCost({triple.r, triple.n});
    MatmulCost right = m * MatmulCost({triple.k, triple.n});
    // A product of weights costs nothing when the program runs.
    if (!triple.isWeight)
      right += MatmulCost({triple.k, triple.r, triple.n});
    for (Operation *scale : triple.inner.scales) {
      left += m * MatmulCost(triple.n);
      if (!isCompileTime(scale->getResult(0)))
        right += MatmulCost({triple.k, triple.n});
    }
    const MatmulCost &now = triple.isLeft ? left : right, &then = triple.isLeft ? right : left;
    if (!now.isKnown() || !then.isKnown())
      return false;
    // Those of the function: looking for assumptions above each product would take quadratic time.
    sym::Prover prover(op.getContext(), sym::Facts::forOperation(op->getParentOfType<FuncOp>()));
    // Never more, and not always the same: for sizes of zero all costs are equal.
    if (then.isAtMost(now, prover))
      return !now.isAtMost(then, prover);
    if (now.isAtMost(then, prover))
      return false;
    std::optional<int64_t> mostNow = prover.bounds(now.get()).upper, mostThen = prover.bounds(then.get()).upper;
    return mostNow && mostThen && *mostThen < *mostNow;
  }

  Pass::Statistic &numReordered;
};

struct AdjustMatmulOrder : PatternPass<relax::impl::AdjustMatmulOrderBase<AdjustMatmulOrder>> {
  using PatternPass::PatternPass;

  void addPatterns(RewritePatternSet &set) override {
    // Each step makes a product of three cheaper, so this ends.
    set.add<ReorderProducts>(set.getContext(), numReordered);
  }
};

} // namespace

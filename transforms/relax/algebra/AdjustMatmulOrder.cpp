//===- AdjustMatmulOrder.cpp - which of two products comes first ----------===//
//
// (x.A).B and x.(A.B) are equal, and differ in cost: with x of m rows, A of
// k x r and B of r x n, m * k * r + m * r * n multiplications against
// k * r * n + m * k * n. Sizes may be symbolic; the prover compares the two
// polynomials, and where it cannot, their upper bounds are compared.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/algebra/Passes.h"
#include "transforms/relax/algebra/PatternPass.h"
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

/// x, A and B of a product of three, and the operation of the two that is not the root.
struct TripleProduct {
  MatmulOp inner;
  Value x, a, b;
  /// Whether x.A comes first.
  bool isLeft;
};

struct ReorderProducts : OpRewritePattern<MatmulOp> {
  ReorderProducts(MLIRContext *context, Pass::Statistic &numReordered)
      : OpRewritePattern(context), numReordered(numReordered) {}

  LogicalResult matchAndRewrite(MatmulOp op, PatternRewriter &rewriter) const override {
    if (isCompileTime(op.getResult()))
      return rewriter.notifyMatchFailure(op, "it is computed before the program runs");
    for (bool isLeft : {true, false}) {
      std::optional<TripleProduct> triple = getTriple(op, isLeft);
      if (!triple || !isWorthwhile(op, *triple))
        continue;
      Location loc = op.getLoc();
      Value first = isLeft ? triple->a : triple->x, second = isLeft ? triple->b : triple->a;
      Value product = MatmulOp::create(rewriter, loc, first, second);
      if (isLeft)
        rewriter.replaceOpWithNewOp<MatmulOp>(op, op.getType(), triple->x, product);
      else
        rewriter.replaceOpWithNewOp<MatmulOp>(op, op.getType(), product, triple->b);
      ++numReordered;
      return success();
    }
    return rewriter.notifyMatchFailure(op, "it is no product of three that costs less in the other order");
  }

private:
  static std::optional<TripleProduct> getTriple(MatmulOp op, bool isLeft) {
    TripleProduct triple;
    triple.isLeft = isLeft;
    triple.inner = (isLeft ? op.getLhs() : op.getRhs()).getDefiningOp<MatmulOp>();
    if (!triple.inner || !triple.inner->hasOneUse())
      return std::nullopt;
    triple.x = isLeft ? triple.inner.getLhs() : op.getLhs();
    triple.a = isLeft ? triple.inner.getRhs() : triple.inner.getLhs();
    triple.b = isLeft ? op.getRhs() : triple.inner.getRhs();
    RelaxTensor x = getKnownType(triple.x), a = getKnownType(triple.a), b = getKnownType(triple.b),
                result = getKnownType(op.getResult());
    if (!x || !a || !b || !result || !isa<FloatType>(x.getElementType()) || x.getRank() < 2 || a.getRank() != 2 ||
        b.getRank() != 2 || x.getShape().back() != a.getShape()[0] || a.getShape()[1] != b.getShape()[0])
      return std::nullopt;
    SmallVector<ExprAttr> shape(x.getShape());
    shape.back() = b.getShape()[1];
    if (result.getShape() != ArrayRef(shape))
      return std::nullopt;
    return triple;
  }

  static FailureOr<ExprAttr> multiply(ArrayRef<ExprAttr> factors) {
    FailureOr<ExprAttr> product = factors.front();
    for (ExprAttr factor : factors.drop_front())
      if (succeeded(product))
        product = sym::mul(*product, factor);
    return product;
  }

  static FailureOr<ExprAttr> sum(FailureOr<ExprAttr> lhs, FailureOr<ExprAttr> rhs) {
    if (failed(lhs) || failed(rhs))
      return failure();
    return sym::add(*lhs, *rhs);
  }

  static bool isWorthwhile(MatmulOp op, const TripleProduct &triple) {
    ArrayRef<ExprAttr> x = getKnownType(triple.x).getShape(), b = getKnownType(triple.b).getShape();
    FailureOr<ExprAttr> m = multiply(x.drop_back());
    if (failed(m))
      return false;
    ExprAttr k = x.back(), r = b[0], n = b[1];
    FailureOr<ExprAttr> left = sum(multiply({*m, k, r}), multiply({*m, r, n}));
    FailureOr<ExprAttr> right = multiply({*m, k, n});
    // A product of weights costs nothing when the program runs.
    if (!isCompileTime(triple.a) || !isCompileTime(triple.b))
      right = sum(right, multiply({k, r, n}));
    if (failed(left) || failed(right))
      return false;
    ExprAttr now = triple.isLeft ? *left : *right, then = triple.isLeft ? *right : *left;
    // Those of the function: looking for assumptions above each product would take quadratic time.
    sym::Prover prover(op.getContext(), sym::Facts::forOperation(op->getParentOfType<FuncOp>()));
    // Never more, and not always the same: for sizes of zero all costs are equal.
    if (prover.provablyLessEqual(then, now) == sym::Truth::Yes)
      return prover.provablyLessEqual(now, then) != sym::Truth::Yes;
    if (prover.provablyLessEqual(now, then) == sym::Truth::Yes)
      return false;
    std::optional<int64_t> mostNow = prover.bounds(now).upper, mostThen = prover.bounds(then).upper;
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

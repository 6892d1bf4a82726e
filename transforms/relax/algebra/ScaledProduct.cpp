//===- ScaledProduct.cpp - products as adapters write them ----------------===//

#include "transforms/relax/algebra/ScaledProduct.h"

#include "transforms/relax/algebra/Weights.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;
using sym::ExprAttr;

/// How many transposes and scales may lie over a product.
static constexpr unsigned kMaxOverProduct = 8;

/// Whether a value is a single number of this element type.
static bool isScalarOf(Value value, Type elementType) {
  RelaxTensor type = getKnownType(value);
  return type && type.getRank() == 0 && type.getElementType() == elementType;
}

/// The matrix that a multiplication or division by a scalar scales, null for any other operation. The matrix and the
/// result have one type.
static Value getScaled(Operation *op) {
  RelaxTensor type = op->getNumResults() == 1 ? getKnownType(op->getResult(0)) : RelaxTensor();
  if (!type || !isa<MultiplyOp, DivideOp>(op))
    return {};
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  if (lhs.getType() == type && isScalarOf(rhs, type.getElementType()))
    return lhs;
  if (isa<MultiplyOp>(op) && rhs.getType() == type && isScalarOf(lhs, type.getElementType()))
    return rhs;
  return {};
}

bool relax::isMatrixTranspose(PermuteDimsOp op) {
  RelaxTensor type = getKnownType(op.getX()), result = getKnownType(op.getResult());
  return type && result && type.getRank() == 2 && getPermutation(op) == SmallVector<int64_t>{1, 0} &&
         result.getShape()[0] == type.getShape()[1] && result.getShape()[1] == type.getShape()[0];
}

std::optional<ScaledProduct> relax::matchScaledProduct(Value matrix) {
  ScaledProduct found;
  for (unsigned step = 0; step <= kMaxOverProduct; ++step) {
    Operation *op = matrix.getDefiningOp();
    if (!op || !matrix.hasOneUse())
      return std::nullopt;
    if (auto product = dyn_cast<MatmulOp>(op)) {
      RelaxTensor a = getKnownType(product.getLhs()), b = getKnownType(product.getRhs()),
                  result = getKnownType(product.getResult());
      if (!a || !b || !result || !isa<FloatType>(a.getElementType()) || a.getRank() != 2 || b.getRank() != 2 ||
          a.getShape()[1] != b.getShape()[0] ||
          result.getShape() != ArrayRef<ExprAttr>({a.getShape()[0], b.getShape()[1]}))
        return std::nullopt;
      found.product = product;
      return found;
    }
    if (auto transpose = dyn_cast<PermuteDimsOp>(op)) {
      if (!isMatrixTranspose(transpose))
        return std::nullopt;
      found.isTransposed = !found.isTransposed;
      matrix = transpose.getX();
      continue;
    }
    matrix = getScaled(op);
    if (!matrix)
      return std::nullopt;
    // From the outside in.
    found.scales.insert(found.scales.begin(), op);
  }
  return std::nullopt;
}

/// The sizes of a matrix of known type.
static ArrayRef<ExprAttr> getSizes(Value matrix) { return getKnownType(matrix).getShape(); }

ExprAttr ScaledProduct::getRows() const {
  return isTransposed ? getSizes(product->getOperand(1))[1] : getSizes(product->getOperand(0))[0];
}

ExprAttr ScaledProduct::getRank() const { return getSizes(product->getOperand(0))[1]; }

ExprAttr ScaledProduct::getColumns() const {
  return isTransposed ? getSizes(product->getOperand(0))[0] : getSizes(product->getOperand(1))[1];
}

std::pair<Value, Value> ScaledProduct::createFactors(OpBuilder &builder, Location loc) const {
  Value a = product->getOperand(0), b = product->getOperand(1);
  if (!isTransposed)
    return {a, b};
  Value left = permute(builder, loc, b, {1, 0});
  return {left, permute(builder, loc, a, {1, 0})};
}

Value ScaledProduct::createScaled(OpBuilder &builder, Location loc, Value value) const {
  for (Operation *scale : scales) {
    bool isLeft = scale->getOperand(0).getType() == scale->getResult(0).getType();
    Value scalar = scale->getOperand(isLeft ? 1 : 0);
    if (isa<DivideOp>(scale))
      value = DivideOp::create(builder, loc, value.getType(), value, scalar);
    else
      value = MultiplyOp::create(builder, loc, value.getType(), value, scalar);
  }
  return value;
}

MatmulCost::MatmulCost(ArrayRef<ExprAttr> sizes) : count(sizes.front()) {
  for (ExprAttr size : sizes.drop_front())
    if (succeeded(count))
      count = sym::mul(*count, size);
}

MatmulCost &MatmulCost::operator+=(const MatmulCost &other) {
  if (isKnown() && other.isKnown())
    count = sym::add(*count, *other.count);
  else
    count = failure();
  return *this;
}

namespace mlir::relax {
MatmulCost operator*(const MatmulCost &lhs, const MatmulCost &rhs) {
  if (lhs.isKnown() && rhs.isKnown())
    return MatmulCost({lhs.get(), rhs.get()});
  return lhs.isKnown() ? rhs : lhs;
}
} // namespace mlir::relax

bool MatmulCost::isAtMost(const MatmulCost &other, sym::Prover &prover) const {
  return isKnown() && other.isKnown() && prover.provablyLessEqual(*count, *other.count) == sym::Truth::Yes;
}

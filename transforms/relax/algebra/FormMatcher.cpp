//===- FormMatcher.cpp - what a spelled-out expression computes -----------===//
//
// Recursions follow operands and are bounded: expressions of exporters are
// small, and what is larger is not what a form describes.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/algebra/FormMatcher.h"

#include "llvm/ADT/SmallPtrSet.h"

#include <cmath>

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

/// Operators that one reading may pass, on any path.
static constexpr unsigned kMaxDepth = 8;
/// Roundings that a constant may be away from its exact value: it was computed
/// from others in the exporter.
static constexpr double kMaxRoundings = 4;

bool relax::broadcastsTo(RelaxTensor from, RelaxTensor to) {
  if (!from || from.getRank() > to.getRank())
    return false;
  sym::ExprAttr one = sym::ExprAttr::getConstant(to.getContext(), 1);
  return llvm::all_of(llvm::zip_equal(from.getShape(), to.getShape().take_back(from.getRank())),
                      [&](auto dims) { return std::get<0>(dims) == one || std::get<0>(dims) == std::get<1>(dims); });
}

FormMatcher::FormMatcher(Operation *root) : root(root) {
  if (root->getNumResults() == 1)
    type = getKnownType(root->getResult(0));
  auto element = type ? dyn_cast<FloatType>(type.getElementType()) : FloatType();
  if (!element)
    type = {};
  else
    tolerance = kMaxRoundings * std::ldexp(1.0, 1 - static_cast<int>(element.getFPMantissaWidth()));
  take(root);
}

bool FormMatcher::isClose(double actual, double expected) const {
  return std::abs(actual - expected) <= tolerance * (expected == 0 ? 1 : std::abs(expected));
}

bool FormMatcher::isOne(Value value) const {
  std::optional<double> constant = getSplat(value);
  return constant && *constant == 1;
}

/// The constant operand of a binary operator and the other one; null where neither is constant. `swapped` where the
/// constant is the left one.
template <typename OpTy>
static Value getConstantOperand(Value value, double &constant, bool &swapped) {
  auto op = value.getDefiningOp<OpTy>();
  if (!op)
    return {};
  if (std::optional<double> right = getSplat(op.getRhs())) {
    constant = *right;
    swapped = false;
    return op.getLhs();
  }
  if (std::optional<double> left = getSplat(op.getLhs())) {
    constant = *left;
    swapped = true;
    return op.getRhs();
  }
  return {};
}

//===----------------------------------------------------------------------===//
// Products, sums, polynomials
//===----------------------------------------------------------------------===//

FormMatcher::Product FormMatcher::getProduct(Value value) {
  Product product;
  SmallVector<Value> pending = {value};
  for (unsigned steps = 0; !pending.empty(); ++steps) {
    Value next = pending.pop_back_val();
    Operation *op = next.getDefiningOp();
    // A value that others use as well is a factor of its own; so is one that broadcasts, and what lies too deep.
    bool isInner = op && hasRootType(next) && (op == root || next.hasOneUse()) && steps < kMaxDepth;
    double constant;
    bool swapped;
    if (isInner) {
      if (Value other = getConstantOperand<MultiplyOp>(next, constant, swapped); other && hasRootType(other)) {
        take(op);
        product.scale *= constant;
        pending.push_back(other);
        continue;
      }
      if (Value other = getConstantOperand<DivideOp>(next, constant, swapped);
          other && !swapped && hasRootType(other) && constant != 0) {
        take(op);
        product.scale /= constant;
        pending.push_back(other);
        continue;
      }
      auto multiply = dyn_cast<MultiplyOp>(op);
      if (multiply && hasRootType(multiply.getLhs()) && hasRootType(multiply.getRhs())) {
        take(op);
        pending.append({multiply.getRhs(), multiply.getLhs()});
        continue;
      }
    }
    product.factors.push_back(next);
  }
  return product;
}

FormMatcher::Affine FormMatcher::getAffine(Value value) {
  // scale * value + offset, from the outside in: value = inner op constant.
  Affine affine{1, 0, value};
  for (unsigned depth = 0; depth < kMaxDepth; ++depth) {
    Value at = affine.value;
    double constant;
    bool swapped;
    Value inner;
    if (auto negative = at.getDefiningOp<NegativeOp>()) {
      inner = negative.getX();
      affine.scale = -affine.scale;
    } else if ((inner = getConstantOperand<AddOp>(at, constant, swapped))) {
      affine.offset += affine.scale * constant;
    } else if ((inner = getConstantOperand<SubtractOp>(at, constant, swapped))) {
      affine.offset += affine.scale * (swapped ? constant : -constant);
      affine.scale = swapped ? -affine.scale : affine.scale;
    } else if ((inner = getConstantOperand<MultiplyOp>(at, constant, swapped))) {
      affine.scale *= constant;
    } else if ((inner = getConstantOperand<DivideOp>(at, constant, swapped))) {
      if (swapped || constant == 0)
        return affine;
      affine.scale /= constant;
    }
    // The types are equal, so the constant does not broadcast the value.
    if (!inner || inner.getType() != at.getType() || !getKnownType(inner))
      return affine;
    take(at.getDefiningOp());
    affine.value = inner;
  }
  return affine;
}

static FormMatcher::Polynomial multiplyPolynomials(const FormMatcher::Polynomial &lhs,
                                                   const FormMatcher::Polynomial &rhs, bool &overflows) {
  FormMatcher::Polynomial result{};
  for (size_t i = 0; i < lhs.size(); ++i)
    for (size_t j = 0; j < rhs.size(); ++j) {
      double term = lhs[i] * rhs[j];
      if (i + j < result.size())
        result[i + j] += term;
      else
        overflows |= term != 0;
    }
  return result;
}

std::optional<FormMatcher::Polynomial> FormMatcher::readPolynomial(Value value, Value x, unsigned depth) {
  if (value == x)
    return Polynomial{0, 1};
  if (std::optional<double> constant = getSplat(value))
    return Polynomial{*constant};
  Operation *op = value.getDefiningOp();
  if (!op || depth == 0 || value.getType() != x.getType() || !getKnownType(value))
    return std::nullopt;
  take(op);
  if (auto negative = dyn_cast<NegativeOp>(op)) {
    std::optional<Polynomial> inner = readPolynomial(negative.getX(), x, depth - 1);
    if (inner)
      for (double &coefficient : *inner)
        coefficient = -coefficient;
    return inner;
  }
  bool overflows = false;
  if (auto square = dyn_cast<SquareOp>(op)) {
    std::optional<Polynomial> inner = readPolynomial(square.getX(), x, depth - 1);
    if (inner)
      inner = multiplyPolynomials(*inner, *inner, overflows);
    return overflows ? std::nullopt : inner;
  }
  if (!isa<AddOp, SubtractOp, MultiplyOp, DivideOp, PowerOp>(op))
    return std::nullopt;
  std::optional<Polynomial> lhs = readPolynomial(op->getOperand(0), x, depth - 1);
  std::optional<Polynomial> rhs = lhs ? readPolynomial(op->getOperand(1), x, depth - 1) : std::nullopt;
  if (!rhs)
    return std::nullopt;
  bool isConstant = llvm::all_of(ArrayRef<double>(*rhs).drop_front(), [](double c) { return c == 0; });
  if (isa<AddOp, SubtractOp>(op)) {
    for (auto [left, right] : llvm::zip_equal(*lhs, *rhs))
      left += isa<AddOp>(op) ? right : -right;
    return lhs;
  }
  if (isa<DivideOp>(op)) {
    if (!isConstant || (*rhs)[0] == 0)
      return std::nullopt;
    for (double &coefficient : *lhs)
      coefficient /= (*rhs)[0];
    return lhs;
  }
  if (isa<MultiplyOp>(op)) {
    Polynomial product = multiplyPolynomials(*lhs, *rhs, overflows);
    return overflows ? std::nullopt : std::optional<Polynomial>(product);
  }
  double exponent = (*rhs)[0];
  if (!isConstant || (exponent != 1 && exponent != 2 && exponent != 3 && exponent != 4))
    return std::nullopt;
  Polynomial power = *lhs;
  for (int i = 1; i < exponent; ++i)
    power = multiplyPolynomials(power, *lhs, overflows);
  return overflows ? std::nullopt : std::optional<Polynomial>(power);
}

std::optional<FormMatcher::Polynomial> FormMatcher::getPolynomial(Value value, Value x) {
  size_t before = mark();
  std::optional<Polynomial> polynomial = readPolynomial(value, x, kMaxDepth);
  if (!polynomial)
    reset(before);
  return polynomial;
}

bool FormMatcher::isPolynomial(Value value, Value x, ArrayRef<double> coefficients) {
  std::optional<Polynomial> polynomial = getPolynomial(value, x);
  if (!polynomial)
    return false;
  for (auto [i, actual] : llvm::enumerate(*polynomial))
    if (!isClose(actual, i < coefficients.size() ? coefficients[i] : 0))
      return false;
  return true;
}

//===----------------------------------------------------------------------===//
// Bounds
//===----------------------------------------------------------------------===//

std::optional<FormMatcher::Clip> FormMatcher::getClip(Value value) {
  if (auto clip = value.getDefiningOp<ClipOp>()) {
    take(clip);
    return Clip{clip.getX(), clip.getMin().convertToDouble(), clip.getMax().convertToDouble()};
  }
  size_t before = mark();
  double low = 0, high = 0;
  bool swapped;
  Value inner, x;
  if ((inner = getConstantOperand<MinimumOp>(value, high, swapped))) {
    if (auto relu = inner.getDefiningOp<ReluOp>())
      x = relu.getX();
    else
      x = getConstantOperand<MaximumOp>(inner, low, swapped);
  } else if ((inner = getConstantOperand<MaximumOp>(value, low, swapped))) {
    x = getConstantOperand<MinimumOp>(inner, high, swapped);
  }
  if (!x || x.getType() != value.getType() || inner.getType() != value.getType() || !getKnownType(x) ||
      !(low <= high)) {
    reset(before);
    return std::nullopt;
  }
  take(value.getDefiningOp());
  take(inner.getDefiningOp());
  return Clip{x, low, high};
}

//===----------------------------------------------------------------------===//
// Means and roots
//===----------------------------------------------------------------------===//

std::optional<FormMatcher::Reduction> FormMatcher::getMean(Value value) {
  if (std::optional<Reduction> mean = getReduction<MeanOp>(value))
    return mean;
  double constant;
  bool swapped;
  double factor = 1;
  Value sum;
  if ((sum = getConstantOperand<MultiplyOp>(value, constant, swapped)))
    factor = constant;
  else if ((sum = getConstantOperand<DivideOp>(value, constant, swapped)) && !swapped && constant != 0)
    factor = 1 / constant;
  if (!sum || !sum.getDefiningOp<SumOp>() || sum.getType() != value.getType())
    return std::nullopt;
  size_t before = mark();
  std::optional<Reduction> reduction = getReduction<SumOp>(sum);
  double count = 1;
  if (reduction)
    for (int64_t axis : reduction->axes) {
      sym::ExprAttr dim = getKnownType(reduction->x).getShape()[axis];
      count *= dim.getKind() == sym::ExprKind::Constant ? static_cast<double>(dim.getValue()) : 0;
    }
  if (!reduction || !isClose(factor * count, 1)) {
    reset(before);
    return std::nullopt;
  }
  take(value.getDefiningOp());
  return reduction;
}

Value FormMatcher::getSquared(Value value) {
  if (auto square = value.getDefiningOp<SquareOp>()) {
    take(square);
    return square.getX();
  }
  auto multiply = value.getDefiningOp<MultiplyOp>();
  if (multiply && multiply.getLhs() == multiply.getRhs()) {
    take(multiply);
    return multiply.getLhs();
  }
  auto power = value.getDefiningOp<PowerOp>();
  std::optional<double> exponent = power ? getSplat(power.getRhs()) : std::nullopt;
  if (exponent && *exponent == 2 && power.getLhs().getType() == value.getType()) {
    take(power);
    return power.getLhs();
  }
  return {};
}

Value FormMatcher::getCentered(Value value, ArrayRef<int64_t> axes) {
  auto subtract = value.getDefiningOp<SubtractOp>();
  if (!subtract)
    return {};
  size_t before = mark();
  std::optional<Reduction> mean = getMean(subtract.getRhs());
  if (!mean || mean->x != subtract.getLhs() || ArrayRef(mean->axes) != axes ||
      mean->x.getType() != value.getType()) {
    reset(before);
    return {};
  }
  take(subtract);
  return mean->x;
}

Value FormMatcher::getRoot(Value value) {
  if (Value radicand = getArgument<SqrtOp>(value))
    return radicand;
  auto power = value.getDefiningOp<PowerOp>();
  std::optional<double> exponent = power ? getSplat(power.getRhs()) : std::nullopt;
  if (!exponent || *exponent != 0.5 || power.getLhs().getType() != value.getType())
    return {};
  take(power);
  return power.getLhs();
}

Value FormMatcher::getInverseRoot(Value value) {
  if (Value radicand = getArgument<RsqrtOp>(value))
    return radicand;
  if (auto divide = value.getDefiningOp<DivideOp>(); divide && isOne(divide.getLhs())) {
    Value radicand = divide.getRhs().getType() == value.getType() ? getRoot(divide.getRhs()) : Value();
    if (radicand)
      take(divide);
    return radicand;
  }
  auto power = value.getDefiningOp<PowerOp>();
  std::optional<double> exponent = power ? getSplat(power.getRhs()) : std::nullopt;
  if (!exponent || power.getLhs().getType() != value.getType())
    return {};
  Value radicand;
  if (*exponent == -0.5)
    radicand = power.getLhs();
  else if (*exponent == -1)
    radicand = getRoot(power.getLhs());
  if (radicand)
    take(power);
  return radicand;
}

Value FormMatcher::getReciprocal(Value value) {
  auto divide = value.getDefiningOp<DivideOp>();
  if (!divide || !isOne(divide.getLhs()) || divide.getRhs().getType() != value.getType())
    return {};
  take(divide);
  return divide.getRhs();
}

std::optional<FormMatcher::Normalized> FormMatcher::getNormalized(unsigned index) {
  if (auto divide = dyn_cast<DivideOp>(root)) {
    Value radicand = index == 0 ? getRoot(divide.getRhs()) : Value();
    if (radicand)
      return Normalized{divide.getLhs(), radicand};
    return std::nullopt;
  }
  auto multiply = dyn_cast<MultiplyOp>(root);
  if (!multiply || index > 1)
    return std::nullopt;
  Value numerator = index == 0 ? multiply.getLhs() : multiply.getRhs();
  Value factor = index == 0 ? multiply.getRhs() : multiply.getLhs();
  return Normalized{numerator, getInverseRoot(factor)};
}

//===----------------------------------------------------------------------===//
// What was read
//===----------------------------------------------------------------------===//

bool FormMatcher::isClosed() const {
  llvm::SmallPtrSet<Operation *, 16> inside(read.begin(), read.end());
  return llvm::all_of(inside, [&](Operation *op) {
    return op == root || llvm::all_of(op->getUsers(), [&](Operation *user) { return inside.contains(user); });
  });
}

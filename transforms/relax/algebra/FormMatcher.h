//===- FormMatcher.h - what a spelled-out expression computes ---*- C++ -*-===//
//
// Exporters write one function in many ways: `x * 0.5 * (1 + erf(x / 1.414))`,
// `(0.5 * x) * (erf(0.707 * x) + 1)`, and so on. A matcher reads what stands
// there as mathematics, as a product, a polynomial or a mean, whatever the order
// of operands and the place of constants, and remembers which operations it
// read. A form (Forms.h) then states the function once:
//
//   product(y) = 0.5 * x * (1 + erf(p)),   polynomial(p, x) = [0, 1 / sqrt(2)]
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_ALGEBRA_FORMMATCHER_H
#define TRANSFORMS_RELAX_ALGEBRA_FORMMATCHER_H

#include "transforms/relax/algebra/Weights.h"

#include <array>

namespace mlir::relax {

/// Reads the expression below one operation, the root. All questions are about
/// tensors of a known type; nothing is matched on others. Readings are exact in
/// the real numbers; constants are compared up to a few roundings of the element
/// type.
class FormMatcher {
public:
  explicit FormMatcher(Operation *root);

  Operation *getRoot() const { return root; }
  /// The type of the root's first result; null where it is not known.
  TensorType getType() const { return type; }
  /// Whether `value` has the very type of the root's result.
  bool hasRootType(Value value) const {
    return type && value && value.getType() == type;
  }

  /// Whether `actual` is `expected` up to a few roundings of the element type.
  bool isClose(double actual, double expected) const;

  /// A constant factor times values, each of the root's type.
  struct Product {
    double scale = 1;
    SmallVector<Value, 4> factors;
  };
  /// Reads products and divisions by constants, down to values that have other
  /// users.
  Product getProduct(Value value);

  /// scale * value + offset.
  struct Affine {
    double scale = 1, offset = 0;
    Value value;
  };
  /// Reads sums, differences, products and quotients with constants.
  Affine getAffine(Value value);

  /// The coefficients of a polynomial up to degree 4.
  using Polynomial = std::array<double, 5>;
  /// Reads `value` as a polynomial in `x`.
  std::optional<Polynomial> getPolynomial(Value value, Value x);
  /// Whether `value` is the polynomial in `x` with these coefficients, ascending;
  /// those that are left out are 0.
  bool isPolynomial(Value value, Value x, ArrayRef<double> coefficients);

  /// minimum(maximum(value, low), high), as `relax.clip` or in parts.
  struct Clip {
    Value value;
    double low, high;
  };
  std::optional<Clip> getClip(Value value);

  /// A reduction along `axes` (ascending, in [0, rank)) that keeps dimensions.
  struct Reduction {
    Value x;
    SmallVector<int64_t> axes;
  };
  /// Reads a mean, also a sum divided by the number of elements.
  std::optional<Reduction> getMean(Value value);
  template <typename OpTy> std::optional<Reduction> getReduction(Value value) {
    auto op = value.getDefiningOp<OpTy>();
    TensorType source = op ? getKnownType(op.getX()) : TensorType();
    if (!source || !op.getKeepdims())
      return std::nullopt;
    take(op);
    return Reduction{op.getX(), normalizeAxes(op.getAxis(), source.getRank())};
  }

  /// The value whose square this is; null for none.
  Value getSquared(Value value);
  /// `x` where this is x - mean(x) along `axes`; null for none.
  Value getCentered(Value value, ArrayRef<int64_t> axes);

  /// numerator / sqrt(radicand), written with any of `divide`, `sqrt`, `rsqrt`,
  /// `power` and a reciprocal.
  struct Normalized {
    Value numerator, radicand;
  };
  /// Reads the root. `index` picks one of the readings; nothing behind the last.
  std::optional<Normalized> getNormalized(unsigned index);
  /// `u` where this is 1 / sqrt(u), rsqrt(u) or u^-0.5; null for none.
  Value getInverseRoot(Value value);
  /// `u` where this is 1 / u; null for none.
  Value getReciprocal(Value value);

  /// The operand of `OpTy`; null where the value comes from another operation.
  template <typename OpTy> Value getArgument(Value value) {
    auto op = value.getDefiningOp<OpTy>();
    if (!op || !getKnownType(op.getX()))
      return {};
    take(op);
    return op.getX();
  }

  /// Counts `op` as read.
  void take(Operation *op) { read.push_back(op); }
  /// Readings so far, and back to them: for alternatives.
  size_t mark() const { return read.size(); }
  void reset(size_t mark) { read.truncate(mark); }

  /// Whether nobody but what was read uses what was read, the root apart: the
  /// single operator then replaces all of it.
  bool isClosed() const;

private:
  Value getRoot(Value value);
  bool isOne(Value value) const;
  std::optional<Polynomial> readPolynomial(Value value, Value x,
                                           unsigned depth);

  Operation *root;
  TensorType type;
  double tolerance = 0;
  SmallVector<Operation *, 16> read;
};

/// Whether `from` (null for an unknown type) broadcasts to `to` without a
/// question left to the run time.
bool broadcastsTo(TensorType from, TensorType to);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_ALGEBRA_FORMMATCHER_H

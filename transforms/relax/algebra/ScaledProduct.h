//===- ScaledProduct.h - products as adapters write them --------*- C++ -*-===//
//
// A product of two matrices under transposes and factors, and what it costs.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_ALGEBRA_SCALEDPRODUCT_H
#define TRANSFORMS_RELAX_ALGEBRA_SCALEDPRODUCT_H

#include "dialects/relax/Relax.h"
#include "dialects/sym/Prover.h"

namespace mlir::relax {

/// A matrix that is `s * (A.B)`: a product of floating-point matrices of known types, with `relax.permute_dims`,
/// multiplications by scalars and divisions by scalars over it, each of which nothing else uses.
struct ScaledProduct {
  MatmulOp product;
  /// Whether the matrix is `s * (A.B)^T`, that is `s * (B^T.A^T)`.
  bool isTransposed = false;
  /// The multiplications and divisions by scalars, from the product outwards.
  SmallVector<Operation *, 2> scales;

  /// The sizes of the factors: k x r and r x n, after the transpose.
  sym::ExprAttr getRows() const;
  sym::ExprAttr getRank() const;
  sym::ExprAttr getColumns() const;

  /// The factors as they enter the matrix, with their transposes where it is one.
  std::pair<Value, Value> createFactors(OpBuilder &builder, Location loc) const;
  /// `value`, of floating-point tensors of rank 2 and above, times s.
  Value createScaled(OpBuilder &builder, Location loc, Value value) const;
};

/// Reads a matrix as a product; nothing where it is none. Looks through at most eight operators.
std::optional<ScaledProduct> matchScaledProduct(Value matrix);

/// Swaps the dimensions of a matrix of known type.
bool isMatrixTranspose(PermuteDimsOp op);

/// A number of multiplications, as a polynomial of sizes; unknown once it does not fit in 64 bits.
class MatmulCost {
public:
  /// The product of the sizes, of which there has to be one.
  explicit MatmulCost(ArrayRef<sym::ExprAttr> sizes);

  MatmulCost &operator+=(const MatmulCost &other);
  friend MatmulCost operator+(MatmulCost lhs, const MatmulCost &rhs) { return lhs += rhs; }
  friend MatmulCost operator*(const MatmulCost &lhs, const MatmulCost &rhs);

  bool isKnown() const { return succeeded(count); }
  /// The polynomial of a number that is known.
  sym::ExprAttr get() const { return *count; }
  /// Whether it is at most `other` for all sizes of which the prover knows.
  bool isAtMost(const MatmulCost &other, sym::Prover &prover) const;

private:
  FailureOr<sym::ExprAttr> count;
};

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_ALGEBRA_SCALEDPRODUCT_H

//===- LayoutMap.h - index maps that rearrange a tensor ---------*- C++ -*-===//
//
// `(d0, d1) -> (d0 floordiv 4, d1, d0 mod 4)` says where the element at
// `[d0, d1]` of a tensor lies in another layout of it. Layouts cut dimensions
// into digits (as tiling does), reorder the digits and join neighbours. A map is
// read as its digits, from which the shape of the layout and the way back follow.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_LAYOUTMAP_H
#define DIALECTS_RELAX_OPS_LAYOUTMAP_H

#include "dialects/relax/ops/ShapeDeduction.h"

#include "mlir/IR/AffineMap.h"

namespace mlir::relax {

/// `(d floordiv divisor) mod modulus` times `stride`: a summand of a result.
struct LayoutDigit {
  unsigned dim = 0;
  int64_t divisor = 1;
  /// 0 for the top digit of a dimension, which has no bound of its own.
  int64_t modulus = 0;
  int64_t stride = 1;
};

struct LayoutMap {
  /// For each result its digits, in ascending order of strides. The number of
  /// elements below a digit is its stride (`getLayoutShape` checks that).
  SmallVector<SmallVector<LayoutDigit, 2>> results;
  /// For each dimension: the product of the moduli below its top digit, that is
  /// the size of a tile; for one without a top digit its size.
  SmallVector<int64_t> tiles;
  /// Whether a dimension has a top digit, so that it may have any size.
  SmallVector<bool> isOpen;

  /// Reads a map. Fails where it does not use every digit of every dimension
  /// exactly once, and where it is of another form.
  static FailureOr<LayoutMap> read(const Deduction &deduction, AffineMap map);

  /// The shape of the layout of a tensor with the dimensions `from`, one for each
  /// dimension of the map. With `isPadded` the number of tiles is rounded up, else
  /// dimensions have to be multiples of their tiles.
  FailureOr<SmallVector<Dim>> getLayoutShape(Deduction &deduction, ArrayRef<Dim> from, bool isPadded) const;
};

} // namespace mlir::relax

#endif // DIALECTS_RELAX_OPS_LAYOUTMAP_H

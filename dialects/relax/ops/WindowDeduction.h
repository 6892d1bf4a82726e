//===- WindowDeduction.h - shapes under sliding windows ---------*- C++ -*-===//
//
// Convolutions and pooling move a window over the spatial dimensions, all after batch and channels. Strides, padding and
// dilation are attributes; the sizes are expressions.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_WINDOWDEDUCTION_H
#define DIALECTS_RELAX_OPS_WINDOWDEDUCTION_H

#include "dialects/relax/ops/OperatorSupport.h"

namespace mlir::relax {

/// How a window moves, in elements; every list is complete. `padding` has what is added in front of each spatial dimension,
/// then what is added behind each.
struct Window {
  SmallVector<int64_t> strides, padding, dilation;

  int64_t getSpatialRank() const { return strides.size(); }
  int64_t getLow(int64_t axis) const { return padding[axis]; }
  int64_t getHigh(int64_t axis) const { return padding[getSpatialRank() + axis]; }
};

/// The window of optional attributes: strides and dilation are 1 and padding is 0 where absent.
Window makeWindow(int64_t spatialRank, std::optional<ArrayRef<int64_t>> strides,
                  std::optional<ArrayRef<int64_t>> padding, std::optional<ArrayRef<int64_t>> dilation);

/// Checks that the lists are those of `spatialRank` dimensions, that strides and dilation are positive, and that padding is
/// not negative. Nobody may look into the lists before.
LogicalResult checkWindow(Deduction &deduction, const Window &window, int64_t spatialRank);

/// The dimensions of an operand that has to have `rank` dimensions: all unknown where its rank is.
FailureOr<SmallVector<Dim>> getShapeOfRank(Deduction &deduction, TensorType type, int64_t rank, StringRef name);

/// What a window with `size` points covers: (size - 1) * dilation + 1. Null where the size is unknown.
FailureOr<Dim> getWindowExtent(Deduction &deduction, Dim size, int64_t dilation);

/// The number of places of a window along one spatial axis: (input + padding - extent) / stride + 1, rounded down. With
/// `ceilMode` the division rounds up, except for a window that would start behind the input and the padding in front of it.
/// The window has to fit into the padded input. Null where a size is unknown.
FailureOr<Dim> slideWindow(Deduction &deduction, const Window &window, int64_t axis, Dim input, Dim size,
                           bool ceilMode);

/// The size of what a transposed convolution makes of `input`: (input - 1) * stride - padding + extent + outputPadding.
FailureOr<Dim> slideWindowBack(Deduction &deduction, const Window &window, int64_t axis, Dim input, Dim size,
                               int64_t outputPadding);

/// `result`, or an error that names what does not fit in 64 bits.
FailureOr<Dim> requireExpr(Deduction &deduction, FailureOr<Dim> result, const Twine &what);

} // namespace mlir::relax

#endif // DIALECTS_RELAX_OPS_WINDOWDEDUCTION_H

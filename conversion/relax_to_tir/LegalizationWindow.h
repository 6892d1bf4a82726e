//===- LegalizationWindow.h - kernels with sliding windows ------*- C++ -*-===//
//
// What convolutions and pooling share. Private to this folder.
//
//===----------------------------------------------------------------------===//

#ifndef CONVERSION_RELAX_TO_TIR_LEGALIZATIONWINDOW_H
#define CONVERSION_RELAX_TO_TIR_LEGALIZATIONWINDOW_H

#include "conversion/relax_to_tir/LegalizationSupport.h"
#include "dialects/relax/ops/WindowDeduction.h"

namespace mlir::relax {

/// An expression that the rule of the operator has made already, so that it exists.
inline sym::ExprAttr made(FailureOr<sym::ExprAttr> expr) { return *expr; }
sym::ExprAttr addTo(sym::ExprAttr expr, int64_t value);

/// Where the elements of the input lie in a padded copy, along each spatial dimension: element i at low + i * step of size.
struct Spread {
  SmallVector<sym::ExprAttr> low, sizes;
  SmallVector<int64_t> steps;
};

using Fill = llvm::function_ref<Value(tir::ScalarBuilder &, Type)>;

/// A local buffer with the elements of `input` (batch, channels, spatial dimensions), and `fill` everywhere else. So the
/// kernel reads at any place of a window without asking whether the place is in the input. Floats are stored as one
/// computes with them.
Value spreadInput(tir::KernelBuilder &kernel, StringRef name, Value input, const Spread &spread, Fill fill);

/// The index of a point of a window: place * stride + point * dilation.
Value windowIndex(tir::ScalarBuilder &scalars, Value place, int64_t stride, Value point, int64_t dilation);

/// Batch, output channels, outer spatial dimensions; then what is reduced; then the last spatial dimension. The innermost
/// loop walks along a row, which vectorizes, and the row of the result stays in the cache while one adds to it.
SmallVector<unsigned> windowLoopOrder(unsigned numSpatial, unsigned numReduced);

} // namespace mlir::relax

#endif // CONVERSION_RELAX_TO_TIR_LEGALIZATIONWINDOW_H

//===- LegalizationSoftmax.h - maxima and sums of softmax -------*- C++ -*-===//
//
// What softmax, its logarithm and operators that end in one share. Private to
// this folder.
//
//===----------------------------------------------------------------------===//

#ifndef CONVERSION_RELAX_TO_TIR_LEGALIZATIONSOFTMAX_H
#define CONVERSION_RELAX_TO_TIR_LEGALIZATIONSOFTMAX_H

#include "conversion/relax_to_tir/LegalizationSupport.h"

namespace mlir::relax {

/// Of the elements x along an axis: their maximum, and the sum of exp(x -
/// maximum); local buffers with the dimensions of the operand without the axis.
struct SoftmaxParts {
  Value maximum, sum;
  /// The terms of the sum, null unless asked for.
  Value exponentials;
};

/// Computes the parts in the type in which one computes with `output`, in
/// blocks whose names begin with `name`. With `keepsExponentials` these stay in
/// `output` or, where it is too narrow, in a local buffer of its shape.
SoftmaxParts buildSoftmaxParts(tir::KernelBuilder &kernel, StringRef name,
                               Value input, Value output, int64_t axis,
                               bool keepsExponentials);

/// The indices without that of the axis.
SmallVector<Value> withoutAxis(ValueRange indices, int64_t axis);

} // namespace mlir::relax

#endif // CONVERSION_RELAX_TO_TIR_LEGALIZATIONSOFTMAX_H

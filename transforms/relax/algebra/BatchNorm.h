//===- BatchNorm.h - batch normalization as a scale and a shift -*- C++ -*-===//

#ifndef TRANSFORMS_RELAX_ALGEBRA_BATCHNORM_H
#define TRANSFORMS_RELAX_ALGEBRA_BATCHNORM_H

#include "transforms/relax/algebra/Weights.h"

namespace mlir::relax {

/// Whether `relax.batch_norm` has given statistics that are compile-time values.
bool hasCompileTimeStatistics(BatchNormOp op);

/// Replaces batch normalization by data * scale + shift, with
///
///   scale = gamma / sqrt(variance + epsilon)   shift = beta - mean * scale
///
/// of the shape [channels, 1, ..] that broadcasts to the data. Declines where the
/// type of the data is not known, or its channels are not as many as the
/// statistics as they stand.
LogicalResult decomposeBatchNorm(BatchNormOp op, PatternRewriter &rewriter);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_ALGEBRA_BATCHNORM_H

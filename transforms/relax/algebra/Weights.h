//===- Weights.h - what is known before a program runs ----------*- C++ -*-===//
//
// Which values are the same in every call, and how scales and shifts of
// channels are laid out for weights.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_ALGEBRA_WEIGHTS_H
#define TRANSFORMS_RELAX_ALGEBRA_WEIGHTS_H

#include "dialects/relax/Relax.h"

#include "mlir/IR/PatternMatch.h"
#include "mlir/Rewrite/FrozenRewritePatternSet.h"

namespace mlir::relax {

/// Whether a value is the same in every call: a constant, a weight (a
/// parameter of a `relax.func` behind `num_input`), sizes and shapes of
/// constants, or what at most 64 pure operators compute from such. Constant
/// folding and lifted transformations of weights leave nothing of it in the
/// program. Looks at no more than those 64 operators.
bool isCompileTime(Value value);

/// The one number of a constant whose elements are all equal, as f64 (exact for
/// every floating-point type up to f64); nothing for other values.
std::optional<double> getSplat(Value value);

/// Moves the operators that compute `value` (compile-time, in the block of
/// `before`) in front of `before` where they stand behind it.
void hoistCompileTime(RewriterBase &rewriter, Value value, Operation *before);

/// The type of a tensor whose rank, dimensions and element type are known; null
/// for any other value.
TensorType getKnownType(Value value);

/// `value` with the type `type`: as it is, or through `relax.forget`. Null where
/// `type` is no supertype.
Value withType(OpBuilder &builder, Location loc, Value value, Type type);

/// `x` with its dimensions in the order `axes` (each in [0, rank)): through a
/// `relax.permute_dims` that `x` comes from, and without an operator where the
/// order is the old one.
Value permute(OpBuilder &builder, Location loc, Value x,
              ArrayRef<int64_t> axes);

/// The axes of a `relax.permute_dims` of known rank, each in [0, rank).
SmallVector<int64_t> getPermutation(PermuteDimsOp op);

/// The axes in `[-rank, rank)` as ascending ones in [0, rank); all axes without
/// `axes`.
SmallVector<int64_t> normalizeAxes(std::optional<ArrayRef<int64_t>> axes,
                                   int64_t rank);

/// Applies patterns below `root` until none fits. Nothing else changes: no
/// folding, no merging of constants or blocks. Each pattern has to bring the
/// program closer to an end.
LogicalResult rewriteWith(const FrozenRewritePatternSet &patterns,
                          Operation *root);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_ALGEBRA_WEIGHTS_H

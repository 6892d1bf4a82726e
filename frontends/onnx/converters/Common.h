//===- Common.h - What converters of several families need ------*- C++ -*-===//

#ifndef FRONTENDS_ONNX_CONVERTERS_COMMON_H
#define FRONTENDS_ONNX_CONVERTERS_COMMON_H

#include "frontends/onnx/converters/Support.h"

namespace mlir::onnx {

/// Axes from the attribute `axes` of old versions or from input `input` of
/// newer ones, where they may be computed at run time; in [0, rank). Nothing
/// where both are missing. An error where a known one is outside or given
/// twice.
FailureOr<std::optional<SmallVector<sym::ExprAttr>>>
getAxes(NodeImporter &n, unsigned input, int64_t rank);
/// The axes as numbers, nothing if one is not known before the model runs.
std::optional<SmallVector<int64_t>> getConstants(ArrayRef<sym::ExprAttr> exprs);

/// The dimensions that are no axes, in order; the axes, computed at run time,
/// are all different.
FailureOr<SmallVector<sym::ExprAttr>> dropAxes(NodeImporter &n,
                                               ArrayRef<sym::ExprAttr> dims,
                                               ArrayRef<sym::ExprAttr> axes);
/// The dimensions with new ones of size 1 such that these are the axes of the
/// result.
FailureOr<SmallVector<sym::ExprAttr>> insertAxes(NodeImporter &n,
                                                 ArrayRef<sym::ExprAttr> dims,
                                                 ArrayRef<sym::ExprAttr> axes);

/// Makes a reduction of `x` along `axes` (all different, in [0, rank), none
/// only for a scalar).
using Reduction = llvm::function_ref<FailureOr<Value>(
    Value x, ArrayRef<int64_t> axes, bool keepDims)>;
/// Converts a node of the family ReduceSum in any version: axes as attribute or
/// input, known or not; without any, all of them, or nothing under
/// `noop_with_empty_axes`; `keepdims`.
LogicalResult convertReduction(NodeImporter &n, Reduction reduce);
/// The same with the operator of this name, which has the attributes of
/// `relax.sum`.
LogicalResult convertReduction(NodeImporter &n, StringRef opName);

/// Reshapes to [product of dimensions before `axis`, product of those from
/// `axis` on]; `axis` is in [0, rank].
FailureOr<Value> flattenAt(NodeImporter &n, Value x, int64_t axis);
/// The binary operator `opName` of a tensor and a number of its element type.
FailureOr<Value> withScalar(NodeImporter &n, StringRef opName,
                            FailureOr<Value> x, double number);
/// An operator of one result whose operands come in groups.
FailureOr<Value> createSegmented(NodeImporter &n, StringRef opName,
                                 ArrayRef<SmallVector<Value>> segments,
                                 ArrayRef<NamedAttribute> attrs = {});
/// What NumPy's slices select along some axes, with steps of 1 if there are no
/// `strides`.
FailureOr<Value> slice(NodeImporter &n, Value x, ArrayRef<int64_t> axes,
                       ArrayRef<sym::ExprAttr> begin,
                       ArrayRef<sym::ExprAttr> end,
                       ArrayRef<sym::ExprAttr> strides = {});

/// The second operand of a binary operator as broadcasting from the last dimension on wants it: before version 7 it
/// broadcasts from `axis` on, and only under `broadcast`. Both ranks are known.
FailureOr<Value> alignOldBroadcast(NodeImporter &n, Value lhs, Value rhs);

} // namespace mlir::onnx

#endif // FRONTENDS_ONNX_CONVERTERS_COMMON_H

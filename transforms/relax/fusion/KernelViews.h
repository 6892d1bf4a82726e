//===- KernelViews.h - Views between the loop nests of a kernel -*- C++ -*-===//
//
// A view between two nests of one kernel is index arithmetic. Where it splits a dimension, an index of the source is a
// sum of products. Where it merges dimensions, the loop over the merged one becomes a loop over each of its parts, so
// that nothing is divided.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_FUSION_KERNELVIEWS_H
#define TRANSFORMS_RELAX_FUSION_KERNELVIEWS_H

#include "analysis/tir/OpPattern.h"
#include "dialects/tir/TIR.h"

#include <optional>

namespace mlir::relax {

/// Whether the bound of a loop or domain is the size.
bool isExtent(OpFoldResult bound, sym::ExprAttr extent);

/// The variables of loop nests that index one dimension of a parameter, if a loop over the parts of that dimension can
/// take the place of the loop of each; nothing where an index is computed, a loop runs over something else, or more
/// depends on it.
std::optional<SmallVector<Value>> getLoopVariables(tir::PrimFuncOp kernel, unsigned parameter, unsigned axis);

/// A local buffer that stands for a view, and the buffer that has the elements, which is no view.
struct KernelView {
  tir::AllocBufferOp view;
  Value source;
};

/// Turns loads of views into loads of their sources and removes the buffers that stand for views. Loops over merged
/// dimensions are split on the way, and local buffers with them, where all accesses allow that; what is left is
/// divided. Declared regions of what has changed are only a sign that there were some: declare them anew.
void resolveViews(tir::PrimFuncOp kernel, ArrayRef<KernelView> views);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_FUSION_KERNELVIEWS_H

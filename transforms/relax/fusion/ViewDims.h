//===- ViewDims.h - Which dimensions of a view are which --------*- C++ -*-===//

#ifndef TRANSFORMS_RELAX_FUSION_VIEWDIMS_H
#define TRANSFORMS_RELAX_FUSION_VIEWDIMS_H

#include "dialects/sym/SymAttrs.h"

namespace mlir::relax {

/// Dimensions of a view and dimensions of its source with equally many elements, in order, none of them 1. Either side
/// is empty only where the shapes have different numbers of elements for all that canonical forms tell.
struct ViewDims {
  llvm::SmallVector<unsigned, 2> view, source;
};

/// Matches the dimensions of two shapes with equally many elements from the left: as few as possible on both sides with
/// equal products. What is left without a match is one group. Dimensions that are 1 belong to no group.
llvm::SmallVector<ViewDims> matchViewDims(llvm::ArrayRef<sym::ExprAttr> view, llvm::ArrayRef<sym::ExprAttr> source);

/// Whether the view merges dimensions: some dimension of it has the elements of several of the source.
bool mergesDims(llvm::ArrayRef<ViewDims> groups);

/// Whether some index of the source is a quotient or remainder of several indices of the view, however its loops run.
bool mixesDims(llvm::ArrayRef<ViewDims> groups);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_FUSION_VIEWDIMS_H

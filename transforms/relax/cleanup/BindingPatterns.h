//===- BindingPatterns.h - parts of relax-canonicalize-bindings -*- C++ -*-===//
//
// Each function adds the patterns of one file.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_CLEANUP_BINDINGPATTERNS_H
#define TRANSFORMS_RELAX_CLEANUP_BINDINGPATTERNS_H

namespace mlir {
class RewritePatternSet;

namespace relax {

/// Branches and loops of which it is known what runs.
void populateBranchPatterns(RewritePatternSet &patterns);

/// Tensors that are put together and cut where they were put together, or cut
/// and put together again.
void populatePiecePatterns(RewritePatternSet &patterns);

} // namespace relax
} // namespace mlir

#endif // TRANSFORMS_RELAX_CLEANUP_BINDINGPATTERNS_H

//===- SharedBlocks.h - blocks that the prover lets tensors share -*- C++ -*-===//
//
// A plan for symbolic sizes that holds for all values of the symbols: tensors share a block where the prover shows that the block is large enough.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_MEMORY_SHAREDBLOCKS_H
#define TRANSFORMS_RELAX_MEMORY_SHAREDBLOCKS_H

#include "dialects/sym/Prover.h"

namespace mlir::relax {

/// Memory of `bytes` that is in use from `first` to `last`, both included.
struct SharedBlockUse {
  sym::ExprAttr bytes;
  unsigned first, last;
  /// Whether it outlives the rest with its block, which then is exactly as large.
  bool kept = false;
};

/// The size of each block, those that are kept first, and the block of each use.
struct SharedBlocks {
  llvm::SmallVector<sym::ExprAttr> sizes;
  llvm::SmallVector<unsigned> blockOf;
};

/// Gives uses at different times one block where it is provably large enough for both. Nothing where the prover cannot order the sizes, or cannot show
/// that the blocks together take at most 1.15 times what is in use at some time: then a plan for the actual sizes may be better.
///
/// The algorithm is "greedy by size" for shared objects of Pisarchyk and Lee, "Efficient Memory Management for Deep Neural Net Inference",
/// arXiv:2001.03288, section 4.
std::optional<SharedBlocks> shareBlocks(llvm::ArrayRef<SharedBlockUse> uses, const sym::Prover &prover);

/// Gives each of `more` the first block that is provably large enough and that neither `uses`, which have the blocks of `shared`, nor the ones before it need
/// at the time. False, and no change, where one finds none: no block is made and none grows.
bool addUses(SharedBlocks &shared, llvm::ArrayRef<SharedBlockUse> uses, llvm::ArrayRef<SharedBlockUse> more,
             const sym::Prover &prover);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_MEMORY_SHAREDBLOCKS_H

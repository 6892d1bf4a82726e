//===- ArenaBlocks.h - what a plan of an arena has to be -------*- C++ -*-===//
//
// The rules for the blocks of `relax.alloc_arena` and `relax_vm.alloc_arena`.
//
//===----------------------------------------------------------------------===//

#ifndef RELAX_MLIR_SUPPORT_ARENABLOCKS_H
#define RELAX_MLIR_SUPPORT_ARENABLOCKS_H

#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <optional>

namespace mlir {

/// Verifies the blocks of an arena: with `bytes` (of the arena without what is kept) pairs of offset and size, where
/// all kept blocks follow the arena, in order, and every other block lies in the arena or in one of them; without,
/// triples of the number of a size and two times. `kept` are numbers of blocks. Failures are reported through
/// `emitError`.
LogicalResult verifyArenaBlocks(llvm::function_ref<InFlightDiagnostic()> emitError, int64_t numSizes,
                                llvm::ArrayRef<int64_t> blocks, std::optional<int64_t> bytes,
                                llvm::ArrayRef<int64_t> kept);

} // namespace mlir

#endif // RELAX_MLIR_SUPPORT_ARENABLOCKS_H

//===- ArenaBlocks.cpp - what a plan of an arena has to be ----------------===//

#include "support/ArenaBlocks.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/MathExtras.h"

#include <limits>

using namespace mlir;

/// Multiples of this are places of blocks; the runtime's arenaAlignment.
static constexpr int64_t kAlignment = 64;

/// Blocks with places. `kept` was verified.
static LogicalResult verifyPlaces(llvm::function_ref<InFlightDiagnostic()> emitError, llvm::ArrayRef<int64_t> blocks,
                                  int64_t bytes, llvm::ArrayRef<int64_t> kept) {
  // Where each part of the memory begins and ends: the arena, then what is kept.
  llvm::SmallVector<std::pair<int64_t, int64_t>> parts = {{0, bytes}};
  for (int64_t block : kept) {
    int64_t offset = blocks[2 * block], size = blocks[2 * block + 1], end;
    bool isPlace = offset % kAlignment == 0 && offset >= parts.back().second && size >= 0 &&
                   size <= std::numeric_limits<int64_t>::max() - kAlignment &&
                   !llvm::AddOverflow<int64_t>(offset, llvm::alignTo(size, kAlignment), end);
    if (!isPlace)
      return emitError() << "kept block " << block
                         << " must lie behind what is in front of it at a multiple of 64, got offset " << offset
                         << " and size " << size << " behind " << parts.back().second;
    parts.push_back({offset, end});
  }
  for (size_t i = 0; i != blocks.size(); i += 2) {
    int64_t offset = blocks[i], size = blocks[i + 1];
    auto next = llvm::upper_bound(parts, offset, [](int64_t at, const auto &part) { return at < part.first; });
    int64_t end = next == parts.begin() ? 0 : std::prev(next)->second;
    if (offset < 0 || offset % kAlignment != 0 || size < 0 || offset > end || size > end - offset)
      return emitError() << "block " << i / 2 << " must lie inside of the arena at a multiple of 64, got offset "
                         << offset << " and size " << size << " of " << end;
  }
  return success();
}

LogicalResult mlir::verifyArenaBlocks(llvm::function_ref<InFlightDiagnostic()> emitError, int64_t numSizes,
                                      llvm::ArrayRef<int64_t> blocks, std::optional<int64_t> bytes,
                                      llvm::ArrayRef<int64_t> kept) {
  if (bytes && numSizes != 0)
    return emitError() << "a planned arena must have no sizes, got " << numSizes;
  if (!bytes && numSizes == 0)
    return emitError() << "must have sizes or a plan (bytes)";
  if (bytes && blocks.size() % 2 != 0)
    return emitError() << "blocks must be pairs of offset and size, got " << blocks.size() << " numbers";
  if (!bytes && blocks.size() % 3 != 0)
    return emitError() << "blocks must be triples of size, first and last use, got " << blocks.size() << " numbers";
  int64_t numBlocks = blocks.size() / (bytes ? 2 : 3);
  for (auto [i, block] : llvm::enumerate(kept))
    if (block < 0 || block >= numBlocks || (i != 0 && block <= kept[i - 1]))
      return emitError() << "kept must be numbers of " << numBlocks << " blocks in ascending order, got " << block;
  if (bytes)
    return verifyPlaces(emitError, blocks, *bytes, kept);
  for (size_t i = 0; i != blocks.size(); i += 3) {
    if (blocks[i] < 0 || blocks[i] >= numSizes)
      return emitError() << "block " << i / 3 << " must name one of " << numSizes << " sizes, got " << blocks[i];
    if (blocks[i + 1] < 0 || blocks[i + 1] > blocks[i + 2] || blocks[i + 2] > std::numeric_limits<uint32_t>::max())
      return emitError() << "block " << i / 3 << " must have its first use before its last, got " << blocks[i + 1]
                         << " and " << blocks[i + 2];
  }
  return success();
}

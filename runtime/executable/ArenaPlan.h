// Where the blocks of an arena lie. The compiler plans with it what it knows,
// the virtual machine what depends on the sizes of a call. No MLIR, no LLVM, no
// abseil.
#ifndef RELAX_RUNTIME_EXECUTABLE_ARENAPLAN_H
#define RELAX_RUNTIME_EXECUTABLE_ARENAPLAN_H

#include <cstdint>
#include <optional>
#include <vector>

namespace relax::runtime {

/// Blocks start at multiples of this many bytes.
constexpr int64_t arenaAlignment = 64;

/// Bit 31 of the number of a block, where a tensor is made in it: the tensor
/// keeps the block's memory (see ArenaBlock::kept), rather than borrowing it.
constexpr uint32_t keepsBlock = uint32_t{1} << 31;

/// Memory that is in use from the time `first` to the time `last`, both
/// included. Less than zero bytes are none. A kept block is separate memory,
/// which somebody keeps when the arena goes: other blocks may lie in it at
/// other times, but no block lies in two of them or half in the arena.
struct ArenaBlock {
  int64_t bytes = 0;
  int64_t first = 0, last = 0;
  bool kept = false;
};

/// The offset of each block, and the size of the arena without what is kept.
/// Kept blocks follow the arena one after the other, in the order in which they
/// were given; a block with an offset behind the arena lies in one of them.
struct ArenaPlan {
  std::vector<int64_t> offsets;
  int64_t bytes = 0;
  int64_t keptBytes = 0; ///< of what is kept
  int64_t peakBytes = 0; ///< the most bytes in use at one time (getPeakBytes)

  /// What is kept is taken with the arena, however late it is needed, so that a
  /// plan may take more than is in use at any time. Where that is more than an
  /// eighth, which is what the pool loses to the rounding of sizes on average,
  /// its tensors are better taken from the pool one by one.
  bool isWasteful() const {
    return bytes + keptBytes - peakBytes > peakBytes / 8;
  }
};

/// Up to the next multiple of arenaAlignment; nothing on overflow. Less than
/// zero is zero.
inline std::optional<int64_t> roundArenaBytes(int64_t bytes) {
  if (bytes > INT64_MAX - (arenaAlignment - 1))
    return std::nullopt;
  bytes = (bytes < 0 ? 0 : bytes) + (arenaAlignment - 1);
  return bytes - bytes % arenaAlignment;
}

/// Places the blocks so that two of them share bytes only when they are in use
/// at different times. Nothing where the size does not fit in 63 bits.
///
/// Blocks are placed one after the other, each in the smallest gap between the
/// blocks in use at the same time that takes it: the greedy algorithm of
/// Pisarchyk and Lee, "Efficient Memory Management for Deep Neural Net
/// Inference", arXiv:2001.03288, section 5. It is run with several orders (by
/// size, by size times time, by time) until one reaches the lower bound; the
/// smallest result stands. Takes O(n log n + k), with k the number of pairs in
/// use at the same time, plus n times the number of kept blocks.
std::optional<ArenaPlan> planArena(const std::vector<ArenaBlock> &blocks);

/// The most bytes that are in use at one time: no plan takes less. Sizes are
/// rounded up to the alignment, as in a plan. Nothing on overflow.
std::optional<int64_t> getPeakBytes(const std::vector<ArenaBlock> &blocks);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_EXECUTABLE_ARENAPLAN_H

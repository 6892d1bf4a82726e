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

/// Memory that is in use from the time `first` to the time `last`, both
/// included. Less than zero bytes are none.
struct ArenaBlock {
  int64_t bytes = 0;
  int64_t first = 0, last = 0;
};

/// The offset of each block, and the size of the whole.
struct ArenaPlan {
  std::vector<int64_t> offsets;
  int64_t bytes = 0;
};

/// Places the blocks so that two of them share bytes only when they are in use
/// at different times. Nothing where the size does not fit in 63 bits.
///
/// Blocks are placed one after the other, each in the smallest gap between the
/// blocks in use at the same time that takes it: the greedy algorithm of
/// Pisarchyk and Lee, "Efficient Memory Management for Deep Neural Net
/// Inference", arXiv:2001.03288, section 5. It is run with several orders (by
/// size, by size times time, by time) until one reaches the lower bound; the
/// smallest result stands. Takes O(n log n + k), with k the number of pairs in
/// use at the same time.
std::optional<ArenaPlan> planArena(const std::vector<ArenaBlock> &blocks);

/// The most bytes that are in use at one time: no plan takes less. Sizes are
/// rounded up to the alignment, as in a plan. Nothing on overflow.
std::optional<int64_t> getPeakBytes(const std::vector<ArenaBlock> &blocks);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_EXECUTABLE_ARENAPLAN_H

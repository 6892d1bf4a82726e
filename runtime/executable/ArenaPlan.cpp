#include "runtime/executable/ArenaPlan.h"

#include <algorithm>
#include <numeric>

namespace relax::runtime {

namespace {

/// Blocks by time: a segment tree. A block stands at the few nodes that make up
/// its time (`spanning`), and at the nodes above those (`below`).
class TimeIndex {
public:
  explicit TimeIndex(size_t numTimes) {
    while (width < numTimes)
      width *= 2;
    nodes.resize(2 * width);
  }

  void insert(uint32_t block, size_t first, size_t last) {
    insert(block, first, last, 1, 0, width - 1);
  }

  /// Calls `visit` for each block in use at some time of [first, last]; for some
  /// more than once.
  template <typename Visit>
  void forEach(size_t first, size_t last, const Visit &visit) const {
    forEach(first, last, visit, 1, 0, width - 1);
  }

private:
  struct Node {
    std::vector<uint32_t> spanning, below;
  };

  void insert(uint32_t block, size_t first, size_t last, size_t node, size_t lo,
              size_t hi) {
    if (first <= lo && hi <= last) {
      nodes[node].spanning.push_back(block);
      return;
    }
    nodes[node].below.push_back(block);
    size_t middle = (lo + hi) / 2;
    if (first <= middle)
      insert(block, first, last, 2 * node, lo, middle);
    if (last > middle)
      insert(block, first, last, 2 * node + 1, middle + 1, hi);
  }

  template <typename Visit>
  void forEach(size_t first, size_t last, const Visit &visit, size_t node,
               size_t lo, size_t hi) const {
    for (uint32_t block : nodes[node].spanning)
      visit(block);
    if (first <= lo && hi <= last) {
      for (uint32_t block : nodes[node].below)
        visit(block);
      return;
    }
    size_t middle = (lo + hi) / 2;
    if (first <= middle)
      forEach(first, last, visit, 2 * node, lo, middle);
    if (last > middle)
      forEach(first, last, visit, 2 * node + 1, middle + 1, hi);
  }

  size_t width = 1;
  std::vector<Node> nodes;
};

/// A block with its size rounded up and its times numbered from 0.
struct Item {
  int64_t bytes;
  size_t first, last;
};

/// The blocks that take memory, in dense time. Fails on overflow.
bool normalize(const std::vector<ArenaBlock> &blocks, std::vector<Item> &items,
               size_t &numTimes) {
  // Only where a block begins matters: the most is in use there.
  std::vector<int64_t> times;
  for (const ArenaBlock &block : blocks)
    times.push_back(block.first);
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  numTimes = times.size();
  for (const ArenaBlock &block : blocks) {
    if (block.bytes > INT64_MAX - (arenaAlignment - 1))
      return false;
    int64_t bytes = std::max<int64_t>(block.bytes, 0) + (arenaAlignment - 1);
    bytes -= bytes % arenaAlignment;
    auto first = std::lower_bound(times.begin(), times.end(), block.first);
    // The last beginning that the block sees.
    auto last = std::upper_bound(first, times.end(),
                                 std::max(block.first, block.last)) -
                1;
    items.push_back({bytes, static_cast<size_t>(first - times.begin()),
                     static_cast<size_t>(last - times.begin())});
  }
  return true;
}

std::optional<int64_t> getPeak(const std::vector<Item> &items,
                               size_t numTimes) {
  std::vector<int64_t> change(numTimes + 1, 0);
  int64_t total = 0;
  for (const Item &item : items)
    if (__builtin_add_overflow(total, item.bytes, &total))
      return std::nullopt;
  for (const Item &item : items) {
    change[item.first] += item.bytes;
    change[item.last + 1] -= item.bytes;
  }
  int64_t peak = 0, current = 0;
  for (int64_t step : change) {
    current += step;
    peak = std::max(peak, current);
  }
  return peak;
}

/// Places the blocks in the given order.
ArenaPlan place(const std::vector<Item> &items, size_t numTimes,
                const std::vector<uint32_t> &order) {
  ArenaPlan plan;
  plan.offsets.resize(items.size(), 0);
  TimeIndex index(numTimes);
  std::vector<uint32_t> seen(items.size(), UINT32_MAX), neighbors;
  for (uint32_t block : order) {
    const Item &item = items[block];
    if (item.bytes == 0)
      continue;
    neighbors.clear();
    index.forEach(item.first, item.last, [&](uint32_t other) {
      if (seen[other] == block)
        return;
      seen[other] = block;
      neighbors.push_back(other);
    });
    std::sort(neighbors.begin(), neighbors.end(), [&](uint32_t a, uint32_t b) {
      return plan.offsets[a] < plan.offsets[b];
    });
    int64_t end = 0, best = -1, bestGap = INT64_MAX;
    for (uint32_t other : neighbors) {
      int64_t gap = plan.offsets[other] - end;
      if (gap >= item.bytes && gap < bestGap) {
        best = end;
        bestGap = gap;
      }
      end = std::max(end, plan.offsets[other] + items[other].bytes);
    }
    plan.offsets[block] = best >= 0 ? best : end;
    plan.bytes = std::max(plan.bytes, plan.offsets[block] + item.bytes);
    index.insert(block, item.first, item.last);
  }
  return plan;
}

} // namespace

std::optional<int64_t> getPeakBytes(const std::vector<ArenaBlock> &blocks) {
  std::vector<Item> items;
  size_t numTimes;
  if (!normalize(blocks, items, numTimes))
    return std::nullopt;
  return getPeak(items, numTimes);
}

std::optional<ArenaPlan> planArena(const std::vector<ArenaBlock> &blocks) {
  std::vector<Item> items;
  size_t numTimes;
  if (!normalize(blocks, items, numTimes))
    return std::nullopt;
  // Fails where the sum of all sizes overflows, so no offset can.
  std::optional<int64_t> peak = getPeak(items, numTimes);
  if (!peak)
    return std::nullopt;

  std::vector<uint32_t> order(items.size());
  std::optional<ArenaPlan> best;
  auto tryOrder = [&](auto isBefore) {
    if (best && best->bytes == *peak)
      return;
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      if (isBefore(items[a], items[b]))
        return true;
      return a < b && !isBefore(items[b], items[a]);
    });
    ArenaPlan plan = place(items, numTimes, order);
    if (!best || plan.bytes < best->bytes)
      best = std::move(plan);
  };
  auto duration = [](const Item &item) {
    return static_cast<double>(item.last - item.first + 1);
  };
  tryOrder([](const Item &a, const Item &b) { return a.bytes > b.bytes; });
  tryOrder([&](const Item &a, const Item &b) {
    return a.bytes * duration(a) > b.bytes * duration(b);
  });
  tryOrder([&](const Item &a, const Item &b) {
    return duration(a) > duration(b) ||
           (duration(a) == duration(b) && a.bytes > b.bytes);
  });
  tryOrder([](const Item &a, const Item &b) {
    return a.first < b.first || (a.first == b.first && a.bytes > b.bytes);
  });
  return best;
}

} // namespace relax::runtime

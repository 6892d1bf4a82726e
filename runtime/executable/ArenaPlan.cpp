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

  /// Calls `visit` for each block in use at some time of [first, last]; for
  /// some more than once.
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
  bool kept;
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
    std::optional<int64_t> bytes = roundArenaBytes(block.bytes);
    if (!bytes)
      return false;
    auto first = std::lower_bound(times.begin(), times.end(), block.first);
    // The last beginning that the block sees.
    auto last = std::upper_bound(first, times.end(),
                                 std::max(block.first, block.last)) -
                1;
    items.push_back({*bytes, static_cast<size_t>(first - times.begin()),
                     static_cast<size_t>(last - times.begin()), block.kept});
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

/// Places the blocks in the given order. Here kept blocks come first, and the
/// arena follows them; `lend` lets other blocks lie in them.
ArenaPlan place(const std::vector<Item> &items, size_t numTimes,
                const std::vector<uint32_t> &order, bool lend) {
  ArenaPlan plan;
  TimeIndex index(numTimes);
  // Bytes in use, from and to; borders between kept blocks take none.
  using Range = std::pair<int64_t, int64_t>;
  std::vector<Range> borders, ranges;
  plan.offsets.resize(items.size(), 0);
  int64_t begin = 0;
  for (uint32_t block = 0; block != items.size(); ++block) {
    if (!items[block].kept)
      continue;
    plan.offsets[block] = begin;
    begin += items[block].bytes;
    borders.push_back({begin, begin});
    if (lend && items[block].bytes != 0)
      index.insert(block, items[block].first, items[block].last);
  }
  if (!lend)
    borders = {{0, begin}};
  std::vector<uint32_t> seen(items.size(), UINT32_MAX);
  for (uint32_t block : order) {
    const Item &item = items[block];
    if (item.kept)
      continue;
    plan.offsets[block] = begin;
    if (item.bytes == 0)
      continue;
    ranges = borders;
    index.forEach(item.first, item.last, [&](uint32_t other) {
      if (seen[other] == block)
        return;
      seen[other] = block;
      ranges.push_back(
          {plan.offsets[other], plan.offsets[other] + items[other].bytes});
    });
    std::sort(ranges.begin(), ranges.end());
    int64_t end = 0, best = -1, bestGap = INT64_MAX;
    for (const Range &range : ranges) {
      int64_t gap = range.first - end;
      if (gap >= item.bytes && gap < bestGap) {
        best = end;
        bestGap = gap;
      }
      end = std::max(end, range.second);
    }
    plan.offsets[block] = best >= 0 ? best : end;
    plan.bytes = std::max(plan.bytes, plan.offsets[block] + item.bytes - begin);
    index.insert(block, item.first, item.last);
  }
  // The arena comes first.
  for (size_t i = 0; i != items.size(); ++i)
    plan.offsets[i] +=
        items[i].kept || plan.offsets[i] < begin ? plan.bytes : -begin;
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

  // What is kept is taken whatever the plan; no arena can be smaller than what
  // does not fit in there.
  int64_t least = *peak, keptBytes = 0;
  bool anyKept = false;
  for (const Item &item : items)
    if (item.kept) {
      anyKept = true;
      keptBytes += item.bytes;
      least = std::max<int64_t>(least - item.bytes, 0);
    }
  std::vector<uint32_t> order(items.size());
  std::optional<ArenaPlan> best;
  bool lend = true, latestFirst = anyKept;
  auto tryOrder = [&](auto isBefore) {
    if (best && best->bytes == least)
      return;
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      if (isBefore(items[a], items[b]))
        return true;
      if (isBefore(items[b], items[a]))
        return false;
      if (latestFirst && items[a].last != items[b].last)
        return items[a].last > items[b].last;
      return a < b;
    });
    ArenaPlan plan = place(items, numTimes, order, lend);
    if (!best || plan.bytes < best->bytes)
      best = std::move(plan);
  };
  auto duration = [](const Item &item) {
    return static_cast<double>(item.last - item.first + 1);
  };
  auto tryOrders = [&] {
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
  };
  if (anyKept) {
    // What is kept is the end of most: of two that are alike the one that
    // stands in its way has to be placed first.
    tryOrders();
    tryOrder([](const Item &a, const Item &b) {
      return a.last > b.last || (a.last == b.last && a.bytes > b.bytes);
    });
    // What lies in a kept block splits the rest in a way that may be worse.
    lend = false;
    latestFirst = false;
  }
  tryOrders();
  best->keptBytes = keptBytes;
  best->peakBytes = *peak;
  return best;
}

} // namespace relax::runtime

//===- SharedBlocks.cpp - blocks that the prover lets tensors share -------===//

#include "transforms/relax/memory/SharedBlocks.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

#include <map>

using namespace mlir;
using namespace mlir::relax;

/// More different sizes than this are not compared with each other: each comparison may be a linear problem.
static constexpr unsigned kMaxSizes = 24;
/// More blocks than this are not tried for each use.
static constexpr unsigned kMaxBlocks = 32;

/// The different sizes, largest first; nothing where the prover cannot tell which is larger.
static std::optional<llvm::SmallVector<sym::ExprAttr>> orderSizes(llvm::ArrayRef<SharedBlockUse> uses,
                                                                  const sym::Prover &prover) {
  llvm::SmallVector<sym::ExprAttr> sizes;
  llvm::DenseSet<sym::ExprAttr> known;
  for (const SharedBlockUse &use : uses) {
    if (!known.insert(use.bytes).second)
      continue;
    if (known.size() > kMaxSizes)
      return std::nullopt;
    // Insertion by comparison with its neighbours; the order is total, so neighbours suffice.
    size_t lo = 0, hi = sizes.size();
    while (lo < hi) {
      size_t middle = (lo + hi) / 2;
      if (prover.provablyLessEqual(use.bytes, sizes[middle]) == sym::Truth::Yes)
        lo = middle + 1;
      else if (prover.provablyLessEqual(sizes[middle], use.bytes) == sym::Truth::Yes)
        hi = middle;
      else
        return std::nullopt;
    }
    sizes.insert(sizes.begin() + lo, use.bytes);
  }
  return sizes;
}

static FailureOr<sym::ExprAttr> addTimes(sym::ExprAttr sum, int64_t count, sym::ExprAttr size) {
  FailureOr<sym::ExprAttr> product = sym::mul(sym::ExprAttr::getConstant(size.getContext(), count), size);
  return failed(product) ? product : sym::add(sum, *product);
}

/// Whether 20 times the blocks is at most 23 times what is in use when the most uses are.
static bool isNearlyOptimal(llvm::ArrayRef<SharedBlockUse> uses, llvm::ArrayRef<sym::ExprAttr> blocks,
                            const llvm::DenseMap<sym::ExprAttr, unsigned> &rank, const sym::Prover &prover) {
  // The largest size counts most: times are compared by how many uses of the largest size are in use, then of the next.
  std::map<unsigned, llvm::SmallVector<std::pair<unsigned, int>>> changes;
  for (const SharedBlockUse &use : uses) {
    changes[use.first].push_back({rank.lookup(use.bytes), 1});
    changes[use.last + 1].push_back({rank.lookup(use.bytes), -1});
  }
  std::vector<int64_t> current(rank.size(), 0), byRank, byCount;
  int64_t count = 0, most = -1;
  for (const auto &[time, list] : changes) {
    for (auto [size, change] : list) {
      current[size] += change;
      count += change;
    }
    if (byRank.empty() || current > byRank)
      byRank = current;
    if (count > most) {
      most = count;
      byCount = current;
    }
  }
  MLIRContext *context = prover.getContext();
  sym::ExprAttr zero = sym::ExprAttr::getConstant(context, 0);
  FailureOr<sym::ExprAttr> total = zero;
  for (sym::ExprAttr block : blocks)
    if (succeeded(total))
      total = addTimes(*total, 20, block);
  if (failed(total))
    return false;
  for (const std::vector<int64_t> &candidate : {byRank, byCount}) {
    FailureOr<sym::ExprAttr> live = zero;
    for (auto [size, number] : rank)
      if (succeeded(live))
        live = addTimes(*live, 23 * candidate[number], size);
    if (succeeded(live) && prover.provablyLessEqual(*total, *live) == sym::Truth::Yes)
      return true;
  }
  return false;
}

std::optional<SharedBlocks> mlir::relax::shareBlocks(llvm::ArrayRef<SharedBlockUse> uses, const sym::Prover &prover) {
  std::optional<llvm::SmallVector<sym::ExprAttr>> sizes = orderSizes(uses, prover);
  if (!sizes)
    return std::nullopt;
  llvm::DenseMap<sym::ExprAttr, unsigned> rank;
  for (auto [i, size] : llvm::enumerate(*sizes))
    rank[size] = i;
  // What is kept is the end of most: of two that are alike the one that stands in its way has to be placed first.
  bool anyKept = llvm::any_of(uses, [](const SharedBlockUse &use) { return use.kept; });
  llvm::SmallVector<unsigned> order = llvm::to_vector(llvm::seq<unsigned>(0, uses.size()));
  llvm::sort(order, [&](unsigned a, unsigned b) {
    int64_t lateA = anyKept ? -int64_t(uses[a].last) : 0, lateB = anyKept ? -int64_t(uses[b].last) : 0;
    return std::tuple(rank[uses[a].bytes], lateA, a) < std::tuple(rank[uses[b].bytes], lateB, b);
  });

  SharedBlocks result;
  result.blockOf.resize(uses.size());
  // The times at which a block is in use: from the beginning of each to its end.
  llvm::SmallVector<std::map<unsigned, unsigned>> busy;
  for (auto [number, use] : llvm::enumerate(uses)) {
    if (!use.kept)
      continue;
    result.blockOf[number] = busy.size();
    result.sizes.push_back(use.bytes);
    busy.emplace_back()[use.first] = use.last;
  }
  unsigned numKept = busy.size();
  for (unsigned number : order) {
    const SharedBlockUse &use = uses[number];
    if (use.kept)
      continue;
    unsigned block = 0;
    for (; block != busy.size(); ++block) {
      // Ranks go from the largest size to the smallest.
      if (block < numKept && rank[use.bytes] < rank[result.sizes[block]])
        continue;
      auto next = busy[block].upper_bound(use.last);
      if (next == busy[block].begin() || std::prev(next)->second < use.first)
        break;
    }
    if (block == busy.size()) {
      if (block >= kMaxBlocks)
        return std::nullopt;
      busy.emplace_back();
      // Uses come by size, so a block that is not kept is as large as its first use.
      result.sizes.push_back(use.bytes);
    }
    busy[block][use.first] = use.last;
    result.blockOf[number] = block;
  }
  if (!isNearlyOptimal(uses, result.sizes, rank, prover))
    return std::nullopt;
  return result;
}

bool mlir::relax::addUses(SharedBlocks &shared, llvm::ArrayRef<SharedBlockUse> uses, llvm::ArrayRef<SharedBlockUse> more,
                          const sym::Prover &prover) {
  llvm::SmallVector<std::map<unsigned, unsigned>> busy(shared.sizes.size());
  for (auto [use, block] : llvm::zip_equal(uses, shared.blockOf))
    busy[block][use.first] = use.last;
  llvm::SmallVector<unsigned> places;
  for (const SharedBlockUse &use : more) {
    unsigned block = 0;
    for (; block != busy.size(); ++block) {
      auto next = busy[block].upper_bound(use.last);
      if ((next == busy[block].begin() || std::prev(next)->second < use.first) &&
          prover.provablyLessEqual(use.bytes, shared.sizes[block]) == sym::Truth::Yes)
        break;
    }
    if (block == busy.size())
      return false;
    busy[block][use.first] = use.last;
    places.push_back(block);
  }
  llvm::append_range(shared.blockOf, places);
  return true;
}

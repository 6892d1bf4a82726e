// Memory planned for the sizes of a call. The plan of a function is computed
// once for each vector of sizes and kept for the next call with the same ones.

#include "runtime/executable/ArenaPlan.h"
#include "runtime/vm/VmState.h"

#include <algorithm>

namespace relax::runtime {

using absl::StatusCode;

namespace {

/// Layouts that are kept for each plan. A model that is fed lengths one larger
/// each time never meets one again, so there is no use in many.
constexpr size_t maxLayouts = 16;

/// Notes in which memory each block lies. `kept` as in a plan; offsets behind
/// the arena are those of kept blocks, in this order, and of what lies in them.
void splitLayout(ArenaLayout &layout,
                 const flatbuffers::Vector<uint32_t> *kept) {
  if (!kept || kept->size() == 0)
    return;
  std::vector<int64_t> begins;
  for (uint32_t block : *kept) {
    begins.push_back(layout.offsets[block]);
    layout.kept.push_back({block, *roundArenaBytes(layout.sizes[block])});
  }
  layout.segments.resize(layout.offsets.size(), 0);
  for (size_t block = 0; block != layout.offsets.size(); ++block) {
    int64_t &offset = layout.offsets[block];
    // Of two that begin at one place the first has no bytes.
    auto next = std::upper_bound(begins.begin(), begins.end(), offset);
    if (layout.sizes[block] <= 0)
      offset = 0;
    if (next == begins.begin() || layout.sizes[block] <= 0)
      continue;
    layout.segments[block] = static_cast<uint32_t>(next - begins.begin());
    offset -= *(next - 1);
  }
  // Blocks of no bytes may be kept as well.
  for (uint32_t i = 0; i != kept->size(); ++i) {
    layout.segments[kept->Get(i)] = i + 1;
    layout.offsets[kept->Get(i)] = 0;
  }
}

/// Computes the layout of a plan for these sizes. Null where it does not fit in
/// 63 bits.
std::shared_ptr<const ArenaLayout> computeLayout(const fb::Plan &plan,
                                                 const int64_t *sizes) {
  auto layout = std::make_shared<ArenaLayout>();
  const auto &words = *plan.blocks();
  std::vector<ArenaBlock> blocks;
  blocks.reserve(words.size() / 3);
  for (uint32_t i = 0; i + 2 < words.size(); i += 3) {
    int64_t bytes = std::max<int64_t>(sizes[words[i]], 0);
    blocks.push_back({bytes, words[i + 1], words[i + 2]});
    layout->sizes.push_back(bytes);
  }
  if (plan.kept())
    for (uint32_t block : *plan.kept())
      blocks[block].kept = true;
  std::optional<ArenaPlan> planned = planArena(blocks);
  if (!planned)
    return nullptr;
  layout->offsets = std::move(planned->offsets);
  layout->bytes = planned->bytes;
  layout->isSeparate = planned->isWasteful();
  splitLayout(*layout, plan.kept());
  return layout;
}

/// The layout for these sizes, from the cache where it is there.
const std::shared_ptr<const ArenaLayout> *
findLayout(VmState &state, uint32_t number, const int64_t *sizes) {
  PlanCache &cache = state.plans[number];
  const fb::Plan &plan =
      *state.module->executable().plans()->Get(static_cast<uint32_t>(number));
  size_t count = plan.num_sizes();
  auto isFor = [&](const PlanCache::Entry &entry) {
    return std::equal(entry.sizes.begin(), entry.sizes.end(), sizes);
  };
  if (cache.last < cache.entries.size() && isFor(cache.entries[cache.last]))
    return &cache.entries[cache.last].layout;
  for (size_t i = 0; i != cache.entries.size(); ++i)
    if (isFor(cache.entries[i])) {
      cache.last = i;
      return &cache.entries[i].layout;
    }
  std::shared_ptr<const ArenaLayout> layout = computeLayout(plan, sizes);
  if (!layout)
    return nullptr;
  ++state.numPlanned;
  PlanCache::Entry entry{std::vector<int64_t>(sizes, sizes + count),
                         std::move(layout)};
  if (cache.entries.size() < maxLayouts) {
    cache.last = cache.entries.size();
    cache.entries.push_back(std::move(entry));
  } else {
    cache.last = cache.oldest;
    cache.oldest = (cache.oldest + 1) % maxLayouts;
    cache.entries[cache.last] = std::move(entry);
  }
  return &cache.entries[cache.last].layout;
}

} // namespace

void preparePlans(VmState &state) {
  const auto *plans = state.module->executable().plans();
  if (!plans)
    return;
  state.plans.resize(plans->size());
  for (uint32_t i = 0; i != plans->size(); ++i) {
    const fb::Plan &plan = *plans->Get(i);
    if (plan.num_sizes() != 0)
      continue;
    auto layout = std::make_shared<ArenaLayout>();
    layout->offsets.assign(plan.offsets()->begin(), plan.offsets()->end());
    layout->sizes.assign(plan.sizes()->begin(), plan.sizes()->end());
    layout->bytes = static_cast<int64_t>(plan.bytes());
    splitLayout(*layout, plan.kept());
    state.plans[i].entries.push_back({{}, std::move(layout)});
  }
}

int32_t allocArena(relax_vm_frame *frame, relax_object **dst, uint32_t plan,
                   const int64_t *sizes) {
  VmState &state = VmState::of(frame);
  const std::shared_ptr<const ArenaLayout> *layout =
      findLayout(state, plan, sizes);
  if (!layout)
    return recordFailure(state, StatusCode::kResourceExhausted,
                         "the tensors of the function are too large");
  // What the register held may be what is wanted again.
  setObject(dst, nullptr);
  Arena *arena = newArena(*layout);
  if (!arena)
    return recordFailure(state, StatusCode::kResourceExhausted,
                         concat("out of memory for an arena of ",
                                (*layout)->totalBytes(), " bytes"));
  *dst = &arena->object;
  return 0;
}

int32_t arenaTensor(relax_vm_frame *frame, relax_object **dst,
                    relax_object *object, uint32_t blockWord, uint32_t dtype,
                    int32_t ndim, const int64_t *dims) {
  uint32_t block = blockWord & ~keepsBlock;
  Arena *arena = dynCast<Arena>(object);
  if (!arena)
    return frame->api->fail_kind(frame, object, RELAX_OBJECT_ARENA);
  absl::Span<const int64_t> shape(dims, ndim);
  std::optional<int64_t> bytes = countBytes(shape, dtype);
  if (!bytes) // for the message
    return frame->api->alloc_tensor(frame, dst, dtype, RELAX_DEVICE_CPU, ndim,
                                    dims);
  const ArenaLayout &layout = *arena->layout;
  if (block >= layout.sizes.size() || *bytes > layout.sizes[block])
    return recordFailure(
        VmState::of(frame), StatusCode::kInternal,
        concat("a tensor of shape ", formatShape(shape), " and type ",
               dtypeName(dtype), " does not fit block ", block,
               " of an arena, which has ",
               block < layout.sizes.size() ? layout.sizes[block] : 0,
               " bytes"));
  relax_object *owner = nullptr;
  if (blockWord & keepsBlock) {
    uint32_t segment = layout.segments.empty() ? 0 : layout.segments[block];
    if (segment == 0 || layout.kept[segment - 1].block != block)
      return recordFailure(
          VmState::of(frame), StatusCode::kInternal,
          concat("block ", block, " of an arena is not one to keep"));
    if (!layout.isSeparate)
      owner = &arena->kept[segment - 1]->object;
  }
  if (layout.isSeparate)
    return frame->api->alloc_tensor(frame, dst, dtype, RELAX_DEVICE_CPU, ndim,
                                    dims);
  relax_tensor *tensor = newTensorOver(addressOfBlock(*arena, block), shape,
                                       dtype, RELAX_DEVICE_CPU, owner);
  if (!tensor)
    return recordFailure(VmState::of(frame), StatusCode::kResourceExhausted,
                         "out of memory for a tensor");
  tensor->flags = owner ? 0 : RELAX_TENSOR_PLANNED;
  setObject(dst, &tensor->object);
  return 0;
}

} // namespace relax::runtime

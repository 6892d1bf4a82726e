// What kernels may ask of the runtime: memory, threads, packed functions,
// failing.

#include "runtime/library/Library.h"
#include "runtime/vm/VmState.h"

#include <algorithm>

namespace relax::runtime {

using absl::StatusCode;

namespace {

/// What stands before each block of ctx->alloc.
struct ContextBlock {
  void *block;
  uint64_t sizeClass;
};

void *contextAlloc(const relax_ctx *ctx, size_t bytes, size_t alignment) {
  alignment = std::max(alignment, blockAlignment);
  uint32_t sizeClass;
  void *block = nullptr;
  if ((alignment & (alignment - 1)) == 0 && bytes < (uint64_t{1} << 47) &&
      alignment < (uint64_t{1} << 40))
    block = allocateBlock(bytes + alignment, sizeClass, alignment);
  if (!block) {
    recordFailure(VmState::of(ctx), StatusCode::kResourceExhausted,
                  concat("out of memory for ", bytes, " bytes"));
    return nullptr;
  }
  // The block is aligned to 64, so there are at least 64 bytes before the next
  // multiple of the alignment.
  uintptr_t address =
      (reinterpret_cast<uintptr_t>(block) + alignment) / alignment * alignment;
  if (ProfileRecorder *recorder = VmState::of(ctx).recorder.get()) {
    int64_t now = recorder->now();
    recorder->record(ProfileEventKind::Allocation, "alloc_workspace", now, now,
                     {0, bytes}, recorder->getLocation());
  }
  auto *header = reinterpret_cast<ContextBlock *>(address) - 1;
  header->block = block;
  header->sizeClass = sizeClass;
  return reinterpret_cast<void *>(address);
}

void contextFree(const relax_ctx *, void *memory) {
  if (!memory)
    return;
  ContextBlock header = static_cast<ContextBlock *>(memory)[-1];
  deallocateBlock(header.block, static_cast<uint32_t>(header.sizeClass));
}

int32_t contextFail(const relax_ctx *ctx, const char *message) {
  return recordFailure(VmState::of(ctx), StatusCode::kInternal,
                       message ? message : "unknown reason");
}

struct ParallelBody {
  int32_t (*body)(void *data, int64_t begin, int64_t end, const relax_ctx *ctx);
  void *data;
  const relax_ctx *ctx;
};

int32_t contextParallelFor(const relax_ctx *ctx, int64_t begin, int64_t end,
                           int64_t grain,
                           int32_t (*body)(void *data, int64_t begin,
                                           int64_t end, const relax_ctx *ctx),
                           void *data) {
  VmState &state = VmState::of(ctx);
  if (!state.pool)
    return begin < end ? body(data, begin, end, ctx) : 0;
  ParallelBody wrapped{body, data, ctx};
  auto run = [](void *data, int64_t begin, int64_t end, const void *) {
    auto *wrapped = static_cast<ParallelBody *>(data);
    return wrapped->body(wrapped->data, begin, end, wrapped->ctx);
  };
  return state.pool->parallelFor(begin, end, grain, run, &wrapped, nullptr);
}

int32_t contextCallPacked(const relax_ctx *ctx, const char *name,
                          const relax_any *args, int32_t numArgs,
                          relax_any *results, int32_t numResults) {
  VmState &state = VmState::of(ctx);
  std::shared_ptr<const PackedEntry> entry =
      findPackedFunction(*state.registry, name);
  if (!entry)
    return recordFailure(
        state, StatusCode::kNotFound,
        concat("packed function '", name, "' is not registered"));
  return callPacked(state, name, *entry, absl::MakeConstSpan(args, numArgs),
                    absl::MakeSpan(results, numResults));
}

} // namespace

relax_ctx makeKernelContext() {
  return {RELAX_ABI_VERSION, sizeof(relax_ctx), contextAlloc,
          contextFree,       contextFail,       contextParallelFor,
          contextCallPacked, &getVmApi()};
}

} // namespace relax::runtime

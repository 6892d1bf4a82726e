// Frames, calls from function to function, and the record of a failure.

#include "runtime/vm/VmState.h"

#include <algorithm>
#include <cstdlib>

namespace relax::runtime {

using absl::StatusCode;

FrameStack::~FrameStack() {
  for (Segment &segment : segments)
    std::free(segment.memory);
}

uint64_t *FrameStack::push(size_t words) {
  words = std::max<size_t>(words, 1);
  if (segments.empty() ||
      segments[current].size - segments[current].used < words) {
    // The next segment is empty: use it, or replace it by a larger one.
    size_t next = segments.empty() ? 0 : current + 1;
    while (segments.size() > next && segments[next].size < words) {
      total -= segments.back().size;
      std::free(segments.back().memory);
      segments.pop_back();
    }
    if (segments.size() <= next) {
      size_t size = std::max(words, firstSegment);
      if (size > limit - total)
        return nullptr;
      auto *memory =
          static_cast<uint64_t *>(std::malloc(size * sizeof(uint64_t)));
      if (!memory)
        return nullptr;
      total += size;
      segments.push_back({memory, size, 0});
    }
    current = next;
  }
  Segment &segment = segments[current];
  uint64_t *memory = segment.memory + segment.used;
  segment.used += words;
  std::memset(memory, 0, words * sizeof(uint64_t));
  return memory;
}

void FrameStack::pop(uint64_t *memory) {
  Segment &segment = segments[current];
  segment.used = static_cast<size_t>(memory - segment.memory);
  while (current != 0 && segments[current].used == 0)
    --current;
}

FrameScope::FrameScope(VmState &state, uint32_t function)
    : info(state.functions[function]), state(state) {
  if (state.depth >= state.maxDepth) {
    recordFailure(state, StatusCode::kResourceExhausted,
                  concat("calls nest deeper than ", state.maxDepth,
                         " in function '", info.name,
                         "'; use a loop, or raise max_depth"));
    return;
  }
  // Frames of compiled functions may be large.
  if (reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) <
      state.stackLimit) {
    recordFailure(state, StatusCode::kResourceExhausted,
                  concat("calls nest too deep for the stack in function '",
                         info.name, "'"));
    return;
  }
  size_t numResults = info.resultIsScalar.size();
  memory = state.stack.push(size_t{info.numScalars} + info.numObjects +
                            numResults + info.numScratch);
  if (!memory) {
    recordFailure(state, StatusCode::kResourceExhausted,
                  concat("out of memory for the registers of function '",
                         info.name, "'"));
    return;
  }
  ++state.depth;
  uint64_t *next = memory;
  frame.scalars = reinterpret_cast<int64_t *>(next);
  next += info.numScalars;
  frame.objects = reinterpret_cast<relax_object **>(next);
  next += info.numObjects;
  frame.results = reinterpret_cast<relax_value *>(next);
  scratch = next + numResults;
  frame.ctx = &state.ctx;
  frame.api = state.ctx.api;
  frame.function = function;
}

FrameScope::~FrameScope() {
  if (!memory)
    return;
  for (uint32_t i = 0; i != info.numObjects; ++i)
    release(frame.objects[i]);
  state.stack.pop(memory);
  --state.depth;
}

int32_t recordFailure(VmState &state, StatusCode code, std::string message) {
  std::lock_guard<std::mutex> lock(state.failureMutex);
  if (!state.failure.failed) {
    state.failure.failed = true;
    state.failure.code = code;
    state.failure.message = std::move(message);
  }
  return RELAX_ERROR;
}

void prefixFailure(VmState &state, const std::string &prefix) {
  std::lock_guard<std::mutex> lock(state.failureMutex);
  state.failure.message = prefix + state.failure.message;
}

void locateFailure(VmState &state, uint32_t location) {
  std::lock_guard<std::mutex> lock(state.failureMutex);
  if (state.failure.located || location == 0)
    return;
  state.failure.located = true;
  state.failure.location = location;
}

absl::Status takeFailure(VmState &state) {
  std::lock_guard<std::mutex> lock(state.failureMutex);
  Failure failure = std::exchange(state.failure, {});
  if (!failure.failed)
    failure.message = "the program failed without a reason";
  if (failure.location == 0)
    return absl::Status(failure.code, failure.message);
  const fb::Location &location =
      *state.module->executable().locations()->Get(failure.location - 1);
  std::string text = concat(state.module->formatLocation(failure.location - 1),
                            ": error: ", failure.message);
  if (location.node() && location.node()->size() != 0)
    append(text, " (node '", location.node()->string_view(), "')");
  return absl::Status(failure.code, text);
}

/// runFrame but for its event.
static int32_t runCode(VmState &state, FrameScope &scope) {
  const FunctionInfo &info = scope.info;
  if (!info.compiled || (state.preferBytecode && info.code))
    return interpret(state, scope);
  int32_t code = info.compiled(&scope.frame);
  if (code == 0)
    return 0;
  recordFailure(
      state, StatusCode::kInternal,
      concat("function '", info.name, "' returned error code ", code));
  locateFailure(state, scope.frame.location <=
                               state.module->executable().locations()->size()
                           ? scope.frame.location
                           : 0);
  return code;
}

int32_t runFrame(VmState &state, FrameScope &scope) {
  if (__builtin_expect(state.recorder == nullptr, 1))
    return runCode(state, scope);
  ProfileScope event(state, scope);
  return scope.info.code ? interpretProfiled(state, scope)
                         : runCode(state, scope);
}

int32_t callFunction(VmState &state, uint32_t function,
                     absl::Span<const relax_any> args,
                     absl::Span<const relax_any> moreArgs,
                     absl::Span<relax_any> results) {
  const FunctionInfo &info = state.functions[function];
  size_t numArgs = args.size() + moreArgs.size();
  if (numArgs != info.argIsScalar.size() ||
      results.size() != info.resultIsScalar.size())
    return recordFailure(
        state, StatusCode::kInvalidArgument,
        concat("function '", info.name, "' takes ", info.argIsScalar.size(),
               " arguments and has ", info.resultIsScalar.size(),
               " results, called with ", numArgs, " and ", results.size()));
  for (size_t i = 0; i != results.size(); ++i)
    if (info.resultIsScalar[i] != (results[i].kind == RELAX_ANY_SCALAR))
      return recordFailure(
          state, StatusCode::kInvalidArgument,
          concat("result ", i, " of function '", info.name, "' is ",
                 info.resultIsScalar[i] ? "a scalar" : "an object"));
  FrameScope scope(state, function);
  if (!scope.ok())
    return RELAX_ERROR;
  uint32_t nextScalar = 0, nextObject = 0;
  for (size_t i = 0; i != numArgs; ++i) {
    const relax_any &arg =
        i < args.size() ? args[i] : moreArgs[i - args.size()];
    if (info.argIsScalar[i] != (arg.kind == RELAX_ANY_SCALAR))
      return recordFailure(
          state, StatusCode::kInvalidArgument,
          concat("argument ", i, " of function '", info.name, "' must be ",
                 info.argIsScalar[i] ? "a scalar" : "an object"));
    if (info.argIsScalar[i]) {
      scope.frame.scalars[nextScalar++] = arg.value.scalar;
    } else {
      retain(arg.value.object);
      scope.frame.objects[nextObject++] = arg.value.object;
    }
  }
  if (int32_t code = runFrame(state, scope))
    return code;
  for (size_t i = 0; i != results.size(); ++i)
    results[i].value = scope.frame.results[i];
  return 0;
}

int32_t callPacked(VmState &state, std::string_view name,
                   const PackedEntry &entry, absl::Span<const relax_any> args,
                   absl::Span<relax_any> results) {
  for (size_t i = 0; i != args.size(); ++i)
    if (args[i].kind == RELAX_ANY_OBJECT && !args[i].value.object)
      return recordFailure(state, StatusCode::kInternal,
                           concat("argument ", i, " of packed function '", name,
                                  "' is nothing"));
  for (relax_any &result : results)
    result.value = {};
  // What is expected, kept apart: the function may write anything into
  // `results`.
  constexpr size_t inlineResults = 16;
  uint32_t few[inlineResults];
  std::vector<uint32_t> many;
  uint32_t *expected = few;
  if (results.size() > inlineResults) {
    many.resize(results.size());
    expected = many.data();
  }
  for (size_t i = 0; i != results.size(); ++i)
    expected[i] = results[i].kind;

  // Memory of planned tensors serves again before a reference to it would end.
  auto countPlanned = [&] {
    int64_t count = 0;
    for (const relax_any &arg : args)
      if (arg.kind == RELAX_ANY_OBJECT)
        if (const auto *tensor = dynCast<relax_tensor>(arg.value.object);
            tensor && (tensor->flags & RELAX_TENSOR_PLANNED))
          count += __atomic_load_n(&tensor->object.ref_count, __ATOMIC_RELAXED);
    return count;
  };
  int64_t planned = countPlanned();
  auto call = [&] {
    return entry.function(&state.ctx, entry.closure, args.data(),
                          static_cast<int32_t>(args.size()), results.data(),
                          static_cast<int32_t>(results.size()));
  };
  int32_t code;
  if (__builtin_expect(state.recorder != nullptr, 0)) {
    ProfileScope event(state, name, args);
    code = call();
  } else {
    code = call();
  }
  bool hadMessage = state.failure.failed;
  for (size_t i = 0; i != results.size() && code == 0; ++i)
    if (results[i].kind != expected[i] ||
        (expected[i] == RELAX_ANY_OBJECT && !results[i].value.object))
      code = recordFailure(
          state, StatusCode::kInvalidArgument,
          concat("result ", i, " must be ",
                 expected[i] == RELAX_ANY_SCALAR ? "a scalar" : "an object"));
  if (code == 0 && countPlanned() > planned)
    code = recordFailure(
        state, StatusCode::kFailedPrecondition,
        "it kept a reference to a tensor that it was called to read or write; "
        "the memory serves again (see relax.call_dps_packed)");
  if (code == 0)
    return 0;
  for (relax_any &result : results)
    if (result.kind == RELAX_ANY_OBJECT)
      release(result.value.object);
  if (!hadMessage)
    recordFailure(state, StatusCode::kInternal,
                  concat("it returned error code ", code));
  prefixFailure(state, concat("packed function '", name, "' failed: "));
  return code;
}

} // namespace relax::runtime

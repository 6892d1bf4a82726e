// The machine around the interpreter: frames, calls, failures, the context of kernels, and the C++ interface.

#include "runtime/vm/VirtualMachine.h"
#include "runtime/vm/VmState.h"

#include <algorithm>
#include <cstdlib>
#include <pthread.h>

namespace relax::runtime {

using absl::StatusCode;

// ---- Frames -----------------------------------------------------------------------------------------------------------

FrameStack::~FrameStack() {
  for (Segment &segment : segments)
    std::free(segment.memory);
}

uint64_t *FrameStack::push(size_t words) {
  words = std::max<size_t>(words, 1);
  if (segments.empty() || segments[current].size - segments[current].used < words) {
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
      auto *memory = static_cast<uint64_t *>(std::malloc(size * sizeof(uint64_t)));
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

/// The lowest address at which a call may still start on this thread's stack: some room is left for what it calls.
static uintptr_t computeStackLimit() {
  constexpr size_t room = 512 * 1024;
  pthread_attr_t attributes;
  void *lowest = nullptr;
  size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0)
    return 0;
  pthread_attr_getstack(&attributes, &lowest, &size);
  pthread_attr_destroy(&attributes);
  return reinterpret_cast<uintptr_t>(lowest) + std::min(room, size / 4);
}

FrameScope::FrameScope(VmState &state, uint32_t function) : info(state.functions[function]), state(state) {
  if (state.depth >= state.maxDepth) {
    recordFailure(state, StatusCode::kResourceExhausted,
                  concat("calls nest deeper than ", state.maxDepth, " in function '", info.name, "'"));
    return;
  }
  // Frames of compiled functions may be large.
  if (reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) < state.stackLimit) {
    recordFailure(state, StatusCode::kResourceExhausted,
                  concat("calls nest too deep for the stack in function '", info.name, "'"));
    return;
  }
  size_t numResults = info.resultIsScalar.size();
  memory = state.stack.push(size_t{info.numScalars} + info.numObjects + numResults + info.numScratch);
  if (!memory) {
    recordFailure(state, StatusCode::kResourceExhausted,
                  concat("out of memory for the registers of function '", info.name, "'"));
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

// ---- Failures ---------------------------------------------------------------------------------------------------------

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
  const fb::Location &location = *state.module->executable().locations()->Get(failure.location - 1);
  std::string text =
      concat(state.module->formatLocation(failure.location - 1), ": error: ", failure.message);
  if (location.node() && location.node()->size() != 0)
    append(text, " (node '", location.node()->string_view(), "')");
  return absl::Status(failure.code, text);
}

// ---- Calls ------------------------------------------------------------------------------------------------------------

int32_t runFrame(VmState &state, FrameScope &scope) {
  const FunctionInfo &info = scope.info;
  if (!info.compiled || (state.preferBytecode && info.code))
    return interpret(state, scope);
  int32_t code = info.compiled(&scope.frame);
  if (code == 0)
    return 0;
  recordFailure(state, StatusCode::kInternal,
                concat("function '", info.name, "' returned error code ", code));
  locateFailure(state, scope.frame.location <= state.module->executable().locations()->size() ? scope.frame.location
                                                                                               : 0);
  return code;
}

int32_t callFunction(VmState &state, uint32_t function, absl::Span<const relax_any> args,
                     absl::Span<const relax_any> moreArgs, absl::Span<relax_any> results) {
  const FunctionInfo &info = state.functions[function];
  size_t numArgs = args.size() + moreArgs.size();
  if (numArgs != info.argIsScalar.size() || results.size() != info.resultIsScalar.size())
    return recordFailure(state, StatusCode::kInvalidArgument,
                         concat("function '", info.name, "' takes ", info.argIsScalar.size(),
                                      " arguments and has ", info.resultIsScalar.size(), " results, called with ",
                                      numArgs, " and ", results.size()));
  for (size_t i = 0; i != results.size(); ++i)
    if (info.resultIsScalar[i] != (results[i].kind == RELAX_ANY_SCALAR))
      return recordFailure(state, StatusCode::kInvalidArgument,
                           concat("result ", i, " of function '", info.name, "' is ",
                                        info.resultIsScalar[i] ? "a scalar" : "an object"));
  FrameScope scope(state, function);
  if (!scope.ok())
    return RELAX_ERROR;
  uint32_t nextScalar = 0, nextObject = 0;
  for (size_t i = 0; i != numArgs; ++i) {
    const relax_any &arg = i < args.size() ? args[i] : moreArgs[i - args.size()];
    if (info.argIsScalar[i] != (arg.kind == RELAX_ANY_SCALAR))
      return recordFailure(state, StatusCode::kInvalidArgument,
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

int32_t callPacked(VmState &state, std::string_view name, const PackedEntry &entry, absl::Span<const relax_any> args,
                   absl::Span<relax_any> results) {
  for (size_t i = 0; i != args.size(); ++i)
    if (args[i].kind == RELAX_ANY_OBJECT && !args[i].value.object)
      return recordFailure(state, StatusCode::kInternal,
                           concat("argument ", i, " of packed function '", name, "' is nothing"));
  for (relax_any &result : results)
    result.value = {};
  // What is expected, kept apart: the function may write anything into `results`.
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

  int64_t start = state.profile ? state.now() : 0;
  int32_t code = entry.function(&state.ctx, entry.closure, args.data(), static_cast<int32_t>(args.size()),
                                results.data(), static_cast<int32_t>(results.size()));
  if (state.profile)
    state.addEvent(name, start, /*isKernel=*/false);
  bool hadMessage = state.failure.failed;
  for (size_t i = 0; i != results.size() && code == 0; ++i)
    if (results[i].kind != expected[i] || (expected[i] == RELAX_ANY_OBJECT && !results[i].value.object))
      code = recordFailure(state, StatusCode::kInvalidArgument,
                           concat("result ", i, " must be ",
                                        expected[i] == RELAX_ANY_SCALAR ? "a scalar" : "an object"));
  if (code == 0)
    return 0;
  for (relax_any &result : results)
    if (result.kind == RELAX_ANY_OBJECT)
      release(result.value.object);
  if (!hadMessage)
    recordFailure(state, StatusCode::kInternal, concat("it returned error code ", code));
  prefixFailure(state, concat("packed function '", name, "' failed: "));
  return code;
}

// ---- The context of kernels ---------------------------------------------------------------------------------------------

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
  if ((alignment & (alignment - 1)) == 0 && bytes < (uint64_t{1} << 47) && alignment < (uint64_t{1} << 40))
    block = allocateBlock(bytes + alignment, sizeClass);
  if (!block) {
    recordFailure(VmState::of(ctx), StatusCode::kResourceExhausted,
                  concat("out of memory for ", bytes, " bytes"));
    return nullptr;
  }
  // The block is aligned to 64, so there are at least 64 bytes before the next multiple of the alignment.
  uintptr_t address = (reinterpret_cast<uintptr_t>(block) + alignment) / alignment * alignment;
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
  return recordFailure(VmState::of(ctx), StatusCode::kInternal, message ? message : "unknown reason");
}

struct ParallelBody {
  int32_t (*body)(void *data, int64_t begin, int64_t end, const relax_ctx *ctx);
  void *data;
  const relax_ctx *ctx;
};

int32_t contextParallelFor(const relax_ctx *ctx, int64_t begin, int64_t end, int64_t grain,
                           int32_t (*body)(void *data, int64_t begin, int64_t end, const relax_ctx *ctx), void *data) {
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

int32_t contextCallPacked(const relax_ctx *ctx, const char *name, const relax_any *args, int32_t numArgs,
                          relax_any *results, int32_t numResults) {
  VmState &state = VmState::of(ctx);
  std::shared_ptr<const PackedEntry> entry = state.registry->find(name);
  if (!entry)
    return recordFailure(state, StatusCode::kNotFound, concat("packed function '", name, "' is not registered"));
  return callPacked(state, name, *entry, absl::MakeConstSpan(args, numArgs), absl::MakeSpan(results, numResults));
}

relax_any toAny(const Value &value, int64_t bits) {
  relax_any any{};
  if (value.isScalar()) {
    any.kind = RELAX_ANY_SCALAR;
    any.value.scalar = bits;
  } else {
    any.value.object = value.asObject();
  }
  return any;
}

/// Runs one invocation from outside: results by the signature of `function`.
absl::StatusOr<std::vector<Value>> invokeIndex(VmState &state, uint32_t function, absl::Span<const relax_any> args,
                                               absl::Span<const relax_any> captures) {
  const FunctionInfo &info = state.functions[function];
  std::vector<relax_any> results(info.resultIsScalar.size());
  for (size_t i = 0; i != results.size(); ++i)
    results[i].kind = info.resultIsScalar[i] ? RELAX_ANY_SCALAR : RELAX_ANY_OBJECT;
  static thread_local const uintptr_t stackLimit = computeStackLimit();
  state.stackLimit = stackLimit;
  state.jumpsLeft = state.maxJumps != 0 ? state.maxJumps : INT64_MAX;
  if (callFunction(state, function, args, captures, absl::MakeSpan(results)))
    return takeFailure(state);
  // What was recorded and yet not returned as an error has no effect.
  state.failure = {};
  std::vector<Value> values;
  values.reserve(results.size());
  for (size_t i = 0; i != results.size(); ++i) {
    if (!info.resultIsScalar[i]) {
      values.push_back(Value(ObjectRef::take(results[i].value.object)));
      continue;
    }
    uint32_t dtype = info.fb->results()->Get(i)->type()->dtype();
    values.push_back(Value::scalar(results[i].value.scalar, dtype ? dtype : RELAX_DTYPE(RELAX_DTYPE_INT, 64)));
  }
  return values;
}

/// Converts arguments to what the parameters want.
absl::StatusOr<std::vector<relax_any>> convertArguments(const FunctionInfo &info, absl::Span<const Value> args) {
  std::vector<relax_any> converted;
  converted.reserve(args.size());
  for (size_t i = 0; i != args.size(); ++i) {
    const fb::Parameter &parameter = *info.fb->args()->Get(i);
    std::string what = concat("argument ", i, " ('", parameter.name()->string_view(), "') of function '",
                                    info.name, "'");
    if (info.argIsScalar[i] != args[i].isScalar())
      return absl::InvalidArgumentError(concat(what, " must be ", info.argIsScalar[i] ? "a scalar" : "an object"));
    int64_t bits = 0;
    if (info.argIsScalar[i]) {
      uint32_t dtype = parameter.type()->dtype();
      absl::StatusOr<int64_t> scalar = convertScalar(args[i], dtype ? dtype : args[i].scalarDType());
      if (!scalar.ok())
        return absl::InvalidArgumentError(concat(what, ": ", scalar.status().message()));
      bits = *scalar;
    } else if (!args[i].asObject()) {
      return absl::InvalidArgumentError(concat(what, " is nothing"));
    }
    converted.push_back(toAny(args[i], bits));
  }
  return converted;
}

} // namespace

// ---- The C++ interface --------------------------------------------------------------------------------------------------

VirtualMachine::VirtualMachine(std::unique_ptr<VmState> state) : state(std::move(state)) {}
VirtualMachine::~VirtualMachine() = default;

absl::StatusOr<std::unique_ptr<VirtualMachine>> VirtualMachine::create(std::shared_ptr<const Module> module,
                                                                       const VirtualMachineOptions &options) {
  auto state = std::make_unique<VmState>();
  state->ctx = {RELAX_ABI_VERSION,  sizeof(relax_ctx),  contextAlloc, contextFree, contextFail,
                contextParallelFor, contextCallPacked, &getVmApi()};
  for (relax_kernel kernel : module->kernels())
    if (!kernel)
      return absl::FailedPreconditionError("the module was opened for inspection only");
  state->functions = module->functions().data();
  state->kernels = module->kernels().data();
  state->constants = module->constants().data();
  state->registry = options.registry ? options.registry : &PackedRegistry::global();
  std::string missing;
  for (const flatbuffers::String *import : *module->executable().imports()) {
    std::shared_ptr<const PackedEntry> entry = state->registry->find(import->string_view());
    if (!entry)
      append(missing, missing.empty() ? "" : ", ", "'", import->string_view(), "'");
    state->imports.push_back(std::move(entry));
  }
  if (!missing.empty())
    return absl::NotFoundError(concat("the model calls packed functions that are not registered: ", missing));
  if (options.numThreads != 1)
    state->pool = std::make_unique<ThreadPool>(options.numThreads);
  state->maxDepth = options.maxDepth;
  state->maxJumps = options.maxJumps;
  state->preferBytecode = options.preferBytecode;
  state->profile = options.profile;
  state->created = std::chrono::steady_clock::now();
  state->module = std::move(module);
  return std::unique_ptr<VirtualMachine>(new VirtualMachine(std::move(state)));
}

const Module &VirtualMachine::module() const { return *state->module; }

absl::StatusOr<std::vector<Value>> VirtualMachine::invoke(std::string_view function, absl::Span<const Value> args) {
  int64_t index = state->module->findFunction(function);
  if (index < 0)
    return absl::NotFoundError(concat("the model has no function '", function, "'"));
  const FunctionInfo &info = state->functions[index];
  if (args.size() != info.argIsScalar.size())
    return absl::InvalidArgumentError(concat("function '", function, "' takes ", info.argIsScalar.size(),
                                                   " arguments, got ", args.size()));
  absl::StatusOr<std::vector<relax_any>> converted = convertArguments(info, args);
  if (!converted.ok())
    return converted.status();
  return invokeIndex(*state, static_cast<uint32_t>(index), *converted, {});
}

absl::StatusOr<std::vector<Value>> VirtualMachine::invokeClosure(const Value &value, absl::Span<const Value> args) {
  Closure *closure = dynCast<Closure>(value.asObject());
  if (!closure || closure->module != state->module.get())
    return absl::InvalidArgumentError("the value is no closure of this module");
  const FunctionInfo &info = state->functions[closure->function];
  if (args.size() + closure->numCaptures != info.argIsScalar.size())
    return absl::InvalidArgumentError(concat("the closure takes ",
                                                   info.argIsScalar.size() - closure->numCaptures,
                                                   " arguments, got ", args.size()));
  absl::StatusOr<std::vector<relax_any>> converted = convertArguments(info, args);
  if (!converted.ok())
    return converted.status();
  return invokeIndex(*state, closure->function, *converted,
                     absl::MakeConstSpan(closure->captures, closure->numCaptures));
}

std::vector<ProfileEvent> VirtualMachine::takeProfile() { return std::exchange(state->events, {}); }

} // namespace relax::runtime

// The C++ interface: conversion of arguments and results around a call.

#include "runtime/vm/VirtualMachine.h"
#include "runtime/library/Library.h"
#include "runtime/vm/VmState.h"

#include <pthread.h>

namespace relax::runtime {

using absl::StatusCode;

namespace {

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

/// The lowest address at which a call may still start on this thread's stack:
/// some room is left for what it calls.
uintptr_t computeStackLimit() {
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

/// Runs one invocation from outside: results by the signature of `function`.
absl::StatusOr<std::vector<Value>>
invokeIndex(VmState &state, uint32_t function, absl::Span<const relax_any> args,
            absl::Span<const relax_any> captures) {
  const FunctionInfo &info = state.functions[function];
  std::vector<relax_any> results(info.resultIsScalar.size());
  for (size_t i = 0; i != results.size(); ++i)
    results[i].kind =
        info.resultIsScalar[i] ? RELAX_ANY_SCALAR : RELAX_ANY_OBJECT;
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
    values.push_back(
        Value::scalar(results[i].value.scalar,
                      dtype ? dtype : RELAX_DTYPE(RELAX_DTYPE_INT, 64)));
  }
  return values;
}

/// Converts arguments to what the parameters want.
absl::StatusOr<std::vector<relax_any>>
convertArguments(const FunctionInfo &info, absl::Span<const Value> args) {
  std::vector<relax_any> converted;
  converted.reserve(args.size());
  for (size_t i = 0; i != args.size(); ++i) {
    const fb::Parameter &parameter = *info.fb->args()->Get(i);
    std::string what =
        concat("argument ", i, " ('", parameter.name()->string_view(),
               "') of function '", info.name, "'");
    if (info.argIsScalar[i] != args[i].isScalar())
      return absl::InvalidArgumentError(concat(
          what, " must be ", info.argIsScalar[i] ? "a scalar" : "an object"));
    int64_t bits = 0;
    if (info.argIsScalar[i]) {
      uint32_t dtype = parameter.type()->dtype();
      absl::StatusOr<int64_t> scalar =
          convertScalar(args[i], dtype ? dtype : args[i].scalarDType());
      if (!scalar.ok())
        return absl::InvalidArgumentError(
            concat(what, ": ", scalar.status().message()));
      bits = *scalar;
    } else if (!args[i].asObject()) {
      return absl::InvalidArgumentError(concat(what, " is nothing"));
    }
    converted.push_back(toAny(args[i], bits));
  }
  return converted;
}

} // namespace

// The C++ interface

VirtualMachine::VirtualMachine(std::unique_ptr<VmState> state)
    : state(std::move(state)) {}
VirtualMachine::~VirtualMachine() = default;

absl::StatusOr<std::unique_ptr<VirtualMachine>>
VirtualMachine::create(std::shared_ptr<const Module> module,
                       const VirtualMachineOptions &options) {
  auto state = std::make_unique<VmState>();
  state->ctx = makeKernelContext();
  for (relax_kernel kernel : module->kernels())
    if (!kernel)
      return absl::FailedPreconditionError(
          "the module was opened for inspection only");
  state->functions = module->functions().data();
  state->kernels = module->kernels().data();
  state->constants = module->constants().data();
  state->registry =
      options.registry ? options.registry : &PackedRegistry::global();
  std::string missing;
  for (const flatbuffers::String *import : *module->executable().imports()) {
    std::shared_ptr<const PackedEntry> entry =
        findPackedFunction(*state->registry, import->string_view());
    if (!entry)
      append(missing, missing.empty() ? "" : ", ", "'", import->string_view(),
             "'");
    state->imports.push_back(std::move(entry));
  }
  if (!missing.empty())
    return absl::NotFoundError(concat(
        "the model calls packed functions that are not registered: ", missing));
  if (options.numThreads != 1)
    state->pool = std::make_unique<ThreadPool>(options.numThreads);
  state->maxDepth = options.maxDepth;
  state->maxJumps = options.maxJumps;
  state->preferBytecode = options.preferBytecode || options.profile;
  if (options.profile) {
    state->recorder = std::make_unique<ProfileRecorder>();
    state->ctx.api = &getProfiledVmApi();
  }
  state->module = std::move(module);
  preparePlans(*state);
  return std::unique_ptr<VirtualMachine>(new VirtualMachine(std::move(state)));
}

const Module &VirtualMachine::module() const { return *state->module; }

absl::StatusOr<std::vector<Value>>
VirtualMachine::invoke(std::string_view function,
                       absl::Span<const Value> args) {
  int64_t index = state->module->findFunction(function);
  if (index < 0)
    return absl::NotFoundError(
        concat("the model has no function '", function, "'"));
  const FunctionInfo &info = state->functions[index];
  if (args.size() != info.argIsScalar.size())
    return absl::InvalidArgumentError(concat("function '", function, "' takes ",
                                             info.argIsScalar.size(),
                                             " arguments, got ", args.size()));
  absl::StatusOr<std::vector<relax_any>> converted =
      convertArguments(info, args);
  if (!converted.ok())
    return converted.status();
  return invokeIndex(*state, static_cast<uint32_t>(index), *converted, {});
}

absl::StatusOr<std::vector<Value>>
VirtualMachine::invokeClosure(const Value &value,
                              absl::Span<const Value> args) {
  Closure *closure = dynCast<Closure>(value.asObject());
  if (!closure || closure->module != state->module.get())
    return absl::InvalidArgumentError("the value is no closure of this module");
  const FunctionInfo &info = state->functions[closure->function];
  if (args.size() + closure->numCaptures != info.argIsScalar.size())
    return absl::InvalidArgumentError(concat(
        "the closure takes ", info.argIsScalar.size() - closure->numCaptures,
        " arguments, got ", args.size()));
  absl::StatusOr<std::vector<relax_any>> converted =
      convertArguments(info, args);
  if (!converted.ok())
    return converted.status();
  return invokeIndex(
      *state, closure->function, *converted,
      absl::MakeConstSpan(closure->captures, closure->numCaptures));
}

Profile VirtualMachine::takeProfile() {
  if (!state->recorder)
    return {};
  Profile profile = state->recorder->take();
  // Locations of the module become a table of the profile's own.
  std::unordered_map<uint32_t, uint32_t> known{{0, 0}};
  for (ProfileEvent &event : profile.events) {
    auto [it, isNew] =
        known.try_emplace(event.location, profile.locations.size());
    if (isNew) {
      const fb::Location &location =
          *state->module->executable().locations()->Get(event.location - 1);
      profile.locations.push_back(
          {state->module->formatLocation(event.location - 1),
           location.node() ? location.node()->str() : ""});
    }
    event.location = it->second;
  }
  return profile;
}

} // namespace relax::runtime

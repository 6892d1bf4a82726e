// The C interface over the C++ one. Nothing here does work of its own.

#include "runtime/c_api.h"
#include "runtime/vm/Printer.h"
#include "runtime/vm/VirtualMachine.h"

#include <algorithm>
#include <cstddef>

using namespace relax::runtime;

struct relax_status {
  int32_t code;
  std::string message;
};

struct relax_model {
  std::shared_ptr<const Module> module;
  std::string signature;
};

struct relax_session {
  std::unique_ptr<VirtualMachine> vm;
  std::string summary;
};

namespace {
relax_status *wrap(const absl::Status &status) {
  if (status.ok())
    return nullptr;
  return new relax_status{static_cast<int32_t>(status.code()),
                          std::string(status.message())};
}

relax_status *invalid(std::string message) {
  return wrap(absl::InvalidArgumentError(message));
}

const FunctionInfo *findFunction(const relax_session *session,
                                 const char *function) {
  const Module &module = session->vm->module();
  int64_t index = function ? module.findFunction(function) : -1;
  return index < 0 ? nullptr : &module.functions()[index];
}
} // namespace

int32_t relax_status_get_code(const relax_status *status) {
  return status ? status->code : RELAX_STATUS_OK;
}

const char *relax_status_message(const relax_status *status) {
  return status ? status->message.c_str() : "";
}

void relax_status_free(relax_status *status) { delete status; }

relax_status *relax_model_load(const char *path, relax_model **model) {
  if (!path || !model)
    return invalid("a path and a place for the model are needed");
  absl::StatusOr<std::shared_ptr<const Module>> module = Module::load(path);
  if (!module.ok())
    return wrap(module.status());
  *model = new relax_model{*module, printSignaturesJson(**module)};
  return nullptr;
}

void relax_model_free(relax_model *model) { delete model; }

const char *relax_model_signature(const relax_model *model) {
  return model->signature.c_str();
}

relax_status *relax_load_library(const char *path) {
  return path ? wrap(PackedRegistry::global().loadLibrary(path))
              : invalid("a path is needed");
}

relax_status *relax_add_packed_function(const char *name,
                                        relax_packed_function function,
                                        void *closure,
                                        void (*destroy)(void *closure)) {
  if (!name || !function)
    return invalid("a packed function needs a name and an address");
  return wrap(PackedRegistry::global().add(name, function, closure, destroy));
}

relax_status *relax_session_create(const relax_model *model,
                                   const relax_session_options *options,
                                   relax_session **session) {
  if (!model || !session)
    return invalid("a model and a place for the session are needed");
  VirtualMachineOptions vmOptions;
  if (options) {
    // An older caller's struct is shorter.
    relax_session_options given = {};
    std::memcpy(&given, options,
                std::min<size_t>(options->size, sizeof(given)));
    vmOptions.numThreads = std::min<uint32_t>(given.num_threads, 1024);
    if (given.max_depth != 0)
      vmOptions.maxDepth = given.max_depth;
    vmOptions.profile = given.profile != 0;
  }
  absl::StatusOr<std::unique_ptr<VirtualMachine>> vm =
      VirtualMachine::create(model->module, vmOptions);
  if (!vm.ok())
    return wrap(vm.status());
  *session = new relax_session{*std::move(vm), {}};
  return nullptr;
}

void relax_session_free(relax_session *session) { delete session; }

relax_status *relax_session_arity(const relax_session *session,
                                  const char *function, int32_t *numArgs,
                                  int32_t *numResults) {
  const FunctionInfo *info =
      session ? findFunction(session, function) : nullptr;
  if (!info)
    return wrap(absl::NotFoundError(
        concat("the model has no function '", function ? function : "", "'")));
  *numArgs = static_cast<int32_t>(info->argIsScalar.size());
  *numResults = static_cast<int32_t>(info->resultIsScalar.size());
  return nullptr;
}

relax_status *relax_session_call(relax_session *session, const char *function,
                                 const relax_argument *args, int32_t numArgs,
                                 relax_argument *results, int32_t numResults) {
  if (!session || !function || numArgs < 0 || numResults < 0 ||
      (numArgs != 0 && !args) || (numResults != 0 && !results))
    return invalid("a session, a function, arguments and a place for the "
                   "results are needed");
  if (const FunctionInfo *info = findFunction(session, function);
      info && info->resultIsScalar.size() != static_cast<size_t>(numResults))
    return invalid(concat("function '", function, "' has ",
                          info->resultIsScalar.size(), " results, room for ",
                          numResults, " is given"));
  std::vector<Value> values;
  for (int32_t i = 0; i != numArgs; ++i)
    values.push_back(args[i].dtype != 0
                         ? Value::scalar(args[i].bits, args[i].dtype)
                         : Value(ObjectRef::share(args[i].object)));
  absl::StatusOr<std::vector<Value>> returned =
      session->vm->invoke(function, values);
  if (!returned.ok())
    return wrap(returned.status());
  for (int32_t i = 0; i != numResults; ++i) {
    Value &value = (*returned)[i];
    results[i] = {nullptr, value.scalarDType(), 0, value.scalarBits()};
    if (!value.isScalar())
      results[i].object = ObjectRef::share(value.asObject()).release();
  }
  return nullptr;
}

relax_status *relax_session_write_profile(relax_session *session,
                                          const char *path) {
  if (!session || !path)
    return invalid("a session and a path are needed");
  return wrap(writeChromeTrace(session->vm->takeProfile(), path));
}

const char *relax_session_profile_summary(relax_session *session) {
  if (!session)
    return "";
  session->summary = printProfileSummary(session->vm->takeProfile());
  return session->summary.c_str();
}

void relax_memory_track(int32_t on) { setAllocatorTracking(on != 0); }

void relax_memory_reset(void) { resetAllocatorCounts(); }

void relax_memory_get_statistics(relax_memory_statistics *statistics) {
  AllocatorStatistics now = getAllocatorStatistics();
  relax_memory_statistics all = {statistics->size,    0,
                                 now.systemBytes,     now.peakBytes,
                                 now.cachedBytes,     now.liveBytes,
                                 now.peakLiveBytes,   now.allocations,
                                 now.poolHits};
  // An older caller's struct is shorter.
  std::memcpy(statistics, &all,
              std::min<size_t>(statistics->size, sizeof(all)));
}

const relax_object_api *relax_objects(void) { return &getObjectApi(); }

relax_status *relax_tensor_create(uint32_t dtype, int32_t ndim,
                                  const int64_t *dims, relax_tensor **tensor) {
  if (ndim < 0 || (ndim != 0 && !dims) || !tensor)
    return invalid("a shape and a place for the tensor are needed");
  absl::StatusOr<TensorRef> created =
      createTensor(absl::MakeConstSpan(dims, ndim), dtype);
  if (!created.ok())
    return wrap(created.status());
  *tensor = created->release();
  return nullptr;
}

relax_status *relax_tensor_from_dlpack(DLManagedTensor *managed,
                                       relax_tensor **tensor) {
  if (!managed || !tensor)
    return invalid("a DLPack tensor and a place for the tensor are needed");
  absl::StatusOr<TensorRef> created = fromDLPack(managed);
  if (!created.ok())
    return wrap(created.status());
  *tensor = created->release();
  return nullptr;
}

DLManagedTensor *relax_tensor_to_dlpack(relax_tensor *tensor) {
  return toDLPack(TensorRef::share(tensor));
}

void relax_retain(relax_object *object) { retain(object); }

void relax_release(relax_object *object) { release(object); }

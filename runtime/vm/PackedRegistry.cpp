#include "runtime/vm/PackedRegistry.h"
#include "runtime/device/Tensor.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <dlfcn.h>

namespace relax::runtime {

absl::Status PackedRegistry::add(std::string name,
                                 relax_packed_function function, void *closure,
                                 void (*destroy)(void *)) {
  auto entry = std::make_shared<PackedEntry>();
  entry->function = function;
  entry->closure = closure;
  entry->destroy = destroy;
  std::lock_guard<std::mutex> lock(mutex);
  if (!entries.try_emplace(name, entry).second)
    return absl::AlreadyExistsError(
        concat("packed function '", name, "' is registered already"));
  return absl::OkStatus();
}

absl::Status PackedRegistry::add(std::string name, PackedFunction function) {
  auto call = [](const relax_ctx *ctx, void *closure, const relax_any *args,
                 int32_t numArgs, relax_any *results,
                 int32_t numResults) -> int32_t {
    absl::Status status = (*static_cast<PackedFunction *>(closure))(
        {absl::MakeConstSpan(args, numArgs),
         absl::MakeSpan(results, numResults), ctx});
    return status.ok() ? 0
                       : ctx->fail(ctx, std::string(status.message()).c_str());
  };
  auto destroy = [](void *closure) {
    delete static_cast<PackedFunction *>(closure);
  };
  return add(std::move(name), call, new PackedFunction(std::move(function)),
             destroy);
}

absl::Status PackedRegistry::loadLibrary(const std::string &path) {
  // A resolved path keeps the dynamic linker from searching its own folders for
  // a bare name.
  char resolved[PATH_MAX];
  if (!realpath(path.c_str(), resolved))
    return absl::NotFoundError(
        concat("cannot open library '", path, "': ", std::strerror(errno)));
  void *handle = dlopen(resolved, RTLD_NOW | RTLD_LOCAL);
  if (!handle)
    return absl::InvalidArgumentError(
        concat("cannot load library '", path, "': ", dlerror()));
  auto init = reinterpret_cast<relax_register_functions_type>(
      dlsym(handle, RELAX_REGISTER_SYMBOL));
  if (!init) {
    dlclose(handle);
    return absl::InvalidArgumentError(
        concat("library '", path, "' does not export " RELAX_REGISTER_SYMBOL));
  }
  struct Impl {
    PackedRegistry *registry;
    absl::Status status;
  } impl{this, absl::OkStatus()};
  auto addOne = [](const relax_registrar *registrar, const char *name,
                   relax_packed_function function, void *closure,
                   void (*destroy)(void *)) -> int32_t {
    Impl &impl = *static_cast<Impl *>(registrar->impl);
    absl::Status status =
        name && function ? impl.registry->add(name, function, closure, destroy)
                         : absl::InvalidArgumentError(
                               "a packed function needs a name and an address");
    if (status.ok())
      return 0;
    impl.status = status;
    return RELAX_ERROR;
  };
  relax_registrar registrar{RELAX_ABI_VERSION, sizeof(relax_registrar), &impl,
                            addOne, &getObjectApi()};
  int32_t code = init(&registrar);
  if (!impl.status.ok())
    return absl::Status(impl.status.code(), concat("library '", path, "': ",
                                                   impl.status.message()));
  if (code != 0)
    return absl::InternalError(
        concat("library '", path,
               "': " RELAX_REGISTER_SYMBOL " returned error code ", code));
  return absl::OkStatus();
}

std::shared_ptr<const PackedEntry>
PackedRegistry::find(std::string_view name) const {
  std::lock_guard<std::mutex> lock(mutex);
  auto it = entries.find(name);
  return it == entries.end() ? nullptr : it->second;
}

std::vector<std::string> PackedRegistry::names() const {
  std::lock_guard<std::mutex> lock(mutex);
  std::vector<std::string> result;
  for (const auto &entry : entries)
    result.push_back(entry.first);
  return result;
}

PackedRegistry &PackedRegistry::global() {
  static PackedRegistry *registry =
      new PackedRegistry; // never destroyed: libraries may outlive main
  return *registry;
}

const relax_object_api &getObjectApi() {
  static const relax_object_api api = {
      RELAX_ABI_VERSION,
      sizeof(relax_object_api),
      [](relax_object *object) { retain(object); },
      [](relax_object *object) { release(object); },
      [](uint32_t dtype, int32_t ndim, const int64_t *dims) -> relax_tensor * {
        if (ndim < 0)
          return nullptr;
        absl::StatusOr<TensorRef> tensor =
            createTensor(absl::MakeConstSpan(dims, ndim), dtype);
        return tensor.ok() ? tensor->release() : nullptr;
      },
      [](int32_t ndim, const int64_t *dims) {
        return ndim < 0 ? nullptr : newShape(ndim, dims);
      },
      [](int32_t size, relax_object *const *fields) -> relax_tuple * {
        // Nobody behind this looks at a field that is no object.
        if (size < 0 ||
            std::find(fields, fields + size, nullptr) != fields + size)
          return nullptr;
        return newTuple(size, fields);
      },
      [](uint32_t dtype, int64_t bits) { return newScalar(bits, dtype); },
      [](void *data, void (*destroy)(void *)) {
        return reinterpret_cast<relax_object *>(newOpaque(data, destroy));
      },
      [](relax_object *object) -> void * {
        Opaque *opaque = dynCast<Opaque>(object);
        return opaque ? opaque->data : nullptr;
      },
  };
  return api;
}

} // namespace relax::runtime

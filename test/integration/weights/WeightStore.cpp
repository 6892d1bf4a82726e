// A store of weights in a folder, as packed functions for functions that relax-lazy-transform-params made:
//
//   get_item(index, name)   the tensor in FOLDER/<name>.bin
//   set_item(index, value)  writes a tensor of f32, or a size, to FOLDER/out_<index>.bin
//
// FOLDER is the environment variable WEIGHT_STORE. A file holds the rank and the dimensions as 64-bit integers, then
// the elements as f32; -1 in place of the rank stands in front of a size. Each call adds a line to FOLDER/log.

#include "runtime/packed_function.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace {

constexpr uint32_t kF32 = RELAX_DTYPE(RELAX_DTYPE_FLOAT, 32);
constexpr uint32_t kU8 = RELAX_DTYPE(RELAX_DTYPE_UINT, 8);

struct Close {
  void operator()(std::FILE *file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

File open(const std::string &name, const char *mode) {
  const char *folder = std::getenv("WEIGHT_STORE");
  return File(std::fopen((std::string(folder ? folder : ".") + "/" + name).c_str(), mode));
}

void log(const char *what, int64_t index) {
  if (File file = open("log", "a"))
    std::fprintf(file.get(), "%s %lld\n", what, static_cast<long long>(index));
}

int32_t getItem(const relax_ctx *ctx, void *closure, const relax_any *args, int32_t numArgs, relax_any *results,
                int32_t numResults) {
  auto *objects = static_cast<const relax_object_api *>(closure);
  relax_tensor *name = relax_arg_tensor(ctx, args, numArgs, 1);
  if (!name)
    return RELAX_ERROR;
  if (args[0].kind != RELAX_ANY_SCALAR || relax_tensor_dtype(name) != kU8 || name->dl.ndim != 1 || numResults != 1)
    return ctx->fail(ctx, "get_item takes an index and a name");
  std::string text(static_cast<const char *>(name->dl.data), name->dl.shape[0]);
  File file = open(text + ".bin", "rb");
  int64_t rank = 0;
  if (!file || std::fread(&rank, sizeof(rank), 1, file.get()) != 1 || rank < 0 || rank > 8)
    return ctx->fail(ctx, ("no weight '" + text + "'").c_str());
  std::vector<int64_t> dims(rank);
  if (std::fread(dims.data(), sizeof(int64_t), rank, file.get()) != static_cast<size_t>(rank))
    return ctx->fail(ctx, "a weight ends in its header");
  relax_tensor *tensor = objects->new_tensor(kF32, static_cast<int32_t>(rank), dims.data());
  if (!tensor)
    return ctx->fail(ctx, "no memory for a weight");
  size_t count = relax_tensor_elements(tensor);
  if (std::fread(tensor->dl.data, sizeof(float), count, file.get()) != count) {
    objects->release(&tensor->object);
    return ctx->fail(ctx, "a weight is too short");
  }
  log("get", args[0].value.scalar);
  results[0].value.object = &tensor->object;
  return 0;
}

int32_t setItem(const relax_ctx *ctx, void *, const relax_any *args, int32_t numArgs, relax_any *, int32_t) {
  if (numArgs == 2 && args[0].kind == RELAX_ANY_SCALAR && args[1].kind == RELAX_ANY_SCALAR) {
    int64_t index = args[0].value.scalar, written[] = {-1, args[1].value.scalar};
    File file = open("out_" + std::to_string(index) + ".bin", "wb");
    if (!file || std::fwrite(written, sizeof(int64_t), 2, file.get()) != 2)
      return ctx->fail(ctx, "a size cannot be written");
    log("set", index);
    return 0;
  }
  relax_tensor *value = relax_arg_tensor(ctx, args, numArgs, 1);
  if (!value)
    return RELAX_ERROR;
  if (args[0].kind != RELAX_ANY_SCALAR || relax_tensor_dtype(value) != kF32)
    return ctx->fail(ctx, "set_item takes an index and a tensor of f32");
  int64_t index = args[0].value.scalar, rank = value->dl.ndim;
  File file = open("out_" + std::to_string(index) + ".bin", "wb");
  size_t count = relax_tensor_elements(value);
  if (!file || std::fwrite(&rank, sizeof(rank), 1, file.get()) != 1 ||
      std::fwrite(value->dl.shape, sizeof(int64_t), rank, file.get()) != static_cast<size_t>(rank) ||
      std::fwrite(value->dl.data, sizeof(float), count, file.get()) != count)
    return ctx->fail(ctx, "a result cannot be written");
  log("set", index);
  return 0;
}

} // namespace

RELAX_EXPORT int32_t relax_register_functions(const relax_registrar *registrar) {
  auto *objects = const_cast<relax_object_api *>(registrar->objects);
  if (int32_t code = registrar->add(registrar, "get_item", getItem, objects, nullptr))
    return code;
  return registrar->add(registrar, "set_item", setItem, nullptr, nullptr);
}

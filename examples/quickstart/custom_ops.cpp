// Packed functions for quickstart.mlir, as a library that relax-run loads:
//
//   relax-run quickstart.so --load-library libcustom_ops.so ...

#include "runtime/packed_function.h"

namespace {

template <typename T> void addOne(relax_tensor *tensor) {
  T *data = static_cast<T *>(tensor->dl.data);
  for (int64_t i = 0, count = relax_tensor_elements(tensor); i != count; ++i)
    data[i] += 1;
}

/// custom_inplace_update(x): adds one to every element of x, in place.
int32_t customInplaceUpdate(const relax_ctx *ctx, void *, const relax_any *args,
                            int32_t numArgs, relax_any *, int32_t) {
  relax_tensor *x = relax_arg_tensor(ctx, args, numArgs, 0);
  if (!x)
    return RELAX_ERROR;
  switch (relax_tensor_dtype(x)) {
  case RELAX_DTYPE(RELAX_DTYPE_FLOAT, 32):
    addOne<float>(x);
    return 0;
  case RELAX_DTYPE(RELAX_DTYPE_FLOAT, 64):
    addOne<double>(x);
    return 0;
  case RELAX_DTYPE(RELAX_DTYPE_INT, 32):
    addOne<int32_t>(x);
    return 0;
  case RELAX_DTYPE(RELAX_DTYPE_INT, 64):
    addOne<int64_t>(x);
    return 0;
  default:
    return ctx->fail(ctx, "the tensor must be of type f32, f64, i32 or i64");
  }
}

} // namespace

RELAX_EXPORT int32_t
relax_register_functions(const relax_registrar *registrar) {
  return registrar->add(registrar, "custom_inplace_update", customInplaceUpdate,
                        nullptr, nullptr);
}

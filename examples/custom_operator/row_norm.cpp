// A packed function, as a library that relax-run loads:
//
//   relax-run custom_operator.so --load-library librow_norm.so ...

#include "runtime/packed_function.h"

#include <cmath>

namespace {

/// example.row_norm(x [n, m], y [n]): y[i] = sqrt(sum of x[i, j]^2), both f32.
int32_t rowNorm(const relax_ctx *ctx, void *, const relax_any *args,
                int32_t numArgs, relax_any *, int32_t) {
  relax_tensor *x = relax_arg_tensor(ctx, args, numArgs, 0);
  relax_tensor *y = relax_arg_tensor(ctx, args, numArgs, 1);
  if (!x || !y)
    return RELAX_ERROR;
  uint32_t f32 = RELAX_DTYPE(RELAX_DTYPE_FLOAT, 32);
  if (relax_tensor_dtype(x) != f32 || relax_tensor_dtype(y) != f32)
    return ctx->fail(ctx, "the tensors must be of type f32");
  if (x->dl.ndim != 2 || y->dl.ndim != 1 || y->dl.shape[0] != x->dl.shape[0])
    return ctx->fail(ctx, "the shapes must be [n, m] and [n]");
  const float *in = static_cast<const float *>(x->dl.data);
  float *out = static_cast<float *>(y->dl.data);
  int64_t columns = x->dl.shape[1];
  for (int64_t i = 0; i != x->dl.shape[0]; ++i) {
    float sum = 0;
    for (int64_t j = 0; j != columns; ++j)
      sum += in[i * columns + j] * in[i * columns + j];
    out[i] = std::sqrt(sum);
  }
  return 0;
}

} // namespace

RELAX_EXPORT int32_t
relax_register_functions(const relax_registrar *registrar) {
  return registrar->add(registrar, "example.row_norm", rowNorm, nullptr,
                        nullptr);
}

// Packed functions for graph_patterns.mlir and kernel_patterns.mlir, as a library that relax-run loads. A real one
// would call a BLAS.

#include "runtime/packed_function.h"

#include <algorithm>

namespace {

bool isMatrix(relax_tensor *tensor, int32_t rank) {
  return relax_tensor_dtype(tensor) == RELAX_DTYPE(RELAX_DTYPE_FLOAT, 32) && tensor->dl.ndim == rank;
}

/// y[i, j] = sum over k of x[i, k] * w[k, j], and with a bias max(0, y[i, j] + b[j]). The last argument is the result.
int32_t compute(const relax_ctx *ctx, const relax_any *args, int32_t numArgs, bool hasBias) {
  relax_tensor *x = relax_arg_tensor(ctx, args, numArgs, 0);
  relax_tensor *w = relax_arg_tensor(ctx, args, numArgs, 1);
  relax_tensor *b = hasBias ? relax_arg_tensor(ctx, args, numArgs, 2) : nullptr;
  relax_tensor *y = relax_arg_tensor(ctx, args, numArgs, hasBias ? 3 : 2);
  if (!x || !w || !y || (hasBias && !b))
    return RELAX_ERROR;
  if (!isMatrix(x, 2) || !isMatrix(w, 2) || !isMatrix(y, 2) || (b && !isMatrix(b, 1)))
    return ctx->fail(ctx, "the tensors must be matrices, and the bias a vector, of type f32");
  int64_t rows = x->dl.shape[0], depth = x->dl.shape[1], columns = w->dl.shape[1];
  if (w->dl.shape[0] != depth || y->dl.shape[0] != rows || y->dl.shape[1] != columns ||
      (b && b->dl.shape[0] != columns))
    return ctx->fail(ctx, "the shapes must be [n, k], [k, m], [m] and [n, m]");
  const float *xs = static_cast<const float *>(x->dl.data), *ws = static_cast<const float *>(w->dl.data);
  const float *bs = b ? static_cast<const float *>(b->dl.data) : nullptr;
  float *ys = static_cast<float *>(y->dl.data);
  for (int64_t i = 0; i != rows; ++i)
    for (int64_t j = 0; j != columns; ++j) {
      float sum = 0;
      for (int64_t k = 0; k != depth; ++k)
        sum += xs[i * depth + k] * ws[k * columns + j];
      ys[i * columns + j] = bs ? std::max(0.0f, sum + bs[j]) : sum;
    }
  return 0;
}

int32_t matmul(const relax_ctx *ctx, void *, const relax_any *args, int32_t numArgs, relax_any *, int32_t) {
  return compute(ctx, args, numArgs, /*hasBias=*/false);
}

int32_t matmulBiasRelu(const relax_ctx *ctx, void *, const relax_any *args, int32_t numArgs, relax_any *, int32_t) {
  return compute(ctx, args, numArgs, /*hasBias=*/true);
}

} // namespace

RELAX_EXPORT int32_t relax_register_functions(const relax_registrar *registrar) {
  int32_t status = registrar->add(registrar, "dense.matmul", matmul, nullptr, nullptr);
  return status ? status : registrar->add(registrar, "dense.matmul_bias_relu", matmulBiasRelu, nullptr, nullptr);
}

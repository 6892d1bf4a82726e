// clang-format off
/* Packed functions from a library: the C interface that `relax-run --load-library` and relax_load_library expect.
 *
 * A library exports one function, `relax_register_functions`, and adds its packed functions in it:
 *
 *   static int32_t addOne(const relax_ctx *ctx, void *closure, const relax_any *args, int32_t num_args,
 *                         relax_any *results, int32_t num_results) {
 *     relax_tensor *x = relax_arg_tensor(ctx, args, num_args, 0);
 *     if (!x)
 *       return RELAX_ERROR;
 *     ... write (float *)x->dl.data ...
 *     return 0;
 *   }
 *   RELAX_EXPORT int32_t relax_register_functions(const relax_registrar *registrar) {
 *     return registrar->add(registrar, "add_one", addOne, NULL, NULL);
 *   }
 *
 * How a call arrives (all of relax.call_packed, call_pure_packed, call_dps_packed, call_inplace_packed):
 *  - `args` holds the operands in order, objects and scalars mixed. An object (kind RELAX_ANY_OBJECT) is never null; its
 *    own `kind` says what it is: a tensor, a shape, a tuple, a closure, a boxed scalar. It is borrowed: retain what is
 *    kept after the return. A scalar (RELAX_ANY_SCALAR) is 64 bits: integers sign-extended, floats bit-cast into the low
 *    bits; the function knows its type.
 *  - Operands that relax.call_packed lists in `mutates` are written in place, through the tensor's data pointer. Others
 *    must not be written: the result would be undefined (a constant is even mapped read-only).
 *  - `results` has room for the *plain* results, those that are not operands listed in `mutates`; results[i].kind says
 *    what is expected. Set results[i].value: an object is a new reference that the caller takes over; it must not be
 *    null. A scalar result is 64 bits that the caller believes.
 *  - relax.call_dps_packed has no plain results: the outputs are the last arguments, already allocated. None of its tensors
 *    may be kept after the return: their memory serves others then (a reference that is kept is an error of the call).
 *  - relax.call_inplace_packed has one result for each entry of `inplace_indices`. A function may write the operands
 *    that are named there, and returns each of them: retain the operand and set results[i].value to it.
 *  - Tensors are compact and row-major, with a null `strides`. `&tensor->dl` may be cast to DLPack's DLTensor *.
 *  - Return 0, or call ctx->fail(ctx, "message") and return what it returns.
 */
// clang-format on
#ifndef RELAX_RUNTIME_PACKED_FUNCTION_H
#define RELAX_RUNTIME_PACKED_FUNCTION_H

#include "runtime/executable/abi.h"

/* Before a function that a library exports. */
#ifdef __cplusplus
#define RELAX_EXPORT extern "C" __attribute__((visibility("default")))
extern "C" {
#else
#define RELAX_EXPORT __attribute__((visibility("default")))
#endif

/* A code to return after ctx->fail. */
#define RELAX_ERROR 1

typedef int32_t (*relax_packed_function)(const relax_ctx *ctx, void *closure,
                                         const relax_any *args,
                                         int32_t num_args, relax_any *results,
                                         int32_t num_results);

/* What a library registers with. */
typedef struct relax_registrar {
  uint32_t version; /* RELAX_ABI_VERSION */
  uint32_t size;    /* sizeof(relax_registrar) */
  void *impl;
  /* Adds a function; a name that is taken is an error. `destroy` (or null) runs
   * on `closure` at the end. Returns 0 or a nonzero code to return. */
  int32_t (*add)(const struct relax_registrar *registrar, const char *name,
                 relax_packed_function function, void *closure,
                 void (*destroy)(void *closure));
  /* Services on objects: tensors, tuples and the like for results. */
  const struct relax_object_api *objects;
} relax_registrar;

/* Creation of objects. Null when out of memory or the arguments are out of
 * range. */
typedef struct relax_object_api {
  uint32_t version;
  uint32_t size;
  void (*retain)(relax_object *object);
  void (*release)(relax_object *object);
  relax_tensor *(*new_tensor)(uint32_t dtype, int32_t ndim,
                              const int64_t *dims);
  relax_shape *(*new_shape)(int32_t ndim, const int64_t *dims);
  relax_tuple *(*new_tuple)(
      int32_t size, relax_object *const *fields); /* retains the fields */
  relax_scalar *(*new_scalar)(uint32_t dtype, int64_t bits);
  relax_object *(*new_opaque)(void *data, void (*destroy)(void *data));
  void *(*opaque_data)(relax_object *object); /* null when it is not opaque */
} relax_object_api;

/* The one function that a library exports. Returns 0, or nonzero to have the
 * loading fail. */
typedef int32_t (*relax_register_functions_type)(
    const relax_registrar *registrar);
#define RELAX_REGISTER_SYMBOL "relax_register_functions"

/* The element type of a tensor as one word (RELAX_DTYPE). */
static inline uint32_t relax_tensor_dtype(const relax_tensor *tensor) {
  return (uint32_t)tensor->dl.dtype_code |
         (uint32_t)tensor->dl.dtype_bits << 8 |
         (uint32_t)tensor->dl.dtype_lanes << 16;
}

/* The number of elements of a tensor. */
static inline int64_t relax_tensor_elements(const relax_tensor *tensor) {
  int64_t count = 1;
  for (int32_t i = 0; i != tensor->dl.ndim; ++i)
    count *= tensor->dl.shape[i];
  return count;
}

/* Argument `index` as a tensor; when it is none, records why and returns null.
 */
static inline relax_tensor *relax_arg_tensor(const relax_ctx *ctx,
                                             const relax_any *args,
                                             int32_t num_args, int32_t index) {
  if (index >= num_args) {
    ctx->fail(ctx, "too few arguments");
    return NULL;
  }
  if (args[index].kind != RELAX_ANY_OBJECT ||
      args[index].value.object->kind != RELAX_OBJECT_TENSOR) {
    ctx->fail(ctx, "an argument that should be a tensor is something else");
    return NULL;
  }
  return (relax_tensor *)args[index].value.object;
}

#ifdef __cplusplus
}
#endif

#endif /* RELAX_RUNTIME_PACKED_FUNCTION_H */

/* The binary interface between compiled code and the runtime. Pure C, no
 * dependency.
 *
 * Three parties read this file:
 *  - kernels, compiled from tir: the kernel signature and `relax_ctx`;
 *  - VM functions in the compiled mode: the frame, the layout of objects, and
 * `relax_vm_api`;
 *  - the loader: the struct `relax_module`, the one symbol that a model library
 * exports.
 *
 * Layouts are part of the interface: generated code addresses fields by offset.
 * The runtime checks them with static assertions. A change of anything here
 * bumps RELAX_ABI_VERSION; a library of another version is refused.
 */
#ifndef RELAX_RUNTIME_EXECUTABLE_ABI_H
#define RELAX_RUNTIME_EXECUTABLE_ABI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define RELAX_ABI_VERSION 3u

/* Element types and devices.
 *
 * An element type is one 32-bit word: DLPack's code in bits 0-7, bits per
 * element in 8-15, lanes in 16-31. A device is one 32-bit word: DLPack's device
 * type in bits 0-7, its ordinal in 8-31. An element of fewer than 8 bits takes
 * a whole byte in memory. */
#define RELAX_DTYPE(code, bits)                                                \
  ((uint32_t)(code) | ((uint32_t)(bits) << 8) | (1u << 16))
#define RELAX_DTYPE_ANY                                                        \
  0u /* "not checked" where an instruction takes an expected element type */

enum relax_dtype_code {
  RELAX_DTYPE_INT = 0,
  RELAX_DTYPE_UINT = 1,
  RELAX_DTYPE_FLOAT = 2,
  RELAX_DTYPE_OPAQUE = 3,
  RELAX_DTYPE_BFLOAT = 4,
  RELAX_DTYPE_COMPLEX = 5,
  /* DLPack 1.x; the header of DLPack 0.6 lacks these */
  RELAX_DTYPE_BOOL = 6,
  RELAX_DTYPE_F8E3M4 = 7,
  RELAX_DTYPE_F8E4M3 = 8,
  RELAX_DTYPE_F8E4M3B11FNUZ = 9,
  RELAX_DTYPE_F8E4M3FN = 10,
  RELAX_DTYPE_F8E4M3FNUZ = 11,
  RELAX_DTYPE_F8E5M2 = 12,
  RELAX_DTYPE_F8E5M2FNUZ = 13,
  RELAX_DTYPE_F8E8M0FNU = 14
};

#define RELAX_DEVICE(type, ordinal)                                            \
  ((uint32_t)(type) | ((uint32_t)(ordinal) << 8))
#define RELAX_DEVICE_CPU RELAX_DEVICE(1, 0)

/* Objects.
 *
 * Everything in an object register is a reference-counted object with this
 * header. Counts are atomic; whoever holds a pointer holds one reference unless
 * a function says that it borrows. */
enum relax_object_kind {
  RELAX_OBJECT_TENSOR = 1,
  RELAX_OBJECT_SHAPE = 2,
  RELAX_OBJECT_TUPLE = 3,
  RELAX_OBJECT_CLOSURE = 4,
  RELAX_OBJECT_SCALAR = 5,  /* a boxed scalar */
  RELAX_OBJECT_STORAGE = 6, /* memory that several tensors share */
  RELAX_OBJECT_OPAQUE = 7,  /* anything of a packed function's own */
  RELAX_OBJECT_ARENA = 8    /* memory of one call, with a plan of its blocks */
};

typedef struct relax_object {
  int32_t ref_count; /* offset 0: atomic */
  uint32_t kind;     /* offset 4: relax_object_kind */
  uint64_t reserved; /* offset 8: the runtime's own (pool class, device) */
} relax_object;

/* The fields of DLPack's DLTensor, in its layout: `&tensor->dl` may be cast to
 * DLTensor *. */
typedef struct relax_dltensor {
  void *data;          /* 0: address of the first element */
  int32_t device_type; /* 8 */
  int32_t device_id;   /* 12 */
  int32_t ndim;        /* 16 */
  uint8_t dtype_code;  /* 20: bytes 20-23 read as one little-endian word are the
                          element type */
  uint8_t dtype_bits;  /* 21 */
  uint16_t dtype_lanes; /* 22 */
  int64_t *shape;       /* 24 */
  int64_t *strides;     /* 32: always null: tensors of the VM are compact and
                           row-major */
  uint64_t byte_offset; /* 40: always 0 */
} relax_dltensor;

typedef struct relax_tensor {
  relax_object object; /* 0 */
  relax_dltensor dl; /* 16: data pointer at 16, ndim at 32, element type at 36,
                        shape pointer at 40 */
  relax_object *owner; /* 64: what keeps `data` alive when the tensor does not
                          own it, or null */
  void (*deleter)(
      struct relax_tensor *); /* 72: for memory of somebody else, or null */
  void *manager;              /* 80: for `deleter` */
  uint64_t flags;             /* 88: relax_tensor_flags */
} relax_tensor;

enum relax_tensor_flags {
  RELAX_TENSOR_READ_ONLY =
      1, /* a constant: mapped memory that must not be written */
  RELAX_TENSOR_PLANNED =
      2 /* its memory is used again behind its last use in the function that
         * made it: a packed function must keep no reference to it */
};

typedef struct relax_shape {
  relax_object object; /* 0 */
  int64_t ndim;        /* 16 */
  int64_t dims[];      /* 24 */
} relax_shape;

typedef struct relax_tuple {
  relax_object object;    /* 0 */
  int64_t size;           /* 16 */
  relax_object *fields[]; /* 24: each holds one reference, none is null */
} relax_tuple;

typedef struct relax_scalar {
  relax_object object; /* 0 */
  uint32_t dtype;      /* 16 */
  uint32_t reserved;   /* 20 */
  int64_t bits; /* 24: integers sign- or zero-extended; floats bit-cast into the
                   low bits */
} relax_scalar;

/* One argument or result of a VM function or packed function: a scalar or an
 * object. */
enum relax_any_kind { RELAX_ANY_OBJECT = 0, RELAX_ANY_SCALAR = 1 };

typedef union relax_value {
  relax_object *object;
  int64_t
      scalar; /* integers sign-extended; floats bit-cast into the low bits */
} relax_value;

typedef struct relax_any {
  uint32_t kind;     /* 0: relax_any_kind */
  uint32_t reserved; /* 4 */
  relax_value value; /* 8 */
} relax_any;

/* Kernels. */
struct relax_vm_api;
typedef struct relax_ctx relax_ctx;

/* What compiled code may ask of the runtime. Every function takes the context
 * itself first. */
struct relax_ctx {
  uint32_t version; /* 0: RELAX_ABI_VERSION */
  uint32_t size;    /* 4: sizeof(relax_ctx) */
  /* 8: `alignment` is a power of two; null when out of memory (the failure is
   * then already recorded). Blocks are pooled. */
  void *(*alloc)(const relax_ctx *ctx, size_t bytes, size_t alignment);
  /* 16: gives a block of `alloc` back; null is ignored. May be called from any
   * thread. */
  void (*free)(const relax_ctx *ctx, void *block);
  /* 24: records the message (copied) as the reason of the failure and returns a
   * nonzero code to return. */
  int32_t (*fail)(const relax_ctx *ctx, const char *message);
  /* 32: runs body over [begin, end) cut into pieces of at least `grain`, on the
   * threads of the runtime; returns 0 or the first code that a piece returned.
   * Runs inline when there is one thread or it is called from within a body. */
  int32_t (*parallel_for)(const relax_ctx *ctx, int64_t begin, int64_t end,
                          int64_t grain,
                          int32_t (*body)(void *data, int64_t begin,
                                          int64_t end, const relax_ctx *ctx),
                          void *data);
  /* 40: calls a packed function by name. Results are new references. */
  int32_t (*call_packed)(const relax_ctx *ctx, const char *name,
                         const relax_any *args, int32_t num_args,
                         relax_any *results, int32_t num_results);
  /* 48: services on objects */
  const struct relax_vm_api *api;
};

/* A kernel. `buffers`: data pointers of the tensor parameters in order, inputs
 * then outputs. `scalars`: the kernel's symbols in signature order, then its
 * scalar parameters in order. Returns 0, or a nonzero code (see
 * relax_ctx.fail). */
typedef int32_t (*relax_kernel)(void *const *buffers, const int64_t *scalars,
                                const relax_ctx *ctx);

/* VM functions in the compiled mode.
 *
 * The caller sets up the frame: `num_scalars` and `num_objects` registers as
 * the executable says for the function, zeroed, then the arguments: the i-th
 * *object* parameter in objects[i], the j-th *scalar* parameter in scalars[j]
 * (each bank counts on its own; the interpreter has the same convention).
 * Object arguments in registers hold a reference of their own. The function
 * writes its results in order into `results` (objects: a reference of the
 * caller's), on success only, and returns 0, or the nonzero code of a service
 * or kernel that failed. It may leave references in its registers in any case:
 * the caller releases them all. */
typedef struct relax_vm_frame {
  int64_t *scalars;               /* 0 */
  relax_object **objects;         /* 8: null or one reference each */
  const relax_ctx *ctx;           /* 16 */
  const struct relax_vm_api *api; /* 24 */
  relax_value *results;           /* 32 */
  uint32_t location; /* 40: 1 + index of the source location of the running
                      * instruction; 0 = unknown. Compiled code stores it before
                      * what may fail. */
  uint32_t function; /* 44: index of the function */
} relax_vm_frame;

typedef int32_t (*relax_vm_function)(relax_vm_frame *frame);

/* Services for compiled VM functions: one per instruction of Instructions.def
 * that is more than arithmetic. Conventions: `dst` points at an object
 * register; its old value (or null) is released, the new one takes its place.
 * Sources are borrowed. int32_t results: 0, or nonzero after recording the
 * error (return it). Indices (constants, imports, functions, checks) are those
 * of the executable. */
typedef struct relax_vm_api {
  uint32_t version;                      /* 0 */
  uint32_t size;                         /* 4 */
  void (*retain)(relax_object *object);  /* 8: null is ignored */
  void (*release)(relax_object *object); /* 16: null is ignored */
  void (*kill)(relax_object **object);   /* 24: releases and sets to null */
  void (*move)(relax_object **dst,
               relax_object *source); /* 32: retains source */
  int32_t (*load_const)(relax_vm_frame *frame, relax_object **dst,
                        uint32_t constant); /* 40 */
  int32_t (*alloc_tensor)(relax_vm_frame *frame, relax_object **dst,
                          uint32_t dtype, uint32_t device, int32_t ndim,
                          const int64_t *dims); /* 48 */
  int32_t (*alloc_storage)(relax_vm_frame *frame, relax_object **dst,
                           int64_t bytes, uint32_t device); /* 56 */
  int32_t (*alloc_tensor_from_storage)(relax_vm_frame *frame,
                                       relax_object **dst,
                                       relax_object *storage,
                                       int64_t byte_offset, uint32_t dtype,
                                       int32_t ndim,
                                       const int64_t *dims); /* 64 */
  int32_t (*copy_tensor)(relax_vm_frame *frame, relax_object **dst,
                         relax_object *source); /* 72 */
  int32_t (*view_tensor)(relax_vm_frame *frame, relax_object **dst,
                         relax_object *source, int32_t ndim,
                         const int64_t *dims); /* 80 */
  int32_t (*tensor_dim)(relax_vm_frame *frame, int64_t *dst,
                        relax_object *tensor, int32_t axis); /* 88 */
  /* rank -1: any; dtype RELAX_DTYPE_ANY: any */
  int32_t (*check_tensor)(relax_vm_frame *frame, relax_object *object,
                          int32_t rank, uint32_t dtype,
                          uint32_t check); /* 96 */
  int32_t (*check_equal)(relax_vm_frame *frame, int64_t actual,
                         int64_t expected, uint32_t check); /* 104 */
  int32_t (*check_less_equal)(relax_vm_frame *frame, int64_t actual,
                              int64_t bound, uint32_t check); /* 112 */
  int32_t (*make_shape)(relax_vm_frame *frame, relax_object **dst, int32_t ndim,
                        const int64_t *dims); /* 120 */
  int32_t (*shape_dim)(relax_vm_frame *frame, int64_t *dst, relax_object *shape,
                       int32_t axis); /* 128 */
  int32_t (*check_shape)(relax_vm_frame *frame, relax_object *object,
                         int32_t rank, uint32_t check); /* 136 */
  int32_t (*make_tuple)(relax_vm_frame *frame, relax_object **dst, int32_t size,
                        relax_object *const *fields); /* 144 */
  int32_t (*tuple_get)(relax_vm_frame *frame, relax_object **dst,
                       relax_object *tuple, int32_t index); /* 152 */
  int32_t (*check_tuple)(relax_vm_frame *frame, relax_object *object,
                         int32_t size, uint32_t check); /* 160 */
  int32_t (*box_scalar)(relax_vm_frame *frame, relax_object **dst, int64_t bits,
                        uint32_t dtype); /* 168 */
  int32_t (*unbox_scalar)(relax_vm_frame *frame, int64_t *dst,
                          relax_object *object, uint32_t dtype); /* 176 */
  /* The element at a place in row-major order; -1 wants the one element of a
   * tensor with one element. */
  int32_t (*read_scalar)(relax_vm_frame *frame, int64_t *dst,
                         relax_object *tensor, int32_t index); /* 184 */
  /* Results come back in results[i].value, with `kind` set by the caller to
   * what it expects: objects are new references, scalars are bits. */
  int32_t (*call_packed)(relax_vm_frame *frame, uint32_t import,
                         const relax_any *args, int32_t num_args,
                         relax_any *results, int32_t num_results); /* 192 */
  int32_t (*call)(relax_vm_frame *frame, uint32_t function,
                  const relax_any *args, int32_t num_args, relax_any *results,
                  int32_t num_results); /* 200 */
  int32_t (*make_closure)(relax_vm_frame *frame, relax_object **dst,
                          uint32_t function, const relax_any *captures,
                          int32_t num_captures); /* 208 */
  int32_t (*invoke_closure)(relax_vm_frame *frame, relax_object *closure,
                            const relax_any *args, int32_t num_args,
                            relax_any *results, int32_t num_results); /* 216 */
  /* Records the failure of a `fail` instruction. Always nonzero. */
  int32_t (*fail)(relax_vm_frame *frame, uint32_t check); /* 224 */
  /* Records an arithmetic failure. kind: relax_arith_failure. Always nonzero.
   */
  int32_t (*fail_arith)(relax_vm_frame *frame, uint32_t kind, int64_t lhs,
                        int64_t rhs); /* 232 */
  /* Turns the nonzero code of a kernel into the recorded failure, with the
   * kernel's name. Always nonzero. */
  int32_t (*kernel_failed)(relax_vm_frame *frame, uint32_t kernel,
                           int32_t code); /* 240 */
  /* Records that an object was not what an inlined access needed (kind:
   * relax_object_kind). Always nonzero. */
  int32_t (*fail_kind)(relax_vm_frame *frame, relax_object *object,
                       uint32_t kind); /* 248 */
  /* `sizes`: as many as the plan asks for, in bytes. */
  int32_t (*alloc_arena)(relax_vm_frame *frame, relax_object **dst,
                         uint32_t plan, const int64_t *sizes); /* 256 */
  /* A tensor in a block of an arena, which has to outlive it. */
  int32_t (*arena_tensor)(relax_vm_frame *frame, relax_object **dst,
                          relax_object *arena, uint32_t block, uint32_t dtype,
                          int32_t ndim, const int64_t *dims); /* 264 */
} relax_vm_api;

enum relax_arith_failure {
  RELAX_ARITH_ADD_OVERFLOW = 0,
  RELAX_ARITH_SUB_OVERFLOW = 1,
  RELAX_ARITH_MUL_OVERFLOW = 2,
  RELAX_ARITH_DIVISION_BY_ZERO = 3,
  RELAX_ARITH_DIVISION_OVERFLOW = 4
};

/* The library.
 *
 * A model library exports the one symbol `relax_module`, and has these sections
 * (found by name in the section header table before any of its code is mapped):
 *   .relax.exec     the FlatBuffer of executable.fbs, with its file identifier
 * "RLXE" .relax.weights  large constants; file offset a multiple of 64. Absent
 * when there are none. Need not be allocated: the runtime maps the file.
 *   .relax.hash     16 bytes: XXH3-128, canonical (big endian) form, of the
 * file with the bytes of .relax.weights and .relax.hash left out (hash.h).
 * Allocated, so that `relax_module.hash` points at it: the loader compares what
 * it verified with what the dynamic linker mapped. */
#define RELAX_SECTION_EXEC ".relax.exec"
#define RELAX_SECTION_WEIGHTS ".relax.weights"
#define RELAX_SECTION_HASH ".relax.hash"
#define RELAX_MODULE_SYMBOL "relax_module"

typedef struct relax_module {
  uint32_t version;            /* 0: RELAX_ABI_VERSION */
  uint32_t num_kernels;        /* 4: as in the executable */
  const relax_kernel *kernels; /* 8: in the order of the executable's kernels */
  uint32_t
      num_functions; /* 16: as in the executable, or 0 when all are bytecode */
  uint32_t reserved; /* 20 */
  const relax_vm_function *functions; /* 24: in the order of the executable's
                                         functions; null entries are bytecode */
  const unsigned char *hash;          /* 32: the 16 bytes of .relax.hash */
} relax_module;

#ifdef __cplusplus
}
#endif

#endif /* RELAX_RUNTIME_EXECUTABLE_ABI_H */

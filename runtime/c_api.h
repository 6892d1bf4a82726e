/* The C interface to running models. Stable: functions and enumerators are only
 * added.
 *
 *   relax_model *model = NULL;
 *   relax_session *session = NULL;
 *   relax_status *status = relax_model_load("model.so", &model);
 *   if (!status) status = relax_session_create(model, NULL, &session);
 *   relax_argument x = relax_argument_object((relax_object *)tensor), y;
 *   if (!status) status = relax_session_call(session, "main", &x, 1, &y, 1);
 *   if (status) { fprintf(stderr, "%s\n", relax_status_message(status));
 * relax_status_free(status); }
 *
 * Functions that may fail return a status: null for success, else an object to
 * free. Out parameters are set on success only. Objects are counted references;
 * whoever gets one from this interface releases it. A model may be shared by
 * threads, a session is used by one at a time.
 */
#ifndef RELAX_RUNTIME_C_API_H
#define RELAX_RUNTIME_C_API_H

#include "runtime/packed_function.h"

#include <dlpack/dlpack.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Status */
typedef struct relax_status relax_status;

/* As in absl::StatusCode. */
enum relax_status_code {
  RELAX_STATUS_OK = 0,
  RELAX_STATUS_UNKNOWN = 2,
  RELAX_STATUS_INVALID_ARGUMENT = 3,
  RELAX_STATUS_NOT_FOUND = 5,
  RELAX_STATUS_ALREADY_EXISTS = 6,
  RELAX_STATUS_PERMISSION_DENIED = 7,
  RELAX_STATUS_RESOURCE_EXHAUSTED = 8,
  RELAX_STATUS_FAILED_PRECONDITION = 9,
  RELAX_STATUS_OUT_OF_RANGE = 11,
  RELAX_STATUS_UNIMPLEMENTED = 12,
  RELAX_STATUS_INTERNAL = 13,
  RELAX_STATUS_DATA_LOSS = 15
};

RELAX_EXPORT int32_t
relax_status_get_code(const relax_status *status); /* null: RELAX_STATUS_OK */
RELAX_EXPORT const char *
relax_status_message(const relax_status *status);          /* null: "" */
RELAX_EXPORT void relax_status_free(relax_status *status); /* null is ignored */

/* Models */
typedef struct relax_model relax_model;

/* Loads a model library: verifies its hash and bytecode, then maps its code. */
RELAX_EXPORT relax_status *relax_model_load(const char *path,
                                            relax_model **model);
/* Sessions and results keep what they need of a model. Null is ignored. */
RELAX_EXPORT void relax_model_free(relax_model *model);
/* The public functions with their symbolic types, as JSON; lives as long as the
 * model. */
RELAX_EXPORT const char *relax_model_signature(const relax_model *model);

/* Packed functions, in the table of the process */
RELAX_EXPORT relax_status *relax_load_library(const char *path);
RELAX_EXPORT relax_status *
relax_add_packed_function(const char *name, relax_packed_function function,
                          void *closure, void (*destroy)(void *closure));

/* Sessions */
typedef struct relax_session relax_session;

typedef struct relax_session_options {
  uint32_t size; /* sizeof(relax_session_options): later versions add fields */
  uint32_t num_threads; /* of parallel loops, the calling one included; 0: one
                           for each CPU */
  uint32_t max_depth;   /* of calls within calls; 0: the default */
  uint32_t profile;     /* not 0: record what runs; compiled functions run as
                           bytecode then */
} relax_session_options;

/* Null options mean the defaults (one thread). */
RELAX_EXPORT relax_status *
relax_session_create(const relax_model *model,
                     const relax_session_options *options,
                     relax_session **session);
RELAX_EXPORT void relax_session_free(relax_session *session);

/* An argument or result: an object, or a scalar of an element type. */
typedef struct relax_argument {
  relax_object *object; /* null for a scalar */
  uint32_t dtype;       /* of a scalar (RELAX_DTYPE); 0 for an object */
  uint32_t reserved;
  int64_t bits; /* integers sign-extended; floats bit-cast into the low bits */
} relax_argument;

static inline relax_argument relax_argument_object(relax_object *object) {
  relax_argument argument = {object, 0, 0, 0};
  return argument;
}
static inline relax_argument relax_argument_i64(int64_t value) {
  relax_argument argument = {0, RELAX_DTYPE(RELAX_DTYPE_INT, 64), 0, value};
  return argument;
}

/* How many arguments and results a function has. */
RELAX_EXPORT relax_status *relax_session_arity(const relax_session *session,
                                               const char *function,
                                               int32_t *num_args,
                                               int32_t *num_results);
/* Calls a function. Arguments are borrowed; objects in `results` are new
 * references. `num_results` must be the function's. A result may be a constant
 * of the model: its flags hold RELAX_TENSOR_READ_ONLY then, and its memory is
 * mapped read-only. */
RELAX_EXPORT relax_status *
relax_session_call(relax_session *session, const char *function,
                   const relax_argument *args, int32_t num_args,
                   relax_argument *results, int32_t num_results);

/* ---- Profiles of sessions that were created with `profile`, of what ran since
 * the last call of either function; an empty one otherwise. ---- */
/* Writes a Chrome trace, under a temporary name first. */
RELAX_EXPORT relax_status *relax_session_write_profile(relax_session *session,
                                                       const char *path);
/* A table by kernel; lives until the next call of this or the end of the
 * session. */
RELAX_EXPORT const char *relax_session_profile_summary(relax_session *session);

/* ---- Memory of all sessions of the process ---- */
typedef struct relax_memory_statistics {
  uint32_t size; /* sizeof(relax_memory_statistics): set by the caller; later
                    versions add fields */
  uint32_t reserved;
  uint64_t system_bytes;      /* taken from the system and not given back */
  uint64_t system_peak_bytes; /* the maximum of it */
  uint64_t cached_bytes;      /* of those, free in the pool */
  /* Zero unless tracked: */
  uint64_t live_bytes;      /* in objects and workspaces of kernels */
  uint64_t live_peak_bytes; /* the maximum of it */
  uint64_t allocations;     /* of objects and workspaces */
  uint64_t pool_hits;       /* of those, the ones that the pool had */
} relax_memory_statistics;

/* Counts allocations from now on, or no longer; everything begins at zero. An
 * allocation is a little slower then. */
RELAX_EXPORT void relax_memory_track(int32_t on);
/* Sets the peak to what is live, and the numbers of allocations to zero. */
RELAX_EXPORT void relax_memory_reset(void);
RELAX_EXPORT void
relax_memory_get_statistics(relax_memory_statistics *statistics);

/* ---- Objects. See abi.h for their layouts and packed_function.h for more
 * services. ---- */
RELAX_EXPORT const relax_object_api *relax_objects(void);
/* A new tensor; its content is undefined. */
RELAX_EXPORT relax_status *relax_tensor_create(uint32_t dtype, int32_t ndim,
                                               const int64_t *dims,
                                               relax_tensor **tensor);
/* Takes over a DLPack tensor; on failure it stays the caller's. */
RELAX_EXPORT relax_status *relax_tensor_from_dlpack(DLManagedTensor *managed,
                                                    relax_tensor **tensor);
/* A DLPack tensor that holds a reference of its own to `tensor`. */
RELAX_EXPORT DLManagedTensor *relax_tensor_to_dlpack(relax_tensor *tensor);
RELAX_EXPORT void relax_retain(relax_object *object);
RELAX_EXPORT void relax_release(relax_object *object);
/* The object as a tensor, or null. */
static inline relax_tensor *relax_as_tensor(relax_object *object) {
  return object && object->kind == RELAX_OBJECT_TENSOR ? (relax_tensor *)object
                                                       : 0;
}

#ifdef __cplusplus
}
#endif

#endif /* RELAX_RUNTIME_C_API_H */

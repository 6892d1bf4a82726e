/* Loads a model library and calls a function of two matrices with the C
 * interface:
 *
 *   run_model MODEL.so [FUNCTION [LIBRARY_OF_PACKED_FUNCTIONS]]
 *
 * For the quickstart:  run_model quickstart.so main libcustom_ops.so
 */

#include "runtime/c_api.h"

#include <stdio.h>
#include <stdlib.h>

/* Prints the reason of a failure and ends the program. */
static void check(relax_status *status) {
  if (!status)
    return;
  fprintf(stderr, "%s\n", relax_status_message(status));
  relax_status_free(status);
  exit(1);
}

/* A matrix of f32 with the elements 0, 0.1, 0.2 ... */
static relax_tensor *makeMatrix(int64_t rows, int64_t columns) {
  const int64_t dims[] = {rows, columns};
  relax_tensor *tensor = NULL;
  check(relax_tensor_create(RELAX_DTYPE(RELAX_DTYPE_FLOAT, 32), 2, dims,
                            &tensor));
  for (int64_t i = 0; i != rows * columns; ++i)
    ((float *)tensor->dl.data)[i] = 0.1f * (float)i;
  return tensor;
}

static void printTensor(const relax_tensor *tensor) {
  printf("[");
  for (int32_t i = 0; i != tensor->dl.ndim; ++i)
    printf("%s%lld", i ? ", " : "", (long long)tensor->dl.shape[i]);
  printf("]:");
  if (relax_tensor_dtype(tensor) == RELAX_DTYPE(RELAX_DTYPE_FLOAT, 32))
    for (int64_t i = 0, count = relax_tensor_elements(tensor); i != count; ++i)
      printf(" %g", ((const float *)tensor->dl.data)[i]);
  printf("\n");
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: run_model MODEL.so [FUNCTION [LIBRARY]]\n");
    return 2;
  }
  const char *function = argc > 2 ? argv[2] : "main";
  if (argc > 3)
    check(relax_load_library(argv[3]));

  relax_model *model = NULL;
  relax_session *session = NULL;
  check(relax_model_load(argv[1], &model));
  check(relax_session_create(model, NULL, &session));

  /* Two shapes, one compiled model. */
  for (int64_t n = 2; n != 4; ++n) {
    relax_tensor *x = makeMatrix(n, 3), *w = makeMatrix(3, n + 1);
    relax_argument args[] = {relax_argument_object(&x->object),
                             relax_argument_object(&w->object)};
    relax_argument result;
    check(relax_session_call(session, function, args, 2, &result, 1));
    relax_tensor *tensor = relax_as_tensor(result.object);
    if (tensor)
      printTensor(tensor);
    relax_release(result.object);
    relax_release(&x->object);
    relax_release(&w->object);
  }

  relax_session_free(session);
  relax_model_free(model);
  return 0;
}

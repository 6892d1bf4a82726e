// RUN: relax-opt %s --tir-insert-guards --verify-diagnostics

func.func @dimension(%X: memref<?xf32>) -> index {
  %c1 = arith.constant 1 : index
  // expected-error @below {{'memref.dim' op dimension must be in [0, 1) for 'memref<?xf32>', got 1}}
  %n = memref.dim %X, %c1 : memref<?xf32>
  return %n : index
}

// Operators on sequences of tokens in their custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @ngrams
func.func @ngrams(%t: !relax.tensor<[n, 12], i32>, %p: !relax.tensor<[9], i64>, %s: !relax.tensor<[g], i64>, %u: !relax.tensor<*, ui8>) {
  // CHECK: relax.count_ngrams %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} max_skip = 2 {note = "kept"} : ({{.*}}) -> !relax.tensor<[n, g], i64>
  %0 = relax.count_ngrams %t, %p, %s, %s max_skip = 2 {note = "kept"} : (!relax.tensor<[n, 12], i32>, !relax.tensor<[9], i64>, !relax.tensor<[g], i64>, !relax.tensor<[g], i64>) -> !relax.tensor<[n, g], i64>
  // CHECK: relax.count_ngrams %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} max_skip = 0 : ({{.*}}) -> !relax.tensor<[?, g], i64>
  %1 = relax.count_ngrams %u, %u, %s, %u max_skip = 0 : (!relax.tensor<*, ui8>, !relax.tensor<*, ui8>, !relax.tensor<[g], i64>, !relax.tensor<*, ui8>) -> !relax.tensor<[?, g], i64>
  return
}

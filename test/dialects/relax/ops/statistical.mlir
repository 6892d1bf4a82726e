// Reductions, positions of extrema, running values, sums of products.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: relax.func @reductions
relax.func @reductions(%x: !relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[], f32> {
  // CHECK: relax.min %{{.*}} axis = [-1] keepdims : ({{.*}}) -> !relax.tensor<[n, m, 1], f32>
  %0 = relax.min %x axis = [-1] keepdims : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, m, 1], f32>
  // CHECK: relax.prod %{{.*}} axis = [0, 2] : ({{.*}}) -> !relax.tensor<[m], f32>
  %1 = relax.prod %0 axis = [0, 2] : (!relax.tensor<[n, m, 1], f32>) -> !relax.tensor<[m], f32>
  // CHECK: relax.variance %{{.*}} keepdims : ({{.*}}) -> !relax.tensor<[1], f32>
  %2 = relax.variance %1 keepdims : (!relax.tensor<[m], f32>) -> !relax.tensor<[1], f32>
  // CHECK: relax.std %{{.*}} : ({{.*}}) -> !relax.tensor<[], f32>
  %3 = relax.std %2 : (!relax.tensor<[1], f32>) -> !relax.tensor<[], f32>
  relax.return %3 : !relax.tensor<[], f32>
}

// CHECK-LABEL: relax.func @positions
relax.func @positions(%x: !relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, 1, 4], i64> {
  // CHECK: relax.argmax %{{.*}} axis = -2 keepdims : ({{.*}}) -> !relax.tensor<[n, 1, 4], i64>
  %0 = relax.argmax %x axis = -2 keepdims : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, 1, 4], i64>
  // CHECK: relax.argmin %{{.*}} select_last_index : ({{.*}}) -> !relax.tensor<[], i64>
  %1 = relax.argmin %x select_last_index : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[], i64>
  // CHECK: relax.argmin %{{.*}} axis = 0 : (!relax.tensor<*, ?>) -> !relax.tensor<*, i64>
  %2 = relax.match_cast %x : !relax.tensor<[n, m, 4], f32> -> !relax.tensor<*, ?>
  %3 = relax.argmin %2 axis = 0 : (!relax.tensor<*, ?>) -> !relax.tensor<*, i64>
  relax.return %0 : !relax.tensor<[n, 1, 4], i64>
}

// CHECK-LABEL: relax.func @scans
relax.func @scans(%x: !relax.tensor<[n, m], f32>) -> !relax.tensor<[m * n], f64> {
  // CHECK: relax.cumsum %{{.*}} axis = -1 exclusive reverse : ({{.*}}) -> !relax.tensor<[n, m], f32>
  %0 = relax.cumsum %x axis = -1 exclusive reverse : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  // CHECK: relax.cumprod %{{.*}} dtype = f64 : ({{.*}}) -> !relax.tensor<[m * n], f64>
  %1 = relax.cumprod %0 dtype = f64 : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[m * n], f64>
  relax.return %1 : !relax.tensor<[m * n], f64>
}

// CHECK-LABEL: relax.func @products
relax.func @products(%x: !relax.tensor<[b, n, k], f32>, %y: !relax.tensor<[k, 4], f32>, %v: !relax.tensor<[m], f32>)
    -> !relax.tensor<[b, n, 4], f32> {
  // CHECK: relax.einsum "...ij,jk"(%{{.*}}, %{{.*}}) : ({{.*}}) -> !relax.tensor<[b, n, 4], f32>
  %0 = relax.einsum "...ij,jk"(%x, %y)
      : (!relax.tensor<[b, n, k], f32>, !relax.tensor<[k, 4], f32>) -> !relax.tensor<[b, n, 4], f32>
  // CHECK: relax.einsum "a b c -> c a"(%{{.*}}) : ({{.*}}) -> !relax.tensor<[k, b], f32>
  %1 = relax.einsum "a b c -> c a"(%x) : (!relax.tensor<[b, n, k], f32>) -> !relax.tensor<[k, b], f32>
  // CHECK: relax.outer %{{.*}}, %{{.*}} : ({{.*}}) -> !relax.tensor<[m, m], f32>
  %2 = relax.outer %v, %v : (!relax.tensor<[m], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[m, m], f32>
  relax.return %0 : !relax.tensor<[b, n, 4], f32>
}

// CHECK-LABEL: func.func @collapses
func.func @collapses(%x: !relax.tensor<[b, n, 4], f32>, %s: !relax.shape<[n, 1]>, %y: !relax.tensor<[n, 1], i8>, %u: !relax.tensor<*, f32>, %w: !relax.tensor<[1, 1, 4], i1>) {
  // CHECK: relax.collapse_sum_to %{{.*}}, %{{.*}} : ({{.*}}) -> !relax.tensor<[n, 1], f32>
  %r0 = relax.collapse_sum_to %x, %s : (!relax.tensor<[b, n, 4], f32>, !relax.shape<[n, 1]>) -> !relax.tensor<[n, 1], f32>
  // CHECK: relax.collapse_sum_to %{{.*}}, %{{.*}} : ({{.*}}) -> !relax.tensor<[n, 1], f32>
  %r1 = relax.collapse_sum_to %u, %s : (!relax.tensor<*, f32>, !relax.shape<[n, 1]>) -> !relax.tensor<[n, 1], f32>
  // CHECK: relax.collapse_sum_like %{{.*}}, %{{.*}} : ({{.*}}) -> !relax.tensor<[n, 1], f32>
  %r2 = relax.collapse_sum_like %x, %y : (!relax.tensor<[b, n, 4], f32>, !relax.tensor<[n, 1], i8>) -> !relax.tensor<[n, 1], f32>
  // CHECK: relax.collapse_sum_like %{{.*}}, %{{.*}} : ({{.*}}) -> !relax.tensor<[1, 1, 4], f32>
  %r3 = relax.collapse_sum_like %x, %w : (!relax.tensor<[b, n, 4], f32>, !relax.tensor<[1, 1, 4], i1>) -> !relax.tensor<[1, 1, 4], f32>
  // CHECK: relax.collapse_sum_like %{{.*}}, %{{.*}} : ({{.*}}) -> !relax.tensor<*, f32>
  %r4 = relax.collapse_sum_like %x, %u : (!relax.tensor<[b, n, 4], f32>, !relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  return
}

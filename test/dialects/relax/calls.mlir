// Calls of kernels and packed functions.
// RUN: relax-opt %s | FileCheck %s
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s -mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s -emit-bytecode | relax-opt | FileCheck %s

tir.prim_func @unary(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
}
tir.prim_func @inplace(%X: !tir.buffer<[n], f32>) {
}
tir.prim_func @halves(%X: !tir.buffer<[2 * n], f32>, %n: !sym.int<n>, %f: f32, %Y: !tir.buffer<[n], f32>, %Z: !tir.buffer<[n], f32>) {
}
tir.prim_func @square(%X: !tir.buffer<[n, n], f32>, %Y: !tir.buffer<[n * n], f32>) {
}
tir.prim_func @strided(%X: !tir.buffer<[n, m], f32, strides [s, 1]>, %Y: !tir.buffer<[s], f32>) {
}
func.func private @memrefs(%x: memref<?x4xf32>, %y: memref<?xf32>)

// CHECK-LABEL: relax.func @kernels(
relax.func @kernels(%x: !relax.tensor<[a * b], f32>, %y: !relax.tensor<[2 * a, 2 * a], f32>, %z: !relax.tensor<[a, b], f32>, %u: !relax.tensor<[?], f32>, %v: !relax.tensor<[a, 4], f32>, %a: !sym.int<a>, %f: f32) {
  // CHECK: relax.call_tir @unary(%x) : (!relax.tensor<[a * b], f32>) -> !relax.tensor<[a * b], f32>
  %0 = relax.call_tir @unary(%x) : (!relax.tensor<[a * b], f32>) -> !relax.tensor<[a * b], f32>
  %c8 = relax.constant dense<0.0> : tensor<8xf32>
  %n4 = sym.value 4 : !sym.int<4>
  // Composite dimensions are compared after the explicit symbol is bound.
  // CHECK: relax.call_tir @halves(%{{.*}}, %{{.*}}, %f) : (!relax.tensor<[8], f32>, !sym.int<4>, f32) -> (!relax.tensor<[4], f32>, !relax.tensor<[4], f32>)
  %1:2 = relax.call_tir @halves(%c8, %n4, %f) : (!relax.tensor<[8], f32>, !sym.int<4>, f32) -> (!relax.tensor<[4], f32>, !relax.tensor<[4], f32>)
  // CHECK: relax.call_tir @square(%y) : (!relax.tensor<[2 * a, 2 * a], f32>) -> !relax.tensor<[4 * a * a], f32>
  %2 = relax.call_tir @square(%y) : (!relax.tensor<[2 * a, 2 * a], f32>) -> !relax.tensor<[4 * a * a], f32>
  // Not decidable: a condition at run time.
  // CHECK: relax.call_tir @square(%z) : (!relax.tensor<[a, b], f32>) -> !relax.tensor<[a * a], f32>
  %3 = relax.call_tir @square(%z) : (!relax.tensor<[a, b], f32>) -> !relax.tensor<[a * a], f32>
  // CHECK: relax.call_tir @unary(%u) : (!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
  %4 = relax.call_tir @unary(%u) : (!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
  // A tensor is compact, so its strides are known.
  // CHECK: relax.call_tir @strided(%z) : (!relax.tensor<[a, b], f32>) -> !relax.tensor<[b], f32>
  %5 = relax.call_tir @strided(%z) : (!relax.tensor<[a, b], f32>) -> !relax.tensor<[b], f32>
  // Of memrefs, ranks and element types are known.
  // CHECK: relax.call_tir @memrefs(%v) : (!relax.tensor<[a, 4], f32>) -> !relax.tensor<[4 * a], f32>
  %6 = relax.call_tir @memrefs(%v) : (!relax.tensor<[a, 4], f32>) -> !relax.tensor<[4 * a], f32>
  // CHECK: relax.call_tir_inplace @inplace(%{{.*}}) inplace [0] : (!relax.tensor<[a * b], f32>) -> !relax.tensor<[a * b], f32>
  %7 = relax.call_tir_inplace @inplace(%0) inplace [0] : (!relax.tensor<[a * b], f32>) -> !relax.tensor<[a * b], f32>
  // CHECK: relax.call_tir_inplace @unary(%{{.*}}) inplace [-1, 0] : (!relax.tensor<[a * b], f32>) -> (!relax.tensor<[a * b], f32>, !relax.tensor<[a * b], f32>)
  %8:2 = relax.call_tir_inplace @unary(%7) inplace [-1, 0] : (!relax.tensor<[a * b], f32>) -> (!relax.tensor<[a * b], f32>, !relax.tensor<[a * b], f32>)
  // CHECK: relax.call_tir_with_grad @unary(%x) grad "unary_grad" with {k = 1 : i64} : (!relax.tensor<[a * b], f32>) -> !relax.tensor<[a * b], f32>
  %9 = relax.call_tir_with_grad @unary(%x) grad "unary_grad" with {k = 1 : i64} : (!relax.tensor<[a * b], f32>) -> !relax.tensor<[a * b], f32>
  // CHECK: relax.call_tir_with_grad @unary(%x) grad "unary_grad" : (!relax.tensor<[a * b], f32>) -> !relax.tensor<[a * b], f32>
  %10 = relax.call_tir_with_grad @unary(%x) grad "unary_grad" : (!relax.tensor<[a * b], f32>) -> !relax.tensor<[a * b], f32>
  relax.return
}

// CHECK-LABEL: relax.func @packed(
relax.func @packed(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>, %n: !sym.int<n>) -> !relax.object {
  // CHECK: relax.call_packed "update"(%n, %x, %y) mutates [2, 1] : (!sym.int<n>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.object)
  %0:3 = relax.call_packed "update"(%n, %x, %y) mutates [2, 1] : (!sym.int<n>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.object)
  // CHECK: relax.call_packed "print"(%{{.*}}) : (!relax.tensor<[n], f32>) -> ()
  relax.call_packed "print"(%0#0) : (!relax.tensor<[n], f32>) -> ()
  // CHECK: relax.call_pure_packed "sort"(%{{.*}}) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call_pure_packed "sort"(%0#1) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // CHECK: relax.call_dps_packed "fill"(%n) : (!sym.int<n>) -> (!relax.tensor<[n], f32>, !relax.tensor<[], i64>)
  %2:2 = relax.call_dps_packed "fill"(%n) : (!sym.int<n>) -> (!relax.tensor<[n], f32>, !relax.tensor<[], i64>)
  // CHECK: relax.call_inplace_packed "increment"(%{{.*}}) inplace [-1, 0] : (!relax.tensor<[n], f32>) -> (!relax.object, !relax.tensor<[n], f32>)
  %3:2 = relax.call_inplace_packed "increment"(%1) inplace [-1, 0] : (!relax.tensor<[n], f32>) -> (!relax.object, !relax.tensor<[n], f32>)
  relax.return %3#0
}

// Every operator in its custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @equal
func.func @equal(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[4], f32>, %z: !relax.tensor<[m, 1], f32>, %u: !relax.tensor<*, f32>) {
  // CHECK: relax.equal %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
  %0 = relax.equal %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
  // CHECK: relax.equal %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  %1 = relax.equal %x, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  // CHECK: relax.equal %{{.*}}, %{{.*}} : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, i1>
  %2 = relax.equal %u, %y : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, i1>
  return
}

// CHECK-LABEL: func.func @greater
func.func @greater(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[4], f32>, %z: !relax.tensor<[m, 1], f32>, %u: !relax.tensor<*, f32>) {
  // CHECK: relax.greater %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
  %0 = relax.greater %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
  // CHECK: relax.greater %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  %1 = relax.greater %x, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  // CHECK: relax.greater %{{.*}}, %{{.*}} : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, i1>
  %2 = relax.greater %u, %y : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, i1>
  return
}

// CHECK-LABEL: func.func @greater_equal
func.func @greater_equal(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[4], f32>, %z: !relax.tensor<[m, 1], f32>, %u: !relax.tensor<*, f32>) {
  // CHECK: relax.greater_equal %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
  %0 = relax.greater_equal %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
  // CHECK: relax.greater_equal %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  %1 = relax.greater_equal %x, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  // CHECK: relax.greater_equal %{{.*}}, %{{.*}} : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, i1>
  %2 = relax.greater_equal %u, %y : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, i1>
  return
}

// CHECK-LABEL: func.func @less
func.func @less(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[4], f32>, %z: !relax.tensor<[m, 1], f32>, %u: !relax.tensor<*, f32>) {
  // CHECK: relax.less %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
  %0 = relax.less %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
  // CHECK: relax.less %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  %1 = relax.less %x, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  // CHECK: relax.less %{{.*}}, %{{.*}} : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, i1>
  %2 = relax.less %u, %y : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, i1>
  return
}

// CHECK-LABEL: func.func @less_equal
func.func @less_equal(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[4], f32>, %z: !relax.tensor<[m, 1], f32>, %u: !relax.tensor<*, f32>) {
  // CHECK: relax.less_equal %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
  %0 = relax.less_equal %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
  // CHECK: relax.less_equal %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  %1 = relax.less_equal %x, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  // CHECK: relax.less_equal %{{.*}}, %{{.*}} : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, i1>
  %2 = relax.less_equal %u, %y : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, i1>
  return
}

// CHECK-LABEL: func.func @not_equal
func.func @not_equal(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[4], f32>, %z: !relax.tensor<[m, 1], f32>, %u: !relax.tensor<*, f32>) {
  // CHECK: relax.not_equal %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
  %0 = relax.not_equal %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
  // CHECK: relax.not_equal %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  %1 = relax.not_equal %x, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  // CHECK: relax.not_equal %{{.*}}, %{{.*}} : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, i1>
  %2 = relax.not_equal %u, %y : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, i1>
  return
}

// CHECK-LABEL: func.func @isfinite
func.func @isfinite(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.isfinite %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], i1>
  %0 = relax.isfinite %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], i1>
  // CHECK: relax.isfinite %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, i1>
  %1 = relax.isfinite %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, i1>
  // CHECK: relax.isfinite %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], i1>
  %2 = relax.isfinite %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], i1>
  return
}

// CHECK-LABEL: func.func @isinf
func.func @isinf(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.isinf %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], i1>
  %0 = relax.isinf %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], i1>
  // CHECK: relax.isinf %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, i1>
  %1 = relax.isinf %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, i1>
  // CHECK: relax.isinf %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], i1>
  %2 = relax.isinf %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], i1>
  return
}

// CHECK-LABEL: func.func @isnan
func.func @isnan(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.isnan %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], i1>
  %0 = relax.isnan %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], i1>
  // CHECK: relax.isnan %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, i1>
  %1 = relax.isnan %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, i1>
  // CHECK: relax.isnan %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], i1>
  %2 = relax.isnan %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], i1>
  return
}


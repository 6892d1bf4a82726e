// Every operator in its custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @bitwise_not
func.func @bitwise_not(%x: !relax.tensor<[n, 2 * m], i32>, %y: !relax.tensor<*, i32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.bitwise_not %{{.*}} : (!relax.tensor<[n, 2 * m], i32>) -> !relax.tensor<[n, 2 * m], i32>
  %0 = relax.bitwise_not %x : (!relax.tensor<[n, 2 * m], i32>) -> !relax.tensor<[n, 2 * m], i32>
  // CHECK: relax.bitwise_not %{{.*}} : (!relax.tensor<*, i32>) -> !relax.tensor<*, i32>
  %1 = relax.bitwise_not %y : (!relax.tensor<*, i32>) -> !relax.tensor<*, i32>
  // CHECK: relax.bitwise_not %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.bitwise_not %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @bitwise_and
func.func @bitwise_and(%x: !relax.tensor<[n, 4], i32>, %y: !relax.tensor<[4], i32>, %z: !relax.tensor<[m, 1], i32>, %u: !relax.tensor<*, i32>) {
  // CHECK: relax.bitwise_and %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], i32>, !relax.tensor<[4], i32>) -> !relax.tensor<[n, 4], i32>
  %0 = relax.bitwise_and %x, %y : (!relax.tensor<[n, 4], i32>, !relax.tensor<[4], i32>) -> !relax.tensor<[n, 4], i32>
  // CHECK: relax.bitwise_and %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], i32>, !relax.tensor<[m, 1], i32>) -> !relax.tensor<[select(n == 1, m, n), 4], i32>
  %1 = relax.bitwise_and %x, %z : (!relax.tensor<[n, 4], i32>, !relax.tensor<[m, 1], i32>) -> !relax.tensor<[select(n == 1, m, n), 4], i32>
  // CHECK: relax.bitwise_and %{{.*}}, %{{.*}} : (!relax.tensor<*, i32>, !relax.tensor<[4], i32>) -> !relax.tensor<*, i32>
  %2 = relax.bitwise_and %u, %y : (!relax.tensor<*, i32>, !relax.tensor<[4], i32>) -> !relax.tensor<*, i32>
  return
}

// CHECK-LABEL: func.func @bitwise_or
func.func @bitwise_or(%x: !relax.tensor<[n, 4], i32>, %y: !relax.tensor<[4], i32>, %z: !relax.tensor<[m, 1], i32>, %u: !relax.tensor<*, i32>) {
  // CHECK: relax.bitwise_or %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], i32>, !relax.tensor<[4], i32>) -> !relax.tensor<[n, 4], i32>
  %0 = relax.bitwise_or %x, %y : (!relax.tensor<[n, 4], i32>, !relax.tensor<[4], i32>) -> !relax.tensor<[n, 4], i32>
  // CHECK: relax.bitwise_or %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], i32>, !relax.tensor<[m, 1], i32>) -> !relax.tensor<[select(n == 1, m, n), 4], i32>
  %1 = relax.bitwise_or %x, %z : (!relax.tensor<[n, 4], i32>, !relax.tensor<[m, 1], i32>) -> !relax.tensor<[select(n == 1, m, n), 4], i32>
  // CHECK: relax.bitwise_or %{{.*}}, %{{.*}} : (!relax.tensor<*, i32>, !relax.tensor<[4], i32>) -> !relax.tensor<*, i32>
  %2 = relax.bitwise_or %u, %y : (!relax.tensor<*, i32>, !relax.tensor<[4], i32>) -> !relax.tensor<*, i32>
  return
}

// CHECK-LABEL: func.func @bitwise_xor
func.func @bitwise_xor(%x: !relax.tensor<[n, 4], i32>, %y: !relax.tensor<[4], i32>, %z: !relax.tensor<[m, 1], i32>, %u: !relax.tensor<*, i32>) {
  // CHECK: relax.bitwise_xor %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], i32>, !relax.tensor<[4], i32>) -> !relax.tensor<[n, 4], i32>
  %0 = relax.bitwise_xor %x, %y : (!relax.tensor<[n, 4], i32>, !relax.tensor<[4], i32>) -> !relax.tensor<[n, 4], i32>
  // CHECK: relax.bitwise_xor %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], i32>, !relax.tensor<[m, 1], i32>) -> !relax.tensor<[select(n == 1, m, n), 4], i32>
  %1 = relax.bitwise_xor %x, %z : (!relax.tensor<[n, 4], i32>, !relax.tensor<[m, 1], i32>) -> !relax.tensor<[select(n == 1, m, n), 4], i32>
  // CHECK: relax.bitwise_xor %{{.*}}, %{{.*}} : (!relax.tensor<*, i32>, !relax.tensor<[4], i32>) -> !relax.tensor<*, i32>
  %2 = relax.bitwise_xor %u, %y : (!relax.tensor<*, i32>, !relax.tensor<[4], i32>) -> !relax.tensor<*, i32>
  return
}

// CHECK-LABEL: func.func @left_shift
func.func @left_shift(%x: !relax.tensor<[n, 4], i32>, %y: !relax.tensor<[4], i32>, %z: !relax.tensor<[m, 1], i32>, %u: !relax.tensor<*, i32>) {
  // CHECK: relax.left_shift %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], i32>, !relax.tensor<[4], i32>) -> !relax.tensor<[n, 4], i32>
  %0 = relax.left_shift %x, %y : (!relax.tensor<[n, 4], i32>, !relax.tensor<[4], i32>) -> !relax.tensor<[n, 4], i32>
  // CHECK: relax.left_shift %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], i32>, !relax.tensor<[m, 1], i32>) -> !relax.tensor<[select(n == 1, m, n), 4], i32>
  %1 = relax.left_shift %x, %z : (!relax.tensor<[n, 4], i32>, !relax.tensor<[m, 1], i32>) -> !relax.tensor<[select(n == 1, m, n), 4], i32>
  // CHECK: relax.left_shift %{{.*}}, %{{.*}} : (!relax.tensor<*, i32>, !relax.tensor<[4], i32>) -> !relax.tensor<*, i32>
  %2 = relax.left_shift %u, %y : (!relax.tensor<*, i32>, !relax.tensor<[4], i32>) -> !relax.tensor<*, i32>
  return
}

// CHECK-LABEL: func.func @right_shift
func.func @right_shift(%x: !relax.tensor<[n, 4], i32>, %y: !relax.tensor<[4], i32>, %z: !relax.tensor<[m, 1], i32>, %u: !relax.tensor<*, i32>) {
  // CHECK: relax.right_shift %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], i32>, !relax.tensor<[4], i32>) -> !relax.tensor<[n, 4], i32>
  %0 = relax.right_shift %x, %y : (!relax.tensor<[n, 4], i32>, !relax.tensor<[4], i32>) -> !relax.tensor<[n, 4], i32>
  // CHECK: relax.right_shift %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], i32>, !relax.tensor<[m, 1], i32>) -> !relax.tensor<[select(n == 1, m, n), 4], i32>
  %1 = relax.right_shift %x, %z : (!relax.tensor<[n, 4], i32>, !relax.tensor<[m, 1], i32>) -> !relax.tensor<[select(n == 1, m, n), 4], i32>
  // CHECK: relax.right_shift %{{.*}}, %{{.*}} : (!relax.tensor<*, i32>, !relax.tensor<[4], i32>) -> !relax.tensor<*, i32>
  %2 = relax.right_shift %u, %y : (!relax.tensor<*, i32>, !relax.tensor<[4], i32>) -> !relax.tensor<*, i32>
  return
}

// CHECK-LABEL: func.func @logical_not
func.func @logical_not(%x: !relax.tensor<[n, 2 * m], i1>, %y: !relax.tensor<*, i1>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.logical_not %{{.*}} : (!relax.tensor<[n, 2 * m], i1>) -> !relax.tensor<[n, 2 * m], i1>
  %0 = relax.logical_not %x : (!relax.tensor<[n, 2 * m], i1>) -> !relax.tensor<[n, 2 * m], i1>
  // CHECK: relax.logical_not %{{.*}} : (!relax.tensor<*, i1>) -> !relax.tensor<*, i1>
  %1 = relax.logical_not %y : (!relax.tensor<*, i1>) -> !relax.tensor<*, i1>
  // CHECK: relax.logical_not %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.logical_not %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @logical_and
func.func @logical_and(%x: !relax.tensor<[n, 4], i1>, %y: !relax.tensor<[4], i1>, %z: !relax.tensor<[m, 1], i1>, %u: !relax.tensor<*, i1>) {
  // CHECK: relax.logical_and %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], i1>, !relax.tensor<[4], i1>) -> !relax.tensor<[n, 4], i1>
  %0 = relax.logical_and %x, %y : (!relax.tensor<[n, 4], i1>, !relax.tensor<[4], i1>) -> !relax.tensor<[n, 4], i1>
  // CHECK: relax.logical_and %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], i1>, !relax.tensor<[m, 1], i1>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  %1 = relax.logical_and %x, %z : (!relax.tensor<[n, 4], i1>, !relax.tensor<[m, 1], i1>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  // CHECK: relax.logical_and %{{.*}}, %{{.*}} : (!relax.tensor<*, i1>, !relax.tensor<[4], i1>) -> !relax.tensor<*, i1>
  %2 = relax.logical_and %u, %y : (!relax.tensor<*, i1>, !relax.tensor<[4], i1>) -> !relax.tensor<*, i1>
  return
}

// CHECK-LABEL: func.func @logical_or
func.func @logical_or(%x: !relax.tensor<[n, 4], i1>, %y: !relax.tensor<[4], i1>, %z: !relax.tensor<[m, 1], i1>, %u: !relax.tensor<*, i1>) {
  // CHECK: relax.logical_or %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], i1>, !relax.tensor<[4], i1>) -> !relax.tensor<[n, 4], i1>
  %0 = relax.logical_or %x, %y : (!relax.tensor<[n, 4], i1>, !relax.tensor<[4], i1>) -> !relax.tensor<[n, 4], i1>
  // CHECK: relax.logical_or %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], i1>, !relax.tensor<[m, 1], i1>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  %1 = relax.logical_or %x, %z : (!relax.tensor<[n, 4], i1>, !relax.tensor<[m, 1], i1>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  // CHECK: relax.logical_or %{{.*}}, %{{.*}} : (!relax.tensor<*, i1>, !relax.tensor<[4], i1>) -> !relax.tensor<*, i1>
  %2 = relax.logical_or %u, %y : (!relax.tensor<*, i1>, !relax.tensor<[4], i1>) -> !relax.tensor<*, i1>
  return
}

// CHECK-LABEL: func.func @logical_xor
func.func @logical_xor(%x: !relax.tensor<[n, 4], i1>, %y: !relax.tensor<[4], i1>, %z: !relax.tensor<[m, 1], i1>, %u: !relax.tensor<*, i1>) {
  // CHECK: relax.logical_xor %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], i1>, !relax.tensor<[4], i1>) -> !relax.tensor<[n, 4], i1>
  %0 = relax.logical_xor %x, %y : (!relax.tensor<[n, 4], i1>, !relax.tensor<[4], i1>) -> !relax.tensor<[n, 4], i1>
  // CHECK: relax.logical_xor %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], i1>, !relax.tensor<[m, 1], i1>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  %1 = relax.logical_xor %x, %z : (!relax.tensor<[n, 4], i1>, !relax.tensor<[m, 1], i1>) -> !relax.tensor<[select(n == 1, m, n), 4], i1>
  // CHECK: relax.logical_xor %{{.*}}, %{{.*}} : (!relax.tensor<*, i1>, !relax.tensor<[4], i1>) -> !relax.tensor<*, i1>
  %2 = relax.logical_xor %u, %y : (!relax.tensor<*, i1>, !relax.tensor<[4], i1>) -> !relax.tensor<*, i1>
  return
}


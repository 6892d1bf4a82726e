// Every operator in its custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @elu
func.func @elu(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.elu %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.elu %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.elu %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.elu %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.elu %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.elu %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @gelu
func.func @gelu(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.gelu %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.gelu %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.gelu %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.gelu %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.gelu %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.gelu %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @gelu_tanh
func.func @gelu_tanh(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.gelu_tanh %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.gelu_tanh %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.gelu_tanh %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.gelu_tanh %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.gelu_tanh %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.gelu_tanh %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @hard_sigmoid
func.func @hard_sigmoid(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.hard_sigmoid %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.hard_sigmoid %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.hard_sigmoid %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.hard_sigmoid %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.hard_sigmoid %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.hard_sigmoid %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @hard_swish
func.func @hard_swish(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.hard_swish %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.hard_swish %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.hard_swish %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.hard_swish %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.hard_swish %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.hard_swish %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @leakyrelu
func.func @leakyrelu(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.leakyrelu %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.leakyrelu %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.leakyrelu %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.leakyrelu %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.leakyrelu %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.leakyrelu %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @selu
func.func @selu(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.selu %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.selu %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.selu %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.selu %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.selu %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.selu %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @silu
func.func @silu(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.silu %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.silu %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.silu %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.silu %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.silu %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.silu %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @softplus
func.func @softplus(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.softplus %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.softplus %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.softplus %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.softplus %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.softplus %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.softplus %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @attributes
func.func @attributes(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n, 4, m], f32>, %alpha: !relax.tensor<[4], f32>) {
  // CHECK: relax.elu %{{.*}} alpha = 5.000000e-01 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %0 = relax.elu %x alpha = 0.5 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // CHECK: relax.hard_sigmoid %{{.*}} beta = 2.500000e-01 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.hard_sigmoid %x beta = 0.25 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // CHECK: relax.leakyrelu %{{.*}} alpha = 5.000000e-01 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.leakyrelu %x alpha = 0.5 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // CHECK: relax.selu %{{.*}} alpha = 2.000000e+00 gamma = 5.000000e-01 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %3 = relax.selu %x alpha = 2.0 gamma = 0.5 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // CHECK: relax.softplus %{{.*}} beta = 2.000000e+00 threshold = 5.000000e-01 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %4 = relax.softplus %x beta = 2.0 threshold = 0.5 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // CHECK: relax.log_softmax %{{.*}} axis = -1 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %5 = relax.log_softmax %x axis = -1 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // CHECK: relax.prelu %{{.*}}, %{{.*}} axis = 1 : (!relax.tensor<[n, 4, m], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, m], f32>
  %6 = relax.prelu %y, %alpha axis = 1 : (!relax.tensor<[n, 4, m], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, m], f32>
  return
}

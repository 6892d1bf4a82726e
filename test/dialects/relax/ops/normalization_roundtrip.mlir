// Normalizations and attention in their custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @normalizations
func.func @normalizations(%x: !relax.tensor<[n, 4, h], f32>, %c: !relax.tensor<[4], f32>, %w: !relax.tensor<[4, h], f32>,
                          %u: !relax.tensor<*, f32>) {
  // CHECK: relax.batch_norm %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} epsilon = 1.000000e-05 :
  %0 = relax.batch_norm %x, %c, %c, %c, %c epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, h], f32>
  // CHECK: relax.batch_norm %{{.*}} epsilon = 1.000000e-05 axis = -2 :
  %1 = relax.batch_norm %x, %c, %c, %c, %c epsilon = 1.0e-5 axis = -2 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, h], f32>
  // CHECK: relax.layer_norm %{{.*}}, %{{.*}}, %{{.*}} axes = [-2, -1] epsilon = 1.000000e-05 :
  %2 = relax.layer_norm %x, %w, %w axes = [-2, -1] epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4, h], f32>, !relax.tensor<[4, h], f32>) -> !relax.tensor<[n, 4, h], f32>
  // CHECK: relax.layer_norm %{{[a-z0-9]+}}, %{{[a-z0-9]+}} axes = [1] epsilon = 1.000000e-05 :
  %3 = relax.layer_norm %x, %c axes = [1] epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, h], f32>
  // CHECK: relax.rms_norm %{{.*}}, %{{.*}} axes = [1] epsilon = 1.000000e-05 :
  %4 = relax.rms_norm %x, %c axes = [1] epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, h], f32>
  // CHECK: relax.group_norm %{{.*}}, %{{.*}}, %{{.*}} num_groups = 2 epsilon = 1.000000e-05 :
  %5 = relax.group_norm %x, %c, %c num_groups = 2 epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, h], f32>
  // CHECK: relax.instance_norm %{{.*}}, %{{.*}}, %{{.*}} epsilon = 1.000000e-05 : (!relax.tensor<*, f32>, {{.*}}) -> !relax.tensor<*, f32>
  %6 = relax.instance_norm %u, %c, %c epsilon = 1.0e-5 : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.dropout %{{.*}} rate = 5.000000e-01 :
  %7 = relax.dropout %x rate = 0.5 : (!relax.tensor<[n, 4, h], f32>) -> !relax.tensor<[n, 4, h], f32>
  return
}

// CHECK-LABEL: func.func @attention
func.func @attention(%q: !relax.tensor<[b, n, 8, 64], f32>, %k: !relax.tensor<[b, m, 8, 64], f32>, %v: !relax.tensor<[b, m, 8, 32], f32>,
                     %y: !relax.tensor<[n, m], f32>) {
  // CHECK: relax.attention %{{.*}}, %{{.*}}, %{{.*}} causal_mask = "TopLeft" : {{.*}} -> !relax.tensor<[b, n, 8, 32], f32>
  %0 = relax.attention %q, %k, %v causal_mask = "TopLeft" : (!relax.tensor<[b, n, 8, 64], f32>, !relax.tensor<[b, m, 8, 64], f32>, !relax.tensor<[b, m, 8, 32], f32>) -> !relax.tensor<[b, n, 8, 32], f32>
  // CHECK: relax.attention %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} scale = 1.250000e-01 :
  %1 = relax.attention %q, %k, %v, %y scale = 0.125 : (!relax.tensor<[b, n, 8, 64], f32>, !relax.tensor<[b, m, 8, 64], f32>, !relax.tensor<[b, m, 8, 32], f32>, !relax.tensor<[n, m], f32>) -> !relax.tensor<[b, n, 8, 32], f32>
  return
}

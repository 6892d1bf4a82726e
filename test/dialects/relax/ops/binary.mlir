// Every operator in its custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @atan2
func.func @atan2(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[4], f32>, %z: !relax.tensor<[m, 1], f32>, %u: !relax.tensor<*, f32>) {
  // CHECK: relax.atan2 %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  %0 = relax.atan2 %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  // CHECK: relax.atan2 %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], f32>
  %1 = relax.atan2 %x, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], f32>
  // CHECK: relax.atan2 %{{.*}}, %{{.*}} : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, f32>
  %2 = relax.atan2 %u, %y : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, f32>
  return
}

// CHECK-LABEL: func.func @floor_divide
func.func @floor_divide(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[4], f32>, %z: !relax.tensor<[m, 1], f32>, %u: !relax.tensor<*, f32>) {
  // CHECK: relax.floor_divide %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  %0 = relax.floor_divide %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  // CHECK: relax.floor_divide %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], f32>
  %1 = relax.floor_divide %x, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], f32>
  // CHECK: relax.floor_divide %{{.*}}, %{{.*}} : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, f32>
  %2 = relax.floor_divide %u, %y : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, f32>
  return
}

// CHECK-LABEL: func.func @floor_mod
func.func @floor_mod(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[4], f32>, %z: !relax.tensor<[m, 1], f32>, %u: !relax.tensor<*, f32>) {
  // CHECK: relax.floor_mod %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  %0 = relax.floor_mod %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  // CHECK: relax.floor_mod %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], f32>
  %1 = relax.floor_mod %x, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], f32>
  // CHECK: relax.floor_mod %{{.*}}, %{{.*}} : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, f32>
  %2 = relax.floor_mod %u, %y : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, f32>
  return
}

// CHECK-LABEL: func.func @log_add_exp
func.func @log_add_exp(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[4], f32>, %z: !relax.tensor<[m, 1], f32>, %u: !relax.tensor<*, f32>) {
  // CHECK: relax.log_add_exp %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  %0 = relax.log_add_exp %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  // CHECK: relax.log_add_exp %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], f32>
  %1 = relax.log_add_exp %x, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], f32>
  // CHECK: relax.log_add_exp %{{.*}}, %{{.*}} : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, f32>
  %2 = relax.log_add_exp %u, %y : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, f32>
  return
}

// CHECK-LABEL: func.func @minimum
func.func @minimum(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[4], f32>, %z: !relax.tensor<[m, 1], f32>, %u: !relax.tensor<*, f32>) {
  // CHECK: relax.minimum %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  %0 = relax.minimum %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  // CHECK: relax.minimum %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], f32>
  %1 = relax.minimum %x, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], f32>
  // CHECK: relax.minimum %{{.*}}, %{{.*}} : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, f32>
  %2 = relax.minimum %u, %y : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, f32>
  return
}

// CHECK-LABEL: func.func @mod
func.func @mod(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[4], f32>, %z: !relax.tensor<[m, 1], f32>, %u: !relax.tensor<*, f32>) {
  // CHECK: relax.mod %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  %0 = relax.mod %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  // CHECK: relax.mod %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], f32>
  %1 = relax.mod %x, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], f32>
  // CHECK: relax.mod %{{.*}}, %{{.*}} : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, f32>
  %2 = relax.mod %u, %y : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, f32>
  return
}

// CHECK-LABEL: func.func @power
func.func @power(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[4], f32>, %z: !relax.tensor<[m, 1], f32>, %u: !relax.tensor<*, f32>) {
  // CHECK: relax.power %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  %0 = relax.power %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  // CHECK: relax.power %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], f32>
  %1 = relax.power %x, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], f32>
  // CHECK: relax.power %{{.*}}, %{{.*}} : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, f32>
  %2 = relax.power %u, %y : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, f32>
  return
}

// CHECK-LABEL: func.func @ewise_fma
func.func @ewise_fma(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[4], f32>, %z: !relax.tensor<[], f32>) {
  // CHECK: relax.ewise_fma %{{.*}}, %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 4], f32>
  %0 = relax.ewise_fma %x, %y, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 4], f32>
  return
}

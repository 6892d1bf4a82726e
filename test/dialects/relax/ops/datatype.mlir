// Bits under another type, and numbers of elements: custom form, generic form, bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @bits
func.func @bits(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[n], bf16>, %u: !relax.tensor<*, ?>) {
  // CHECK: relax.bitcast %{{.*}} dtype = i32 : ({{.*}}) -> !relax.tensor<[n, 4], i32>
  %0 = relax.bitcast %x dtype = i32 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], i32>
  // CHECK: relax.bitcast %{{.*}} dtype = ui16 : ({{.*}}) -> !relax.tensor<[n], ui16>
  %1 = relax.bitcast %y dtype = ui16 : (!relax.tensor<[n], bf16>) -> !relax.tensor<[n], ui16>
  // CHECK: relax.bitcast %{{.*}} dtype = f64 : ({{.*}}) -> !relax.tensor<*, f64>
  %2 = relax.bitcast %u dtype = f64 : (!relax.tensor<*, ?>) -> !relax.tensor<*, f64>
  return
}

// CHECK-LABEL: func.func @numbers
func.func @numbers(%x: !relax.tensor<[n, m, 4], i1>, %y: !relax.tensor<[], f32>, %q: !relax.tensor<[?], f32>, %u: !relax.tensor<*, f32>) {
  // CHECK: relax.size %{{.*}} : (!relax.tensor<[n, m, 4], i1>) -> !relax.tensor<[], i64>
  %0 = relax.size %x : (!relax.tensor<[n, m, 4], i1>) -> !relax.tensor<[], i64>
  // CHECK: relax.size %{{.*}} : (!relax.tensor<[], f32>) -> !relax.tensor<[], i64>
  %1 = relax.size %y : (!relax.tensor<[], f32>) -> !relax.tensor<[], i64>
  // CHECK: relax.size %{{.*}} : (!relax.tensor<[?], f32>) -> !relax.tensor<[], i64>
  %2 = relax.size %q : (!relax.tensor<[?], f32>) -> !relax.tensor<[], i64>
  // CHECK: relax.size %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<[], i64>
  %3 = relax.size %u : (!relax.tensor<*, f32>) -> !relax.tensor<[], i64>
  return
}

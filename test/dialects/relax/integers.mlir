// RUN: relax-opt %s | FileCheck %s
// RUN: relax-opt %s -mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s -emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: relax.func @round_trip
relax.func @round_trip(%t: !relax.tensor<[2], i64>, %s: !relax.tensor<[], i32>, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[3], i64> {
  // CHECK: relax.tensor_to_ints %t symbols ["a", "b"] : !relax.tensor<[2], i64> -> !sym.int<a>, !sym.int<b>
  %a, %b = relax.tensor_to_ints %t symbols ["a", "b"] : !relax.tensor<[2], i64> -> !sym.int<a>, !sym.int<b>
  // CHECK: relax.tensor_to_ints %s symbols ["c"] : !relax.tensor<[], i32> -> !sym.int<c>
  %c = relax.tensor_to_ints %s symbols ["c"] : !relax.tensor<[], i32> -> !sym.int<c>
  %e = sym.value a + b - n of (%a, %b : !sym.int<a>, !sym.int<b>) : !sym.int<a + b - n>
  // CHECK: relax.ints_to_tensor(%{{.*}}, %{{.*}}, %{{.*}}) : (!sym.int<a>, !sym.int<c>, !sym.int<a + b - n>) -> !relax.tensor<[3], i64>
  %0 = relax.ints_to_tensor(%a, %c, %e) : (!sym.int<a>, !sym.int<c>, !sym.int<a + b - n>) -> !relax.tensor<[3], i64>
  relax.return %0 : !relax.tensor<[3], i64>
}

// CHECK-LABEL: relax.func @none
relax.func @none(%t: !relax.tensor<[0], i64>) -> !relax.tensor<[0], i64> {
  // CHECK: relax.ints_to_tensor() : () -> !relax.tensor<[0], i64>
  %0 = relax.ints_to_tensor() : () -> !relax.tensor<[0], i64>
  relax.return %0 : !relax.tensor<[0], i64>
}

// RUN: relax-opt %s --relax-legalize-ops | FileCheck %s

// The example of the pass documentation.

// CHECK-LABEL: relax.func @f(
// CHECK-SAME:    %[[X:.+]]: !relax.tensor<[n], f32>)
// CHECK:         %[[R:.+]] = relax.call_tir @exp(%[[X]]) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
// CHECK-NEXT:    relax.return %[[R]]
relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0 : !relax.tensor<[n], f32>
}

// CHECK-LABEL: tir.prim_func private @exp(%X: !tir.buffer<[s0], f32>, %Y: !tir.buffer<[s0], f32>) {
// CHECK-NEXT:    %[[S0:.+]] = sym.value s0 : !sym.int<s0>
// CHECK-NEXT:    tir.for %[[I:.+]] = 0 to %[[S0]] {
// CHECK-NEXT:      tir.block "exp" iters(%[[V:.+]]: spatial [0, %[[S0]]) = %[[I]]) {
// CHECK-NEXT:        tir.reads %X[%[[V]]]
// CHECK-NEXT:        tir.writes %Y[%[[V]]]
// CHECK-NEXT:        %[[A:.+]] = tir.load %X[%[[V]]]
// CHECK-NEXT:        %[[B:.+]] = math.exp %[[A]] : f32
// CHECK-NEXT:        tir.store %[[B]], %Y[%[[V]]]

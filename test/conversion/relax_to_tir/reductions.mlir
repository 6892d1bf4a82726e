// RUN: relax-opt %s --relax-legalize-ops --split-input-file | FileCheck %s
// RUN: relax-opt %s --relax-legalize-ops --split-input-file --mlir-print-op-generic | relax-opt --split-input-file --tir-verify-well-formed | FileCheck %s

// Loops go in the order of the operand's dimensions.
// CHECK-LABEL: tir.prim_func private @sum(
// CHECK-SAME:    %X: !tir.buffer<[s0, s1], f32>, %Y: !tir.buffer<[s1], f32>)
// CHECK:         tir.for %[[K:.+]] = 0 to %[[S0:.+]] {
// CHECK-NEXT:      tir.for %[[J:.+]] = 0 to %[[S1:.+]] {
// CHECK-NEXT:        tir.block "sum" iters(%[[VJ:.+]]: spatial [0, %[[S1]]) = %[[J]], %[[VK:.+]]: reduce [0, %[[S0]]) = %[[K]]) {
// CHECK-NEXT:          tir.reads %X[%[[VK]], %[[VJ]]]
// CHECK-NEXT:          tir.writes %Y[%[[VJ]]]
// CHECK:               arith.addf %{{.+}}, %{{.+}} fastmath<reassoc> : f32
relax.func @test_sum_first(%x: !relax.tensor<[n, m], f32>) {
  %0 = relax.sum %x axis = [0] : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[m], f32>
  relax.return
}

// -----

// Dimensions that are kept with size 1 are no loops.
// CHECK-LABEL: tir.prim_func private @sum(
// CHECK-SAME:    %Y: !tir.buffer<[2, 1, 4], i32>)
// CHECK:         tir.block "sum" iters(%[[A:.+]]: spatial [0, 2) = %{{.+}}, %[[C:.+]]: spatial [0, 4) = %{{.+}}, %[[B:.+]]: reduce [0, 3)
// CHECK:           tir.reads %X[%[[A]], %[[B]], %[[C]]]
// CHECK:           %[[ZERO:.+]] = arith.constant 0 : index
// CHECK:           tir.writes %Y[%[[A]], %[[ZERO]], %[[C]]]
// CHECK:           arith.addi
relax.func @test_sum_keepdims_static(%x: !relax.tensor<[2, 3, 4], i32>) {
  %0 = relax.sum %x axis = [-2] keepdims : (!relax.tensor<[2, 3, 4], i32>) -> !relax.tensor<[2, 1, 4], i32>
  relax.return
}

// -----

// All axes; nothing to reduce.
// CHECK-LABEL: tir.prim_func private @max(
// CHECK-SAME:    %Y: !tir.buffer<[], f32>)
// CHECK:         arith.constant 0xFF800000 : f32
// CHECK:         arith.maximumf
// CHECK-LABEL: tir.prim_func private @max_1(
// CHECK-NOT:     tir.init
// CHECK:         tir.block "max" {
relax.func @test_max_all(%x: !relax.tensor<[n, m], f32>, %y: !relax.tensor<[], f32>) {
  %0 = relax.max %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[], f32>
  %1 = relax.max %y : (!relax.tensor<[], f32>) -> !relax.tensor<[], f32>
  relax.return
}

// -----

// CHECK-LABEL: tir.prim_func private @max(
// CHECK:         arith.constant 0 : i8
// CHECK:         arith.maxui
// CHECK-LABEL: tir.prim_func private @max_1(
// CHECK:         arith.constant -128 : i8
// CHECK:         arith.maxsi
relax.func @test_max_integers(%x: !relax.tensor<[n], ui8>, %y: !relax.tensor<[n], i8>) {
  %0 = relax.max %x : (!relax.tensor<[n], ui8>) -> !relax.tensor<[], ui8>
  %1 = relax.max %y : (!relax.tensor<[n], i8>) -> !relax.tensor<[], i8>
  relax.return
}

// -----

// The number of elements is computed once.
// CHECK-LABEL: tir.prim_func private @mean(
// CHECK:         tir.block "mean_sum"
// CHECK:         %[[COUNT:.+]] = arith.muli %{{.+}}, %{{.+}} : index
// CHECK:         arith.sitofp
// CHECK:         tir.block "mean"
// CHECK:           arith.divf
relax.func @test_mean(%x: !relax.tensor<[n, m, 4], f32>) {
  %0 = relax.mean %x axis = [0, 2] : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[m], f32>
  relax.return
}

// -----

// f16 accumulates in f32.
// CHECK-LABEL: tir.prim_func private @mean(
// CHECK:         tir.alloc_buffer : !tir.buffer<[s0], f32>
// CHECK:         arith.divf %{{.+}}, %{{.+}} : f32
// CHECK-NEXT:    arith.truncf
relax.func @test_mean_f16(%x: !relax.tensor<[n, m], f16>) {
  %0 = relax.mean %x axis = [1] : (!relax.tensor<[n, m], f16>) -> !relax.tensor<[n], f16>
  relax.return
}

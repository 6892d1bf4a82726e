// RUN: relax-opt %s --relax-legalize-ops --split-input-file | FileCheck %s
// RUN: relax-opt %s --relax-legalize-ops --split-input-file --mlir-print-op-generic | relax-opt --split-input-file --tir-verify-well-formed | FileCheck %s

// The loops go i, k, j: the innermost one walks along rows.
// CHECK-LABEL: tir.prim_func private @matmul(
// CHECK-SAME:    %A: !tir.buffer<[s0, s1], f32>, %B: !tir.buffer<[s1, s2], f32>, %Y: !tir.buffer<[s0, s2], f32>)
// CHECK-DAG:     %[[S0:.+]] = sym.value s0
// CHECK-DAG:     %[[S1:.+]] = sym.value s1
// CHECK-DAG:     %[[S2:.+]] = sym.value s2
// CHECK:         tir.for %[[I:.+]] = 0 to %[[S0]] {
// CHECK-NEXT:      tir.for %[[K:.+]] = 0 to %[[S1]] {
// CHECK-NEXT:        tir.for %[[J:.+]] = 0 to %[[S2]] {
// CHECK-NEXT:          tir.block "matmul" iters(%[[VI:.+]]: spatial [0, %[[S0]]) = %[[I]], %[[VJ:.+]]: spatial [0, %[[S2]]) = %[[J]], %[[VK:.+]]: reduce [0, %[[S1]]) = %[[K]]) {
// CHECK-NEXT:            tir.reads %A[%[[VI]], %[[VK]]]
// CHECK-NEXT:            tir.reads %B[%[[VK]], %[[VJ]]]
// CHECK-NEXT:            tir.writes %Y[%[[VI]], %[[VJ]]]
// CHECK-NEXT:            tir.init {
// CHECK:                   tir.store %{{.+}}, %Y[%[[VI]], %[[VJ]]]
// CHECK:                 %[[P:.+]] = arith.mulf %{{.+}}, %{{.+}} fastmath<contract> : f32
// CHECK-NEXT:            %[[S:.+]] = arith.addf %{{.+}}, %[[P]] fastmath<contract> : f32
// CHECK-NEXT:            tir.store %[[S]], %Y[%[[VI]], %[[VJ]]]
relax.func @test_matmul(%a: !relax.tensor<[n, k], f32>, %b: !relax.tensor<[k, m], f32>) {
  %0 = relax.matmul %a, %b : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>
  relax.return
}

// -----

// CHECK-LABEL: tir.prim_func private @matmul(
// CHECK:         tir.for %{{.+}} = 0 to 2 {
// CHECK-NEXT:      tir.for %{{.+}} = 0 to 3 {
// CHECK-NEXT:        tir.for %{{.+}} = 0 to 4 {
relax.func @test_matmul_static(%a: !relax.tensor<[2, 3], f32>, %b: !relax.tensor<[3, 4], f32>) {
  %0 = relax.matmul %a, %b : (!relax.tensor<[2, 3], f32>, !relax.tensor<[3, 4], f32>) -> !relax.tensor<[2, 4], f32>
  relax.return
}

// -----

// Where one contracting dimension is static, it is the extent of the loop.
// CHECK-LABEL: tir.prim_func private @matmul(
// CHECK:         reduce [0, 8)
relax.func @test_matmul_half_static(%a: !relax.tensor<[n, k], f32>, %b: !relax.tensor<[8, m], f32>) {
  %0 = relax.matmul %a, %b : (!relax.tensor<[n, k], f32>, !relax.tensor<[8, m], f32>) -> !relax.tensor<[n, m], f32>
  relax.return
}

// -----

// Batches: missing on the right, 1 on the left, decided at run time.
// CHECK-LABEL: tir.prim_func private @matmul(
// CHECK-SAME:    %A: !tir.buffer<[s0, s1, s2], f32>, %B: !tir.buffer<[s2, 4], f32>
// CHECK:         tir.block "matmul" iters(%[[B:.+]]: spatial [0, %{{.+}}) = %{{.+}}, %[[I:.+]]: spatial [0, %{{.+}}) = %{{.+}}, %[[J:.+]]: spatial [0, 4) = %{{.+}}, %[[K:.+]]: reduce
// CHECK:           tir.reads %A[%[[B]], %[[I]], %[[K]]]
// CHECK:           tir.reads %B[%[[K]], %[[J]]]
// CHECK-LABEL: tir.prim_func private @matmul_1(
// CHECK:         %[[ZERO:.+]] = arith.constant 0 : index
// CHECK:         tir.load %A[%[[ZERO]], %{{.+}}, %{{.+}}]
// CHECK-LABEL: tir.prim_func private @matmul_2(
// CHECK-COUNT-2: arith.select
// CHECK:         tir.for
relax.func @test_matmul_batches(%a: !relax.tensor<[b, n, k], f32>, %w: !relax.tensor<[k, 4], f32>,
                           %one: !relax.tensor<[1, n, k], f32>, %c: !relax.tensor<[d, k, 4], f32>) {
  %0 = relax.matmul %a, %w : (!relax.tensor<[b, n, k], f32>, !relax.tensor<[k, 4], f32>) -> !relax.tensor<[b, n, 4], f32>
  %1 = relax.matmul %one, %c : (!relax.tensor<[1, n, k], f32>, !relax.tensor<[d, k, 4], f32>) -> !relax.tensor<[d, n, 4], f32>
  %2 = relax.matmul %a, %c : (!relax.tensor<[b, n, k], f32>, !relax.tensor<[d, k, 4], f32>) -> !relax.tensor<[select(b == 1, d, b), n, 4], f32>
  relax.return
}

// -----

// Rows and columns of rank 1. Where the reduction is the innermost loop, its order is free.
// CHECK-LABEL: tir.prim_func private @matmul(
// CHECK-SAME:    %Y: !tir.buffer<[4], f32>)
// CHECK:         fastmath<contract>
// CHECK-LABEL: tir.prim_func private @matmul_1(
// CHECK-SAME:    %Y: !tir.buffer<[s0, s1], f32>)
// CHECK:         fastmath<reassoc,contract>
// CHECK-LABEL: tir.prim_func private @matmul_2(
// CHECK-SAME:    %Y: !tir.buffer<[], f32>)
// CHECK:         tir.writes %Y
// CHECK:         fastmath<reassoc,contract>
relax.func @test_matmul_vectors(%a: !relax.tensor<[b, n, k], f32>, %v: !relax.tensor<[k], f32>, %w: !relax.tensor<[k, 4], f32>) {
  %0 = relax.matmul %v, %w : (!relax.tensor<[k], f32>, !relax.tensor<[k, 4], f32>) -> !relax.tensor<[4], f32>
  %1 = relax.matmul %a, %v : (!relax.tensor<[b, n, k], f32>, !relax.tensor<[k], f32>) -> !relax.tensor<[b, n], f32>
  %2 = relax.matmul %v, %v : (!relax.tensor<[k], f32>, !relax.tensor<[k], f32>) -> !relax.tensor<[], f32>
  relax.return
}

// -----

// f16 accumulates in f32; integers in their own type.
// CHECK-LABEL: tir.prim_func private @matmul(
// CHECK:         %[[ACC:.+]] = tir.alloc_buffer : !tir.buffer<[s0, s2], f32>
// CHECK:         tir.writes %[[ACC]]
// CHECK:         tir.block "matmul_narrow"
// CHECK:           arith.truncf %{{.+}} : f32 to f16
// CHECK-LABEL: tir.prim_func private @matmul_1(
// CHECK-NOT:     tir.alloc_buffer
// CHECK:         arith.muli %{{.+}}, %{{.+}} : i32
relax.func @test_matmul_types(%a: !relax.tensor<[n, k], f16>, %b: !relax.tensor<[k, m], f16>, %i: !relax.tensor<[n, k], i32>, %j: !relax.tensor<[k, m], i32>) {
  %0 = relax.matmul %a, %b : (!relax.tensor<[n, k], f16>, !relax.tensor<[k, m], f16>) -> !relax.tensor<[n, m], f16>
  %1 = relax.matmul %i, %j : (!relax.tensor<[n, k], i32>, !relax.tensor<[k, m], i32>) -> !relax.tensor<[n, m], i32>
  relax.return
}

// RUN: relax-opt %s --relax-legalize-ops --split-input-file | FileCheck %s
// RUN: relax-opt %s --relax-legalize-ops --split-input-file --mlir-print-op-generic | relax-opt --split-input-file --tir-verify-well-formed | FileCheck %s

// To one dimension: the loops walk over the operand, and nothing is divided.
// CHECK-LABEL: tir.prim_func private @flatten(
// CHECK-SAME:    %X: !tir.buffer<[s0, s1], f32>, %Y: !tir.buffer<[s2], f32>)
// CHECK-NOT:     divui
// CHECK:         tir.block "flatten" iters(%[[I:.+]]: spatial [0, %{{.+}}) = %{{.+}}, %[[J:.+]]: spatial
// CHECK:           %[[ROW:.+]] = arith.muli %[[I]], %{{.+}} : index
// CHECK:           %[[AT:.+]] = arith.addi %[[ROW]], %[[J]] : index
// CHECK:           tir.writes %Y[%[[AT]]]
relax.func @test_flatten(%x: !relax.tensor<[n, m], f32>) {
  %0 = relax.flatten %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[m * n], f32>
  relax.return
}

// -----

// A scalar has one element.
// CHECK-LABEL: tir.prim_func private @flatten(
// CHECK-SAME:    %X: !tir.buffer<[], f32>, %Y: !tir.buffer<[1], f32>)
// CHECK:         tir.load %X[]
relax.func @test_flatten_scalar(%x: !relax.tensor<[], f32>) {
  %0 = relax.flatten %x : (!relax.tensor<[], f32>) -> !relax.tensor<[1], f32>
  relax.return
}

// -----

// From one dimension: no division either.
// CHECK-LABEL: tir.prim_func private @reshape(
// CHECK-NOT:     divui
// CHECK:         tir.load %X
relax.func @test_reshape_from_line(%x: !relax.tensor<[6], f32>, %s: !relax.shape<[2, 3]>) {
  %0 = relax.reshape %x, %s : (!relax.tensor<[6], f32>, !relax.shape<[2, 3]>) -> !relax.tensor<[2, 3], f32>
  relax.return
}

// -----

// Symbols that come with the shape operand alone are passed to the kernel.
// CHECK-LABEL: relax.func @test_reshape_symbols
// CHECK:         relax.match_cast
// CHECK:         relax.call_tir @reshape(%{{.+}}, %{{.+}}, %{{.+}}) : (!relax.tensor<[n, 4], f32>, !sym.int<a>, !sym.int<b>) -> !relax.tensor<[a, b, 2 * b], f32>
// CHECK-LABEL: tir.prim_func private @reshape(
// CHECK-SAME:    %X: !tir.buffer<[s0, 4], f32>, %d0: !sym.int<s1>, %d1: !sym.int<s2>, %Y: !tir.buffer<[s1, s2, 2 * s2], f32>)
// CHECK:         arith.remui
// CHECK:         arith.divui
relax.func @test_reshape_symbols(%x: !relax.tensor<[n, 4], f32>, %s: !relax.shape<[?, ?, ?]>) {
  %0, %a, %b = relax.match_cast %s : !relax.shape<[?, ?, ?]> -> !relax.shape<[a, b, 2 * b]>, !sym.int<a>, !sym.int<b>
  %1 = relax.reshape %x, %0 : (!relax.tensor<[n, 4], f32>, !relax.shape<[a, b, 2 * b]>) -> !relax.tensor<[a, b, 2 * b], f32>
  relax.return
}

// -----

// CHECK-LABEL: tir.prim_func private @permute_dims(
// CHECK-SAME:    %X: !tir.buffer<[s0, s1, 4], f32>, %Y: !tir.buffer<[4, s0, s1], f32>)
// CHECK:         tir.block "permute_dims" iters(%[[A:.+]]: spatial [0, 4) = %{{.+}}, %[[B:.+]]: spatial [0, %{{.+}}) = %{{.+}}, %[[C:.+]]: spatial
// CHECK:           tir.load %X[%[[B]], %[[C]], %[[A]]]
// CHECK-LABEL: tir.prim_func private @permute_dims_1(
// CHECK-SAME:    %Y: !tir.buffer<[3, 2], f32>)
// CHECK:         tir.block "permute_dims" iters(%[[A:.+]]: spatial [0, 3) = %{{.+}}, %[[B:.+]]: spatial
// CHECK:           tir.load %X[%[[B]], %[[A]]]
relax.func @test_permute_dims(%x: !relax.tensor<[n, m, 4], f32>, %y: !relax.tensor<[2, 3], f32>) {
  %0 = relax.permute_dims %x axes = [-1, 0, 1] : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[4, n, m], f32>
  %1 = relax.permute_dims %y : (!relax.tensor<[2, 3], f32>) -> !relax.tensor<[3, 2], f32>
  relax.return
}

// -----

// CHECK-LABEL: tir.prim_func private @broadcast_to(
// CHECK-SAME:    %X: !tir.buffer<[1, s0], f32>, %Y: !tir.buffer<[s1, 3, s0], f32>)
// CHECK:         tir.block "broadcast_to" iters(%{{.+}}: spatial [0, %{{.+}}) = %{{.+}}, %{{.+}}: spatial [0, 3) = %{{.+}}, %[[C:.+]]: spatial
// CHECK:           %[[ZERO:.+]] = arith.constant 0 : index
// CHECK:           tir.load %X[%[[ZERO]], %[[C]]]
relax.func @test_broadcast_to(%x: !relax.tensor<[1, n], f32>, %s: !relax.shape<[b, 3, n]>) {
  %0 = relax.broadcast_to %x, %s : (!relax.tensor<[1, n], f32>, !relax.shape<[b, 3, n]>) -> !relax.tensor<[b, 3, n], f32>
  relax.return
}

// -----

// One block per operand, each behind the one before.
// CHECK-LABEL: tir.prim_func private @concat(
// CHECK-SAME:    %A: !tir.buffer<[s0, 4], f32>, %B: !tir.buffer<[s1, 4], f32>, %C: !tir.buffer<[s0, 4], f32>, %Y: !tir.buffer<[s2, 4], f32>)
// CHECK:         tir.load %A
// CHECK:         %[[FIRST:.+]] = arith.addi %[[OFFSET:.+]], %{{.+}} : index
// CHECK:         tir.store %{{.+}}, %Y[%[[FIRST]], %{{.+}}]
// CHECK:         %[[NEXT:.+]] = arith.addi %[[OFFSET]], %{{.+}} : index
// CHECK:         %[[SECOND:.+]] = arith.addi %[[NEXT]], %{{.+}} : index
// CHECK:         tir.store %{{.+}}, %Y[%[[SECOND]], %{{.+}}]
relax.func @test_concat(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[m, 4], f32>) {
  %0 = relax.concat %x, %y, %x axis = 0 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 4], f32>, !relax.tensor<[n, 4], f32>) -> !relax.tensor<[m + 2 * n, 4], f32>
  relax.return
}

// -----

// CHECK-LABEL: tir.prim_func private @concat(
// CHECK-SAME:    %Y: !tir.buffer<[2, 7], i8>)
// CHECK:         spatial [0, 3)
// CHECK:         spatial [0, 4)
relax.func @test_concat_static(%x: !relax.tensor<[2, 3], i8>, %y: !relax.tensor<[2, 4], i8>) {
  %0 = relax.concat %x, %y axis = -1 : (!relax.tensor<[2, 3], i8>, !relax.tensor<[2, 4], i8>) -> !relax.tensor<[2, 7], i8>
  relax.return
}

// RUN: relax-opt %s --relax-legalize-ops --split-input-file | FileCheck %s
// RUN: relax-opt %s --relax-legalize-ops --split-input-file --mlir-print-op-generic | relax-opt --split-input-file --tir-verify-well-formed | FileCheck %s

// CHECK-LABEL: tir.prim_func private @relu(%X: !tir.buffer<[s0], f32>
// CHECK:         arith.maximumf
// CHECK-LABEL: tir.prim_func private @relu_1(%X: !tir.buffer<[3], i32>
// CHECK:         arith.maxsi
relax.func @test_relu(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[3], i32>) {
  %0 = relax.relu %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.relu %y : (!relax.tensor<[3], i32>) -> !relax.tensor<[3], i32>
  relax.return
}

// -----

// The result holds the exponentials.
// CHECK-LABEL: tir.prim_func private @softmax(
// CHECK-SAME:    %X: !tir.buffer<[s0, s1], f32>, %Y: !tir.buffer<[s0, s1], f32>)
// CHECK:         %[[MAX:.+]] = tir.alloc_buffer : !tir.buffer<[s0], f32>
// CHECK:         %[[SUM:.+]] = tir.alloc_buffer : !tir.buffer<[s0], f32>
// CHECK:         tir.block "softmax_max"
// CHECK:           tir.store %{{.+}}, %[[MAX]]
// CHECK:         tir.block "softmax_exp"
// CHECK:           arith.subf
// CHECK:           math.exp
// CHECK:           tir.store %{{.+}}, %Y
// CHECK:         tir.block "softmax_sum"
// CHECK:           tir.store %{{.+}}, %[[SUM]]
// CHECK:         tir.block "softmax" 
// CHECK:           arith.divf
// CHECK:           tir.store %{{.+}}, %Y
relax.func @test_softmax_last(%x: !relax.tensor<[n, m], f32>) {
  %0 = relax.softmax %x axis = -1 : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  relax.return
}

// -----

// Another axis of a static shape, in f16: a buffer of its own for the exponentials.
// CHECK-LABEL: tir.prim_func private @softmax(
// CHECK:         tir.alloc_buffer : !tir.buffer<[3], f32>
// CHECK:         tir.alloc_buffer : !tir.buffer<[3], f32>
// CHECK:         %[[EXP:.+]] = tir.alloc_buffer : !tir.buffer<[2, 3], f32>
// CHECK:         tir.block "softmax_exp"
// CHECK:           tir.store %{{.+}}, %[[EXP]]
// CHECK:         arith.truncf
relax.func @test_softmax_first(%x: !relax.tensor<[2, 3], f16>) {
  %0 = relax.softmax %x axis = 0 : (!relax.tensor<[2, 3], f16>) -> !relax.tensor<[2, 3], f16>
  relax.return
}

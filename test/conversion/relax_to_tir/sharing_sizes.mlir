// RUN: relax-opt %s --relax-legalize-ops=share-across-sizes=true | FileCheck %s
// RUN: relax-opt %s --relax-legalize-ops | FileCheck %s --check-prefix=APART

// Element-wise operators whose constant sizes differ share kernels on demand; 0, 1 and equal sizes stay in the kernel, and
// so do the sizes of all other operators.

// CHECK-LABEL: relax.func @sizes
// CHECK:         relax.call_tir @exp(
// CHECK:         relax.call_tir @exp(
// CHECK:         relax.call_tir @exp_1(
// CHECK:         relax.call_tir @exp_2(
// CHECK:         relax.call_tir @exp(
// APART-LABEL: relax.func @sizes
// APART:         relax.call_tir @exp(
// APART:         relax.call_tir @exp_1(
// APART:         relax.call_tir @exp_2(
// APART:         relax.call_tir @exp_3(
// APART:         relax.call_tir @exp_4(
relax.func @sizes(%x: !relax.tensor<[2, 3], f32>, %y: !relax.tensor<[64, 32], f32>, %z: !relax.tensor<[4, 4], f32>,
                  %w: !relax.tensor<[1, 3], f32>, %v: !relax.tensor<[n, 4], f32>) {
  %0 = relax.exp %x : (!relax.tensor<[2, 3], f32>) -> !relax.tensor<[2, 3], f32>
  %1 = relax.exp %y : (!relax.tensor<[64, 32], f32>) -> !relax.tensor<[64, 32], f32>
  %2 = relax.exp %z : (!relax.tensor<[4, 4], f32>) -> !relax.tensor<[4, 4], f32>
  %3 = relax.exp %w : (!relax.tensor<[1, 3], f32>) -> !relax.tensor<[1, 3], f32>
  %4 = relax.exp %v : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  relax.return
}

// What is broadcast is known from the ones.
// CHECK-LABEL: relax.func @broadcasts
// CHECK:         relax.call_tir @add(
// CHECK:         relax.call_tir @add(
// CHECK:         relax.call_tir @add_1(
// CHECK:         relax.call_tir @add_2(
relax.func @broadcasts(%x: !relax.tensor<[2, 1], f32>, %y: !relax.tensor<[3], f32>, %z: !relax.tensor<[64, 1], f32>,
                       %w: !relax.tensor<[32], f32>, %v: !relax.tensor<[2], f32>, %e: !relax.tensor<[0], f32>) {
  %0 = relax.add %x, %y : (!relax.tensor<[2, 1], f32>, !relax.tensor<[3], f32>) -> !relax.tensor<[2, 3], f32>
  %1 = relax.add %z, %w : (!relax.tensor<[64, 1], f32>, !relax.tensor<[32], f32>) -> !relax.tensor<[64, 32], f32>
  %2 = relax.add %x, %v : (!relax.tensor<[2, 1], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[2, 2], f32>
  %3 = relax.add %x, %e : (!relax.tensor<[2, 1], f32>, !relax.tensor<[0], f32>) -> !relax.tensor<[2, 0], f32>
  relax.return
}

// A divisor is known of a symbol alone.
// CHECK-LABEL: relax.func @divisors
// CHECK:         relax.call_tir @relu(
// CHECK:         relax.call_tir @relu_1(
relax.func @divisors(%x: !relax.tensor<[8], f32>, %y: !relax.tensor<[8 * n], f32>, %n: !sym.int<n>) {
  %0 = relax.relu %x : (!relax.tensor<[8], f32>) -> !relax.tensor<[8], f32>
  %1 = relax.relu %y : (!relax.tensor<[8 * n], f32>) -> !relax.tensor<[8 * n], f32>
  relax.return
}

// Rearrangements that compute no index from a size: broadcasts and transposes.
// CHECK-LABEL: relax.func @rearranged
// CHECK:         relax.call_tir @broadcast_to(
// CHECK:         relax.call_tir @broadcast_to(
// CHECK:         relax.call_tir @permute_dims(
// CHECK:         relax.call_tir @permute_dims(
relax.func @rearranged(%x: !relax.tensor<[1, 4], f32>, %y: !relax.tensor<[1, 2], f32>) {
  %c6 = sym.value 6 : !sym.int<6>
  %c4 = sym.value 4 : !sym.int<4>
  %c3 = sym.value 3 : !sym.int<3>
  %c2 = sym.value 2 : !sym.int<2>
  %s = relax.shape(%c6, %c4) : (!sym.int<6>, !sym.int<4>) -> !relax.shape<[6, 4]>
  %t = relax.shape(%c3, %c2) : (!sym.int<3>, !sym.int<2>) -> !relax.shape<[3, 2]>
  %0 = relax.broadcast_to %x, %s : (!relax.tensor<[1, 4], f32>, !relax.shape<[6, 4]>) -> !relax.tensor<[6, 4], f32>
  %1 = relax.broadcast_to %y, %t : (!relax.tensor<[1, 2], f32>, !relax.shape<[3, 2]>) -> !relax.tensor<[3, 2], f32>
  %2 = relax.permute_dims %0 : (!relax.tensor<[6, 4], f32>) -> !relax.tensor<[4, 6], f32>
  %3 = relax.permute_dims %1 : (!relax.tensor<[3, 2], f32>) -> !relax.tensor<[2, 3], f32>
  relax.return
}

// CHECK-LABEL: relax.func @others
// CHECK:         relax.call_tir @sum(
// CHECK:         relax.call_tir @sum_1(
relax.func @others(%x: !relax.tensor<[2, 3], f32>, %y: !relax.tensor<[4, 5], f32>) {
  %0 = relax.sum %x axis = [0] : (!relax.tensor<[2, 3], f32>) -> !relax.tensor<[3], f32>
  %1 = relax.sum %y axis = [0] : (!relax.tensor<[4, 5], f32>) -> !relax.tensor<[5], f32>
  relax.return
}

// CHECK:       tir.prim_func private @exp(%X: !tir.buffer<[s0, s1], f32>, %Y: !tir.buffer<[s0, s1], f32>) {
// CHECK:       tir.prim_func private @exp_1(%X: !tir.buffer<[s0, s0], f32>, %Y: !tir.buffer<[s0, s0], f32>) {
// CHECK:       tir.prim_func private @exp_2(%X: !tir.buffer<[1, s0], f32>, %Y: !tir.buffer<[1, s0], f32>) {
// CHECK:       tir.prim_func private @add(%A: !tir.buffer<[s0, 1], f32>, %B: !tir.buffer<[s1], f32>, %Y: !tir.buffer<[s0, s1], f32>)
// CHECK-NOT:     arith.cmpi
// CHECK:       tir.prim_func private @add_1(%A: !tir.buffer<[s0, 1], f32>, %B: !tir.buffer<[s0], f32>, %Y: !tir.buffer<[s0, s0], f32>)
// CHECK:       tir.prim_func private @add_2(%A: !tir.buffer<[s0, 1], f32>, %B: !tir.buffer<[0], f32>, %Y: !tir.buffer<[s0, 0], f32>)
// CHECK-NOT:     arith.cmpi
// CHECK:       tir.prim_func private @relu(%X: !tir.buffer<[s0], f32>, %Y: !tir.buffer<[s0], f32>) {
// CHECK:       tir.prim_func private @relu_1(
// CHECK-SAME:    sym.divisible
// CHECK:       tir.prim_func private @broadcast_to(%X: !tir.buffer<[1, s0], f32>, %Y: !tir.buffer<[s1, s0], f32>)
// CHECK:       tir.prim_func private @permute_dims(%X: !tir.buffer<[s0, s1], f32>, %Y: !tir.buffer<[s1, s0], f32>)

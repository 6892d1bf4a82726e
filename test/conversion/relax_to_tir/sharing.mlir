// RUN: relax-opt %s --relax-legalize-ops | FileCheck %s
// RUN: relax-opt %s --relax-legalize-ops=share-kernels=false | FileCheck %s --check-prefix=APART
// RUN: relax-opt %s --relax-legalize-ops=only-ops=relu | FileCheck %s --check-prefix=ONLY
// RUN: relax-opt %s --relax-legalize-ops=only-ops=relax.relu,exp | FileCheck %s --check-prefix=BOTH
// RUN: not relax-opt %s --relax-legalize-ops=only-ops=rleu 2>&1 | FileCheck %s --check-prefix=TYPO

// Kernels are shared across functions by kind, attributes and types up to the names of dimensions.

// TYPO: option 'only-ops' names an unknown operator 'rleu'

// A name that somebody has is not taken.
// CHECK-LABEL: func.func private @relu
func.func private @relu()

// CHECK-LABEL: relax.func @names
// CHECK:         relax.call_tir @exp(
// CHECK:         relax.call_tir @exp(
// CHECK:         relax.call_tir @relu_1(
// APART-LABEL: relax.func @names
// APART:         relax.call_tir @exp(
// APART:         relax.call_tir @exp_1(
// ONLY-LABEL: relax.func @names
// ONLY:         relax.exp
// ONLY:         relax.exp
// ONLY:         relax.call_tir @relu_1(
// BOTH-LABEL: relax.func @names
// BOTH:         relax.call_tir @exp(
// BOTH:         relax.call_tir @exp(
// BOTH:         relax.call_tir @relu_1(
relax.func @names(%x: !relax.tensor<[n, m], f32>, %y: !relax.tensor<[b, n], f32>) {
  %0 = relax.exp %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  %1 = relax.exp %y : (!relax.tensor<[b, n], f32>) -> !relax.tensor<[b, n], f32>
  %2 = relax.relu %y : (!relax.tensor<[b, n], f32>) -> !relax.tensor<[b, n], f32>
  relax.return
}

// CHECK-LABEL: relax.func @composite
// CHECK:         relax.call_tir @exp(
relax.func @composite(%x: !relax.tensor<[n, n + 1], f32>) {
  %0 = relax.exp %x : (!relax.tensor<[n, n + 1], f32>) -> !relax.tensor<[n, n + 1], f32>
  relax.return
}

// Equal dimensions, another element type, a static dimension, a divisor: other kernels each.
// CHECK-LABEL: relax.func @different
// CHECK:         relax.call_tir @exp_1(
// CHECK:         relax.call_tir @exp_2(
// CHECK:         relax.call_tir @exp_3(
// CHECK:         relax.call_tir @exp_4(
// CHECK:         relax.call_tir @sum(
// CHECK:         relax.call_tir @sum_1(
// CHECK:         relax.call_tir @sum(
relax.func @different(%x: !relax.tensor<[n, n], f32>, %y: !relax.tensor<[n, m], f16>, %z: !relax.tensor<[n, 4], f32>,
                      %w: !relax.tensor<[n, 4 * n], f32>) {
  %0 = relax.exp %x : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n, n], f32>
  %1 = relax.exp %y : (!relax.tensor<[n, m], f16>) -> !relax.tensor<[n, m], f16>
  %2 = relax.exp %z : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %3 = relax.exp %w : (!relax.tensor<[n, 4 * n], f32>) -> !relax.tensor<[n, 4 * n], f32>
  %4 = relax.sum %x axis = [0] : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n], f32>
  %5 = relax.sum %x axis = [1] : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n], f32>
  %6 = relax.sum %x axis = [0] : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// What the function knows about its symbols reaches the kernel.
// CHECK-LABEL: relax.func @facts
// CHECK:         relax.call_tir @tanh(
relax.func @facts(%x: !relax.tensor<[n], f32>) attributes {sym.ranges = {n = array<i64: 1, 128>}, sym.divisible = {n = 8 : i64}} {
  %0 = relax.tanh %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// CHECK:       tir.prim_func private @exp(%X: !tir.buffer<[s0, s1], f32>, %Y: !tir.buffer<[s0, s1], f32>) {
// CHECK:       tir.prim_func private @exp_1(%X: !tir.buffer<[s0, s0], f32>, %Y: !tir.buffer<[s0, s0], f32>) {
// CHECK:       tir.prim_func private @exp_4(%X: !tir.buffer<[s0, s1], f32>, %Y: !tir.buffer<[s0, s1], f32>)
// CHECK-SAME:    attributes {sym.divisible = {s1 = 4 : i64}}
// CHECK:       tir.prim_func private @tanh(%X: !tir.buffer<[s0], f32>, %Y: !tir.buffer<[s0], f32>)
// CHECK-SAME:    attributes {sym.divisible = {s0 = 8 : i64}, sym.ranges = {s0 = array<i64: 1, 128>}}

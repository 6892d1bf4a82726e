// RUN: relax-opt %s --relax-legalize-ops | FileCheck %s

// Operators in every kind of region; symbols that a cast defines; kernels shared between all of them.
// CHECK-LABEL: relax.func @regions
// CHECK:         relax.if
// CHECK:           relax.call_tir @exp(
// CHECK:         } else {
// CHECK:           relax.dataflow {
// CHECK:             relax.call_tir @exp(
relax.func @regions(%x: !relax.tensor<[n, m], f32>, %c: !relax.tensor<[], i1>) -> !relax.tensor<[n, m], f32> {
  %r = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n, m], f32>) {
    %0 = relax.exp %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
    relax.yield %0 : !relax.tensor<[n, m], f32>
  } else {
    %0 = relax.dataflow {
      %1 = relax.exp %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
      relax.output %1
    }
    relax.yield %0 : !relax.tensor<[n, m], f32>
  }
  relax.return %r
}

// CHECK-LABEL: relax.func @cast
// CHECK:         %[[W:.+]], %{{.+}} = relax.match_cast
// CHECK:         relax.call_tir @exp(%[[W]]) : (!relax.tensor<[k, m], f32>) -> !relax.tensor<[k, m], f32>
relax.func @cast(%x: !relax.tensor<[k], f32>, %w: !relax.tensor<*, f32>) {
  %0, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[k, m], f32>, !sym.int<m>
  %1 = relax.exp %0 : (!relax.tensor<[k, m], f32>) -> !relax.tensor<[k, m], f32>
  relax.return
}

// A kernel belongs to one device.
// CHECK-LABEL: relax.func @devices
// CHECK:         relax.call_tir @tanh(
// CHECK:         relax.call_tir @tanh_1(
relax.func @devices(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], f32>) {
  %0 = relax.tanh %x : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>) -> !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>
  %1 = relax.tanh %y : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// CHECK:       tir.prim_func private @tanh(
// CHECK-SAME:    attributes {relax.device = #relax.vdevice<"cuda", 0>}
// CHECK:       tir.prim_func private @tanh_1(
// CHECK-NOT:     relax.device

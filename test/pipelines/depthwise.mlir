// RUN: relax-opt %s --relax-legalize-pipeline=opt-level=2 | FileCheck %s

// Channels that are groups of their own are padded one at a time: the copy holds one channel of one image, whatever becomes
// of the result in the same kernel.
// CHECK-LABEL: tir.prim_func private @fused_conv2d_relu(
//       CHECK:   tir.alloc_buffer : !tir.buffer<[1, 1, s1 + 2, s2 + 2], f32>
//   CHECK-NOT:   tir.alloc_buffer
//       CHECK:   tir.block "conv2d"
//   CHECK-NOT:     divui
//       CHECK:     tir.store
relax.func @depthwise(%x: !relax.tensor<[n, 8, h, w], f32>, %k: !relax.tensor<[8, 1, 3, 3], f32>) -> !relax.tensor<[n, 8, h, w], f32> {
  %0 = relax.conv2d %x, %k padding = [1, 1, 1, 1] groups = 8
      : (!relax.tensor<[n, 8, h, w], f32>, !relax.tensor<[8, 1, 3, 3], f32>) -> !relax.tensor<[n, 8, h, w], f32>
  %1 = relax.relu %0 : (!relax.tensor<[n, 8, h, w], f32>) -> !relax.tensor<[n, 8, h, w], f32>
  relax.return %1
}

// Two results for each channel: the copy is read with an index that is computed.
// CHECK-LABEL: tir.prim_func private @fused_conv1d_relu(
//       CHECK:   tir.alloc_buffer : !tir.buffer<[1, 4, s1 + 2], f32>
//       CHECK:   tir.block "conv1d"
//       CHECK:     divui
relax.func @two_for_each(%x: !relax.tensor<[n, 4, w], f32>, %k: !relax.tensor<[8, 1, 3], f32>) -> !relax.tensor<[n, 8, w], f32> {
  %0 = relax.conv1d %x, %k padding = [1, 1] groups = 4
      : (!relax.tensor<[n, 4, w], f32>, !relax.tensor<[8, 1, 3], f32>) -> !relax.tensor<[n, 8, w], f32>
  %1 = relax.relu %0 : (!relax.tensor<[n, 8, w], f32>) -> !relax.tensor<[n, 8, w], f32>
  relax.return %1
}

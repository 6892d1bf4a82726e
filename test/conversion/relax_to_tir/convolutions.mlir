// RUN: relax-opt %s --relax-legalize-ops --split-input-file | FileCheck %s

// Where the stride divides the size of the kernel, a transposed convolution reads the data where they are, and the sizes
// of the result stay related to those of the data. The rows of one phase are summed next to each other.
// CHECK-LABEL: tir.prim_func private @conv2d_transpose(
// CHECK-SAME:    %A: !tir.buffer<[s0, 3, s1, s2], f32>, %B: !tir.buffer<[3, 4, 2, 2], f32>, %Y: !tir.buffer<[s0, 4, 2 * s1, 2 * s2], f32>)
// CHECK:         %[[ROWS:.+]] = tir.alloc_buffer : !tir.buffer<[s0, 4, 2 * s1, 2, s2], f32>
// CHECK-NOT:     tir.alloc_buffer
// CHECK:         tir.block "conv2d_transpose" iters(%[[N:[^: ]+]]: spatial [0, {{[%a-z0-9]+}}) = {{[^,]+}}, %[[O:[^: ]+]]: spatial [0, {{[%a-z0-9]+}}) = {{[^,]+}}, %[[Y:[^: ]+]]: spatial [0, {{[%a-z0-9]+}}) = {{[^,]+}}, %[[PHASE:[^: ]+]]: spatial [0, {{[%a-z0-9]+}}) = {{[^,]+}}, %[[X:[^: ]+]]: spatial [0, {{[%a-z0-9]+}}) = {{[^,]+}}, %[[C:[^: ]+]]: reduce
// CHECK:           %[[ROW:.+]] = arith.divui %[[Y]]
// CHECK:           %[[POINT:.+]] = arith.remui %[[Y]]
// CHECK:           tir.load %A[%[[N]], %[[C]], %[[ROW]], %[[X]]]
// CHECK:           tir.load %B[%[[C]], %[[O]], %[[POINT]], %[[PHASE]]]
// CHECK:         tir.block "conv2d_transpose_interleave"
relax.func @whole_phases(%x: !relax.tensor<[n, 3, h, w], f32>, %k: !relax.tensor<[3, 4, 2, 2], f32>) -> !relax.tensor<[n, 4, 2 * h, 2 * w], f32> {
  %0 = relax.conv2d_transpose %x, %k strides = [2, 2] : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[3, 4, 2, 2], f32>) -> !relax.tensor<[n, 4, 2 * h, 2 * w], f32>
  relax.return %0 : !relax.tensor<[n, 4, 2 * h, 2 * w], f32>
}

// -----

// Rows with an odd element have phases of different lengths: along them the data are spread out, along columns not.
// CHECK-LABEL: tir.prim_func private @conv2d_transpose(
// CHECK:         tir.alloc_buffer : !tir.buffer<[s0, 3, s1 + 1, max(2 * s2 + 2, 0)], f32>
// CHECK-NOT:     tir.alloc_buffer
// CHECK:         tir.block "conv2d_transpose_pad"
// CHECK-NOT:     interleave
relax.func @odd_rows(%x: !relax.tensor<[n, 3, h, w], f32>, %k: !relax.tensor<[3, 4, 2, 2], f32>) -> !relax.tensor<[n, 4, 2 * h + 1, 2 * w + 1], f32> {
  %0 = relax.conv2d_transpose %x, %k strides = [2, 2] output_padding = [1, 1] : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[3, 4, 2, 2], f32>) -> !relax.tensor<[n, 4, 2 * h + 1, 2 * w + 1], f32>
  relax.return %0 : !relax.tensor<[n, 4, 2 * h + 1, 2 * w + 1], f32>
}

// -----

// A kernel of another size than a multiple of the stride, or a symbolic one, has phases of different numbers of points.
// CHECK-LABEL: tir.prim_func private @conv1d_transpose(
// CHECK:         tir.block "conv1d_transpose_pad"
// CHECK-NOT:     interleave
relax.func @kernel_of_three(%x: !relax.tensor<[n, 3, w], f32>, %k: !relax.tensor<[3, 4, 3], f32>) -> !relax.tensor<[n, 4, 2 * w + 1], f32> {
  %0 = relax.conv1d_transpose %x, %k strides = [2] : (!relax.tensor<[n, 3, w], f32>, !relax.tensor<[3, 4, 3], f32>) -> !relax.tensor<[n, 4, 2 * w + 1], f32>
  relax.return %0 : !relax.tensor<[n, 4, 2 * w + 1], f32>
}

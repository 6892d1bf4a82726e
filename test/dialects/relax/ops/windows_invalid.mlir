// One case for each constraint that convolutions and pooling state.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @conv2d_c1_data(%x: !relax.tensor<[n, 3, h], f32>, %w: !relax.tensor<[8, 3, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d' op 'data' must have 4 dimensions, got 3}}
  %0 = relax.conv2d %x, %w : (!relax.tensor<[n, 3, h], f32>, !relax.tensor<[8, 3, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv1d_c1_weight(%x: !relax.tensor<[n, 3, h], f32>, %w: !relax.tensor<[8, 3, 3, 3], f32>) {
  // expected-error @below {{'relax.conv1d' op 'weight' must have 3 dimensions, got 4}}
  %0 = relax.conv1d %x, %w : (!relax.tensor<[n, 3, h], f32>, !relax.tensor<[8, 3, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_c2_strides(%x: !relax.tensor<[n, 3, h, w], f32>, %w: !relax.tensor<[8, 3, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d' op 'strides' must have 2 entries, got 1}}
  %0 = relax.conv2d %x, %w strides = [1] : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[8, 3, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv3d_c2_no_strides(%x: !relax.tensor<[n, 3, d, h, w], f32>, %w: !relax.tensor<[8, 3, 3, 3, 3], f32>) {
  // expected-error @below {{'relax.conv3d' op 'strides' must have 3 entries, got 0}}
  %0 = relax.conv3d %x, %w strides = [] : (!relax.tensor<[n, 3, d, h, w], f32>, !relax.tensor<[8, 3, 3, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_c2_stride_zero(%x: !relax.tensor<[n, 3, h, w], f32>, %w: !relax.tensor<[8, 3, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d' op 'strides' must be at least 1, got 0}}
  %0 = relax.conv2d %x, %w strides = [1, 0] : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[8, 3, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_c2_padding(%x: !relax.tensor<[n, 3, h, w], f32>, %w: !relax.tensor<[8, 3, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d' op 'padding' must have 4 entries, got 2}}
  %0 = relax.conv2d %x, %w padding = [1, 1] : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[8, 3, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_c2_padding_negative(%x: !relax.tensor<[n, 3, h, w], f32>, %w: !relax.tensor<[8, 3, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d' op 'padding' must be at least 0, got -1}}
  %0 = relax.conv2d %x, %w padding = [0, 0, 0, -1] : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[8, 3, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_c2_dilation(%x: !relax.tensor<[n, 3, h, w], f32>, %w: !relax.tensor<[8, 3, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d' op 'dilation' must have 2 entries, got 3}}
  %0 = relax.conv2d %x, %w dilation = [1, 1, 1] : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[8, 3, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_c2_dilation_zero(%x: !relax.tensor<[n, 3, h, w], f32>, %w: !relax.tensor<[8, 3, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d' op 'dilation' must be at least 1, got 0}}
  %0 = relax.conv2d %x, %w dilation = [0, 1] : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[8, 3, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_c3(%x: !relax.tensor<[n, 3, h, w], f32>, %w: !relax.tensor<[8, 3, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d' op 'groups' must be at least 1, got 0}}
  %0 = relax.conv2d %x, %w groups = 0 : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[8, 3, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_c3_divides(%x: !relax.tensor<[n, 9, h, w], f32>, %w: !relax.tensor<[8, 3, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d' op number of output channels must be a multiple of the number of groups, got 8 and 3}}
  %0 = relax.conv2d %x, %w groups = 3 : (!relax.tensor<[n, 9, h, w], f32>, !relax.tensor<[8, 3, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_c4(%x: !relax.tensor<[n, 4, h, w], f32>, %w: !relax.tensor<[8, 3, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d' op channels of 'data' and channels of 'weight' times groups must be equal, got 4 and 3}}
  %0 = relax.conv2d %x, %w : (!relax.tensor<[n, 4, h, w], f32>, !relax.tensor<[8, 3, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_c5(%x: !relax.tensor<[n, 3, 2, w], f32>, %w: !relax.tensor<[8, 3, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d' op window must not be larger than the padded input in spatial dimension 0, got 5 and 4}}
  %0 = relax.conv2d %x, %w padding = [1, 0, 1, 0] dilation = [2, 1] : (!relax.tensor<[n, 3, 2, w], f32>, !relax.tensor<[8, 3, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv1d_c5_symbolic(%x: !relax.tensor<[n, 3, w], f32>, %w: !relax.tensor<[8, 3, w + 1], f32>) {
  // expected-error @below {{'relax.conv1d' op window must not be larger than the padded input in spatial dimension 0, got w + 1 and w}}
  %0 = relax.conv1d %x, %w : (!relax.tensor<[n, 3, w], f32>, !relax.tensor<[8, 3, w + 1], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_c6(%x: !relax.tensor<[n, 3, h, w], f32>, %w: !relax.tensor<[8, 3, 3, 3], f16>) {
  // expected-error @below {{'relax.conv2d' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.conv2d %x, %w : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[8, 3, 3, 3], f16>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_c6_bool(%x: !relax.tensor<[n, 3, h, w], f32>, %w: !relax.tensor<[8, 3, 3, 3], i1>) {
  // expected-error @below {{'relax.conv2d' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.conv2d %x, %w : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[8, 3, 3, 3], i1>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_c7(%x: !relax.tensor<[n, 3, h, w], f32, #relax.vdevice<"cuda", 0>>, %w: !relax.tensor<[8, 3, 3, 3], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.conv2d' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.conv2d %x, %w : (!relax.tensor<[n, 3, h, w], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[8, 3, 3, 3], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_result(%x: !relax.tensor<[n, 3, h, w], f32>, %w: !relax.tensor<[8, 3, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d' op dimension 2 of the result must be h - 2, got h - 1}}
  %0 = relax.conv2d %x, %w : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[8, 3, 3, 3], f32>) -> !relax.tensor<[n, 8, h - 1, w - 2], f32>
  return
}

// -----

func.func @conv2d_too_large(%x: !relax.tensor<[n, 3, h, w], f32>, %w: !relax.tensor<[8, 3, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d' op extent of the window must be an expression within the limits of symbolic expressions}}
  %0 = relax.conv2d %x, %w dilation = [9223372036854775807, 1] : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[8, 3, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_padding_too_large(%x: !relax.tensor<[n, 3, h, w], f32>, %w: !relax.tensor<[8, 3, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d' op size of spatial dimension 0 must be an expression within the limits of symbolic expressions}}
  %0 = relax.conv2d %x, %w padding = [9223372036854775807, 0, 9223372036854775807, 0] : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[8, 3, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_groups_too_large(%x: !relax.tensor<[n, 3, h, w], f32>, %w: !relax.tensor<[8, 3, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d' op number of channels must be an expression within the limits of symbolic expressions}}
  %0 = relax.conv2d %x, %w groups = 9223372036854775807 : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[8, 3, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_transpose_c3_entries(%x: !relax.tensor<[n, 3, h, w], f32>, %w: !relax.tensor<[3, 8, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d_transpose' op 'output_padding' must have 2 entries, got 1}}
  %0 = relax.conv2d_transpose %x, %w output_padding = [0] : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[3, 8, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_transpose_c3(%x: !relax.tensor<[n, 3, h, w], f32>, %w: !relax.tensor<[3, 8, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d_transpose' op 'output_padding' must be at least 0 and smaller than stride or dilation, got 1 and 1}}
  %0 = relax.conv2d_transpose %x, %w strides = [2, 1] output_padding = [1, 1] : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[3, 8, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_transpose_c3_negative(%x: !relax.tensor<[n, 3, h, w], f32>, %w: !relax.tensor<[3, 8, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d_transpose' op 'output_padding' must be at least 0 and smaller than stride or dilation, got -1 and 1}}
  %0 = relax.conv2d_transpose %x, %w output_padding = [-1, 0] : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[3, 8, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_transpose_c4(%x: !relax.tensor<[n, 3, h, w], f32>, %w: !relax.tensor<[3, 8, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d_transpose' op number of input channels must be a multiple of the number of groups, got 3 and 2}}
  %0 = relax.conv2d_transpose %x, %w groups = 2 : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[3, 8, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_transpose_c5(%x: !relax.tensor<[n, 4, h, w], f32>, %w: !relax.tensor<[3, 8, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d_transpose' op channels of 'data' and input channels of 'weight' must be equal, got 4 and 3}}
  %0 = relax.conv2d_transpose %x, %w : (!relax.tensor<[n, 4, h, w], f32>, !relax.tensor<[3, 8, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv2d_transpose_c6(%x: !relax.tensor<[n, 3, h, 1], f32>, %w: !relax.tensor<[3, 8, 3, 3], f32>) {
  // expected-error @below {{'relax.conv2d_transpose' op size of spatial dimension 1 of the result must not be negative, got -1}}
  %0 = relax.conv2d_transpose %x, %w padding = [0, 2, 0, 2] : (!relax.tensor<[n, 3, h, 1], f32>, !relax.tensor<[3, 8, 3, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @conv1d_transpose_too_large(%x: !relax.tensor<[n, 3, w], f32>, %w: !relax.tensor<[3, 8, 3], f32>) {
  // expected-error @below {{'relax.conv1d_transpose' op size of spatial dimension 0 must be an expression within the limits of symbolic expressions}}
  %0 = relax.conv1d_transpose %x, %w strides = [9223372036854775807] padding = [2, 0] : (!relax.tensor<[n, 3, w], f32>, !relax.tensor<[3, 8, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @max_pool2d_c1(%x: !relax.tensor<[n, 3, h], f32>) {
  // expected-error @below {{'relax.max_pool2d' op 'data' must have 4 dimensions, got 3}}
  %0 = relax.max_pool2d %x pool_size = [2, 2] : (!relax.tensor<[n, 3, h], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @max_pool2d_c2(%x: !relax.tensor<[n, 3, h, w], f32>) {
  // expected-error @below {{'relax.max_pool2d' op 'pool_size' must have 2 entries, got 1}}
  %0 = relax.max_pool2d %x pool_size = [2] : (!relax.tensor<[n, 3, h, w], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @avg_pool1d_c2(%x: !relax.tensor<[n, 3, w], f32>) {
  // expected-error @below {{'relax.avg_pool1d' op 'pool_size' must be at least 1, got 0}}
  %0 = relax.avg_pool1d %x pool_size = [0] : (!relax.tensor<[n, 3, w], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @avg_pool1d_c2_strides(%x: !relax.tensor<[n, 3, w], f32>) {
  // expected-error @below {{'relax.avg_pool1d' op 'strides' must be at least 1, got 0}}
  %0 = relax.avg_pool1d %x pool_size = [1] strides = [0] : (!relax.tensor<[n, 3, w], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @max_pool3d_c2_padding(%x: !relax.tensor<[n, 3, d, h, w], f32>) {
  // expected-error @below {{'relax.max_pool3d' op 'padding' must have 6 entries, got 3}}
  %0 = relax.max_pool3d %x pool_size = [1, 1, 1] padding = [1, 1, 1] : (!relax.tensor<[n, 3, d, h, w], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @max_pool1d_c3(%x: !relax.tensor<[n, 3, 4], f32>) {
  // expected-error @below {{'relax.max_pool1d' op window must not be larger than the padded input in spatial dimension 0, got 5 and 4}}
  %0 = relax.max_pool1d %x pool_size = [3] dilation = [2] : (!relax.tensor<[n, 3, 4], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @max_pool1d_c4(%x: !relax.tensor<[n, 3, w], i1>) {
  // expected-error @below {{'relax.max_pool1d' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.max_pool1d %x pool_size = [1] : (!relax.tensor<[n, 3, w], i1>) -> !relax.tensor<*, i1>
  return
}

// -----

func.func @avg_pool1d_c4(%x: !relax.tensor<[n, 3, w], i32>) {
  // expected-error @below {{'relax.avg_pool1d' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.avg_pool1d %x pool_size = [1] : (!relax.tensor<[n, 3, w], i32>) -> !relax.tensor<*, i32>
  return
}

// -----

func.func @adaptive_avg_pool2d_c1(%x: !relax.tensor<[n, 3, h], f32>) {
  // expected-error @below {{'relax.adaptive_avg_pool2d' op 'data' must have 4 dimensions, got 3}}
  %0 = relax.adaptive_avg_pool2d %x output_size = [2, 2] : (!relax.tensor<[n, 3, h], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @adaptive_avg_pool2d_c2(%x: !relax.tensor<[n, 3, h, w], f32>) {
  // expected-error @below {{'relax.adaptive_avg_pool2d' op 'output_size' must have 2 entries, got 1}}
  %0 = relax.adaptive_avg_pool2d %x output_size = [2] : (!relax.tensor<[n, 3, h, w], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @adaptive_max_pool1d_c2(%x: !relax.tensor<[n, 3, w], f32>) {
  // expected-error @below {{'relax.adaptive_max_pool1d' op 'output_size' must be at least 1, got 0}}
  %0 = relax.adaptive_max_pool1d %x output_size = [0] : (!relax.tensor<[n, 3, w], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @adaptive_avg_pool1d_c3(%x: !relax.tensor<[n, 3, w], i32>) {
  // expected-error @below {{'relax.adaptive_avg_pool1d' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.adaptive_avg_pool1d %x output_size = [1] : (!relax.tensor<[n, 3, w], i32>) -> !relax.tensor<*, i32>
  return
}

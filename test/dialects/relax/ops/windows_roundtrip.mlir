// Convolutions and pooling in their custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @convolutions
func.func @convolutions(%l: !relax.tensor<[n, 4, w], f32>, %k1: !relax.tensor<[8, 4, 3], f32>, %x: !relax.tensor<[n, 4, h, w], f32>,
                        %k2: !relax.tensor<[8, 2, 3, 3], f32>, %v: !relax.tensor<[n, 4, d, h, w], f32>,
                        %k3: !relax.tensor<[8, 4, 1, 1, 1], f32>) {
  // CHECK: relax.conv1d %{{.*}}, %{{.*}} : ({{.*}}) -> !relax.tensor<[n, 8, w - 2], f32>
  %0 = relax.conv1d %l, %k1 : (!relax.tensor<[n, 4, w], f32>, !relax.tensor<[8, 4, 3], f32>) -> !relax.tensor<[n, 8, w - 2], f32>
  // CHECK: relax.conv2d %{{.*}}, %{{.*}} strides = [2, 1] padding = [1, 2, 1, 2] dilation = [1, 2] groups = 2 : ({{.*}}) -> !relax.tensor<[n, 8, (h + 1) floordiv 2, w], f32>
  %1 = relax.conv2d %x, %k2 strides = [2, 1] padding = [1, 2, 1, 2] dilation = [1, 2] groups = 2 : (!relax.tensor<[n, 4, h, w], f32>, !relax.tensor<[8, 2, 3, 3], f32>) -> !relax.tensor<[n, 8, (h + 1) floordiv 2, w], f32>
  // CHECK: relax.conv3d %{{.*}}, %{{.*}} {note = "kept"} : ({{.*}}) -> !relax.tensor<[n, 8, d, h, w], f32>
  %2 = relax.conv3d %v, %k3 {note = "kept"} : (!relax.tensor<[n, 4, d, h, w], f32>, !relax.tensor<[8, 4, 1, 1, 1], f32>) -> !relax.tensor<[n, 8, d, h, w], f32>
  return
}

// CHECK-LABEL: func.func @transposed
func.func @transposed(%l: !relax.tensor<[n, 4, w], f32>, %k1: !relax.tensor<[4, 8, 3], f32>, %x: !relax.tensor<[n, 4, h, w], f32>,
                      %k2: !relax.tensor<[4, 2, 3, 3], f32>, %v: !relax.tensor<*, f32>, %k3: !relax.tensor<[4, 8, 1, 1, 1], f32>) {
  // CHECK: relax.conv1d_transpose %{{.*}}, %{{.*}} : ({{.*}}) -> !relax.tensor<[n, 8, w + 2], f32>
  %0 = relax.conv1d_transpose %l, %k1 : (!relax.tensor<[n, 4, w], f32>, !relax.tensor<[4, 8, 3], f32>) -> !relax.tensor<[n, 8, w + 2], f32>
  // CHECK: relax.conv2d_transpose %{{.*}}, %{{.*}} strides = [2, 1] padding = [1, 1, 1, 1] output_padding = [1, 0] dilation = [1, 1] groups = 2 : ({{.*}}) -> !relax.tensor<[n, 4, 2 * h, w], f32>
  %1 = relax.conv2d_transpose %x, %k2 strides = [2, 1] padding = [1, 1, 1, 1] output_padding = [1, 0] dilation = [1, 1] groups = 2 : (!relax.tensor<[n, 4, h, w], f32>, !relax.tensor<[4, 2, 3, 3], f32>) -> !relax.tensor<[n, 4, 2 * h, w], f32>
  // CHECK: relax.conv3d_transpose %{{.*}}, %{{.*}} : ({{.*}}) -> !relax.tensor<[?, 8, ?, ?, ?], f32>
  %2 = relax.conv3d_transpose %v, %k3 : (!relax.tensor<*, f32>, !relax.tensor<[4, 8, 1, 1, 1], f32>) -> !relax.tensor<[?, 8, ?, ?, ?], f32>
  return
}

// CHECK-LABEL: func.func @pools
func.func @pools(%l: !relax.tensor<[n, 4, w], i32>, %x: !relax.tensor<[n, 4, h, w], f16>, %v: !relax.tensor<[n, 4, d, h, w], f32>) {
  // CHECK: relax.max_pool1d %{{.*}} pool_size = [2] : ({{.*}}) -> !relax.tensor<[n, 4, w - 1], i32>
  %0 = relax.max_pool1d %l pool_size = [2] : (!relax.tensor<[n, 4, w], i32>) -> !relax.tensor<[n, 4, w - 1], i32>
  // CHECK: relax.max_pool2d %{{.*}} pool_size = [3, 3] strides = [2, 2] padding = [1, 1, 1, 1] dilation = [1, 1] ceil_mode : ({{.*}}) -> !relax.tensor<[n, 4, ?, ?], f16>
  %1 = relax.max_pool2d %x pool_size = [3, 3] strides = [2, 2] padding = [1, 1, 1, 1] dilation = [1, 1] ceil_mode : (!relax.tensor<[n, 4, h, w], f16>) -> !relax.tensor<[n, 4, ?, ?], f16>
  // CHECK: relax.max_pool3d %{{.*}} pool_size = [1, 1, 1] :
  %2 = relax.max_pool3d %v pool_size = [1, 1, 1] : (!relax.tensor<[n, 4, d, h, w], f32>) -> !relax.tensor<[n, 4, d, h, w], f32>
  // CHECK: relax.avg_pool2d %{{.*}} pool_size = [2, 2] ceil_mode count_include_pad :
  %3 = relax.avg_pool2d %x pool_size = [2, 2] ceil_mode count_include_pad : (!relax.tensor<[n, 4, h, w], f16>) -> !relax.tensor<[n, 4, h - 1, w - 1], f16>
  // CHECK: relax.avg_pool3d %{{.*}} pool_size = [1, 1, 1] count_include_pad :
  %4 = relax.avg_pool3d %v pool_size = [1, 1, 1] count_include_pad : (!relax.tensor<[n, 4, d, h, w], f32>) -> !relax.tensor<[n, 4, d, h, w], f32>
  // CHECK: relax.adaptive_avg_pool2d %{{.*}} output_size = [1, 7] : ({{.*}}) -> !relax.tensor<[n, 4, 1, 7], f16>
  %5 = relax.adaptive_avg_pool2d %x output_size = [1, 7] : (!relax.tensor<[n, 4, h, w], f16>) -> !relax.tensor<[n, 4, 1, 7], f16>
  // CHECK: relax.adaptive_max_pool1d %{{.*}} : ({{.*}}) -> !relax.tensor<[n, 4, w], i32>
  %6 = relax.adaptive_max_pool1d %l : (!relax.tensor<[n, 4, w], i32>) -> !relax.tensor<[n, 4, w], i32>
  // CHECK: relax.adaptive_max_pool2d %{{.*}} output_size = [1, 7] : ({{.*}}) -> !relax.tensor<[n, 4, 1, 7], f16>
  %max2d = relax.adaptive_max_pool2d %x output_size = [1, 7] : (!relax.tensor<[n, 4, h, w], f16>) -> !relax.tensor<[n, 4, 1, 7], f16>
  // CHECK: relax.adaptive_avg_pool3d %{{.*}} output_size = [3, 2, 1] : ({{.*}}) -> !relax.tensor<[n, 4, 3, 2, 1], f32>
  %avg3d = relax.adaptive_avg_pool3d %v output_size = [3, 2, 1] : (!relax.tensor<[n, 4, d, h, w], f32>) -> !relax.tensor<[n, 4, 3, 2, 1], f32>
  // CHECK: relax.adaptive_max_pool3d %{{.*}} output_size = [1, 2, 3] :
  %7 = relax.adaptive_max_pool3d %v output_size = [1, 2, 3] : (!relax.tensor<[n, 4, d, h, w], f32>) -> !relax.tensor<[n, 4, 1, 2, 3], f32>
  %f = relax.astype %l dtype = f32 : (!relax.tensor<[n, 4, w], i32>) -> !relax.tensor<[n, 4, w], f32>
  // CHECK: relax.avg_pool1d %{{.*}} pool_size = [2] strides = [2] padding = [1, 1] dilation = [1] ceil_mode count_include_pad : ({{.*}}) -> !relax.tensor<[n, 4, ?], f32>
  %avg1d = relax.avg_pool1d %f pool_size = [2] strides = [2] padding = [1, 1] dilation = [1] ceil_mode count_include_pad : (!relax.tensor<[n, 4, w], f32>) -> !relax.tensor<[n, 4, ?], f32>
  // CHECK: relax.adaptive_avg_pool1d %{{.*}} output_size = [3] : ({{.*}}) -> !relax.tensor<[n, 4, 3], f32>
  %adaptive1d = relax.adaptive_avg_pool1d %f output_size = [3] : (!relax.tensor<[n, 4, w], f32>) -> !relax.tensor<[n, 4, 3], f32>
  return
}

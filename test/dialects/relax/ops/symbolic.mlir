// Deduced types of operators that the other files show with constant or unknown dimensions alone.
// RUN: relax-opt %s | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @symbolic
func.func @symbolic(%l: !relax.tensor<[n, 4, w], f32>, %x: !relax.tensor<[n, 4, h, w], f32>, %v: !relax.tensor<[n, 4, d, h, w], f32>,
                    %k3: !relax.tensor<[4, 8, 3, 1, 1], f32>, %c: !relax.tensor<[4], f32>, %b: !sym.int<0>, %e: !sym.int<n + m>,
                    %s: !sym.int<2>) {
  // CHECK: relax.conv3d_transpose %{{.*}} -> !relax.tensor<[n, 8, d + 2, h, w], f32>
  %0 = relax.conv3d_transpose %v, %k3 : (!relax.tensor<[n, 4, d, h, w], f32>, !relax.tensor<[4, 8, 3, 1, 1], f32>) -> !relax.tensor<[n, 8, d + 2, h, w], f32>
  // CHECK: relax.avg_pool1d %{{.*}} -> !relax.tensor<[n, 4, w floordiv 2], f32>
  %1 = relax.avg_pool1d %l pool_size = [2] strides = [2] : (!relax.tensor<[n, 4, w], f32>) -> !relax.tensor<[n, 4, w floordiv 2], f32>
  // CHECK: relax.adaptive_avg_pool1d %{{.*}} -> !relax.tensor<[n, 4, 3], f32>
  %2 = relax.adaptive_avg_pool1d %l output_size = [3] : (!relax.tensor<[n, 4, w], f32>) -> !relax.tensor<[n, 4, 3], f32>
  // CHECK: relax.instance_norm %{{.*}} -> !relax.tensor<[n, 4, h, w], f32>
  %3 = relax.instance_norm %x, %c, %c epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h, w], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, h, w], f32>
  // CHECK: relax.std %{{.*}} -> !relax.tensor<[n, h], f32>
  %4 = relax.std %x axis = [1, 3] : (!relax.tensor<[n, 4, h, w], f32>) -> !relax.tensor<[n, h], f32>
  // CHECK: relax.arange %{{.*}} -> !relax.tensor<[max((m + n + 1) floordiv 2, 0)], i64>
  %5 = relax.arange %b, %e, %s dtype = i64 : (!sym.int<0>, !sym.int<n + m>, !sym.int<2>) -> !relax.tensor<[max((n + m + 1) floordiv 2, 0)], i64>
  // CHECK: relax.ints_to_tensor(%{{.*}}) : (!sym.int<0>, !sym.int<m + n>) -> !relax.tensor<[2], i64>
  %6 = relax.ints_to_tensor(%b, %e) : (!sym.int<0>, !sym.int<n + m>) -> !relax.tensor<[2], i64>
  // CHECK: relax.max_pool2d %{{.*}} -> !relax.tensor<[n, 4, h floordiv 2 + 1, w floordiv 2 + 1], f32>
  %7 = relax.max_pool2d %x pool_size = [3, 3] strides = [2, 2] padding = [1, 1, 1, 1] ceil_mode : (!relax.tensor<[n, 4, h, w], f32>) -> !relax.tensor<[n, 4, h floordiv 2 + 1, w floordiv 2 + 1], f32>
  return
}

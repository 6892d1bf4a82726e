// Operators that sample images in their custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @resize
func.func @resize(%x: !relax.tensor<[n, 3, h, w], f32>, %h: !sym.int<2 * h>, %w: !sym.int<a>, %s: !relax.tensor<[2], f32>, %r: !relax.tensor<[4], f64>, %u: !relax.tensor<*, f16>) {
  // CHECK: relax.resize %{{.*}} sizes = [%{{.*}}, %{{.*}}] axes = [2, -1] mode = "linear" coordinates = "half_pixel" : ({{.*}}) -> !relax.tensor<[n, 3, 2 * h, a], f32>
  %0 = relax.resize %x sizes = [%h, %w] axes = [2, -1] mode = "linear" coordinates = "half_pixel" : (!relax.tensor<[n, 3, h, w], f32>, !sym.int<2 * h>, !sym.int<a>) -> !relax.tensor<[n, 3, 2 * h, a], f32>
  // CHECK: relax.resize %{{.*}} sizes = [%{{.*}}, %{{.*}}] scales = %{{.*}} roi = %{{.*}} axes = [3, 0] mode = "cubic" coordinates = "tf_crop_and_resize" {antialias, cubic_alpha = -5.000000e-01 : f64, exclude_outside, extrapolation_value = 1.000000e+00 : f64} : ({{.*}}) -> !relax.tensor<[a, 3, h, 2 * h], f32>
  %1 = relax.resize %x sizes = [%h, %w] scales = %s roi = %r axes = [3, 0] mode = "cubic" coordinates = "tf_crop_and_resize" {antialias, exclude_outside, cubic_alpha = -0.5 : f64, extrapolation_value = 1.0 : f64} : (!relax.tensor<[n, 3, h, w], f32>, !sym.int<2 * h>, !sym.int<a>, !relax.tensor<[2], f32>, !relax.tensor<[4], f64>) -> !relax.tensor<[a, 3, h, 2 * h], f32>
  // CHECK: relax.resize %{{.*}} sizes = [%{{.*}}] axes = [1] mode = "nearest" coordinates = "asymmetric" {rounding_method = "floor"} : ({{.*}}) -> !relax.tensor<*, f16>
  %2 = relax.resize %u sizes = [%h] axes = [1] mode = "nearest" coordinates = "asymmetric" {rounding_method = "floor"} : (!relax.tensor<*, f16>, !sym.int<2 * h>) -> !relax.tensor<*, f16>
  return
}

// CHECK-LABEL: func.func @grids
func.func @grids(%x: !relax.tensor<[n, 3, h, w], f32>, %g: !relax.tensor<[n, 8, m, 2], f32>, %t: !relax.tensor<[n, 2, 3], f16>, %v: !relax.tensor<[?, ?, ?], f32>, %a: !sym.int<8>, %b: !sym.int<m>) {
  // CHECK: relax.grid_sample %{{.*}}, %{{.*}} mode = "cubic" padding_mode = "border" align_corners : ({{.*}}) -> !relax.tensor<[n, 3, 8, m], f32>
  %0 = relax.grid_sample %x, %g mode = "cubic" padding_mode = "border" align_corners : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[n, 8, m, 2], f32>) -> !relax.tensor<[n, 3, 8, m], f32>
  // CHECK: relax.affine_grid %{{.*}} size = [%{{.*}}, %{{.*}}] : ({{.*}}) -> !relax.tensor<[n, 8, m, 2], f16>
  %1 = relax.affine_grid %t size = [%a, %b] : (!relax.tensor<[n, 2, 3], f16>, !sym.int<8>, !sym.int<m>) -> !relax.tensor<[n, 8, m, 2], f16>
  // CHECK: relax.affine_grid %{{.*}} size = [%{{.*}}] align_corners {note = "kept"} : ({{.*}}) -> !relax.tensor<[?, m, 1], f32>
  %2 = relax.affine_grid %v size = [%b] align_corners {note = "kept"} : (!relax.tensor<[?, ?, ?], f32>, !sym.int<m>) -> !relax.tensor<[?, m, 1], f32>
  return
}

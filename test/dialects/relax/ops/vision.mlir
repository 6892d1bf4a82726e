// Operators of object detection in their custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @regions
func.func @regions(%x: !relax.tensor<[n, c, h, w], f32>, %r: !relax.tensor<[r, 4], f32>, %b: !relax.tensor<[r], i64>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<*, f32>, %i: !relax.tensor<*, i32>) {
  // CHECK: relax.roi_align %{{.*}}, %{{.*}}, %{{.*}} pooled_size = [7, 5] mode = "avg" aligned {sample_ratio = 2 : i64, spatial_scale = 2.500000e-01 : f64} : ({{.*}}) -> !relax.tensor<[r, c, 7, 5], f32>
  %0 = relax.roi_align %x, %r, %b pooled_size = [7, 5] mode = "avg" aligned {sample_ratio = 2 : i64, spatial_scale = 0.25 : f64} : (!relax.tensor<[n, c, h, w], f32>, !relax.tensor<[r, 4], f32>, !relax.tensor<[r], i64>) -> !relax.tensor<[r, c, 7, 5], f32>
  // CHECK: relax.roi_align %{{.*}}, %{{.*}}, %{{.*}} pooled_size = [1, 1] mode = "max" : ({{.*}}) -> !relax.tensor<[?, ?, 1, 1], f32>
  %1 = relax.roi_align %y, %z, %i pooled_size = [1, 1] mode = "max" : (!relax.tensor<*, f32>, !relax.tensor<*, f32>, !relax.tensor<*, i32>) -> !relax.tensor<[?, ?, 1, 1], f32>
  // CHECK: relax.roi_pool %{{.*}}, %{{.*}}, %{{.*}} pooled_size = [2, 3] {spatial_scale = 5.000000e-01 : f64} : ({{.*}}) -> !relax.tensor<[r, c, 2, 3], f32>
  %2 = relax.roi_pool %x, %r, %b pooled_size = [2, 3] {spatial_scale = 0.5 : f64} : (!relax.tensor<[n, c, h, w], f32>, !relax.tensor<[r, 4], f32>, !relax.tensor<[r], i64>) -> !relax.tensor<[r, c, 2, 3], f32>
  return
}

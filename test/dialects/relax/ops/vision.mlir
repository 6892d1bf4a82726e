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

// CHECK-LABEL: func.func @detections
func.func @detections(%x: !relax.tensor<[b, n, 6], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[2, n, 5], f16>, %c: !relax.tensor<[b, 21, n], f32>, %l: !relax.tensor<[b, 4 * n], f32>, %a: !relax.tensor<[1, n, 4], f32>, %s: !relax.tensor<[c, b, n], f32>) {
  // CHECK: relax.get_valid_counts %{{.*}} {score_threshold = 5.000000e-01 : f64} : ({{.*}}) -> (!relax.tensor<[b], i32>, !relax.tensor<[b, n, 6], f32>, !relax.tensor<[b, n], i32>)
  %r0:3 = relax.get_valid_counts %x {score_threshold = 5.000000e-01 : f64} : (!relax.tensor<[b, n, 6], f32>) -> (!relax.tensor<[b], i32>, !relax.tensor<[b, n, 6], f32>, !relax.tensor<[b, n], i32>)
  // CHECK: relax.get_valid_counts %{{.*}} {id_index = -1 : i64, score_index = 0 : i64} : ({{.*}}) -> (!relax.tensor<[?], i32>, !relax.tensor<[?, ?, ?], f32>, !relax.tensor<[?, ?], i32>)
  %r1:3 = relax.get_valid_counts %y {id_index = -1 : i64, score_index = 0 : i64} : (!relax.tensor<*, f32>) -> (!relax.tensor<[?], i32>, !relax.tensor<[?, ?, ?], f32>, !relax.tensor<[?, ?], i32>)
  // CHECK: relax.get_valid_counts %{{.*}} : ({{.*}}) -> (!relax.tensor<[2], i32>, !relax.tensor<[2, n, 5], f16>, !relax.tensor<[2, n], i32>)
  %r2:3 = relax.get_valid_counts %z : (!relax.tensor<[2, n, 5], f16>) -> (!relax.tensor<[2], i32>, !relax.tensor<[2, n, 5], f16>, !relax.tensor<[2, n], i32>)
  // CHECK: relax.multibox_transform_loc %{{.*}}, %{{.*}}, %{{.*}} variances = [1.000000e-01, 1.000000e-01, 2.000000e-01, 2.000000e-01] clip {keep_background = false, threshold = 1.000000e-02 : f64} : ({{.*}}) -> (!relax.tensor<[b, n, 4], f32>, !relax.tensor<[b, 21, n], f32>)
  %r3:2 = relax.multibox_transform_loc %c, %l, %a variances = [1.000000e-01, 1.000000e-01, 2.000000e-01, 2.000000e-01] clip {keep_background = false, threshold = 1.000000e-02 : f64} : (!relax.tensor<[b, 21, n], f32>, !relax.tensor<[b, 4 * n], f32>, !relax.tensor<[1, n, 4], f32>) -> (!relax.tensor<[b, n, 4], f32>, !relax.tensor<[b, 21, n], f32>)
  // CHECK: relax.multibox_transform_loc %{{.*}}, %{{.*}}, %{{.*}} variances = [1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00] {apply_softmax = false} : ({{.*}}) -> (!relax.tensor<[?, n, 4], f32>, !relax.tensor<[?, ?, n], f32>)
  %r4:2 = relax.multibox_transform_loc %y, %y, %a variances = [1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00] {apply_softmax = false} : (!relax.tensor<*, f32>, !relax.tensor<*, f32>, !relax.tensor<[1, n, 4], f32>) -> (!relax.tensor<[?, n, 4], f32>, !relax.tensor<[?, ?, n], f32>)
  return
}

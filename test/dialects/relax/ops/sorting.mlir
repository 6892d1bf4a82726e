// Orders, sets and choices.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: relax.func @orders
relax.func @orders(%x: !relax.tensor<[n, 8], f32>, %k: !sym.int<k>) -> !relax.tensor<[n, k], i64> {
  // CHECK: relax.sort %{{.*}} axis = -1 descending : ({{.*}}) -> !relax.tensor<[n, 8], f32>
  %0 = relax.sort %x axis = -1 descending : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
  // CHECK: relax.argsort %{{.*}} axis = 0 dtype = i32 : ({{.*}}) -> !relax.tensor<[n, 8], i32>
  %1 = relax.argsort %0 axis = 0 dtype = i32 : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], i32>
  // CHECK: relax.topk %{{.*}}, %k axis = 1 smallest dtype = i64 : ({{.*}}) -> (!relax.tensor<[n, k], f32>, !relax.tensor<[n, k], i64>)
  %values, %indices = relax.topk %0, %k axis = 1 smallest dtype = i64
      : (!relax.tensor<[n, 8], f32>, !sym.int<k>) -> (!relax.tensor<[n, k], f32>, !relax.tensor<[n, k], i64>)
  // CHECK: relax.topk {{.*}} -> (!relax.tensor<[?, k], f32>, !relax.tensor<*, i64>)
  %2:2 = relax.topk %0, %k axis = 1 dtype = i64
      : (!relax.tensor<[n, 8], f32>, !sym.int<k>) -> (!relax.tensor<[?, k], f32>, !relax.tensor<*, i64>)
  relax.return %indices : !relax.tensor<[n, k], i64>
}

// CHECK-LABEL: relax.func @sets
relax.func @sets(%x: !relax.tensor<[n, 4], f32>) -> !relax.tensor<[2, ?], i64> {
  // CHECK: relax.unique %{{.*}} sorted : ({{.*}}) -> (!relax.tensor<[?], f32>, !relax.tensor<[?], i64>, !relax.tensor<[4 * n], i64>, !relax.tensor<[?], i64>)
  %0:4 = relax.unique %x sorted : (!relax.tensor<[n, 4], f32>)
      -> (!relax.tensor<[?], f32>, !relax.tensor<[?], i64>, !relax.tensor<[4 * n], i64>, !relax.tensor<[?], i64>)
  // CHECK: relax.unique %{{.*}} axis = 1 : ({{.*}}) -> (!relax.tensor<[n, ?], f32>, !relax.tensor<[?], i64>, !relax.tensor<[4], i64>, !relax.tensor<[?], i64>)
  %1:4 = relax.unique %x axis = 1 : (!relax.tensor<[n, 4], f32>)
      -> (!relax.tensor<[n, ?], f32>, !relax.tensor<[?], i64>, !relax.tensor<[4], i64>, !relax.tensor<[?], i64>)
  // CHECK: relax.nonzero %{{.*}} : ({{.*}}) -> !relax.tensor<[2, ?], i64>
  %2 = relax.nonzero %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[2, ?], i64>
  relax.return %2 : !relax.tensor<[2, ?], i64>
}

// CHECK-LABEL: relax.func @choices
relax.func @choices(%p: !relax.tensor<[b, v], f32>, %u: !relax.tensor<[n, 1], f32>, %i: !relax.tensor<[n, 1], i64>,
                    %boxes: !relax.tensor<[b, m, 4], f32>, %scores: !relax.tensor<[b, c, m], f32>,
                    %max: !relax.tensor<[], i64>, %t: !relax.tensor<[], f32>) -> !relax.tensor<[?, 3], i64> {
  // CHECK: relax.multinomial_from_uniform %{{.*}}, %{{.*}}, %{{.*}} dtype = i32 : ({{.*}}) -> !relax.tensor<[n, 1], i32>
  %0 = relax.multinomial_from_uniform %p, %u, %i dtype = i32
      : (!relax.tensor<[b, v], f32>, !relax.tensor<[n, 1], f32>, !relax.tensor<[n, 1], i64>) -> !relax.tensor<[n, 1], i32>
  // CHECK: relax.all_class_non_max_suppression %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} center_point_box : ({{.*}}) -> !relax.tensor<[?, 3], i64>
  %1 = relax.all_class_non_max_suppression %boxes, %scores, %max, %t, %t center_point_box
      : (!relax.tensor<[b, m, 4], f32>, !relax.tensor<[b, c, m], f32>, !relax.tensor<[], i64>, !relax.tensor<[], f32>,
         !relax.tensor<[], f32>) -> !relax.tensor<[?, 3], i64>
  relax.return %1 : !relax.tensor<[?, 3], i64>
}

// CHECK-LABEL: func.func @kept_boxes
func.func @kept_boxes(%x: !relax.tensor<[b, n, 6], f32>, %c: !relax.tensor<[b], i32>, %i: !relax.tensor<[b, n], i32>, %y: !relax.tensor<*, f32>) {
  // CHECK: relax.non_max_suppression %{{.*}}, %{{.*}}, %{{.*}} {max_output_size = 10 : i64} : ({{.*}}) -> (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b, n], i32>, !relax.tensor<[b, 1], i32>)
  %r0:3 = relax.non_max_suppression %x, %c, %i {max_output_size = 10 : i64} : (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b, n], i32>) -> (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b, n], i32>, !relax.tensor<[b, 1], i32>)
  // CHECK: relax.non_max_suppression %{{.*}}, %{{.*}}, %{{.*}} {score_threshold = 1.250000e-01 : f64, soft_nms_sigma = 5.000000e-01 : f64} :
  %soft:3 = relax.non_max_suppression %x, %c, %i {soft_nms_sigma = 0.5 : f64, score_threshold = 0.125 : f64} : (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b, n], i32>) -> (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b, n], i32>, !relax.tensor<[b, 1], i32>)
  // CHECK: relax.non_max_suppression %{{.*}}, %{{.*}}, %{{.*}} force_suppress {coord_start = 0 : i64, id_index = -1 : i64, iou_threshold = 7.500000e-01 : f64, score_index = 4 : i64, top_k = 3 : i64} : ({{.*}}) -> (!relax.tensor<[b, n, ?], f32>, !relax.tensor<[b, n], i32>, !relax.tensor<[b, 1], i32>)
  %r1:3 = relax.non_max_suppression %y, %c, %i force_suppress {coord_start = 0 : i64, id_index = -1 : i64, iou_threshold = 7.500000e-01 : f64, score_index = 4 : i64, top_k = 3 : i64} : (!relax.tensor<*, f32>, !relax.tensor<[b], i32>, !relax.tensor<[b, n], i32>) -> (!relax.tensor<[b, n, ?], f32>, !relax.tensor<[b, n], i32>, !relax.tensor<[b, 1], i32>)
  return
}

// CHECK-LABEL: func.func @medians
func.func @medians(%x: !relax.tensor<[n, 7], f32>, %y: !relax.tensor<*, i8>) {
  // CHECK: relax.median %{{.*}} axis = 1 keepdims : ({{.*}}) -> (!relax.tensor<[n, 1], f32>, !relax.tensor<[n, 1], i64>)
  %r0:2 = relax.median %x axis = 1 keepdims : (!relax.tensor<[n, 7], f32>) -> (!relax.tensor<[n, 1], f32>, !relax.tensor<[n, 1], i64>)
  // CHECK: relax.median %{{.*}} axis = -1 : ({{.*}}) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], i64>)
  %r1:2 = relax.median %x axis = -1 : (!relax.tensor<[n, 7], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], i64>)
  // CHECK: relax.median %{{.*}} axis = 0 : ({{.*}}) -> (!relax.tensor<[7], f32>, !relax.tensor<[7], i64>)
  %r2:2 = relax.median %x axis = 0 : (!relax.tensor<[n, 7], f32>) -> (!relax.tensor<[7], f32>, !relax.tensor<[7], i64>)
  // CHECK: relax.median %{{.*}} : ({{.*}}) -> (!relax.tensor<[], f32>, !relax.tensor<[], i64>)
  %r3:2 = relax.median %x : (!relax.tensor<[n, 7], f32>) -> (!relax.tensor<[], f32>, !relax.tensor<[], i64>)
  // CHECK: relax.median %{{.*}} keepdims : ({{.*}}) -> (!relax.tensor<[1, 1], f32>, !relax.tensor<[1, 1], i64>)
  %r4:2 = relax.median %x keepdims : (!relax.tensor<[n, 7], f32>) -> (!relax.tensor<[1, 1], f32>, !relax.tensor<[1, 1], i64>)
  // CHECK: relax.median %{{.*}} axis = 2 : ({{.*}}) -> (!relax.tensor<*, i8>, !relax.tensor<*, i64>)
  %r5:2 = relax.median %y axis = 2 : (!relax.tensor<*, i8>) -> (!relax.tensor<*, i8>, !relax.tensor<*, i64>)
  // CHECK: relax.median %{{.*}} : ({{.*}}) -> (!relax.tensor<[], i8>, !relax.tensor<[], i64>)
  %r6:2 = relax.median %y : (!relax.tensor<*, i8>) -> (!relax.tensor<[], i8>, !relax.tensor<[], i64>)
  return
}

// Operators that arrange anew in their custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-DAG: #[[$MAP0:.+]] = affine_map<(d0, d1) -> (d0 floordiv 4, d1, d0 mod 4)>
// CHECK-DAG: #[[$MAP1:.+]] = affine_map<(d0, d1) -> (d1 floordiv 4, d0 floordiv 2, d0 mod 2, d1 mod 4)>
// CHECK-DAG: #[[$MAP2:.+]] = affine_map<(d0, d1) -> ((d0 floordiv 2) mod 2, d0 floordiv 4, (d0 mod 2) * 8 + d1)>
// CHECK-DAG: #[[$MAP3:.+]] = affine_map<(d0, d1) -> (d0 * 3 + d1)>
// CHECK-DAG: #[[$MAP4:.+]] = affine_map<(d0, d1) -> (0, d0)>
// CHECK-DAG: #[[$MAP5:.+]] = affine_map<(d0, d1, d2) -> (d2, d0 mod 2, (d0 mod 6) floordiv 2, d1)>

// CHECK-LABEL: func.func @dims
func.func @dims(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[1, n, 1], f32>) {
  // CHECK: relax.expand_dims %{{.*}} axis = [0, -1] : ({{.*}}) -> !relax.tensor<[1, n, 4, 1], f32>
  %0 = relax.expand_dims %x axis = [0, -1] : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[1, n, 4, 1], f32>
  // CHECK: relax.squeeze %{{.*}} axis = [0] : ({{.*}}) -> !relax.tensor<[n, 1], f32>
  %1 = relax.squeeze %y axis = [0] : (!relax.tensor<[1, n, 1], f32>) -> !relax.tensor<[n, 1], f32>
  // CHECK: relax.squeeze %{{.*}} : ({{.*}}) -> !relax.tensor<*, f32>
  %2 = relax.squeeze %y : (!relax.tensor<[1, n, 1], f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.stack %{{.*}}, %{{.*}} axis = -1 : ({{.*}}) -> !relax.tensor<[n, 4, 2], f32>
  %3 = relax.stack %x, %x axis = -1 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4, 2], f32>
  // CHECK: relax.flip %{{.*}} axis = 1 {note = "kept"} :
  %4 = relax.flip %x axis = 1 {note = "kept"} : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  return
}

// CHECK-LABEL: func.func @parts
func.func @parts(%x: !relax.tensor<[n + 2], f32>, %y: !relax.tensor<[m], f32>, %a: !sym.int<n>, %b: !sym.int<2>) {
  // CHECK: relax.split %{{.*}} sizes = [%{{.*}}, %{{.*}}] axis = 0 : ({{.*}}) -> (!relax.tensor<[n], f32>, !relax.tensor<[2], f32>)
  %0:2 = relax.split %x sizes = [%a, %b] axis = 0 : (!relax.tensor<[n + 2], f32>, !sym.int<n>, !sym.int<2>) -> (!relax.tensor<[n], f32>, !relax.tensor<[2], f32>)
  // CHECK: relax.meshgrid %{{.*}}, %{{.*}} indexing = "xy" : ({{.*}}) -> (!relax.tensor<[m, n + 2], f32>, !relax.tensor<[m, n + 2], f32>)
  %1:2 = relax.meshgrid %x, %y indexing = "xy" : (!relax.tensor<[n + 2], f32>, !relax.tensor<[m], f32>) -> (!relax.tensor<[m, n + 2], f32>, !relax.tensor<[m, n + 2], f32>)
  return
}

// CHECK-LABEL: func.func @repetition
func.func @repetition(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[m], f32>, %a: !sym.int<n>, %b: !sym.int<2>) {
  // CHECK: relax.repeat %{{.*}} repeats = %{{.*}} axis = 0 : ({{.*}}) -> !relax.tensor<[n * n, 4], f32>
  %0 = relax.repeat %x repeats = %a axis = 0 : (!relax.tensor<[n, 4], f32>, !sym.int<n>) -> !relax.tensor<[n * n, 4], f32>
  // CHECK: relax.repeat %{{.*}} repeats = %{{.*}} : ({{.*}}) -> !relax.tensor<[2 * m], f32>
  %1 = relax.repeat %y repeats = %b : (!relax.tensor<[m], f32>, !sym.int<2>) -> !relax.tensor<[2 * m], f32>
  // CHECK: relax.tile %{{.*}} repeats = [%{{.*}}, %{{.*}}] : ({{.*}}) -> !relax.tensor<[n, 2 * m], f32>
  %2 = relax.tile %y repeats = [%a, %b] : (!relax.tensor<[m], f32>, !sym.int<n>, !sym.int<2>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.tile %{{.*}} repeats = [] : ({{.*}}) -> !relax.tensor<[m], f32>
  %3 = relax.tile %y repeats = [] : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
  return
}

// CHECK-LABEL: func.func @margins
func.func @margins(%x: !relax.tensor<[m], f32>, %v: !relax.tensor<[], f32>, %a: !sym.int<n>, %b: !sym.int<2>) {
  // CHECK: relax.pad %{{.*}} value = %{{.*}} widths = [%{{.*}}, %{{.*}}] mode = "constant" : ({{.*}}) -> !relax.tensor<[m + n + 2], f32>
  %0 = relax.pad %x value = %v widths = [%a, %b] mode = "constant" : (!relax.tensor<[m], f32>, !relax.tensor<[], f32>, !sym.int<n>, !sym.int<2>) -> !relax.tensor<[m + n + 2], f32>
  // CHECK: relax.pad %{{.*}} widths = [%{{.*}}, %{{.*}}] mode = "circular" : ({{.*}}) -> !relax.tensor<[m + 4], f32>
  %1 = relax.pad %x widths = [%b, %b] mode = "circular" : (!relax.tensor<[m], f32>, !sym.int<2>, !sym.int<2>) -> !relax.tensor<[m + 4], f32>
  return
}

// CHECK-LABEL: func.func @marks
func.func @marks(%i: !relax.tensor<[n], i64>, %v: !relax.tensor<[], f32>, %b: !sym.int<2>, %x: !relax.tensor<[t, n], f32>) {
  // CHECK: relax.one_hot %{{.*}}, %{{.*}}, %{{.*}} depth = %{{.*}} axis = 0 : ({{.*}}) -> !relax.tensor<[2, n], f32>
  %0 = relax.one_hot %i, %v, %v depth = %b axis = 0 : (!relax.tensor<[n], i64>, !relax.tensor<[], f32>, !relax.tensor<[], f32>, !sym.int<2>) -> !relax.tensor<[2, n], f32>
  // CHECK: relax.reverse_sequence %{{.*}}, %{{.*}} batch_axis = 1 seq_axis = 0 :
  %1 = relax.reverse_sequence %x, %i batch_axis = 1 seq_axis = 0 : (!relax.tensor<[t, n], f32>, !relax.tensor<[n], i64>) -> !relax.tensor<[t, n], f32>
  return
}

// CHECK-LABEL: func.func @pixels
func.func @pixels(%x: !relax.tensor<[n, 12, h, w], f32>, %c: !relax.tensor<[c, 2, 3], f32>, %u: !relax.tensor<*, f32>, %z: !relax.tensor<[n], i8>) {
  // CHECK: relax.pixel_shuffle %{{.*}} factor = 2 : ({{.*}}) -> !relax.tensor<[n, 3, 2 * h, 2 * w], f32>
  %r0 = relax.pixel_shuffle %x factor = 2 : (!relax.tensor<[n, 12, h, w], f32>) -> !relax.tensor<[n, 3, 2 * h, 2 * w], f32>
  // CHECK: relax.pixel_shuffle %{{.*}} factor = 3 : ({{.*}}) -> !relax.tensor<[c floordiv 9, 6, 9], f32>
  %r1 = relax.pixel_shuffle %c factor = 3 : (!relax.tensor<[c, 2, 3], f32>) -> !relax.tensor<[c floordiv 9, 6, 9], f32>
  // CHECK: relax.pixel_shuffle %{{.*}} factor = 1 : ({{.*}}) -> !relax.tensor<*, f32>
  %r2 = relax.pixel_shuffle %u factor = 1 : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.batch_flatten %{{.*}} : ({{.*}}) -> !relax.tensor<[n, 12 * h * w], f32>
  %r3 = relax.batch_flatten %x : (!relax.tensor<[n, 12, h, w], f32>) -> !relax.tensor<[n, 12 * h * w], f32>
  // CHECK: relax.batch_flatten %{{.*}} : ({{.*}}) -> !relax.tensor<[n, 1], i8>
  %r4 = relax.batch_flatten %z : (!relax.tensor<[n], i8>) -> !relax.tensor<[n, 1], i8>
  // CHECK: relax.batch_flatten %{{.*}} : ({{.*}}) -> !relax.tensor<[?, ?], f32>
  %r5 = relax.batch_flatten %u : (!relax.tensor<*, f32>) -> !relax.tensor<[?, ?], f32>
  return
}

// CHECK-LABEL: func.func @layouts
func.func @layouts(%x: !relax.tensor<[4 * n, 8], f32>, %y: !relax.tensor<[n, m], f32>, %v: !relax.tensor<[], f32>, %z: !relax.tensor<[m], i8>, %u: !relax.tensor<*, f32>, %q: !relax.tensor<[?, 4], f32>, %p: !relax.tensor<[n, 3, h], f32>, %one: !relax.tensor<[n, 1], f32>) {
  // CHECK: relax.layout_transform %{{.*}} index_map = #[[$MAP0]] : ({{.*}}) -> !relax.tensor<[n, 8, 4], f32>
  %0 = relax.layout_transform %x index_map = affine_map<(d0, d1) -> (d0 floordiv 4, d1, d0 mod 4)> : (!relax.tensor<[4 * n, 8], f32>) -> !relax.tensor<[n, 8, 4], f32>
  // CHECK: relax.layout_transform %{{.*}} : ({{.*}}) -> !relax.tensor<[m floordiv 4, 4], i8>
  %1 = relax.layout_transform %z index_map = affine_map<(d0) -> (d0 floordiv 4, d0 mod 4)> : (!relax.tensor<[m], i8>) -> !relax.tensor<[m floordiv 4, 4], i8>
  // CHECK: relax.layout_transform %{{.*}} value = %{{.*}} index_map = #[[$MAP1]] : ({{.*}}) -> !relax.tensor<[(m + 3) floordiv 4, (n + 1) floordiv 2, 2, 4], f32>
  %2 = relax.layout_transform %y value = %v index_map = affine_map<(d0, d1) -> (d1 floordiv 4, d0 floordiv 2, d0 mod 2, d1 mod 4)> : (!relax.tensor<[n, m], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[m ceildiv 4, n ceildiv 2, 2, 4], f32>
  // Three parts of one dimension, and neighbours joined: of the last two results each has a part of the first dimension on top.
  // CHECK: relax.layout_transform %{{.*}} index_map = #[[$MAP2]] : ({{.*}}) -> !relax.tensor<[2, n, 16], f32>
  %3 = relax.layout_transform %x index_map = affine_map<(d0, d1) -> ((d0 floordiv 2) mod 2, d0 floordiv 4, (d0 mod 2) * 8 + d1)> : (!relax.tensor<[4 * n, 8], f32>) -> !relax.tensor<[2, n, 16], f32>
  // As one dimension; the factor has to be the size of the second one.
  // CHECK: relax.layout_transform %{{.*}} index_map = #[[$MAP3]] : ({{.*}}) -> !relax.tensor<[3 * n], f32>
  %4 = relax.layout_transform %y index_map = affine_map<(d0, d1) -> (d0 * 3 + d1)> : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[3 * n], f32>
  // A dimension of size 1 goes, and one comes.
  // CHECK: relax.layout_transform %{{.*}} index_map = #[[$MAP4]] : ({{.*}}) -> !relax.tensor<[1, n], f32>
  %5 = relax.layout_transform %one index_map = affine_map<(d0, d1) -> (0, d0)> : (!relax.tensor<[n, 1], f32>) -> !relax.tensor<[1, n], f32>
  // A dimension all of whose parts are below a mod.
  // CHECK: relax.layout_transform %{{.*}} index_map = #[[$MAP5]] : ({{.*}}) -> !relax.tensor<[h, 2, 3, 3], f32>
  %6 = relax.layout_transform %p index_map = affine_map<(d0, d1, d2) -> (d2, d0 mod 2, (d0 mod 6) floordiv 2, d1)> : (!relax.tensor<[n, 3, h], f32>) -> !relax.tensor<[h, 2, 3, 3], f32>
  // CHECK: relax.layout_transform %{{.*}} : ({{.*}}) -> !relax.tensor<[4, ?], f32>
  %7 = relax.layout_transform %q index_map = affine_map<(d0, d1) -> (d1, d0)> : (!relax.tensor<[?, 4], f32>) -> !relax.tensor<[4, ?], f32>
  // CHECK: relax.layout_transform %{{.*}} : ({{.*}}) -> !relax.tensor<[?, 4], f32>
  %8 = relax.layout_transform %u value = %v index_map = affine_map<(d0) -> (d0 floordiv 4, d0 mod 4)> : (!relax.tensor<*, f32>, !relax.tensor<[], f32>) -> !relax.tensor<[?, 4], f32>
  return
}

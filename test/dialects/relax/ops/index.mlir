// Operators that pick elements in their custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @take
func.func @take(%x: !relax.tensor<[n, 4], f32>, %v: !relax.tensor<[n], i8>, %i: !relax.tensor<[k, 2], i64>) {
  // CHECK: relax.take %{{.*}}, %{{.*}} axis = 1 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[k, 2], i64>) -> !relax.tensor<[n, k, 2], f32>
  %0 = relax.take %x, %i axis = 1 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[k, 2], i64>) -> !relax.tensor<[n, k, 2], f32>
  // CHECK: relax.take %{{.*}}, %{{.*}} {note = "kept"} : ({{.*}}) -> !relax.tensor<[k, 2], i8>
  %1 = relax.take %v, %i {note = "kept"} : (!relax.tensor<[n], i8>, !relax.tensor<[k, 2], i64>) -> !relax.tensor<[k, 2], i8>
  return
}

// CHECK-LABEL: func.func @strided_slice
func.func @strided_slice(%x: !relax.tensor<[n, 4], f32>, %b: !sym.int<1>, %e: !sym.int<-1>, %s: !sym.int<2>) {
  // CHECK: relax.strided_slice %{{.*}} begin = [%{{.*}}] end = [%{{.*}}] axes = [-1] : (!relax.tensor<[n, 4], f32>, !sym.int<1>, !sym.int<-1>) -> !relax.tensor<[n, 2], f32>
  %0 = relax.strided_slice %x begin = [%b] end = [%e] axes = [-1] : (!relax.tensor<[n, 4], f32>, !sym.int<1>, !sym.int<-1>) -> !relax.tensor<[n, 2], f32>
  // CHECK: relax.strided_slice %{{.*}} begin = [%{{.*}}, %{{.*}}] end = [%{{.*}}, %{{.*}}] strides = [%{{.*}}, %{{.*}}] axes = [0, 1] :
  %1 = relax.strided_slice %x begin = [%b, %b] end = [%e, %e] strides = [%s, %s] axes = [0, 1] : (!relax.tensor<[n, 4], f32>, !sym.int<1>, !sym.int<1>, !sym.int<-1>, !sym.int<-1>, !sym.int<2>, !sym.int<2>) -> !relax.tensor<[?, 1], f32>
  // CHECK: relax.strided_slice %{{.*}} begin = [] end = [] axes = [] :
  %2 = relax.strided_slice %x begin = [] end = [] axes = [] : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  return
}

// CHECK-LABEL: func.func @gather
func.func @gather(%x: !relax.tensor<[n, 4], f32>, %i: !relax.tensor<[k, 4], i32>, %t: !relax.tensor<[k, 2], i64>) {
  // CHECK: relax.gather_elements %{{.*}}, %{{.*}} axis = 0 : ({{.*}}) -> !relax.tensor<[k, 4], f32>
  %0 = relax.gather_elements %x, %i axis = 0 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[k, 4], i32>) -> !relax.tensor<[k, 4], f32>
  // CHECK: relax.gather_nd %{{.*}}, %{{.*}} batch_dims = 0 : ({{.*}}) -> !relax.tensor<[k], f32>
  %1 = relax.gather_nd %x, %t batch_dims = 0 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[k, 2], i64>) -> !relax.tensor<[k], f32>
  return
}

// CHECK-LABEL: func.func @scatter
func.func @scatter(%x: !relax.tensor<[n, 4], f32>, %i: !relax.tensor<[k, 4], i32>, %u: !relax.tensor<[k, 4], f32>, %t: !relax.tensor<[k, 1], i64>) {
  // CHECK: relax.scatter_elements %{{.*}}, %{{.*}}, %{{.*}} axis = 0 reduction = "add" : ({{.*}}) -> !relax.tensor<[n, 4], f32>
  %0 = relax.scatter_elements %x, %i, %u axis = 0 reduction = "add" : (!relax.tensor<[n, 4], f32>, !relax.tensor<[k, 4], i32>, !relax.tensor<[k, 4], f32>) -> !relax.tensor<[n, 4], f32>
  // CHECK: relax.scatter_nd %{{.*}}, %{{.*}}, %{{.*}} reduction = "none" : ({{.*}}) -> !relax.tensor<[n, 4], f32>
  %1 = relax.scatter_nd %x, %t, %u reduction = "none" : (!relax.tensor<[n, 4], f32>, !relax.tensor<[k, 1], i64>, !relax.tensor<[k, 4], f32>) -> !relax.tensor<[n, 4], f32>
  return
}

// CHECK-LABEL: func.func @where
func.func @where(%c: !relax.tensor<[n, 1], i1>, %x: !relax.tensor<[4], f32>, %y: !relax.tensor<[], f32>) {
  // CHECK: relax.where %{{.*}}, %{{.*}}, %{{.*}} : ({{.*}}) -> !relax.tensor<[n, 4], f32>
  %0 = relax.where %c, %x, %y : (!relax.tensor<[n, 1], i1>, !relax.tensor<[4], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 4], f32>
  return
}

// CHECK-LABEL: func.func @tensors_of_indices
func.func @tensors_of_indices(%x: !relax.tensor<[n, m, 8], f32>, %i: !relax.tensor<[k, 1], i64>, %j: !relax.tensor<[3], ui8>, %y: !relax.tensor<*, f32>, %v: !relax.tensor<[8], f32>, %w: !relax.tensor<[k, 1, 1], f32>, %p: !relax.tensor<[p], i64>, %q: !relax.tensor<[q], i64>) {
  // CHECK: relax.index_tensor %{{.*}} indices = [%{{.*}}, %{{.*}}] : ({{.*}}) -> !relax.tensor<[k, 3, 8], f32>
  %r0 = relax.index_tensor %x indices = [%i, %j] : (!relax.tensor<[n, m, 8], f32>, !relax.tensor<[k, 1], i64>, !relax.tensor<[3], ui8>) -> !relax.tensor<[k, 3, 8], f32>
  // CHECK: relax.index_tensor %{{.*}} indices = [%{{.*}}] : ({{.*}}) -> !relax.tensor<[3, m, 8], f32>
  %r1 = relax.index_tensor %x indices = [%j] : (!relax.tensor<[n, m, 8], f32>, !relax.tensor<[3], ui8>) -> !relax.tensor<[3, m, 8], f32>
  // CHECK: relax.index_tensor %{{.*}} indices = [%{{.*}}, %{{.*}}] : ({{.*}}) -> !relax.tensor<[select(p == 1, q, p), 8], f32>
  %r2 = relax.index_tensor %x indices = [%p, %q] : (!relax.tensor<[n, m, 8], f32>, !relax.tensor<[p], i64>, !relax.tensor<[q], i64>) -> !relax.tensor<[select(p == 1, q, p), 8], f32>
  // CHECK: relax.index_tensor %{{.*}} indices = [%{{.*}}] : ({{.*}}) -> !relax.tensor<*, f32>
  %r3 = relax.index_tensor %y indices = [%j] : (!relax.tensor<*, f32>, !relax.tensor<[3], ui8>) -> !relax.tensor<*, f32>
  // CHECK: relax.index_put %{{.*}}, %{{.*}} indices = [%{{.*}}, %{{.*}}] : ({{.*}}) -> !relax.tensor<[n, m, 8], f32>
  %r4 = relax.index_put %x, %v indices = [%i, %j] : (!relax.tensor<[n, m, 8], f32>, !relax.tensor<[8], f32>, !relax.tensor<[k, 1], i64>, !relax.tensor<[3], ui8>) -> !relax.tensor<[n, m, 8], f32>
  // CHECK: relax.index_put %{{.*}}, %{{.*}} indices = [%{{.*}}, %{{.*}}] accumulate : ({{.*}}) -> !relax.tensor<[n, m, 8], f32>
  %r5 = relax.index_put %x, %w indices = [%i, %j] accumulate : (!relax.tensor<[n, m, 8], f32>, !relax.tensor<[k, 1, 1], f32>, !relax.tensor<[k, 1], i64>, !relax.tensor<[3], ui8>) -> !relax.tensor<[n, m, 8], f32>
  // CHECK: relax.index_put %{{.*}}, %{{.*}} indices = [%{{.*}}] : ({{.*}}) -> !relax.tensor<*, f32>
  %r6 = relax.index_put %y, %v indices = [%j] : (!relax.tensor<*, f32>, !relax.tensor<[8], f32>, !relax.tensor<[3], ui8>) -> !relax.tensor<*, f32>
  return
}

// CHECK-LABEL: func.func @slices_replaced
func.func @slices_replaced(%x: !relax.tensor<[n, 8], f32>, %y: !relax.tensor<[min(n, 4), 8], f32>, %z: !relax.tensor<[n, 3], f32>, %u: !relax.tensor<*, f32>, %b: !sym.int<0>, %e: !sym.int<4>, %s: !sym.int<1>, %t: !sym.int<2>, %f: !sym.int<-2>) {
  // CHECK: relax.slice_scatter %{{.*}}, %{{.*}} begin = %{{.*}} end = %{{.*}} stride = %{{.*}} axis = 0 : ({{.*}}) -> !relax.tensor<[n, 8], f32>
  %r0 = relax.slice_scatter %x, %y begin = %b end = %e stride = %s axis = 0 : (!relax.tensor<[n, 8], f32>, !relax.tensor<[min(n, 4), 8], f32>, !sym.int<0>, !sym.int<4>, !sym.int<1>) -> !relax.tensor<[n, 8], f32>
  // CHECK: relax.slice_scatter %{{.*}}, %{{.*}} begin = %{{.*}} end = %{{.*}} stride = %{{.*}} axis = -1 : ({{.*}}) -> !relax.tensor<[n, 8], f32>
  %r1 = relax.slice_scatter %x, %z begin = %s end = %f stride = %t axis = -1 : (!relax.tensor<[n, 8], f32>, !relax.tensor<[n, 3], f32>, !sym.int<1>, !sym.int<-2>, !sym.int<2>) -> !relax.tensor<[n, 8], f32>
  // CHECK: relax.slice_scatter %{{.*}}, %{{.*}} begin = %{{.*}} end = %{{.*}} stride = %{{.*}} axis = 1 : ({{.*}}) -> !relax.tensor<*, f32>
  %r2 = relax.slice_scatter %u, %z begin = %s end = %f stride = %t axis = 1 : (!relax.tensor<*, f32>, !relax.tensor<[n, 3], f32>, !sym.int<1>, !sym.int<-2>, !sym.int<2>) -> !relax.tensor<*, f32>
  return
}

// CHECK-LABEL: func.func @buckets
func.func @buckets(%x: !relax.tensor<[n, 4], f32>, %b: !relax.tensor<[m], f32>, %y: !relax.tensor<*, i8>, %c: !relax.tensor<[?], i8>) {
  // CHECK: relax.bucketize %{{.*}}, %{{.*}} dtype = i64 right : ({{.*}}) -> !relax.tensor<[n, 4], i64>
  %r0 = relax.bucketize %x, %b dtype = i64 right : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n, 4], i64>
  // CHECK: relax.bucketize %{{.*}}, %{{.*}} dtype = i32 : ({{.*}}) -> !relax.tensor<*, i32>
  %r1 = relax.bucketize %y, %c dtype = i32 : (!relax.tensor<*, i8>, !relax.tensor<[?], i8>) -> !relax.tensor<*, i32>
  return
}

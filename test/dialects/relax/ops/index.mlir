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

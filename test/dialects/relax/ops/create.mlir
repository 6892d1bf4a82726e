// Every operator in its custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @create
func.func @create(%fill: !relax.tensor<[], i8>, %s: !relax.shape<[n, 4]>, %r: !relax.shape<*>, %x: !relax.tensor<[n, m], f32>, %zero: !sym.int<0>, %n: !sym.int<n>, %m: !sym.int<m>, %k: !sym.int<-1>) {
  // CHECK: relax.full %{{.*}}, %{{.*}} : (!relax.tensor<[], i8>, !relax.shape<[n, 4]>) -> !relax.tensor<[n, 4], i8>
  %0 = relax.full %fill, %s : (!relax.tensor<[], i8>, !relax.shape<[n, 4]>) -> !relax.tensor<[n, 4], i8>
  // CHECK: relax.full %{{.*}}, %{{.*}} : (!relax.tensor<[], i8>, !relax.shape<*>) -> !relax.tensor<*, i8>
  %1 = relax.full %fill, %r : (!relax.tensor<[], i8>, !relax.shape<*>) -> !relax.tensor<*, i8>
  // CHECK: relax.full_like %{{.*}}, %{{.*}} : (!relax.tensor<[n, m], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, m], i8>
  %2 = relax.full_like %x, %fill : (!relax.tensor<[n, m], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, m], i8>
  // CHECK: relax.zeros %{{.*}} dtype = f16 : (!relax.shape<[n, 4]>) -> !relax.tensor<[n, 4], f16>
  %3 = relax.zeros %s dtype = f16 : (!relax.shape<[n, 4]>) -> !relax.tensor<[n, 4], f16>
  // CHECK: relax.zeros_like %{{.*}} : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  %4 = relax.zeros_like %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  // CHECK: relax.zeros_like %{{.*}} dtype = i64 : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], i64>
  %5 = relax.zeros_like %x dtype = i64 : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], i64>
  // CHECK: relax.ones %{{.*}} dtype = f16 : (!relax.shape<[n, 4]>) -> !relax.tensor<[n, 4], f16>
  %6 = relax.ones %s dtype = f16 : (!relax.shape<[n, 4]>) -> !relax.tensor<[n, 4], f16>
  // CHECK: relax.ones_like %{{.*}} : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  %7 = relax.ones_like %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  // CHECK: relax.ones_like %{{.*}} dtype = i64 : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], i64>
  %8 = relax.ones_like %x dtype = i64 : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], i64>
  // CHECK: relax.arange %{{.*}}, %{{.*}}, %{{.*}} dtype = i64 : (!sym.int<0>, !sym.int<n>, !sym.int<-1>) -> !relax.tensor<[?], i64>
  %9 = relax.arange %zero, %n, %k dtype = i64 : (!sym.int<0>, !sym.int<n>, !sym.int<-1>) -> !relax.tensor<[?], i64>
  // CHECK: relax.arange %{{.*}}, %{{.*}}, %{{.*}} dtype = f32 : (!sym.int<0>, !sym.int<n>, !sym.int<m>) -> !relax.tensor<[?], f32>
  %10 = relax.arange %zero, %n, %m dtype = f32 : (!sym.int<0>, !sym.int<n>, !sym.int<m>) -> !relax.tensor<[?], f32>
  // CHECK: relax.eye %{{.*}}, %{{.*}}, %{{.*}} dtype = f32 : (!sym.int<n>, !sym.int<m>, !sym.int<-1>) -> !relax.tensor<[n, m], f32>
  %11 = relax.eye %n, %m, %k dtype = f32 : (!sym.int<n>, !sym.int<m>, !sym.int<-1>) -> !relax.tensor<[n, m], f32>
  // CHECK: relax.tril %{{.*}}, %{{.*}} : (!relax.tensor<[n, m], f32>, !sym.int<-1>) -> !relax.tensor<[n, m], f32>
  %12 = relax.tril %x, %k : (!relax.tensor<[n, m], f32>, !sym.int<-1>) -> !relax.tensor<[n, m], f32>
  // CHECK: relax.triu %{{.*}}, %{{.*}} : (!relax.tensor<[n, m], f32>, !sym.int<n>) -> !relax.tensor<[n, m], f32>
  %13 = relax.triu %x, %n : (!relax.tensor<[n, m], f32>, !sym.int<n>) -> !relax.tensor<[n, m], f32>
  return
}

// CHECK-LABEL: func.func @diagonals_and_windows
func.func @diagonals_and_windows(%x: !relax.tensor<[n, 4], i8>, %y: !relax.tensor<*, f32>, %n: !sym.int<n>, %k: !sym.int<-1>, %c: !sym.int<16>) {
  // CHECK: relax.eye_like %{{.*}}, %{{.*}} dtype = f32 : ({{.*}}) -> !relax.tensor<[n, 4], f32>
  %r0 = relax.eye_like %x, %k dtype = f32 : (!relax.tensor<[n, 4], i8>, !sym.int<-1>) -> !relax.tensor<[n, 4], f32>
  // CHECK: relax.eye_like %{{.*}}, %{{.*}} : ({{.*}}) -> !relax.tensor<[?, ?], f32>
  %r1 = relax.eye_like %y, %k : (!relax.tensor<*, f32>, !sym.int<-1>) -> !relax.tensor<[?, ?], f32>
  // CHECK: relax.hamming_window %{{.*}} dtype = f32 periodic {alpha = 5.000000e-01 : f64, beta = 5.000000e-01 : f64} : ({{.*}}) -> !relax.tensor<[n], f32>
  %r2 = relax.hamming_window %n dtype = f32 periodic {alpha = 5.000000e-01 : f64, beta = 5.000000e-01 : f64} : (!sym.int<n>) -> !relax.tensor<[n], f32>
  // CHECK: relax.hamming_window %{{.*}} dtype = f16 : ({{.*}}) -> !relax.tensor<[16], f16>
  %r3 = relax.hamming_window %c dtype = f16 : (!sym.int<16>) -> !relax.tensor<[16], f16>
  return
}

// RUN: relax-opt %s -split-input-file --convert-tir-to-llvm | FileCheck %s

// Kernels may be called what a function of the C library is called, which conversion declares and calls where it needs it: the kernel then has the name that
// it gets in machine code anyway. One whose name nobody wants keeps it.
// CHECK-DAG: llvm.func @erf(f64) -> f64
// CHECK-DAG: llvm.func @relax.kernel.erf({{.*}}) -> i32
// CHECK-DAG: llvm.func @cbrt({{.*}}) -> i32
// CHECK-DAG: llvm.call @erf(%{{.+}}) : (f64) -> f64
tir.prim_func @erf(%X: !tir.buffer<[n], f64>, %Y: !tir.buffer<[n], f64>) {
  %x = tir.flat_view %X : !tir.buffer<[n], f64> -> memref<?xf64>
  %y = tir.flat_view %Y : !tir.buffer<[n], f64> -> memref<?xf64>
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %v = memref.load %x[%i] : memref<?xf64>
    %w = math.erf %v : f64
    memref.store %w, %y[%i] : memref<?xf64>
  }
}
tir.prim_func @cbrt(%X: !tir.buffer<[n], f64>, %Y: !tir.buffer<[n], f64>) {
  %x = tir.flat_view %X : !tir.buffer<[n], f64> -> memref<?xf64>
  %y = tir.flat_view %Y : !tir.buffer<[n], f64> -> memref<?xf64>
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %v = memref.load %x[%i] : memref<?xf64>
    memref.store %v, %y[%i] : memref<?xf64>
  }
}

// -----

// The same of functions of upstream dialects, whose callers follow.
// CHECK-LABEL: module attributes {relax.kernel}
// CHECK-DAG: llvm.func @cbrt(f64) -> f64
// CHECK-DAG: llvm.func {{.*}}@relax.kernel.cbrt(%{{.+}}: f64) -> f64
// CHECK-DAG: llvm.call @relax.kernel.cbrt(
// CHECK-DAG: llvm.call @cbrt(
// CHECK-DAG: llvm.func {{.*}}@other(
// CHECK-DAG: llvm.call @other(
module attributes {relax.kernel} {
  func.func private @cbrt(%x: f64) -> f64 {
    %0 = math.cbrt %x : f64
    %1 = func.call @other(%0) : (f64) -> f64
    return %1 : f64
  }
  func.func private @other(%x: f64) -> f64 {
    %0 = arith.addf %x, %x : f64
    return %0 : f64
  }
  func.func @roots(%x: memref<?xf64>, %y: memref<?xf64>) {
    %zero = arith.constant 0 : index
    %one = arith.constant 1 : index
    %n = memref.dim %x, %zero : memref<?xf64>
    scf.for %i = %zero to %n step %one {
      %0 = memref.load %x[%i] : memref<?xf64>
      %1 = func.call @cbrt(%0) : (f64) -> f64
      memref.store %1, %y[%i] : memref<?xf64>
    }
    return
  }
}

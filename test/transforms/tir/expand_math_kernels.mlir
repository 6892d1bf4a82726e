// Kernels with symbolic sizes, at the place in the pipeline where functions become arithmetic: blocks are loops and buffers
// are flat. The sizes stay symbols.
// RUN: relax-opt %s --pass-pipeline='builtin.module(tir.prim_func(tir-lower-blocks,tir-insert-guards,tir-flatten-buffers,tir-collapse-loops,tir-expand-math))' | FileCheck %s
// RUN: relax-opt %s --pass-pipeline='builtin.module(tir.prim_func(tir-lower-blocks,tir-insert-guards,tir-flatten-buffers,tir-collapse-loops,tir-expand-math,tir-expand-math))' | FileCheck %s
// RUN: relax-opt %s --pass-pipeline='builtin.module(tir.prim_func(tir-lower-blocks,tir-insert-guards,tir-flatten-buffers,tir-collapse-loops,tir-expand-math{libm=true}))' | FileCheck %s --check-prefix=LIBM

// The loop is over n * m; nothing of it is lost, and the arithmetic is in its body.
// CHECK-LABEL: tir.prim_func @exp(
// CHECK-SAME:    !tir.buffer<[n, m], f32>
// CHECK:         %[[X:.+]] = tir.flat_view %X
// CHECK:         tir.for %[[I:.+]] = 0 to
// CHECK:           %[[V:.+]] = memref.load %[[X]][%[[I]]]
// CHECK-NOT:       math.exp
// CHECK:           math.fma
// CHECK:           memref.store
// LIBM-LABEL: tir.prim_func @exp(
// LIBM:         %[[V:.+]] = memref.load
// LIBM-NEXT:    math.exp %[[V]] : f32
tir.prim_func @exp(%X: !tir.buffer<[n, m], f32>, %Y: !tir.buffer<[n, m], f32>) {
  %n = sym.value n : !sym.int<n>
  %m = sym.value m : !sym.int<m>
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %m {
      tir.block "exp" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, %m) = %j) {
        %x = tir.load %X[%vi, %vj]
        %y = math.exp %x : f32
        tir.store %y, %Y[%vi, %vj]
      }
    }
  }
}

// A sum of f16 is computed in f32, step by step.
// CHECK-LABEL: tir.prim_func @sum(
// CHECK:         tir.for %{{.+}} = 0 to %{{.+}} {
// CHECK:         tir.for %{{.+}} = 0 to %{{.+}} {
// CHECK:           arith.extf %{{.+}} : f16 to f32
// CHECK:           arith.addf %{{.+}}, %{{.+}} : f32
// CHECK:           arith.truncf %{{.+}} : f32 to f16
// LIBM-LABEL: tir.prim_func @sum(
// LIBM:         arith.addf %{{.+}}, %{{.+}} : f32
tir.prim_func @sum(%X: !tir.buffer<[n, m], f16>, %Y: !tir.buffer<[n], f16>) {
  %n = sym.value n : !sym.int<n>
  %m = sym.value m : !sym.int<m>
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %m {
      tir.block "sum" iters(%vi: spatial [0, %n) = %i, %vj: reduce [0, %m) = %j) {
        tir.init {
          %zero = arith.constant 0.0 : f16
          tir.store %zero, %Y[%vi]
        }
        %a = tir.load %Y[%vi]
        %x = tir.load %X[%vi, %vj]
        %s = arith.addf %a, %x : f16
        tir.store %s, %Y[%vi]
      }
    }
  }
}

// Integers, and functions of f64, stay as they are.
// CHECK-LABEL: tir.prim_func @alone(
// CHECK:         math.exp %{{.+}} : f64
// CHECK:         arith.addi %{{.+}}, %{{.+}} : i32
tir.prim_func @alone(%X: !tir.buffer<[2 * n], f64>, %K: !tir.buffer<[2 * n], i32>, %N: !sym.int<n>, %Y: !tir.buffer<[2 * n], f64>, %L: !tir.buffer<[2 * n], i32>) {
  %n = sym.value 2 * n : !sym.int<2 * n>
  tir.for %i = 0 to %n {
    tir.block "alone" iters(%v: spatial [0, %n) = %i) {
      %x = tir.load %X[%v]
      %y = math.exp %x : f64
      tir.store %y, %Y[%v]
      %k = tir.load %K[%v]
      %l = arith.addi %k, %k : i32
      tir.store %l, %L[%v]
    }
  }
}

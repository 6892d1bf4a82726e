// RUN: relax-opt %s --convert-tir-to-llvm | FileCheck %s

// A bound that is a constant of `sym` is computed in front of the first loop that needs it, also where the kernel has no
// symbols: the second loop shares it.
// CHECK-LABEL: llvm.func @twice(
// CHECK:         llvm.mlir.constant(16 : {{.+}})
// CHECK:         llvm.icmp
// CHECK:         llvm.icmp
// CHECK:         llvm.return
tir.prim_func @twice(%X: !tir.buffer<[16], f32>, %Y: !tir.buffer<[16], f32>) {
  %x = tir.flat_view %X : !tir.buffer<[16], f32> -> memref<?xf32>
  %y = tir.flat_view %Y : !tir.buffer<[16], f32> -> memref<?xf32>
  %two = arith.constant 2.0 : f32
  %size = sym.value 16 : !sym.int<16>
  tir.for %i = 0 to %size {
    %0 = memref.load %x[%i] : memref<?xf32>
    memref.store %0, %y[%i] : memref<?xf32>
  }
  tir.for %i = 0 to %size {
    %0 = memref.load %y[%i] : memref<?xf32>
    %1 = arith.mulf %0, %two : f32
    memref.store %1, %y[%i] : memref<?xf32>
  }
}

// RUN: relax-opt %s --canonicalize --cse | FileCheck %s --check-prefixes=CHECK,CLEAN
// RUN: relax-opt %s --loop-invariant-code-motion | FileCheck %s --check-prefixes=CHECK,LICM

// Declared regions survive; loads of one element are one where nobody writes between them.
// CHECK-LABEL: tir.prim_func @regions
// CHECK:         tir.block "b"
// CHECK-NEXT:      tir.reads %X
// CHECK-NEXT:      tir.writes %Y
// CLEAN:           %[[A:.+]] = tir.load %X
// CLEAN-NEXT:      %[[S:.+]] = arith.addf %[[A]], %[[A]]
// CLEAN-NEXT:      tir.store %[[S]], %Y
// CLEAN-NEXT:      tir.load %X
// CLEAN-NEXT:      tir.store
tir.prim_func @regions(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    tir.block "b" iters(%v: spatial [0, %n) = %i) {
      tir.reads %X[%v]
      tir.writes %Y[%v]
      %a = tir.load %X[%v]
      %b = tir.load %X[%v]
      %s = arith.addf %a, %b : f32
      tir.store %s, %Y[%v]
      %c = tir.load %X[%v]
      tir.store %c, %Y[%v]
    }
  }
}

// What no iteration changes moves out of the loop, but for memory accesses and divisions that may not run.
// CHECK-LABEL: tir.prim_func @hoist
// LICM:          %[[D:.+]] = arith.muli %m, %m : index
// LICM:          tir.for
// LICM-NEXT:       arith.divui
// LICM-NEXT:       tir.load %X[%m]
// LICM-NEXT:       tir.store
tir.prim_func @hoist(%X: !tir.buffer<[n], f32>, %m: index) {
  tir.for %i = 0 to 4 {
    %d = arith.muli %m, %m : index
    %q = arith.divui %d, %m : index
    %a = tir.load %X[%m]
    tir.store %a, %X[%q]
  }
}

// A loop and a block without effects disappear; symbols are materialized once.
// CHECK-LABEL: tir.prim_func @dead
// CLEAN-NEXT:    }
tir.prim_func @dead(%X: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    tir.block "b" iters(%v: spatial [0, %n) = %i) {
    }
  }
}

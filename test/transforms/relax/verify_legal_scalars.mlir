// RUN: relax-opt %s -split-input-file -verify-diagnostics -pass-pipeline='builtin.module(relax-verify-legal{border=scalars})'

// expected-note @below {{the virtual machine adds, multiplies, divides and compares integers of up to 32 or of 64 bits; pass the scalars to a small tir.prim_func that writes the result into a tensor (relax.call_tir)}}
module {
  relax.func @floats(%a: f32, %n: i64) -> f32 {
    // expected-error @below {{5 ops on scalars have no translation to the virtual machine: arith.addf (2), math.exp (1), arith.shli (1), arith.divui (1)}}
    // expected-note @below {{first arith.addf is here}}
    %0 = arith.addf %a, %a : f32
    %1 = arith.addf %0, %a : f32
    // expected-note @below {{first math.exp is here}}
    %2 = math.exp %1 : f32
    // expected-note @below {{first arith.shli is here}}
    %3 = arith.shli %n, %n : i64
    // expected-note @below {{first arith.divui is here}}
    %4 = arith.divui %3, %n : i64
    relax.return %2 : f32
  }
}

// -----

// In a region, too.
// expected-note @below {{the virtual machine}}
module {
  relax.func @region(%c: i1, %a: i32) -> i32 {
    %0 = relax.if %c : i1 -> (i32) {
      // expected-error @below {{1 op on scalars has no translation to the virtual machine: arith.sitofp (1)}}
      // expected-note @below {{first arith.sitofp is here}}
      %1 = arith.sitofp %a : i32 to f32
      relax.yield %a
    } else {
      relax.yield %a
    }
    relax.return %0 : i32
  }
}

// -----

// What has a translation; kernels are not functions of the graph.
tir.prim_func @kernel(%a: f32, %X: !tir.buffer<[4], f32>) {
  %c0 = arith.constant 0 : index
  %b = arith.mulf %a, %a : f32
  tir.store %b, %X[%c0]
}
relax.func @integers(%a: i64, %b: i32, %c: i1, %x: f32) -> f32 {
  %one = arith.constant 1.0 : f32
  %0 = arith.addi %a, %a : i64
  %1 = arith.divsi %0, %a : i64
  %2 = arith.trunci %1 : i64 to i32
  %3 = arith.divui %2, %b : i32
  %4 = arith.cmpi ult, %3, %b : i32
  %5 = arith.andi %4, %c : i1
  %6 = arith.select %5, %one, %x : f32
  relax.return %6 : f32
}

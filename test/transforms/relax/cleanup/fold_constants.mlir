// RUN: relax-opt %s -split-input-file -relax-fold-constants | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-fold-constants -relax-fold-constants | FileCheck %s
// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax-fold-constants{max-bytes=8 max-generated-bytes=4})' | FileCheck %s --check-prefix=SMALL

// Expressions over several functions, in one evaluation; a result that something else uses is a constant of its own.
// CHECK-LABEL: relax.func @chain
//       CHECK: %[[A:.+]] = relax.constant dense<[4.000000e+00, 9.000000e+00]> : tensor<2xf32>
//       CHECK: relax.add %x, %[[A]]
//   CHECK-NOT: relax.multiply
// CHECK-LABEL: relax.func @other
//       CHECK: relax.constant dense<{{\[}}[1.000000e+00, 3.000000e+00], [2.000000e+00, 4.000000e+00]]> : tensor<2x2xf64>
// SMALL-LABEL: relax.func @chain
//   SMALL-NOT: relax.multiply
// SMALL-LABEL: relax.func @other
//       SMALL: relax.permute_dims
relax.func @chain(%x: !relax.tensor<[n, 2], f32>) -> !relax.tensor<[n, 2], f32> {
  %a = relax.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %b = relax.constant dense<1.0> : tensor<2xf32>
  %0 = relax.add %a, %b : (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
  %1 = relax.multiply %0, %0 : (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
  %2 = relax.add %x, %1 : (!relax.tensor<[n, 2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 2], f32>
  relax.return %2 : !relax.tensor<[n, 2], f32>
}
relax.func @other() -> !relax.tensor<[2, 2], f64> {
  %a = relax.constant dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf64>
  %0 = relax.permute_dims %a : (!relax.tensor<[2, 2], f64>) -> !relax.tensor<[2, 2], f64>
  relax.return %0 : !relax.tensor<[2, 2], f64>
}

// -----

// What mentions a symbol stays: the shape of an input as a tensor, a broadcast to a symbolic size, sums of such.
// CHECK-LABEL: relax.func @symbolic
//       CHECK: relax.ints_to_tensor
//       CHECK: relax.broadcast_to
//       CHECK: relax.add
relax.func @symbolic(%x: !relax.tensor<[n, 2], f32>, %n: !sym.int<n>) -> (!relax.tensor<[2], i64>, !relax.tensor<[n], f32>) {
  %c2 = sym.value 2 : !sym.int<2>
  %0 = relax.ints_to_tensor(%n, %c2) : (!sym.int<n>, !sym.int<2>) -> !relax.tensor<[2], i64>
  %a = relax.constant dense<1> : tensor<2xi64>
  %b = relax.constant dense<1.0> : tensor<1xf32>
  %s = relax.shape(%n) : (!sym.int<n>) -> !relax.shape<[n]>
  %1 = relax.broadcast_to %b, %s : (!relax.tensor<[1], f32>, !relax.shape<[n]>) -> !relax.tensor<[n], f32>
  %2 = relax.add %0, %a : (!relax.tensor<[2], i64>, !relax.tensor<[2], i64>) -> !relax.tensor<[2], i64>
  relax.return %2, %1 : !relax.tensor<[2], i64>, !relax.tensor<[n], f32>
}

// -----

// A shape of numbers folds without running anything.
// CHECK-LABEL: relax.func @shape
//       CHECK: relax.constant dense<[2, 3]> : tensor<2xi64>
//   CHECK-NOT: relax.ints_to_tensor
relax.func @shape() -> !relax.tensor<[2], i64> {
  %c2 = sym.value 2 : !sym.int<2>
  %c3 = sym.value 3 : !sym.int<3>
  %0 = relax.ints_to_tensor(%c2, %c3) : (!sym.int<2>, !sym.int<3>) -> !relax.tensor<[2], i64>
  relax.return %0 : !relax.tensor<[2], i64>
}

// -----

// Element types: bool, integers, the narrow floats.
// CHECK-LABEL: relax.func @types
//   CHECK-DAG: dense<[true, false]> : tensor<2xi1>
//   CHECK-DAG: dense<[8589934592, -3]> : tensor<2xi64>
//   CHECK-DAG: dense<[3.000000e+00, 5.000000e-01]> : tensor<2xbf16>
//   CHECK-DAG: dense<[254, 4]> : tensor<2xui8>
relax.func @types() -> (!relax.tensor<[2], i1>, !relax.tensor<[2], i64>, !relax.tensor<[2], bf16>, !relax.tensor<[2], ui8>) {
  %a = relax.constant dense<[4294967296, -1]> : tensor<2xi64>
  %b = relax.constant dense<[2, 3]> : tensor<2xi64>
  %0 = relax.greater %a, %b : (!relax.tensor<[2], i64>, !relax.tensor<[2], i64>) -> !relax.tensor<[2], i1>
  %1 = relax.multiply %a, %b : (!relax.tensor<[2], i64>, !relax.tensor<[2], i64>) -> !relax.tensor<[2], i64>
  %c = relax.constant dense<[1.5, 0.25]> : tensor<2xf32>
  %2 = relax.add %c, %c : (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
  %3 = relax.astype %2 dtype = bf16 : (!relax.tensor<[2], f32>) -> !relax.tensor<[2], bf16>
  %d = relax.constant dense<[127, 2]> : tensor<2xui8>
  %4 = relax.add %d, %d : (!relax.tensor<[2], ui8>, !relax.tensor<[2], ui8>) -> !relax.tensor<[2], ui8>
  relax.return %0, %1, %3, %4 : !relax.tensor<[2], i1>, !relax.tensor<[2], i64>, !relax.tensor<[2], bf16>, !relax.tensor<[2], ui8>
}

// -----

// What comes out as one value over and over is stored once; a giant broadcast is not made.
// CHECK-LABEL: relax.func @sizes
//       CHECK: relax.constant dense<0.000000e+00> : tensor<64xf32>
//       CHECK: relax.broadcast_to
relax.func @sizes() -> (!relax.tensor<[64], f32>, !relax.tensor<[1024, 1024], f32>) {
  %a = relax.constant dense<[[1.0, 2.0]]> : tensor<1x2xf32>
  %0 = relax.subtract %a, %a : (!relax.tensor<[1, 2], f32>, !relax.tensor<[1, 2], f32>) -> !relax.tensor<[1, 2], f32>
  %c32 = sym.value 32 : !sym.int<32>
  %c2 = sym.value 2 : !sym.int<2>
  %s = relax.shape(%c32, %c2) : (!sym.int<32>, !sym.int<2>) -> !relax.shape<[32, 2]>
  %1 = relax.broadcast_to %0, %s : (!relax.tensor<[1, 2], f32>, !relax.shape<[32, 2]>) -> !relax.tensor<[32, 2], f32>
  %2 = relax.flatten %1 : (!relax.tensor<[32, 2], f32>) -> !relax.tensor<[64], f32>
  %b = relax.constant dense<1.0> : tensor<1xf32>
  %k = sym.value 1024 : !sym.int<1024>
  %t = relax.shape(%k, %k) : (!sym.int<1024>, !sym.int<1024>) -> !relax.shape<[1024, 1024]>
  %3 = relax.broadcast_to %b, %t : (!relax.tensor<[1], f32>, !relax.shape<[1024, 1024]>) -> !relax.tensor<[1024, 1024], f32>
  relax.return %2, %3 : !relax.tensor<[64], f32>, !relax.tensor<[1024, 1024], f32>
}

// -----

// A call of a kernel, and a kernel whose code is elsewhere; a packed function.
// CHECK-LABEL: relax.func @kernels
//       CHECK: dense<[4, 5]> : tensor<2xi32>
//   CHECK-NOT: relax.call_tir @successor
//       CHECK: relax.call_tir @elsewhere
//       CHECK: relax.call_pure_packed
tir.prim_func private @successor(%X: !tir.buffer<[n], i32>, %Y: !tir.buffer<[n], i32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    tir.block "successor" iters(%vi: spatial [0, %n) = %i) {
      %x = tir.load %X[%vi]
      %c1 = arith.constant 1 : i32
      %y = arith.addi %x, %c1 : i32
      tir.store %y, %Y[%vi]
    }
  }
}
func.func private @elsewhere(memref<?xi32>, memref<?xi32>)
relax.func @kernels() -> (!relax.tensor<[2], i32>, !relax.tensor<[2], i32>, !relax.tensor<[2], i32>) {
  %a = relax.constant dense<[3, 4]> : tensor<2xi32>
  %0 = relax.call_tir @successor(%a) : (!relax.tensor<[2], i32>) -> !relax.tensor<[2], i32>
  %1 = relax.call_tir @elsewhere(%a) : (!relax.tensor<[2], i32>) -> !relax.tensor<[2], i32>
  %2 = relax.call_pure_packed "f"(%a) : (!relax.tensor<[2], i32>) -> !relax.tensor<[2], i32>
  relax.return %0, %1, %2 : !relax.tensor<[2], i32>, !relax.tensor<[2], i32>, !relax.tensor<[2], i32>
}

// -----

// An index out of range fails when the program runs. What stands beside it folds.
// CHECK-LABEL: relax.func @failing
//       CHECK: relax.take
//       CHECK: relax.constant dense<[8.000000e+00, 1.000000e+01]>
relax.func @failing() -> (!relax.tensor<[1], f32>, !relax.tensor<[2], f32>) {
  %a = relax.constant dense<[3.0, 4.0]> : tensor<2xf32>
  %b = relax.constant dense<[5.0, 6.0]> : tensor<2xf32>
  %i = relax.constant dense<[7]> : tensor<1xi64>
  %0 = relax.take %a, %i axis = 0 : (!relax.tensor<[2], f32>, !relax.tensor<[1], i64>) -> !relax.tensor<[1], f32>
  %1 = relax.add %a, %b : (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
  relax.return %0, %1 : !relax.tensor<[1], f32>, !relax.tensor<[2], f32>
}

// -----

// A resource is passed as it lies; the result is a resource of its own.
// CHECK-LABEL: relax.func @resources
//       CHECK: relax.constant dense_resource<folded
//   CHECK-NOT: relax.permute_dims
relax.func @resources() -> !relax.tensor<[32, 3], f32> {
  %a = relax.constant dense_resource<weights> : tensor<3x32xf32>
  %0 = relax.permute_dims %a : (!relax.tensor<[3, 32], f32>) -> !relax.tensor<[32, 3], f32>
  relax.return %0 : !relax.tensor<[32, 3], f32>
}
{-#
  dialect_resources: {
    builtin: {
      weights: "0x04000000000000000000803f0000004000004040000080400000a0400000c0400000e0400000004100001041000020410000304100004041000050410000604100007041000080410000884100009041000098410000a0410000a8410000b0410000b8410000c0410000c8410000d0410000d8410000e0410000e8410000f0410000f84100000042000004420000084200000c4200001042000014420000184200001c4200002042000024420000284200002c4200003042000034420000384200003c4200004042000044420000484200004c4200005042000054420000584200005c4200006042000064420000684200006c4200007042000074420000784200007c42000080420000824200008442000086420000884200008a4200008c4200008e42000090420000924200009442000096420000984200009a4200009c4200009e420000a0420000a2420000a4420000a6420000a8420000aa420000ac420000ae420000b0420000b2420000b4420000b6420000b8420000ba420000bc420000be42"
    }
  }
#-}

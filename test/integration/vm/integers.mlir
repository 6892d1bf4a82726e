// Sizes that the program computes as a tensor reach shapes, and go back into tensors; both modes.
//
// RUN: relaxc %s -o %t.b.so --exec-mode=bytecode
// RUN: relaxc %s -o %t.c.so --exec-mode=compiled
// RUN: relax-run %t.b.so --function=sizes --input x=random:6:f32 | FileCheck %s --check-prefix=SIZES
// RUN: relax-run %t.c.so --function=sizes --input x=random:6:f32 | FileCheck %s --check-prefix=SIZES
// RUN: not relax-run %t.b.so --function=sizes --input x=random:7:f32 2>&1 | FileCheck %s --check-prefix=WRONG
// RUN: not relax-run %t.c.so --function=sizes --input x=random:7:f32 2>&1 | FileCheck %s --check-prefix=WRONG
// RUN: relax-run %t.b.so --function=narrow | FileCheck %s --check-prefix=NARROW
// RUN: relax-run %t.c.so --function=narrow | FileCheck %s --check-prefix=NARROW

// SIZES: 0 (result0): i64 [3] = 2 3 -1
// SIZES: 1 (result1): f32 [2, 3] =
// WRONG: integers.mlir:[[#@LINE+7]]:8: error: condition 'n == 6' does not hold in relax.reshape of x, numbers of elements before and after: got 7 and 6
relax.func @sizes(%x: !relax.tensor<[n], f32>) -> (!relax.tensor<[3], i64>, !relax.tensor<[?, ?], f32>) {
  %t = relax.constant dense<[2, 3]> : tensor<2xi64>
  %a, %b = relax.tensor_to_ints %t symbols ["a", "b"] : !relax.tensor<[2], i64> -> !sym.int<a>, !sym.int<b>
  %c = sym.value a * b - 7 of (%a, %b : !sym.int<a>, !sym.int<b>) : !sym.int<a * b - 7>
  %0 = relax.ints_to_tensor(%a, %b, %c) : (!sym.int<a>, !sym.int<b>, !sym.int<a * b - 7>) -> !relax.tensor<[3], i64>
  %s = relax.shape(%a, %b) : (!sym.int<a>, !sym.int<b>) -> !relax.shape<[a, b]>
  %1 = relax.reshape %x, %s : (!relax.tensor<[n], f32>, !relax.shape<[a, b]>) -> !relax.tensor<[a, b], f32>
  %2 = relax.forget %1 : !relax.tensor<[a, b], f32> -> !relax.tensor<[?, ?], f32>
  relax.return %0, %2 : !relax.tensor<[3], i64>, !relax.tensor<[?, ?], f32>
}

// NARROW: 0 (result0): i64 [4] = -2 250 -3 65533
relax.func @narrow() -> !relax.tensor<[4], i64> {
  %0 = relax.constant dense<[1, -2]> : tensor<2xi8>
  %1 = relax.constant dense<250> : tensor<ui8>
  %2 = relax.constant dense<-3> : tensor<1xi32>
  %3 = relax.constant dense<65533> : tensor<ui16>
  %a, %b = relax.tensor_to_ints %0 symbols ["a", "b"] : !relax.tensor<[2], i8> -> !sym.int<a>, !sym.int<b>
  %c = relax.tensor_to_ints %1 symbols ["c"] : !relax.tensor<[], ui8> -> !sym.int<c>
  %d = relax.tensor_to_ints %2 symbols ["d"] : !relax.tensor<[1], i32> -> !sym.int<d>
  %e = relax.tensor_to_ints %3 symbols ["e"] : !relax.tensor<[], ui16> -> !sym.int<e>
  %4 = relax.ints_to_tensor(%b, %c, %d, %e) : (!sym.int<b>, !sym.int<c>, !sym.int<d>, !sym.int<e>) -> !relax.tensor<[4], i64>
  relax.return %4 : !relax.tensor<[4], i64>
}

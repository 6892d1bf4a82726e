// A convolution whose result is read in slices computes them side by side: the results are those of the program that is not fused (integers, so that no
// rounding differs).
//
// RUN: relaxc %s -o %t.0.so -O0
// RUN: relaxc %s -o %t.b.so -O2 --exec-mode=bytecode
// RUN: relaxc %s -o %t.c.so -O2 --exec-mode=compiled
// RUN: relaxc %s --emit=tir -O2 -o - | FileCheck %s
// CHECK-LABEL: relax.func @gated
// CHECK-COUNT-1: relax.call_tir
// CHECK-NOT: relax.call_tir
// CHECK-LABEL: relax.func @some
//
// RUN: relax-run %t.0.so --function=gated --input x=random:2x3x17:i32 --input w=random:8x3x3:i32 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=gated --input x=random:2x3x17:i32 --input w=random:8x3x3:i32 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=gated --input x=random:2x3x17:i32 --input w=random:8x3x3:i32 --output-dir %t.c.out
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: relax-run %t.0.so --function=some --input x=random:5x64:i32 --input w=random:64x12:i32 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=some --input x=random:5x64:i32 --input w=random:64x12:i32 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=some --input x=random:5x64:i32 --input w=random:64x12:i32 --output-dir %t.c.out
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: cmp %t.0.out/out_1.npy %t.b.out/out_1.npy && cmp %t.0.out/out_1.npy %t.c.out/out_1.npy

relax.func @gated(%x: !relax.tensor<[n, 3, l], i32>, %w: !relax.tensor<[8, 3, 3], i32>) -> !relax.tensor<[n, 4, l], i32> {
  %0 = relax.conv1d %x, %w strides = [1] padding = [1, 1] dilation = [1] : (!relax.tensor<[n, 3, l], i32>, !relax.tensor<[8, 3, 3], i32>) -> !relax.tensor<[n, 8, l], i32>
  %zero = sym.value 0 : !sym.int<0>
  %one = sym.value 1 : !sym.int<1>
  %four = sym.value 4 : !sym.int<4>
  %eight = sym.value 8 : !sym.int<8>
  %a = relax.strided_slice %0 begin = [%zero] end = [%four] strides = [%one] axes = [1] : (!relax.tensor<[n, 8, l], i32>, !sym.int<0>, !sym.int<4>, !sym.int<1>) -> !relax.tensor<[n, 4, l], i32>
  %b = relax.strided_slice %0 begin = [%four] end = [%eight] strides = [%one] axes = [1] : (!relax.tensor<[n, 8, l], i32>, !sym.int<4>, !sym.int<8>, !sym.int<1>) -> !relax.tensor<[n, 4, l], i32>
  %c = relax.relu %a : (!relax.tensor<[n, 4, l], i32>) -> !relax.tensor<[n, 4, l], i32>
  %d = relax.multiply %b, %c : (!relax.tensor<[n, 4, l], i32>, !relax.tensor<[n, 4, l], i32>) -> !relax.tensor<[n, 4, l], i32>
  relax.return %d
}

// Three parts, one of which nobody reads, and two results.
relax.func @some(%x: !relax.tensor<[n, m], i32>, %w: !relax.tensor<[m, 12], i32>) -> (!relax.tensor<[n, 4], i32>, !relax.tensor<[n, 4], i32>) {
  %four = sym.value 4 : !sym.int<4>
  %0 = relax.matmul %x, %w : (!relax.tensor<[n, m], i32>, !relax.tensor<[m, 12], i32>) -> !relax.tensor<[n, 12], i32>
  %1:3 = relax.split %0 sizes = [%four, %four, %four] axis = 1 : (!relax.tensor<[n, 12], i32>, !sym.int<4>, !sym.int<4>, !sym.int<4>) -> (!relax.tensor<[n, 4], i32>, !relax.tensor<[n, 4], i32>, !relax.tensor<[n, 4], i32>)
  %2 = relax.negative %1#0 : (!relax.tensor<[n, 4], i32>) -> !relax.tensor<[n, 4], i32>
  %3 = relax.maximum %1#2, %2 : (!relax.tensor<[n, 4], i32>, !relax.tensor<[n, 4], i32>) -> !relax.tensor<[n, 4], i32>
  relax.return %2, %3
}

// Reshapes between kernels, as exporters write them, and several reductions of one input: each function is one kernel, and computes what the program
// computes that is not fused (integers, so that no rounding differs).
//
// RUN: relaxc %s -o %t.0.so -O0
// RUN: relaxc %s -o %t.b.so -O2 --exec-mode=bytecode
// RUN: relaxc %s -o %t.c.so -O2 --exec-mode=compiled
// RUN: relaxc %s --emit=tir -O2 -o - | FileCheck %s
// CHECK-LABEL: relax.func @channels
// CHECK-COUNT-1: relax.call_tir
// CHECK-NOT: relax.call_tir
// CHECK-LABEL: relax.func @rows
// CHECK-COUNT-1: relax.call_tir
// CHECK-NOT: relax.call_tir
// CHECK-LABEL: relax.func @split_rows
// CHECK-COUNT-1: relax.call_tir
// CHECK-NOT: relax.call_tir
// CHECK-LABEL: relax.func @places
// CHECK-COUNT-1: relax.call_tir
// CHECK-NOT: relax.call_tir
// CHECK-LABEL: relax.func @heads
// CHECK-COUNT-1: relax.call_tir
// CHECK-NOT: relax.call_tir
// CHECK-LABEL: relax.func @reductions
// CHECK-COUNT-1: relax.call_tir
// CHECK-NOT: relax.call_tir
// CHECK: tir.prim_func
//
// RUN: relax-run %t.0.so --function=channels --input x=random:5x4x8:i32 --input b=random:32:i32 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=channels --input x=random:5x4x8:i32 --input b=random:32:i32 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=channels --input x=random:5x4x8:i32 --input b=random:32:i32 --output-dir %t.c.out
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: relax-run %t.0.so --function=rows --input x=random:2x3x4:i32 --input w=random:4x8:i32 --input b=random:8:i32 --input r=random:6x8:i32 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=rows --input x=random:2x3x4:i32 --input w=random:4x8:i32 --input b=random:8:i32 --input r=random:6x8:i32 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=rows --input x=random:2x3x4:i32 --input w=random:4x8:i32 --input b=random:8:i32 --input r=random:6x8:i32 --output-dir %t.c.out
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: relax-run %t.0.so --function=split_rows --input x=random:2x3x8:i32 --input r=random:6x8:i32 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=split_rows --input x=random:2x3x8:i32 --input r=random:6x8:i32 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=split_rows --input x=random:2x3x8:i32 --input r=random:6x8:i32 --output-dir %t.c.out
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: relax-run %t.0.so --function=places --input x=random:1x3x5x7:i32 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=places --input x=random:1x3x5x7:i32 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=places --input x=random:1x3x5x7:i32 --output-dir %t.c.out
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: relax-run %t.0.so --function=heads --input x=random:2x3x32:i32 --input r=random:2x4x3x8:i32 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=heads --input x=random:2x3x32:i32 --input r=random:2x4x3x8:i32 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=heads --input x=random:2x3x32:i32 --input r=random:2x4x3x8:i32 --output-dir %t.c.out
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: relax-run %t.0.so --function=reductions --input x=random:5x9:i32 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=reductions --input x=random:5x9:i32 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=reductions --input x=random:5x9:i32 --output-dir %t.c.out
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: cmp %t.0.out/out_1.npy %t.b.out/out_1.npy && cmp %t.0.out/out_1.npy %t.c.out/out_1.npy
// RUN: cmp %t.0.out/out_2.npy %t.b.out/out_2.npy && cmp %t.0.out/out_2.npy %t.c.out/out_2.npy

relax.func @channels(%x: !relax.tensor<[n, 4, 8], i32>, %b: !relax.tensor<[32], i32>) -> !relax.tensor<[n, 32], i32> {
  %a = relax.negative %x : (!relax.tensor<[n, 4, 8], i32>) -> !relax.tensor<[n, 4, 8], i32>
  %d1_0 = sym.value n of (%x : !relax.tensor<[n, 4, 8], i32>) : !sym.int<n>
  %d1_1 = sym.value 32 : !sym.int<32>
  %s1 = relax.shape(%d1_0, %d1_1) : (!sym.int<n>, !sym.int<32>) -> !relax.shape<[n, 32]>
  %r = relax.reshape %a, %s1 : (!relax.tensor<[n, 4, 8], i32>, !relax.shape<[n, 32]>) -> !relax.tensor<[n, 32], i32>
  %y = relax.add %r, %b : (!relax.tensor<[n, 32], i32>, !relax.tensor<[32], i32>) -> !relax.tensor<[n, 32], i32>
  relax.return %y
}

relax.func @rows(%x: !relax.tensor<[n, m, 4], i32>, %w: !relax.tensor<[4, 8], i32>, %b: !relax.tensor<[8], i32>, %r: !relax.tensor<[n * m, 8], i32>) -> !relax.tensor<[n * m, 8], i32> {
  %a = relax.matmul %x, %w : (!relax.tensor<[n, m, 4], i32>, !relax.tensor<[4, 8], i32>) -> !relax.tensor<[n, m, 8], i32>
  %d1_0 = sym.value n * m of (%x : !relax.tensor<[n, m, 4], i32>) : !sym.int<n * m>
  %d1_1 = sym.value 8 : !sym.int<8>
  %s1 = relax.shape(%d1_0, %d1_1) : (!sym.int<n * m>, !sym.int<8>) -> !relax.shape<[n * m, 8]>
  %v = relax.reshape %a, %s1 : (!relax.tensor<[n, m, 8], i32>, !relax.shape<[n * m, 8]>) -> !relax.tensor<[n * m, 8], i32>
  %c = relax.add %v, %b : (!relax.tensor<[n * m, 8], i32>, !relax.tensor<[8], i32>) -> !relax.tensor<[n * m, 8], i32>
  %d = relax.relu %c : (!relax.tensor<[n * m, 8], i32>) -> !relax.tensor<[n * m, 8], i32>
  %y = relax.multiply %d, %r : (!relax.tensor<[n * m, 8], i32>, !relax.tensor<[n * m, 8], i32>) -> !relax.tensor<[n * m, 8], i32>
  relax.return %y
}

relax.func @split_rows(%x: !relax.tensor<[n, m, 8], i32>, %r: !relax.tensor<[n * m, 8], i32>) -> !relax.tensor<[n, m, 8], i32> {
  %a = relax.negative %r : (!relax.tensor<[n * m, 8], i32>) -> !relax.tensor<[n * m, 8], i32>
  %d1_0 = sym.value n of (%x : !relax.tensor<[n, m, 8], i32>) : !sym.int<n>
  %d1_1 = sym.value m of (%x : !relax.tensor<[n, m, 8], i32>) : !sym.int<m>
  %d1_2 = sym.value 8 : !sym.int<8>
  %s1 = relax.shape(%d1_0, %d1_1, %d1_2) : (!sym.int<n>, !sym.int<m>, !sym.int<8>) -> !relax.shape<[n, m, 8]>
  %v = relax.reshape %a, %s1 : (!relax.tensor<[n * m, 8], i32>, !relax.shape<[n, m, 8]>) -> !relax.tensor<[n, m, 8], i32>
  %y = relax.add %v, %x : (!relax.tensor<[n, m, 8], i32>, !relax.tensor<[n, m, 8], i32>) -> !relax.tensor<[n, m, 8], i32>
  relax.return %y
}

relax.func @places(%x: !relax.tensor<[1, c, h, w], i32>) -> !relax.tensor<[c], i32> {
  %a = relax.negative %x : (!relax.tensor<[1, c, h, w], i32>) -> !relax.tensor<[1, c, h, w], i32>
  %d1_0 = sym.value c of (%x : !relax.tensor<[1, c, h, w], i32>) : !sym.int<c>
  %d1_1 = sym.value h * w of (%x : !relax.tensor<[1, c, h, w], i32>) : !sym.int<h * w>
  %s1 = relax.shape(%d1_0, %d1_1) : (!sym.int<c>, !sym.int<h * w>) -> !relax.shape<[c, h * w]>
  %v = relax.reshape %a, %s1 : (!relax.tensor<[1, c, h, w], i32>, !relax.shape<[c, h * w]>) -> !relax.tensor<[c, h * w], i32>
  %b = relax.relu %v : (!relax.tensor<[c, h * w], i32>) -> !relax.tensor<[c, h * w], i32>
  %y = relax.sum %b axis = [1] : (!relax.tensor<[c, h * w], i32>) -> !relax.tensor<[c], i32>
  relax.return %y
}

relax.func @heads(%x: !relax.tensor<[b, s, 32], i32>, %r: !relax.tensor<[b, 4, s, 8], i32>) -> !relax.tensor<[b, s, 32], i32> {
  %a = relax.negative %x : (!relax.tensor<[b, s, 32], i32>) -> !relax.tensor<[b, s, 32], i32>
  %d1_0 = sym.value b of (%x : !relax.tensor<[b, s, 32], i32>) : !sym.int<b>
  %d1_1 = sym.value s of (%x : !relax.tensor<[b, s, 32], i32>) : !sym.int<s>
  %d1_2 = sym.value 4 : !sym.int<4>
  %d1_3 = sym.value 8 : !sym.int<8>
  %s1 = relax.shape(%d1_0, %d1_1, %d1_2, %d1_3) : (!sym.int<b>, !sym.int<s>, !sym.int<4>, !sym.int<8>) -> !relax.shape<[b, s, 4, 8]>
  %v = relax.reshape %a, %s1 : (!relax.tensor<[b, s, 32], i32>, !relax.shape<[b, s, 4, 8]>) -> !relax.tensor<[b, s, 4, 8], i32>
  %t = relax.permute_dims %v axes = [0, 2, 1, 3] : (!relax.tensor<[b, s, 4, 8], i32>) -> !relax.tensor<[b, 4, s, 8], i32>
  %u = relax.add %t, %r : (!relax.tensor<[b, 4, s, 8], i32>, !relax.tensor<[b, 4, s, 8], i32>) -> !relax.tensor<[b, 4, s, 8], i32>
  %p = relax.permute_dims %u axes = [0, 2, 1, 3] : (!relax.tensor<[b, 4, s, 8], i32>) -> !relax.tensor<[b, s, 4, 8], i32>
  %d2_0 = sym.value b of (%x : !relax.tensor<[b, s, 32], i32>) : !sym.int<b>
  %d2_1 = sym.value s of (%x : !relax.tensor<[b, s, 32], i32>) : !sym.int<s>
  %d2_2 = sym.value 32 : !sym.int<32>
  %s2 = relax.shape(%d2_0, %d2_1, %d2_2) : (!sym.int<b>, !sym.int<s>, !sym.int<32>) -> !relax.shape<[b, s, 32]>
  %q = relax.reshape %p, %s2 : (!relax.tensor<[b, s, 4, 8], i32>, !relax.shape<[b, s, 32]>) -> !relax.tensor<[b, s, 32], i32>
  %y = relax.multiply %q, %x : (!relax.tensor<[b, s, 32], i32>, !relax.tensor<[b, s, 32], i32>) -> !relax.tensor<[b, s, 32], i32>
  relax.return %y
}

relax.func @reductions(%x: !relax.tensor<[n, m], i32>) -> (!relax.tensor<[n], i32>, !relax.tensor<[n], i32>, !relax.tensor<[n], i32>) {
  %a = relax.multiply %x, %x : (!relax.tensor<[n, m], i32>, !relax.tensor<[n, m], i32>) -> !relax.tensor<[n, m], i32>
  %y = relax.sum %a axis = [1] : (!relax.tensor<[n, m], i32>) -> !relax.tensor<[n], i32>
  %z = relax.max %x axis = [1] : (!relax.tensor<[n, m], i32>) -> !relax.tensor<[n], i32>
  %e = relax.negative %x : (!relax.tensor<[n, m], i32>) -> !relax.tensor<[n, m], i32>
  %w = relax.max %e axis = [1] : (!relax.tensor<[n, m], i32>) -> !relax.tensor<[n], i32>
  relax.return %y, %z, %w
}

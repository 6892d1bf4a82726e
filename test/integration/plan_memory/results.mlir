// Results lend their memory to what comes before them: several results, for several sizes, twice in one run, so that a result of the first call is there
// while the second one runs.
//
// RUN: relaxc %s -o %t.0.so -O0
// RUN: relaxc %s -o %t.b.so -O2 --exec-mode=bytecode
// RUN: relaxc %s -o %t.c.so -O2 --exec-mode=compiled
// RUN: relax-run %t.b.so --dump | FileCheck %s
// CHECK: plans (2)
// CHECK-NEXT: planned for the sizes of a call, 2 of them kept
// CHECK-NEXT: bytes, 1 of them kept
//
// RUN: relax-run %t.0.so --function=twice --input x=random:7:f32 --input y=random:30:f32 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=twice --input x=random:7:f32 --input y=random:30:f32 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=twice --input x=random:7:f32 --input y=random:30:f32 --output-dir %t.c.out
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: cmp %t.0.out/out_1.npy %t.b.out/out_1.npy && cmp %t.0.out/out_1.npy %t.c.out/out_1.npy
// RUN: cmp %t.0.out/out_2.npy %t.b.out/out_2.npy && cmp %t.0.out/out_2.npy %t.c.out/out_2.npy
// RUN: cmp %t.0.out/out_3.npy %t.b.out/out_3.npy && cmp %t.0.out/out_3.npy %t.c.out/out_3.npy
//
// RUN: relax-run %t.0.so --function=twice --input x=random:200:f32 --input y=random:1:f32 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=twice --input x=random:200:f32 --input y=random:1:f32 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=twice --input x=random:200:f32 --input y=random:1:f32 --output-dir %t.c.out
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: cmp %t.0.out/out_1.npy %t.b.out/out_1.npy && cmp %t.0.out/out_1.npy %t.c.out/out_1.npy
// RUN: cmp %t.0.out/out_2.npy %t.b.out/out_2.npy && cmp %t.0.out/out_2.npy %t.c.out/out_2.npy
// RUN: cmp %t.0.out/out_3.npy %t.b.out/out_3.npy && cmp %t.0.out/out_3.npy %t.c.out/out_3.npy
//
// Nothing at all.
// RUN: relax-run %t.b.so --function=twice --input x=random:0:f32 --input y=random:0:f32 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=twice --input x=random:0:f32 --input y=random:0:f32 --output-dir %t.c.out
//
// Sizes that are constants.
// RUN: relax-run %t.0.so --function=fixed --input x=random:16:f32 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=fixed --input x=random:16:f32 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=fixed --input x=random:16:f32 --output-dir %t.c.out
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy

// Each element of the result needs all of the input: two of these are not one kernel.
tir.prim_func @mix(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) attributes {tir.op_pattern = "opaque"} {
  %s = sym.value s : !sym.int<s>
  tir.for %i = 0 to %s {
    tir.for %j = 0 to %s {
      tir.block "mix" iters(%vi: spatial [0, %s) = %i, %vj: reduce [0, %s) = %j) {
        tir.init {
          %zero = arith.constant 0.0 : f32
          tir.store %zero, %Y[%vi]
        }
        %half = arith.constant 0.5 : f32
        %x = tir.load %X[%vj]
        %old = tir.load %Y[%vi]
        %sum = arith.addf %old, %x : f32
        %new = arith.mulf %sum, %half : f32
        tir.store %new, %Y[%vi]
      }
    }
  }
}
tir.prim_func @mix_into(%X: !tir.buffer<[s], f32>, %Z: !tir.buffer<[r], f32>, %Y: !tir.buffer<[r], f32>) attributes {tir.op_pattern = "opaque"} {
  %s = sym.value s : !sym.int<s>
  %r = sym.value r : !sym.int<r>
  tir.for %i = 0 to %r {
    tir.for %j = 0 to %s {
      tir.block "mix" iters(%vi: spatial [0, %r) = %i, %vj: reduce [0, %s) = %j) {
        tir.init {
          %z = tir.load %Z[%vi]
          tir.store %z, %Y[%vi]
        }
        %half = arith.constant 0.5 : f32
        %x = tir.load %X[%vj]
        %old = tir.load %Y[%vi]
        %sum = arith.addf %old, %x : f32
        %new = arith.mulf %sum, %half : f32
        tir.store %new, %Y[%vi]
      }
    }
  }
}
relax.func @both(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) {
  %a = relax.call_tir @mix(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %b = relax.call_tir @mix_into(%a, %y) : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
  %c = relax.call_tir @mix_into(%b, %x) : (!relax.tensor<[m], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %d = relax.call_tir @mix_into(%c, %b) : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
  %e = relax.call_tir @mix_into(%d, %c) : (!relax.tensor<[m], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %f = relax.call_tir @mix_into(%e, %d) : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
  relax.return %e, %f : !relax.tensor<[n], f32>, !relax.tensor<[m], f32>
}
relax.func @twice(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>)
    -> (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>, !relax.tensor<[n], f32>, !relax.tensor<[m], f32>) {
  %0, %1 = relax.call @both(%x, %y) : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>)
  %2, %3 = relax.call @both(%0, %1) : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>)
  relax.return %0, %1, %2, %3 : !relax.tensor<[n], f32>, !relax.tensor<[m], f32>, !relax.tensor<[n], f32>, !relax.tensor<[m], f32>
}
relax.func @fixed(%x: !relax.tensor<[16], f32>) -> !relax.tensor<[16], f32> {
  %a = relax.call_tir @mix(%x) : (!relax.tensor<[16], f32>) -> !relax.tensor<[16], f32>
  %b = relax.call_tir @mix(%a) : (!relax.tensor<[16], f32>) -> !relax.tensor<[16], f32>
  %c = relax.call_tir @mix(%b) : (!relax.tensor<[16], f32>) -> !relax.tensor<[16], f32>
  %d = relax.call_tir @mix(%c) : (!relax.tensor<[16], f32>) -> !relax.tensor<[16], f32>
  relax.return %d : !relax.tensor<[16], f32>
}

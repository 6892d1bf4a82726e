// A plan across branches and loops, with views and captured values, for several sizes, twice in one run.
//
// RUN: relaxc %s -o %t.0.so -O0
// RUN: relaxc %s -o %t.b.so -O2 --exec-mode=bytecode
// RUN: relaxc %s -o %t.c.so -O2 --exec-mode=compiled
// RUN: relax-run %t.b.so --dump | FileCheck %s
// CHECK: alloc_arena
// CHECK: plans (
//
// RUN: relax-run %t.0.so --function=twice --input x=random:7:f32 --input y=random:30:f32 --input k=3 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=twice --input x=random:7:f32 --input y=random:30:f32 --input k=3 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=twice --input x=random:7:f32 --input y=random:30:f32 --input k=3 --output-dir %t.c.out
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: cmp %t.0.out/out_1.npy %t.b.out/out_1.npy && cmp %t.0.out/out_1.npy %t.c.out/out_1.npy
// RUN: cmp %t.0.out/out_2.npy %t.b.out/out_2.npy && cmp %t.0.out/out_2.npy %t.c.out/out_2.npy
//
// The other branch, and a loop that does not run.
// RUN: relax-run %t.0.so --function=twice --input x=random:1:f32 --input y=random:1000:f32 --input k=0 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=twice --input x=random:1:f32 --input y=random:1000:f32 --input k=0 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=twice --input x=random:1:f32 --input y=random:1000:f32 --input k=0 --output-dir %t.c.out
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: cmp %t.0.out/out_1.npy %t.b.out/out_1.npy && cmp %t.0.out/out_1.npy %t.c.out/out_1.npy
// RUN: cmp %t.0.out/out_2.npy %t.b.out/out_2.npy && cmp %t.0.out/out_2.npy %t.c.out/out_2.npy
//
// Nothing at all.
// RUN: relax-run %t.b.so --function=twice --input x=random:0:f32 --input y=random:0:f32 --input k=2 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=twice --input x=random:0:f32 --input y=random:0:f32 --input k=2 --output-dir %t.c.out

tir.prim_func @add_one(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
  %s = sym.value s : !sym.int<s>
  tir.for %i = 0 to %s {
    tir.block "add_one" iters(%vi: spatial [0, %s) = %i) {
      %one = arith.constant 1.0 : f32
      %x = tir.load %X[%vi]
      %y = arith.addf %x, %one : f32
      tir.store %y, %Y[%vi]
    }
  }
}
tir.prim_func @sum(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>, %Z: !tir.buffer<[s], f32>) {
  %s = sym.value s : !sym.int<s>
  tir.for %i = 0 to %s {
    tir.block "sum" iters(%vi: spatial [0, %s) = %i) {
      %x = tir.load %X[%vi]
      %y = tir.load %Y[%vi]
      %z = arith.addf %x, %y : f32
      tir.store %z, %Z[%vi]
    }
  }
}
// Writes its input twice, one copy behind the other.
tir.prim_func @repeat(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[2, s], f32>) {
  %s = sym.value s : !sym.int<s>
  %two = arith.constant 2 : index
  tir.for %j = 0 to 2 {
    tir.for %i = 0 to %s {
      tir.block "repeat" iters(%vj: spatial [0, 2) = %j, %vi: spatial [0, %s) = %i) {
        %x = tir.load %X[%vi]
        tir.store %x, %Y[%vj, %vi]
      }
    }
  }
}
relax.func @step(%x: !relax.tensor<[n], f32>, %k: i64) -> !relax.tensor<[2 * n], f32> {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %a = relax.call_tir @add_one(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %w = relax.call_tir @repeat(%a) : (!relax.tensor<[n], f32>) -> !relax.tensor<[2, n], f32>
  // A view: the memory of %w is in use as long as %v.
  %v = relax.flatten %w : (!relax.tensor<[2, n], f32>) -> !relax.tensor<[2 * n], f32>
  %c = arith.cmpi sgt, %k, %zero : i64
  %u = relax.if %c : i1 -> (!relax.tensor<[n], f32>) {
    %t = relax.call_tir @add_one(%a) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %r = relax.call_tir @sum(%t, %t) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %r : !relax.tensor<[n], f32>
  } else {
    %t = relax.call_tir @sum(%a, %x) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %r = relax.call_tir @add_one(%t) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %r : !relax.tensor<[n], f32>
  }
  %start = relax.call_tir @add_one(%u) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %acc, %last = relax.while (%y = %start, %i = %k) : (!relax.tensor<[n], f32>, i64) -> (!relax.tensor<[n], f32>, i64) {
    %go = arith.cmpi sgt, %i, %zero : i64
    relax.condition(%go : i1) %y, %i : !relax.tensor<[n], f32>, i64
  } do {
  ^bb0(%y: !relax.tensor<[n], f32>, %i: i64):
    // %a is captured; %t and %s are of the round.
    %t = relax.call_tir @sum(%a, %y) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %s = relax.call_tir @add_one(%t) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %next = relax.call_tir @sum(%s, %u) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %j = arith.subi %i, %one : i64
    relax.yield %next, %j : !relax.tensor<[n], f32>, i64
  }
  %d = relax.call_tir @repeat(%acc) : (!relax.tensor<[n], f32>) -> !relax.tensor<[2, n], f32>
  %e = relax.flatten %d : (!relax.tensor<[2, n], f32>) -> !relax.tensor<[2 * n], f32>
  %f = relax.call_tir @sum(%e, %v) : (!relax.tensor<[2 * n], f32>, !relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32>
  relax.return %f : !relax.tensor<[2 * n], f32>
}
// The first result is not touched by the calls behind it.
relax.func @twice(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>, %k: i64)
    -> (!relax.tensor<[2 * n], f32>, !relax.tensor<[2 * m], f32>, !relax.tensor<[2 * n], f32>) {
  %0 = relax.call @step(%x, %k) : (!relax.tensor<[n], f32>, i64) -> !relax.tensor<[2 * n], f32>
  %1 = relax.call @step(%y, %k) : (!relax.tensor<[m], f32>, i64) -> !relax.tensor<[2 * m], f32>
  %2 = relax.call @step(%x, %k) : (!relax.tensor<[n], f32>, i64) -> !relax.tensor<[2 * n], f32>
  relax.return %0, %1, %2 : !relax.tensor<[2 * n], f32>, !relax.tensor<[2 * m], f32>, !relax.tensor<[2 * n], f32>
}

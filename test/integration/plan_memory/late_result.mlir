// A result that comes late and is too small to lend its memory would be taken beside an arena that is full before: the tensors are then taken from the pool
// one by one, and the peak is what is in use at one time. Sizes that are constants, and sizes of a call.
//
// RUN: relaxc %s -o %t.0.so -O0
// RUN: relaxc %s -o %t.b.so -O2 --exec-mode=bytecode
// RUN: relaxc %s -o %t.c.so -O2 --exec-mode=compiled
// RUN: relax-run %t.b.so --dump | FileCheck %s
// CHECK: plans (1)
// CHECK-NEXT: 0: 4 blocks of 2 sizes, planned for the sizes of a call, 1 of them kept
//
// RUN: relax-run %t.0.so --function=fixed --input x=random:4000:f32 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=fixed --input x=random:4000:f32 --output-dir %t.b.out --memory-summary | FileCheck %s --check-prefix=MEMORY
// RUN: relax-run %t.c.so --function=fixed --input x=random:4000:f32 --output-dir %t.c.out --memory-summary | FileCheck %s --check-prefix=MEMORY
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: relax-run %t.0.so --function=sized --input x=random:4000:f32 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=sized --input x=random:4000:f32 --output-dir %t.b.out --memory-summary | FileCheck %s --check-prefix=MEMORY
// RUN: relax-run %t.c.so --function=sized --input x=random:4000:f32 --output-dir %t.c.out --memory-summary | FileCheck %s --check-prefix=MEMORY
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
//
// Two of three tensors of 16000 bytes at a time; the result has 5000. An arena with the result beside it would take 37000.
// MEMORY: memory: 32000 bytes at most without headers of objects, beyond the 16000 at the beginning, 21000 at the end

// Each element of the result needs all of the input: two of these are not one kernel.
tir.prim_func @mix(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) attributes {tir.op_pattern = "opaque"} {
  %s = sym.value s : !sym.int<s>
  %size = sym.to_index %s : !sym.int<s> -> index
  %one = arith.constant 1 : index
  tir.for %i = 0 to %s {
    %next = arith.addi %i, %one : index
    %other = arith.remui %next, %size : index
    %a = tir.load %X[%i]
    %b = tir.load %X[%other]
    %c = arith.subf %a, %b : f32
    tir.store %c, %Y[%i]
  }
}
tir.prim_func @head(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[1250], f32>) attributes {tir.op_pattern = "opaque"} {
  %s = sym.value s : !sym.int<s>
  %size = sym.to_index %s : !sym.int<s> -> index
  tir.for %i = 0 to 1250 {
    %place = arith.remui %i, %size : index
    %a = tir.load %X[%place]
    tir.store %a, %Y[%i]
  }
}

relax.func @fixed(%x: !relax.tensor<[4000], f32>) -> !relax.tensor<[1250], f32> {
  %0 = relax.call_tir @mix(%x) : (!relax.tensor<[4000], f32>) -> !relax.tensor<[4000], f32>
  %1 = relax.call_tir @mix(%0) : (!relax.tensor<[4000], f32>) -> !relax.tensor<[4000], f32>
  %2 = relax.call_tir @mix(%1) : (!relax.tensor<[4000], f32>) -> !relax.tensor<[4000], f32>
  %3 = relax.call_tir @head(%2) : (!relax.tensor<[4000], f32>) -> !relax.tensor<[1250], f32>
  relax.return %3
}

relax.func @sized(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[1250], f32> attributes {sym.ranges = {n = array<i64: 1, 100000>}} {
  %0 = relax.call_tir @mix(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call_tir @mix(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.call_tir @mix(%1) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %3 = relax.call_tir @head(%2) : (!relax.tensor<[n], f32>) -> !relax.tensor<[1250], f32>
  relax.return %3
}

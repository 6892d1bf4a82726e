// A branch that is not taken costs no memory: with the small one the bytes are those of the small one, in both execution modes, and results are those of
// the program without a plan.
//
// RUN: relaxc %s -o %t.0.so -O0
// RUN: relaxc %s -o %t.b.so -O2 --exec-mode=bytecode
// RUN: relaxc %s -o %t.c.so -O2 --exec-mode=compiled
// RUN: printf '\001' > %t.yes
// RUN: printf '\000' > %t.no
//
// The branch of n rows, then that of m.
// SMALL: memory: 2{{[0-9][0-9][0-9]}} bytes at most
// LARGE: memory: 2097{{[0-9][0-9][0-9]}} bytes at most
// RUN: relax-run %t.0.so --function=branches --input c=raw:%t.yes::i1 --input x=random:4x64:f32 --input y=random:4096x64:f32 --output-dir %t.0.out --memory-summary | FileCheck %s --check-prefix=SMALL
// RUN: relax-run %t.b.so --function=branches --input c=raw:%t.yes::i1 --input x=random:4x64:f32 --input y=random:4096x64:f32 --output-dir %t.b.out --memory-summary | FileCheck %s --check-prefix=SMALL
// RUN: relax-run %t.c.so --function=branches --input c=raw:%t.yes::i1 --input x=random:4x64:f32 --input y=random:4096x64:f32 --output-dir %t.c.out --memory-summary | FileCheck %s --check-prefix=SMALL
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: relax-run %t.0.so --function=branches --input c=raw:%t.yes::i1 --input x=random:4096x64:f32 --input y=random:4x64:f32 --output-dir %t.0.out --memory-summary | FileCheck %s --check-prefix=LARGE
// RUN: relax-run %t.b.so --function=branches --input c=raw:%t.yes::i1 --input x=random:4096x64:f32 --input y=random:4x64:f32 --output-dir %t.b.out --memory-summary | FileCheck %s --check-prefix=LARGE
// RUN: relax-run %t.c.so --function=branches --input c=raw:%t.yes::i1 --input x=random:4096x64:f32 --input y=random:4x64:f32 --output-dir %t.c.out --memory-summary | FileCheck %s --check-prefix=LARGE
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: relax-run %t.0.so --function=branches --input c=raw:%t.no::i1 --input x=random:4x64:f32 --input y=random:4096x64:f32 --output-dir %t.0.out --memory-summary | FileCheck %s --check-prefix=LARGE
// RUN: relax-run %t.b.so --function=branches --input c=raw:%t.no::i1 --input x=random:4x64:f32 --input y=random:4096x64:f32 --output-dir %t.b.out --memory-summary | FileCheck %s --check-prefix=LARGE
// RUN: relax-run %t.c.so --function=branches --input c=raw:%t.no::i1 --input x=random:4x64:f32 --input y=random:4096x64:f32 --output-dir %t.c.out --memory-summary | FileCheck %s --check-prefix=LARGE
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: relax-run %t.0.so --function=branches --input c=raw:%t.no::i1 --input x=random:4096x64:f32 --input y=random:4x64:f32 --output-dir %t.0.out --memory-summary | FileCheck %s --check-prefix=SMALL
// RUN: relax-run %t.b.so --function=branches --input c=raw:%t.no::i1 --input x=random:4096x64:f32 --input y=random:4x64:f32 --output-dir %t.b.out --memory-summary | FileCheck %s --check-prefix=SMALL
// RUN: relax-run %t.c.so --function=branches --input c=raw:%t.no::i1 --input x=random:4096x64:f32 --input y=random:4x64:f32 --output-dir %t.c.out --memory-summary | FileCheck %s --check-prefix=SMALL
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
//
// A result of a branch, which is allocated only there.
// ONE: memory: 516{{[0-9][0-9][0-9]}} bytes at most
// RUN: relax-run %t.0.so --function=outlives --input c=raw:%t.yes::i1 --input x=random:1000x64:f32 --output-dir %t.0.out --memory-summary | FileCheck %s --check-prefix=ONE
// RUN: relax-run %t.b.so --function=outlives --input c=raw:%t.yes::i1 --input x=random:1000x64:f32 --output-dir %t.b.out --memory-summary | FileCheck %s --check-prefix=ONE
// RUN: relax-run %t.c.so --function=outlives --input c=raw:%t.yes::i1 --input x=random:1000x64:f32 --output-dir %t.c.out --memory-summary | FileCheck %s --check-prefix=ONE
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: relax-run %t.0.so --function=outlives --input c=raw:%t.no::i1 --input x=random:1000x64:f32 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=outlives --input c=raw:%t.no::i1 --input x=random:1000x64:f32 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=outlives --input c=raw:%t.no::i1 --input x=random:1000x64:f32 --output-dir %t.c.out
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
//
// Variants for some numbers of rows, none of which costs the others anything.
// ROW: memory: 768 bytes at most
// ROWS: memory: 2097408 bytes at most
// OTHER: memory: 3840 bytes at most
// RUN: relax-run %t.0.so --function=dispatch --input x=random:1x64:f32 --output-dir %t.0.out --memory-summary | FileCheck %s --check-prefix=ROW
// RUN: relax-run %t.b.so --function=dispatch --input x=random:1x64:f32 --output-dir %t.b.out --memory-summary | FileCheck %s --check-prefix=ROW
// RUN: relax-run %t.c.so --function=dispatch --input x=random:1x64:f32 --output-dir %t.c.out --memory-summary | FileCheck %s --check-prefix=ROW
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: relax-run %t.0.so --function=dispatch --input x=random:4096x64:f32 --output-dir %t.0.out --memory-summary | FileCheck %s --check-prefix=ROWS
// RUN: relax-run %t.b.so --function=dispatch --input x=random:4096x64:f32 --output-dir %t.b.out --memory-summary | FileCheck %s --check-prefix=ROWS
// RUN: relax-run %t.c.so --function=dispatch --input x=random:4096x64:f32 --output-dir %t.c.out --memory-summary | FileCheck %s --check-prefix=ROWS
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: relax-run %t.0.so --function=dispatch --input x=random:7x64:f32 --output-dir %t.0.out --memory-summary | FileCheck %s --check-prefix=OTHER
// RUN: relax-run %t.b.so --function=dispatch --input x=random:7x64:f32 --output-dir %t.b.out --memory-summary | FileCheck %s --check-prefix=OTHER
// RUN: relax-run %t.c.so --function=dispatch --input x=random:7x64:f32 --output-dir %t.c.out --memory-summary | FileCheck %s --check-prefix=OTHER
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
//
// In a loop.
// RUN: relax-run %t.0.so --function=loop --input d=raw:%t.yes::i1 --input x=random:5x64:f32 --input y=random:300x64:f32 --input k=3 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=loop --input d=raw:%t.yes::i1 --input x=random:5x64:f32 --input y=random:300x64:f32 --input k=3 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=loop --input d=raw:%t.yes::i1 --input x=random:5x64:f32 --input y=random:300x64:f32 --input k=3 --output-dir %t.c.out
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy
// RUN: relax-run %t.0.so --function=loop --input d=raw:%t.no::i1 --input x=random:300x64:f32 --input y=random:5x64:f32 --input k=2 --output-dir %t.0.out
// RUN: relax-run %t.b.so --function=loop --input d=raw:%t.no::i1 --input x=random:300x64:f32 --input y=random:5x64:f32 --input k=2 --output-dir %t.b.out
// RUN: relax-run %t.c.so --function=loop --input d=raw:%t.no::i1 --input x=random:300x64:f32 --input y=random:5x64:f32 --input k=2 --output-dir %t.c.out
// RUN: cmp %t.0.out/out_0.npy %t.b.out/out_0.npy && cmp %t.0.out/out_0.npy %t.c.out/out_0.npy

relax.func @branches(%c: !relax.tensor<[], i1>, %x: !relax.tensor<[n, 64], f32>, %y: !relax.tensor<[m, 64], f32>) -> !relax.tensor<[64], f32> {
  %r = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[64], f32>) {
    %0 = relax.cumsum %x axis = 1 : (!relax.tensor<[n, 64], f32>) -> !relax.tensor<[n, 64], f32>
    %1 = relax.cumsum %0 axis = 0 : (!relax.tensor<[n, 64], f32>) -> !relax.tensor<[n, 64], f32>
    %3 = relax.sum %1 axis = [0] : (!relax.tensor<[n, 64], f32>) -> !relax.tensor<[64], f32>
    relax.yield %3
  } else {
    %0 = relax.cumsum %y axis = 1 : (!relax.tensor<[m, 64], f32>) -> !relax.tensor<[m, 64], f32>
    %1 = relax.cumsum %0 axis = 0 : (!relax.tensor<[m, 64], f32>) -> !relax.tensor<[m, 64], f32>
    %3 = relax.sum %1 axis = [0] : (!relax.tensor<[m, 64], f32>) -> !relax.tensor<[64], f32>
    relax.yield %3
  }
  relax.return %r
}
relax.func @outlives(%c: !relax.tensor<[], i1>, %x: !relax.tensor<[n, 64], f32>) -> !relax.tensor<[n, 64], f32> {
  %e = relax.cumsum %x axis = 1 : (!relax.tensor<[n, 64], f32>) -> !relax.tensor<[n, 64], f32>
  %r = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n, 64], f32>) {
    relax.yield %e
  } else {
    %0 = relax.cumsum %e axis = 0 : (!relax.tensor<[n, 64], f32>) -> !relax.tensor<[n, 64], f32>
    relax.yield %0
  }
  %s = relax.cumsum %r axis = 1 : (!relax.tensor<[n, 64], f32>) -> !relax.tensor<[n, 64], f32>
  relax.return %s
}
relax.func @dispatch(%x: !relax.tensor<[n, 64], f32>) -> !relax.tensor<[n, 64], f32> {
  %0 = sym.value n : !sym.int<n>
  %1 = sym.to_index %0 : !sym.int<n> -> index
  %c1 = arith.constant 1 : index
  %2 = arith.cmpi eq, %1, %c1 : index
  %3 = relax.if %2 : i1 -> (!relax.tensor<[n, 64], f32>) {
    %4 = relax.match_cast %x : !relax.tensor<[n, 64], f32> -> !relax.tensor<[1, 64], f32>
    %5 = relax.call @main_n_1(%4) : (!relax.tensor<[1, 64], f32>) -> !relax.tensor<[1, 64], f32>
    %6 = relax.match_cast %5 : !relax.tensor<[1, 64], f32> -> !relax.tensor<[n, 64], f32>
    relax.yield %6
  } else {
    %4 = sym.value n : !sym.int<n>
    %5 = sym.to_index %4 : !sym.int<n> -> index
    %c4096 = arith.constant 4096 : index
    %6 = arith.cmpi eq, %5, %c4096 : index
    %7 = relax.if %6 : i1 -> (!relax.tensor<[n, 64], f32>) {
      %8 = relax.match_cast %x : !relax.tensor<[n, 64], f32> -> !relax.tensor<[4096, 64], f32>
      %9 = relax.call @main_n_4096(%8) : (!relax.tensor<[4096, 64], f32>) -> !relax.tensor<[4096, 64], f32>
      %10 = relax.match_cast %9 : !relax.tensor<[4096, 64], f32> -> !relax.tensor<[n, 64], f32>
      relax.yield %10
    } else {
      %8 = relax.call @main_generic(%x) : (!relax.tensor<[n, 64], f32>) -> !relax.tensor<[n, 64], f32>
      relax.yield %8
    }
    relax.yield %7
  }
  relax.return %3
}
relax.func private @main_n_1(%x: !relax.tensor<[1, 64], f32>) -> !relax.tensor<[1, 64], f32> {
  %cst = relax.constant dense<5.000000e-01> : tensor<64x64xf32>
  %0 = relax.matmul %x, %cst : (!relax.tensor<[1, 64], f32>, !relax.tensor<[64, 64], f32>) -> !relax.tensor<[1, 64], f32>
  %1 = relax.relu %0 : (!relax.tensor<[1, 64], f32>) -> !relax.tensor<[1, 64], f32>
  %2 = relax.matmul %1, %cst : (!relax.tensor<[1, 64], f32>, !relax.tensor<[64, 64], f32>) -> !relax.tensor<[1, 64], f32>
  relax.return %2
}
relax.func private @main_n_4096(%x: !relax.tensor<[4096, 64], f32>) -> !relax.tensor<[4096, 64], f32> {
  %cst = relax.constant dense<5.000000e-01> : tensor<64x64xf32>
  %0 = relax.matmul %x, %cst : (!relax.tensor<[4096, 64], f32>, !relax.tensor<[64, 64], f32>) -> !relax.tensor<[4096, 64], f32>
  %1 = relax.relu %0 : (!relax.tensor<[4096, 64], f32>) -> !relax.tensor<[4096, 64], f32>
  %2 = relax.matmul %1, %cst : (!relax.tensor<[4096, 64], f32>, !relax.tensor<[64, 64], f32>) -> !relax.tensor<[4096, 64], f32>
  relax.return %2
}
relax.func private @main_generic(%x: !relax.tensor<[n, 64], f32>) -> !relax.tensor<[n, 64], f32> {
  %cst = relax.constant dense<5.000000e-01> : tensor<64x64xf32>
  %0 = relax.matmul %x, %cst : (!relax.tensor<[n, 64], f32>, !relax.tensor<[64, 64], f32>) -> !relax.tensor<[n, 64], f32>
  %1 = relax.relu %0 : (!relax.tensor<[n, 64], f32>) -> !relax.tensor<[n, 64], f32>
  %2 = relax.matmul %1, %cst : (!relax.tensor<[n, 64], f32>, !relax.tensor<[64, 64], f32>) -> !relax.tensor<[n, 64], f32>
  relax.return %2
}
relax.func @loop(%d: !relax.tensor<[], i1>, %x: !relax.tensor<[n, 64], f32>, %y: !relax.tensor<[m, 64], f32>, %k: i64) -> !relax.tensor<[64], f32> {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %start = relax.sum %x axis = [0] : (!relax.tensor<[n, 64], f32>) -> !relax.tensor<[64], f32>
  %acc, %last = relax.while (%a = %start, %i = %k) : (!relax.tensor<[64], f32>, i64) -> (!relax.tensor<[64], f32>, i64) {
    %go = arith.cmpi sgt, %i, %zero : i64
    relax.condition(%go : i1) %a, %i : !relax.tensor<[64], f32>, i64
  } do {
  ^bb0(%a: !relax.tensor<[64], f32>, %i: i64):
    %r = relax.call @branches(%d, %x, %y) : (!relax.tensor<[], i1>, !relax.tensor<[n, 64], f32>, !relax.tensor<[m, 64], f32>) -> !relax.tensor<[64], f32>
    %s = relax.if %d : !relax.tensor<[], i1> -> (!relax.tensor<[64], f32>) {
      %0 = relax.cumsum %x axis = 0 : (!relax.tensor<[n, 64], f32>) -> !relax.tensor<[n, 64], f32>
      %1 = relax.cumsum %0 axis = 1 : (!relax.tensor<[n, 64], f32>) -> !relax.tensor<[n, 64], f32>
      %2 = relax.sum %1 axis = [0] : (!relax.tensor<[n, 64], f32>) -> !relax.tensor<[64], f32>
      relax.yield %2
    } else {
      %0 = relax.cumsum %y axis = 0 : (!relax.tensor<[m, 64], f32>) -> !relax.tensor<[m, 64], f32>
      %1 = relax.sum %0 axis = [0] : (!relax.tensor<[m, 64], f32>) -> !relax.tensor<[64], f32>
      relax.yield %1
    }
    %t = relax.add %r, %s : (!relax.tensor<[64], f32>, !relax.tensor<[64], f32>) -> !relax.tensor<[64], f32>
    %next = relax.add %t, %a : (!relax.tensor<[64], f32>, !relax.tensor<[64], f32>) -> !relax.tensor<[64], f32>
    %j = arith.subi %i, %one : i64
    relax.yield %next, %j : !relax.tensor<[64], f32>, i64
  }
  relax.return %acc
}

// Arenas: text, generic form and bytecode give the same back.
//
// RUN: relax-opt %s | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: relax.func @arenas
//       CHECK: %[[A:.+]] = relax.alloc_arena() blocks [0, 100, 128, 64] bytes 192
//       CHECK: relax.arena_tensor %[[A]] block 0() : () -> !relax.tensor<[25], f32>
//       CHECK: relax.arena_tensor %[[A]] block 1(%n) : (!sym.int<n>) -> !relax.tensor<[n, 2], i8>
//       CHECK: %[[S:.+]] = sym.value 4 * n
//       CHECK: %[[B:.+]] = relax.alloc_arena(%n, %[[S]] : !sym.int<n>, !sym.int<4 * n>) blocks [1, 0, 3, 0, 2, 2]
//       CHECK: relax.arena_tensor %[[B]] block 0(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
//       CHECK: relax.arena_tensor %[[B]] block 1(%n) : (!sym.int<n>) -> !relax.tensor<[n, 1], i1>
//       CHECK: %[[E:.+]] = relax.alloc_arena() blocks [] bytes 0
relax.func @arenas(%n: !sym.int<n>) attributes {relax.memory} {
  %a = relax.alloc_arena() blocks [0, 100, 128, 64] bytes 192
  %0 = relax.arena_tensor %a block 0() : () -> !relax.tensor<[25], f32>
  %1 = relax.arena_tensor %a block 1(%n) : (!sym.int<n>) -> !relax.tensor<[n, 2], i8>
  %s = sym.value 4 * n of (%n : !sym.int<n>) : !sym.int<4 * n>
  %b = relax.alloc_arena(%n, %s : !sym.int<n>, !sym.int<4 * n>) blocks [1, 0, 3, 0, 2, 2]
  %2 = relax.arena_tensor %b block 0(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  %3 = relax.arena_tensor %b block 1(%n) : (!sym.int<n>) -> !relax.tensor<[n, 1], i1>
  %e = relax.alloc_arena() blocks [] bytes 0
  relax.return
}

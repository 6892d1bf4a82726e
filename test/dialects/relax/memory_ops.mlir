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
//       CHECK: %[[K:.+]] = relax.alloc_arena() blocks [64, 100, 0, 64, 64, 128, 192, 0, 192, 8] bytes 64 kept [0, 3, 4]
//       CHECK: relax.arena_tensor %[[K]] block 0 kept() : () -> !relax.tensor<[25], f32>
//       CHECK: relax.arena_tensor %[[K]] block 2() : () -> !relax.tensor<[32], f32>
//       CHECK: %[[L:.+]] = relax.alloc_arena(%n : !sym.int<n>) blocks [0, 0, 3, 0, 2, 2] kept [1]
//       CHECK: relax.arena_tensor %[[L]] block 1 kept(%n) : (!sym.int<n>) -> !relax.tensor<[n], i8>
relax.func @arenas(%n: !sym.int<n>) attributes {relax.memory} {
  %a = relax.alloc_arena() blocks [0, 100, 128, 64] bytes 192
  %0 = relax.arena_tensor %a block 0() : () -> !relax.tensor<[25], f32>
  %1 = relax.arena_tensor %a block 1(%n) : (!sym.int<n>) -> !relax.tensor<[n, 2], i8>
  %s = sym.value 4 * n of (%n : !sym.int<n>) : !sym.int<4 * n>
  %b = relax.alloc_arena(%n, %s : !sym.int<n>, !sym.int<4 * n>) blocks [1, 0, 3, 0, 2, 2]
  %2 = relax.arena_tensor %b block 0(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  %3 = relax.arena_tensor %b block 1(%n) : (!sym.int<n>) -> !relax.tensor<[n, 1], i1>
  %e = relax.alloc_arena() blocks [] bytes 0
  // Block 2 lies in kept block 0, whose 100 bytes take 128.
  %k = relax.alloc_arena() blocks [64, 100, 0, 64, 64, 128, 192, 0, 192, 8] bytes 64 kept [0, 3, 4]
  %4 = relax.arena_tensor %k block 0 kept() : () -> !relax.tensor<[25], f32>
  %5 = relax.arena_tensor %k block 2() : () -> !relax.tensor<[32], f32>
  %l = relax.alloc_arena(%n : !sym.int<n>) blocks [0, 0, 3, 0, 2, 2] kept [1]
  %6 = relax.arena_tensor %l block 1 kept(%n) : (!sym.int<n>) -> !relax.tensor<[n], i8>
  relax.return
}

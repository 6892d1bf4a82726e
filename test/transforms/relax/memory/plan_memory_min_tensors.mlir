// An arena is made for at least that many tensors.
// RUN: relax-opt %s -relax-plan-memory | FileCheck %s --check-prefixes=CHECK,PLANNED
// RUN: relax-opt %s -relax-plan-memory=min-tensors=3 | FileCheck %s --check-prefixes=CHECK,PLANNED
// RUN: relax-opt %s -relax-plan-memory=min-tensors=3 -relax-plan-memory=min-tensors=3 | FileCheck %s --check-prefixes=CHECK,PLANNED
// RUN: relax-opt %s -relax-plan-memory=min-tensors=4 | FileCheck %s --check-prefixes=CHECK,LEFT
// RUN: relax-opt %s -relax-plan-memory=min-tensors=1 | FileCheck %s --check-prefixes=ALONE

// Three tensors end here; the fourth leaves the function and does not count.
// CHECK-LABEL: relax.func @three
//     PLANNED: relax.alloc_arena
// PLANNED-NOT: relax.alloc_tensor
//    LEFT-NOT: relax.alloc_arena
// LEFT-COUNT-4: relax.alloc_tensor
relax.func @three(%x: !relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> attributes {relax.memory} {
  %0 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "exp" ins(%x : !relax.tensor<[64], f32>) outs(%0 : !relax.tensor<[64], f32>)
  %1 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "exp" ins(%0 : !relax.tensor<[64], f32>) outs(%1 : !relax.tensor<[64], f32>)
  %2 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "exp" ins(%1 : !relax.tensor<[64], f32>) outs(%2 : !relax.tensor<[64], f32>)
  %3 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "exp" ins(%2 : !relax.tensor<[64], f32>) outs(%3 : !relax.tensor<[64], f32>)
  relax.return %3 : !relax.tensor<[64], f32>
}

// Symbolic sizes count as well.
// CHECK-LABEL: relax.func @symbolic
//     PLANNED: relax.alloc_arena(
// PLANNED-NOT: relax.alloc_tensor
//    LEFT-NOT: relax.alloc_arena
//        LEFT: relax.return
relax.func @symbolic(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
  %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
  %2 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%1 : !relax.tensor<[n], f32>) outs(%2 : !relax.tensor<[n], f32>)
  relax.return
}

// One tensor is the pool's, unless one is enough.
// CHECK-LABEL: relax.func @one
//   CHECK-NOT: relax.alloc_arena
//       CHECK: relax.alloc_tensor
// ALONE-LABEL: relax.func @one
//       ALONE: relax.alloc_arena
//   ALONE-NOT: relax.alloc_tensor
relax.func @one(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %0 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "exp" ins(%x : !relax.tensor<[64], f32>) outs(%0 : !relax.tensor<[64], f32>)
  relax.return
}

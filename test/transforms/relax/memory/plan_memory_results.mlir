// Results of a function: they lend their memory to the arena until they are made.
//
// RUN: relax-opt %s -split-input-file -relax-plan-memory | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-plan-memory -relax-plan-memory | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-plan-memory=use-upper-bounds=true | FileCheck %s --check-prefix=BOUND

// The prover knows that the first tensor fits into the result, and that the second does not.
// CHECK-LABEL: relax.func @proved
//       CHECK: %[[M:.+]] = relax.alloc_arena(%{{.+}}, %{{.+}} : !sym.int<4 * n>, !sym.int<8 * n>) blocks [0, 0, 0, 1, 0, 0] kept [0]
//       CHECK: relax.arena_tensor %[[M]] block 0(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
//       CHECK: relax.arena_tensor %[[M]] block 1(%{{.+}}) : (!sym.int<2 * n>) -> !relax.tensor<[2 * n], f32>
//       CHECK: %[[R:.+]] = relax.arena_tensor %[[M]] block 0 kept(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
//       CHECK: relax.kill %[[M]]
//  CHECK-NEXT: relax.return %[[R]]
relax.func @proved(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.memory} {
  %m = sym.value 2 * n of (%n : !sym.int<n>) : !sym.int<2 * n>
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
  %1 = relax.alloc_tensor(%m) : (!sym.int<2 * n>) -> !relax.tensor<[2 * n], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[2 * n], f32>)
  %2 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%1 : !relax.tensor<[2 * n], f32>) outs(%2 : !relax.tensor<[n], f32>)
  relax.return %2 : !relax.tensor<[n], f32>
}

// -----

// Nothing is known of n and m: the virtual machine finds places, in the result as well. A plan for the greatest sizes leaves the result alone: the caller
// would keep more than the result takes.
// CHECK-LABEL: relax.func @at_run_time
//       CHECK: %[[M:.+]] = relax.alloc_arena(%{{.+}}, %{{.+}} : !sym.int<4 * m>, !sym.int<4 * n>) blocks [0, 5, 7, 1, 0, 2, 0, 1, 4, 1, 3, 6] kept [0]
//       CHECK: relax.arena_tensor %[[M]] block 1(%n)
//       CHECK: relax.arena_tensor %[[M]] block 2(%m)
//       CHECK: relax.arena_tensor %[[M]] block 3(%n)
//       CHECK: relax.arena_tensor %[[M]] block 0 kept(%m)
// BOUND-LABEL: relax.func @at_run_time
//       BOUND: relax.alloc_arena() blocks [{{.*}}] bytes 6144
//   BOUND-NOT: kept
//       BOUND: relax.alloc_tensor(%m)
relax.func @at_run_time(%n: !sym.int<n>, %m: !sym.int<m>, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[m], f32>
    attributes {relax.memory, sym.ranges = {n = array<i64: 1, 1024>, m = array<i64: 1, 512>}} {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
  %1 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[m], f32>)
  %2 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%1 : !relax.tensor<[m], f32>) outs(%2 : !relax.tensor<[n], f32>)
  %3 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
  relax.call_destination "f" ins(%2 : !relax.tensor<[n], f32>) outs(%3 : !relax.tensor<[m], f32>)
  relax.return %3 : !relax.tensor<[m], f32>
}

// -----

// Several results, one in a tuple, one as a view, one twice: each is kept once. Sizes are rounded up, so 31 elements lie where 32 may.
// CHECK-LABEL: relax.func @several
//       CHECK: %[[M:.+]] = relax.alloc_arena() blocks [128, 124, 256, 128, 128, 128, 0, 128] bytes 128 kept [0, 1]
//       CHECK: relax.arena_tensor %[[M]] block {{[0-9]}}() : () -> !relax.tensor<[32], f32>
//       CHECK: relax.arena_tensor %[[M]] block {{[0-9]}}() : () -> !relax.tensor<[32], f32>
//       CHECK: relax.arena_tensor %[[M]] block {{[0-9]}}() : () -> !relax.tensor<[32], f32>
//       CHECK: %[[R:.+]] = relax.arena_tensor %[[M]] block 0 kept() : () -> !relax.tensor<[31], f32>
//       CHECK: %[[S:.+]] = relax.arena_tensor %[[M]] block 1 kept() : () -> !relax.tensor<[32], f32>
//       CHECK: relax.kill %[[M]]
//       CHECK: %[[V:.+]] = relax.view_tensor %[[S]]
//       CHECK: relax.return %[[R]], %{{.+}}, %[[V]]
relax.func @several(%x: !relax.tensor<[32], f32>) -> (!relax.tensor<[31], f32>, tuple<!relax.tensor<[31], f32>>, !relax.tensor<[4, 8], f32>) attributes {relax.memory} {
  %0 = relax.alloc_tensor() : () -> !relax.tensor<[32], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[32], f32>) outs(%0 : !relax.tensor<[32], f32>)
  %1 = relax.alloc_tensor() : () -> !relax.tensor<[32], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[32], f32>) outs(%1 : !relax.tensor<[32], f32>)
  %2 = relax.alloc_tensor() : () -> !relax.tensor<[32], f32>
  relax.call_destination "f" ins(%0, %1 : !relax.tensor<[32], f32>, !relax.tensor<[32], f32>) outs(%2 : !relax.tensor<[32], f32>)
  %3 = relax.alloc_tensor() : () -> !relax.tensor<[31], f32>
  relax.call_destination "f" ins(%2 : !relax.tensor<[32], f32>) outs(%3 : !relax.tensor<[31], f32>)
  %4 = relax.alloc_tensor() : () -> !relax.tensor<[32], f32>
  relax.call_destination "f" ins(%2 : !relax.tensor<[32], f32>) outs(%4 : !relax.tensor<[32], f32>)
  %v = relax.view_tensor %4() : (!relax.tensor<[32], f32>) -> !relax.tensor<[4, 8], f32>
  %t = relax.tuple(%3) : (!relax.tensor<[31], f32>) -> tuple<!relax.tensor<[31], f32>>
  relax.return %3, %t, %v : !relax.tensor<[31], f32>, tuple<!relax.tensor<[31], f32>>, !relax.tensor<[4, 8], f32>
}

// -----

// A result that is made first has nothing to lend, and one that is made when the arena is gone would have to be there too early.
// CHECK-LABEL: relax.func @too_early_or_too_late
//       CHECK: relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
//       CHECK: relax.alloc_arena() blocks [0, 256, 256, 256] bytes 512
//   CHECK-NOT: kept
//       CHECK: relax.kill
//       CHECK: relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
relax.func @too_early_or_too_late(%x: !relax.tensor<[64], f32>) -> (!relax.tensor<[64], f32>, !relax.tensor<[64], f32>) attributes {relax.memory} {
  %r = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%r : !relax.tensor<[64], f32>)
  %0 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%0 : !relax.tensor<[64], f32>)
  %1 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[64], f32>) outs(%1 : !relax.tensor<[64], f32>)
  %2 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%1 : !relax.tensor<[64], f32>) outs(%2 : !relax.tensor<[64], f32>)
  %s = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%s : !relax.tensor<[64], f32>)
  relax.return %r, %s : !relax.tensor<[64], f32>, !relax.tensor<[64], f32>
}

// -----

// A branch makes it, a size gets known too late, a loop carries it, somebody else has it as well, it is on a device, it takes nothing: allocated alone.
// CHECK-LABEL: relax.func @alone
//       CHECK: relax.alloc_arena
//   CHECK-NOT: kept
//       CHECK: relax.return
relax.func @alone(%c: i1, %x: !relax.tensor<[64], f32>)
    -> (!relax.tensor<[64], f32>, !relax.tensor<[?], f32>, !relax.tensor<[64], f32>, !relax.tensor<[64], f32>,
        !relax.tensor<[64], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[0], f32>) attributes {relax.memory} {
  %0 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%0 : !relax.tensor<[64], f32>)
  %1 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[64], f32>) outs(%1 : !relax.tensor<[64], f32>)
  %2 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%1 : !relax.tensor<[64], f32>) outs(%2 : !relax.tensor<[64], f32>)
  %u = relax.call_packed "unique"(%x) : (!relax.tensor<[64], f32>) -> !relax.tensor<[?], f32>
  %k = relax.dim %u[0] symbols ["k"] : !relax.tensor<[?], f32> -> !sym.int<k>
  %late = relax.alloc_tensor(%k) : (!sym.int<k>) -> !relax.tensor<[k], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%late : !relax.tensor<[k], f32>)
  %forgot = relax.forget %late : !relax.tensor<[k], f32> -> !relax.tensor<[?], f32>
  %branch = relax.if %c : i1 -> (!relax.tensor<[64], f32>) {
    %3 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%2 : !relax.tensor<[64], f32>) outs(%3 : !relax.tensor<[64], f32>)
    relax.yield %3 : !relax.tensor<[64], f32>
  } else {
    relax.yield %x : !relax.tensor<[64], f32>
  }
  %start = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%2 : !relax.tensor<[64], f32>) outs(%start : !relax.tensor<[64], f32>)
  %loop = relax.while (%y = %start) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>):
    relax.yield %y : !relax.tensor<[64], f32>
  }
  %held = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%2 : !relax.tensor<[64], f32>) outs(%held : !relax.tensor<[64], f32>)
  relax.call_packed "hold"(%held) : (!relax.tensor<[64], f32>) -> ()
  %device = relax.alloc_tensor() : () -> !relax.tensor<[64], f32, #relax.vdevice<"cuda", 0>>
  %empty = relax.alloc_tensor() : () -> !relax.tensor<[0], f32>
  relax.call_destination "f" ins(%2 : !relax.tensor<[64], f32>) outs(%empty : !relax.tensor<[0], f32>)
  relax.return %branch, %forgot, %loop, %held, %device, %empty : !relax.tensor<[64], f32>, !relax.tensor<[?], f32>, !relax.tensor<[64], f32>,
      !relax.tensor<[64], f32>, !relax.tensor<[64], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[0], f32>
}

// Branches: what an `if` makes must not cost anything where the branch is not taken.
//
// RUN: relax-opt %s -split-input-file -relax-plan-memory | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-plan-memory -relax-plan-memory | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-plan-memory=use-upper-bounds=true | FileCheck %s --check-prefix=BOUND

// Nothing is known of n and m: each branch has one arena. The result of a branch lends its memory there.
// CHECK-LABEL: relax.func @own_arenas
//   CHECK-NOT: relax.alloc_arena
//       CHECK: relax.if
//       CHECK:   %[[A:.+]] = relax.alloc_arena(%{{.+}} : !sym.int<4 * n>) blocks [0, 0, 0, 0, 0, 0] kept [0]
//       CHECK:   relax.arena_tensor %[[A]] block 0(%n)
//       CHECK:   relax.arena_tensor %[[A]] block 1(%n)
//       CHECK:   relax.arena_tensor %[[A]] block 0 kept(%n)
//       CHECK:   relax.kill %[[A]]
//       CHECK: } else {
//       CHECK:   %[[B:.+]] = relax.alloc_arena(%{{.+}} : !sym.int<4 * m>) blocks [0, 0, 0, 0, 0, 0] kept [0]
//       CHECK:   relax.arena_tensor %[[B]] block 0 kept(%m)
//       CHECK:   relax.kill %[[B]]
relax.func @own_arenas(%c: i1, %n: !sym.int<n>, %m: !sym.int<m>, %x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>) -> !relax.tensor<[?], f32> attributes {relax.memory} {
  %r = relax.if %c : i1 -> (!relax.tensor<[?], f32>) {
    %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
    %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
    %2 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%1 : !relax.tensor<[n], f32>) outs(%2 : !relax.tensor<[n], f32>)
    %3 = relax.forget %2 : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
    relax.yield %3 : !relax.tensor<[?], f32>
  } else {
    %0 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[m], f32>) outs(%0 : !relax.tensor<[m], f32>)
    %1 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
    relax.call_destination "f" ins(%0 : !relax.tensor<[m], f32>) outs(%1 : !relax.tensor<[m], f32>)
    %2 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
    relax.call_destination "f" ins(%1 : !relax.tensor<[m], f32>) outs(%2 : !relax.tensor<[m], f32>)
    %3 = relax.forget %2 : !relax.tensor<[m], f32> -> !relax.tensor<[?], f32>
    relax.yield %3 : !relax.tensor<[?], f32>
  }
  relax.return %r : !relax.tensor<[?], f32>
}

// -----

// The first branch fits into blocks that are free while it runs, and the second does not: it has a third tensor at one time.
// CHECK-LABEL: relax.func @free_blocks
//       CHECK: %[[M:.+]] = relax.alloc_arena(%{{.+}} : !sym.int<16 * n>) blocks [0, 0, 0, 0, 0, 0]
//       CHECK: relax.arena_tensor %[[M]] block 0
//       CHECK: relax.arena_tensor %[[M]] block 1
//       CHECK: relax.if
//   CHECK-NOT:   relax.alloc_arena
//       CHECK:   relax.arena_tensor %[[M]] block 0(%n)
//       CHECK:   relax.arena_tensor %[[M]] block 1(%n)
//       CHECK: } else {
//       CHECK:   %[[B:.+]] = relax.alloc_arena(%{{.+}} : !sym.int<4 * n>) blocks [0, 0, 0, 0, 0, 0, 0, 0, 0]
//       CHECK:   relax.arena_tensor %[[B]] block 2(%n)
//       CHECK:   relax.kill %[[B]]
//       CHECK: }
//  CHECK-NEXT: relax.kill %[[M]]
relax.func @free_blocks(%c: i1, %n: !sym.int<n>, %x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  %m = sym.value 4 * n of (%n : !sym.int<n>) : !sym.int<4 * n>
  %a = relax.alloc_tensor(%m) : (!sym.int<4 * n>) -> !relax.tensor<[4 * n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%a : !relax.tensor<[4 * n], f32>)
  %b = relax.alloc_tensor(%m) : (!sym.int<4 * n>) -> !relax.tensor<[4 * n], f32>
  relax.call_destination "f" ins(%a : !relax.tensor<[4 * n], f32>) outs(%b : !relax.tensor<[4 * n], f32>)
  relax.if %c : i1 {
    %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
    %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
    relax.yield
  } else {
    %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
    %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
    %2 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%1 : !relax.tensor<[n], f32>) outs(%2 : !relax.tensor<[n], f32>)
    relax.call_destination "f" ins(%0, %1, %2 : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>)
    relax.yield
  }
  relax.return
}

// -----

// What outlives its branch and has no place outside is allocated when the branch is taken, also where it is yielded out of two of them.
// CHECK-LABEL: relax.func @outlives
//       CHECK: %[[M:.+]] = relax.alloc_arena(%{{.+}} : !sym.int<4 * n>) blocks [0, 0, 0, 0, 0, 0]
//       CHECK: relax.if
//       CHECK:   relax.if
//  CHECK-NEXT:     relax.alloc_tensor(%n)
//       CHECK: } else {
//  CHECK-NEXT:   relax.yield
//       CHECK: relax.arena_tensor %[[M]] block 1
relax.func @outlives(%c: i1, %d: i1, %n: !sym.int<n>, %x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  %a = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%a : !relax.tensor<[n], f32>)
  %r = relax.if %c : i1 -> (!relax.tensor<[n], f32>) {
    %q = relax.if %d : i1 -> (!relax.tensor<[n], f32>) {
      %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
      relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
      relax.yield %0 : !relax.tensor<[n], f32>
    } else {
      relax.yield %x : !relax.tensor<[n], f32>
    }
    relax.yield %q : !relax.tensor<[n], f32>
  } else {
    relax.yield %a : !relax.tensor<[n], f32>
  }
  %b = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%r : !relax.tensor<[n], f32>) outs(%b : !relax.tensor<[n], f32>)
  relax.call_destination "h" ins(%b : !relax.tensor<[n], f32>)
  relax.return
}

// -----

// Nested: the arena of the outer branch has room for one inner branch, and the other one has its own.
// CHECK-LABEL: relax.func @nested
//   CHECK-NOT: relax.alloc_arena
//       CHECK: relax.if
//       CHECK:   %[[A:.+]] = relax.alloc_arena(%{{.+}} : !sym.int<4 * n>) blocks [0, 0, 0, 0, 0, 0]
//       CHECK:   relax.if
//       CHECK:     relax.arena_tensor %[[A]] block 0(%n)
//       CHECK:     relax.arena_tensor %[[A]] block 1(%n)
//       CHECK:   } else {
//       CHECK:     %[[B:.+]] = relax.alloc_arena(%{{.+}} : !sym.int<4 * m>) blocks [0, 0, 0, 0, 0, 0]
//       CHECK:     relax.kill %[[B]]
//       CHECK:   }
//  CHECK-NEXT:   relax.kill %[[A]]
//       CHECK: } else {
//  CHECK-NEXT: relax.yield
relax.func @nested(%c: i1, %d: i1, %n: !sym.int<n>, %m: !sym.int<m>, %x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>) attributes {relax.memory} {
  relax.if %c : i1 {
    %a = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%a : !relax.tensor<[n], f32>)
    %b = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%a : !relax.tensor<[n], f32>) outs(%b : !relax.tensor<[n], f32>)
    relax.if %d : i1 {
      %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
      relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
      %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
      relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
      relax.yield
    } else {
      %0 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
      relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[m], f32>)
      %1 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
      relax.call_destination "f" ins(%0 : !relax.tensor<[m], f32>) outs(%1 : !relax.tensor<[m], f32>)
      relax.yield
    }
    relax.yield
  } else {
    relax.yield
  }
  relax.return
}

// -----

// In a loop an arena of a branch would be made in each round: one in front of the loop, or of the branch around it.
// CHECK-LABEL: relax.func @in_a_loop
//       CHECK: relax.if
//       CHECK:   %[[M:.+]] = relax.alloc_arena(%{{.+}})
//       CHECK:   relax.while
//       CHECK:     relax.if
//   CHECK-NOT:       relax.alloc_arena
//       CHECK:       relax.arena_tensor %[[M]]
//       CHECK:     } else {
//       CHECK:       relax.arena_tensor %[[M]]
//       CHECK:   relax.kill %[[M]]
//       CHECK: } else {
//  CHECK-NEXT: relax.yield
relax.func @in_a_loop(%c: i1, %n: !sym.int<n>, %m: !sym.int<m>, %k: i64, %x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  relax.if %c : i1 {
    %r = relax.while (%i = %k) : (i64) -> i64 {
      %go = relax.call_packed "positive"(%i) : (i64) -> i1
      relax.condition(%go : i1) %i : i64
    } do {
    ^bb0(%i: i64):
      %d = relax.call_packed "odd"(%i) : (i64) -> i1
      relax.if %d : i1 {
        %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
        relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
        %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
        relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
        relax.yield
      } else {
        %0 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
        relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[m], f32>)
        %1 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
        relax.call_destination "f" ins(%0 : !relax.tensor<[m], f32>) outs(%1 : !relax.tensor<[m], f32>)
        relax.yield
      }
      %next = relax.call_packed "minus_one"(%i) : (i64) -> i64
      relax.yield %next : i64
    }
    relax.yield
  } else {
    relax.yield
  }
  relax.return
}

// -----

// Constants: a large branch has an arena of its own, a small one does not, in the first function. In the second one the arena outside is as large as the first branch
// needs, so that one joins; the one that needs twice that does not.
// CHECK-LABEL: relax.func @constants
//       CHECK: %[[M:.+]] = relax.alloc_arena() blocks [0, 256, 256, 256] bytes 512
//       CHECK: relax.if
//   CHECK-NOT:   relax.alloc_arena
//       CHECK:   relax.arena_tensor %[[M]]
//       CHECK: } else {
//       CHECK:   %[[B:.+]] = relax.alloc_arena() blocks [0, 16384, 16384, 16384] bytes 32768
//       CHECK:   relax.kill %[[B]]
//       CHECK: }
//  CHECK-NEXT: relax.kill %[[M]]
// CHECK-LABEL: relax.func @constants_fit
//       CHECK: %[[M:.+]] = relax.alloc_arena() blocks [{{.*}}] bytes 32768
//       CHECK: relax.if
//   CHECK-NOT:   relax.alloc_arena
//       CHECK:   relax.arena_tensor %[[M]]
//       CHECK: } else {
//       CHECK:   relax.alloc_arena() blocks [{{.*}}] bytes 131072
relax.func @constants(%c: i1, %x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  relax.if %c : i1 {
    %0 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%0 : !relax.tensor<[64], f32>)
    %1 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%0 : !relax.tensor<[64], f32>) outs(%1 : !relax.tensor<[64], f32>)
    relax.yield
  } else {
    %0 = relax.alloc_tensor() : () -> !relax.tensor<[4096], f32>
    relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%0 : !relax.tensor<[4096], f32>)
    %1 = relax.alloc_tensor() : () -> !relax.tensor<[4096], f32>
    relax.call_destination "f" ins(%0 : !relax.tensor<[4096], f32>) outs(%1 : !relax.tensor<[4096], f32>)
    relax.yield
  }
  relax.return
}
relax.func @constants_fit(%c: i1, %x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %a = relax.alloc_tensor() : () -> !relax.tensor<[4096], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%a : !relax.tensor<[4096], f32>)
  %b = relax.alloc_tensor() : () -> !relax.tensor<[4096], f32>
  relax.call_destination "f" ins(%a : !relax.tensor<[4096], f32>) outs(%b : !relax.tensor<[4096], f32>)
  relax.if %c : i1 {
    %0 = relax.alloc_tensor() : () -> !relax.tensor<[4096], f32>
    relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%0 : !relax.tensor<[4096], f32>)
    %1 = relax.alloc_tensor() : () -> !relax.tensor<[4096], f32>
    relax.call_destination "f" ins(%0 : !relax.tensor<[4096], f32>) outs(%1 : !relax.tensor<[4096], f32>)
    relax.yield
  } else {
    %0 = relax.alloc_tensor() : () -> !relax.tensor<[16384], f32>
    relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%0 : !relax.tensor<[16384], f32>)
    %1 = relax.alloc_tensor() : () -> !relax.tensor<[16384], f32>
    relax.call_destination "f" ins(%0 : !relax.tensor<[16384], f32>) outs(%1 : !relax.tensor<[16384], f32>)
    relax.yield
  }
  relax.return
}

// -----

// An upper bound is enough to see that a branch fits into a constant arena, whatever the size of a call is.
// CHECK-LABEL: relax.func @bounded
//       CHECK: %[[M:.+]] = relax.alloc_arena() blocks [{{.*}}] bytes 32768
//       CHECK: relax.if
//   CHECK-NOT:   relax.alloc_arena
//       CHECK:   relax.arena_tensor %[[M]] block {{[0-9]}}(%n)
//       CHECK:   relax.arena_tensor %[[M]] block {{[0-9]}}(%n)
//       CHECK: } else {
//       CHECK:   relax.alloc_arena(%{{.+}} : !sym.int<4 * m>)
// BOUND-LABEL: relax.func @bounded
//       BOUND: relax.alloc_arena() blocks [{{.*}}] bytes 32768
//       BOUND: } else {
//       BOUND:   relax.alloc_arena() blocks [{{.*}}] bytes 131072
relax.func @bounded(%c: i1, %n: !sym.int<n>, %m: !sym.int<m>, %x: !relax.tensor<[64], f32>) attributes {relax.memory, sym.ranges = {n = array<i64: 1, 4096>, m = array<i64: 1, 16384>}} {
  %a = relax.alloc_tensor() : () -> !relax.tensor<[4096], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%a : !relax.tensor<[4096], f32>)
  %b = relax.alloc_tensor() : () -> !relax.tensor<[4096], f32>
  relax.call_destination "f" ins(%a : !relax.tensor<[4096], f32>) outs(%b : !relax.tensor<[4096], f32>)
  relax.if %c : i1 {
    %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%0 : !relax.tensor<[n], f32>)
    %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
    relax.yield
  } else {
    %0 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
    relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%0 : !relax.tensor<[m], f32>)
    %1 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
    relax.call_destination "f" ins(%0 : !relax.tensor<[m], f32>) outs(%1 : !relax.tensor<[m], f32>)
    relax.yield
  }
  relax.return
}

// -----

// Sizes that a branch finds out: an arena there, as for what is known before it. One tensor in a branch has none.
// CHECK-LABEL: relax.func @sizes_of_a_branch
//   CHECK-NOT: relax.alloc_arena
//       CHECK: relax.if
//       CHECK:   relax.dim
//       CHECK:   relax.alloc_arena(%{{.+}} : !sym.int<4 * k>) blocks [0, 0, 0, 0, 0, 0]
//       CHECK:   relax.kill
//       CHECK: } else {
//  CHECK-NEXT:   relax.alloc_tensor(%n)
relax.func @sizes_of_a_branch(%c: i1, %n: !sym.int<n>, %x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  relax.if %c : i1 {
    %u = relax.call_packed "unique"(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[?], f32>
    %k = relax.dim %u[0] symbols ["k"] : !relax.tensor<[?], f32> -> !sym.int<k>
    %0 = relax.alloc_tensor(%k) : (!sym.int<k>) -> !relax.tensor<[k], f32>
    relax.call_destination "f" ins(%u : !relax.tensor<[?], f32>) outs(%0 : !relax.tensor<[k], f32>)
    %1 = relax.alloc_tensor(%k) : (!sym.int<k>) -> !relax.tensor<[k], f32>
    relax.call_destination "f" ins(%0 : !relax.tensor<[k], f32>) outs(%1 : !relax.tensor<[k], f32>)
    relax.yield
  } else {
    %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
    relax.yield
  }
  relax.return
}

// RUN: relax-opt %s -split-input-file -relax-plan-memory | FileCheck %s
// A second run changes nothing.
// RUN: relax-opt %s -split-input-file -relax-plan-memory -relax-plan-memory | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-plan-memory=use-upper-bounds=true | FileCheck %s --check-prefix=BOUND

// Constant sizes: constant places. The tensor that leaves the function has memory of its own, in which others lie before it.
// CHECK-LABEL: relax.func @static
//       CHECK: %[[M:.+]] = relax.alloc_arena() blocks [256, 256, 0, 256] bytes 256 kept [0]
//  CHECK-NEXT: %[[A:.+]] = relax.arena_tensor %[[M]] block 1() : () -> !relax.tensor<[64], f32>
//       CHECK: "exp" ins(%x : {{.*}}) outs(%[[A]] :
//  CHECK-NEXT: %[[B:.+]] = relax.arena_tensor %[[M]] block 0() : () -> !relax.tensor<[64], f32>
//       CHECK: "exp" ins(%[[A]] : {{.*}}) outs(%[[B]] :
//  CHECK-NEXT: %[[C:.+]] = relax.arena_tensor %[[M]] block 1()
//       CHECK: "exp" ins(%[[B]] : {{.*}}) outs(%[[C]] :
//  CHECK-NEXT: %[[D:.+]] = relax.arena_tensor %[[M]] block 0 kept() : () -> !relax.tensor<[64], f32>
//  CHECK-NEXT: "exp" ins(%[[C]] : {{.*}}) outs(%[[D]] :
//  CHECK-NEXT: relax.kill %[[M]]
//  CHECK-NEXT: relax.return %[[D]]
relax.func @static(%x: !relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> attributes {relax.memory} {
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

// A function that was not lowered has no memory to plan.
// CHECK-LABEL: relax.func @values
//   CHECK-NOT: relax.alloc_arena
//       CHECK: relax.return
relax.func @values() {
  %0 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" outs(%0 : !relax.tensor<[64], f32>)
  %1 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" outs(%1 : !relax.tensor<[64], f32>)
  relax.return
}

// -----

// Symbolic sizes that the prover orders: n is at most 4 * n. Two blocks suffice for all n, and no less would.
// CHECK-LABEL: relax.func @proved
//       CHECK: %[[S4:.+]] = sym.value 16 * n of (%n : !sym.int<n>) : !sym.int<16 * n>
//       CHECK: %[[M:.+]] = relax.alloc_arena(%[[S4]] : !sym.int<16 * n>) blocks [0, 0, 0, 0, 0, 0]
//       CHECK: relax.arena_tensor %[[M]] block 0(%{{.+}}) : (!sym.int<4 * n>) -> !relax.tensor<[4 * n], f32>
//       CHECK: relax.arena_tensor %[[M]] block 1(%{{.+}}) : (!sym.int<4 * n>)
//       CHECK: relax.arena_tensor %[[M]] block 0(%n) : (!sym.int<n>)
//       CHECK: relax.arena_tensor %[[M]] block 1(%n) : (!sym.int<n>)
//       CHECK: relax.kill %[[M]]
// BOUND-LABEL: relax.func @proved
//       BOUND: relax.alloc_arena(%{{.+}} : !sym.int<16 * n>)
relax.func @proved(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  %m = sym.value 4 * n of (%n : !sym.int<n>) : !sym.int<4 * n>
  %0 = relax.alloc_tensor(%m) : (!sym.int<4 * n>) -> !relax.tensor<[4 * n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[4 * n], f32>)
  %1 = relax.alloc_tensor(%m) : (!sym.int<4 * n>) -> !relax.tensor<[4 * n], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[4 * n], f32>) outs(%1 : !relax.tensor<[4 * n], f32>)
  %2 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%1 : !relax.tensor<[4 * n], f32>) outs(%2 : !relax.tensor<[n], f32>)
  %3 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%2 : !relax.tensor<[n], f32>) outs(%3 : !relax.tensor<[n], f32>)
  relax.return
}

// -----

// Nothing is known of n and m: places are found at run time. With bounds of both, and leave to use them, the arena is constant.
// CHECK-LABEL: relax.func @at_run_time
//   CHECK-DAG: %[[SN:.+]] = sym.value 4 * n of
//   CHECK-DAG: %[[SM:.+]] = sym.value 4 * m of
//       CHECK: %[[M:.+]] = relax.alloc_arena(%[[SN]], %[[SM]] : !sym.int<4 * n>, !sym.int<4 * m>) blocks [0, 0, 2, 1, 1, 4, 0, 3, 5]
//       CHECK: relax.arena_tensor %[[M]] block 0(%n)
//       CHECK: relax.arena_tensor %[[M]] block 1(%m)
//       CHECK: relax.arena_tensor %[[M]] block 2(%n)
// BOUND-LABEL: relax.func @at_run_time
//       BOUND: relax.alloc_arena() blocks [{{.*}}] bytes 6144
relax.func @at_run_time(%n: !sym.int<n>, %m: !sym.int<m>, %x: !relax.tensor<[n], f32>)
    attributes {relax.memory, sym.ranges = {n = array<i64: 1, 1024>, m = array<i64: 1, 512>}} {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
  %1 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[m], f32>)
  %2 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%1 : !relax.tensor<[m], f32>) outs(%2 : !relax.tensor<[n], f32>)
  relax.call_destination "f" ins(%2 : !relax.tensor<[n], f32>)
  relax.return
}

// -----

// A lower bound says nothing of how large a tensor may be: no constant place, whatever is asked for.
// CHECK-LABEL: relax.func @lower_bound_only
//       CHECK: relax.alloc_arena(%{{.+}}, %{{.+}} : !sym.int<4 * n>, !sym.int<4 * m>) blocks [0, 0, 2, 1, 1, 4, 0, 3, 5]
// BOUND-LABEL: relax.func @lower_bound_only
//       BOUND: relax.alloc_arena(%{{.+}}, %{{.+}} : !sym.int<4 * n>, !sym.int<4 * m>) blocks [0, 0, 2, 1, 1, 4, 0, 3, 5]
relax.func @lower_bound_only(%n: !sym.int<n>, %m: !sym.int<m>, %x: !relax.tensor<[n], f32>)
    attributes {relax.memory, sym.ranges = {n = array<i64: 16>, m = array<i64: 1>}} {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
  %1 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[m], f32>)
  %2 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%1 : !relax.tensor<[m], f32>) outs(%2 : !relax.tensor<[n], f32>)
  relax.call_destination "f" ins(%2 : !relax.tensor<[n], f32>)
  relax.return
}

// -----

// Ranges let the prover compare: m is at most 8, n at least 16, so one block of 4 * n serves both.
// CHECK-LABEL: relax.func @compared_by_ranges
//       CHECK: %[[M:.+]] = relax.alloc_arena(%{{.+}}, %{{.+}} : !sym.int<4 * n>, !sym.int<4 * m>) blocks [0, 0, 0, 1, 0, 0]
//       CHECK: relax.arena_tensor %[[M]] block 0(%n)
//       CHECK: relax.arena_tensor %[[M]] block 1(%m)
//       CHECK: relax.arena_tensor %[[M]] block 0(%m)
relax.func @compared_by_ranges(%n: !sym.int<n>, %m: !sym.int<m>, %x: !relax.tensor<[n], f32>)
    attributes {relax.memory, sym.ranges = {n = array<i64: 16>, m = array<i64: 1, 8>}} {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
  %1 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[m], f32>)
  %2 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
  relax.call_destination "f" ins(%1 : !relax.tensor<[m], f32>) outs(%2 : !relax.tensor<[m], f32>)
  relax.return
}

// -----

// The memory behind a view is in use as long as the view, and the view of that one.
// CHECK-LABEL: relax.func @views
//       CHECK: %[[M:.+]] = relax.alloc_arena() blocks [0, 256, 256, 256, 512, 256] bytes 768
//       CHECK: %[[A:.+]] = relax.arena_tensor %[[M]] block [[BA:[0-9]]]()
//       CHECK: relax.view_tensor %[[A]]
//       CHECK: %[[B:.+]] = relax.arena_tensor %[[M]] block [[BB:[0-9]]]()
//   CHECK-NOT: block [[BA]]()
//       CHECK: relax.call_destination "g"
//       CHECK: relax.kill %[[M]]
relax.func @views(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %0 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%0 : !relax.tensor<[64], f32>)
  %v = relax.view_tensor %0() : (!relax.tensor<[64], f32>) -> !relax.tensor<[8, 8], f32>
  %w = relax.forget %v : !relax.tensor<[8, 8], f32> -> !relax.tensor<[?, 8], f32>
  %1 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%1 : !relax.tensor<[64], f32>)
  %2 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%1 : !relax.tensor<[64], f32>) outs(%2 : !relax.tensor<[64], f32>)
  relax.call_destination "g" ins(%w, %2 : !relax.tensor<[?, 8], f32>, !relax.tensor<[64], f32>)
  relax.return
}

// -----

// What something else may hold stays where it is: the argument of a packed function, of a function and of a closure, a result in a tuple.
// CHECK-LABEL: relax.func @held
//   CHECK-NOT: relax.arena_tensor
//       CHECK: relax.return
relax.func private @callee(%x: !relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> attributes {relax.memory} {
  relax.return %x : !relax.tensor<[64], f32>
}
relax.func @held(%x: !relax.tensor<[64], f32>) -> tuple<!relax.tensor<[64], f32>> attributes {relax.memory} {
  %0 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  %h = relax.call_packed "hold"(%0) : (!relax.tensor<[64], f32>) -> !relax.object
  %1 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  %r = relax.call @callee(%1) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32>
  %2 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_packed "use"(%2, %h, %r) : (!relax.tensor<[64], f32>, !relax.object, !relax.tensor<[64], f32>) -> ()
  %3 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%3 : !relax.tensor<[64], f32>)
  %t = relax.tuple(%3) : (!relax.tensor<[64], f32>) -> tuple<!relax.tensor<[64], f32>>
  relax.return %t : tuple<!relax.tensor<[64], f32>>
}

// -----

// A size that is known only later: those tensors have an arena from there on.
// CHECK-LABEL: relax.func @data_dependent
//       CHECK: %[[A:.+]] = relax.alloc_arena(%{{.+}} : !sym.int<4 * n>) blocks [0, 0, 0, 0, 0, 0]
//       CHECK: relax.arena_tensor %[[A]] block 0
//       CHECK: relax.arena_tensor %[[A]] block 1
//       CHECK: relax.dim
//       CHECK: relax.alloc_arena(%{{.+}} : !sym.int<4 * k>) blocks [0, 0, 0, 0, 0, 0]
//       CHECK: relax.kill
//       CHECK: relax.kill
//       CHECK: relax.return
relax.func @data_dependent(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
  %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
  %u = relax.call_packed "unique"(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[?], f32>
  %k = relax.dim %u[0] symbols ["k"] : !relax.tensor<[?], f32> -> !sym.int<k>
  %2 = relax.alloc_tensor(%k) : (!sym.int<k>) -> !relax.tensor<[k], f32>
  relax.call_destination "f" ins(%u : !relax.tensor<[?], f32>) outs(%2 : !relax.tensor<[k], f32>)
  %3 = relax.alloc_tensor(%k) : (!sym.int<k>) -> !relax.tensor<[k], f32>
  relax.call_destination "f" ins(%2, %1 : !relax.tensor<[k], f32>, !relax.tensor<[n], f32>) outs(%3 : !relax.tensor<[k], f32>)
  relax.return
}

// -----

// One tensor gains nothing from an arena; nor is a size computed early that may have no value there.
// CHECK-LABEL: relax.func @left_alone
//   CHECK-NOT: relax.alloc_arena
//       CHECK: relax.return
relax.func @left_alone(%n: !sym.int<n>, %m: !sym.int<m>, %x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  %q = sym.value n floordiv m of (%n, %m : !sym.int<n>, !sym.int<m>) : !sym.int<n floordiv m>
  %0 = relax.alloc_tensor(%q) : (!sym.int<n floordiv m>) -> !relax.tensor<[n floordiv m], f32>
  relax.call_destination "f" outs(%0 : !relax.tensor<[n floordiv m], f32>)
  %1 = relax.alloc_tensor(%q) : (!sym.int<n floordiv m>) -> !relax.tensor<[n floordiv m], f32>
  relax.call_destination "f" outs(%1 : !relax.tensor<[n floordiv m], f32>)
  %2 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%2 : !relax.tensor<[n], f32>)
  %3 = relax.alloc_tensor() : () -> !relax.tensor<[4], f32, #relax.vdevice<"cuda", 0>>
  relax.call_destination "f" outs(%3 : !relax.tensor<[4], f32, #relax.vdevice<"cuda", 0>>)
  relax.return
}

// -----

// A tensor that licenses an expression is not read for it.
// CHECK-LABEL: relax.func @sources_of_expressions
//       CHECK: relax.alloc_arena(%{{.+}} : !sym.int<4 * n>) blocks [0, 0, 0, 0, 0, 0]
//   CHECK-NOT: relax.alloc_tensor
//       CHECK: relax.return
relax.func @sources_of_expressions(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
  %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
  %2 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%1 : !relax.tensor<[n], f32>) outs(%2 : !relax.tensor<[n], f32>)
  %m = sym.value n floordiv 2 of (%0 : !relax.tensor<[n], f32>) : !sym.int<n floordiv 2>
  relax.return
}

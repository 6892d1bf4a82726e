// Regions: the branches of an `if` share memory, what a loop captures lives until it ends.
//
// RUN: relax-opt %s -split-input-file -relax-plan-memory | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-plan-memory -relax-plan-memory | FileCheck %s

// Both branches use one block, of an arena that is made outside of both.
// CHECK-LABEL: relax.func @branches_share
//       CHECK: %[[M:.+]] = relax.alloc_arena() blocks [0, 256, 256, 256] bytes 512
//       CHECK: relax.if
//       CHECK:   relax.arena_tensor %[[M]] block 0()
//       CHECK:   relax.arena_tensor %[[M]] block 1()
//       CHECK: } else {
//       CHECK:   relax.arena_tensor %[[M]] block 0()
//       CHECK:   relax.arena_tensor %[[M]] block 1()
//       CHECK: }
//  CHECK-NEXT: relax.kill %[[M]]
relax.func @branches_share(%c: i1, %x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  relax.if %c : i1 {
    %0 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%0 : !relax.tensor<[64], f32>)
    %1 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%0 : !relax.tensor<[64], f32>) outs(%1 : !relax.tensor<[64], f32>)
    relax.yield
  } else {
    %0 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "g" ins(%x : !relax.tensor<[64], f32>) outs(%0 : !relax.tensor<[64], f32>)
    %1 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "g" ins(%0 : !relax.tensor<[64], f32>) outs(%1 : !relax.tensor<[64], f32>)
    relax.yield
  }
  relax.return
}

// -----

// What a branch yields lives behind the `if`, and what is used in one branch only is not overwritten before it.
// CHECK-LABEL: relax.func @results_of_branches
//       CHECK: %[[M:.+]] = relax.alloc_arena() blocks [0, 256, 256, 256, 512, 256] bytes 768
//       CHECK: %[[A:.+]] = relax.arena_tensor %[[M]] block [[A:[0-9]]]()
//       CHECK: relax.if
//       CHECK:   relax.arena_tensor %[[M]] block [[B:[0-9]]]()
//       CHECK: } else {
//       CHECK:   relax.arena_tensor %[[M]] block [[C:[0-9]]]()
//       CHECK: }
//       CHECK: relax.call_destination "h"
//  CHECK-NEXT: relax.kill %[[M]]
relax.func @results_of_branches(%c: i1, %x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %a = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%a : !relax.tensor<[64], f32>)
  %r = relax.if %c : i1 -> (!relax.tensor<[64], f32>) {
    %0 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%0 : !relax.tensor<[64], f32>)
    relax.yield %0 : !relax.tensor<[64], f32>
  } else {
    %0 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "g" ins(%a : !relax.tensor<[64], f32>) outs(%0 : !relax.tensor<[64], f32>)
    relax.yield %0 : !relax.tensor<[64], f32>
  }
  relax.call_destination "h" ins(%r : !relax.tensor<[64], f32>)
  relax.return
}

// -----

// The loop reads %a in each round, so what the body makes must not lie there, though it comes behind the last use in the text. What was dead before the
// loop gives its memory.
// CHECK-LABEL: relax.func @captured_by_a_loop
//       CHECK: %[[M:.+]] = relax.alloc_arena() blocks [0, 256, 256, 256] bytes 512
//       CHECK: relax.arena_tensor %[[M]] block 0()
//       CHECK: %[[A:.+]] = relax.arena_tensor %[[M]] block 1()
//       CHECK: relax.while
//       CHECK:   relax.arena_tensor %[[M]] block 0()
//       CHECK: relax.kill %[[M]]
//       CHECK: relax.return
relax.func @captured_by_a_loop(%n: i64, %x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %z = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%z : !relax.tensor<[64], f32>)
  %a = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%z : !relax.tensor<[64], f32>) outs(%a : !relax.tensor<[64], f32>)
  %r = relax.while (%i = %n) : (i64) -> i64 {
    %go = relax.call_packed "positive"(%i) : (i64) -> i1
    relax.condition(%go : i1) %i : i64
  } do {
  ^bb0(%i: i64):
    relax.call_destination "f" ins(%a : !relax.tensor<[64], f32>)
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
    %next = relax.call_packed "minus_one"(%i) : (i64) -> i64
    relax.yield %next : i64
  }
  relax.return
}

// -----

// A view that the loop takes in each round reads the memory in each round.
// CHECK-LABEL: relax.func @view_inside_a_loop
//       CHECK: %[[M:.+]] = relax.alloc_arena() blocks [0, 256, 256, 256] bytes 512
//       CHECK: relax.arena_tensor %[[M]] block [[A:[0-9]]]()
//       CHECK: relax.while
//   CHECK-NOT:   relax.arena_tensor %[[M]] block [[A]]
//       CHECK: relax.return
relax.func @view_inside_a_loop(%n: i64, %x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %a = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%a : !relax.tensor<[64], f32>)
  %r = relax.while (%i = %n) : (i64) -> i64 {
    %go = relax.call_packed "positive"(%i) : (i64) -> i1
    relax.condition(%go : i1) %i : i64
  } do {
  ^bb0(%i: i64):
    %v = relax.view_tensor %a() : (!relax.tensor<[64], f32>) -> !relax.tensor<[8, 8], f32>
    relax.call_destination "f" ins(%v : !relax.tensor<[8, 8], f32>)
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
    %next = relax.call_packed "minus_one"(%i) : (i64) -> i64
    relax.yield %next : i64
  }
  relax.return
}

// -----

// What a loop makes in one round and carries into the next alternates between blocks of the pool.
// CHECK-LABEL: relax.func @carried
//   CHECK-NOT: relax.arena_tensor
//       CHECK: relax.return
relax.func @carried(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %a = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%a : !relax.tensor<[64], f32>)
  %r = relax.while (%y = %a) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>):
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
    relax.yield %t : !relax.tensor<[64], f32>
  }
  relax.call_destination "h" ins(%r : !relax.tensor<[64], f32>)
  relax.return
}

// -----

// What is carried from in front of the loop lives until its results are used for the last time: %b lies elsewhere than %a and %c, and %d where the
// loop has nothing any more. The loop around it takes both anew in each round.
// CHECK-LABEL: relax.func @carried_from_outside
//       CHECK: %[[M:.+]] = relax.alloc_arena() blocks [0, 256, 256, 256, 512, 256] bytes 768
//       CHECK: relax.while
//       CHECK: %[[A:.+]] = relax.arena_tensor %[[M]] block 0()
//       CHECK: %[[C:.+]] = relax.arena_tensor %[[M]] block 1()
//       CHECK: relax.while (%{{.+}} = %[[A]], %{{.+}} = %[[C]])
//       CHECK: relax.arena_tensor %[[M]] block 2()
//       CHECK: relax.arena_tensor %[[M]] block {{[01]}}()
//       CHECK: relax.yield
//  CHECK-NEXT: }
//  CHECK-NEXT: relax.kill %[[M]]
relax.func @carried_from_outside(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  relax.while : () -> () {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1)
  } do {
    %a = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%a : !relax.tensor<[64], f32>)
    %c = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%a : !relax.tensor<[64], f32>) outs(%c : !relax.tensor<[64], f32>)
    %r:2 = relax.while (%y = %a, %z = %c) : (!relax.tensor<[64], f32>, !relax.tensor<[64], f32>) -> (!relax.tensor<[64], f32>, !relax.tensor<[64], f32>) {
      %go = relax.call_packed "go_on"() : () -> i1
      relax.condition(%go : i1) %y, %z : !relax.tensor<[64], f32>, !relax.tensor<[64], f32>
    } do {
    ^bb0(%y: !relax.tensor<[64], f32>, %z: !relax.tensor<[64], f32>):
      relax.call_destination "f" ins(%y : !relax.tensor<[64], f32>) outs(%z : !relax.tensor<[64], f32>)
      relax.yield %z, %y : !relax.tensor<[64], f32>, !relax.tensor<[64], f32>
    }
    %b = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%r#0 : !relax.tensor<[64], f32>) outs(%b : !relax.tensor<[64], f32>)
    %d = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%b : !relax.tensor<[64], f32>) outs(%d : !relax.tensor<[64], f32>)
    relax.yield
  }
  relax.return
}

// -----

// Carried out of the loop and returned: memory of its own.
// CHECK-LABEL: relax.func @carried_and_returned
//       CHECK: relax.alloc_arena() blocks [0, 256, 256, 256] bytes 512
//       CHECK: relax.alloc_tensor
//       CHECK: relax.return
relax.func @carried_and_returned(%x: !relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> attributes {relax.memory} {
  %0 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%0 : !relax.tensor<[64], f32>)
  %1 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[64], f32>) outs(%1 : !relax.tensor<[64], f32>)
  %a = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%1 : !relax.tensor<[64], f32>) outs(%a : !relax.tensor<[64], f32>)
  %r = relax.while (%y = %a) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>):
    relax.yield %y : !relax.tensor<[64], f32>
  }
  relax.return %r : !relax.tensor<[64], f32>
}

// -----

// Sizes that differ from round to round: an arena for each round, given back at its end.
// CHECK-LABEL: relax.func @sizes_of_a_round
//       CHECK: relax.while
//       CHECK: do {
//       CHECK:   relax.dim
//       CHECK:   %[[M:.+]] = relax.alloc_arena(%{{.+}} : !sym.int<4 * k>) blocks [0, 0, 0, 0, 0, 0]
//       CHECK:   relax.arena_tensor %[[M]] block 0
//       CHECK:   relax.arena_tensor %[[M]] block 1
//       CHECK:   relax.kill %[[M]]
//       CHECK:   relax.yield
relax.func @sizes_of_a_round(%n: i64) attributes {relax.memory} {
  %r = relax.while (%i = %n) : (i64) -> i64 {
    %go = relax.call_packed "positive"(%i) : (i64) -> i1
    relax.condition(%go : i1) %i : i64
  } do {
  ^bb0(%i: i64):
    %u = relax.call_packed "make"(%i) : (i64) -> !relax.tensor<[?], f32>
    %k = relax.dim %u[0] symbols ["k"] : !relax.tensor<[?], f32> -> !sym.int<k>
    %0 = relax.alloc_tensor(%k) : (!sym.int<k>) -> !relax.tensor<[k], f32>
    relax.call_destination "f" ins(%u : !relax.tensor<[?], f32>) outs(%0 : !relax.tensor<[k], f32>)
    %1 = relax.alloc_tensor(%k) : (!sym.int<k>) -> !relax.tensor<[k], f32>
    relax.call_destination "f" ins(%0 : !relax.tensor<[k], f32>) outs(%1 : !relax.tensor<[k], f32>)
    %next = relax.call_packed "minus_one"(%i) : (i64) -> i64
    relax.yield %next : i64
  }
  relax.return
}

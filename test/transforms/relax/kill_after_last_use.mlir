// RUN: relax-opt %s -split-input-file -relax-kill-after-last-use | FileCheck %s
// A second run changes nothing.
// RUN: relax-opt %s -split-input-file -relax-kill-after-last-use -relax-kill-after-last-use | FileCheck %s

// CHECK-LABEL: relax.func @straight
//       CHECK: %[[A:.+]] = relax.alloc_tensor
//       CHECK: relax.call_packed "f"(%x, %[[A]])
//       CHECK: %[[B:.+]] = relax.alloc_tensor
//  CHECK-NEXT: relax.call_packed "f"(%[[A]], %[[B]])
//  CHECK-NEXT: relax.kill %[[A]]
//   CHECK-NOT: relax.kill
//       CHECK: relax.return %[[B]]
relax.func @straight(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_packed "f"(%x, %0) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> ()
  %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_packed "f"(%0, %1) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> ()
  relax.return %1 : !relax.tensor<[n], f32>
}

// -----

// CHECK-LABEL: relax.func @unused
//       CHECK: %[[A:.+]] = relax.call_packed "make"()
//  CHECK-NEXT: relax.kill %[[A]] : !relax.object
relax.func @unused() {
  %0 = relax.call_packed "make"() : () -> !relax.object
  relax.return
}

// -----

// A loop may use what it captures in every round.
// CHECK-LABEL: relax.func @captured_by_a_loop
//       CHECK: %[[W:.+]] = relax.call_packed "make"()
//       CHECK: relax.while
//   CHECK-NOT: relax.kill %[[W]]
//       CHECK: relax.yield
//  CHECK-NEXT: }
//  CHECK-NEXT: relax.kill %[[W]]
relax.func @captured_by_a_loop(%init: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %w = relax.call_packed "make"() : () -> !relax.object
  %0 = relax.while (%x = %init) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
    %go = relax.call_packed "go_on"(%x, %w) : (!relax.tensor<[n], f32>, !relax.object) -> i1
    relax.condition(%go : i1) %x : !relax.tensor<[n], f32>
  } do {
  ^bb0(%y: !relax.tensor<[n], f32>):
    %next = relax.call_packed "step"(%y, %w) : (!relax.tensor<[n], f32>, !relax.object) -> !relax.tensor<[n], f32>
    relax.yield %next : !relax.tensor<[n], f32>
  }
  relax.return %0 : !relax.tensor<[n], f32>
}

// -----

// A value of the loop's own body is given up in each round.
// CHECK-LABEL: relax.func @inside_a_loop
//       CHECK: ^bb0(%[[Y:.+]]: !relax.tensor<[n], f32>)
//       CHECK:   %[[T:.+]] = relax.call_packed "half"(%[[Y]])
//  CHECK-NEXT:   relax.kill %[[Y]]
//       CHECK:   %[[U:.+]] = relax.call_packed "step"(%[[T]])
//  CHECK-NEXT:   relax.kill %[[T]]
//  CHECK-NEXT:   relax.yield %[[U]]
relax.func @inside_a_loop(%c: i1, %init: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.while (%x = %init) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
    relax.condition(%c : i1) %x : !relax.tensor<[n], f32>
  } do {
  ^bb0(%y: !relax.tensor<[n], f32>):
    %t = relax.call_packed "half"(%y) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %next = relax.call_packed "step"(%t) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %next : !relax.tensor<[n], f32>
  }
  relax.return %0 : !relax.tensor<[n], f32>
}

// -----

// A use in one branch counts for both: the reference is given up behind them.
// CHECK-LABEL: relax.func @used_in_a_branch
//       CHECK: %[[W:.+]] = relax.call_packed "make"()
//       CHECK: relax.if
//   CHECK-NOT: relax.kill
//       CHECK: }
//       CHECK: relax.kill %[[W]]
relax.func @used_in_a_branch(%c: i1) {
  %w = relax.call_packed "make"() : () -> !relax.object
  relax.if %c : i1 {
    relax.call_packed "use"(%w) : (!relax.object) -> ()
    relax.yield
  } else {
    relax.yield
  }
  relax.return
}

// -----

// Another type is not another reference.
// CHECK-LABEL: relax.func @renamed
//       CHECK: %[[A:.+]] = relax.alloc_tensor
//       CHECK: %[[F:.+]] = relax.forget %[[A]]
//       CHECK: relax.call_packed "g"(%[[A]])
//   CHECK-NOT: relax.kill
//       CHECK: relax.call_packed "f"(%[[F]])
//  CHECK-NEXT: relax.kill %[[A]]
//   CHECK-NOT: relax.kill
//       CHECK: relax.return
relax.func @renamed(%n: !sym.int<n>) {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  %1 = relax.forget %0 : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
  relax.call_packed "g"(%0) : (!relax.tensor<[n], f32>) -> ()
  relax.call_packed "f"(%1) : (!relax.tensor<[?], f32>) -> ()
  relax.return
}

// -----

// CHECK-LABEL: relax.func @leaves_others_alone
//   CHECK-NOT: relax.kill
//       CHECK: relax.return
relax.func @leaves_others_alone(%x: !relax.tensor<[n], f32>, %i: i64) -> !relax.tensor<[n], f32> {
  %0 = arith.addi %i, %i : i64
  relax.call_packed "f"(%0, %x) : (i64, !relax.tensor<[n], f32>) -> ()
  relax.return %x : !relax.tensor<[n], f32>
}

// -----

// Of two values that were alike, cse keeps one, and the kills of both.
// CHECK-LABEL: relax.func @killed_twice
//       CHECK: %[[T:.+]] = relax.tuple(%x, %y)
//  CHECK-NEXT: %[[A:.+]] = relax.tuple_get_item %[[T]][0]
//  CHECK-NEXT: relax.kill %[[T]]
//  CHECK-NEXT: relax.call_packed "f"(%[[A]])
//  CHECK-NEXT: relax.call_packed "g"(%[[A]])
//  CHECK-NEXT: relax.kill %[[A]]
//  CHECK-NEXT: relax.return
relax.func @killed_twice(%x: !relax.object, %y: !relax.object) {
  %0 = relax.tuple(%x, %y) : (!relax.object, !relax.object) -> tuple<!relax.object, !relax.object>
  %1 = relax.tuple_get_item %0[0] : tuple<!relax.object, !relax.object> -> !relax.object
  relax.kill %0 : tuple<!relax.object, !relax.object>
  relax.call_packed "f"(%1) : (!relax.object) -> ()
  relax.kill %1 : !relax.object
  relax.call_packed "g"(%1) : (!relax.object) -> ()
  relax.kill %1 : !relax.object
  relax.return
}

// -----

// A field of a tuple is folded to what the tuple was made of: a parameter, a result, and a value that a loop uses.
// CHECK-LABEL: relax.func @killed_before_a_use
//   CHECK-NOT: relax.kill %x
//       CHECK: %[[A:.+]] = relax.call_packed "make"()
//  CHECK-NEXT: %[[B:.+]] = relax.call_packed "make"()
//  CHECK-NEXT: relax.if
//  CHECK-NEXT:   relax.call_packed "use"(%[[B]])
//  CHECK-NEXT:   relax.yield
//       CHECK: } else {
//  CHECK-NEXT:   relax.yield
//  CHECK-NEXT: }
//  CHECK-NEXT: relax.kill %[[B]]
//  CHECK-NEXT: relax.call_packed "f"(%x)
//  CHECK-NEXT: relax.return %[[A]]
relax.func @killed_before_a_use(%c: i1, %x: !relax.object) -> !relax.object {
  relax.kill %x : !relax.object
  %0 = relax.call_packed "make"() : () -> !relax.object
  relax.kill %0 : !relax.object
  %1 = relax.call_packed "make"() : () -> !relax.object
  relax.if %c : i1 {
    relax.call_packed "use"(%1) : (!relax.object) -> ()
    relax.kill %1 : !relax.object
    relax.yield
  } else {
    relax.yield
  }
  relax.call_packed "f"(%x) : (!relax.object) -> ()
  relax.return %0 : !relax.object
}

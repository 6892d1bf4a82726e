// Branches and loops of which it is known what runs.
// RUN: relax-opt %s -relax-canonicalize-bindings | FileCheck %s
// RUN: relax-opt %s -relax-canonicalize-bindings -relax-canonicalize-bindings | FileCheck %s

!x = !relax.tensor<[n, 4], f32>
!c = !relax.tensor<[], i1>

// CHECK-LABEL: relax.func @same_values(
//  CHECK-NEXT: %[[R:.+]]:2 = relax.if %c
//       CHECK: relax.return %x, %[[R]]#1
relax.func @same_values(%c: !c, %x: !x, %y: !x) -> (!x, !x) {
  %r:2 = relax.if %c : !c -> (!x, !x) {
    relax.yield %x, %x
  } else {
    relax.yield %x, %y
  }
  relax.return %r#0, %r#1
}

// CHECK-LABEL: relax.func @same_bodies(
//  CHECK-NEXT: %[[E:.+]] = relax.exp %x
//  CHECK-NEXT: %[[P:.+]] = relax.call_packed "log"(%[[E]])
//  CHECK-NEXT: relax.return %[[P]], %y
relax.func @same_bodies(%c: !c, %x: !x, %y: !x) -> (!x, !x) {
  %r:2 = relax.if %c : !c -> (!x, !x) {
    %0 = relax.exp %x : (!x) -> !x
    %1 = relax.call_packed "log"(%0) : (!x) -> !x
    relax.yield %1, %y
  } else {
    %0 = relax.exp %x : (!x) -> !x
    %1 = relax.call_packed "log"(%0) : (!x) -> !x
    relax.yield %1, %y
  }
  relax.return %r#0, %r#1
}

// CHECK-LABEL: relax.func @other_bodies(
//  CHECK-NEXT: relax.if %c
relax.func @other_bodies(%c: !c, %x: !x, %y: !x) -> !x {
  %r = relax.if %c : !c -> (!x) {
    %0 = relax.exp %x : (!x) -> !x
    relax.yield %0
  } else {
    %0 = relax.exp %y : (!x) -> !x
    relax.yield %0
  }
  relax.return %r
}

// The inner branches are decided by the outer one, also from inside of a loop; one on another value is not.
// CHECK-LABEL: relax.func @nested(
//  CHECK-NEXT: relax.if %c
//   CHECK-NOT: relax.if %c
//       CHECK:   relax.exp
//   CHECK-NOT:   relax.sin
//       CHECK: } else {
//   CHECK-NOT:   relax.if %c
//       CHECK:   relax.while
//       CHECK:     relax.sin
//       CHECK:   relax.if %d
//       CHECK: relax.return
relax.func @nested(%c: !c, %d: !c, %x: !x) -> !x {
  %r = relax.if %c : !c -> (!x) {
    %0 = relax.if %c : !c -> (!x) {
      %1 = relax.exp %x : (!x) -> !x
      relax.yield %1
    } else {
      %1 = relax.sin %x : (!x) -> !x
      relax.yield %1
    }
    relax.yield %0
  } else {
    %0 = relax.while (%a = %x) : (!x) -> !x {
      %go = relax.call_packed "decide"(%a) : (!x) -> !c
      relax.condition(%go) %a
    } do {
    ^bb0(%a: !x):
      %1 = relax.if %c : !c -> (!x) {
        %2 = relax.exp %a : (!x) -> !x
        relax.yield %2
      } else {
        %2 = relax.sin %a : (!x) -> !x
        relax.yield %2
      }
      relax.yield %1
    }
    %3 = relax.if %d : !c -> (!x) {
      relax.yield %0
    } else {
      relax.yield %x
    }
    relax.yield %3
  }
  relax.return %r
}

// The region of the condition runs once, with the values that the loop starts with.
// CHECK-LABEL: relax.func @no_rounds(
//  CHECK-NEXT: %[[P:.+]] = relax.call_packed "log"(%x)
//  CHECK-NEXT: relax.return %y, %x, %[[P]]
relax.func @no_rounds(%x: !x, %y: !x) -> (!x, !x, !x) {
  %r:3 = relax.while (%a = %x, %b = %y) : (!x, !x) -> (!x, !x, !x) {
    %stop = relax.constant dense<false> : tensor<i1>
    %0 = relax.call_packed "log"(%a) : (!x) -> !x
    relax.condition(%stop) %b, %a, %0
  } do {
  ^bb0(%a: !x, %b: !x, %d: !x):
    %1 = relax.exp %a : (!x) -> !x
    relax.yield %1, %d
  }
  relax.return %r#0, %r#1, %r#2
}

// CHECK-LABEL: relax.func @endless(
//       CHECK: relax.while
relax.func @endless(%x: !x) -> !x {
  %go = relax.constant dense<true> : tensor<i1>
  %r = relax.while (%a = %x) : (!x) -> !x {
    relax.condition(%go) %a
  } do {
  ^bb0(%a: !x):
    %1 = relax.exp %a : (!x) -> !x
    relax.yield %1
  }
  relax.return %r
}

// What is updated behind the branch must not be used there under its old name.
// CHECK-LABEL: relax.func @updated_behind(
//       CHECK: %[[R:.+]] = relax.if %c
//       CHECK: %[[W:.+]] = relax.while
//       CHECK: %[[U:.+]] = relax.call_packed "scale"(%x)
//  CHECK-NEXT: relax.return %[[U]], %[[R]], %[[W]]
relax.func @updated_behind(%c: !c, %x: !x) -> (!x, !x, !x) {
  %stop = relax.constant dense<false> : tensor<i1>
  %r = relax.if %c : !c -> (!x) {
    relax.yield %x
  } else {
    relax.yield %x
  }
  %w = relax.while (%a = %x) : (!x) -> !x {
    relax.condition(%stop) %a
  } do {
  ^bb0(%a: !x):
    %1 = relax.exp %a : (!x) -> !x
    relax.yield %1
  }
  %u = relax.call_packed "scale"(%x) mutates [0] : (!x) -> !x
  relax.return %u, %r, %w
}

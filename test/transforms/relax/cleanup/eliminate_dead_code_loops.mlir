// RUN: relax-opt %s -split-input-file -relax-eliminate-dead-code | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-eliminate-dead-code -relax-eliminate-dead-code | FileCheck %s

!i = !relax.tensor<[], i64>
!c = !relax.tensor<[], i1>
!x = !relax.tensor<[n], f32>

// A value that only serves itself in the next round; so is a pair that changes places, and what only those read.
// CHECK-LABEL: relax.func @cycles(
//       CHECK: %[[R:.+]]:2 = relax.while (%[[I:.+]] = %{{.+}}, %[[A:.+]] = %x) :
//       CHECK:   relax.condition(%{{.+}}) %[[I]], %[[A]]
//       CHECK: ^bb0(%{{[^,]+}}: !relax.tensor<[], i64>, %{{[^,]+}}: !relax.tensor<[n], f32>):
//   CHECK-NOT:   relax.exp
//   CHECK-NOT:   relax.sqrt
//       CHECK:   %[[J:.+]] = relax.add
//  CHECK-NEXT:   %[[T:.+]] = relax.tanh
//  CHECK-NEXT:   relax.yield %[[J]], %[[T]]
//  CHECK-NEXT: }
//  CHECK-NEXT: relax.return %[[R]]#1
relax.func @cycles(%x: !x, %k: !i) -> !x {
  %zero = relax.constant dense<0> : tensor<i64>
  %one = relax.constant dense<1> : tensor<i64>
  %r:5 = relax.while (%i = %zero, %b = %x, %p = %x, %a = %x, %q = %x) : (!i, !x, !x, !x, !x) -> (!i, !x, !x, !x, !x) {
    %go = relax.less %i, %k : (!i, !i) -> !c
    relax.condition(%go) %i, %b, %p, %a, %q
  } do {
  ^bb0(%i: !i, %b: !x, %p: !x, %a: !x, %q: !x):
    %j = relax.add %i, %one : (!i, !i) -> !i
    %t = relax.tanh %a : (!x) -> !x
    %d = relax.exp %b : (!x) -> !x
    %e = relax.add %p, %t : (!x, !x) -> !x
    %f = relax.sqrt %e : (!x) -> !x
    relax.yield %j, %d, %q, %t, %f
  }
  relax.return %r#3
}

// -----

!i = !relax.tensor<[], i64>
!c = !relax.tensor<[], i1>
!x = !relax.tensor<[n], f32>

// What decides whether the loop goes on, what reaches an effect, and what another carried value is made from.
// CHECK-LABEL: relax.func @left_alone(
//       CHECK: relax.while (%{{.+}} = %x, %{{.+}} = %x, %{{.+}} = %x) : {{.*}} -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
//       CHECK: relax.exp
//       CHECK: relax.tanh
//       CHECK: relax.sqrt
//       CHECK: relax.yield %{{.+}}, %{{.+}}, %{{.+}}
relax.func @left_alone(%x: !x, %k: !i) -> !x {
  %r:3 = relax.while (%a = %x, %b = %x, %d = %x) : (!x, !x, !x) -> (!x, !x, !x) {
    %go = relax.call_pure_packed "decide"(%a) : (!x) -> !c
    relax.condition(%go) %b, %a, %d
  } do {
  ^bb0(%b: !x, %a: !x, %d: !x):
    %0 = relax.exp %a : (!x) -> !x
    %1 = relax.tanh %b : (!x) -> !x
    %2 = relax.sqrt %b : (!x) -> !x
    relax.call_packed "print"(%d) : (!x) -> ()
    relax.yield %0, %1, %2
  }
  relax.return %r#0
}

// The result of one place is not used, but the body is passed it; the other way round for the second place.
// CHECK-LABEL: relax.func @result_or_argument(
//       CHECK: %[[R:.+]]:2 = relax.while (%[[A:.+]] = %x) : (!relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
//       CHECK:   %[[E:.+]] = relax.exp %[[A]]
//   CHECK-NOT:   relax.sin
//       CHECK:   relax.condition(%{{.+}}) %[[A]], %[[E]]
//       CHECK: ^bb0(%[[B:[^,]+]]: !relax.tensor<[n], f32>, %{{[^,]+}}: !relax.tensor<[n], f32>):
//  CHECK-NEXT:   %[[T:.+]] = relax.tanh %[[B]]
//  CHECK-NEXT:   relax.yield %[[T]]
//       CHECK: relax.return %[[R]]#1
relax.func @result_or_argument(%x: !x) -> !x {
  %r:3 = relax.while (%a = %x) : (!x) -> (!x, !x, !x) {
    %go = relax.call_pure_packed "decide"(%a) : (!x) -> !c
    %e = relax.exp %a : (!x) -> !x
    %s = relax.sin %a : (!x) -> !x
    relax.condition(%go) %a, %s, %e
  } do {
  ^bb0(%a: !x, %s: !x, %e: !x):
    %0 = relax.tanh %a : (!x) -> !x
    relax.yield %0
  }
  relax.return %r#2
}

// -----

!i = !relax.tensor<[], i64>
!c = !relax.tensor<[], i1>
!x = !relax.tensor<[n], f32>

// A loop without effects goes as a whole; one with effects stays, with what they need.
// CHECK-LABEL: relax.func @whole_loop(
//  CHECK-NEXT:   relax.return %x
// CHECK-LABEL: relax.func @effects_only(
//       CHECK:   relax.while (%[[A:.+]] = %x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
//       CHECK:     relax.condition(%{{.+}}) %[[A]]
//       CHECK:     relax.call_packed "print"
//   CHECK-NOT:     relax.exp
//       CHECK:     relax.yield
// CHECK-LABEL: relax.func @no_values(
//       CHECK:   relax.while : () -> () {
//  CHECK-NEXT:     %[[GO:.+]] = relax.call_packed "decide"
//  CHECK-NEXT:     relax.condition(%[[GO]])
//  CHECK-NEXT:   } do {
//  CHECK-NEXT:     relax.yield
//  CHECK-NEXT:   }
//  CHECK-NEXT:   relax.return %x
relax.func @whole_loop(%x: !x) -> !x {
  %r = relax.while (%a = %x) : (!x) -> !x {
    %go = relax.call_pure_packed "decide"(%a) : (!x) -> !c
    relax.condition(%go) %a
  } do {
  ^bb0(%a: !x):
    %0 = relax.tanh %a : (!x) -> !x
    relax.yield %0
  }
  %1 = relax.exp %r : (!x) -> !x
  relax.return %x
}
relax.func @effects_only(%x: !x) {
  %r:2 = relax.while (%a = %x, %b = %x) : (!x, !x) -> (!x, !x) {
    %go = relax.call_pure_packed "decide"(%a) : (!x) -> !c
    relax.condition(%go) %a, %b
  } do {
  ^bb0(%a: !x, %b: !x):
    %0 = relax.tanh %a : (!x) -> !x
    relax.call_packed "print"(%0) : (!x) -> ()
    %1 = relax.exp %b : (!x) -> !x
    relax.yield %0, %1
  }
  relax.return
}
relax.func @no_values(%x: !x) -> !x {
  %r = relax.while (%a = %x) : (!x) -> !x {
    %go = relax.call_packed "decide"(%x) : (!x) -> !c
    relax.condition(%go) %a
  } do {
  ^bb0(%a: !x):
    %0 = relax.tanh %a : (!x) -> !x
    relax.yield %0
  }
  relax.return %x
}

// -----

!i = !relax.tensor<[], i64>
!c = !relax.tensor<[], i1>
!x = !relax.tensor<[n], f32>

// The cycle goes through a loop and a branch inside of the loop.
// CHECK-LABEL: relax.func @nested(
//       CHECK: relax.while (%{{.+}} = %x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
//       CHECK: do {
//  CHECK-NEXT: ^bb0(
//   CHECK-NOT:   relax.exp
//   CHECK-NOT:   relax.sqrt
//       CHECK:   relax.while (%{{.+}} = %{{.+}}) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
//   CHECK-NOT:   relax.exp
//       CHECK:   relax.if %c : i1 -> (!relax.tensor<[n], f32>) {
//  CHECK-NEXT:     relax.sin
//  CHECK-NEXT:     relax.yield
//  CHECK-NEXT:   } else {
//  CHECK-NEXT:     relax.yield
//  CHECK-NEXT:   }
//  CHECK-NEXT:   relax.yield %{{[0-9a-z]+$}}
relax.func @nested(%x: !x, %c: i1) -> !x {
  %r:2 = relax.while (%a = %x, %b = %x) : (!x, !x) -> (!x, !x) {
    %go = relax.call_pure_packed "decide"(%a) : (!x) -> !c
    relax.condition(%go) %a, %b
  } do {
  ^bb0(%a: !x, %b: !x):
    %s:2 = relax.while (%d = %b, %e = %a) : (!x, !x) -> (!x, !x) {
      %go = relax.call_pure_packed "decide"(%e) : (!x) -> !c
      relax.condition(%go) %e, %d
    } do {
    ^bb0(%e: !x, %d: !x):
      %0 = relax.exp %d : (!x) -> !x
      %1 = relax.tanh %e : (!x) -> !x
      relax.yield %0, %1
    }
    %t:2 = relax.if %c : i1 -> (!x, !x) {
      %2 = relax.sin %s#0 : (!x) -> !x
      relax.yield %2, %s#1
    } else {
      %2 = relax.sqrt %s#1 : (!x) -> !x
      relax.yield %s#0, %2
    }
    relax.yield %t#0, %t#1
  }
  relax.return %r#0
}

// -----

!c = !relax.tensor<[], i1>

// Symbols: a carried `?` that nobody needs goes with the cast that names it. What a branch in the body hands out stays as
// long as a type mentions it, and a carried integer as long as somebody reads it.
// CHECK-LABEL: relax.func @symbols(
//       CHECK: %[[R:.+]] = relax.while (%[[A:.+]] = %{{.+}}) : (!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
//       CHECK: relax.condition(%{{.+}}) %[[A]]
//       CHECK: relax.match_cast %{{.+}} : !relax.tensor<[?], f32> -> !relax.tensor<[m], f32>
//   CHECK-NOT: relax.match_cast
//       CHECK: relax.if %c : i1 symbols ["s"] -> (!relax.tensor<[s], f32>, !sym.int<s>) {
//  CHECK-NEXT:   relax.yield %{{[^,]+}}, %{{[^,]+$}}
//       CHECK: relax.forget %{{.+}} : !relax.tensor<[s], f32>
//  CHECK-NEXT: relax.yield %{{[0-9a-z]+$}}
//       CHECK: relax.return %[[R]]
relax.func @symbols(%x: !relax.tensor<[?], f32>, %n: !sym.int<n>, %c: i1) -> !relax.tensor<[?], f32> {
  %r:3 = relax.while (%a = %x, %b = %x, %i = %n) : (!relax.tensor<[?], f32>, !relax.tensor<[?], f32>, !sym.int<n>) -> (!relax.tensor<[?], f32>, !relax.tensor<[?], f32>, !sym.int<n>) {
    %go = relax.call_pure_packed "decide"(%a) : (!relax.tensor<[?], f32>) -> !c
    relax.condition(%go) %a, %b, %i
  } do {
  ^bb0(%a: !relax.tensor<[?], f32>, %b: !relax.tensor<[?], f32>, %i: !sym.int<n>):
    %a1, %m = relax.match_cast %a : !relax.tensor<[?], f32> -> !relax.tensor<[m], f32>, !sym.int<m>
    %b1, %k = relax.match_cast %b : !relax.tensor<[?], f32> -> !relax.tensor<[k], f32>, !sym.int<k>
    %0, %1, %s, %u = relax.if %c : i1 symbols ["s", "u"] -> (!relax.tensor<[s], f32>, !relax.tensor<[u], f32>, !sym.int<s>, !sym.int<u>) {
      relax.yield %a1, %b1, %m, %k
    } else {
      %2 = relax.concat %a1, %a1 axis = 0 : (!relax.tensor<[m], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[2 * m], f32>
      %3 = sym.value 2 * m of (%a1 : !relax.tensor<[m], f32>) : !sym.int<2 * m>
      relax.yield %2, %b1, %3, %k
    }
    %4 = relax.forget %0 : !relax.tensor<[s], f32> -> !relax.tensor<[?], f32>
    %5 = relax.forget %1 : !relax.tensor<[u], f32> -> !relax.tensor<[?], f32>
    relax.yield %4, %5, %i
  }
  relax.return %r#0
}

// -----

!x = !relax.tensor<[n], f32>
!c = !relax.tensor<[], i1>

// An update in place is an effect, though nobody reads what it makes; a call of a private function that a dead cycle makes
// was its last one.
//   CHECK-NOT: @body
// CHECK-LABEL: relax.func @updated(
//       CHECK: relax.while (%{{.+}} = %x, %{{.+}} = %x)
//       CHECK: relax.call_packed "scale"(%{{.+}}) mutates [0]
// CHECK-LABEL: relax.func @calls(
//       CHECK: relax.while (%{{.+}} = %x) :
//   CHECK-NOT: relax.call @body
//       CHECK: relax.return
relax.func private pure @body(%x: !x) -> !x {
  %0 = relax.exp %x : (!x) -> !x
  relax.return %0
}
relax.func @updated(%x: !x) -> !x {
  %r:2 = relax.while (%a = %x, %b = %x) : (!x, !x) -> (!x, !x) {
    %go = relax.call_pure_packed "decide"(%a) : (!x) -> !c
    relax.condition(%go) %a, %b
  } do {
  ^bb0(%a: !x, %b: !x):
    %0 = relax.tanh %a : (!x) -> !x
    %1 = relax.call_packed "scale"(%b) mutates [0] : (!x) -> !x
    relax.yield %0, %1
  }
  relax.return %r#0
}
relax.func @calls(%x: !x) -> !x {
  %r:2 = relax.while (%a = %x, %b = %x) : (!x, !x) -> (!x, !x) {
    %go = relax.call_pure_packed "decide"(%a) : (!x) -> !c
    relax.condition(%go) %a, %b
  } do {
  ^bb0(%a: !x, %b: !x):
    %0 = relax.tanh %a : (!x) -> !x
    %1 = relax.call pure @body(%b) : (!x) -> !x
    relax.yield %0, %1
  }
  relax.return %r#0
}

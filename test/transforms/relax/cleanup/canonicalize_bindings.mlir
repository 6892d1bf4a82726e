// RUN: relax-opt %s -split-input-file -relax-canonicalize-bindings | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-canonicalize-bindings -relax-canonicalize-bindings | FileCheck %s

// CHECK-LABEL: relax.func @reshape_of_reshape
//       CHECK: %[[R:.+]] = relax.reshape %x, %{{.+}} : (!relax.tensor<[2, 3, 4], f32>, !relax.shape<[4, 6]>)
//  CHECK-NEXT: relax.return %[[R]]
relax.func @reshape_of_reshape(%x: !relax.tensor<[2, 3, 4], f32>) -> !relax.tensor<[4, 6], f32> {
  %0 = relax.flatten %x : (!relax.tensor<[2, 3, 4], f32>) -> !relax.tensor<[24], f32>
  %c4 = sym.value 4 : !sym.int<4>
  %c6 = sym.value 6 : !sym.int<6>
  %s = relax.shape(%c4, %c6) : (!sym.int<4>, !sym.int<6>) -> !relax.shape<[4, 6]>
  %1 = relax.reshape %0, %s : (!relax.tensor<[24], f32>, !relax.shape<[4, 6]>) -> !relax.tensor<[4, 6], f32>
  relax.return %1 : !relax.tensor<[4, 6], f32>
}

// -----

// The first reshape checks 4 * n = m * 2 when the program runs, the second one nothing: the check moves along.
// CHECK-LABEL: relax.func @one_check_remains
//       CHECK: %[[R:.+]] = relax.flatten %x
//   CHECK-NOT: relax.reshape
//       CHECK: relax.return
// CHECK-LABEL: relax.func @two_checks_stay
//       CHECK: %[[A:.+]] = relax.reshape %x
//       CHECK: relax.reshape %[[A]]
relax.func @one_check_remains(%x: !relax.tensor<[n, 4], f32>) -> !relax.tensor<[4 * n], f32> {
  %0 = relax.expand_dims %x axis = [0] : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[1, n, 4], f32>
  %1 = relax.flatten %0 : (!relax.tensor<[1, n, 4], f32>) -> !relax.tensor<[4 * n], f32>
  relax.return %1 : !relax.tensor<[4 * n], f32>
}
relax.func @two_checks_stay(%x: !relax.tensor<[n, 4], f32>, %m: !sym.int<m>, %k: !sym.int<k>) -> !relax.tensor<[k], f32> {
  %s = relax.shape(%m) : (!sym.int<m>) -> !relax.shape<[m]>
  %0 = relax.reshape %x, %s : (!relax.tensor<[n, 4], f32>, !relax.shape<[m]>) -> !relax.tensor<[m], f32>
  %t = relax.shape(%k) : (!sym.int<k>) -> !relax.shape<[k]>
  %1 = relax.reshape %0, %t : (!relax.tensor<[m], f32>, !relax.shape<[k]>) -> !relax.tensor<[k], f32>
  relax.return %1 : !relax.tensor<[k], f32>
}

// -----

// That the squeezed dimension is 1 is a check of its own.
// CHECK-LABEL: relax.func @squeeze_checks
//       CHECK: %[[S:.+]] = relax.squeeze %x
//       CHECK: relax.flatten %[[S]]
relax.func @squeeze_checks(%x: !relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[4 * m], f32> {
  %0 = relax.squeeze %x axis = [0] : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[m, 4], f32>
  %1 = relax.flatten %0 : (!relax.tensor<[m, 4], f32>) -> !relax.tensor<[4 * m], f32>
  relax.return %1 : !relax.tensor<[4 * m], f32>
}

// -----

// CHECK-LABEL: relax.func @transposes
//       CHECK: %[[P:.+]] = relax.permute_dims %x axes = [2, 0, 1]
//  CHECK-NEXT: relax.return %[[P]]
relax.func @transposes(%x: !relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[4, n, m], f32> {
  %0 = relax.permute_dims %x axes = [1, -1, 0] : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[m, 4, n], f32>
  %1 = relax.permute_dims %0 axes = [1, 2, 0] : (!relax.tensor<[m, 4, n], f32>) -> !relax.tensor<[4, n, m], f32>
  relax.return %1 : !relax.tensor<[4, n, m], f32>
}

// CHECK-LABEL: relax.func @unit_transpose
//       CHECK: relax.reshape %x, %{{.+}} -> !relax.tensor<[1, n, 1, 64], f32>
// CHECK-LABEL: relax.func @real_transpose
//       CHECK: relax.permute_dims
relax.func @unit_transpose(%x: !relax.tensor<[1, 1, n, 64], f32>) -> !relax.tensor<[1, n, 1, 64], f32> {
  %0 = relax.permute_dims %x axes = [0, 2, 1, 3] : (!relax.tensor<[1, 1, n, 64], f32>) -> !relax.tensor<[1, n, 1, 64], f32>
  relax.return %0 : !relax.tensor<[1, n, 1, 64], f32>
}
relax.func @real_transpose(%x: !relax.tensor<[1, m, n], f32>) -> !relax.tensor<[1, n, m], f32> {
  %0 = relax.permute_dims %x axes = [0, 2, 1] : (!relax.tensor<[1, m, n], f32>) -> !relax.tensor<[1, n, m], f32>
  relax.return %0 : !relax.tensor<[1, n, m], f32>
}

// -----

// CHECK-LABEL: relax.func @conversions
//       CHECK: %[[A:.+]] = relax.astype %x dtype = f64 : (!relax.tensor<[n], i8>)
//       CHECK: %[[B:.+]] = relax.astype %y dtype = f16
//       CHECK: %[[C:.+]] = relax.astype %[[B]] dtype = f32
//       CHECK: %[[D:.+]] = relax.astype %z dtype = i8
//       CHECK: %[[E:.+]] = relax.astype %[[D]] dtype = i32
//       CHECK: relax.return %[[A]], %[[C]], %[[E]]
relax.func @conversions(%x: !relax.tensor<[n], i8>, %y: !relax.tensor<[n], f32>, %z: !relax.tensor<[n], ui8>)
    -> (!relax.tensor<[n], f64>, !relax.tensor<[n], f32>, !relax.tensor<[n], i32>) {
  %0 = relax.astype %x dtype = i32 : (!relax.tensor<[n], i8>) -> !relax.tensor<[n], i32>
  %1 = relax.astype %0 dtype = f64 : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], f64>
  %2 = relax.astype %y dtype = f16 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f16>
  %3 = relax.astype %2 dtype = f32 : (!relax.tensor<[n], f16>) -> !relax.tensor<[n], f32>
  %4 = relax.astype %z dtype = i8 : (!relax.tensor<[n], ui8>) -> !relax.tensor<[n], i8>
  %5 = relax.astype %4 dtype = i32 : (!relax.tensor<[n], i8>) -> !relax.tensor<[n], i32>
  relax.return %1, %3, %5 : !relax.tensor<[n], f64>, !relax.tensor<[n], f32>, !relax.tensor<[n], i32>
}

// -----

// CHECK-LABEL: relax.func @broadcasts
//       CHECK: relax.broadcast_to %x, %{{.+}} : (!relax.tensor<[1, 4], f32>, !relax.shape<[3, n, 4]>)
relax.func @broadcasts(%x: !relax.tensor<[1, 4], f32>, %n: !sym.int<n>) -> !relax.tensor<[3, n, 4], f32> {
  %c3 = sym.value 3 : !sym.int<3>
  %c4 = sym.value 4 : !sym.int<4>
  %s = relax.shape(%n, %c4) : (!sym.int<n>, !sym.int<4>) -> !relax.shape<[n, 4]>
  %0 = relax.broadcast_to %x, %s : (!relax.tensor<[1, 4], f32>, !relax.shape<[n, 4]>) -> !relax.tensor<[n, 4], f32>
  %t = relax.shape(%c3, %n, %c4) : (!sym.int<3>, !sym.int<n>, !sym.int<4>) -> !relax.shape<[3, n, 4]>
  %1 = relax.broadcast_to %0, %t : (!relax.tensor<[n, 4], f32>, !relax.shape<[3, n, 4]>) -> !relax.tensor<[3, n, 4], f32>
  relax.return %1 : !relax.tensor<[3, n, 4], f32>
}

// -----

// CHECK-LABEL: relax.func @casts
//  CHECK-NEXT: relax.return %x, %x
relax.func @casts(%x: !relax.tensor<[n, 4], f32>) -> (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) {
  %0 = relax.forget %x : !relax.tensor<[n, 4], f32> -> !relax.tensor<[?, 4], f32>
  %1 = relax.forget %0 : !relax.tensor<[?, 4], f32> -> !relax.tensor<*, f32>
  %2 = relax.match_cast %1 : !relax.tensor<*, f32> -> !relax.tensor<[?, 4], f32>
  %3 = relax.match_cast %2 : !relax.tensor<[?, 4], f32> -> !relax.tensor<[n, 4], f32>
  %4 = relax.match_cast %0 : !relax.tensor<[?, 4], f32> -> !relax.tensor<[n, 4], f32>
  relax.return %3, %4 : !relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>
}

// A cast that is bound to fail fails when the program runs, and one that is not implied is kept.
// CHECK-LABEL: relax.func @failing_cast
//       CHECK: %[[F:.+]] = relax.forget %x
//       CHECK: relax.match_cast %[[F]] : !relax.tensor<[?], f32> -> !relax.tensor<[4], f32>
// CHECK-LABEL: relax.func @stronger_first
//       CHECK: %[[A:.+]] = relax.match_cast %x
//       CHECK: relax.match_cast %[[A]]
relax.func @failing_cast(%x: !relax.tensor<[3], f32>) -> !relax.tensor<[4], f32> {
  %0 = relax.forget %x : !relax.tensor<[3], f32> -> !relax.tensor<[?], f32>
  %1 = relax.match_cast %0 : !relax.tensor<[?], f32> -> !relax.tensor<[4], f32>
  relax.return %1 : !relax.tensor<[4], f32>
}
relax.func @stronger_first(%x: !relax.tensor<[?, ?], f32>, %n: !sym.int<n>) -> !relax.tensor<[?, n], f32> {
  %0 = relax.match_cast %x : !relax.tensor<[?, ?], f32> -> !relax.tensor<[n, ?], f32>
  %1 = relax.match_cast %0 : !relax.tensor<[n, ?], f32> -> !relax.tensor<[?, n], f32>
  relax.return %1 : !relax.tensor<[?, n], f32>
}

// -----

// CHECK-LABEL: relax.func @tuples
//  CHECK-NEXT: relax.return %t
// CHECK-LABEL: relax.func @part_of_tuple
//       CHECK: relax.tuple(
relax.func @tuples(%t: tuple<!relax.object, !relax.tensor<[n], f32>>) -> tuple<!relax.object, !relax.tensor<[n], f32>> {
  %0 = relax.tuple_get_item %t[0] : tuple<!relax.object, !relax.tensor<[n], f32>> -> !relax.object
  %1 = relax.tuple_get_item %t[1] : tuple<!relax.object, !relax.tensor<[n], f32>> -> !relax.tensor<[n], f32>
  %2 = relax.tuple(%0, %1) : (!relax.object, !relax.tensor<[n], f32>) -> tuple<!relax.object, !relax.tensor<[n], f32>>
  relax.return %2 : tuple<!relax.object, !relax.tensor<[n], f32>>
}
relax.func @part_of_tuple(%t: tuple<!relax.object, !relax.object>) -> tuple<!relax.object> {
  %0 = relax.tuple_get_item %t[0] : tuple<!relax.object, !relax.object> -> !relax.object
  %1 = relax.tuple(%0) : (!relax.object) -> tuple<!relax.object>
  relax.return %1 : tuple<!relax.object>
}

// -----

// CHECK-LABEL: relax.func @decided
//   CHECK-NOT: relax.if
//       CHECK: %[[T:.+]] = relax.tanh %x
//       CHECK: relax.return %[[T]]
relax.func @decided(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %c = relax.constant dense<false> : tensor<i1>
  %0 = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>) {
    %1 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %1
  } else {
    %1 = relax.tanh %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %1
  }
  relax.return %0 : !relax.tensor<[n], f32>
}

// -----

// CHECK-LABEL: relax.func @forwarded
//  CHECK-NEXT: relax.return %x
relax.func @forwarded(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.dataflow {
    relax.output %x : !relax.tensor<[n], f32>
  }
  relax.return %0 : !relax.tensor<[n], f32>
}

// -----

!x = !relax.tensor<[n], f32>
!c = !relax.tensor<[], i1>

// What a loop carries unchanged is read where it comes from: %b passed on by both regions, %d of the condition, %e yielded
// from outside.
// CHECK-LABEL: relax.func @carried(
//       CHECK: %[[R:.+]]:4 = relax.while
//       CHECK:   relax.call_pure_packed "decide"(%{{.+}}, %y)
//       CHECK:   relax.condition(%{{.+}}) %[[A:.+]], %y, %x, %x
//       CHECK: ^bb0(%[[B:[^,]+]]: !relax.tensor<[n], f32>
//  CHECK-NEXT:   %[[S:.+]] = relax.add %[[B]], %y
//  CHECK-NEXT:   %[[T:.+]] = relax.multiply %[[S]], %x
//  CHECK-NEXT:   relax.yield %[[T]], %y, %x
//  CHECK-NEXT: }
//  CHECK-NEXT: relax.return %[[R]]#0, %y, %x
relax.func @carried(%x: !x, %y: !x) -> (!x, !x, !x) {
  %r:4 = relax.while (%a = %x, %b = %y, %e = %x) : (!x, !x, !x) -> (!x, !x, !x, !x) {
    %go = relax.call_pure_packed "decide"(%a, %b) : (!x, !x) -> !c
    relax.condition(%go) %a, %b, %x, %e
  } do {
  ^bb0(%a: !x, %b: !x, %d: !x, %e: !x):
    %0 = relax.add %a, %b : (!x, !x) -> !x
    %1 = relax.multiply %0, %d : (!x, !x) -> !x
    relax.yield %1, %b, %x
  }
  relax.return %r#0, %r#1, %r#2
}

// Values that change places; a value whose memory is written or given up behind the loop; a result that is made by the
// first region.
// CHECK-LABEL: relax.func @may_change(
//       CHECK: %[[R:.+]]:3 = relax.while (%[[A:.+]] = %x, %[[B:.+]] = %y)
//       CHECK:   relax.condition(%{{.+}}) %[[A]], %[[B]], %{{.+}}
//       CHECK: relax.return %[[R]]#0, %[[R]]#1, %[[R]]#2
// CHECK-LABEL: relax.func @updated(
//       CHECK: %[[R:.+]] = relax.while
//       CHECK: relax.call_packed "scale"(%x)
//       CHECK: relax.return %{{.+}}, %[[R]]
// CHECK-LABEL: relax.func @given_up(
//       CHECK: %[[R:.+]] = relax.while
//       CHECK: relax.kill
//  CHECK-NEXT: relax.return %[[R]]
relax.func @may_change(%x: !x, %y: !x) -> (!x, !x, !x) {
  %r:3 = relax.while (%a = %x, %b = %y) : (!x, !x) -> (!x, !x, !x) {
    %go = relax.call_pure_packed "decide"(%a, %b) : (!x, !x) -> !c
    %0 = relax.exp %a : (!x) -> !x
    relax.condition(%go) %a, %b, %0
  } do {
  ^bb0(%a: !x, %b: !x, %d: !x):
    relax.yield %b, %a
  }
  relax.return %r#0, %r#1, %r#2
}
relax.func @updated(%x: !x) -> (!x, !x) {
  %r = relax.while (%a = %x) : (!x) -> !x {
    %go = relax.call_packed "decide"(%a) : (!x) -> !c
    relax.condition(%go) %a
  } do {
  ^bb0(%a: !x):
    relax.yield %a
  }
  %0 = relax.call_packed "scale"(%x) mutates [0] : (!x) -> !x
  relax.return %0, %r
}
relax.func @given_up(%y: !x) -> !x {
  %x = relax.copy %y : !x
  %r = relax.while (%a = %x) : (!x) -> !x {
    %go = relax.call_packed "decide"(%a) : (!x) -> !c
    relax.condition(%go) %a
  } do {
  ^bb0(%a: !x):
    relax.yield %a
  }
  relax.kill %x : !x
  relax.return %r
}

// -----

// Chains that end where they began, with `?` by their axes; `?` may be two sizes, and a squeezed dimension that may not be 1 is
// checked.
// CHECK-LABEL: relax.func @regrouped_back(
//  CHECK-NEXT:   relax.return %x, %y, %x, %x
// CHECK-LABEL: relax.func @other_shape(
//       CHECK:   %[[A:.+]] = relax.expand_dims %x
//  CHECK-NEXT:   %[[B:.+]] = relax.squeeze %[[A]]
//  CHECK-NEXT:   %[[C:.+]] = relax.squeeze %z
//  CHECK-NEXT:   %[[D:.+]] = relax.expand_dims %[[C]]
//  CHECK-NEXT:   %[[E:.+]] = relax.expand_dims %u axis = [0, 3]
//  CHECK-NEXT:   %[[F:.+]] = relax.squeeze %[[E]] axis = [0, 1]
//  CHECK-NEXT:   relax.return %[[B]], %[[D]], %[[F]]
// CHECK-LABEL: relax.func @unknown_dims(
//  CHECK-NEXT:   relax.return %u, %v
relax.func @regrouped_back(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[1, n, 1], f32>) -> (!relax.tensor<[n, 4], f32>, !relax.tensor<[1, n, 1], f32>, !relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) {
  %0 = relax.expand_dims %x axis = [0, 2] : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[1, n, 1, 4], f32>
  %1 = relax.squeeze %0 axis = [0, 2] : (!relax.tensor<[1, n, 1, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %2 = relax.squeeze %y axis = [0, 2] : (!relax.tensor<[1, n, 1], f32>) -> !relax.tensor<[n], f32>
  %3 = relax.expand_dims %2 axis = [0, 2] : (!relax.tensor<[n], f32>) -> !relax.tensor<[1, n, 1], f32>
  %4 = relax.squeeze %0 axis = [2] : (!relax.tensor<[1, n, 1, 4], f32>) -> !relax.tensor<[1, n, 4], f32>
  %5 = relax.squeeze %4 axis = [0] : (!relax.tensor<[1, n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %6 = relax.flatten %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4 * n], f32>
  %n = sym.value n : !sym.int<n>
  %c1 = sym.value 1 : !sym.int<1>
  %c4 = sym.value 4 : !sym.int<4>
  %s = relax.shape(%c1, %n, %c4) : (!sym.int<1>, !sym.int<n>, !sym.int<4>) -> !relax.shape<[1, n, 4]>
  %7 = relax.reshape %6, %s : (!relax.tensor<[4 * n], f32>, !relax.shape<[1, n, 4]>) -> !relax.tensor<[1, n, 4], f32>
  %8 = relax.squeeze %7 axis = [0] : (!relax.tensor<[1, n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  relax.return %1, %3, %5, %8
}
relax.func @other_shape(%x: !relax.tensor<[1, n], f32>, %z: !relax.tensor<[m, n], f32>, %u: !relax.tensor<[1, ?], f32>) -> (!relax.tensor<[n, 1], f32>, !relax.tensor<[1, n], f32>, !relax.tensor<[?, 1], f32>) {
  %0 = relax.expand_dims %x axis = [2] : (!relax.tensor<[1, n], f32>) -> !relax.tensor<[1, n, 1], f32>
  %1 = relax.squeeze %0 axis = [0] : (!relax.tensor<[1, n, 1], f32>) -> !relax.tensor<[n, 1], f32>
  %2 = relax.squeeze %z axis = [0] : (!relax.tensor<[m, n], f32>) -> !relax.tensor<[n], f32>
  %3 = relax.expand_dims %2 axis = [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[1, n], f32>
  %4 = relax.expand_dims %u axis = [0, 3] : (!relax.tensor<[1, ?], f32>) -> !relax.tensor<[1, 1, ?, 1], f32>
  %5 = relax.squeeze %4 axis = [0, 1] : (!relax.tensor<[1, 1, ?, 1], f32>) -> !relax.tensor<[?, 1], f32>
  relax.return %1, %3, %5
}
relax.func @unknown_dims(%u: !relax.tensor<[?, ?], f32>, %v: !relax.tensor<[1, ?, 1], f32>) -> (!relax.tensor<[?, ?], f32>, !relax.tensor<[1, ?, 1], f32>) {
  %0 = relax.expand_dims %u axis = [0, 2] : (!relax.tensor<[?, ?], f32>) -> !relax.tensor<[1, ?, 1, ?], f32>
  %1 = relax.squeeze %0 axis = [-4, -2] : (!relax.tensor<[1, ?, 1, ?], f32>) -> !relax.tensor<[?, ?], f32>
  %2 = relax.squeeze %v axis = [2, 0] : (!relax.tensor<[1, ?, 1], f32>) -> !relax.tensor<[?], f32>
  %3 = relax.expand_dims %2 axis = [0, 2] : (!relax.tensor<[?], f32>) -> !relax.tensor<[1, ?, 1], f32>
  relax.return %1, %3
}

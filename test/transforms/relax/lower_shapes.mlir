// RUN: relax-opt %s -split-input-file -relax-lower-shapes | FileCheck %s
// A second run changes nothing.
// RUN: relax-opt %s -split-input-file -relax-lower-shapes -relax-lower-shapes | FileCheck %s

// The first bare occurrence of a symbol is read, all else is checked.
// CHECK-LABEL: relax.func @entry
//  CHECK-SAME: relax.shapes_checked
//   CHECK-DAG: relax.check_type %x is !relax.tensor<[?, ?], f32> subject "x"
//   CHECK-DAG: %[[N:.+]] = relax.dim %x[0] : !relax.tensor<[n, 4], f32> -> !sym.int<n>
//   CHECK-DAG: relax.check_type %y is !relax.tensor<[?, ?], f32> subject "y"
//   CHECK-DAG: %[[M:.+]] = relax.dim %y[1]
//       CHECK: %[[C4:.+]] = sym.value 4
//       CHECK: relax.check_dim %x[1] = %[[C4]] subject "x"
//       CHECK: relax.check_dim %y[0] = %[[N]] subject "y"
relax.func @entry(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[n, m], f32>) {
  relax.return
}

// -----

// A symbol may stand bare behind the place where it is part of an expression.
// CHECK-LABEL: relax.func @composite_first
//       CHECK: %[[N:.+]] = relax.dim %y[0]
//       CHECK: %[[D:.+]] = sym.value 2 * n + 1
//       CHECK: relax.check_dim %x[0] = %[[D]] subject "x"
relax.func @composite_first(%x: !relax.tensor<[2 * n + 1], f32>, %y: !relax.tensor<[n], f32>) {
  relax.return
}

// -----

// CHECK-LABEL: relax.func @match_cast
//       CHECK: %[[K:.+]] = relax.dim %x[1]
//       CHECK: relax.check_type %w is !relax.tensor<[?, ?], f32> subject "w" : !relax.tensor<*, f32>
//       CHECK: %[[M:.+]] = relax.dim %w[1] symbols ["m"] : !relax.tensor<*, f32> -> !sym.int<m>
//       CHECK: relax.check_dim %w[0] = %[[K]] subject "w"
//       CHECK: %[[R:.+]] = relax.refine %w of %[[K]], %[[M]] : {{.*}} -> !relax.tensor<[k, m], f32>
//   CHECK-NOT: relax.match_cast
//       CHECK: relax.call_packed "use"(%[[R]], %[[M]])
relax.func @match_cast(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<*, f32>) {
  %0, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[k, m], f32>, !sym.int<m>
  relax.call_packed "use"(%0, %m) : (!relax.tensor<[k, m], f32>, !sym.int<m>) -> ()
  relax.return
}

// -----

// What the type says already is not checked again.
// CHECK-LABEL: relax.func @match_cast_knows
//       CHECK: relax.dim %x[0]
//   CHECK-NOT: relax.check_type
//       CHECK: relax.dim %x[1] symbols ["m"]
//   CHECK-NOT: relax.check_dim
//       CHECK: relax.refine %x
relax.func @match_cast_knows(%x: !relax.tensor<[n, ?], f32>) -> !relax.tensor<[n, ?], f32> {
  %0, %m = relax.match_cast %x : !relax.tensor<[n, ?], f32> -> !relax.tensor<[n, m], f32>, !sym.int<m>
  relax.call_packed "use"(%0) : (!relax.tensor<[n, m], f32>) -> ()
  relax.return %x : !relax.tensor<[n, ?], f32>
}

// -----

// CHECK-LABEL: relax.func @tuples_and_shapes
//       CHECK: relax.check_type %t is tuple<!relax.tensor<[?], f32>, !relax.shape<[?]>> subject "t"
//       CHECK: %[[F0:.+]] = relax.tuple_get_item %t[0]
//       CHECK: relax.check_type %[[F0]] is !relax.tensor<[?], f32> subject "t.0"
//       CHECK: %[[N:.+]] = relax.dim %[[F0]][0]
//       CHECK: %[[F1:.+]] = relax.tuple_get_item %t[1]
//       CHECK: relax.check_type %[[F1]] is !relax.shape<[?]> subject "t.1"
//       CHECK: %[[D:.+]] = sym.value 2 * n
//       CHECK: relax.check_dim %[[F1]][0] = %[[D]] subject "t.1" : !relax.shape<[2 * n]>, !sym.int<2 * n>
relax.func @tuples_and_shapes(%t: tuple<!relax.tensor<[n], f32>, !relax.shape<[2 * n]>>) {
  relax.return
}

// -----

// A parameter defines a symbol itself; another one is held to it.
// CHECK-LABEL: relax.func @integers
//   CHECK-NOT: relax.dim
//       CHECK: relax.check_dim %x[0] = %n subject "x"
//       CHECK: %[[D:.+]] = sym.value n + 1
//       CHECK: relax.check_condition %p == %[[D]] subject "p"
relax.func @integers(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>, %p: !sym.int<n + 1>) {
  relax.return
}

// -----

// Facts about the symbols of a signature are promises of the callers. No size is below zero, a parameter may be.
// CHECK-LABEL: relax.func @facts
//       CHECK: %[[N:.+]] = relax.dim %x[0]
//       CHECK: %[[M:.+]] = relax.dim %x[1]
//       CHECK: relax.check_dim %y[0] = %[[N]]
//       CHECK: %[[LOW:.+]] = sym.value 1
//       CHECK: relax.check_condition %[[LOW]] le %[[N]] subject "lower bound of symbol n, dimension 0 of x"
//       CHECK: %[[HIGH:.+]] = sym.value 4
//       CHECK: relax.check_condition %[[N]] le %[[HIGH]] subject "upper bound of symbol n, dimension 0 of x"
//       CHECK: %[[REST:.+]] = sym.value n mod 2
//       CHECK: %[[ZERO:.+]] = sym.value 0
//       CHECK: relax.check_condition %[[REST]] == %[[ZERO]] subject "divisor of symbol n, dimension 0 of x"
//   CHECK-NOT: relax.check_condition {{.*}} symbol m
//       CHECK: relax.check_condition %[[ZERO]] le %p subject "lower bound of symbol p"
//   CHECK-NOT: relax.check_condition
//       CHECK: relax.return
relax.func @facts(%x: !relax.tensor<[n, m], f32>, %y: !relax.tensor<[n], f32>, %p: !sym.int<p>)
    attributes {sym.ranges = {m = array<i64: 0>, n = array<i64: 1, 4>, other = array<i64: 1>, p = array<i64: 0>}, sym.divisible = {n = 2 : i64}} {
  relax.return
}

// -----

// CHECK-LABEL: relax.func private @facts_of_private
//       CHECK: relax.check_condition %{{.+}} le %{{.+}} subject "lower bound of symbol n, dimension 0 of x"
//       CHECK: relax.check_condition %{{.+}} le %{{.+}} subject "upper bound of symbol n, dimension 0 of x"
//       CHECK: relax.return
relax.func private @facts_of_private(%x: !relax.tensor<[n], f32>) attributes {sym.ranges = {n = array<i64: 1, 4>}} {
  relax.return
}

// -----

// Facts about symbols that the body defines are checked where it does.
// CHECK-LABEL: relax.func @facts_of_the_body
//       CHECK: %[[M:.+]] = relax.dim %x[0] symbols ["m"]
//       CHECK: %[[HIGH:.+]] = sym.value 4
//       CHECK: relax.check_condition %[[M]] le %[[HIGH]] subject "upper bound of symbol m, dimension 0 of x"
//       CHECK: %[[REST:.+]] = sym.value m mod 2
//       CHECK: relax.check_condition %[[REST]] == %{{.+}} subject "divisor of symbol m, dimension 0 of x"
//       CHECK: relax.refine %x
//       CHECK: %[[K:.+]] = sym.from_index %i symbols ["k"]
//       CHECK: relax.check_condition %{{.+}} le %[[K]] subject "lower bound of symbol k"
//       CHECK: %[[J:.+]] = sym.from_index %i symbols ["j"]
//   CHECK-NOT: relax.check_condition
//       CHECK: relax.return
relax.func @facts_of_the_body(%x: !relax.tensor<[?], f32>, %i: index) -> !relax.tensor<[?], f32>
    attributes {sym.ranges = {m = array<i64: 0, 4>, k = array<i64: 0>}, sym.divisible = {m = 2 : i64}} {
  %0, %m = relax.match_cast %x : !relax.tensor<[?], f32> -> !relax.tensor<[m], f32>, !sym.int<m>
  %k = sym.from_index %i symbols ["k"] : !sym.int<k>
  %j = sym.from_index %i symbols ["j"] : !sym.int<j>
  %1 = relax.exp %0 : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
  %2 = relax.forget %1 : !relax.tensor<[m], f32> -> !relax.tensor<[?], f32>
  relax.call_packed "use"(%k, %j) : (!sym.int<k>, !sym.int<j>) -> ()
  relax.return %2 : !relax.tensor<[?], f32>
}

// -----

// CHECK-LABEL: relax.func @facts_of_elements
//       CHECK: %[[K:.+]] = relax.tensor_to_ints %t symbols ["k"]
//       CHECK: relax.check_condition %{{.+}} le %[[K]] subject "lower bound of symbol k"
//       CHECK: relax.call_packed
relax.func @facts_of_elements(%t: !relax.tensor<[1], i64>) attributes {sym.ranges = {k = array<i64: 0>}} {
  %k = relax.tensor_to_ints %t symbols ["k"] : !relax.tensor<[1], i64> -> !sym.int<k>
  relax.call_packed "use"(%k) : (!sym.int<k>) -> ()
  relax.return
}

// -----

// A condition is checked once; a check holds in the regions behind it.
// CHECK-LABEL: relax.func @conditions
//       CHECK: relax.check_condition %{{.+}} == %{{.+}} subject "{{.*}}relax.matmul
//       CHECK: relax.matmul
//   CHECK-NOT: relax.check_condition
//       CHECK: relax.if
//   CHECK-NOT: relax.check_condition
//       CHECK: relax.matmul
relax.func @conditions(%c: i1, %x: !relax.tensor<[n, k], f32>, %y: !relax.tensor<[l, m], f32>) -> !relax.tensor<[n, m], f32> {
  %0 = relax.matmul %x, %y : (!relax.tensor<[n, k], f32>, !relax.tensor<[l, m], f32>) -> !relax.tensor<[n, m], f32>
  %1 = relax.if %c : i1 -> (!relax.tensor<[n, m], f32>) {
    %2 = relax.matmul %x, %y : (!relax.tensor<[n, k], f32>, !relax.tensor<[l, m], f32>) -> !relax.tensor<[n, m], f32>
    relax.yield %2 : !relax.tensor<[n, m], f32>
  } else {
    relax.yield %0 : !relax.tensor<[n, m], f32>
  }
  relax.return %1 : !relax.tensor<[n, m], f32>
}

// -----

// A check in one branch says nothing about the other.
// CHECK-LABEL: relax.func @conditions_in_branches
//       CHECK: relax.if
//       CHECK:   relax.check_condition
//       CHECK: else
//       CHECK:   relax.check_condition
relax.func @conditions_in_branches(%c: i1, %x: !relax.tensor<[n, k], f32>, %y: !relax.tensor<[l, m], f32>) -> !relax.tensor<[n, m], f32> {
  %1 = relax.if %c : i1 -> (!relax.tensor<[n, m], f32>) {
    %2 = relax.matmul %x, %y : (!relax.tensor<[n, k], f32>, !relax.tensor<[l, m], f32>) -> !relax.tensor<[n, m], f32>
    relax.yield %2 : !relax.tensor<[n, m], f32>
  } else {
    %2 = relax.matmul %x, %y : (!relax.tensor<[n, k], f32>, !relax.tensor<[l, m], f32>) -> !relax.tensor<[n, m], f32>
    relax.yield %2 : !relax.tensor<[n, m], f32>
  }
  relax.return %1 : !relax.tensor<[n, m], f32>
}

// -----

// Packed functions are held to the types of their results; the new version of an operand is the operand.
// CHECK-LABEL: relax.func @results
//       CHECK: %[[N:.+]] = relax.dim %x[0]
//       CHECK: %[[R:.+]]:2 = relax.call_packed "f"(%x) mutates [0]
//   CHECK-NOT: relax.check_type %[[R]]#0
//       CHECK: relax.check_type %[[R]]#1 is !relax.tensor<[?], f32> subject "result 1 of relax.call_packed \22f\22"
//   CHECK-NOT: relax.check_dim %[[R]]#0
//       CHECK: relax.check_dim %[[R]]#1[0] = %[[N]]
relax.func @results(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0:2 = relax.call_packed "f"(%x) mutates [0] : (!relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>)
  relax.return %0#1 : !relax.tensor<[n], f32>
}

// -----

// An object becomes known step by step.
// CHECK-LABEL: relax.func @objects
//       CHECK: relax.check_type %o is tuple<!relax.tensor<[?], f32>, !relax.object>
//       CHECK: %[[T:.+]] = relax.refine %o : (!relax.object) -> tuple<!relax.object, !relax.object>
//       CHECK: %[[I:.+]] = relax.tuple_get_item %[[T]][0]
//       CHECK: relax.check_type %[[I]] is !relax.tensor<[?], f32>
//       CHECK: %[[R:.+]] = relax.refine %[[I]] : (!relax.object) -> !relax.tensor<[?], f32>
//       CHECK: relax.dim %[[R]][0] symbols ["n"]
//       CHECK: relax.refine %o of
relax.func @objects(%o: !relax.object) -> !relax.object {
  %0, %n = relax.match_cast %o : !relax.object -> tuple<!relax.tensor<[n], f32>, !relax.object>, !sym.int<n>
  relax.call_packed "use"(%0) : (tuple<!relax.tensor<[n], f32>, !relax.object>) -> ()
  relax.return %o : !relax.object
}

// -----

// CHECK-LABEL: relax.func @leaves_others_alone
//  CHECK-NEXT: relax.return %i, %o
relax.func @leaves_others_alone(%i: i64, %o: !relax.object) -> (i64, !relax.object) {
  relax.return %i, %o : i64, !relax.object
}
// CHECK: relax.func private @declared(!relax.tensor<[n], f32>)
relax.func private @declared(!relax.tensor<[n], f32>)

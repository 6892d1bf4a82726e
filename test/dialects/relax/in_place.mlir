// Updates in place are right under transformations: tensors are values, so a use of the old value that common subexpression
// elimination or folding makes reads the old value (lowering copies), and the program stays valid.
// RUN: relax-opt %s -cse -canonicalize | FileCheck %s
// RUN: relax-opt %s -cse -canonicalize | relax-opt -cse -canonicalize | FileCheck %s

// Two equal computations become one although one of them is updated.
// CHECK-LABEL: relax.func @merged(
relax.func @merged(%x: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  // CHECK: %[[A:.*]] = relax.exp %x
  // CHECK-NOT: relax.exp
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // CHECK: %[[B:.*]] = relax.call_packed "update"(%[[A]]) mutates [0]
  %2 = relax.call_packed "update"(%0) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // CHECK: relax.return %[[A]], %[[B]]
  relax.return %1, %2
}

// So do constants.
// CHECK-LABEL: relax.func @constants(
relax.func @constants() -> (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>) {
  // CHECK: %[[C:.*]] = relax.constant
  // CHECK-NOT: relax.constant
  %0 = relax.constant dense<1.0> : tensor<2xf32>
  // CHECK: %[[U:.*]] = relax.call_packed "update"(%[[C]]) mutates [0]
  %1 = relax.call_packed "update"(%0) mutates [0] : (!relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
  %2 = relax.constant dense<1.0> : tensor<2xf32>
  // CHECK: relax.return %[[U]], %[[C]]
  relax.return %1, %2
}

// Two equal updates stay two.
// CHECK-LABEL: relax.func @updates(
relax.func @updates(%x: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.copy %x : !relax.tensor<[n], f32>
  // CHECK: %[[C:.*]] = relax.copy %x
  // CHECK: relax.call_packed "update"(%[[C]]) mutates [0]
  // CHECK: relax.call_packed "update"(%[[C]]) mutates [0]
  %1 = relax.call_packed "update"(%0) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.copy %x : !relax.tensor<[n], f32>
  %3 = relax.call_packed "update"(%2) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %1, %3
}

// A parameter may be updated; a copy taken before keeps the old value.
// CHECK-LABEL: relax.func @parameter(
relax.func @parameter(%x: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  // CHECK: %[[OLD:.*]] = relax.copy %x
  %0 = relax.copy %x : !relax.tensor<[n], f32>
  // CHECK: %[[NEW:.*]] = relax.call_packed "update"(%x) mutates [0]
  %1 = relax.call_packed "update"(%x) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // CHECK: relax.return %[[OLD]], %[[NEW]]
  relax.return %0, %1
}

// A view may be updated while its source is used: it is a value of its own.
// CHECK-LABEL: relax.func @view(
relax.func @view(%x: !relax.tensor<[n, m], f32>) -> (!relax.tensor<[n, m], f32>, !relax.tensor<[n * m], f32>) {
  // CHECK: %[[V:.*]] = relax.flatten %x
  %0 = relax.flatten %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n * m], f32>
  // CHECK: %[[U:.*]] = relax.call_packed "update"(%[[V]]) mutates [0]
  %1 = relax.call_packed "update"(%0) mutates [0] : (!relax.tensor<[n * m], f32>) -> !relax.tensor<[n * m], f32>
  // CHECK: relax.return %x, %[[U]]
  relax.return %x, %1
}

// Names of a value fold without a change of the answer.
// CHECK-LABEL: relax.func @folding(
relax.func @folding(%x: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %a = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %0 = relax.tuple(%a) : (!relax.tensor<[n], f32>) -> tuple<!relax.tensor<[n], f32>>
  %1 = relax.call_packed "update"(%a) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.tuple_get_item %0[0] : tuple<!relax.tensor<[n], f32>> -> !relax.tensor<[n], f32>
  // CHECK: %[[A:.*]] = relax.exp
  // CHECK: %[[U:.*]] = relax.call_packed
  // CHECK: relax.return %[[U]], %[[A]]
  relax.return %1, %2
}

// The other branch may use the value.
// CHECK-LABEL: relax.func @branches(
relax.func @branches(%x: !relax.tensor<[n], f32>, %c: i1) -> !relax.tensor<[n], f32> {
  %0 = relax.if %c : i1 -> (!relax.tensor<[n], f32>) {
    // CHECK: relax.call_packed "update"(%x) mutates [0]
    %1 = relax.call_packed "update"(%x) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %1
  } else {
    // CHECK: relax.yield %x
    relax.yield %x
  }
  relax.return %0
}

// A carried value may be updated in each round.
// CHECK-LABEL: relax.func @carried(
relax.func @carried(%init: !relax.tensor<[n], f32>, %c: i1) -> !relax.tensor<[n], f32> {
  %0 = relax.while (%x = %init) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
    relax.condition(%c) %x
  } do {
  ^bb0(%y: !relax.tensor<[n], f32>):
    // CHECK: relax.call_packed "update"(%{{.*}}) mutates [0]
    %1 = relax.call_packed "update"(%y) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %1
  }
  relax.return %0
}

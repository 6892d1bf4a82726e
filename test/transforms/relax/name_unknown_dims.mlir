// RUN: relax-opt %s -split-input-file -relax-name-unknown-dims | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-name-unknown-dims -relax-name-unknown-dims | FileCheck %s


// One cast at the source names the dimension all the way down.
// CHECK-LABEL: relax.func @chain
//       CHECK: %[[C:.+]], %[[CS:.+]] = relax.match_cast %x : !relax.tensor<[?, 4], f32> -> !relax.tensor<[d0, 4], f32>, !sym.int<d0>
//       CHECK: %[[A:.+]] = relax.exp %[[C]] : (!relax.tensor<[d0, 4], f32>) -> !relax.tensor<[d0, 4], f32>
//       CHECK: %[[B:.+]] = relax.exp %[[A]] : (!relax.tensor<[d0, 4], f32>) -> !relax.tensor<[d0, 4], f32>
//       CHECK: %[[F:.+]] = relax.forget %[[B]] : !relax.tensor<[d0, 4], f32> -> !relax.tensor<[?, 4], f32>
//   CHECK-NOT: relax.match_cast
//       CHECK: relax.return %[[F]]
relax.func @chain(%x: !relax.tensor<[?, 4], f32>) -> !relax.tensor<[?, 4], f32> {
  %0 = relax.exp %x : (!relax.tensor<[?, 4], f32>) -> !relax.tensor<[?, 4], f32>
  %1 = relax.exp %0 : (!relax.tensor<[?, 4], f32>) -> !relax.tensor<[?, 4], f32>
  relax.return %1 : !relax.tensor<[?, 4], f32>
}

// -----

// Names that exist are not taken again.
// CHECK-LABEL: relax.func @fresh_names
//   CHECK-NOT: !sym.int<d0>
//       CHECK: relax.match_cast %y
//   CHECK-NOT: !sym.int<d0>
relax.func @fresh_names(%x: !relax.tensor<[d0], f32>, %y: !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
  %0 = relax.exp %y : (!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
  relax.return %0 : !relax.tensor<[?], f32>
}

// -----

// Both operands get their names; what the operator assumes of them becomes a condition.
// CHECK-LABEL: relax.func @two_operands
//   CHECK-DAG: relax.match_cast %x : !relax.tensor<[?, ?], f32> -> !relax.tensor<[d0, d1], f32>, !sym.int<d0>, !sym.int<d1>
//   CHECK-DAG: relax.match_cast %y : !relax.tensor<[?, 8], f32> -> !relax.tensor<[d2, 8], f32>, !sym.int<d2>
//       CHECK: relax.matmul {{.*}} -> !relax.tensor<[d0, 8], f32>
relax.func @two_operands(%x: !relax.tensor<[?, ?], f32>, %y: !relax.tensor<[?, 8], f32>) -> !relax.tensor<[?, 8], f32> {
  %0 = relax.matmul %x, %y : (!relax.tensor<[?, ?], f32>, !relax.tensor<[?, 8], f32>) -> !relax.tensor<[?, 8], f32>
  relax.return %0 : !relax.tensor<[?, 8], f32>
}

// -----

// A value that a loop carries is named inside the loop, anew in each round.
// CHECK-LABEL: relax.func @carried
//       CHECK: relax.while
//       CHECK: ^bb0(%[[Y:.+]]: !relax.tensor<[?], f32>)
//       CHECK:   %[[C:.+]], %[[CS:.+]] = relax.match_cast %[[Y]]
//       CHECK:   %[[E:.+]] = relax.exp %[[C]]
//       CHECK:   %[[F:.+]] = relax.forget %[[E]]
//       CHECK:   relax.yield %[[F]]
relax.func @carried(%init: !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
  %0 = relax.while (%x = %init) : (!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
    %go = relax.call_pure_packed "go_on"(%x) : (!relax.tensor<[?], f32>) -> !relax.tensor<[], i1>
    relax.condition(%go : !relax.tensor<[], i1>) %x : !relax.tensor<[?], f32>
  } do {
  ^bb0(%y: !relax.tensor<[?], f32>):
    %next = relax.exp %y : (!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
    relax.yield %next : !relax.tensor<[?], f32>
  }
  relax.return %0 : !relax.tensor<[?], f32>
}

// -----

// The target of a reshape is a value with dimensions, too.
// CHECK-LABEL: relax.func @reshape
//       CHECK: relax.match_cast %s : !relax.shape<[?, 2]> -> !relax.shape<[d0, 2]>, !sym.int<d0>
//       CHECK: relax.reshape {{.*}} -> !relax.tensor<[d0, 2], f32>
relax.func @reshape(%x: !relax.tensor<[n], f32>, %s: !relax.shape<[?, 2]>) -> !relax.tensor<[?, 2], f32> {
  %0 = relax.reshape %x, %s : (!relax.tensor<[n], f32>, !relax.shape<[?, 2]>) -> !relax.tensor<[?, 2], f32>
  relax.return %0 : !relax.tensor<[?, 2], f32>
}

// -----

// Nothing to name: values that no operator uses, unknown rank, known dimensions.
// CHECK-LABEL: relax.func @leaves_others_alone
//   CHECK-NOT: relax.match_cast
//   CHECK-NOT: relax.forget
//       CHECK: relax.return
relax.func @leaves_others_alone(%x: !relax.tensor<[?], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[n], f32>)
    -> (!relax.tensor<[?], f32>, !relax.tensor<*, f32>, !relax.tensor<[n], f32>) {
  %0 = relax.exp %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.exp %z : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.call_packed "use"(%x) : (!relax.tensor<[?], f32>) -> ()
  relax.return %x, %0, %1 : !relax.tensor<[?], f32>, !relax.tensor<*, f32>, !relax.tensor<[n], f32>
}

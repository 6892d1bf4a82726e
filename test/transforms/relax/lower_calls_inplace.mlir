// RUN: relax-opt %s -split-input-file -relax-lower-calls | FileCheck %s

// Updates in place: copied where the operand is a constant, a parameter, a view, held elsewhere or used again; else written as it is.

tir.prim_func @exp(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
}
tir.prim_func @increment(%X: !tir.buffer<[s], f32>) {
}
tir.prim_func @add_into(%X: !tir.buffer<[6], f32>, %Y: !tir.buffer<[2, 3], f32>) {
}

// CHECK-LABEL: relax.func @fresh
//       CHECK: %[[A:.+]] = relax.alloc_tensor
//   CHECK-NOT: relax.copy_tensor
//       CHECK: relax.call_packed "f"(%[[A]]) : (!relax.tensor<[n], f32>) -> ()
//   CHECK-NOT: relax.copy_tensor
//       CHECK: relax.call_packed "f"(%[[A]])
//       CHECK: relax.return %[[A]]
relax.func @fresh(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call_packed "f"(%0) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.call_packed "f"(%1) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %2 : !relax.tensor<[n], f32>
}

// CHECK-LABEL: relax.func @constant
//       CHECK: %[[C:.+]] = relax.constant
//       CHECK: %[[A:.+]] = relax.copy_tensor %[[C]]
//       CHECK: relax.call_packed "f"(%[[A]])
//       CHECK: relax.return %[[A]]
relax.func @constant() -> !relax.tensor<[2], f32> {
  %0 = relax.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %1 = relax.call_packed "f"(%0) mutates [0] : (!relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
  relax.return %1 : !relax.tensor<[2], f32>
}

// CHECK-LABEL: relax.func @parameter
//       CHECK: %[[A:.+]] = relax.copy_tensor %x
//       CHECK: relax.call_packed "f"(%[[A]], %i)
relax.func @parameter(%x: !relax.tensor<[n], f32>, %i: i64) -> !relax.tensor<[n], f32> {
  %0 = relax.call_packed "f"(%x, %i) mutates [0] : (!relax.tensor<[n], f32>, i64) -> !relax.tensor<[n], f32>
  relax.return %0 : !relax.tensor<[n], f32>
}

// CHECK-LABEL: relax.func @view
//       CHECK: %[[V:.+]] = relax.view_tensor
//       CHECK: %[[A:.+]] = relax.copy_tensor %[[V]]
//       CHECK: relax.call_packed "f"(%[[A]])
relax.func @view(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[n, 1], f32> {
  %0 = relax.call_tir @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.view_tensor %0(%n) : (!relax.tensor<[n], f32>, !sym.int<n>) -> !relax.tensor<[n, 1], f32>
  %2 = relax.call_packed "f"(%1) mutates [0] : (!relax.tensor<[n, 1], f32>) -> !relax.tensor<[n, 1], f32>
  relax.return %2 : !relax.tensor<[n, 1], f32>
}

// The view sees what is written behind its back: the source is copied.
// CHECK-LABEL: relax.func @behind_a_view
//       CHECK: %[[A:.+]] = relax.alloc_tensor
//       CHECK: relax.view_tensor %[[A]]
//       CHECK: %[[C:.+]] = relax.copy_tensor %[[A]]
//       CHECK: relax.call_packed "f"(%[[C]])
relax.func @behind_a_view(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n, 1], f32>) {
  %0 = relax.call_tir @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.view_tensor %0(%n) : (!relax.tensor<[n], f32>, !sym.int<n>) -> !relax.tensor<[n, 1], f32>
  %2 = relax.call_packed "f"(%0) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %2, %1 : !relax.tensor<[n], f32>, !relax.tensor<[n, 1], f32>
}

// CHECK-LABEL: relax.func @used_again
//       CHECK: %[[A:.+]] = relax.alloc_tensor
//       CHECK: %[[C:.+]] = relax.copy_tensor %[[A]]
//       CHECK: relax.call_destination @increment ins(%[[C]] : {{.*}}) scalars({{.*}}) inplace [0]
//       CHECK: relax.return %[[A]], %[[C]]
relax.func @used_again(%x: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.call_tir @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call_tir_inplace @increment(%0) inplace [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0, %1 : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>
}

// CHECK-LABEL: relax.func @in_a_tuple
//       CHECK: %[[A:.+]] = relax.alloc_tensor
//       CHECK: relax.tuple(%[[A]])
//       CHECK: relax.copy_tensor %[[A]]
relax.func @in_a_tuple(%x: !relax.tensor<[n], f32>) -> (tuple<!relax.tensor<[n], f32>>, !relax.tensor<[n], f32>) {
  %0 = relax.call_tir @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %t = relax.tuple(%0) : (!relax.tensor<[n], f32>) -> tuple<!relax.tensor<[n], f32>>
  %1 = relax.call_tir_inplace @increment(%0) inplace [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %t, %1 : tuple<!relax.tensor<[n], f32>>, !relax.tensor<[n], f32>
}

// The same memory twice in one call.
// CHECK-LABEL: relax.func @twice
//       CHECK: %[[A:.+]] = relax.alloc_tensor
//       CHECK: %[[C:.+]] = relax.copy_tensor %[[A]]
//       CHECK: relax.call_packed "f"(%[[C]], %[[A]])
relax.func @twice(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call_inplace_packed "f"(%0, %0) inplace [0] : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %1 : !relax.tensor<[n], f32>
}

// And as a view of it: the other operand keeps the old contents.
// CHECK-LABEL: relax.func @beside_a_view
//       CHECK: %[[A:.+]] = relax.alloc_tensor
//       CHECK: %[[V:.+]] = relax.view_tensor %[[A]]
//       CHECK: %[[C:.+]] = relax.copy_tensor %[[A]]
//       CHECK: relax.call_destination @add_into ins(%[[C]], %[[V]] {{.*}} inplace [0]
relax.func @beside_a_view(%x: !relax.tensor<[6], f32>) -> !relax.tensor<[6], f32> {
  %0 = relax.call_tir @exp(%x) : (!relax.tensor<[6], f32>) -> !relax.tensor<[6], f32>
  %1 = relax.view_tensor %0() : (!relax.tensor<[6], f32>) -> !relax.tensor<[2, 3], f32>
  %2 = relax.call_tir_inplace @add_into(%0, %1) inplace [0] : (!relax.tensor<[6], f32>, !relax.tensor<[2, 3], f32>) -> !relax.tensor<[6], f32>
  relax.return %2 : !relax.tensor<[6], f32>
}

// What a packed function returns may be what it was given.
// CHECK-LABEL: relax.func @result_of_a_packed_function
//       CHECK: %[[R:.+]] = relax.call_packed "id"(%x)
//       CHECK: relax.copy_tensor %[[R]]
relax.func @result_of_a_packed_function(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call_packed "id"(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call_packed "f"(%0) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %1 : !relax.tensor<[n], f32>
}

// The other branch does not run behind this one, but what follows the `if` does.
// CHECK-LABEL: relax.func @branches
//       CHECK: %[[A:.+]] = relax.alloc_tensor
//       CHECK: relax.if
//   CHECK-NOT:   relax.copy_tensor
//       CHECK:   relax.call_destination @increment ins(%[[A]]
//       CHECK:   relax.yield %[[A]]
//       CHECK: else
//       CHECK:   relax.yield %[[A]]
relax.func @branches(%c: i1, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.if %c : i1 -> (!relax.tensor<[n], f32>) {
    %2 = relax.call_tir_inplace @increment(%0) inplace [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %2 : !relax.tensor<[n], f32>
  } else {
    relax.yield %0 : !relax.tensor<[n], f32>
  }
  relax.return %1 : !relax.tensor<[n], f32>
}

// CHECK-LABEL: relax.func @used_behind_the_branches
//       CHECK: relax.if
//       CHECK:   relax.copy_tensor
relax.func @used_behind_the_branches(%c: i1, %x: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.call_tir @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.if %c : i1 -> (!relax.tensor<[n], f32>) {
    %2 = relax.call_tir_inplace @increment(%0) inplace [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %2 : !relax.tensor<[n], f32>
  } else {
    relax.yield %x : !relax.tensor<[n], f32>
  }
  relax.return %0, %1 : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>
}

// The next round of a loop needs what it captured; memory of the round itself is its own.
// CHECK-LABEL: relax.func @loop
//       CHECK: %[[W:.+]] = relax.alloc_tensor
//       CHECK: ^bb0(%[[Y:.+]]: !relax.tensor<[n], f32>)
//       CHECK:   %[[C:.+]] = relax.copy_tensor %[[W]]
//       CHECK:   relax.call_destination @increment ins(%[[C]]
//       CHECK:   relax.call_packed "use"(%[[C]])
//       CHECK:   %[[T:.+]] = relax.alloc_tensor
//       CHECK:   relax.call_destination @exp
//   CHECK-NOT:   relax.copy_tensor
//       CHECK:   relax.call_destination @increment ins(%[[T]]
//       CHECK:   %[[D:.+]] = relax.copy_tensor %[[Y]]
//       CHECK:   relax.call_destination @increment ins(%[[D]]
//       CHECK:   relax.yield %[[T]]
relax.func @loop(%c: i1, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %w = relax.call_tir @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %0 = relax.while (%z = %x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
    relax.condition(%c : i1) %z : !relax.tensor<[n], f32>
  } do {
  ^bb0(%y: !relax.tensor<[n], f32>):
    %1 = relax.call_tir_inplace @increment(%w) inplace [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.call_packed "use"(%1) : (!relax.tensor<[n], f32>) -> ()
    %2 = relax.call_tir @exp(%y) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %3 = relax.call_tir_inplace @increment(%2) inplace [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %4 = relax.call_tir_inplace @increment(%y) inplace [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.call_packed "use"(%4) : (!relax.tensor<[n], f32>) -> ()
    relax.yield %3 : !relax.tensor<[n], f32>
  }
  relax.return %0 : !relax.tensor<[n], f32>
}

// An explicit copy is one.
// CHECK-LABEL: relax.func @copy
//       CHECK: %[[C:.+]] = relax.copy_tensor %x
//       CHECK: relax.return %[[C]]
relax.func @copy(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.copy %x : !relax.tensor<[n], f32>
  relax.return %0 : !relax.tensor<[n], f32>
}

// RUN: relax-opt %s -split-input-file -relax-lower-views | FileCheck %s


// CHECK-LABEL: relax.func @flatten
//       CHECK: %[[D:.+]] = sym.value m * n : !sym.int<m * n>
//       CHECK: %[[V:.+]] = relax.view_tensor %x(%[[D]]) : (!relax.tensor<[n, m], f32>, !sym.int<m * n>) -> !relax.tensor<[m * n], f32>
//       CHECK: relax.return %[[V]]
relax.func @flatten(%x: !relax.tensor<[n, m], f32>) -> !relax.tensor<[n * m], f32> {
  %0 = relax.flatten %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n * m], f32>
  relax.return %0 : !relax.tensor<[n * m], f32>
}

// -----

// CHECK-LABEL: relax.func @static
//       CHECK: relax.view_tensor %x() : (!relax.tensor<[4, 2], f32>) -> !relax.tensor<[8], f32>
relax.func @static(%x: !relax.tensor<[4, 2], f32>) -> !relax.tensor<[8], f32> {
  %0 = relax.flatten %x : (!relax.tensor<[4, 2], f32>) -> !relax.tensor<[8], f32>
  relax.return %0 : !relax.tensor<[8], f32>
}

// -----

// A size that one view computes serves the next.
// CHECK-LABEL: relax.func @shared_size
//       CHECK: %[[D:.+]] = sym.value 2 * n
//       CHECK: relax.view_tensor %x(%[[D]])
//   CHECK-NOT: sym.value
//       CHECK: relax.view_tensor %y(%[[D]])
relax.func @shared_size(%x: !relax.tensor<[n, 2], f32>, %y: !relax.tensor<[n, 2], f32>)
    -> (!relax.tensor<[2 * n], f32>, !relax.tensor<[2 * n], f32>) {
  %0 = relax.flatten %x : (!relax.tensor<[n, 2], f32>) -> !relax.tensor<[2 * n], f32>
  %1 = relax.flatten %y : (!relax.tensor<[n, 2], f32>) -> !relax.tensor<[2 * n], f32>
  relax.return %0, %1 : !relax.tensor<[2 * n], f32>, !relax.tensor<[2 * n], f32>
}

// -----

// CHECK-LABEL: relax.func @leaves_unknown_alone
//       CHECK: relax.flatten
//       CHECK: relax.exp
relax.func @leaves_unknown_alone(%x: !relax.tensor<[?, 2], f32>) -> !relax.tensor<[?], f32> {
  %0 = relax.flatten %x : (!relax.tensor<[?, 2], f32>) -> !relax.tensor<[?], f32>
  %1 = relax.exp %0 : (!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
  relax.return %1 : !relax.tensor<[?], f32>
}

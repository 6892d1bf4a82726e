// RUN: relax-opt %s --relax-legalize-ops --verify-diagnostics | FileCheck %s

// Without relax-lower-shapes a condition that the types leave open would be lost in silence.

// CHECK-LABEL: relax.func @unchecked
// CHECK:         relax.call_tir @matmul
relax.func @unchecked(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<[m, 4], f32>) {
  // expected-warning @+1 {{nobody checks from here on that}}
  %0 = relax.matmul %x, %w : (!relax.tensor<[n, k], f32>, !relax.tensor<[m, 4], f32>) -> !relax.tensor<[n, 4], f32>
  relax.return
}

// CHECK-LABEL: relax.func @checked
// CHECK:         relax.call_tir @matmul
relax.func @checked(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<[m, 4], f32>) attributes {relax.shapes_checked} {
  %0 = relax.matmul %x, %w : (!relax.tensor<[n, k], f32>, !relax.tensor<[m, 4], f32>) -> !relax.tensor<[n, 4], f32>
  relax.return
}

// CHECK-LABEL: relax.func @unconditional
// CHECK:         relax.call_tir @matmul
relax.func @unconditional(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<[k, 4], f32>) {
  %0 = relax.matmul %x, %w : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, 4], f32>) -> !relax.tensor<[n, 4], f32>
  relax.return
}

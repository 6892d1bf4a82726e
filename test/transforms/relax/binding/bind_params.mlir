// RUN: relax-opt %s -split-input-file -relax-bind-params | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-bind-params -relax-bind-params | FileCheck %s

// The size of a value binds the symbol everywhere; a parameter that knows less is told less; names and inputs follow.
// CHECK-LABEL: relax.func @sizes(
//  CHECK-SAME: %x: !relax.tensor<[n, 2], f32>, %y: !relax.tensor<[4], f32>)
//  CHECK-SAME: attributes {num_input = 2 : i64}
//       CHECK: %[[W:.+]] = relax.constant dense<{{.+}}> : tensor<2x3xf32>
//       CHECK: %[[B:.+]] = relax.constant dense<0.000000e+00> : tensor<3xf32>
//       CHECK: %[[F:.+]] = relax.forget %[[B]] : !relax.tensor<[3], f32> -> !relax.tensor<[?], f32>
//       CHECK: relax.matmul %x, %[[W]] : {{.+}} -> !relax.tensor<[n, 3], f32>
//       CHECK: relax.call_pure_packed "f"(%{{.+}}, %[[F]])
relax.func @sizes(%x: !relax.tensor<[n, k], f32>, %y: !relax.tensor<[2 * k], f32>,
                  %w: !relax.tensor<[k, m], f32> {relax.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>},
                  %b: !relax.tensor<[?], f32> {relax.value = dense<0.0> : tensor<3xf32>})
    -> !relax.object attributes {num_input = 2 : i64} {
  %0 = relax.matmul %x, %w : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>
  %1 = relax.call_pure_packed "f"(%0, %b) : (!relax.tensor<[n, m], f32>, !relax.tensor<[?], f32>) -> !relax.object
  relax.return %1 : !relax.object
}

// -----

// What only an input decides is compared when the program runs.
// CHECK-LABEL: relax.func @left_to_run_time(
//  CHECK-SAME: %x: !relax.tensor<[n], f32>)
//       CHECK: %[[C:.+]] = relax.constant dense<1.000000e+00> : tensor<4xf32>
//       CHECK: relax.match_cast %[[C]] : !relax.tensor<[4], f32> -> !relax.tensor<[2 * n], f32>
// CHECK-LABEL: relax.func @nothing_to_bind(%x: !relax.object)
relax.func @left_to_run_time(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<[2 * n], f32> {relax.value = dense<1.0> : tensor<4xf32>})
    -> !relax.tensor<[2 * n], f32> {
  %0 = relax.exp %w : (!relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32>
  relax.return %0 : !relax.tensor<[2 * n], f32>
}
relax.func @nothing_to_bind(%x: !relax.object) -> !relax.object {
  relax.return %x : !relax.object
}

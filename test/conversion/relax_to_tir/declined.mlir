// RUN: relax-opt %s --relax-legalize-ops --verify-diagnostics | FileCheck %s

// What types do not determine stays, with the reason.

// CHECK-LABEL: relax.func @unknown_rank
// CHECK:         relax.exp
// CHECK:         relax.matmul
// CHECK:         relax.sum
relax.func @unknown_rank(%x: !relax.tensor<*, f32>, %y: !relax.tensor<[n, 4], f32>) {
  // expected-warning @+1 {{no kernel for 'relax.exp': operand 0 has unknown rank, and a kernel needs one: give it a shape with 'relax.match_cast'}}
  %0 = relax.exp %x : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // expected-warning @+1 {{no kernel for 'relax.matmul': operand 1 has unknown rank}}
  %1 = relax.matmul %y, %x : (!relax.tensor<[n, 4], f32>, !relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // expected-warning @+1 {{no kernel for 'relax.sum': operand 0 has unknown rank}}
  %2 = relax.sum %x axis = [0] : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  relax.return
}

// CHECK-LABEL: relax.func @unknown_dimension
// CHECK:         relax.exp
relax.func @unknown_dimension(%x: !relax.tensor<[n, ?], f32>) {
  // expected-warning @+1 {{no kernel for 'relax.exp': operand 0 has an unknown dimension 1: run 'relax-name-unknown-dims' first}}
  %0 = relax.exp %x : (!relax.tensor<[n, ?], f32>) -> !relax.tensor<[n, ?], f32>
  relax.return
}

// CHECK-LABEL: relax.func @unknown_element
// CHECK:         relax.exp
relax.func @unknown_element(%x: !relax.tensor<[n], ?>) {
  // expected-warning @+1 {{no kernel for 'relax.exp': operand 0 has an unknown element type: give it one with 'relax.match_cast'}}
  %0 = relax.exp %x : (!relax.tensor<[n], ?>) -> !relax.tensor<[n], ?>
  relax.return
}

// CHECK-LABEL: relax.func @weak_result
// CHECK:         relax.exp
relax.func @weak_result(%x: !relax.tensor<[n], f32>) {
  // expected-warning @+1 {{no kernel for 'relax.exp': result 0 has an unknown dimension 0: run 'relax-name-unknown-dims' first}}
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[?], f32>
  relax.return
}

// Others in the same module are legalized.
// CHECK-LABEL: relax.func @fine
// CHECK:         relax.call_tir @exp(
relax.func @fine(%x: !relax.tensor<[n], f32>) {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// RUN: relax-opt %s -split-input-file -relax-run-codegen -verify-diagnostics | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-run-codegen=backends=other 2>/dev/null | FileCheck %s --check-prefix=OTHER

// The composite function disappears where nobody else calls it. What is no tensor of known shape is returned.
// CHECK-LABEL: relax.func private pure @fused_my(
//   CHECK-NOT:   relax.codegen
//  CHECK-NEXT:   %[[E:.+]] = relax.call_dps_packed "my.exp"(%{{.+}}) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
//  CHECK-NEXT:   %[[P:.+]] = relax.call_pure_packed "my.pair"(%[[E]])
//  CHECK-NEXT:   relax.return %[[P]]
//   CHECK-NOT: @exp
//       CHECK: relax.func private pure @pair(
// CHECK-LABEL: relax.func @other
//  CHECK-NEXT:   relax.call pure @pair
//
// OTHER-LABEL: relax.func private pure @fused_my(
//  OTHER-SAME:   relax.codegen = "my"
//  OTHER-NEXT:   relax.call pure @exp
relax.func private pure @fused_my(%x: !relax.tensor<[n], f32>) -> tuple<!relax.tensor<[n], f32>, !relax.tensor<[n], f32>> attributes {relax.codegen = "my"} {
  %0 = relax.call pure @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call pure @pair(%0) : (!relax.tensor<[n], f32>) -> tuple<!relax.tensor<[n], f32>, !relax.tensor<[n], f32>>
  relax.return %1
}
relax.func private pure @exp(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "my.exp"} {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}
relax.func private pure @pair(%x: !relax.tensor<[n], f32>) -> tuple<!relax.tensor<[n], f32>, !relax.tensor<[n], f32>> attributes {relax.composite = "my.pair"} {
  %0 = relax.tuple(%x, %x) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> tuple<!relax.tensor<[n], f32>, !relax.tensor<[n], f32>>
  relax.return %0
}
relax.func @other(%x: !relax.tensor<[n], f32>) -> tuple<!relax.tensor<[n], f32>, !relax.tensor<[n], f32>> {
  %0 = relax.call pure @pair(%x) : (!relax.tensor<[n], f32>) -> tuple<!relax.tensor<[n], f32>, !relax.tensor<[n], f32>>
  relax.return %0
}

// -----

// Nobody would compare the sizes.
// CHECK-LABEL: relax.func private pure @fused_my(
//  CHECK-SAME:   attributes {relax.codegen = "my"}
//  CHECK-NEXT:   relax.call pure @add
// OTHER-LABEL: relax.func private pure @fused_my(
relax.func private pure @fused_my(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>) -> !relax.tensor<[select(n == 1, m, n)], f32> attributes {relax.codegen = "my"} {
  %0 = relax.call pure @add(%x, %y) : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[select(n == 1, m, n)], f32>
  relax.return %0
}
// expected-warning @below {{'add' does not become a packed function: 'relax.add' checks something at run time}}
relax.func private pure @add(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>) -> !relax.tensor<[select(n == 1, m, n)], f32> attributes {relax.composite = "my.add"} {
  // expected-note @below {{relax-lower-shapes makes checks explicit, in front of the composite function}}
  %0 = relax.add %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[select(n == 1, m, n)], f32>
  relax.return %0
}

// -----

// They have been compared before.
// CHECK-LABEL: relax.func private pure @checked(
//  CHECK-NEXT:   relax.call_dps_packed "my.add"
// OTHER-LABEL: relax.func private pure @checked(
relax.func private pure @checked(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>) -> !relax.tensor<[select(n == 1, m, n)], f32> attributes {relax.codegen = "my", relax.shapes_checked} {
  %0 = relax.call pure @add(%x, %y) : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[select(n == 1, m, n)], f32>
  relax.return %0
}
relax.func private pure @add(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>) -> !relax.tensor<[select(n == 1, m, n)], f32> attributes {relax.composite = "my.add", relax.shapes_checked} {
  %0 = relax.add %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[select(n == 1, m, n)], f32>
  relax.return %0
}

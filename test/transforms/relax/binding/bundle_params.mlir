// RUN: relax-opt %s -relax-bundle-params | FileCheck %s
// RUN: relax-opt %s -relax-bundle-params -relax-bundle-params | FileCheck %s

// A symbol that only a field defines, a weight that nobody uses, a name that is taken, and a call.
// CHECK-LABEL: relax.func @f(
//  CHECK-SAME: %params: !relax.object, %params_0: tuple<!relax.tensor<[m, 2 * m], f32>, !relax.object> {relax.fields = ["w", "u"]})
//  CHECK-SAME: -> !relax.tensor<[m, 2 * m], f32> attributes {num_input = 1 : i64}
//  CHECK-NEXT: %[[W:.+]] = relax.tuple_get_item %params_0[0]
//  CHECK-NEXT: relax.return %[[W]]
// CHECK-LABEL: relax.func @caller(
//       CHECK: %[[T:.+]] = relax.tuple(%y, %x)
//       CHECK: relax.call @f(%x, %[[T]])
// CHECK-LABEL: relax.func @no_weights(%x: !relax.object) -> !relax.object attributes {num_input = 1 : i64}
// CHECK-LABEL: relax.func @no_count(%x: !relax.object, %y: !relax.object)
// CHECK-LABEL: relax.func @closure(%x: !relax.object, %y: !relax.object)
relax.func @f(%params: !relax.object, %w: !relax.tensor<[m, 2 * m], f32>, %u: !relax.object) -> !relax.tensor<[m, 2 * m], f32>
    attributes {num_input = 1 : i64} {
  relax.return %w : !relax.tensor<[m, 2 * m], f32>
}
relax.func @caller(%x: !relax.object, %y: !relax.tensor<[k, 2 * k], f32>) -> !relax.tensor<[k, 2 * k], f32> {
  %0 = relax.call @f(%x, %y, %x) : (!relax.object, !relax.tensor<[k, 2 * k], f32>, !relax.object) -> !relax.tensor<[k, 2 * k], f32>
  relax.return %0 : !relax.tensor<[k, 2 * k], f32>
}
relax.func @no_weights(%x: !relax.object) -> !relax.object attributes {num_input = 1 : i64} {
  %0 = relax.make_closure @closure(%x) : (!relax.object) -> !relax.object
  relax.return %0 : !relax.object
}
relax.func @no_count(%x: !relax.object, %y: !relax.object) -> !relax.object {
  relax.return %x : !relax.object
}
relax.func @closure(%x: !relax.object, %y: !relax.object) -> !relax.object attributes {num_input = 1 : i64} {
  relax.return %x : !relax.object
}

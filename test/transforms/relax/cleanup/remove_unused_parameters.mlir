// RUN: relax-opt %s -split-input-file -relax-remove-unused-parameters | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-remove-unused-parameters -relax-remove-unused-parameters | FileCheck %s

// The parameter that alone defines a symbol of a result stays; num_input follows.
// CHECK-LABEL: relax.func private @symbols(
//  CHECK-SAME: %a: !relax.tensor<[s], f32>, %c: !relax.tensor<[t], f32>) -> !relax.tensor<[s + t], f32>
//  CHECK-SAME: attributes {num_input = 1 : i64}
// CHECK-LABEL: relax.func @main
//       CHECK: relax.call @symbols(%x, %y)
relax.func private @symbols(%b: !relax.tensor<[u], f32>, %a: !relax.tensor<[s], f32>, %c: !relax.tensor<[t], f32>)
    -> !relax.tensor<[s + t], f32> attributes {num_input = 2 : i64} {
  %0 = relax.call_pure_packed "f"(%a) : (!relax.tensor<[s], f32>) -> !relax.tensor<[s + t], f32>
  relax.return %0 : !relax.tensor<[s + t], f32>
}
relax.func @main(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>) -> !relax.tensor<[m + n], f32> {
  %0 = relax.call @symbols(%y, %x, %y) : (!relax.tensor<[m], f32>, !relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[m + n], f32>
  relax.return %0 : !relax.tensor<[m + n], f32>
}

// -----

// The call of @checked compares m with 2 * n, which nobody else does.
// CHECK-LABEL: relax.func private @checked(
//  CHECK-SAME: %a: !relax.tensor<[s], f32>, %b: !relax.tensor<[2 * s], f32>)
// CHECK-LABEL: relax.func private @decided(
//  CHECK-SAME: %a: !relax.tensor<[s], f32>)
relax.func private @checked(%a: !relax.tensor<[s], f32>, %b: !relax.tensor<[2 * s], f32>) -> !relax.tensor<[s], f32> {
  relax.return %a : !relax.tensor<[s], f32>
}
relax.func private @decided(%a: !relax.tensor<[s], f32>, %b: !relax.tensor<[2 * s], f32>) -> !relax.tensor<[s], f32> {
  relax.return %a : !relax.tensor<[s], f32>
}
relax.func @main(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>, %z: !relax.tensor<[2 * n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.call @checked(%x, %y) : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call @decided(%x, %z) : (!relax.tensor<[n], f32>, !relax.tensor<[2 * n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0, %1 : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>
}

// -----

// Left alone: public functions, declarations, closures. A parameter that is only handed on to one that drops it goes as well.
// CHECK-LABEL: relax.func @public(%a: !relax.object, %b: !relax.object)
// CHECK-LABEL: relax.func private @closure(%a: !relax.object, %b: !relax.object)
// CHECK-LABEL: relax.func private @declared(!relax.object, !relax.object)
// CHECK-LABEL: relax.func private @outer(%b: !relax.object)
//       CHECK: relax.call @inner(%b)
// CHECK-LABEL: relax.func private @inner(%b: !relax.object)
relax.func @public(%a: !relax.object, %b: !relax.object) -> (!relax.object, !relax.object, !relax.object) {
  %0 = relax.make_closure @closure(%b) : (!relax.object) -> !relax.object
  %1 = relax.call @declared(%b, %b) : (!relax.object, !relax.object) -> !relax.object
  %2 = relax.call @outer(%b, %b) : (!relax.object, !relax.object) -> !relax.object
  relax.return %0, %1, %2 : !relax.object, !relax.object, !relax.object
}
relax.func private @closure(%a: !relax.object, %b: !relax.object) -> !relax.object {
  relax.return %b : !relax.object
}
relax.func private @declared(!relax.object, !relax.object) -> !relax.object
relax.func private @outer(%a: !relax.object, %b: !relax.object) -> !relax.object {
  %0 = relax.call @inner(%a, %b) : (!relax.object, !relax.object) -> !relax.object
  relax.return %0 : !relax.object
}
relax.func private @inner(%a: !relax.object, %b: !relax.object) -> !relax.object {
  relax.return %b : !relax.object
}

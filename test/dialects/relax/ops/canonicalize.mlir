// Operators that do nothing disappear, and only those.
// RUN: relax-opt %s --canonicalize | FileCheck %s

// CHECK-LABEL: relax.func @no_ops(
// CHECK-SAME: %[[X:.*]]: !relax.tensor<[n], f32>
// CHECK-NEXT: relax.return %[[X]]
relax.func @no_ops(%x: !relax.tensor<[n], f32>, %s: !relax.shape<[n]>) -> !relax.tensor<[n], f32> {
  %0 = relax.reshape %x, %s : (!relax.tensor<[n], f32>, !relax.shape<[n]>) -> !relax.tensor<[n], f32>
  %1 = relax.flatten %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.permute_dims %1 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %3 = relax.permute_dims %2 axes = [-1] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %4 = relax.broadcast_to %3, %s : (!relax.tensor<[n], f32>, !relax.shape<[n]>) -> !relax.tensor<[n], f32>
  %5 = relax.concat %4 axis = 0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %6 = relax.astype %5 dtype = f32 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %6 : !relax.tensor<[n], f32>
}

// The same type, but not the same tensor: a transposed square, an unknown dimension that changes.
// CHECK-LABEL: relax.func @same_type_is_not_enough(
// CHECK: relax.permute_dims %{{.*}} :
// CHECK: relax.permute_dims %{{.*}} axes = [1, 0]
relax.func @same_type_is_not_enough(%x: !relax.tensor<[n, n], f32>) -> !relax.tensor<[n, n], f32> {
  %0 = relax.permute_dims %x : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n, n], f32>
  %1 = relax.add %0, %0 : (!relax.tensor<[n, n], f32>, !relax.tensor<[n, n], f32>) -> !relax.tensor<[n, n], f32>
  %2 = relax.permute_dims %1 axes = [1, 0] : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n, n], f32>
  relax.return %2 : !relax.tensor<[n, n], f32>
}

// CHECK-LABEL: relax.func @unknown_dimensions(
// CHECK: relax.reshape
// CHECK: relax.broadcast_to
// CHECK: relax.astype
relax.func @unknown_dimensions(%x: !relax.tensor<[?, 4], f32>, %s: !relax.shape<[?, 4]>, %y: !relax.tensor<*, ?>)
    -> (!relax.tensor<[?, 4], f32>, !relax.tensor<*, ?>) {
  %0 = relax.reshape %x, %s : (!relax.tensor<[?, 4], f32>, !relax.shape<[?, 4]>) -> !relax.tensor<[?, 4], f32>
  %1 = relax.broadcast_to %0, %s : (!relax.tensor<[?, 4], f32>, !relax.shape<[?, 4]>) -> !relax.tensor<[?, 4], f32>
  %2 = relax.astype %y dtype = f32 : (!relax.tensor<*, ?>) -> !relax.tensor<*, ?>
  relax.return %1, %2 : !relax.tensor<[?, 4], f32>, !relax.tensor<*, ?>
}

// Unused operators disappear, with conditions or without: the conditions are about their results.
// CHECK-LABEL: relax.func @unused(
// CHECK-NEXT: relax.return
relax.func @unused(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.add %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n], f32>
  relax.return %x : !relax.tensor<[n], f32>
}

// RUN: relax-opt %s --relax-recognize-patterns | FileCheck %s
// RUN: relax-opt %s --relax-recognize-patterns | relax-opt --relax-recognize-patterns | FileCheck %s

// Normalizations whose scale is grouped with the root, and other ways to write their parts.
!x = !relax.tensor<[b, n, 4], f32>
!r = !relax.tensor<[b, n, 1], f32>
!s = !relax.tensor<[], f32>
!w = !relax.tensor<[4], f32>

// x * (w * rsqrt(...)).
// CHECK-LABEL: relax.func @weight_beside_root(
//  CHECK-NEXT:   %[[Y:.+]] = relax.rms_norm %x, %w axes = [2] epsilon = 5.000000e-01
//  CHECK-NEXT:   relax.return %[[Y]]
relax.func @weight_beside_root(%x: !x, %w: !w) -> !x {
  %eps = relax.constant dense<0.5> : tensor<f32>
  %0 = relax.square %x : (!x) -> !x
  %1 = relax.mean %0 axis = [2] keepdims : (!x) -> !r
  %2 = relax.add %1, %eps : (!r, !s) -> !r
  %3 = relax.rsqrt %2 : (!r) -> !r
  %4 = relax.multiply %w, %3 : (!w, !r) -> !x
  %5 = relax.multiply %x, %4 : (!x, !x) -> !x
  relax.return %5
}

// (gamma * (x - m)) / sqrt(...) + beta, the variance as the mean of squares less the square of the mean.
// CHECK-LABEL: relax.func @scaled_numerator(
//  CHECK-NEXT:   %[[Y:.+]] = relax.layer_norm %x, %g, %h axes = [2] epsilon = 5.000000e-01
//  CHECK-NEXT:   relax.return %[[Y]]
relax.func @scaled_numerator(%x: !x, %g: !w, %h: !w) -> !x {
  %eps = relax.constant dense<0.5> : tensor<f32>
  %m = relax.mean %x axis = [2] keepdims : (!x) -> !r
  %d = relax.subtract %x, %m : (!x, !r) -> !x
  %0 = relax.multiply %x, %x : (!x, !x) -> !x
  %1 = relax.mean %0 axis = [2] keepdims : (!x) -> !r
  %2 = relax.multiply %m, %m : (!r, !r) -> !r
  %v = relax.subtract %1, %2 : (!r, !r) -> !r
  %3 = relax.add %v, %eps : (!r, !s) -> !r
  %4 = relax.sqrt %3 : (!r) -> !r
  %5 = relax.multiply %g, %d : (!w, !x) -> !x
  %6 = relax.divide %5, %4 : (!x, !r) -> !x
  %7 = relax.add %h, %6 : (!w, !x) -> !x
  relax.return %7
}

// x * r + (beta - m * r).
// CHECK-LABEL: relax.func @expanded(
//  CHECK-NEXT:   %[[Y:.+]] = relax.layer_norm %x, %g, %h axes = [2] epsilon = 5.000000e-01
//  CHECK-NEXT:   relax.return %[[Y]]
relax.func @expanded(%x: !x, %g: !w, %h: !w) -> !x {
  %eps = relax.constant dense<0.5> : tensor<f32>
  %m = relax.mean %x axis = [2] keepdims : (!x) -> !r
  %d = relax.subtract %x, %m : (!x, !r) -> !x
  %0 = relax.square %d : (!x) -> !x
  %1 = relax.mean %0 axis = [2] keepdims : (!x) -> !r
  %2 = relax.add %1, %eps : (!r, !s) -> !r
  %3 = relax.rsqrt %2 : (!r) -> !r
  %r = relax.multiply %3, %g : (!r, !w) -> !x
  %4 = relax.multiply %x, %r : (!x, !x) -> !x
  %5 = relax.multiply %m, %r : (!r, !x) -> !x
  %6 = relax.subtract %h, %5 : (!w, !x) -> !x
  %7 = relax.add %4, %6 : (!x, !x) -> !x
  relax.return %7
}

// The mean that is taken away is that of another tensor; then of other dimensions.
// CHECK-LABEL: relax.func @not_expanded(
//   CHECK-NOT:   relax.layer_norm
//       CHECK:   relax.return
relax.func @not_expanded(%x: !x, %y: !x, %g: !w, %h: !w) -> !x {
  %eps = relax.constant dense<0.5> : tensor<f32>
  %m = relax.mean %x axis = [2] keepdims : (!x) -> !r
  %o = relax.mean %y axis = [2] keepdims : (!x) -> !r
  %d = relax.subtract %x, %m : (!x, !r) -> !x
  %0 = relax.square %d : (!x) -> !x
  %1 = relax.mean %0 axis = [2] keepdims : (!x) -> !r
  %2 = relax.add %1, %eps : (!r, !s) -> !r
  %3 = relax.rsqrt %2 : (!r) -> !r
  %r = relax.multiply %3, %g : (!r, !w) -> !x
  %4 = relax.multiply %x, %r : (!x, !x) -> !x
  %5 = relax.multiply %o, %r : (!r, !x) -> !x
  %6 = relax.subtract %h, %5 : (!w, !x) -> !x
  %7 = relax.add %4, %6 : (!x, !x) -> !x
  relax.return %7
}
// CHECK-LABEL: relax.func @other_dimensions(
//   CHECK-NOT:   relax.layer_norm
//       CHECK:   relax.return
relax.func @other_dimensions(%x: !relax.tensor<[n, 4, 4], f32>) -> !relax.tensor<[n, 4, 4], f32> {
  %m = relax.mean %x axis = [1] keepdims : (!relax.tensor<[n, 4, 4], f32>) -> !relax.tensor<[n, 1, 4], f32>
  %k = relax.mean %x axis = [2] keepdims : (!relax.tensor<[n, 4, 4], f32>) -> !relax.tensor<[n, 4, 1], f32>
  %d = relax.subtract %x, %m : (!relax.tensor<[n, 4, 4], f32>, !relax.tensor<[n, 1, 4], f32>) -> !relax.tensor<[n, 4, 4], f32>
  %0 = relax.square %x : (!relax.tensor<[n, 4, 4], f32>) -> !relax.tensor<[n, 4, 4], f32>
  %1 = relax.mean %0 axis = [2] keepdims : (!relax.tensor<[n, 4, 4], f32>) -> !relax.tensor<[n, 4, 1], f32>
  %2 = relax.square %k : (!relax.tensor<[n, 4, 1], f32>) -> !relax.tensor<[n, 4, 1], f32>
  %v = relax.subtract %1, %2 : (!relax.tensor<[n, 4, 1], f32>, !relax.tensor<[n, 4, 1], f32>) -> !relax.tensor<[n, 4, 1], f32>
  %3 = relax.sqrt %v : (!relax.tensor<[n, 4, 1], f32>) -> !relax.tensor<[n, 4, 1], f32>
  %4 = relax.divide %d, %3 : (!relax.tensor<[n, 4, 4], f32>, !relax.tensor<[n, 4, 1], f32>) -> !relax.tensor<[n, 4, 4], f32>
  relax.return %4
}

// CHECK-LABEL: relax.func @softmax_by_reciprocal(
//  CHECK-NEXT:   %[[Y:.+]] = relax.softmax %x axis = 2
//  CHECK-NEXT:   relax.return %[[Y]]
relax.func @softmax_by_reciprocal(%x: !x) -> !x {
  %one = relax.constant dense<1.0> : tensor<f32>
  %m = relax.max %x axis = [2] keepdims : (!x) -> !r
  %d = relax.subtract %x, %m : (!x, !r) -> !x
  %e = relax.exp %d : (!x) -> !x
  %t = relax.sum %e axis = [2] keepdims : (!x) -> !r
  %i = relax.divide %one, %t : (!s, !r) -> !r
  %0 = relax.multiply %i, %e : (!r, !x) -> !x
  relax.return %0
}

// CHECK-LABEL: relax.func @softmax_of_logarithm(
//  CHECK-NEXT:   %[[Y:.+]] = relax.softmax %x axis = 1
//  CHECK-NEXT:   relax.return %[[Y]]
relax.func @softmax_of_logarithm(%x: !x) -> !x {
  %0 = relax.log_softmax %x axis = 1 : (!x) -> !x
  %1 = relax.exp %0 : (!x) -> !x
  relax.return %1
}

// 2 * tanh's argument under a sigmoid; with another factor it is none.
// CHECK-LABEL: relax.func @gelu_by_sigmoid(
//  CHECK-NEXT:   %[[Y:.+]] = relax.gelu_tanh %x
//  CHECK-NEXT:   relax.return %[[Y]]
relax.func @gelu_by_sigmoid(%x: !x) -> !x {
  %c = relax.constant dense<1.59576917> : tensor<f32>
  %k = relax.constant dense<4.471500e-02> : tensor<f32>
  %0 = relax.multiply %x, %x : (!x, !x) -> !x
  %1 = relax.multiply %0, %x : (!x, !x) -> !x
  %2 = relax.multiply %k, %1 : (!s, !x) -> !x
  %3 = relax.add %x, %2 : (!x, !x) -> !x
  %4 = relax.multiply %3, %c : (!x, !s) -> !x
  %5 = relax.sigmoid %4 : (!x) -> !x
  %6 = relax.multiply %x, %5 : (!x, !x) -> !x
  relax.return %6
}
// CHECK-LABEL: relax.func @quick_gelu(
//       CHECK:   relax.sigmoid
//       CHECK:   relax.multiply
relax.func @quick_gelu(%x: !x) -> !x {
  %c = relax.constant dense<1.702> : tensor<f32>
  %0 = relax.multiply %x, %c : (!x, !s) -> !x
  %1 = relax.sigmoid %0 : (!x) -> !x
  %2 = relax.multiply %x, %1 : (!x, !x) -> !x
  relax.return %2
}

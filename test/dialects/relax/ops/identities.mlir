// Element-wise operators that give an operand, bit for bit, are that operand; what is not exact for floats stays.
// RUN: relax-opt %s -split-input-file --canonicalize | FileCheck %s
// RUN: relax-opt %s -split-input-file --canonicalize --canonicalize | FileCheck %s

!x = !relax.tensor<[n, 4], f32>
!i = !relax.tensor<[n, 4], i64>
!b = !relax.tensor<[n, 4], i1>
!s = !relax.tensor<[], f32>

// CHECK-LABEL: relax.func @neutral_float(
//  CHECK-NEXT: relax.return %x, %x, %x, %x, %x, %x
relax.func @neutral_float(%x: !x) -> (!x, !x, !x, !x, !x, !x) {
  %one = relax.constant dense<1.0> : tensor<f32>
  %ones = relax.constant dense<1.0> : tensor<1x4xf32>
  %zero = relax.constant dense<0.0> : tensor<1xf32>
  %minus = relax.constant dense<-0.0> : tensor<f32>
  %0 = relax.multiply %x, %one : (!x, !s) -> !x
  %1 = relax.multiply %ones, %x : (!relax.tensor<[1, 4], f32>, !x) -> !x
  %2 = relax.subtract %x, %zero : (!x, !relax.tensor<[1], f32>) -> !x
  %3 = relax.add %x, %minus : (!x, !s) -> !x
  %4 = relax.divide %x, %ones : (!x, !relax.tensor<[1, 4], f32>) -> !x
  %5 = relax.power %x, %one : (!x, !s) -> !x
  relax.return %0, %1, %2, %3, %4, %5
}

// -0.0 + 0.0 and -0.0 - -0.0 are 0.0; a quotient that is rounded down may be another number.
// CHECK-LABEL: relax.func @not_neutral_float(
//       CHECK: relax.add %x
//  CHECK-NEXT: relax.subtract %x
//  CHECK-NEXT: relax.subtract %{{.+}}, %x
//  CHECK-NEXT: relax.floor_divide %x
//  CHECK-NEXT: relax.divide %{{.+}}, %x
//  CHECK-NEXT: relax.power %{{.+}}, %x
//  CHECK-NEXT: relax.multiply %x
relax.func @not_neutral_float(%x: !x) -> (!x, !x, !x, !x, !x, !x, !x) {
  %one = relax.constant dense<1.0> : tensor<f32>
  %zero = relax.constant dense<0.0> : tensor<f32>
  %minus = relax.constant dense<-0.0> : tensor<f32>
  %row = relax.constant dense<[1.0, 1.0, 1.0, 2.0]> : tensor<4xf32>
  %0 = relax.add %x, %zero : (!x, !s) -> !x
  %1 = relax.subtract %x, %minus : (!x, !s) -> !x
  %2 = relax.subtract %zero, %x : (!s, !x) -> !x
  %3 = relax.floor_divide %x, %one : (!x, !s) -> !x
  %4 = relax.divide %one, %x : (!s, !x) -> !x
  %5 = relax.power %one, %x : (!s, !x) -> !x
  %6 = relax.multiply %x, %row : (!x, !relax.tensor<[4], f32>) -> !x
  relax.return %0, %1, %2, %3, %4, %5, %6
}

// CHECK-LABEL: relax.func @neutral_integer(
//  CHECK-NEXT: relax.return %x, %x, %x, %x, %x, %x, %x, %x
relax.func @neutral_integer(%x: !i) -> (!i, !i, !i, !i, !i, !i, !i, !i) {
  %one = relax.constant dense<1> : tensor<i64>
  %zero = relax.constant dense<0> : tensor<1xi64>
  %all = relax.constant dense<-1> : tensor<i64>
  %0 = relax.add %zero, %x : (!relax.tensor<[1], i64>, !i) -> !i
  %1 = relax.subtract %x, %zero : (!i, !relax.tensor<[1], i64>) -> !i
  %2 = relax.multiply %x, %one : (!i, !relax.tensor<[], i64>) -> !i
  %3 = relax.floor_divide %x, %one : (!i, !relax.tensor<[], i64>) -> !i
  %4 = relax.power %x, %one : (!i, !relax.tensor<[], i64>) -> !i
  %5 = relax.bitwise_and %x, %all : (!i, !relax.tensor<[], i64>) -> !i
  %6 = relax.bitwise_or %x, %zero : (!i, !relax.tensor<[1], i64>) -> !i
  %7 = relax.bitwise_xor %x, %zero : (!i, !relax.tensor<[1], i64>) -> !i
  relax.return %0, %1, %2, %3, %4, %5, %6, %7
}

// CHECK-LABEL: relax.func @twice(
//  CHECK-NEXT: %[[RELU:.+]] = relax.relu %x
//  CHECK-NEXT: %[[ABS:.+]] = relax.abs %x
//  CHECK-NEXT: %[[SIGN:.+]] = relax.sign %i
//  CHECK-NEXT: %[[FLOOR:.+]] = relax.floor %x
//  CHECK-NEXT: %[[CLIP:.+]] = relax.clip %x
//  CHECK-NEXT: relax.return %x, %x, %b, %i, %[[RELU]], %[[ABS]], %[[SIGN]], %[[FLOOR]], %[[CLIP]]
relax.func @twice(%x: !x, %i: !i, %b: !b) -> (!x, !x, !b, !i, !x, !x, !i, !x, !x) {
  %0 = relax.negative %x : (!x) -> !x
  %1 = relax.negative %0 : (!x) -> !x
  %2 = relax.flip %x axis = 1 : (!x) -> !x
  %3 = relax.flip %2 axis = -1 : (!x) -> !x
  %4 = relax.logical_not %b : (!b) -> !b
  %5 = relax.logical_not %4 : (!b) -> !b
  %6 = relax.bitwise_not %i : (!i) -> !i
  %7 = relax.bitwise_not %6 : (!i) -> !i
  %8 = relax.relu %x : (!x) -> !x
  %9 = relax.relu %8 : (!x) -> !x
  %10 = relax.abs %x : (!x) -> !x
  %11 = relax.abs %10 : (!x) -> !x
  %12 = relax.sign %i : (!i) -> !i
  %13 = relax.sign %12 : (!i) -> !i
  %14 = relax.floor %x : (!x) -> !x
  %15 = relax.round %14 : (!x) -> !x
  %16 = relax.ceil %15 : (!x) -> !x
  %17 = relax.trunc %16 : (!x) -> !x
  %18 = relax.floor %17 : (!x) -> !x
  %19 = relax.clip %x min = 0.0 max = 6.0 : (!x) -> !x
  %20 = relax.clip %19 min = 0.0 max = 6.0 : (!x) -> !x
  relax.return %1, %3, %5, %7, %9, %11, %13, %18, %20
}

// CHECK-LABEL: relax.func @not_twice(
//  CHECK-NEXT: %[[A:.+]] = relax.flip %x axis = 0
//  CHECK-NEXT: %[[B:.+]] = relax.flip %[[A]] axis = 1
//  CHECK-NEXT: %[[C:.+]] = relax.clip %x
//  CHECK-NEXT: %[[D:.+]] = relax.clip %[[C]]
//  CHECK-NEXT: relax.return %[[B]], %[[D]]
relax.func @not_twice(%x: !x) -> (!x, !x) {
  %0 = relax.flip %x axis = 0 : (!x) -> !x
  %1 = relax.flip %0 axis = 1 : (!x) -> !x
  %2 = relax.clip %x min = 0.0 max = 6.0 : (!x) -> !x
  %3 = relax.clip %2 min = 0.0 max = 7.0 : (!x) -> !x
  relax.return %1, %3
}

// CHECK-LABEL: relax.func @same_operands(
//  CHECK-NEXT: relax.return %x, %x, %i, %i, %b, %b
relax.func @same_operands(%x: !x, %i: !i, %b: !b) -> (!x, !x, !i, !i, !b, !b) {
  %0 = relax.maximum %x, %x : (!x, !x) -> !x
  %1 = relax.minimum %x, %x : (!x, !x) -> !x
  %2 = relax.bitwise_and %i, %i : (!i, !i) -> !i
  %3 = relax.bitwise_or %i, %i : (!i, !i) -> !i
  %4 = relax.logical_and %b, %b : (!b, !b) -> !b
  %5 = relax.logical_or %b, %b : (!b, !b) -> !b
  relax.return %0, %1, %2, %3, %4, %5
}

// CHECK-LABEL: relax.func @chosen(
//  CHECK-NEXT: relax.return %x, %y, %x, %b, %b, %b
relax.func @chosen(%c: !b, %x: !x, %y: !x, %b: !b) -> (!x, !x, !x, !b, !b, !b) {
  %t = relax.constant dense<true> : tensor<i1>
  %f = relax.constant dense<false> : tensor<1x4xi1>
  %0 = relax.where %t, %x, %y : (!relax.tensor<[], i1>, !x, !x) -> !x
  %1 = relax.where %f, %x, %y : (!relax.tensor<[1, 4], i1>, !x, !x) -> !x
  %2 = relax.where %c, %x, %x : (!b, !x, !x) -> !x
  %3 = relax.logical_and %t, %b : (!relax.tensor<[], i1>, !b) -> !b
  %4 = relax.logical_or %b, %f : (!b, !relax.tensor<[1, 4], i1>) -> !b
  %5 = relax.logical_xor %f, %b : (!relax.tensor<[1, 4], i1>, !b) -> !b
  relax.return %0, %1, %2, %3, %4, %5
}

// A result that is larger than the operand, and one of which nobody knows that it is not.
// CHECK-LABEL: relax.func @widened(
//       CHECK: relax.multiply %v
//  CHECK-NEXT: relax.multiply %u
//  CHECK-NEXT: relax.multiply %w
//  CHECK-NEXT: relax.where
//  CHECK-NEXT: relax.where %c
//  CHECK-NEXT: relax.return
relax.func @widened(%v: !relax.tensor<[1, n], f32>, %u: !relax.tensor<[?, 4], f32>, %w: !relax.tensor<*, f32>, %x: !x, %c: !relax.tensor<[3, n, 4], i1>)
    -> (!relax.tensor<[2, n], f32>, !relax.tensor<[?, 4], f32>, !relax.tensor<*, f32>, !x, !relax.tensor<[3, n, 4], f32>) {
  %ones = relax.constant dense<1.0> : tensor<2x1xf32>
  %one = relax.constant dense<1.0> : tensor<1xf32>
  %t = relax.constant dense<true> : tensor<i1>
  %0 = relax.multiply %v, %ones : (!relax.tensor<[1, n], f32>, !relax.tensor<[2, 1], f32>) -> !relax.tensor<[2, n], f32>
  %1 = relax.multiply %u, %ones : (!relax.tensor<[?, 4], f32>, !relax.tensor<[2, 1], f32>) -> !relax.tensor<[?, 4], f32>
  %2 = relax.multiply %w, %one : (!relax.tensor<*, f32>, !relax.tensor<[1], f32>) -> !relax.tensor<*, f32>
  %3 = relax.where %t, %one, %x : (!relax.tensor<[], i1>, !relax.tensor<[1], f32>, !x) -> !x
  %4 = relax.where %c, %x, %x : (!relax.tensor<[3, n, 4], i1>, !x, !x) -> !relax.tensor<[3, n, 4], f32>
  relax.return %0, %1, %2, %3, %4
}

// A scalar widens nothing, whatever the sizes are.
// CHECK-LABEL: relax.func @unknown_sizes(
//  CHECK-NEXT: relax.return %u
relax.func @unknown_sizes(%u: !relax.tensor<[?, 4], f32>) -> !relax.tensor<[?, 4], f32> {
  %one = relax.constant dense<1.0> : tensor<1xf32>
  %0 = relax.multiply %u, %one : (!relax.tensor<[?, 4], f32>, !relax.tensor<[1], f32>) -> !relax.tensor<[?, 4], f32>
  relax.return %0
}

// -----

// What is updated in place must not be used behind that.
!x = !relax.tensor<[n, 4], f32>
// CHECK-LABEL: relax.func @updated(
//  CHECK-NEXT: relax.negative
//  CHECK-NEXT: relax.negative
//  CHECK-NEXT: relax.call_packed
// CHECK-LABEL: relax.func @no_operand_updated(
//  CHECK-NEXT: %[[S:.+]] = relax.call_packed
//  CHECK-NEXT: relax.return %x, %[[S]]
relax.func @updated(%x: !x) -> (!x, !x) {
  %0 = relax.negative %x : (!x) -> !x
  %1 = relax.negative %0 : (!x) -> !x
  %2 = relax.call_packed "scale"(%x) mutates [0] : (!x) -> !x
  relax.return %1, %2
}
relax.func @no_operand_updated(%x: !x, %y: !x) -> (!x, !x) {
  %0 = relax.negative %x : (!x) -> !x
  %1 = relax.negative %0 : (!x) -> !x
  %2 = relax.call_packed "scale"(%x, %y) mutates [1] : (!x, !x) -> !x
  relax.return %1, %2
}

// Common subexpression elimination knows which operators may take their operands the other way round.
// RUN: relax-opt %s --cse | FileCheck %s
// RUN: relax-opt %s --cse --cse | FileCheck %s

!x = !relax.tensor<[n, 4], f32>
!b = !relax.tensor<[n, 4], i1>
!i = !relax.tensor<[n, 4], i64>

// CHECK-LABEL: relax.func @numbers(
//  CHECK-NEXT: %[[A:.+]] = relax.add %x, %y
//  CHECK-NEXT: %[[B:.+]] = relax.multiply %y, %x
//  CHECK-NEXT: %[[C:.+]] = relax.maximum
//  CHECK-NEXT: %[[D:.+]] = relax.minimum
//  CHECK-NEXT: %[[E:.+]] = relax.log_add_exp
//  CHECK-NEXT: relax.return %[[A]], %[[A]], %[[B]], %[[B]], %[[C]], %[[C]], %[[D]], %[[D]], %[[E]], %[[E]]
relax.func @numbers(%x: !x, %y: !x) -> (!x, !x, !x, !x, !x, !x, !x, !x, !x, !x) {
  %0 = relax.add %x, %y : (!x, !x) -> !x
  %1 = relax.add %y, %x : (!x, !x) -> !x
  %2 = relax.multiply %y, %x : (!x, !x) -> !x
  %3 = relax.multiply %x, %y : (!x, !x) -> !x
  %4 = relax.maximum %x, %y : (!x, !x) -> !x
  %5 = relax.maximum %y, %x : (!x, !x) -> !x
  %6 = relax.minimum %x, %y : (!x, !x) -> !x
  %7 = relax.minimum %y, %x : (!x, !x) -> !x
  %8 = relax.log_add_exp %x, %y : (!x, !x) -> !x
  %9 = relax.log_add_exp %y, %x : (!x, !x) -> !x
  relax.return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9
}

// CHECK-LABEL: relax.func @bits(
//  CHECK-NEXT: %[[A:.+]] = relax.equal
//  CHECK-NEXT: %[[B:.+]] = relax.not_equal
//  CHECK-NEXT: %[[C:.+]] = relax.logical_and
//  CHECK-NEXT: %[[D:.+]] = relax.logical_xor
//  CHECK-NEXT: %[[E:.+]] = relax.bitwise_or
//  CHECK-NEXT: relax.return %[[A]], %[[A]], %[[B]], %[[B]], %[[C]], %[[C]], %[[D]], %[[D]], %[[E]], %[[E]]
relax.func @bits(%x: !i, %y: !i, %b: !b, %c: !b) -> (!b, !b, !b, !b, !b, !b, !b, !b, !i, !i) {
  %0 = relax.equal %x, %y : (!i, !i) -> !b
  %1 = relax.equal %y, %x : (!i, !i) -> !b
  %2 = relax.not_equal %x, %y : (!i, !i) -> !b
  %3 = relax.not_equal %y, %x : (!i, !i) -> !b
  %4 = relax.logical_and %b, %c : (!b, !b) -> !b
  %5 = relax.logical_and %c, %b : (!b, !b) -> !b
  %6 = relax.logical_xor %b, %c : (!b, !b) -> !b
  %7 = relax.logical_xor %c, %b : (!b, !b) -> !b
  %8 = relax.bitwise_or %x, %y : (!i, !i) -> !i
  %9 = relax.bitwise_or %y, %x : (!i, !i) -> !i
  relax.return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9
}

// CHECK-LABEL: relax.func @ordered(
//  CHECK-NEXT: relax.subtract %x, %y
//  CHECK-NEXT: relax.subtract %y, %x
//  CHECK-NEXT: relax.less %x, %y
//  CHECK-NEXT: relax.less %y, %x
relax.func @ordered(%x: !x, %y: !x) -> (!x, !x, !b, !b) {
  %0 = relax.subtract %x, %y : (!x, !x) -> !x
  %1 = relax.subtract %y, %x : (!x, !x) -> !x
  %2 = relax.less %x, %y : (!x, !x) -> !b
  %3 = relax.less %y, %x : (!x, !x) -> !b
  relax.return %0, %1, %2, %3
}

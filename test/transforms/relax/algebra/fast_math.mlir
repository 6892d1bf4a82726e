// RUN: relax-opt %s --relax-fast-math | FileCheck %s
// RUN: relax-opt %s --relax-fast-math | relax-opt --relax-fast-math | FileCheck %s

!x = !relax.tensor<[n, 4], f32>
!s = !relax.tensor<[], f32>

// CHECK-LABEL: relax.func @divisions(
// CHECK-DAG:     %[[R:.+]] = relax.constant dense<2.500000e-01> : tensor<1xf32>
// CHECK:         %[[Y:.+]] = relax.multiply %x, %[[R]]
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @divisions(%x: !x) -> !x {
  %four = relax.constant dense<4.0> : tensor<1xf32>
  %0 = relax.divide %x, %four : (!x, !relax.tensor<[1], f32>) -> !x
  relax.return %0
}

// CHECK-LABEL: relax.func @roots(
// CHECK-NEXT:    %[[R:.+]] = relax.rsqrt %y
// CHECK-NEXT:    %[[Y:.+]] = relax.multiply %x, %[[R]]
// CHECK-NEXT:    %[[Z:.+]] = relax.rsqrt %y
// CHECK-NEXT:    relax.return %[[Y]], %[[Z]]
relax.func @roots(%x: !x, %y: !x) -> (!x, !x) {
  %one = relax.constant dense<1.0> : tensor<f32>
  %0 = relax.sqrt %y : (!x) -> !x
  %1 = relax.divide %x, %0 : (!x, !x) -> !x
  %2 = relax.sqrt %y : (!x) -> !x
  %3 = relax.divide %one, %2 : (!s, !x) -> !x
  relax.return %1, %3
}

// CHECK-LABEL: relax.func @powers(
// CHECK-NOT:     relax.power
// CHECK:         %[[A:.+]] = relax.square %x
// CHECK-NEXT:    %[[B:.+]] = relax.square %[[A]]
// CHECK-NEXT:    %[[C:.+]] = relax.multiply %[[B]], %[[A]]
// CHECK-NEXT:    %[[D:.+]] = relax.square %[[C]]
// CHECK-NEXT:    %[[E:.+]] = relax.square %[[D]]
// CHECK-NEXT:    %[[F:.+]] = relax.sqrt %[[E]]
// CHECK-NEXT:    %[[G:.+]] = relax.rsqrt %[[F]]
// CHECK:         %[[H:.+]] = relax.divide %{{.+}}, %[[G]]
// CHECK-NEXT:    relax.return %[[H]]
relax.func @powers(%x: !x) -> !x {
  %c1 = relax.constant dense<1.0> : tensor<f32>
  %c2 = relax.constant dense<2.0> : tensor<f32>
  %c3 = relax.constant dense<3.0> : tensor<f32>
  %c4 = relax.constant dense<4.0> : tensor<f32>
  %half = relax.constant dense<0.5> : tensor<f32>
  %minus_half = relax.constant dense<-0.5> : tensor<f32>
  %minus_one = relax.constant dense<-1.0> : tensor<f32>
  %1 = relax.power %x, %c1 : (!x, !s) -> !x
  %2 = relax.power %1, %c2 : (!x, !s) -> !x
  %3 = relax.power %2, %c3 : (!x, !s) -> !x
  %4 = relax.power %3, %c4 : (!x, !s) -> !x
  %5 = relax.power %4, %half : (!x, !s) -> !x
  %6 = relax.power %5, %minus_half : (!x, !s) -> !x
  %7 = relax.power %6, %minus_one : (!x, !s) -> !x
  relax.return %7
}

// No normal reciprocal, several numbers, another exponent, a root that is used, integers, a base that broadcasts.
// CHECK-LABEL: relax.func @left_alone(
// CHECK:         relax.divide %x
// CHECK-NEXT:    relax.divide %x
// CHECK-NEXT:    relax.power %x
// CHECK-NEXT:    relax.sqrt
// CHECK-NEXT:    relax.divide %x
// CHECK-NEXT:    relax.divide %i
// CHECK-NEXT:    relax.power %y
relax.func @left_alone(%x: !x, %i: !relax.tensor<[n], i32>, %y: !s) -> (!x, !x, !x, !x, !x, !relax.tensor<[n], i32>, !relax.tensor<[3], f32>) {
  %huge = relax.constant dense<3.0e+38> : tensor<f32>
  %several = relax.constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
  %other = relax.constant dense<2.5> : tensor<f32>
  %four = relax.constant dense<4> : tensor<i32>
  %two = relax.constant dense<2.0> : tensor<3xf32>
  %0 = relax.divide %x, %huge : (!x, !s) -> !x
  %1 = relax.divide %x, %several : (!x, !relax.tensor<[4], f32>) -> !x
  %2 = relax.power %x, %other : (!x, !s) -> !x
  %3 = relax.sqrt %x : (!x) -> !x
  %4 = relax.divide %x, %3 : (!x, !x) -> !x
  %5 = relax.divide %i, %four : (!relax.tensor<[n], i32>, !relax.tensor<[], i32>) -> !relax.tensor<[n], i32>
  %6 = relax.power %y, %two : (!s, !relax.tensor<[3], f32>) -> !relax.tensor<[3], f32>
  relax.return %0, %1, %2, %3, %4, %5, %6
}

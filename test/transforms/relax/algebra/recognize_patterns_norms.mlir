// RUN: relax-opt %s --relax-recognize-patterns | FileCheck %s
// RUN: relax-opt %s --relax-recognize-patterns | relax-opt --relax-recognize-patterns | FileCheck %s

!x = !relax.tensor<[b, n, 4], f32>
!r = !relax.tensor<[b, n, 1], f32>
!s = !relax.tensor<[], f32>
!w = !relax.tensor<[4], f32>

// CHECK-LABEL: relax.func @layer_norm(
// CHECK-NEXT:    %[[Y:.+]] = relax.layer_norm %x, %g, %h axes = [2] epsilon = 9.999{{.*}}E-6
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @layer_norm(%x: !x, %g: !w, %h: !w) -> !x {
  %two = relax.constant dense<2.0> : tensor<f32>
  %eps = relax.constant dense<9.99999974E-6> : tensor<f32>
  %0 = relax.mean %x axis = [-1] keepdims : (!x) -> !r
  %1 = relax.subtract %x, %0 : (!x, !r) -> !x
  %2 = relax.power %1, %two : (!x, !s) -> !x
  %3 = relax.mean %2 axis = [2] keepdims : (!x) -> !r
  %4 = relax.add %3, %eps : (!r, !s) -> !r
  %5 = relax.sqrt %4 : (!r) -> !r
  %6 = relax.divide %1, %5 : (!x, !r) -> !x
  %7 = relax.multiply %6, %g : (!x, !w) -> !x
  %8 = relax.add %7, %h : (!x, !w) -> !x
  relax.return %8
}

// Variants of each part: the difference twice, a product as the square, a sum divided by its length, rsqrt.
// CHECK-LABEL: relax.func @layer_norm_variants(
// CHECK-NEXT:    %[[Y:.+]] = relax.layer_norm %x, %g axes = [2] epsilon = 0.001953125
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @layer_norm_variants(%x: !x, %g: !w) -> !x {
  %four = relax.constant dense<4.0> : tensor<f32>
  %quarter = relax.constant dense<0.25> : tensor<f32>
  %eps = relax.constant dense<0.001953125> : tensor<f32>
  %0 = relax.sum %x axis = [2] keepdims : (!x) -> !r
  %1 = relax.divide %0, %four : (!r, !s) -> !r
  %2 = relax.subtract %x, %1 : (!x, !r) -> !x
  %3 = relax.subtract %x, %1 : (!x, !r) -> !x
  %4 = relax.multiply %3, %3 : (!x, !x) -> !x
  %5 = relax.sum %4 axis = [-1] keepdims : (!x) -> !r
  %6 = relax.multiply %quarter, %5 : (!s, !r) -> !r
  %7 = relax.add %eps, %6 : (!s, !r) -> !r
  %8 = relax.rsqrt %7 : (!r) -> !r
  %9 = relax.multiply %8, %2 : (!r, !x) -> !x
  %10 = relax.multiply %g, %9 : (!w, !x) -> !x
  relax.return %10
}

// The variance as an operator; no scale: one of ones. Two axes.
// CHECK-LABEL: relax.func @layer_norm_variance(
// CHECK-NEXT:    %[[ONES:.+]] = relax.constant dense<1.000000e+00> : tensor<3x4xf32>
// CHECK-NEXT:    %[[Y:.+]] = relax.layer_norm %x, %[[ONES]] axes = [1, 2] epsilon = 5.000000e-01
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @layer_norm_variance(%x: !relax.tensor<[n, 3, 4], f32>) -> !relax.tensor<[n, 3, 4], f32> {
  %eps = relax.constant dense<0.5> : tensor<f32>
  %0 = relax.mean %x axis = [1, 2] keepdims : (!relax.tensor<[n, 3, 4], f32>) -> !relax.tensor<[n, 1, 1], f32>
  %1 = relax.subtract %x, %0 : (!relax.tensor<[n, 3, 4], f32>, !relax.tensor<[n, 1, 1], f32>) -> !relax.tensor<[n, 3, 4], f32>
  %2 = relax.variance %x axis = [1, 2] keepdims : (!relax.tensor<[n, 3, 4], f32>) -> !relax.tensor<[n, 1, 1], f32>
  %3 = relax.add %2, %eps : (!relax.tensor<[n, 1, 1], f32>, !s) -> !relax.tensor<[n, 1, 1], f32>
  %4 = relax.sqrt %3 : (!relax.tensor<[n, 1, 1], f32>) -> !relax.tensor<[n, 1, 1], f32>
  %5 = relax.divide %1, %4 : (!relax.tensor<[n, 3, 4], f32>, !relax.tensor<[n, 1, 1], f32>) -> !relax.tensor<[n, 3, 4], f32>
  relax.return %5
}

// Normalized along the channels of an image: the scale has to lose dimensions.
// CHECK-LABEL: relax.func @layer_norm_of_channels(
// CHECK:         %[[W:.+]] = relax.squeeze %g axis = [1, 2]
// CHECK-NEXT:    %[[Y:.+]] = relax.layer_norm %x, %[[W]] axes = [1] epsilon = 5.000000e-01
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @layer_norm_of_channels(%x: !relax.tensor<[n, 3, h, w], f32>, %g: !relax.tensor<[3, 1, 1], f32>)
    -> !relax.tensor<[n, 3, h, w], f32> {
  %eps = relax.constant dense<0.5> : tensor<f32>
  %0 = relax.mean %x axis = [1] keepdims : (!relax.tensor<[n, 3, h, w], f32>) -> !relax.tensor<[n, 1, h, w], f32>
  %1 = relax.subtract %x, %0 : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[n, 1, h, w], f32>) -> !relax.tensor<[n, 3, h, w], f32>
  %2 = relax.square %1 : (!relax.tensor<[n, 3, h, w], f32>) -> !relax.tensor<[n, 3, h, w], f32>
  %3 = relax.mean %2 axis = [1] keepdims : (!relax.tensor<[n, 3, h, w], f32>) -> !relax.tensor<[n, 1, h, w], f32>
  %4 = relax.add %3, %eps : (!relax.tensor<[n, 1, h, w], f32>, !s) -> !relax.tensor<[n, 1, h, w], f32>
  %5 = relax.sqrt %4 : (!relax.tensor<[n, 1, h, w], f32>) -> !relax.tensor<[n, 1, h, w], f32>
  %6 = relax.divide %1, %5 : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[n, 1, h, w], f32>) -> !relax.tensor<[n, 3, h, w], f32>
  %7 = relax.multiply %6, %g : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[3, 1, 1], f32>) -> !relax.tensor<[n, 3, h, w], f32>
  relax.return %7
}

// 1 / sqrt as the exporters of language models write it.
// CHECK-LABEL: relax.func @rms_norm(
// CHECK-NEXT:    %[[Y:.+]] = relax.rms_norm %x, %w axes = [2] epsilon = 9.999{{.*}}E-6
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @rms_norm(%x: !x, %w: !w) -> !x {
  %one = relax.constant dense<1.0> : tensor<f32>
  %two = relax.constant dense<2.0> : tensor<f32>
  %eps = relax.constant dense<9.99999974E-6> : tensor<f32>
  %0 = relax.power %x, %two : (!x, !s) -> !x
  %1 = relax.mean %0 axis = [2] keepdims : (!x) -> !r
  %2 = relax.add %1, %eps : (!r, !s) -> !r
  %3 = relax.sqrt %2 : (!r) -> !r
  %4 = relax.divide %one, %3 : (!s, !r) -> !r
  %5 = relax.multiply %x, %4 : (!x, !r) -> !x
  %6 = relax.multiply %w, %5 : (!w, !x) -> !x
  relax.return %6
}

// u^-0.5; what follows is no scale of the normalized dimensions and stays.
// CHECK-LABEL: relax.func @rms_norm_power(
// CHECK:         %[[Y:.+]] = relax.rms_norm %x, %{{.+}} axes = [2]
// CHECK-NEXT:    relax.multiply %[[Y]], %y
relax.func @rms_norm_power(%x: !x, %y: !x) -> !x {
  %exponent = relax.constant dense<-0.5> : tensor<f32>
  %eps = relax.constant dense<0.5> : tensor<f32>
  %0 = relax.square %x : (!x) -> !x
  %1 = relax.mean %0 axis = [2] keepdims : (!x) -> !r
  %2 = relax.add %1, %eps : (!r, !s) -> !r
  %3 = relax.power %2, %exponent : (!r, !s) -> !r
  %4 = relax.multiply %x, %3 : (!x, !r) -> !x
  %5 = relax.multiply %4, %y : (!x, !x) -> !x
  relax.return %5
}

// Mean and variance along different axes; the variance of another tensor; a root that is used elsewhere.
// CHECK-LABEL: relax.func @no_norm(
// CHECK-NOT:     _norm
// CHECK:         relax.return
relax.func @no_norm(%x: !x, %y: !x) -> (!x, !x, !r) {
  %eps = relax.constant dense<0.5> : tensor<f32>
  %0 = relax.square %y : (!x) -> !x
  %1 = relax.mean %0 axis = [2] keepdims : (!x) -> !r
  %2 = relax.add %1, %eps : (!r, !s) -> !r
  %3 = relax.sqrt %2 : (!r) -> !r
  %4 = relax.divide %x, %3 : (!x, !r) -> !x
  %5 = relax.square %x : (!x) -> !x
  %6 = relax.mean %5 axis = [2] keepdims : (!x) -> !r
  %7 = relax.add %6, %eps : (!r, !s) -> !r
  %8 = relax.sqrt %7 : (!r) -> !r
  %9 = relax.divide %x, %8 : (!x, !r) -> !x
  relax.return %4, %9, %8
}

// CHECK-LABEL: relax.func @softmax(
// CHECK-NEXT:    %[[Y:.+]] = relax.softmax %x axis = 2
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @softmax(%x: !x) -> !x {
  %0 = relax.max %x axis = [-1] keepdims : (!x) -> !r
  %1 = relax.subtract %x, %0 : (!x, !r) -> !x
  %2 = relax.exp %1 : (!x) -> !x
  %3 = relax.sum %2 axis = [2] keepdims : (!x) -> !r
  %4 = relax.divide %2, %3 : (!x, !r) -> !x
  relax.return %4
}

// Without the maximum, large operands overflow: that is another function.
// CHECK-LABEL: relax.func @no_softmax(
// CHECK-NOT:     relax.softmax
// CHECK:         relax.exp
relax.func @no_softmax(%x: !x) -> !x {
  %0 = relax.exp %x : (!x) -> !x
  %1 = relax.sum %0 axis = [2] keepdims : (!x) -> !r
  %2 = relax.divide %0, %1 : (!x, !r) -> !x
  relax.return %2
}

// Inside of regions, too.
// CHECK-LABEL: relax.func @in_dataflow(
// CHECK:         relax.dataflow {
// CHECK-NEXT:      relax.softmax
relax.func @in_dataflow(%x: !x) -> !x {
  %y = relax.dataflow {
    %0 = relax.max %x axis = [-1] keepdims : (!x) -> !r
    %1 = relax.subtract %x, %0 : (!x, !r) -> !x
    %2 = relax.exp %1 : (!x) -> !x
    %3 = relax.sum %2 axis = [2] keepdims : (!x) -> !r
    %4 = relax.divide %2, %3 : (!x, !r) -> !x
    relax.output %4
  }
  relax.return %y
}

// RUN: relax-opt %s --relax-fold-batch-norm | FileCheck %s
// RUN: relax-opt %s --relax-fold-batch-norm | relax-opt --relax-fold-batch-norm | FileCheck %s

!v = !relax.tensor<[2], f32>
!c = !relax.tensor<[2, 1, 1], f32>
!s = !relax.tensor<[], f32>
!x = !relax.tensor<[n, 3, h, w], f32>
!y = !relax.tensor<[n, 2, h, w], f32>
!w = !relax.tensor<[2, 3, 1, 1], f32>

// The example of the pass documentation.
// CHECK-LABEL: relax.func @factor(
// CHECK-DAG:     %[[W:.+]] = relax.constant dense<5.000000e-01>
// CHECK-DAG:     %[[B:.+]] = relax.constant dense<{{.*}}1.000000e+00
// CHECK-DAG:     %[[C:.+]] = relax.constant dense<{{.*}}3.000000e+00
// CHECK:         %[[FLAT:.+]] = relax.squeeze %[[C]] axis = [1, 2]
// CHECK-NEXT:    %[[FACTOR:.+]] = relax.expand_dims %[[FLAT]] axis = [1, 2, 3]
// CHECK-NEXT:    %[[SCALED:.+]] = relax.multiply %[[W]], %[[FACTOR]]
// CHECK-NEXT:    %[[CONV:.+]] = relax.conv2d %x, %[[SCALED]]
// CHECK-NEXT:    %[[BIAS:.+]] = relax.multiply %[[B]], %[[C]]
// CHECK-NEXT:    %[[Y:.+]] = relax.add %[[CONV]], %[[BIAS]]
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @factor(%x: !x) -> !y {
  %w = relax.constant dense<0.5> : tensor<2x3x1x1xf32>
  %b = relax.constant dense<[[[1.0]], [[2.0]]]> : tensor<2x1x1xf32>
  %c = relax.constant dense<[[[3.0]], [[4.0]]]> : tensor<2x1x1xf32>
  %0 = relax.conv2d %x, %w : (!x, !w) -> !y
  %1 = relax.add %0, %b : (!y, !c) -> !y
  %2 = relax.multiply %1, %c : (!y, !c) -> !y
  relax.return %2
}

// The constants stand behind the convolution, and one number is a factor of all channels.
// CHECK-LABEL: relax.func @one_number(
// CHECK:         %[[C:.+]] = relax.constant dense<3.000000e+00> : tensor<1xf32>
// CHECK-NEXT:    %[[FACTOR:.+]] = relax.squeeze %[[C]] axis = [0]
// CHECK-NEXT:    %[[SCALED:.+]] = relax.divide %[[W:.+]], %[[FACTOR]]
// CHECK-NEXT:    %[[CONV:.+]] = relax.conv2d %x, %[[SCALED]]
// CHECK-NEXT:    relax.return %[[CONV]]
relax.func @one_number(%x: !x) -> !y {
  %w = relax.constant dense<0.5> : tensor<2x3x1x1xf32>
  %0 = relax.conv2d %x, %w : (!x, !w) -> !y
  %c = relax.constant dense<3.0> : tensor<1xf32>
  %1 = relax.divide %0, %c : (!y, !relax.tensor<[1], f32>) -> !y
  relax.return %1
}

// Two addends, one of them subtracted.
// CHECK-LABEL: relax.func @addends(
// CHECK:         %[[CONV:.+]] = relax.conv2d %x, %w
// CHECK-NEXT:    %[[NEGATIVE:.+]] = relax.negative %[[D:.+]] :
// CHECK-NEXT:    %[[BIAS:.+]] = relax.add %b, %[[NEGATIVE]]
// CHECK-NEXT:    %[[Y:.+]] = relax.add %[[CONV]], %[[BIAS]]
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @addends(%x: !x, %w: !w, %b: !c) -> !y attributes {num_input = 1 : i64} {
  %d = relax.constant dense<3.0> : tensor<f32>
  %0 = relax.conv2d %x, %w : (!x, !w) -> !y
  %1 = relax.add %b, %0 : (!c, !y) -> !y
  %2 = relax.subtract %1, %d : (!y, !s) -> !y
  relax.return %2
}

// The scale goes from its vector to the layout of the weights, without that of the result in between.
// CHECK-LABEL: relax.func @batch_norm(
// CHECK-NOT:     relax.batch_norm
// CHECK:         %[[SCALE:.+]] = relax.divide %g,
// CHECK-NOT:     relax.squeeze
// CHECK:         %[[FACTOR:.+]] = relax.expand_dims %[[SCALE]] axis = [1, 2, 3] : (!relax.tensor<[2], f32>) -> !relax.tensor<[2, 1, 1, 1], f32>
// CHECK-NEXT:    %[[SCALED:.+]] = relax.multiply %w, %[[FACTOR]] :
// CHECK-NEXT:    %[[CONV:.+]] = relax.conv2d %x, %[[SCALED]]
// CHECK:         %[[Y:.+]] = relax.add %[[CONV]], %[[BIAS:.+]] :
// CHECK-NEXT:    %[[Z:.+]] = relax.relu %[[Y]]
// CHECK-NEXT:    relax.return %[[Z]]
relax.func @batch_norm(%x: !x, %w: !w, %g: !v, %b: !v, %m: !v, %v: !v) -> !y attributes {num_input = 1 : i64} {
  %0 = relax.conv2d %x, %w : (!x, !w) -> !y
  %1 = relax.batch_norm %0, %g, %b, %m, %v epsilon = 1.0e-05 : (!y, !v, !v, !v, !v) -> !y
  %2 = relax.relu %1 : (!y) -> !y
  relax.return %2
}

// Weights of a transposed convolution have the channels of the result second.
// CHECK-LABEL: relax.func @transposed(
// CHECK:         %[[FACTOR:.+]] = relax.expand_dims %{{.+}} axis = [1] : (!relax.tensor<[2], f32>) -> !relax.tensor<[2, 1], f32>
// CHECK-NEXT:    %[[SCALED:.+]] = relax.multiply %w, %[[FACTOR]]
// CHECK-NEXT:    %[[Y:.+]] = relax.conv1d_transpose %x, %[[SCALED]]
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @transposed(%x: !relax.tensor<[n, 3, h], f32>, %w: !relax.tensor<[3, 2, 1], f32>, %c: !relax.tensor<[2, 1], f32>) -> !relax.tensor<[n, 2, h], f32> attributes {num_input = 1 : i64} {
  %0 = relax.conv1d_transpose %x, %w : (!relax.tensor<[n, 3, h], f32>, !relax.tensor<[3, 2, 1], f32>) -> !relax.tensor<[n, 2, h], f32>
  %1 = relax.multiply %0, %c : (!relax.tensor<[n, 2, h], f32>, !relax.tensor<[2, 1], f32>) -> !relax.tensor<[n, 2, h], f32>
  relax.return %1
}

// With groups they have not: one number can be folded, numbers of channels cannot.
// CHECK-LABEL: relax.func @transposed_groups(
// CHECK:         %[[SCALED:.+]] = relax.multiply %w, %{{.+}} :
// CHECK-NEXT:    %[[Y:.+]] = relax.conv1d_transpose %x, %[[SCALED]] groups = 2
// CHECK-NEXT:    relax.multiply %[[Y]], %c
relax.func @transposed_groups(%x: !relax.tensor<[n, 4, h], f32>, %w: !relax.tensor<[4, 1, 1], f32>, %c: !relax.tensor<[2, 1], f32>, %d: !s) -> !relax.tensor<[n, 2, h], f32> attributes {num_input = 1 : i64} {
  %0 = relax.conv1d_transpose %x, %w groups = 2 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4, 1, 1], f32>) -> !relax.tensor<[n, 2, h], f32>
  %1 = relax.multiply %0, %d : (!relax.tensor<[n, 2, h], f32>, !s) -> !relax.tensor<[n, 2, h], f32>
  %2 = relax.multiply %1, %c : (!relax.tensor<[n, 2, h], f32>, !relax.tensor<[2, 1], f32>) -> !relax.tensor<[n, 2, h], f32>
  relax.return %2
}

// CHECK-LABEL: relax.func @product(
// CHECK-NEXT:    %[[SCALED:.+]] = relax.multiply %w, %c
// CHECK-NEXT:    %[[Y:.+]] = relax.matmul %x, %[[SCALED]]
// CHECK-NEXT:    %[[BIAS:.+]] = relax.multiply %b, %c
// CHECK-NEXT:    relax.add %[[Y]], %[[BIAS]]
relax.func @product(%x: !relax.tensor<[b, n, 3], f32>, %w: !relax.tensor<[3, 2], f32>, %b: !v, %c: !v) -> !relax.tensor<[b, n, 2], f32> attributes {num_input = 1 : i64} {
  %0 = relax.matmul %x, %w : (!relax.tensor<[b, n, 3], f32>, !relax.tensor<[3, 2], f32>) -> !relax.tensor<[b, n, 2], f32>
  %1 = relax.add %b, %0 : (!v, !relax.tensor<[b, n, 2], f32>) -> !relax.tensor<[b, n, 2], f32>
  %2 = relax.multiply %c, %1 : (!v, !relax.tensor<[b, n, 2], f32>) -> !relax.tensor<[b, n, 2], f32>
  relax.return %2
}

// Nothing changes: the result is used twice.
// CHECK-LABEL: relax.func @used_twice(
// CHECK-NEXT:    %[[Y:.+]] = relax.conv2d %x, %w
// CHECK-NEXT:    %[[Z:.+]] = relax.multiply %[[Y]], %c
// CHECK-NEXT:    relax.return %[[Y]], %[[Z]]
relax.func @used_twice(%x: !x, %w: !w, %c: !c) -> (!y, !y) attributes {num_input = 1 : i64} {
  %0 = relax.conv2d %x, %w : (!x, !w) -> !y
  %1 = relax.multiply %0, %c : (!y, !c) -> !y
  relax.return %0, %1
}

// The factor comes with the data, or is one of columns, or makes the result larger.
// CHECK-LABEL: relax.func @other_factors(
// CHECK:         relax.conv2d %x, %w
// CHECK-NEXT:    relax.multiply
// CHECK-NEXT:    relax.conv2d %x, %w
// CHECK-NEXT:    relax.multiply
// CHECK-NEXT:    relax.conv2d %x, %w
// CHECK-NEXT:    relax.multiply
relax.func @other_factors(%x: !x, %a: !c, %w: !w, %k: !relax.tensor<[w], f32>, %l: !relax.tensor<[5, 1, 1, 1, 1], f32>) -> (!y, !y, !relax.tensor<[5, n, 2, h, w], f32>) attributes {num_input = 2 : i64} {
  %0 = relax.conv2d %x, %w : (!x, !w) -> !y
  %1 = relax.multiply %0, %a : (!y, !c) -> !y
  %2 = relax.conv2d %x, %w : (!x, !w) -> !y
  %3 = relax.multiply %2, %k : (!y, !relax.tensor<[w], f32>) -> !y
  %4 = relax.conv2d %x, %w : (!x, !w) -> !y
  %5 = relax.multiply %4, %l : (!y, !relax.tensor<[5, 1, 1, 1, 1], f32>) -> !relax.tensor<[5, n, 2, h, w], f32>
  relax.return %1, %3, %5
}

// The factor is in a branch, the convolution in front of it.
// CHECK-LABEL: relax.func @in_a_branch(
// CHECK:         relax.conv2d %x, %w
// CHECK:         relax.if
// CHECK:           relax.multiply
relax.func @in_a_branch(%x: !x, %p: i1, %w: !w) -> !y attributes {num_input = 2 : i64} {
  %0 = relax.conv2d %x, %w : (!x, !w) -> !y
  %1 = relax.if %p : i1 -> (!y) {
    %c = relax.constant dense<3.0> : tensor<f32>
    %2 = relax.multiply %0, %c : (!y, !s) -> !y
    relax.yield %2
  } else {
    %3 = relax.conv2d %x, %w : (!x, !w) -> !y
    relax.yield %3
  }
  relax.return %1
}

// Weights that are computed from the data, integers, and statistics along another dimension.
// CHECK-LABEL: relax.func @left_alone(
// CHECK:         relax.conv2d %x, %v
// CHECK-NEXT:    relax.multiply
// CHECK-NEXT:    relax.matmul
// CHECK-NEXT:    relax.multiply
// CHECK-NEXT:    relax.matmul
// CHECK-NEXT:    relax.batch_norm
relax.func @left_alone(%x: !x, %v: !w, %i: !relax.tensor<[n, 2], i32>, %f: !relax.tensor<[2, 2], f32>, %c: !c, %j: !relax.tensor<[2, 2], i32>, %k: !relax.tensor<[2], i32>, %m: !relax.tensor<[2, 2], f32>, %g: !v) -> (!y, !relax.tensor<[n, 2], i32>, !relax.tensor<[2, 2], f32>) attributes {num_input = 4 : i64} {
  %0 = relax.conv2d %x, %v : (!x, !w) -> !y
  %1 = relax.multiply %0, %c : (!y, !c) -> !y
  %2 = relax.matmul %i, %j : (!relax.tensor<[n, 2], i32>, !relax.tensor<[2, 2], i32>) -> !relax.tensor<[n, 2], i32>
  %3 = relax.multiply %2, %k : (!relax.tensor<[n, 2], i32>, !relax.tensor<[2], i32>) -> !relax.tensor<[n, 2], i32>
  %4 = relax.matmul %f, %m : (!relax.tensor<[2, 2], f32>, !relax.tensor<[2, 2], f32>) -> !relax.tensor<[2, 2], f32>
  %5 = relax.batch_norm %4, %g, %g, %g, %g epsilon = 1.0e-05 axis = 0 : (!relax.tensor<[2, 2], f32>, !v, !v, !v, !v) -> !relax.tensor<[2, 2], f32>
  relax.return %1, %3, %5
}

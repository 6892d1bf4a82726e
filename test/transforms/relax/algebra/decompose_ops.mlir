// RUN: relax-opt %s --relax-decompose-ops | FileCheck %s
// RUN: relax-opt %s --relax-decompose-ops | relax-opt --relax-decompose-ops | FileCheck %s
// RUN: relax-opt %s --pass-pipeline='builtin.module(relax.func(relax-decompose-ops{any-statistics=true}))' | FileCheck %s --check-prefix=ANY

!v = !relax.tensor<[2], f32>

// The example of the pass documentation.
// CHECK-LABEL: relax.func @constants(
// CHECK-DAG:     %[[GAMMA:.+]] = relax.constant dense<[1.000000e+00, 2.000000e+00]>
// CHECK-DAG:     %[[BETA:.+]] = relax.constant dense<[5.000000e-01, 2.500000e-01]>
// CHECK-DAG:     %[[MEAN:.+]] = relax.constant dense<[0.000000e+00, 1.000000e+00]>
// CHECK-DAG:     %[[VARIANCE:.+]] = relax.constant dense<[4.000000e+00, 9.000000e+00]>
// CHECK-DAG:     %[[EPSILON:.+]] = relax.constant dense<9.99999974E-6> : tensor<f32>
// CHECK:         %[[SUM:.+]] = relax.add %[[VARIANCE]], %[[EPSILON]]
// CHECK-NEXT:    %[[ROOT:.+]] = relax.sqrt %[[SUM]]
// CHECK-NEXT:    %[[SCALE:.+]] = relax.divide %[[GAMMA]], %[[ROOT]]
// CHECK-NEXT:    %[[OFFSET:.+]] = relax.multiply %[[MEAN]], %[[SCALE]]
// CHECK-NEXT:    %[[SHIFT:.+]] = relax.subtract %[[BETA]], %[[OFFSET]]
// CHECK-NEXT:    %[[A:.+]] = relax.expand_dims %[[SCALE]] axis = [1]
// CHECK-NEXT:    %[[X:.+]] = relax.multiply %x, %[[A]]
// CHECK-NEXT:    %[[B:.+]] = relax.expand_dims %[[SHIFT]] axis = [1]
// CHECK-NEXT:    %[[Y:.+]] = relax.add %[[X]], %[[B]]
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @constants(%x: !relax.tensor<[n, 2, h], f32>) -> !relax.tensor<[n, 2, h], f32> {
  %gamma = relax.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %beta = relax.constant dense<[0.5, 0.25]> : tensor<2xf32>
  %mean = relax.constant dense<[0.0, 1.0]> : tensor<2xf32>
  %variance = relax.constant dense<[4.0, 9.0]> : tensor<2xf32>
  %0 = relax.batch_norm %x, %gamma, %beta, %mean, %variance epsilon = 1.0e-05 : (!relax.tensor<[n, 2, h], f32>, !v, !v, !v, !v) -> !relax.tensor<[n, 2, h], f32>
  relax.return %0
}

// Channels last: the vectors broadcast as they are. Parameters behind `num_input` are weights.
// CHECK-LABEL: relax.func @weights(
// CHECK-NOT:     relax.expand_dims
// CHECK:         %[[X:.+]] = relax.multiply %x, %[[SCALE:.+]] :
// CHECK-NEXT:    relax.add %[[X]], %[[SHIFT:.+]] :
relax.func @weights(%x: !relax.tensor<[n, 2], f32>, %g: !v, %b: !v, %m: !v, %v: !v) -> !relax.tensor<[n, 2], f32> attributes {num_input = 1 : i64} {
  %0 = relax.batch_norm %x, %g, %b, %m, %v epsilon = 1.0e-05 axis = -1 : (!relax.tensor<[n, 2], f32>, !v, !v, !v, !v) -> !relax.tensor<[n, 2], f32>
  relax.return %0
}

// Statistics that come with the data.
// CHECK-LABEL: relax.func @inputs(
// CHECK-NEXT:    relax.batch_norm
// ANY-LABEL:   relax.func @inputs(
// ANY-NOT:       relax.batch_norm
// ANY:           relax.return
relax.func @inputs(%x: !relax.tensor<[n, c], f16>, %g: !relax.tensor<[c], f16>) -> !relax.tensor<[n, c], f16> {
  %0 = relax.batch_norm %x, %g, %g, %g, %g epsilon = 1.0e-05 : (!relax.tensor<[n, c], f16>, !relax.tensor<[c], f16>, !relax.tensor<[c], f16>, !relax.tensor<[c], f16>, !relax.tensor<[c], f16>) -> !relax.tensor<[n, c], f16>
  relax.return %0
}

// The sizes are compared when the program runs: a product would broadcast one channel instead.
// CHECK-LABEL: relax.func @other_size(
// CHECK:         relax.batch_norm
// CHECK:         relax.batch_norm
// ANY-LABEL:   relax.func @other_size(
// ANY:           relax.batch_norm
// ANY:           relax.batch_norm
relax.func @other_size(%x: !relax.tensor<[n, c], f32>, %u: !relax.tensor<[?, 2], f32>) -> (!relax.tensor<[n, c], f32>, !relax.tensor<[?, 2], f32>) {
  %g = relax.constant dense<1.0> : tensor<2xf32>
  %0 = relax.batch_norm %x, %g, %g, %g, %g epsilon = 1.0e-05 : (!relax.tensor<[n, c], f32>, !v, !v, !v, !v) -> !relax.tensor<[n, c], f32>
  %1 = relax.batch_norm %u, %g, %g, %g, %g epsilon = 1.0e-05 : (!relax.tensor<[?, 2], f32>, !v, !v, !v, !v) -> !relax.tensor<[?, 2], f32>
  relax.return %0, %1
}

// CHECK-LABEL: relax.func @dropout(
// CHECK-NEXT:    %[[Y:.+]] = relax.forget %x
// CHECK-NEXT:    relax.return %x, %[[Y]]
relax.func @dropout(%x: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[?], f32>) {
  %0 = relax.dropout %x rate = 0.5 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.dropout %x rate = 0.5 : (!relax.tensor<[n], f32>) -> !relax.tensor<[?], f32>
  relax.return %0, %1
}

// RUN: relax-opt %s --relax-legalize-pipeline=opt-level=1 | FileCheck %s --check-prefix=O1
// RUN: relax-opt %s --relax-legalize-pipeline=opt-level=2 | FileCheck %s --check-prefix=O2

// At 1 what nothing needs goes, and operators stay as they are written. At 2 the statistics of the batch normalization are
// computed before the program runs and are part of the weights, and the two operators of a SiLU are one kernel's body.
// O1-LABEL: relax.func @main
// O1-NOT:     dense<8.0
// O1:         relax.call_tir @conv2d(
// O1:         relax.call_tir @batch_norm(
// O1:         relax.call_tir @sigmoid(
// O1:         relax.call_tir @multiply(
// O2-LABEL: relax.func @main
// O2-DAG:     relax.constant dense<{{\[\[\[\[2\.0.*}}> : tensor<2x1x1x1xf32>
// O2-NOT:     batch_norm
// O2:         relax.call_tir @fused_conv2d_add_silu(
// O2-NOT:     relax.call_tir
// O2:         relax.return
// O2-NOT:   tir.prim_func {{.*}}@batch_norm
relax.func @main(%x: !relax.tensor<[n, 1, h, w], f32>) -> !relax.tensor<[n, 2, h, w], f32> {
  %unused = relax.constant dense<8.0> : tensor<2xf32>
  %weight = relax.constant dense<1.0> : tensor<2x1x1x1xf32>
  %gamma = relax.constant dense<[4.0, 6.0]> : tensor<2xf32>
  %beta = relax.constant dense<[0.5, 0.25]> : tensor<2xf32>
  %mean = relax.constant dense<0.0> : tensor<2xf32>
  %variance = relax.constant dense<3.0> : tensor<2xf32>
  %0 = relax.conv2d %x, %weight : (!relax.tensor<[n, 1, h, w], f32>, !relax.tensor<[2, 1, 1, 1], f32>) -> !relax.tensor<[n, 2, h, w], f32>
  %1 = relax.batch_norm %0, %gamma, %beta, %mean, %variance epsilon = 1.0 : (!relax.tensor<[n, 2, h, w], f32>, !relax.tensor<[2], f32>, !relax.tensor<[2], f32>, !relax.tensor<[2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 2, h, w], f32>
  %2 = relax.sigmoid %1 : (!relax.tensor<[n, 2, h, w], f32>) -> !relax.tensor<[n, 2, h, w], f32>
  %3 = relax.multiply %1, %2 : (!relax.tensor<[n, 2, h, w], f32>, !relax.tensor<[n, 2, h, w], f32>) -> !relax.tensor<[n, 2, h, w], f32>
  relax.return %3
}

// What is the same in each round is computed in front of the loop at 2; what the loop carries for nobody goes at 1 already.
// O1-LABEL: relax.func @loop
// O1-NOT:     relax.call_tir
// O1:         relax.while
// O1:         } do {
// O1-NOT:     relax.call_tir @exp(
// O1:         relax.call_tir @tanh(
// O1-NOT:     relax.call_tir @exp(
// O1:         relax.return
// O2-LABEL: relax.func @loop
// O2:         relax.call_tir @tanh(
// O2-NEXT:    relax.while
// O2-NOT:     relax.call_tir @exp(
// O2:         relax.return
relax.func @loop(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %r:2 = relax.while (%a = %x, %b = %x) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
    %go = relax.call_pure_packed "decide"(%a) : (!relax.tensor<[n], f32>) -> !relax.tensor<[], i1>
    relax.condition(%go) %a, %b
  } do {
  ^bb0(%a: !relax.tensor<[n], f32>, %b: !relax.tensor<[n], f32>):
    %0 = relax.tanh %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %1 = relax.add %a, %0 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %2 = relax.exp %b : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %1, %2
  }
  relax.return %r#0
}

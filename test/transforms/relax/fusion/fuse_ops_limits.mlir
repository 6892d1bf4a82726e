// RUN: relax-opt %s -pass-pipeline='builtin.module(relax-legalize-ops,relax-fuse-ops{max-depth=2})' | FileCheck %s --check-prefix=DEPTH
// RUN: relax-opt %s -pass-pipeline='builtin.module(relax-legalize-ops,relax-fuse-ops{max-args=2})' | FileCheck %s --check-prefix=ARGS

// DEPTH-LABEL: relax.func @chain
//  DEPTH-NEXT:   %[[A:.+]] = relax.call pure @fused_exp_exp(%x)
//  DEPTH-NEXT:   %[[B:.+]] = relax.call pure @fused_exp_exp(%[[A]])
//  DEPTH-NEXT:   relax.return %[[B]]
relax.func @chain(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.exp %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.exp %1 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %3 = relax.exp %2 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %3
}

// ARGS-LABEL: relax.func @many_inputs
//  ARGS-NEXT:   %[[A:.+]] = relax.call_tir @add(%x, %y)
//  ARGS-NEXT:   %[[B:.+]] = relax.call_tir @add(%[[A]], %z)
//  ARGS-NEXT:   relax.return %[[B]]
relax.func @many_inputs(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>, %z: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.add %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.add %0, %z : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %1
}

// Without joining loops the bodies of merged kernels stand one behind the other.
// RUN: relax-opt %s -pass-pipeline='builtin.module(relax-legalize-ops,relax-fuse-ops,relax-fuse-tir{fuse-loop-nests=false},tir.prim_func(tir-verify-well-formed))' | FileCheck %s --check-prefixes=CHECK,APART
// RUN: relax-opt %s -pass-pipeline='builtin.module(relax-legalize-ops,relax-fuse-ops,relax-fuse-tir{fuse-loop-nests=false},relax-fuse-tir{fuse-loop-nests=false})' | FileCheck %s --check-prefixes=CHECK,APART
// RUN: relax-opt %s -pass-pipeline='builtin.module(relax-legalize-ops,relax-fuse-ops,relax-fuse-tir{fuse-loop-nests=true})' | FileCheck %s --check-prefixes=CHECK,JOINED

// CHECK-LABEL: relax.func @static
//       CHECK: relax.call_tir @fused_matmul_exp(%x, %w)
// CHECK-LABEL: relax.func @symbolic
//       CHECK: relax.call_tir @fused_matmul_exp_0(%x, %w)
//   CHECK-NOT: relax.func
//       CHECK: tir.prim_func private @fused_matmul_exp(
//       CHECK:   tir.block "matmul"
//       APART: {{^    tir.for}}
//  APART-NEXT: {{^      tir.for}}
//      JOINED: {{^      tir.for}}
//  CHECK-NEXT: tir.block "exp"
//       CHECK: tir.prim_func private @fused_matmul_exp_0(
//       CHECK:   tir.block "matmul"
//       APART: {{^    tir.for}}
//  APART-NEXT: {{^      tir.for}}
//      JOINED: {{^      tir.for}}
//  CHECK-NEXT: tir.block "exp"
relax.func @static(%x: !relax.tensor<[2, 4], f32>, %w: !relax.tensor<[4, 3], f32>) -> !relax.tensor<[2, 3], f32> {
  %0 = relax.matmul %x, %w : (!relax.tensor<[2, 4], f32>, !relax.tensor<[4, 3], f32>) -> !relax.tensor<[2, 3], f32>
  %1 = relax.exp %0 : (!relax.tensor<[2, 3], f32>) -> !relax.tensor<[2, 3], f32>
  relax.return %1
}
relax.func @symbolic(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32> {
  %0 = relax.matmul %x, %w : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>
  %1 = relax.exp %0 : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  relax.return %1
}

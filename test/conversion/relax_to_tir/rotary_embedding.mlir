// RUN: relax-opt %s --relax-legalize-ops --split-input-file | FileCheck %s
// RUN: relax-opt %s --split-input-file --pass-pipeline='builtin.module(relax-legalize-ops,tir.prim_func(tir-annotate-op-pattern))' | FileCheck %s --check-prefix=PATTERN

// One block; it is known that an entry is for a pair.
// CHECK-LABEL: tir.prim_func private @rotary_embedding(
// CHECK-COUNT-1: tir.block
// CHECK-NOT:     tir.block
// PATTERN:       tir.op_pattern = "injective"
relax.func @half(%x: !relax.tensor<[b, 8, n, 64], f32>, %c: !relax.tensor<[n, 32], f32>) {
  %0 = relax.rotary_embedding %x, %c, %c : (!relax.tensor<[b, 8, n, 64], f32>, !relax.tensor<[n, 32], f32>, !relax.tensor<[n, 32], f32>) -> !relax.tensor<[b, 8, n, 64], f32>
  relax.return
}

// -----

// Positions pick rows, for all heads of a batch; the rows are read where they lie.
// CHECK-LABEL: relax.func @positions(
// CHECK:         %[[C:.+]] = relax.call_tir @take(%c, %p)
// CHECK:         %[[CE:.+]] = relax.call_tir @expand_dims(%[[C]]) {{.*}} -> !relax.tensor<[b, 1, n, 32], f16>
// CHECK:         %[[S:.+]] = relax.call_tir @take(%s, %p)
// CHECK:         %[[SE:.+]] = relax.call_tir @expand_dims(%[[S]])
// CHECK:         relax.call_tir @rotary_embedding(%x, %[[CE]], %[[SE]])
relax.func @positions(%x: !relax.tensor<[b, 8, n, 64], f16>, %c: !relax.tensor<[128, 32], f16>, %s: !relax.tensor<[128, 32], f16>, %p: !relax.tensor<[b, n], i64>) attributes {relax.shapes_checked} {
  %0 = relax.rotary_embedding %x, %c, %s positions = %p interleaved : (!relax.tensor<[b, 8, n, 64], f16>, !relax.tensor<[128, 32], f16>, !relax.tensor<[128, 32], f16>, !relax.tensor<[b, n], i64>) -> !relax.tensor<[b, 8, n, 64], f16>
  relax.return
}

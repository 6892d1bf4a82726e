// RUN: relax-opt %s --relax-legalize-ops | FileCheck %s
// RUN: relax-opt %s --pass-pipeline='builtin.module(relax-legalize-ops,tir.prim_func(tir-annotate-op-pattern))' | FileCheck %s --check-prefix=PATTERN

// A tile is found by multiplication alone, and nothing asks whether an element is there.
// CHECK-LABEL: tir.prim_func private @layout_transform(
// CHECK-SAME:    %X: !tir.buffer<[s0, 8], f32>, %Y: !tir.buffer<[s1, 8, 4], f32>)
// CHECK-NOT:     arith.select
// CHECK:         tir.block "layout_transform" iters(%[[T:.+]]: spatial {{.*}}, %[[J:.+]]: spatial {{.*}}, %[[I:.+]]: spatial
// CHECK:           %[[FIRST:.+]] = arith.muli %[[T]], %c4
// CHECK:           %[[ROW:.+]] = arith.addi %[[FIRST]], %[[I]]
// CHECK:           tir.load %X[%[[ROW]], %[[J]]]
// PATTERN-LABEL: tir.prim_func private @layout_transform(
// PATTERN-SAME:    tir.op_pattern = "injective"

// Tiles that are not full hold the value.
// CHECK-LABEL: tir.prim_func private @layout_transform_1(
// CHECK-SAME:    %A: !tir.buffer<[s0], f32>, %B: !tir.buffer<[], f32>, %Y: !tir.buffer<[s1, 4], f32>
// CHECK:         arith.cmpi slt
// CHECK:         arith.minsi
// CHECK:         arith.select
// PATTERN-LABEL: tir.prim_func private @layout_transform_1(
// PATTERN-SAME:    tir.op_pattern = "injective"

relax.func @layouts(%x: !relax.tensor<[4 * n, 8], f32>, %y: !relax.tensor<[n], f32>, %v: !relax.tensor<[], f32>) {
  %0 = relax.layout_transform %x index_map = affine_map<(d0, d1) -> (d0 floordiv 4, d1, d0 mod 4)> : (!relax.tensor<[4 * n, 8], f32>) -> !relax.tensor<[n, 8, 4], f32>
  %1 = relax.layout_transform %y value = %v index_map = affine_map<(d0) -> (d0 floordiv 4, d0 mod 4)> : (!relax.tensor<[n], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n ceildiv 4, 4], f32>
  relax.return
}

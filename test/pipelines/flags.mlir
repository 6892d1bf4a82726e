// What flags ask for is done at every level, and nothing of it without them.
// RUN: relax-opt %s --relax-legalize-pipeline=opt-level=0 | FileCheck %s --check-prefix=PLAIN
// RUN: relax-opt %s --relax-legalize-pipeline="opt-level=0 fast-math=true" | FileCheck %s --check-prefix=FAST
// RUN: relax-opt %s --relax-legalize-pipeline="opt-level=3 fast-math=true" | FileCheck %s --check-prefix=FAST
// RUN: relax-opt %s --relax-legalize-pipeline="opt-level=0 lift-transform-params=eager" | FileCheck %s --check-prefix=LIFT
// RUN: relax-opt %s --relax-legalize-pipeline="opt-level=2 lift-transform-params=eager" | FileCheck %s --check-prefix=LIFT
// RUN: relax-opt %s --relax-legalize-pipeline="opt-level=1 lift-transform-params=lazy" | FileCheck %s --check-prefix=LAZY
// RUN: relax-opt %s --relax-legalize-pipeline=opt-level=0 --relax-lower-pipeline="opt-level=0 use-upper-bounds=true" | FileCheck %s --check-prefix=BOUND
// RUN: relax-opt %s --relax-legalize-pipeline=opt-level=2 --relax-lower-pipeline="opt-level=2 use-upper-bounds=true" | FileCheck %s --check-prefix=BOUND
// RUN: relax-opt %s --relax-legalize-pipeline=opt-level=2 --relax-lower-pipeline=opt-level=2 | FileCheck %s --check-prefix=NO-BOUND

// PLAIN-LABEL: relax.func @main(
// PLAIN: relax.call_tir @divide
// PLAIN-NOT: transform_params
// FAST-LABEL: relax.func @main(
// FAST: relax.call_tir @{{[a-z_]*}}multiply
// FAST-NOT: arith.divf
// LIFT-LABEL: relax.func @main(
// LIFT-SAME: %x: !relax.tensor<[n, 4], f32>, %param_0: !relax.tensor<[4, 4], f32>)
// LIFT: relax.func @main_transform_params(%w: !relax.tensor<[4, 4], f32>) -> (!relax.tensor<[4, 4], f32>
// LAZY: relax.func @main_transform_params()
// LAZY: relax.call_packed "get_item"
// LAZY: relax.call_packed "set_item"
// BOUND-LABEL: relax_vm.func @main
// BOUND: relax_vm.alloc_arena[] blocks {{.*}} bytes
// NO-BOUND-LABEL: relax_vm.func @main
// NO-BOUND-NOT: relax_vm.alloc_arena[]
relax.func @main(%x: !relax.tensor<[n, 4], f32>, %w: !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n], f32>
    attributes {num_input = 1 : i64, sym.ranges = {n = array<i64: 1, 64>}} {
  %three = relax.constant dense<3.0> : tensor<f32>
  %0 = relax.exp %w : (!relax.tensor<[4, 4], f32>) -> !relax.tensor<[4, 4], f32>
  %1 = relax.matmul %x, %0 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %2 = relax.divide %1, %three : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 4], f32>
  %3 = relax.cumsum %2 axis = 0 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %4 = relax.cumsum %3 axis = 1 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %5 = relax.sum %4 axis = [1] : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n], f32>
  relax.return %5
}

// RUN: relax-opt %s -split-input-file -relax-convert-to-dataflow | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-convert-to-dataflow -relax-convert-to-dataflow | FileCheck %s
// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax.func(relax-convert-to-dataflow{min-ops=3}))' | FileCheck %s --check-prefix=THREE
// RUN: relax-opt %s -split-input-file -relax-convert-to-dataflow -relax-to-nondataflow | FileCheck %s --check-prefix=BACK

// Ops with effects and facts end a run; facts stay where all that follows sees them.
// CHECK-LABEL: relax.func @runs
//       CHECK: %[[A:.+]] = relax.dataflow {
//       CHECK:   relax.exp
//       CHECK:   relax.tanh
//       CHECK: }
//  CHECK-NEXT: relax.call_packed "print"(%[[A]])
//       CHECK: relax.exp
//  CHECK-NEXT: sym.assume
//       CHECK: relax.dataflow {
// THREE-LABEL: relax.func @runs
//   THREE-NOT: relax.dataflow
// BACK-LABEL: relax.func @runs
//   BACK-NOT: relax.dataflow
//       BACK: relax.return
relax.func @runs(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.tanh %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.call_packed "print"(%1) : (!relax.tensor<[n], f32>) -> ()
  %2 = relax.exp %1 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  sym.assume 1 le n
  %3 = relax.tanh %2 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %4 = relax.tanh %3 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %4 : !relax.tensor<[n], f32>
}

// -----

// Bodies of regions that cannot be part of a run have runs of their own; those that can are part of one.
// CHECK-LABEL: relax.func @regions
//       CHECK: relax.if %c
//       CHECK:   relax.dataflow {
//       CHECK:   relax.call_packed
//       CHECK: relax.dataflow {
//       CHECK:   relax.if %c
//   CHECK-NOT: relax.dataflow
//       CHECK: relax.return
// BACK-LABEL: relax.func @regions
relax.func @regions(%x: !relax.tensor<[n], f32>, %c: i1) -> !relax.tensor<[n], f32> {
  %0 = relax.if %c : i1 -> (!relax.tensor<[n], f32>) {
    %1 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %2 = relax.tanh %1 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.call_packed "print"(%2) : (!relax.tensor<[n], f32>) -> ()
    relax.yield %2
  } else {
    relax.yield %x
  }
  %3 = relax.if %c : i1 -> (!relax.tensor<[n], f32>) {
    %1 = relax.exp %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %1
  } else {
    relax.yield %x
  }
  %4 = relax.exp %3 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %4 : !relax.tensor<[n], f32>
}

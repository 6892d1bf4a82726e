// Functions, names, calls, closures.
// RUN: relax-opt %s | FileCheck %s
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s -mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s -emit-bytecode | relax-opt | FileCheck %s

// Names of parameters are SSA names; those of results are attributes.
// CHECK-LABEL: relax.func @names(%x: !relax.tensor<[n], f32>, %weight: !relax.tensor<[n], f32>, %arg0: !relax.object, %arg3: !relax.object {relax.name = "arg3"}, %past_key: !relax.object {relax.name = "past key"})
// CHECK-SAME: -> (!relax.tensor<[n], f32> {relax.name = "logits"}, !relax.object) attributes {num_input = 1 : i64} {
relax.func @names(%x: !relax.tensor<[n], f32>, %weight: !relax.tensor<[n], f32>, %arg2: !relax.object, %4: !relax.object {relax.name = "arg3"}, %k: !relax.object {relax.name = "past key"})
    -> (!relax.tensor<[n], f32> {relax.name = "logits"}, !relax.object) attributes {num_input = 1 : i64} {
  // CHECK: relax.return %x, %past_key
  relax.return %x, %k
}

// The default name of a parameter is no name.
// CHECK-LABEL: relax.func private pure @unnamed(%arg0: !relax.object, %arg1: !relax.object)
relax.func private pure @unnamed(%0: !relax.object, %arg1: !relax.object) {
  relax.return
}

// CHECK: relax.func private @declared(!relax.tensor<[n, m], f32> {relax.name = "x"}, !sym.int<k>) -> !relax.tensor<[k * n, 2 * m], f32>
relax.func private @declared(!relax.tensor<[n, m], f32> {relax.name = "x"}, !sym.int<k>) -> !relax.tensor<[k * n, 2 * m], f32>

// CHECK: relax.func private pure @pure(!relax.object) -> !relax.object attributes {some.note = "kept"}
relax.func private pure @pure(!relax.object) -> !relax.object attributes {some.note = "kept"}

// Symbols of the callee are bound by the types of the operands; names of the caller do not matter.
// CHECK-LABEL: relax.func @calls(
relax.func @calls(%x: !relax.tensor<[m, n + 1], f32>, %k: !sym.int<m>, %n: !sym.int<n>, %o: !relax.object) -> !relax.tensor<[m * m, 2 * n + 2], f32> {
  // CHECK: relax.call @declared(%x, %k) : (!relax.tensor<[m, n + 1], f32>, !sym.int<m>) -> !relax.tensor<[m * m, 2 * n + 2], f32>
  %0 = relax.call @declared(%x, %k) : (!relax.tensor<[m, n + 1], f32>, !sym.int<m>) -> !relax.tensor<[m * m, 2 * n + 2], f32>
  // CHECK: relax.call pure @pure(%o) : (!relax.object) -> !relax.object
  %1 = relax.call pure @pure(%o) : (!relax.object) -> !relax.object
  // CHECK: relax.call @pure(%{{.*}}) : (!relax.object) -> !relax.object
  %2 = relax.call @pure(%1) : (!relax.object) -> !relax.object
  relax.return %0
}

// CHECK-LABEL: relax.func @recursive(
relax.func @recursive(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[?], f32> {
  // CHECK: relax.call @recursive(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[?], f32>
  %0 = relax.call @recursive(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[?], f32>
  relax.return %0
}

relax.func private @target(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<[n, 4], f32>) -> !relax.tensor<[4], f32>
relax.func private pure @pure_target(%x: !relax.tensor<*, f32>) -> !relax.object

// CHECK-LABEL: relax.func @closures(
relax.func @closures(%w: !relax.tensor<[m, 4], f32>, %x: !relax.tensor<[?], f32>, %y: !relax.tensor<*, f32>) -> !relax.object {
  // CHECK: %[[F:.*]] = relax.make_closure @target(%w) : (!relax.tensor<[m, 4], f32>) -> !relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[4], f32>>
  %f = relax.make_closure @target(%w) : (!relax.tensor<[m, 4], f32>) -> !relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[4], f32>>
  // CHECK: relax.invoke_closure %[[F]](%x) : (!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[4], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[4], f32>
  %0 = relax.invoke_closure %f(%x) : (!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[4], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[4], f32>
  // CHECK: relax.make_closure @target() : () -> !relax.object
  %g = relax.make_closure @target() : () -> !relax.object
  // CHECK: relax.invoke_closure %{{.*}}(%x, %w) : (!relax.object, !relax.tensor<[?], f32>, !relax.tensor<[m, 4], f32>) -> !relax.object
  %1 = relax.invoke_closure %g(%x, %w) : (!relax.object, !relax.tensor<[?], f32>, !relax.tensor<[m, 4], f32>) -> !relax.object
  // CHECK: relax.make_closure @pure_target() : () -> !relax.callable<pure (!relax.tensor<*, f32>) -> !relax.object>
  %h = relax.make_closure @pure_target() : () -> !relax.callable<pure (!relax.tensor<*, f32>) -> !relax.object>
  // CHECK: relax.invoke_pure_closure %{{.*}}(%y) : (!relax.callable<pure (!relax.tensor<*, f32>) -> !relax.object>, !relax.tensor<*, f32>) -> !relax.object
  %2 = relax.invoke_pure_closure %h(%y) : (!relax.callable<pure (!relax.tensor<*, f32>) -> !relax.object>, !relax.tensor<*, f32>) -> !relax.object
  // CHECK: relax.invoke_pure_closure %{{.*}}() : (!relax.object) -> !relax.object
  %3 = relax.invoke_pure_closure %1() : (!relax.object) -> !relax.object
  relax.return %3
}

// An operator with residual conditions stays in a loop that may run zero times; the others leave it.
// RUN: relax-opt %s --allow-unregistered-dialect --loop-invariant-code-motion | FileCheck %s

// CHECK-LABEL: func.func @hoist
func.func @hoist(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>, %z: !relax.tensor<[?], f32>, %lo: index, %hi: index, %step: index) {
  // CHECK-NOT: = relax.add
  // CHECK: relax.exp
  // CHECK: relax.add %{{.*}} : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>)
  // CHECK-NOT: = relax.
  // CHECK: scf.for
  scf.for %i = %lo to %hi step %step {
    %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %1 = relax.add %0, %x : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    // A condition between symbols.
    // CHECK-NEXT: %[[SYMBOLS:.*]] = relax.add %{{.*}} : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>)
    %2 = relax.add %1, %y : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n], f32>
    // Something about an unknown dimension.
    // CHECK-NEXT: %[[UNKNOWN:.*]] = relax.multiply
    %3 = relax.multiply %x, %z : (!relax.tensor<[n], f32>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
    // A condition that comes from the written type alone.
    // CHECK-NEXT: %[[WRITTEN:.*]] = relax.tanh
    %4 = relax.tanh %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[m], f32>
    // CHECK-NEXT: "test.use"(%[[SYMBOLS]], %[[UNKNOWN]], %[[WRITTEN]])
    "test.use"(%2, %3, %4) : (!relax.tensor<[n], f32>, !relax.tensor<[?], f32>, !relax.tensor<[m], f32>) -> ()
  }
  return
}

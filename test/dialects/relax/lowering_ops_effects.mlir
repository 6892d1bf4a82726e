// RUN: relax-opt %s -canonicalize -cse -loop-invariant-code-motion | FileCheck %s

// Checks stay where they are, also where they look alike; what nobody uses goes.
// CHECK-LABEL: relax.func @checks_stay
//       CHECK: do {
//       CHECK: relax.check_type %w
//       CHECK: relax.check_dim %w
//       CHECK: relax.check_condition
relax.func @checks_stay(%c: i1, %n: !sym.int<n>, %m: !sym.int<m>, %w: !relax.tensor<*, f32>) {
  relax.while () : () -> () {
    relax.condition(%c : i1)
  } do {
  ^bb0:
    relax.check_type %w is !relax.tensor<[?], f32> subject "w" : !relax.tensor<*, f32>
    relax.check_dim %w[0] = %n subject "w" : !relax.tensor<*, f32>, !sym.int<n>
    relax.check_condition %n == %m subject "sizes" : !sym.int<n>, !sym.int<m>
    relax.yield
  }
  relax.return
}

// Two allocations are two tensors; a call that writes one is kept.
// CHECK-LABEL: relax.func @allocations
//       CHECK: %[[A:.+]] = relax.alloc_tensor
//       CHECK: %[[B:.+]] = relax.alloc_tensor
//       CHECK: relax.call_destination "f" outs(%[[A]]
//       CHECK: relax.call_destination "f" outs(%[[B]]
//       CHECK: relax.return %[[A]], %[[B]]
relax.func @allocations(%n: !sym.int<n>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" outs(%0 : !relax.tensor<[n], f32>)
  relax.call_destination "f" outs(%1 : !relax.tensor<[n], f32>)
  relax.return %0, %1 : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>
}

// A dimension is not read before its loop knows that it may.
// CHECK-LABEL: relax.func @dim_is_not_hoisted
//       CHECK: do {
//       CHECK: relax.dim %w[0]
relax.func @dim_is_not_hoisted(%c: i1, %w: !relax.tensor<*, f32>) {
  relax.while () : () -> () {
    relax.condition(%c : i1)
  } do {
  ^bb0:
    relax.check_type %w is !relax.tensor<[?], f32> subject "w" : !relax.tensor<*, f32>
    %d = relax.dim %w[0] symbols ["d"] : !relax.tensor<*, f32> -> !sym.int<d>
    relax.call_packed "use"(%d) : (!sym.int<d>) -> ()
    relax.yield
  }
  relax.return
}

// RUN: relax-opt %s -split-input-file -relax-lower-calls | FileCheck %s

tir.prim_func @exp(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
}
// The kernel's symbol is the expression of the call; what is computed for the first call serves the second.
// CHECK-LABEL: relax.func @call_tir
//  CHECK-SAME: relax.memory
//       CHECK: %[[D:.+]] = sym.value m * n : !sym.int<m * n>
//       CHECK: %[[A:.+]] = relax.alloc_tensor(%[[D]]) : (!sym.int<m * n>) -> !relax.tensor<[m * n], f32>
//       CHECK: relax.call_destination @exp ins(%x : {{.*}}) outs(%[[A]] : {{.*}}) scalars(%[[D]] : !sym.int<m * n>)
//   CHECK-NOT: sym.value
//       CHECK: %[[B:.+]] = relax.alloc_tensor(%[[D]])
//       CHECK: relax.call_destination @exp ins(%[[A]] : {{.*}}) outs(%[[B]] : {{.*}}) scalars(%[[D]]
//       CHECK: relax.return %[[B]]
relax.func @call_tir(%s: !relax.shape<[n, m]>, %x: !relax.tensor<[n * m], f32>) -> !relax.tensor<[n * m], f32> {
  %0 = relax.call_tir @exp(%x) : (!relax.tensor<[n * m], f32>) -> !relax.tensor<[n * m], f32>
  %1 = relax.call_tir @exp(%0) : (!relax.tensor<[n * m], f32>) -> !relax.tensor<[n * m], f32>
  relax.return %1 : !relax.tensor<[n * m], f32>
}

// CHECK-LABEL: relax.func @static
//       CHECK: %[[A:.+]] = relax.alloc_tensor() : () -> !relax.tensor<[4], f32>
//       CHECK: %[[C:.+]] = sym.value 4
//       CHECK: relax.call_destination @exp ins(%x : {{.*}}) outs(%[[A]] : {{.*}}) scalars(%[[C]] : !sym.int<4>)
relax.func @static(%x: !relax.tensor<[4], f32>) -> !relax.tensor<[4], f32> {
  %0 = relax.call_tir_with_grad @exp(%x) grad "exp_grad" : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
  relax.return %0 : !relax.tensor<[4], f32>
}

// A size that one branch computes is not at hand in the other.
// CHECK-LABEL: relax.func @branches
//       CHECK: relax.if
//       CHECK:   %[[A:.+]] = sym.value 2 * n
//       CHECK:   relax.alloc_tensor(%[[A]])
//       CHECK: else
//       CHECK:   %[[B:.+]] = sym.value 2 * n
//       CHECK:   relax.alloc_tensor(%[[B]])
relax.func @branches(%n: !sym.int<n>, %c: i1, %x: !relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32> {
  %0 = relax.if %c : i1 -> (!relax.tensor<[2 * n], f32>) {
    %1 = relax.call_tir @exp(%x) : (!relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32>
    relax.yield %1 : !relax.tensor<[2 * n], f32>
  } else {
    %1 = relax.call_tir @exp(%x) : (!relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32>
    relax.yield %1 : !relax.tensor<[2 * n], f32>
  }
  relax.return %0 : !relax.tensor<[2 * n], f32>
}

// -----

// Symbols first, then scalars that are no symbols. A result that the call leaves open has the size that the kernel says.
tir.prim_func @scaled(%n: !sym.int<a>, %X: !tir.buffer<[a, b], f32>, %f: f32, %Y: !tir.buffer<[a * b], f32>) {
}
// CHECK-LABEL: relax.func @scalars
//       CHECK: %[[D:.+]] = sym.value m * n
//       CHECK: %[[A:.+]] = relax.alloc_tensor(%[[D]]) : {{.*}} -> !relax.tensor<[m * n], f32>
//       CHECK: relax.call_destination @scaled ins(%x : !relax.tensor<[n, m], f32>) outs(%[[A]] : !relax.tensor<[m * n], f32>) scalars(%n, %{{.+}}, %f : !sym.int<n>, !sym.int<m>, f32)
//       CHECK: relax.forget %[[A]] : !relax.tensor<[m * n], f32> -> !relax.tensor<[?], f32>
relax.func @scalars(%n: !sym.int<n>, %x: !relax.tensor<[n, m], f32>, %f: f32) -> !relax.tensor<[?], f32> {
  %0 = relax.call_tir @scaled(%n, %x, %f) : (!sym.int<n>, !relax.tensor<[n, m], f32>, f32) -> !relax.tensor<[?], f32>
  relax.return %0 : !relax.tensor<[?], f32>
}

// -----

// The dynamic dimensions of a memref function are its symbols, in order.
func.func private @matmul(memref<?x8xf32>, memref<8x?xf32>, memref<?x?xf32>)
// CHECK-LABEL: relax.func @memref
//       CHECK: relax.call_destination @matmul ins({{.*}}) outs({{.*}}) scalars(%[[N:.+]], %[[M:.+]], %[[N]], %[[M]] :
relax.func @memref(%x: !relax.tensor<[n, 8], f32>, %y: !relax.tensor<[8, m], f32>) -> !relax.tensor<[n, m], f32> {
  %0 = relax.call_tir @matmul(%x, %y) : (!relax.tensor<[n, 8], f32>, !relax.tensor<[8, m], f32>) -> !relax.tensor<[n, m], f32>
  relax.return %0 : !relax.tensor<[n, m], f32>
}

// -----

// CHECK-LABEL: relax.func @call_dps_packed
//       CHECK: %[[A:.+]] = relax.alloc_tensor
//       CHECK: %[[B:.+]] = relax.alloc_tensor
//       CHECK: relax.call_destination "split" ins(%x, %i : !relax.tensor<[2 * n], f32>, i64) outs(%[[A]], %[[B]] :
//       CHECK: relax.return %[[A]], %[[B]]
relax.func @call_dps_packed(%n: !sym.int<n>, %x: !relax.tensor<[2 * n], f32>, %i: i64) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0:2 = relax.call_dps_packed "split"(%x, %i) : (!relax.tensor<[2 * n], f32>, i64) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>)
  relax.return %0#0, %0#1 : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>
}

// A pure function allocates and writes now, and stays pure for its callers.
// CHECK: relax.func pure @pure
// CHECK: relax.call_destination "f"
relax.func pure @pure(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call_dps_packed "f"(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0 : !relax.tensor<[n], f32>
}

// CHECK-LABEL: relax.func @plain_calls_stay
//  CHECK-NEXT: %[[A:.+]] = relax.call_packed "f"(%x)
//  CHECK-NEXT: relax.return %[[A]]
relax.func @plain_calls_stay(%x: !relax.object) -> !relax.object {
  %0 = relax.call_packed "f"(%x) : (!relax.object) -> !relax.object
  relax.return %0 : !relax.object
}

// A call that reads memory is not merged with an equal one across a write.
// CHECK-LABEL: relax.func pure @pure_calls
//  CHECK-NEXT: %[[A:.+]] = relax.call_packed "f"(%x)
//  CHECK-NEXT: %[[C:.+]] = relax.make_closure
//  CHECK-NEXT: %[[B:.+]] = relax.invoke_closure %[[C]](%[[A]])
//  CHECK-NEXT: %[[D:.+]] = relax.call @pure_calls(%[[B]])
//  CHECK-NEXT: relax.return %[[D]]
relax.func pure @pure_calls(%x: !relax.object) -> !relax.object {
  %0 = relax.call_pure_packed "f"(%x) : (!relax.object) -> !relax.object
  %f = relax.make_closure @pure_calls() : () -> !relax.callable<pure (!relax.object) -> !relax.object>
  %1 = relax.invoke_pure_closure %f(%0) : (!relax.callable<pure (!relax.object) -> !relax.object>, !relax.object) -> !relax.object
  %2 = relax.call pure @pure_calls(%1) : (!relax.object) -> !relax.object
  relax.return %2 : !relax.object
}

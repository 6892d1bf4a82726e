// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax.func(relax-lower-views),relax-legalize-ops,relax-fuse-ops)' | FileCheck %s
// A second run changes nothing.
// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax.func(relax-lower-views),relax-legalize-ops,relax-fuse-ops,relax-fuse-ops)' | FileCheck %s

// A matrix product with what follows it element by element.
// CHECK-LABEL: relax.func @epilogue
//  CHECK-NEXT:   %[[Y:.+]] = relax.call pure @fused_matmul_add_exp(%x, %w, %b)
//  CHECK-NEXT:   relax.return %[[Y]]
//       CHECK: relax.func private pure @fused_matmul_add_exp(%{{.+}}: !relax.tensor<[s0, 4], f32>, %{{.+}}: !relax.tensor<[4, s1], f32>, %{{.+}}: !relax.tensor<[s1], f32>) -> !relax.tensor<[s0, s1], f32> attributes {relax.primitive, relax.shapes_checked}
//  CHECK-NEXT:   %[[A:.+]] = relax.call_tir @matmul
//  CHECK-NEXT:   %[[B:.+]] = relax.call_tir @add(%[[A]]
//  CHECK-NEXT:   %[[C:.+]] = relax.call_tir @exp(%[[B]])
//  CHECK-NEXT:   relax.return %[[C]]
relax.func @epilogue(%x: !relax.tensor<[n, 4], f32>, %w: !relax.tensor<[4, m], f32>, %b: !relax.tensor<[m], f32>) -> !relax.tensor<[n, m], f32> {
  %0 = relax.matmul %x, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, m], f32>) -> !relax.tensor<[n, m], f32>
  %1 = relax.add %0, %b : (!relax.tensor<[n, m], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n, m], f32>
  %2 = relax.exp %1 : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  relax.return %2
}

// -----

// Two matrix products stay two groups; a light kernel between them belongs to the first.
// CHECK-LABEL: relax.func @two_anchors
//  CHECK-NEXT:   %[[A:.+]] = relax.call pure @fused_matmul_exp(%x, %w)
//  CHECK-NEXT:   %[[B:.+]] = relax.call pure @fused_matmul_exp(%[[A]], %w)
//  CHECK-NEXT:   relax.return %[[B]]
//       CHECK: relax.func private pure @fused_matmul_exp
//   CHECK-NOT: relax.func
relax.func @two_anchors(%x: !relax.tensor<[n, 4], f32>, %w: !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32> {
  %0 = relax.matmul %x, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %1 = relax.exp %0 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %2 = relax.matmul %1, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %3 = relax.exp %2 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  relax.return %3
}

// -----

// Two reductions with the same rows, what computes their inputs, and what uses their results.
// CHECK-LABEL: relax.func @normalize
//  CHECK-NEXT:   %[[Y:.+]] = relax.call pure @fused_exp_mean_subtract_multiply(%x)
//  CHECK-NEXT:   relax.return %[[Y]]
relax.func @normalize(%x: !relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
  %1 = relax.mean %0 axis = [1] keepdims : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 1], f32>
  %2 = relax.subtract %0, %1 : (!relax.tensor<[n, 8], f32>, !relax.tensor<[n, 1], f32>) -> !relax.tensor<[n, 8], f32>
  %3 = relax.multiply %2, %2 : (!relax.tensor<[n, 8], f32>, !relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
  %4 = relax.mean %3 axis = [1] keepdims : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 1], f32>
  %5 = relax.divide %2, %4 : (!relax.tensor<[n, 8], f32>, !relax.tensor<[n, 1], f32>) -> !relax.tensor<[n, 8], f32>
  relax.return %5
}

// -----

// Reductions of one value; the rows of the third are others.
// CHECK-LABEL: relax.func @one_input
//       CHECK:   %[[A:.+]]:2 = relax.call pure @fused_sum_max(%x) : (!relax.tensor<[n, 8], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>)
//       CHECK:   %[[B:.+]] = relax.call_tir @sum_1(%x)
//       CHECK:   relax.return %[[A]]#0, %[[A]]#1, %[[B]]
relax.func @one_input(%x: !relax.tensor<[n, 8], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[8], f32>) {
  %0 = relax.sum %x axis = [1] : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.max %x axis = [1] : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.sum %x axis = [0] : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[8], f32>
  relax.return %0, %1, %2
}

// -----

// A diamond, of which one inner value is a result, too.
// CHECK-LABEL: relax.func @diamond
//  CHECK-NEXT:   %[[Y:.+]]:2 = relax.call pure @fused_exp_sin_cos_add(%x)
//  CHECK-NEXT:   relax.return %[[Y]]#1, %[[Y]]#0
relax.func @diamond(%x: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.sin %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.cos %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %3 = relax.add %1, %2 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %3, %1
}

// -----

// A way through something else: the last addition would close a cycle with the first kernels.
// CHECK-LABEL: relax.func @no_cycle
//  CHECK-NEXT:   %[[A:.+]] = relax.call pure @fused_exp_sin(%x)
//  CHECK-NEXT:   %[[B:.+]] = relax.call_pure_packed "f"(%[[A]])
//  CHECK-NEXT:   %[[C:.+]] = relax.call_tir @add(%[[A]], %[[B]])
//  CHECK-NEXT:   relax.return %[[C]]
relax.func @no_cycle(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.sin %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.call_pure_packed "f"(%1) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %3 = relax.add %1, %2 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %3
}

// -----

// A call moves down to the last one of its group, and takes with it what needs its results.
// CHECK-LABEL: relax.func @reordered
//  CHECK-NEXT:   %[[A:.+]]:2 = relax.call pure @fused_exp_sin(%x)
//  CHECK-NEXT:   %[[B:.+]] = relax.call_pure_packed "f"(%[[A]]#0)
//  CHECK-NEXT:   relax.return %[[A]]#1, %[[B]]
relax.func @reordered(%x: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call_pure_packed "f"(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.sin %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %2, %1
}

// -----

// Nothing is moved across what writes a tensor.
// CHECK-LABEL: relax.func @effects
//  CHECK-NEXT:   %[[A:.+]] = relax.call_tir @exp(%x)
//  CHECK-NEXT:   %[[B:.+]] = relax.call_packed "update"(%[[A]]) mutates [0]
//  CHECK-NEXT:   %[[C:.+]] = relax.call_tir @exp(%[[B]])
//  CHECK-NEXT:   relax.call_packed "print"(%[[C]])
//  CHECK-NEXT:   %[[D:.+]] = relax.call_tir @exp(%[[C]])
//  CHECK-NEXT:   relax.return %[[D]]
relax.func @effects(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call_packed "update"(%0) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.exp %1 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.call_packed "print"(%2) : (!relax.tensor<[n], f32>) -> ()
  %3 = relax.exp %2 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %3
}

// -----

// Nothing moves above the match_cast that defines its dimension, and what the cast needs stays in front of it.
// CHECK-LABEL: relax.func @match_cast
//  CHECK-NEXT:   %[[A:.+]] = relax.call_tir @exp(%x)
//  CHECK-NEXT:   %[[F:.+]] = relax.forget %[[A]]
//  CHECK-NEXT:   %[[B:.+]], %[[M:.+]] = relax.match_cast %[[F]]
//  CHECK-NEXT:   %[[C:.+]] = relax.call pure @fused_exp_exp(%[[B]]) : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
//  CHECK-NEXT:   %[[D:.+]] = relax.call_tir @exp(%[[A]])
//  CHECK-NEXT:   %[[G:.+]] = relax.forget %[[C]]
//  CHECK-NEXT:   relax.return %[[D]], %[[G]]
relax.func @match_cast(%x: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[?], f32>) {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %f = relax.forget %0 : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
  %1, %m = relax.match_cast %f : !relax.tensor<[?], f32> -> !relax.tensor<[m], f32>, !sym.int<m>
  %2 = relax.exp %1 : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
  %3 = relax.exp %2 : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
  %4 = relax.exp %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %5 = relax.forget %3 : !relax.tensor<[m], f32> -> !relax.tensor<[?], f32>
  relax.return %4, %5
}

// -----

// Views between kernels of a group move inside, those at its border stay.
// CHECK-LABEL: relax.func @views
//       CHECK:   %[[V:.+]] = relax.view_tensor %x
//       CHECK:   %[[N:.+]] = sym.value n of
//       CHECK:   %[[Y:.+]] = relax.call pure @fused_exp_permute_dims(%[[V]], %{{.+}}) : (!relax.tensor<[4 * n], f32>, !sym.int<n>) -> !relax.tensor<[4, n], f32>
//       CHECK:   %[[W:.+]] = relax.view_tensor %[[Y]]
//       CHECK:   relax.return %[[W]]
//       CHECK: relax.func private pure @fused_exp_permute_dims(%[[X:.+]]: !relax.tensor<[s0], f32>, %{{.+}}: !sym.int<s1>) -> !relax.tensor<[4, s1], f32>
//       CHECK:   %[[A:.+]] = relax.call_tir @exp(%[[X]])
//       CHECK:   %[[D:.+]] = sym.value s1
//       CHECK:   %[[B:.+]] = relax.view_tensor %[[A]](%[[D]]) : (!relax.tensor<[s0], f32>, !sym.int<s1>) -> !relax.tensor<[s1, 4], f32>
//       CHECK:   relax.call_tir @permute_dims(%[[B]])
relax.func @views(%x: !relax.tensor<[n, 4], f32>) -> !relax.tensor<[4 * n], f32> {
  %0 = relax.flatten %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4 * n], f32>
  %1 = relax.exp %0 : (!relax.tensor<[4 * n], f32>) -> !relax.tensor<[4 * n], f32>
  %n = sym.value n of (%x : !relax.tensor<[n, 4], f32>) : !sym.int<n>
  %4 = sym.value 4 : !sym.int<4>
  %s = relax.shape(%n, %4) : (!sym.int<n>, !sym.int<4>) -> !relax.shape<[n, 4]>
  %2 = relax.reshape %1, %s : (!relax.tensor<[4 * n], f32>, !relax.shape<[n, 4]>) -> !relax.tensor<[n, 4], f32>
  %3 = relax.permute_dims %2 axes = [1, 0] : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4, n], f32>
  %5 = relax.flatten %3 : (!relax.tensor<[4, n], f32>) -> !relax.tensor<[4 * n], f32>
  relax.return %5
}

// -----

// So does a view that merges dimensions, if what reads it can run over their parts (fuse_ops_views.mlir).
// CHECK-LABEL: relax.func @merging_view
//       CHECK:   %[[A:.+]] = relax.call pure @fused_exp_exp(%x) : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4 * n], f32>
//       CHECK:   relax.return %[[A]]
//       CHECK: relax.func private pure @fused_exp_exp
//       CHECK:   %[[V:.+]] = relax.view_tensor
//       CHECK:   relax.call_tir @exp_1(%[[V]])
relax.func @merging_view(%x: !relax.tensor<[n, 4], f32>) -> !relax.tensor<[4 * n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %1 = relax.flatten %0 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4 * n], f32>
  %2 = relax.exp %1 : (!relax.tensor<[4 * n], f32>) -> !relax.tensor<[4 * n], f32>
  relax.return %2
}

// -----

// Constants of one element become part of the function, others are passed.
// CHECK-LABEL: relax.func @constants
//       CHECK:   %[[W:.+]] = relax.constant dense<[1.0{{.*}}, 2.0{{.*}}]>
//       CHECK:   relax.call pure @fused_multiply_add(%x, %[[W]])
//       CHECK: relax.func private pure @fused_multiply_add
//  CHECK-NEXT:   relax.constant dense<3.0{{.*}}> : tensor<f32>
relax.func @constants(%x: !relax.tensor<[n, 2], f32>) -> !relax.tensor<[n, 2], f32> {
  %c = relax.constant dense<3.0> : tensor<f32>
  %w = relax.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %0 = relax.multiply %x, %c : (!relax.tensor<[n, 2], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 2], f32>
  %1 = relax.add %0, %w : (!relax.tensor<[n, 2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 2], f32>
  relax.return %1
}

// -----

// Bodies of regions and several functions; what is equal up to symbols is one function.
// CHECK-LABEL: relax.func @regions
//       CHECK:   relax.if
//       CHECK:     relax.call pure @fused_exp_exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
//       CHECK:   else
//       CHECK:     relax.call_tir @exp(%x)
// CHECK-LABEL: relax.func @other
//       CHECK:   relax.call pure @fused_exp_exp(%y) : (!relax.tensor<[a * b], f32>) -> !relax.tensor<[a * b], f32>
//       CHECK: relax.func private pure @fused_exp_exp
//   CHECK-NOT: relax.func private pure
relax.func @regions(%c: i1, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %r = relax.if %c : i1 -> (!relax.tensor<[n], f32>) {
    %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %1 = relax.exp %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %1
  } else {
    %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %0
  }
  relax.return %r
}
relax.func @other(%x: !relax.tensor<[a], f32>, %z: !relax.tensor<[b], f32>, %y: !relax.tensor<[a * b], f32>) -> !relax.tensor<[a * b], f32> {
  %0 = relax.exp %y : (!relax.tensor<[a * b], f32>) -> !relax.tensor<[a * b], f32>
  %1 = relax.exp %0 : (!relax.tensor<[a * b], f32>) -> !relax.tensor<[a * b], f32>
  relax.return %1
}

// -----

// A name says nothing: without the attribute this is a function like any other, and nobody's name is taken.
// CHECK-LABEL: relax.func @fused
//       CHECK:   relax.call pure @fused_exp_exp_0(%x)
// CHECK-LABEL: relax.func @fused_exp_exp(
//       CHECK:   relax.call pure @fused_exp_exp_0(%x)
//       CHECK: relax.func private pure @fused_exp_exp_0
relax.func @fused(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.exp %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %1
}
relax.func @fused_exp_exp(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.exp %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %1
}

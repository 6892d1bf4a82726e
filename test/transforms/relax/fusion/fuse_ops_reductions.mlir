// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax-legalize-ops,relax-fuse-ops)' | FileCheck %s
// A second run changes nothing.
// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax-legalize-ops,relax-fuse-ops,relax-fuse-ops)' | FileCheck %s

// Reductions that run over one value in one way, of which light kernels first make something else.
// CHECK-LABEL: relax.func @one_space
//  CHECK-NEXT:   %[[Y:.+]]:3 = relax.call pure @fused_exp_sum_max_multiply{{.*}}(%x)
//  CHECK-NEXT:   relax.return %[[Y]]#0, %[[Y]]#1, %[[Y]]#2
relax.func @one_space(%x: !relax.tensor<[n, 8], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.exp %x : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
  %1 = relax.sum %0 axis = [1] : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.max %x axis = [1] : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n], f32>
  %3 = relax.multiply %x, %x : (!relax.tensor<[n, 8], f32>, !relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
  %4 = relax.sum %3 axis = [1] : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n], f32>
  relax.return %1, %2, %4
}

// -----

// The other order of the text, no rows at all, and results of one rank.
// CHECK-LABEL: relax.func @no_rows
//  CHECK-NEXT:   %[[Y:.+]]:2 = relax.call pure @fused_max_exp_sum(%x)
//  CHECK-NEXT:   relax.return %[[Y]]#1, %[[Y]]#0
relax.func @no_rows(%x: !relax.tensor<[n, m], f32>) -> (!relax.tensor<[], f32>, !relax.tensor<[], f32>) {
  %0 = relax.max %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[], f32>
  %1 = relax.exp %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  %2 = relax.sum %1 : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[], f32>
  relax.return %2, %0
}

// -----

// Results of one size, but of other dimensions.
// CHECK-LABEL: relax.func @other_axes
//       CHECK:   %[[A:.+]] = relax.call pure @fused_exp_sum(%x)
//       CHECK:   %[[B:.+]] = relax.call_tir @max(%x)
//       CHECK:   relax.return %[[A]], %[[B]]
relax.func @other_axes(%x: !relax.tensor<[n, n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.exp %x : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n, n], f32>
  %1 = relax.sum %0 axis = [1] : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.max %x axis = [0] : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n], f32>
  relax.return %1, %2
}

// -----

// A reduction along other dimensions between two that run in one way.
// CHECK-LABEL: relax.func @between
//   CHECK-DAG:   %[[A:.+]]:2 = relax.call pure @fused_sum_exp_max(%x)
//   CHECK-DAG:   %[[B:.+]] = relax.call_tir @max{{.*}}(%x)
//       CHECK:   relax.return %[[A]]#0, %[[B]], %[[A]]#1
relax.func @between(%x: !relax.tensor<[n, m], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.sum %x axis = [1] : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.max %x axis = [0] : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[m], f32>
  %2 = relax.exp %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  %3 = relax.max %2 axis = [1] : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32>
  relax.return %0, %1, %3
}

// -----

// What is transposed in front runs over the value in another way.
// CHECK-LABEL: relax.func @transposed
//       CHECK:   %[[A:.+]] = relax.call pure @fused_permute_dims_sum(%x)
//       CHECK:   %[[B:.+]] = relax.call_tir @max(%x)
//       CHECK:   relax.return %[[A]], %[[B]]
relax.func @transposed(%x: !relax.tensor<[n, n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.permute_dims %x axes = [1, 0] : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n, n], f32>
  %1 = relax.sum %0 axis = [1] : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.max %x axis = [1] : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n], f32>
  relax.return %1, %2
}

// -----

// The second reduction needs the first through something else: together they would wait for themselves.
// CHECK-LABEL: relax.func @residual
//       CHECK:   %[[A:.+]] = relax.call_tir @sum(%x)
//       CHECK:   %[[F:.+]] = relax.call_pure_packed "f"(%x, %[[A]])
//       CHECK:   %[[B:.+]] = relax.call pure @fused_add_max(%x, %[[F]])
//       CHECK:   relax.return %[[B]]
relax.func @residual(%x: !relax.tensor<[n, 8], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.sum %x axis = [1] : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call_pure_packed "f"(%x, %0) : (!relax.tensor<[n, 8], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n, 8], f32>
  %2 = relax.add %x, %1 : (!relax.tensor<[n, 8], f32>, !relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
  %3 = relax.max %2 axis = [1] : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n], f32>
  relax.return %3
}

// -----

// Several functions share one group.
// CHECK-LABEL: relax.func @first
//       CHECK:   relax.call pure @fused_exp_sum_max(%x)
// CHECK-LABEL: relax.func @second
//       CHECK:   relax.call pure @fused_exp_sum_max(%y)
//       CHECK: relax.func private pure @fused_exp_sum_max
//   CHECK-NOT: relax.func private
relax.func @first(%x: !relax.tensor<[n, m], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.exp %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  %1 = relax.sum %0 axis = [1] : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.max %x axis = [1] : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32>
  relax.return %1, %2
}
relax.func @second(%y: !relax.tensor<[a, b], f32>) -> (!relax.tensor<[a], f32>, !relax.tensor<[a], f32>) {
  %0 = relax.exp %y : (!relax.tensor<[a, b], f32>) -> !relax.tensor<[a, b], f32>
  %1 = relax.sum %0 axis = [1] : (!relax.tensor<[a, b], f32>) -> !relax.tensor<[a], f32>
  %2 = relax.max %y axis = [1] : (!relax.tensor<[a, b], f32>) -> !relax.tensor<[a], f32>
  relax.return %1, %2
}

// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax.func(relax-lower-views),relax-legalize-ops,relax-fuse-ops,relax-fuse-tir,tir.prim_func(tir-verify-well-formed))' | FileCheck %s
// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax.func(relax-lower-views),relax-legalize-ops,relax-fuse-ops,relax-fuse-tir,relax-fuse-tir)' | FileCheck %s

// What follows a matrix product is applied to each row, in the output itself.
// CHECK-LABEL: relax.func @epilogue
//  CHECK-NEXT:   %[[Y:.+]] = relax.call_tir @fused_matmul_add_exp(%x, %w, %b)
//  CHECK-NEXT:   relax.return %[[Y]]
//   CHECK-NOT: relax.func
//   CHECK-NOT: @exp
//       CHECK: tir.prim_func private @fused_matmul_add_exp(%[[X:.+]]: !tir.buffer<[s0, 4], f32>, %[[W:.+]]: !tir.buffer<[4, s1], f32>, %[[B:.+]]: !tir.buffer<[s1], f32>, %[[Y:.+]]: !tir.buffer<[s0, s1], f32>)
//   CHECK-NOT:   tir.alloc_buffer
//       CHECK:   tir.for %{{.+}} = 0 to
//  CHECK-NEXT:     tir.for %{{.+}} = 0 to 4
//  CHECK-NEXT:       tir.for
//  CHECK-NEXT:         tir.block "matmul"
//       CHECK:     tir.for
//  CHECK-NEXT:       tir.block "exp" iters(%[[I:.+]]: spatial {{.+}}, %[[J:.+]]: spatial
//   CHECK-DAG:         %[[P:.+]] = tir.load %[[Y]][%[[I]], %[[J]]]
//   CHECK-DAG:         %[[Q:.+]] = tir.load %[[B]][%[[J]]]
//       CHECK:         %[[S:.+]] = arith.addf %[[P]], %[[Q]]
//       CHECK:         %[[E:.+]] = math.exp %[[S]]
//       CHECK:         tir.store %[[E]], %[[Y]][%[[I]], %[[J]]]
relax.func @epilogue(%x: !relax.tensor<[n, 4], f32>, %w: !relax.tensor<[4, m], f32>, %b: !relax.tensor<[m], f32>) -> !relax.tensor<[n, m], f32> {
  %0 = relax.matmul %x, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, m], f32>) -> !relax.tensor<[n, m], f32>
  %1 = relax.add %0, %b : (!relax.tensor<[n, m], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n, m], f32>
  %2 = relax.exp %1 : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  relax.return %2
}

// -----

// Reductions of a row share the loop over rows; one number is enough for the row. The difference is computed twice, the
// exponential once.
// CHECK-LABEL: relax.func @normalize
//       CHECK: tir.prim_func private @fused_exp_mean_subtract_multiply
//   CHECK-DAG:   %[[E:.+]] = tir.alloc_buffer : !tir.buffer<[1, 8], f32>
//   CHECK-DAG:   tir.alloc_buffer : !tir.buffer<[1, 1], f32>
//       CHECK:   tir.for
//  CHECK-NEXT:     tir.for %{{.+}} = 0 to 8
//       CHECK:       math.exp
//       CHECK:       tir.store %{{.+}}, %[[E]]
//       CHECK:     tir.block "mean_sum"
//       CHECK:     tir.block "mean"
//       CHECK:     tir.block "mean_sum"
//       CHECK:       arith.subf
//       CHECK:     tir.block "divide"
//       CHECK:       arith.subf
//   CHECK-NOT:   math.exp
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

// A view is index arithmetic, without divisions where it splits a dimension; the constant is a number.
// CHECK-LABEL: relax.func @heads
//       CHECK: tir.prim_func private @{{.+}}(%[[X:.+]]: !tir.buffer<[s0, 8], f32>, %[[Y:.+]]: !tir.buffer<[2, s0, 4], f32>) attributes {tir.sizes_checked}
//   CHECK-NOT:   tir.alloc_buffer
//       CHECK:   tir.block "permute_dims" iters(%[[H:.+]]: spatial [0, 2) = {{.+}}, %[[I:.+]]: spatial [0, %{{.+}}) = {{.+}}, %[[J:.+]]: spatial [0, 4)
//       CHECK:     %[[C:.+]] = arith.constant 4 : index
//       CHECK:     %[[HC:.+]] = arith.muli %[[H]], %[[C]]
//       CHECK:     %[[K:.+]] = arith.addi %[[HC]], %[[J]]
//       CHECK:     %[[V:.+]] = tir.load %[[X]][%[[I]], %[[K]]]
//       CHECK:     %[[TWO:.+]] = arith.constant 2.000000e+00 : f32
//       CHECK:     %[[P:.+]] = arith.mulf %[[V]], %[[TWO]]
//       CHECK:     tir.store %[[P]], %[[Y]][%[[H]], %[[I]], %[[J]]]
relax.func @heads(%x: !relax.tensor<[n, 8], f32>) -> !relax.tensor<[2, n, 4], f32> {
  %c = relax.constant dense<2.0> : tensor<f32>
  %0 = relax.multiply %x, %c : (!relax.tensor<[n, 8], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 8], f32>
  %n = sym.value n of (%x : !relax.tensor<[n, 8], f32>) : !sym.int<n>
  %2 = sym.value 2 : !sym.int<2>
  %4 = sym.value 4 : !sym.int<4>
  %s = relax.shape(%n, %2, %4) : (!sym.int<n>, !sym.int<2>, !sym.int<4>) -> !relax.shape<[n, 2, 4]>
  %1 = relax.reshape %0, %s : (!relax.tensor<[n, 8], f32>, !relax.shape<[n, 2, 4]>) -> !relax.tensor<[n, 2, 4], f32>
  %3 = relax.permute_dims %1 axes = [1, 0, 2] : (!relax.tensor<[n, 2, 4], f32>) -> !relax.tensor<[2, n, 4], f32>
  relax.return %3
}

// -----

// An element that is an output, too, is read from there.
// CHECK-LABEL: relax.func @two_results
//       CHECK: tir.prim_func private @fused_exp_sin(%[[X:.+]]: !tir.buffer<[s0], f32>, %[[A:.+]]: !tir.buffer<[s0], f32>, %[[B:.+]]: !tir.buffer<[s0], f32>)
//       CHECK:   tir.for
//   CHECK-NOT:   tir.for
//       CHECK:     tir.store %{{.+}}, %[[A]]
//       CHECK:     %[[V:.+]] = tir.load %[[A]]
//       CHECK:     math.sin %[[V]]
//       CHECK:     tir.store %{{.+}}, %[[B]]
relax.func @two_results(%x: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.sin %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0, %1
}

// -----

// The transposed operand of a product is written once: reading it in place would run over memory in strides.
// CHECK-LABEL: relax.func @transposed_operand
//       CHECK: tir.prim_func private @fused_permute_dims_matmul
//       CHECK:   %[[T:.+]] = tir.alloc_buffer : !tir.buffer<[4, s0], f32>
//       CHECK:   tir.block "permute_dims"
//       CHECK:     tir.store %{{.+}}, %[[T]]
//       CHECK:   tir.block "matmul"
//       CHECK:     tir.load %[[T]]
relax.func @transposed_operand(%x: !relax.tensor<[n, 4], f32>, %w: !relax.tensor<[m, 4], f32>) -> !relax.tensor<[n, m], f32> {
  %0 = relax.permute_dims %w axes = [1, 0] : (!relax.tensor<[m, 4], f32>) -> !relax.tensor<[4, m], f32>
  %1 = relax.matmul %x, %0 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, m], f32>) -> !relax.tensor<[n, m], f32>
  relax.return %1
}

// -----

// The promise about sizes of one part is that of the whole, and facts about its symbols carry over.
// CHECK-LABEL: relax.func @promises
//       CHECK: tir.prim_func private @fused_add_exp({{.*}}) attributes {sym.divisible = {s1 = 4 : i64}, tir.sizes_checked}
relax.func @promises(%x: !relax.tensor<[n, 4 * k], f32>, %y: !relax.tensor<[1, 4 * k], f32>, %k: !sym.int<k>) -> !relax.tensor<[n, 4 * k], f32> {
  %0 = relax.add %x, %y : (!relax.tensor<[n, 4 * k], f32>, !relax.tensor<[1, 4 * k], f32>) -> !relax.tensor<[n, 4 * k], f32>
  %1 = relax.exp %0 : (!relax.tensor<[n, 4 * k], f32>) -> !relax.tensor<[n, 4 * k], f32>
  relax.return %1
}

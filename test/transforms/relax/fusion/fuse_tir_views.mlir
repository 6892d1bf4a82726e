// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax.func(relax-lower-views),relax-legalize-ops,relax-fuse-ops,relax-fuse-tir,tir.prim_func(tir-verify-well-formed))' | FileCheck %s
// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax.func(relax-lower-views),relax-legalize-ops,relax-fuse-ops,relax-fuse-tir,relax-fuse-tir)' | FileCheck %s

// Rows of a matrix product that are merged: the loops over what follows run over the parts, so each row is still
// complete when it is used, and one row is enough.
// CHECK-LABEL: relax.func @epilogue
//       CHECK: tir.prim_func private @fused_matmul_add_exp_add(%{{.+}}: !tir.buffer<[s0, s1, 4], f32>, %{{.+}}: !tir.buffer<[4, 8], f32>, %[[B:.+]]: !tir.buffer<[8], f32>, %[[R:.+]]: !tir.buffer<[s0 * s1, 8], f32>, %[[Y:.+]]: !tir.buffer<[s0 * s1, 8], f32>)
//   CHECK-NOT:   arith.divui
//       CHECK:   %[[T:.+]] = tir.alloc_buffer : !tir.buffer<[1, 1, 8], f32>
//   CHECK-NOT:   tir.alloc_buffer
//       CHECK:   tir.for
//  CHECK-NEXT:     tir.for
//       CHECK:         tir.block "matmul"
//       CHECK:       tir.block "add" iters(%[[I:.+]]: spatial {{.*}}, %[[J:.+]]: spatial {{.*}}, %[[K:.+]]: spatial [0, 8)
//  CHECK-NEXT:         %[[P:.+]] = arith.muli %[[I]], %{{.+}}
//  CHECK-NEXT:         %[[Q:.+]] = arith.addi %[[P]], %[[J]]
//   CHECK-NOT:         arith.muli
//       CHECK:         tir.load %[[T]][%{{.+}}, %{{.+}}, %[[K]]]
//       CHECK:         tir.load %[[B]][%[[K]]]
//       CHECK:         tir.load %[[R]][%[[Q]], %[[K]]]
//       CHECK:         tir.store %{{.+}}, %[[Y]][%[[Q]], %[[K]]]
relax.func @epilogue(%x: !relax.tensor<[n, m, 4], f32>, %w: !relax.tensor<[4, 8], f32>, %b: !relax.tensor<[8], f32>, %r: !relax.tensor<[n * m, 8], f32>) -> !relax.tensor<[n * m, 8], f32> {
  %0 = relax.matmul %x, %w : (!relax.tensor<[n, m, 4], f32>, !relax.tensor<[4, 8], f32>) -> !relax.tensor<[n, m, 8], f32>
  %c = sym.value 8 : !sym.int<8>
  %nm = sym.value n * m of (%x : !relax.tensor<[n, m, 4], f32>) : !sym.int<n * m>
  %s = relax.shape(%nm, %c) : (!sym.int<n * m>, !sym.int<8>) -> !relax.shape<[n * m, 8]>
  %1 = relax.reshape %0, %s : (!relax.tensor<[n, m, 8], f32>, !relax.shape<[n * m, 8]>) -> !relax.tensor<[n * m, 8], f32>
  %2 = relax.add %1, %b : (!relax.tensor<[n * m, 8], f32>, !relax.tensor<[8], f32>) -> !relax.tensor<[n * m, 8], f32>
  %3 = relax.exp %2 : (!relax.tensor<[n * m, 8], f32>) -> !relax.tensor<[n * m, 8], f32>
  %4 = relax.add %3, %r : (!relax.tensor<[n * m, 8], f32>, !relax.tensor<[n * m, 8], f32>) -> !relax.tensor<[n * m, 8], f32>
  relax.return %4
}

// -----

// In front of a reduction, whose result has the merged rows: local buffers get the parts as dimensions, and of these one
// element each where one row is enough.
// CHECK-LABEL: relax.func @center
//       CHECK: tir.prim_func private @fused_exp_mean_subtract(%{{.+}}: !tir.buffer<[s0, s1, 4, 8], f32>, %[[Y:.+]]: !tir.buffer<[s0 * s1, 32], f32>)
//   CHECK-NOT:   arith.divui
//   CHECK-DAG:   tir.alloc_buffer : !tir.buffer<[1, 1, 4, 8], f32>
//   CHECK-DAG:   tir.alloc_buffer : !tir.buffer<[1, 1, 1], f32>
//       CHECK:   tir.block "mean_sum" iters(%{{.+}}: spatial {{.*}}, %{{.+}}: spatial {{.*}}, %{{.+}}: reduce [0, 4) {{.*}}, %{{.+}}: reduce [0, 8)
//       CHECK:   tir.block "subtract"
relax.func @center(%x: !relax.tensor<[n, m, 4, 8], f32>) -> !relax.tensor<[n * m, 32], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n, m, 4, 8], f32>) -> !relax.tensor<[n, m, 4, 8], f32>
  %c = sym.value 32 : !sym.int<32>
  %nm = sym.value n * m of (%x : !relax.tensor<[n, m, 4, 8], f32>) : !sym.int<n * m>
  %s = relax.shape(%nm, %c) : (!sym.int<n * m>, !sym.int<32>) -> !relax.shape<[n * m, 32]>
  %1 = relax.reshape %0, %s : (!relax.tensor<[n, m, 4, 8], f32>, !relax.shape<[n * m, 32]>) -> !relax.tensor<[n * m, 32], f32>
  %2 = relax.mean %1 axis = [1] keepdims : (!relax.tensor<[n * m, 32], f32>) -> !relax.tensor<[n * m, 1], f32>
  %3 = relax.subtract %1, %2 : (!relax.tensor<[n * m, 32], f32>, !relax.tensor<[n * m, 1], f32>) -> !relax.tensor<[n * m, 32], f32>
  relax.return %3
}

// -----

// Merged, added to, and split again as it was: no buffer at all. Split otherwise it would be divided, so what lies
// between keeps the merged dimension.
// CHECK-LABEL: relax.func @there_and_back
//   CHECK-DAG: relax.call_tir @[[BACK:.+]](%x, %b)
//   CHECK-DAG: relax.call_tir @[[OTHER:.+]](%x, %b)
//       CHECK: tir.prim_func private @[[BACK]](%[[X:.+]]: !tir.buffer<[s0, 4, 8], f32>, %{{.+}}: !tir.buffer<[32], f32>, %[[Y:.+]]: !tir.buffer<[4, s0, 8], f32>)
//   CHECK-NOT:   tir.alloc_buffer
//   CHECK-NOT:   arith.divui
//       CHECK:   tir.load %[[X]][%[[I:.+]], %[[J:.+]], %[[K:.+]]]
//   CHECK-NOT:   tir.alloc_buffer
//   CHECK-NOT:   arith.divui
//       CHECK:   tir.store %{{.+}}, %[[Y]][%[[J]], %[[I]], %[[K]]]
//       CHECK: tir.prim_func private @[[OTHER]](
//   CHECK-NOT:   arith.divui
//       CHECK:   tir.block "negative"
//   CHECK-NOT:   arith.divui
//       CHECK: }
relax.func @there_and_back(%x: !relax.tensor<[n, 4, 8], f32>, %b: !relax.tensor<[32], f32>) -> (!relax.tensor<[4, n, 8], f32>, !relax.tensor<[n, 8, 4], f32>) {
  %n = sym.value n of (%x : !relax.tensor<[n, 4, 8], f32>) : !sym.int<n>
  %c4 = sym.value 4 : !sym.int<4>
  %c8 = sym.value 8 : !sym.int<8>
  %c32 = sym.value 32 : !sym.int<32>
  %s = relax.shape(%n, %c32) : (!sym.int<n>, !sym.int<32>) -> !relax.shape<[n, 32]>
  %s48 = relax.shape(%n, %c4, %c8) : (!sym.int<n>, !sym.int<4>, !sym.int<8>) -> !relax.shape<[n, 4, 8]>
  %s84 = relax.shape(%n, %c8, %c4) : (!sym.int<n>, !sym.int<8>, !sym.int<4>) -> !relax.shape<[n, 8, 4]>
  %0 = relax.exp %x : (!relax.tensor<[n, 4, 8], f32>) -> !relax.tensor<[n, 4, 8], f32>
  %1 = relax.reshape %0, %s : (!relax.tensor<[n, 4, 8], f32>, !relax.shape<[n, 32]>) -> !relax.tensor<[n, 32], f32>
  %2 = relax.add %1, %b : (!relax.tensor<[n, 32], f32>, !relax.tensor<[32], f32>) -> !relax.tensor<[n, 32], f32>
  %3 = relax.reshape %2, %s48 : (!relax.tensor<[n, 32], f32>, !relax.shape<[n, 4, 8]>) -> !relax.tensor<[n, 4, 8], f32>
  %4 = relax.permute_dims %3 axes = [1, 0, 2] : (!relax.tensor<[n, 4, 8], f32>) -> !relax.tensor<[4, n, 8], f32>
  %5 = relax.sin %x : (!relax.tensor<[n, 4, 8], f32>) -> !relax.tensor<[n, 4, 8], f32>
  %6 = relax.reshape %5, %s : (!relax.tensor<[n, 4, 8], f32>, !relax.shape<[n, 32]>) -> !relax.tensor<[n, 32], f32>
  %7 = relax.add %6, %b : (!relax.tensor<[n, 32], f32>, !relax.tensor<[32], f32>) -> !relax.tensor<[n, 32], f32>
  %8 = relax.reshape %7, %s84 : (!relax.tensor<[n, 32], f32>, !relax.shape<[n, 8, 4]>) -> !relax.tensor<[n, 8, 4], f32>
  %9 = relax.negative %8 : (!relax.tensor<[n, 8, 4], f32>) -> !relax.tensor<[n, 8, 4], f32>
  relax.return %4, %9
}

// -----

// The loop over one image is no obstacle: what follows a convolution is applied to each row, though the reshape left
// out that dimension, and splits the merged one.
// CHECK-LABEL: relax.func @image
//       CHECK: tir.prim_func private @{{.+}}(%{{.+}}: !tir.buffer<[1, 3, s0, s1], f32>, %{{.+}}: !tir.buffer<[8, 3, 1, 1], f32>, %[[Y:.+]]: !tir.buffer<[8, s0 * s1], f32>)
//       CHECK:   %[[T:.+]] = tir.alloc_buffer : !tir.buffer<[1, 1, 1, s1], f32>
//       CHECK:   tir.for %{{.+}} = 0 to 1 {
//  CHECK-NEXT:     tir.for %{{.+}} = 0 to 8 {
//  CHECK-NEXT:       tir.for
//       CHECK:         tir.block "conv2d"
//       CHECK:         tir.block "relu"
relax.func @image(%x: !relax.tensor<[1, 3, h, w], f32>, %k: !relax.tensor<[8, 3, 1, 1], f32>) -> !relax.tensor<[8, h * w], f32> {
  %0 = relax.conv2d %x, %k : (!relax.tensor<[1, 3, h, w], f32>, !relax.tensor<[8, 3, 1, 1], f32>) -> !relax.tensor<[1, 8, h, w], f32>
  %c = sym.value 8 : !sym.int<8>
  %p = sym.value h * w of (%x : !relax.tensor<[1, 3, h, w], f32>) : !sym.int<h * w>
  %s = relax.shape(%c, %p) : (!sym.int<8>, !sym.int<h * w>) -> !relax.shape<[8, h * w]>
  %1 = relax.reshape %0, %s : (!relax.tensor<[1, 8, h, w], f32>, !relax.shape<[8, h * w]>) -> !relax.tensor<[8, h * w], f32>
  %2 = relax.relu %1 : (!relax.tensor<[8, h * w], f32>) -> !relax.tensor<[8, h * w], f32>
  relax.return %2
}

// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax.func(relax-lower-views),relax-legalize-ops,relax-fuse-ops)' | FileCheck %s
// A second run changes nothing.
// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax.func(relax-lower-views),relax-legalize-ops,relax-fuse-ops,relax-fuse-ops)' | FileCheck %s

// Kernels run over the parts of a merged dimension. The bias has the merged dimension alone.
// CHECK-LABEL: relax.func @merged
//       CHECK:   %[[Y:.+]] = relax.call pure @fused_exp_add(%x, %b)
//  CHECK-NEXT:   relax.return %[[Y]]
//       CHECK: relax.func private pure @fused_exp_add(%[[X:.+]]: !relax.tensor<[s0, 4, 8], f32>, %[[B:.+]]: !relax.tensor<[32], f32>) -> !relax.tensor<[s0, 32], f32>
//       CHECK:   %[[A:.+]] = relax.call_tir @exp(%[[X]])
//       CHECK:   %[[V:.+]] = relax.view_tensor %[[A]]
//       CHECK:   relax.call_tir @add(%[[V]], %[[B]])
relax.func @merged(%x: !relax.tensor<[n, 4, 8], f32>, %b: !relax.tensor<[32], f32>) -> !relax.tensor<[n, 32], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n, 4, 8], f32>) -> !relax.tensor<[n, 4, 8], f32>
  %n = sym.value n of (%x : !relax.tensor<[n, 4, 8], f32>) : !sym.int<n>
  %c = sym.value 32 : !sym.int<32>
  %s = relax.shape(%n, %c) : (!sym.int<n>, !sym.int<32>) -> !relax.shape<[n, 32]>
  %1 = relax.reshape %0, %s : (!relax.tensor<[n, 4, 8], f32>, !relax.shape<[n, 32]>) -> !relax.tensor<[n, 32], f32>
  %2 = relax.add %1, %b : (!relax.tensor<[n, 32], f32>, !relax.tensor<[32], f32>) -> !relax.tensor<[n, 32], f32>
  relax.return %2
}

// -----

// The names of sizes keep what the view has to know: an operand of the merged shape is no third size, wherever it stands.
// CHECK-LABEL: relax.func @products
//       CHECK:   relax.call pure @fused_permute_dims_multiply(%x, %w) :
//       CHECK: relax.func private pure @fused_permute_dims_multiply(%{{.+}}: !relax.tensor<[s0, s1], f32>, %{{.+}}: !relax.tensor<[s0 * s1], f32>)
relax.func @products(%w: !relax.tensor<[n * m + m], f32>, %x: !relax.tensor<[m, n + 1], f32>, %n: !sym.int<n>) -> !relax.tensor<[n * m + m], f32> {
  %0 = relax.permute_dims %x axes = [1, 0] : (!relax.tensor<[m, n + 1], f32>) -> !relax.tensor<[n + 1, m], f32>
  %1 = relax.flatten %0 : (!relax.tensor<[n + 1, m], f32>) -> !relax.tensor<[n * m + m], f32>
  %2 = relax.multiply %w, %1 : (!relax.tensor<[n * m + m], f32>, !relax.tensor<[n * m + m], f32>) -> !relax.tensor<[n * m + m], f32>
  relax.return %2
}

// -----

// A factor that no input has is passed.
// CHECK-LABEL: relax.func @passed
//       CHECK:   relax.call pure @fused_full_multiply(%w, %{{.+}}) :
//       CHECK: relax.func private pure @fused_full_multiply(%{{.+}}: !relax.tensor<[4 * s0], f32>, %{{.+}}: !sym.int<s0>)
relax.func @passed(%w: !relax.tensor<[4 * n], f32>, %n: !sym.int<n>) -> !relax.tensor<[4 * n], f32> {
  %c = sym.value 4 : !sym.int<4>
  %s = relax.shape(%n, %c) : (!sym.int<n>, !sym.int<4>) -> !relax.shape<[n, 4]>
  %f = relax.constant dense<2.0> : tensor<f32>
  %0 = relax.full %f, %s : (!relax.tensor<[], f32>, !relax.shape<[n, 4]>) -> !relax.tensor<[n, 4], f32>
  %1 = relax.flatten %0 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4 * n], f32>
  %2 = relax.multiply %w, %1 : (!relax.tensor<[4 * n], f32>, !relax.tensor<[4 * n], f32>) -> !relax.tensor<[4 * n], f32>
  relax.return %2
}

// -----

// Heads of attention that are put together, and [1, c, h, w] as a list of places in front of a reduction.
// CHECK-LABEL: relax.func @heads
//       CHECK:   %[[Y:.+]] = relax.call pure @fused_exp_permute_dims_add(%x, %y)
//       CHECK:   relax.return %[[Y]]
relax.func @heads(%x: !relax.tensor<[b, 4, s, 8], f32>, %y: !relax.tensor<[b, s, 32], f32>) -> !relax.tensor<[b, s, 32], f32> {
  %0 = relax.exp %x : (!relax.tensor<[b, 4, s, 8], f32>) -> !relax.tensor<[b, 4, s, 8], f32>
  %1 = relax.permute_dims %0 axes = [0, 2, 1, 3] : (!relax.tensor<[b, 4, s, 8], f32>) -> !relax.tensor<[b, s, 4, 8], f32>
  %b = sym.value b of (%x : !relax.tensor<[b, 4, s, 8], f32>) : !sym.int<b>
  %s = sym.value s of (%x : !relax.tensor<[b, 4, s, 8], f32>) : !sym.int<s>
  %c = sym.value 32 : !sym.int<32>
  %t = relax.shape(%b, %s, %c) : (!sym.int<b>, !sym.int<s>, !sym.int<32>) -> !relax.shape<[b, s, 32]>
  %2 = relax.reshape %1, %t : (!relax.tensor<[b, s, 4, 8], f32>, !relax.shape<[b, s, 32]>) -> !relax.tensor<[b, s, 32], f32>
  %3 = relax.add %2, %y : (!relax.tensor<[b, s, 32], f32>, !relax.tensor<[b, s, 32], f32>) -> !relax.tensor<[b, s, 32], f32>
  relax.return %3
}
// CHECK-LABEL: relax.func @places
//       CHECK:   %[[Y:.+]] = relax.call pure @fused_exp_sum(%x)
//       CHECK:   relax.return %[[Y]]
relax.func @places(%x: !relax.tensor<[1, c, h, w], f32>) -> !relax.tensor<[c], f32> {
  %0 = relax.exp %x : (!relax.tensor<[1, c, h, w], f32>) -> !relax.tensor<[1, c, h, w], f32>
  %c = sym.value c of (%x : !relax.tensor<[1, c, h, w], f32>) : !sym.int<c>
  %p = sym.value h * w of (%x : !relax.tensor<[1, c, h, w], f32>) : !sym.int<h * w>
  %s = relax.shape(%c, %p) : (!sym.int<c>, !sym.int<h * w>) -> !relax.shape<[c, h * w]>
  %1 = relax.reshape %0, %s : (!relax.tensor<[1, c, h, w], f32>, !relax.shape<[c, h * w]>) -> !relax.tensor<[c, h * w], f32>
  %2 = relax.sum %1 axis = [1] : (!relax.tensor<[c, h * w], f32>) -> !relax.tensor<[c], f32>
  relax.return %2
}

// -----

// Both sides of the view are needed: it stays, outside, and nothing is copied.
// CHECK-LABEL: relax.func @both
//       CHECK:   %[[Y:.+]]:2 = relax.call pure @fused_exp_sin(%x)
//       CHECK:   %[[V:.+]] = relax.view_tensor %[[Y]]#0
//       CHECK:   relax.return %[[Y]]#0, %[[V]], %[[Y]]#1
relax.func @both(%x: !relax.tensor<[n, 4], f32>) -> (!relax.tensor<[n, 4], f32>, !relax.tensor<[4 * n], f32>, !relax.tensor<[4 * n], f32>) {
  %0 = relax.exp %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %1 = relax.flatten %0 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4 * n], f32>
  %2 = relax.sin %1 : (!relax.tensor<[4 * n], f32>) -> !relax.tensor<[4 * n], f32>
  relax.return %0, %1, %2
}

// -----

// A matrix product keeps its loops, so it reads what is merged from memory.
// CHECK-LABEL: relax.func @product
//       CHECK:   %[[A:.+]] = relax.call_tir @exp(%x)
//       CHECK:   %[[V:.+]] = relax.view_tensor %[[A]]
//       CHECK:   relax.call_tir @matmul(%[[V]], %w)
relax.func @product(%x: !relax.tensor<[5, 4, 8], f32>, %w: !relax.tensor<[32, 3], f32>) -> !relax.tensor<[5, 3], f32> {
  %0 = relax.exp %x : (!relax.tensor<[5, 4, 8], f32>) -> !relax.tensor<[5, 4, 8], f32>
  %n = sym.value 5 : !sym.int<5>
  %c = sym.value 32 : !sym.int<32>
  %s = relax.shape(%n, %c) : (!sym.int<5>, !sym.int<32>) -> !relax.shape<[5, 32]>
  %1 = relax.reshape %0, %s : (!relax.tensor<[5, 4, 8], f32>, !relax.shape<[5, 32]>) -> !relax.tensor<[5, 32], f32>
  %2 = relax.matmul %1, %w : (!relax.tensor<[5, 32], f32>, !relax.tensor<[32, 3], f32>) -> !relax.tensor<[5, 3], f32>
  relax.return %2
}

// -----

// What reads at computed places would divide them: a slice; and so would any reader of a view that mixes dimensions.
// CHECK-LABEL: relax.func @slice
//       CHECK:   %[[A:.+]] = relax.call_tir @exp(%x)
//       CHECK:   %[[V:.+]] = relax.view_tensor %[[A]]
//       CHECK:   relax.call_tir @split(%[[V]]
relax.func @slice(%x: !relax.tensor<[n, 4], f32>) -> !relax.tensor<[2 * n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %1 = relax.flatten %0 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4 * n], f32>
  %h = sym.value 2 * n of (%x : !relax.tensor<[n, 4], f32>) : !sym.int<2 * n>
  %2:2 = relax.split %1 sizes = [%h, %h] axis = 0 : (!relax.tensor<[4 * n], f32>, !sym.int<2 * n>, !sym.int<2 * n>) -> (!relax.tensor<[2 * n], f32>, !relax.tensor<[2 * n], f32>)
  relax.return %2#1
}
// CHECK-LABEL: relax.func @mixed
//       CHECK:   %[[A:.+]] = relax.call_tir @exp
//       CHECK:   %[[V:.+]] = relax.view_tensor %[[A]]
//       CHECK:   relax.call_tir @exp{{.*}}(%[[V]])
relax.func @mixed(%x: !relax.tensor<[4, 6], f32>) -> !relax.tensor<[3, 8], f32> {
  %0 = relax.exp %x : (!relax.tensor<[4, 6], f32>) -> !relax.tensor<[4, 6], f32>
  %a = sym.value 3 : !sym.int<3>
  %b = sym.value 8 : !sym.int<8>
  %s = relax.shape(%a, %b) : (!sym.int<3>, !sym.int<8>) -> !relax.shape<[3, 8]>
  %1 = relax.reshape %0, %s : (!relax.tensor<[4, 6], f32>, !relax.shape<[3, 8]>) -> !relax.tensor<[3, 8], f32>
  %2 = relax.exp %1 : (!relax.tensor<[3, 8], f32>) -> !relax.tensor<[3, 8], f32>
  relax.return %2
}

// -----

// One loop cannot run over two kinds of parts: the second operand is read from memory.
// CHECK-LABEL: relax.func @two_kinds
//       CHECK:   %[[B:.+]] = relax.call_tir @sin(%y)
//       CHECK:   %[[V:.+]] = relax.view_tensor %[[B]]
//       CHECK:   relax.call pure @fused_exp_add(%x, %[[V]])
relax.func @two_kinds(%x: !relax.tensor<[4, 6], f32>, %y: !relax.tensor<[3, 8], f32>) -> !relax.tensor<[24], f32> {
  %0 = relax.exp %x : (!relax.tensor<[4, 6], f32>) -> !relax.tensor<[4, 6], f32>
  %1 = relax.sin %y : (!relax.tensor<[3, 8], f32>) -> !relax.tensor<[3, 8], f32>
  %2 = relax.flatten %0 : (!relax.tensor<[4, 6], f32>) -> !relax.tensor<[24], f32>
  %3 = relax.flatten %1 : (!relax.tensor<[3, 8], f32>) -> !relax.tensor<[24], f32>
  %4 = relax.add %2, %3 : (!relax.tensor<[24], f32>, !relax.tensor<[24], f32>) -> !relax.tensor<[24], f32>
  relax.return %4
}

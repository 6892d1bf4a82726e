// RUN: relax-opt %s --relax-fuse-transpose-matmul | FileCheck %s
// RUN: relax-opt %s --relax-fuse-transpose-matmul | relax-opt --relax-fuse-transpose-matmul | FileCheck %s

!q = !relax.tensor<[b, 2, n, 8], f32>
!k = !relax.tensor<[b, 2, m, 8], f32>
!t = !relax.tensor<[b, 2, 8, m], f32>
!p = !relax.tensor<[b, 2, n, m], f32>

// CHECK-LABEL: relax.func @batches(
// CHECK-NEXT:    %[[Y:.+]] = relax.einsum "...ik,...jk->...ij"(%q, %k)
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @batches(%q: !q, %k: !k) -> !p {
  %0 = relax.permute_dims %k axes = [0, 1, 3, 2] : (!k) -> !t
  %1 = relax.matmul %q, %0 : (!q, !t) -> !p
  relax.return %1
}

// A matrix for all batches; the order written as that without axes.
// CHECK-LABEL: relax.func @one_matrix(
// CHECK-NEXT:    %[[Y:.+]] = relax.einsum "...ik,...jk->...ij"(%q, %k)
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @one_matrix(%q: !q, %k: !relax.tensor<[m, 8], f32>) -> !p {
  %0 = relax.permute_dims %k : (!relax.tensor<[m, 8], f32>) -> !relax.tensor<[8, m], f32>
  %1 = relax.matmul %q, %0 : (!q, !relax.tensor<[8, m], f32>) -> !p
  relax.return %1
}

// Another order, a second use, weights, batches that broadcast, sizes that are compared when the program runs.
// CHECK-LABEL: relax.func @left_alone(
// CHECK-NOT:     relax.einsum
// CHECK:         relax.return
relax.func @left_alone(%q: !q, %k: !relax.tensor<[b, m, 2, 8], f32>, %l: !k, %o: !relax.tensor<[b, 1, m, 8], f32>, %r: !relax.tensor<[m, r], f32>, %w: !relax.tensor<[m, 8], f32>)
    -> (!p, !p, !t, !p, !p, !p) attributes {num_input = 5 : i64} {
  %0 = relax.permute_dims %k axes = [0, 2, 3, 1] : (!relax.tensor<[b, m, 2, 8], f32>) -> !t
  %1 = relax.matmul %q, %0 : (!q, !t) -> !p
  %2 = relax.permute_dims %l axes = [0, 1, 3, 2] : (!k) -> !t
  %3 = relax.matmul %q, %2 : (!q, !t) -> !p
  %4 = relax.permute_dims %w axes = [1, 0] : (!relax.tensor<[m, 8], f32>) -> !relax.tensor<[8, m], f32>
  %5 = relax.matmul %q, %4 : (!q, !relax.tensor<[8, m], f32>) -> !p
  %6 = relax.permute_dims %o axes = [0, 1, 3, 2] : (!relax.tensor<[b, 1, m, 8], f32>) -> !relax.tensor<[b, 1, 8, m], f32>
  %7 = relax.matmul %q, %6 : (!q, !relax.tensor<[b, 1, 8, m], f32>) -> !p
  %8 = relax.permute_dims %r axes = [1, 0] : (!relax.tensor<[m, r], f32>) -> !relax.tensor<[r, m], f32>
  %9 = relax.matmul %q, %8 : (!q, !relax.tensor<[r, m], f32>) -> !p
  relax.return %1, %3, %2, %5, %7, %9
}

// RUN: relax-opt %s --relax-combine-parallel-matmul | FileCheck %s
// RUN: relax-opt %s --relax-combine-parallel-matmul | relax-opt --relax-combine-parallel-matmul | FileCheck %s
// RUN: relax-opt %s --pass-pipeline='builtin.module(relax.func(relax-combine-parallel-matmul{min-products=3}))' | FileCheck %s --check-prefix=THREE

!x = !relax.tensor<[b, n, 4], f32>
!a = !relax.tensor<[4, 2], f32>
!c = !relax.tensor<[4, 3], f32>
!y = !relax.tensor<[b, n, 2], f32>
!z = !relax.tensor<[b, n, 3], f32>

// CHECK-LABEL: relax.func @two(
// CHECK-NEXT:    %[[W:.+]] = relax.concat %a, %c axis = 1
// CHECK-NEXT:    %[[P:.+]] = relax.matmul %x, %[[W]]
// CHECK:         %[[S:.+]]:2 = relax.split %[[P]] sizes = [%{{.+}}, %{{.+}}] axis = 2
// CHECK-NEXT:    relax.return %[[S]]#0, %[[S]]#1
// THREE-LABEL: relax.func @two(
// THREE-NOT:     relax.concat
// THREE:         relax.return
relax.func @two(%x: !x, %a: !a, %c: !c) -> (!y, !z) attributes {num_input = 1 : i64} {
  %0 = relax.matmul %x, %a : (!x, !a) -> !y
  %1 = relax.matmul %x, %c : (!x, !c) -> !z
  relax.return %0, %1
}

// Biases and one activation go with them; the second bias stands behind the first product.
// CHECK-LABEL: relax.func @bias_and_activation(
// CHECK:         %[[W:.+]] = relax.concat %a, %c axis = 1
// CHECK-NEXT:    %[[P:.+]] = relax.matmul %x, %[[W]]
// CHECK:         %[[B:.+]] = relax.concat %{{.+}}, %{{.+}} axis = 0
// CHECK-NEXT:    %[[Q:.+]] = relax.add %[[P]], %[[B]]
// CHECK-NEXT:    %[[R:.+]] = relax.relu %[[Q]]
// CHECK:         %[[S:.+]]:2 = relax.split %[[R]]
// CHECK-NEXT:    relax.return %[[S]]#0, %[[S]]#1
relax.func @bias_and_activation(%x: !x, %a: !a, %c: !c) -> (!y, !z) attributes {num_input = 1 : i64} {
  %ab = relax.constant dense<1.0> : tensor<2xf32>
  %0 = relax.matmul %x, %a : (!x, !a) -> !y
  %1 = relax.add %ab, %0 : (!relax.tensor<[2], f32>, !y) -> !y
  %2 = relax.relu %1 : (!y) -> !y
  %cb = relax.constant dense<2.0> : tensor<3xf32>
  %3 = relax.matmul %x, %c : (!x, !c) -> !z
  %4 = relax.add %3, %cb : (!z, !relax.tensor<[3], f32>) -> !z
  %5 = relax.relu %4 : (!z) -> !z
  relax.return %2, %5
}

// Only one has a bias, and the activations differ: they stay behind the parts.
// CHECK-LABEL: relax.func @different_ends(
// CHECK:         %[[S:.+]]:2 = relax.split
// CHECK-NEXT:    %[[A:.+]] = relax.add %[[S]]#0, %d
// CHECK-NEXT:    %[[B:.+]] = relax.relu %[[A]]
// CHECK-NEXT:    %[[C:.+]] = relax.sigmoid %[[S]]#1
// CHECK-NEXT:    relax.return %[[B]], %[[C]]
relax.func @different_ends(%x: !x, %a: !a, %c: !c, %d: !relax.tensor<[2], f32>) -> (!y, !z) attributes {num_input = 1 : i64} {
  %0 = relax.matmul %x, %a : (!x, !a) -> !y
  %1 = relax.add %0, %d : (!y, !relax.tensor<[2], f32>) -> !y
  %2 = relax.relu %1 : (!y) -> !y
  %3 = relax.matmul %x, %c : (!x, !c) -> !z
  %4 = relax.sigmoid %3 : (!z) -> !z
  relax.return %2, %4
}

// Other operands, weights from outside, symbolic columns.
// CHECK-LABEL: relax.func @left_alone(
// CHECK-NOT:     relax.concat
// CHECK:         relax.return
relax.func @left_alone(%x: !x, %x2: !x, %in: !a, %a: !a, %c: !relax.tensor<[4, m], f32>) -> (!y, !y, !y, !relax.tensor<[b, n, m], f32>) attributes {num_input = 3 : i64} {
  %0 = relax.matmul %x, %a : (!x, !a) -> !y
  %1 = relax.matmul %x2, %a : (!x, !a) -> !y
  %2 = relax.matmul %x, %in : (!x, !a) -> !y
  %3 = relax.matmul %x, %c : (!x, !relax.tensor<[4, m], f32>) -> !relax.tensor<[b, n, m], f32>
  relax.return %0, %1, %2, %3
}

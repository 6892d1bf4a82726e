// RUN: relax-opt %s --relax-expand-matmul-of-sum | FileCheck %s
// RUN: relax-opt %s --relax-expand-matmul-of-sum | relax-opt --relax-expand-matmul-of-sum | FileCheck %s
// RUN: relax-opt %s --relax-expand-matmul-of-sum --relax-adjust-matmul-order | FileCheck %s --check-prefix=ORDER

!x = !relax.tensor<[n, 64], f32>
!w = !relax.tensor<[64, 64], f32>
!a = !relax.tensor<[64, r], f32>
!b = !relax.tensor<[r, 64], f32>

// CHECK-LABEL: relax.func @adapter(
// CHECK-NEXT:    %[[AB:.+]] = relax.matmul %a, %b
// CHECK-NEXT:    %[[XW:.+]] = relax.matmul %x, %w
// CHECK-NEXT:    %[[XAB:.+]] = relax.matmul %x, %[[AB]]
// CHECK-NEXT:    %[[Y:.+]] = relax.add %[[XW]], %[[XAB]]
// CHECK-NEXT:    relax.return %[[Y]]
// ORDER-LABEL: relax.func @adapter(
// ORDER-DAG:     %[[XW:.+]] = relax.matmul %x, %w
// ORDER-DAG:     %[[XA:.+]] = relax.matmul %x, %a
// ORDER-DAG:     %[[XAB:.+]] = relax.matmul %[[XA]], %b
// ORDER:         relax.add %[[XW]], %[[XAB]]
relax.func @adapter(%x: !x, %w: !w, %a: !a, %b: !b) -> !x attributes {sym.ranges = {r = array<i64: 1, 16>}} {
  %0 = relax.matmul %a, %b : (!a, !b) -> !w
  %1 = relax.add %w, %0 : (!w, !w) -> !w
  %2 = relax.matmul %x, %1 : (!x, !w) -> !x
  relax.return %2
}

// Transposed, and in front of the weights.
// CHECK-LABEL: relax.func @transposed(
// CHECK:         %[[T:.+]] = relax.permute_dims
// CHECK-NEXT:    %[[P:.+]] = relax.matmul %x, %[[T]]
// CHECK-NEXT:    %[[Q:.+]] = relax.matmul %x, %w
// CHECK-NEXT:    relax.add %[[P]], %[[Q]]
relax.func @transposed(%x: !x, %w: !w, %a: !a, %b: !b) -> !x {
  %0 = relax.matmul %a, %b : (!a, !b) -> !w
  %1 = relax.permute_dims %0 axes = [1, 0] : (!w) -> !w
  %2 = relax.add %1, %w : (!w, !w) -> !w
  %3 = relax.matmul %x, %2 : (!x, !w) -> !x
  relax.return %3
}

// No product among the addends; all weights; a sum that is returned; an addend that broadcasts.
// CHECK-LABEL: relax.func @left_alone(
// CHECK-COUNT-4: relax.add
// CHECK-NOT:     relax.add
// CHECK:         relax.return
relax.func @left_alone(%x: !x, %v: !w, %c: !relax.tensor<[64, 1], f32>, %w: !w, %a: !a, %b: !b) -> (!x, !x, !x, !w, !x) attributes {num_input = 3 : i64} {
  %0 = relax.add %v, %w : (!w, !w) -> !w
  %1 = relax.matmul %x, %0 : (!x, !w) -> !x
  %2 = relax.matmul %a, %b : (!a, !b) -> !w
  %3 = relax.add %w, %2 : (!w, !w) -> !w
  %4 = relax.matmul %x, %3 : (!x, !w) -> !x
  %5 = relax.matmul %v, %w : (!w, !w) -> !w
  %6 = relax.add %w, %5 : (!w, !w) -> !w
  %7 = relax.matmul %x, %6 : (!x, !w) -> !x
  %8 = relax.add %c, %5 : (!relax.tensor<[64, 1], f32>, !w) -> !w
  %9 = relax.matmul %x, %8 : (!x, !w) -> !x
  relax.return %1, %4, %7, %6, %9
}

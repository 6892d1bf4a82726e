// RUN: relax-opt %s --relax-reorder-take-after-matmul | FileCheck %s
// RUN: relax-opt %s --relax-reorder-take-after-matmul | relax-opt --relax-reorder-take-after-matmul | FileCheck %s
// RUN: relax-opt %s --pass-pipeline='builtin.module(relax.func(relax-reorder-take-after-matmul{always=true}))' | FileCheck %s --check-prefix=ALWAYS

!x = !relax.tensor<[b, n, 4], f32>
!w = !relax.tensor<[4, 8], f32>

// CHECK-LABEL: relax.func @more_columns(
// CHECK-NEXT:    %[[P:.+]] = relax.matmul %x, %w
// CHECK-NEXT:    %[[Y:.+]] = relax.take %[[P]], %i axis = 2
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @more_columns(%x: !x, %w: !w, %i: !relax.tensor<[64], i64>) -> !relax.tensor<[b, n, 64], f32> {
  %0 = relax.take %w, %i axis = -1 : (!w, !relax.tensor<[64], i64>) -> !relax.tensor<[4, 64], f32>
  %1 = relax.matmul %x, %0 : (!x, !relax.tensor<[4, 64], f32>) -> !relax.tensor<[b, n, 64], f32>
  relax.return %1
}

// A fact about the number of indices.
// CHECK-LABEL: relax.func @known_range(
// CHECK-NEXT:    relax.matmul %x, %w
relax.func @known_range(%x: !x, %w: !w, %i: !relax.tensor<[m], i64>) -> !relax.tensor<[b, n, m], f32> attributes {sym.ranges = {m = array<i64: 8>}} {
  %0 = relax.take %w, %i axis = 1 : (!w, !relax.tensor<[m], i64>) -> !relax.tensor<[4, m], f32>
  %1 = relax.matmul %x, %0 : (!x, !relax.tensor<[4, m], f32>) -> !relax.tensor<[b, n, m], f32>
  relax.return %1
}

// CHECK-LABEL: relax.func @any_number(
// CHECK-NEXT:    relax.take %w, %i
// ALWAYS-LABEL: relax.func @any_number(
// ALWAYS-NEXT:    relax.matmul %x, %w
relax.func @any_number(%x: !x, %w: !w, %i: !relax.tensor<[m], i64>) -> !relax.tensor<[b, n, m], f32> {
  %0 = relax.take %w, %i axis = 1 : (!w, !relax.tensor<[m], i64>) -> !relax.tensor<[4, m], f32>
  %1 = relax.matmul %x, %0 : (!x, !relax.tensor<[4, m], f32>) -> !relax.tensor<[b, n, m], f32>
  relax.return %1
}

// Rows instead of columns, and columns that are returned.
// ALWAYS-LABEL: relax.func @left_alone(
// ALWAYS-NEXT:    relax.take
// ALWAYS-NEXT:    relax.matmul
// ALWAYS-NEXT:    relax.take
// ALWAYS-NEXT:    relax.matmul
relax.func @left_alone(%x: !x, %t: !relax.tensor<[v, 8], f32>, %w: !w, %i: !relax.tensor<[4], i64>) -> (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, n, 4], f32>, !relax.tensor<[4, 4], f32>) {
  %0 = relax.take %t, %i axis = 0 : (!relax.tensor<[v, 8], f32>, !relax.tensor<[4], i64>) -> !w
  %1 = relax.matmul %x, %0 : (!x, !w) -> !relax.tensor<[b, n, 8], f32>
  %2 = relax.take %w, %i axis = 1 : (!w, !relax.tensor<[4], i64>) -> !relax.tensor<[4, 4], f32>
  %3 = relax.matmul %x, %2 : (!x, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[b, n, 4], f32>
  relax.return %1, %3, %2
}

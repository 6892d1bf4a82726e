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
relax.func @transposed(%x: !x, %w: !w, %a: !a, %b: !b) -> !x attributes {sym.ranges = {r = array<i64: 1, 16>}} {
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

// Scales, by a constant and a parameter, and a division.
// CHECK-LABEL: relax.func @scaled(
// CHECK:         %[[M:.+]] = relax.multiply %s
// CHECK-NEXT:    %[[D:.+]] = relax.divide %[[M]]
// CHECK-NEXT:    %[[XW:.+]] = relax.matmul %x, %w
// CHECK-NEXT:    %[[XD:.+]] = relax.matmul %x, %[[D]]
// CHECK-NEXT:    relax.add %[[XW]], %[[XD]]
// ORDER-LABEL: relax.func @scaled(
// ORDER:         %[[HALF:.+]] = relax.constant
// ORDER-NEXT:    %[[XW:.+]] = relax.matmul %x, %w
// ORDER-NEXT:    %[[XA:.+]] = relax.matmul %x, %a
// ORDER-NEXT:    %[[XAB:.+]] = relax.matmul %[[XA]], %b
// ORDER-NEXT:    %[[M:.+]] = relax.multiply %[[XAB]], %s
// ORDER-NEXT:    %[[D:.+]] = relax.divide %[[M]], %[[HALF]]
// ORDER-NEXT:    %[[Y:.+]] = relax.add %[[XW]], %[[D]]
// ORDER-NEXT:    relax.return %[[Y]]
relax.func @scaled(%x: !x, %w: !w, %a: !a, %b: !b, %s: !relax.tensor<[], f32>) -> !x attributes {sym.ranges = {r = array<i64: 1, 8>}} {
  %half = relax.constant dense<0.5> : tensor<f32>
  %0 = relax.matmul %a, %b : (!a, !b) -> !w
  %1 = relax.multiply %s, %0 : (!relax.tensor<[], f32>, !w) -> !w
  %2 = relax.divide %1, %half : (!w, !relax.tensor<[], f32>) -> !w
  %3 = relax.add %w, %2 : (!w, !w) -> !w
  %4 = relax.matmul %x, %3 : (!x, !w) -> !x
  relax.return %4
}

// The sum is transposed: its addends are, and A and B in the end. Batches of x make no difference.
// CHECK-LABEL: relax.func @transposed_sum(
// CHECK:         %[[AB:.+]] = relax.matmul %a, %b
// CHECK-NEXT:    %[[M:.+]] = relax.multiply %[[AB]], %s
// CHECK-NEXT:    %[[WT:.+]] = relax.permute_dims %w axes = [1, 0]
// CHECK-NEXT:    %[[XW:.+]] = relax.matmul %x, %[[WT]]
// CHECK-NEXT:    %[[MT:.+]] = relax.permute_dims %[[M]] axes = [1, 0]
// CHECK-NEXT:    %[[XM:.+]] = relax.matmul %x, %[[MT]]
// CHECK-NEXT:    relax.add %[[XW]], %[[XM]]
// ORDER-LABEL: relax.func @transposed_sum(
// ORDER-DAG:     %[[WT:.+]] = relax.permute_dims %w axes = [1, 0]
// ORDER-DAG:     %[[XW:.+]] = relax.matmul %x, %[[WT]]
// ORDER-DAG:     %[[BT:.+]] = relax.permute_dims %b axes = [1, 0]
// ORDER-DAG:     %[[AT:.+]] = relax.permute_dims %a axes = [1, 0]
// ORDER-DAG:     %[[XB:.+]] = relax.matmul %x, %[[BT]] : (!relax.tensor<[c, n, 64], f32>, !relax.tensor<[64, 4], f32>)
// ORDER-DAG:     %[[XBA:.+]] = relax.matmul %[[XB]], %[[AT]] : (!relax.tensor<[c, n, 4], f32>, !relax.tensor<[4, 96], f32>)
// ORDER:         %[[M:.+]] = relax.multiply %[[XBA]], %s
// ORDER-NEXT:    relax.add %[[XW]], %[[M]]
// ORDER-NOT:     relax.matmul
relax.func @transposed_sum(%x: !relax.tensor<[c, n, 64], f32>, %w: !relax.tensor<[96, 64], f32>, %a: !relax.tensor<[96, 4], f32>, %b: !relax.tensor<[4, 64], f32>, %s: !relax.tensor<[], f32>) -> !relax.tensor<[c, n, 96], f32> {
  %0 = relax.matmul %a, %b : (!relax.tensor<[96, 4], f32>, !relax.tensor<[4, 64], f32>) -> !relax.tensor<[96, 64], f32>
  %1 = relax.multiply %0, %s : (!relax.tensor<[96, 64], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[96, 64], f32>
  %2 = relax.add %w, %1 : (!relax.tensor<[96, 64], f32>, !relax.tensor<[96, 64], f32>) -> !relax.tensor<[96, 64], f32>
  %3 = relax.permute_dims %2 axes = [1, 0] : (!relax.tensor<[96, 64], f32>) -> !relax.tensor<[64, 96], f32>
  %4 = relax.matmul %x, %3 : (!relax.tensor<[c, n, 64], f32>, !relax.tensor<[64, 96], f32>) -> !relax.tensor<[c, n, 96], f32>
  relax.return %4
}

// Two adapters, a transposed one among them; a transposed matrix of weights is read as it is stored.
// ORDER-LABEL: relax.func @two_adapters(
// ORDER-NOT:     relax.matmul %{{[ab]}}
// ORDER-DAG:     relax.matmul %x, %v
// ORDER-DAG:     %[[XA:.+]] = relax.matmul %x, %a
// ORDER-DAG:     relax.matmul %[[XA]], %b
// ORDER-DAG:     %[[DT:.+]] = relax.permute_dims %d axes = [1, 0]
// ORDER-DAG:     %[[CT:.+]] = relax.permute_dims %c axes = [1, 0]
// ORDER-DAG:     %[[XD:.+]] = relax.matmul %x, %[[DT]]
// ORDER-DAG:     relax.matmul %[[XD]], %[[CT]]
// ORDER:         relax.return
relax.func @two_adapters(%x: !x, %v: !w, %a: !relax.tensor<[64, 2], f32>, %b: !relax.tensor<[2, 64], f32>, %c: !relax.tensor<[64, 3], f32>, %d: !relax.tensor<[3, 64], f32>) -> !x {
  %0 = relax.matmul %a, %b : (!relax.tensor<[64, 2], f32>, !relax.tensor<[2, 64], f32>) -> !w
  %1 = relax.permute_dims %v axes = [1, 0] : (!w) -> !w
  %2 = relax.permute_dims %0 axes = [1, 0] : (!w) -> !w
  %3 = relax.add %2, %1 : (!w, !w) -> !w
  %4 = relax.matmul %c, %d : (!relax.tensor<[64, 3], f32>, !relax.tensor<[3, 64], f32>) -> !w
  %5 = relax.add %3, %4 : (!w, !w) -> !w
  %6 = relax.permute_dims %5 axes = [1, 0] : (!w) -> !w
  %7 = relax.matmul %x, %6 : (!x, !w) -> !x
  relax.return %7
}

// The number of rows decides where it is known: one row is worth any rank, and many rows are worth none.
// CHECK-LABEL: relax.func @one_row(
// CHECK-COUNT-3: relax.matmul
// CHECK-LABEL: relax.func @many_rows(
// CHECK-COUNT-2: relax.matmul
// CHECK-NOT:     relax.matmul
// CHECK:         relax.return
relax.func @one_row(%x: !relax.tensor<[1, 64], f32>, %w: !w, %a: !a, %b: !b) -> !relax.tensor<[1, 64], f32> attributes {sym.ranges = {r = array<i64: 48, 64>}} {
  %0 = relax.matmul %a, %b : (!a, !b) -> !w
  %1 = relax.add %w, %0 : (!w, !w) -> !w
  %2 = relax.matmul %x, %1 : (!relax.tensor<[1, 64], f32>, !w) -> !relax.tensor<[1, 64], f32>
  relax.return %2
}
relax.func @many_rows(%x: !relax.tensor<[m, 64], f32>, %w: !w, %a: !relax.tensor<[64, 8], f32>, %b: !relax.tensor<[8, 64], f32>) -> !relax.tensor<[m, 64], f32> attributes {sym.ranges = {m = array<i64: 64>}} {
  %0 = relax.matmul %a, %b : (!relax.tensor<[64, 8], f32>, !relax.tensor<[8, 64], f32>) -> !w
  %1 = relax.add %w, %0 : (!w, !w) -> !w
  %2 = relax.matmul %x, %1 : (!relax.tensor<[m, 64], f32>, !w) -> !relax.tensor<[m, 64], f32>
  relax.return %2
}

// A rank that is not known to be low; a product, a scaled one and a transposed sum that are used elsewhere; a scale for each
// column; an adapter that is known before the program runs.
// CHECK-LABEL: relax.func @scaled_left_alone(
// CHECK-COUNT-6: relax.add
// CHECK-NOT:     relax.add
// CHECK:         relax.return
relax.func @scaled_left_alone(%x: !x, %v: !w, %a: !a, %b: !b, %c: !relax.tensor<[64, 2], f32>, %d: !relax.tensor<[2, 64], f32>, %e: !relax.tensor<[64], f32>, %g: !relax.tensor<[64, 2], f32>, %h: !relax.tensor<[2, 64], f32>) -> (!x, !x, !x, !x, !x, !x, !w, !w, !w) attributes {num_input = 7 : i64} {
  %half = relax.constant dense<0.5> : tensor<f32>
  %0 = relax.matmul %a, %b : (!a, !b) -> !w
  %1 = relax.add %v, %0 : (!w, !w) -> !w
  %2 = relax.matmul %x, %1 : (!x, !w) -> !x
  %3 = relax.matmul %c, %d : (!relax.tensor<[64, 2], f32>, !relax.tensor<[2, 64], f32>) -> !w
  %4 = relax.add %v, %3 : (!w, !w) -> !w
  %5 = relax.matmul %x, %4 : (!x, !w) -> !x
  %6 = relax.matmul %c, %d : (!relax.tensor<[64, 2], f32>, !relax.tensor<[2, 64], f32>) -> !w
  %7 = relax.multiply %6, %half : (!w, !relax.tensor<[], f32>) -> !w
  %8 = relax.add %v, %7 : (!w, !w) -> !w
  %9 = relax.matmul %x, %8 : (!x, !w) -> !x
  %10 = relax.matmul %c, %d : (!relax.tensor<[64, 2], f32>, !relax.tensor<[2, 64], f32>) -> !w
  %11 = relax.add %v, %10 : (!w, !w) -> !w
  %12 = relax.permute_dims %11 axes = [1, 0] : (!w) -> !w
  %13 = relax.matmul %x, %12 : (!x, !w) -> !x
  %14 = relax.matmul %c, %d : (!relax.tensor<[64, 2], f32>, !relax.tensor<[2, 64], f32>) -> !w
  %15 = relax.multiply %14, %e : (!w, !relax.tensor<[64], f32>) -> !w
  %16 = relax.add %v, %15 : (!w, !w) -> !w
  %17 = relax.matmul %x, %16 : (!x, !w) -> !x
  %18 = relax.matmul %g, %h : (!relax.tensor<[64, 2], f32>, !relax.tensor<[2, 64], f32>) -> !w
  %19 = relax.add %v, %18 : (!w, !w) -> !w
  %20 = relax.matmul %x, %19 : (!x, !w) -> !x
  relax.return %2, %5, %9, %13, %17, %20, %3, %7, %12
}

// RUN: relax-opt %s --relax-adjust-matmul-order | FileCheck %s
// RUN: relax-opt %s --relax-adjust-matmul-order | relax-opt --relax-adjust-matmul-order | FileCheck %s

!x = !relax.tensor<[n, 512], f32>
!a = !relax.tensor<[512, 8], f32>
!b = !relax.tensor<[8, 512], f32>
!w = !relax.tensor<[512, 512], f32>

// For any n: 8192 n against 262144 n and more.
// CHECK-LABEL: relax.func @adapter(
// CHECK-NEXT:    %[[XA:.+]] = relax.matmul %x, %a
// CHECK-NEXT:    %[[Y:.+]] = relax.matmul %[[XA]], %b
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @adapter(%x: !x, %a: !a, %b: !b) -> !x {
  %0 = relax.matmul %a, %b : (!a, !b) -> !w
  %1 = relax.matmul %x, %0 : (!x, !w) -> !x
  relax.return %1
}

// The order is right already.
// CHECK-LABEL: relax.func @right_order(
// CHECK-NEXT:    %[[XA:.+]] = relax.matmul %x, %a
// CHECK-NEXT:    relax.matmul %[[XA]], %b
relax.func @right_order(%x: !x, %a: !a, %b: !b) -> !x {
  %0 = relax.matmul %x, %a : (!x, !a) -> !relax.tensor<[n, 8], f32>
  %1 = relax.matmul %0, %b : (!relax.tensor<[n, 8], f32>, !b) -> !x
  relax.return %1
}

// Weights are multiplied before the program runs: 64 n in place of 128 n.
// CHECK-LABEL: relax.func @weights(
// CHECK-NEXT:    %[[AB:.+]] = relax.matmul %a, %b
// CHECK-NEXT:    relax.matmul %x, %[[AB]]
relax.func @weights(%x: !relax.tensor<[n, 8], f32>, %a: !relax.tensor<[8, 8], f32>, %b: !relax.tensor<[8, 8], f32>) -> !relax.tensor<[n, 8], f32> attributes {num_input = 1 : i64} {
  %0 = relax.matmul %x, %a : (!relax.tensor<[n, 8], f32>, !relax.tensor<[8, 8], f32>) -> !relax.tensor<[n, 8], f32>
  %1 = relax.matmul %0, %b : (!relax.tensor<[n, 8], f32>, !relax.tensor<[8, 8], f32>) -> !relax.tensor<[n, 8], f32>
  relax.return %1
}

// A symbolic rank: only its range tells.
// CHECK-LABEL: relax.func @small_rank(
// CHECK-NEXT:    %[[XA:.+]] = relax.matmul %x, %a
// CHECK-NEXT:    relax.matmul %[[XA]], %b
relax.func @small_rank(%x: !relax.tensor<[64, 512], f32>, %a: !relax.tensor<[512, r], f32>, %b: !relax.tensor<[r, 512], f32>) -> !relax.tensor<[64, 512], f32> attributes {sym.ranges = {r = array<i64: 1, 32>}} {
  %0 = relax.matmul %a, %b : (!relax.tensor<[512, r], f32>, !relax.tensor<[r, 512], f32>) -> !w
  %1 = relax.matmul %x, %0 : (!relax.tensor<[64, 512], f32>, !w) -> !relax.tensor<[64, 512], f32>
  relax.return %1
}

// CHECK-LABEL: relax.func @any_rank(
// CHECK-NEXT:    %[[AB:.+]] = relax.matmul %a, %b
// CHECK-NEXT:    relax.matmul %x, %[[AB]]
relax.func @any_rank(%x: !relax.tensor<[m, 512], f32>, %a: !relax.tensor<[512, r], f32>, %b: !relax.tensor<[r, n], f32>) -> !relax.tensor<[m, n], f32> {
  %0 = relax.matmul %a, %b : (!relax.tensor<[512, r], f32>, !relax.tensor<[r, n], f32>) -> !relax.tensor<[512, n], f32>
  %1 = relax.matmul %x, %0 : (!relax.tensor<[m, 512], f32>, !relax.tensor<[512, n], f32>) -> !relax.tensor<[m, n], f32>
  relax.return %1
}

// Neither order is known to be better, but the one has the smaller upper bound.
// CHECK-LABEL: relax.func @upper_bounds(
// CHECK-NEXT:    %[[XA:.+]] = relax.matmul %x, %a
// CHECK-NEXT:    relax.matmul %[[XA]], %b
relax.func @upper_bounds(%x: !relax.tensor<[m, 512], f32>, %a: !relax.tensor<[512, r], f32>, %b: !relax.tensor<[r, 512], f32>) -> !relax.tensor<[m, 512], f32> attributes {sym.ranges = {m = array<i64: 1, 2048>, r = array<i64: 1, 200>}} {
  %0 = relax.matmul %a, %b : (!relax.tensor<[512, r], f32>, !relax.tensor<[r, 512], f32>) -> !w
  %1 = relax.matmul %x, %0 : (!relax.tensor<[m, 512], f32>, !w) -> !relax.tensor<[m, 512], f32>
  relax.return %1
}

// The product is used twice; integers wrap, and are left as they are.
// CHECK-LABEL: relax.func @left_alone(
// CHECK-NEXT:    %[[AB:.+]] = relax.matmul %a, %b
// CHECK-NEXT:    relax.matmul %x, %[[AB]]
// CHECK-NEXT:    %[[CD:.+]] = relax.matmul %c, %d
// CHECK-NEXT:    relax.matmul %i, %[[CD]]
relax.func @left_alone(%x: !x, %a: !a, %b: !b, %i: !relax.tensor<[n, 64], i32>, %c: !relax.tensor<[64, 2], i32>, %d: !relax.tensor<[2, 64], i32>) -> (!x, !w, !relax.tensor<[n, 64], i32>) {
  %0 = relax.matmul %a, %b : (!a, !b) -> !w
  %1 = relax.matmul %x, %0 : (!x, !w) -> !x
  %2 = relax.matmul %c, %d : (!relax.tensor<[64, 2], i32>, !relax.tensor<[2, 64], i32>) -> !relax.tensor<[64, 64], i32>
  %3 = relax.matmul %i, %2 : (!relax.tensor<[n, 64], i32>, !relax.tensor<[64, 64], i32>) -> !relax.tensor<[n, 64], i32>
  relax.return %1, %0, %3
}

// Factors leave the product, and its transpose goes to A and B.
// CHECK-LABEL: relax.func @scaled(
// CHECK-NEXT:    %[[XA:.+]] = relax.matmul %x, %a
// CHECK-NEXT:    %[[XAB:.+]] = relax.matmul %[[XA]], %b
// CHECK-NEXT:    %[[M:.+]] = relax.multiply %[[XAB]], %s : (!relax.tensor<[n, 512], f32>, !relax.tensor<[], f32>)
// CHECK-NEXT:    relax.return %[[M]]
// CHECK-LABEL: relax.func @transposed(
// CHECK-NEXT:    %[[BT:.+]] = relax.permute_dims %b axes = [1, 0]
// CHECK-NEXT:    %[[AT:.+]] = relax.permute_dims %a axes = [1, 0]
// CHECK-NEXT:    %[[XB:.+]] = relax.matmul %x, %[[BT]] : (!relax.tensor<[n, 512], f32>, !relax.tensor<[512, r], f32>)
// CHECK-NEXT:    %[[XBA:.+]] = relax.matmul %[[XB]], %[[AT]] : (!relax.tensor<[n, r], f32>, !relax.tensor<[r, 256], f32>)
// CHECK-NEXT:    %[[D:.+]] = relax.divide %[[XBA]], %s
// CHECK-NEXT:    relax.return %[[D]]
relax.func @scaled(%x: !x, %a: !a, %b: !b, %s: !relax.tensor<[], f32>) -> !x {
  %0 = relax.matmul %a, %b : (!a, !b) -> !w
  %1 = relax.multiply %s, %0 : (!relax.tensor<[], f32>, !w) -> !w
  %2 = relax.matmul %x, %1 : (!x, !w) -> !x
  relax.return %2
}
relax.func @transposed(%x: !x, %a: !relax.tensor<[256, r], f32>, %b: !relax.tensor<[r, 512], f32>, %s: !relax.tensor<[], f32>) -> !relax.tensor<[n, 256], f32> attributes {sym.ranges = {r = array<i64: 1, 64>}} {
  %0 = relax.matmul %a, %b : (!relax.tensor<[256, r], f32>, !relax.tensor<[r, 512], f32>) -> !relax.tensor<[256, 512], f32>
  %1 = relax.permute_dims %0 axes = [1, 0] : (!relax.tensor<[256, 512], f32>) -> !relax.tensor<[512, 256], f32>
  %2 = relax.divide %1, %s : (!relax.tensor<[512, 256], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[512, 256], f32>
  %3 = relax.matmul %x, %2 : (!x, !relax.tensor<[512, 256], f32>) -> !relax.tensor<[n, 256], f32>
  relax.return %3
}

// A transposed product that is used elsewhere; a rank that is not known; a number divided by a product; a scale for each
// column.
// CHECK-LABEL: relax.func @transposed_left_alone(
// CHECK:         relax.matmul %x, %{{.+}} : (!relax.tensor<[n, 512], f32>, !relax.tensor<[512, 512], f32>)
// CHECK:         relax.matmul %x, %{{.+}} : (!relax.tensor<[n, 512], f32>, !relax.tensor<[512, 512], f32>)
// CHECK:         relax.matmul %x, %{{.+}} : (!relax.tensor<[n, 512], f32>, !relax.tensor<[512, 512], f32>)
// CHECK:         relax.matmul %x, %{{.+}} : (!relax.tensor<[n, 512], f32>, !relax.tensor<[512, 512], f32>)
relax.func @transposed_left_alone(%x: !x, %a: !a, %b: !b, %c: !relax.tensor<[512, r], f32>, %d: !relax.tensor<[r, 512], f32>, %s: !relax.tensor<[], f32>, %e: !relax.tensor<[512], f32>) -> (!x, !w, !x, !x, !x) {
  %0 = relax.matmul %a, %b : (!a, !b) -> !w
  %1 = relax.permute_dims %0 axes = [1, 0] : (!w) -> !w
  %2 = relax.matmul %x, %1 : (!x, !w) -> !x
  %3 = relax.matmul %c, %d : (!relax.tensor<[512, r], f32>, !relax.tensor<[r, 512], f32>) -> !w
  %4 = relax.permute_dims %3 axes = [1, 0] : (!w) -> !w
  %5 = relax.matmul %x, %4 : (!x, !w) -> !x
  %6 = relax.matmul %a, %b : (!a, !b) -> !w
  %7 = relax.divide %s, %6 : (!relax.tensor<[], f32>, !w) -> !w
  %8 = relax.matmul %x, %7 : (!x, !w) -> !x
  %9 = relax.matmul %a, %b : (!a, !b) -> !w
  %10 = relax.multiply %9, %e : (!w, !relax.tensor<[512], f32>) -> !w
  %11 = relax.matmul %x, %10 : (!x, !w) -> !x
  relax.return %2, %1, %5, %8, %11
}

// RUN: relax-opt %s --pass-pipeline='builtin.module(relax.func(relax-recognize-patterns{attention=cheap}))' | FileCheck %s
// RUN: relax-opt %s --pass-pipeline='builtin.module(relax.func(relax-recognize-patterns{attention=cheap},relax-recognize-patterns{attention=cheap}))' | FileCheck %s
// RUN: relax-opt %s --pass-pipeline='builtin.module(relax.func(relax-recognize-patterns{attention=all}))' | FileCheck %s --check-prefix=ALL
// RUN: relax-opt %s --relax-recognize-patterns | FileCheck %s --check-prefix=NONE

!h = !relax.tensor<[b, n, 2, 8], f32>
!t = !relax.tensor<[b, 2, n, 8], f32>
!k = !relax.tensor<[b, 2, 8, n], f32>
!p = !relax.tensor<[b, 2, n, n], f32>
!m = !relax.tensor<[b, 1, 1, n], f32>
!s = !relax.tensor<[], f32>

// NONE-NOT: relax.attention

// All transposes cancel.
// CHECK-LABEL: relax.func @cheap(
// CHECK-NEXT:    %[[Y:.+]] = relax.attention %q, %k, %v, %mask scale = 2.500000e-01
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @cheap(%q: !h, %k: !h, %v: !h, %mask: !m) -> !h {
  %four = relax.constant dense<4.0> : tensor<f32>
  %0 = relax.permute_dims %q axes = [0, 2, 1, 3] : (!h) -> !t
  %1 = relax.permute_dims %k axes = [0, 2, 3, 1] : (!h) -> !k
  %2 = relax.permute_dims %v axes = [0, 2, 1, 3] : (!h) -> !t
  %3 = relax.matmul %0, %1 : (!t, !k) -> !p
  %4 = relax.divide %3, %four : (!p, !s) -> !p
  %5 = relax.add %mask, %4 : (!m, !p) -> !p
  %6 = relax.softmax %5 axis = 3 : (!p) -> !p
  %7 = relax.matmul %6, %2 : (!p, !t) -> !t
  %8 = relax.permute_dims %7 axes = [0, 2, 1, 3] : (!t) -> !h
  relax.return %8
}

// No mask; the query carries the scale.
// CHECK-LABEL: relax.func @scaled_query(
// CHECK-NEXT:    %[[Y:.+]] = relax.attention %q, %k, %v scale = 5.000000e-01
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @scaled_query(%q: !h, %k: !h, %v: !h) -> !h {
  %half = relax.constant dense<0.5> : tensor<f32>
  %0 = relax.permute_dims %q axes = [0, 2, 1, 3] : (!h) -> !t
  %1 = relax.multiply %half, %0 : (!s, !t) -> !t
  %2 = relax.permute_dims %k axes = [0, 2, 3, 1] : (!h) -> !k
  %3 = relax.permute_dims %v axes = [0, 2, 1, 3] : (!h) -> !t
  %4 = relax.matmul %1, %2 : (!t, !k) -> !p
  %5 = relax.softmax %4 axis = -1 : (!p) -> !p
  %6 = relax.matmul %5, %3 : (!p, !t) -> !t
  %7 = relax.permute_dims %6 axes = [0, 2, 1, 3] : (!t) -> !h
  relax.return %7
}

// Heads in front throughout: three transposes would be made, one saved.
// CHECK-LABEL: relax.func @heads_in_front(
// CHECK-NOT:     relax.attention
// CHECK:         relax.softmax
// ALL-LABEL:   relax.func @heads_in_front(
// ALL-DAG:       %[[Q:.+]] = relax.permute_dims %q axes = [0, 2, 1, 3]
// ALL-DAG:       %[[K:.+]] = relax.permute_dims %k axes = [0, 2, 1, 3]
// ALL-DAG:       %[[V:.+]] = relax.permute_dims %v axes = [0, 2, 1, 3]
// ALL:           %[[A:.+]] = relax.attention %[[Q]], %[[K]], %[[V]] scale = 1.000000e+00
// ALL-NEXT:      %[[Y:.+]] = relax.permute_dims %[[A]] axes = [0, 2, 1, 3]
// ALL-NEXT:      relax.return %[[Y]]
relax.func @heads_in_front(%q: !t, %k: !t, %v: !t) -> !t {
  %0 = relax.permute_dims %k axes = [0, 1, 3, 2] : (!t) -> !k
  %1 = relax.matmul %q, %0 : (!t, !k) -> !p
  %2 = relax.softmax %1 axis = 3 : (!p) -> !p
  %3 = relax.matmul %2, %v : (!p, !t) -> !t
  relax.return %3
}

// Heads of keys that broadcast; a softmax along another axis; scores that are returned as well.
// ALL-LABEL:   relax.func @no_attention(
// ALL-NOT:       relax.attention
// ALL:           relax.return
relax.func @no_attention(%q: !t, %one: !relax.tensor<[b, 1, 8, n], f32>, %k: !k, %v: !t) -> (!t, !t, !t, !p) {
  %0 = relax.matmul %q, %one : (!t, !relax.tensor<[b, 1, 8, n], f32>) -> !p
  %1 = relax.softmax %0 axis = 3 : (!p) -> !p
  %2 = relax.matmul %1, %v : (!p, !t) -> !t
  %3 = relax.matmul %q, %k : (!t, !k) -> !p
  %4 = relax.softmax %3 axis = 2 : (!p) -> !p
  %5 = relax.matmul %4, %v : (!p, !t) -> !t
  %6 = relax.softmax %3 axis = 3 : (!p) -> !p
  %7 = relax.matmul %6, %v : (!p, !t) -> !t
  relax.return %2, %5, %7, %3
}

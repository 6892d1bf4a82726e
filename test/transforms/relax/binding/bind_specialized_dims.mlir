// RUN: relax-opt %s --relax-bind-symbolic-dims | FileCheck %s
// RUN: relax-opt %s --relax-bind-symbolic-dims --relax-specialize-dims | FileCheck %s --check-prefix=BOTH

// What is bound is asked for no more: an alternative for another value is gone, and one that always fits needs no copy, nor do
// those behind it.
// CHECK-LABEL: relax.func @f
// CHECK-SAME: relax.specializations = [{m = 1 : i64}, {m = 2 : i64}]}
// BOTH-LABEL: relax.func @f(
// BOTH: relax.func private @f_m_1(%x: !relax.tensor<[4, 1], f32>)
// BOTH: relax.func private @f_m_2(%x: !relax.tensor<[4, 2], f32>)
// BOTH: relax.func private @f_generic(%x: !relax.tensor<[4, m], f32>)
relax.func @f(%x: !relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
    attributes {relax.dims = {n = 4 : i64}, relax.specializations = [{n = 1 : i64}, {m = 1 : i64, n = 4 : i64}, {m = 2 : i64}, {n = 4 : i64}, {m = 3 : i64}]} {
  %0 = relax.exp %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  relax.return %0
}

// CHECK-LABEL: relax.func @all
// CHECK-NOT: relax.specializations
// BOTH-LABEL: relax.func @all(
// BOTH-NOT: relax.if
relax.func @all(%x: !relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
    attributes {relax.dims = {k = 4 : i64}, relax.specializations = [{k = 1 : i64}, {k = 4 : i64}]} {
  %0 = relax.exp %x : (!relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
  relax.return %0
}

// CHECK-LABEL: relax.func @untouched
// BOTH-LABEL: relax.func @untouched(
// CHECK-SAME: relax.specializations = [{q = 1 : i64}]
relax.func @untouched(%x: !relax.tensor<[p, q], f32>) -> !relax.tensor<[p, q], f32>
    attributes {relax.dims = {p = 4 : i64}, relax.specializations = [{q = 1 : i64}]} {
  relax.return %x
}

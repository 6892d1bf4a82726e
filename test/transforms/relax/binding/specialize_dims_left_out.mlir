// A copy that is not valid for its sizes is left out, and the general one serves them.
// RUN: relax-opt %s -relax-specialize-dims 2>/dev/null | FileCheck %s
// RUN: relax-opt %s -relax-specialize-dims -o /dev/null 2>&1 | FileCheck %s --check-prefix=WARN --implicit-check-not=error:

// WARN: warning: @f is not specialized for m = 0: an operation is not valid for these sizes
// WARN: note: 'relax.take' op dimension 0 of 'x' must be at least 1, got 0
// WARN: warning: @none is not specialized for k = 1, m = 0: an operation is not valid for these sizes
// WARN: warning: @guarded is not specialized for m = 0: an operation is not valid for these sizes

// CHECK-LABEL: relax.func @f(
//       CHECK: relax.call @f_m_4(
//       CHECK: relax.call @f_generic(
//   CHECK-NOT: m_0
// CHECK-LABEL: relax.func @none(
//  CHECK-SAME:   -> !relax.tensor<[2], f32> {
//       CHECK: relax.take
//   CHECK-NOT: m_0
// CHECK-LABEL: relax.func @guarded(
//       CHECK: relax.call @guarded_m_2(
//       CHECK: relax.call @guarded_generic(
//   CHECK-NOT: m_0
relax.func @f(%x: !relax.tensor<[m, n], f32>) -> !relax.tensor<[2, n], f32> attributes {relax.specializations = [{m = 0 : i64}, {m = 4 : i64}]} {
  %i = relax.constant dense<[0, -1]> : tensor<2xi64>
  %0 = relax.take %x, %i axis = 0 : (!relax.tensor<[m, n], f32>, !relax.tensor<[2], i64>) -> !relax.tensor<[2, n], f32>
  relax.return %0
}
relax.func @none(%x: !relax.tensor<[m], f32>, %k: !sym.int<k>) -> !relax.tensor<[2], f32> attributes {relax.specializations = [{k = 1 : i64, m = 0 : i64}]} {
  %i = relax.constant dense<[0, -1]> : tensor<2xi64>
  %0 = relax.take %x, %i axis = 0 : (!relax.tensor<[m], f32>, !relax.tensor<[2], i64>) -> !relax.tensor<[2], f32>
  relax.return %0
}
relax.func @guarded(%x: !relax.tensor<[m], f32>, %y: !relax.tensor<[2], f32>) -> !relax.tensor<[2], f32> attributes {relax.specializations = [{m = 0 : i64}, {m = 2 : i64}]} {
  %m = sym.value m : !sym.int<m>
  %size = sym.to_index %m : !sym.int<m> -> index
  %zero = arith.constant 0 : index
  %some = arith.cmpi sgt, %size, %zero : index
  %r = relax.if %some : i1 -> (!relax.tensor<[2], f32>) {
    %i = relax.constant dense<[0, -1]> : tensor<2xi64>
    %0 = relax.take %x, %i axis = 0 : (!relax.tensor<[m], f32>, !relax.tensor<[2], i64>) -> !relax.tensor<[2], f32>
    relax.yield %0
  } else {
    relax.yield %y
  }
  relax.return %r
}

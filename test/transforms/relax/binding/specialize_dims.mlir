// RUN: relax-opt %s -pass-pipeline='builtin.module(relax-specialize-dims{dims=n=1;n=128,m=4})' | FileCheck %s
// RUN: relax-opt %s -pass-pipeline='builtin.module(relax-specialize-dims{dims=n=1;n=128,m=4}, relax-inline-functions, canonicalize, cse)' | FileCheck %s --check-prefix=INLINED
// RUN: not relax-opt %s -pass-pipeline='builtin.module(relax-specialize-dims{dims=zz=1})' 2>&1 | FileCheck %s --check-prefix=NAME
// RUN: not relax-opt %s -pass-pipeline='builtin.module(relax-specialize-dims{dims=n})' 2>&1 | FileCheck %s --check-prefix=NUMBER

// NAME: option 'dims' must name symbols that a function has together, got 'zz=1'
// NUMBER: option 'dims' must be NAME=VALUE with an integer, got 'n'

// CHECK-LABEL: relax.func @f(
//       CHECK: %[[EQ1:.+]] = arith.cmpi eq
//       CHECK: relax.if %[[EQ1]] : i1 -> (!relax.tensor<[n, m], f32>, !sym.int<n>) {
//       CHECK:   relax.call @f_n_1(
//       CHECK:   sym.value n
//       CHECK: } else {
//       CHECK:   %[[A:.+]] = arith.cmpi eq
//       CHECK:   %[[B:.+]] = arith.cmpi eq
//       CHECK:   %[[AND:.+]] = arith.andi %[[A]], %[[B]]
//       CHECK:   relax.if %[[AND]]
//       CHECK:     relax.call @f_n_128_m_4(
//       CHECK:     relax.call @f_generic(%x, %n)
// CHECK-LABEL: relax.func private @f_n_1(%x: !relax.tensor<[1, m], f32>, %n: !sym.int<1>) -> (!relax.tensor<[1, m], f32>, !sym.int<1>)
// CHECK-LABEL: relax.func private @f_n_128_m_4(%x: !relax.tensor<[128, 4], f32>, %n: !sym.int<128>)
// CHECK-LABEL: relax.func private @f_generic(%x: !relax.tensor<[n, m], f32>, %n: !sym.int<n>)
// CHECK-LABEL: relax.func @no_n(
//   CHECK-NOT: relax.if
// INLINED-LABEL: relax.func @f(
//       INLINED: relax.exp {{.+}} -> !relax.tensor<[1, m], f32>
//       INLINED: relax.exp {{.+}} -> !relax.tensor<[128, 4], f32>
//       INLINED: relax.exp {{.+}} -> !relax.tensor<[n, m], f32>
//   INLINED-NOT: relax.func private
relax.func @f(%x: !relax.tensor<[n, m], f32>, %n: !sym.int<n>) -> (!relax.tensor<[n, m], f32>, !sym.int<n>) {
  %0 = relax.exp %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  relax.return %0, %n : !relax.tensor<[n, m], f32>, !sym.int<n>
}
relax.func @no_n(%x: !relax.tensor<[k], f32>) -> !relax.tensor<[k], f32> {
  relax.return %x : !relax.tensor<[k], f32>
}

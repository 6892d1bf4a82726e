// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax-bind-symbolic-dims{dims=n=4,m=8})' | FileCheck %s
// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax-bind-symbolic-dims{dims=n=4,m=8}, relax-bind-symbolic-dims)' | FileCheck %s

// Composite sizes, facts, integers; symbols that the body defines keep their names; a private function's n is another one.
// CHECK-LABEL: relax.func @f(
//  CHECK-SAME: %x: !relax.tensor<[4, k], f32>, %m: !sym.int<8>) -> !relax.tensor<[4 * k], f32>
//  CHECK-SAME: attributes {sym.ranges = {k = array<i64: 1>}}
//       CHECK: relax.call @g(%{{.+}}) : (!relax.tensor<[4 * k], f32>) -> !relax.tensor<[4 * k], f32>
// CHECK-LABEL: relax.func private @g(%x: !relax.tensor<[n], f32>)
// CHECK-LABEL: relax.func @only_m(%x: !relax.tensor<[8], f32>)
relax.func @f(%x: !relax.tensor<[n, k], f32>, %m: !sym.int<m>) -> !relax.tensor<[k * n], f32>
    attributes {sym.ranges = {n = array<i64: 1, 16>, k = array<i64: 1>}, sym.divisible = {n = 2 : i64}} {
  %0 = relax.flatten %x : (!relax.tensor<[n, k], f32>) -> !relax.tensor<[k * n], f32>
  %1 = relax.call @g(%0) : (!relax.tensor<[k * n], f32>) -> !relax.tensor<[k * n], f32>
  relax.return %1 : !relax.tensor<[k * n], f32>
}
relax.func private @g(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  relax.return %x : !relax.tensor<[n], f32>
}
relax.func @only_m(%x: !relax.tensor<[m], f32>) -> !relax.tensor<[m], f32> {
  relax.return %x : !relax.tensor<[m], f32>
}

// -----

// A caller goes on with its own name for the size.
// CHECK-LABEL: relax.func @caller(%x: !relax.tensor<[k], f32>)
//       CHECK: %[[R:.+]] = relax.call @callee(%x) : (!relax.tensor<[k], f32>) -> !relax.tensor<[12], f32>
//       CHECK: %[[C:.+]] = relax.match_cast %[[R]] : !relax.tensor<[12], f32> -> !relax.tensor<[k + 8], f32>
//       CHECK: relax.return %[[C]]
relax.func @caller(%x: !relax.tensor<[k], f32>) -> !relax.tensor<[k + 8], f32> {
  %0 = relax.call @callee(%x) : (!relax.tensor<[k], f32>) -> !relax.tensor<[k + 8], f32>
  relax.return %0 : !relax.tensor<[k + 8], f32>
}
relax.func @callee(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n + 8], f32> {
  %0 = relax.call_pure_packed "pad"(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n + 8], f32>
  relax.return %0 : !relax.tensor<[n + 8], f32>
}
relax.func @has_m(%x: !relax.tensor<[m], f32>) {
  relax.return
}

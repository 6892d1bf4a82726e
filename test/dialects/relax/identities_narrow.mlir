// RUN: relax-opt %s -canonicalize | FileCheck %s

// What no processor computes with has no rules of arithmetic either: nothing is known about its signs. Not beside the other identities, whose
// programs run.
// CHECK-LABEL: relax.func @not_twice(
//  CHECK-NEXT: %[[A:.+]] = relax.negative %x
//  CHECK-NEXT: %[[B:.+]] = relax.negative %[[A]]
//  CHECK-NEXT: relax.return %[[B]]
relax.func @not_twice(%x: !relax.tensor<[n], f8E4M3FN>) -> !relax.tensor<[n], f8E4M3FN> {
  %0 = relax.negative %x : (!relax.tensor<[n], f8E4M3FN>) -> !relax.tensor<[n], f8E4M3FN>
  %1 = relax.negative %0 : (!relax.tensor<[n], f8E4M3FN>) -> !relax.tensor<[n], f8E4M3FN>
  relax.return %1
}

// Folders and canonicalizations of the core operations.
// RUN: relax-opt %s -canonicalize | FileCheck %s

// CHECK-LABEL: relax.func @tuple_get_item(
relax.func @tuple_get_item(%x: !relax.tensor<[n], f32>, %y: !relax.object, %t: tuple<!relax.object>) -> (!relax.object, !relax.object) {
  // CHECK-NOT: relax.tuple(
  %0 = relax.tuple(%x, %y) : (!relax.tensor<[n], f32>, !relax.object) -> tuple<!relax.tensor<[n], f32>, !relax.object>
  %1 = relax.tuple_get_item %0[1] : tuple<!relax.tensor<[n], f32>, !relax.object> -> !relax.object
  // CHECK: %[[T:.*]] = relax.tuple_get_item %t[0]
  %2 = relax.tuple_get_item %t[0] : tuple<!relax.object> -> !relax.object
  // CHECK: relax.return %y, %[[T]]
  relax.return %1, %2
}

// CHECK-LABEL: relax.func @forget(
relax.func @forget(%x: !relax.tensor<[n, m], f32>) -> (!relax.tensor<[n, m], f32>, !relax.tensor<*, f32>) {
  %0 = relax.forget %x : !relax.tensor<[n, m], f32> -> !relax.tensor<[n, m], f32>
  %1 = relax.forget %x : !relax.tensor<[n, m], f32> -> !relax.tensor<[n, ?], f32>
  // CHECK-NEXT: %[[F:.*]] = relax.forget %x : !relax.tensor<[n, m], f32> -> !relax.tensor<*, f32>
  %2 = relax.forget %1 : !relax.tensor<[n, ?], f32> -> !relax.tensor<*, f32>
  // CHECK-NEXT: relax.return %x, %[[F]]
  relax.return %0, %2
}

// A cast that can not fail is no cast; one that may fail, or that defines a symbol, stays.
// CHECK-LABEL: relax.func @match_cast(
relax.func @match_cast(%x: !relax.tensor<[n, m], f32>, %y: !relax.tensor<[?], f32>) -> (!relax.tensor<[n, m], f32>, !relax.tensor<[?, m], f32>, !relax.tensor<[n], f32>, !relax.tensor<[?], f32>) {
  %0 = relax.match_cast %x : !relax.tensor<[n, m], f32> -> !relax.tensor<[n, m], f32>
  // CHECK-NEXT: %[[F:.*]] = relax.forget %x : !relax.tensor<[n, m], f32> -> !relax.tensor<[?, m], f32>
  %1 = relax.match_cast %x : !relax.tensor<[n, m], f32> -> !relax.tensor<[?, m], f32>
  // CHECK-NEXT: %[[C:.*]] = relax.match_cast %y : !relax.tensor<[?], f32> -> !relax.tensor<[n], f32>
  %2 = relax.match_cast %y : !relax.tensor<[?], f32> -> !relax.tensor<[n], f32>
  // CHECK-NEXT: relax.match_cast %y : !relax.tensor<[?], f32> -> !relax.tensor<[k], f32>, !sym.int<k>
  %3, %k = relax.match_cast %y : !relax.tensor<[?], f32> -> !relax.tensor<[k], f32>, !sym.int<k>
  // CHECK-NEXT: %[[G:.*]] = relax.forget
  %4 = relax.forget %3 : !relax.tensor<[k], f32> -> !relax.tensor<[?], f32>
  // CHECK-NEXT: relax.return %x, %[[F]], %[[C]], %[[G]]
  relax.return %0, %1, %2, %4
}

// Operations without effects that nobody needs are erased, calls with effects are not.
// CHECK-LABEL: relax.func @dead(
relax.func @dead(%x: !relax.tensor<[?], f32>, %f: !relax.object) {
  // CHECK-NEXT: relax.call_packed "print"
  // CHECK-NEXT: relax.invoke_closure
  // CHECK-NEXT: relax.call @dead
  // CHECK-NEXT: relax.return
  %0, %m = relax.match_cast %x : !relax.tensor<[?], f32> -> !relax.tensor<[m], f32>, !sym.int<m>
  %1 = relax.call_pure_packed "sort"(%x) : (!relax.tensor<[?], f32>) -> !relax.object
  %2 = relax.dataflow {
    %c = relax.constant dense<1.0> : tensor<f32>
    relax.output %c
  }
  %3 = relax.make_closure @dead() : () -> !relax.object
  %4 = relax.invoke_pure_closure %f() : (!relax.object) -> !relax.object
  relax.call_packed "print"(%x) : (!relax.tensor<[?], f32>) -> ()
  %5 = relax.invoke_closure %f() : (!relax.object) -> !relax.object
  relax.call @dead(%x, %f) : (!relax.tensor<[?], f32>, !relax.object) -> ()
  relax.return
}

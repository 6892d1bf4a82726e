// RUN: relax-opt %s -split-input-file -relax-resolve-closures | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-resolve-closures -relax-resolve-closures | FileCheck %s

// What is not known gets a name, and the call compares it with the others; captured values come last.
// CHECK-LABEL: relax.func @sizes
//       CHECK: %[[X:.+]], %[[S:.+]] = relax.match_cast %x : !relax.tensor<[?], f32> -> !relax.tensor<[s], f32>, !sym.int<s>
//       CHECK: %[[R:.+]] = relax.call pure @f(%[[X]], %w)
//       CHECK: relax.forget %[[R]]
//   CHECK-NOT: relax.make_closure
relax.func @sizes(%x: !relax.tensor<[?], f32>, %w: !relax.tensor<[m], f32>) -> !relax.tensor<[?], f32> {
  %0 = relax.make_closure @f(%w) : (!relax.tensor<[m], f32>) -> !relax.callable<pure (!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>
  %1 = relax.invoke_pure_closure %0(%x)
      : (!relax.callable<pure (!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
  relax.return %1 : !relax.tensor<[?], f32>
}
relax.func private pure @f(%x: !relax.tensor<[s], f32>, %w: !relax.tensor<[s], f32>) -> !relax.tensor<[s], f32> {
  %0 = relax.add %x, %w : (!relax.tensor<[s], f32>, !relax.tensor<[s], f32>) -> !relax.tensor<[s], f32>
  relax.return %0 : !relax.tensor<[s], f32>
}

// -----

// An integer that is captured says what its symbol is; a name that the caller has is not taken.
// CHECK-LABEL: relax.func @integers
//       CHECK: relax.match_cast %x : !relax.tensor<[?], f32> -> !relax.tensor<[[[S:.+]]], f32>, !sym.int<[[S]]>
//       CHECK: relax.call @g(%{{.+}}, %s) : (!relax.tensor<[[[S]]], f32>, !sym.int<s>) -> !relax.tensor<[s], f32>
relax.func @integers(%x: !relax.tensor<[?], f32>, %s: !sym.int<s>) -> !relax.tensor<[?], f32> {
  %0 = relax.make_closure @g(%s) : (!sym.int<s>) -> !relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>
  %1 = relax.invoke_closure %0(%x)
      : (!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
  relax.return %1 : !relax.tensor<[?], f32>
}
relax.func private @g(%x: !relax.tensor<[s], f32>, %n: !sym.int<n>) -> !relax.tensor<[n], f32> {
  %0 = relax.call_packed "resize"(%x, %n) : (!relax.tensor<[s], f32>, !sym.int<n>) -> !relax.tensor<[n], f32>
  relax.return %0 : !relax.tensor<[n], f32>
}

// -----

// Left alone: a closure that is chosen, and a promise of purity that the function does not make.
// CHECK-LABEL: relax.func @unknown
//       CHECK: relax.invoke_closure
//       CHECK: relax.invoke_pure_closure
relax.func @unknown(%x: !relax.object, %c: i1) -> (!relax.object, !relax.object) {
  %0 = relax.make_closure @h() : () -> !relax.object
  %1 = relax.if %c : i1 -> (!relax.object) {
    relax.yield %0
  } else {
    relax.yield %x
  }
  %2 = relax.invoke_closure %1(%x) : (!relax.object, !relax.object) -> !relax.object
  %3 = relax.invoke_pure_closure %0(%x) : (!relax.object, !relax.object) -> !relax.object
  relax.return %2, %3 : !relax.object, !relax.object
}
relax.func private @h(%x: !relax.object) -> !relax.object {
  relax.call_packed "print"(%x) : (!relax.object) -> ()
  relax.return %x : !relax.object
}

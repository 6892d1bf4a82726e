// RUN: relax-opt %s -split-input-file -relax-inline-functions | FileCheck %s
// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax-inline-functions{max-ops=2})' | FileCheck %s --check-prefix=SMALL

// Symbols of the signature become the expressions of the call.
// CHECK-LABEL: relax.func @substitutes
//       CHECK: %[[A:.+]] = relax.add %x, %x : {{.*}} -> !relax.tensor<[2 * n], f32>
//       CHECK: relax.return %[[A]]
//   CHECK-NOT: relax.func private @twice
relax.func @substitutes(%x: !relax.tensor<[2 * n], f32>, %n: !sym.int<n>) -> !relax.tensor<[2 * n], f32> {
  %0 = relax.call @twice(%x) : (!relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32>
  relax.return %0 : !relax.tensor<[2 * n], f32>
}
relax.func private @twice(%a: !relax.tensor<[s], f32>) -> !relax.tensor<[s], f32> {
  %0 = relax.add %a, %a : (!relax.tensor<[s], f32>, !relax.tensor<[s], f32>) -> !relax.tensor<[s], f32>
  relax.return %0 : !relax.tensor<[s], f32>
}

// -----

// Symbols that the body defines get fresh names, in each copy others.
// CHECK-LABEL: relax.func @renames
//       CHECK: relax.match_cast %w : {{.*}} -> !relax.tensor<[n, [[M1:.+]]], f32>, !sym.int<[[M1]]>
//       CHECK: relax.match_cast %w : {{.*}} -> !relax.tensor<[n, [[M2:.+]]], f32>, !sym.int<[[M2]]>
relax.func @renames(%x: !relax.tensor<[n, m], f32>, %w: !relax.tensor<*, f32>) -> (!relax.tensor<[n, ?], f32>, !relax.tensor<[n, ?], f32>) {
  %0 = relax.call @cast(%x, %w) : (!relax.tensor<[n, m], f32>, !relax.tensor<*, f32>) -> !relax.tensor<[n, ?], f32>
  %1 = relax.call @cast(%x, %w) : (!relax.tensor<[n, m], f32>, !relax.tensor<*, f32>) -> !relax.tensor<[n, ?], f32>
  relax.return %0, %1 : !relax.tensor<[n, ?], f32>, !relax.tensor<[n, ?], f32>
}
relax.func private @cast(%a: !relax.tensor<[m, k], f32>, %w: !relax.tensor<*, f32>) -> !relax.tensor<[m, ?], f32> {
  %0, %n = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m, n], f32>, !sym.int<n>
  %1 = relax.forget %0 : !relax.tensor<[m, n], f32> -> !relax.tensor<[m, ?], f32>
  relax.return %1 : !relax.tensor<[m, ?], f32>
}

// -----

// What the types leave open is checked where the call stood.
// CHECK-LABEL: relax.func @undecided
//       CHECK: %[[Y:.+]] = relax.match_cast %y : !relax.tensor<[m], f32> -> !relax.tensor<[2 * n], f32>
//       CHECK: relax.exp %[[Y]]
relax.func @undecided(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>) -> !relax.tensor<[2 * n], f32> {
  %0 = relax.call @double(%x, %y) : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[2 * n], f32>
  relax.return %0 : !relax.tensor<[2 * n], f32>
}
relax.func private @double(%a: !relax.tensor<[s], f32>, %b: !relax.tensor<[2 * s], f32>) -> !relax.tensor<[2 * s], f32> {
  %0 = relax.exp %b : (!relax.tensor<[2 * s], f32>) -> !relax.tensor<[2 * s], f32>
  relax.return %0 : !relax.tensor<[2 * s], f32>
}

// -----

// Callees first: what is inlined has no calls of its own left.
// CHECK-LABEL: relax.func @two_levels
//   CHECK-NOT: relax.call
//       CHECK: relax.exp
//       CHECK: relax.exp
//   CHECK-NOT: relax.func
// SMALL-LABEL: relax.func @two_levels
//       SMALL: relax.call @outer
relax.func @two_levels(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call @outer(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.exp %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %1 : !relax.tensor<[n], f32>
}
relax.func private @outer(%x: !relax.tensor<[a], f32>) -> !relax.tensor<[a], f32> {
  %0 = relax.call @inner(%x) : (!relax.tensor<[a], f32>) -> !relax.tensor<[a], f32>
  relax.return %0 : !relax.tensor<[a], f32>
}
relax.func private @inner(%x: !relax.tensor<[b], f32>) -> !relax.tensor<[b], f32> {
  %0 = relax.exp %x : (!relax.tensor<[b], f32>) -> !relax.tensor<[b], f32>
  relax.return %0 : !relax.tensor<[b], f32>
}

// -----

// A size that only the callee's signature licensed is licensed by the argument now.
// CHECK-LABEL: relax.func @local_symbol
//       CHECK: %[[W:.+]], %[[M:.+]] = relax.match_cast %w
//       CHECK: sym.value m of (%[[W]] : !relax.tensor<[m], f32>)
relax.func @local_symbol(%w: !relax.tensor<*, f32>) {
  %0, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
  relax.call @size(%0) : (!relax.tensor<[m], f32>) -> ()
  relax.return
}
relax.func private @size(%x: !relax.tensor<[s], f32>) {
  %s = sym.value s : !sym.int<s>
  relax.call_packed "use"(%s) : (!sym.int<s>) -> ()
  relax.return
}

// -----

// Recursive functions, public ones, and ones that are values stay.
// CHECK-LABEL: relax.func @stays
//       CHECK: relax.call @public
//       CHECK: relax.call @even
//       CHECK: relax.make_closure @value
// CHECK: relax.func @public
// CHECK: relax.func private @even
// CHECK: relax.call @odd
// CHECK: relax.func private @odd
// CHECK: relax.call @even
// CHECK: relax.func private @value
relax.func @stays(%x: !relax.object) -> !relax.object {
  %0 = relax.call @public(%x) : (!relax.object) -> !relax.object
  %1 = relax.call @even(%0) : (!relax.object) -> !relax.object
  %2 = relax.make_closure @value() : () -> !relax.object
  relax.return %2 : !relax.object
}
relax.func @public(%x: !relax.object) -> !relax.object {
  relax.return %x : !relax.object
}
relax.func private @even(%x: !relax.object) -> !relax.object {
  %0 = relax.call @odd(%x) : (!relax.object) -> !relax.object
  relax.return %0 : !relax.object
}
relax.func private @odd(%x: !relax.object) -> !relax.object {
  %0 = relax.call @even(%x) : (!relax.object) -> !relax.object
  relax.return %0 : !relax.object
}
relax.func private @value(%x: !relax.object) -> !relax.object {
  relax.return %x : !relax.object
}

// -----

// The call compares w with a size that only the other argument tells: no cast of w alone can say that.
// CHECK-LABEL: relax.func @compares_local_size
//       CHECK: relax.call @pair
relax.func @compares_local_size(%x: !relax.tensor<*, f32>, %w: !relax.tensor<[n], f32>) -> !relax.tensor<[?], f32> {
  %0, %s = relax.match_cast %x : !relax.tensor<*, f32> -> !relax.tensor<[s], f32>, !sym.int<s>
  %1 = relax.call @pair(%0, %w) : (!relax.tensor<[s], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[s], f32>
  %2 = relax.forget %1 : !relax.tensor<[s], f32> -> !relax.tensor<[?], f32>
  relax.return %2 : !relax.tensor<[?], f32>
}
relax.func private @pair(%a: !relax.tensor<[k], f32>, %b: !relax.tensor<[k], f32>) -> !relax.tensor<[k], f32> {
  %0 = relax.add %a, %b : (!relax.tensor<[k], f32>, !relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
  relax.return %0 : !relax.tensor<[k], f32>
}

// -----

// What is to become one kernel, or to be replaced, stays a function.
// CHECK-LABEL: relax.func @groups
//       CHECK:   relax.call pure @primitive
//       CHECK:   relax.call pure @composite
//       CHECK:   relax.call pure @codegen
relax.func @groups(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call pure @primitive(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call pure @composite(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.call pure @codegen(%1) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %2
}
relax.func private pure @primitive(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.primitive} {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}
relax.func private pure @composite(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "my.exp"} {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}
relax.func private pure @codegen(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.codegen = "my"} {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}

// -----

// A dimension that becomes a constant has no operand.
// CHECK-LABEL: relax.func @constant_sizes
//       CHECK:   relax.view_tensor %x(%{{[^,]+}}) : (!relax.tensor<[n, 4], f32>, !sym.int<4 * n>) -> !relax.tensor<[4 * n], f32>
//       CHECK:   %[[N:.+]] = relax.dim %x[0]
//       CHECK:   relax.alloc_tensor(%[[N]]) : (!sym.int<n>) -> !relax.tensor<[n, 4], f32>
//       CHECK:   relax.view_tensor %w() : (!relax.tensor<[2, 4], f32>) -> !relax.tensor<[8], f32>
//       CHECK:   relax.alloc_tensor() : () -> !relax.tensor<[2, 4], f32>
relax.func @constant_sizes(%x: !relax.tensor<[n, 4], f32>, %w: !relax.tensor<[2, 4], f32>) -> (!relax.tensor<[n, 4], f32>, !relax.tensor<[2, 4], f32>)
    attributes {relax.memory, relax.shapes_checked} {
  %0 = relax.call @make(%x) : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %1 = relax.call @make(%w) : (!relax.tensor<[2, 4], f32>) -> !relax.tensor<[2, 4], f32>
  relax.return %0, %1
}
relax.func private @make(%a: !relax.tensor<[s, t], f32>) -> !relax.tensor<[s, t], f32> attributes {relax.memory, relax.shapes_checked} {
  %p = sym.value s * t : !sym.int<s * t>
  %0 = relax.view_tensor %a(%p) : (!relax.tensor<[s, t], f32>, !sym.int<s * t>) -> !relax.tensor<[s * t], f32>
  %s = relax.dim %a[0] : !relax.tensor<[s, t], f32> -> !sym.int<s>
  %t = relax.dim %a[1] : !relax.tensor<[s, t], f32> -> !sym.int<t>
  %1 = relax.alloc_tensor(%s, %t) : (!sym.int<s>, !sym.int<t>) -> !relax.tensor<[s, t], f32>
  relax.call_packed "f"(%0, %1) : (!relax.tensor<[s * t], f32>, !relax.tensor<[s, t], f32>) -> ()
  relax.return %1
}

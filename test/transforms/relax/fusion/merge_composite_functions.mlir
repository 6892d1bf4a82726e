// RUN: relax-opt %s -split-input-file -relax-merge-composite-functions | FileCheck %s
// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax-merge-composite-functions,relax-merge-composite-functions)' | FileCheck %s

// A chain in two functions; a value that others need is a result; each function has a name of its own.
// CHECK-LABEL: relax.func @chain
//  CHECK-NEXT:   %[[A:.+]]:2 = relax.call pure @fused_my(%x, %w) : {{.*}} -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>)
//  CHECK-NEXT:   %[[B:.+]] = relax.exp %[[A]]#0
//  CHECK-NEXT:   relax.return %[[A]]#1, %[[B]]
// CHECK-LABEL: relax.func @single
//  CHECK-NEXT:   %[[C:.+]] = relax.call pure @[[SINGLE:fused_my_[0-9]+]](%x)
//  CHECK-NEXT:   relax.return %[[C]]
//       CHECK: relax.func private pure @fused_my(%[[X:.+]]: !relax.tensor<[n], f32>, %[[W:.+]]: !relax.tensor<[n], f32>) -> {{.*}} attributes {relax.codegen = "my"}
//  CHECK-NEXT:   %[[S:.+]] = relax.call pure @add(%[[X]], %[[W]])
//  CHECK-NEXT:   %[[T:.+]] = relax.call pure @add(%[[S]], %[[W]])
//  CHECK-NEXT:   relax.return %[[S]], %[[T]]
//       CHECK: relax.func private pure @[[SINGLE]](%{{.+}}: !relax.tensor<[k], f32>) -> {{.*}} attributes {relax.codegen = "my"}
relax.func @chain(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.call pure @add(%x, %w) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.exp %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.call pure @add(%0, %w) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %2, %1
}
relax.func @single(%x: !relax.tensor<[k], f32>) -> !relax.tensor<[k], f32> {
  %0 = relax.call pure @add(%x, %x) : (!relax.tensor<[k], f32>, !relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
  relax.return %0
}
relax.func private pure @add(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "my.add"} {
  %0 = relax.add %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}

// -----

// Through another operator a way leads out and back. What does not lie on it is joined, though it has the same consumer.
// CHECK-LABEL: relax.func @cycle
//  CHECK-NEXT:   %[[A:.+]] = relax.call pure @[[F0:fused_my.*]](%x)
//  CHECK-NEXT:   %[[E:.+]] = relax.exp %[[A]]
//  CHECK-NEXT:   %[[R:.+]] = relax.call pure @[[F1:fused_my.*]](%w, %[[E]], %[[A]])
//  CHECK-NEXT:   relax.return %[[R]]
//       CHECK: relax.func private pure @[[F0]](%{{.+}}: !relax.tensor<[n], f32>) -> {{.*}} attributes {relax.codegen = "my"} {
//  CHECK-NEXT:   relax.call pure @add
//  CHECK-NEXT:   relax.return
//       CHECK: relax.func private pure @[[F1]](
//  CHECK-NEXT:   relax.call pure @add
//  CHECK-NEXT:   relax.call pure @add
//  CHECK-NEXT:   relax.call pure @add
//  CHECK-NEXT:   relax.return
relax.func @cycle(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call pure @add(%x, %x) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.exp %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.call pure @add(%w, %w) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %3 = relax.call pure @add(%1, %2) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %4 = relax.call pure @add(%3, %0) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %4
}
relax.func private pure @add(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "my.add"} {
  %0 = relax.add %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}

// -----

// Two backends: each pair alone could be joined, both together would wait for each other.
// CHECK-LABEL: relax.func @two_backends
//       CHECK:   relax.call pure @fused_
//  CHECK-NEXT:   relax.call pure @fused_
//  CHECK-NEXT:   relax.call pure @fused_
//  CHECK-NEXT:   relax.return
//       CHECK: attributes {relax.codegen = "a"}
relax.func @two_backends(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %a1 = relax.call pure @exp_a(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %b2 = relax.call pure @exp_b(%y) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %b1 = relax.call pure @add_b(%a1, %b2) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %a2 = relax.call pure @add_a(%a1, %b2) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %b1, %a2
}
relax.func private pure @exp_a(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "a.exp"} {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}
relax.func private pure @exp_b(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "b.exp"} {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}
relax.func private pure @add_a(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "a.add"} {
  %0 = relax.add %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}
relax.func private pure @add_b(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "b.add"} {
  %0 = relax.add %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}

// -----

// Tuples between calls belong to them; one that is for others stays. Constants are operands.
// CHECK-LABEL: relax.func @tuples
//       CHECK:   %[[C:.+]] = relax.constant
//       CHECK:   %[[R:.+]]:2 = relax.call pure @fused_my(%x, %[[C]])
//       CHECK:   %[[F:.+]] = relax.tuple_get_item %[[R]]#0[1]
//       CHECK:   relax.return %[[R]]#1, %[[F]]
//       CHECK: relax.func private pure @fused_my(
//  CHECK-NEXT:   %[[P:.+]] = relax.call pure @pair
//  CHECK-NEXT:   %[[Q:.+]] = relax.tuple_get_item %[[P]][0]
//  CHECK-NEXT:   %[[S:.+]] = relax.call pure @add(%[[Q]], %{{.+}})
//  CHECK-NEXT:   relax.return %[[P]], %[[S]]
relax.func @tuples(%x: !relax.tensor<[2], f32>) -> (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>) {
  %c = relax.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %0 = relax.call pure @pair(%x) : (!relax.tensor<[2], f32>) -> tuple<!relax.tensor<[2], f32>, !relax.tensor<[2], f32>>
  %1 = relax.tuple_get_item %0[0] : tuple<!relax.tensor<[2], f32>, !relax.tensor<[2], f32>> -> !relax.tensor<[2], f32>
  %2 = relax.tuple_get_item %0[1] : tuple<!relax.tensor<[2], f32>, !relax.tensor<[2], f32>> -> !relax.tensor<[2], f32>
  %3 = relax.call pure @add(%1, %c) : (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
  relax.return %3, %2
}
relax.func private pure @pair(%x: !relax.tensor<[2], f32>) -> tuple<!relax.tensor<[2], f32>, !relax.tensor<[2], f32>> attributes {relax.composite = "my.pair"} {
  %0 = relax.tuple(%x, %x) : (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>) -> tuple<!relax.tensor<[2], f32>, !relax.tensor<[2], f32>>
  relax.return %0
}
relax.func private pure @add(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "my.add"} {
  %0 = relax.add %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}

// -----

// A tuple that gathers what two calls compute.
// CHECK-LABEL: relax.func @gathered
//  CHECK-NEXT:   %[[R:.+]] = relax.call pure @fused_my(%x)
//  CHECK-NEXT:   relax.return %[[R]]
relax.func @gathered(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call pure @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call pure @exp(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.tuple(%0, %1) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> tuple<!relax.tensor<[n], f32>, !relax.tensor<[n], f32>>
  %3 = relax.call pure @first(%2) : (tuple<!relax.tensor<[n], f32>, !relax.tensor<[n], f32>>) -> !relax.tensor<[n], f32>
  relax.return %3
}
relax.func private pure @exp(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "my.exp"} {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}
relax.func private pure @first(%x: tuple<!relax.tensor<[n], f32>, !relax.tensor<[n], f32>>) -> !relax.tensor<[n], f32> attributes {relax.composite = "my.first"} {
  %0 = relax.tuple_get_item %x[0] : tuple<!relax.tensor<[n], f32>, !relax.tensor<[n], f32>> -> !relax.tensor<[n], f32>
  relax.return %0
}

// -----

// A symbol that no operand tells bare is passed.
// CHECK-LABEL: relax.func @symbols
//       CHECK:   %[[N:.+]] = sym.value n
//       CHECK:   relax.call pure @fused_my(%x, %[[N]])
//       CHECK: relax.func private pure @fused_my(%{{.+}}: !relax.tensor<[2 * n], f32>, %{{.+}}: !sym.int<n>) -> !relax.tensor<[2 * n], f32> attributes {relax.codegen = "my"}
relax.func @symbols(%x: !relax.tensor<[2 * n], f32>, %n: !sym.int<n>) -> !relax.tensor<[2 * n], f32> {
  %0 = relax.call pure @exp(%x) : (!relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32>
  %1 = relax.call pure @exp(%0) : (!relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32>
  relax.return %1
}
relax.func private pure @exp(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "my.exp"} {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}

// -----

// Not across effects, a check of a result, or a region; not with effects, and not without a backend. Inside of regions as outside.
// CHECK-LABEL: relax.func @effect
//       CHECK:   relax.call pure @fused_my
//       CHECK:   relax.call_packed "f"
//       CHECK:   relax.call pure @fused_my
// CHECK-LABEL: relax.func @check
//       CHECK:   relax.call pure @fused_my
//       CHECK:   relax.match_cast
//       CHECK:   relax.call pure @fused_my
// CHECK-LABEL: relax.func @impure
//       CHECK:   relax.call @exp
//  CHECK-NEXT:   relax.call @exp
// CHECK-LABEL: relax.func @nobody
//       CHECK:   relax.call pure @mine
//  CHECK-NEXT:   relax.call pure @mine
// CHECK-LABEL: relax.func @dataflow
//       CHECK:   relax.dataflow
//  CHECK-NEXT:     relax.call pure @fused_my
//  CHECK-NEXT:     relax.output
relax.func @effect(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call pure @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call_packed "f"(%y) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.call pure @exp(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %2
}
relax.func @check(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[4], f32> {
  %0 = relax.call pure @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.match_cast %0 : !relax.tensor<[n], f32> -> !relax.tensor<[4], f32>
  %2 = relax.call pure @exp(%1) : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
  relax.return %2
}
relax.func @impure(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call @exp(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %1
}
relax.func @nobody(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call pure @mine(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call pure @mine(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %1
}
relax.func @dataflow(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.dataflow {
    %1 = relax.call pure @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %2 = relax.call pure @exp(%1) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.output %2 : !relax.tensor<[n], f32>
  }
  relax.return %0
}
relax.func private pure @exp(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "my.exp"} {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}
relax.func private pure @mine(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "mine"} {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}

// RUN: relax-opt %s -split-input-file -relax-merge-symbols | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-merge-symbols -relax-merge-symbols | FileCheck %s

// Two casts of one tensor name its dimensions once.
// CHECK-LABEL: relax.func @two_casts
//       CHECK: %[[A:.+]], %[[N:.+]], %[[M:.+]] = relax.match_cast %x : {{.+}} -> !relax.tensor<[a, b], f32>, !sym.int<a>, !sym.int<b>
//   CHECK-NOT: relax.match_cast
//       CHECK: relax.add %[[A]], %[[A]] : {{.+}} -> !relax.tensor<[a, b], f32>
//       CHECK: relax.return %{{.+}}, %{{.+}}
relax.func @two_casts(%x: !relax.tensor<*, f32>) -> (!relax.tensor<[?, ?], f32>, !relax.object) {
  %0, %a, %b = relax.match_cast %x : !relax.tensor<*, f32> -> !relax.tensor<[a, b], f32>, !sym.int<a>, !sym.int<b>
  %1, %c, %d = relax.match_cast %x : !relax.tensor<*, f32> -> !relax.tensor<[c, d], f32>, !sym.int<c>, !sym.int<d>
  %2 = relax.add %0, %1 : (!relax.tensor<[a, b], f32>, !relax.tensor<[c, d], f32>)
      -> !relax.tensor<[select(a == 1, c, a), select(b == 1, d, b)], f32>
  %3 = relax.forget %2 : !relax.tensor<[select(a == 1, c, a), select(b == 1, d, b)], f32> -> !relax.tensor<[?, ?], f32>
  %4 = relax.forget %d : !sym.int<d> -> !relax.object
  relax.return %3, %4 : !relax.tensor<[?, ?], f32>, !relax.object
}

// -----

// A dimension that the operand knows keeps its name; another one of the same cast is still defined.
// CHECK-LABEL: relax.func @known_dim
//       CHECK: relax.match_cast %x : !relax.tensor<[n, ?], f32> -> !relax.tensor<[n, b], f32>, !sym.int<b>
//       CHECK: sym.value n
relax.func @known_dim(%x: !relax.tensor<[n, ?], f32>) -> (!relax.tensor<[?, ?], f32>, !relax.object) {
  %0, %a, %b = relax.match_cast %x : !relax.tensor<[n, ?], f32> -> !relax.tensor<[a, b], f32>, !sym.int<a>, !sym.int<b>
  %1 = relax.forget %0 : !relax.tensor<[a, b], f32> -> !relax.tensor<[?, ?], f32>
  %2 = relax.forget %a : !sym.int<a> -> !relax.object
  relax.return %1, %2 : !relax.tensor<[?, ?], f32>, !relax.object
}

// -----

// Equal ops that define symbols.
// CHECK-LABEL: relax.func @equal_definers
//       CHECK: %[[T:.+]]:2 = relax.tensor_to_ints
//   CHECK-NOT: relax.tensor_to_ints
//       CHECK: relax.shape(%[[T]]#0, %[[T]]#1) : {{.+}} -> !relax.shape<[a, b]>
relax.func @equal_definers(%t: !relax.tensor<[2], i64>) -> !relax.shape<*> {
  %a, %b = relax.tensor_to_ints %t symbols ["a", "b"] : !relax.tensor<[2], i64> -> !sym.int<a>, !sym.int<b>
  %c, %d = relax.tensor_to_ints %t symbols ["c", "d"] : !relax.tensor<[2], i64> -> !sym.int<c>, !sym.int<d>
  %s = relax.shape(%a, %d) : (!sym.int<a>, !sym.int<d>) -> !relax.shape<[a, d]>
  %0 = relax.forget %s : !relax.shape<[a, d]> -> !relax.shape<*>
  relax.return %0 : !relax.shape<*>
}

// -----

// Both branches yield one size.
// CHECK-LABEL: relax.func @branches
//       CHECK: relax.if %c : i1 -> (!relax.tensor<[n], f32>) {
//       CHECK: relax.forget %{{.+}} : !relax.tensor<[n], f32>
relax.func @branches(%x: !relax.tensor<[n], f32>, %n: !sym.int<n>, %c: i1) -> !relax.tensor<[?], f32> {
  %0, %s = relax.if %c : i1 symbols ["s"] -> (!relax.tensor<[s], f32>, !sym.int<s>) {
    %1 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %1, %n
  } else {
    relax.yield %x, %n
  }
  %2 = relax.forget %0 : !relax.tensor<[s], f32> -> !relax.tensor<[?], f32>
  relax.return %2 : !relax.tensor<[?], f32>
}

// -----

// What a branch knows is not known elsewhere, and casts of different tensors are different.
// CHECK-LABEL: relax.func @not_dominated
//       CHECK: !sym.int<a>
//       CHECK: !sym.int<b>
//       CHECK: !sym.int<e>
relax.func @not_dominated(%x: !relax.tensor<[?], f32>, %y: !relax.tensor<[?], f32>, %c: i1) -> !relax.tensor<[?], f32> {
  %0 = relax.if %c : i1 -> (!relax.tensor<[?], f32>) {
    %1, %a = relax.match_cast %x : !relax.tensor<[?], f32> -> !relax.tensor<[a], f32>, !sym.int<a>
    %2 = relax.exp %1 : (!relax.tensor<[a], f32>) -> !relax.tensor<[a], f32>
    %3 = relax.forget %2 : !relax.tensor<[a], f32> -> !relax.tensor<[?], f32>
    relax.yield %3
  } else {
    %1, %b = relax.match_cast %x : !relax.tensor<[?], f32> -> !relax.tensor<[b], f32>, !sym.int<b>
    %2 = relax.tanh %1 : (!relax.tensor<[b], f32>) -> !relax.tensor<[b], f32>
    %3 = relax.forget %2 : !relax.tensor<[b], f32> -> !relax.tensor<[?], f32>
    relax.yield %3
  }
  %4, %e = relax.match_cast %y : !relax.tensor<[?], f32> -> !relax.tensor<[e], f32>, !sym.int<e>
  %5 = relax.exp %4 : (!relax.tensor<[e], f32>) -> !relax.tensor<[e], f32>
  %6 = relax.forget %5 : !relax.tensor<[e], f32> -> !relax.tensor<[?], f32>
  relax.return %6 : !relax.tensor<[?], f32>
}

// -----

// The program fails when it runs, not when it is compiled.
// CHECK-LABEL: relax.func @contradiction
//       CHECK: !sym.int<a>
//       CHECK: relax.matmul
relax.func @contradiction(%x: !relax.tensor<[4, 3], f32>, %y: !relax.tensor<[4, 4], f32>) -> !relax.tensor<[4, 4], f32> {
  %0 = relax.forget %x : !relax.tensor<[4, 3], f32> -> !relax.tensor<[4, ?], f32>
  %1, %a = relax.match_cast %0 : !relax.tensor<[4, ?], f32> -> !relax.tensor<[4, a], f32>, !sym.int<a>
  %2 = relax.matmul %1, %y : (!relax.tensor<[4, a], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[4, 4], f32>
  relax.return %2 : !relax.tensor<[4, 4], f32>
}

// -----

// Integers that stand in the program are numbers in the types, unsigned ones and negative ones, too.
// CHECK-LABEL: relax.func @constants
//   CHECK-NOT: relax.tensor_to_ints
//       CHECK: %[[M:.+]] = sym.value -2 : !sym.int<-2>
//       CHECK: relax.broadcast_to %x, %{{.+}} : {{.+}} -> !relax.tensor<[3, n], f32>
//       CHECK: relax.shape(%{{.+}}, %{{.+}}) : {{.+}} -> !relax.shape<[n + 200, 3]>
//       CHECK: relax.forget %[[M]] : !sym.int<-2> -> !relax.object
relax.func @constants(%x: !relax.tensor<[n], f32>, %n: !sym.int<n>) -> (!relax.tensor<*, f32>, !relax.shape<*>, !relax.object) {
  %c = relax.constant dense<[3, -2]> : tensor<2xi64>
  %u = relax.constant dense<200> : tensor<ui8>
  %a, %b = relax.tensor_to_ints %c symbols ["a", "b"] : !relax.tensor<[2], i64> -> !sym.int<a>, !sym.int<b>
  %d = relax.tensor_to_ints %u symbols ["d"] : !relax.tensor<[], ui8> -> !sym.int<d>
  %t = relax.shape(%a, %n) : (!sym.int<a>, !sym.int<n>) -> !relax.shape<[a, n]>
  %0 = relax.broadcast_to %x, %t : (!relax.tensor<[n], f32>, !relax.shape<[a, n]>) -> !relax.tensor<[a, n], f32>
  %3 = relax.forget %0 : !relax.tensor<[a, n], f32> -> !relax.tensor<*, f32>
  %m = sym.value d + n of (%d, %n : !sym.int<d>, !sym.int<n>) : !sym.int<d + n>
  %s = relax.shape(%m, %a) : (!sym.int<d + n>, !sym.int<a>) -> !relax.shape<[d + n, a]>
  %1 = relax.forget %s : !relax.shape<[d + n, a]> -> !relax.shape<*>
  %2 = relax.forget %b : !sym.int<b> -> !relax.object
  relax.return %3, %1, %2 : !relax.tensor<*, f32>, !relax.shape<*>, !relax.object
}

// -----

// A size that turns out to be negative is found when the program runs, and so is a dimension that does not fit; what no
// integer of 64 bits holds stays a symbol.
// CHECK-LABEL: relax.func @negative_constant
//       CHECK: relax.tensor_to_ints
//       CHECK: -> !relax.tensor<[a], f32>
relax.func @negative_constant(%x: !relax.tensor<[1], f32>) -> !relax.tensor<*, f32> {
  %c = relax.constant dense<[-3]> : tensor<1xi64>
  %a = relax.tensor_to_ints %c symbols ["a"] : !relax.tensor<[1], i64> -> !sym.int<a>
  %s = relax.shape(%a) : (!sym.int<a>) -> !relax.shape<[a]>
  %0 = relax.broadcast_to %x, %s : (!relax.tensor<[1], f32>, !relax.shape<[a]>) -> !relax.tensor<[a], f32>
  %1 = relax.forget %0 : !relax.tensor<[a], f32> -> !relax.tensor<*, f32>
  relax.return %1 : !relax.tensor<*, f32>
}
// CHECK-LABEL: relax.func @large_constant
//       CHECK: relax.tensor_to_ints
relax.func @large_constant() -> !relax.object {
  %c = relax.constant dense<18446744073709551615> : tensor<ui64>
  %a = relax.tensor_to_ints %c symbols ["a"] : !relax.tensor<[], ui64> -> !sym.int<a>
  %0 = relax.forget %a : !sym.int<a> -> !relax.object
  relax.return %0 : !relax.object
}
// CHECK-LABEL: relax.func @contradicting_constant
//       CHECK: relax.tensor_to_ints
relax.func @contradicting_constant(%x: !relax.tensor<[4], f32>) -> !relax.tensor<*, f32> {
  %c = relax.constant dense<[3]> : tensor<1xi64>
  %a = relax.tensor_to_ints %c symbols ["a"] : !relax.tensor<[1], i64> -> !sym.int<a>
  %s = relax.shape(%a) : (!sym.int<a>) -> !relax.shape<[a]>
  %0 = relax.broadcast_to %x, %s : (!relax.tensor<[4], f32>, !relax.shape<[a]>) -> !relax.tensor<[a], f32>
  %1 = relax.forget %0 : !relax.tensor<[a], f32> -> !relax.tensor<*, f32>
  relax.return %1 : !relax.tensor<*, f32>
}

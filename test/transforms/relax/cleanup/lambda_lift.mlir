// RUN: relax-opt %s -split-input-file -relax-lambda-lift | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-lambda-lift -relax-lambda-lift | FileCheck %s

// Captured values come behind the parameters, in order of their use and each once; constants are made again.
// CHECK-LABEL: relax.func @captures
//       CHECK: %[[C:.+]] = relax.make_closure @captures_lambda(%w, %x) : (!relax.tensor<[m, n], f32>, !relax.tensor<[n], f32>)
//  CHECK-SAME:   -> !relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>
//       CHECK: relax.invoke_closure %[[C]](%y)
// CHECK-LABEL: relax.func private @captures_lambda
//  CHECK-SAME:   (%[[V:.+]]: !relax.tensor<[?], f32>, %w: !relax.tensor<[m, n], f32>, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[?], f32>
//       CHECK:   %[[TWO:.+]] = relax.constant dense<2.000000e+00>
//       CHECK:   %[[U:.+]] = relax.match_cast %[[V]] : !relax.tensor<[?], f32> -> !relax.tensor<[m], f32>
//       CHECK:   relax.matmul %[[U]], %w
//       CHECK:   relax.multiply %{{.+}}, %[[TWO]]
//       CHECK:   relax.add %{{.+}}, %x
//       CHECK:   relax.return
relax.func @captures(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<[m, n], f32>, %y: !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
  %two = relax.constant dense<2.0> : tensor<f32>
  %f = relax.lambda %self(%v: !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
    %0 = relax.match_cast %v : !relax.tensor<[?], f32> -> !relax.tensor<[m], f32>
    %1 = relax.matmul %0, %w : (!relax.tensor<[m], f32>, !relax.tensor<[m, n], f32>) -> !relax.tensor<[n], f32>
    %2 = relax.multiply %1, %two : (!relax.tensor<[n], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n], f32>
    %3 = relax.add %2, %x : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %4 = relax.add %3, %x : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %5 = relax.forget %4 : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
    relax.lambda_return %5 : !relax.tensor<[?], f32>
  }
  %0 = relax.invoke_closure %f(%y) : (!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
  relax.return %0 : !relax.tensor<[?], f32>
}

// -----

// Symbols: n is known by nothing that is captured, m stands in a product only, k is the lambda's own.
// CHECK-LABEL: relax.func @symbols
//       CHECK: %[[M:.+]] = sym.value m of (%w : !relax.tensor<[2 * m], f32>) : !sym.int<m>
//       CHECK: %[[N:.+]] = sym.value n : !sym.int<n>
//       CHECK: relax.make_closure @symbols_lambda(%w, %[[M]], %[[N]]) : (!relax.tensor<[2 * m], f32>, !sym.int<m>, !sym.int<n>)
// CHECK-LABEL: relax.func private pure @symbols_lambda
//  CHECK-SAME:   (%[[V:.+]]: !relax.tensor<[?], f32>, %w: !relax.tensor<[2 * m], f32>, %{{.+}}: !sym.int<m>, %{{.+}}: !sym.int<n>) -> !relax.object
//       CHECK:   relax.match_cast %[[V]] : !relax.tensor<[?], f32> -> !relax.tensor<[k], f32>, !sym.int<k>
//       CHECK:   sym.value m + n : !sym.int<m + n>
relax.func @symbols(%x: !relax.tensor<[n], f32>, %m: !sym.int<m>, %w: !relax.tensor<[2 * m], f32>) -> !relax.callable<pure (!relax.tensor<[?], f32>) -> !relax.object> {
  %f = relax.lambda pure %self(%v: !relax.tensor<[?], f32>) -> !relax.object {
    %0, %k = relax.match_cast %v : !relax.tensor<[?], f32> -> !relax.tensor<[k], f32>, !sym.int<k>
    %1 = relax.concat %0, %w axis = 0 : (!relax.tensor<[k], f32>, !relax.tensor<[2 * m], f32>) -> !relax.tensor<[k + 2 * m], f32>
    %2 = sym.value m + n : !sym.int<m + n>
    %3 = relax.shape(%k, %2) : (!sym.int<k>, !sym.int<m + n>) -> !relax.shape<[k, m + n]>
    %4 = relax.tuple(%1, %3) : (!relax.tensor<[k + 2 * m], f32>, !relax.shape<[k, m + n]>) -> tuple<!relax.tensor<[k + 2 * m], f32>, !relax.shape<[k, m + n]>>
    %5 = relax.forget %4 : tuple<!relax.tensor<[k + 2 * m], f32>, !relax.shape<[k, m + n]>> -> !relax.object
    relax.lambda_return %5 : !relax.object
  }
  relax.return %f : !relax.callable<pure (!relax.tensor<[?], f32>) -> !relax.object>
}

// -----

// Recursion is a call with what was captured; where it passes itself on, the closure is made again.
// CHECK-LABEL: relax.func @recursion
//       CHECK: relax.make_closure @recursion_lambda(%w)
// CHECK-LABEL: relax.func private @recursion_lambda(
//  CHECK-SAME:   %[[V:[a-z0-9]+]]: !relax.object, %w: !relax.tensor<[n], f32>) -> !relax.object
//       CHECK:   %[[SELF:.+]] = relax.make_closure @recursion_lambda(%w)
//       CHECK:   %[[R:.+]] = relax.call @recursion_lambda(%[[V]], %w) : (!relax.object, !relax.tensor<[n], f32>) -> !relax.object
//       CHECK:   relax.call_packed "keep"(%[[SELF]], %[[R]], %w)
relax.func @recursion(%w: !relax.tensor<[n], f32>) -> !relax.callable<(!relax.object) -> !relax.object> {
  %f = relax.lambda %self(%v: !relax.object) -> !relax.object {
    %0 = relax.invoke_closure %self(%v) : (!relax.callable<(!relax.object) -> !relax.object>, !relax.object) -> !relax.object
    relax.call_packed "keep"(%self, %0, %w) : (!relax.callable<(!relax.object) -> !relax.object>, !relax.object, !relax.tensor<[n], f32>) -> ()
    relax.lambda_return %0 : !relax.object
  }
  relax.return %f : !relax.callable<(!relax.object) -> !relax.object>
}

// -----

// The inner one captures a parameter of the outer one, the outer one itself, and what the outer one captures.
// CHECK-LABEL: relax.func @nested
//       CHECK: relax.make_closure @nested_lambda_0(%x) : (!relax.object)
// CHECK-LABEL: relax.func private @nested_lambda_0(
//  CHECK-SAME:   %[[V:[a-z0-9]+]]: !relax.object, %x: !relax.object) -> !relax.object
//       CHECK:   %[[SELF:.+]] = relax.make_closure @nested_lambda_0(%x)
//       CHECK:   relax.make_closure @nested_lambda(%[[SELF]], %[[V]], %x)
// CHECK-LABEL: relax.func private @nested_lambda(
//  CHECK-SAME:   %[[U:[a-z0-9]+]]: !relax.object, %[[F:[a-z0-9]+]]: !relax.callable<(!relax.object) -> !relax.object>, %[[A:[a-z0-9]+]]: !relax.object, %x: !relax.object) -> !relax.object
//       CHECK:   relax.invoke_closure %[[F]](%[[U]])
//       CHECK:   relax.call_packed "pair"(%{{.+}}, %[[A]], %x)
relax.func @nested(%x: !relax.object) -> !relax.callable<(!relax.object) -> !relax.object> {
  %f = relax.lambda %self(%v: !relax.object) -> !relax.object {
    %g = relax.lambda %me(%u: !relax.object) -> !relax.object {
      %0 = relax.invoke_closure %self(%u) : (!relax.callable<(!relax.object) -> !relax.object>, !relax.object) -> !relax.object
      %1 = relax.call_packed "pair"(%0, %v, %x) : (!relax.object, !relax.object, !relax.object) -> !relax.object
      relax.lambda_return %1 : !relax.object
    }
    %2 = relax.invoke_closure %g(%x) : (!relax.callable<(!relax.object) -> !relax.object>, !relax.object) -> !relax.object
    relax.lambda_return %2 : !relax.object
  }
  relax.return %f : !relax.callable<(!relax.object) -> !relax.object>
}

// -----

// Several functions: names differ, also from those that are there. One that nobody uses is removed.
// CHECK-LABEL: relax.func @f()
//       CHECK: relax.make_closure @f_lambda_0()
// CHECK-LABEL: relax.func private @f_lambda_0
// CHECK-LABEL: relax.func @f_lambda()
//  CHECK-NEXT:   relax.return
// CHECK-LABEL: relax.func @g
//       CHECK: relax.if
//       CHECK:   relax.make_closure @g_lambda()
//       CHECK:   relax.yield
//   CHECK-NOT: lambda
relax.func @f() -> !relax.callable<() -> ()> {
  %0 = relax.lambda %self() {
    relax.call_packed "tick"() : () -> ()
    relax.lambda_return
  }
  relax.return %0 : !relax.callable<() -> ()>
}
relax.func @f_lambda() {
  %0 = relax.lambda %self() {
    relax.lambda_return
  }
  relax.return
}
relax.func @g(%c: i1, %h: !relax.callable<() -> ()>) -> !relax.callable<() -> ()> {
  %0 = relax.if %c : i1 -> (!relax.callable<() -> ()>) {
    %1 = relax.lambda %self() {
      relax.lambda_return
    }
    relax.yield %1
  } else {
    relax.yield %h
  }
  relax.return %0 : !relax.callable<() -> ()>
}
// CHECK: relax.func private @g_lambda()

// -----

// Left alone: closures that are made by name, functions without lambdas, declarations.
// CHECK-LABEL: relax.func @plain
//  CHECK-NEXT:   relax.make_closure @declared(%x)
//  CHECK-NEXT:   relax.return
relax.func @plain(%x: !relax.object) -> !relax.object {
  %0 = relax.make_closure @declared(%x) : (!relax.object) -> !relax.object
  relax.return %0 : !relax.object
}
relax.func private @declared(!relax.object)

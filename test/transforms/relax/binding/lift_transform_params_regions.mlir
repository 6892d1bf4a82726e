// RUN: relax-opt %s -split-input-file -relax-lift-transform-params | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-lift-transform-params -relax-lift-transform-params | FileCheck %s

// Both branches: what they have in common is lifted once, with its own copy of the constant. The branch that does nothing
// else yields a parameter.
// CHECK-LABEL: relax.func @branches(
//  CHECK-SAME: %param_0: !relax.tensor<[m], f32>, %param_1: !relax.tensor<[m], f32>)
//   CHECK-NOT: relax.exp
//   CHECK-NOT: relax.constant
//       CHECK: relax.if %c
//       CHECK:   %[[A:.+]] = relax.add %x, %param_1
//  CHECK-NEXT:   relax.yield %[[A]]
//  CHECK-NEXT: } else {
//  CHECK-NEXT:   relax.yield %param_0
// CHECK-LABEL: relax.func @branches_transform_params(
//  CHECK-SAME: %w: !relax.tensor<[m], f32>)
//       CHECK: %[[E:.+]] = relax.exp %w
//       CHECK: %[[C:.+]] = relax.constant
//       CHECK: %[[M:.+]] = relax.multiply %[[E]], %[[C]]
//   CHECK-NOT: relax.exp
//       CHECK: relax.return %[[E]], %[[M]]
relax.func @branches(%x: !relax.tensor<[m], f32>, %c: !relax.tensor<[], i1>, %w: !relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
    attributes {num_input = 2 : i64} {
  %r = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[m], f32>) {
    %0 = relax.exp %w : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
    %k = relax.constant dense<2.0> : tensor<f32>
    %1 = relax.multiply %0, %k : (!relax.tensor<[m], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[m], f32>
    %2 = relax.add %x, %1 : (!relax.tensor<[m], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
    relax.yield %2
  } else {
    %0 = relax.exp %w : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
    relax.yield %0
  }
  relax.return %r
}

// -----

// Both regions of a loop.
// CHECK-LABEL: relax.func @loop(
//  CHECK-SAME: %param_0: !relax.tensor<[], f32>, %param_1: !relax.tensor<[4, 4], f32>)
//       CHECK: relax.while
//  CHECK-NEXT:   relax.less %{{.+}}, %param_0
//       CHECK: } do {
//       CHECK:   relax.matmul %{{.+}}, %param_1
//   CHECK-NOT: relax.softmax
// CHECK-LABEL: relax.func @loop_transform_params(
//       CHECK: %[[L:.+]] = relax.max %w
//       CHECK: %[[S:.+]] = relax.softmax %w
//       CHECK: relax.return %[[L]], %[[S]]
relax.func @loop(%x: !relax.tensor<[n, 4], f32>, %i: !relax.tensor<[], f32>, %w: !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
    attributes {num_input = 2 : i64} {
  %0, %1 = relax.while (%j = %i, %a = %x) : (!relax.tensor<[], f32>, !relax.tensor<[n, 4], f32>) -> (!relax.tensor<[], f32>, !relax.tensor<[n, 4], f32>) {
    %l = relax.max %w axis = [0, 1] : (!relax.tensor<[4, 4], f32>) -> !relax.tensor<[], f32>
    %g = relax.less %j, %l : (!relax.tensor<[], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[], i1>
    relax.condition(%g) %j, %a
  } do {
  ^bb0(%j: !relax.tensor<[], f32>, %a: !relax.tensor<[n, 4], f32>):
    %k = relax.exp %j : (!relax.tensor<[], f32>) -> !relax.tensor<[], f32>
    %s = relax.softmax %w axis = 0 : (!relax.tensor<[4, 4], f32>) -> !relax.tensor<[4, 4], f32>
    %m = relax.matmul %a, %s : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
    relax.yield %k, %m
  }
  relax.return %1
}

// -----

// A branch in a loop, and a dataflow region in the branch: a chain through all of them.
// CHECK-LABEL: relax.func @nested(
//  CHECK-SAME: %param_0: !relax.tensor<[4], f32>)
//       CHECK: relax.if
//       CHECK:   relax.dataflow {
//  CHECK-NEXT:     relax.multiply %{{.+}}, %param_0
//  CHECK-NEXT:     relax.output
// CHECK-LABEL: relax.func @nested_transform_params(
//       CHECK: %[[E:.+]] = relax.exp %w
//       CHECK: %[[T:.+]] = relax.tanh %[[E]]
//       CHECK: %[[N:.+]] = relax.negative %[[T]]
//       CHECK: relax.return %[[N]]
relax.func @nested(%x: !relax.tensor<[4], f32>, %c: !relax.tensor<[], i1>, %w: !relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
    attributes {num_input = 2 : i64} {
  %r = relax.while (%a = %x) : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32> {
    relax.condition(%c) %a
  } do {
  ^bb0(%a: !relax.tensor<[4], f32>):
    %e = relax.exp %w : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
    %b = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[4], f32>) {
      %t = relax.tanh %e : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
      %d = relax.dataflow {
        %n = relax.negative %t : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
        %m = relax.multiply %a, %n : (!relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
        relax.output %m
      }
      relax.yield %d
    } else {
      relax.yield %a
    }
    relax.yield %b
  }
  relax.return %r
}

// -----

// What a dataflow region exports is a weight outside of it as well, and no result of the region any more. A size that it
// exports is a symbol of the signature.
// CHECK-LABEL: relax.func @exported(
//  CHECK-SAME: %param_0: !relax.tensor<[m], f32>)
//   CHECK-DAG: %[[M:.+]] = sym.value m
//       CHECK: %[[D:.+]] = relax.dataflow {
//  CHECK-NEXT:   %[[E:.+]] = relax.exp %x
//  CHECK-NEXT:   relax.output %[[E]]
//  CHECK-NEXT: }
//       CHECK: relax.call_packed "use"(%[[D]], %param_0, %[[M]])
// CHECK-LABEL: relax.func @exported_transform_params(
//       CHECK: relax.match_cast %w
//       CHECK: relax.exp
//       CHECK: relax.tanh
relax.func @exported(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<*, f32>) -> !relax.object attributes {num_input = 1 : i64} {
  %0:3 = relax.dataflow {
    %1, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
    %2 = relax.exp %1 : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
    %3 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.output %2, %m, %3
  }
  %4 = relax.tanh %0#0 : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
  %5 = relax.call_packed "use"(%0#2, %4, %0#1) : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>, !sym.int<m>) -> !relax.object
  relax.return %5
}

// -----

// The size that only the old weight told is passed beside, also where only a branch reads it, and together with a size of
// an input.
// CHECK-LABEL: relax.func @sizes(
//  CHECK-SAME: %x: !relax.tensor<[n], f32>, %c: !relax.tensor<[], i1>, %param_0: !relax.tensor<[k * m], f32>, %k: !sym.int<k>, %m: !sym.int<m>)
//       CHECK: relax.if
//       CHECK:   sym.value m : !sym.int<m>
//       CHECK:   sym.value m * n of (%x : !relax.tensor<[n], f32>)
//       CHECK:   relax.call_packed "use"(%param_0
// CHECK-LABEL: relax.func @sizes_transform_params(
// CHECK-LABEL: relax.func @other(
//  CHECK-SAME: %param_0: !relax.tensor<[?], f32>)
// CHECK-LABEL: relax.func @other_transform_params(
relax.func @sizes(%x: !relax.tensor<[n], f32>, %c: !relax.tensor<[], i1>, %w: !relax.tensor<[k, m], f32>) -> !relax.object
    attributes {num_input = 2 : i64} {
  %r = relax.if %c : !relax.tensor<[], i1> -> (!relax.object) {
    %0 = relax.flatten %w : (!relax.tensor<[k, m], f32>) -> !relax.tensor<[k * m], f32>
    %1 = sym.value m of (%w : !relax.tensor<[k, m], f32>) : !sym.int<m>
    %2 = sym.value m * n of (%w, %x : !relax.tensor<[k, m], f32>, !relax.tensor<[n], f32>) : !sym.int<m * n>
    %3 = relax.call_packed "use"(%0, %1, %2) : (!relax.tensor<[k * m], f32>, !sym.int<m>, !sym.int<m * n>) -> !relax.object
    relax.yield %3
  } else {
    %0 = relax.call_packed "none"() : () -> !relax.object
    relax.yield %0
  }
  relax.return %r
}
relax.func @other(%c: !relax.tensor<[], i1>, %w: !relax.tensor<[m], f32>) -> !relax.tensor<[?], f32> attributes {num_input = 1 : i64} {
  %r = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[?], f32>) {
    %0 = relax.exp %w : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
    %1 = relax.forget %0 : !relax.tensor<[m], f32> -> !relax.tensor<[?], f32>
    relax.yield %1
  } else {
    %0 = relax.call_packed "none"() : () -> !relax.tensor<[?], f32>
    relax.yield %0
  }
  relax.return %r
}

// -----

// In a branch stays what may fail, what has effects, what mentions or defines a symbol of the branch, and what follows from
// it; a branch on a weight is no work on weights. The same in the top block runs anyway, and is lifted.
// CHECK-LABEL: relax.func @stays(
//  CHECK-SAME: %c: !relax.tensor<[], i1>, %d: !relax.tensor<[], i1>, %w: !relax.tensor<[k], f32>, %v: !relax.tensor<[m], f32>)
//       CHECK: relax.if %c
//       CHECK:   relax.add %w, %v
//       CHECK:   relax.tanh
//       CHECK:   relax.match_cast
//       CHECK:   relax.exp
//       CHECK:   relax.call @init(%w)
//       CHECK:   relax.call_packed "use"
//       CHECK: relax.if %d
//   CHECK-NOT: stays_transform_params
// CHECK-LABEL: relax.func @goes(
//  CHECK-SAME: %param_0: !relax.tensor<[?], f32>)
// CHECK-LABEL: relax.func @goes_transform_params(
//       CHECK: relax.add %w, %v
relax.func private @init(%w: !relax.tensor<[k], f32>) -> !relax.object {
  %0 = relax.call_packed "init"(%w) : (!relax.tensor<[k], f32>) -> !relax.object
  relax.return %0
}
relax.func @stays(%c: !relax.tensor<[], i1>, %d: !relax.tensor<[], i1>, %w: !relax.tensor<[k], f32>, %v: !relax.tensor<[m], f32>) -> (!relax.object, !relax.tensor<[?], f32>)
    attributes {num_input = 1 : i64} {
  %r = relax.if %c : !relax.tensor<[], i1> -> (!relax.object) {
    %0 = relax.add %w, %v : (!relax.tensor<[k], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[?], f32>
    %1 = relax.tanh %0 : (!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
    %2, %s = relax.match_cast %v : !relax.tensor<[m], f32> -> !relax.tensor<[s], f32>, !sym.int<s>
    %3 = relax.exp %2 : (!relax.tensor<[s], f32>) -> !relax.tensor<[s], f32>
    %4 = relax.call @init(%w) : (!relax.tensor<[k], f32>) -> !relax.object
    %5 = relax.call_packed "use"(%1, %3, %4) : (!relax.tensor<[?], f32>, !relax.tensor<[s], f32>, !relax.object) -> !relax.object
    relax.yield %5
  } else {
    %0 = relax.call_packed "none"() : () -> !relax.object
    relax.yield %0
  }
  %f = relax.if %d : !relax.tensor<[], i1> -> (!relax.tensor<[?], f32>) {
    %0 = relax.forget %w : !relax.tensor<[k], f32> -> !relax.tensor<[?], f32>
    relax.yield %0
  } else {
    %0 = relax.forget %v : !relax.tensor<[m], f32> -> !relax.tensor<[?], f32>
    relax.yield %0
  }
  relax.return %r, %f
}
relax.func @goes(%x: !relax.object, %w: !relax.tensor<[k], f32>, %v: !relax.tensor<[m], f32>) -> !relax.object
    attributes {num_input = 1 : i64} {
  %0 = relax.add %w, %v : (!relax.tensor<[k], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[?], f32>
  %1 = relax.call_packed "use"(%x, %0) : (!relax.object, !relax.tensor<[?], f32>) -> !relax.object
  relax.return %1
}

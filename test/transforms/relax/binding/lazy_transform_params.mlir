// RUN: relax-opt %s -split-input-file -relax-lazy-transform-params | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-lazy-transform-params -relax-lazy-transform-params | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-lazy-transform-params="closures get-item=get set-item=set" | FileCheck %s --check-prefix=CLOSURE
// RUN: relax-opt %s -split-input-file -relax-lazy-transform-params="set-item=" | FileCheck %s --check-prefix=GET
// RUN: relax-opt %s -split-input-file -relax-lazy-transform-params="get-item=" | FileCheck %s --check-prefix=SET
// RUN: not relax-opt %s -split-input-file -relax-lazy-transform-params="functions=nobody" 2>&1 | FileCheck %s --check-prefix=ERROR

// ERROR: error: functions must be public relax functions with a body, got 'nobody'

// One result after the other, although the function makes both first; results that share a weight are neighbours; a weight that no result
// needs is not fetched. Names are bytes.
// CHECK-LABEL: relax.func @order() attributes {num_input = 0 : i64}
//  CHECK-NEXT:   %[[I0:.+]] = arith.constant 0 : i64
//  CHECK-NEXT:   %[[A:.+]] = relax.constant dense<97> : tensor<1xui8>
//  CHECK-NEXT:   %[[O:.+]] = relax.call_packed "get_item"(%[[I0]], %[[A]]) : (i64, !relax.tensor<[1], ui8>) -> !relax.object
//  CHECK-NEXT:   %[[W:.+]] = relax.match_cast %[[O]] : !relax.object -> !relax.tensor<[4], f32>
//  CHECK-NEXT:   %[[EXP:.+]] = relax.exp %[[W]]
//  CHECK-NEXT:   %[[P0:.+]] = arith.constant 0 : i64
//  CHECK-NEXT:   relax.call_packed "set_item"(%[[P0]], %[[EXP]]) : (i64, !relax.tensor<[4], f32>) -> ()
//  CHECK-NEXT:   %[[SIN:.+]] = relax.sin %[[W]]
//  CHECK-NEXT:   %[[P2:.+]] = arith.constant 2 : i64
//  CHECK-NEXT:   relax.call_packed "set_item"(%[[P2]], %[[SIN]])
//  CHECK-NEXT:   %[[I1:.+]] = arith.constant 1 : i64
//  CHECK-NEXT:   relax.constant dense<[98, 99]> : tensor<2xui8>
//  CHECK-NEXT:   relax.call_packed "get_item"(%[[I1]],
//  CHECK-NEXT:   %[[B:.+]] = relax.match_cast
//  CHECK-NEXT:   %[[TANH:.+]] = relax.tanh %[[B]]
//  CHECK-NEXT:   %[[P1:.+]] = arith.constant 1 : i64
//  CHECK-NEXT:   relax.call_packed "set_item"(%[[P1]], %[[TANH]])
//  CHECK-NEXT:   relax.return
// The closures come first, and are inputs.
// CLOSURE-LABEL: relax.func @order(%get: !relax.callable<(i64, !relax.tensor<[?], ui8>) -> !relax.object>, %set: !relax.callable<(i64, !relax.object) -> ()>) attributes {num_input = 2 : i64}
//       CLOSURE:   %[[NAME:.+]] = relax.forget %{{.+}} : !relax.tensor<[1], ui8> -> !relax.tensor<[?], ui8>
//       CLOSURE:   relax.invoke_closure %get(%{{.+}}, %[[NAME]])
//       CLOSURE:   %[[WEAK:.+]] = relax.forget %{{.+}} : !relax.tensor<[4], f32> -> !relax.object
//       CLOSURE:   relax.invoke_closure %set(%{{.+}}, %[[WEAK]])
// GET-LABEL: relax.func @order() -> (!relax.tensor<[4], f32> {relax.name = "first"}, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>)
//       GET:   relax.return %{{.+}}, %{{.+}}, %{{.+}}
// SET-LABEL: relax.func @order(%a: !relax.tensor<[4], f32>, %bc: !relax.tensor<[4], f32>, %c: !relax.tensor<[4], f32>) attributes
//   SET-NOT:   get_item
//       SET:   relax.exp %a
//       SET:   "set_item"
//       SET:   relax.tanh %bc
//       SET:   "set_item"
//       SET:   relax.sin %a
//       SET:   "set_item"
//       SET:   relax.return
relax.func @order(%a: !relax.tensor<[4], f32>, %bc: !relax.tensor<[4], f32>, %c: !relax.tensor<[4], f32>)
    -> (!relax.tensor<[4], f32> {relax.name = "first"}, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) attributes {num_input = 0 : i64} {
  %0:3 = relax.dataflow {
    %1 = relax.sin %a : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
    %2 = relax.tanh %bc : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
    %3 = relax.exp %a : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
    %4 = relax.exp %c : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
    relax.output %3, %2, %1 : !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>
  }
  relax.return %0#0, %0#1, %0#2 : !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>
}

// -----

// Sizes: the weight that has k bare comes before the one that has it in a product, and is compared with others together with
// its integer; what the signature told a `sym.value` is told by the integer.
// CHECK-LABEL: relax.func @symbols()
//       CHECK:   %[[V:.+]], %[[K:.+]] = relax.match_cast %{{.+}} : !relax.object -> !relax.tensor<[k], f32>, !sym.int<k>
//       CHECK:   relax.call_packed "set_item"(%{{.+}}, %[[V]])
//       CHECK:   %[[O:.+]] = relax.call_packed "get_item"
//       CHECK:   %[[T:.+]] = relax.tuple(%[[K]], %[[O]]) : (!sym.int<k>, !relax.object)
//       CHECK:   %[[C:.+]], %[[M:.+]] = relax.match_cast %[[T]] : tuple<!sym.int<k>, !relax.object> -> tuple<!sym.int<k>, !relax.tensor<[2 * k, m], f32>>, !sym.int<m>
//       CHECK:   %[[W:.+]] = relax.tuple_get_item %[[C]][1]
//       CHECK:   %[[Y:.+]] = relax.permute_dims %[[W]]
//       CHECK:   relax.call_packed "set_item"(%{{.+}}, %[[Y]]) : (i64, !relax.tensor<[m, 2 * k], f32>) -> ()
//       CHECK:   %[[S:.+]] = sym.value k + m of (%[[K]], %[[M]] : !sym.int<k>, !sym.int<m>) : !sym.int<k + m>
//       CHECK:   relax.call_packed "set_item"(%{{.+}}, %[[S]]) : (i64, !sym.int<k + m>) -> ()
//       CHECK:   relax.return
// A closure takes objects.
// CLOSURE-LABEL: relax.func @symbols
//       CLOSURE:   relax.forget %{{.+}} : !sym.int<k + m> -> !relax.object
// A size that only a weight tells cannot be returned.
// GET-LABEL: relax.func @symbols(%w
relax.func @symbols(%w: !relax.tensor<[2 * k, m], f32>, %v: !relax.tensor<[k], f32>)
    -> (!relax.tensor<[m, 2 * k], f32>, !sym.int<k + m>, !relax.tensor<[k], f32>) attributes {num_input = 0 : i64} {
  %0 = relax.permute_dims %w : (!relax.tensor<[2 * k, m], f32>) -> !relax.tensor<[m, 2 * k], f32>
  %1 = sym.value k + m : !sym.int<k + m>
  relax.return %0, %1, %v : !relax.tensor<[m, 2 * k], f32>, !sym.int<k + m>, !relax.tensor<[k], f32>
}

// -----

// Results that are returned know less where only a weight knew.
// GET-LABEL: relax.func @weakened() -> !relax.tensor<[?, 4], f32>
//       GET:   %[[R:.+]] = relax.forget %{{.+}} : !relax.tensor<[k, 4], f32> -> !relax.tensor<[?, 4], f32>
//       GET:   relax.return %[[R]]
// CHECK-LABEL: relax.func @weakened()
relax.func @weakened(%w: !relax.tensor<[k, 4], f32>) -> !relax.tensor<[k, 4], f32> attributes {num_input = 0 : i64} {
  %0 = relax.exp %w : (!relax.tensor<[k, 4], f32>) -> !relax.tensor<[k, 4], f32>
  relax.return %0 : !relax.tensor<[k, 4], f32>
}

// -----

// An op with effects keeps all in order; regions use weights, too; a weight may be a result, in two places.
// CHECK-LABEL: relax.func @effects()
//       CHECK:   "get_item"
//       CHECK:   %[[W:.+]] = relax.match_cast
//       CHECK:   "set_item"(%{{.+}}, %[[W]])
//       CHECK:   "set_item"(%{{.+}}, %[[W]])
//       CHECK:   relax.call_packed "log"(%[[W]])
//       CHECK:   "get_item"
//       CHECK:   "get_item"
//       CHECK:   %[[R:.+]] = relax.if
//       CHECK:   "set_item"(%{{.+}}, %[[R]])
//  CHECK-NEXT:   relax.return
relax.func @effects(%w: !relax.tensor<[4], f32>, %v: !relax.tensor<[4], f32>, %c: !relax.tensor<[], i1>)
    -> (!relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) attributes {num_input = 0 : i64} {
  relax.call_packed "log"(%w) : (!relax.tensor<[4], f32>) -> ()
  %0 = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[4], f32>) {
    %1 = relax.exp %v : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
    relax.yield %1
  } else {
    relax.yield %v
  }
  relax.return %w, %0, %w : !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>
}

// -----

// Left alone: inputs; functions that are named, private or declared; a scalar; a size that no operand tells; sizes that follow from
// each other.
// CHECK-LABEL: relax.func @inputs(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<[n], f32>)
// CHECK-LABEL: relax.func @called(%w: !relax.tensor<[n], f32>)
// CHECK-LABEL: relax.func private @private(%w: !relax.tensor<[n], f32>)
// CHECK-LABEL: relax.func @scalar(%w: !relax.tensor<[n], f32>, %s: f32)
// CHECK-LABEL: relax.func @cast(%w: !relax.tensor<[n], f32>, %v: !relax.tensor<[?], f32>)
// CHECK-LABEL: relax.func @cycle(%w: !relax.tensor<[n, 2 * m], f32>, %v: !relax.tensor<[m, 2 * n], f32>)
// CHECK-LABEL: relax.func @nothing() attributes
//   CHECK-NOT: set_item
relax.func @inputs(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {num_input = 1 : i64} {
  relax.return %w : !relax.tensor<[n], f32>
}
relax.func @called(%w: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {num_input = 0 : i64} {
  relax.return %w : !relax.tensor<[n], f32>
}
relax.func private @private(%w: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {num_input = 0 : i64} {
  %0 = relax.call @called(%w) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0 : !relax.tensor<[n], f32>
}
relax.func @scalar(%w: !relax.tensor<[n], f32>, %s: f32) -> !relax.tensor<[n], f32> attributes {num_input = 0 : i64} {
  relax.return %w : !relax.tensor<[n], f32>
}
relax.func @cast(%w: !relax.tensor<[n], f32>, %v: !relax.tensor<[?], f32>) -> !relax.tensor<[n], f32> attributes {num_input = 0 : i64} {
  %0 = relax.match_cast %v : !relax.tensor<[?], f32> -> !relax.tensor<[n], f32>
  relax.return %0 : !relax.tensor<[n], f32>
}
relax.func @cycle(%w: !relax.tensor<[n, 2 * m], f32>, %v: !relax.tensor<[m, 2 * n], f32>) -> !relax.tensor<[n, 2 * m], f32> attributes {num_input = 0 : i64} {
  relax.return %w : !relax.tensor<[n, 2 * m], f32>
}
relax.func @nothing() attributes {num_input = 0 : i64} {
  relax.return
}

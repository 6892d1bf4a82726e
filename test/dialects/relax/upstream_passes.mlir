// Passes of MLIR that know nothing of symbols cannot break their rules: types carry symbols along SSA edges, so whoever
// respects dominance respects definitions; checks do not move to where they would not have run.
// RUN: relax-opt %s -cse | FileCheck %s --check-prefixes=CHECK,CSE
// RUN: relax-opt %s -loop-invariant-code-motion | FileCheck %s --check-prefixes=CHECK,LICM
// RUN: relax-opt %s -control-flow-sink | FileCheck %s --check-prefixes=CHECK,SINK
// RUN: relax-opt %s -inline | FileCheck %s --check-prefixes=CHECK,INLINE
// RUN: relax-opt %s -symbol-dce | FileCheck %s --check-prefixes=CHECK,DCE
// RUN: relax-opt %s -cse -loop-invariant-code-motion -control-flow-sink -canonicalize -inline -symbol-dce -sccp -cse -canonicalize -mlir-print-op-generic | relax-opt

tir.prim_func @unary(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {}

// The function is private, but somebody calls it, makes a closure of it, or not.
// CHECK-LABEL: relax.func private @called(
relax.func private @called(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[?], f32> {
  %0 = relax.forget %x : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
  relax.return %0
}
// CHECK: relax.func private @closed(
relax.func private @closed(!relax.object)
// DCE-NOT: @unused
relax.func private @unused(!relax.object)

// Two casts of one value define two symbols, and remain two; what follows from the same definition is merged.
// CHECK-LABEL: relax.func @casts(
relax.func @casts(%w: !relax.tensor<*, f32>) -> (!relax.object, !relax.object, !relax.object) {
  // CSE: %[[A:.*]], %a = relax.match_cast
  %0, %a = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[a], f32>, !sym.int<a>
  // CSE: %[[B:.*]], %b = relax.match_cast
  %1, %b = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[b], f32>, !sym.int<b>
  // CSE: %[[E:.*]] = relax.exp %[[A]]
  // CSE: relax.exp %[[B]]
  // CSE-NOT: relax.exp
  %2 = relax.exp %0 : (!relax.tensor<[a], f32>) -> !relax.tensor<[a], f32>
  %3 = relax.exp %1 : (!relax.tensor<[b], f32>) -> !relax.tensor<[b], f32>
  %4 = relax.exp %0 : (!relax.tensor<[a], f32>) -> !relax.tensor<[a], f32>
  %5 = relax.forget %2 : !relax.tensor<[a], f32> -> !relax.object
  %6 = relax.forget %3 : !relax.tensor<[b], f32> -> !relax.object
  // CSE: relax.forget %[[E]]
  %7 = relax.forget %4 : !relax.tensor<[a], f32> -> !relax.object
  relax.return %5, %6, %7
}

// A computation leaves the loop, a check does not: the loop may run zero times.
// CHECK-LABEL: relax.func @loop(
relax.func @loop(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>, %w: !relax.tensor<*, f32>, %c: i1) {
  // LICM: relax.exp
  // LICM: relax.while
  // LICM-NOT: relax.exp
  relax.while : () -> () {
    relax.condition(%c)
  } do {
    %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    // LICM: do
    // LICM-DAG: relax.match_cast %w
    %1, %k = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[k], f32>, !sym.int<k>
    // LICM-DAG: relax.match_cast %y
    %2 = relax.match_cast %y : !relax.tensor<[m], f32> -> !relax.tensor<[n], f32>
    // A call that may fail stays as well.
    // LICM-DAG: relax.call_tir @unary
    %3 = relax.call_tir @unary(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    // LICM-DAG: relax.call_pure_packed "f"
    %4 = relax.call_pure_packed "f"(%x) : (!relax.tensor<[n], f32>) -> !relax.object
    // LICM-DAG: relax.call_dps_packed "f"
    %5 = relax.call_dps_packed "f"(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    // The condition n == m is checked here.
    // LICM-DAG: relax.add
    %6 = relax.add %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n], f32>
    relax.call_packed "use"(%0, %1, %2, %3, %4, %5, %6) : (!relax.tensor<[n], f32>, !relax.tensor<[k], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.object, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> ()
    // LICM: relax.call_packed "use"
    relax.yield
  }
  relax.return
}

// A definition sinks along with everything that mentions its symbol, or not at all.
// CHECK-LABEL: relax.func @sink(
relax.func @sink(%w: !relax.tensor<*, f32>, %v: !relax.tensor<*, f32>, %c: i1) -> (!relax.object, !relax.object) {
  %0, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
  %1, %k = relax.match_cast %v : !relax.tensor<*, f32> -> !relax.tensor<[k], f32>, !sym.int<k>
  %2 = relax.forget %1 : !relax.tensor<[k], f32> -> !relax.object
  // SINK-NOT: relax.match_cast %w
  // SINK: relax.match_cast %v
  // SINK: relax.if
  // SINK: relax.match_cast %w
  // SINK: relax.exp
  %3 = relax.if %c : i1 -> (!relax.object) {
    %4 = relax.exp %0 : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
    %5 = relax.forget %4 : !relax.tensor<[m], f32> -> !relax.object
    relax.yield %5
  } else {
    relax.yield %2
  }
  relax.return %3, %2
}

// The upstream inliner would carry symbols of one function into another.
// CHECK-LABEL: relax.func @calls(
relax.func @calls(%x: !relax.tensor<[m], f32>) -> (!relax.tensor<[?], f32>, !relax.object) {
  // INLINE: relax.call @called
  %0 = relax.call @called(%x) : (!relax.tensor<[m], f32>) -> !relax.tensor<[?], f32>
  // DCE: relax.make_closure @closed
  %1 = relax.make_closure @closed() : () -> !relax.object
  relax.return %0, %1
}

// Calls without effects are merged, calls with effects are not.
// CHECK-LABEL: relax.func @merging(
relax.func @merging(%x: !relax.tensor<[n], f32>) -> (!relax.object, !relax.object, !relax.object, !relax.object) {
  // CSE-COUNT-1: relax.call_pure_packed "f"
  // CSE-NOT: relax.call_pure_packed
  %0 = relax.call_pure_packed "f"(%x) : (!relax.tensor<[n], f32>) -> !relax.object
  %1 = relax.call_pure_packed "f"(%x) : (!relax.tensor<[n], f32>) -> !relax.object
  // CSE-COUNT-2: relax.call_packed "f"
  %2 = relax.call_packed "f"(%x) : (!relax.tensor<[n], f32>) -> !relax.object
  %3 = relax.call_packed "f"(%x) : (!relax.tensor<[n], f32>) -> !relax.object
  relax.return %0, %1, %2, %3
}

// Equal regions that define symbols are not merged: the definitions have different names.
// CHECK-LABEL: relax.func @regions(
relax.func @regions(%w: !relax.tensor<*, f32>) -> (!relax.object, !relax.object) {
  // CSE-COUNT-2: relax.dataflow
  %0 = relax.dataflow {
    %1, %a = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[a], f32>, !sym.int<a>
    %2 = relax.forget %1 : !relax.tensor<[a], f32> -> !relax.object
    relax.output %2
  }
  %3 = relax.dataflow {
    %4, %b = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[b], f32>, !sym.int<b>
    %5 = relax.forget %4 : !relax.tensor<[b], f32> -> !relax.object
    relax.output %5
  }
  relax.return %0, %3
}

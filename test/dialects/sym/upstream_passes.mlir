// RUN: relax-opt %s --canonicalize --allow-unregistered-dialect | FileCheck %s --check-prefixes=CHECK,CANON
// RUN: relax-opt %s --cse --sym-verify --allow-unregistered-dialect | FileCheck %s --check-prefixes=CHECK,CSE
// RUN: relax-opt %s --loop-invariant-code-motion --sym-verify --allow-unregistered-dialect | FileCheck %s --check-prefixes=CHECK,LICM
// RUN: relax-opt %s --control-flow-sink --sym-verify --allow-unregistered-dialect | FileCheck %s --check-prefixes=CHECK,SINK

// CHECK-LABEL: func.func @fold
func.func @fold(%i: index, %four: !sym.int<4>) -> (index, index) {
  // CANON-NEXT: %[[C:.*]] = arith.constant 4 : index
  // CANON-NEXT: return %{{.*}}, %[[C]]
  %k = sym.from_index %i symbols ["k"] : !sym.int<k>
  %0 = sym.to_index %k : !sym.int<k> -> index
  %1 = sym.to_index %four : !sym.int<4> -> index
  return %0, %1 : index, index
}

// Definitions of different symbols are different ops.
// CHECK-LABEL: func.func @definitions_stay_apart
func.func @definitions_stay_apart(%i: index) {
  // CSE: sym.from_index %{{.*}} symbols ["a"]
  // CSE: sym.from_index %{{.*}} symbols ["b"]
  %a = sym.from_index %i symbols ["a"] : !sym.int<a>
  %b = sym.from_index %i symbols ["b"] : !sym.int<b>
  "test.use"(%a, %b) : (!sym.int<a>, !sym.int<b>) -> ()
  return
}

// CHECK-LABEL: func.func @values_are_one
func.func @values_are_one(%n: !sym.int<n>) {
  // CSE-NEXT: %[[V:.*]] = sym.value 2 * n
  // CSE-NEXT: "test.use"(%[[V]], %[[V]])
  %0 = sym.value 2 * n : !sym.int<2 * n>
  %1 = sym.value n + n : !sym.int<2 * n>
  "test.use"(%0, %1) : (!sym.int<2 * n>, !sym.int<2 * n>) -> ()
  return
}

// A fact is not erased, merged or moved.
// CHECK-LABEL: func.func @facts_stay
func.func @facts_stay(%n: !sym.int<n>, %c: i1, %lo: index, %hi: index, %step: index) {
  // CHECK: sym.assume 1 le n
  // CHECK: sym.assume 1 le n
  sym.assume 1 le n
  sym.assume 1 le n
  // CHECK: scf.for
  scf.for %i = %lo to %hi step %step {
    // CHECK-NEXT: sym.assume n mod 4 == 0
    sym.assume n mod 4 == 0
  }
  // CHECK: sym.assume n lt 100
  // CHECK: scf.if
  sym.assume n lt 100
  scf.if %c {
    "test.use"() : () -> ()
  }
  return
}

// A value moves no further than its sources.
// CHECK-LABEL: func.func @values_follow_sources
func.func @values_follow_sources(%lo: index, %hi: index, %step: index) {
  // LICM: scf.for
  scf.for %i = %lo to %hi step %step {
    // LICM-NEXT: sym.from_index
    // LICM-NEXT: sym.value 2 * k
    %k = sym.from_index %i symbols ["k"] : !sym.int<k>
    %0 = sym.value 2 * k of (%k : !sym.int<k>) : !sym.int<2 * k>
    "test.use"(%0) : (!sym.int<2 * k>) -> ()
  }
  return
}

// CHECK-LABEL: func.func @sink
func.func @sink(%i: index, %c: i1) {
  // SINK-NEXT: scf.if
  // SINK-NEXT: sym.from_index
  // SINK-NEXT: sym.value
  %k = sym.from_index %i symbols ["k"] : !sym.int<k>
  %0 = sym.value 2 * k of (%k : !sym.int<k>) : !sym.int<2 * k>
  scf.if %c {
    "test.use"(%0) : (!sym.int<2 * k>) -> ()
  }
  return
}

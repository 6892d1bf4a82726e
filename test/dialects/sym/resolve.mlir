// RUN: relax-opt %s --sym-resolve --sym-verify --allow-unregistered-dialect | FileCheck %s

// The example of the documentation.
// CHECK-LABEL: func.func @expand(
// CHECK-SAME: %[[N:.*]]: !sym.int<n>
func.func @expand(%n: !sym.int<n>) -> index {
  // CHECK-NEXT: %[[I:.*]] = sym.to_index %[[N]]
  // CHECK-NEXT: %[[C2:.*]] = arith.constant 2 : index
  // CHECK-NEXT: %[[R:.*]] = arith.muli %[[I]], %[[C2]] : index
  // CHECK-NEXT: return %[[R]]
  %0 = sym.value 2 * n of (%n : !sym.int<n>) : !sym.int<2 * n>
  %1 = sym.to_index %0 : !sym.int<2 * n> -> index
  return %1 : index
}

// CHECK-LABEL: func.func @parameter(
// CHECK-SAME: %[[N:.*]]: !sym.int<n>, %[[M:.*]]: !sym.int<2 * n>
func.func @parameter(%n: !sym.int<n>, %m: !sym.int<2 * n>) -> (!sym.int<n>, !sym.int<2 * n>) {
  %0 = sym.value n : !sym.int<n>
  %1 = sym.value 2 * n : !sym.int<2 * n>
  // CHECK-NEXT: return %[[N]], %[[M]]
  return %0, %1 : !sym.int<n>, !sym.int<2 * n>
}

// CHECK-LABEL: func.func @definer(
// CHECK-SAME: %[[I:.*]]: index
func.func @definer(%i: index) -> index {
  // CHECK-NEXT: %[[K:.*]] = sym.from_index %[[I]]
  %k = sym.from_index %i symbols ["k"] : !sym.int<k>
  %0 = sym.value k of (%k : !sym.int<k>) : !sym.int<k>
  %1 = sym.value k + 1 of (%k : !sym.int<k>) : !sym.int<k + 1>
  %2 = sym.to_index %1 : !sym.int<k + 1> -> index
  // CHECK-NEXT: %[[C1:.*]] = arith.constant 1
  // CHECK-NEXT: %[[R:.*]] = arith.addi %[[I]], %[[C1]]
  // CHECK-NEXT: "test.use"(%[[K]])
  // CHECK-NEXT: return %[[R]]
  "test.use"(%0) : (!sym.int<k>) -> ()
  return %2 : index
}

// The symbol is known in a tuple only: its owner has to read it.
// CHECK-LABEL: func.func @no_value(
func.func @no_value(%t: tuple<!sym.int<n>>) -> (index, index) {
  // CHECK-NEXT: %[[N:.*]] = sym.value n : !sym.int<n>
  // CHECK-NEXT: %[[I:.*]] = sym.to_index %[[N]]
  // CHECK-NOT: = sym.
  // CHECK: return
  %0 = sym.value 2 * n : !sym.int<2 * n>
  %1 = sym.to_index %0 : !sym.int<2 * n> -> index
  %2 = sym.value 3 * n : !sym.int<3 * n>
  %3 = sym.to_index %2 : !sym.int<3 * n> -> index
  return %1, %3 : index, index
}

// A value in one branch does not serve the other.
// CHECK-LABEL: func.func @dominance(
func.func @dominance(%t: tuple<!sym.int<n>>, %c: i1) {
  scf.if %c {
    // CHECK: %[[A:.*]] = sym.value n : !sym.int<n>
    // CHECK-NEXT: "test.use"(%[[A]], %[[A]])
    %0 = sym.value n : !sym.int<n>
    %1 = sym.value n : !sym.int<n>
    "test.use"(%0, %1) : (!sym.int<n>, !sym.int<n>) -> ()
  } else {
    // CHECK: %[[B:.*]] = sym.value n : !sym.int<n>
    // CHECK-NEXT: "test.use"(%[[B]])
    %0 = sym.value n : !sym.int<n>
    "test.use"(%0) : (!sym.int<n>) -> ()
  }
  return
}

// A region hands out its symbol, and so defines it for what follows.
// CHECK-LABEL: func.func @exported(
func.func @exported(%i: index) {
  // CHECK: %[[R:.*]]:2 = "test.region"
  %0:2 = "test.region"() ({
    %k = sym.from_index %i symbols ["k"] : !sym.int<k>
    "test.end"(%k, %k) : (!sym.int<k>, !sym.int<k>) -> ()
  }) : () -> (!sym.int<k>, !sym.int<k>)
  %1 = sym.value k of (%0#1 : !sym.int<k>) : !sym.int<k>
  // CHECK: "test.use"(%[[R]]#0)
  "test.use"(%1) : (!sym.int<k>) -> ()
  return
}

// All operators.
// CHECK-LABEL: func.func @operators(
func.func @operators(%n: !sym.int<n>, %m: !sym.int<m>) -> index {
  // CHECK-DAG: arith.floordivsi
  // CHECK-DAG: arith.ceildivsi
  // CHECK-DAG: arith.minsi
  // CHECK-DAG: arith.maxsi
  // CHECK-DAG: arith.cmpi sle
  // CHECK-DAG: arith.select
  // CHECK-DAG: arith.subi
  %0 = sym.value n floordiv 3 + n ceildiv m + m mod 5 + min(n, m) - max(n, 3) + select(m le n, n, 1)
    : !sym.int<n floordiv 3 + n ceildiv m + m mod 5 + min(n, m) - max(n, 3) + select(m le n, n, 1)>
  %1 = sym.to_index %0
    : !sym.int<n floordiv 3 + n ceildiv m + m mod 5 + min(n, m) - max(n, 3) + select(m le n, n, 1)> -> index
  return %1 : index
}

// Negative: nothing to do.
// CHECK-LABEL: func.func @unchanged(
func.func @unchanged(%t: tuple<!sym.int<n>>) -> (!sym.int<n>, !sym.int<2 * n>) {
  // CHECK-NEXT: sym.value n : !sym.int<n>
  // CHECK-NEXT: sym.value 2 * n : !sym.int<2 * n>
  %0 = sym.value n : !sym.int<n>
  %1 = sym.value 2 * n : !sym.int<2 * n>
  return %0, %1 : !sym.int<n>, !sym.int<2 * n>
}

// CHECK-LABEL: func.func @constant(
func.func @constant() -> index {
  // CHECK-NEXT: arith.constant 12 : index
  // CHECK-NEXT: return
  %0 = sym.value 12 : !sym.int<12>
  %1 = sym.to_index %0 : !sym.int<12> -> index
  return %1 : index
}

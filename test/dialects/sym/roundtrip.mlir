// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s
// RUN: relax-opt %s --sym-verify | FileCheck %s

// CHECK-LABEL: func.func @types
// CHECK-SAME: (%{{.*}}: !sym.int<n>, %{{.*}}: !sym.int<2 * n + 1>, %{{.*}}: !sym.int<16>, %{{.*}}: !sym.int<"past_sequence_length + 1">)
func.func @types(%a: !sym.int<n>, %b: !sym.int<n * 2 + 1>, %c: !sym.int<0x10>, %d: !sym.int<"past_sequence_length + 1">) {
  return
}

// CHECK-LABEL: func.func private @attributes
// CHECK-SAME: #sym.expr<3 * n>
// CHECK-SAME: #sym.expr<4 * m * n>
// CHECK-SAME: #sym.expr<n + m floordiv 4>
// CHECK-SAME: #sym.expr<(p floordiv 2) * (k mod 3) + m ceildiv n>
// CHECK-SAME: #sym.expr<min(m, max(k, n + 1), 7)>
// CHECK-SAME: #sym.expr<select(n == 1, m, n)>
// CHECK-SAME: #sym.expr<select(m le n, -(n floordiv 2), select(k lt m, 1, 0))>
// CHECK-SAME: #sym.expr<"mod" + 2 * "past + 1">
func.func private @attributes() attributes {exprs = [
    #sym.expr<n * 2 + n>,
    #sym.expr<4 * (n * m)>,
    #sym.expr<(4 * n + m) floordiv 4>,
    #sym.expr<m ceildiv n + (k mod 3) * (p floordiv 2)>,
    #sym.expr<min(7, m, max(n + 1, k))>,
    #sym.expr<select(n == 1, m, n)>,
    #sym.expr<select(n lt m, select(m le k, 0, 1), -(n floordiv 2))>,
    #sym.expr<"past + 1" * 2 + "mod">]}

// CHECK-LABEL: func.func private @facts
// CHECK-SAME: sym.divisible = {n = 16 : i64}
// CHECK-SAME: sym.ranges = {m = array<i64: 1>, n = array<i64: 1, 1024>}
func.func private @facts(!sym.int<n>, !sym.int<m>) attributes {
    sym.ranges = {n = array<i64: 1, 1024>, m = array<i64: 1>},
    sym.divisible = {n = 16 : i64}}

// CHECK-LABEL: func.func @ops
func.func @ops(%n: !sym.int<n>, %i: index) -> index {
  // CHECK: sym.value 2 * n of (%{{.*}} : !sym.int<n>) : !sym.int<2 * n>
  %0 = sym.value 2 * n of (%n : !sym.int<n>) : !sym.int<2 * n>
  // CHECK: sym.value n : !sym.int<n>
  %1 = sym.value n : !sym.int<n>
  // CHECK: sym.value n + n * n of (%{{.*}}, %{{.*}} : !sym.int<n>, !sym.int<2 * n>) {tag} : !sym.int<n + n * n>
  %2 = sym.value n * n + n of (%n, %0 : !sym.int<n>, !sym.int<2 * n>) {tag} : !sym.int<n + n * n>
  // CHECK: sym.from_index %{{.*}} symbols ["k"] : !sym.int<k>
  %k = sym.from_index %i symbols ["k"] : !sym.int<k>
  // CHECK: sym.to_index %{{.*}} : !sym.int<k> -> index
  %3 = sym.to_index %k : !sym.int<k> -> index
  // CHECK: sym.assume 1 le n
  sym.assume 1 le n
  // CHECK: sym.assume k mod 4 == 0 of (%{{.*}} : !sym.int<k>)
  sym.assume k mod 4 == 0 of (%k : !sym.int<k>)
  // CHECK: sym.assume k ne n of (%{{.*}} : !sym.int<k>) {tag}
  sym.assume k ne n of (%k : !sym.int<k>) {tag}
  // CHECK: sym.assume k lt 2 * n of (%{{.*}} : !sym.int<k>)
  sym.assume k lt n + n of (%k : !sym.int<k>)
  return %3 : index
}

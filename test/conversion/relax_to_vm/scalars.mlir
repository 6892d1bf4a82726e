// RUN: relax-opt %s -convert-relax-to-vm | FileCheck %s

// CHECK-LABEL: relax_vm.func @expressions
//       CHECK: relax_vm.ifloordiv
//       CHECK: relax_vm.iceildiv
//       CHECK: relax_vm.imod
//       CHECK: relax_vm.imin
//       CHECK: relax_vm.imax
//       CHECK: %[[C:.+]] = relax_vm.icmp_le
//       CHECK: relax_vm.iselect %[[C]]
relax.func @expressions(%n: !sym.int<n>, %m: !sym.int<m>) {
  %0 = sym.value n floordiv m : !sym.int<n floordiv m>
  %1 = sym.value n ceildiv m : !sym.int<n ceildiv m>
  %2 = sym.value n mod m : !sym.int<n mod m>
  %3 = sym.value min(n, m) : !sym.int<min(n, m)>
  %4 = sym.value max(n, m) : !sym.int<max(n, m)>
  %5 = sym.value select(m le n, m, n + 1) : !sym.int<select(m le n, m, n + 1)>
  relax.call_packed "use"(%0, %1, %2, %3, %4, %5) : (!sym.int<n floordiv m>, !sym.int<n ceildiv m>, !sym.int<n mod m>,
      !sym.int<min(n, m)>, !sym.int<max(n, m)>, !sym.int<select(m le n, m, n + 1)>) -> ()
  relax.return
}

// An index that becomes a symbol, and back.
// CHECK-LABEL: relax_vm.func @indices
//       CHECK: %[[C:.+]] = relax_vm.iconst 3
//       CHECK: %[[D:.+]] = relax_vm.imul %arg0, %[[C]]
//       CHECK: relax_vm.ret %[[D]] : i64
relax.func @indices(%i: index) -> index {
  %k = sym.from_index %i symbols ["k"] : !sym.int<k>
  %0 = sym.value 3 * k of (%k : !sym.int<k>) : !sym.int<3 * k>
  sym.assume 1 le k of (%k : !sym.int<k>)
  %1 = sym.to_index %0 : !sym.int<3 * k> -> index
  relax.return %1 : index
}

// Floats are their bits, booleans 0 and 1.
// CHECK-LABEL: relax_vm.func @constants
//   CHECK-DAG: relax_vm.iconst 1069547520
//   CHECK-DAG: relax_vm.iconst 4609434218613702656
//   CHECK-DAG: relax_vm.iconst 1
//   CHECK-DAG: relax_vm.iconst -7
relax.func @constants() -> (f32, f64, i1, i32) {
  %0 = arith.constant 1.5 : f32
  %1 = arith.constant 1.5 : f64
  %2 = arith.constant true
  %3 = arith.constant -7 : i32
  relax.return %0, %1, %2, %3 : f32, f64, i1, i32
}

// CHECK-LABEL: relax_vm.func @arith
//       CHECK: relax_vm.iadd %arg0, %arg1
//       CHECK: relax_vm.isub %arg0, %arg1
//       CHECK: relax_vm.imul %arg0, %arg1
//       CHECK: relax_vm.ifloordiv %arg0, %arg1
//       CHECK: relax_vm.iceildiv %arg0, %arg1
//       CHECK: relax_vm.imin %arg0, %arg1
//       CHECK: relax_vm.imax %arg0, %arg1
//       CHECK: %[[A:.+]] = relax_vm.icmp_eq %arg0, %arg1
//       CHECK: %[[B:.+]] = relax_vm.icmp_ne %arg0, %arg1
//       CHECK: relax_vm.icmp_lt %arg0, %arg1
//       CHECK: relax_vm.icmp_le %arg0, %arg1
//       CHECK: relax_vm.icmp_lt %arg1, %arg0
//       CHECK: relax_vm.icmp_le %arg1, %arg0
//       CHECK: relax_vm.imin %[[A]], %[[B]]
//       CHECK: relax_vm.imax %[[A]], %[[B]]
//       CHECK: relax_vm.icmp_ne %[[A]], %[[B]]
//       CHECK: relax_vm.iselect %[[A]], %arg0, %arg1
relax.func @arith(%a: i64, %b: i64) -> (i64, i1) {
  %0 = arith.addi %a, %b : i64
  %1 = arith.subi %a, %b : i64
  %2 = arith.muli %a, %b : i64
  %3 = arith.floordivsi %a, %b : i64
  %4 = arith.ceildivsi %a, %b : i64
  %5 = arith.minsi %a, %b : i64
  %6 = arith.maxsi %a, %b : i64
  %7 = arith.cmpi eq, %a, %b : i64
  %8 = arith.cmpi ne, %a, %b : i64
  %9 = arith.cmpi slt, %a, %b : i64
  %10 = arith.cmpi sle, %a, %b : i64
  %11 = arith.cmpi sgt, %a, %b : i64
  %12 = arith.cmpi sge, %a, %b : i64
  %13 = arith.andi %7, %8 : i1
  %14 = arith.ori %7, %8 : i1
  %15 = arith.xori %7, %8 : i1
  %16 = arith.select %7, %a, %b : i64
  %17 = arith.index_cast %16 : i64 to index
  %18 = arith.extui %15 : i1 to i64
  relax.return %18, %13 : i64, i1
}

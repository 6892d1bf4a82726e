// RUN: relax-opt %s --canonicalize --split-input-file | FileCheck %s

// CHECK-LABEL: @fold_to_constants
relax_vm.func @fold_to_constants() -> (i64, i64, i64, i64, i64, i64, i64, i64) {
  %a = relax_vm.iconst -7
  %b = relax_vm.iconst 2
  // CHECK-DAG: %[[ADD:.*]] = relax_vm.iconst -5
  %0 = relax_vm.iadd %a, %b
  // CHECK-DAG: %[[SUB:.*]] = relax_vm.iconst -9
  %1 = relax_vm.isub %a, %b
  // CHECK-DAG: %[[MUL:.*]] = relax_vm.iconst -14
  %2 = relax_vm.imul %a, %b
  // CHECK-DAG: %[[FLOOR:.*]] = relax_vm.iconst -4
  %3 = relax_vm.ifloordiv %a, %b
  // CHECK-DAG: %[[CEIL:.*]] = relax_vm.iconst -3
  %4 = relax_vm.iceildiv %a, %b
  // CHECK-DAG: %[[ONE:.*]] = relax_vm.iconst 1
  %5 = relax_vm.imod %a, %b
  // CHECK-DAG: %[[MIN:.*]] = relax_vm.iconst -7
  %6 = relax_vm.imin %a, %b
  %7 = relax_vm.icmp_lt %a, %b
  // CHECK: relax_vm.ret %[[ADD]], %[[SUB]], %[[MUL]], %[[FLOOR]], %[[CEIL]], %[[ONE]], %[[MIN]], %[[ONE]]
  relax_vm.ret %0, %1, %2, %3, %4, %5, %6, %7 : i64, i64, i64, i64, i64, i64, i64, i64
}

// -----

// CHECK-LABEL: @keep_what_fails
relax_vm.func @keep_what_fails() -> (i64, i64, i64, i64) {
  %max = relax_vm.iconst 9223372036854775807
  %min = relax_vm.iconst -9223372036854775808
  %one = relax_vm.iconst 2
  %minus = relax_vm.iconst -1
  %zero = relax_vm.iconst 0
  // CHECK: relax_vm.iadd
  %0 = relax_vm.iadd %max, %one
  // CHECK: relax_vm.imul
  %1 = relax_vm.imul %max, %one
  // CHECK: relax_vm.ifloordiv
  %2 = relax_vm.ifloordiv %min, %minus
  // CHECK: relax_vm.imod
  %3 = relax_vm.imod %max, %zero
  relax_vm.ret %0, %1, %2, %3 : i64, i64, i64, i64
}

// -----

// CHECK-LABEL: @identities
// CHECK-SAME: %[[A:.*]]: i64, %[[O:.*]]: !relax_vm.object
relax_vm.func @identities(%a: i64, %o: !relax_vm.object) -> (i64, i64, i64, i64, i64, !relax_vm.object) {
  %0 = relax_vm.iconst 0
  %1 = relax_vm.iconst 1
  %b = relax_vm.iadd %a, %0
  %c = relax_vm.imul %1, %a
  %d = relax_vm.imax %a, %a
  %e = relax_vm.smove %a
  %f = relax_vm.iselect %1, %a, %0
  %p = relax_vm.omove %o
  // A moved object is a reference of its own: it stays.
  // CHECK: %[[P:.*]] = relax_vm.omove %[[O]]
  // CHECK: relax_vm.ret %[[A]], %[[A]], %[[A]], %[[A]], %[[A]], %[[P]]
  relax_vm.ret %b, %c, %d, %e, %f, %p : i64, i64, i64, i64, i64, !relax_vm.object
}

// Programs written in relax_vm itself, run in both modes, and a third time cut into parts of two instructions: loops
// whose carried values are swapped, calls, closures, tuples, boxed scalars.
//
// RUN: relaxc %s -o %t.b.so --exec-mode=bytecode
// RUN: relaxc %s -o %t.c.so --exec-mode=compiled
// RUN: relax-opt %s --convert-vm-to-llvm=max-part-size=2 -o %t.parts.mlir
// RUN: relaxc %t.parts.mlir -o %t.p.so
// RUN: relax-run %t.b.so --function=fibonacci --input n=30 | FileCheck %s --check-prefix=FIB
// RUN: relax-run %t.c.so --function=fibonacci --input n=30 | FileCheck %s --check-prefix=FIB
// RUN: relax-run %t.p.so --function=fibonacci --input n=30 | FileCheck %s --check-prefix=FIB
// RUN: relax-run %t.b.so --function=arithmetic --input a=-7 --input b=2 | FileCheck %s --check-prefix=ARITH
// RUN: relax-run %t.c.so --function=arithmetic --input a=-7 --input b=2 | FileCheck %s --check-prefix=ARITH
// RUN: relax-run %t.p.so --function=arithmetic --input a=-7 --input b=2 | FileCheck %s --check-prefix=ARITH
// RUN: relax-run %t.b.so --function=calls --input n=5 | FileCheck %s --check-prefix=CALLS
// RUN: relax-run %t.c.so --function=calls --input n=5 | FileCheck %s --check-prefix=CALLS
// RUN: relax-run %t.p.so --function=calls --input n=5 | FileCheck %s --check-prefix=CALLS

// FIB: 832040
relax_vm.func @fibonacci(%n: i64) -> i64 attributes {arg_names = ["n"]} {
  %zero = relax_vm.iconst 0
  %one = relax_vm.iconst 1
  relax_vm.jump ^head(%n, %zero, %one : i64, i64, i64)
^head(%i: i64, %a: i64, %b: i64):
  relax_vm.branch %i, ^body, ^exit(%a : i64)
^body:
  %j = relax_vm.isub %i, %one
  %c = relax_vm.iadd %a, %b
  relax_vm.jump ^head(%j, %b, %c : i64, i64, i64)
^exit(%r: i64):
  relax_vm.ret %r : i64
}

// Every result is folded into one number, so that one value shows them all.
// ARITH: -4297188
relax_vm.func @arithmetic(%a: i64, %b: i64) -> i64 attributes {arg_names = ["a", "b"]} {
  %ten = relax_vm.iconst 10
  %0 = relax_vm.ifloordiv %a, %b   // -4
  %1 = relax_vm.iceildiv %a, %b    // -3
  %2 = relax_vm.imod %a, %b        // 1
  %3 = relax_vm.imin %a, %b        // -7
  %4 = relax_vm.imax %a, %b        // 2
  %5 = relax_vm.icmp_lt %a, %b     // 1
  %6 = relax_vm.icmp_eq %a, %b     // 0
  %7 = relax_vm.iselect %6, %3, %4 // 2
  %s0 = relax_vm.imul %0, %ten
  %t0 = relax_vm.iadd %s0, %1      // -43
  %s1 = relax_vm.imul %t0, %ten
  %t1 = relax_vm.iadd %s1, %2      // -429
  %s2 = relax_vm.imul %t1, %ten
  %t2 = relax_vm.iadd %s2, %3      // -4297
  %s3 = relax_vm.imul %t2, %ten
  %t3 = relax_vm.isub %s3, %4      // -42972
  %s4 = relax_vm.imul %t3, %ten
  %t4 = relax_vm.iadd %s4, %5      // -429719
  %s5 = relax_vm.imul %t4, %ten
  %t5 = relax_vm.iadd %s5, %7      // -4297188
  relax_vm.ret %t5 : i64
}

relax_vm.func private @scale(%x: i64, %factor: i64) -> i64 {
  %0 = relax_vm.imul %x, %factor
  relax_vm.ret %0 : i64
}

// CALLS: 235
relax_vm.func @calls(%n: i64) -> i64 attributes {arg_names = ["n"]} {
  %seven = relax_vm.iconst 7
  %0 = relax_vm.call @scale(%n, %n) : (i64, i64) -> i64          // 25
  %f = relax_vm.make_closure @scale(%seven) : i64
  %1 = relax_vm.invoke_closure %f(%0) : (i64) -> i64             // 175
  relax_vm.kill %f
  %boxed = relax_vm.box_scalar %1 : i64
  %shape = relax_vm.make_shape [%n, %seven]
  %tuple = relax_vm.make_tuple(%boxed, %shape)
  relax_vm.kill %boxed, %shape
  relax_vm.check_tuple %tuple size 2, <"tuple">
  %first = relax_vm.tuple_get %tuple, 0
  %second = relax_vm.tuple_get %tuple, 1
  relax_vm.kill %tuple
  relax_vm.check_shape %second rank 2, <"shape">
  %2 = relax_vm.unbox_scalar %first : i64
  %3 = relax_vm.shape_dim %second, 0
  %4 = relax_vm.shape_dim %second, 1
  relax_vm.kill %first, %second
  %5 = relax_vm.imul %3, %4                                       // 35
  %6 = relax_vm.iadd %2, %5                                       // 210
  %7 = relax_vm.iadd %6, %0                                       // 235
  relax_vm.ret %7 : i64
}

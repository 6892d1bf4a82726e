// Corners of control flow, at -O0 so that nothing is simplified away: names that need quotes, both edges of a branch to
// one block, unreachable blocks, one object returned twice, a loop that fails.
//
// RUN: relaxc %s -O0 -o %t.b.so --exec-mode=bytecode
// RUN: relaxc %s -O0 -o %t.c.so --exec-mode=compiled
// RUN: bash -c 'for m in b c; do relax-run %t.$m.so "--function=we ird.name" --input 0=3; relax-run %t.$m.so --function=unreachable --input 0=4; relax-run %t.$m.so --function=same_target --input 0=0; relax-run %t.$m.so --function=same_target --input 0=1; relax-run %t.$m.so --function=dup --input 0=9; relax-run %t.$m.so --function=spin; echo "exit $?"; done' > %t.log 2>&1
// RUN: FileCheck %s --input-file=%t.log
// CHECK: i64 [] = 3
// CHECK: i64 [] = 4
// CHECK: i64 [] = 20
// CHECK: i64 [] = 10
// CHECK: i64 [] = 9
// CHECK: i64 [] = 9
// CHECK: error: out
// CHECK: exit 1
// CHECK: i64 [] = 3
// CHECK: i64 [] = 4
// CHECK: i64 [] = 20
// CHECK: i64 [] = 10
// CHECK: i64 [] = 9
// CHECK: i64 [] = 9
// CHECK: error: out
// CHECK: exit 1

relax_vm.func @"we ird.name"(%n: i64) -> i64 {
  relax_vm.ret %n : i64
}
relax_vm.func @unreachable(%n: i64) -> i64 {
  relax_vm.ret %n : i64
^bb1(%x: i64):
  relax_vm.branch %x, ^bb1(%x : i64), ^bb1(%n : i64)
}
relax_vm.func @same_target(%n: i64) -> i64 {
  %a = relax_vm.iconst 10
  %b = relax_vm.iconst 20
  relax_vm.branch %n, ^e(%a : i64), ^e(%b : i64)
^e(%r: i64):
  relax_vm.ret %r : i64
}
relax_vm.func @spin() {
  relax_vm.jump ^l
^l:
  relax_vm.fail "out"
  relax_vm.jump ^l
}
relax_vm.func @dup(%n: i64) -> (!relax_vm.object, !relax_vm.object) {
  %o = relax_vm.box_scalar %n : i64
  relax_vm.ret %o, %o : !relax_vm.object, !relax_vm.object
}

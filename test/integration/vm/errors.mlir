// What fails at run time fails with the same words in both modes, at the same place.
//
// RUN: relaxc %s -o %t.b.so --exec-mode=bytecode
// RUN: relaxc %s -o %t.c.so --exec-mode=compiled
// RUN: bash -c 'for f in add sub mul zero least message condition tuple shape kind axis negative recursive; do for m in b c; do relax-run %t.$m.so --function=$f 2>&1 | sed "s/.*errors.mlir/errors.mlir/"; echo "$f: exit ${PIPESTATUS[0]}"; done; done' > %t.all
// RUN: FileCheck %s --input-file=%t.all --implicit-check-not="exit 0"

// CHECK: errors.mlir:[[#@LINE+6]]:8: error: [[M:.*overflow.*]]
// CHECK-NEXT: add: exit 1
// CHECK-NEXT: errors.mlir:[[#@LINE+4]]:8: error: [[M]]
// CHECK-NEXT: add: exit 1
relax_vm.func @add() -> i64 {
  %a = relax_vm.iconst 9223372036854775807
  %r = relax_vm.iadd %a, %a
  relax_vm.ret %r : i64
}

// CHECK: error: {{.*}}overflow
// CHECK: sub: exit 1
// CHECK: error: {{.*}}overflow
// CHECK: sub: exit 1
relax_vm.func @sub() -> i64 {
  %a = relax_vm.iconst -9223372036854775808
  %b = relax_vm.iconst 1
  %r = relax_vm.isub %a, %b
  relax_vm.ret %r : i64
}

// CHECK: error: {{.*}}overflow
// CHECK: mul: exit 1
// CHECK: error: {{.*}}overflow
// CHECK: mul: exit 1
relax_vm.func @mul() -> i64 {
  %a = relax_vm.iconst 4611686018427387904
  %r = relax_vm.imul %a, %a
  relax_vm.ret %r : i64
}

// CHECK: errors.mlir:[[#@LINE+6]]:8: error: [[Z:.*zero.*]]
// CHECK-NEXT: zero: exit 1
// CHECK-NEXT: errors.mlir:[[#@LINE+4]]:8: error: [[Z]]
relax_vm.func @zero() -> i64 {
  %a = relax_vm.iconst 1
  %b = relax_vm.iconst 0
  %r = relax_vm.imod %a, %b
  relax_vm.ret %r : i64
}

// CHECK: error: {{.*}}overflow
// CHECK: least: exit 1
// CHECK: error: {{.*}}overflow
// CHECK: least: exit 1
relax_vm.func @least() -> i64 {
  %a = relax_vm.iconst -9223372036854775808
  %b = relax_vm.iconst -1
  %r = relax_vm.iceildiv %a, %b
  relax_vm.ret %r : i64
}

// CHECK: errors.mlir:[[#@LINE+4]]:3: error: no way out
// CHECK-NEXT: message: exit 1
// CHECK-NEXT: errors.mlir:[[#@LINE+2]]:3: error: no way out
relax_vm.func @message() {
  relax_vm.fail "no way out"
  relax_vm.ret
}

// CHECK: errors.mlir:[[#@LINE+6]]:3: error: [[C:.*n <= 4.*got 5 and 4]]
// CHECK-NEXT: condition: exit 1
// CHECK-NEXT: errors.mlir:[[#@LINE+4]]:3: error: [[C]]
relax_vm.func @condition() {
  %a = relax_vm.iconst 5
  %b = relax_vm.iconst 4
  relax_vm.check_less_equal %a, %b, <"" expr "n <= 4">
  relax_vm.ret
}

// CHECK: errors.mlir:[[#@LINE+6]]:3: error: [[T:.*'pair'.*]]
// CHECK-NEXT: tuple: exit 1
// CHECK-NEXT: errors.mlir:[[#@LINE+4]]:3: error: [[T]]
relax_vm.func @tuple() {
  %s = relax_vm.make_shape[]
  %t = relax_vm.make_tuple(%s)
  relax_vm.check_tuple %t size 2, <"pair">
  relax_vm.ret
}

// CHECK: errors.mlir:[[#@LINE+5]]:3: error: [[S:.*'s'.*]]
// CHECK-NEXT: shape: exit 1
// CHECK-NEXT: errors.mlir:[[#@LINE+3]]:3: error: [[S]]
relax_vm.func @shape() {
  %s = relax_vm.make_shape[]
  relax_vm.check_shape %s rank 1, <"s">
  relax_vm.ret
}

// A kernel asked to run on what is no tensor.
// CHECK: errors.mlir:[[#@LINE+5]]:3: error: [[K:expected a tensor.*]]
// CHECK-NEXT: kind: exit 1
// CHECK-NEXT: errors.mlir:[[#@LINE+3]]:3: error: [[K]]
relax_vm.func @kind() {
  %s = relax_vm.make_shape[]
  relax_vm.call_kernel @nothing(%s)
  relax_vm.ret
}

// CHECK: errors.mlir:[[#@LINE+5]]:8: error: [[A:.*]]
// CHECK-NEXT: axis: exit 1
// CHECK-NEXT: errors.mlir:[[#@LINE+3]]:8: error: [[A]]
relax_vm.func @axis() -> i64 {
  %s = relax_vm.make_shape[]
  %d = relax_vm.shape_dim %s, 3
  relax_vm.ret %d : i64
}

// CHECK: errors.mlir:[[#@LINE+5]]:8: error: [[N:.*negative.*]]
// CHECK-NEXT: negative: exit 1
// CHECK-NEXT: errors.mlir:[[#@LINE+3]]:8: error: [[N]]
relax_vm.func @negative() {
  %m = relax_vm.iconst -1
  %d = relax_vm.alloc_tensor[%m] : f32
  relax_vm.ret
}

// CHECK: error: calls nest deeper than 1000 in function 'recursive'; use a loop, or raise max_depth
// CHECK: recursive: exit 1
// CHECK: error: calls nest deeper than 1000 in function 'recursive'; use a loop, or raise max_depth
// CHECK: recursive: exit 1
relax_vm.func @recursive() {
  relax_vm.call @recursive() : () -> ()
  relax_vm.ret
}

relax_vm.kernel @nothing buffers 1 scalars 0
module attributes {relax.kernel} {
  llvm.func @nothing(%buffers: !llvm.ptr, %scalars: !llvm.ptr, %ctx: !llvm.ptr) -> i32 {
    %0 = llvm.mlir.constant(0 : i32) : i32
    llvm.return %0 : i32
  }
}

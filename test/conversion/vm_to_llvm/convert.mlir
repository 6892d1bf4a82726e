// RUN: relax-opt %s --convert-vm-to-llvm --split-input-file | FileCheck %s
// RUN: relax-opt %s --convert-vm-to-llvm=max-part-size=4 --split-input-file | FileCheck %s --check-prefix=PARTS
// RUN: relax-opt %s --convert-vm-to-llvm --convert-vm-to-llvm --split-input-file | FileCheck %s --check-prefix=TWICE


// The function stays, marked; a kernel is called directly, with its buffers' addresses read from the tensors.
// CHECK-LABEL: relax_vm.func @kernel
// CHECK-SAME: relax_vm.compiled
// CHECK: module attributes {relax.vm_functions}
// CHECK: llvm.func @relax.kernel.exp(!llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
// CHECK: llvm.func @relax.part.0.kernel(%[[FRAME:.*]]: !llvm.ptr, %{{.*}}: i32) -> i32
// CHECK: llvm.call @relax.kernel.exp(
// CHECK: llvm.func @relax.function.kernel(%{{.*}}: !llvm.ptr) -> i32
// CHECK: llvm.call @relax.part.0.kernel(
// CHECK: llvm.func @relax.part.0.symbolic(
// CHECK: llvm.intr.smul.with.overflow
// TWICE-COUNT-3: llvm.func @relax.part.0.
// TWICE-NOT: llvm.func @relax.part.0.
relax_vm.kernel @exp buffers 2 scalars 1
relax_vm.func @kernel(%x: !relax_vm.object, %y: !relax_vm.object, %n: i64) {
  relax_vm.call_kernel @exp(%x, %y) scalars(%n)
  relax_vm.ret
}
relax_vm.func @symbolic(%x: !relax_vm.object) -> !relax_vm.object {
  relax_vm.check_tensor %x rank 2 dtype f32, <"x">
  %n = relax_vm.tensor_dim %x, 0
  %m = relax_vm.tensor_dim %x, 1
  %nm = relax_vm.imul %n, %m
  %y = relax_vm.alloc_tensor[%nm] : f32
  relax_vm.call_kernel @exp(%x, %y) scalars(%nm)
  relax_vm.ret %y : !relax_vm.object
}
// PARTS: llvm.func @relax.part.0.symbolic(
// PARTS: llvm.func @relax.part.1.symbolic(
// PARTS: llvm.func @relax.function.symbolic(
// PARTS: llvm.switch
// PARTS-DAG: llvm.call @relax.part.0.symbolic(
// PARTS-DAG: llvm.call @relax.part.1.symbolic(

// -----

// Nothing to compile: nothing changes.
// CHECK-LABEL: relax_vm.kernel @alone
// CHECK-NEXT: }
relax_vm.kernel @alone buffers 2 scalars 1

// -----

// A loop: block arguments go through the frame, scalars of one run of instructions do not.
// CHECK-LABEL: llvm.func @relax.part.0.loop(
// CHECK: llvm.intr.ssub.with.overflow
// CHECK: llvm.return
relax_vm.func @loop(%n: i64) -> i64 {
  relax_vm.jump ^head(%n : i64)
^head(%i: i64):
  %one = relax_vm.iconst 1
  %j = relax_vm.isub %i, %one
  relax_vm.branch %j, ^head(%j : i64), ^exit
^exit:
  relax_vm.ret %j : i64
}

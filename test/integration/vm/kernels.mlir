// Kernels written in the llvm dialect, constants inline and in the weights section, storages, views, copies, in-place
// packed calls through the same tensors; both modes.
//
// RUN: relaxc %s -o %t.b.so --exec-mode=bytecode
// RUN: relaxc %s -o %t.c.so --exec-mode=compiled
// RUN: relax-run %t.b.so --function=add_weights --input x=random:300:f32 --output-dir %t.b
// RUN: relax-run %t.c.so --function=add_weights --input x=random:300:f32 --output-dir %t.c
// RUN: diff %t.b/out_0.npy %t.c/out_0.npy
// RUN: relax-run %t.b.so --function=constants | FileCheck %s --check-prefix=CONST
// RUN: relax-run %t.c.so --function=constants | FileCheck %s --check-prefix=CONST
// RUN: relax-run %t.b.so --function=loop --input 0=5 | FileCheck %s --check-prefix=LOOP
// RUN: relax-run %t.c.so --function=loop --input 0=5 | FileCheck %s --check-prefix=LOOP
// RUN: not relax-run %t.b.so --function=failing 2>&1 | FileCheck %s --check-prefix=FAIL
// RUN: not relax-run %t.c.so --function=failing 2>&1 | FileCheck %s --check-prefix=FAIL
//
// The weights stand at a page of the file, and nothing but libc and libm is left undefined.
// RUN: llvm-readelf -SW %t.c.so | FileCheck %s --check-prefix=SECTIONS
// SECTIONS-DAG: .relax.hash {{ *}}PROGBITS
// SECTIONS-DAG: .relax.weights {{ *}}PROGBITS {{ *}}0000000000000000 {{[0-9a-f]+}}000 00126c
// SECTIONS-DAG: .relax.exec {{ *}}PROGBITS {{ *}}0000000000000000
// RUN: llvm-nm -D --defined-only %t.c.so | FileCheck %s --check-prefix=SYMBOLS
// SYMBOLS: relax_module
// SYMBOLS-NOT: {{.}}
// RUN: relax-run %t.b.so --dump | FileCheck %s --check-prefix=DUMP --implicit-check-not="runs as machine code"
// RUN: relax-run %t.c.so --dump | FileCheck %s --check-prefix=COMPILED --implicit-check-not="runs as bytecode"
// COMPILED: object registers, runs as machine code

// DUMP: object registers, runs as bytecode
// DUMP: constants (3, weights {{[0-9]+}} bytes)
relax_vm.constant @small dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32>
relax_vm.constant @large dense<0.5> : tensor<300xf32>
relax_vm.constant @flags dense<"0x00"> : tensor<3500xi1>

relax_vm.kernel @add buffers 3 scalars 1
module attributes {relax.kernel} {
  // A kernel of the same name as a helper of another one, and of a function of libm.
  llvm.func @add(%buffers: !llvm.ptr, %scalars: !llvm.ptr, %ctx: !llvm.ptr) -> i32 {
    %zero = llvm.mlir.constant(0 : i64) : i64
    %one = llvm.mlir.constant(1 : i64) : i64
    %ok = llvm.mlir.constant(0 : i32) : i32
    %a = llvm.load %buffers : !llvm.ptr -> !llvm.ptr
    %pb = llvm.getelementptr %buffers[1] : (!llvm.ptr) -> !llvm.ptr, !llvm.ptr
    %b = llvm.load %pb : !llvm.ptr -> !llvm.ptr
    %pc = llvm.getelementptr %buffers[2] : (!llvm.ptr) -> !llvm.ptr, !llvm.ptr
    %c = llvm.load %pc : !llvm.ptr -> !llvm.ptr
    %n = llvm.load %scalars : !llvm.ptr -> i64
    llvm.br ^head(%zero : i64)
  ^head(%i: i64):
    %more = llvm.icmp "slt" %i, %n : i64
    llvm.cond_br %more, ^body, ^exit
  ^body:
    %pa = llvm.getelementptr %a[%i] : (!llvm.ptr, i64) -> !llvm.ptr, f32
    %x = llvm.load %pa : !llvm.ptr -> f32
    %pbi = llvm.getelementptr %b[%i] : (!llvm.ptr, i64) -> !llvm.ptr, f32
    %y = llvm.load %pbi : !llvm.ptr -> f32
    %s = llvm.call @combine(%x, %y) : (f32, f32) -> f32
    %pci = llvm.getelementptr %c[%i] : (!llvm.ptr, i64) -> !llvm.ptr, f32
    llvm.store %s, %pci : f32, !llvm.ptr
    %j = llvm.add %i, %one : i64
    llvm.br ^head(%j : i64)
  ^exit:
    llvm.return %ok : i32
  }
  llvm.func @combine(%x: f32, %y: f32) -> f32 {
    %0 = llvm.fadd %x, %y : f32
    llvm.return %0 : f32
  }
}

relax_vm.kernel @exp buffers 1 scalars 0
module attributes {relax.kernel} {
  llvm.func @combine(%x: f64) -> f64 {
    %0 = llvm.intr.exp(%x) : (f64) -> f64
    llvm.return %0 : f64
  }
  llvm.func @exp(%buffers: !llvm.ptr, %scalars: !llvm.ptr, %ctx: !llvm.ptr) -> i32 {
    %a = llvm.load %buffers : !llvm.ptr -> !llvm.ptr
    %x = llvm.load %a : !llvm.ptr -> f64
    %y = llvm.call @combine(%x) : (f64) -> f64
    llvm.store %y, %a : f64, !llvm.ptr
    %three = llvm.mlir.constant(3 : i32) : i32
    llvm.return %three : i32
  }
}

relax_vm.func @add_weights(%x: !relax_vm.object) -> !relax_vm.object
    attributes {arg_names = ["x"], arg_signature = ["!relax.tensor<[n], f32>"]} {
  relax_vm.check_tensor %x rank 1 dtype f32, <"x">
  %n = relax_vm.tensor_dim %x, 0
  %w = relax_vm.load_const @large
  %y = relax_vm.alloc_tensor[%n] : f32
  relax_vm.call_kernel @add(%x, %w, %y) scalars(%n)
  relax_vm.kill %w
  relax_vm.ret %y : !relax_vm.object
}

// CONST: [2, 2] = 1 2 3 4
// CONST: [1, 4] = 2 4 6 8
relax_vm.func @constants() -> (!relax_vm.object, !relax_vm.object) {
  %one = relax_vm.iconst 1
  %four = relax_vm.iconst 4
  %zero = relax_vm.iconst 0
  %bytes = relax_vm.iconst 4096
  %w = relax_vm.load_const @small
  %copy = relax_vm.copy_tensor %w
  %view = relax_vm.view_tensor %copy[%four]
  relax_vm.kill %copy
  %storage = relax_vm.alloc_storage %bytes
  %sum = relax_vm.alloc_tensor_from_storage %storage at %zero[%one, %four] : f32
  relax_vm.kill %storage
  relax_vm.call_kernel @add(%w, %view, %sum) scalars(%four)
  relax_vm.kill %view
  relax_vm.ret %w, %sum : !relax_vm.object, !relax_vm.object
}

// Two tensors that take turns, each twice the other.
// LOOP: [2, 2] = 32 64 96 128
relax_vm.func @loop(%n: i64) -> !relax_vm.object attributes {arg_names = ["n"]} {
  %one = relax_vm.iconst 1
  %two = relax_vm.iconst 2
  %four = relax_vm.iconst 4
  %w = relax_vm.load_const @small
  %a = relax_vm.copy_tensor %w
  relax_vm.kill %w
  %b = relax_vm.alloc_tensor[%two, %two] : f32
  relax_vm.jump ^head(%n, %a, %b : i64, !relax_vm.object, !relax_vm.object)
^head(%i: i64, %x: !relax_vm.object, %y: !relax_vm.object):
  relax_vm.branch %i, ^body, ^exit
^body:
  relax_vm.call_kernel @add(%x, %x, %y) scalars(%four)
  %j = relax_vm.isub %i, %one
  relax_vm.jump ^head(%j, %y, %x : i64, !relax_vm.object, !relax_vm.object)
^exit:
  relax_vm.ret %x : !relax_vm.object
}

// FAIL: kernels.mlir:[[#@LINE+3]]:3: error: {{.*}}exp
relax_vm.func @failing() {
  %t = relax_vm.alloc_tensor[] : f64
  relax_vm.call_kernel @exp(%t)
  relax_vm.ret
}

// What cannot become a library is refused with a reason.
//
// RUN: split-file %s %t
// RUN: not relaxc %t/no_code.mlir -o %t.so 2>&1 | FileCheck %s --check-prefix=NOCODE
// RUN: not relaxc %t/signature.mlir -o %t.so 2>&1 | FileCheck %s --check-prefix=SIGNATURE
// RUN: not relaxc %t/twice.mlir -o %t.so 2>&1 | FileCheck %s --check-prefix=TWICE
// RUN: not relaxc %t/undefined.mlir -o %t.so 2>&1 | FileCheck %s --check-prefix=UNDEFINED
// RUN: not relaxc %t/rank.mlir -o %t.so 2>&1 | FileCheck %s --check-prefix=RANK
// RUN: not relaxc %t/resource.mlir -o %t.so 2>&1 | FileCheck %s --check-prefix=RESOURCE
// RUN: not relaxc %t/dialect.mlir -o %t.so 2>&1 | FileCheck %s --check-prefix=DIALECT
// RUN: not relaxc %t/assembler.mlir -o %t.so 2>&1 | FileCheck %s --check-prefix=ASSEMBLER

//--- no_code.mlir
// NOCODE: no_code.mlir:2:1: error: 'relax_vm.kernel' op has no code: no nested module with 'relax.kernel' defines llvm.func @k
relax_vm.kernel @k buffers 1 scalars 0

//--- signature.mlir
relax_vm.kernel @k buffers 1 scalars 0
module attributes {relax.kernel} {
  // SIGNATURE: signature.mlir:[[#]]:3: error: 'llvm.func' op must have the signature of a kernel, got '!llvm.func<void ()>', expected '!llvm.func<i32 (ptr, ptr, ptr)>'
  llvm.func @k() {
    llvm.return
  }
}

//--- twice.mlir
relax_vm.kernel @k buffers 0 scalars 0
module attributes {relax.kernel} {
  llvm.func @k(%a: !llvm.ptr, %b: !llvm.ptr, %c: !llvm.ptr) -> i32 {
    %0 = llvm.mlir.constant(0 : i32) : i32
    llvm.return %0 : i32
  }
}
// TWICE: error: two nested modules define kernel @k
module attributes {relax.kernel} {
  llvm.func @k(%a: !llvm.ptr, %b: !llvm.ptr, %c: !llvm.ptr) -> i32 {
    %0 = llvm.mlir.constant(0 : i32) : i32
    llvm.return %0 : i32
  }
}

//--- undefined.mlir
relax_vm.kernel @k buffers 0 scalars 0
module attributes {relax.kernel} {
  llvm.func @not_in_libm() -> i32
  // UNDEFINED: relaxc: error: linking failed: {{.*}}undefined symbol: not_in_libm
  llvm.func @k(%a: !llvm.ptr, %b: !llvm.ptr, %c: !llvm.ptr) -> i32 {
    %0 = llvm.call @not_in_libm() : () -> i32
    llvm.return %0 : i32
  }
}

//--- rank.mlir
relax_vm.func @f(%n: i64) -> !relax_vm.object {
  // RANK: rank.mlir:3:8: error: 'relax_vm.make_shape' op rank must be at most 64, got 65
  %s = relax_vm.make_shape[%n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n, %n]
  relax_vm.ret %s : !relax_vm.object
}

//--- resource.mlir
// RESOURCE: resource.mlir:2:1: error: resource 'w' must have as many bytes as its type, got 4, expected 8
relax_vm.constant @w dense_resource<w> : tensor<2xf32>
{-#
  dialect_resources: {
    builtin: {
      w: "0x0400000000000000"
    }
  }
#-}

//--- dialect.mlir
relax_vm.kernel @k buffers 0 scalars 0
module attributes {relax.kernel} {
  llvm.func @k(%a: !llvm.ptr, %b: !llvm.ptr, %c: !llvm.ptr) -> i32 {
    %0 = llvm.mlir.constant(0 : i32) : i32
    // DIALECT: dialect.mlir:6:5: error: {{.*}}emitc.verbatim
    emitc.verbatim "x"
    llvm.return %0 : i32
  }
}

//--- assembler.mlir
relax_vm.kernel @k buffers 0 scalars 0
// ASSEMBLER: assembler.mlir:[[#]]:1: error: LLVM cannot compile the kernels: {{.*}}unexpected token in argument list
module attributes {relax.kernel} {
  llvm.func @k(%a: !llvm.ptr, %b: !llvm.ptr, %c: !llvm.ptr) -> i32 {
    %0 = llvm.mlir.constant(0 : i32) : i32
    llvm.inline_asm has_side_effects "no such instruction", "" : () -> ()
    llvm.return %0 : i32
  }
}

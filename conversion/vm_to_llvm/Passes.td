//===- Passes.td - From relax_vm to LLVM ----------------------------------===//

#ifndef CONVERSION_VM_TO_LLVM_PASSES_TD
#define CONVERSION_VM_TO_LLVM_PASSES_TD

include "mlir/Pass/PassBase.td"

def ConvertVMToLLVM : Pass<"convert-vm-to-llvm", "::mlir::ModuleOp"> {
  let summary = "Add machine code for virtual machine functions";
  let description = [{
    The compiled mode. Each `relax_vm.func` gets an LLVM function over the frame and
    the service table of `runtime/executable/abi.h`, in nested modules marked
    `relax.vm_functions`. The function itself stays, marked `relax_vm.compiled`: its
    signature, bytecode and source positions go into the executable as before, and
    its registers are the slots of the frame. Kernels are called directly.

    A function is cut into parts of at most `max-part-size` instructions, each an
    LLVM function of its own, and a dispatcher that runs one after the other: LLVM
    needs more than linear time in the size of a function. Scalars stay in LLVM
    values within a run of instructions and go through the frame between them.

    Before:
    ```mlir
    relax_vm.kernel @exp buffers 2 scalars 1
    relax_vm.func @main(%x: !relax_vm.object, %y: !relax_vm.object, %n: i64) {
      relax_vm.call_kernel @exp(%x, %y) scalars(%n)
      relax_vm.ret
    }
    ```
    After, shortened:
    ```mlir
    relax_vm.func @main(...) attributes {relax_vm.compiled} { ... }
    module attributes {relax.vm_functions} {
      llvm.func @relax.kernel.exp(!llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
      llvm.func @relax.part.0.main(%frame: !llvm.ptr, %entry: i32) -> i32 {
        ...
        %code = llvm.call @relax.kernel.exp(%buffers, %scalars, %ctx)
        ...
      }
      llvm.func @relax.function.main(%frame: !llvm.ptr) -> i32 { ... }
    }
    ```

    Input: `relax_vm` functions in any verified module. Output: the same functions,
    and code in the llvm dialect for `target/`. Results and error messages are those
    of the interpreter.
  }];
  let options = [
    Option<"maxPartSize", "max-part-size", "unsigned", /*default=*/"256",
           "instructions of relax_vm in one LLVM function">
  ];
  let statistics = [
    Statistic<"numFunctions", "num-functions", "functions compiled">,
    Statistic<"numParts", "num-parts", "LLVM functions that they were cut into">
  ];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

#endif // CONVERSION_VM_TO_LLVM_PASSES_TD

//===- Passes.td - relax to relax_vm --------------------------------------===//

#ifndef CONVERSION_RELAX_TO_VM_PASSES_TD
#define CONVERSION_RELAX_TO_VM_PASSES_TD

include "mlir/Pass/PassBase.td"

def ConvertRelaxToVM : Pass<"convert-relax-to-vm", "::mlir::ModuleOp"> {
  let summary = "Turn relax functions into programs of the virtual machine";
  let description = [{
    Translates each `relax.func` whose shapes and calls are lowered (`relax-lower-shapes`, `relax-lower-calls`,
    `relax-kill-after-last-use`) into a `relax_vm.func`, op by op and in one walk.

    - Tensors, shapes, tuples, closures and objects become `!relax_vm.object`, scalars `i64` (floats as their bits).
    - `relax.if` and `relax.while` become blocks and branches.
    - The value of a symbolic expression is computed where it is first needed and used again in the regions inside.
    - Constants become `relax_vm.constant` at the top of the module, each once.
    - Each kernel moves into an unnamed `builtin.module` with the attribute `relax.kernel`, together with copies of the functions that it
      calls, and is declared by `relax_vm.kernel`. Kernels that nobody calls are dropped.

    Left alone: everything at the top of the module that is neither a relax function nor a kernel.

    Input:  lowered relax functions. Output: no op of the relax dialect.

    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.shapes_checked} {
      relax.check_type %x is !relax.tensor<[?], f32> subject "x" : !relax.tensor<[n], f32>
      %n = relax.dim %x[0] : !relax.tensor<[n], f32> -> !sym.int<n>
      %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
      relax.call_destination @exp ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>) scalars(%n : !sym.int<n>)
      relax.return %0 : !relax.tensor<[n], f32>
    }
    // becomes
    relax_vm.kernel @exp buffers 2 scalars 1
    relax_vm.func @f(%x: !relax_vm.object) -> !relax_vm.object {
      relax_vm.check_tensor %x rank 1 dtype f32, <"x">
      %n = relax_vm.tensor_dim %x, 0
      %0 = relax_vm.alloc_tensor [%n] : f32
      relax_vm.call_kernel @exp(%x, %0) scalars(%n)
      relax_vm.ret %0 : !relax_vm.object
    }
    ```
  }];
  let statistics = [
    Statistic<"numFunctions", "num-functions", "functions translated">,
    Statistic<"numKernels", "num-kernels", "kernels moved into modules of their own">,
    Statistic<"numConstants", "num-constants", "entries of the constant table">,
  ];
  let dependentDialects = ["::mlir::relax_vm::RelaxVMDialect"];
}

#endif // CONVERSION_RELAX_TO_VM_PASSES_TD

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
    - Arithmetic on integers of 64 and of up to 32 bits becomes instructions; these wrap, an overflow of 64 bits is a run-time error. Arithmetic on
      floats, shifts and bit operations on more than `i1` have no translation: kernels compute these.
    - `relax.if` and `relax.while` become blocks and branches.
    - The value of a symbolic expression is computed where it is first needed and used again in the regions inside.
    - Constants become `relax_vm.constant` at the top of the module, each once.
    - Each kernel moves into an unnamed `builtin.module` with the attribute `relax.kernel`, together with copies of the functions that it
      calls, and is declared by `relax_vm.kernel`. Kernels that nobody calls are dropped.

    Left alone: everything at the top of the module that is neither a relax function nor a kernel.

    Input:  lowered relax functions. Output: no op of the relax dialect.

    Before:
    ```mlir
    tir.prim_func @exp(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
    }
    relax.func @f(%x: !relax.tensor<[n, 4], f32>) -> !relax.tensor<[4 * n], f32> {
      relax.check_type %x is !relax.tensor<[?, ?], f32> subject "x" : !relax.tensor<[n, 4], f32>
      %n = relax.dim %x[0] : !relax.tensor<[n, 4], f32> -> !sym.int<n>
      %size = sym.value 4 * n of (%n : !sym.int<n>) : !sym.int<4 * n>
      %0 = relax.view_tensor %x(%size) : (!relax.tensor<[n, 4], f32>, !sym.int<4 * n>) -> !relax.tensor<[4 * n], f32>
      %1 = relax.alloc_tensor(%size) : (!sym.int<4 * n>) -> !relax.tensor<[4 * n], f32>
      relax.call_destination @exp ins(%0 : !relax.tensor<[4 * n], f32>) outs(%1 : !relax.tensor<[4 * n], f32>) scalars(%size : !sym.int<4 * n>)
      relax.kill %0 : !relax.tensor<[4 * n], f32>
      relax.return %1 : !relax.tensor<[4 * n], f32>
    }
    ```
    After:
    ```mlir
    relax_vm.kernel @exp buffers 2 scalars 1
    module attributes {relax.kernel} {
      tir.prim_func @exp(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
      }
    }
    relax_vm.func @f(%arg0: !relax_vm.object) -> !relax_vm.object attributes {arg_names = ["x"], arg_signature = ["!relax.tensor<[n, 4], f32>"], result_names = ["result0"], result_signature = ["!relax.tensor<[4 * n], f32>"]} {
      relax_vm.check_tensor %arg0 rank 2 dtype f32, <"x">
      %0 = relax_vm.tensor_dim %arg0, 0
      %1 = relax_vm.iconst 4
      %2 = relax_vm.imul %0, %1
      %3 = relax_vm.view_tensor %arg0[%2]
      %4 = relax_vm.alloc_tensor[%2] : f32
      relax_vm.call_kernel @exp(%3, %4) scalars(%2)
      relax_vm.kill %3
      relax_vm.ret %4 : !relax_vm.object
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

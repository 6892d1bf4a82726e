//===- Passes.td - relax to tir -------------------------------------------===//

#ifndef CONVERSION_RELAX_TO_TIR_PASSES_TD
#define CONVERSION_RELAX_TO_TIR_PASSES_TD

include "mlir/Pass/PassBase.td"

def LegalizeOps : Pass<"relax-legalize-ops", "::mlir::ModuleOp"> {
  let summary = "Turn operators into calls of kernels";
  let description = [{
    Each operator that implements `LegalizeToTIROpInterface` becomes a `relax.call_tir` of a kernel, a private
    `tir.prim_func` that this pass adds to the module.

    In the kernel each distinct dimension expression that is no constant is a symbol of its own, `s0`, `s1` and so on in order
    of occurrence; equal expressions stay equal. So operators of one kind with equal attributes share a kernel as soon as their
    types are equal up to names. Powers of two that divide a dimension (`4 * n`), and ranges that the function states
    (`sym.ranges`), reach the kernel as facts. A symbol of a result that comes with no tensor operand, as in the target of a
    reshape, is passed as `!sym.int`. Dimensions that may or may not be broadcast are decided at run time.

    With `share-across-sizes` constant dimensions are symbols of the kernels of element-wise operators, too, except for 0 and 1: code for any
    size, in place of as many copies as there are sizes. That is for code that runs once.

    Left alone, with a warning that gives the reason: operators with an operand or result of unknown rank, unknown element type or unknown
    dimension. Residual conditions of operators are not checked from here on: run `relax-lower-shapes` before. A condition that it has
    not seen is a warning.

    Input:  any module. Output: no operator with a kernel, except those above.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %0 : !relax.tensor<[n], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.call_tir @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %0 : !relax.tensor<[n], f32>
    }
    tir.prim_func private @exp(%X: !tir.buffer<[s0], f32>, %Y: !tir.buffer<[s0], f32>) {
      %s0 = sym.value s0 : !sym.int<s0>
      tir.for %i = 0 to %s0 {
        tir.block "exp" iters(%v: spatial [0, %s0) = %i) {
          tir.reads %X[%v]
          tir.writes %Y[%v]
          %x = tir.load %X[%v]
          %y = math.exp %x : f32
          tir.store %y, %Y[%v]
        }
      }
    }
    ```
  }];
  let options = [
    ListOption<"onlyOps", "only-ops", "std::string", "legalize these operators only, by name without 'relax.' (default: all)">,
    Option<"shareKernels", "share-kernels", "bool", "true",
           "give equal requests one kernel (default true; false is for finding out whose kernel is wrong)">,
    Option<"shareAcrossSizes", "share-across-sizes", "bool", "false",
           "give element-wise operators that differ in constant sizes one kernel (default false: one that knows them)">,
  ];
  let statistics = [
    Statistic<"numLegalized", "num-legalized", "operators replaced by calls">,
    Statistic<"numKernels", "num-kernels", "kernels built">,
    Statistic<"numDeclined", "num-declined", "operators left alone, with a warning">,
  ];
}

#endif // CONVERSION_RELAX_TO_TIR_PASSES_TD

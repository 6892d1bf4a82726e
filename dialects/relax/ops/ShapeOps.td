//===- ShapeOps.td - integers and tensors of them -------------------------===//
//
// Sizes that the program computes as tensors.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_SHAPEOPS_TD
#define DIALECTS_RELAX_OPS_SHAPEOPS_TD

include "dialects/relax/ops/OperatorBase.td"

def Relax_IntsToTensorOp : Relax_Operator<"ints_to_tensor"> {
  let summary = "A tensor of integers whose values are known as expressions";
  let description = [{
    Makes a tensor of rank 1 of the operands; the inverse of `relax.tensor_to_ints`. The operands need not be sizes: they may
    be negative.

    ```mlir
    %0 = relax.ints_to_tensor(%n, %m) : (!sym.int<n>, !sym.int<2 * m>) -> !relax.tensor<[2], i64>
    ```
  }];
  let arguments = (ins Variadic<Relax_SymInt>:$ints);
  let assemblyFormat = "`(` $ints `)` attr-dict `:` functional-type(operands, results)";
}

#endif // DIALECTS_RELAX_OPS_SHAPEOPS_TD

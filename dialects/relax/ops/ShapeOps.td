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

def Relax_SizeOp : Relax_Operator<"size"> {
  let summary = "The number of elements of a tensor";
  let description = [{
    A tensor of rank 0 with the product of the dimensions of `x`, whose elements play no role.

    Constraints:
    - (size_c1) the number is within the limits of symbolic expressions.

    ```mlir
    %0 = relax.size %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[], i64>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x);
  let assemblyFormat = "$x attr-dict `:` functional-type(operands, results)";
}

#endif // DIALECTS_RELAX_OPS_SHAPEOPS_TD

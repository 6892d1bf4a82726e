//===- NNOps.td - operators of neural networks ----------------------------===//
//
// Activations and normalizations.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_NNOPS_TD
#define DIALECTS_RELAX_OPS_NNOPS_TD

include "dialects/relax/ops/OperatorBase.td"

def Relax_ReluOp : Relax_Operator<"relu"> {
  let summary = "Each element, or zero where it is negative";
  let description = [{
    Computes `max(x, 0)` for each element; NaN stays NaN. The result has the type of the operand.

    Constraints:
    - (relu_c1) the element type is not bool.

    ```mlir
    %0 = relax.relu %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x);
  let assemblyFormat = "$x attr-dict `:` functional-type(operands, results)";
  let hasFolder = 1;
}

def Relax_SoftmaxOp : Relax_Operator<"softmax"> {
  let summary = "Exponentials along an axis, scaled to a sum of one";
  let description = [{
    Computes `exp(x - max(x)) / sum(exp(x - max(x)))`, with maximum and sum along `axis`. The result has the type of the
    operand.

    Constraints:
    - (softmax_c1) the element type is a floating-point type;
    - (softmax_c2) `axis` is in `[-rank, rank)`, where the rank is known.

    ```mlir
    %0 = relax.softmax %x axis = -1 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_AxisAttr:$axis);
  let assemblyFormat = "$x `axis` `=` $axis attr-dict `:` functional-type(operands, results)";
}

#endif // DIALECTS_RELAX_OPS_NNOPS_TD

//===- ReductionOps.td - operators that fold axes -------------------------===//
//
// One value out of all elements along some axes.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_REDUCTIONOPS_TD
#define DIALECTS_RELAX_OPS_REDUCTIONOPS_TD

include "dialects/relax/ops/OperatorBase.td"

class Relax_ReductionOp<string mnemonic> : Relax_Operator<mnemonic> {
  let arguments = (ins Relax_Tensor:$x, OptionalAttr<DenseI64ArrayAttr>:$axis, UnitAttr:$keepdims);
  let assemblyFormat = "$x (`axis` `=` $axis^)? (`keepdims` $keepdims^)? attr-dict `:` functional-type(operands, results)";
}

def Relax_SumOp : Relax_ReductionOp<"sum"> {
  let summary = "Sum along axes";
  let description = [{
    Adds up the elements along the axes of `axis`, or along all of them without it. The reduced dimensions disappear, or
    stay with size 1 under `keepdims`. Integers wrap. The order of additions is not specified. The sum of nothing is zero.

    Constraints:
    - (sum_c1) the element type is not bool;
    - (sum_c2) each axis is in `[-rank, rank)`, where the rank is known;
    - (sum_c3) the axes are different.

    ```mlir
    %0 = relax.sum %x axis = [-1] keepdims : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 1], f32>
    %1 = relax.sum %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[], f32>
    ```
  }];
}

def Relax_MaxOp : Relax_ReductionOp<"max"> {
  let summary = "Maximum along axes";
  let description = [{
    The largest element along the axes of `axis`, or along all of them without it; NaN where any is NaN. The reduced
    dimensions disappear, or stay with size 1 under `keepdims`. The maximum of nothing is the smallest value of the element
    type, minus infinity where there is one.

    Constraints:
    - (max_c1) the element type is not bool;
    - (max_c2) each axis is in `[-rank, rank)`, where the rank is known;
    - (max_c3) the axes are different.

    ```mlir
    %0 = relax.max %x axis = [0] : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4], f32>
    ```
  }];
}

def Relax_MeanOp : Relax_ReductionOp<"mean"> {
  let summary = "Arithmetic mean along axes";
  let description = [{
    The sum along the axes of `axis`, or along all of them without it, divided by the number of elements that went into it.
    The reduced dimensions disappear, or stay with size 1 under `keepdims`. The mean of nothing is NaN.

    Constraints:
    - (mean_c1) the element type is a floating-point type;
    - (mean_c2) each axis is in `[-rank, rank)`, where the rank is known;
    - (mean_c3) the axes are different.

    ```mlir
    %0 = relax.mean %x axis = [0, 1] : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[4], f32>
    ```
  }];
}

#endif // DIALECTS_RELAX_OPS_REDUCTIONOPS_TD

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

def Relax_MinOp : Relax_ReductionOp<"min"> {
  let summary = "Minimum along axes";
  let description = [{
    The smallest element along the axes of `axis`, or along all of them without it; NaN where any is NaN. The reduced
    dimensions disappear, or stay with size 1 under `keepdims`. The minimum of nothing is the largest value of the element
    type, infinity where there is one.

    Constraints:
    - (min_c1) the element type is not bool;
    - (min_c2) each axis is in `[-rank, rank)`, where the rank is known;
    - (min_c3) the axes are different.

    ```mlir
    %0 = relax.min %x axis = [0] : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4], f32>
    ```
  }];
}

def Relax_ProdOp : Relax_ReductionOp<"prod"> {
  let summary = "Product along axes";
  let description = [{
    Multiplies the elements along the axes of `axis`, or along all of them without it. The reduced dimensions disappear, or
    stay with size 1 under `keepdims`. Integers wrap. The order is not specified. The product of nothing is one.

    Constraints:
    - (prod_c1) the element type is not bool;
    - (prod_c2) each axis is in `[-rank, rank)`, where the rank is known;
    - (prod_c3) the axes are different.

    ```mlir
    %0 = relax.prod %x axis = [-1] keepdims : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 1], f32>
    ```
  }];
}

def Relax_VarianceOp : Relax_ReductionOp<"variance"> {
  let summary = "Mean squared distance from the mean along axes";
  let description = [{
    The mean of `(x - mean(x))^2` along the axes of `axis`, or along all of them without it: the sum is divided by the number
    of elements, not by one less. The reduced dimensions disappear, or stay with size 1 under `keepdims`. The variance of
    nothing is NaN.

    Constraints:
    - (variance_c1) the element type is a floating-point type;
    - (variance_c2) each axis is in `[-rank, rank)`, where the rank is known;
    - (variance_c3) the axes are different.

    ```mlir
    %0 = relax.variance %x axis = [0] : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4], f32>
    ```
  }];
}

def Relax_StdOp : Relax_ReductionOp<"std"> {
  let summary = "Standard deviation along axes";
  let description = [{
    The square root of what `relax.variance` computes, with the same attributes.

    Constraints:
    - (std_c1) the element type is a floating-point type;
    - (std_c2) each axis is in `[-rank, rank)`, where the rank is known;
    - (std_c3) the axes are different.

    ```mlir
    %0 = relax.std %x axis = [0] keepdims : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[1, 4], f32>
    ```
  }];
}

class Relax_ArgReductionOp<string mnemonic> : Relax_Operator<mnemonic> {
  let arguments = (ins Relax_Tensor:$x, OptionalAttr<Relax_AxisAttr>:$axis, UnitAttr:$keepdims,
                       UnitAttr:$select_last_index);
  let assemblyFormat = [{
    $x (`axis` `=` $axis^)? (`keepdims` $keepdims^)? (`select_last_index` $select_last_index^)? attr-dict
    `:` functional-type(operands, results)
  }];
}

def Relax_ArgmaxOp : Relax_ArgReductionOp<"argmax"> {
  let summary = "Where the maximum along an axis is";
  let description = [{
    The position, in i64, of the largest element along `axis`, or without it in the row-major order of all elements. Of equal
    ones the first is taken, or the last under `select_last_index`; NaN is larger than everything. The reduced dimensions
    disappear, or stay with size 1 under `keepdims`. The position in nothing is 0.

    Constraints:
    - (argmax_c1) the element type is not bool;
    - (argmax_c2) `axis` is in `[-rank, rank)`, where the rank is known.

    ```mlir
    %0 = relax.argmax %x axis = -1 keepdims : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 1], i64>
    ```
  }];
}

def Relax_ArgminOp : Relax_ArgReductionOp<"argmin"> {
  let summary = "Where the minimum along an axis is";
  let description = [{
    The position, in i64, of the smallest element along `axis`, or without it in the row-major order of all elements. Of equal
    ones the first is taken, or the last under `select_last_index`; NaN is smaller than everything. The reduced dimensions
    disappear, or stay with size 1 under `keepdims`. The position in nothing is 0.

    Constraints:
    - (argmin_c1) the element type is not bool;
    - (argmin_c2) `axis` is in `[-rank, rank)`, where the rank is known.

    ```mlir
    %0 = relax.argmin %x axis = 0 select_last_index : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4], i64>
    ```
  }];
}

def Relax_CollapseSumToOp : Relax_Operator<"collapse_sum_to"> {
  let summary = "Sum over what a broadcast would repeat";
  let description = [{
    The reverse of `relax.broadcast_to`: adds up the elements of `x` that a broadcast of a tensor of the shape `shape` to that
    of `x` would take from one element. Integers wrap.

    Constraints:
    - (collapse_sum_to_c1) the element type is not bool;
    - (collapse_sum_to_c2) the rank of the result is at most that of `x`, where known;
    - (collapse_sum_to_c3) each dimension of the result is 1 or equal to the dimension of `x` it is aligned with, counted from
      the last one.

    ```mlir
    %0 = relax.collapse_sum_to %x, %s : (!relax.tensor<[b, n, 4], f32>, !relax.shape<[n, 1]>) -> !relax.tensor<[n, 1], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Shape:$shape);
  let assemblyFormat = "$x `,` $shape attr-dict `:` functional-type(operands, results)";
}

def Relax_CollapseSumLikeOp : Relax_Operator<"collapse_sum_like"> {
  let summary = "Sum over what a broadcast from the shape of another tensor would repeat";
  let description = [{
    `relax.collapse_sum_to` with the shape of `like`, whose elements do not matter.

    Constraints:
    - (collapse_sum_like_c1) the constraints of `relax.collapse_sum_to` hold for the shape of `like`.

    ```mlir
    %0 = relax.collapse_sum_like %x, %y : (!relax.tensor<[b, n, 4], f32>, !relax.tensor<[n, 1], i8>) -> !relax.tensor<[n, 1], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$like);
  let assemblyFormat = "$x `,` $like attr-dict `:` functional-type(operands, results)";
}

#endif // DIALECTS_RELAX_OPS_REDUCTIONOPS_TD

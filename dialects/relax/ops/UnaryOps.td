//===- UnaryOps.td - functions of single elements -------------------------===//
//
// Each element is mapped by itself; see also TrigonometricOps.td.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_UNARYOPS_TD
#define DIALECTS_RELAX_OPS_UNARYOPS_TD

include "dialects/relax/ops/ElementwiseBase.td"

def Relax_ClipOp : Relax_Operator<"clip"> {
  let summary = "Each element, or the bound that it exceeds";
  let description = [{
    Computes `minimum(maximum(x, min), max)` of each element; NaN stays NaN. The result has the type of the operand.

    Constraints:
    - (clip_c1) the element type is not bool;
    - (clip_c2) `min` is not above `max`, and neither is NaN;
    - (clip_c3) for integers, the bounds are whole numbers that the element type holds.

    ```mlir
    %0 = relax.clip %x min = 0.0 max = 6.0 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, F64Attr:$min, F64Attr:$max);
  let assemblyFormat = "$x `min` `=` $min `max` `=` $max attr-dict `:` functional-type(operands, results)";
  let hasFolder = 1;
}

def Relax_AbsOp : Relax_ElementwiseUnary<"abs", "Numeric"> {
  let summary = "Magnitude of each element";
  let description = [{
    Computes the absolute value of each element. The smallest integer of a type stays what it is; unsigned integers
    stay. The result has the type of the operand.

    Constraints:
    - (abs_c1) the element type is not bool.

    ```mlir
    %0 = relax.abs %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let hasFolder = 1;
}

def Relax_CeilOp : Relax_ElementwiseUnary<"ceil", "Float"> {
  let summary = "Smallest whole number that is not below each element";
  let description = [{
    Rounds each element up to a whole number. The result has the type of the operand.

    Constraints:
    - (ceil_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.ceil %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let hasFolder = 1;
}

def Relax_ErfOp : Relax_ElementwiseUnary<"erf", "Float"> {
  let summary = "Error function of each element";
  let description = [{
    Computes the error function, `2 / sqrt(pi)` times the integral of `exp(-t * t)` from 0 to `x`, of each element.
    The result has the type of the operand.

    Constraints:
    - (erf_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.erf %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_FloorOp : Relax_ElementwiseUnary<"floor", "Float"> {
  let summary = "Largest whole number that is not above each element";
  let description = [{
    Rounds each element down to a whole number. The result has the type of the operand.

    Constraints:
    - (floor_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.floor %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let hasFolder = 1;
}

def Relax_LogOp : Relax_ElementwiseUnary<"log", "Float"> {
  let summary = "Natural logarithm of each element";
  let description = [{
    Computes the natural logarithm of each element: minus infinity of zero, NaN of negative numbers. The result has
    the type of the operand.

    Constraints:
    - (log_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.log %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_NegativeOp : Relax_ElementwiseUnary<"negative", "Numeric"> {
  let summary = "Each element with the other sign";
  let description = [{
    Computes `-x` of each element. Integers wrap. The result has the type of the operand.

    Constraints:
    - (negative_c1) the element type is not bool.

    ```mlir
    %0 = relax.negative %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let hasFolder = 1;
}

def Relax_RoundOp : Relax_ElementwiseUnary<"round", "Float"> {
  let summary = "Whole number nearest to each element";
  let description = [{
    Rounds each element to the nearest whole number, and to the even one where two are equally near. The result has
    the type of the operand.

    Constraints:
    - (round_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.round %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let hasFolder = 1;
}

def Relax_RsqrtOp : Relax_ElementwiseUnary<"rsqrt", "Float"> {
  let summary = "Reciprocal of the square root of each element";
  let description = [{
    Computes `1 / sqrt(x)` of each element: infinity of zero, NaN of negative numbers. The result has the type of the
    operand.

    Constraints:
    - (rsqrt_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.rsqrt %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_SignOp : Relax_ElementwiseUnary<"sign", "Numeric"> {
  let summary = "-1, 0 or 1 by the sign of each element";
  let description = [{
    Gives -1 for negative elements, 1 for positive ones and 0 for zero; NaN stays NaN. The result has the type of the
    operand.

    Constraints:
    - (sign_c1) the element type is not bool.

    ```mlir
    %0 = relax.sign %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let hasFolder = 1;
}

def Relax_SqrtOp : Relax_ElementwiseUnary<"sqrt", "Float"> {
  let summary = "Square root of each element";
  let description = [{
    Computes the square root of each element; NaN of negative numbers. The result has the type of the operand.

    Constraints:
    - (sqrt_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.sqrt %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_SquareOp : Relax_ElementwiseUnary<"square", "Numeric"> {
  let summary = "Square of each element";
  let description = [{
    Multiplies each element with itself. Integers wrap. The result has the type of the operand.

    Constraints:
    - (square_c1) the element type is not bool.

    ```mlir
    %0 = relax.square %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_TruncOp : Relax_ElementwiseUnary<"trunc", "Float"> {
  let summary = "Each element without its fraction";
  let description = [{
    Rounds each element to a whole number toward zero. The result has the type of the operand.

    Constraints:
    - (trunc_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.trunc %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let hasFolder = 1;
}

#endif // DIALECTS_RELAX_OPS_UNARYOPS_TD

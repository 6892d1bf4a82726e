//===- BinaryOps.td - functions of two elements ---------------------------===//
//
// Operands are broadcast, as numpy does. See also ElementwiseOps.td.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_BINARYOPS_TD
#define DIALECTS_RELAX_OPS_BINARYOPS_TD

include "dialects/relax/ops/ElementwiseBase.td"

def Relax_Atan2Op : Relax_ElementwiseBinary<"atan2", "Float"> {
  let summary = "Angle of the point whose coordinates are two elements";
  let description = [{
    Computes the angle in `[-pi, pi]` between the positive x axis and the point `(rhs, lhs)` after broadcasting (see
    `relax.add`).

    Constraints:
    - (atan2_c1) the element types are equal, and floating-point types;
    - (atan2_c2) aligned dimensions are equal or one of them is 1;
    - (atan2_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.atan2 %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_FloorDivideOp : Relax_ElementwiseBinary<"floor_divide", "Numeric"> {
  let summary = "Quotient of the elements of two tensors, rounded down";
  let description = [{
    Computes `floor(lhs / rhs)` element by element after broadcasting (see `relax.add`). An integer divided by zero
    gives zero, and the smallest integer divided by -1 wraps.

    Constraints:
    - (floor_divide_c1) the element types are equal, and not bool;
    - (floor_divide_c2) aligned dimensions are equal or one of them is 1;
    - (floor_divide_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.floor_divide %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let hasFolder = 1;
}

def Relax_FloorModOp : Relax_ElementwiseBinary<"floor_mod", "Numeric"> {
  let summary = "Remainder of the division that rounds down";
  let description = [{
    Computes `lhs - floor(lhs / rhs) * rhs` element by element after broadcasting (see `relax.add`): the result has
    the sign of `rhs`. An integer modulo zero is zero; a floating-point number modulo zero is NaN.

    Constraints:
    - (floor_mod_c1) the element types are equal, and not bool;
    - (floor_mod_c2) aligned dimensions are equal or one of them is 1;
    - (floor_mod_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.floor_mod %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_LogAddExpOp : Relax_ElementwiseBinary<"log_add_exp", "Float", [Commutative]> {
  let summary = "Logarithm of the sum of exponentials of the elements of two tensors";
  let description = [{
    Computes `log(exp(lhs) + exp(rhs))` element by element after broadcasting (see `relax.add`), without overflow of
    the exponentials.

    Constraints:
    - (log_add_exp_c1) the element types are equal, and floating-point types;
    - (log_add_exp_c2) aligned dimensions are equal or one of them is 1;
    - (log_add_exp_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.log_add_exp %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_MinimumOp : Relax_ElementwiseBinary<"minimum", "Numeric", [Commutative]> {
  let summary = "Smaller one of the elements of two tensors";
  let description = [{
    Takes the smaller element of each pair after broadcasting (see `relax.add`); NaN where either is NaN.

    Constraints:
    - (minimum_c1) the element types are equal, and not bool;
    - (minimum_c2) aligned dimensions are equal or one of them is 1;
    - (minimum_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.minimum %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let hasFolder = 1;
}

def Relax_ModOp : Relax_ElementwiseBinary<"mod", "Numeric"> {
  let summary = "Remainder of the division that rounds toward zero";
  let description = [{
    Computes `lhs - trunc(lhs / rhs) * rhs` element by element after broadcasting (see `relax.add`), exactly: the
    result has the sign of `lhs`. An integer modulo zero is zero; a floating-point number modulo zero is NaN.

    Constraints:
    - (mod_c1) the element types are equal, and not bool;
    - (mod_c2) aligned dimensions are equal or one of them is 1;
    - (mod_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.mod %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_PowerOp : Relax_ElementwiseBinary<"power", "Numeric"> {
  let summary = "Elements of a tensor to the power of those of another one";
  let description = [{
    Computes `lhs` to the power of `rhs` element by element after broadcasting (see `relax.add`). Integers wrap; an
    integer to a negative power is rounded toward zero, and zero to a negative power is zero.

    Constraints:
    - (power_c1) the element types are equal, and not bool;
    - (power_c2) aligned dimensions are equal or one of them is 1;
    - (power_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.power %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let hasFolder = 1;
}

def Relax_EwiseFmaOp : Relax_Operator<"ewise_fma"> {
  let summary = "Product of the elements of two tensors, plus those of a third one";
  let description = [{
    Computes `x * y + z` element by element after broadcasting all three (see `relax.add`). Integers wrap. Floating-point
    numbers are rounded once or twice, as the target likes.

    Constraints:
    - (ewise_fma_c1) the element types are equal, and not bool;
    - (ewise_fma_c2) aligned dimensions of `x` and `y`, and of these and `z`, are equal or one of them is 1;
    - (ewise_fma_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.ewise_fma %x, %y, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$y, Relax_Tensor:$z);
  let assemblyFormat = "$x `,` $y `,` $z attr-dict `:` functional-type(operands, results)";
}

#endif // DIALECTS_RELAX_OPS_BINARYOPS_TD

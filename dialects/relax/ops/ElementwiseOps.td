//===- ElementwiseOps.td - operators on single elements -------------------===//
//
// Unary operators map each element; binary ones broadcast their operands first,
// as numpy does.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_ELEMENTWISEOPS_TD
#define DIALECTS_RELAX_OPS_ELEMENTWISEOPS_TD

include "dialects/relax/ops/OperatorBase.td"

//===----------------------------------------------------------------------===//
// Unary
//===----------------------------------------------------------------------===//

class Relax_UnaryOp<string mnemonic> : Relax_Operator<mnemonic> {
  let arguments = (ins Relax_Tensor:$x);
  let assemblyFormat = "$x attr-dict `:` functional-type(operands, results)";
}

def Relax_ExpOp : Relax_UnaryOp<"exp"> {
  let summary = "Exponential function of each element";
  let description = [{
    Computes e to the power of each element. The result has the type of the operand.

    Constraints:
    - (exp_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.exp %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_TanhOp : Relax_UnaryOp<"tanh"> {
  let summary = "Hyperbolic tangent of each element";
  let description = [{
    Computes the hyperbolic tangent of each element. The result has the type of the operand.

    Constraints:
    - (tanh_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.tanh %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_SigmoidOp : Relax_UnaryOp<"sigmoid"> {
  let summary = "Logistic function of each element";
  let description = [{
    Computes `1 / (1 + exp(-x))` for each element. The result has the type of the operand.

    Constraints:
    - (sigmoid_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.sigmoid %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

//===----------------------------------------------------------------------===//
// Binary
//===----------------------------------------------------------------------===//

class Relax_BinaryOp<string mnemonic, list<Trait> traits = []> : Relax_Operator<mnemonic, traits> {
  let arguments = (ins Relax_Tensor:$lhs, Relax_Tensor:$rhs);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` functional-type(operands, results)";
}

def Relax_AddOp : Relax_BinaryOp<"add", [Commutative]> {
  let summary = "Sum of the elements of two tensors";
  let description = [{
    Adds the operands element by element after broadcasting. Integers wrap.

    Shapes are aligned at their last dimensions; a missing dimension counts as 1. Two dimensions give the other where one
    is 1, and must be equal else. Where `n` meets `m`, the result is `select(n == 1, m, n)` and the run time checks that it
    is well defined; where a static size meets `n`, the result is the static size and the run time checks `n`.

    Constraints:
    - (add_c1) the element types are equal, and not bool;
    - (add_c2) aligned dimensions are equal or one of them is 1;
    - (add_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.add %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
    // Condition: m is 4 or 1.
    %1 = relax.add %x, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let hasFolder = 1;
}

def Relax_SubtractOp : Relax_BinaryOp<"subtract"> {
  let summary = "Difference of the elements of two tensors";
  let description = [{
    Subtracts `rhs` from `lhs` element by element after broadcasting (see `relax.add`). Integers wrap.

    Constraints:
    - (subtract_c1) the element types are equal, and not bool;
    - (subtract_c2) aligned dimensions are equal or one of them is 1;
    - (subtract_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.subtract %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let hasFolder = 1;
}

def Relax_MultiplyOp : Relax_BinaryOp<"multiply", [Commutative]> {
  let summary = "Product of the elements of two tensors";
  let description = [{
    Multiplies the operands element by element after broadcasting (see `relax.add`). Integers wrap.

    Constraints:
    - (multiply_c1) the element types are equal, and not bool;
    - (multiply_c2) aligned dimensions are equal or one of them is 1;
    - (multiply_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.multiply %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let hasFolder = 1;
}

def Relax_DivideOp : Relax_BinaryOp<"divide"> {
  let summary = "Quotient of the elements of two tensors";
  let description = [{
    Divides `lhs` by `rhs` element by element after broadcasting (see `relax.add`). Integers are divided toward zero; an
    integer divided by zero gives zero, and the smallest integer divided by -1 wraps.

    Constraints:
    - (divide_c1) the element types are equal, and not bool;
    - (divide_c2) aligned dimensions are equal or one of them is 1;
    - (divide_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.divide %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 1], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let hasFolder = 1;
}

def Relax_MaximumOp : Relax_BinaryOp<"maximum", [Commutative]> {
  let summary = "Larger one of the elements of two tensors";
  let description = [{
    Takes the larger element of each pair after broadcasting (see `relax.add`); NaN where either is NaN.

    Constraints:
    - (maximum_c1) the element types are equal, and not bool;
    - (maximum_c2) aligned dimensions are equal or one of them is 1;
    - (maximum_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.maximum %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let hasFolder = 1;
}

#endif // DIALECTS_RELAX_OPS_ELEMENTWISEOPS_TD

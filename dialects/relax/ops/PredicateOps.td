//===- PredicateOps.td - comparisons and classes of numbers ---------------===//
//
// Functions of elements that give bool.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_PREDICATEOPS_TD
#define DIALECTS_RELAX_OPS_PREDICATEOPS_TD

include "dialects/relax/ops/ElementwiseBase.td"

def Relax_EqualOp : Relax_ElementwiseComparison<"equal", "Any", [Commutative]> {
  let summary = "Whether the elements of two tensors are equal";
  let description = [{
    Compares `lhs == rhs` element by element after broadcasting (see `relax.add`). NaN equals nothing. The elements of
    the result are of type bool.

    Constraints:
    - (equal_c1) the element types are equal;
    - (equal_c2) aligned dimensions are equal or one of them is 1;
    - (equal_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.equal %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
    ```
  }];
}

def Relax_GreaterOp : Relax_ElementwiseComparison<"greater", "Any"> {
  let summary = "Whether the elements of a tensor are above those of another one";
  let description = [{
    Compares `lhs > rhs` element by element after broadcasting (see `relax.add`); false where either is NaN. Bool
    counts as 0 and 1. The elements of the result are of type bool.

    Constraints:
    - (greater_c1) the element types are equal;
    - (greater_c2) aligned dimensions are equal or one of them is 1;
    - (greater_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.greater %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
    ```
  }];
}

def Relax_GreaterEqualOp : Relax_ElementwiseComparison<"greater_equal", "Any"> {
  let summary = "Whether the elements of a tensor are not below those of another one";
  let description = [{
    Compares `lhs >= rhs` element by element after broadcasting (see `relax.add`); false where either is NaN. Bool
    counts as 0 and 1. The elements of the result are of type bool.

    Constraints:
    - (greater_equal_c1) the element types are equal;
    - (greater_equal_c2) aligned dimensions are equal or one of them is 1;
    - (greater_equal_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.greater_equal %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
    ```
  }];
}

def Relax_LessOp : Relax_ElementwiseComparison<"less", "Any"> {
  let summary = "Whether the elements of a tensor are below those of another one";
  let description = [{
    Compares `lhs < rhs` element by element after broadcasting (see `relax.add`); false where either is NaN. Bool
    counts as 0 and 1. The elements of the result are of type bool.

    Constraints:
    - (less_c1) the element types are equal;
    - (less_c2) aligned dimensions are equal or one of them is 1;
    - (less_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.less %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
    ```
  }];
}

def Relax_LessEqualOp : Relax_ElementwiseComparison<"less_equal", "Any"> {
  let summary = "Whether the elements of a tensor are not above those of another one";
  let description = [{
    Compares `lhs <= rhs` element by element after broadcasting (see `relax.add`); false where either is NaN. Bool
    counts as 0 and 1. The elements of the result are of type bool.

    Constraints:
    - (less_equal_c1) the element types are equal;
    - (less_equal_c2) aligned dimensions are equal or one of them is 1;
    - (less_equal_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.less_equal %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
    ```
  }];
}

def Relax_NotEqualOp : Relax_ElementwiseComparison<"not_equal", "Any", [Commutative]> {
  let summary = "Whether the elements of two tensors differ";
  let description = [{
    Compares `lhs != rhs` element by element after broadcasting (see `relax.add`). NaN differs from everything. The
    elements of the result are of type bool.

    Constraints:
    - (not_equal_c1) the element types are equal;
    - (not_equal_c2) aligned dimensions are equal or one of them is 1;
    - (not_equal_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.not_equal %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], i1>
    ```
  }];
}

def Relax_IsfiniteOp : Relax_ElementwisePredicate<"isfinite", "Float"> {
  let summary = "Whether each element is a number other than the infinities";
  let description = [{
    Gives true where the element is neither NaN nor infinite. The result has the shape of the operand and elements of
    type bool.

    Constraints:
    - (isfinite_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.isfinite %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], i1>
    ```
  }];
}

def Relax_IsinfOp : Relax_ElementwisePredicate<"isinf", "Float"> {
  let summary = "Whether each element is infinite";
  let description = [{
    Gives true where the element is plus or minus infinity. The result has the shape of the operand and elements of
    type bool.

    Constraints:
    - (isinf_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.isinf %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], i1>
    ```
  }];
}

def Relax_IsnanOp : Relax_ElementwisePredicate<"isnan", "Float"> {
  let summary = "Whether each element is NaN";
  let description = [{
    Gives true where the element is not a number. The result has the shape of the operand and elements of type bool.

    Constraints:
    - (isnan_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.isnan %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], i1>
    ```
  }];
}

#endif // DIALECTS_RELAX_OPS_PREDICATEOPS_TD

//===- LogicalOps.td - truth values and bits ------------------------------===//
//
// Functions of the bits of elements.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_LOGICALOPS_TD
#define DIALECTS_RELAX_OPS_LOGICALOPS_TD

include "dialects/relax/ops/ElementwiseBase.td"

def Relax_BitwiseNotOp : Relax_ElementwiseUnary<"bitwise_not", "IntegerOrBool"> {
  let summary = "Each element with all bits inverted";
  let description = [{
    Inverts all bits of each element. The result has the type of the operand.

    Constraints:
    - (bitwise_not_c1) the element type is an integer type or bool.

    ```mlir
    %0 = relax.bitwise_not %x : (!relax.tensor<[n, 4], i32>) -> !relax.tensor<[n, 4], i32>
    ```
  }];
  let hasFolder = 1;
}

def Relax_BitwiseAndOp : Relax_ElementwiseBinary<"bitwise_and", "IntegerOrBool", [Commutative]> {
  let summary = "Bits that are set in the elements of both tensors";
  let description = [{
    Combines the bits of the elements by and, after broadcasting (see `relax.add`).

    Constraints:
    - (bitwise_and_c1) the element types are equal, and integer types or bool;
    - (bitwise_and_c2) aligned dimensions are equal or one of them is 1;
    - (bitwise_and_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.bitwise_and %x, %y : (!relax.tensor<[n, 4], i32>, !relax.tensor<[4], i32>) -> !relax.tensor<[n, 4], i32>
    ```
  }];
  let hasFolder = 1;
}

def Relax_BitwiseOrOp : Relax_ElementwiseBinary<"bitwise_or", "IntegerOrBool", [Commutative]> {
  let summary = "Bits that are set in the elements of either tensor";
  let description = [{
    Combines the bits of the elements by or, after broadcasting (see `relax.add`).

    Constraints:
    - (bitwise_or_c1) the element types are equal, and integer types or bool;
    - (bitwise_or_c2) aligned dimensions are equal or one of them is 1;
    - (bitwise_or_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.bitwise_or %x, %y : (!relax.tensor<[n, 4], i32>, !relax.tensor<[4], i32>) -> !relax.tensor<[n, 4], i32>
    ```
  }];
  let hasFolder = 1;
}

def Relax_BitwiseXorOp : Relax_ElementwiseBinary<"bitwise_xor", "IntegerOrBool", [Commutative]> {
  let summary = "Bits that differ between the elements of two tensors";
  let description = [{
    Combines the bits of the elements by exclusive or, after broadcasting (see `relax.add`).

    Constraints:
    - (bitwise_xor_c1) the element types are equal, and integer types or bool;
    - (bitwise_xor_c2) aligned dimensions are equal or one of them is 1;
    - (bitwise_xor_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.bitwise_xor %x, %y : (!relax.tensor<[n, 4], i32>, !relax.tensor<[4], i32>) -> !relax.tensor<[n, 4], i32>
    ```
  }];
  let hasFolder = 1;
}

def Relax_LeftShiftOp : Relax_ElementwiseBinary<"left_shift", "Integer"> {
  let summary = "Elements of a tensor with their bits moved up";
  let description = [{
    Moves the bits of `lhs` up by `rhs` places and fills with zeros, element by element after broadcasting (see
    `relax.add`). A negative number of places, or one that is not below the number of bits, gives zero.

    Constraints:
    - (left_shift_c1) the element types are equal, and integer types other than bool;
    - (left_shift_c2) aligned dimensions are equal or one of them is 1;
    - (left_shift_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.left_shift %x, %y : (!relax.tensor<[n, 4], i32>, !relax.tensor<[4], i32>) -> !relax.tensor<[n, 4], i32>
    ```
  }];
}

def Relax_RightShiftOp : Relax_ElementwiseBinary<"right_shift", "Integer"> {
  let summary = "Elements of a tensor with their bits moved down";
  let description = [{
    Moves the bits of `lhs` down by `rhs` places and fills with the sign, or with zeros where the type is unsigned,
    element by element after broadcasting (see `relax.add`). A negative number of places, or one that is not below the
    number of bits, leaves only what is filled in.

    Constraints:
    - (right_shift_c1) the element types are equal, and integer types other than bool;
    - (right_shift_c2) aligned dimensions are equal or one of them is 1;
    - (right_shift_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.right_shift %x, %y : (!relax.tensor<[n, 4], i32>, !relax.tensor<[4], i32>) -> !relax.tensor<[n, 4], i32>
    ```
  }];
}

def Relax_LogicalNotOp : Relax_ElementwiseUnary<"logical_not", "Bool"> {
  let summary = "Whether each element is false";
  let description = [{
    Negates each element. The result has the type of the operand.

    Constraints:
    - (logical_not_c1) the element type is bool.

    ```mlir
    %0 = relax.logical_not %x : (!relax.tensor<[n, 4], i1>) -> !relax.tensor<[n, 4], i1>
    ```
  }];
  let hasFolder = 1;
}

def Relax_LogicalAndOp : Relax_ElementwiseBinary<"logical_and", "Bool", [Commutative]> {
  let summary = "Whether the elements of both tensors are true";
  let description = [{
    Combines truth values by and, after broadcasting (see `relax.add`).

    Constraints:
    - (logical_and_c1) the element types are bool;
    - (logical_and_c2) aligned dimensions are equal or one of them is 1;
    - (logical_and_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.logical_and %x, %y : (!relax.tensor<[n, 4], i1>, !relax.tensor<[4], i1>) -> !relax.tensor<[n, 4], i1>
    ```
  }];
  let hasFolder = 1;
}

def Relax_LogicalOrOp : Relax_ElementwiseBinary<"logical_or", "Bool", [Commutative]> {
  let summary = "Whether an element of either tensor is true";
  let description = [{
    Combines truth values by or, after broadcasting (see `relax.add`).

    Constraints:
    - (logical_or_c1) the element types are bool;
    - (logical_or_c2) aligned dimensions are equal or one of them is 1;
    - (logical_or_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.logical_or %x, %y : (!relax.tensor<[n, 4], i1>, !relax.tensor<[4], i1>) -> !relax.tensor<[n, 4], i1>
    ```
  }];
  let hasFolder = 1;
}

def Relax_LogicalXorOp : Relax_ElementwiseBinary<"logical_xor", "Bool", [Commutative]> {
  let summary = "Whether exactly one of two elements is true";
  let description = [{
    Combines truth values by exclusive or, after broadcasting (see `relax.add`).

    Constraints:
    - (logical_xor_c1) the element types are bool;
    - (logical_xor_c2) aligned dimensions are equal or one of them is 1;
    - (logical_xor_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.logical_xor %x, %y : (!relax.tensor<[n, 4], i1>, !relax.tensor<[4], i1>) -> !relax.tensor<[n, 4], i1>
    ```
  }];
  let hasFolder = 1;
}

#endif // DIALECTS_RELAX_OPS_LOGICALOPS_TD

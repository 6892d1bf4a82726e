//===- TrigonometricOps.td - circular and hyperbolic functions ------------===//
//
// Each element is mapped by itself. Angles are in radians.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_TRIGONOMETRICOPS_TD
#define DIALECTS_RELAX_OPS_TRIGONOMETRICOPS_TD

include "dialects/relax/ops/ElementwiseBase.td"

def Relax_AcosOp : Relax_ElementwiseUnary<"acos", "Float"> {
  let summary = "Inverse cosine of each element";
  let description = [{
    Computes the angle in `[0, pi]` whose cosine is the element; NaN outside `[-1, 1]`. The result has the type of the
    operand.

    Constraints:
    - (acos_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.acos %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_AcoshOp : Relax_ElementwiseUnary<"acosh", "Float"> {
  let summary = "Inverse hyperbolic cosine of each element";
  let description = [{
    Computes the number that is not negative and whose hyperbolic cosine is the element; NaN below 1. The result has
    the type of the operand.

    Constraints:
    - (acosh_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.acosh %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_AsinOp : Relax_ElementwiseUnary<"asin", "Float"> {
  let summary = "Inverse sine of each element";
  let description = [{
    Computes the angle in `[-pi / 2, pi / 2]` whose sine is the element; NaN outside `[-1, 1]`. The result has the
    type of the operand.

    Constraints:
    - (asin_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.asin %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_AsinhOp : Relax_ElementwiseUnary<"asinh", "Float"> {
  let summary = "Inverse hyperbolic sine of each element";
  let description = [{
    Computes the number whose hyperbolic sine is the element. The result has the type of the operand.

    Constraints:
    - (asinh_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.asinh %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_AtanOp : Relax_ElementwiseUnary<"atan", "Float"> {
  let summary = "Inverse tangent of each element";
  let description = [{
    Computes the angle in `[-pi / 2, pi / 2]` whose tangent is the element. The result has the type of the operand.

    Constraints:
    - (atan_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.atan %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_AtanhOp : Relax_ElementwiseUnary<"atanh", "Float"> {
  let summary = "Inverse hyperbolic tangent of each element";
  let description = [{
    Computes the number whose hyperbolic tangent is the element; NaN outside `[-1, 1]`. The result has the type of the
    operand.

    Constraints:
    - (atanh_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.atanh %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_CosOp : Relax_ElementwiseUnary<"cos", "Float"> {
  let summary = "Cosine of each element";
  let description = [{
    Computes the cosine of each element, an angle in radians. The result has the type of the operand.

    Constraints:
    - (cos_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.cos %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_CoshOp : Relax_ElementwiseUnary<"cosh", "Float"> {
  let summary = "Hyperbolic cosine of each element";
  let description = [{
    Computes `(exp(x) + exp(-x)) / 2` of each element. The result has the type of the operand.

    Constraints:
    - (cosh_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.cosh %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_SinOp : Relax_ElementwiseUnary<"sin", "Float"> {
  let summary = "Sine of each element";
  let description = [{
    Computes the sine of each element, an angle in radians. The result has the type of the operand.

    Constraints:
    - (sin_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.sin %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_SinhOp : Relax_ElementwiseUnary<"sinh", "Float"> {
  let summary = "Hyperbolic sine of each element";
  let description = [{
    Computes `(exp(x) - exp(-x)) / 2` of each element. The result has the type of the operand.

    Constraints:
    - (sinh_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.sinh %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_TanOp : Relax_ElementwiseUnary<"tan", "Float"> {
  let summary = "Tangent of each element";
  let description = [{
    Computes the tangent of each element, an angle in radians. The result has the type of the operand.

    Constraints:
    - (tan_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.tan %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

#endif // DIALECTS_RELAX_OPS_TRIGONOMETRICOPS_TD

//===- ActivationOps.td - activation functions ----------------------------===//
//
// See also NNOps.td.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_ACTIVATIONOPS_TD
#define DIALECTS_RELAX_OPS_ACTIVATIONOPS_TD

include "dialects/relax/ops/ElementwiseBase.td"

def Relax_EluOp : Relax_ElementwiseUnary<"elu", "Float"> {
  let summary = "Exponential linear unit";
  let description = [{
    Gives `x` where it is positive and `alpha * (exp(x) - 1)` elsewhere. The result has the type of the operand.

    Constraints:
    - (elu_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.elu %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %1 = relax.elu %x alpha = 0.5 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, DefaultValuedAttr<F64Attr, "1.0">:$alpha);
  let assemblyFormat = "$x (`alpha` `=` $alpha^)? attr-dict `:` functional-type(operands, results)";
}

def Relax_GeluOp : Relax_ElementwiseUnary<"gelu", "Float"> {
  let summary = "Gaussian error linear unit";
  let description = [{
    Computes `x * (1 + erf(x / sqrt(2))) / 2` of each element. The result has the type of the operand.

    Constraints:
    - (gelu_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.gelu %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_GeluTanhOp : Relax_ElementwiseUnary<"gelu_tanh", "Float"> {
  let summary = "Gaussian error linear unit, approximated with tanh";
  let description = [{
    Computes `x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x * x * x))) / 2` of each element. The result has the type
    of the operand.

    Constraints:
    - (gelu_tanh_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.gelu_tanh %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_HardSigmoidOp : Relax_ElementwiseUnary<"hard_sigmoid", "Float"> {
  let summary = "Piecewise linear approximation of the logistic function";
  let description = [{
    Computes `max(0, min(1, alpha * x + beta))` of each element. The result has the type of the operand.

    Constraints:
    - (hard_sigmoid_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.hard_sigmoid %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %1 = relax.hard_sigmoid %x alpha = 0.5 beta = 0.5 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, DefaultValuedAttr<F64Attr, "0.2">:$alpha, DefaultValuedAttr<F64Attr, "0.5">:$beta);
  let assemblyFormat = "$x (`alpha` `=` $alpha^)? (`beta` `=` $beta^)? attr-dict `:` functional-type(operands, results)";
}

def Relax_HardSwishOp : Relax_ElementwiseUnary<"hard_swish", "Float"> {
  let summary = "Each element times a piecewise linear gate";
  let description = [{
    Computes `x * max(0, min(1, x / 6 + 1 / 2))` of each element. The result has the type of the operand.

    Constraints:
    - (hard_swish_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.hard_swish %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_LeakyreluOp : Relax_ElementwiseUnary<"leakyrelu", "Float"> {
  let summary = "Each element, scaled down where it is negative";
  let description = [{
    Gives `x` where it is not negative and `alpha * x` elsewhere. The result has the type of the operand.

    Constraints:
    - (leakyrelu_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.leakyrelu %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %1 = relax.leakyrelu %x alpha = 0.5 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, DefaultValuedAttr<F64Attr, "0.01">:$alpha);
  let assemblyFormat = "$x (`alpha` `=` $alpha^)? attr-dict `:` functional-type(operands, results)";
}

def Relax_SeluOp : Relax_ElementwiseUnary<"selu", "Float"> {
  let summary = "Scaled exponential linear unit";
  let description = [{
    Gives `gamma * x` where `x` is positive and `gamma * alpha * (exp(x) - 1)` elsewhere. The defaults keep mean 0 and
    variance 1 from layer to layer. The result has the type of the operand.

    Constraints:
    - (selu_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.selu %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %1 = relax.selu %x alpha = 0.5 gamma = 0.5 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, DefaultValuedAttr<F64Attr, "1.6732632423543772848170429916717">:$alpha, DefaultValuedAttr<F64Attr, "1.0507009873554804934193349852946">:$gamma);
  let assemblyFormat = "$x (`alpha` `=` $alpha^)? (`gamma` `=` $gamma^)? attr-dict `:` functional-type(operands, results)";
}

def Relax_SiluOp : Relax_ElementwiseUnary<"silu", "Float"> {
  let summary = "Each element times its logistic function";
  let description = [{
    Computes `x / (1 + exp(-x))` of each element. The result has the type of the operand.

    Constraints:
    - (silu_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.silu %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
}

def Relax_SoftplusOp : Relax_ElementwiseUnary<"softplus", "Float"> {
  let summary = "Smooth approximation of the positive part";
  let description = [{
    Computes `log(1 + exp(beta * x)) / beta` of each element, without overflow; `x` itself where `beta * x` is above
    `threshold`. The result has the type of the operand.

    Constraints:
    - (softplus_c1) the element type is a floating-point type.

    ```mlir
    %0 = relax.softplus %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %1 = relax.softplus %x beta = 0.5 threshold = 0.5 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, DefaultValuedAttr<F64Attr, "1.0">:$beta, DefaultValuedAttr<F64Attr, "20.0">:$threshold);
  let assemblyFormat = "$x (`beta` `=` $beta^)? (`threshold` `=` $threshold^)? attr-dict `:` functional-type(operands, results)";
}

def Relax_LogSoftmaxOp : Relax_Operator<"log_softmax"> {
  let summary = "Logarithm of the softmax along an axis";
  let description = [{
    Computes `x - max(x) - log(sum(exp(x - max(x))))`, with maximum and sum along `axis`. The result has the type of the
    operand.

    Constraints:
    - (log_softmax_c1) the element type is a floating-point type;
    - (log_softmax_c2) `axis` is in `[-rank, rank)`, where the rank is known.

    ```mlir
    %0 = relax.log_softmax %x axis = -1 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_AxisAttr:$axis);
  let assemblyFormat = "$x `axis` `=` $axis attr-dict `:` functional-type(operands, results)";
}

def Relax_PreluOp : Relax_Operator<"prelu"> {
  let summary = "Each element, scaled where it is negative by a factor for its place along an axis";
  let description = [{
    Gives `x` where it is not negative, and elsewhere `x` times the element of `alpha` at the position along `axis`. The
    result has the type of `x`.

    Constraints:
    - (prelu_c1) the element types are equal, and floating-point types;
    - (prelu_c2) the rank of `alpha` is 1, where known;
    - (prelu_c3) `axis` is in `[-rank, rank)`, where the rank of `x` is known;
    - (prelu_c4) the size of `alpha` is the dimension of `x` along `axis`;
    - (prelu_c5) the devices are equal, where given.

    ```mlir
    %0 = relax.prelu %x, %alpha axis = 1 : (!relax.tensor<[n, 4, m], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, m], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$alpha, Relax_AxisAttr:$axis);
  let assemblyFormat = "$x `,` $alpha `axis` `=` $axis attr-dict `:` functional-type(operands, results)";
}

#endif // DIALECTS_RELAX_OPS_ACTIVATIONOPS_TD

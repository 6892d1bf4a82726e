//===- LossOps.td - how far predictions are from the truth ----------------===//
//
// One number, or one for each prediction.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_LOSSOPS_TD
#define DIALECTS_RELAX_OPS_LOSSOPS_TD

include "dialects/relax/ops/OperatorBase.td"

def Relax_CrossEntropyWithLogitsOp : Relax_Operator<"cross_entropy_with_logits"> {
  let summary = "Cross entropy of logarithms of probabilities and labels";
  let description = [{
    The negated sum of the products of `predictions`, which are logarithms of probabilities, and `labels`, which are
    probabilities; where there are 2 dimensions, divided by the size of the first, that of the batch.

    Constraints:
    - (cross_entropy_with_logits_c1) the element types are equal, and a floating-point type;
    - (cross_entropy_with_logits_c2) both operands have 1 dimension or both 2, where known;
    - (cross_entropy_with_logits_c3) the shapes are equal;
    - (cross_entropy_with_logits_c4) the devices are equal, where given.

    ```mlir
    %0 = relax.cross_entropy_with_logits %x, %y : (!relax.tensor<[n, c], f32>, !relax.tensor<[n, c], f32>) -> !relax.tensor<[], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$predictions, Relax_Tensor:$labels);
  let assemblyFormat = "$predictions `,` $labels attr-dict `:` functional-type(operands, results)";
}

def Relax_NllLossOp : Relax_Operator<"nll_loss"> {
  let summary = "Negative log likelihood of classes";
  let description = [{
    `predictions` is `[batch, classes, ...]` with logarithms of probabilities, or `[classes]`, and `targets`, of the same
    shape without the classes, holds the class of each. The loss of each is the negated prediction of its class, times the
    element of `weights` of the class where they are given, and 0 for the class `ignore_index`. With `reduction` `none` that is
    the result; with `sum` their sum; with `mean` their sum divided by the sum of the weights that went into it, NaN
    where that is 0. Any other class outside of `[0, classes)` ends the call with an error.

    Constraints:
    - (nll_loss_c1) the element type of `predictions` is a floating-point type, that of `weights` too;
    - (nll_loss_c2) `targets` holds integers;
    - (nll_loss_c3) the rank of `predictions` is at least 1, that of `targets` one less, that of `weights` is 1, where known;
    - (nll_loss_c4) the dimensions of `targets` are those of `predictions` without the classes, and that of `weights` is the
      number of classes;
    - (nll_loss_c5) `reduction` is `none`, `sum` or `mean`;
    - (nll_loss_c6) the devices are equal, where given.

    ```mlir
    %0 = relax.nll_loss %x, %t, %w reduction = "mean" : (!relax.tensor<[n, c, d], f32>, !relax.tensor<[n, d], i64>, !relax.tensor<[c], f32>) -> !relax.tensor<[], f32>
    %1 = relax.nll_loss %x, %t reduction = "none" {ignore_index = 0 : i64} : (!relax.tensor<[n, c, d], f32>, !relax.tensor<[n, d], i64>) -> !relax.tensor<[n, d], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$predictions, Relax_Tensor:$targets, Optional<Relax_Tensor>:$weights,
                       StrAttr:$reduction, DefaultValuedAttr<I64Attr, "-100">:$ignore_index);
  let assemblyFormat = [{
    $predictions `,` $targets (`,` $weights^)? `reduction` `=` $reduction attr-dict `:`
    functional-type(operands, results)
  }];
}

#endif // DIALECTS_RELAX_OPS_LOSSOPS_TD

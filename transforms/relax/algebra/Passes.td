//===- Passes.td - algebra over relax operators ---------------------------===//
//
// Rewrites of operators into others that compute the same with less work, all before legalization. Results agree up to
// rounding. Where a rewrite computes weights, it writes operators on constants, which constant folding evaluates.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_ALGEBRA_PASSES_TD
#define TRANSFORMS_RELAX_ALGEBRA_PASSES_TD

include "mlir/Pass/PassBase.td"

class AlgebraPass<string flag> : Pass<flag, "::mlir::relax::FuncOp"> {
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

def DecomposeOps : AlgebraPass<"relax-decompose-ops"> {
  let summary = "Turn operators of training into what inference needs of them";
  let description = [{
    - `relax.batch_norm` becomes `data * scale + shift`, with `scale = gamma / sqrt(variance + epsilon)` and
      `shift = beta - mean * scale`. Constant folding computes both before the program runs, and the rest fuses with what
      stands around it.
    - `relax.dropout` disappears.

    Left alone: batch normalization by statistics that are neither constants nor weights (parameters behind `num_input`),
    unless `any-statistics` is given, since scale and shift would be computed in each call; data whose type is not known in
    full, or whose channels are not as many as the statistics as they stand (`[n, c]` against `[4]`).

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 2, h], f32>) -> !relax.tensor<[n, 2, h], f32> {
      %gamma = relax.constant dense<[1.0, 2.0]> : tensor<2xf32>
      %beta = relax.constant dense<[0.5, 0.25]> : tensor<2xf32>
      %mean = relax.constant dense<[0.0, 1.0]> : tensor<2xf32>
      %variance = relax.constant dense<[4.0, 9.0]> : tensor<2xf32>
      %0 = relax.batch_norm %x, %gamma, %beta, %mean, %variance epsilon = 1.0e-05 : (!relax.tensor<[n, 2, h], f32>, !relax.tensor<[2], f32>, !relax.tensor<[2], f32>, !relax.tensor<[2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 2, h], f32>
      relax.return %0
    }
    ```
    After:
    ```mlir
    ...
      %sum = relax.add %variance, %epsilon : (!relax.tensor<[2], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[2], f32>
      %root = relax.sqrt %sum : (!relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
      %scale = relax.divide %gamma, %root : (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
      %offset = relax.multiply %mean, %scale : (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
      %shift = relax.subtract %beta, %offset : (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
      %0 = relax.expand_dims %scale axis = [1] : (!relax.tensor<[2], f32>) -> !relax.tensor<[2, 1], f32>
      %1 = relax.multiply %x, %0 : (!relax.tensor<[n, 2, h], f32>, !relax.tensor<[2, 1], f32>) -> !relax.tensor<[n, 2, h], f32>
      %2 = relax.expand_dims %shift axis = [1] : (!relax.tensor<[2], f32>) -> !relax.tensor<[2, 1], f32>
      %3 = relax.add %1, %2 : (!relax.tensor<[n, 2, h], f32>, !relax.tensor<[2, 1], f32>) -> !relax.tensor<[n, 2, h], f32>
      relax.return %3
    ...
    ```

    Input: any function. Output: none of the operators above that meets the conditions.
  }];
  let options = [
    Option<"anyStatistics", "any-statistics", "bool", /*default=*/"false",
           "decompose batch normalization by statistics that the program computes, too">,
  ];
  let statistics = [
    Statistic<"numBatchNorms", "num-batch-norms", "batch normalizations decomposed">,
    Statistic<"numDropouts", "num-dropouts", "dropouts removed">,
  ];
}

def FoldBatchNorm : AlgebraPass<"relax-fold-batch-norm"> {
  let summary = "Fold scales and shifts of channels into weights";
  let description = [{
    A convolution, a transposed convolution or a `relax.matmul` whose weights are a constant (or a parameter behind
    `num_input`), followed by factors and addends of its channels that are constants too, keeps one bias:

    - `(y + b) * c` becomes `y * c + b * c`, and the same for a quotient;
    - `conv(x, w) * c` becomes `conv(x, w * c)`, with `c` laid out along the output channels of the weights;
    - `(y + b) + d` becomes `y + (b + d)`; `y - d` becomes `y + (-d)`.

    `relax.batch_norm` behind such an operator is decomposed into a factor and an addend first. The new weights are operators
    on constants; `relax-fold-constants` evaluates them.

    Left alone: results that something else uses, too (the weights would be needed twice); factors with more than one
    element along another dimension than the channels; batch normalization over another dimension; factors of single
    channels behind a transposed convolution with groups; integers; types that are not known in full.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 3, h, w], f32>) -> !relax.tensor<[n, 2, h, w], f32> {
      %w = relax.constant dense<0.5> : tensor<2x3x1x1xf32>
      %b = relax.constant dense<[[[1.0]], [[2.0]]]> : tensor<2x1x1xf32>
      %c = relax.constant dense<[[[3.0]], [[4.0]]]> : tensor<2x1x1xf32>
      %0 = relax.conv2d %x, %w : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[2, 3, 1, 1], f32>) -> !relax.tensor<[n, 2, h, w], f32>
      %1 = relax.add %0, %b : (!relax.tensor<[n, 2, h, w], f32>, !relax.tensor<[2, 1, 1], f32>) -> !relax.tensor<[n, 2, h, w], f32>
      %2 = relax.multiply %1, %c : (!relax.tensor<[n, 2, h, w], f32>, !relax.tensor<[2, 1, 1], f32>) -> !relax.tensor<[n, 2, h, w], f32>
      relax.return %2
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 3, h, w], f32>) -> !relax.tensor<[n, 2, h, w], f32> {
      %w = relax.constant dense<5.000000e-01> : tensor<2x3x1x1xf32>
      %b = relax.constant dense<[[[1.000000e+00]], [[2.000000e+00]]]> : tensor<2x1x1xf32>
      %c = relax.constant dense<[[[3.000000e+00]], [[4.000000e+00]]]> : tensor<2x1x1xf32>
      %0 = relax.squeeze %c axis = [1, 2] : (!relax.tensor<[2, 1, 1], f32>) -> !relax.tensor<[2], f32>
      %1 = relax.expand_dims %0 axis = [1, 2, 3] : (!relax.tensor<[2], f32>) -> !relax.tensor<[2, 1, 1, 1], f32>
      %2 = relax.multiply %w, %1 : (!relax.tensor<[2, 3, 1, 1], f32>, !relax.tensor<[2, 1, 1, 1], f32>) -> !relax.tensor<[2, 3, 1, 1], f32>
      %3 = relax.conv2d %x, %2 : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[2, 3, 1, 1], f32>) -> !relax.tensor<[n, 2, h, w], f32>
      %4 = relax.multiply %b, %c : (!relax.tensor<[2, 1, 1], f32>, !relax.tensor<[2, 1, 1], f32>) -> !relax.tensor<[2, 1, 1], f32>
      %5 = relax.add %3, %4 : (!relax.tensor<[n, 2, h, w], f32>, !relax.tensor<[2, 1, 1], f32>) -> !relax.tensor<[n, 2, h, w], f32>
      relax.return %5
    }
    ```

    Input: any function. Output: no factor or second addend of channels behind weights that meets the conditions.
  }];
  let statistics = [
    Statistic<"numBatchNorms", "num-batch-norms", "batch normalizations decomposed">,
    Statistic<"numScales", "num-scales", "factors folded into weights">,
    Statistic<"numShifts", "num-shifts", "addends folded into a bias">,
  ];
}

def RecognizePatterns : AlgebraPass<"relax-recognize-patterns"> {
  let summary = "Turn spelled-out functions into single operators";
  let description = [{
    Exporters write one function in many small operators, in many ways. What is read as mathematics, whatever the order of
    operands and the place of constants, and has an operator becomes that operator:

    | operator | read as |
    |---|---|
    | `relax.sigmoid` | `1 / (1 + exp(-x))` |
    | `relax.silu` | `x * sigmoid(x)`, `x / (1 + exp(-x))` |
    | `relax.gelu` | `x * (1 + erf(x / sqrt(2))) / 2` |
    | `relax.gelu_tanh` | `x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))) / 2`, as a sigmoid of twice that, too |
    | `relax.clip` | `minimum(maximum(x, a), b)` |
    | `relax.hard_sigmoid` | `clip(a * x + b, 0, 1)`, `clip(x + 3, 0, 6) / 6` |
    | `relax.hard_swish` | `x * hard_sigmoid(x)` with 1/6 and 1/2, `x * clip(x + 3, 0, 6) / 6` |
    | `relax.softmax` | `exp(x - max(x)) / sum(exp(x - max(x)))`, also times the reciprocal of the sum; `exp(log_softmax(x))` |
    | `relax.layer_norm` | `(x - mean(x)) / sqrt(mean((x - mean(x))^2) + e)`, then `* gamma`, then `+ beta`; `x * r + (beta - mean(x) * r)` with `r = gamma / sqrt(...)` |
    | `relax.rms_norm` | `x / sqrt(mean(x^2) + e)`, then `* weight`; the weight may stand beside the root |
    | `relax.rotary_embedding` | `x * cos + concat(-x2, x1) * sin`, `concat(x1 * cos - x2 * sin, x2 * cos + x1 * sin)` |
    | `relax.attention` | `softmax(q . k^T * scale + mask) . v` |

    The pairs `x1`, `x2` of a rotary embedding are the halves of the last dimension or, with `stack` and `reshape` in place of
    `concat`, neighbours in it.

    Squares are `square`, `power` or a product; roots are `sqrt`, `rsqrt` or `power`; variances are `variance`, `mean((x - mean(x))^2)` or `mean(x^2) - mean(x)^2`; means are `mean` or a `sum` divided by
    the number of elements. Constants are compared up to four roundings of the element type, so results agree up to rounding.

    `relax.attention` wants heads behind positions, where products of matrices want them in front: transposes appear or
    cancel. With `attention=cheap` it is recognized where no more of them appear than disappear, with `all` everywhere, with
    `none` (the default) not at all.

    Left alone: functions of which another operation uses a part (the part would be computed twice); types that are not
    known in full; normalized dimensions that are symbolic where no scale could be written.

    A function is added in C++: one that reads the root with a `FormMatcher`, and a line in the table
    (`transforms/relax/algebra/Forms.h`).

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32> {
      %root = relax.constant dense<1.41421354> : tensor<f32>
      %one = relax.constant dense<1.0> : tensor<f32>
      %half = relax.constant dense<0.5> : tensor<1xf32>
      %0 = relax.divide %x, %root : (!relax.tensor<[n, 8], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 8], f32>
      %1 = relax.erf %0 : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
      %2 = relax.add %1, %one : (!relax.tensor<[n, 8], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 8], f32>
      %3 = relax.multiply %x, %2 : (!relax.tensor<[n, 8], f32>, !relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
      %4 = relax.multiply %3, %half : (!relax.tensor<[n, 8], f32>, !relax.tensor<[1], f32>) -> !relax.tensor<[n, 8], f32>
      relax.return %4
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32> {
      %0 = relax.gelu %x : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
      relax.return %0
    }
    ```

    Input: any function; common subexpressions merged. Output: the same with fewer operators.
  }];
  let options = [
    Option<"attention", "attention", "::mlir::relax::AttentionForms", /*default=*/"::mlir::relax::AttentionForms::None",
           "which attention becomes one operator", [{llvm::cl::values(
             clEnumValN(::mlir::relax::AttentionForms::None, "none", "none"),
             clEnumValN(::mlir::relax::AttentionForms::Cheap, "cheap", "where transposes do not become more"),
             clEnumValN(::mlir::relax::AttentionForms::All, "all", "all")
           )}]>,
  ];
  let statistics = [
    Statistic<"numSigmoid", "num-sigmoid", "sigmoids recognized">,
    Statistic<"numSilu", "num-silu", "SiLUs recognized">,
    Statistic<"numGelu", "num-gelu", "GELUs recognized">,
    Statistic<"numGeluTanh", "num-gelu-tanh", "GELUs approximated with tanh recognized">,
    Statistic<"numClip", "num-clip", "clips recognized">,
    Statistic<"numHardSigmoid", "num-hard-sigmoid", "hard sigmoids recognized">,
    Statistic<"numHardSwish", "num-hard-swish", "hard swishes recognized">,
    Statistic<"numSoftmax", "num-softmax", "softmaxes recognized">,
    Statistic<"numLayerNorm", "num-layer-norm", "layer normalizations recognized">,
    Statistic<"numRmsNorm", "num-rms-norm", "RMS normalizations recognized">,
    Statistic<"numScales", "num-scales", "scales taken into a normalization">,
    Statistic<"numShifts", "num-shifts", "shifts taken into a normalization">,
    Statistic<"numRotary", "num-rotary", "rotary embeddings recognized">,
    Statistic<"numAttention", "num-attention", "attentions recognized">,
  ];
}

def CombineParallelMatmul : AlgebraPass<"relax-combine-parallel-matmul"> {
  let summary = "Make one product of several that share their left operand";
  let description = [{
    `x.A`, `x.B`, .. with matrices `A`, `B`, .. that are constants (or parameters behind `num_input`) become one product of
    `x` with the matrices side by side, and a `relax.split` of its columns. Where each product has a bias of rank 1, the
    biases are put together, too, and where each is then used by one and the same activation, that is applied to the whole.

    Left alone: products in different blocks, of matrices with a symbolic number of columns or of other ranks than 2, and
    fewer than `min-products` of them.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 4], f32>) -> (!relax.tensor<[n, 2], f32>, !relax.tensor<[n, 3], f32>) {
      %a = relax.constant dense<1.0> : tensor<4x2xf32>
      %b = relax.constant dense<2.0> : tensor<4x3xf32>
      %0 = relax.matmul %x, %a : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 2], f32>) -> !relax.tensor<[n, 2], f32>
      %1 = relax.matmul %x, %b : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 3], f32>) -> !relax.tensor<[n, 3], f32>
      relax.return %0, %1
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 4], f32>) -> (!relax.tensor<[n, 2], f32>, !relax.tensor<[n, 3], f32>) {
      %a = relax.constant dense<1.000000e+00> : tensor<4x2xf32>
      %b = relax.constant dense<2.000000e+00> : tensor<4x3xf32>
      %0 = relax.concat %a, %b axis = 1 : (!relax.tensor<[4, 2], f32>, !relax.tensor<[4, 3], f32>) -> !relax.tensor<[4, 5], f32>
      %1 = relax.matmul %x, %0 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 5], f32>) -> !relax.tensor<[n, 5], f32>
      %2 = sym.value 2 : !sym.int<2>
      %3 = sym.value 3 : !sym.int<3>
      %4:2 = relax.split %1 sizes = [%2, %3] axis = 1 : (!relax.tensor<[n, 5], f32>, !sym.int<2>, !sym.int<3>) -> (!relax.tensor<[n, 2], f32>, !relax.tensor<[n, 3], f32>)
      relax.return %4#0, %4#1
    }
    ```

    Input: any function. Output: no group of products that meets the conditions.
  }];
  let options = [
    Option<"minProducts", "min-products", "unsigned", /*default=*/"2", "combine at least so many products (at least 2)">,
  ];
  let statistics = [
    Statistic<"numCombined", "num-combined", "products that became part of one">,
  ];
}

def FuseTransposeMatmul : AlgebraPass<"relax-fuse-transpose-matmul"> {
  let summary = "Multiply by a transposed matrix without making it";
  let description = [{
    `matmul(x, permute_dims(y))`, where the last two dimensions of `y` are swapped, becomes a `relax.einsum` that sums along
    the last dimension of both. It is contiguous in both, so that nothing is lost by not making the transposed copy.

    Left alone: transposed weights, which are made before the program runs; transposed matrices that something else uses,
    too; batches that broadcast, and types that are not known in full.

    Before:
    ```mlir
    relax.func @scores(%q: !relax.tensor<[b, n, 8], f32>, %k: !relax.tensor<[b, m, 8], f32>) -> !relax.tensor<[b, n, m], f32> {
      %0 = relax.permute_dims %k axes = [0, 2, 1] : (!relax.tensor<[b, m, 8], f32>) -> !relax.tensor<[b, 8, m], f32>
      %1 = relax.matmul %q, %0 : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, 8, m], f32>) -> !relax.tensor<[b, n, m], f32>
      relax.return %1
    }
    ```
    After:
    ```mlir
    relax.func @scores(%q: !relax.tensor<[b, n, 8], f32>, %k: !relax.tensor<[b, m, 8], f32>) -> !relax.tensor<[b, n, m], f32> {
      %0 = relax.einsum "...ik,...jk->...ij"(%q, %k) : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, m, 8], f32>) -> !relax.tensor<[b, n, m], f32>
      relax.return %0
    }
    ```

    Input: any function. Output: no such product that meets the conditions.
  }];
  let statistics = [
    Statistic<"numFused", "num-fused", "transposes taken into a product">,
  ];
}

def AdjustMatmulOrder : AlgebraPass<"relax-adjust-matmul-order"> {
  let summary = "Multiply three matrices in the cheaper order";
  let description = [{
    `(x.A).B` and `x.(A.B)`, for matrices `A` and `B` and a tensor `x` of rank 2 and above, become each other where that takes
    fewer multiplications. Sizes may be symbolic: the numbers of multiplications are compared by the prover under the facts
    of the function (`sym.ranges`, `sym.divisible`), and by their upper bounds where it cannot tell. A product
    of constants or weights counts as free, since it is computed before the program runs.

    Between `x` and `A.B` may stand transposes of the matrix, and multiplications and divisions by scalars: `x.(s * (A.B)^T)` becomes
    `s * ((x.B^T).A^T)`. Results are rounded in another order.

    Left alone: products that something else uses, scaled or transposed ones included; sizes that cannot be compared; factors other than
    scalars; integers; types that are not known in full.

    Before:
    ```mlir
    relax.func @adapter(%x: !relax.tensor<[n, 512], f32>, %a: !relax.tensor<[512, 8], f32>, %b: !relax.tensor<[8, 512], f32>) -> !relax.tensor<[n, 512], f32> {
      %0 = relax.matmul %a, %b : (!relax.tensor<[512, 8], f32>, !relax.tensor<[8, 512], f32>) -> !relax.tensor<[512, 512], f32>
      %1 = relax.matmul %x, %0 : (!relax.tensor<[n, 512], f32>, !relax.tensor<[512, 512], f32>) -> !relax.tensor<[n, 512], f32>
      relax.return %1
    }
    ```
    After:
    ```mlir
    relax.func @adapter(%x: !relax.tensor<[n, 512], f32>, %a: !relax.tensor<[512, 8], f32>, %b: !relax.tensor<[8, 512], f32>) -> !relax.tensor<[n, 512], f32> {
      %0 = relax.matmul %x, %a : (!relax.tensor<[n, 512], f32>, !relax.tensor<[512, 8], f32>) -> !relax.tensor<[n, 8], f32>
      %1 = relax.matmul %0, %b : (!relax.tensor<[n, 8], f32>, !relax.tensor<[8, 512], f32>) -> !relax.tensor<[n, 512], f32>
      relax.return %1
    }
    ```

    Input: any function. Output: no product of three that is known to cost less in the other order.
  }];
  let statistics = [
    Statistic<"numReordered", "num-reordered", "products of three in another order">,
  ];
}

def ExpandMatmulOfSum : AlgebraPass<"relax-expand-matmul-of-sum"> {
  let summary = "Apply adapters of low rank beside the weights";
  let description = [{
    `x.(W + P)`, where `P` is a product of matrices `A.B`, maybe transposed and times scalars, becomes `x.W + x.P`; `x.(W + P)^T` becomes
    `x.W^T + x.P^T`. Run `relax-adjust-matmul-order` behind it, which makes `s * ((x.A).B)` of `x.(s * (A.B))`. Results are rounded in
    another order.

    With `x` of m rows, `W` of k x n and rank r, that takes `m * k * n + m * r * (k + n)` multiplications against `k * r * n + m * k * n`. What
    the prover knows to be less is chosen. Where m decides, the sum is taken apart if the rank is known to be low, `r * (k + n) <= k * n`:
    then it takes at most twice the multiplications for many rows, and a small part of them for few.

    Left alone: sums and products that something else uses, sums of constants and weights, products of these, sums that broadcast, ranks of
    which nothing is known, integers.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 64], f32>, %w: !relax.tensor<[64, 64], f32>, %a: !relax.tensor<[64, 2], f32>, %b: !relax.tensor<[2, 64], f32>) -> !relax.tensor<[n, 64], f32> {
      %0 = relax.matmul %a, %b : (!relax.tensor<[64, 2], f32>, !relax.tensor<[2, 64], f32>) -> !relax.tensor<[64, 64], f32>
      %1 = relax.add %w, %0 : (!relax.tensor<[64, 64], f32>, !relax.tensor<[64, 64], f32>) -> !relax.tensor<[64, 64], f32>
      %2 = relax.matmul %x, %1 : (!relax.tensor<[n, 64], f32>, !relax.tensor<[64, 64], f32>) -> !relax.tensor<[n, 64], f32>
      relax.return %2
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 64], f32>, %w: !relax.tensor<[64, 64], f32>, %a: !relax.tensor<[64, 2], f32>, %b: !relax.tensor<[2, 64], f32>) -> !relax.tensor<[n, 64], f32> {
      %0 = relax.matmul %a, %b : (!relax.tensor<[64, 2], f32>, !relax.tensor<[2, 64], f32>) -> !relax.tensor<[64, 64], f32>
      %1 = relax.matmul %x, %w : (!relax.tensor<[n, 64], f32>, !relax.tensor<[64, 64], f32>) -> !relax.tensor<[n, 64], f32>
      %2 = relax.matmul %x, %0 : (!relax.tensor<[n, 64], f32>, !relax.tensor<[64, 64], f32>) -> !relax.tensor<[n, 64], f32>
      %3 = relax.add %1, %2 : (!relax.tensor<[n, 64], f32>, !relax.tensor<[n, 64], f32>) -> !relax.tensor<[n, 64], f32>
      relax.return %3
    }
    ```

    Input: any function. Output: no product of a sum that meets the conditions.
  }];
  let statistics = [
    Statistic<"numExpanded", "num-expanded", "products of sums that became sums of products">,
  ];
}

def ReorderTakeAfterMatmul : AlgebraPass<"relax-reorder-take-after-matmul"> {
  let summary = "Choose columns behind a product instead of in front of it";
  let description = [{
    `matmul(x, take(w, i, axis = 1))` becomes `take(matmul(x, w), i, axis = -1)` where at least as many columns are chosen as
    there are, by the prover under the facts of the function. `always` does it everywhere, for products whose right operand
    has to be weights as they are.

    Left alone: chosen columns that something else uses; indices of other ranks than 1, weights of other ranks than 2.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 4], f32>, %w: !relax.tensor<[4, 8], f32>, %i: !relax.tensor<[64], i64>) -> !relax.tensor<[n, 64], f32> {
      %0 = relax.take %w, %i axis = 1 : (!relax.tensor<[4, 8], f32>, !relax.tensor<[64], i64>) -> !relax.tensor<[4, 64], f32>
      %1 = relax.matmul %x, %0 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 64], f32>) -> !relax.tensor<[n, 64], f32>
      relax.return %1
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 4], f32>, %w: !relax.tensor<[4, 8], f32>, %i: !relax.tensor<[64], i64>) -> !relax.tensor<[n, 64], f32> {
      %0 = relax.matmul %x, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 8], f32>) -> !relax.tensor<[n, 8], f32>
      %1 = relax.take %0, %i axis = 1 : (!relax.tensor<[n, 8], f32>, !relax.tensor<[64], i64>) -> !relax.tensor<[n, 64], f32>
      relax.return %1
    }
    ```

    Input: any function. Output: no product of chosen columns that meets the conditions.
  }];
  let options = [
    Option<"always", "always", "bool", /*default=*/"false", "also where fewer columns are chosen than there are">,
  ];
  let statistics = [
    Statistic<"numReordered", "num-reordered", "choices of columns moved behind a product">,
  ];
}

def ReorderPermuteDimsAfterConcat : AlgebraPass<"relax-reorder-permute-dims-after-concat"> {
  let summary = "Transpose once behind a concat instead of each operand";
  let description = [{
    A `relax.concat` of tensors that are all transposed in the same way becomes one `relax.permute_dims` of the
    `relax.concat` of what was transposed.

    Left alone: operands that something else uses, or that are transposed differently; types that are not known in full.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[m, 4], f32>) -> !relax.tensor<[4, m + n], f32> {
      %0 = relax.permute_dims %x axes = [1, 0] : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4, n], f32>
      %1 = relax.permute_dims %y axes = [1, 0] : (!relax.tensor<[m, 4], f32>) -> !relax.tensor<[4, m], f32>
      %2 = relax.concat %0, %1 axis = 1 : (!relax.tensor<[4, n], f32>, !relax.tensor<[4, m], f32>) -> !relax.tensor<[4, m + n], f32>
      relax.return %2
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[m, 4], f32>) -> !relax.tensor<[4, m + n], f32> {
      %0 = relax.concat %x, %y axis = 0 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 4], f32>) -> !relax.tensor<[m + n, 4], f32>
      %1 = relax.permute_dims %0 axes = [1, 0] : (!relax.tensor<[m + n, 4], f32>) -> !relax.tensor<[4, m + n], f32>
      relax.return %1
    }
    ```

    Input: any function. Output: no concat of equal transposes that meets the conditions.
  }];
  let statistics = [
    Statistic<"numReordered", "num-reordered", "concats moved in front of their transposes">,
  ];
}

def FastMath : AlgebraPass<"relax-fast-math"> {
  let summary = "Use cheaper operators that round differently";
  let description = [{
    - `x / c`, for one number `c`, becomes `x * (1 / c)`;
    - `x / sqrt(y)` becomes `x * rsqrt(y)`, and `1 / sqrt(y)` becomes `rsqrt(y)`;
    - `x ^ c` becomes products for `c` of 1 to 4, roots for 0.5 and -0.5, and `1 / x` for -1.

    Results may differ in their last digits, and in the sign of a zero; so pipelines run this pass only where it is asked
    for (`fast-math`, `relaxc --fast-math`).

    Left alone: divisors whose reciprocal is no normal number of the type; other exponents; roots that something else uses;
    integers.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %three = relax.constant dense<3.0> : tensor<f32>
      %four = relax.constant dense<4.0> : tensor<f32>
      %0 = relax.power %x, %three : (!relax.tensor<[n], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n], f32>
      %1 = relax.divide %0, %four : (!relax.tensor<[n], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n], f32>
      relax.return %1
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.square %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %1 = relax.multiply %0, %x : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %quarter = relax.constant dense<2.500000e-01> : tensor<f32>
      %2 = relax.multiply %1, %quarter : (!relax.tensor<[n], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n], f32>
      relax.return %2
    }
    ```

    Input: any function. Output: none of the operators above that meets the conditions.
  }];
  let statistics = [
    Statistic<"numDivisions", "num-divisions", "divisions by a number that became multiplications">,
    Statistic<"numRoots", "num-roots", "divisions by a root that became multiplications">,
    Statistic<"numPowers", "num-powers", "powers that became products or roots">,
  ];
}

#endif // TRANSFORMS_RELAX_ALGEBRA_PASSES_TD

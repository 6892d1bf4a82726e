//===- NormalizationOps.td - normalizations and attention -------------------===//
//
// Statistics of some of the elements, applied to all of them; and what networks put between them.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_NORMALIZATIONOPS_TD
#define DIALECTS_RELAX_OPS_NORMALIZATIONOPS_TD

include "dialects/relax/ops/OperatorBase.td"

def Relax_BatchNormOp : Relax_Operator<"batch_norm"> {
  let summary = "Normalization by given statistics of each channel";
  let description = [{
    Computes `(data - mean) / sqrt(variance + epsilon) * gamma + beta`, where the four vectors have an element for each
    index along `axis`, 1 by default. This is batch normalization at inference: the statistics come from training.

    Constraints:
    - (batch_norm_c1) `axis` is in `[-rank, rank)`, where the rank is known;
    - (batch_norm_c2) `gamma`, `beta`, `mean` and `variance` have one dimension;
    - (batch_norm_c3) their size is that of `data` along `axis`;
    - (batch_norm_c4) the element types are equal, and a floating-point type;
    - (batch_norm_c5) the devices are equal, where given.

    ```mlir
    %0 = relax.batch_norm %x, %g, %b, %m, %v epsilon = 1.0e-05 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, h], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$data, Relax_Tensor:$gamma, Relax_Tensor:$beta, Relax_Tensor:$mean,
                   Relax_Tensor:$variance, F64Attr:$epsilon, DefaultValuedOptionalAttr<I64Attr, "1">:$axis);
  let assemblyFormat = [{
    $data `,` $gamma `,` $beta `,` $mean `,` $variance `epsilon` `=` $epsilon (`axis` `=` $axis^)?
    attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_LayerNormOp : Relax_Operator<"layer_norm"> {
  let summary = "Normalization by mean and variance along axes";
  let description = [{
    Computes `(data - mean) / sqrt(variance + epsilon) * gamma + beta`, with mean and variance of the elements along `axes`.
    `gamma`, and `beta` where given, have the dimensions of `axes` in their order. The variance is that of all elements,
    divided by their number.

    Constraints:
    - (layer_norm_c1) each axis is in `[-rank, rank)`, where the rank is known; the axes are different and ascending;
    - (layer_norm_c2) `gamma` and `beta` have the dimensions of `data` along `axes`;
    - (layer_norm_c3) the element types are equal, and a floating-point type;
    - (layer_norm_c4) the devices are equal, where given.

    ```mlir
    %0 = relax.layer_norm %x, %g, %b axes = [-1] epsilon = 1.0e-05 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$data, Relax_Tensor:$gamma, Optional<Relax_Tensor>:$beta,
                   DenseI64ArrayAttr:$axes, F64Attr:$epsilon);
  let assemblyFormat = [{
    $data `,` $gamma (`,` $beta^)? `axes` `=` $axes `epsilon` `=` $epsilon attr-dict
    `:` functional-type(operands, results)
  }];
}

def Relax_RmsNormOp : Relax_Operator<"rms_norm"> {
  let summary = "Normalization by the mean square along axes";
  let description = [{
    Computes `data / sqrt(mean(data * data) + epsilon) * weight`, with the mean of the elements along `axes`. `weight` has
    the dimensions of `axes` in their order.

    Constraints:
    - (rms_norm_c1) each axis is in `[-rank, rank)`, where the rank is known; the axes are different and ascending;
    - (rms_norm_c2) `weight` has the dimensions of `data` along `axes`;
    - (rms_norm_c3) the element types are equal, and a floating-point type;
    - (rms_norm_c4) the devices are equal, where given.

    ```mlir
    %0 = relax.rms_norm %x, %w axes = [-1] epsilon = 1.0e-05 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$data, Relax_Tensor:$weight, DenseI64ArrayAttr:$axes, F64Attr:$epsilon);
  let assemblyFormat = [{
    $data `,` $weight `axes` `=` $axes `epsilon` `=` $epsilon attr-dict
    `:` functional-type(operands, results)
  }];
}

def Relax_GroupNormOp : Relax_Operator<"group_norm"> {
  let summary = "Normalization by mean and variance of groups of channels";
  let description = [{
    Splits the channels, dimension 1, into `num_groups` groups of neighbours and computes
    `(data - mean) / sqrt(variance + epsilon) * gamma + beta`, with mean and variance of the elements of each batch and
    group. `gamma` and `beta` have an element for each channel.

    Constraints:
    - (group_norm_c1) `data` has at least 2 dimensions, where its rank is known;
    - (group_norm_c2) `num_groups` is at least 1 and divides the number of channels;
    - (group_norm_c3) `gamma` and `beta` have one dimension, of the number of channels;
    - (group_norm_c4) the element types are equal, and a floating-point type;
    - (group_norm_c5) the devices are equal, where given.

    ```mlir
    %0 = relax.group_norm %x, %g, %b num_groups = 2 epsilon = 1.0e-05 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, h], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$data, Relax_Tensor:$gamma, Relax_Tensor:$beta, I64Attr:$num_groups,
                   F64Attr:$epsilon);
  let assemblyFormat = [{
    $data `,` $gamma `,` $beta `num_groups` `=` $num_groups `epsilon` `=` $epsilon attr-dict
    `:` functional-type(operands, results)
  }];
}

def Relax_InstanceNormOp : Relax_Operator<"instance_norm"> {
  let summary = "Normalization by mean and variance of each channel";
  let description = [{
    Computes `(data - mean) / sqrt(variance + epsilon) * gamma + beta`, with mean and variance of the elements of each batch
    and channel, dimensions 0 and 1. `gamma` and `beta` have an element for each channel.

    Constraints:
    - (instance_norm_c1) `data` has at least 2 dimensions, where its rank is known;
    - (instance_norm_c2) `gamma` and `beta` have one dimension, of the number of channels;
    - (instance_norm_c3) the element types are equal, and a floating-point type;
    - (instance_norm_c4) the devices are equal, where given.

    ```mlir
    %0 = relax.instance_norm %x, %g, %b epsilon = 1.0e-05 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, h], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$data, Relax_Tensor:$gamma, Relax_Tensor:$beta, F64Attr:$epsilon);
  let assemblyFormat = [{
    $data `,` $gamma `,` $beta `epsilon` `=` $epsilon attr-dict
    `:` functional-type(operands, results)
  }];
}

def Relax_DropoutOp : Relax_Operator<"dropout"> {
  let summary = "The operand; what training would drop stays";
  let description = [{
    Gives `data` as it is: dropout at inference. `rate` is the part that training drops, and plays no role.

    Constraints:
    - (dropout_c1) `rate` is at least 0 and smaller than 1.

    ```mlir
    %0 = relax.dropout %x rate = 0.5 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$data, F64Attr:$rate);
  let assemblyFormat = "$data `rate` `=` $rate attr-dict `:` functional-type(operands, results)";
  let hasFolder = 1;
}

def Relax_AttentionOp : Relax_Operator<"attention"> {
  let summary = "Scaled dot-product attention";
  let description = [{
    Computes `softmax(query . key * scale + bias) . value` for each batch and head. `query` is `[batch, length, heads, size]`,
    `key` is `[batch, length of keys, heads, size]`, `value` is `[batch, length of keys, heads, size of values]`, and the
    result is `[batch, length, heads, size of values]`. `bias`, where given, broadcasts to
    `[batch, heads, length, length of keys]`. Without `scale` it is `1 / sqrt(size)`.

    Under `causal_mask = "TopLeft"` position `i` sees the keys up to `i`; under `"BottomRight"` the last position sees all
    keys, and each one before it one key less. A position that sees no key gives NaN.

    Constraints:
    - (attention_c1) `query`, `key` and `value` have 4 dimensions, where their ranks are known;
    - (attention_c2) batch and heads of the three are equal;
    - (attention_c3) the sizes of `query` and `key` are equal, and so are the lengths of `key` and `value`;
    - (attention_c4) `bias` broadcasts to `[batch, heads, length, length of keys]`;
    - (attention_c5) `causal_mask` is `TopLeft` or `BottomRight`;
    - (attention_c6) the element types are equal, and a floating-point type;
    - (attention_c7) the devices are equal, where given.

    ```mlir
    %0 = relax.attention %q, %k, %v causal_mask = "TopLeft" : (!relax.tensor<[b, n, 8, 64], f32>, !relax.tensor<[b, m, 8, 64], f32>, !relax.tensor<[b, m, 8, 32], f32>) -> !relax.tensor<[b, n, 8, 32], f32>
    %1 = relax.attention %q, %k, %v, %y scale = 1.250000e-01 : (!relax.tensor<[b, n, 8, 64], f32>, !relax.tensor<[b, m, 8, 64], f32>, !relax.tensor<[b, m, 8, 32], f32>, !relax.tensor<[n, m], f32>) -> !relax.tensor<[b, n, 8, 32], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$query, Relax_Tensor:$key, Relax_Tensor:$value, Optional<Relax_Tensor>:$bias,
                   OptionalAttr<F64Attr>:$scale, OptionalAttr<StrAttr>:$causal_mask);
  let assemblyFormat = [{
    $query `,` $key `,` $value (`,` $bias^)? (`scale` `=` $scale^)?
    (`causal_mask` `=` $causal_mask^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_AttentionVarLenOp : Relax_Operator<"attention_var_len"> {
  let summary = "Attention within sequences of different lengths that lie one after the other";
  let description = [{
    `query` is `[positions, heads, size]`, `key` is `[positions of keys, heads, size]`, `value` is
    `[positions of keys, heads, size of values]`, and the result is `[positions, heads, size of values]`. The positions hold
    several sequences in a row: sequence `s` has the queries from `seqstart_q[s]` up to `seqstart_q[s + 1]`, and the keys from
    `seqstart_k[s]` up to `seqstart_k[s + 1]`. A query sees the keys of its own sequence alone; of these the first
    `max_seqlen_k`, which also bounds the memory that is needed, so it is meant to be the length of the longest sequence.
    Otherwise this is `relax.attention`: without `scale` it is `1 / sqrt(size)`, and `causal_mask` is understood within each
    sequence. With `window_size` a query sees no more than that many keys, those up to where the mask ends.

    A position that sees no key, or belongs to no sequence, gives NaN. Starts that are no positions make nothing invalid:
    keys outside of the tensor are not seen.

    Constraints:
    - (attention_var_len_c1) `query`, `key` and `value` have 3 dimensions, where their ranks are known;
    - (attention_var_len_c2) the heads of the three are equal;
    - (attention_var_len_c3) the sizes of `query` and `key` are equal, and so are the positions of `key` and `value`;
    - (attention_var_len_c4) `seqstart_q` and `seqstart_k` have 1 dimension, of equal size, and at least one element;
    - (attention_var_len_c5) their elements are integers other than bool;
    - (attention_var_len_c6) `max_seqlen_k` is not negative;
    - (attention_var_len_c7) `causal_mask` is `TopLeft` or `BottomRight`;
    - (attention_var_len_c8) `window_size` is at least 1, and given with `causal_mask` only;
    - (attention_var_len_c9) the other element types are equal, and a floating-point type;
    - (attention_var_len_c10) the devices are equal, where given.

    ```mlir
    %0 = relax.attention_var_len %q, %k, %v seqstart_q = %i seqstart_k = %j max_seqlen_k = %m causal_mask = "BottomRight" window_size = 64 : (!relax.tensor<[n, 8, 64], f32>, !relax.tensor<[k, 8, 64], f32>, !relax.tensor<[k, 8, 32], f32>, !relax.tensor<[b + 1], i32>, !relax.tensor<[b + 1], i32>, !sym.int<m>) -> !relax.tensor<[n, 8, 32], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$query, Relax_Tensor:$key, Relax_Tensor:$value, Relax_Tensor:$seqstart_q,
                   Relax_Tensor:$seqstart_k, Relax_SymInt:$max_seqlen_k, OptionalAttr<F64Attr>:$scale,
                   OptionalAttr<StrAttr>:$causal_mask, OptionalAttr<I64Attr>:$window_size);
  let assemblyFormat = [{
    $query `,` $key `,` $value `seqstart_q` `=` $seqstart_q `seqstart_k` `=` $seqstart_k
    `max_seqlen_k` `=` $max_seqlen_k (`scale` `=` $scale^)? (`causal_mask` `=` $causal_mask^)?
    (`window_size` `=` $window_size^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_RotaryEmbeddingOp : Relax_Operator<"rotary_embedding"> {
  let summary = "Pairs of elements turned by angles that depend on the position";
  let description = [{
    Turns each pair `(a, b)` of elements along the last dimension to `(a * cos - b * sin, b * cos + a * sin)`. A pair is
    element `i` of the first half and of the second half, or with `interleaved` elements `2 * i` and `2 * i + 1`. With
    `rotary_dim` only the first so many elements are turned, and the others stay as they are.

    `cos` and `sin` broadcast to `x` in all dimensions but the last, which has an element for each pair, or for each element
    that is turned (then `a` and `b` of a pair may have different ones). With `positions`, `x` is
    `[batch, heads, length, size]`, and `cos` and `sin` are tables, of which `positions`, which broadcasts to
    `[batch, length]`, picks the rows; an index is treated as by `relax.take`.

    Constraints:
    - (rotary_embedding_c1) `x`, `cos` and `sin` have at least 1 dimension, where their ranks are known;
    - (rotary_embedding_c2) `rotary_dim` is at least 2 and at most the last dimension of `x`;
    - (rotary_embedding_c3) the number of elements that are turned is even;
    - (rotary_embedding_c4) the last dimensions of `cos` and `sin` are equal, and that number or half of it;
    - (rotary_embedding_c5) the other dimensions of `cos` and `sin` broadcast to those of `x`;
    - (rotary_embedding_c6) with `positions`, `x` has 4 dimensions, `cos` and `sin` have 2, the first of which are equal, and
      not 0 unless there are no positions;
    - (rotary_embedding_c7) `positions` broadcasts to `[batch, length]`, and its elements are integers other than bool;
    - (rotary_embedding_c8) the other element types are equal, and a floating-point type;
    - (rotary_embedding_c9) the devices are equal, where given.

    ```mlir
    %0 = relax.rotary_embedding %x, %c, %s : (!relax.tensor<[b, 8, n, 64], f32>, !relax.tensor<[b, 1, n, 64], f32>, !relax.tensor<[b, 1, n, 64], f32>) -> !relax.tensor<[b, 8, n, 64], f32>
    %1 = relax.rotary_embedding %x, %t, %u positions = %p interleaved rotary_dim = 32 : (!relax.tensor<[b, 8, n, 64], f32>, !relax.tensor<[2048, 16], f32>, !relax.tensor<[2048, 16], f32>, !relax.tensor<[b, n], i64>) -> !relax.tensor<[b, 8, n, 64], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$cos, Relax_Tensor:$sin, Optional<Relax_Tensor>:$positions,
                   UnitAttr:$interleaved, OptionalAttr<I64Attr>:$rotary_dim);
  let assemblyFormat = [{
    $x `,` $cos `,` $sin (`positions` `=` $positions^)? (`interleaved` $interleaved^)? (`rotary_dim` `=` $rotary_dim^)?
    attr-dict `:` functional-type(operands, results)
  }];
}

#endif // DIALECTS_RELAX_OPS_NORMALIZATIONOPS_TD

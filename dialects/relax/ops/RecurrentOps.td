//===- RecurrentOps.td - recurrent networks -------------------------------===//
//
// One operator runs a whole sequence, in one direction or both, with the equations of ONNX.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_RECURRENTOPS_TD
#define DIALECTS_RELAX_OPS_RECURRENTOPS_TD

include "dialects/relax/ops/OperatorBase.td"

class Relax_RecurrentOp<string mnemonic> : Relax_MultiResultOperator<mnemonic, [AttrSizedOperandSegments]>;

def Relax_RNNOp : Relax_RecurrentOp<"rnn"> {
  let summary = "A simple recurrent network over a sequence";
  let description = [{
    For each step `t` of a sequence, with `f` the activation:
    `h = f(x[t] * w^T + h * r^T + wb + rb)`. `x` is `[T, B, I]`, `w` is `[D, H, I]`, `r` is `[D, H, H]` and `b`
    `[D, 2 * H]` with `wb` in front of `rb`, zero where absent. `D` is the number of directions: `direction` is `forward`,
    `reverse` or `bidirectional`. The state starts with `initial_h`, `[D, B, H]`, or zero. `sequence_lens` holds the length
    of each sequence of the batch, at most `T`: behind it the first result is zero and the state stays; `reverse` walks each
    sequence from its own end. The results are the state of each step, `[T, D, B, H]`, and the last one, `[D, B, H]`.

    `activations` names a function for each gate and direction: `Relu`, `Tanh`, `Sigmoid`, `Affine` (alpha x + beta),
    `LeakyRelu`, `ThresholdedRelu`, `ScaledTanh` (alpha tanh(beta x)), `HardSigmoid`, `Elu`, `Softsign`, `Softplus`;
    `activation_alpha` and `activation_beta` have an entry for each. With `clip`, what goes into an activation is first
    brought to `[-clip, clip]`.

    Constraints:
    - (rnn_c1) the element type is a floating-point type, and that of all operands but `sequence_lens`;
    - (rnn_c2) the operands have the shapes above;
    - (rnn_c3) `direction` is `forward`, `reverse` or `bidirectional`;
    - (rnn_c4) there are as many activations, alphas and betas as gates with one, times directions;
    - (rnn_c5) the activations are of those above;
    - (rnn_c6) `clip` is positive;
    - (rnn_c7) `sequence_lens` holds integers;
    - (rnn_c8) the devices are equal, where given.

    ```mlir
    %0:2 = relax.rnn %x, %w, %r bias = %b direction = "forward" activations = ["Tanh"] alpha = [0.0] beta = [0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 4, 3], f32>, !relax.tensor<[1, 4, 4], f32>, !relax.tensor<[1, 8], f32>) -> (!relax.tensor<[t, 1, n, 4], f32>, !relax.tensor<[1, n, 4], f32>)
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$w, Relax_Tensor:$r, Optional<Relax_Tensor>:$b,
                       Optional<Relax_Tensor>:$sequence_lens, Optional<Relax_Tensor>:$initial_h, StrAttr:$direction,
                       StrArrayAttr:$activations, F64ArrayAttr:$activation_alpha, F64ArrayAttr:$activation_beta,
                       OptionalAttr<F64Attr>:$clip);
  let results = (outs Relax_Tensor:$y, Relax_Tensor:$y_h);
  let assemblyFormat = [{
    $x `,` $w `,` $r (`bias` `=` $b^)? (`lengths` `=` $sequence_lens^)? (`initial_h` `=` $initial_h^)?
    `direction` `=` $direction `activations` `=` $activations `alpha` `=` $activation_alpha `beta` `=` $activation_beta
    (`clip` `=` $clip^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_GRUOp : Relax_RecurrentOp<"gru"> {
  let summary = "Gated recurrent units over a sequence";
  let description = [{
    For each step, with the activations `f` and `g` and gates in the order z, r, h (K. Cho et al., Learning phrase
    representations using RNN encoder-decoder, 2014):

    ```
    z = f(x[t] * wz^T + h * rz^T + wbz + rbz)
    r = f(x[t] * wr^T + h * rr^T + wbr + rbr)
    n = g(x[t] * wh^T + (r . h) * rh^T + rbh + wbh)        or, with linear_before_reset,
    n = g(x[t] * wh^T + r . (h * rh^T + rbh) + wbh)
    h = (1 - z) . n + z . h
    ```

    `x` is `[T, B, I]`, `w` is `[D, 3 * H, I]`, `r` is `[D, 3 * H, H]`, `b` is `[D, 6 * H]`; all else as for `relax.rnn`.

    Constraints:
    - (gru_c1) the element type is a floating-point type, and that of all operands but `sequence_lens`;
    - (gru_c2) the operands have the shapes above;
    - (gru_c3) `direction` is `forward`, `reverse` or `bidirectional`;
    - (gru_c4) there are 2 activations, alphas and betas for each direction;
    - (gru_c5) the activations are of those of `relax.rnn`;
    - (gru_c6) `clip` is positive;
    - (gru_c7) `sequence_lens` holds integers;
    - (gru_c8) the devices are equal, where given.

    ```mlir
    %0:2 = relax.gru %x, %w, %r direction = "reverse" activations = ["Sigmoid", "Tanh"] alpha = [0.0, 0.0] beta = [0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 12, 3], f32>, !relax.tensor<[1, 12, 4], f32>) -> (!relax.tensor<[t, 1, n, 4], f32>, !relax.tensor<[1, n, 4], f32>)
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$w, Relax_Tensor:$r, Optional<Relax_Tensor>:$b,
                       Optional<Relax_Tensor>:$sequence_lens, Optional<Relax_Tensor>:$initial_h, StrAttr:$direction,
                       StrArrayAttr:$activations, F64ArrayAttr:$activation_alpha, F64ArrayAttr:$activation_beta,
                       OptionalAttr<F64Attr>:$clip, UnitAttr:$linear_before_reset);
  let results = (outs Relax_Tensor:$y, Relax_Tensor:$y_h);
  let assemblyFormat = [{
    $x `,` $w `,` $r (`bias` `=` $b^)? (`lengths` `=` $sequence_lens^)? (`initial_h` `=` $initial_h^)?
    `direction` `=` $direction `activations` `=` $activations `alpha` `=` $activation_alpha `beta` `=` $activation_beta
    (`clip` `=` $clip^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_LSTMOp : Relax_RecurrentOp<"lstm"> {
  let summary = "Long short-term memory over a sequence";
  let description = [{
    For each step, with the activations `f`, `g` and `h` and gates in the order i, o, f, c (S. Hochreiter, J. Schmidhuber,
    Long short-term memory, 1997, with the forget gates and peepholes of F. Gers):

    ```
    i = f(x[t] * wi^T + H * ri^T + pi . C + wbi + rbi)
    f = f(x[t] * wf^T + H * rf^T + pf . C + wbf + rbf)     or, with input_forget, 1 - i
    c = g(x[t] * wc^T + H * rc^T + wbc + rbc)
    C = f . C + i . c
    o = f(x[t] * wo^T + H * ro^T + po . C + wbo + rbo)
    H = o . h(C)
    ```

    `x` is `[T, B, I]`, `w` is `[D, 4 * H, I]`, `r` is `[D, 4 * H, H]`, `b` is `[D, 8 * H]`, the peepholes `p` are
    `[D, 3 * H]` in the order i, o, f; `initial_h` and `initial_c` are `[D, B, H]`; all else as for `relax.rnn`. The last
    result is the last C, `[D, B, H]`.

    Constraints:
    - (lstm_c1) the element type is a floating-point type, and that of all operands but `sequence_lens`;
    - (lstm_c2) the operands have the shapes above;
    - (lstm_c3) `direction` is `forward`, `reverse` or `bidirectional`;
    - (lstm_c4) there are 3 activations, alphas and betas for each direction;
    - (lstm_c5) the activations are of those of `relax.rnn`;
    - (lstm_c6) `clip` is positive;
    - (lstm_c7) `sequence_lens` holds integers;
    - (lstm_c8) the devices are equal, where given.

    ```mlir
    %0:3 = relax.lstm %x, %w, %r initial_h = %h initial_c = %c direction = "forward" activations = ["Sigmoid", "Tanh", "Tanh"] alpha = [0.0, 0.0, 0.0] beta = [0.0, 0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 16, 3], f32>, !relax.tensor<[1, 16, 4], f32>, !relax.tensor<[1, n, 4], f32>, !relax.tensor<[1, n, 4], f32>) -> (!relax.tensor<[t, 1, n, 4], f32>, !relax.tensor<[1, n, 4], f32>, !relax.tensor<[1, n, 4], f32>)
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$w, Relax_Tensor:$r, Optional<Relax_Tensor>:$b,
                       Optional<Relax_Tensor>:$sequence_lens, Optional<Relax_Tensor>:$initial_h,
                       Optional<Relax_Tensor>:$initial_c, Optional<Relax_Tensor>:$p, StrAttr:$direction,
                       StrArrayAttr:$activations, F64ArrayAttr:$activation_alpha, F64ArrayAttr:$activation_beta,
                       OptionalAttr<F64Attr>:$clip, UnitAttr:$input_forget);
  let results = (outs Relax_Tensor:$y, Relax_Tensor:$y_h, Relax_Tensor:$y_c);
  let assemblyFormat = [{
    $x `,` $w `,` $r (`bias` `=` $b^)? (`lengths` `=` $sequence_lens^)? (`initial_h` `=` $initial_h^)?
    (`initial_c` `=` $initial_c^)? (`peepholes` `=` $p^)? `direction` `=` $direction `activations` `=` $activations
    `alpha` `=` $activation_alpha `beta` `=` $activation_beta (`clip` `=` $clip^)? attr-dict `:`
    functional-type(operands, results)
  }];
}

#endif // DIALECTS_RELAX_OPS_RECURRENTOPS_TD

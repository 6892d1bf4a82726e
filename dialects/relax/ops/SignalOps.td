//===- SignalOps.td - spectra, and the determinant ------------------------===//
//
// Discrete Fourier transforms and what goes with them. A complex number is a last dimension of 2, a real one of 1.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_SIGNALOPS_TD
#define DIALECTS_RELAX_OPS_SIGNALOPS_TD

include "dialects/relax/ops/OperatorBase.td"

def Relax_DFTOp : Relax_Operator<"dft"> {
  let summary = "Discrete Fourier transform along an axis";
  let description = [{
    Element `k` of the result along `axis` is the sum over `j` of `x[j] * exp(-2 pi i j k / length)`; with `inverse` the
    exponent is positive and the sum is divided by `length`. `x` is cut or filled with zeros to `length` elements. With
    `onesided` only the first `length floordiv 2 + 1` elements are computed.

    A constant length of at most 32 makes a kernel with a sum for each element. All others are computed by the fast Fourier
    transform of the runtime's library, in double precision, with O(length log length) steps whatever the length.

    Constraints:
    - (dft_c1) the element type is a floating-point type;
    - (dft_c2) the rank is at least 2, and `axis` is in `[-rank, rank)`, but not the last one;
    - (dft_c3) the last dimension is 1 or 2;
    - (dft_c4) `length` is at least 1;
    - (dft_c5) `inverse` and `onesided` are not both given.

    ```mlir
    %0 = relax.dft %x length = %n axis = 1 onesided : (!relax.tensor<[b, n, 1], f32>, !sym.int<n>) -> !relax.tensor<[b, n floordiv 2 + 1, 2], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_SymInt:$length, Relax_AxisAttr:$axis, UnitAttr:$inverse,
                       UnitAttr:$onesided);
  let assemblyFormat = [{
    $x `length` `=` $length `axis` `=` $axis (`inverse` $inverse^)? (`onesided` $onesided^)? attr-dict `:`
    functional-type(operands, results)
  }];
}

def Relax_STFTOp : Relax_Operator<"stft"> {
  let summary = "Fourier transforms of windows that slide over a signal";
  let description = [{
    `x` is `[B, L, 1 or 2]`. Frame `f` of the result, `[B, frames, bins, 2]`, is the transform of the `frame_length` elements
    from `f * frame_step` on, each multiplied by the element of `window`, where there is one. There are
    `(L - frame_length) floordiv frame_step + 1` frames, with `frame_length` bins each, or `frame_length floordiv 2 + 1` with
    `onesided`.

    Constraints:
    - (stft_c1) the element type is a floating-point type, and that of `window`;
    - (stft_c2) `x` has 3 dimensions, the last of which is 1 or 2;
    - (stft_c3) `window` is `[frame_length]`;
    - (stft_c4) `frame_step` and `frame_length` are at least 1;
    - (stft_c5) the signal is at least one frame long;
    - (stft_c6) the devices are equal, where given.

    ```mlir
    %0 = relax.stft %x window = %w step = %s length = %n onesided : (!relax.tensor<[b, 128, 1], f32>, !relax.tensor<[16], f32>, !sym.int<8>, !sym.int<16>) -> !relax.tensor<[b, 15, 9, 2], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Optional<Relax_Tensor>:$window, Relax_SymInt:$frame_step,
                       Relax_SymInt:$frame_length, UnitAttr:$onesided);
  let assemblyFormat = [{
    $x (`window` `=` $window^)? `step` `=` $frame_step `length` `=` $frame_length (`onesided` $onesided^)? attr-dict `:`
    functional-type(operands, results)
  }];
}

def Relax_MelWeightMatrixOp : Relax_Operator<"mel_weight_matrix"> {
  let summary = "The matrix from a spectrum to mel bins";
  let description = [{
    A matrix `[dft_length floordiv 2 + 1, bins]` whose column `i` is a triangle over the elements of a spectrum, between the
    frequencies of `bins + 2` places at equal distances on the mel scale, `2595 log10(1 + f / 700)`, from `lower` to `upper`,
    in Hertz like `sample_rate`. A place is element `(dft_length + 1) * f / sample_rate`, rounded down.

    Constraints:
    - (mel_weight_matrix_c1) `bins`, `dft_length` and `sample_rate` are at least 1;
    - (mel_weight_matrix_c2) `lower` and `upper` are floating-point numbers of one type with rank 0;
    - (mel_weight_matrix_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.mel_weight_matrix %lower, %upper bins = %b dft_length = %n sample_rate = %s : (!relax.tensor<[], f32>, !relax.tensor<[], f32>, !sym.int<8>, !sym.int<n>, !sym.int<8192>) -> !relax.tensor<[n floordiv 2 + 1, 8], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$lower, Relax_Tensor:$upper, Relax_SymInt:$bins, Relax_SymInt:$dft_length,
                       Relax_SymInt:$sample_rate);
  let assemblyFormat = [{
    $lower `,` $upper `bins` `=` $bins `dft_length` `=` $dft_length `sample_rate` `=` $sample_rate attr-dict `:`
    functional-type(operands, results)
  }];
}

def Relax_DetOp : Relax_Operator<"det"> {
  let summary = "Determinants of matrices";
  let description = [{
    The determinant of each matrix in the last two dimensions, by elimination with partial pivoting; 1 for a matrix without
    elements.

    Constraints:
    - (det_c1) the element type is a floating-point type;
    - (det_c2) the rank is at least 2, where known;
    - (det_c3) the last two dimensions are equal.

    ```mlir
    %0 = relax.det %x : (!relax.tensor<[b, n, n], f32>) -> !relax.tensor<[b], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x);
  let assemblyFormat = "$x attr-dict `:` functional-type(operands, results)";
}

#endif // DIALECTS_RELAX_OPS_SIGNALOPS_TD

//===- ConvolutionOps.td - convolutions -----------------------------------===//
//
// Batch and channels first, then the spatial dimensions: NCW, NCHW, NCDHW. Bias is a sum of its own.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_CONVOLUTIONOPS_TD
#define DIALECTS_RELAX_OPS_CONVOLUTIONOPS_TD

include "dialects/relax/ops/OperatorBase.td"

class Relax_ConvolutionOp<string mnemonic> : Relax_Operator<mnemonic> {
  let arguments = (ins Relax_Tensor:$data, Relax_Tensor:$weight, OptionalAttr<DenseI64ArrayAttr>:$strides,
                   OptionalAttr<DenseI64ArrayAttr>:$padding, OptionalAttr<DenseI64ArrayAttr>:$dilation,
                   DefaultValuedOptionalAttr<I64Attr, "1">:$groups);
  let assemblyFormat = [{
    $data `,` $weight (`strides` `=` $strides^)? (`padding` `=` $padding^)? (`dilation` `=` $dilation^)?
    (`groups` `=` $groups^)? attr-dict `:` functional-type(operands, results)
  }];
}

class Relax_TransposedConvolutionOp<string mnemonic> : Relax_Operator<mnemonic> {
  let arguments = (ins Relax_Tensor:$data, Relax_Tensor:$weight, OptionalAttr<DenseI64ArrayAttr>:$strides,
                   OptionalAttr<DenseI64ArrayAttr>:$padding, OptionalAttr<DenseI64ArrayAttr>:$output_padding,
                   OptionalAttr<DenseI64ArrayAttr>:$dilation, DefaultValuedOptionalAttr<I64Attr, "1">:$groups);
  let assemblyFormat = [{
    $data `,` $weight (`strides` `=` $strides^)? (`padding` `=` $padding^)? (`output_padding` `=` $output_padding^)?
    (`dilation` `=` $dilation^)? (`groups` `=` $groups^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_Conv1DOp : Relax_ConvolutionOp<"conv1d"> {
  let summary = "Convolution over one spatial dimension";
  let description = [{
    Each element of the result is the sum of products of the weights of its output channel with the window of the padded
    data at its place, over the channels of its group. `data` is `[N, C, W]`, `weight` is `[O, C / groups, KW]`; the result is
    `[N, O, ...]` with `(size + padding - ((kernel - 1) * dilation + 1)) / stride + 1` places, rounded down, along each
    spatial dimension. Outside the data are zeros. As everywhere in neural networks the kernel is not mirrored.

    `strides` and `dilation` have an entry for each spatial dimension and are 1 by default. `padding`, 0 by default, has the
    padding in front of each spatial dimension, then that behind each. Input and output channels are split into `groups`
    that are independent of each other. The order of additions is not specified; integers wrap.

    Constraints:
    - (conv1d_c1) `data` and `weight` have 3 dimensions, where their rank is known;
    - (conv1d_c2) `strides` and `dilation` have 1 entries, at least 1 each, and `padding` has 2, at least 0 each;
    - (conv1d_c3) `groups` is at least 1 and divides the number of output channels;
    - (conv1d_c4) `data` has `groups` times as many channels as `weight` in its second dimension;
    - (conv1d_c5) the window is not larger than the padded data;
    - (conv1d_c6) the element types are equal, and not bool;
    - (conv1d_c7) the devices are equal, where given.

    ```mlir
    %0 = relax.conv1d %x, %w padding = [1, 1] : (!relax.tensor<[n, 3, w], f32>, !relax.tensor<[8, 3, 3], f32>) -> !relax.tensor<[n, 8, w], f32>
    ```
  }];
}

def Relax_Conv2DOp : Relax_ConvolutionOp<"conv2d"> {
  let summary = "Convolution over two spatial dimensions";
  let description = [{
    Each element of the result is the sum of products of the weights of its output channel with the window of the padded
    data at its place, over the channels of its group. `data` is `[N, C, H, W]`, `weight` is `[O, C / groups, KH, KW]`; the result is
    `[N, O, ...]` with `(size + padding - ((kernel - 1) * dilation + 1)) / stride + 1` places, rounded down, along each
    spatial dimension. Outside the data are zeros. As everywhere in neural networks the kernel is not mirrored.

    `strides` and `dilation` have an entry for each spatial dimension and are 1 by default. `padding`, 0 by default, has the
    padding in front of each spatial dimension, then that behind each. Input and output channels are split into `groups`
    that are independent of each other. The order of additions is not specified; integers wrap.

    Constraints:
    - (conv2d_c1) `data` and `weight` have 4 dimensions, where their rank is known;
    - (conv2d_c2) `strides` and `dilation` have 2 entries, at least 1 each, and `padding` has 4, at least 0 each;
    - (conv2d_c3) `groups` is at least 1 and divides the number of output channels;
    - (conv2d_c4) `data` has `groups` times as many channels as `weight` in its second dimension;
    - (conv2d_c5) the window is not larger than the padded data;
    - (conv2d_c6) the element types are equal, and not bool;
    - (conv2d_c7) the devices are equal, where given.

    ```mlir
    %0 = relax.conv2d %x, %w strides = [2, 2] padding = [1, 1, 1, 1] : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[8, 3, 3, 3], f32>) -> !relax.tensor<[n, 8, (h + 1) floordiv 2, (w + 1) floordiv 2], f32>
    ```
  }];
}

def Relax_Conv3DOp : Relax_ConvolutionOp<"conv3d"> {
  let summary = "Convolution over three spatial dimensions";
  let description = [{
    Each element of the result is the sum of products of the weights of its output channel with the window of the padded
    data at its place, over the channels of its group. `data` is `[N, C, D, H, W]`, `weight` is `[O, C / groups, KD, KH, KW]`; the result is
    `[N, O, ...]` with `(size + padding - ((kernel - 1) * dilation + 1)) / stride + 1` places, rounded down, along each
    spatial dimension. Outside the data are zeros. As everywhere in neural networks the kernel is not mirrored.

    `strides` and `dilation` have an entry for each spatial dimension and are 1 by default. `padding`, 0 by default, has the
    padding in front of each spatial dimension, then that behind each. Input and output channels are split into `groups`
    that are independent of each other. The order of additions is not specified; integers wrap.

    Constraints:
    - (conv3d_c1) `data` and `weight` have 5 dimensions, where their rank is known;
    - (conv3d_c2) `strides` and `dilation` have 3 entries, at least 1 each, and `padding` has 6, at least 0 each;
    - (conv3d_c3) `groups` is at least 1 and divides the number of output channels;
    - (conv3d_c4) `data` has `groups` times as many channels as `weight` in its second dimension;
    - (conv3d_c5) the window is not larger than the padded data;
    - (conv3d_c6) the element types are equal, and not bool;
    - (conv3d_c7) the devices are equal, where given.

    ```mlir
    %0 = relax.conv3d %x, %w groups = 2 : (!relax.tensor<[n, 4, d, h, w], f32>, !relax.tensor<[8, 2, 1, 1, 1], f32>) -> !relax.tensor<[n, 8, d, h, w], f32>
    ```
  }];
}

def Relax_Conv1DTransposeOp : Relax_TransposedConvolutionOp<"conv1d_transpose"> {
  let summary = "Transposed convolution over one spatial dimension";
  let description = [{
    Each element of the data adds its product with the kernel to a window of the result: what the gradient of
    `relax.conv1d` does with respect to its data. `data` is `[N, C, W]`, `weight` is `[C, O / groups, KW]`; the result is
    `[N, O, ...]` with `(size - 1) * stride - padding + (kernel - 1) * dilation + 1 + output_padding` elements along each
    spatial dimension. `padding` cuts off what it would add in `relax.conv1d`; `output_padding`, 0 by default, is added
    behind each spatial dimension. The other attributes are as in `relax.conv1d`.

    Constraints:
    - (conv1d_transpose_c1) `data` and `weight` have 3 dimensions, where their rank is known;
    - (conv1d_transpose_c2) `strides` and `dilation` have 1 entries, at least 1 each, `padding` has 2, at least 0 each;
    - (conv1d_transpose_c3) `output_padding` has 1 entries, each at least 0 and smaller than stride or dilation;
    - (conv1d_transpose_c4) `groups` is at least 1 and divides the number of channels of `data`;
    - (conv1d_transpose_c5) `data` has as many channels as `weight` in its first dimension;
    - (conv1d_transpose_c6) the sizes of the result are not negative;
    - (conv1d_transpose_c7) the element types are equal, and not bool;
    - (conv1d_transpose_c8) the devices are equal, where given.

    ```mlir
    %0 = relax.conv1d_transpose %x, %w strides = [2] : (!relax.tensor<[n, 3, w], f32>, !relax.tensor<[3, 8, 2], f32>) -> !relax.tensor<[n, 8, 2 * w], f32>
    ```
  }];
}

def Relax_Conv2DTransposeOp : Relax_TransposedConvolutionOp<"conv2d_transpose"> {
  let summary = "Transposed convolution over two spatial dimensions";
  let description = [{
    Each element of the data adds its product with the kernel to a window of the result: what the gradient of
    `relax.conv2d` does with respect to its data. `data` is `[N, C, H, W]`, `weight` is `[C, O / groups, KH, KW]`; the result is
    `[N, O, ...]` with `(size - 1) * stride - padding + (kernel - 1) * dilation + 1 + output_padding` elements along each
    spatial dimension. `padding` cuts off what it would add in `relax.conv2d`; `output_padding`, 0 by default, is added
    behind each spatial dimension. The other attributes are as in `relax.conv2d`.

    Constraints:
    - (conv2d_transpose_c1) `data` and `weight` have 4 dimensions, where their rank is known;
    - (conv2d_transpose_c2) `strides` and `dilation` have 2 entries, at least 1 each, `padding` has 4, at least 0 each;
    - (conv2d_transpose_c3) `output_padding` has 2 entries, each at least 0 and smaller than stride or dilation;
    - (conv2d_transpose_c4) `groups` is at least 1 and divides the number of channels of `data`;
    - (conv2d_transpose_c5) `data` has as many channels as `weight` in its first dimension;
    - (conv2d_transpose_c6) the sizes of the result are not negative;
    - (conv2d_transpose_c7) the element types are equal, and not bool;
    - (conv2d_transpose_c8) the devices are equal, where given.

    ```mlir
    %0 = relax.conv2d_transpose %x, %w strides = [2, 2] padding = [1, 1, 1, 1] output_padding = [1, 1] : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[3, 8, 3, 3], f32>) -> !relax.tensor<[n, 8, 2 * h, 2 * w], f32>
    ```
  }];
}

def Relax_Conv3DTransposeOp : Relax_TransposedConvolutionOp<"conv3d_transpose"> {
  let summary = "Transposed convolution over three spatial dimensions";
  let description = [{
    Each element of the data adds its product with the kernel to a window of the result: what the gradient of
    `relax.conv3d` does with respect to its data. `data` is `[N, C, D, H, W]`, `weight` is `[C, O / groups, KD, KH, KW]`; the result is
    `[N, O, ...]` with `(size - 1) * stride - padding + (kernel - 1) * dilation + 1 + output_padding` elements along each
    spatial dimension. `padding` cuts off what it would add in `relax.conv3d`; `output_padding`, 0 by default, is added
    behind each spatial dimension. The other attributes are as in `relax.conv3d`.

    Constraints:
    - (conv3d_transpose_c1) `data` and `weight` have 5 dimensions, where their rank is known;
    - (conv3d_transpose_c2) `strides` and `dilation` have 3 entries, at least 1 each, `padding` has 6, at least 0 each;
    - (conv3d_transpose_c3) `output_padding` has 3 entries, each at least 0 and smaller than stride or dilation;
    - (conv3d_transpose_c4) `groups` is at least 1 and divides the number of channels of `data`;
    - (conv3d_transpose_c5) `data` has as many channels as `weight` in its first dimension;
    - (conv3d_transpose_c6) the sizes of the result are not negative;
    - (conv3d_transpose_c7) the element types are equal, and not bool;
    - (conv3d_transpose_c8) the devices are equal, where given.

    ```mlir
    %0 = relax.conv3d_transpose %x, %w groups = 2 : (!relax.tensor<[n, 4, d, h, w], f32>, !relax.tensor<[4, 2, 1, 1, 1], f32>) -> !relax.tensor<[n, 4, d, h, w], f32>
    ```
  }];
}

#endif // DIALECTS_RELAX_OPS_CONVOLUTIONOPS_TD

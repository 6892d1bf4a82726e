//===- PoolingOps.td - pooling ----------------------------------------------===//
//
// Batch and channels first, then the spatial dimensions: NCW, NCHW, NCDHW.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_POOLINGOPS_TD
#define DIALECTS_RELAX_OPS_POOLINGOPS_TD

include "dialects/relax/ops/OperatorBase.td"

class Relax_MaxPoolOp<string mnemonic> : Relax_Operator<mnemonic> {
  let arguments = (ins Relax_Tensor:$data, DenseI64ArrayAttr:$pool_size, OptionalAttr<DenseI64ArrayAttr>:$strides,
                   OptionalAttr<DenseI64ArrayAttr>:$padding, OptionalAttr<DenseI64ArrayAttr>:$dilation,
                   UnitAttr:$ceil_mode);
  let assemblyFormat = [{
    $data `pool_size` `=` $pool_size (`strides` `=` $strides^)? (`padding` `=` $padding^)?
    (`dilation` `=` $dilation^)? (`ceil_mode` $ceil_mode^)? attr-dict `:` functional-type(operands, results)
  }];
}

class Relax_AvgPoolOp<string mnemonic> : Relax_Operator<mnemonic> {
  let arguments = (ins Relax_Tensor:$data, DenseI64ArrayAttr:$pool_size, OptionalAttr<DenseI64ArrayAttr>:$strides,
                   OptionalAttr<DenseI64ArrayAttr>:$padding, OptionalAttr<DenseI64ArrayAttr>:$dilation,
                   UnitAttr:$ceil_mode, UnitAttr:$count_include_pad);
  let assemblyFormat = [{
    $data `pool_size` `=` $pool_size (`strides` `=` $strides^)? (`padding` `=` $padding^)?
    (`dilation` `=` $dilation^)? (`ceil_mode` $ceil_mode^)? (`count_include_pad` $count_include_pad^)? attr-dict
    `:` functional-type(operands, results)
  }];
}

class Relax_AdaptivePoolOp<string mnemonic> : Relax_Operator<mnemonic> {
  let arguments = (ins Relax_Tensor:$data, OptionalAttr<DenseI64ArrayAttr>:$output_size);
  let assemblyFormat = [{
    $data (`output_size` `=` $output_size^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_MaxPool1DOp : Relax_MaxPoolOp<"max_pool1d"> {
  let summary = "Maximum of windows over one spatial dimension";
  let description = [{
    Each element of the result is the largest element of the window at its place; NaN where any is NaN. What lies outside the
    data does not count. A window with no element of the data gives the smallest value of the element type, minus infinity
    where there is one.

    `data` is `[N, C, W]`. The window has `pool_size` points along each spatial dimension, `dilation` apart, and moves by
    `strides`; `padding` has what is added in front of each spatial dimension, then what is added behind each. There are
    `(size + padding - ((pool_size - 1) * dilation + 1)) / stride + 1` places along a dimension, rounded down, or up under
    `ceil_mode`, where a window that would start behind the data is left out.

    Constraints:
    - (max_pool1d_c1) `data` has 3 dimensions, where its rank is known;
    - (max_pool1d_c2) `pool_size`, `strides` and `dilation` have 1 entries, at least 1 each, and `padding` has 2, at least 0 each;
    - (max_pool1d_c3) the window is not larger than the padded data;
    - (max_pool1d_c4) the element type is not bool.

    ```mlir
    %0 = relax.max_pool1d %x pool_size = [3] strides = [2] padding = [1, 1] : (!relax.tensor<[n, 3, w], f32>) -> !relax.tensor<[n, 3, (w + 1) floordiv 2], f32>
    ```
  }];
}

def Relax_MaxPool2DOp : Relax_MaxPoolOp<"max_pool2d"> {
  let summary = "Maximum of windows over two spatial dimensions";
  let description = [{
    Each element of the result is the largest element of the window at its place; NaN where any is NaN. What lies outside the
    data does not count. A window with no element of the data gives the smallest value of the element type, minus infinity
    where there is one.

    `data` is `[N, C, H, W]`. The window has `pool_size` points along each spatial dimension, `dilation` apart, and moves by
    `strides`; `padding` has what is added in front of each spatial dimension, then what is added behind each. There are
    `(size + padding - ((pool_size - 1) * dilation + 1)) / stride + 1` places along a dimension, rounded down, or up under
    `ceil_mode`, where a window that would start behind the data is left out.

    Constraints:
    - (max_pool2d_c1) `data` has 4 dimensions, where its rank is known;
    - (max_pool2d_c2) `pool_size`, `strides` and `dilation` have 2 entries, at least 1 each, and `padding` has 4, at least 0 each;
    - (max_pool2d_c3) the window is not larger than the padded data;
    - (max_pool2d_c4) the element type is not bool.

    ```mlir
    %0 = relax.max_pool2d %x pool_size = [3, 3] strides = [2, 2] padding = [1, 1, 1, 1] : (!relax.tensor<[n, 3, h, w], f32>) -> !relax.tensor<[n, 3, (h + 1) floordiv 2, (w + 1) floordiv 2], f32>
    ```
  }];
}

def Relax_MaxPool3DOp : Relax_MaxPoolOp<"max_pool3d"> {
  let summary = "Maximum of windows over three spatial dimensions";
  let description = [{
    Each element of the result is the largest element of the window at its place; NaN where any is NaN. What lies outside the
    data does not count. A window with no element of the data gives the smallest value of the element type, minus infinity
    where there is one.

    `data` is `[N, C, D, H, W]`. The window has `pool_size` points along each spatial dimension, `dilation` apart, and moves by
    `strides`; `padding` has what is added in front of each spatial dimension, then what is added behind each. There are
    `(size + padding - ((pool_size - 1) * dilation + 1)) / stride + 1` places along a dimension, rounded down, or up under
    `ceil_mode`, where a window that would start behind the data is left out.

    Constraints:
    - (max_pool3d_c1) `data` has 5 dimensions, where its rank is known;
    - (max_pool3d_c2) `pool_size`, `strides` and `dilation` have 3 entries, at least 1 each, and `padding` has 6, at least 0 each;
    - (max_pool3d_c3) the window is not larger than the padded data;
    - (max_pool3d_c4) the element type is not bool.

    ```mlir
    %0 = relax.max_pool3d %x pool_size = [3, 3, 3] strides = [2, 2, 2] padding = [1, 1, 1, 1, 1, 1] : (!relax.tensor<[n, 3, d, h, w], f32>) -> !relax.tensor<[n, 3, (d + 1) floordiv 2, (h + 1) floordiv 2, (w + 1) floordiv 2], f32>
    ```
  }];
}

def Relax_AvgPool1DOp : Relax_AvgPoolOp<"avg_pool1d"> {
  let summary = "Mean of windows over one spatial dimension";
  let description = [{
    Each element of the result is the mean of the elements of the window at its place. Under `count_include_pad` the padding
    counts as zeros; else what lies outside the data does not count. What `ceil_mode` adds behind the padding never counts.
    A window with nothing that counts gives NaN.

    `data` is `[N, C, W]`. The window has `pool_size` points along each spatial dimension, `dilation` apart, and moves by
    `strides`; `padding` has what is added in front of each spatial dimension, then what is added behind each. There are
    `(size + padding - ((pool_size - 1) * dilation + 1)) / stride + 1` places along a dimension, rounded down, or up under
    `ceil_mode`, where a window that would start behind the data is left out.

    Constraints:
    - (avg_pool1d_c1) `data` has 3 dimensions, where its rank is known;
    - (avg_pool1d_c2) `pool_size`, `strides` and `dilation` have 1 entries, at least 1 each, and `padding` has 2, at least 0 each;
    - (avg_pool1d_c3) the window is not larger than the padded data;
    - (avg_pool1d_c4) the element type is a floating-point type.

    ```mlir
    %0 = relax.avg_pool1d %x pool_size = [3] strides = [2] padding = [1, 1] count_include_pad : (!relax.tensor<[n, 3, w], f32>) -> !relax.tensor<[n, 3, (w + 1) floordiv 2], f32>
    ```
  }];
}

def Relax_AvgPool2DOp : Relax_AvgPoolOp<"avg_pool2d"> {
  let summary = "Mean of windows over two spatial dimensions";
  let description = [{
    Each element of the result is the mean of the elements of the window at its place. Under `count_include_pad` the padding
    counts as zeros; else what lies outside the data does not count. What `ceil_mode` adds behind the padding never counts.
    A window with nothing that counts gives NaN.

    `data` is `[N, C, H, W]`. The window has `pool_size` points along each spatial dimension, `dilation` apart, and moves by
    `strides`; `padding` has what is added in front of each spatial dimension, then what is added behind each. There are
    `(size + padding - ((pool_size - 1) * dilation + 1)) / stride + 1` places along a dimension, rounded down, or up under
    `ceil_mode`, where a window that would start behind the data is left out.

    Constraints:
    - (avg_pool2d_c1) `data` has 4 dimensions, where its rank is known;
    - (avg_pool2d_c2) `pool_size`, `strides` and `dilation` have 2 entries, at least 1 each, and `padding` has 4, at least 0 each;
    - (avg_pool2d_c3) the window is not larger than the padded data;
    - (avg_pool2d_c4) the element type is a floating-point type.

    ```mlir
    %0 = relax.avg_pool2d %x pool_size = [3, 3] strides = [2, 2] padding = [1, 1, 1, 1] count_include_pad : (!relax.tensor<[n, 3, h, w], f32>) -> !relax.tensor<[n, 3, (h + 1) floordiv 2, (w + 1) floordiv 2], f32>
    ```
  }];
}

def Relax_AvgPool3DOp : Relax_AvgPoolOp<"avg_pool3d"> {
  let summary = "Mean of windows over three spatial dimensions";
  let description = [{
    Each element of the result is the mean of the elements of the window at its place. Under `count_include_pad` the padding
    counts as zeros; else what lies outside the data does not count. What `ceil_mode` adds behind the padding never counts.
    A window with nothing that counts gives NaN.

    `data` is `[N, C, D, H, W]`. The window has `pool_size` points along each spatial dimension, `dilation` apart, and moves by
    `strides`; `padding` has what is added in front of each spatial dimension, then what is added behind each. There are
    `(size + padding - ((pool_size - 1) * dilation + 1)) / stride + 1` places along a dimension, rounded down, or up under
    `ceil_mode`, where a window that would start behind the data is left out.

    Constraints:
    - (avg_pool3d_c1) `data` has 5 dimensions, where its rank is known;
    - (avg_pool3d_c2) `pool_size`, `strides` and `dilation` have 3 entries, at least 1 each, and `padding` has 6, at least 0 each;
    - (avg_pool3d_c3) the window is not larger than the padded data;
    - (avg_pool3d_c4) the element type is a floating-point type.

    ```mlir
    %0 = relax.avg_pool3d %x pool_size = [3, 3, 3] strides = [2, 2, 2] padding = [1, 1, 1, 1, 1, 1] count_include_pad : (!relax.tensor<[n, 3, d, h, w], f32>) -> !relax.tensor<[n, 3, (d + 1) floordiv 2, (h + 1) floordiv 2, (w + 1) floordiv 2], f32>
    ```
  }];
}

def Relax_AdaptiveMaxPool1DOp : Relax_AdaptivePoolOp<"adaptive_max_pool1d"> {
  let summary = "Maximum of windows that make a given size of one spatial dimension";
  let description = [{
    Element `i` of the result along a dimension is the maximum of the elements from `floor(i * size / output_size)` up to
    `ceil((i + 1) * size / output_size)`, exclusive, of `data`, `[N, C, W]`. Without `output_size` the sizes stay.

    Constraints:
    - (adaptive_max_pool1d_c1) `data` has 3 dimensions, where its rank is known;
    - (adaptive_max_pool1d_c2) `output_size` has 1 entries, at least 1 each;
    - (adaptive_max_pool1d_c3) the element type is not bool.

    ```mlir
    %0 = relax.adaptive_max_pool1d %x output_size = [1] : (!relax.tensor<[n, 3, w], f32>) -> !relax.tensor<[n, 3, 1], f32>
    ```
  }];
}

def Relax_AdaptiveMaxPool2DOp : Relax_AdaptivePoolOp<"adaptive_max_pool2d"> {
  let summary = "Maximum of windows that make a given size of two spatial dimensions";
  let description = [{
    Element `i` of the result along a dimension is the maximum of the elements from `floor(i * size / output_size)` up to
    `ceil((i + 1) * size / output_size)`, exclusive, of `data`, `[N, C, H, W]`. Without `output_size` the sizes stay.

    Constraints:
    - (adaptive_max_pool2d_c1) `data` has 4 dimensions, where its rank is known;
    - (adaptive_max_pool2d_c2) `output_size` has 2 entries, at least 1 each;
    - (adaptive_max_pool2d_c3) the element type is not bool.

    ```mlir
    %0 = relax.adaptive_max_pool2d %x output_size = [1, 1] : (!relax.tensor<[n, 3, h, w], f32>) -> !relax.tensor<[n, 3, 1, 1], f32>
    ```
  }];
}

def Relax_AdaptiveMaxPool3DOp : Relax_AdaptivePoolOp<"adaptive_max_pool3d"> {
  let summary = "Maximum of windows that make a given size of three spatial dimensions";
  let description = [{
    Element `i` of the result along a dimension is the maximum of the elements from `floor(i * size / output_size)` up to
    `ceil((i + 1) * size / output_size)`, exclusive, of `data`, `[N, C, D, H, W]`. Without `output_size` the sizes stay.

    Constraints:
    - (adaptive_max_pool3d_c1) `data` has 5 dimensions, where its rank is known;
    - (adaptive_max_pool3d_c2) `output_size` has 3 entries, at least 1 each;
    - (adaptive_max_pool3d_c3) the element type is not bool.

    ```mlir
    %0 = relax.adaptive_max_pool3d %x output_size = [1, 1, 1] : (!relax.tensor<[n, 3, d, h, w], f32>) -> !relax.tensor<[n, 3, 1, 1, 1], f32>
    ```
  }];
}

def Relax_AdaptiveAvgPool1DOp : Relax_AdaptivePoolOp<"adaptive_avg_pool1d"> {
  let summary = "Mean of windows that make a given size of one spatial dimension";
  let description = [{
    Element `i` of the result along a dimension is the mean of the elements from `floor(i * size / output_size)` up to
    `ceil((i + 1) * size / output_size)`, exclusive, of `data`, `[N, C, W]`. Without `output_size` the sizes stay.

    Constraints:
    - (adaptive_avg_pool1d_c1) `data` has 3 dimensions, where its rank is known;
    - (adaptive_avg_pool1d_c2) `output_size` has 1 entries, at least 1 each;
    - (adaptive_avg_pool1d_c3) the element type is a floating-point type.

    ```mlir
    %0 = relax.adaptive_avg_pool1d %x output_size = [1] : (!relax.tensor<[n, 3, w], f32>) -> !relax.tensor<[n, 3, 1], f32>
    ```
  }];
}

def Relax_AdaptiveAvgPool2DOp : Relax_AdaptivePoolOp<"adaptive_avg_pool2d"> {
  let summary = "Mean of windows that make a given size of two spatial dimensions";
  let description = [{
    Element `i` of the result along a dimension is the mean of the elements from `floor(i * size / output_size)` up to
    `ceil((i + 1) * size / output_size)`, exclusive, of `data`, `[N, C, H, W]`. Without `output_size` the sizes stay.

    Constraints:
    - (adaptive_avg_pool2d_c1) `data` has 4 dimensions, where its rank is known;
    - (adaptive_avg_pool2d_c2) `output_size` has 2 entries, at least 1 each;
    - (adaptive_avg_pool2d_c3) the element type is a floating-point type.

    ```mlir
    %0 = relax.adaptive_avg_pool2d %x output_size = [1, 1] : (!relax.tensor<[n, 3, h, w], f32>) -> !relax.tensor<[n, 3, 1, 1], f32>
    ```
  }];
}

def Relax_AdaptiveAvgPool3DOp : Relax_AdaptivePoolOp<"adaptive_avg_pool3d"> {
  let summary = "Mean of windows that make a given size of three spatial dimensions";
  let description = [{
    Element `i` of the result along a dimension is the mean of the elements from `floor(i * size / output_size)` up to
    `ceil((i + 1) * size / output_size)`, exclusive, of `data`, `[N, C, D, H, W]`. Without `output_size` the sizes stay.

    Constraints:
    - (adaptive_avg_pool3d_c1) `data` has 5 dimensions, where its rank is known;
    - (adaptive_avg_pool3d_c2) `output_size` has 3 entries, at least 1 each;
    - (adaptive_avg_pool3d_c3) the element type is a floating-point type.

    ```mlir
    %0 = relax.adaptive_avg_pool3d %x output_size = [1, 1, 1] : (!relax.tensor<[n, 3, d, h, w], f32>) -> !relax.tensor<[n, 3, 1, 1, 1], f32>
    ```
  }];
}

#endif // DIALECTS_RELAX_OPS_POOLINGOPS_TD

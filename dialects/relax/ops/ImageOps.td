//===- ImageOps.td - operators that sample images -------------------------===//
//
// The elements of the result lie between elements of the operand: at places that follow from sizes, or come in a tensor.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_IMAGEOPS_TD
#define DIALECTS_RELAX_OPS_IMAGEOPS_TD

include "dialects/relax/ops/OperatorBase.td"

def Relax_ResizeOp : Relax_Operator<"resize", [AttrSizedOperandSegments]> {
  let summary = "An image in another size";
  let description = [{
    Interpolates `x` along the dimensions `axes`, which get the sizes `sizes`; all others stay. With two axes this is
    `image.resize2d` of TVM, with three `image.resize3d`.

    The coordinate `o` of the result along an axis of `in` elements that becomes `out` elements is, as a coordinate of `x`:

    - `half_pixel`: `(o + 0.5) / scale - 0.5`;
    - `half_pixel_symmetric`: the same, with the centres of both images on each other;
    - `pytorch_half_pixel`: the same as `half_pixel`, but 0 where `out` is 1;
    - `tf_half_pixel_for_nn`: `(o + 0.5) / scale`;
    - `asymmetric`: `o / scale`;
    - `align_corners`: `o * (in - 1) / (width - 1)`, 0 where `width` is 1;
    - `tf_crop_and_resize`: the same between the places `start * (in - 1)` and `end * (in - 1)`, in their middle where
      `width` is 1.

    `scales` holds the scale of each axis; without it, `scale` is `out / in`. `width` is `scale * in`. `roi` holds the
    `start` of each axis, then the `end` of each; a place outside of `x` has the value `extrapolation_value` then.

    What stands at the coordinate is said by `mode`:

    - `nearest`: the element that `rounding_method` finds: `round_prefer_floor`, `round_prefer_ceil`, `floor`, `ceil`, or
      `simple`, which is `ceil` where the scale is below 1 and else `floor`;
    - `linear`: between the two neighbours along each axis;
    - `cubic`: the convolution of four neighbours with the kernel of Keys of parameter `cubic_alpha` (R. Keys, Cubic
      convolution interpolation for digital image processing, 1981).

    Neighbours outside of `x` are the elements at its margin, or with `exclude_outside` they have no weight. With `antialias`
    the kernel is stretched by the inverse of a scale below 1, and weights are normalized. Elements that are integers are
    computed as floating-point numbers, rounded towards zero and clamped to their type.

    Constraints:
    - (resize_c1) each axis is in `[-rank, rank)`, where the rank is known;
    - (resize_c2) the axes are different;
    - (resize_c3) there are as many sizes as axes;
    - (resize_c4) no size is negative;
    - (resize_c5) `mode`, `coordinates` and `rounding_method` are of those above;
    - (resize_c6) `scales` is a vector of f32 or f64 with an element for each axis;
    - (resize_c7) `roi` is a vector of f32 or f64 with two elements for each axis, given if and only if `coordinates` is
      `tf_crop_and_resize`;
    - (resize_c8) a dimension that gets a size other than 0 is not 0;
    - (resize_c9) the element type is not bool, except in mode `nearest`;
    - (resize_c10) the devices are equal, where given.

    ```mlir
    %0 = relax.resize %x sizes = [%h, %w] axes = [2, 3] mode = "linear" coordinates = "half_pixel" : (!relax.tensor<[n, 3, h, w], f32>, !sym.int<2 * h>, !sym.int<2 * w>) -> !relax.tensor<[n, 3, 2 * h, 2 * w], f32>
    %1 = relax.resize %y sizes = [%h] scales = %s axes = [0] mode = "cubic" coordinates = "asymmetric" {antialias} : (!relax.tensor<[5], f32>, !sym.int<4>, !relax.tensor<[1], f32>) -> !relax.tensor<[4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Variadic<Relax_SymInt>:$sizes, Optional<Relax_Tensor>:$scales,
                       Optional<Relax_Tensor>:$roi, DenseI64ArrayAttr:$axes, StrAttr:$mode, StrAttr:$coordinates,
                       DefaultValuedStrAttr<StrAttr, "round_prefer_floor">:$rounding_method,
                       DefaultValuedAttr<F64Attr, "-0.75">:$cubic_alpha,
                       DefaultValuedAttr<F64Attr, "0.0">:$extrapolation_value, UnitAttr:$exclude_outside,
                       UnitAttr:$antialias);
  let assemblyFormat = [{
    $x `sizes` `=` `[` $sizes `]` (`scales` `=` $scales^)? (`roi` `=` $roi^)? `axes` `=` $axes `mode` `=` $mode
    `coordinates` `=` $coordinates attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_GridSampleOp : Relax_Operator<"grid_sample"> {
  let summary = "An image at given places";
  let description = [{
    `x` is `[N, C, spatial dimensions]` and `grid` is `[N, output dimensions, spatial rank]`: for each point of the result a
    place in the image of the same batch, its last spatial dimension first. Coordinates -1 and 1 are the middles of the first
    and the last element with `align_corners`, else their outer edges.

    `mode` is `nearest` (halves to the even element), `linear` or `cubic` (Keys' kernel with parameter -0.75). `padding_mode`
    says what lies outside of the image: `zeros`, `border` (the nearest element) or `reflection` (the image mirrored at the
    places of -1 and 1).

    Constraints:
    - (grid_sample_c1) the element type is a floating-point type, and that of both operands;
    - (grid_sample_c2) the rank of `x` is at least 3, and `grid` has the same rank;
    - (grid_sample_c3) the last dimension of `grid` is the number of spatial dimensions;
    - (grid_sample_c4) the batches are equal;
    - (grid_sample_c5) `mode` is `nearest`, `linear` or `cubic`;
    - (grid_sample_c6) `padding_mode` is `zeros`, `border` or `reflection`;
    - (grid_sample_c7) in mode `cubic` there are at most two spatial dimensions;
    - (grid_sample_c8) no spatial dimension is 0;
    - (grid_sample_c9) the devices are equal, where given.

    ```mlir
    %0 = relax.grid_sample %x, %grid mode = "linear" padding_mode = "zeros" : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[n, 8, 9, 2], f32>) -> !relax.tensor<[n, 3, 8, 9], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$grid, StrAttr:$mode, StrAttr:$padding_mode,
                       UnitAttr:$align_corners);
  let assemblyFormat = [{
    $x `,` $grid `mode` `=` $mode `padding_mode` `=` $padding_mode (`align_corners` $align_corners^)? attr-dict `:`
    functional-type(operands, results)
  }];
}

def Relax_AffineGridOp : Relax_Operator<"affine_grid"> {
  let summary = "The places of an image under affine maps";
  let description = [{
    For each matrix `[r, r + 1]` of `theta` and each point of a grid with `size` points along its `r` dimensions: the matrix
    times the coordinates of the point and 1, as `relax.grid_sample` takes it. The coordinates of a grid run from -1 to 1,
    which are the middles of its first and last point with `align_corners`, else their outer edges; along a dimension of one
    point they are 0. The last dimension comes first.

    Constraints:
    - (affine_grid_c1) the element type is a floating-point type;
    - (affine_grid_c2) `theta` is `[N, r, r + 1]` for `r` sizes;
    - (affine_grid_c3) there is at least one size, and none is negative.

    ```mlir
    %0 = relax.affine_grid %theta size = [%h, %w] : (!relax.tensor<[n, 2, 3], f32>, !sym.int<8>, !sym.int<m>) -> !relax.tensor<[n, 8, m, 2], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$theta, Variadic<Relax_SymInt>:$size, UnitAttr:$align_corners);
  let assemblyFormat = [{
    $theta `size` `=` `[` $size `]` (`align_corners` $align_corners^)? attr-dict `:` functional-type(operands, results)
  }];
}

#endif // DIALECTS_RELAX_OPS_IMAGEOPS_TD

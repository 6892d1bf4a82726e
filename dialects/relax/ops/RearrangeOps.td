//===- RearrangeOps.td - operators that arrange anew ----------------------===//
//
// The elements of the result are elements of the operands, at places that follow from shapes and integers.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_REARRANGEOPS_TD
#define DIALECTS_RELAX_OPS_REARRANGEOPS_TD

include "dialects/relax/RelaxInterfaces.td"
include "dialects/relax/ops/OperatorBase.td"

def Relax_ExpandDimsOp : Relax_Operator<"expand_dims", [DeclareOpInterfaceMethods<AliasingOpInterface>]> {
  let summary = "New dimensions of size 1";
  let description = [{
    Inserts dimensions of size 1 such that they are the dimensions `axis` of the result, which may be a view of `x`.

    Constraints:
    - (expand_dims_c1) each axis is in `[-rank, rank)` for the rank of the result, where it is known;
    - (expand_dims_c2) the axes are different.

    ```mlir
    %0 = relax.expand_dims %x axis = [0, -1] : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[1, n, 4, 1], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, DenseI64ArrayAttr:$axis);
  let assemblyFormat = "$x `axis` `=` $axis attr-dict `:` functional-type(operands, results)";
}

def Relax_SqueezeOp : Relax_Operator<"squeeze", [DeclareOpInterfaceMethods<AliasingOpInterface>]> {
  let summary = "Without some dimensions of size 1";
  let description = [{
    Removes the dimensions `axis`, which have size 1; without `axis` all that have. The result may be a view of `x`.

    Constraints:
    - (squeeze_c1) each axis is in `[-rank, rank)`, where the rank is known;
    - (squeeze_c2) the axes are different;
    - (squeeze_c3) the dimensions `axis` are 1.

    ```mlir
    %0 = relax.squeeze %x axis = [0] : (!relax.tensor<[1, n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, OptionalAttr<DenseI64ArrayAttr>:$axis);
  let assemblyFormat = "$x (`axis` `=` $axis^)? attr-dict `:` functional-type(operands, results)";
}

def Relax_StackOp : Relax_Operator<"stack"> {
  let summary = "Tensors side by side along a new axis";
  let description = [{
    Slice `i` of the result along its dimension `axis` is operand `i`.

    Constraints:
    - (stack_c1) there is at least one tensor;
    - (stack_c2) the ranks are equal, where known;
    - (stack_c3) `axis` is in `[-rank, rank)` for the rank of the result, where it is known;
    - (stack_c4) the shapes are equal;
    - (stack_c5) the element types are equal;
    - (stack_c6) the devices are equal, where given.

    ```mlir
    %0 = relax.stack %x, %y axis = 1 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 2, 4], f32>
    ```
  }];
  let arguments = (ins Variadic<Relax_Tensor>:$tensors, Relax_AxisAttr:$axis);
  let assemblyFormat = "$tensors `axis` `=` $axis attr-dict `:` functional-type(operands, results)";
}

def Relax_SplitOp : Relax_MultiResultOperator<"split"> {
  let summary = "Parts of a tensor along an axis";
  let description = [{
    Cuts `x` along dimension `axis` into parts of the given sizes, one result for each.

    Constraints:
    - (split_c1) there is at least one size;
    - (split_c2) `axis` is in `[-rank, rank)`, where the rank is known;
    - (split_c3) no size is negative;
    - (split_c4) the sum of the sizes is the dimension `axis`;
    - (split_c5) there are as many results as sizes.

    ```mlir
    %0:2 = relax.split %x sizes = [%a, %b] axis = 0 : (!relax.tensor<[n + 2, 4], f32>, !sym.int<n>, !sym.int<2>) -> (!relax.tensor<[n, 4], f32>, !relax.tensor<[2, 4], f32>)
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Variadic<Relax_SymInt>:$sizes, Relax_AxisAttr:$axis);
  let results = (outs Variadic<Relax_Tensor>:$parts);
  let assemblyFormat = [{
    $x `sizes` `=` `[` $sizes `]` `axis` `=` $axis attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_FlipOp : Relax_Operator<"flip"> {
  let summary = "Elements in reverse order along an axis";
  let description = [{
    Reverses the order of the elements along dimension `axis`.

    Constraints:
    - (flip_c1) `axis` is in `[-rank, rank)`, where the rank is known.

    ```mlir
    %0 = relax.flip %x axis = 0 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_AxisAttr:$axis);
  let assemblyFormat = "$x `axis` `=` $axis attr-dict `:` functional-type(operands, results)";
  let hasFolder = 1;
}

def Relax_RepeatOp : Relax_Operator<"repeat"> {
  let summary = "Each element several times in a row";
  let description = [{
    Repeats each element along dimension `axis`; without `axis` along the only dimension.

    Constraints:
    - (repeat_c1) `axis` is in `[-rank, rank)`, where the rank is known;
    - (repeat_c2) without `axis` the rank is 1, where it is known;
    - (repeat_c3) `repeats` is not negative;
    - (repeat_c4) the size of the result is within the limits of symbolic expressions.

    ```mlir
    %0 = relax.repeat %x repeats = %r axis = 1 : (!relax.tensor<[n, 4], f32>, !sym.int<3>) -> !relax.tensor<[n, 12], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_SymInt:$repeats, OptionalAttr<Relax_AxisAttr>:$axis);
  let assemblyFormat = [{
    $x `repeats` `=` $repeats (`axis` `=` $axis^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_TileOp : Relax_Operator<"tile"> {
  let summary = "The whole tensor several times along each axis";
  let description = [{
    Repeats `x` as a whole. Dimensions and `repeats` are aligned at the end; where one has fewer entries, 1 is put in front.

    Constraints:
    - (tile_c1) no entry of `repeats` is negative;
    - (tile_c2) the sizes of the result are within the limits of symbolic expressions.

    ```mlir
    %0 = relax.tile %x repeats = [%r, %s] : (!relax.tensor<[n, 4], f32>, !sym.int<m>, !sym.int<2>) -> !relax.tensor<[m * n, 8], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Variadic<Relax_SymInt>:$repeats);
  let assemblyFormat = "$x `repeats` `=` `[` $repeats `]` attr-dict `:` functional-type(operands, results)";
}

def Relax_PadOp : Relax_Operator<"pad", [AttrSizedOperandSegments]> {
  let summary = "A tensor with a margin";
  let description = [{
    Adds elements before and after `x` along each dimension: `pad_width` holds, for each dimension, how many before and how
    many after. A negative width removes elements. What the margin holds is said by `mode`:

    - `constant`: `pad_value`, a tensor of rank 0, or zero;
    - `reflect`: `x` mirrored at its first and last element, which are not repeated;
    - `edge`: the nearest element of `x`;
    - `circular`: `x` continued periodically.

    Constraints:
    - (pad_c1) `mode` is `constant`, `reflect`, `edge` or `circular`;
    - (pad_c2) `pad_width` has two entries for each dimension of `x`, where the rank is known;
    - (pad_c3) `pad_value` has rank 0 and the element type of `x`;
    - (pad_c4) `pad_value` is given in mode `constant` only;
    - (pad_c5) no size of the result is negative;
    - (pad_c6) in other modes than `constant`, a dimension with a margin is not 0;
    - (pad_c7) the devices are equal, where given.

    ```mlir
    %0 = relax.pad %x value = %v widths = [%z, %a, %a, %a] mode = "constant" : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], f32>, !sym.int<0>, !sym.int<1>, !sym.int<1>, !sym.int<1>) -> !relax.tensor<[n + 1, 6], f32>
    %1 = relax.pad %y widths = [%a, %a] mode = "reflect" : (!relax.tensor<[4], f32>, !sym.int<1>, !sym.int<1>) -> !relax.tensor<[6], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Optional<Relax_Tensor>:$pad_value, Variadic<Relax_SymInt>:$pad_width,
                       StrAttr:$mode);
  let assemblyFormat = [{
    $x (`value` `=` $pad_value^)? `widths` `=` `[` $pad_width `]` `mode` `=` $mode attr-dict `:`
    functional-type(operands, results)
  }];
}

def Relax_OneHotOp : Relax_Operator<"one_hot"> {
  let summary = "A vector for each index that is marked at one place";
  let description = [{
    Inserts a dimension of size `depth` as dimension `axis` of the result; along it, the element at the index is `on_value`
    and all others are `off_value`. A negative index counts from the end; for one that is outside there is no mark.

    Constraints:
    - (one_hot_c1) the element type of `indices` is an integer type other than bool;
    - (one_hot_c2) `on_value` and `off_value` have rank 0 and equal element types;
    - (one_hot_c3) `axis` is in `[-rank, rank)` for the rank of the result, where it is known;
    - (one_hot_c4) `depth` is not negative;
    - (one_hot_c5) the devices are equal, where given.

    ```mlir
    %0 = relax.one_hot %i, %on, %off depth = %d axis = -1 : (!relax.tensor<[n], i64>, !relax.tensor<[], f32>, !relax.tensor<[], f32>, !sym.int<10>) -> !relax.tensor<[n, 10], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$indices, Relax_Tensor:$on_value, Relax_Tensor:$off_value, Relax_SymInt:$depth,
                       Relax_AxisAttr:$axis);
  let assemblyFormat = [{
    $indices `,` $on_value `,` $off_value `depth` `=` $depth `axis` `=` $axis attr-dict `:`
    functional-type(operands, results)
  }];
}

def Relax_MeshgridOp : Relax_MultiResultOperator<"meshgrid"> {
  let summary = "The coordinates of a grid";
  let description = [{
    Result `i` holds, for each point of the grid that the operands span, its coordinate from operand `i`. With `indexing`
    `ij` the dimensions of the results are in the order of the operands, with `xy` the first two are swapped.

    Constraints:
    - (meshgrid_c1) there is at least one tensor;
    - (meshgrid_c2) the rank of each is 1, where known;
    - (meshgrid_c3) `indexing` is `ij` or `xy`;
    - (meshgrid_c4) the element types are equal;
    - (meshgrid_c5) the devices are equal, where given.

    ```mlir
    %0:2 = relax.meshgrid %x, %y indexing = "ij" : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> (!relax.tensor<[n, m], f32>, !relax.tensor<[n, m], f32>)
    ```
  }];
  let arguments = (ins Variadic<Relax_Tensor>:$tensors, StrAttr:$indexing);
  let results = (outs Variadic<Relax_Tensor>:$grids);
  let assemblyFormat = "$tensors `indexing` `=` $indexing attr-dict `:` functional-type(operands, results)";
}

def Relax_ReverseSequenceOp : Relax_Operator<"reverse_sequence"> {
  let summary = "The first elements of each sequence in reverse order";
  let description = [{
    For each index `b` of dimension `batch_axis`, the first `lengths[b]` elements along dimension `seq_axis` are reversed. A
    length outside of the dimension is taken to the nearest possible one.

    Constraints:
    - (reverse_sequence_c1) the element type of `lengths` is an integer type other than bool;
    - (reverse_sequence_c2) both axes are in `[-rank, rank)`, where the rank is known;
    - (reverse_sequence_c3) the axes are different;
    - (reverse_sequence_c4) the shape of `lengths` is that of `x` in dimension `batch_axis`;
    - (reverse_sequence_c5) the devices are equal, where given.

    ```mlir
    %0 = relax.reverse_sequence %x, %l batch_axis = 1 seq_axis = 0 : (!relax.tensor<[t, n, 4], f32>, !relax.tensor<[n], i64>) -> !relax.tensor<[t, n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$lengths, Relax_AxisAttr:$batch_axis, Relax_AxisAttr:$seq_axis);
  let assemblyFormat = [{
    $x `,` $lengths `batch_axis` `=` $batch_axis `seq_axis` `=` $seq_axis attr-dict `:`
    functional-type(operands, results)
  }];
}

def Relax_PixelShuffleOp : Relax_Operator<"pixel_shuffle"> {
  let summary = "Channels as blocks of pixels";
  let description = [{
    Makes of each `factor * factor` channels one of `factor` times the height and width: element `[c, y, x]` of the result is
    element `[(c * factor + y mod factor) * factor + x mod factor, y floordiv factor, x floordiv factor]`. Channels, height
    and width are the last three dimensions.

    Constraints:
    - (pixel_shuffle_c1) `factor` is at least 1;
    - (pixel_shuffle_c2) the rank of `x` is at least 3, where known;
    - (pixel_shuffle_c3) the number of channels is divisible by `factor * factor`.

    ```mlir
    %0 = relax.pixel_shuffle %x factor = 2 : (!relax.tensor<[n, 12, h, w], f32>) -> !relax.tensor<[n, 3, 2 * h, 2 * w], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, I64Attr:$factor);
  let assemblyFormat = "$x `factor` `=` $factor attr-dict `:` functional-type(operands, results)";
}

def Relax_BatchFlattenOp : Relax_Operator<"batch_flatten"> {
  let summary = "All dimensions but the first as one";
  let description = [{
    Gives the elements of `x`, in row-major order, the shape of the first dimension and the product of all others.

    Constraints:
    - (batch_flatten_c1) the rank of `x` is at least 1, where known.

    ```mlir
    %0 = relax.batch_flatten %x : (!relax.tensor<[n, 3, 4], f32>) -> !relax.tensor<[n, 12], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x);
  let assemblyFormat = "$x attr-dict `:` functional-type(operands, results)";
}

def Relax_LayoutTransformOp : Relax_Operator<"layout_transform"> {
  let summary = "The elements in another layout, given by an index map";
  let description = [{
    The element of `x` at the indices `d0, d1, ...` becomes that of the result at the indices that `index_map` makes of them.
    A layout cuts dimensions into parts with `floordiv` and `mod`, puts the parts into another order, and may join neighbours
    as in `d0 * 8 + d1`.

    A dimension that is cut into tiles has to be a multiple of the tile: `n` becomes `n floordiv 4` tiles of 4. With
    `pad_value`, a tensor of rank 0, it may have any size: `n` becomes `n ceildiv 4` tiles of 4, and places that no
    element goes to hold the value. A dimension whose parts are all below a `mod`, such as `d0 mod 4` alone, has the one size
    that these parts make together; one that the map does not mention has size 1.

    Constraints:
    - (layout_transform_c1) `index_map` has a dimension for each of `x`, where the rank is known, and no symbols;
    - (layout_transform_c2) its results are sums of dimensions under `floordiv` and `mod` by positive constants, times
      positive constants;
    - (layout_transform_c3) it uses every part of every dimension once: no two elements go to one place;
    - (layout_transform_c4) the factor of a part in a result is the number of places below it;
    - (layout_transform_c5) without `pad_value`, dimensions are divisible by their tiles;
    - (layout_transform_c6) a dimension of which all parts are below a `mod` has their size;
    - (layout_transform_c7) `pad_value` has rank 0 and the element type of `x`;
    - (layout_transform_c8) the devices are equal, where given.

    ```mlir
    %0 = relax.layout_transform %x index_map = affine_map<(d0, d1) -> (d0 floordiv 4, d1, d0 mod 4)> : (!relax.tensor<[4 * n, 8], f32>) -> !relax.tensor<[n, 8, 4], f32>
    %1 = relax.layout_transform %y value = %v index_map = affine_map<(d0) -> (d0 floordiv 4, d0 mod 4)> : (!relax.tensor<[n], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n ceildiv 4, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Optional<Relax_Tensor>:$pad_value, AffineMapAttr:$index_map);
  let assemblyFormat = [{
    $x (`value` `=` $pad_value^)? `index_map` `=` $index_map attr-dict `:` functional-type(operands, results)
  }];
}

#endif // DIALECTS_RELAX_OPS_REARRANGEOPS_TD

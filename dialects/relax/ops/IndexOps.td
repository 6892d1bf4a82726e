//===- IndexOps.td - operators that pick elements -------------------------===//
//
// Which elements are read or written depends on integers, or on the elements of a tensor.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_INDEXOPS_TD
#define DIALECTS_RELAX_OPS_INDEXOPS_TD

include "dialects/relax/ops/OperatorBase.td"

def Relax_TakeOp : Relax_Operator<"take"> {
  let summary = "Slices along an axis, chosen by a tensor of indices";
  let description = [{
    The dimension `axis` of `x` is replaced by the dimensions of `indices`. A negative index counts from the end; one that
    is outside even so ends the call with an error. Without `axis`, `x` has one dimension.

    Constraints:
    - (take_c1) the element type of `indices` is an integer type other than bool;
    - (take_c2) `axis` is in `[-rank, rank)`, where the rank is known;
    - (take_c3) without `axis` the rank of `x` is 1, where it is known;
    - (take_c4) the dimension `axis` is not 0, unless there are no indices;
    - (take_c5) the devices are equal, where given.

    ```mlir
    %0 = relax.take %x, %i axis = 0 : (!relax.tensor<[v, 8], f32>, !relax.tensor<[n], i64>) -> !relax.tensor<[n, 8], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$indices, OptionalAttr<Relax_AxisAttr>:$axis);
  let assemblyFormat = "$x `,` $indices (`axis` `=` $axis^)? attr-dict `:` functional-type(operands, results)";
}

def Relax_StridedSliceOp : Relax_Operator<"strided_slice", [AttrSizedOperandSegments]> {
  let summary = "Every so many-th element between two positions, along some axes";
  let description = [{
    Selects along dimension `axes[i]` what `[begin[i]:end[i]:strides[i]]` selects in NumPy: negative positions count from
    the end, and positions outside are clamped. A stride may be negative. Without `strides` all are 1.

    Constraints:
    - (strided_slice_c1) `begin`, `end` and, where given, `strides` have as many entries as `axes`;
    - (strided_slice_c2) each axis is in `[-rank, rank)`, where the rank is known;
    - (strided_slice_c3) the axes are different;
    - (strided_slice_c4) no stride is 0;
    - (strided_slice_c5) the sizes of the result are within the limits of symbolic expressions.

    ```mlir
    %0 = relax.strided_slice %x begin = [%b] end = [%e] axes = [0] : (!relax.tensor<[n, 8], f32>, !sym.int<1>, !sym.int<9223372036854775807>) -> !relax.tensor<[max(n - 1, 0), 8], f32>
    %1 = relax.strided_slice %x begin = [%b] end = [%e] strides = [%s] axes = [1] : (!relax.tensor<[n, 8], f32>, !sym.int<-1>, !sym.int<0>, !sym.int<-2>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Variadic<Relax_SymInt>:$begin, Variadic<Relax_SymInt>:$end,
                       Variadic<Relax_SymInt>:$strides, DenseI64ArrayAttr:$axes);
  let assemblyFormat = [{
    $x `begin` `=` `[` $begin `]` `end` `=` `[` $end `]` (`strides` `=` `[` $strides^ `]`)? `axes` `=` $axes attr-dict
    `:` functional-type(operands, results)
  }];
}

def Relax_GatherElementsOp : Relax_Operator<"gather_elements"> {
  let summary = "Elements chosen one by one along an axis";
  let description = [{
    Each element of the result is the element of `x` at the same place, except that its index along `axis` is the element
    of `indices` there. A negative index counts from the end; one that is outside even so ends the call with an error.

    Constraints:
    - (gather_elements_c1) the element type of `indices` is an integer type other than bool;
    - (gather_elements_c2) the ranks are equal, where known;
    - (gather_elements_c3) `axis` is in `[-rank, rank)`, where the rank is known;
    - (gather_elements_c4) the other dimensions of `indices` are at most those of `x`;
    - (gather_elements_c5) the dimension `axis` of `x` is not 0, unless there are no indices;
    - (gather_elements_c6) the devices are equal, where given.

    ```mlir
    %0 = relax.gather_elements %x, %i axis = 1 : (!relax.tensor<[n, 8], f32>, !relax.tensor<[n, k], i64>) -> !relax.tensor<[n, k], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$indices, Relax_AxisAttr:$axis);
  let assemblyFormat = "$x `,` $indices `axis` `=` $axis attr-dict `:` functional-type(operands, results)";
}

def Relax_GatherNDOp : Relax_Operator<"gather_nd"> {
  let summary = "Slices chosen by tuples of indices";
  let description = [{
    The last dimension of `indices` holds tuples; each picks the slice of `x` at these indices of the dimensions that follow
    the first `batch_dims`, which `x` and `indices` have in common. Indices outside are treated as by `relax.take`.

    Constraints:
    - (gather_nd_c1) the element type of `indices` is an integer type other than bool;
    - (gather_nd_c2) `batch_dims` is not negative and less than both ranks, where known;
    - (gather_nd_c3) the last dimension of `indices` is a constant, at most the rank of `x` less `batch_dims`;
    - (gather_nd_c4) the first `batch_dims` dimensions are equal;
    - (gather_nd_c5) the dimensions that are indexed are not 0, unless there are no indices;
    - (gather_nd_c6) the devices are equal, where given.

    ```mlir
    %0 = relax.gather_nd %x, %i batch_dims = 0 : (!relax.tensor<[n, m, 8], f32>, !relax.tensor<[k, 2], i64>) -> !relax.tensor<[k, 8], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$indices, Relax_AxisAttr:$batch_dims);
  let assemblyFormat = "$x `,` $indices `batch_dims` `=` $batch_dims attr-dict `:` functional-type(operands, results)";
}

def Relax_ScatterElementsOp : Relax_Operator<"scatter_elements"> {
  let summary = "A copy of a tensor with elements replaced one by one along an axis";
  let description = [{
    Starts from `x`; each element of `updates` goes to the same place, except that its index along `axis` is the element of
    `indices` there. `reduction` says what happens: `none` replaces, `add`, `mul`, `min` and `max` combine with what is
    there; updates of one place come in order. A negative index counts from the end; one that is outside even so
    ends the call with an error.

    Constraints:
    - (scatter_elements_c1) the element type of `indices` is an integer type other than bool;
    - (scatter_elements_c2) the ranks are equal, where known;
    - (scatter_elements_c3) `axis` is in `[-rank, rank)`, where the rank is known;
    - (scatter_elements_c4) `indices` and `updates` have equal shapes;
    - (scatter_elements_c5) the other dimensions of `indices` are at most those of `x`;
    - (scatter_elements_c6) the dimension `axis` of `x` is not 0, unless there are no indices;
    - (scatter_elements_c7) `reduction` is `none`, `add`, `mul`, `min` or `max`;
    - (scatter_elements_c8) the element types of `x` and `updates` are equal;
    - (scatter_elements_c9) the devices are equal, where given.

    ```mlir
    %0 = relax.scatter_elements %x, %i, %u axis = 0 reduction = "add" : (!relax.tensor<[n, 8], f32>, !relax.tensor<[k, 8], i64>, !relax.tensor<[k, 8], f32>) -> !relax.tensor<[n, 8], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$indices, Relax_Tensor:$updates, Relax_AxisAttr:$axis,
                       StrAttr:$reduction);
  let assemblyFormat = [{
    $x `,` $indices `,` $updates `axis` `=` $axis `reduction` `=` $reduction attr-dict `:`
    functional-type(operands, results)
  }];
}

def Relax_ScatterNDOp : Relax_Operator<"scatter_nd"> {
  let summary = "A copy of a tensor with slices replaced";
  let description = [{
    Starts from `x`; the last dimension of `indices` holds tuples, and the slice of `x` at each is replaced by, or combined
    with, a slice of `updates`, in order. `reduction` and indices outside are as in `relax.scatter_elements`.

    Constraints:
    - (scatter_nd_c1) the element type of `indices` is an integer type other than bool;
    - (scatter_nd_c2) the rank of `indices` is at least 1;
    - (scatter_nd_c3) the last dimension of `indices` is a constant, at most the rank of `x`;
    - (scatter_nd_c4) the shape of `updates` is that of `indices` without the last dimension, followed by the dimensions of
      `x` that no index belongs to;
    - (scatter_nd_c5) the dimensions that are indexed are not 0, unless there are no indices;
    - (scatter_nd_c6) `reduction` is `none`, `add`, `mul`, `min` or `max`;
    - (scatter_nd_c7) the element types of `x` and `updates` are equal;
    - (scatter_nd_c8) the devices are equal, where given.

    ```mlir
    %0 = relax.scatter_nd %x, %i, %u reduction = "none" : (!relax.tensor<[n, 8], f32>, !relax.tensor<[k, 1], i64>, !relax.tensor<[k, 8], f32>) -> !relax.tensor<[n, 8], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$indices, Relax_Tensor:$updates, StrAttr:$reduction);
  let assemblyFormat = [{
    $x `,` $indices `,` $updates `reduction` `=` $reduction attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_IndexTensorOp : Relax_Operator<"index_tensor"> {
  let summary = "Elements chosen by one tensor of indices for each of the first dimensions";
  let description = [{
    What `x[i0, i1, ...]` is in NumPy for tensors of integers: they are broadcast against each other, and each place of their
    common shape picks the slice of `x` at these indices of its first dimensions. Indices outside are treated as by
    `relax.take`.

    Constraints:
    - (index_tensor_c1) there is at least one tensor of indices, and at most as many as `x` has dimensions;
    - (index_tensor_c2) their element types are integer types other than bool;
    - (index_tensor_c3) their shapes broadcast;
    - (index_tensor_c4) the dimensions that are indexed are not 0, unless there are no indices;
    - (index_tensor_c5) the devices are equal, where given.

    ```mlir
    %0 = relax.index_tensor %x indices = [%i, %j] : (!relax.tensor<[n, m, 8], f32>, !relax.tensor<[k, 1], i64>, !relax.tensor<[3], i64>) -> !relax.tensor<[k, 3, 8], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Variadic<Relax_Tensor>:$indices);
  let assemblyFormat = "$x `indices` `=` `[` $indices `]` attr-dict `:` functional-type(operands, results)";
}

def Relax_IndexPutOp : Relax_Operator<"index_put"> {
  let summary = "A copy of a tensor with values at places that tensors of indices choose";
  let description = [{
    Starts from `x` and writes `values`, broadcast to the shape of `relax.index_tensor` of the same indices, to the
    places that it reads, in row-major order; with `accumulate` adds them to what is there.

    Constraints:
    - (index_put_c1) the constraints of `relax.index_tensor` hold;
    - (index_put_c2) the element types of `x` and `values` are equal;
    - (index_put_c3) `values` broadcasts to the shape of what the indices choose;
    - (index_put_c4) the devices are equal, where given.

    ```mlir
    %0 = relax.index_put %x, %v indices = [%i] accumulate : (!relax.tensor<[n, 8], f32>, !relax.tensor<[8], f32>, !relax.tensor<[k], i64>) -> !relax.tensor<[n, 8], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$values, Variadic<Relax_Tensor>:$indices, UnitAttr:$accumulate);
  let assemblyFormat = [{
    $x `,` $values `indices` `=` `[` $indices `]` (`accumulate` $accumulate^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_SliceScatterOp : Relax_Operator<"slice_scatter"> {
  let summary = "A copy of a tensor with a slice replaced";
  let description = [{
    Starts from `x` and replaces what `relax.strided_slice` with `begin`, `end` and `stride` along `axis` would select by
    `src`.

    Constraints:
    - (slice_scatter_c1) `axis` is in `[-rank, rank)`, where the rank is known;
    - (slice_scatter_c2) the stride is at least 1;
    - (slice_scatter_c3) the shape of `src` is that of the slice;
    - (slice_scatter_c4) the element types are equal;
    - (slice_scatter_c5) the devices are equal, where given.

    ```mlir
    %0 = relax.slice_scatter %x, %y begin = %b end = %e stride = %s axis = 0 : (!relax.tensor<[n, 8], f32>, !relax.tensor<[min(n, 4), 8], f32>, !sym.int<0>, !sym.int<4>, !sym.int<1>) -> !relax.tensor<[n, 8], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$src, Relax_SymInt:$begin, Relax_SymInt:$end, Relax_SymInt:$stride,
                       Relax_AxisAttr:$axis);
  let assemblyFormat = [{
    $x `,` $src `begin` `=` $begin `end` `=` $end `stride` `=` $stride `axis` `=` $axis attr-dict `:`
    functional-type(operands, results)
  }];
}

def Relax_BucketizeOp : Relax_Operator<"bucketize"> {
  let summary = "In which interval of sorted boundaries each element is";
  let description = [{
    The number of boundaries less than an element, or with `right` the number of those not greater. `boundaries` are in
    ascending order; if they are not, the result is some number of them. A boundary that is compared with NaN counts as not
    less and not greater.

    Constraints:
    - (bucketize_c1) `boundaries` has 1 dimension;
    - (bucketize_c2) the element types are equal, and not bool;
    - (bucketize_c3) `dtype` is i32 or i64;
    - (bucketize_c4) the devices are equal, where given.

    ```mlir
    %0 = relax.bucketize %x, %b dtype = i64 right : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n, 4], i64>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$boundaries, TypeAttr:$dtype, UnitAttr:$right);
  let assemblyFormat = [{
    $x `,` $boundaries `dtype` `=` $dtype (`right` $right^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_WhereOp : Relax_Operator<"where"> {
  let summary = "Elements of one tensor or another, chosen by a third";
  let description = [{
    Each element is that of `x` where `condition` is true and that of `y` where not. The shapes of all three are broadcast.

    Constraints:
    - (where_c1) the element type of `condition` is bool;
    - (where_c2) the shapes broadcast;
    - (where_c3) the element types of `x` and `y` are equal;
    - (where_c4) the devices are equal, where given.

    ```mlir
    %0 = relax.where %c, %x, %y : (!relax.tensor<[n, 1], i1>, !relax.tensor<[8], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 8], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$condition, Relax_Tensor:$x, Relax_Tensor:$y);
  let assemblyFormat = "$condition `,` $x `,` $y attr-dict `:` functional-type(operands, results)";
  let hasFolder = 1;
}

#endif // DIALECTS_RELAX_OPS_INDEXOPS_TD

//===- SortingOps.td - operators that order and pick ---------------------------===//
//
// Orders elements, and picks some of them. How many often depends on the values.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_SORTINGOPS_TD
#define DIALECTS_RELAX_OPS_SORTINGOPS_TD

include "dialects/relax/ops/OperatorBase.td"

def Relax_SortOp : Relax_Operator<"sort"> {
  let summary = "Elements in order along an axis";
  let description = [{
    Sorts the elements along `axis`, the smallest first, or the largest with `descending`. NaN counts as larger than
    everything. The sort is stable.

    Constraints:
    - (sort_c1) `axis` is in `[-rank, rank)`, where the rank is known.

    ```mlir
    %0 = relax.sort %x axis = -1 descending : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_AxisAttr:$axis, UnitAttr:$descending);
  let assemblyFormat = [{
    $x `axis` `=` $axis (`descending` $descending^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_ArgsortOp : Relax_Operator<"argsort"> {
  let summary = "The order of elements along an axis";
  let description = [{
    The positions along `axis` of the elements in the order that `relax.sort` puts them in.

    Constraints:
    - (argsort_c1) `axis` is in `[-rank, rank)`, where the rank is known;
    - (argsort_c2) `dtype` is i32 or i64.

    ```mlir
    %0 = relax.argsort %x axis = 0 dtype = i64 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], i64>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_AxisAttr:$axis, UnitAttr:$descending, TypeAttr:$dtype);
  let assemblyFormat = [{
    $x `axis` `=` $axis (`descending` $descending^)? `dtype` `=` $dtype attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_TopkOp : Relax_MultiResultOperator<"topk"> {
  let summary = "The k largest elements along an axis";
  let description = [{
    The `k` largest elements along `axis`, the largest first, or the smallest with `smallest`, and their positions. Of equal
    ones the first come first. NaN counts as larger than everything.

    Constraints:
    - (topk_c1) `axis` is in `[-rank, rank)`, where the rank is known;
    - (topk_c2) `dtype`, the element type of the positions, is i32 or i64;
    - (topk_c3) `k` is not negative and not larger than the dimension of `axis`; the run time checks what is not constant.

    ```mlir
    %0:2 = relax.topk %x, %k axis = -1 dtype = i64 : (!relax.tensor<[n, 8], f32>, !sym.int<k>) -> (!relax.tensor<[n, k], f32>, !relax.tensor<[n, k], i64>)
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_SymInt:$k, Relax_AxisAttr:$axis, UnitAttr:$smallest, TypeAttr:$dtype);
  let results = (outs Relax_Tensor:$values, Relax_Tensor:$indices);
  let assemblyFormat = [{
    $x `,` $k `axis` `=` $axis (`smallest` $smallest^)? `dtype` `=` $dtype attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_UniqueOp : Relax_MultiResultOperator<"unique"> {
  let summary = "The different elements, and where they are";
  let description = [{
    The different elements in row-major order of their first occurrence, or in ascending order with `sorted`; with `axis`,
    the different slices along it (in lexicographic order with `sorted`). All NaN are equal here. The other results are,
    in i64: for each of them the position of its first occurrence; for each element (slice) of the operand, its position among
    the different ones; and how often each occurs. Without `axis` positions are those in row-major order.

    Constraints:
    - (unique_c1) `axis` is in `[-rank, rank)`, where the rank is known.

    ```mlir
    %0:4 = relax.unique %x sorted : (!relax.tensor<[n, 4], f32>) -> (!relax.tensor<[?], f32>, !relax.tensor<[?], i64>, !relax.tensor<[4 * n], i64>, !relax.tensor<[?], i64>)
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, OptionalAttr<Relax_AxisAttr>:$axis, UnitAttr:$sorted);
  let results = (outs Relax_Tensor:$values, Relax_Tensor:$indices, Relax_Tensor:$inverse, Relax_Tensor:$counts);
  let assemblyFormat = [{
    $x (`axis` `=` $axis^)? (`sorted` $sorted^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_NonzeroOp : Relax_Operator<"nonzero"> {
  let summary = "Where the elements that are not zero are";
  let description = [{
    The indices, in i64, of the elements that are not zero, in row-major order: one row for each dimension of the operand, one
    column for each such element. NaN is not zero.

    ```mlir
    %0 = relax.nonzero %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[2, ?], i64>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x);
  let assemblyFormat = "$x attr-dict `:` functional-type(operands, results)";
}

def Relax_MultinomialFromUniformOp : Relax_Operator<"multinomial_from_uniform"> {
  let summary = "Draw from distributions, given uniform random numbers";
  let description = [{
    For each row r of `sample_indices`, picks a column of row `sample_indices[r]` of `prob`: the first at which the running sum
    of the probabilities exceeds `uniform_sample[r]`, or the last column if none does.

    Constraints:
    - (multinomial_from_uniform_c1) all ranks are 2, where known;
    - (multinomial_from_uniform_c2) `prob` and `uniform_sample` are f32, and `sample_indices` is i64, where known;
    - (multinomial_from_uniform_c3) `uniform_sample` and `sample_indices` have the shape `[n, 1]`;
    - (multinomial_from_uniform_c4) `dtype` is i32 or i64;
    - (multinomial_from_uniform_c5) dimension 1 of `prob` is not 0, unless there are no samples.

    ```mlir
    %0 = relax.multinomial_from_uniform %p, %u, %i dtype = i64 : (!relax.tensor<[b, v], f32>, !relax.tensor<[n, 1], f32>, !relax.tensor<[n, 1], i64>) -> !relax.tensor<[n, 1], i64>
    ```
  }];
  let arguments = (ins Relax_Tensor:$prob, Relax_Tensor:$uniform_sample, Relax_Tensor:$sample_indices, TypeAttr:$dtype);
  let assemblyFormat = [{
    $prob `,` $uniform_sample `,` $sample_indices `dtype` `=` $dtype attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_AllClassNonMaxSuppressionOp : Relax_Operator<"all_class_non_max_suppression"> {
  let summary = "Boxes that do not overlap much with a better one";
  let description = [{
    For each batch and class, takes boxes in descending order of their score, skipping those whose intersection over union
    with one already taken is larger than `iou_threshold` and those with a score not above `score_threshold`, until
    `max_output_boxes_per_class` are taken. Each row of the result is batch, class and box. A box is two opposite corners
    `y1, x1, y2, x2`, or with `center_point_box` `x, y, width, height`. The scalars are tensors of one element.

    Constraints:
    - (all_class_non_max_suppression_c1) `boxes` has the shape `[b, n, 4]` and `scores` the shape `[b, c, n]`;
    - (all_class_non_max_suppression_c2) the element types of `boxes`, `scores` and the thresholds are f32, that of
      `max_output_boxes_per_class` is i64, where known.

    ```mlir
    %0 = relax.all_class_non_max_suppression %boxes, %scores, %max, %iou, %score : (!relax.tensor<[b, n, 4], f32>, !relax.tensor<[b, c, n], f32>, !relax.tensor<[], i64>, !relax.tensor<[], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[?, 3], i64>
    ```
  }];
  let arguments = (ins Relax_Tensor:$boxes, Relax_Tensor:$scores, Relax_Tensor:$max_output_boxes_per_class,
                       Relax_Tensor:$iou_threshold, Relax_Tensor:$score_threshold, UnitAttr:$center_point_box);
  let assemblyFormat = [{
    $boxes `,` $scores `,` $max_output_boxes_per_class `,` $iou_threshold `,` $score_threshold
    (`center_point_box` $center_point_box^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_NonMaxSuppressionOp : Relax_MultiResultOperator<"non_max_suppression"> {
  let summary = "The boxes of get_valid_counts that do not overlap much with a better one";
  let description = [{
    `data`, `valid_count` and `indices` are as `relax.get_valid_counts` gives them; elements `coord_start` to `coord_start + 3`
    of a box are two opposite corners x1, y1, x2, y2. Of the first `valid_count` boxes of each batch, in descending order of
    their scores (the first of equal ones first, NaN not at all), at most `top_k` are looked at where that is not negative. A box is
    dropped where its intersection over union with one already taken is at least `iou_threshold` and both have the same class;
    with `force_suppress`, or where `id_index` is -1, whatever the classes. One of a negative class suppresses none. No more than `max_output_size` are taken, where that is not
    negative.

    With `soft_nms_sigma` above 0 no box is dropped for its overlap: when one is taken, the scores of those that it would have
    made drop are multiplied by `exp(-overlap^2 / soft_nms_sigma)`. Then the next one is the best by these scores, unless it is
    less than `score_threshold`. The boxes of the result have the scores with which they were taken.

    The results are the boxes that were taken, followed by rows of -1; the element of `indices` of each, followed by -1; and
    their number.

    Constraints:
    - (non_max_suppression_c1) `data` is `[batch, anchors, elements]`, `valid_count` `[batch]`, `indices` `[batch, anchors]`;
    - (non_max_suppression_c2) the element type of `data` is f32, those of the others are i32, where known;
    - (non_max_suppression_c3) `coord_start` and `score_index` are at least 0, `id_index` is at least -1;
    - (non_max_suppression_c4) `score_index`, `id_index` and `coord_start + 3` are less than dimension 2 of `data`;
    - (non_max_suppression_c5) a count is in `[0, anchors]`, which the run time checks;
    - (non_max_suppression_c6) `soft_nms_sigma` is at least 0.

    ```mlir
    %0:3 = relax.non_max_suppression %x, %c, %i {max_output_size = 10 : i64} : (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b, n], i32>) -> (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b, n], i32>, !relax.tensor<[b, 1], i32>)
    ```
  }];
  let arguments = (ins Relax_Tensor:$data, Relax_Tensor:$valid_count, Relax_Tensor:$indices,
                       DefaultValuedAttr<I64Attr, "-1">:$max_output_size,
                       DefaultValuedAttr<F64Attr, "0.5">:$iou_threshold, UnitAttr:$force_suppress,
                       DefaultValuedAttr<I64Attr, "-1">:$top_k, DefaultValuedAttr<I64Attr, "2">:$coord_start,
                       DefaultValuedAttr<I64Attr, "1">:$score_index, DefaultValuedAttr<I64Attr, "0">:$id_index,
                       DefaultValuedAttr<F64Attr, "0.0">:$soft_nms_sigma,
                       DefaultValuedAttr<F64Attr, "0.0">:$score_threshold);
  let results = (outs Relax_Tensor:$boxes, Relax_Tensor:$box_indices, Relax_Tensor:$box_count);
  let assemblyFormat = [{
    $data `,` $valid_count `,` $indices (`force_suppress` $force_suppress^)? attr-dict `:`
    functional-type(operands, results)
  }];
}

def Relax_MedianOp : Relax_MultiResultOperator<"median"> {
  let summary = "The element in the middle along an axis, and where it is";
  let description = [{
    The element that stands in the middle, at `(size - 1) floordiv 2`, when those along `axis` are sorted as by `relax.sort`,
    and its position in i64. Without `axis` it is that of all elements, counted in row-major order. The dimension is removed,
    all of them without `axis`, or has size 1 with `keepdims`.

    Constraints:
    - (median_c1) `axis` is in `[-rank, rank)`, where the rank is known;
    - (median_c2) the dimension `axis`, or without it the number of elements, is not 0.

    ```mlir
    %0:2 = relax.median %x axis = 1 keepdims : (!relax.tensor<[n, 7], f32>) -> (!relax.tensor<[n, 1], f32>, !relax.tensor<[n, 1], i64>)
    %1:2 = relax.median %x : (!relax.tensor<[n, 7], f32>) -> (!relax.tensor<[], f32>, !relax.tensor<[], i64>)
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, OptionalAttr<Relax_AxisAttr>:$axis, UnitAttr:$keepdims);
  let results = (outs Relax_Tensor:$values, Relax_Tensor:$indices);
  let assemblyFormat = [{
    $x (`axis` `=` $axis^)? (`keepdims` $keepdims^)? attr-dict `:` functional-type(operands, results)
  }];
}

#endif // DIALECTS_RELAX_OPS_SORTINGOPS_TD

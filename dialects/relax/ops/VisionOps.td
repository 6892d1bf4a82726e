//===- VisionOps.td - operators of object detection -----------------------===//
//
// Regions of images.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_VISIONOPS_TD
#define DIALECTS_RELAX_OPS_VISIONOPS_TD

include "dialects/relax/ops/OperatorBase.td"

def Relax_RoiAlignOp : Relax_Operator<"roi_align"> {
  let summary = "Regions of images, interpolated";
  let description = [{
    Cuts each region into `pooled_size` bins and pools points in each (K. He et al., Mask R-CNN, 2017). `data` is
    `[N, C, H, W]`, `rois` is `[R, 4]` with x and y of two corners, and `batch_indices` says for each in which image it is;
    an index outside is taken to the nearest image. Corners are multiplied by `spatial_scale`, and with `aligned` moved by
    -0.5; without it a region is at least 1 high and wide.

    A bin has `sample_ratio` points along each dimension, or, where that is 0, one for each element that it covers. A point
    that is more than 1 outside of the image is 0. With `mode` `avg` the bin is the mean of its points, each between its four
    neighbours; with `max` it is the largest product of a neighbour and its weight, as ONNX defines it.

    Constraints:
    - (roi_align_c1) the element type is a floating-point type, that of `data` and `rois`;
    - (roi_align_c2) `data` has 4 dimensions, `rois` is `[R, 4]` and `batch_indices` is `[R]`;
    - (roi_align_c3) `batch_indices` holds integers;
    - (roi_align_c4) `pooled_size` has 2 entries, at least 1 each;
    - (roi_align_c5) `sample_ratio` is at least 0;
    - (roi_align_c6) `mode` is `avg` or `max`;
    - (roi_align_c7) batch, height and width of `data` are not 0;
    - (roi_align_c8) the devices are equal, where given.

    ```mlir
    %0 = relax.roi_align %x, %rois, %batch pooled_size = [7, 7] mode = "avg" {spatial_scale = 0.25 : f64} : (!relax.tensor<[1, c, 56, 56], f32>, !relax.tensor<[r, 4], f32>, !relax.tensor<[r], i64>) -> !relax.tensor<[r, c, 7, 7], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$data, Relax_Tensor:$rois, Relax_Tensor:$batch_indices,
                       DenseI64ArrayAttr:$pooled_size, StrAttr:$mode, DefaultValuedAttr<F64Attr, "1.0">:$spatial_scale,
                       DefaultValuedAttr<I64Attr, "0">:$sample_ratio, UnitAttr:$aligned);
  let assemblyFormat = [{
    $data `,` $rois `,` $batch_indices `pooled_size` `=` $pooled_size `mode` `=` $mode (`aligned` $aligned^)? attr-dict
    `:` functional-type(operands, results)
  }];
}

def Relax_RoiPoolOp : Relax_Operator<"roi_pool"> {
  let summary = "Maxima of regions of images";
  let description = [{
    Cuts each region into `pooled_size` bins, each the largest of the elements that it touches (R. Girshick, Fast R-CNN,
    2015). Operands as for `relax.roi_align`; corners are multiplied by `spatial_scale` and rounded, halves away from zero,
    and the second corner belongs to the region. A bin without an element is 0.

    Constraints:
    - (roi_pool_c1) the element type is a floating-point type, that of `data` and `rois`;
    - (roi_pool_c2) `data` has 4 dimensions, `rois` is `[R, 4]` and `batch_indices` is `[R]`;
    - (roi_pool_c3) `batch_indices` holds integers;
    - (roi_pool_c4) `pooled_size` has 2 entries, at least 1 each;
    - (roi_pool_c5) batch, height and width of `data` are not 0;
    - (roi_pool_c6) the devices are equal, where given.

    ```mlir
    %0 = relax.roi_pool %x, %rois, %batch pooled_size = [2, 3] : (!relax.tensor<[n, c, h, w], f32>, !relax.tensor<[r, 4], f32>, !relax.tensor<[r], i32>) -> !relax.tensor<[r, c, 2, 3], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$data, Relax_Tensor:$rois, Relax_Tensor:$batch_indices,
                       DenseI64ArrayAttr:$pooled_size, DefaultValuedAttr<F64Attr, "1.0">:$spatial_scale);
  let assemblyFormat = [{
    $data `,` $rois `,` $batch_indices `pooled_size` `=` $pooled_size attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_GetValidCountsOp : Relax_MultiResultOperator<"get_valid_counts"> {
  let summary = "Boxes with a score above a threshold, in front of the others";
  let description = [{
    `data` is `[batch, anchors, elements]`: each box is a row of elements, of which element `score_index` is its score and
    element `id_index` the number of its class, where `id_index` is not -1. A box is valid where its score is greater than
    `score_threshold` and its class is not negative; NaN is neither.

    The results are, for each batch: the number of valid boxes, in i32; the valid boxes in their order, followed by rows of
    -1; and, in i32, the place of each in `data`, followed by -1.

    Constraints:
    - (get_valid_counts_c1) the element type is a floating-point type;
    - (get_valid_counts_c2) `data` has 3 dimensions;
    - (get_valid_counts_c3) `score_index` is at least 0 and `id_index` at least -1;
    - (get_valid_counts_c4) both are less than dimension 2 of `data`.

    ```mlir
    %0:3 = relax.get_valid_counts %x {score_threshold = 0.5 : f64} : (!relax.tensor<[b, n, 6], f32>) -> (!relax.tensor<[b], i32>, !relax.tensor<[b, n, 6], f32>, !relax.tensor<[b, n], i32>)
    ```
  }];
  let arguments = (ins Relax_Tensor:$data, DefaultValuedAttr<F64Attr, "0.0">:$score_threshold,
                       DefaultValuedAttr<I64Attr, "0">:$id_index, DefaultValuedAttr<I64Attr, "1">:$score_index);
  let results = (outs Relax_Tensor:$valid_count, Relax_Tensor:$boxes, Relax_Tensor:$indices);
  let assemblyFormat = "$data attr-dict `:` functional-type(operands, results)";
}

def Relax_MultiboxTransformLocOp : Relax_MultiResultOperator<"multibox_transform_loc"> {
  let summary = "Boxes from anchors and offsets, and scores from logits";
  let description = [{
    Decodes the predictions of a single-shot detector (W. Liu et al., SSD, 2016). `cls_pred` is `[batch, classes, anchors]`,
    `loc_pred` `[batch, 4 * anchors]` with the offsets x, y, width and height of each anchor, and `anchor` `[1, anchors, 4]`
    with left, top, right and bottom. With center and size of the anchor, a box has the center
    `offset * variance * size + center` and the size `exp(offset * variance) * size`; `variances` are those of x, y, width and
    height. The first result holds top, left, bottom and right of each box, taken to [0, 1] with `clip`.

    The second result are the scores: the softmax of `cls_pred` over the classes, or `cls_pred` itself where `apply_softmax` is
    false, with 0 for what is below `threshold`, and for the first class where `keep_background` is false.

    Constraints:
    - (multibox_transform_loc_c1) the element types are equal, and a floating-point type;
    - (multibox_transform_loc_c2) `cls_pred` has 3 dimensions, `loc_pred` has 2, and `anchor` is `[1, anchors, 4]`;
    - (multibox_transform_loc_c3) the batches are equal, and so are the numbers of anchors; dimension 1 of `loc_pred` is four
      times theirs;
    - (multibox_transform_loc_c4) `variances` has 4 entries;
    - (multibox_transform_loc_c5) the devices are equal, where given.

    ```mlir
    %0:2 = relax.multibox_transform_loc %c, %l, %a variances = [0.1, 0.1, 0.2, 0.2] clip {threshold = 0.01 : f64} : (!relax.tensor<[b, 21, n], f32>, !relax.tensor<[b, 4 * n], f32>, !relax.tensor<[1, n, 4], f32>) -> (!relax.tensor<[b, n, 4], f32>, !relax.tensor<[b, 21, n], f32>)
    ```
  }];
  let arguments = (ins Relax_Tensor:$cls_pred, Relax_Tensor:$loc_pred, Relax_Tensor:$anchor,
                       DenseF64ArrayAttr:$variances, UnitAttr:$clip, DefaultValuedAttr<F64Attr, "0.0">:$threshold,
                       DefaultValuedAttr<BoolAttr, "true">:$keep_background,
                       DefaultValuedAttr<BoolAttr, "true">:$apply_softmax);
  let results = (outs Relax_Tensor:$boxes, Relax_Tensor:$scores);
  let assemblyFormat = [{
    $cls_pred `,` $loc_pred `,` $anchor `variances` `=` $variances (`clip` $clip^)? attr-dict `:`
    functional-type(operands, results)
  }];
}

#endif // DIALECTS_RELAX_OPS_VISIONOPS_TD

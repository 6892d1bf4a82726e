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

#endif // DIALECTS_RELAX_OPS_VISIONOPS_TD

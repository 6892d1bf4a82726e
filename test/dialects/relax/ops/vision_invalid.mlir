// One case for each constraint of each operator of the family.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @roi_align_c1(%x: !relax.tensor<[n, c, h, w], i8>, %r: !relax.tensor<[r, 4], i8>, %b: !relax.tensor<[r], i64>) {
  // expected-error @below {{'relax.roi_align' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.roi_align %x, %r, %b pooled_size = [2, 2] mode = "avg" : (!relax.tensor<[n, c, h, w], i8>, !relax.tensor<[r, 4], i8>, !relax.tensor<[r], i64>) -> !relax.tensor<*, i8>
  return
}

// -----

func.func @roi_align_c1_equal(%x: !relax.tensor<[n, c, h, w], f32>, %r: !relax.tensor<[r, 4], f16>, %b: !relax.tensor<[r], i64>) {
  // expected-error @below {{'relax.roi_align' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.roi_align %x, %r, %b pooled_size = [2, 2] mode = "avg" : (!relax.tensor<[n, c, h, w], f32>, !relax.tensor<[r, 4], f16>, !relax.tensor<[r], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @roi_align_c2_data(%x: !relax.tensor<[c, h, w], f32>, %r: !relax.tensor<[r, 4], f32>, %b: !relax.tensor<[r], i64>) {
  // expected-error @below {{'relax.roi_align' op 'data' must have 4 dimensions, got 3}}
  %0 = relax.roi_align %x, %r, %b pooled_size = [2, 2] mode = "avg" : (!relax.tensor<[c, h, w], f32>, !relax.tensor<[r, 4], f32>, !relax.tensor<[r], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @roi_align_c2_rois(%x: !relax.tensor<[n, c, h, w], f32>, %r: !relax.tensor<[r, 5], f32>, %b: !relax.tensor<[r], i64>) {
  // expected-error @below {{'relax.roi_align' op dimension 1 of 'rois' and number of coordinates must be equal, got 5 and 4}}
  %0 = relax.roi_align %x, %r, %b pooled_size = [2, 2] mode = "avg" : (!relax.tensor<[n, c, h, w], f32>, !relax.tensor<[r, 5], f32>, !relax.tensor<[r], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @roi_align_c2_batch(%x: !relax.tensor<[n, c, h, w], f32>, %r: !relax.tensor<[3, 4], f32>, %b: !relax.tensor<[2], i64>) {
  // expected-error @below {{'relax.roi_align' op dimension 0 of 'batch_indices' and dimension 0 of 'rois' must be equal, got 2 and 3}}
  %0 = relax.roi_align %x, %r, %b pooled_size = [2, 2] mode = "avg" : (!relax.tensor<[n, c, h, w], f32>, !relax.tensor<[3, 4], f32>, !relax.tensor<[2], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @roi_align_c3(%x: !relax.tensor<[n, c, h, w], f32>, %r: !relax.tensor<[r, 4], f32>, %b: !relax.tensor<[r], f32>) {
  // expected-error @below {{'relax.roi_align' op element type of 'batch_indices' must be an integer type other than bool, got 'f32'}}
  %0 = relax.roi_align %x, %r, %b pooled_size = [2, 2] mode = "avg" : (!relax.tensor<[n, c, h, w], f32>, !relax.tensor<[r, 4], f32>, !relax.tensor<[r], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @roi_align_c4_count(%x: !relax.tensor<[n, c, h, w], f32>, %r: !relax.tensor<[r, 4], f32>, %b: !relax.tensor<[r], i64>) {
  // expected-error @below {{'relax.roi_align' op 'pooled_size' must have 2 entries, got 1}}
  %0 = relax.roi_align %x, %r, %b pooled_size = [2] mode = "avg" : (!relax.tensor<[n, c, h, w], f32>, !relax.tensor<[r, 4], f32>, !relax.tensor<[r], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @roi_align_c4(%x: !relax.tensor<[n, c, h, w], f32>, %r: !relax.tensor<[r, 4], f32>, %b: !relax.tensor<[r], i64>) {
  // expected-error @below {{'relax.roi_align' op entries of 'pooled_size' must be at least 1, got 0}}
  %0 = relax.roi_align %x, %r, %b pooled_size = [2, 0] mode = "avg" : (!relax.tensor<[n, c, h, w], f32>, !relax.tensor<[r, 4], f32>, !relax.tensor<[r], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @roi_pool_c1(%x: !relax.tensor<[n, c, h, w], i8>, %r: !relax.tensor<[r, 4], i8>, %b: !relax.tensor<[r], i64>) {
  // expected-error @below {{'relax.roi_pool' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.roi_pool %x, %r, %b pooled_size = [2, 2] : (!relax.tensor<[n, c, h, w], i8>, !relax.tensor<[r, 4], i8>, !relax.tensor<[r], i64>) -> !relax.tensor<*, i8>
  return
}

// -----

func.func @roi_pool_c1_equal(%x: !relax.tensor<[n, c, h, w], f32>, %r: !relax.tensor<[r, 4], f16>, %b: !relax.tensor<[r], i64>) {
  // expected-error @below {{'relax.roi_pool' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.roi_pool %x, %r, %b pooled_size = [2, 2] : (!relax.tensor<[n, c, h, w], f32>, !relax.tensor<[r, 4], f16>, !relax.tensor<[r], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @roi_pool_c2_data(%x: !relax.tensor<[c, h, w], f32>, %r: !relax.tensor<[r, 4], f32>, %b: !relax.tensor<[r], i64>) {
  // expected-error @below {{'relax.roi_pool' op 'data' must have 4 dimensions, got 3}}
  %0 = relax.roi_pool %x, %r, %b pooled_size = [2, 2] : (!relax.tensor<[c, h, w], f32>, !relax.tensor<[r, 4], f32>, !relax.tensor<[r], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @roi_pool_c2_rois(%x: !relax.tensor<[n, c, h, w], f32>, %r: !relax.tensor<[r, 5], f32>, %b: !relax.tensor<[r], i64>) {
  // expected-error @below {{'relax.roi_pool' op dimension 1 of 'rois' and number of coordinates must be equal, got 5 and 4}}
  %0 = relax.roi_pool %x, %r, %b pooled_size = [2, 2] : (!relax.tensor<[n, c, h, w], f32>, !relax.tensor<[r, 5], f32>, !relax.tensor<[r], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @roi_pool_c2_batch(%x: !relax.tensor<[n, c, h, w], f32>, %r: !relax.tensor<[3, 4], f32>, %b: !relax.tensor<[2], i64>) {
  // expected-error @below {{'relax.roi_pool' op dimension 0 of 'batch_indices' and dimension 0 of 'rois' must be equal, got 2 and 3}}
  %0 = relax.roi_pool %x, %r, %b pooled_size = [2, 2] : (!relax.tensor<[n, c, h, w], f32>, !relax.tensor<[3, 4], f32>, !relax.tensor<[2], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @roi_pool_c3(%x: !relax.tensor<[n, c, h, w], f32>, %r: !relax.tensor<[r, 4], f32>, %b: !relax.tensor<[r], f32>) {
  // expected-error @below {{'relax.roi_pool' op element type of 'batch_indices' must be an integer type other than bool, got 'f32'}}
  %0 = relax.roi_pool %x, %r, %b pooled_size = [2, 2] : (!relax.tensor<[n, c, h, w], f32>, !relax.tensor<[r, 4], f32>, !relax.tensor<[r], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @roi_pool_c4_count(%x: !relax.tensor<[n, c, h, w], f32>, %r: !relax.tensor<[r, 4], f32>, %b: !relax.tensor<[r], i64>) {
  // expected-error @below {{'relax.roi_pool' op 'pooled_size' must have 2 entries, got 1}}
  %0 = relax.roi_pool %x, %r, %b pooled_size = [2] : (!relax.tensor<[n, c, h, w], f32>, !relax.tensor<[r, 4], f32>, !relax.tensor<[r], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @roi_pool_c4(%x: !relax.tensor<[n, c, h, w], f32>, %r: !relax.tensor<[r, 4], f32>, %b: !relax.tensor<[r], i64>) {
  // expected-error @below {{'relax.roi_pool' op entries of 'pooled_size' must be at least 1, got 0}}
  %0 = relax.roi_pool %x, %r, %b pooled_size = [2, 0] : (!relax.tensor<[n, c, h, w], f32>, !relax.tensor<[r, 4], f32>, !relax.tensor<[r], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @roi_align_c5(%x: !relax.tensor<[n, c, h, w], f32>, %r: !relax.tensor<[r, 4], f32>, %b: !relax.tensor<[r], i64>) {
  // expected-error @below {{'relax.roi_align' op 'sample_ratio' must be at least 0, got -1}}
  %0 = relax.roi_align %x, %r, %b pooled_size = [2, 2] mode = "avg" {sample_ratio = -1 : i64} : (!relax.tensor<[n, c, h, w], f32>, !relax.tensor<[r, 4], f32>, !relax.tensor<[r], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @roi_align_c6(%x: !relax.tensor<[n, c, h, w], f32>, %r: !relax.tensor<[r, 4], f32>, %b: !relax.tensor<[r], i64>) {
  // expected-error @below {{'relax.roi_align' op 'mode' must be one of avg, max, got min}}
  %0 = relax.roi_align %x, %r, %b pooled_size = [2, 2] mode = "min" : (!relax.tensor<[n, c, h, w], f32>, !relax.tensor<[r, 4], f32>, !relax.tensor<[r], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @roi_align_c7(%x: !relax.tensor<[n, c, 0, w], f32>, %r: !relax.tensor<[r, 4], f32>, %b: !relax.tensor<[r], i64>) {
  // expected-error @below {{'relax.roi_align' op dimension 2 of 'data' must be at least 1, got 0}}
  %0 = relax.roi_align %x, %r, %b pooled_size = [2, 2] mode = "avg" : (!relax.tensor<[n, c, 0, w], f32>, !relax.tensor<[r, 4], f32>, !relax.tensor<[r], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @roi_pool_c5(%x: !relax.tensor<[n, c, h, 0], f32>, %r: !relax.tensor<[r, 4], f32>, %b: !relax.tensor<[r], i64>) {
  // expected-error @below {{'relax.roi_pool' op dimension 3 of 'data' must be at least 1, got 0}}
  %0 = relax.roi_pool %x, %r, %b pooled_size = [2, 2] : (!relax.tensor<[n, c, h, 0], f32>, !relax.tensor<[r, 4], f32>, !relax.tensor<[r], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @get_valid_counts_c1(%x: !relax.tensor<[b, n, 6], i8>) {
  // expected-error @below {{'relax.get_valid_counts' op element type must be a floating-point type, got 'i8'}}
  %0:3 = relax.get_valid_counts %x : (!relax.tensor<[b, n, 6], i8>) -> (!relax.tensor<*, i32>, !relax.tensor<*, i8>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @get_valid_counts_c2(%x: !relax.tensor<[n, 6], f32>) {
  // expected-error @below {{'relax.get_valid_counts' op 'data' must have 3 dimensions, got 2}}
  %0:3 = relax.get_valid_counts %x : (!relax.tensor<[n, 6], f32>) -> (!relax.tensor<*, i32>, !relax.tensor<*, f32>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @get_valid_counts_c3_score(%x: !relax.tensor<[b, n, 6], f32>) {
  // expected-error @below {{'relax.get_valid_counts' op 'score_index' must be at least 0, got -1}}
  %0:3 = relax.get_valid_counts %x {score_index = -1 : i64} : (!relax.tensor<[b, n, 6], f32>) -> (!relax.tensor<*, i32>, !relax.tensor<*, f32>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @get_valid_counts_c3_id(%x: !relax.tensor<[b, n, 6], f32>) {
  // expected-error @below {{'relax.get_valid_counts' op 'id_index' must be at least -1, got -2}}
  %0:3 = relax.get_valid_counts %x {id_index = -2 : i64} : (!relax.tensor<[b, n, 6], f32>) -> (!relax.tensor<*, i32>, !relax.tensor<*, f32>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @get_valid_counts_c4_score(%x: !relax.tensor<[b, n, 6], f32>) {
  // expected-error @below {{'relax.get_valid_counts' op 'score_index' must be at most 5, got 6}}
  %0:3 = relax.get_valid_counts %x {score_index = 6 : i64} : (!relax.tensor<[b, n, 6], f32>) -> (!relax.tensor<*, i32>, !relax.tensor<*, f32>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @get_valid_counts_c4_id(%x: !relax.tensor<[b, n, 6], f32>) {
  // expected-error @below {{'relax.get_valid_counts' op 'id_index' must be at most 5, got 7}}
  %0:3 = relax.get_valid_counts %x {id_index = 7 : i64} : (!relax.tensor<[b, n, 6], f32>) -> (!relax.tensor<*, i32>, !relax.tensor<*, f32>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @multibox_transform_loc_c1(%c: !relax.tensor<[b, c, n], i8>, %l: !relax.tensor<[b, 4 * n], i8>, %a: !relax.tensor<[1, n, 4], i8>) {
  // expected-error @below {{'relax.multibox_transform_loc' op element type must be a floating-point type, got 'i8'}}
  %0:2 = relax.multibox_transform_loc %c, %l, %a variances = [1.0, 1.0, 1.0, 1.0] : (!relax.tensor<[b, c, n], i8>, !relax.tensor<[b, 4 * n], i8>, !relax.tensor<[1, n, 4], i8>) -> (!relax.tensor<*, i8>, !relax.tensor<*, i8>)
  return
}

// -----

func.func @multibox_transform_loc_c1_equal(%c: !relax.tensor<[b, c, n], f32>, %l: !relax.tensor<[b, 4 * n], f16>, %a: !relax.tensor<[1, n, 4], f32>) {
  // expected-error @below {{'relax.multibox_transform_loc' op element types must be equal, got 'f32' and 'f16'}}
  %0:2 = relax.multibox_transform_loc %c, %l, %a variances = [1.0, 1.0, 1.0, 1.0] : (!relax.tensor<[b, c, n], f32>, !relax.tensor<[b, 4 * n], f16>, !relax.tensor<[1, n, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @multibox_transform_loc_c1_anchor(%c: !relax.tensor<[b, c, n], f32>, %l: !relax.tensor<[b, 4 * n], f32>, %a: !relax.tensor<[1, n, 4], f64>) {
  // expected-error @below {{'relax.multibox_transform_loc' op element types must be equal, got 'f32' and 'f64'}}
  %0:2 = relax.multibox_transform_loc %c, %l, %a variances = [1.0, 1.0, 1.0, 1.0] : (!relax.tensor<[b, c, n], f32>, !relax.tensor<[b, 4 * n], f32>, !relax.tensor<[1, n, 4], f64>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @multibox_transform_loc_c2_scores(%c: !relax.tensor<[b, n], f32>, %l: !relax.tensor<[b, 4 * n], f32>, %a: !relax.tensor<[1, n, 4], f32>) {
  // expected-error @below {{'relax.multibox_transform_loc' op 'cls_pred' must have 3 dimensions, got 2}}
  %0:2 = relax.multibox_transform_loc %c, %l, %a variances = [1.0, 1.0, 1.0, 1.0] : (!relax.tensor<[b, n], f32>, !relax.tensor<[b, 4 * n], f32>, !relax.tensor<[1, n, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @multibox_transform_loc_c2_offsets(%c: !relax.tensor<[b, c, n], f32>, %l: !relax.tensor<[b, n, 4], f32>, %a: !relax.tensor<[1, n, 4], f32>) {
  // expected-error @below {{'relax.multibox_transform_loc' op 'loc_pred' must have 2 dimensions, got 3}}
  %0:2 = relax.multibox_transform_loc %c, %l, %a variances = [1.0, 1.0, 1.0, 1.0] : (!relax.tensor<[b, c, n], f32>, !relax.tensor<[b, n, 4], f32>, !relax.tensor<[1, n, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @multibox_transform_loc_c2_anchor(%c: !relax.tensor<[b, c, n], f32>, %l: !relax.tensor<[b, 4 * n], f32>, %a: !relax.tensor<[2, n, 4], f32>) {
  // expected-error @below {{'relax.multibox_transform_loc' op dimension 0 of 'anchor' and 1 must be equal, got 2 and 1}}
  %0:2 = relax.multibox_transform_loc %c, %l, %a variances = [1.0, 1.0, 1.0, 1.0] : (!relax.tensor<[b, c, n], f32>, !relax.tensor<[b, 4 * n], f32>, !relax.tensor<[2, n, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @multibox_transform_loc_c2_corners(%c: !relax.tensor<[b, c, n], f32>, %l: !relax.tensor<[b, 4 * n], f32>, %a: !relax.tensor<[1, n, 5], f32>) {
  // expected-error @below {{'relax.multibox_transform_loc' op dimension 2 of 'anchor' and number of coordinates must be equal, got 5 and 4}}
  %0:2 = relax.multibox_transform_loc %c, %l, %a variances = [1.0, 1.0, 1.0, 1.0] : (!relax.tensor<[b, c, n], f32>, !relax.tensor<[b, 4 * n], f32>, !relax.tensor<[1, n, 5], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @multibox_transform_loc_c3_batch(%c: !relax.tensor<[2, c, n], f32>, %l: !relax.tensor<[3, 4 * n], f32>, %a: !relax.tensor<[1, n, 4], f32>) {
  // expected-error @below {{'relax.multibox_transform_loc' op dimension 0 of 'loc_pred' and dimension 0 of 'cls_pred' must be equal, got 3 and 2}}
  %0:2 = relax.multibox_transform_loc %c, %l, %a variances = [1.0, 1.0, 1.0, 1.0] : (!relax.tensor<[2, c, n], f32>, !relax.tensor<[3, 4 * n], f32>, !relax.tensor<[1, n, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @multibox_transform_loc_c3_anchors(%c: !relax.tensor<[b, c, 5], f32>, %l: !relax.tensor<[b, 20], f32>, %a: !relax.tensor<[1, 6, 4], f32>) {
  // expected-error @below {{'relax.multibox_transform_loc' op dimension 1 of 'anchor' and dimension 2 of 'cls_pred' must be equal, got 6 and 5}}
  %0:2 = relax.multibox_transform_loc %c, %l, %a variances = [1.0, 1.0, 1.0, 1.0] : (!relax.tensor<[b, c, 5], f32>, !relax.tensor<[b, 20], f32>, !relax.tensor<[1, 6, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @multibox_transform_loc_c3_offsets(%c: !relax.tensor<[b, c, 5], f32>, %l: !relax.tensor<[b, 24], f32>, %a: !relax.tensor<[1, 5, 4], f32>) {
  // expected-error @below {{'relax.multibox_transform_loc' op dimension 1 of 'loc_pred' and four times the number of anchors must be equal, got 24 and 20}}
  %0:2 = relax.multibox_transform_loc %c, %l, %a variances = [1.0, 1.0, 1.0, 1.0] : (!relax.tensor<[b, c, 5], f32>, !relax.tensor<[b, 24], f32>, !relax.tensor<[1, 5, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @multibox_transform_loc_c4(%c: !relax.tensor<[b, c, n], f32>, %l: !relax.tensor<[b, 4 * n], f32>, %a: !relax.tensor<[1, n, 4], f32>) {
  // expected-error @below {{'relax.multibox_transform_loc' op 'variances' must have 4 entries, got 3}}
  %0:2 = relax.multibox_transform_loc %c, %l, %a variances = [1.0, 1.0, 1.0] : (!relax.tensor<[b, c, n], f32>, !relax.tensor<[b, 4 * n], f32>, !relax.tensor<[1, n, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// One case for each constraint.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @sort_c1(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.sort' op axis must be in [-1, 1) for rank 1, got 1}}
  %0 = relax.sort %x axis = 1 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @argsort_c1(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.argsort' op axis must be in [-1, 1) for rank 1, got -2}}
  %0 = relax.argsort %x axis = -2 dtype = i64 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], i64>
  return
}

// -----

func.func @argsort_c2(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.argsort' op 'dtype' must be i32 or i64, got 'i8'}}
  %0 = relax.argsort %x axis = 0 dtype = i8 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], i8>
  return
}

// -----

func.func @topk_c1(%x: !relax.tensor<[n, 8], f32>, %k: !sym.int<k>) {
  // expected-error @below {{'relax.topk' op axis must be in [-2, 2) for rank 2, got 2}}
  %values, %indices = relax.topk %x, %k axis = 2 dtype = i64 : (!relax.tensor<[n, 8], f32>, !sym.int<k>) -> (!relax.tensor<[n, k], f32>, !relax.tensor<[n, k], i64>)
  return
}

// -----

func.func @topk_c2(%x: !relax.tensor<[n, 8], f32>, %k: !sym.int<k>) {
  // expected-error @below {{'relax.topk' op 'dtype' must be i32 or i64, got 'f32'}}
  %values, %indices = relax.topk %x, %k axis = -1 dtype = f32 : (!relax.tensor<[n, 8], f32>, !sym.int<k>) -> (!relax.tensor<[n, k], f32>, !relax.tensor<[n, k], f32>)
  return
}

// -----

func.func @topk_c3(%x: !relax.tensor<[n, 8], f32>, %k: !sym.int<9>) {
  // expected-error @below {{'relax.topk' op 'k' must not be larger than dimension 1, got 9 and 8}}
  %values, %indices = relax.topk %x, %k axis = -1 dtype = i64 : (!relax.tensor<[n, 8], f32>, !sym.int<9>) -> (!relax.tensor<[n, 9], f32>, !relax.tensor<[n, 9], i64>)
  return
}

// -----

func.func @topk_c3_symbolic(%x: !relax.tensor<[n, m], f32>, %k: !sym.int<m + 1>) {
  // expected-error @below {{'relax.topk' op 'k' must be at most m, got m + 1}}
  %values, %indices = relax.topk %x, %k axis = -1 dtype = i64 : (!relax.tensor<[n, m], f32>, !sym.int<m + 1>) -> (!relax.tensor<[n, m + 1], f32>, !relax.tensor<[n, m + 1], i64>)
  return
}

// -----

func.func @topk_c3_negative(%x: !relax.tensor<[n, 8], f32>, %k: !sym.int<-1>) {
  // expected-error @below {{'relax.topk' op 'k' must not be negative, got -1}}
  %values, %indices = relax.topk %x, %k axis = -1 dtype = i64 : (!relax.tensor<[n, 8], f32>, !sym.int<-1>) -> (!relax.tensor<[n, 1], f32>, !relax.tensor<[n, 1], i64>)
  return
}

// -----

func.func @unique_c1(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.unique' op axis must be in [-1, 1) for rank 1, got 1}}
  %0:4 = relax.unique %x axis = 1 : (!relax.tensor<[n], f32>) -> (!relax.tensor<[?], f32>, !relax.tensor<[?], i64>, !relax.tensor<[n], i64>, !relax.tensor<[?], i64>)
  return
}

// -----

func.func @nonzero_result(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.nonzero' op dimension 1 of the result does not follow from the operands and must be ?, got n}}
  %0 = relax.nonzero %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[1, n], i64>
  return
}

// -----

func.func @multinomial_c1(%p: !relax.tensor<[v], f32>, %u: !relax.tensor<[n, 1], f32>, %i: !relax.tensor<[n, 1], i64>) {
  // expected-error @below {{'relax.multinomial_from_uniform' op rank of 'prob' must be 2, got 1}}
  %0 = relax.multinomial_from_uniform %p, %u, %i dtype = i64 : (!relax.tensor<[v], f32>, !relax.tensor<[n, 1], f32>, !relax.tensor<[n, 1], i64>) -> !relax.tensor<[n, 1], i64>
  return
}

// -----

func.func @multinomial_c2(%p: !relax.tensor<[b, v], f32>, %u: !relax.tensor<[n, 1], f16>, %i: !relax.tensor<[n, 1], i64>) {
  // expected-error @below {{'relax.multinomial_from_uniform' op element type of 'uniform_sample' must be 'f32', got 'f16'}}
  %0 = relax.multinomial_from_uniform %p, %u, %i dtype = i64 : (!relax.tensor<[b, v], f32>, !relax.tensor<[n, 1], f16>, !relax.tensor<[n, 1], i64>) -> !relax.tensor<[n, 1], i64>
  return
}

// -----

func.func @multinomial_c3(%p: !relax.tensor<[b, v], f32>, %u: !relax.tensor<[2, 1], f32>, %i: !relax.tensor<[3, 1], i64>) {
  // expected-error @below {{'relax.multinomial_from_uniform' op numbers of samples must be equal, got 2 and 3}}
  %0 = relax.multinomial_from_uniform %p, %u, %i dtype = i64 : (!relax.tensor<[b, v], f32>, !relax.tensor<[2, 1], f32>, !relax.tensor<[3, 1], i64>) -> !relax.tensor<[n, 1], i64>
  return
}

// -----

func.func @multinomial_c3_columns(%p: !relax.tensor<[b, v], f32>, %u: !relax.tensor<[n, 2], f32>, %i: !relax.tensor<[n, 1], i64>) {
  // expected-error @below {{'relax.multinomial_from_uniform' op 1 and numbers of columns of samples must be equal, got 1 and 2}}
  %0 = relax.multinomial_from_uniform %p, %u, %i dtype = i64 : (!relax.tensor<[b, v], f32>, !relax.tensor<[n, 2], f32>, !relax.tensor<[n, 1], i64>) -> !relax.tensor<[n, 1], i64>
  return
}

// -----

func.func @multinomial_c4(%p: !relax.tensor<[b, v], f32>, %u: !relax.tensor<[n, 1], f32>, %i: !relax.tensor<[n, 1], i64>) {
  // expected-error @below {{'relax.multinomial_from_uniform' op 'dtype' must be i32 or i64, got 'i16'}}
  %0 = relax.multinomial_from_uniform %p, %u, %i dtype = i16 : (!relax.tensor<[b, v], f32>, !relax.tensor<[n, 1], f32>, !relax.tensor<[n, 1], i64>) -> !relax.tensor<[n, 1], i16>
  return
}

// -----

func.func @non_max_suppression_c1(%x0: !relax.tensor<[b, n, 5], f32>, %x1: !relax.tensor<[b, c, n], f32>, %x2: !relax.tensor<[], i64>, %x3: !relax.tensor<[], f32>, %x4: !relax.tensor<[], f32>) {
  // expected-error @below {{'relax.all_class_non_max_suppression' op dimension 2 of 'boxes' and 4 must be equal, got 5 and 4}}
  %0 = relax.all_class_non_max_suppression %x0, %x1, %x2, %x3, %x4 : (!relax.tensor<[b, n, 5], f32>, !relax.tensor<[b, c, n], f32>, !relax.tensor<[], i64>, !relax.tensor<[], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[?, 3], i64>
  return
}

// -----

func.func @non_max_suppression_c1_rank(%x0: !relax.tensor<[b, n, 4], f32>, %x1: !relax.tensor<[b, n], f32>, %x2: !relax.tensor<[], i64>, %x3: !relax.tensor<[], f32>, %x4: !relax.tensor<[], f32>) {
  // expected-error @below {{'relax.all_class_non_max_suppression' op rank of 'scores' must be 3, got 2}}
  %0 = relax.all_class_non_max_suppression %x0, %x1, %x2, %x3, %x4 : (!relax.tensor<[b, n, 4], f32>, !relax.tensor<[b, n], f32>, !relax.tensor<[], i64>, !relax.tensor<[], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[?, 3], i64>
  return
}

// -----

func.func @non_max_suppression_c1_batches(%x0: !relax.tensor<[2, n, 4], f32>, %x1: !relax.tensor<[3, c, n], f32>, %x2: !relax.tensor<[], i64>, %x3: !relax.tensor<[], f32>, %x4: !relax.tensor<[], f32>) {
  // expected-error @below {{'relax.all_class_non_max_suppression' op numbers of batches must be equal, got 2 and 3}}
  %0 = relax.all_class_non_max_suppression %x0, %x1, %x2, %x3, %x4 : (!relax.tensor<[2, n, 4], f32>, !relax.tensor<[3, c, n], f32>, !relax.tensor<[], i64>, !relax.tensor<[], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[?, 3], i64>
  return
}

// -----

func.func @non_max_suppression_c1_boxes(%x0: !relax.tensor<[b, n, 4], f32>, %x1: !relax.tensor<[b, c, n + 1], f32>, %x2: !relax.tensor<[], i64>, %x3: !relax.tensor<[], f32>, %x4: !relax.tensor<[], f32>) {
  // expected-error @below {{'relax.all_class_non_max_suppression' op numbers of boxes must be equal, got n and n + 1}}
  %0 = relax.all_class_non_max_suppression %x0, %x1, %x2, %x3, %x4 : (!relax.tensor<[b, n, 4], f32>, !relax.tensor<[b, c, n + 1], f32>, !relax.tensor<[], i64>, !relax.tensor<[], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[?, 3], i64>
  return
}

// -----

func.func @non_max_suppression_c2(%x0: !relax.tensor<[b, n, 4], f32>, %x1: !relax.tensor<[b, c, n], f32>, %x2: !relax.tensor<[], i32>, %x3: !relax.tensor<[], f32>, %x4: !relax.tensor<[], f32>) {
  // expected-error @below {{'relax.all_class_non_max_suppression' op element type of 'max_output_boxes_per_class' must be 'i64', got 'i32'}}
  %0 = relax.all_class_non_max_suppression %x0, %x1, %x2, %x3, %x4 : (!relax.tensor<[b, n, 4], f32>, !relax.tensor<[b, c, n], f32>, !relax.tensor<[], i32>, !relax.tensor<[], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[?, 3], i64>
  return
}

// -----

func.func @non_max_suppression_c2_boxes(%x0: !relax.tensor<[b, n, 4], f64>, %x1: !relax.tensor<[b, c, n], f32>, %x2: !relax.tensor<[], i64>, %x3: !relax.tensor<[], f32>, %x4: !relax.tensor<[], f32>) {
  // expected-error @below {{'relax.all_class_non_max_suppression' op element type of 'boxes' must be 'f32', got 'f64'}}
  %0 = relax.all_class_non_max_suppression %x0, %x1, %x2, %x3, %x4 : (!relax.tensor<[b, n, 4], f64>, !relax.tensor<[b, c, n], f32>, !relax.tensor<[], i64>, !relax.tensor<[], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[?, 3], i64>
  return
}

// -----

func.func @non_max_suppression_c1_data(%x: !relax.tensor<[n, 6], f32>, %c: !relax.tensor<[b], i32>, %i: !relax.tensor<[b, n], i32>) {
  // expected-error @below {{'relax.non_max_suppression' op 'data' must have 3 dimensions, got 2}}
  %0:3 = relax.non_max_suppression %x, %c, %i : (!relax.tensor<[n, 6], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b, n], i32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, i32>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @non_max_suppression_c1_count(%x: !relax.tensor<[2, n, 6], f32>, %c: !relax.tensor<[3], i32>, %i: !relax.tensor<[b, n], i32>) {
  // expected-error @below {{'relax.non_max_suppression' op dimension 0 of 'valid_count' and dimension 0 of 'data' must be equal, got 3 and 2}}
  %0:3 = relax.non_max_suppression %x, %c, %i : (!relax.tensor<[2, n, 6], f32>, !relax.tensor<[3], i32>, !relax.tensor<[b, n], i32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, i32>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @non_max_suppression_c1_places(%x: !relax.tensor<[b, 4, 6], f32>, %c: !relax.tensor<[b], i32>, %i: !relax.tensor<[b, 5], i32>) {
  // expected-error @below {{'relax.non_max_suppression' op dimension 1 of 'indices' and dimension 1 of 'data' must be equal, got 5 and 4}}
  %0:3 = relax.non_max_suppression %x, %c, %i : (!relax.tensor<[b, 4, 6], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b, 5], i32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, i32>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @non_max_suppression_c2_data(%x: !relax.tensor<[b, n, 6], f64>, %c: !relax.tensor<[b], i32>, %i: !relax.tensor<[b, n], i32>) {
  // expected-error @below {{'relax.non_max_suppression' op element type of 'data' must be 'f32', got 'f64'}}
  %0:3 = relax.non_max_suppression %x, %c, %i : (!relax.tensor<[b, n, 6], f64>, !relax.tensor<[b], i32>, !relax.tensor<[b, n], i32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, i32>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @non_max_suppression_c2_count(%x: !relax.tensor<[b, n, 6], f32>, %c: !relax.tensor<[b], i64>, %i: !relax.tensor<[b, n], i32>) {
  // expected-error @below {{'relax.non_max_suppression' op element type of 'valid_count' must be 'i32', got 'i64'}}
  %0:3 = relax.non_max_suppression %x, %c, %i : (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b], i64>, !relax.tensor<[b, n], i32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, i32>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @non_max_suppression_c2_places(%x: !relax.tensor<[b, n, 6], f32>, %c: !relax.tensor<[b], i32>, %i: !relax.tensor<[b, n], i64>) {
  // expected-error @below {{'relax.non_max_suppression' op element type of 'indices' must be 'i32', got 'i64'}}
  %0:3 = relax.non_max_suppression %x, %c, %i : (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b, n], i64>) -> (!relax.tensor<*, f32>, !relax.tensor<*, i32>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @non_max_suppression_c3_score(%x: !relax.tensor<[b, n, 6], f32>, %c: !relax.tensor<[b], i32>, %i: !relax.tensor<[b, n], i32>) {
  // expected-error @below {{'relax.non_max_suppression' op 'score_index' must be at least 0, got -1}}
  %0:3 = relax.non_max_suppression %x, %c, %i {score_index = -1 : i64} : (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b, n], i32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, i32>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @non_max_suppression_c3_id(%x: !relax.tensor<[b, n, 6], f32>, %c: !relax.tensor<[b], i32>, %i: !relax.tensor<[b, n], i32>) {
  // expected-error @below {{'relax.non_max_suppression' op 'id_index' must be at least -1, got -2}}
  %0:3 = relax.non_max_suppression %x, %c, %i {id_index = -2 : i64} : (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b, n], i32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, i32>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @non_max_suppression_c3_corner(%x: !relax.tensor<[b, n, 6], f32>, %c: !relax.tensor<[b], i32>, %i: !relax.tensor<[b, n], i32>) {
  // expected-error @below {{'relax.non_max_suppression' op 'coord_start' must be at least 0, got -1}}
  %0:3 = relax.non_max_suppression %x, %c, %i {coord_start = -1 : i64} : (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b, n], i32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, i32>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @non_max_suppression_c4_score(%x: !relax.tensor<[b, n, 6], f32>, %c: !relax.tensor<[b], i32>, %i: !relax.tensor<[b, n], i32>) {
  // expected-error @below {{'relax.non_max_suppression' op 'score_index' must be at most 5, got 6}}
  %0:3 = relax.non_max_suppression %x, %c, %i {score_index = 6 : i64} : (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b, n], i32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, i32>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @non_max_suppression_c4_id(%x: !relax.tensor<[b, n, 6], f32>, %c: !relax.tensor<[b], i32>, %i: !relax.tensor<[b, n], i32>) {
  // expected-error @below {{'relax.non_max_suppression' op 'id_index' must be at most 5, got 6}}
  %0:3 = relax.non_max_suppression %x, %c, %i {id_index = 6 : i64} : (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b, n], i32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, i32>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @non_max_suppression_c4_corner(%x: !relax.tensor<[b, n, 6], f32>, %c: !relax.tensor<[b], i32>, %i: !relax.tensor<[b, n], i32>) {
  // expected-error @below {{'relax.non_max_suppression' op 'coord_start' must be at most 2, got 3}}
  %0:3 = relax.non_max_suppression %x, %c, %i {coord_start = 3 : i64} : (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b, n], i32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, i32>, !relax.tensor<*, i32>)
  return
}

// -----

func.func @median_c1(%x: !relax.tensor<[n, 7], f32>) {
  // expected-error @below {{'relax.median' op axis must be in [-2, 2) for rank 2, got 2}}
  %0:2 = relax.median %x axis = 2 : (!relax.tensor<[n, 7], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, i64>)
  return
}

// -----

func.func @median_c2_axis(%x: !relax.tensor<[n, 0], f32>) {
  // expected-error @below {{'relax.median' op dimension 1 of 'x' must be at least 1, got 0}}
  %0:2 = relax.median %x axis = 1 : (!relax.tensor<[n, 0], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, i64>)
  return
}

// -----

func.func @median_c2_all(%x: !relax.tensor<[4, 0], f32>) {
  // expected-error @below {{'relax.median' op number of elements must be at least 1, got 0}}
  %0:2 = relax.median %x : (!relax.tensor<[4, 0], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, i64>)
  return
}

// -----

func.func @multinomial_from_uniform_c5(%p: !relax.tensor<[b, 0], f32>, %u: !relax.tensor<[3, 1], f32>, %i: !relax.tensor<[3, 1], i64>) {
  // expected-error @below {{'relax.multinomial_from_uniform' op dimension 1 of 'prob' must be at least 1, got 0}}
  %0 = relax.multinomial_from_uniform %p, %u, %i dtype = i64 : (!relax.tensor<[b, 0], f32>, !relax.tensor<[3, 1], f32>, !relax.tensor<[3, 1], i64>) -> !relax.tensor<[3, 1], i64>
  return
}

// -----

func.func @non_max_suppression_c6(%x: !relax.tensor<[b, n, 6], f32>, %c: !relax.tensor<[b], i32>, %i: !relax.tensor<[b, n], i32>) {
  // expected-error @below {{'relax.non_max_suppression' op 'soft_nms_sigma' must be at least 0, got -5.000000e-01}}
  %0:3 = relax.non_max_suppression %x, %c, %i {soft_nms_sigma = -0.5 : f64} : (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b, n], i32>) -> (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b, n], i32>, !relax.tensor<[b, 1], i32>)
  return
}

// -----

func.func @non_max_suppression_c6_nan(%x: !relax.tensor<[b, n, 6], f32>, %c: !relax.tensor<[b], i32>, %i: !relax.tensor<[b, n], i32>) {
  // expected-error @below {{'relax.non_max_suppression' op 'soft_nms_sigma' must be at least 0, got nan}}
  %0:3 = relax.non_max_suppression %x, %c, %i {soft_nms_sigma = 0x7FF8000000000000 : f64} : (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b, n], i32>) -> (!relax.tensor<[b, n, 6], f32>, !relax.tensor<[b, n], i32>, !relax.tensor<[b, 1], i32>)
  return
}

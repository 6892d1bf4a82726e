// One case for each constraint of each operator of the family.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @take_c1(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[k], f32>) {
  // expected-error @below {{'relax.take' op element type of 'indices' must be an integer type other than bool, got 'f32'}}
  %0 = relax.take %x, %i axis = 0 : (!relax.tensor<[n], f32>, !relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
  return
}

// -----

func.func @take_c1_bool(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[k], i1>) {
  // expected-error @below {{'relax.take' op element type of 'indices' must be an integer type other than bool, got 'i1'}}
  %0 = relax.take %x, %i axis = 0 : (!relax.tensor<[n], f32>, !relax.tensor<[k], i1>) -> !relax.tensor<[k], f32>
  return
}

// -----

func.func @take_c2(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[k], i64>) {
  // expected-error @below {{'relax.take' op axis must be in [-1, 1) for rank 1, got 1}}
  %0 = relax.take %x, %i axis = 1 : (!relax.tensor<[n], f32>, !relax.tensor<[k], i64>) -> !relax.tensor<[k], f32>
  return
}

// -----

func.func @take_c3(%x: !relax.tensor<[n, m], f32>, %i: !relax.tensor<[k], i64>) {
  // expected-error @below {{'relax.take' op rank of 'x' must be 1 without 'axis', got 2}}
  %0 = relax.take %x, %i : (!relax.tensor<[n, m], f32>, !relax.tensor<[k], i64>) -> !relax.tensor<[k], f32>
  return
}

// -----

func.func @take_c4(%x: !relax.tensor<[0, m], f32>, %i: !relax.tensor<[2], i64>) {
  // expected-error @below {{'relax.take' op dimension 0 of 'x' must be at least 1, got 0}}
  %0 = relax.take %x, %i axis = 0 : (!relax.tensor<[0, m], f32>, !relax.tensor<[2], i64>) -> !relax.tensor<[2, m], f32>
  return
}

// -----

func.func @take_c5(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %i: !relax.tensor<[2], i64, #relax.vdevice<"cpu", 0>>) {
  // expected-error @below {{'relax.take' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cpu", 0>}}
  %0 = relax.take %x, %i axis = 0 : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[2], i64, #relax.vdevice<"cpu", 0>>) -> !relax.tensor<[2], f32>
  return
}

// -----

func.func @strided_slice_c1_begin(%x: !relax.tensor<[n], f32>, %b: !sym.int<1>) {
  // expected-error @below {{'relax.strided_slice' op 'begin' must have one entry for each axis, got 2 for 1}}
  %0 = relax.strided_slice %x begin = [%b, %b] end = [%b] axes = [0] : (!relax.tensor<[n], f32>, !sym.int<1>, !sym.int<1>, !sym.int<1>) -> !relax.tensor<[?], f32>
  return
}

// -----

func.func @strided_slice_c1_end(%x: !relax.tensor<[n], f32>, %b: !sym.int<1>) {
  // expected-error @below {{'relax.strided_slice' op 'end' must have one entry for each axis, got 0 for 1}}
  %0 = relax.strided_slice %x begin = [%b] end = [] axes = [0] : (!relax.tensor<[n], f32>, !sym.int<1>) -> !relax.tensor<[?], f32>
  return
}

// -----

func.func @strided_slice_c1_strides(%x: !relax.tensor<[n], f32>, %b: !sym.int<1>) {
  // expected-error @below {{'relax.strided_slice' op 'strides' must have one entry for each axis, got 2 for 1}}
  %0 = relax.strided_slice %x begin = [%b] end = [%b] strides = [%b, %b] axes = [0] : (!relax.tensor<[n], f32>, !sym.int<1>, !sym.int<1>, !sym.int<1>, !sym.int<1>) -> !relax.tensor<[?], f32>
  return
}

// -----

func.func @strided_slice_c2(%x: !relax.tensor<[n], f32>, %b: !sym.int<1>) {
  // expected-error @below {{'relax.strided_slice' op axis must be in [-1, 1) for rank 1, got -2}}
  %0 = relax.strided_slice %x begin = [%b] end = [%b] axes = [-2] : (!relax.tensor<[n], f32>, !sym.int<1>, !sym.int<1>) -> !relax.tensor<[?], f32>
  return
}

// -----

func.func @strided_slice_c3(%x: !relax.tensor<[n], f32>, %b: !sym.int<1>) {
  // expected-error @below {{'relax.strided_slice' op axes must be different, got 0 twice}}
  %0 = relax.strided_slice %x begin = [%b, %b] end = [%b, %b] axes = [0, -1] : (!relax.tensor<[n], f32>, !sym.int<1>, !sym.int<1>, !sym.int<1>, !sym.int<1>) -> !relax.tensor<[?], f32>
  return
}

// -----

func.func @strided_slice_c4(%x: !relax.tensor<[n], f32>, %b: !sym.int<1>, %s: !sym.int<0>) {
  // expected-error @below {{'relax.strided_slice' op stride must not be 0, got 0}}
  %0 = relax.strided_slice %x begin = [%b] end = [%b] strides = [%s] axes = [0] : (!relax.tensor<[n], f32>, !sym.int<1>, !sym.int<1>, !sym.int<0>) -> !relax.tensor<[?], f32>
  return
}

// -----

func.func @strided_slice_c5(%x: !relax.tensor<[4611686018427387904 * n], f32>, %b: !sym.int<4611686018427387904 * n + 1>, %e: !sym.int<m>) {
  // expected-error @below {{'relax.strided_slice' op sizes of the result must be within the limits of symbolic expressions}}
  %0 = relax.strided_slice %x begin = [%b] end = [%e] axes = [0] : (!relax.tensor<[4611686018427387904 * n], f32>, !sym.int<4611686018427387904 * n + 1>, !sym.int<m>) -> !relax.tensor<[?], f32>
  return
}

// -----

func.func @strided_slice_result(%x: !relax.tensor<[8], f32>, %b: !sym.int<1>, %e: !sym.int<-1>) {
  // expected-error @below {{'relax.strided_slice' op dimension 0 of the result must be 6, got 7}}
  %0 = relax.strided_slice %x begin = [%b] end = [%e] axes = [0] : (!relax.tensor<[8], f32>, !sym.int<1>, !sym.int<-1>) -> !relax.tensor<[7], f32>
  return
}

// -----

func.func @gather_elements_c1(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[k], f64>) {
  // expected-error @below {{'relax.gather_elements' op element type of 'indices' must be an integer type other than bool, got 'f64'}}
  %0 = relax.gather_elements %x, %i axis = 0 : (!relax.tensor<[n], f32>, !relax.tensor<[k], f64>) -> !relax.tensor<[k], f32>
  return
}

// -----

func.func @gather_elements_c2(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[k, 1], i64>) {
  // expected-error @below {{'relax.gather_elements' op ranks of 'x' and 'indices' must be equal, got 1 and 2}}
  %0 = relax.gather_elements %x, %i axis = 0 : (!relax.tensor<[n], f32>, !relax.tensor<[k, 1], i64>) -> !relax.tensor<[k], f32>
  return
}

// -----

func.func @gather_elements_c3(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[k], i64>) {
  // expected-error @below {{'relax.gather_elements' op axis must be in [-1, 1) for rank 1, got 2}}
  %0 = relax.gather_elements %x, %i axis = 2 : (!relax.tensor<[n], f32>, !relax.tensor<[k], i64>) -> !relax.tensor<[k], f32>
  return
}

// -----

func.func @gather_elements_c4(%x: !relax.tensor<[n, 2], f32>, %i: !relax.tensor<[k, 3], i64>) {
  // expected-error @below {{'relax.gather_elements' op dimension 1 of 'indices' must be at most 2, got 3}}
  %0 = relax.gather_elements %x, %i axis = 0 : (!relax.tensor<[n, 2], f32>, !relax.tensor<[k, 3], i64>) -> !relax.tensor<[k, 3], f32>
  return
}

// -----

func.func @gather_elements_c5(%x: !relax.tensor<[0], f32>, %i: !relax.tensor<[3], i64>) {
  // expected-error @below {{'relax.gather_elements' op dimension 0 of 'x' must be at least 1, got 0}}
  %0 = relax.gather_elements %x, %i axis = 0 : (!relax.tensor<[0], f32>, !relax.tensor<[3], i64>) -> !relax.tensor<[3], f32>
  return
}

// -----

func.func @gather_nd_c1(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[k, 1], f32>) {
  // expected-error @below {{'relax.gather_nd' op element type of 'indices' must be an integer type other than bool, got 'f32'}}
  %0 = relax.gather_nd %x, %i batch_dims = 0 : (!relax.tensor<[n], f32>, !relax.tensor<[k, 1], f32>) -> !relax.tensor<[k], f32>
  return
}

// -----

func.func @gather_nd_c2_negative(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[k, 1], i64>) {
  // expected-error @below {{'relax.gather_nd' op 'batch_dims' must not be negative, got -1}}
  %0 = relax.gather_nd %x, %i batch_dims = -1 : (!relax.tensor<[n], f32>, !relax.tensor<[k, 1], i64>) -> !relax.tensor<[k], f32>
  return
}

// -----

func.func @gather_nd_c2(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[n, 1], i64>) {
  // expected-error @below {{'relax.gather_nd' op 'batch_dims' must be less than both ranks, got 1 for rank 1}}
  %0 = relax.gather_nd %x, %i batch_dims = 1 : (!relax.tensor<[n], f32>, !relax.tensor<[n, 1], i64>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @gather_nd_c3(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[k, 2], i64>) {
  // expected-error @below {{'relax.gather_nd' op last dimension of 'indices' must be at most 1, got 2}}
  %0 = relax.gather_nd %x, %i batch_dims = 0 : (!relax.tensor<[n], f32>, !relax.tensor<[k, 2], i64>) -> !relax.tensor<[k], f32>
  return
}

// -----

func.func @gather_nd_c3_symbol(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[k, m], i64>) {
  // expected-error @below {{'relax.gather_nd' op last dimension of 'indices' must be a constant, got m}}
  %0 = relax.gather_nd %x, %i batch_dims = 0 : (!relax.tensor<[n], f32>, !relax.tensor<[k, m], i64>) -> !relax.tensor<[k], f32>
  return
}

// -----

func.func @gather_nd_scalar_indices(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[], i64>) {
  // expected-error @below {{'relax.gather_nd' op rank of 'indices' must be at least 1, got 0}}
  %0 = relax.gather_nd %x, %i batch_dims = 0 : (!relax.tensor<[n], f32>, !relax.tensor<[], i64>) -> !relax.tensor<[k], f32>
  return
}

// -----

func.func @gather_nd_c4(%x: !relax.tensor<[2, n], f32>, %i: !relax.tensor<[3, 1], i64>) {
  // expected-error @below {{'relax.gather_nd' op dimension 0 of 'x' and 'indices' must be equal, got 2 and 3}}
  %0 = relax.gather_nd %x, %i batch_dims = 1 : (!relax.tensor<[2, n], f32>, !relax.tensor<[3, 1], i64>) -> !relax.tensor<[?], f32>
  return
}

// -----

func.func @gather_nd_c5(%x: !relax.tensor<[2, 0], f32>, %i: !relax.tensor<[2, 1], i64>) {
  // expected-error @below {{'relax.gather_nd' op dimension 1 of 'x' must be at least 1, got 0}}
  %0 = relax.gather_nd %x, %i batch_dims = 1 : (!relax.tensor<[2, 0], f32>, !relax.tensor<[2, 1], i64>) -> !relax.tensor<[2], f32>
  return
}

// -----

func.func @scatter_elements_c1(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[k], f32>, %u: !relax.tensor<[k], f32>) {
  // expected-error @below {{'relax.scatter_elements' op element type of 'indices' must be an integer type other than bool, got 'f32'}}
  %0 = relax.scatter_elements %x, %i, %u axis = 0 reduction = "none" : (!relax.tensor<[n], f32>, !relax.tensor<[k], f32>, !relax.tensor<[k], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @scatter_elements_c2(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[], i64>, %u: !relax.tensor<[], f32>) {
  // expected-error @below {{'relax.scatter_elements' op ranks of 'x' and 'indices' must be equal, got 1 and 0}}
  %0 = relax.scatter_elements %x, %i, %u axis = 0 reduction = "none" : (!relax.tensor<[n], f32>, !relax.tensor<[], i64>, !relax.tensor<[], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @scatter_elements_c3(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[k], i64>, %u: !relax.tensor<[k], f32>) {
  // expected-error @below {{'relax.scatter_elements' op axis must be in [-1, 1) for rank 1, got 1}}
  %0 = relax.scatter_elements %x, %i, %u axis = 1 reduction = "none" : (!relax.tensor<[n], f32>, !relax.tensor<[k], i64>, !relax.tensor<[k], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @scatter_elements_c4(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[3], i64>, %u: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.scatter_elements' op dimension 0 of 'updates' and what the indices ask for must be equal, got 3 and 2}}
  %0 = relax.scatter_elements %x, %i, %u axis = 0 reduction = "none" : (!relax.tensor<[n], f32>, !relax.tensor<[3], i64>, !relax.tensor<[2], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @scatter_elements_c4_rank(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[3], i64>, %u: !relax.tensor<[3, 1], f32>) {
  // expected-error @below {{'relax.scatter_elements' op shape of 'updates' must be [3], got [3, 1]}}
  %0 = relax.scatter_elements %x, %i, %u axis = 0 reduction = "none" : (!relax.tensor<[n], f32>, !relax.tensor<[3], i64>, !relax.tensor<[3, 1], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @scatter_elements_c5(%x: !relax.tensor<[n, 2], f32>, %i: !relax.tensor<[k, 3], i64>, %u: !relax.tensor<[k, 3], f32>) {
  // expected-error @below {{'relax.scatter_elements' op dimension 1 of 'indices' must be at most 2, got 3}}
  %0 = relax.scatter_elements %x, %i, %u axis = 0 reduction = "none" : (!relax.tensor<[n, 2], f32>, !relax.tensor<[k, 3], i64>, !relax.tensor<[k, 3], f32>) -> !relax.tensor<[n, 2], f32>
  return
}

// -----

func.func @scatter_elements_c6(%x: !relax.tensor<[0], f32>, %i: !relax.tensor<[3], i64>, %u: !relax.tensor<[3], f32>) {
  // expected-error @below {{'relax.scatter_elements' op dimension 0 of 'x' must be at least 1, got 0}}
  %0 = relax.scatter_elements %x, %i, %u axis = 0 reduction = "none" : (!relax.tensor<[0], f32>, !relax.tensor<[3], i64>, !relax.tensor<[3], f32>) -> !relax.tensor<[0], f32>
  return
}

// -----

func.func @scatter_elements_c7(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[3], i64>, %u: !relax.tensor<[3], f32>) {
  // expected-error @below {{'relax.scatter_elements' op 'reduction' must be none, add, mul, min or max, got mean}}
  %0 = relax.scatter_elements %x, %i, %u axis = 0 reduction = "mean" : (!relax.tensor<[n], f32>, !relax.tensor<[3], i64>, !relax.tensor<[3], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @scatter_elements_c8(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[3], i64>, %u: !relax.tensor<[3], f16>) {
  // expected-error @below {{'relax.scatter_elements' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.scatter_elements %x, %i, %u axis = 0 reduction = "add" : (!relax.tensor<[n], f32>, !relax.tensor<[3], i64>, !relax.tensor<[3], f16>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @scatter_nd_c1(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[k, 1], f32>, %u: !relax.tensor<[k], f32>) {
  // expected-error @below {{'relax.scatter_nd' op element type of 'indices' must be an integer type other than bool, got 'f32'}}
  %0 = relax.scatter_nd %x, %i, %u reduction = "none" : (!relax.tensor<[n], f32>, !relax.tensor<[k, 1], f32>, !relax.tensor<[k], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @scatter_nd_c2(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[], i64>, %u: !relax.tensor<[k], f32>) {
  // expected-error @below {{'relax.scatter_nd' op rank of 'indices' must be at least 1, got 0}}
  %0 = relax.scatter_nd %x, %i, %u reduction = "none" : (!relax.tensor<[n], f32>, !relax.tensor<[], i64>, !relax.tensor<[k], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @scatter_nd_c3(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[k, 2], i64>, %u: !relax.tensor<[k], f32>) {
  // expected-error @below {{'relax.scatter_nd' op last dimension of 'indices' must be at most 1, got 2}}
  %0 = relax.scatter_nd %x, %i, %u reduction = "none" : (!relax.tensor<[n], f32>, !relax.tensor<[k, 2], i64>, !relax.tensor<[k], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @scatter_nd_c4(%x: !relax.tensor<[n, 4], f32>, %i: !relax.tensor<[k, 1], i64>, %u: !relax.tensor<[k], f32>) {
  // expected-error @below {{'relax.scatter_nd' op shape of 'updates' must be [k, 4], got [k]}}
  %0 = relax.scatter_nd %x, %i, %u reduction = "none" : (!relax.tensor<[n, 4], f32>, !relax.tensor<[k, 1], i64>, !relax.tensor<[k], f32>) -> !relax.tensor<[n, 4], f32>
  return
}

// -----

func.func @scatter_nd_c5(%x: !relax.tensor<[0], f32>, %i: !relax.tensor<[2, 1], i64>, %u: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.scatter_nd' op dimension 0 of 'x' must be at least 1, got 0}}
  %0 = relax.scatter_nd %x, %i, %u reduction = "none" : (!relax.tensor<[0], f32>, !relax.tensor<[2, 1], i64>, !relax.tensor<[2], f32>) -> !relax.tensor<[0], f32>
  return
}

// -----

func.func @scatter_nd_c6(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[2, 1], i64>, %u: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.scatter_nd' op 'reduction' must be none, add, mul, min or max, got }}
  %0 = relax.scatter_nd %x, %i, %u reduction = "" : (!relax.tensor<[n], f32>, !relax.tensor<[2, 1], i64>, !relax.tensor<[2], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @scatter_nd_c7(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[2, 1], i64>, %u: !relax.tensor<[2], i32>) {
  // expected-error @below {{'relax.scatter_nd' op element types must be equal, got 'f32' and 'i32'}}
  %0 = relax.scatter_nd %x, %i, %u reduction = "none" : (!relax.tensor<[n], f32>, !relax.tensor<[2, 1], i64>, !relax.tensor<[2], i32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @where_c1(%c: !relax.tensor<[n], i8>, %x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.where' op element type of 'condition' must be i1, got 'i8'}}
  %0 = relax.where %c, %x, %x : (!relax.tensor<[n], i8>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @where_c2(%c: !relax.tensor<[3], i1>, %x: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.where' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.where %c, %x, %x : (!relax.tensor<[3], i1>, !relax.tensor<[2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[3], f32>
  return
}

// -----

func.func @where_c3(%c: !relax.tensor<[3], i1>, %x: !relax.tensor<[3], f32>, %y: !relax.tensor<[3], f64>) {
  // expected-error @below {{'relax.where' op element types must be equal, got 'f32' and 'f64'}}
  %0 = relax.where %c, %x, %y : (!relax.tensor<[3], i1>, !relax.tensor<[3], f32>, !relax.tensor<[3], f64>) -> !relax.tensor<[3], f32>
  return
}

// -----

func.func @index_tensor_c1_none(%x: !relax.tensor<[n, m, 8], f32>) {
  // expected-error @below {{'relax.index_tensor' op there must be at least one tensor of indices, got 0}}
  %0 = relax.index_tensor %x indices = [] : (!relax.tensor<[n, m, 8], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @index_tensor_c1_many(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[k, 1], i64>) {
  // expected-error @below {{'relax.index_tensor' op number of tensors of indices must be at most the rank of 'x', got 2 and 1}}
  %0 = relax.index_tensor %x indices = [%i, %i] : (!relax.tensor<[n], f32>, !relax.tensor<[k, 1], i64>, !relax.tensor<[k, 1], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @index_tensor_c2(%x: !relax.tensor<[n, m, 8], f32>, %i: !relax.tensor<[k], f32>) {
  // expected-error @below {{'relax.index_tensor' op element type of 'indices' must be an integer type other than bool, got 'f32'}}
  %0 = relax.index_tensor %x indices = [%i] : (!relax.tensor<[n, m, 8], f32>, !relax.tensor<[k], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @index_tensor_c3(%x: !relax.tensor<[n, m, 8], f32>, %i: !relax.tensor<[2], i64>, %j: !relax.tensor<[3], i64>) {
  // expected-error @below {{'relax.index_tensor' op dimension -1 of the operands must be equal or 1 to broadcast, got 2 and 3}}
  %0 = relax.index_tensor %x indices = [%i, %j] : (!relax.tensor<[n, m, 8], f32>, !relax.tensor<[2], i64>, !relax.tensor<[3], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @index_tensor_c4(%x: !relax.tensor<[n, 0], f32>, %i: !relax.tensor<[2], i64>) {
  // expected-error @below {{'relax.index_tensor' op dimension 1 of 'x' must be at least 1, got 0}}
  %0 = relax.index_tensor %x indices = [%i, %i] : (!relax.tensor<[n, 0], f32>, !relax.tensor<[2], i64>, !relax.tensor<[2], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @index_put_c1(%x: !relax.tensor<[n, m, 8], f32>, %v: !relax.tensor<[8], f32>, %i: !relax.tensor<[k], f32>) {
  // expected-error @below {{'relax.index_put' op element type of 'indices' must be an integer type other than bool, got 'f32'}}
  %0 = relax.index_put %x, %v indices = [%i] : (!relax.tensor<[n, m, 8], f32>, !relax.tensor<[8], f32>, !relax.tensor<[k], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @index_put_c2(%x: !relax.tensor<[n, m, 8], f32>, %v: !relax.tensor<[8], f16>, %i: !relax.tensor<[3], ui8>) {
  // expected-error @below {{'relax.index_put' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.index_put %x, %v indices = [%i] : (!relax.tensor<[n, m, 8], f32>, !relax.tensor<[8], f16>, !relax.tensor<[3], ui8>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @index_put_c3(%x: !relax.tensor<[n, 8], f32>, %v: !relax.tensor<[7], f32>, %i: !relax.tensor<[3], ui8>) {
  // expected-error @below {{'relax.index_put' op dimension 0 of the operand must be 1 or equal to dimension 1 of the target shape, got 7 and 8}}
  %0 = relax.index_put %x, %v indices = [%i] : (!relax.tensor<[n, 8], f32>, !relax.tensor<[7], f32>, !relax.tensor<[3], ui8>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @slice_scatter_c1(%x: !relax.tensor<[n, 8], f32>, %y: !relax.tensor<[4, 8], f32>, %b: !sym.int<0>, %e: !sym.int<4>, %s: !sym.int<1>) {
  // expected-error @below {{'relax.slice_scatter' op axis must be in [-2, 2) for rank 2, got 2}}
  %0 = relax.slice_scatter %x, %y begin = %b end = %e stride = %s axis = 2 : (!relax.tensor<[n, 8], f32>, !relax.tensor<[4, 8], f32>, !sym.int<0>, !sym.int<4>, !sym.int<1>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @slice_scatter_c2(%x: !relax.tensor<[n, 8], f32>, %y: !relax.tensor<[4, 8], f32>, %b: !sym.int<0>, %e: !sym.int<4>, %s: !sym.int<0>) {
  // expected-error @below {{'relax.slice_scatter' op stride must be at least 1, got 0}}
  %0 = relax.slice_scatter %x, %y begin = %b end = %e stride = %s axis = 0 : (!relax.tensor<[n, 8], f32>, !relax.tensor<[4, 8], f32>, !sym.int<0>, !sym.int<4>, !sym.int<0>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @slice_scatter_c3(%x: !relax.tensor<[n, 8], f32>, %y: !relax.tensor<[n, 5], f32>, %b: !sym.int<0>, %e: !sym.int<4>, %s: !sym.int<1>) {
  // expected-error @below {{'relax.slice_scatter' op dimension 1 of the slice and of 'src' must be equal, got 4 and 5}}
  %0 = relax.slice_scatter %x, %y begin = %b end = %e stride = %s axis = 1 : (!relax.tensor<[n, 8], f32>, !relax.tensor<[n, 5], f32>, !sym.int<0>, !sym.int<4>, !sym.int<1>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @slice_scatter_c3_rank(%x: !relax.tensor<[n, 8], f32>, %y: !relax.tensor<[4], f32>, %b: !sym.int<0>, %e: !sym.int<4>, %s: !sym.int<1>) {
  // expected-error @below {{'relax.slice_scatter' op shape of 'src' must be [n, 4], got [4]}}
  %0 = relax.slice_scatter %x, %y begin = %b end = %e stride = %s axis = 1 : (!relax.tensor<[n, 8], f32>, !relax.tensor<[4], f32>, !sym.int<0>, !sym.int<4>, !sym.int<1>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @slice_scatter_limits(%x: !relax.tensor<[4611686018427387904 * n], f32>, %y: !relax.tensor<[?], f32>, %b: !sym.int<4611686018427387904 * n + 1>, %e: !sym.int<m>, %s: !sym.int<1>) {
  // expected-error @below {{'relax.slice_scatter' op size of the slice must be within the limits of symbolic expressions}}
  %0 = relax.slice_scatter %x, %y begin = %b end = %e stride = %s axis = 0 : (!relax.tensor<[4611686018427387904 * n], f32>, !relax.tensor<[?], f32>, !sym.int<4611686018427387904 * n + 1>, !sym.int<m>, !sym.int<1>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @slice_scatter_c4(%x: !relax.tensor<[n, 8], f32>, %y: !relax.tensor<[n, 4], f16>, %b: !sym.int<0>, %e: !sym.int<4>, %s: !sym.int<1>) {
  // expected-error @below {{'relax.slice_scatter' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.slice_scatter %x, %y begin = %b end = %e stride = %s axis = 1 : (!relax.tensor<[n, 8], f32>, !relax.tensor<[n, 4], f16>, !sym.int<0>, !sym.int<4>, !sym.int<1>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @bucketize_c1(%x: !relax.tensor<[n], f32>, %b: !relax.tensor<[n, 1], f32>) {
  // expected-error @below {{'relax.bucketize' op rank of 'boundaries' must be 1, got 2}}
  %0 = relax.bucketize %x, %b dtype = i64 : (!relax.tensor<[n], f32>, !relax.tensor<[n, 1], f32>) -> !relax.tensor<*, i64>
  return
}

// -----

func.func @bucketize_c2(%x: !relax.tensor<[n], i1>, %b: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.bucketize' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.bucketize %x, %b dtype = i64 : (!relax.tensor<[n], i1>, !relax.tensor<[n], i1>) -> !relax.tensor<*, i64>
  return
}

// -----

func.func @bucketize_c2_equal(%x: !relax.tensor<[n], f32>, %b: !relax.tensor<[n], f64>) {
  // expected-error @below {{'relax.bucketize' op element types must be equal, got 'f32' and 'f64'}}
  %0 = relax.bucketize %x, %b dtype = i64 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f64>) -> !relax.tensor<*, i64>
  return
}

// -----

func.func @bucketize_c3(%x: !relax.tensor<[n], f32>, %b: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.bucketize' op 'dtype' must be i32 or i64, got 'f32'}}
  %0 = relax.bucketize %x, %b dtype = f32 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<*, f32>
  return
}

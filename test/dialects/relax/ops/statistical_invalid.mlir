// One case for each constraint.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @min_c1(%x: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.min' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.min %x : (!relax.tensor<[n], i1>) -> !relax.tensor<[], i1>
  return
}

// -----

func.func @prod_c1(%x: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.prod' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.prod %x : (!relax.tensor<[n], i1>) -> !relax.tensor<[], i1>
  return
}

// -----

func.func @variance_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.variance' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.variance %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[], i32>
  return
}

// -----

func.func @std_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.std' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.std %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[], i32>
  return
}

// -----

func.func @min_c2(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.min' op axis must be in [-1, 1) for rank 1, got 1}}
  %0 = relax.min %x axis = [1] : (!relax.tensor<[n], f32>) -> !relax.tensor<[], f32>
  return
}

// -----

func.func @min_c3(%x: !relax.tensor<[n, m], f32>) {
  // expected-error @below {{'relax.min' op axes must be different, got 1 twice}}
  %0 = relax.min %x axis = [1, -1] : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @prod_c2(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.prod' op axis must be in [-1, 1) for rank 1, got 1}}
  %0 = relax.prod %x axis = [1] : (!relax.tensor<[n], f32>) -> !relax.tensor<[], f32>
  return
}

// -----

func.func @prod_c3(%x: !relax.tensor<[n, m], f32>) {
  // expected-error @below {{'relax.prod' op axes must be different, got 1 twice}}
  %0 = relax.prod %x axis = [1, -1] : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @variance_c2(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.variance' op axis must be in [-1, 1) for rank 1, got 1}}
  %0 = relax.variance %x axis = [1] : (!relax.tensor<[n], f32>) -> !relax.tensor<[], f32>
  return
}

// -----

func.func @variance_c3(%x: !relax.tensor<[n, m], f32>) {
  // expected-error @below {{'relax.variance' op axes must be different, got 1 twice}}
  %0 = relax.variance %x axis = [1, -1] : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @std_c2(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.std' op axis must be in [-1, 1) for rank 1, got 1}}
  %0 = relax.std %x axis = [1] : (!relax.tensor<[n], f32>) -> !relax.tensor<[], f32>
  return
}

// -----

func.func @std_c3(%x: !relax.tensor<[n, m], f32>) {
  // expected-error @below {{'relax.std' op axes must be different, got 1 twice}}
  %0 = relax.std %x axis = [1, -1] : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @argmax_c1(%x: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.argmax' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.argmax %x : (!relax.tensor<[n], i1>) -> !relax.tensor<[], i64>
  return
}

// -----

func.func @argmax_c2(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.argmax' op axis must be in [-1, 1) for rank 1, got -2}}
  %0 = relax.argmax %x axis = -2 : (!relax.tensor<[n], f32>) -> !relax.tensor<[], i64>
  return
}

// -----

func.func @argmin_c1(%x: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.argmin' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.argmin %x : (!relax.tensor<[n], i1>) -> !relax.tensor<[], i64>
  return
}

// -----

func.func @argmin_c2(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.argmin' op axis must be in [-1, 1) for rank 1, got -2}}
  %0 = relax.argmin %x axis = -2 : (!relax.tensor<[n], f32>) -> !relax.tensor<[], i64>
  return
}

// -----

func.func @argmax_result(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.argmax' op element type of the result must be 'i64', got 'i32'}}
  %0 = relax.argmax %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[], i32>
  return
}

// -----

func.func @cumsum_c1(%x: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.cumsum' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.cumsum %x axis = 0 : (!relax.tensor<[n], i1>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @cumsum_c1_dtype(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.cumsum' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.cumsum %x axis = 0 dtype = i1 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @cumsum_c2(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.cumsum' op axis must be in [-1, 1) for rank 1, got 3}}
  %0 = relax.cumsum %x axis = 3 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @cumsum_c3(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.cumsum' op 'dtype' must be an element type of tensors, got 'index'}}
  %0 = relax.cumsum %x axis = 0 dtype = index : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @cumprod_c1(%x: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.cumprod' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.cumprod %x axis = 0 : (!relax.tensor<[n], i1>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @cumprod_c1_dtype(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.cumprod' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.cumprod %x axis = 0 dtype = i1 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @cumprod_c2(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.cumprod' op axis must be in [-1, 1) for rank 1, got 3}}
  %0 = relax.cumprod %x axis = 3 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @cumprod_c3(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.cumprod' op 'dtype' must be an element type of tensors, got 'index'}}
  %0 = relax.cumprod %x axis = 0 dtype = index : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @einsum_c1_none() {
  // expected-error @below {{'relax.einsum' op there must be at least one tensor, got 0}}
  %0 = relax.einsum ""() : () -> !relax.tensor<[], f32>
  return
}

// -----

func.func @einsum_c1(%x0: !relax.tensor<[n, m], f32>, %x1: !relax.tensor<[m], f32>) {
  // expected-error @below {{'relax.einsum' op subscripts must name as many operands as there are, got 1 and 2}}
  %0 = relax.einsum "ij"(%x0, %x1) : (!relax.tensor<[n, m], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n, m], f32>
  return
}

// -----

func.func @einsum_ellipsis_dims(%x0: !relax.tensor<[2, n], f32>, %x1: !relax.tensor<[3, n], f32>) {
  // expected-error @below {{'relax.einsum' op dimensions under '...' must be equal or 1 to broadcast, got 2 and 3}}
  %0 = relax.einsum "...i,...i->...i"(%x0, %x1) : (!relax.tensor<[2, n], f32>, !relax.tensor<[3, n], f32>) -> !relax.tensor<[?, n], f32>
  return
}

// -----

func.func @einsum_c2(%x0: !relax.tensor<[n, m], f32>) {
  // expected-error @below {{'relax.einsum' op subscripts must consist of letters, '...', ',' and '->', got 'i1->i'}}
  %0 = relax.einsum "i1->i"(%x0) : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @einsum_c2_arrows(%x0: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.einsum' op subscripts must consist of letters, '...', ',' and '->', got 'i->j->i'}}
  %0 = relax.einsum "i->j->i"(%x0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @einsum_c2_ellipsis(%x0: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.einsum' op a term of the subscripts must have '...' at most once, got '...i...'}}
  %0 = relax.einsum "...i..."(%x0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @einsum_c3(%x0: !relax.tensor<[n, m], f32>) {
  // expected-error @below {{'relax.einsum' op subscripts of operand 0 must name its dimensions, got 'ijk' and rank 2}}
  %0 = relax.einsum "ijk->i"(%x0) : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @einsum_c3_ellipsis(%x0: !relax.tensor<[n, m], f32>) {
  // expected-error @below {{'relax.einsum' op subscripts of operand 0 must name its dimensions, got '...ijk' and rank 2}}
  %0 = relax.einsum "...ijk->i"(%x0) : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @einsum_c4_unknown(%x0: !relax.tensor<[n, m], f32>) {
  // expected-error @below {{'relax.einsum' op a letter of the result must occur in an operand, got 'k' in 'ij->ik'}}
  %0 = relax.einsum "ij->ik"(%x0) : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  return
}

// -----

func.func @einsum_c4_twice(%x0: !relax.tensor<[n, m], f32>) {
  // expected-error @below {{'relax.einsum' op a letter must occur in the result once, got 'i' in 'ij->ii'}}
  %0 = relax.einsum "ij->ii"(%x0) : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, n], f32>
  return
}

// -----

func.func @einsum_c4_ellipsis(%x0: !relax.tensor<[n, m], f32>) {
  // expected-error @below {{'relax.einsum' op the result must have '...' where operands have dimensions there, got '...i->i'}}
  %0 = relax.einsum "...i->i"(%x0) : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[m], f32>
  return
}

// -----

func.func @einsum_c4_no_ellipsis(%x0: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.einsum' op the result must have '...' only where an operand has, got 'i->...i'}}
  %0 = relax.einsum "i->...i"(%x0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @einsum_c5(%x0: !relax.tensor<[n, 3], f32>, %x1: !relax.tensor<[4, m], f32>) {
  // expected-error @below {{'relax.einsum' op dimensions of one letter must be equal, got 3 and 4}}
  %0 = relax.einsum "ij,jk->ik"(%x0, %x1) : (!relax.tensor<[n, 3], f32>, !relax.tensor<[4, m], f32>) -> !relax.tensor<[n, m], f32>
  return
}

// -----

func.func @einsum_c6(%x0: !relax.tensor<[n], f32>, %x1: !relax.tensor<[n], f16>) {
  // expected-error @below {{'relax.einsum' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.einsum "i,i->i"(%x0, %x1) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f16>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @einsum_c6_bool(%x0: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.einsum' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.einsum "i->i"(%x0) : (!relax.tensor<[n], i1>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @outer_c1(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n, 2], f32>) {
  // expected-error @below {{'relax.outer' op rank of 'rhs' must be 1, got 2}}
  %0 = relax.outer %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n, 2], f32>) -> !relax.tensor<[n, n], f32>
  return
}

// -----

func.func @outer_c2(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.outer' op element types must be equal, got 'f32' and 'i32'}}
  %0 = relax.outer %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], i32>) -> !relax.tensor<[n, n], f32>
  return
}

// -----

func.func @collapse_sum_to_c1(%x: !relax.tensor<[n, 4], i1>, %s: !relax.shape<[4]>) {
  // expected-error @below {{'relax.collapse_sum_to' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.collapse_sum_to %x, %s : (!relax.tensor<[n, 4], i1>, !relax.shape<[4]>) -> !relax.tensor<*, i1>
  return
}

// -----

func.func @collapse_sum_to_c2(%x: !relax.tensor<[4], f32>, %s: !relax.shape<[n, 4]>) {
  // expected-error @below {{'relax.collapse_sum_to' op rank of the result must be at most that of 'x', got 2 and 1}}
  %0 = relax.collapse_sum_to %x, %s : (!relax.tensor<[4], f32>, !relax.shape<[n, 4]>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @collapse_sum_to_c3(%x: !relax.tensor<[n, 4], f32>, %s: !relax.shape<[3]>) {
  // expected-error @below {{'relax.collapse_sum_to' op dimension 0 of the result must be 1 or equal to dimension 1 of 'x', got 3 and 4}}
  %0 = relax.collapse_sum_to %x, %s : (!relax.tensor<[n, 4], f32>, !relax.shape<[3]>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @collapse_sum_like_c1(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[3], f32>) {
  // expected-error @below {{'relax.collapse_sum_like' op dimension 0 of the result must be 1 or equal to dimension 1 of 'x', got 3 and 4}}
  %0 = relax.collapse_sum_like %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[3], f32>) -> !relax.tensor<*, f32>
  return
}

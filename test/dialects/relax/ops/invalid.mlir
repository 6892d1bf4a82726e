// One case for each constraint of each operator.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

//===----------------------------------------------------------------------===//
// Element-wise
//===----------------------------------------------------------------------===//

func.func @exp_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.exp' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.exp %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @tanh_c1(%x: !relax.tensor<[n], ui8>) {
  // expected-error @below {{'relax.tanh' op element type must be a floating-point type, got 'ui8'}}
  %0 = relax.tanh %x : (!relax.tensor<[n], ui8>) -> !relax.tensor<[n], ui8>
  return
}

// -----

func.func @sigmoid_c1(%x: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.sigmoid' op element type must be a floating-point type, got 'i1'}}
  %0 = relax.sigmoid %x : (!relax.tensor<[n], i1>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @operand_is_no_tensor(%x: !relax.object) {
  // expected-error @below {{'relax.exp' op operand #0 must be relax tensor, but got '!relax.object'}}
  %0 = relax.exp %x : (!relax.object) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @add_c1_different(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f16>) {
  // expected-error @below {{'relax.add' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.add %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f16>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @subtract_c1_bool(%x: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.subtract' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.subtract %x, %x : (!relax.tensor<[n], i1>, !relax.tensor<[n], i1>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @multiply_c1_bool_on_the_right(%x: !relax.tensor<[n], ?>, %y: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.multiply' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.multiply %x, %y : (!relax.tensor<[n], ?>, !relax.tensor<[n], i1>) -> !relax.tensor<[n], ?>
  return
}

// -----

func.func @divide_c2(%x: !relax.tensor<[n, 3], f32>, %y: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.divide' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.divide %x, %y : (!relax.tensor<[n, 3], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 3], f32>
  return
}

// -----

func.func @add_c2_left_shorter(%x: !relax.tensor<[3, n], f32>, %y: !relax.tensor<[7, 2, n], f32>) {
  // expected-error @below {{'relax.add' op dimension -2 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.add %x, %y : (!relax.tensor<[3, n], f32>, !relax.tensor<[7, 2, n], f32>) -> !relax.tensor<[7, 3, n], f32>
  return
}

// -----

func.func @maximum_c3(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.maximum' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.maximum %x, %y : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @concat_too_large(%x: !relax.tensor<[4611686018427387904 * n], f32>, %y: !relax.tensor<[4611686018427387904 * n], f32>) {
  // expected-error @below {{'relax.concat' op sizes along the axis must combine to an expression within the limits of symbolic expressions, got 4611686018427387904 * n and 4611686018427387904 * n}}
  %0 = relax.concat %x, %y axis = 0 : (!relax.tensor<[4611686018427387904 * n], f32>, !relax.tensor<[4611686018427387904 * n], f32>) -> !relax.tensor<[?], f32>
  return
}

// -----

//===----------------------------------------------------------------------===//
// Written result types
//===----------------------------------------------------------------------===//

func.func @result_dimension_differs(%x: !relax.tensor<[n, 4], f32>) {
  // expected-error @below {{'relax.exp' op dimension 1 of the result must be 4, got 5}}
  %0 = relax.exp %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 5], f32>
  return
}

// -----

func.func @result_dimension_differs_by_a_constant(%x: !relax.tensor<[n, 4], f32>) {
  // expected-error @below {{'relax.exp' op dimension 0 of the result must be n, got n + 1}}
  %0 = relax.exp %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n + 1, 4], f32>
  return
}

// -----

func.func @result_dimension_unfounded(%x: !relax.tensor<[?], f32>) {
  // expected-error @below {{'relax.exp' op dimension 0 of the result does not follow from the operands and must be ?, got 4}}
  %0 = relax.exp %x : (!relax.tensor<[?], f32>) -> !relax.tensor<[4], f32>
  return
}

// -----

func.func @result_rank_differs(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.exp' op shape of the result must be [n], got [n, ?]}}
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n, ?], f32>
  return
}

// -----

func.func @result_rank_unfounded(%x: !relax.tensor<*, f32>) {
  // expected-error @below {{'relax.exp' op rank of the result does not follow from the operands and must be *, got [?]}}
  %0 = relax.exp %x : (!relax.tensor<*, f32>) -> !relax.tensor<[?], f32>
  return
}

// -----

func.func @result_element_type_differs(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.exp' op element type of the result must be 'f32', got 'f16'}}
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f16>
  return
}

// -----

func.func @result_element_type_unfounded(%x: !relax.tensor<[n], ?>) {
  // expected-error @below {{'relax.exp' op element type of the result does not follow from the operands and must be ?, got 'f16'}}
  %0 = relax.exp %x : (!relax.tensor<[n], ?>) -> !relax.tensor<[n], f16>
  return
}

// -----

func.func @result_device_differs(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>) {
  // expected-error @below {{'relax.exp' op device of the result must be #relax.vdevice<"cuda", 0>, got #relax.vdevice<"cuda", 1>}}
  %0 = relax.exp %x : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>) -> !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>
  return
}

// -----

func.func @result_device_unfounded(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.exp' op device of the result does not follow from the operands, got #relax.vdevice<"cuda", 1>}}
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>
  return
}

// -----

//===----------------------------------------------------------------------===//
// Neural networks
//===----------------------------------------------------------------------===//

func.func @relu_c1(%x: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.relu' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.relu %x : (!relax.tensor<[n], i1>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @softmax_c1(%x: !relax.tensor<[n], i8>) {
  // expected-error @below {{'relax.softmax' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.softmax %x axis = 0 : (!relax.tensor<[n], i8>) -> !relax.tensor<[n], i8>
  return
}

// -----

func.func @softmax_c2(%x: !relax.tensor<[n, m], f32>) {
  // expected-error @below {{'relax.softmax' op axis must be in [-2, 2) for rank 2, got -3}}
  %0 = relax.softmax %x axis = -3 : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  return
}

// -----

//===----------------------------------------------------------------------===//
// Linear algebra
//===----------------------------------------------------------------------===//

func.func @matmul_c1(%x: !relax.tensor<[n, 64], f32>, %y: !relax.tensor<[32, m], f32>) {
  // expected-error @below {{'relax.matmul' op contracting dimensions must be equal, got 64 and 32}}
  %0 = relax.matmul %x, %y : (!relax.tensor<[n, 64], f32>, !relax.tensor<[32, m], f32>) -> !relax.tensor<[n, m], f32>
  return
}

// -----

func.func @matmul_c1_vectors(%x: !relax.tensor<[k], f32>, %y: !relax.tensor<[k + 2], f32>) {
  // expected-error @below {{'relax.matmul' op contracting dimensions must be equal, got k and k + 2}}
  %0 = relax.matmul %x, %y : (!relax.tensor<[k], f32>, !relax.tensor<[k + 2], f32>) -> !relax.tensor<[], f32>
  return
}

// -----

func.func @matmul_c2(%x: !relax.tensor<[2, n, k], f32>, %y: !relax.tensor<[3, k, m], f32>) {
  // expected-error @below {{'relax.matmul' op batch dimension -1 of the operands must be equal or 1 to broadcast, got 2 and 3}}
  %0 = relax.matmul %x, %y : (!relax.tensor<[2, n, k], f32>, !relax.tensor<[3, k, m], f32>) -> !relax.tensor<[2, n, m], f32>
  return
}

// -----

func.func @matmul_c3(%x: !relax.tensor<[], f32>, %y: !relax.tensor<[k, m], f32>) {
  // expected-error @below {{'relax.matmul' op operands must have at least one dimension, got ranks 0 and 2}}
  %0 = relax.matmul %x, %y : (!relax.tensor<[], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[m], f32>
  return
}

// -----

func.func @matmul_c4(%x: !relax.tensor<[n, k], f32>, %y: !relax.tensor<[k, m], f64>) {
  // expected-error @below {{'relax.matmul' op element types must be equal, got 'f32' and 'f64'}}
  %0 = relax.matmul %x, %y : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f64>) -> !relax.tensor<[n, m], f32>
  return
}

// -----

func.func @matmul_c4_bool(%x: !relax.tensor<[n, n], i1>) {
  // expected-error @below {{'relax.matmul' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.matmul %x, %x : (!relax.tensor<[n, n], i1>, !relax.tensor<[n, n], i1>) -> !relax.tensor<[n, n], i1>
  return
}

// -----

func.func @matmul_c5(%x: !relax.tensor<[k], f32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[k], f32, #relax.vdevice<"cpu", 0>>) {
  // expected-error @below {{'relax.matmul' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cpu", 0>}}
  %0 = relax.matmul %x, %y : (!relax.tensor<[k], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[k], f32, #relax.vdevice<"cpu", 0>>) -> !relax.tensor<[], f32>
  return
}

// -----

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

func.func @sum_c1(%x: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.sum' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.sum %x : (!relax.tensor<[n], i1>) -> !relax.tensor<[], i1>
  return
}

// -----

func.func @max_c2(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.max' op axis must be in [-1, 1) for rank 1, got 1}}
  %0 = relax.max %x axis = [1] : (!relax.tensor<[n], f32>) -> !relax.tensor<[], f32>
  return
}

// -----

func.func @sum_c2_scalar(%x: !relax.tensor<[], f32>) {
  // expected-error @below {{'relax.sum' op axis must be in [0, 0) for rank 0, got 0}}
  %0 = relax.sum %x axis = [0] : (!relax.tensor<[], f32>) -> !relax.tensor<[], f32>
  return
}

// -----

func.func @mean_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.mean' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.mean %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[], i32>
  return
}

// -----

func.func @mean_c3(%x: !relax.tensor<[n, m], f32>) {
  // expected-error @below {{'relax.mean' op axes must be different, got 1 twice}}
  %0 = relax.mean %x axis = [1, -1] : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

//===----------------------------------------------------------------------===//
// Manipulation
//===----------------------------------------------------------------------===//

func.func @reshape_c1(%x: !relax.tensor<[n, 3], f32>, %s: !relax.shape<[3 * n + 3]>) {
  // expected-error @below {{'relax.reshape' op numbers of elements before and after must be equal, got 3 * n and 3 * n + 3}}
  %0 = relax.reshape %x, %s : (!relax.tensor<[n, 3], f32>, !relax.shape<[3 * n + 3]>) -> !relax.tensor<[3 * n + 3], f32>
  return
}

// -----

func.func @reshape_shape_is_no_shape(%x: !relax.tensor<[n, 3], f32>) {
  // expected-error @below {{'relax.reshape' op operand #1 must be relax shape, but got '!relax.tensor<[n, 3], f32>'}}
  %0 = relax.reshape %x, %x : (!relax.tensor<[n, 3], f32>, !relax.tensor<[n, 3], f32>) -> !relax.tensor<[n, 3], f32>
  return
}

// -----

func.func @flatten_c1(%x: !relax.tensor<[4294967296, 4294967296], f32>) {
  // expected-error @below {{'relax.flatten' op number of elements must fit in 64 bits, got shape [4294967296, 4294967296]}}
  %0 = relax.flatten %x : (!relax.tensor<[4294967296, 4294967296], f32>) -> !relax.tensor<[?], f32>
  return
}

// -----

func.func @permute_dims_c1(%x: !relax.tensor<[n, m], f32>) {
  // expected-error @below {{'relax.permute_dims' op 'axes' must have one entry for each dimension, got 3 for rank 2}}
  %0 = relax.permute_dims %x axes = [0, 1, 2] : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  return
}

// -----

func.func @permute_dims_c2(%x: !relax.tensor<[n, m], f32>) {
  // expected-error @below {{'relax.permute_dims' op axis must be in [-2, 2) for rank 2, got 2}}
  %0 = relax.permute_dims %x axes = [0, 2] : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  return
}

// -----

func.func @permute_dims_c3(%x: !relax.tensor<*, f32>) {
  // expected-error @below {{'relax.permute_dims' op axes must be different, got 0 twice}}
  %0 = relax.permute_dims %x axes = [0, -2] : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @broadcast_to_c1(%x: !relax.tensor<[n, m], f32>, %s: !relax.shape<[m]>) {
  // expected-error @below {{'relax.broadcast_to' op rank of the operand must not exceed the rank of the target shape, got 2 and 1}}
  %0 = relax.broadcast_to %x, %s : (!relax.tensor<[n, m], f32>, !relax.shape<[m]>) -> !relax.tensor<[m], f32>
  return
}

// -----

func.func @broadcast_to_c2(%x: !relax.tensor<[3], f32>, %s: !relax.shape<[n, 4]>) {
  // expected-error @below {{'relax.broadcast_to' op dimension 0 of the operand must be 1 or equal to dimension 1 of the target shape, got 3 and 4}}
  %0 = relax.broadcast_to %x, %s : (!relax.tensor<[3], f32>, !relax.shape<[n, 4]>) -> !relax.tensor<[n, 4], f32>
  return
}

// -----

func.func @concat_c1() {
  // expected-error @below {{'relax.concat' op there must be at least one tensor, got 0}}
  %0 = relax.concat axis = 0 : () -> !relax.tensor<[?], f32>
  return
}

// -----

func.func @concat_c2(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[n, m], f32>) {
  // expected-error @below {{'relax.concat' op ranks must be equal, got 1 and 2}}
  %0 = relax.concat %x, %y, %z axis = 0 : (!relax.tensor<[n], f32>, !relax.tensor<*, f32>, !relax.tensor<[n, m], f32>) -> !relax.tensor<[?], f32>
  return
}

// -----

func.func @concat_c3(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.concat' op axis must be in [-1, 1) for rank 1, got 1}}
  %0 = relax.concat %x, %x axis = 1 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[2 * n], f32>
  return
}

// -----

func.func @concat_c4(%x: !relax.tensor<[n, 2], f32>, %y: !relax.tensor<[m, 3], f32>) {
  // expected-error @below {{'relax.concat' op dimension 1 of operands 0 and 1 must be equal, got 2 and 3}}
  %0 = relax.concat %x, %y axis = 0 : (!relax.tensor<[n, 2], f32>, !relax.tensor<[m, 3], f32>) -> !relax.tensor<[m + n, ?], f32>
  return
}

// -----

func.func @concat_c5(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], i32>) {
  // expected-error @below {{'relax.concat' op element types must be equal, got 'f32' and 'i32'}}
  %0 = relax.concat %x, %y axis = 0 : (!relax.tensor<[n], f32>, !relax.tensor<[m], i32>) -> !relax.tensor<[m + n], ?>
  return
}

// -----

func.func @concat_c6(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[m], f32, #relax.vdevice<"cpu", 0>>) {
  // expected-error @below {{'relax.concat' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cpu", 0>}}
  %0 = relax.concat %x, %y axis = 0 : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[m], f32, #relax.vdevice<"cpu", 0>>) -> !relax.tensor<[m + n], f32>
  return
}

// -----

//===----------------------------------------------------------------------===//
// Data types
//===----------------------------------------------------------------------===//

func.func @astype_c1(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.astype' op 'dtype' must be an element type of tensors, got 'index'}}
  %0 = relax.astype %x dtype = index : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  return
}

// One case for each constraint of each operator.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @bitwise_not_c1(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.bitwise_not' op element type must be an integer or bool, got 'f32'}}
  %0 = relax.bitwise_not %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @bitwise_and_c1_left(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], ?>) {
  // expected-error @below {{'relax.bitwise_and' op element type must be an integer or bool, got 'f32'}}
  %0 = relax.bitwise_and %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], ?>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @bitwise_and_c1_right(%x: !relax.tensor<[n], ?>, %y: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.bitwise_and' op element type must be an integer or bool, got 'f32'}}
  %0 = relax.bitwise_and %x, %y : (!relax.tensor<[n], ?>, !relax.tensor<[n], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @bitwise_and_c1_different(%x: !relax.tensor<[n], i32>, %y: !relax.tensor<[n], i64>) {
  // expected-error @below {{'relax.bitwise_and' op element types must be equal, got 'i32' and 'i64'}}
  %0 = relax.bitwise_and %x, %y : (!relax.tensor<[n], i32>, !relax.tensor<[n], i64>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @bitwise_and_c2(%x: !relax.tensor<[n, 3], i32>, %y: !relax.tensor<[2], i32>) {
  // expected-error @below {{'relax.bitwise_and' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.bitwise_and %x, %y : (!relax.tensor<[n, 3], i32>, !relax.tensor<[2], i32>) -> !relax.tensor<[n, 3], i32>
  return
}

// -----

func.func @bitwise_and_c3(%x: !relax.tensor<[n], i32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], i32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.bitwise_and' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.bitwise_and %x, %y : (!relax.tensor<[n], i32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], i32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @bitwise_or_c1_left(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], ?>) {
  // expected-error @below {{'relax.bitwise_or' op element type must be an integer or bool, got 'f32'}}
  %0 = relax.bitwise_or %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], ?>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @bitwise_or_c1_right(%x: !relax.tensor<[n], ?>, %y: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.bitwise_or' op element type must be an integer or bool, got 'f32'}}
  %0 = relax.bitwise_or %x, %y : (!relax.tensor<[n], ?>, !relax.tensor<[n], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @bitwise_or_c1_different(%x: !relax.tensor<[n], i32>, %y: !relax.tensor<[n], i64>) {
  // expected-error @below {{'relax.bitwise_or' op element types must be equal, got 'i32' and 'i64'}}
  %0 = relax.bitwise_or %x, %y : (!relax.tensor<[n], i32>, !relax.tensor<[n], i64>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @bitwise_or_c2(%x: !relax.tensor<[n, 3], i32>, %y: !relax.tensor<[2], i32>) {
  // expected-error @below {{'relax.bitwise_or' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.bitwise_or %x, %y : (!relax.tensor<[n, 3], i32>, !relax.tensor<[2], i32>) -> !relax.tensor<[n, 3], i32>
  return
}

// -----

func.func @bitwise_or_c3(%x: !relax.tensor<[n], i32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], i32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.bitwise_or' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.bitwise_or %x, %y : (!relax.tensor<[n], i32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], i32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @bitwise_xor_c1_left(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], ?>) {
  // expected-error @below {{'relax.bitwise_xor' op element type must be an integer or bool, got 'f32'}}
  %0 = relax.bitwise_xor %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], ?>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @bitwise_xor_c1_right(%x: !relax.tensor<[n], ?>, %y: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.bitwise_xor' op element type must be an integer or bool, got 'f32'}}
  %0 = relax.bitwise_xor %x, %y : (!relax.tensor<[n], ?>, !relax.tensor<[n], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @bitwise_xor_c1_different(%x: !relax.tensor<[n], i32>, %y: !relax.tensor<[n], i64>) {
  // expected-error @below {{'relax.bitwise_xor' op element types must be equal, got 'i32' and 'i64'}}
  %0 = relax.bitwise_xor %x, %y : (!relax.tensor<[n], i32>, !relax.tensor<[n], i64>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @bitwise_xor_c2(%x: !relax.tensor<[n, 3], i32>, %y: !relax.tensor<[2], i32>) {
  // expected-error @below {{'relax.bitwise_xor' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.bitwise_xor %x, %y : (!relax.tensor<[n, 3], i32>, !relax.tensor<[2], i32>) -> !relax.tensor<[n, 3], i32>
  return
}

// -----

func.func @bitwise_xor_c3(%x: !relax.tensor<[n], i32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], i32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.bitwise_xor' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.bitwise_xor %x, %y : (!relax.tensor<[n], i32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], i32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @left_shift_c1_left(%x: !relax.tensor<[n], i1>, %y: !relax.tensor<[n], ?>) {
  // expected-error @below {{'relax.left_shift' op element type must be an integer, got 'i1'}}
  %0 = relax.left_shift %x, %y : (!relax.tensor<[n], i1>, !relax.tensor<[n], ?>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @left_shift_c1_right(%x: !relax.tensor<[n], ?>, %y: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.left_shift' op element type must be an integer, got 'i1'}}
  %0 = relax.left_shift %x, %y : (!relax.tensor<[n], ?>, !relax.tensor<[n], i1>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @left_shift_c1_different(%x: !relax.tensor<[n], i32>, %y: !relax.tensor<[n], i64>) {
  // expected-error @below {{'relax.left_shift' op element types must be equal, got 'i32' and 'i64'}}
  %0 = relax.left_shift %x, %y : (!relax.tensor<[n], i32>, !relax.tensor<[n], i64>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @left_shift_c2(%x: !relax.tensor<[n, 3], i32>, %y: !relax.tensor<[2], i32>) {
  // expected-error @below {{'relax.left_shift' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.left_shift %x, %y : (!relax.tensor<[n, 3], i32>, !relax.tensor<[2], i32>) -> !relax.tensor<[n, 3], i32>
  return
}

// -----

func.func @left_shift_c3(%x: !relax.tensor<[n], i32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], i32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.left_shift' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.left_shift %x, %y : (!relax.tensor<[n], i32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], i32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @right_shift_c1_left(%x: !relax.tensor<[n], i1>, %y: !relax.tensor<[n], ?>) {
  // expected-error @below {{'relax.right_shift' op element type must be an integer, got 'i1'}}
  %0 = relax.right_shift %x, %y : (!relax.tensor<[n], i1>, !relax.tensor<[n], ?>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @right_shift_c1_right(%x: !relax.tensor<[n], ?>, %y: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.right_shift' op element type must be an integer, got 'i1'}}
  %0 = relax.right_shift %x, %y : (!relax.tensor<[n], ?>, !relax.tensor<[n], i1>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @right_shift_c1_different(%x: !relax.tensor<[n], i32>, %y: !relax.tensor<[n], i64>) {
  // expected-error @below {{'relax.right_shift' op element types must be equal, got 'i32' and 'i64'}}
  %0 = relax.right_shift %x, %y : (!relax.tensor<[n], i32>, !relax.tensor<[n], i64>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @right_shift_c2(%x: !relax.tensor<[n, 3], i32>, %y: !relax.tensor<[2], i32>) {
  // expected-error @below {{'relax.right_shift' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.right_shift %x, %y : (!relax.tensor<[n, 3], i32>, !relax.tensor<[2], i32>) -> !relax.tensor<[n, 3], i32>
  return
}

// -----

func.func @right_shift_c3(%x: !relax.tensor<[n], i32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], i32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.right_shift' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.right_shift %x, %y : (!relax.tensor<[n], i32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], i32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @logical_not_c1(%x: !relax.tensor<[n], i8>) {
  // expected-error @below {{'relax.logical_not' op element type must be bool, got 'i8'}}
  %0 = relax.logical_not %x : (!relax.tensor<[n], i8>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @logical_and_c1_left(%x: !relax.tensor<[n], i8>, %y: !relax.tensor<[n], ?>) {
  // expected-error @below {{'relax.logical_and' op element type must be bool, got 'i8'}}
  %0 = relax.logical_and %x, %y : (!relax.tensor<[n], i8>, !relax.tensor<[n], ?>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @logical_and_c1_right(%x: !relax.tensor<[n], ?>, %y: !relax.tensor<[n], i8>) {
  // expected-error @below {{'relax.logical_and' op element type must be bool, got 'i8'}}
  %0 = relax.logical_and %x, %y : (!relax.tensor<[n], ?>, !relax.tensor<[n], i8>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @logical_and_c2(%x: !relax.tensor<[n, 3], i1>, %y: !relax.tensor<[2], i1>) {
  // expected-error @below {{'relax.logical_and' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.logical_and %x, %y : (!relax.tensor<[n, 3], i1>, !relax.tensor<[2], i1>) -> !relax.tensor<[n, 3], i1>
  return
}

// -----

func.func @logical_and_c3(%x: !relax.tensor<[n], i1, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], i1, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.logical_and' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.logical_and %x, %y : (!relax.tensor<[n], i1, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], i1, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @logical_or_c1_left(%x: !relax.tensor<[n], i8>, %y: !relax.tensor<[n], ?>) {
  // expected-error @below {{'relax.logical_or' op element type must be bool, got 'i8'}}
  %0 = relax.logical_or %x, %y : (!relax.tensor<[n], i8>, !relax.tensor<[n], ?>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @logical_or_c1_right(%x: !relax.tensor<[n], ?>, %y: !relax.tensor<[n], i8>) {
  // expected-error @below {{'relax.logical_or' op element type must be bool, got 'i8'}}
  %0 = relax.logical_or %x, %y : (!relax.tensor<[n], ?>, !relax.tensor<[n], i8>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @logical_or_c2(%x: !relax.tensor<[n, 3], i1>, %y: !relax.tensor<[2], i1>) {
  // expected-error @below {{'relax.logical_or' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.logical_or %x, %y : (!relax.tensor<[n, 3], i1>, !relax.tensor<[2], i1>) -> !relax.tensor<[n, 3], i1>
  return
}

// -----

func.func @logical_or_c3(%x: !relax.tensor<[n], i1, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], i1, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.logical_or' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.logical_or %x, %y : (!relax.tensor<[n], i1, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], i1, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @logical_xor_c1_left(%x: !relax.tensor<[n], i8>, %y: !relax.tensor<[n], ?>) {
  // expected-error @below {{'relax.logical_xor' op element type must be bool, got 'i8'}}
  %0 = relax.logical_xor %x, %y : (!relax.tensor<[n], i8>, !relax.tensor<[n], ?>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @logical_xor_c1_right(%x: !relax.tensor<[n], ?>, %y: !relax.tensor<[n], i8>) {
  // expected-error @below {{'relax.logical_xor' op element type must be bool, got 'i8'}}
  %0 = relax.logical_xor %x, %y : (!relax.tensor<[n], ?>, !relax.tensor<[n], i8>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @logical_xor_c2(%x: !relax.tensor<[n, 3], i1>, %y: !relax.tensor<[2], i1>) {
  // expected-error @below {{'relax.logical_xor' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.logical_xor %x, %y : (!relax.tensor<[n, 3], i1>, !relax.tensor<[2], i1>) -> !relax.tensor<[n, 3], i1>
  return
}

// -----

func.func @logical_xor_c3(%x: !relax.tensor<[n], i1, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], i1, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.logical_xor' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.logical_xor %x, %y : (!relax.tensor<[n], i1, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], i1, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], i1>
  return
}

// One case for each constraint of each operator.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @atan2_c1_left(%x: !relax.tensor<[n], i32>, %y: !relax.tensor<[n], ?>) {
  // expected-error @below {{'relax.atan2' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.atan2 %x, %y : (!relax.tensor<[n], i32>, !relax.tensor<[n], ?>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @atan2_c1_right(%x: !relax.tensor<[n], ?>, %y: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.atan2' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.atan2 %x, %y : (!relax.tensor<[n], ?>, !relax.tensor<[n], i32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @atan2_c1_different(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f16>) {
  // expected-error @below {{'relax.atan2' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.atan2 %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f16>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @atan2_c2(%x: !relax.tensor<[n, 3], f32>, %y: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.atan2' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.atan2 %x, %y : (!relax.tensor<[n, 3], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 3], f32>
  return
}

// -----

func.func @atan2_c3(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.atan2' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.atan2 %x, %y : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @floor_divide_c1_left(%x: !relax.tensor<[n], i1>, %y: !relax.tensor<[n], ?>) {
  // expected-error @below {{'relax.floor_divide' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.floor_divide %x, %y : (!relax.tensor<[n], i1>, !relax.tensor<[n], ?>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @floor_divide_c1_right(%x: !relax.tensor<[n], ?>, %y: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.floor_divide' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.floor_divide %x, %y : (!relax.tensor<[n], ?>, !relax.tensor<[n], i1>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @floor_divide_c1_different(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f16>) {
  // expected-error @below {{'relax.floor_divide' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.floor_divide %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f16>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @floor_divide_c2(%x: !relax.tensor<[n, 3], f32>, %y: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.floor_divide' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.floor_divide %x, %y : (!relax.tensor<[n, 3], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 3], f32>
  return
}

// -----

func.func @floor_divide_c3(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.floor_divide' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.floor_divide %x, %y : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @floor_mod_c1_left(%x: !relax.tensor<[n], i1>, %y: !relax.tensor<[n], ?>) {
  // expected-error @below {{'relax.floor_mod' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.floor_mod %x, %y : (!relax.tensor<[n], i1>, !relax.tensor<[n], ?>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @floor_mod_c1_right(%x: !relax.tensor<[n], ?>, %y: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.floor_mod' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.floor_mod %x, %y : (!relax.tensor<[n], ?>, !relax.tensor<[n], i1>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @floor_mod_c1_different(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f16>) {
  // expected-error @below {{'relax.floor_mod' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.floor_mod %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f16>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @floor_mod_c2(%x: !relax.tensor<[n, 3], f32>, %y: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.floor_mod' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.floor_mod %x, %y : (!relax.tensor<[n, 3], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 3], f32>
  return
}

// -----

func.func @floor_mod_c3(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.floor_mod' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.floor_mod %x, %y : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @log_add_exp_c1_left(%x: !relax.tensor<[n], i32>, %y: !relax.tensor<[n], ?>) {
  // expected-error @below {{'relax.log_add_exp' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.log_add_exp %x, %y : (!relax.tensor<[n], i32>, !relax.tensor<[n], ?>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @log_add_exp_c1_right(%x: !relax.tensor<[n], ?>, %y: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.log_add_exp' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.log_add_exp %x, %y : (!relax.tensor<[n], ?>, !relax.tensor<[n], i32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @log_add_exp_c1_different(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f16>) {
  // expected-error @below {{'relax.log_add_exp' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.log_add_exp %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f16>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @log_add_exp_c2(%x: !relax.tensor<[n, 3], f32>, %y: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.log_add_exp' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.log_add_exp %x, %y : (!relax.tensor<[n, 3], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 3], f32>
  return
}

// -----

func.func @log_add_exp_c3(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.log_add_exp' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.log_add_exp %x, %y : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @minimum_c1_left(%x: !relax.tensor<[n], i1>, %y: !relax.tensor<[n], ?>) {
  // expected-error @below {{'relax.minimum' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.minimum %x, %y : (!relax.tensor<[n], i1>, !relax.tensor<[n], ?>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @minimum_c1_right(%x: !relax.tensor<[n], ?>, %y: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.minimum' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.minimum %x, %y : (!relax.tensor<[n], ?>, !relax.tensor<[n], i1>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @minimum_c1_different(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f16>) {
  // expected-error @below {{'relax.minimum' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.minimum %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f16>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @minimum_c2(%x: !relax.tensor<[n, 3], f32>, %y: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.minimum' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.minimum %x, %y : (!relax.tensor<[n, 3], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 3], f32>
  return
}

// -----

func.func @minimum_c3(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.minimum' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.minimum %x, %y : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @mod_c1_left(%x: !relax.tensor<[n], i1>, %y: !relax.tensor<[n], ?>) {
  // expected-error @below {{'relax.mod' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.mod %x, %y : (!relax.tensor<[n], i1>, !relax.tensor<[n], ?>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @mod_c1_right(%x: !relax.tensor<[n], ?>, %y: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.mod' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.mod %x, %y : (!relax.tensor<[n], ?>, !relax.tensor<[n], i1>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @mod_c1_different(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f16>) {
  // expected-error @below {{'relax.mod' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.mod %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f16>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @mod_c2(%x: !relax.tensor<[n, 3], f32>, %y: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.mod' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.mod %x, %y : (!relax.tensor<[n, 3], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 3], f32>
  return
}

// -----

func.func @mod_c3(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.mod' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.mod %x, %y : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @power_c1_left(%x: !relax.tensor<[n], i1>, %y: !relax.tensor<[n], ?>) {
  // expected-error @below {{'relax.power' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.power %x, %y : (!relax.tensor<[n], i1>, !relax.tensor<[n], ?>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @power_c1_right(%x: !relax.tensor<[n], ?>, %y: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.power' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.power %x, %y : (!relax.tensor<[n], ?>, !relax.tensor<[n], i1>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @power_c1_different(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f16>) {
  // expected-error @below {{'relax.power' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.power %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f16>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @power_c2(%x: !relax.tensor<[n, 3], f32>, %y: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.power' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.power %x, %y : (!relax.tensor<[n, 3], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 3], f32>
  return
}

// -----

func.func @power_c3(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.power' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.power %x, %y : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @ewise_fma_c1(%x: !relax.tensor<[n], ?>, %y: !relax.tensor<[n], ?>, %z: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.ewise_fma' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.ewise_fma %x, %y, %z : (!relax.tensor<[n], ?>, !relax.tensor<[n], ?>, !relax.tensor<[n], i1>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @ewise_fma_c1_left(%x: !relax.tensor<[n], i1>, %y: !relax.tensor<[n], i1>, %z: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.ewise_fma' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.ewise_fma %x, %y, %z : (!relax.tensor<[n], i1>, !relax.tensor<[n], i1>, !relax.tensor<[n], i1>) -> !relax.tensor<*, i1>
  return
}

// -----

func.func @ewise_fma_c1_different(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>, %z: !relax.tensor<[n], f64>) {
  // expected-error @below {{'relax.ewise_fma' op element types must be equal, got 'f32' and 'f64'}}
  %0 = relax.ewise_fma %x, %y, %z : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f64>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @ewise_fma_c2(%x: !relax.tensor<[3], f32>, %y: !relax.tensor<[1], f32>, %z: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.ewise_fma' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.ewise_fma %x, %y, %z : (!relax.tensor<[3], f32>, !relax.tensor<[1], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[3], f32>
  return
}

// -----

func.func @ewise_fma_c3(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %z: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.ewise_fma' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.ewise_fma %x, %y, %z : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], f32>
  return
}

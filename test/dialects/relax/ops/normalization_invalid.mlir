// One case for each constraint that normalizations and attention state.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @batch_norm_c1(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[4], f32>, %b: !relax.tensor<[4], f32>, %c: !relax.tensor<[4], f32>, %d: !relax.tensor<[4], f32>) {
  // expected-error @below {{'relax.batch_norm' op axis must be in [-3, 3) for rank 3, got 3}}
  %0 = relax.batch_norm %x, %a, %b, %c, %d epsilon = 1.0e-5 axis = 3 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @batch_norm_c2(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[4], f32>, %b: !relax.tensor<[4, 1], f32>, %c: !relax.tensor<[4], f32>, %d: !relax.tensor<[4], f32>) {
  // expected-error @below {{'relax.batch_norm' op 'beta' must have 1 dimensions, got 2}}
  %0 = relax.batch_norm %x, %a, %b, %c, %d epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4, 1], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @batch_norm_c3(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[4], f32>, %b: !relax.tensor<[4], f32>, %c: !relax.tensor<[5], f32>, %d: !relax.tensor<[4], f32>) {
  // expected-error @below {{'relax.batch_norm' op dimension 0 of 'mean' and that of 'data' must be equal, got 5 and 4}}
  %0 = relax.batch_norm %x, %a, %b, %c, %d epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[5], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @batch_norm_c4(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[4], f32>, %b: !relax.tensor<[4], f32>, %c: !relax.tensor<[4], f32>, %d: !relax.tensor<[4], f16>) {
  // expected-error @below {{'relax.batch_norm' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.batch_norm %x, %a, %b, %c, %d epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f16>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @batch_norm_c4_integer(%x: !relax.tensor<[n, 4, h], i32>, %a: !relax.tensor<[4], f32>, %b: !relax.tensor<[4], f32>, %c: !relax.tensor<[4], f32>, %d: !relax.tensor<[4], f32>) {
  // expected-error @below {{'relax.batch_norm' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.batch_norm %x, %a, %b, %c, %d epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], i32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @batch_norm_c5(%x: !relax.tensor<[n, 4, h], f32, #relax.vdevice<"cuda", 0>>, %a: !relax.tensor<[4], f32, #relax.vdevice<"cuda", 1>>, %b: !relax.tensor<[4], f32>, %c: !relax.tensor<[4], f32>, %d: !relax.tensor<[4], f32>) {
  // expected-error @below {{'relax.batch_norm' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.batch_norm %x, %a, %b, %c, %d epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[4], f32, #relax.vdevice<"cuda", 1>>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @layer_norm_c1(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[4], f32>) {
  // expected-error @below {{'relax.layer_norm' op axis must be in [-3, 3) for rank 3, got 4}}
  %0 = relax.layer_norm %x, %a axes = [4] epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @layer_norm_c1_twice(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[4, 4], f32>) {
  // expected-error @below {{'relax.layer_norm' op axes must be different, got 1 twice}}
  %0 = relax.layer_norm %x, %a axes = [1, -2] epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @layer_norm_c1_order(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[h, 4], f32>) {
  // expected-error @below {{'relax.layer_norm' op axes must be ascending, got 2 and 1}}
  %0 = relax.layer_norm %x, %a axes = [2, 1] epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[h, 4], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @layer_norm_c2(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[4], f32>, %b: !relax.tensor<[3], f32>) {
  // expected-error @below {{'relax.layer_norm' op dimension 0 of 'beta' and that of 'data' must be equal, got 3 and 4}}
  %0 = relax.layer_norm %x, %a, %b axes = [1] epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[3], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @layer_norm_c2_rank(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[4], f32>) {
  // expected-error @below {{'relax.layer_norm' op 'gamma' must have 2 dimensions, got 1}}
  %0 = relax.layer_norm %x, %a axes = [1, 2] epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @layer_norm_c3(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[4], f64>) {
  // expected-error @below {{'relax.layer_norm' op element types must be equal, got 'f32' and 'f64'}}
  %0 = relax.layer_norm %x, %a axes = [1] epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f64>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @layer_norm_c4(%x: !relax.tensor<[n, 4, h], f32, #relax.vdevice<"cuda", 0>>, %a: !relax.tensor<[4], f32>, %b: !relax.tensor<[4], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.layer_norm' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.layer_norm %x, %a, %b axes = [1] epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rms_norm_c1(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[4], f32>) {
  // expected-error @below {{'relax.rms_norm' op axis must be in [-3, 3) for rank 3, got -4}}
  %0 = relax.rms_norm %x, %a axes = [-4] epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rms_norm_c2(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[5], f32>) {
  // expected-error @below {{'relax.rms_norm' op dimension 0 of 'weight' and that of 'data' must be equal, got 5 and 4}}
  %0 = relax.rms_norm %x, %a axes = [1] epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[5], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rms_norm_c3(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[4], i8>) {
  // expected-error @below {{'relax.rms_norm' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.rms_norm %x, %a axes = [1] epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], i8>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rms_norm_c4(%x: !relax.tensor<[n, 4, h], f32, #relax.vdevice<"cuda", 0>>, %a: !relax.tensor<[4], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.rms_norm' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.rms_norm %x, %a axes = [1] epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[4], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @group_norm_c1(%x: !relax.tensor<[4], f32>, %a: !relax.tensor<[4], f32>, %b: !relax.tensor<[4], f32>) {
  // expected-error @below {{'relax.group_norm' op 'data' must have at least 2 dimensions, got 1}}
  %0 = relax.group_norm %x, %a, %b num_groups = 2 epsilon = 1.0e-5 : (!relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @group_norm_c2(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[4], f32>, %b: !relax.tensor<[4], f32>) {
  // expected-error @below {{'relax.group_norm' op 'num_groups' must be at least 1, got 0}}
  %0 = relax.group_norm %x, %a, %b num_groups = 0 epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @group_norm_c2_divides(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[4], f32>, %b: !relax.tensor<[4], f32>) {
  // expected-error @below {{'relax.group_norm' op number of channels must be a multiple of the number of groups, got 4 and 3}}
  %0 = relax.group_norm %x, %a, %b num_groups = 3 epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @group_norm_c3(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[2], f32>, %b: !relax.tensor<[4], f32>) {
  // expected-error @below {{'relax.group_norm' op dimension 0 of 'gamma' and that of 'data' must be equal, got 2 and 4}}
  %0 = relax.group_norm %x, %a, %b num_groups = 2 epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[2], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @group_norm_c4(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[4], f32>, %b: !relax.tensor<[4], bf16>) {
  // expected-error @below {{'relax.group_norm' op element types must be equal, got 'f32' and 'bf16'}}
  %0 = relax.group_norm %x, %a, %b num_groups = 2 epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], bf16>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @group_norm_c5(%x: !relax.tensor<[n, 4, h], f32, #relax.vdevice<"cuda", 0>>, %a: !relax.tensor<[4], f32>, %b: !relax.tensor<[4], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.group_norm' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.group_norm %x, %a, %b num_groups = 2 epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @instance_norm_c1(%x: !relax.tensor<[4], f32>, %a: !relax.tensor<[4], f32>, %b: !relax.tensor<[4], f32>) {
  // expected-error @below {{'relax.instance_norm' op 'data' must have at least 2 dimensions, got 1}}
  %0 = relax.instance_norm %x, %a, %b epsilon = 1.0e-5 : (!relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @instance_norm_c2(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[4], f32>, %b: !relax.tensor<[3], f32>) {
  // expected-error @below {{'relax.instance_norm' op dimension 0 of 'beta' and that of 'data' must be equal, got 3 and 4}}
  %0 = relax.instance_norm %x, %a, %b epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[3], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @instance_norm_c3(%x: !relax.tensor<[n, 4, h], f32>, %a: !relax.tensor<[4], f32>, %b: !relax.tensor<[4], ui8>) {
  // expected-error @below {{'relax.instance_norm' op element type must be a floating-point type, got 'ui8'}}
  %0 = relax.instance_norm %x, %a, %b epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], ui8>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @instance_norm_c4(%x: !relax.tensor<[n, 4, h], f32, #relax.vdevice<"cuda", 0>>, %a: !relax.tensor<[4], f32>, %b: !relax.tensor<[4], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.instance_norm' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.instance_norm %x, %a, %b epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @dropout_c1(%x: !relax.tensor<[n, 4, h], f32>) {
  // expected-error @below {{'relax.dropout' op 'rate' must be at least 0 and smaller than 1, got 1}}
  %0 = relax.dropout %x rate = 1.0 : (!relax.tensor<[n, 4, h], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @dropout_c1_negative(%x: !relax.tensor<[n, 4, h], f32>) {
  // expected-error @below {{'relax.dropout' op 'rate' must be at least 0 and smaller than 1, got -5.000000e-01}}
  %0 = relax.dropout %x rate = -0.5 : (!relax.tensor<[n, 4, h], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_c1(%x: !relax.tensor<[b, n, 8, 64], f32>, %a: !relax.tensor<[b, m, 8], f32>, %b: !relax.tensor<[b, m, 8, 32], f32>) {
  // expected-error @below {{'relax.attention' op 'key' must have 4 dimensions, got 3}}
  %0 = relax.attention %x, %a, %b : (!relax.tensor<[b, n, 8, 64], f32>, !relax.tensor<[b, m, 8], f32>, !relax.tensor<[b, m, 8, 32], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_c2_batch(%x: !relax.tensor<[2, n, 8, 64], f32>, %a: !relax.tensor<[3, m, 8, 64], f32>, %b: !relax.tensor<[b, m, 8, 32], f32>) {
  // expected-error @below {{'relax.attention' op batch of 'query' and 'key' must be equal, got 2 and 3}}
  %0 = relax.attention %x, %a, %b : (!relax.tensor<[2, n, 8, 64], f32>, !relax.tensor<[3, m, 8, 64], f32>, !relax.tensor<[b, m, 8, 32], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_c2_heads(%x: !relax.tensor<[b, n, 8, 64], f32>, %a: !relax.tensor<[b, m, 8, 64], f32>, %b: !relax.tensor<[b, m, 4, 32], f32>) {
  // expected-error @below {{'relax.attention' op heads of 'query' and 'value' must be equal, got 8 and 4}}
  %0 = relax.attention %x, %a, %b : (!relax.tensor<[b, n, 8, 64], f32>, !relax.tensor<[b, m, 8, 64], f32>, !relax.tensor<[b, m, 4, 32], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_c3(%x: !relax.tensor<[b, n, 8, 64], f32>, %a: !relax.tensor<[b, m, 8, 32], f32>, %b: !relax.tensor<[b, m, 8, 32], f32>) {
  // expected-error @below {{'relax.attention' op sizes of 'query' and 'key' must be equal, got 64 and 32}}
  %0 = relax.attention %x, %a, %b : (!relax.tensor<[b, n, 8, 64], f32>, !relax.tensor<[b, m, 8, 32], f32>, !relax.tensor<[b, m, 8, 32], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_c3_lengths(%x: !relax.tensor<[b, n, 8, 64], f32>, %a: !relax.tensor<[b, m, 8, 64], f32>, %b: !relax.tensor<[b, m + 1, 8, 32], f32>) {
  // expected-error @below {{'relax.attention' op lengths of 'key' and 'value' must be equal, got m and m + 1}}
  %0 = relax.attention %x, %a, %b : (!relax.tensor<[b, n, 8, 64], f32>, !relax.tensor<[b, m, 8, 64], f32>, !relax.tensor<[b, m + 1, 8, 32], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_c4(%x: !relax.tensor<[b, n, 8, 64], f32>, %a: !relax.tensor<[b, m, 8, 64], f32>, %b: !relax.tensor<[b, m, 8, 32], f32>, %c: !relax.tensor<[3, n, m], f32>) {
  // expected-error @below {{'relax.attention' op dimension 0 of the operand must be 1 or equal to dimension 1 of the target shape, got 3 and 8}}
  %0 = relax.attention %x, %a, %b, %c : (!relax.tensor<[b, n, 8, 64], f32>, !relax.tensor<[b, m, 8, 64], f32>, !relax.tensor<[b, m, 8, 32], f32>, !relax.tensor<[3, n, m], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_c4_rank(%x: !relax.tensor<[b, n, 8, 64], f32>, %a: !relax.tensor<[b, m, 8, 64], f32>, %b: !relax.tensor<[b, m, 8, 32], f32>, %c: !relax.tensor<[1, 1, 1, 1, 1], f32>) {
  // expected-error @below {{'relax.attention' op rank of the operand must not exceed the rank of the target shape, got 5 and 4}}
  %0 = relax.attention %x, %a, %b, %c : (!relax.tensor<[b, n, 8, 64], f32>, !relax.tensor<[b, m, 8, 64], f32>, !relax.tensor<[b, m, 8, 32], f32>, !relax.tensor<[1, 1, 1, 1, 1], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_c5(%x: !relax.tensor<[b, n, 8, 64], f32>, %a: !relax.tensor<[b, m, 8, 64], f32>, %b: !relax.tensor<[b, m, 8, 32], f32>) {
  // expected-error @below {{'relax.attention' op 'causal_mask' must be TopLeft or BottomRight, got Left}}
  %0 = relax.attention %x, %a, %b causal_mask = "Left" : (!relax.tensor<[b, n, 8, 64], f32>, !relax.tensor<[b, m, 8, 64], f32>, !relax.tensor<[b, m, 8, 32], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_c6(%x: !relax.tensor<[b, n, 8, 64], f32>, %a: !relax.tensor<[b, m, 8, 64], f32>, %b: !relax.tensor<[b, m, 8, 32], f16>) {
  // expected-error @below {{'relax.attention' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.attention %x, %a, %b : (!relax.tensor<[b, n, 8, 64], f32>, !relax.tensor<[b, m, 8, 64], f32>, !relax.tensor<[b, m, 8, 32], f16>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_c6_integer(%x: !relax.tensor<[b, n, 8, 64], i8>, %a: !relax.tensor<[b, m, 8, 64], f32>, %b: !relax.tensor<[b, m, 8, 32], f32>) {
  // expected-error @below {{'relax.attention' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.attention %x, %a, %b : (!relax.tensor<[b, n, 8, 64], i8>, !relax.tensor<[b, m, 8, 64], f32>, !relax.tensor<[b, m, 8, 32], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_c7(%x: !relax.tensor<[b, n, 8, 64], f32, #relax.vdevice<"cuda", 0>>, %a: !relax.tensor<[b, m, 8, 64], f32, #relax.vdevice<"cuda", 1>>, %b: !relax.tensor<[b, m, 8, 32], f32>) {
  // expected-error @below {{'relax.attention' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.attention %x, %a, %b : (!relax.tensor<[b, n, 8, 64], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[b, m, 8, 64], f32, #relax.vdevice<"cuda", 1>>, !relax.tensor<[b, m, 8, 32], f32>) -> !relax.tensor<*, ?>
  return
}

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

// -----

func.func @attention_var_len_c1(%q: !relax.tensor<[1, n, 8, 64], f32>, %k: !relax.tensor<[k, 8, 64], f32>, %v: !relax.tensor<[k, 8, 32], f32>, %i: !relax.tensor<[b], i32>, %j: !relax.tensor<[b], i32>, %m: !sym.int<m>) {
  // expected-error @below {{'relax.attention_var_len' op 'query' must have 3 dimensions, got 4}}
  %0 = relax.attention_var_len %q, %k, %v seqstart_q = %i seqstart_k = %j max_seqlen_k = %m : (!relax.tensor<[1, n, 8, 64], f32>, !relax.tensor<[k, 8, 64], f32>, !relax.tensor<[k, 8, 32], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b], i32>, !sym.int<m>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_var_len_c2(%q: !relax.tensor<[n, 8, 64], f32>, %k: !relax.tensor<[k, 4, 64], f32>, %v: !relax.tensor<[k, 8, 32], f32>, %i: !relax.tensor<[b], i32>, %j: !relax.tensor<[b], i32>, %m: !sym.int<m>) {
  // expected-error @below {{'relax.attention_var_len' op dimension 1 of 'key' and number of heads must be equal, got 4 and 8}}
  %0 = relax.attention_var_len %q, %k, %v seqstart_q = %i seqstart_k = %j max_seqlen_k = %m : (!relax.tensor<[n, 8, 64], f32>, !relax.tensor<[k, 4, 64], f32>, !relax.tensor<[k, 8, 32], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b], i32>, !sym.int<m>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_var_len_c3_size(%q: !relax.tensor<[n, 8, 64], f32>, %k: !relax.tensor<[k, 8, 32], f32>, %v: !relax.tensor<[k, 8, 32], f32>, %i: !relax.tensor<[b], i32>, %j: !relax.tensor<[b], i32>, %m: !sym.int<m>) {
  // expected-error @below {{'relax.attention_var_len' op dimension 2 of 'key' and size must be equal, got 32 and 64}}
  %0 = relax.attention_var_len %q, %k, %v seqstart_q = %i seqstart_k = %j max_seqlen_k = %m : (!relax.tensor<[n, 8, 64], f32>, !relax.tensor<[k, 8, 32], f32>, !relax.tensor<[k, 8, 32], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b], i32>, !sym.int<m>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_var_len_c3_keys(%q: !relax.tensor<[n, 8, 64], f32>, %k: !relax.tensor<[k, 8, 64], f32>, %v: !relax.tensor<[k + 1, 8, 32], f32>, %i: !relax.tensor<[b], i32>, %j: !relax.tensor<[b], i32>, %m: !sym.int<m>) {
  // expected-error @below {{'relax.attention_var_len' op dimension 0 of 'value' and number of keys must be equal, got k + 1 and k}}
  %0 = relax.attention_var_len %q, %k, %v seqstart_q = %i seqstart_k = %j max_seqlen_k = %m : (!relax.tensor<[n, 8, 64], f32>, !relax.tensor<[k, 8, 64], f32>, !relax.tensor<[k + 1, 8, 32], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b], i32>, !sym.int<m>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_var_len_c4(%q: !relax.tensor<[n, 8, 64], f32>, %k: !relax.tensor<[k, 8, 64], f32>, %v: !relax.tensor<[k, 8, 32], f32>, %i: !relax.tensor<[b], i32>, %j: !relax.tensor<[b + 1], i32>, %m: !sym.int<m>) {
  // expected-error @below {{'relax.attention_var_len' op dimension 0 of 'seqstart_k' and number of starts must be equal, got b + 1 and b}}
  %0 = relax.attention_var_len %q, %k, %v seqstart_q = %i seqstart_k = %j max_seqlen_k = %m : (!relax.tensor<[n, 8, 64], f32>, !relax.tensor<[k, 8, 64], f32>, !relax.tensor<[k, 8, 32], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b + 1], i32>, !sym.int<m>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_var_len_c4_rank(%q: !relax.tensor<[n, 8, 64], f32>, %k: !relax.tensor<[k, 8, 64], f32>, %v: !relax.tensor<[k, 8, 32], f32>, %i: !relax.tensor<[b, 1], i32>, %j: !relax.tensor<[b], i32>, %m: !sym.int<m>) {
  // expected-error @below {{'relax.attention_var_len' op 'seqstart_q' must have 1 dimensions, got 2}}
  %0 = relax.attention_var_len %q, %k, %v seqstart_q = %i seqstart_k = %j max_seqlen_k = %m : (!relax.tensor<[n, 8, 64], f32>, !relax.tensor<[k, 8, 64], f32>, !relax.tensor<[k, 8, 32], f32>, !relax.tensor<[b, 1], i32>, !relax.tensor<[b], i32>, !sym.int<m>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_var_len_c4_none(%q: !relax.tensor<[n, 8, 64], f32>, %k: !relax.tensor<[k, 8, 64], f32>, %v: !relax.tensor<[k, 8, 32], f32>, %i: !relax.tensor<[0], i32>, %j: !relax.tensor<[0], i32>, %m: !sym.int<m>) {
  // expected-error @below {{'relax.attention_var_len' op number of starts must be at least 1, got 0}}
  %0 = relax.attention_var_len %q, %k, %v seqstart_q = %i seqstart_k = %j max_seqlen_k = %m : (!relax.tensor<[n, 8, 64], f32>, !relax.tensor<[k, 8, 64], f32>, !relax.tensor<[k, 8, 32], f32>, !relax.tensor<[0], i32>, !relax.tensor<[0], i32>, !sym.int<m>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_var_len_c5(%q: !relax.tensor<[n, 8, 64], f32>, %k: !relax.tensor<[k, 8, 64], f32>, %v: !relax.tensor<[k, 8, 32], f32>, %i: !relax.tensor<[b], f32>, %j: !relax.tensor<[b], i32>, %m: !sym.int<m>) {
  // expected-error @below {{'relax.attention_var_len' op element type of 'seqstart_q' must be an integer type other than bool, got 'f32'}}
  %0 = relax.attention_var_len %q, %k, %v seqstart_q = %i seqstart_k = %j max_seqlen_k = %m : (!relax.tensor<[n, 8, 64], f32>, !relax.tensor<[k, 8, 64], f32>, !relax.tensor<[k, 8, 32], f32>, !relax.tensor<[b], f32>, !relax.tensor<[b], i32>, !sym.int<m>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_var_len_c6(%q: !relax.tensor<[n, 8, 64], f32>, %k: !relax.tensor<[k, 8, 64], f32>, %v: !relax.tensor<[k, 8, 32], f32>, %i: !relax.tensor<[b], i32>, %j: !relax.tensor<[b], i32>, %m: !sym.int<-1>) {
  // expected-error @below {{'relax.attention_var_len' op 'max_seqlen_k' must be at least 0, got -1}}
  %0 = relax.attention_var_len %q, %k, %v seqstart_q = %i seqstart_k = %j max_seqlen_k = %m : (!relax.tensor<[n, 8, 64], f32>, !relax.tensor<[k, 8, 64], f32>, !relax.tensor<[k, 8, 32], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b], i32>, !sym.int<-1>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_var_len_c7(%q: !relax.tensor<[n, 8, 64], f32>, %k: !relax.tensor<[k, 8, 64], f32>, %v: !relax.tensor<[k, 8, 32], f32>, %i: !relax.tensor<[b], i32>, %j: !relax.tensor<[b], i32>, %m: !sym.int<m>) {
  // expected-error @below {{'relax.attention_var_len' op 'causal_mask' must be TopLeft or BottomRight, got Left}}
  %0 = relax.attention_var_len %q, %k, %v seqstart_q = %i seqstart_k = %j max_seqlen_k = %m causal_mask = "Left" : (!relax.tensor<[n, 8, 64], f32>, !relax.tensor<[k, 8, 64], f32>, !relax.tensor<[k, 8, 32], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b], i32>, !sym.int<m>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_var_len_c8(%q: !relax.tensor<[n, 8, 64], f32>, %k: !relax.tensor<[k, 8, 64], f32>, %v: !relax.tensor<[k, 8, 32], f32>, %i: !relax.tensor<[b], i32>, %j: !relax.tensor<[b], i32>, %m: !sym.int<m>) {
  // expected-error @below {{'relax.attention_var_len' op 'window_size' must be at least 1, got 0}}
  %0 = relax.attention_var_len %q, %k, %v seqstart_q = %i seqstart_k = %j max_seqlen_k = %m causal_mask = "TopLeft" window_size = 0 : (!relax.tensor<[n, 8, 64], f32>, !relax.tensor<[k, 8, 64], f32>, !relax.tensor<[k, 8, 32], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b], i32>, !sym.int<m>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_var_len_c8_mask(%q: !relax.tensor<[n, 8, 64], f32>, %k: !relax.tensor<[k, 8, 64], f32>, %v: !relax.tensor<[k, 8, 32], f32>, %i: !relax.tensor<[b], i32>, %j: !relax.tensor<[b], i32>, %m: !sym.int<m>) {
  // expected-error @below {{'relax.attention_var_len' op 'window_size' must be given with 'causal_mask' only, got 4 and none}}
  %0 = relax.attention_var_len %q, %k, %v seqstart_q = %i seqstart_k = %j max_seqlen_k = %m window_size = 4 : (!relax.tensor<[n, 8, 64], f32>, !relax.tensor<[k, 8, 64], f32>, !relax.tensor<[k, 8, 32], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b], i32>, !sym.int<m>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_var_len_c9(%q: !relax.tensor<[n, 8, 64], f32>, %k: !relax.tensor<[k, 8, 64], f32>, %v: !relax.tensor<[k, 8, 32], f16>, %i: !relax.tensor<[b], i32>, %j: !relax.tensor<[b], i32>, %m: !sym.int<m>) {
  // expected-error @below {{'relax.attention_var_len' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.attention_var_len %q, %k, %v seqstart_q = %i seqstart_k = %j max_seqlen_k = %m : (!relax.tensor<[n, 8, 64], f32>, !relax.tensor<[k, 8, 64], f32>, !relax.tensor<[k, 8, 32], f16>, !relax.tensor<[b], i32>, !relax.tensor<[b], i32>, !sym.int<m>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_var_len_c9_integer(%q: !relax.tensor<[n, 8, 64], i8>, %k: !relax.tensor<[k, 8, 64], f32>, %v: !relax.tensor<[k, 8, 32], f32>, %i: !relax.tensor<[b], i32>, %j: !relax.tensor<[b], i32>, %m: !sym.int<m>) {
  // expected-error @below {{'relax.attention_var_len' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.attention_var_len %q, %k, %v seqstart_q = %i seqstart_k = %j max_seqlen_k = %m : (!relax.tensor<[n, 8, 64], i8>, !relax.tensor<[k, 8, 64], f32>, !relax.tensor<[k, 8, 32], f32>, !relax.tensor<[b], i32>, !relax.tensor<[b], i32>, !sym.int<m>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @attention_var_len_c10(%q: !relax.tensor<[n, 8, 64], f32, #relax.vdevice<"cuda", 0>>, %k: !relax.tensor<[k, 8, 64], f32, #relax.vdevice<"cpu", 0>>, %i: !relax.tensor<[b], i32>, %m: !sym.int<m>) {
  // expected-error @below {{'relax.attention_var_len' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cpu", 0>}}
  %0 = relax.attention_var_len %q, %k, %k seqstart_q = %i seqstart_k = %i max_seqlen_k = %m : (!relax.tensor<[n, 8, 64], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[k, 8, 64], f32, #relax.vdevice<"cpu", 0>>, !relax.tensor<[k, 8, 64], f32, #relax.vdevice<"cpu", 0>>, !relax.tensor<[b], i32>, !relax.tensor<[b], i32>, !sym.int<m>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c1(%x: !relax.tensor<[], f32>, %c: !relax.tensor<[4], f32>, %s: !relax.tensor<[4], f32>) {
  // expected-error @below {{'relax.rotary_embedding' op rank of 'x' must be at least 1, got 0}}
  %0 = relax.rotary_embedding %x, %c, %s : (!relax.tensor<[], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c1_table(%x: !relax.tensor<[b, 8, n, 64], f32>, %c: !relax.tensor<[], f32>, %s: !relax.tensor<[], f32>) {
  // expected-error @below {{'relax.rotary_embedding' op rank of 'cos' must be at least 1, got 0}}
  %0 = relax.rotary_embedding %x, %c, %s : (!relax.tensor<[b, 8, n, 64], f32>, !relax.tensor<[], f32>, !relax.tensor<[], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c2(%x: !relax.tensor<[b, 8, n, 64], f32>, %c: !relax.tensor<[b, 1, n, 64], f32>, %s: !relax.tensor<[b, 1, n, 64], f32>) {
  // expected-error @below {{'relax.rotary_embedding' op 'rotary_dim' must be at least 2, got 0}}
  %0 = relax.rotary_embedding %x, %c, %s rotary_dim = 0 : (!relax.tensor<[b, 8, n, 64], f32>, !relax.tensor<[b, 1, n, 64], f32>, !relax.tensor<[b, 1, n, 64], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c2_size(%x: !relax.tensor<[b, 8, n, 64], f32>, %c: !relax.tensor<[b, 1, n, 64], f32>, %s: !relax.tensor<[b, 1, n, 64], f32>) {
  // expected-error @below {{'relax.rotary_embedding' op 'rotary_dim' must be at most 64, got 66}}
  %0 = relax.rotary_embedding %x, %c, %s rotary_dim = 66 : (!relax.tensor<[b, 8, n, 64], f32>, !relax.tensor<[b, 1, n, 64], f32>, !relax.tensor<[b, 1, n, 64], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c3(%x: !relax.tensor<[b, 8, n, 63], f32>, %c: !relax.tensor<[b, 1, n, 64], f32>, %s: !relax.tensor<[b, 1, n, 64], f32>) {
  // expected-error @below {{'relax.rotary_embedding' op number of elements that are turned must be even, got 63}}
  %0 = relax.rotary_embedding %x, %c, %s : (!relax.tensor<[b, 8, n, 63], f32>, !relax.tensor<[b, 1, n, 64], f32>, !relax.tensor<[b, 1, n, 64], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c3_given(%x: !relax.tensor<[b, 8, n, 64], f32>, %c: !relax.tensor<[b, 1, n, 64], f32>, %s: !relax.tensor<[b, 1, n, 64], f32>) {
  // expected-error @below {{'relax.rotary_embedding' op number of elements that are turned must be even, got 3}}
  %0 = relax.rotary_embedding %x, %c, %s rotary_dim = 3 : (!relax.tensor<[b, 8, n, 64], f32>, !relax.tensor<[b, 1, n, 64], f32>, !relax.tensor<[b, 1, n, 64], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c4(%x: !relax.tensor<[b, 8, n, 64], f32>, %c: !relax.tensor<[b, 1, n, 16], f32>, %s: !relax.tensor<[b, 1, n, 16], f32>) {
  // expected-error @below {{'relax.rotary_embedding' op last dimension of 'cos' must be the number of elements that are turned or half of it, got 16 and 64}}
  %0 = relax.rotary_embedding %x, %c, %s : (!relax.tensor<[b, 8, n, 64], f32>, !relax.tensor<[b, 1, n, 16], f32>, !relax.tensor<[b, 1, n, 16], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c4_both(%x: !relax.tensor<[b, 8, n, 64], f32>, %c: !relax.tensor<[b, 1, n, 64], f32>, %s: !relax.tensor<[b, 1, n, 32], f32>) {
  // expected-error @below {{'relax.rotary_embedding' op last dimensions of 'cos' and 'sin' must be equal, got 64 and 32}}
  %0 = relax.rotary_embedding %x, %c, %s : (!relax.tensor<[b, 8, n, 64], f32>, !relax.tensor<[b, 1, n, 64], f32>, !relax.tensor<[b, 1, n, 32], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c5(%x: !relax.tensor<[b, 8, n, 64], f32>, %c: !relax.tensor<[b, 2, n, 64], f32>, %s: !relax.tensor<[b, 2, n, 64], f32>) {
  // expected-error @below {{'relax.rotary_embedding' op dimension 1 of the operand must be 1 or equal to dimension 1 of the target shape, got 2 and 8}}
  %0 = relax.rotary_embedding %x, %c, %s : (!relax.tensor<[b, 8, n, 64], f32>, !relax.tensor<[b, 2, n, 64], f32>, !relax.tensor<[b, 2, n, 64], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c6(%x: !relax.tensor<[b, n, 64], f32>, %c: !relax.tensor<[m, 32], f32>, %s: !relax.tensor<[m, 32], f32>, %p: !relax.tensor<[b, n], i64>) {
  // expected-error @below {{'relax.rotary_embedding' op 'x' must have 4 dimensions, got 3}}
  %0 = relax.rotary_embedding %x, %c, %s positions = %p : (!relax.tensor<[b, n, 64], f32>, !relax.tensor<[m, 32], f32>, !relax.tensor<[m, 32], f32>, !relax.tensor<[b, n], i64>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c6_table(%x: !relax.tensor<[b, 8, n, 64], f32>, %c: !relax.tensor<[b, 1, n, 64], f32>, %s: !relax.tensor<[b, 1, n, 64], f32>, %p: !relax.tensor<[b, n], i64>) {
  // expected-error @below {{'relax.rotary_embedding' op 'cos' must have 2 dimensions, got 4}}
  %0 = relax.rotary_embedding %x, %c, %s positions = %p : (!relax.tensor<[b, 8, n, 64], f32>, !relax.tensor<[b, 1, n, 64], f32>, !relax.tensor<[b, 1, n, 64], f32>, !relax.tensor<[b, n], i64>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c6_rows(%x: !relax.tensor<[b, 8, n, 64], f32>, %c: !relax.tensor<[m, 32], f32>, %s: !relax.tensor<[m + 1, 32], f32>, %p: !relax.tensor<[b, n], i64>) {
  // expected-error @below {{'relax.rotary_embedding' op numbers of rows of 'cos' and 'sin' must be equal, got m and m + 1}}
  %0 = relax.rotary_embedding %x, %c, %s positions = %p : (!relax.tensor<[b, 8, n, 64], f32>, !relax.tensor<[m, 32], f32>, !relax.tensor<[m + 1, 32], f32>, !relax.tensor<[b, n], i64>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c6_none(%x: !relax.tensor<[2, 8, 3, 64], f32>, %c: !relax.tensor<[0, 32], f32>, %s: !relax.tensor<[0, 32], f32>, %p: !relax.tensor<[2, 3], i64>) {
  // expected-error @below {{'relax.rotary_embedding' op number of rows of 'cos' and 'sin' must be at least 1, got 0}}
  %0 = relax.rotary_embedding %x, %c, %s positions = %p : (!relax.tensor<[2, 8, 3, 64], f32>, !relax.tensor<[0, 32], f32>, !relax.tensor<[0, 32], f32>, !relax.tensor<[2, 3], i64>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c7(%x: !relax.tensor<[b, 8, n, 64], f32>, %c: !relax.tensor<[m, 32], f32>, %s: !relax.tensor<[m, 32], f32>, %p: !relax.tensor<[1, b, n], i64>) {
  // expected-error @below {{'relax.rotary_embedding' op rank of the operand must not exceed the rank of the target shape, got 3 and 2}}
  %0 = relax.rotary_embedding %x, %c, %s positions = %p : (!relax.tensor<[b, 8, n, 64], f32>, !relax.tensor<[m, 32], f32>, !relax.tensor<[m, 32], f32>, !relax.tensor<[1, b, n], i64>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c7_type(%x: !relax.tensor<[b, 8, n, 64], f32>, %c: !relax.tensor<[m, 32], f32>, %s: !relax.tensor<[m, 32], f32>, %p: !relax.tensor<[b, n], f32>) {
  // expected-error @below {{'relax.rotary_embedding' op element type of 'positions' must be an integer type other than bool, got 'f32'}}
  %0 = relax.rotary_embedding %x, %c, %s positions = %p : (!relax.tensor<[b, 8, n, 64], f32>, !relax.tensor<[m, 32], f32>, !relax.tensor<[m, 32], f32>, !relax.tensor<[b, n], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c8(%x: !relax.tensor<[b, 8, n, 64], f16>, %c: !relax.tensor<[b, 1, n, 64], f32>, %s: !relax.tensor<[b, 1, n, 64], f32>) {
  // expected-error @below {{'relax.rotary_embedding' op element types must be equal, got 'f16' and 'f32'}}
  %0 = relax.rotary_embedding %x, %c, %s : (!relax.tensor<[b, 8, n, 64], f16>, !relax.tensor<[b, 1, n, 64], f32>, !relax.tensor<[b, 1, n, 64], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c8_integer(%x: !relax.tensor<[b, 8, n, 64], i8>, %c: !relax.tensor<[b, 1, n, 64], f32>, %s: !relax.tensor<[b, 1, n, 64], f32>) {
  // expected-error @below {{'relax.rotary_embedding' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.rotary_embedding %x, %c, %s : (!relax.tensor<[b, 8, n, 64], i8>, !relax.tensor<[b, 1, n, 64], f32>, !relax.tensor<[b, 1, n, 64], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @rotary_embedding_c9(%x: !relax.tensor<[n, 4], f32, #relax.vdevice<"cuda", 0>>, %c: !relax.tensor<[n, 4], f32, #relax.vdevice<"cpu", 0>>) {
  // expected-error @below {{'relax.rotary_embedding' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cpu", 0>}}
  %0 = relax.rotary_embedding %x, %c, %c : (!relax.tensor<[n, 4], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n, 4], f32, #relax.vdevice<"cpu", 0>>, !relax.tensor<[n, 4], f32, #relax.vdevice<"cpu", 0>>) -> !relax.tensor<*, ?>
  return
}

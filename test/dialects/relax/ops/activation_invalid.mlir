// One case for each constraint of each operator.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @elu_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.elu' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.elu %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @gelu_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.gelu' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.gelu %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @gelu_tanh_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.gelu_tanh' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.gelu_tanh %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @hard_sigmoid_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.hard_sigmoid' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.hard_sigmoid %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @hard_swish_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.hard_swish' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.hard_swish %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @leakyrelu_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.leakyrelu' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.leakyrelu %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @selu_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.selu' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.selu %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @silu_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.silu' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.silu %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @softplus_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.softplus' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.softplus %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @log_softmax_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.log_softmax' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.log_softmax %x axis = 0 : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @log_softmax_c2(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.log_softmax' op axis must be in [-1, 1) for rank 1, got 1}}
  %0 = relax.log_softmax %x axis = 1 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @prelu_c1(%x: !relax.tensor<[n, 4], i32>, %alpha: !relax.tensor<[4], i32>) {
  // expected-error @below {{'relax.prelu' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.prelu %x, %alpha axis = 1 : (!relax.tensor<[n, 4], i32>, !relax.tensor<[4], i32>) -> !relax.tensor<[n, 4], i32>
  return
}

// -----

func.func @prelu_c1_alpha(%x: !relax.tensor<[n, 4], ?>, %alpha: !relax.tensor<[4], i32>) {
  // expected-error @below {{'relax.prelu' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.prelu %x, %alpha axis = 1 : (!relax.tensor<[n, 4], ?>, !relax.tensor<[4], i32>) -> !relax.tensor<[n, 4], ?>
  return
}

// -----

func.func @prelu_c1_different(%x: !relax.tensor<[n, 4, m], f32>, %alpha: !relax.tensor<[4], f64>) {
  // expected-error @below {{'relax.prelu' op element types must be equal, got 'f32' and 'f64'}}
  %0 = relax.prelu %x, %alpha axis = 1 : (!relax.tensor<[n, 4, m], f32>, !relax.tensor<[4], f64>) -> !relax.tensor<[n, 4, m], f32>
  return
}

// -----

func.func @prelu_c2(%x: !relax.tensor<[n, 4, m], f32>, %alpha: !relax.tensor<[4, 1], f32>) {
  // expected-error @below {{'relax.prelu' op rank of 'alpha' must be 1, got 2}}
  %0 = relax.prelu %x, %alpha axis = 1 : (!relax.tensor<[n, 4, m], f32>, !relax.tensor<[4, 1], f32>) -> !relax.tensor<[n, 4, m], f32>
  return
}

// -----

func.func @prelu_c3(%x: !relax.tensor<[n, 4, m], f32>, %alpha: !relax.tensor<[4], f32>) {
  // expected-error @below {{'relax.prelu' op axis must be in [-3, 3) for rank 3, got 3}}
  %0 = relax.prelu %x, %alpha axis = 3 : (!relax.tensor<[n, 4, m], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, m], f32>
  return
}

// -----

func.func @prelu_c4(%x: !relax.tensor<[n, 4, m], f32>, %alpha: !relax.tensor<[5], f32>) {
  // expected-error @below {{'relax.prelu' op dimension along 'axis' and size of 'alpha' must be equal, got 4 and 5}}
  %0 = relax.prelu %x, %alpha axis = 1 : (!relax.tensor<[n, 4, m], f32>, !relax.tensor<[5], f32>) -> !relax.tensor<[n, 4, m], f32>
  return
}

// -----

func.func @prelu_c5(%x: !relax.tensor<[n, 4], f32, #relax.vdevice<"cuda", 0>>, %alpha: !relax.tensor<[4], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.prelu' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.prelu %x, %alpha axis = 1 : (!relax.tensor<[n, 4], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[4], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n, 4], f32>
  return
}

// One case for each constraint of each operator.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @equal_c1_different(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f16>) {
  // expected-error @below {{'relax.equal' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.equal %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f16>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @equal_c2(%x: !relax.tensor<[n, 3], f32>, %y: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.equal' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.equal %x, %y : (!relax.tensor<[n, 3], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 3], i1>
  return
}

// -----

func.func @equal_c3(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.equal' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.equal %x, %y : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @greater_c1_different(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f16>) {
  // expected-error @below {{'relax.greater' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.greater %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f16>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @greater_c2(%x: !relax.tensor<[n, 3], f32>, %y: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.greater' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.greater %x, %y : (!relax.tensor<[n, 3], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 3], i1>
  return
}

// -----

func.func @greater_c3(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.greater' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.greater %x, %y : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @greater_equal_c1_different(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f16>) {
  // expected-error @below {{'relax.greater_equal' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.greater_equal %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f16>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @greater_equal_c2(%x: !relax.tensor<[n, 3], f32>, %y: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.greater_equal' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.greater_equal %x, %y : (!relax.tensor<[n, 3], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 3], i1>
  return
}

// -----

func.func @greater_equal_c3(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.greater_equal' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.greater_equal %x, %y : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @less_c1_different(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f16>) {
  // expected-error @below {{'relax.less' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.less %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f16>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @less_c2(%x: !relax.tensor<[n, 3], f32>, %y: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.less' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.less %x, %y : (!relax.tensor<[n, 3], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 3], i1>
  return
}

// -----

func.func @less_c3(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.less' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.less %x, %y : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @less_equal_c1_different(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f16>) {
  // expected-error @below {{'relax.less_equal' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.less_equal %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f16>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @less_equal_c2(%x: !relax.tensor<[n, 3], f32>, %y: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.less_equal' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.less_equal %x, %y : (!relax.tensor<[n, 3], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 3], i1>
  return
}

// -----

func.func @less_equal_c3(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.less_equal' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.less_equal %x, %y : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @not_equal_c1_different(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f16>) {
  // expected-error @below {{'relax.not_equal' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.not_equal %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[n], f16>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @not_equal_c2(%x: !relax.tensor<[n, 3], f32>, %y: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.not_equal' op dimension -1 of the operands must be equal or 1 to broadcast, got 3 and 2}}
  %0 = relax.not_equal %x, %y : (!relax.tensor<[n, 3], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 3], i1>
  return
}

// -----

func.func @not_equal_c3(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %y: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) {
  // expected-error @below {{'relax.not_equal' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cuda", 1>}}
  %0 = relax.not_equal %x, %y : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[n], f32, #relax.vdevice<"cuda", 1>>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @isfinite_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.isfinite' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.isfinite %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @isinf_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.isinf' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.isinf %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @isnan_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.isnan' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.isnan %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i1>
  return
}

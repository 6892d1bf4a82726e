// One case for each constraint of each operator.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @acos_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.acos' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.acos %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @acosh_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.acosh' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.acosh %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @asin_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.asin' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.asin %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @asinh_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.asinh' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.asinh %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @atan_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.atan' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.atan %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @atanh_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.atanh' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.atanh %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @cos_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.cos' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.cos %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @cosh_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.cosh' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.cosh %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @sin_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.sin' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.sin %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @sinh_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.sinh' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.sinh %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @tan_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.tan' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.tan %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

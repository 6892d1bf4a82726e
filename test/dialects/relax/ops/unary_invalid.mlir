// One case for each constraint of each operator.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @abs_c1(%x: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.abs' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.abs %x : (!relax.tensor<[n], i1>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @ceil_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.ceil' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.ceil %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @erf_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.erf' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.erf %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @floor_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.floor' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.floor %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @log_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.log' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.log %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @negative_c1(%x: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.negative' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.negative %x : (!relax.tensor<[n], i1>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @round_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.round' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.round %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @rsqrt_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.rsqrt' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.rsqrt %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @sign_c1(%x: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.sign' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.sign %x : (!relax.tensor<[n], i1>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @sqrt_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.sqrt' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.sqrt %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @square_c1(%x: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.square' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.square %x : (!relax.tensor<[n], i1>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @trunc_c1(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.trunc' op element type must be a floating-point type, got 'i32'}}
  %0 = relax.trunc %x : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @clip_c1(%x: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.clip' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.clip %x min = 0.0 max = 1.0 : (!relax.tensor<[n], i1>) -> !relax.tensor<[n], i1>
  return
}

// -----

func.func @clip_c2(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.clip' op 'min' must not be above 'max', got 1.000000e+00 and 5.000000e-01}}
  %0 = relax.clip %x min = 1.0 max = 0.5 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @clip_c2_nan(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.clip' op 'min' must not be above 'max', got nan and 5.000000e-01}}
  %0 = relax.clip %x min = 0x7FF8000000000000 max = 0.5 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @clip_c3_fraction(%x: !relax.tensor<[n], i32>) {
  // expected-error @below {{'relax.clip' op bounds must be whole numbers of the element type 'i32', got 5.000000e-01}}
  %0 = relax.clip %x min = 0.5 max = 1.0 : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  return
}

// -----

func.func @clip_c3_large(%x: !relax.tensor<[n], i8>) {
  // expected-error @below {{'relax.clip' op bounds must be whole numbers of the element type 'i8', got 1.280000e+02}}
  %0 = relax.clip %x min = 0.0 max = 128.0 : (!relax.tensor<[n], i8>) -> !relax.tensor<[n], i8>
  return
}

// -----

func.func @clip_c3_negative(%x: !relax.tensor<[n], ui8>) {
  // expected-error @below {{'relax.clip' op bounds must be whole numbers of the element type 'ui8', got -1.000000e+00}}
  %0 = relax.clip %x min = -1.0 max = 5.0 : (!relax.tensor<[n], ui8>) -> !relax.tensor<[n], ui8>
  return
}

// -----

func.func @clip_c3_infinite(%x: !relax.tensor<[n], i64>) {
  // expected-error @below {{'relax.clip' op bounds must be whole numbers of the element type 'i64', got}}
  %0 = relax.clip %x min = 0.0 max = 0x7FF0000000000000 : (!relax.tensor<[n], i64>) -> !relax.tensor<[n], i64>
  return
}

// One case for each constraint of each operator.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @full_c1(%fill: !relax.tensor<[1], f32>, %s: !relax.shape<[n]>) {
  // expected-error @below {{'relax.full' op rank of 'fill' must be 0, got 1}}
  %0 = relax.full %fill, %s : (!relax.tensor<[1], f32>, !relax.shape<[n]>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @full_like_c1(%x: !relax.tensor<[n], f32>, %fill: !relax.tensor<[n, 1], f32>) {
  // expected-error @below {{'relax.full_like' op rank of 'fill' must be 0, got 2}}
  %0 = relax.full_like %x, %fill : (!relax.tensor<[n], f32>, !relax.tensor<[n, 1], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @zeros_c1(%s: !relax.shape<[n]>) {
  // expected-error @below {{'relax.zeros' op 'dtype' must be an element type of tensors, got 'index'}}
  %0 = relax.zeros %s dtype = index : (!relax.shape<[n]>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @zeros_like_c1(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.zeros_like' op 'dtype' must be an element type of tensors, got 'i7'}}
  %0 = relax.zeros_like %x dtype = i7 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @ones_c1(%s: !relax.shape<[n]>) {
  // expected-error @below {{'relax.ones' op 'dtype' must be an element type of tensors, got 'index'}}
  %0 = relax.ones %s dtype = index : (!relax.shape<[n]>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @ones_like_c1(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.ones_like' op 'dtype' must be an element type of tensors, got 'i7'}}
  %0 = relax.ones_like %x dtype = i7 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @arange_c1(%a: !sym.int<0>, %b: !sym.int<n>, %c: !sym.int<1>) {
  // expected-error @below {{'relax.arange' op 'dtype' must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.arange %a, %b, %c dtype = i1 : (!sym.int<0>, !sym.int<n>, !sym.int<1>) -> !relax.tensor<[?], i1>
  return
}

// -----

func.func @arange_c1_index(%a: !sym.int<0>, %b: !sym.int<n>, %c: !sym.int<1>) {
  // expected-error @below {{'relax.arange' op 'dtype' must be an integer or a floating-point type, got 'index'}}
  %0 = relax.arange %a, %b, %c dtype = index : (!sym.int<0>, !sym.int<n>, !sym.int<1>) -> !relax.tensor<[?], i64>
  return
}

// -----

func.func @arange_c2(%a: !sym.int<0>, %b: !sym.int<n>, %c: !sym.int<0>) {
  // expected-error @below {{'relax.arange' op 'step' must not be zero, got 0}}
  %0 = relax.arange %a, %b, %c dtype = i64 : (!sym.int<0>, !sym.int<n>, !sym.int<0>) -> !relax.tensor<[?], i64>
  return
}

// -----

func.func @arange_limits(%a: !sym.int<-4611686018427387904 * n>, %b: !sym.int<4611686018427387904 * n>, %c: !sym.int<1>) {
  // expected-error @below {{'relax.arange' op 'start' and 'stop' must combine to an expression within the limits of symbolic expressions, got -4611686018427387904 * n and 4611686018427387904 * n}}
  %0 = relax.arange %a, %b, %c dtype = i64 : (!sym.int<-4611686018427387904 * n>, !sym.int<4611686018427387904 * n>, !sym.int<1>) -> !relax.tensor<[?], i64>
  return
}

// -----

func.func @eye_c1(%a: !sym.int<n>, %b: !sym.int<n>, %c: !sym.int<0>) {
  // expected-error @below {{'relax.eye' op 'dtype' must be an element type of tensors, got 'index'}}
  %0 = relax.eye %a, %b, %c dtype = index : (!sym.int<n>, !sym.int<n>, !sym.int<0>) -> !relax.tensor<[n, n], i64>
  return
}

// -----

func.func @eye_c2_rows(%a: !sym.int<-2>, %b: !sym.int<n>, %c: !sym.int<0>) {
  // expected-error @below {{'relax.eye' op 'n' must not be negative, got -2}}
  %0 = relax.eye %a, %b, %c dtype = f32 : (!sym.int<-2>, !sym.int<n>, !sym.int<0>) -> !relax.tensor<[?, n], f32>
  return
}

// -----

func.func @eye_c2_columns(%a: !sym.int<n>, %b: !sym.int<-1>, %c: !sym.int<0>) {
  // expected-error @below {{'relax.eye' op 'm' must not be negative, got -1}}
  %0 = relax.eye %a, %b, %c dtype = f32 : (!sym.int<n>, !sym.int<-1>, !sym.int<0>) -> !relax.tensor<[n, ?], f32>
  return
}

// -----

func.func @tril_c1(%x: !relax.tensor<[n], f32>, %k: !sym.int<0>) {
  // expected-error @below {{'relax.tril' op rank of 'x' must be at least 2, got 1}}
  %0 = relax.tril %x, %k : (!relax.tensor<[n], f32>, !sym.int<0>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @triu_c1(%x: !relax.tensor<[n], f32>, %k: !sym.int<0>) {
  // expected-error @below {{'relax.triu' op rank of 'x' must be at least 2, got 1}}
  %0 = relax.triu %x, %k : (!relax.tensor<[n], f32>, !sym.int<0>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @eye_like_c1(%x: !relax.tensor<[n], f32>, %k: !sym.int<0>) {
  // expected-error @below {{'relax.eye_like' op rank of 'x' must be 2, got 1}}
  %0 = relax.eye_like %x, %k : (!relax.tensor<[n], f32>, !sym.int<0>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @eye_like_c2(%x: !relax.tensor<[n, n], f32>, %k: !sym.int<0>) {
  // expected-error @below {{'relax.eye_like' op 'dtype' must be an element type of tensors, got 'index'}}
  %0 = relax.eye_like %x, %k dtype = index : (!relax.tensor<[n, n], f32>, !sym.int<0>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @hamming_window_c1(%n: !sym.int<n>) {
  // expected-error @below {{'relax.hamming_window' op 'dtype' must be a floating-point type, got 'i32'}}
  %0 = relax.hamming_window %n dtype = i32 : (!sym.int<n>) -> !relax.tensor<*, i32>
  return
}

// -----

func.func @hamming_window_c2(%n: !sym.int<-3>) {
  // expected-error @below {{'relax.hamming_window' op 'size' must not be negative, got -3}}
  %0 = relax.hamming_window %n dtype = f32 : (!sym.int<-3>) -> !relax.tensor<*, f32>
  return
}

// One case for each constraint of each operator of the family.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @rnn_c1(%x: !relax.tensor<[t, n, 3], i8>, %w: !relax.tensor<[1, 4, 3], i8>, %r: !relax.tensor<[1, 4, 4], i8>) {
  // expected-error @below {{'relax.rnn' op element type must be a floating-point type, got 'i8'}}
  %0:2 = relax.rnn %x, %w, %r direction = "forward" activations = ["Tanh"] alpha = [0.0] beta = [0.0] : (!relax.tensor<[t, n, 3], i8>, !relax.tensor<[1, 4, 3], i8>, !relax.tensor<[1, 4, 4], i8>) -> (!relax.tensor<*, i8>, !relax.tensor<*, i8>)
  return
}

// -----

func.func @rnn_c1_equal(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 4, 3], f16>, %r: !relax.tensor<[1, 4, 4], f32>) {
  // expected-error @below {{'relax.rnn' op element types must be equal, got 'f32' and 'f16'}}
  %0:2 = relax.rnn %x, %w, %r direction = "forward" activations = ["Tanh"] alpha = [0.0] beta = [0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 4, 3], f16>, !relax.tensor<[1, 4, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @rnn_c2_x(%x: !relax.tensor<[n, 3], f32>, %w: !relax.tensor<[1, 4, 3], f32>, %r: !relax.tensor<[1, 4, 4], f32>) {
  // expected-error @below {{'relax.rnn' op 'x' must have 3 dimensions, got 2}}
  %0:2 = relax.rnn %x, %w, %r direction = "forward" activations = ["Tanh"] alpha = [0.0] beta = [0.0] : (!relax.tensor<[n, 3], f32>, !relax.tensor<[1, 4, 3], f32>, !relax.tensor<[1, 4, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @rnn_c2_r(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 4, 3], f32>, %r: !relax.tensor<[1, 5, 4], f32>) {
  // expected-error @below {{'relax.rnn' op dimension 1 of 'r' and rows of all gates must be equal, got 5 and 4}}
  %0:2 = relax.rnn %x, %w, %r direction = "forward" activations = ["Tanh"] alpha = [0.0] beta = [0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 4, 3], f32>, !relax.tensor<[1, 5, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @rnn_c2_w(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 4, 2], f32>, %r: !relax.tensor<[1, 4, 4], f32>) {
  // expected-error @below {{'relax.rnn' op dimension 2 of 'w' and dimension 2 of 'x' must be equal, got 2 and 3}}
  %0:2 = relax.rnn %x, %w, %r direction = "forward" activations = ["Tanh"] alpha = [0.0] beta = [0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 4, 2], f32>, !relax.tensor<[1, 4, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @rnn_c2_b(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 4, 3], f32>, %r: !relax.tensor<[1, 4, 4], f32>, %b: !relax.tensor<[1, 5], f32>) {
  // expected-error @below {{'relax.rnn' op dimension 1 of 'b' and rows of all gates must be equal, got 5 and 8}}
  %0:2 = relax.rnn %x, %w, %r bias = %b direction = "forward" activations = ["Tanh"] alpha = [0.0] beta = [0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 4, 3], f32>, !relax.tensor<[1, 4, 4], f32>, !relax.tensor<[1, 5], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @rnn_c2_initial_h(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 4, 3], f32>, %r: !relax.tensor<[1, 4, 4], f32>, %h: !relax.tensor<[1, n, 5], f32>) {
  // expected-error @below {{'relax.rnn' op dimension 2 of 'initial_h' and dimension 2 of 'r' must be equal, got 5 and 4}}
  %0:2 = relax.rnn %x, %w, %r initial_h = %h direction = "forward" activations = ["Tanh"] alpha = [0.0] beta = [0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 4, 3], f32>, !relax.tensor<[1, 4, 4], f32>, !relax.tensor<[1, n, 5], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @rnn_c3(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 4, 3], f32>, %r: !relax.tensor<[1, 4, 4], f32>) {
  // expected-error @below {{'relax.rnn' op 'direction' must be one of forward, reverse, bidirectional, got backward}}
  %0:2 = relax.rnn %x, %w, %r direction = "backward" activations = ["Tanh"] alpha = [0.0] beta = [0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 4, 3], f32>, !relax.tensor<[1, 4, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @rnn_c4(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 4, 3], f32>, %r: !relax.tensor<[1, 4, 4], f32>) {
  // expected-error @below {{'relax.rnn' op 'activations' must have 1 entries, got 2}}
  %0:2 = relax.rnn %x, %w, %r direction = "forward" activations = ["Tanh", "Tanh"] alpha = [0.0] beta = [0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 4, 3], f32>, !relax.tensor<[1, 4, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @rnn_c4_alpha(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 4, 3], f32>, %r: !relax.tensor<[1, 4, 4], f32>) {
  // expected-error @below {{'relax.rnn' op 'activation_alpha' must have 1 entries, got 2}}
  %0:2 = relax.rnn %x, %w, %r direction = "forward" activations = ["Tanh"] alpha = [0.0, 0.0] beta = [0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 4, 3], f32>, !relax.tensor<[1, 4, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @rnn_c5(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 4, 3], f32>, %r: !relax.tensor<[1, 4, 4], f32>) {
  // expected-error @below {{'relax.rnn' op 'activations' must be one of Relu, Tanh, Sigmoid, Affine, LeakyRelu, ThresholdedRelu, ScaledTanh, HardSigmoid, Elu, Softsign, Softplus, got Swish}}
  %0:2 = relax.rnn %x, %w, %r direction = "forward" activations = ["Swish"] alpha = [0.0] beta = [0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 4, 3], f32>, !relax.tensor<[1, 4, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @rnn_c6(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 4, 3], f32>, %r: !relax.tensor<[1, 4, 4], f32>) {
  // expected-error @below {{'relax.rnn' op 'clip' must be positive, got -1.000000e+00}}
  %0:2 = relax.rnn %x, %w, %r direction = "forward" activations = ["Tanh"] alpha = [0.0] beta = [0.0] clip = -1.0 : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 4, 3], f32>, !relax.tensor<[1, 4, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @rnn_c7(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 4, 3], f32>, %r: !relax.tensor<[1, 4, 4], f32>, %l: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.rnn' op element type of 'sequence_lens' must be an integer type other than bool, got 'f32'}}
  %0:2 = relax.rnn %x, %w, %r lengths = %l direction = "forward" activations = ["Tanh"] alpha = [0.0] beta = [0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 4, 3], f32>, !relax.tensor<[1, 4, 4], f32>, !relax.tensor<[n], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @gru_c1(%x: !relax.tensor<[t, n, 3], i8>, %w: !relax.tensor<[1, 12, 3], i8>, %r: !relax.tensor<[1, 12, 4], i8>) {
  // expected-error @below {{'relax.gru' op element type must be a floating-point type, got 'i8'}}
  %0:2 = relax.gru %x, %w, %r direction = "forward" activations = ["Tanh", "Tanh"] alpha = [0.0, 0.0] beta = [0.0, 0.0] : (!relax.tensor<[t, n, 3], i8>, !relax.tensor<[1, 12, 3], i8>, !relax.tensor<[1, 12, 4], i8>) -> (!relax.tensor<*, i8>, !relax.tensor<*, i8>)
  return
}

// -----

func.func @gru_c1_equal(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 12, 3], f16>, %r: !relax.tensor<[1, 12, 4], f32>) {
  // expected-error @below {{'relax.gru' op element types must be equal, got 'f32' and 'f16'}}
  %0:2 = relax.gru %x, %w, %r direction = "forward" activations = ["Tanh", "Tanh"] alpha = [0.0, 0.0] beta = [0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 12, 3], f16>, !relax.tensor<[1, 12, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @gru_c2_x(%x: !relax.tensor<[n, 3], f32>, %w: !relax.tensor<[1, 12, 3], f32>, %r: !relax.tensor<[1, 12, 4], f32>) {
  // expected-error @below {{'relax.gru' op 'x' must have 3 dimensions, got 2}}
  %0:2 = relax.gru %x, %w, %r direction = "forward" activations = ["Tanh", "Tanh"] alpha = [0.0, 0.0] beta = [0.0, 0.0] : (!relax.tensor<[n, 3], f32>, !relax.tensor<[1, 12, 3], f32>, !relax.tensor<[1, 12, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @gru_c2_r(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 12, 3], f32>, %r: !relax.tensor<[1, 13, 4], f32>) {
  // expected-error @below {{'relax.gru' op dimension 1 of 'r' and rows of all gates must be equal, got 13 and 12}}
  %0:2 = relax.gru %x, %w, %r direction = "forward" activations = ["Tanh", "Tanh"] alpha = [0.0, 0.0] beta = [0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 12, 3], f32>, !relax.tensor<[1, 13, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @gru_c2_w(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 12, 2], f32>, %r: !relax.tensor<[1, 12, 4], f32>) {
  // expected-error @below {{'relax.gru' op dimension 2 of 'w' and dimension 2 of 'x' must be equal, got 2 and 3}}
  %0:2 = relax.gru %x, %w, %r direction = "forward" activations = ["Tanh", "Tanh"] alpha = [0.0, 0.0] beta = [0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 12, 2], f32>, !relax.tensor<[1, 12, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @gru_c2_b(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 12, 3], f32>, %r: !relax.tensor<[1, 12, 4], f32>, %b: !relax.tensor<[1, 5], f32>) {
  // expected-error @below {{'relax.gru' op dimension 1 of 'b' and rows of all gates must be equal, got 5 and 24}}
  %0:2 = relax.gru %x, %w, %r bias = %b direction = "forward" activations = ["Tanh", "Tanh"] alpha = [0.0, 0.0] beta = [0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 12, 3], f32>, !relax.tensor<[1, 12, 4], f32>, !relax.tensor<[1, 5], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @gru_c2_initial_h(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 12, 3], f32>, %r: !relax.tensor<[1, 12, 4], f32>, %h: !relax.tensor<[1, n, 5], f32>) {
  // expected-error @below {{'relax.gru' op dimension 2 of 'initial_h' and dimension 2 of 'r' must be equal, got 5 and 4}}
  %0:2 = relax.gru %x, %w, %r initial_h = %h direction = "forward" activations = ["Tanh", "Tanh"] alpha = [0.0, 0.0] beta = [0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 12, 3], f32>, !relax.tensor<[1, 12, 4], f32>, !relax.tensor<[1, n, 5], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @gru_c3(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 12, 3], f32>, %r: !relax.tensor<[1, 12, 4], f32>) {
  // expected-error @below {{'relax.gru' op 'direction' must be one of forward, reverse, bidirectional, got backward}}
  %0:2 = relax.gru %x, %w, %r direction = "backward" activations = ["Tanh", "Tanh"] alpha = [0.0, 0.0] beta = [0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 12, 3], f32>, !relax.tensor<[1, 12, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @gru_c4(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 12, 3], f32>, %r: !relax.tensor<[1, 12, 4], f32>) {
  // expected-error @below {{'relax.gru' op 'activations' must have 2 entries, got 3}}
  %0:2 = relax.gru %x, %w, %r direction = "forward" activations = ["Tanh", "Tanh", "Tanh"] alpha = [0.0, 0.0] beta = [0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 12, 3], f32>, !relax.tensor<[1, 12, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @gru_c4_alpha(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 12, 3], f32>, %r: !relax.tensor<[1, 12, 4], f32>) {
  // expected-error @below {{'relax.gru' op 'activation_alpha' must have 2 entries, got 3}}
  %0:2 = relax.gru %x, %w, %r direction = "forward" activations = ["Tanh", "Tanh"] alpha = [0.0, 0.0, 0.0] beta = [0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 12, 3], f32>, !relax.tensor<[1, 12, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @gru_c5(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 12, 3], f32>, %r: !relax.tensor<[1, 12, 4], f32>) {
  // expected-error @below {{'relax.gru' op 'activations' must be one of Relu, Tanh, Sigmoid, Affine, LeakyRelu, ThresholdedRelu, ScaledTanh, HardSigmoid, Elu, Softsign, Softplus, got Swish}}
  %0:2 = relax.gru %x, %w, %r direction = "forward" activations = ["Swish", "Swish"] alpha = [0.0, 0.0] beta = [0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 12, 3], f32>, !relax.tensor<[1, 12, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @gru_c6(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 12, 3], f32>, %r: !relax.tensor<[1, 12, 4], f32>) {
  // expected-error @below {{'relax.gru' op 'clip' must be positive, got -1.000000e+00}}
  %0:2 = relax.gru %x, %w, %r direction = "forward" activations = ["Tanh", "Tanh"] alpha = [0.0, 0.0] beta = [0.0, 0.0] clip = -1.0 : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 12, 3], f32>, !relax.tensor<[1, 12, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @gru_c7(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 12, 3], f32>, %r: !relax.tensor<[1, 12, 4], f32>, %l: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.gru' op element type of 'sequence_lens' must be an integer type other than bool, got 'f32'}}
  %0:2 = relax.gru %x, %w, %r lengths = %l direction = "forward" activations = ["Tanh", "Tanh"] alpha = [0.0, 0.0] beta = [0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 12, 3], f32>, !relax.tensor<[1, 12, 4], f32>, !relax.tensor<[n], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @lstm_c1(%x: !relax.tensor<[t, n, 3], i8>, %w: !relax.tensor<[1, 16, 3], i8>, %r: !relax.tensor<[1, 16, 4], i8>) {
  // expected-error @below {{'relax.lstm' op element type must be a floating-point type, got 'i8'}}
  %0:3 = relax.lstm %x, %w, %r direction = "forward" activations = ["Tanh", "Tanh", "Tanh"] alpha = [0.0, 0.0, 0.0] beta = [0.0, 0.0, 0.0] : (!relax.tensor<[t, n, 3], i8>, !relax.tensor<[1, 16, 3], i8>, !relax.tensor<[1, 16, 4], i8>) -> (!relax.tensor<*, i8>, !relax.tensor<*, i8>, !relax.tensor<*, i8>)
  return
}

// -----

func.func @lstm_c1_equal(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 16, 3], f16>, %r: !relax.tensor<[1, 16, 4], f32>) {
  // expected-error @below {{'relax.lstm' op element types must be equal, got 'f32' and 'f16'}}
  %0:3 = relax.lstm %x, %w, %r direction = "forward" activations = ["Tanh", "Tanh", "Tanh"] alpha = [0.0, 0.0, 0.0] beta = [0.0, 0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 16, 3], f16>, !relax.tensor<[1, 16, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @lstm_c2_x(%x: !relax.tensor<[n, 3], f32>, %w: !relax.tensor<[1, 16, 3], f32>, %r: !relax.tensor<[1, 16, 4], f32>) {
  // expected-error @below {{'relax.lstm' op 'x' must have 3 dimensions, got 2}}
  %0:3 = relax.lstm %x, %w, %r direction = "forward" activations = ["Tanh", "Tanh", "Tanh"] alpha = [0.0, 0.0, 0.0] beta = [0.0, 0.0, 0.0] : (!relax.tensor<[n, 3], f32>, !relax.tensor<[1, 16, 3], f32>, !relax.tensor<[1, 16, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @lstm_c2_r(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 16, 3], f32>, %r: !relax.tensor<[1, 17, 4], f32>) {
  // expected-error @below {{'relax.lstm' op dimension 1 of 'r' and rows of all gates must be equal, got 17 and 16}}
  %0:3 = relax.lstm %x, %w, %r direction = "forward" activations = ["Tanh", "Tanh", "Tanh"] alpha = [0.0, 0.0, 0.0] beta = [0.0, 0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 16, 3], f32>, !relax.tensor<[1, 17, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @lstm_c2_w(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 16, 2], f32>, %r: !relax.tensor<[1, 16, 4], f32>) {
  // expected-error @below {{'relax.lstm' op dimension 2 of 'w' and dimension 2 of 'x' must be equal, got 2 and 3}}
  %0:3 = relax.lstm %x, %w, %r direction = "forward" activations = ["Tanh", "Tanh", "Tanh"] alpha = [0.0, 0.0, 0.0] beta = [0.0, 0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 16, 2], f32>, !relax.tensor<[1, 16, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @lstm_c2_b(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 16, 3], f32>, %r: !relax.tensor<[1, 16, 4], f32>, %b: !relax.tensor<[1, 5], f32>) {
  // expected-error @below {{'relax.lstm' op dimension 1 of 'b' and rows of all gates must be equal, got 5 and 32}}
  %0:3 = relax.lstm %x, %w, %r bias = %b direction = "forward" activations = ["Tanh", "Tanh", "Tanh"] alpha = [0.0, 0.0, 0.0] beta = [0.0, 0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 16, 3], f32>, !relax.tensor<[1, 16, 4], f32>, !relax.tensor<[1, 5], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @lstm_c2_initial_h(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 16, 3], f32>, %r: !relax.tensor<[1, 16, 4], f32>, %h: !relax.tensor<[1, n, 5], f32>) {
  // expected-error @below {{'relax.lstm' op dimension 2 of 'initial_h' and dimension 2 of 'r' must be equal, got 5 and 4}}
  %0:3 = relax.lstm %x, %w, %r initial_h = %h direction = "forward" activations = ["Tanh", "Tanh", "Tanh"] alpha = [0.0, 0.0, 0.0] beta = [0.0, 0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 16, 3], f32>, !relax.tensor<[1, 16, 4], f32>, !relax.tensor<[1, n, 5], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @lstm_c3(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 16, 3], f32>, %r: !relax.tensor<[1, 16, 4], f32>) {
  // expected-error @below {{'relax.lstm' op 'direction' must be one of forward, reverse, bidirectional, got backward}}
  %0:3 = relax.lstm %x, %w, %r direction = "backward" activations = ["Tanh", "Tanh", "Tanh"] alpha = [0.0, 0.0, 0.0] beta = [0.0, 0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 16, 3], f32>, !relax.tensor<[1, 16, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @lstm_c4(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 16, 3], f32>, %r: !relax.tensor<[1, 16, 4], f32>) {
  // expected-error @below {{'relax.lstm' op 'activations' must have 3 entries, got 4}}
  %0:3 = relax.lstm %x, %w, %r direction = "forward" activations = ["Tanh", "Tanh", "Tanh", "Tanh"] alpha = [0.0, 0.0, 0.0] beta = [0.0, 0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 16, 3], f32>, !relax.tensor<[1, 16, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @lstm_c4_alpha(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 16, 3], f32>, %r: !relax.tensor<[1, 16, 4], f32>) {
  // expected-error @below {{'relax.lstm' op 'activation_alpha' must have 3 entries, got 4}}
  %0:3 = relax.lstm %x, %w, %r direction = "forward" activations = ["Tanh", "Tanh", "Tanh"] alpha = [0.0, 0.0, 0.0, 0.0] beta = [0.0, 0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 16, 3], f32>, !relax.tensor<[1, 16, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @lstm_c5(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 16, 3], f32>, %r: !relax.tensor<[1, 16, 4], f32>) {
  // expected-error @below {{'relax.lstm' op 'activations' must be one of Relu, Tanh, Sigmoid, Affine, LeakyRelu, ThresholdedRelu, ScaledTanh, HardSigmoid, Elu, Softsign, Softplus, got Swish}}
  %0:3 = relax.lstm %x, %w, %r direction = "forward" activations = ["Swish", "Swish", "Swish"] alpha = [0.0, 0.0, 0.0] beta = [0.0, 0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 16, 3], f32>, !relax.tensor<[1, 16, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @lstm_c6(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 16, 3], f32>, %r: !relax.tensor<[1, 16, 4], f32>) {
  // expected-error @below {{'relax.lstm' op 'clip' must be positive, got -1.000000e+00}}
  %0:3 = relax.lstm %x, %w, %r direction = "forward" activations = ["Tanh", "Tanh", "Tanh"] alpha = [0.0, 0.0, 0.0] beta = [0.0, 0.0, 0.0] clip = -1.0 : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 16, 3], f32>, !relax.tensor<[1, 16, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @lstm_c7(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 16, 3], f32>, %r: !relax.tensor<[1, 16, 4], f32>, %l: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.lstm' op element type of 'sequence_lens' must be an integer type other than bool, got 'f32'}}
  %0:3 = relax.lstm %x, %w, %r lengths = %l direction = "forward" activations = ["Tanh", "Tanh", "Tanh"] alpha = [0.0, 0.0, 0.0] beta = [0.0, 0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 16, 3], f32>, !relax.tensor<[1, 16, 4], f32>, !relax.tensor<[n], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @lstm_c2_initial_c(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 16, 3], f32>, %r: !relax.tensor<[1, 16, 4], f32>, %c: !relax.tensor<[2, n, 4], f32>) {
  // expected-error @below {{'relax.lstm' op dimension 0 of 'initial_c' and number of directions must be equal, got 2 and 1}}
  %0:3 = relax.lstm %x, %w, %r initial_c = %c direction = "forward" activations = ["Tanh", "Tanh", "Tanh"] alpha = [0.0, 0.0, 0.0] beta = [0.0, 0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 16, 3], f32>, !relax.tensor<[1, 16, 4], f32>, !relax.tensor<[2, n, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

// -----

func.func @lstm_c2_p(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 16, 3], f32>, %r: !relax.tensor<[1, 16, 4], f32>, %p: !relax.tensor<[1, 4], f32>) {
  // expected-error @below {{'relax.lstm' op dimension 1 of 'p' and rows of all gates must be equal, got 4 and 12}}
  %0:3 = relax.lstm %x, %w, %r peepholes = %p direction = "forward" activations = ["Tanh", "Tanh", "Tanh"] alpha = [0.0, 0.0, 0.0] beta = [0.0, 0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 16, 3], f32>, !relax.tensor<[1, 16, 4], f32>, !relax.tensor<[1, 4], f32>) -> (!relax.tensor<*, f32>, !relax.tensor<*, f32>, !relax.tensor<*, f32>)
  return
}

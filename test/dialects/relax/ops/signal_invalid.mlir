// One case for each constraint of each operator of the family.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @dft_c1(%x: !relax.tensor<[b, 4, 1], i8>, %n: !sym.int<4>) {
  // expected-error @below {{'relax.dft' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.dft %x length = %n axis = 1 : (!relax.tensor<[b, 4, 1], i8>, !sym.int<4>) -> !relax.tensor<*, i8>
  return
}

// -----

func.func @dft_c2_rank(%x: !relax.tensor<[2], f32>, %n: !sym.int<4>) {
  // expected-error @below {{'relax.dft' op rank of 'x' must be at least 2, got 1}}
  %0 = relax.dft %x length = %n axis = 0 : (!relax.tensor<[2], f32>, !sym.int<4>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @dft_c2_axis(%x: !relax.tensor<[b, 4, 1], f32>, %n: !sym.int<4>) {
  // expected-error @below {{'relax.dft' op axis must be in [-3, 3) for rank 3, got 3}}
  %0 = relax.dft %x length = %n axis = 3 : (!relax.tensor<[b, 4, 1], f32>, !sym.int<4>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @dft_c2_last(%x: !relax.tensor<[b, 4, 1], f32>, %n: !sym.int<4>) {
  // expected-error @below {{'relax.dft' op axis must not be the last one, got -1 for rank 3}}
  %0 = relax.dft %x length = %n axis = -1 : (!relax.tensor<[b, 4, 1], f32>, !sym.int<4>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @dft_c3_most(%x: !relax.tensor<[b, 4, 3], f32>, %n: !sym.int<4>) {
  // expected-error @below {{'relax.dft' op last dimension of 'x' must be at most 2, got 3}}
  %0 = relax.dft %x length = %n axis = 1 : (!relax.tensor<[b, 4, 3], f32>, !sym.int<4>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @dft_c3_least(%x: !relax.tensor<[b, 4, 0], f32>, %n: !sym.int<4>) {
  // expected-error @below {{'relax.dft' op last dimension of 'x' must be at least 1, got 0}}
  %0 = relax.dft %x length = %n axis = 1 : (!relax.tensor<[b, 4, 0], f32>, !sym.int<4>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @dft_c4(%x: !relax.tensor<[b, 4, 1], f32>, %n: !sym.int<0>) {
  // expected-error @below {{'relax.dft' op 'length' must be at least 1, got 0}}
  %0 = relax.dft %x length = %n axis = 1 : (!relax.tensor<[b, 4, 1], f32>, !sym.int<0>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @dft_c5(%x: !relax.tensor<[b, 4, 1], f32>, %n: !sym.int<4>) {
  // expected-error @below {{'relax.dft' op 'inverse' and 'onesided' must not both be given}}
  %0 = relax.dft %x length = %n axis = 1 inverse onesided : (!relax.tensor<[b, 4, 1], f32>, !sym.int<4>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @stft_c1(%x: !relax.tensor<[b, 16, 1], i8>, %w: !relax.tensor<[4], f32>, %s: !sym.int<2>, %n: !sym.int<4>) {
  // expected-error @below {{'relax.stft' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.stft %x window = %w step = %s length = %n : (!relax.tensor<[b, 16, 1], i8>, !relax.tensor<[4], f32>, !sym.int<2>, !sym.int<4>) -> !relax.tensor<*, i8>
  return
}

// -----

func.func @stft_c1_window(%x: !relax.tensor<[b, 16, 1], f32>, %w: !relax.tensor<[4], f16>, %s: !sym.int<2>, %n: !sym.int<4>) {
  // expected-error @below {{'relax.stft' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.stft %x window = %w step = %s length = %n : (!relax.tensor<[b, 16, 1], f32>, !relax.tensor<[4], f16>, !sym.int<2>, !sym.int<4>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @stft_c2(%x: !relax.tensor<[b, 16], f32>, %w: !relax.tensor<[4], f32>, %s: !sym.int<2>, %n: !sym.int<4>) {
  // expected-error @below {{'relax.stft' op 'x' must have 3 dimensions, got 2}}
  %0 = relax.stft %x window = %w step = %s length = %n : (!relax.tensor<[b, 16], f32>, !relax.tensor<[4], f32>, !sym.int<2>, !sym.int<4>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @stft_c2_last(%x: !relax.tensor<[b, 16, 3], f32>, %w: !relax.tensor<[4], f32>, %s: !sym.int<2>, %n: !sym.int<4>) {
  // expected-error @below {{'relax.stft' op last dimension of 'x' must be at most 2, got 3}}
  %0 = relax.stft %x window = %w step = %s length = %n : (!relax.tensor<[b, 16, 3], f32>, !relax.tensor<[4], f32>, !sym.int<2>, !sym.int<4>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @stft_c3(%x: !relax.tensor<[b, 16, 1], f32>, %w: !relax.tensor<[5], f32>, %s: !sym.int<2>, %n: !sym.int<4>) {
  // expected-error @below {{'relax.stft' op dimension 0 of 'window' and 'frame_length' must be equal, got 5 and 4}}
  %0 = relax.stft %x window = %w step = %s length = %n : (!relax.tensor<[b, 16, 1], f32>, !relax.tensor<[5], f32>, !sym.int<2>, !sym.int<4>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @stft_c4_step(%x: !relax.tensor<[b, 16, 1], f32>, %w: !relax.tensor<[4], f32>, %s: !sym.int<0>, %n: !sym.int<4>) {
  // expected-error @below {{'relax.stft' op 'frame_step' must be at least 1, got 0}}
  %0 = relax.stft %x window = %w step = %s length = %n : (!relax.tensor<[b, 16, 1], f32>, !relax.tensor<[4], f32>, !sym.int<0>, !sym.int<4>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @stft_c4_length(%x: !relax.tensor<[b, 16, 1], f32>, %w: !relax.tensor<[4], f32>, %s: !sym.int<2>, %n: !sym.int<0>) {
  // expected-error @below {{'relax.stft' op 'frame_length' must be at least 1, got 0}}
  %0 = relax.stft %x window = %w step = %s length = %n : (!relax.tensor<[b, 16, 1], f32>, !relax.tensor<[4], f32>, !sym.int<2>, !sym.int<0>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @stft_c5(%x: !relax.tensor<[b, 3, 1], f32>, %w: !relax.tensor<[4], f32>, %s: !sym.int<2>, %n: !sym.int<4>) {
  // expected-error @below {{'relax.stft' op 'frame_length' must be at most 3, got 4}}
  %0 = relax.stft %x window = %w step = %s length = %n : (!relax.tensor<[b, 3, 1], f32>, !relax.tensor<[4], f32>, !sym.int<2>, !sym.int<4>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @mel_weight_matrix_c1_bins(%l: !relax.tensor<[], f32>, %h: !relax.tensor<[], f32>, %b: !sym.int<0>, %n: !sym.int<16>, %r: !sym.int<100>) {
  // expected-error @below {{'relax.mel_weight_matrix' op 'bins' must be at least 1, got 0}}
  %0 = relax.mel_weight_matrix %l, %h bins = %b dft_length = %n sample_rate = %r : (!relax.tensor<[], f32>, !relax.tensor<[], f32>, !sym.int<0>, !sym.int<16>, !sym.int<100>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @mel_weight_matrix_c1_length(%l: !relax.tensor<[], f32>, %h: !relax.tensor<[], f32>, %b: !sym.int<8>, %n: !sym.int<0>, %r: !sym.int<100>) {
  // expected-error @below {{'relax.mel_weight_matrix' op 'dft_length' must be at least 1, got 0}}
  %0 = relax.mel_weight_matrix %l, %h bins = %b dft_length = %n sample_rate = %r : (!relax.tensor<[], f32>, !relax.tensor<[], f32>, !sym.int<8>, !sym.int<0>, !sym.int<100>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @mel_weight_matrix_c1_rate(%l: !relax.tensor<[], f32>, %h: !relax.tensor<[], f32>, %b: !sym.int<8>, %n: !sym.int<16>, %r: !sym.int<0>) {
  // expected-error @below {{'relax.mel_weight_matrix' op 'sample_rate' must be at least 1, got 0}}
  %0 = relax.mel_weight_matrix %l, %h bins = %b dft_length = %n sample_rate = %r : (!relax.tensor<[], f32>, !relax.tensor<[], f32>, !sym.int<8>, !sym.int<16>, !sym.int<0>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @mel_weight_matrix_c2_rank(%l: !relax.tensor<[1], f32>, %h: !relax.tensor<[], f32>, %b: !sym.int<8>, %n: !sym.int<16>, %r: !sym.int<100>) {
  // expected-error @below {{'relax.mel_weight_matrix' op 'lower' must have 0 dimensions, got 1}}
  %0 = relax.mel_weight_matrix %l, %h bins = %b dft_length = %n sample_rate = %r : (!relax.tensor<[1], f32>, !relax.tensor<[], f32>, !sym.int<8>, !sym.int<16>, !sym.int<100>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @mel_weight_matrix_c2_type(%l: !relax.tensor<[], f64>, %h: !relax.tensor<[], f32>, %b: !sym.int<8>, %n: !sym.int<16>, %r: !sym.int<100>) {
  // expected-error @below {{'relax.mel_weight_matrix' op element types must be equal, got 'f64' and 'f32'}}
  %0 = relax.mel_weight_matrix %l, %h bins = %b dft_length = %n sample_rate = %r : (!relax.tensor<[], f64>, !relax.tensor<[], f32>, !sym.int<8>, !sym.int<16>, !sym.int<100>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @mel_weight_matrix_c2_float(%l: !relax.tensor<[], i8>, %b: !sym.int<8>) {
  // expected-error @below {{'relax.mel_weight_matrix' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.mel_weight_matrix %l, %l bins = %b dft_length = %b sample_rate = %b : (!relax.tensor<[], i8>, !relax.tensor<[], i8>, !sym.int<8>, !sym.int<8>, !sym.int<8>) -> !relax.tensor<*, i8>
  return
}

// -----

func.func @det_c1(%x: !relax.tensor<[n, n], i8>) {
  // expected-error @below {{'relax.det' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.det %x : (!relax.tensor<[n, n], i8>) -> !relax.tensor<[], i8>
  return
}

// -----

func.func @det_c2(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.det' op rank of 'x' must be at least 2, got 1}}
  %0 = relax.det %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[], f32>
  return
}

// -----

func.func @det_c3(%x: !relax.tensor<[2, 3], f32>) {
  // expected-error @below {{'relax.det' op last two dimensions of 'x' must be equal, got 2 and 3}}
  %0 = relax.det %x : (!relax.tensor<[2, 3], f32>) -> !relax.tensor<[], f32>
  return
}

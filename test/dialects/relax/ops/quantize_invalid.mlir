// One case for each constraint of each operator.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @quantize_c1(%x: !relax.tensor<[n, 4], i8>, %scale: !relax.tensor<[], f32>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.quantize' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.quantize %x, %scale, %zero axis = 1 dtype = i8 : (!relax.tensor<[n, 4], i8>, !relax.tensor<[], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], i8>
  return
}

// -----

func.func @quantize_c2_scale(%x: !relax.tensor<[n, 4], f32>, %scale: !relax.tensor<[], i8>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.quantize' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.quantize %x, %scale, %zero axis = 1 dtype = i8 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], i8>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], i8>
  return
}

// -----

func.func @quantize_c2_zero_point(%x: !relax.tensor<[n, 4], f32>, %scale: !relax.tensor<[], f32>, %zero: !relax.tensor<[], f32>) {
  // expected-error @below {{'relax.quantize' op element type must be an integer, got 'f32'}}
  %0 = relax.quantize %x, %scale, %zero axis = 1 dtype = i8 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 4], i8>
  return
}

// -----

func.func @quantize_c3_f32(%x: !relax.tensor<[n, 4], f32>, %scale: !relax.tensor<[], f32>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.quantize' op 'dtype' must be an integer type of at most 32 bits, got 'f32'}}
  %0 = relax.quantize %x, %scale, %zero axis = 1 dtype = f32 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], i8>
  return
}

// -----

func.func @quantize_c3_i1(%x: !relax.tensor<[n, 4], f32>, %scale: !relax.tensor<[], f32>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.quantize' op 'dtype' must be an integer type of at most 32 bits, got 'i1'}}
  %0 = relax.quantize %x, %scale, %zero axis = 1 dtype = i1 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], i8>
  return
}

// -----

func.func @quantize_c3_i64(%x: !relax.tensor<[n, 4], f32>, %scale: !relax.tensor<[], f32>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.quantize' op 'dtype' must be an integer type of at most 32 bits, got 'i64'}}
  %0 = relax.quantize %x, %scale, %zero axis = 1 dtype = i64 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], i8>
  return
}

// -----

func.func @quantize_c4_scale(%x: !relax.tensor<[n, 4], f32>, %scale: !relax.tensor<[1, 4], f32>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.quantize' op rank of 'scale' must be 0 or 1, got 2}}
  %0 = relax.quantize %x, %scale, %zero axis = 1 dtype = i8 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[1, 4], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], i8>
  return
}

// -----

func.func @quantize_c4_zero_point(%x: !relax.tensor<[n, 4], f32>, %scale: !relax.tensor<[], f32>, %zero: !relax.tensor<[1, 4], i8>) {
  // expected-error @below {{'relax.quantize' op rank of 'zero_point' must be 0 or 1, got 2}}
  %0 = relax.quantize %x, %scale, %zero axis = 1 dtype = i8 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], f32>, !relax.tensor<[1, 4], i8>) -> !relax.tensor<[n, 4], i8>
  return
}

// -----

func.func @quantize_c5_axis(%x: !relax.tensor<[n, 4], f32>, %scale: !relax.tensor<[4], f32>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.quantize' op axis must be in [-2, 2) for rank 2, got 2}}
  %0 = relax.quantize %x, %scale, %zero axis = 2 dtype = i8 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], i8>
  return
}

// -----

func.func @quantize_c5_size(%x: !relax.tensor<[n, 4], f32>, %scale: !relax.tensor<[], f32>, %zero: !relax.tensor<[3], i8>) {
  // expected-error @below {{'relax.quantize' op dimension along 'axis' and size of 'zero_point' must be equal, got 4 and 3}}
  %0 = relax.quantize %x, %scale, %zero axis = 1 dtype = i8 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], f32>, !relax.tensor<[3], i8>) -> !relax.tensor<[n, 4], i8>
  return
}

// -----

func.func @dequantize_c1(%x: !relax.tensor<[n, 4], i1>, %scale: !relax.tensor<[], f32>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.dequantize' op element type must be an integer, got 'i1'}}
  %0 = relax.dequantize %x, %scale, %zero axis = 1 dtype = f32 : (!relax.tensor<[n, 4], i1>, !relax.tensor<[], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], f32>
  return
}

// -----

func.func @dequantize_c2_scale(%x: !relax.tensor<[n, 4], i8>, %scale: !relax.tensor<[], i8>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.dequantize' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.dequantize %x, %scale, %zero axis = 1 dtype = f32 : (!relax.tensor<[n, 4], i8>, !relax.tensor<[], i8>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], f32>
  return
}

// -----

func.func @dequantize_c2_zero_point(%x: !relax.tensor<[n, 4], i8>, %scale: !relax.tensor<[], f32>, %zero: !relax.tensor<[], f32>) {
  // expected-error @below {{'relax.dequantize' op element type must be an integer, got 'f32'}}
  %0 = relax.dequantize %x, %scale, %zero axis = 1 dtype = f32 : (!relax.tensor<[n, 4], i8>, !relax.tensor<[], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 4], f32>
  return
}

// -----

func.func @dequantize_c3(%x: !relax.tensor<[n, 4], i8>, %scale: !relax.tensor<[], f32>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.dequantize' op 'dtype' must be a floating-point type, got 'i8'}}
  %0 = relax.dequantize %x, %scale, %zero axis = 1 dtype = i8 : (!relax.tensor<[n, 4], i8>, !relax.tensor<[], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], f32>
  return
}

// -----

func.func @dequantize_c3_wide(%x: !relax.tensor<[n, 4], i8>, %scale: !relax.tensor<[], f32>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.dequantize' op 'dtype' must be a floating-point type, got 'f128'}}
  %0 = relax.dequantize %x, %scale, %zero axis = 1 dtype = f128 : (!relax.tensor<[n, 4], i8>, !relax.tensor<[], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], f32>
  return
}

// -----

func.func @dequantize_c4_scale(%x: !relax.tensor<[n, 4], i8>, %scale: !relax.tensor<[1, 4], f32>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.dequantize' op rank of 'scale' must be 0 or 1, got 2}}
  %0 = relax.dequantize %x, %scale, %zero axis = 1 dtype = f32 : (!relax.tensor<[n, 4], i8>, !relax.tensor<[1, 4], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], f32>
  return
}

// -----

func.func @dequantize_c4_zero_point(%x: !relax.tensor<[n, 4], i8>, %scale: !relax.tensor<[], f32>, %zero: !relax.tensor<[1, 4], i8>) {
  // expected-error @below {{'relax.dequantize' op rank of 'zero_point' must be 0 or 1, got 2}}
  %0 = relax.dequantize %x, %scale, %zero axis = 1 dtype = f32 : (!relax.tensor<[n, 4], i8>, !relax.tensor<[], f32>, !relax.tensor<[1, 4], i8>) -> !relax.tensor<[n, 4], f32>
  return
}

// -----

func.func @dequantize_c5_axis(%x: !relax.tensor<[n, 4], i8>, %scale: !relax.tensor<[4], f32>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.dequantize' op axis must be in [-2, 2) for rank 2, got 2}}
  %0 = relax.dequantize %x, %scale, %zero axis = 2 dtype = f32 : (!relax.tensor<[n, 4], i8>, !relax.tensor<[4], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], f32>
  return
}

// -----

func.func @dequantize_c5_size(%x: !relax.tensor<[n, 4], i8>, %scale: !relax.tensor<[], f32>, %zero: !relax.tensor<[3], i8>) {
  // expected-error @below {{'relax.dequantize' op dimension along 'axis' and size of 'zero_point' must be equal, got 4 and 3}}
  %0 = relax.dequantize %x, %scale, %zero axis = 1 dtype = f32 : (!relax.tensor<[n, 4], i8>, !relax.tensor<[], f32>, !relax.tensor<[3], i8>) -> !relax.tensor<[n, 4], f32>
  return
}

// -----

func.func @quantize_c4_blocks(%x: !relax.tensor<[n, 40], f32>, %scale: !relax.tensor<[2], f32>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.quantize' op rank of 'scale' must be 0 or 2, that of 'x', got 1}}
  %0 = relax.quantize %x, %scale, %zero axis = 1 block_size = 32 dtype = i8 : (!relax.tensor<[n, 40], f32>, !relax.tensor<[2], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 40], i8>
  return
}

// -----

func.func @quantize_c6_size(%x: !relax.tensor<[n, 40], f32>, %scale: !relax.tensor<[n, 2], f32>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.quantize' op 'block_size' must be at least 1, got 0}}
  %0 = relax.quantize %x, %scale, %zero axis = 1 block_size = 0 dtype = i8 : (!relax.tensor<[n, 40], f32>, !relax.tensor<[n, 2], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 40], i8>
  return
}

// -----

func.func @quantize_c6_blocks(%x: !relax.tensor<[n, 40], f32>, %scale: !relax.tensor<[n, 3], f32>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.quantize' op dimension 1 of the blocks of 'x' and of 'scale' must be equal, got 2 and 3}}
  %0 = relax.quantize %x, %scale, %zero axis = 1 block_size = 32 dtype = i8 : (!relax.tensor<[n, 40], f32>, !relax.tensor<[n, 3], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 40], i8>
  return
}

// -----

func.func @dequantize_c4_blocks(%x: !relax.tensor<[n, 40], i8>, %scale: !relax.tensor<[2], f32>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.dequantize' op rank of 'scale' must be 0 or 2, that of 'x', got 1}}
  %0 = relax.dequantize %x, %scale, %zero axis = 1 block_size = 32 dtype = f32 : (!relax.tensor<[n, 40], i8>, !relax.tensor<[2], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 40], f32>
  return
}

// -----

func.func @dequantize_c6_size(%x: !relax.tensor<[n, 40], i8>, %scale: !relax.tensor<[n, 2], f32>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.dequantize' op 'block_size' must be at least 1, got 0}}
  %0 = relax.dequantize %x, %scale, %zero axis = 1 block_size = 0 dtype = f32 : (!relax.tensor<[n, 40], i8>, !relax.tensor<[n, 2], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 40], f32>
  return
}

// -----

func.func @dequantize_c6_blocks(%x: !relax.tensor<[n, 40], i8>, %scale: !relax.tensor<[n, 3], f32>, %zero: !relax.tensor<[], i8>) {
  // expected-error @below {{'relax.dequantize' op dimension 1 of the blocks of 'x' and of 'scale' must be equal, got 2 and 3}}
  %0 = relax.dequantize %x, %scale, %zero axis = 1 block_size = 32 dtype = f32 : (!relax.tensor<[n, 40], i8>, !relax.tensor<[n, 3], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 40], f32>
  return
}

// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @bitcast_c1(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.bitcast' op 'dtype' must be an element type of tensors, got 'index'}}
  %0 = relax.bitcast %x dtype = index : (!relax.tensor<[n], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @bitcast_c2(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.bitcast' op element types must have equally many bits, got 'f32' and 'i64'}}
  %0 = relax.bitcast %x dtype = i64 : (!relax.tensor<[n], f32>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @bitcast_c2_bool(%x: !relax.tensor<[n], i1>) {
  // expected-error @below {{'relax.bitcast' op 'dtype' must have at least 8 bits, got 'i1'}}
  %0 = relax.bitcast %x dtype = i1 : (!relax.tensor<[n], i1>) -> !relax.tensor<*, ?>
  return
}

// -----

func.func @size_c1(%x: !relax.tensor<[4611686018427387904, 4], f32>) {
  // expected-error @below {{'relax.size' op number of elements must fit in 64 bits, got shape [4611686018427387904, 4]}}
  %0 = relax.size %x : (!relax.tensor<[4611686018427387904, 4], f32>) -> !relax.tensor<[], i64>
  return
}

// -----

func.func @size_result(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.size' op element type of the result must be 'i64', got 'i32'}}
  %0 = relax.size %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[], i32>
  return
}

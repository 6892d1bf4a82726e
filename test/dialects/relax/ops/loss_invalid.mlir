// One case for each constraint of each operator of the family.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @cross_entropy_with_logits_c1(%x: !relax.tensor<[n, c], i8>, %y: !relax.tensor<[n, c], i8>) {
  // expected-error @below {{'relax.cross_entropy_with_logits' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.cross_entropy_with_logits %x, %y : (!relax.tensor<[n, c], i8>, !relax.tensor<[n, c], i8>) -> !relax.tensor<*, i8>
  return
}

// -----

func.func @cross_entropy_with_logits_c1_equal(%x: !relax.tensor<[n, c], f32>, %y: !relax.tensor<[n, c], f16>) {
  // expected-error @below {{'relax.cross_entropy_with_logits' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.cross_entropy_with_logits %x, %y : (!relax.tensor<[n, c], f32>, !relax.tensor<[n, c], f16>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @cross_entropy_with_logits_c2(%x: !relax.tensor<[n, c, d], f32>, %y: !relax.tensor<[n, c], f32>) {
  // expected-error @below {{'relax.cross_entropy_with_logits' op rank of 'predictions' must be 1 or 2, got 3}}
  %0 = relax.cross_entropy_with_logits %x, %y : (!relax.tensor<[n, c, d], f32>, !relax.tensor<[n, c], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @cross_entropy_with_logits_c2_labels(%x: !relax.tensor<[n, c], f32>, %y: !relax.tensor<[], f32>) {
  // expected-error @below {{'relax.cross_entropy_with_logits' op rank of 'labels' must be 1 or 2, got 0}}
  %0 = relax.cross_entropy_with_logits %x, %y : (!relax.tensor<[n, c], f32>, !relax.tensor<[], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @cross_entropy_with_logits_c2_equal(%x: !relax.tensor<[n, c], f32>, %y: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.cross_entropy_with_logits' op ranks of 'predictions' and 'labels' must be equal, got 2 and 1}}
  %0 = relax.cross_entropy_with_logits %x, %y : (!relax.tensor<[n, c], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @cross_entropy_with_logits_c3(%x: !relax.tensor<[n, 3], f32>, %y: !relax.tensor<[n, 4], f32>) {
  // expected-error @below {{'relax.cross_entropy_with_logits' op dimension 1 of 'predictions' and of 'labels' must be equal, got 3 and 4}}
  %0 = relax.cross_entropy_with_logits %x, %y : (!relax.tensor<[n, 3], f32>, !relax.tensor<[n, 4], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @nll_loss_c1(%x: !relax.tensor<[n, c, d], i8>, %t: !relax.tensor<[n, d], i64>) {
  // expected-error @below {{'relax.nll_loss' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.nll_loss %x, %t reduction = "sum" : (!relax.tensor<[n, c, d], i8>, !relax.tensor<[n, d], i64>) -> !relax.tensor<*, i8>
  return
}

// -----

func.func @nll_loss_c1_weights(%x: !relax.tensor<[n, c, d], f32>, %t: !relax.tensor<[n, d], i64>, %w: !relax.tensor<[c], f16>) {
  // expected-error @below {{'relax.nll_loss' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.nll_loss %x, %t, %w reduction = "sum" : (!relax.tensor<[n, c, d], f32>, !relax.tensor<[n, d], i64>, !relax.tensor<[c], f16>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @nll_loss_c2(%x: !relax.tensor<[n, c, d], f32>, %t: !relax.tensor<[n, d], f32>) {
  // expected-error @below {{'relax.nll_loss' op element type of 'targets' must be an integer type other than bool, got 'f32'}}
  %0 = relax.nll_loss %x, %t reduction = "sum" : (!relax.tensor<[n, c, d], f32>, !relax.tensor<[n, d], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @nll_loss_c3(%x: !relax.tensor<[], f32>, %t: !relax.tensor<[n, d], i64>) {
  // expected-error @below {{'relax.nll_loss' op rank of 'predictions' must be at least 1, got 0}}
  %0 = relax.nll_loss %x, %t reduction = "sum" : (!relax.tensor<[], f32>, !relax.tensor<[n, d], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @nll_loss_c3_targets(%x: !relax.tensor<[n, c, d], f32>, %t: !relax.tensor<[n], i64>) {
  // expected-error @below {{'relax.nll_loss' op rank of 'targets' must be 2, got 1}}
  %0 = relax.nll_loss %x, %t reduction = "sum" : (!relax.tensor<[n, c, d], f32>, !relax.tensor<[n], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @nll_loss_c3_weights(%x: !relax.tensor<[n, c, d], f32>, %t: !relax.tensor<[n, d], i64>, %w: !relax.tensor<[c, 1], f32>) {
  // expected-error @below {{'relax.nll_loss' op rank of 'weights' must be 1, got 2}}
  %0 = relax.nll_loss %x, %t, %w reduction = "sum" : (!relax.tensor<[n, c, d], f32>, !relax.tensor<[n, d], i64>, !relax.tensor<[c, 1], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @nll_loss_c4(%x: !relax.tensor<[3, c], f32>, %t: !relax.tensor<[4], i64>) {
  // expected-error @below {{'relax.nll_loss' op dimension 0 of 'targets' and of 'predictions' without classes must be equal, got 4 and 3}}
  %0 = relax.nll_loss %x, %t reduction = "sum" : (!relax.tensor<[3, c], f32>, !relax.tensor<[4], i64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @nll_loss_c4_weights(%x: !relax.tensor<[n, 3], f32>, %t: !relax.tensor<[n], i64>, %w: !relax.tensor<[4], f32>) {
  // expected-error @below {{'relax.nll_loss' op dimension 0 of 'weights' and number of classes must be equal, got 4 and 3}}
  %0 = relax.nll_loss %x, %t, %w reduction = "sum" : (!relax.tensor<[n, 3], f32>, !relax.tensor<[n], i64>, !relax.tensor<[4], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @nll_loss_c5(%x: !relax.tensor<[n, c, d], f32>, %t: !relax.tensor<[n, d], i64>) {
  // expected-error @below {{'relax.nll_loss' op 'reduction' must be one of none, sum, mean, got max}}
  %0 = relax.nll_loss %x, %t reduction = "max" : (!relax.tensor<[n, c, d], f32>, !relax.tensor<[n, d], i64>) -> !relax.tensor<*, f32>
  return
}

// Recurrent networks in their custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @plain
func.func @plain(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[1, 12, 3], f32>, %r: !relax.tensor<[1, 12, 4], f32>, %v: !relax.tensor<[2, k, ?], f16>, %s: !relax.tensor<[2, k, k], f16>, %y: !relax.tensor<*, f16>) {
  // CHECK: relax.gru %{{.*}}, %{{.*}}, %{{.*}} direction = "reverse" activations = ["Sigmoid", "Tanh"] alpha = [0.000000e+00, 0.000000e+00] beta = [0.000000e+00, 1.000000e+00] clip = 2.000000e+00 {linear_before_reset} : ({{.*}}) -> (!relax.tensor<[t, 1, n, 4], f32>, !relax.tensor<[1, n, 4], f32>)
  %0:2 = relax.gru %x, %w, %r direction = "reverse" activations = ["Sigmoid", "Tanh"] alpha = [0.0, 0.0] beta = [0.0, 1.0] clip = 2.0 {linear_before_reset} : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[1, 12, 3], f32>, !relax.tensor<[1, 12, 4], f32>) -> (!relax.tensor<[t, 1, n, 4], f32>, !relax.tensor<[1, n, 4], f32>)
  // CHECK: relax.rnn %{{.*}}, %{{.*}}, %{{.*}} direction = "bidirectional" activations = ["Tanh", "Relu"] alpha = [0.000000e+00, 0.000000e+00] beta = [0.000000e+00, 0.000000e+00] : ({{.*}}) -> (!relax.tensor<[?, 2, ?, k], f16>, !relax.tensor<[2, ?, k], f16>)
  %1:2 = relax.rnn %y, %v, %s direction = "bidirectional" activations = ["Tanh", "Relu"] alpha = [0.0, 0.0] beta = [0.0, 0.0] : (!relax.tensor<*, f16>, !relax.tensor<[2, k, ?], f16>, !relax.tensor<[2, k, k], f16>) -> (!relax.tensor<[?, 2, ?, k], f16>, !relax.tensor<[2, ?, k], f16>)
  return
}

// CHECK-LABEL: func.func @lstm
func.func @lstm(%x: !relax.tensor<[t, n, i], f32>, %w: !relax.tensor<[1, 4 * k, i], f32>, %r: !relax.tensor<[1, 4 * k, k], f32>, %b: !relax.tensor<[1, 8 * k], f32>, %l: !relax.tensor<[n], i32>, %h: !relax.tensor<[1, n, k], f32>, %p: !relax.tensor<[1, 3 * k], f32>) {
  // CHECK: relax.lstm %{{.*}}, %{{.*}}, %{{.*}} bias = %{{.*}} lengths = %{{.*}} initial_h = %{{.*}} initial_c = %{{.*}} peepholes = %{{.*}} direction = "forward" activations = ["Sigmoid", "Tanh", "Tanh"] alpha = [0.000000e+00, 0.000000e+00, 0.000000e+00] beta = [0.000000e+00, 0.000000e+00, 0.000000e+00] {input_forget} :
  %0:3 = relax.lstm %x, %w, %r bias = %b lengths = %l initial_h = %h initial_c = %h peepholes = %p direction = "forward" activations = ["Sigmoid", "Tanh", "Tanh"] alpha = [0.0, 0.0, 0.0] beta = [0.0, 0.0, 0.0] {input_forget} : (!relax.tensor<[t, n, i], f32>, !relax.tensor<[1, 4 * k, i], f32>, !relax.tensor<[1, 4 * k, k], f32>, !relax.tensor<[1, 8 * k], f32>, !relax.tensor<[n], i32>, !relax.tensor<[1, n, k], f32>, !relax.tensor<[1, n, k], f32>, !relax.tensor<[1, 3 * k], f32>) -> (!relax.tensor<[t, 1, n, k], f32>, !relax.tensor<[1, n, k], f32>, !relax.tensor<[1, n, k], f32>)
  return
}

// CHECK-LABEL: func.func @rnn
func.func @rnn(%x: !relax.tensor<[t, n, 3], f32>, %w: !relax.tensor<[2, k, 3], f32>, %r: !relax.tensor<[2, k, k], f32>) {
  // CHECK: relax.rnn %{{.*}}, %{{.*}}, %{{.*}} direction = "bidirectional" {{.*}} -> (!relax.tensor<[t, 2, n, k], f32>, !relax.tensor<[2, n, k], f32>)
  %0:2 = relax.rnn %x, %w, %r direction = "bidirectional" activations = ["Tanh", "Relu"] alpha = [0.0, 0.0] beta = [0.0, 0.0] : (!relax.tensor<[t, n, 3], f32>, !relax.tensor<[2, k, 3], f32>, !relax.tensor<[2, k, k], f32>) -> (!relax.tensor<[t, 2, n, k], f32>, !relax.tensor<[2, n, k], f32>)
  return
}

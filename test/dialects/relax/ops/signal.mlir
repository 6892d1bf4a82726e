// Spectra and determinants in their custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @spectra
func.func @spectra(%x: !relax.tensor<[b, n, 1], f32>, %y: !relax.tensor<*, f16>, %w: !relax.tensor<[16], f32>, %n: !sym.int<n>, %s: !sym.int<s>, %k: !sym.int<16>) {
  // CHECK: relax.dft %{{.*}} length = %{{.*}} axis = 1 onesided : ({{.*}}) -> !relax.tensor<[b, n floordiv 2 + 1, 2], f32>
  %0 = relax.dft %x length = %n axis = 1 onesided : (!relax.tensor<[b, n, 1], f32>, !sym.int<n>) -> !relax.tensor<[b, n floordiv 2 + 1, 2], f32>
  // CHECK: relax.dft %{{.*}} length = %{{.*}} axis = -2 inverse : ({{.*}}) -> !relax.tensor<*, f16>
  %1 = relax.dft %y length = %n axis = -2 inverse : (!relax.tensor<*, f16>, !sym.int<n>) -> !relax.tensor<*, f16>
  // CHECK: relax.stft %{{.*}} window = %{{.*}} step = %{{.*}} length = %{{.*}} onesided : ({{.*}}) -> !relax.tensor<[b, (n - 16) floordiv s + 1, 9, 2], f32>
  %2 = relax.stft %x window = %w step = %s length = %k onesided : (!relax.tensor<[b, n, 1], f32>, !relax.tensor<[16], f32>, !sym.int<s>, !sym.int<16>) -> !relax.tensor<[b, (n - 16) floordiv s + 1, 9, 2], f32>
  // CHECK: relax.stft %{{.*}} step = %{{.*}} length = %{{.*}} : ({{.*}}) -> !relax.tensor<[?, ?, 16, 2], f16>
  %3 = relax.stft %y step = %s length = %k : (!relax.tensor<*, f16>, !sym.int<s>, !sym.int<16>) -> !relax.tensor<[?, ?, 16, 2], f16>
  return
}

// CHECK-LABEL: func.func @matrices
func.func @matrices(%a: !relax.tensor<[], f32>, %x: !relax.tensor<[b, n, n], f32>, %y: !relax.tensor<*, f16>, %n: !sym.int<n>, %k: !sym.int<16>) {
  // CHECK: relax.mel_weight_matrix %{{.*}}, %{{.*}} bins = %{{.*}} dft_length = %{{.*}} sample_rate = %{{.*}} : ({{.*}}) -> !relax.tensor<[n floordiv 2 + 1, 16], f32>
  %0 = relax.mel_weight_matrix %a, %a bins = %k dft_length = %n sample_rate = %k : (!relax.tensor<[], f32>, !relax.tensor<[], f32>, !sym.int<16>, !sym.int<n>, !sym.int<16>) -> !relax.tensor<[n floordiv 2 + 1, 16], f32>
  // CHECK: relax.det %{{.*}} {note = "kept"} : ({{.*}}) -> !relax.tensor<[b], f32>
  %1 = relax.det %x {note = "kept"} : (!relax.tensor<[b, n, n], f32>) -> !relax.tensor<[b], f32>
  // CHECK: relax.det %{{.*}} : ({{.*}}) -> !relax.tensor<*, f16>
  %2 = relax.det %y : (!relax.tensor<*, f16>) -> !relax.tensor<*, f16>
  return
}

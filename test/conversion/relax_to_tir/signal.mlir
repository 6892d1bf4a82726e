// Short transforms are kernels, all others calls of the library.
// RUN: relax-opt %s --relax-legalize-ops | FileCheck %s

// CHECK-LABEL: relax.func @short
// CHECK: relax.call_tir @dft
// CHECK: relax.call_tir @stft
relax.func @short(%x: !relax.tensor<[b, n, 1], f32>) -> (!relax.tensor<[b, 32, 2], f32>, !relax.tensor<[b, n - 15, 16, 2], f32>) {
  %32 = sym.value 32 : !sym.int<32>
  %16 = sym.value 16 : !sym.int<16>
  %1 = sym.value 1 : !sym.int<1>
  %0 = relax.dft %x length = %32 axis = 1 : (!relax.tensor<[b, n, 1], f32>, !sym.int<32>) -> !relax.tensor<[b, 32, 2], f32>
  %2 = relax.stft %x step = %1 length = %16 : (!relax.tensor<[b, n, 1], f32>, !sym.int<1>, !sym.int<16>) -> !relax.tensor<[b, n - 15, 16, 2], f32>
  relax.return %0, %2 : !relax.tensor<[b, 32, 2], f32>, !relax.tensor<[b, n - 15, 16, 2], f32>
}

// CHECK-LABEL: relax.func @long
relax.func @long(%x: !relax.tensor<[b, n, 1], f32>, %w: !relax.tensor<[400], f32>) -> (!relax.tensor<[b, n, 2], f32>, !relax.tensor<[b, (n - 400) floordiv 160 + 1, 201, 2], f32>) {
  // CHECK: %[[N:.*]] = sym.value n
  %n = sym.value n : !sym.int<n>
  %400 = sym.value 400 : !sym.int<400>
  %160 = sym.value 160 : !sym.int<160>
  // An axis counted from the start, then whether it is inverse and one-sided.
  // CHECK-DAG: sym.value 1 : !sym.int<1>
  // CHECK: relax.call_dps_packed "relax.runtime.dft"(%x, %[[N]], %{{.*}}, %{{.*}}, %{{.*}}) : (!relax.tensor<[b, n, 1], f32>, !sym.int<n>, !sym.int<1>, !sym.int<1>, !sym.int<0>) -> !relax.tensor<[b, n, 2], f32>
  %0 = relax.dft %x length = %n axis = -2 inverse : (!relax.tensor<[b, n, 1], f32>, !sym.int<n>) -> !relax.tensor<[b, n, 2], f32>
  // CHECK: relax.call_dps_packed "relax.runtime.stft"(%x, %w, %{{.*}}, %{{.*}}, %{{.*}}) : ({{.*}}, !sym.int<160>, !sym.int<400>, !sym.int<1>) -> !relax.tensor<[b, (n + 80) floordiv 160 - 2, 201, 2], f32>
  %1 = relax.stft %x window = %w step = %160 length = %400 onesided : (!relax.tensor<[b, n, 1], f32>, !relax.tensor<[400], f32>, !sym.int<160>, !sym.int<400>) -> !relax.tensor<[b, (n - 400) floordiv 160 + 1, 201, 2], f32>
  relax.return %0, %1 : !relax.tensor<[b, n, 2], f32>, !relax.tensor<[b, (n - 400) floordiv 160 + 1, 201, 2], f32>
}

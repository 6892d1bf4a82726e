// RUN: relax-opt %s -split-input-file -verify-diagnostics -relax-verify-legal

// Nothing is left.
relax.func @legal(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call_dps_packed "f"(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0 : !relax.tensor<[n], f32>
}

// -----

// expected-note @below {{no kernel is known for these operators with these types}}
module {
relax.func @three(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  // expected-error @below {{3 ops remain after legalization to tir: relax.exp (2), relax.tanh (1)}}
  // expected-note @below {{first relax.exp is here}}
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // expected-note @below {{first relax.tanh is here}}
  %1 = relax.tanh %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.exp %1 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %2 : !relax.tensor<[n], f32>
}
}

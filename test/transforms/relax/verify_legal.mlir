// RUN: relax-opt %s -split-input-file -verify-diagnostics -relax-verify-legal

// A kernel that is called has a body: no later stage finds one.
// expected-note @below {{declared here}}
tir.prim_func private @declared(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>)
// Nobody calls this one.
tir.prim_func private @unused(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>)
// expected-note @below {{declared here}}
func.func private @memref(memref<?xf32>, memref<?xf32>)
relax.func @without_body(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  // expected-error @below {{'relax.call_tir' op callee @declared must have a body, got a declaration: write the kernel, or call a packed function that a library provides (relax.call_dps_packed)}}
  %0 = relax.call_tir @declared(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // expected-error @below {{'relax.call_tir_inplace' op callee @memref must have a body}}
  %1 = relax.call_tir_inplace @memref(%0, %x) inplace [0] : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.call_tir @declared(%1) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %2 : !relax.tensor<[n], f32>
}

// -----

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

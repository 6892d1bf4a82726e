// RUN: relax-opt %s -split-input-file -verify-diagnostics -relax-lower-calls

func.func private @two(memref<?xf32>, memref<?x?xf32>)
relax.func @unknown_size(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[?, n], f32> {
  // expected-error @+1 {{symbol 'd1' of 'two' is not determined by the call: the dimension it stands for must have a name, got '?' (see relax-name-unknown-dims)}}
  %0 = relax.call_tir @two(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[?, n], f32>
  relax.return %0 : !relax.tensor<[?, n], f32>
}

// RUN: relax-opt %s -verify-diagnostics --relax-default-pipeline

// Nothing is known of the rank, so no kernel can be made: the border behind legalization says so.
// expected-note @below {{an unknown rank or element type needs relax.match_cast}}
module {
relax.func @rank(%x: !relax.tensor<*, f32>, %y: !relax.tensor<*, f32>) -> !relax.tensor<*, f32> {
  // expected-warning @below {{no kernel for 'relax.add': operand 0 has unknown rank}}
  // expected-error @below {{1 op remains after legalization to tir: relax.add (1)}}
  // expected-note @below {{first relax.add is here}}
  %0 = relax.add %x, %y : (!relax.tensor<*, f32>, !relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  relax.return %0
}
}

// RUN: relax-opt %s -split-input-file -verify-diagnostics -pass-pipeline='builtin.module(relax-verify-legal{border=memory})'

// expected-note @below {{relax-to-nondataflow, relax-lower-shapes, legalization and relax-lower-calls remove these ops}}
module {
relax.func @values(%x: !relax.tensor<*, f32>) {
  // expected-error @below {{2 ops remain after lowering of calls: relax.match_cast (1), relax.call_packed (1)}}
  // expected-note @below {{first relax.match_cast is here}}
  %0, %n = relax.match_cast %x : !relax.tensor<*, f32> -> !relax.tensor<[n], f32>, !sym.int<n>
  // expected-note @below {{first relax.call_packed is here}}
  %1 = relax.call_packed "f"(%0) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.call_packed "g"(%1) : (!relax.tensor<[n], f32>) -> ()
  relax.return
}
}

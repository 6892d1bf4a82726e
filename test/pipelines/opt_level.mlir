// RUN: relax-opt %s --relax-legalize-pipeline=opt-level=0 | FileCheck %s --check-prefix=O0
// RUN: relax-opt %s --relax-legalize-pipeline=opt-level=2 | FileCheck %s --check-prefix=O2

// At 0 the graph stays as written; from 1 on private functions are inlined.
// O0: relax.call @twice
// O2-NOT: @twice
relax.func private @twice(%a: !relax.tensor<[s], f32>) -> !relax.tensor<[s], f32> {
  %0 = relax.add %a, %a : (!relax.tensor<[s], f32>, !relax.tensor<[s], f32>) -> !relax.tensor<[s], f32>
  relax.return %0
}
relax.func @main(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call @twice(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}

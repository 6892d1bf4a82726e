// RUN: echo '#!/bin/sh' > %t.sh
// RUN: echo 'if grep -q relax.tanh "$1"; then exit 1; fi; exit 0' >> %t.sh
// RUN: chmod +x %t.sh
// RUN: relax-reduce %s --reduction-tree='traversal-mode=0 test=%t.sh' -o %t.mlir
// RUN: relax-opt %t.mlir | FileCheck %s

// What has nothing to do with relax.tanh goes away.
// CHECK-NOT: @unrelated
// CHECK: relax.tanh
// CHECK-NOT: @unrelated
relax.func @keep(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.tanh %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}

relax.func @unrelated(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}

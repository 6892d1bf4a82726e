// Passes for devices over a module that has nothing for one: they leave it, or name what has to run before them.
// RUN: relax-opt %s --pass-pipeline='builtin.module(gpu.module(tir-convert-gpu-to-nvvm),tir-prepare-spirv)' | FileCheck %s
// RUN: relax-opt %s --relax-default-pipeline | relax-opt --pass-pipeline='builtin.module(convert-tir-to-gpu,gpu.module(tir-convert-gpu-to-nvvm),tir-prepare-spirv)' | FileCheck %s --check-prefix=CPU
// RUN: not relax-opt %s --convert-tir-to-gpu 2>&1 | FileCheck %s --check-prefix=EARLY

// CHECK-LABEL: relax.func @main
//       CHECK:   relax.call_tir @copy
// CHECK-LABEL: tir.prim_func private @copy
//       CHECK:   tir.store
// CPU-NOT: gpu.
// CPU: relax_vm.func @main
// CPU-NOT: gpu.
// EARLY: error: buffer parameter is used by tir.{{load|store}}: run tir-lower-blocks and tir-flatten-buffers first
relax.func @main(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @copy(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}
tir.prim_func private @copy(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i]
    tir.store %x, %Y[%i]
  }
}

// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s -mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s -emit-bytecode | relax-opt | FileCheck %s

tir.prim_func @exp(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
}
tir.prim_func @increment(%X: !tir.buffer<[s], f32>, %by: f32) {
}

// CHECK-LABEL: relax.func @memory
//       CHECK: %[[A:.+]] = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n, 4], f32>
//       CHECK: %[[C:.+]] = relax.copy_tensor %[[A]] : !relax.tensor<[n, 4], f32>
//       CHECK: relax.kill %[[A]] : !relax.tensor<[n, 4], f32>
//       CHECK: relax.view_tensor %[[C]](%{{.+}}) : (!relax.tensor<[n, 4], f32>, !sym.int<4 * n>) -> !relax.tensor<[4 * n], f32>
relax.func @memory(%n: !sym.int<n>) -> !relax.tensor<[4 * n], f32> {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n, 4], f32>
  %1 = relax.copy_tensor %0 : !relax.tensor<[n, 4], f32>
  relax.kill %0 : !relax.tensor<[n, 4], f32>
  %d = sym.value 4 * n of (%n : !sym.int<n>) : !sym.int<4 * n>
  %2 = relax.view_tensor %1(%d) : (!relax.tensor<[n, 4], f32>, !sym.int<4 * n>) -> !relax.tensor<[4 * n], f32>
  relax.return %2 : !relax.tensor<[4 * n], f32>
}

// CHECK-LABEL: relax.func @calls
//       CHECK: relax.call_destination @exp ins(%x : !relax.tensor<[n], f32>) outs(%y : !relax.tensor<[n], f32>) scalars(%n : !sym.int<n>)
//       CHECK: relax.call_destination @increment ins(%y : !relax.tensor<[n], f32>) scalars(%n, %f : !sym.int<n>, f32) inplace [0]
//       CHECK: relax.call_destination "my.sort" ins(%x, %n : !relax.tensor<[n], f32>, !sym.int<n>) outs(%y : !relax.tensor<[n], f32>)
//       CHECK: relax.call_destination "my.reset"
relax.func @calls(%n: !sym.int<n>, %f: f32, %x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>) {
  relax.call_destination @exp ins(%x : !relax.tensor<[n], f32>) outs(%y : !relax.tensor<[n], f32>) scalars(%n : !sym.int<n>)
  relax.call_destination @increment ins(%y : !relax.tensor<[n], f32>) scalars(%n, %f : !sym.int<n>, f32) inplace [0]
  relax.call_destination "my.sort" ins(%x, %n : !relax.tensor<[n], f32>, !sym.int<n>) outs(%y : !relax.tensor<[n], f32>)
  relax.call_destination "my.reset"
  relax.return
}

// CHECK-LABEL: relax.func @shapes
//       CHECK: relax.check_type %w is !relax.tensor<[?, ?], f32> subject "w" : !relax.tensor<*, f32>
//       CHECK: %[[M:.+]] = relax.dim %w[1] symbols ["m"] : !relax.tensor<*, f32> -> !sym.int<m>
//       CHECK: %[[K:.+]] = relax.dim %s[0] : !relax.shape<[k, ?]> -> !sym.int<k>
//       CHECK: relax.check_dim %w[0] = %[[K]] subject "w" : !relax.tensor<*, f32>, !sym.int<k>
//       CHECK: relax.check_condition %[[K]] lt %[[M]] subject "sizes" : !sym.int<k>, !sym.int<m>
//       CHECK: relax.refine %w of %[[K]], %[[M]] : (!relax.tensor<*, f32>, !sym.int<k>, !sym.int<m>) -> !relax.tensor<[k, m], f32>
//       CHECK: relax.refine %w : (!relax.tensor<*, f32>) -> !relax.tensor<[?, ?], f32>
relax.func @shapes(%w: !relax.tensor<*, f32>, %s: !relax.shape<[k, ?]>) {
  relax.check_type %w is !relax.tensor<[?, ?], f32> subject "w" : !relax.tensor<*, f32>
  %m = relax.dim %w[1] symbols ["m"] : !relax.tensor<*, f32> -> !sym.int<m>
  %k = relax.dim %s[0] : !relax.shape<[k, ?]> -> !sym.int<k>
  relax.check_dim %w[0] = %k subject "w" : !relax.tensor<*, f32>, !sym.int<k>
  relax.check_condition %k lt %m subject "sizes" : !sym.int<k>, !sym.int<m>
  %0 = relax.refine %w of %k, %m : (!relax.tensor<*, f32>, !sym.int<k>, !sym.int<m>) -> !relax.tensor<[k, m], f32>
  %1 = relax.refine %w : (!relax.tensor<*, f32>) -> !relax.tensor<[?, ?], f32>
  relax.call_packed "use"(%0, %1) : (!relax.tensor<[k, m], f32>, !relax.tensor<[?, ?], f32>) -> ()
  relax.return
}

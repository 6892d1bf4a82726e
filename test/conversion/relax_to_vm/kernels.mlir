// RUN: relax-opt %s -convert-relax-to-vm | FileCheck %s

// Each kernel that is called stands in a module of its own, with copies of what it calls.
// CHECK: relax_vm.kernel @exp buffers 2 scalars 1
// CHECK-NEXT: module attributes {relax.kernel}
// CHECK-NEXT: tir.prim_func @exp
tir.prim_func private @exp(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
}
// CHECK: relax_vm.kernel @scaled buffers 2 scalars 3
// CHECK-NEXT: module attributes {relax.kernel}
// CHECK-NEXT: tir.prim_func @scaled
tir.prim_func @scaled(%n: !sym.int<a>, %X: !tir.buffer<[a, b], f32>, %f: f32, %Y: !tir.buffer<[a * b], f32>) {
}
// CHECK-NOT: @unused
tir.prim_func private @unused(%X: !tir.buffer<[s], f32>) {
}
// CHECK: relax_vm.kernel @ref buffers 2 scalars 0
// CHECK-NEXT: module attributes {relax.kernel}
// CHECK-NEXT: func.func @ref
// CHECK: func.func private @helper
// CHECK: func.func private @helper_of_helper
// CHECK: }
// CHECK-NOT: func.func
func.func private @ref(%a: memref<4xf32>, %b: memref<4xf32>) {
  call @helper(%a) : (memref<4xf32>) -> ()
  return
}
func.func private @helper(%a: memref<4xf32>) {
  call @helper_of_helper(%a) : (memref<4xf32>) -> ()
  return
}
func.func private @helper_of_helper(memref<4xf32>)

// CHECK-LABEL: relax_vm.func @main
//       CHECK: relax_vm.call_kernel @exp(%arg0, %arg1) scalars(%arg2)
//       CHECK: relax_vm.call_kernel @scaled(%arg0, %arg1) scalars(%arg2, %arg2, %arg3)
//       CHECK: relax_vm.call_kernel @ref(%arg0, %arg1)
relax.func @main(%x: !relax.tensor<[?], f32>, %y: !relax.tensor<[?], f32>, %n: !sym.int<n>, %f: f32) {
  relax.call_destination @exp ins(%x : !relax.tensor<[?], f32>) outs(%y : !relax.tensor<[?], f32>) scalars(%n : !sym.int<n>)
  relax.call_destination @scaled ins(%x : !relax.tensor<[?], f32>) outs(%y : !relax.tensor<[?], f32>)
      scalars(%n, %n, %f : !sym.int<n>, !sym.int<n>, f32)
  relax.call_destination @ref ins(%x : !relax.tensor<[?], f32>) outs(%y : !relax.tensor<[?], f32>)
  relax.return
}

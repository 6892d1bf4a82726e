// RUN: relax-opt %s -split-input-file -relax-lift-workspaces | FileCheck %s
// A second run changes nothing.
// RUN: relax-opt %s -split-input-file -relax-lift-workspaces -relax-lift-workspaces | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-lift-workspaces -relax-plan-memory | FileCheck %s --check-prefix=PLAN

// Each call passes a tensor of its own sizes, also in a region. What the stack has room for stays where it is.
// CHECK-LABEL: tir.prim_func private @kernel(
//  CHECK-SAME:   %X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>, %a: f32, %workspace3: !tir.buffer<[s + 2], f32>, %workspace4: !tir.buffer<[128, 128], i8>)
//       CHECK:   tir.alloc_buffer : !tir.buffer<[16], f32>
//   CHECK-NOT:   tir.alloc_buffer
//       CHECK:   tir.store %{{.+}}, %workspace3[
//       CHECK:   tir.store %{{.+}}, %workspace4[
tir.prim_func private @kernel(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>, %a: f32) {
  %s = sym.value s : !sym.int<s>
  %zero = arith.constant 0 : index
  %one = arith.constant 1 : i8
  %small = tir.alloc_buffer : !tir.buffer<[16], f32>
  %padded = tir.alloc_buffer : !tir.buffer<[s + 2], f32>
  %large = tir.alloc_buffer : !tir.buffer<[128, 128], i8>
  tir.for %i = 0 to %s {
    %x = tir.load %X[%i]
    tir.store %x, %small[%zero]
    tir.store %x, %padded[%i]
    tir.store %one, %large[%zero, %zero]
    tir.store %x, %Y[%i]
  }
}
// CHECK-LABEL: relax.func @first
//       CHECK:   %[[Y:.+]] = relax.alloc_tensor(%n)
//       CHECK:   %[[N2:.+]] = sym.value n + 2 of (%n : !sym.int<n>) : !sym.int<n + 2>
//       CHECK:   %[[P:.+]] = relax.alloc_tensor(%[[N2]]) : (!sym.int<n + 2>) -> !relax.tensor<[n + 2], f32>
//       CHECK:   %[[L:.+]] = relax.alloc_tensor() : () -> !relax.tensor<[128, 128], i8>
//       CHECK:   relax.call_destination @kernel ins(%x : {{.*}}) outs(%[[Y]], %[[P]], %[[L]] : {{.*}}) scalars(%n, %{{.+}} : !sym.int<n>, f32)
// PLAN-LABEL: relax.func @first
//       PLAN:   relax.alloc_arena
//       PLAN:   relax.arena_tensor %{{.+}} block {{[0-9]}}(%{{.+}}) : (!sym.int<n + 2>) -> !relax.tensor<[n + 2], f32>
relax.func @first(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.memory} {
  %a = arith.constant 1.0 : f32
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination @kernel ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>) scalars(%n, %a : !sym.int<n>, f32)
  relax.return %0 : !relax.tensor<[n], f32>
}
// CHECK-LABEL: relax.func @second
//       CHECK:   relax.if
//       CHECK:     relax.alloc_tensor() : () -> !relax.tensor<[10], f32>
//       CHECK:     relax.alloc_tensor() : () -> !relax.tensor<[128, 128], i8>
//       CHECK:     relax.call_destination @kernel
relax.func @second(%c: i1, %x: !relax.tensor<[8], f32>) attributes {relax.memory} {
  %n = sym.value 8 : !sym.int<8>
  %a = arith.constant 1.0 : f32
  relax.if %c : i1 {
    %0 = relax.alloc_tensor() : () -> !relax.tensor<[8], f32>
    relax.call_destination @kernel ins(%x : !relax.tensor<[8], f32>) outs(%0 : !relax.tensor<[8], f32>) scalars(%n, %a : !sym.int<8>, f32)
    relax.yield
  } else {
    relax.yield
  }
  relax.return
}

// -----

// A public kernel may have other callers; that of a device, a loop's buffer, one of a memory scope, and sizes that may divide by zero stay as well.
// CHECK-LABEL: tir.prim_func @public(%X: !tir.buffer<[s], f32>)
//       CHECK:   tir.alloc_buffer : !tir.buffer<[s], f32>
// CHECK-LABEL: tir.prim_func private @of_a_device(%X: !tir.buffer<[s], f32>)
// CHECK-LABEL: tir.prim_func private @others(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[t], f32>)
//   CHECK-DAG:   tir.alloc_buffer : !tir.buffer<[2 * s], f32>
//   CHECK-DAG:   tir.alloc_buffer : !tir.buffer<[8192], f32, scope "shared">
//   CHECK-DAG:   tir.alloc_buffer : !tir.buffer<[s floordiv t], f32>
// CHECK-LABEL: relax.func @calls
//   CHECK-NOT:   relax.alloc_tensor
//       CHECK:   relax.return
tir.prim_func @public(%X: !tir.buffer<[s], f32>) {
  %0 = tir.alloc_buffer : !tir.buffer<[s], f32>
}
tir.prim_func private @of_a_device(%X: !tir.buffer<[s], f32>) {
  %0 = tir.alloc_buffer : !tir.buffer<[s], f32>
}
tir.prim_func private @others(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[t], f32>) {
  %0 = tir.alloc_buffer : !tir.buffer<[8192], f32, scope "shared">
  %1 = tir.alloc_buffer : !tir.buffer<[s floordiv t], f32>
  tir.for parallel %i = 0 to 4 {
    %2 = tir.alloc_buffer : !tir.buffer<[2 * s], f32>
  }
}
relax.func @calls(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>, %d: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>) attributes {relax.memory} {
  relax.call_destination @public ins(%x : !relax.tensor<[n], f32>) scalars(%n : !sym.int<n>)
  relax.call_destination @of_a_device ins(%d : !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>) scalars(%n : !sym.int<n>)
  relax.call_destination @others ins(%x, %x : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) scalars(%n, %n : !sym.int<n>, !sym.int<n>)
  relax.return
}

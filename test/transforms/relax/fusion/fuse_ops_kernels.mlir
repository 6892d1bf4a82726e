// RUN: relax-opt %s -split-input-file -relax-fuse-ops | FileCheck %s

// The kernels of a user are grouped like those of operators; a declaration and a kernel that is called opaque are not.
// CHECK-LABEL: relax.func @user_kernels
//  CHECK-NEXT:   %[[A:.+]] = relax.call pure @fused_twice_twice(%x)
//  CHECK-NEXT:   %[[B:.+]] = relax.call_tir @closed(%[[A]])
//  CHECK-NEXT:   %[[C:.+]] = relax.call_tir @declared(%[[B]])
//  CHECK-NEXT:   relax.return %[[C]]
relax.func @user_kernels(%x: !relax.tensor<[k], f32>) -> !relax.tensor<[k], f32> {
  %0 = relax.call_tir @twice(%x) : (!relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
  %1 = relax.call_tir @twice(%0) : (!relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
  %2 = relax.call_tir @closed(%1) : (!relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
  %3 = relax.call_tir @declared(%2) : (!relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
  relax.return %3
}
tir.prim_func @twice(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i]
    %y = arith.addf %x, %x : f32
    tir.store %y, %Y[%i]
  }
}
tir.prim_func @closed(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) attributes {tir.op_pattern = "opaque"} {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i]
    tir.store %x, %Y[%i]
  }
}
tir.prim_func private @declared(!tir.buffer<[n], f32>, !tir.buffer<[n], f32>)

// -----

// What is compared at run time, an index that needs a check, a kernel that writes its input, and buffers with strides stay
// alone.
// CHECK-LABEL: relax.func @declined
//   CHECK-NOT:   relax.call pure
relax.func @declined(%x: !relax.tensor<[k], f32>, %y: !relax.tensor<[m], f32>) -> !relax.tensor<[k], f32> {
  %0 = relax.call_tir @add(%x, %y) : (!relax.tensor<[k], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[k], f32>
  %1 = relax.call_tir @shift(%0) : (!relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
  %2 = relax.call_tir @writes_input(%1) : (!relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
  %3 = relax.call_tir @strides(%2) : (!relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
  relax.return %3
}
tir.prim_func @add(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>, %Z: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i]
    %y = tir.load %Y[%i]
    %z = arith.addf %x, %y : f32
    tir.store %z, %Z[%i]
  }
}
tir.prim_func @shift(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %one = arith.constant 1 : index
  tir.for %i = 0 to %n {
    %j = arith.addi %i, %one : index
    %x = tir.load %X[%j]
    tir.store %x, %Y[%i]
  }
}
tir.prim_func @writes_input(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i]
    tir.store %x, %X[%i]
    tir.store %x, %Y[%i]
  }
}
tir.prim_func @strides(%X: !tir.buffer<[n], f32, strides [1]>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i]
    tir.store %x, %Y[%i]
  }
}

// -----

// Sizes that no parameter tells are passed, also those that the kernels take as integers.
// CHECK-LABEL: relax.func @passed_sizes
//       CHECK:   %[[Y:.+]] = relax.call pure @fused_fill_twice(%n, %{{.+}}) : (!sym.int<n>, !sym.int<m + 2 * n>) -> !relax.tensor<[m + 2 * n], f32>
//       CHECK: relax.func private pure @fused_fill_twice(%[[N:.+]]: !sym.int<s0>, %{{.+}}: !sym.int<s1>) -> !relax.tensor<[s1], f32>
//       CHECK:   relax.call_tir @fill(%[[N]]) : (!sym.int<s0>) -> !relax.tensor<[s1], f32>
relax.func @passed_sizes(%n: !sym.int<n>, %m: !sym.int<m>) -> !relax.tensor<[m + 2 * n], f32> {
  %0 = relax.call_tir @fill(%n) : (!sym.int<n>) -> !relax.tensor<[m + 2 * n], f32>
  %1 = relax.call_tir @twice(%0) : (!relax.tensor<[m + 2 * n], f32>) -> !relax.tensor<[m + 2 * n], f32>
  relax.return %1
}
tir.prim_func @fill(%k: !sym.int<k>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %i = sym.to_index %k : !sym.int<k> -> index
  %j = arith.index_cast %i : index to i64
  %x = arith.sitofp %j : i64 to f32
  tir.for %l = 0 to %n {
    tir.store %x, %Y[%l]
  }
}
tir.prim_func @twice(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i]
    %y = arith.addf %x, %x : f32
    tir.store %y, %Y[%i]
  }
}

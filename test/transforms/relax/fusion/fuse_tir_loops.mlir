// RUN: relax-opt %s -split-input-file -relax-fuse-tir | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-fuse-tir -relax-fuse-tir | FileCheck %s

// A loop that runs once takes in the loop beside it, from either side, if the two then become one with something in it.
// CHECK-LABEL: tir.prim_func private @behind(
//       CHECK:   tir.for %{{.+}} = 0 to 1 {
//  CHECK-NEXT:     tir.for
//       CHECK:       math.exp
//   CHECK-NOT:     tir.for
//       CHECK:       math.sin
// CHECK-LABEL: tir.prim_func private @in_front(
//       CHECK:   tir.for %{{.+}} = 0 to 1 {
//  CHECK-NEXT:     tir.for
//       CHECK:       math.sin
//   CHECK-NOT:     tir.for
//       CHECK:       math.exp
relax.func private pure @behind(%x: !relax.tensor<[1, s0], f32>) -> (!relax.tensor<[1, s0], f32>, !relax.tensor<[s0], f32>) attributes {relax.primitive} {
  %0 = relax.call_tir @image(%x) : (!relax.tensor<[1, s0], f32>) -> !relax.tensor<[1, s0], f32>
  %n = sym.value s0 : !sym.int<s0>
  %1 = relax.view_tensor %0(%n) : (!relax.tensor<[1, s0], f32>, !sym.int<s0>) -> !relax.tensor<[s0], f32>
  %2 = relax.call_tir @row(%1) : (!relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32>
  relax.return %0, %2
}
relax.func private pure @in_front(%x: !relax.tensor<[s0], f32>) -> (!relax.tensor<[s0], f32>, !relax.tensor<[1, s0], f32>) attributes {relax.primitive} {
  %0 = relax.call_tir @row(%x) : (!relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32>
  %n = sym.value s0 : !sym.int<s0>
  %1 = relax.view_tensor %0(%n) : (!relax.tensor<[s0], f32>, !sym.int<s0>) -> !relax.tensor<[1, s0], f32>
  %2 = relax.call_tir @image(%1) : (!relax.tensor<[1, s0], f32>) -> !relax.tensor<[1, s0], f32>
  relax.return %0, %2
}
tir.prim_func private @image(%X: !tir.buffer<[1, n], f32>, %Y: !tir.buffer<[1, n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to 1 {
    tir.for %j = 0 to %n {
      %x = tir.load %X[%i, %j]
      %y = math.exp %x : f32
      tir.store %y, %Y[%i, %j]
    }
  }
}
tir.prim_func private @row(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i]
    %y = math.sin %x : f32
    tir.store %y, %Y[%i]
  }
}

// -----

// A loop that never runs takes in nothing, and one that could not be joined with anything in there stays beside it.
// CHECK-LABEL: tir.prim_func private @never(
//       CHECK:   {{^    tir.for}} %{{.+}} = 0 to 0
//       CHECK:   {{^    tir.for}}
//       CHECK:     math.sin
// CHECK-LABEL: tir.prim_func private @other(
//       CHECK:   {{^    tir.for}} %{{.+}} = 0 to 1
//       CHECK:   {{^    tir.for}}
//       CHECK:     math.sin
relax.func private pure @never(%x: !relax.tensor<[0, s0], f32>, %y: !relax.tensor<[s0], f32>) -> (!relax.tensor<[0, s0], f32>, !relax.tensor<[s0], f32>) attributes {relax.primitive} {
  %0 = relax.call_tir @empty(%x) : (!relax.tensor<[0, s0], f32>) -> !relax.tensor<[0, s0], f32>
  %1 = relax.call_tir @row(%y) : (!relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32>
  relax.return %0, %1
}
relax.func private pure @other(%x: !relax.tensor<[1, s0], f32>, %y: !relax.tensor<[s1], f32>) -> (!relax.tensor<[1, s0], f32>, !relax.tensor<[s1], f32>) attributes {relax.primitive} {
  %0 = relax.call_tir @image(%x) : (!relax.tensor<[1, s0], f32>) -> !relax.tensor<[1, s0], f32>
  %1 = relax.call_tir @row(%y) : (!relax.tensor<[s1], f32>) -> !relax.tensor<[s1], f32>
  relax.return %0, %1
}
tir.prim_func private @empty(%X: !tir.buffer<[0, n], f32>, %Y: !tir.buffer<[0, n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to 0 {
    tir.for %j = 0 to %n {
      %x = tir.load %X[%i, %j]
      %y = math.exp %x : f32
      tir.store %y, %Y[%i, %j]
    }
  }
}
tir.prim_func private @image(%X: !tir.buffer<[1, n], f32>, %Y: !tir.buffer<[1, n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to 1 {
    tir.for %j = 0 to %n {
      %x = tir.load %X[%i, %j]
      %y = math.exp %x : f32
      tir.store %y, %Y[%i, %j]
    }
  }
}
tir.prim_func private @row(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i]
    %y = math.sin %x : f32
    tir.store %y, %Y[%i]
  }
}

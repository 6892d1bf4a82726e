// RUN: relax-opt %s -split-input-file -relax-fuse-tir -verify-diagnostics | FileCheck %s

// Functions that are equal up to names and places become one kernel; one that something else names stays beside it.
// CHECK-LABEL: relax.func @shared
//  CHECK-NEXT:   %[[A:.+]] = relax.call_tir @first(%x)
//  CHECK-NEXT:   %[[B:.+]] = relax.call_tir @first(%[[A]])
//  CHECK-NEXT:   relax.return %[[B]]
//   CHECK-NOT: relax.func private
//   CHECK-NOT: @second
relax.func @shared(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call pure @first(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call pure @second(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %1
}
relax.func private pure @first(%x: !relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32> attributes {relax.primitive} {
  %0 = relax.call_tir @twice(%x) : (!relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32>
  relax.return %0
}
relax.func private pure @second(%y: !relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32> attributes {relax.primitive} {
  %0 = relax.call_tir @twice(%y) : (!relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32>
  relax.return %0
}
tir.prim_func private @twice(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i]
    %y = arith.addf %x, %x : f32
    tir.store %y, %Y[%i]
  }
}

// -----

// Where a view merges dimensions, the loop over the merged one runs over its parts, and nothing is divided. A kernel that
// computes its indices divides them.
// CHECK-LABEL: tir.prim_func private @merging_view(%x: !tir.buffer<[2, s0, 4], f32>, %Y: !tir.buffer<[2 * s0, 4], f32>
//   CHECK-NOT:   arith.divui
//       CHECK:   tir.for %[[H:.+]] = 0 to 2
//       CHECK:     tir.for %[[I:.+]] = 0 to %{{.+}} {
//       CHECK:       tir.for %[[J:.+]] = 0 to 4
//       CHECK:         %[[P:.+]] = arith.muli %[[H]], %{{.+}}
//       CHECK:         %[[K:.+]] = arith.addi %[[P]], %[[I]]
//       CHECK:         %[[E:.+]] = tir.load %x[%[[H]], %[[I]], %[[J]]]
//       CHECK:         tir.store %[[E]], %Y[%[[K]], %[[J]]]
// CHECK-LABEL: tir.prim_func private @computed(%x: !tir.buffer<[2, s0, 4], f32>, %Y: !tir.buffer<[2 * s0, 4], f32>
//       CHECK:   tir.for %[[K:.+]] = 0 to
//       CHECK:     tir.for %[[J:.+]] = 0 to 4
//       CHECK:       %[[L:.+]] = arith.subi %{{.+}}, %[[K]]
//   CHECK-DAG:       %[[I:.+]] = arith.remui %[[L]], %{{.+}} : index
//   CHECK-DAG:       %[[H:.+]] = arith.divui %[[L]], %{{.+}} : index
//       CHECK:       tir.load %x[%[[H]], %[[I]], %[[J]]]
relax.func private pure @merging_view(%x: !relax.tensor<[2, s0, 4], f32>) -> !relax.tensor<[2 * s0, 4], f32> attributes {relax.primitive} {
  %0 = relax.call_tir @copy(%x) : (!relax.tensor<[2, s0, 4], f32>) -> !relax.tensor<[2, s0, 4], f32>
  %n = sym.value 2 * s0 : !sym.int<2 * s0>
  %1 = relax.view_tensor %0(%n) : (!relax.tensor<[2, s0, 4], f32>, !sym.int<2 * s0>) -> !relax.tensor<[2 * s0, 4], f32>
  %2 = relax.call_tir @copy_rows(%1) : (!relax.tensor<[2 * s0, 4], f32>) -> !relax.tensor<[2 * s0, 4], f32>
  relax.return %2
}
relax.func private pure @computed(%x: !relax.tensor<[2, s0, 4], f32>) -> !relax.tensor<[2 * s0, 4], f32> attributes {relax.primitive} {
  %0 = relax.call_tir @copy(%x) : (!relax.tensor<[2, s0, 4], f32>) -> !relax.tensor<[2, s0, 4], f32>
  %n = sym.value 2 * s0 : !sym.int<2 * s0>
  %1 = relax.view_tensor %0(%n) : (!relax.tensor<[2, s0, 4], f32>, !sym.int<2 * s0>) -> !relax.tensor<[2 * s0, 4], f32>
  %2 = relax.call_tir @reverse_rows(%1) : (!relax.tensor<[2 * s0, 4], f32>) -> !relax.tensor<[2 * s0, 4], f32>
  relax.return %2
}
tir.prim_func private @copy(%X: !tir.buffer<[n, m, 4], f32>, %Y: !tir.buffer<[n, m, 4], f32>) {
  %n = sym.value n : !sym.int<n>
  %m = sym.value m : !sym.int<m>
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %m {
      tir.for %k = 0 to 4 {
        %x = tir.load %X[%i, %j, %k]
        tir.store %x, %Y[%i, %j, %k]
      }
    }
  }
}
tir.prim_func private @copy_rows(%X: !tir.buffer<[n, 4], f32>, %Y: !tir.buffer<[n, 4], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    tir.for %j = 0 to 4 {
      %x = tir.load %X[%i, %j]
      tir.store %x, %Y[%i, %j]
    }
  }
}
tir.prim_func private @reverse_rows(%X: !tir.buffer<[n, 4], f32>, %Y: !tir.buffer<[n, 4], f32>) {
  %n = sym.value n : !sym.int<n>
  %size = sym.to_index %n : !sym.int<n> -> index
  %one = arith.constant 1 : index
  %last = arith.subi %size, %one : index
  tir.for %i = 0 to %n {
    tir.for %j = 0 to 4 {
      %k = arith.subi %last, %i : index
      %x = tir.load %X[%k, %j]
      tir.store %x, %Y[%i, %j]
    }
  }
}

// -----

// A body that goes by the variable of a loop around its block keeps the loop: the index is divided.
// CHECK-LABEL: tir.prim_func private @past_the_block(
//       CHECK:   tir.for %[[K:.+]] = 0 to 8
//       CHECK:     tir.block "copy" {
//       CHECK:       %[[J:.+]] = arith.remui %[[K]], %{{.+}} : index
//       CHECK:       %[[I:.+]] = arith.divui %[[K]], %{{.+}} : index
//       CHECK:       tir.load %x[%[[I]], %[[J]]]
relax.func private pure @past_the_block(%x: !relax.tensor<[2, 4], f32>) -> !relax.tensor<[8], f32> attributes {relax.primitive} {
  %0 = relax.call_tir @copy(%x) : (!relax.tensor<[2, 4], f32>) -> !relax.tensor<[2, 4], f32>
  %1 = relax.view_tensor %0() : (!relax.tensor<[2, 4], f32>) -> !relax.tensor<[8], f32>
  %2 = relax.call_tir @copy_line(%1) : (!relax.tensor<[8], f32>) -> !relax.tensor<[8], f32>
  relax.return %2
}
tir.prim_func private @copy(%X: !tir.buffer<[2, 4], f32>, %Y: !tir.buffer<[2, 4], f32>) {
  tir.for %i = 0 to 2 {
    tir.for %j = 0 to 4 {
      %x = tir.load %X[%i, %j]
      tir.store %x, %Y[%i, %j]
    }
  }
}
tir.prim_func private @copy_line(%X: !tir.buffer<[8], f32>, %Y: !tir.buffer<[8], f32>) {
  tir.for %i = 0 to 8 {
    tir.block "copy" iters() {
      %x = tir.load %X[%i]
      tir.store %x, %Y[%i]
    }
  }
}

// -----

// So does one whose variable bounds another loop.
// CHECK-LABEL: tir.prim_func private @triangle(
//       CHECK:   tir.for %[[K:.+]] = 0 to 8
//       CHECK:     tir.for %{{.+}} = 0 to %[[K]]
//       CHECK:       arith.remui %[[K]], %{{.+}} : index
relax.func private pure @triangle(%x: !relax.tensor<[2, 4], f32>) -> !relax.tensor<[8, 8], f32> attributes {relax.primitive} {
  %0 = relax.call_tir @copy(%x) : (!relax.tensor<[2, 4], f32>) -> !relax.tensor<[2, 4], f32>
  %1 = relax.view_tensor %0() : (!relax.tensor<[2, 4], f32>) -> !relax.tensor<[8], f32>
  %2 = relax.call_tir @lower(%1) : (!relax.tensor<[8], f32>) -> !relax.tensor<[8, 8], f32>
  relax.return %2
}
tir.prim_func private @copy(%X: !tir.buffer<[2, 4], f32>, %Y: !tir.buffer<[2, 4], f32>) {
  tir.for %i = 0 to 2 {
    tir.for %j = 0 to 4 {
      %x = tir.load %X[%i, %j]
      tir.store %x, %Y[%i, %j]
    }
  }
}
tir.prim_func private @lower(%X: !tir.buffer<[8], f32>, %Y: !tir.buffer<[8, 8], f32>) {
  tir.for %i = 0 to 8 {
    tir.for %j = 0 to %i {
      %x = tir.load %X[%i]
      tir.store %x, %Y[%i, %j]
    }
  }
}

// -----

// What is no kernel stays a function.
// CHECK-LABEL: relax.func @declined
//       CHECK:   relax.call pure @packed
//       CHECK:   relax.call pure @argument
//       CHECK: relax.func private pure @packed
//       CHECK: relax.func private pure @argument
relax.func @declined(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call pure @packed(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call pure @argument(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %1
}
// expected-warning @below {{'packed' does not become one kernel: a result is not made by a kernel}}
relax.func private pure @packed(%x: !relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32> attributes {relax.primitive} {
  %0 = relax.call_pure_packed "f"(%x) : (!relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32>
  relax.return %0
}
// expected-warning @below {{'argument' does not become one kernel: a result is not made by a kernel}}
relax.func private pure @argument(%x: !relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32> attributes {relax.primitive} {
  relax.return %x
}

// -----

// expected-warning @below {{'twice' does not become one kernel: it returns a value twice}}
relax.func private pure @twice(%x: !relax.tensor<[s0], f32>) -> (!relax.tensor<[s0], f32>, !relax.tensor<[s0], f32>) attributes {relax.primitive} {
  %0 = relax.call_tir @copy(%x) : (!relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32>
  relax.return %0, %0
}
// expected-warning @below {{'declared' does not become one kernel: 'outside' is no kernel with a body and these parameters}}
relax.func private pure @declared(%x: !relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32> attributes {relax.primitive} {
  %0 = relax.call_tir @outside(%x) : (!relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32>
  relax.return %0
}
// expected-warning @below {{'object' does not become one kernel: a parameter or result is neither a tensor of known shape nor a number}}
relax.func private pure @object(%o: !relax.object, %x: !relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32> attributes {relax.primitive} {
  %0 = relax.call_tir @copy(%x) : (!relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32>
  relax.return %0
}
// expected-warning @below {{'tuple' does not become one kernel: it holds 'relax.tuple'}}
relax.func private pure @tuple(%x: !relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32> attributes {relax.primitive} {
  %t = relax.tuple(%x) : (!relax.tensor<[s0], f32>) -> tuple<!relax.tensor<[s0], f32>>
  %0 = relax.call_tir @copy(%x) : (!relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32>
  relax.return %0
}
// expected-warning @below {{'table' does not become one kernel: an operand of 'copy' is a constant with several elements}}
relax.func private pure @table() -> !relax.tensor<[2], f32> attributes {relax.primitive} {
  %c = relax.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %0 = relax.call_tir @copy(%c) : (!relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
  relax.return %0
}
// expected-warning @below {{'spread' does not become one kernel: 'strides' takes buffers that are not compact}}
relax.func private pure @spread(%x: !relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32> attributes {relax.primitive} {
  %0 = relax.call_tir @strides(%x) : (!relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32>
  relax.return %0
}
tir.prim_func private @outside(!tir.buffer<[n], f32>, !tir.buffer<[n], f32>)
tir.prim_func private @copy(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i]
    tir.store %x, %Y[%i]
  }
}
tir.prim_func private @strides(%X: !tir.buffer<[n], f32, strides [1]>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i]
    tir.store %x, %Y[%i]
  }
}

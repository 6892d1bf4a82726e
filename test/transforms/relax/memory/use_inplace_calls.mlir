// RUN: relax-opt %s -split-input-file -relax-use-inplace-calls | FileCheck %s
// A second run changes nothing.
// RUN: relax-opt %s -split-input-file -relax-use-inplace-calls -relax-use-inplace-calls | FileCheck %s

tir.prim_func @exp(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
  %s = sym.value s : !sym.int<s>
  tir.for %i = 0 to %s {
    tir.block "exp" iters(%vi: spatial [0, %s) = %i) {
      %x = tir.load %X[%vi]
      %y = math.exp %x : f32
      tir.store %y, %Y[%vi]
    }
  }
}
// The copy stands behind the original, with one parameter, and serves all calls.
// CHECK-LABEL: tir.prim_func @exp(
// CHECK-LABEL: tir.prim_func private @exp_inplace(%X: !tir.buffer<[s], f32>) {
//       CHECK:   tir.load %X[
//       CHECK:   tir.store %{{.+}}, %X[
//   CHECK-NOT: tir.prim_func

// Not the parameter; but what the function computed, which dies.
// CHECK-LABEL: relax.func @chain
//       CHECK: %[[A:.+]] = relax.call_tir @exp(%x)
//       CHECK: %[[B:.+]] = relax.call_tir_inplace @exp_inplace(%[[A]]) inplace [0]
//       CHECK: %[[C:.+]] = relax.call_tir_inplace @exp_inplace(%[[B]]) inplace [0]
//       CHECK: relax.return %[[C]]
relax.func @chain(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call_tir @exp(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.call_tir @exp(%1) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %2 : !relax.tensor<[n], f32>
}

// What is used again, itself or through a view, a constant, and what a view shows.
// CHECK-LABEL: relax.func @alive
//   CHECK-NOT: inplace
//       CHECK: relax.return
relax.func @alive(%x: !relax.tensor<[4], f32>) -> (!relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[2, 2], f32>, !relax.tensor<[4], f32>) {
  %0 = relax.call_tir @exp(%x) : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
  %1 = relax.call_tir @exp(%0) : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
  %c = relax.constant dense<1.0> : tensor<4xf32>
  %2 = relax.call_tir @exp(%c) : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
  %3 = relax.call_tir @exp(%x) : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
  %v = relax.view_tensor %3() : (!relax.tensor<[4], f32>) -> !relax.tensor<[2, 2], f32>
  %4 = relax.call_tir @exp(%3) : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
  relax.return %0, %1, %2, %v, %4
      : !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[2, 2], f32>, !relax.tensor<[4], f32>
}

// A loop meets what it captures again; a branch does not meet the other.
// CHECK-LABEL: relax.func @regions
//       CHECK: relax.while
//       CHECK:   relax.call_tir @exp(%[[A:.+]])
//       CHECK: relax.if
//       CHECK:   relax.call_tir_inplace @exp_inplace
//       CHECK:   else
//       CHECK:   relax.call_tir_inplace @exp_inplace
relax.func @regions(%x: !relax.tensor<[n], f32>, %c: i1) -> !relax.tensor<[n], f32> {
  %a = relax.call_tir @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %r = relax.while (%y = %x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
    relax.condition(%c : i1) %y : !relax.tensor<[n], f32>
  } do {
  ^bb0(%y: !relax.tensor<[n], f32>):
    %t = relax.call_tir @exp(%a) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %t : !relax.tensor<[n], f32>
  }
  %b = relax.call_tir @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %i = relax.if %c : i1 -> (!relax.tensor<[n], f32>) {
    %t = relax.call_tir @exp(%b) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %t : !relax.tensor<[n], f32>
  } else {
    %t = relax.call_tir @exp(%b) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %t : !relax.tensor<[n], f32>
  }
  relax.return %i : !relax.tensor<[n], f32>
}

// -----

// The operand that has the type of the result, whichever it is; the same value twice is not written.
tir.prim_func @scale(%W: !tir.buffer<[], f32>, %X: !tir.buffer<[s, t], f32>, %Y: !tir.buffer<[s, t], f32>) {
  %s = sym.value s : !sym.int<s>
  %t = sym.value t : !sym.int<t>
  tir.for %i = 0 to %s {
    tir.for %j = 0 to %t {
      tir.block "scale" iters(%vi: spatial [0, %s) = %i, %vj: spatial [0, %t) = %j) {
        %w = tir.load %W[]
        %x = tir.load %X[%vi, %vj]
        %y = arith.mulf %w, %x : f32
        tir.store %y, %Y[%vi, %vj]
      }
    }
  }
}
tir.prim_func @add(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>, %Z: !tir.buffer<[s], f32>) {
  %s = sym.value s : !sym.int<s>
  tir.for %i = 0 to %s {
    tir.block "add" iters(%vi: spatial [0, %s) = %i) {
      %x = tir.load %X[%vi]
      %y = tir.load %Y[%vi]
      %z = arith.addf %x, %y : f32
      tir.store %z, %Z[%vi]
    }
  }
}
// CHECK-LABEL: relax.func @operands
//       CHECK: relax.call_tir_inplace @scale_inplace(%w, %{{.+}}) inplace [1]
//       CHECK: %[[T:.+]] = relax.call_tir @add(%x, %x)
//       CHECK: relax.call_tir @add(%[[T]], %[[T]])
//       CHECK: relax.call_tir_inplace @add_inplace(%x, %{{.+}}) inplace [1]
relax.func @operands(%w: !relax.tensor<[], f32>, %x: !relax.tensor<[n], f32>, %m: !relax.tensor<[n, 2], f32>)
    -> (!relax.tensor<[n, 2], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.call_tir @scale(%w, %m) : (!relax.tensor<[], f32>, !relax.tensor<[n, 2], f32>) -> !relax.tensor<[n, 2], f32>
  %1 = relax.call_tir @scale(%w, %0) : (!relax.tensor<[], f32>, !relax.tensor<[n, 2], f32>) -> !relax.tensor<[n, 2], f32>
  %2 = relax.call_tir @add(%x, %x) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %3 = relax.call_tir @add(%2, %2) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %4 = relax.call_tir @add(%x, %3) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %1, %4 : !relax.tensor<[n, 2], f32>, !relax.tensor<[n], f32>
}

// -----

// Kernels that read another element than they write, read behind the write, write in several places, run more often than their block says, or reduce.
tir.prim_func @reverse(%X: !tir.buffer<[4], f32>, %Y: !tir.buffer<[4], f32>) {
  %three = arith.constant 3 : index
  tir.for %i = 0 to 4 {
    tir.block "reverse" iters(%vi: spatial [0, 4) = %i) {
      %k = arith.subi %three, %vi : index
      %x = tir.load %X[%k]
      tir.store %x, %Y[%vi]
    }
  }
}
tir.prim_func @two_blocks(%X: !tir.buffer<[4], f32>, %Y: !tir.buffer<[4], f32>) {
  %zero = arith.constant 0.0 : f32
  tir.for %i = 0 to 4 {
    tir.block "zero" iters(%vi: spatial [0, 4) = %i) {
      tir.store %zero, %Y[%vi]
    }
  }
  tir.for %i = 0 to 4 {
    tir.block "copy" iters(%vi: spatial [0, 4) = %i) {
      %x = tir.load %X[%vi]
      tir.store %x, %Y[%vi]
    }
  }
}
tir.prim_func @repeated(%X: !tir.buffer<[4], f32>, %Y: !tir.buffer<[4], f32>) {
  tir.for %r = 0 to 2 {
    tir.for %i = 0 to 4 {
      tir.block "copy" iters(%vi: spatial [0, 4) = %i) {
        %x = tir.load %X[%vi]
        %y = arith.addf %x, %x : f32
        tir.store %y, %Y[%vi]
      }
    }
  }
}
tir.prim_func @prefix(%X: !tir.buffer<[4], f32>, %Y: !tir.buffer<[4], f32>) {
  %zero = arith.constant 0.0 : f32
  tir.for %i = 0 to 4 {
    tir.for %k = 0 to 4 {
      tir.block "prefix" iters(%vi: spatial [0, 4) = %i, %vk: reduce [0, 4) = %k) {
        tir.init {
          tir.store %zero, %Y[%vi]
        }
        %x = tir.load %X[%vk]
        %y = tir.load %Y[%vi]
        %s = arith.addf %x, %y : f32
        tir.store %s, %Y[%vi]
      }
    }
  }
}
tir.prim_func @behind(%X: !tir.buffer<[4], f32>, %Y: !tir.buffer<[4], f32>, %Z: !tir.buffer<[4], f32>) {
  %zero = arith.constant 0.0 : f32
  tir.for %i = 0 to 4 {
    tir.block "behind" iters(%vi: spatial [0, 4) = %i) {
      tir.store %zero, %Y[%vi]
      %x = tir.load %X[%vi]
      tir.store %x, %Z[%vi]
    }
  }
}
// CHECK-LABEL: relax.func @not_element_wise
//   CHECK-NOT: relax.call_tir_inplace @{{(reverse|two_blocks|repeated|prefix)}}
// The second result of @behind may lie in its operand, the first may not.
//       CHECK: relax.call_tir_inplace @behind_inplace(%{{.+}}) inplace [-1, 0]
//       CHECK: relax.return
relax.func @not_element_wise(%x: !relax.tensor<[4], f32>) -> (!relax.tensor<[4], f32>, !relax.tensor<[4], f32>) {
  %0 = relax.call_tir @reverse(%x) : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
  %1 = relax.call_tir @reverse(%0) : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
  %2 = relax.call_tir @two_blocks(%1) : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
  %3 = relax.call_tir @repeated(%2) : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
  %4 = relax.call_tir @prefix(%3) : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
  %5:2 = relax.call_tir @behind(%4) : (!relax.tensor<[4], f32>) -> (!relax.tensor<[4], f32>, !relax.tensor<[4], f32>)
  relax.return %5#0, %5#1 : !relax.tensor<[4], f32>, !relax.tensor<[4], f32>
}

// -----

// A private kernel goes when only its copy is called, and stays when it is called as well.
// CHECK-NOT: tir.prim_func private @gone(
// CHECK-LABEL: tir.prim_func private @gone_inplace(
// CHECK-LABEL: tir.prim_func private @stays(
// CHECK-LABEL: tir.prim_func private @stays_inplace(
tir.prim_func private @gone(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
  %s = sym.value s : !sym.int<s>
  tir.for %i = 0 to %s {
    tir.block "gone" iters(%vi: spatial [0, %s) = %i) {
      %x = tir.load %X[%vi]
      tir.store %x, %Y[%vi]
    }
  }
}
tir.prim_func private @stays(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
  %s = sym.value s : !sym.int<s>
  tir.for %i = 0 to %s {
    tir.block "stays" iters(%vi: spatial [0, %s) = %i) {
      %x = tir.load %X[%vi]
      tir.store %x, %Y[%vi]
    }
  }
}
// CHECK-LABEL: relax.func @private_kernels
//       CHECK: relax.call_tir @stays(
//       CHECK: relax.call_tir_inplace @gone_inplace(
//       CHECK: relax.call_tir_inplace @stays_inplace(
relax.func @private_kernels(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @stays(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call_tir @gone(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.call_tir @stays(%1) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %2 : !relax.tensor<[n], f32>
}

// -----

tir.prim_func @exp(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
  %s = sym.value s : !sym.int<s>
  tir.for %i = 0 to %s {
    tir.block "exp" iters(%vi: spatial [0, %s) = %i) {
      %x = tir.load %X[%vi]
      %y = math.exp %x : f32
      tir.store %y, %Y[%vi]
    }
  }
}
tir.prim_func @negate(%X: !tir.buffer<[s], i32>, %Y: !tir.buffer<[s], f32>) {
  %s = sym.value s : !sym.int<s>
  tir.for %i = 0 to %s {
    tir.block "negate" iters(%vi: spatial [0, %s) = %i) {
      %x = tir.load %X[%vi]
      %y = arith.sitofp %x : i32 to f32
      tir.store %y, %Y[%vi]
    }
  }
}

// The sizes are equal where n is even.
// CHECK-LABEL: relax.func @provably_equal
//       CHECK: %[[A:.+]] = relax.call_tir @exp(%x)
//       CHECK: %[[R:.+]] = relax.refine %[[A]] : (!relax.tensor<[2 * (n floordiv 2)], f32>) -> !relax.tensor<[n], f32>
//       CHECK: %[[B:.+]] = relax.call_tir_inplace @exp_inplace(%[[R]]) inplace [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
//       CHECK: relax.return %[[B]]
relax.func @provably_equal(%x: !relax.tensor<[2 * (n floordiv 2)], f32>, %n: !sym.int<n>) -> !relax.tensor<[n], f32>
    attributes {sym.divisible = {n = 2 : i64}} {
  %0 = relax.call_tir @exp(%x) : (!relax.tensor<[2 * (n floordiv 2)], f32>) -> !relax.tensor<[2 * (n floordiv 2)], f32>
  %1 = relax.call_tir @exp(%0) : (!relax.tensor<[2 * (n floordiv 2)], f32>) -> !relax.tensor<[n], f32>
  relax.return %1 : !relax.tensor<[n], f32>
}

// Nothing says so here; m is no symbol of the operand; and equal sizes in bytes are no equal types.
// CHECK-LABEL: relax.func @not_provably_equal
//   CHECK-NOT: inplace
//       CHECK: relax.return
relax.func @not_provably_equal(%x: !relax.tensor<[2 * (n floordiv 2)], f32>, %n: !sym.int<n>, %m: !sym.int<m>, %i: !relax.tensor<[n], i32>)
    -> (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.call_tir @exp(%x) : (!relax.tensor<[2 * (n floordiv 2)], f32>) -> !relax.tensor<[2 * (n floordiv 2)], f32>
  %1 = relax.call_tir @exp(%0) : (!relax.tensor<[2 * (n floordiv 2)], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.call_tir @exp(%x) : (!relax.tensor<[2 * (n floordiv 2)], f32>) -> !relax.tensor<[2 * (n floordiv 2)], f32>
  %3 = relax.call_tir @exp(%2) : (!relax.tensor<[2 * (n floordiv 2)], f32>) -> !relax.tensor<[m], f32>
  %4 = relax.call_tir @negate(%i) : (!relax.tensor<[n], i32>) -> !relax.tensor<[n], f32>
  relax.return %1, %3, %4 : !relax.tensor<[n], f32>, !relax.tensor<[m], f32>, !relax.tensor<[n], f32>
}

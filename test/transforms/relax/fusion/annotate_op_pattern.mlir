// RUN: relax-opt %s -pass-pipeline='builtin.module(tir.prim_func(tir-annotate-op-pattern))' | FileCheck %s
// RUN: relax-opt %s -pass-pipeline='builtin.module(tir.prim_func(tir-annotate-op-pattern,tir-annotate-op-pattern))' | FileCheck %s

// CHECK-LABEL: @elementwise(
//  CHECK-SAME: tir.op_pattern = "elementwise"
tir.prim_func @elementwise(%X: !tir.buffer<[n, m], f32>, %Y: !tir.buffer<[n, m], f32>) {
  %n = sym.value n : !sym.int<n>
  %m = sym.value m : !sym.int<m>
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %m {
      tir.block "b" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, %m) = %j) {
        %x = tir.load %X[%vi, %vj]
        %y = math.exp %x : f32
        tir.store %y, %Y[%vi, %vj]
      }
    }
  }
}

// Loops without a block, and two nests with a local buffer between.
// CHECK-LABEL: @without_block(
//  CHECK-SAME: tir.op_pattern = "elementwise"
tir.prim_func @without_block(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %T = tir.alloc_buffer : !tir.buffer<[n], f32>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i]
    tir.store %x, %T[%i]
  }
  tir.for %i = 0 to %n {
    %x = tir.load %T[%i]
    tir.store %x, %Y[%i]
  }
}

// CHECK-LABEL: @broadcast(
//  CHECK-SAME: tir.op_pattern = "broadcast"
tir.prim_func @broadcast(%X: !tir.buffer<[n, m], f32>, %B: !tir.buffer<[m], f32>, %C: !tir.buffer<[n, 1], f32>, %Y: !tir.buffer<[n, m], f32>) {
  %n = sym.value n : !sym.int<n>
  %m = sym.value m : !sym.int<m>
  %zero = arith.constant 0 : index
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %m {
      %x = tir.load %X[%i, %j]
      %b = tir.load %B[%j]
      %c = tir.load %C[%i, %zero]
      %s = arith.addf %x, %b : f32
      %y = arith.addf %s, %c : f32
      tir.store %y, %Y[%i, %j]
    }
  }
}

// CHECK-LABEL: @transpose(
//  CHECK-SAME: tir.op_pattern = "injective"
tir.prim_func @transpose(%X: !tir.buffer<[n, m], f32>, %Y: !tir.buffer<[m, n], f32>) {
  %n = sym.value n : !sym.int<n>
  %m = sym.value m : !sym.int<m>
  tir.for %i = 0 to %m {
    tir.for %j = 0 to %n {
      %x = tir.load %X[%j, %i]
      tir.store %x, %Y[%i, %j]
    }
  }
}

// CHECK-LABEL: @gather(
//  CHECK-SAME: tir.op_pattern = "injective"
tir.prim_func @gather(%X: !tir.buffer<[n], f32>, %I: !tir.buffer<[m], i64>, %Y: !tir.buffer<[m], f32>) {
  %m = sym.value m : !sym.int<m>
  tir.for %i = 0 to %m {
    %k = tir.load %I[%i]
    %j = arith.index_cast %k : i64 to index
    %x = tir.load %X[%j]
    tir.store %x, %Y[%i]
  }
}

// CHECK-LABEL: @row_sum(
//  CHECK-SAME: tir.op_pattern = "reduction"
tir.prim_func @row_sum(%X: !tir.buffer<[n, k], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %k = sym.value k : !sym.int<k>
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %k {
      tir.block "sum" iters(%vi: spatial [0, %n) = %i, %vj: reduce [0, %k) = %j) {
        tir.init {
          %zero = arith.constant 0.0 : f32
          tir.store %zero, %Y[%vi]
        }
        %x = tir.load %X[%vi, %vj]
        %xx = arith.mulf %x, %x : f32
        %y = tir.load %Y[%vi]
        %sum = arith.addf %y, %xx : f32
        tir.store %sum, %Y[%vi]
      }
    }
  }
}

// CHECK-LABEL: @contraction(
//  CHECK-SAME: tir.op_pattern = "out_elementwise_fusable"
tir.prim_func @contraction(%A: !tir.buffer<[n, k], f16>, %B: !tir.buffer<[k, 16], f16>, %C: !tir.buffer<[n, 16], f32>) {
  %n = sym.value n : !sym.int<n>
  %k = sym.value k : !sym.int<k>
  tir.for %i = 0 to %n {
    tir.for %j = 0 to 16 {
      tir.for %l = 0 to %k {
        tir.block "dot" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 16) = %j, %vl: reduce [0, %k) = %l) {
          tir.init {
            %zero = arith.constant 0.0 : f32
            tir.store %zero, %C[%vi, %vj]
          }
          %a = tir.load %A[%vi, %vl]
          %b = tir.load %B[%vl, %vj]
          %c = tir.load %C[%vi, %vj]
          %product = arith.mulf %a, %b : f16
          %wide = arith.extf %product : f16 to f32
          %sum = arith.addf %c, %wide : f32
          tir.store %sum, %C[%vi, %vj]
        }
      }
    }
  }
}

// Each factor is used once: a reduction that other kernels may join.
// CHECK-LABEL: @square_sum(
//  CHECK-SAME: tir.op_pattern = "reduction"
tir.prim_func @square_sum(%X: !tir.buffer<[a, b], f32>, %Y: !tir.buffer<[a], f32>) {
  %a = sym.value a : !sym.int<a>
  %b = sym.value b : !sym.int<b>
  tir.for %i = 0 to %a {
    tir.for %j = 0 to %b {
      tir.block "s" iters(%vi: spatial [0, %a) = %i, %vj: reduce [0, %b) = %j) {
        tir.init {
          %z = arith.constant 0.0 : f32
          tir.store %z, %Y[%vi]
        }
        %x = tir.load %X[%vi, %vj]
        %q = arith.mulf %x, %x : f32
        %o = tir.load %Y[%vi]
        %y = arith.addf %o, %q : f32
        tir.store %y, %Y[%vi]
      }
    }
  }
}
// CHECK-LABEL: @row_products(
//  CHECK-SAME: tir.op_pattern = "reduction"
tir.prim_func @row_products(%X: !tir.buffer<[a, b], f32>, %W: !tir.buffer<[a, b], f32>, %Y: !tir.buffer<[a], f32>) {
  %a = sym.value a : !sym.int<a>
  %b = sym.value b : !sym.int<b>
  tir.for %i = 0 to %a {
    tir.for %j = 0 to %b {
      tir.block "s" iters(%vi: spatial [0, %a) = %i, %vj: reduce [0, %b) = %j) {
        tir.init {
          %z = arith.constant 0.0 : f32
          tir.store %z, %Y[%vi]
        }
        %x = tir.load %X[%vi, %vj]
        %w = tir.load %W[%vi, %vj]
        %q = arith.mulf %x, %w : f32
        %o = tir.load %Y[%vi]
        %y = arith.addf %o, %q : f32
        tir.store %y, %Y[%vi]
      }
    }
  }
}

// The order of the iterations matters.
// CHECK-LABEL: @running_sum(
//  CHECK-SAME: tir.op_pattern = "opaque"
tir.prim_func @running_sum(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %s = tir.alloc_buffer : !tir.buffer<[], f32>
  tir.for %i = 0 to %n {
    tir.block "step" iters(%vi: opaque [0, %n) = %i) {
      %x = tir.load %X[%vi]
      %y = tir.load %s[]
      %z = arith.addf %x, %y : f32
      tir.store %z, %s[]
      tir.store %z, %Y[%vi]
    }
  }
}

// CHECK-LABEL: @predicate(
//  CHECK-SAME: tir.op_pattern = "opaque"
tir.prim_func @predicate(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %true = arith.constant true
  tir.for %i = 0 to %n {
    tir.block "b" iters(%vi: spatial [0, %n) = %i) where %true {
      %x = tir.load %X[%vi]
      tir.store %x, %Y[%vi]
    }
  }
}

// The last of the iterations that write an element wins.
// CHECK-LABEL: @overwritten(
//  CHECK-SAME: tir.op_pattern = "opaque"
tir.prim_func @overwritten(%X: !tir.buffer<[n, m], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %m = sym.value m : !sym.int<m>
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %m {
      %x = tir.load %X[%i, %j]
      tir.store %x, %Y[%i]
    }
  }
}

// In place at another place.
// CHECK-LABEL: @moves_in_place(
//  CHECK-SAME: tir.op_pattern = "opaque"
tir.prim_func @moves_in_place(%X: !tir.buffer<[n, n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %n {
      %x = tir.load %X[%j, %i]
      tir.store %x, %X[%i, %j]
    }
  }
}

// Code between loops, parallel loops, conditions.
// CHECK-LABEL: @between(
//  CHECK-SAME: tir.op_pattern = "opaque"
tir.prim_func @between(%X: !tir.buffer<[n, 2], f32>, %Y: !tir.buffer<[n, 2], f32>) {
  %n = sym.value n : !sym.int<n>
  %zero = arith.constant 0 : index
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i, %zero]
    tir.for %j = 0 to 2 {
      tir.store %x, %Y[%i, %j]
    }
  }
}
// CHECK-LABEL: @parallel(
//  CHECK-SAME: tir.op_pattern = "opaque"
tir.prim_func @parallel(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for parallel %i = 0 to %n {
    %x = tir.load %X[%i]
    tir.store %x, %Y[%i]
  }
}

// What the author says stays. A declaration says nothing.
// CHECK-LABEL: @told(
//  CHECK-SAME: tir.op_pattern = "opaque"
tir.prim_func @told(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) attributes {tir.op_pattern = "opaque"} {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i]
    tir.store %x, %Y[%i]
  }
}
// CHECK-LABEL: @declared(
//   CHECK-NOT: tir.op_pattern
tir.prim_func private @declared(!tir.buffer<[n], f32>, !tir.buffer<[n], f32>)

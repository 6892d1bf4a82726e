// RUN: relax-opt %s -split-input-file -verify-diagnostics --relax-default-pipeline

// A kernel that a user wrote is checked before it becomes code: here iterations that run at the same time would
// accumulate into one element.
tir.prim_func @total(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[], f32>) {
  %n = sym.value n : !sym.int<n>
  // expected-note @below {{the loop is here}}
  tir.for parallel %i = 0 to %n {
    // expected-error @below {{binds reduce variable}}
    tir.block "total" iters(%v: reduce [0, %n) = %i) {
      tir.init {
        %zero = arith.constant 0.0 : f32
        tir.store %zero, %Y[]
      }
      %x = tir.load %X[%v]
      %y = tir.load %Y[]
      %s = arith.addf %x, %y : f32
      tir.store %s, %Y[]
    }
  }
}
relax.func @main(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[], f32> {
  %0 = relax.call_tir @total(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[], f32>
  relax.return %0
}

// -----

// An index that leaves its buffer.
tir.prim_func @next(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    tir.block "next" iters(%v: spatial [0, %n) = %i) {
      %c1 = arith.constant 1 : index
      %next = arith.addi %v, %c1 : index
      // expected-error @below {{must be in [0, n), got 1 to n}}
      %x = tir.load %X[%next]
      tir.store %x, %Y[%v]
    }
  }
}
relax.func @main(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @next(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}

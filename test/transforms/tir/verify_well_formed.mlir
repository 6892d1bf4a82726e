// RUN: relax-opt %s --tir-verify-well-formed --split-input-file --verify-diagnostics

// Kernels that keep every rule: nothing is said. Names tell the case.

tir.prim_func @good_matmul(%A: !tir.buffer<[n, k], f32>, %B: !tir.buffer<[k, 16], f32>, %C: !tir.buffer<[n, 16], f32>) {
  %n = sym.value n : !sym.int<n>
  %k = sym.value k : !sym.int<k>
  tir.for parallel %i = 0 to %n {
    tir.for %kk = 0 to %k {
      tir.for vectorized %j = 0 to 16 {
        tir.block "C" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 16) = %j, %vk: reduce [0, %k) = %kk) {
          tir.reads %A[%vi, %vk]
          tir.reads %B[%vk, %vj]
          tir.writes %C[%vi, %vj]
          tir.init {
            %zero = arith.constant 0.0 : f32
            tir.store %zero, %C[%vi, %vj]
          }
          %a = tir.load %A[%vi, %vk]
          %b = tir.load %B[%vk, %vj]
          %c = tir.load %C[%vi, %vj]
          %p = arith.mulf %a, %b : f32
          %s = arith.addf %c, %p : f32
          tir.store %s, %C[%vi, %vj]
        }
      }
    }
  }
}

// A split loop: the bindings are i0 * 4 + i1, in range because n is a multiple of 4.
tir.prim_func @good_split(%X: !tir.buffer<[4 * m], f32>, %Y: !tir.buffer<[m], f32>) {
  %m = sym.value m : !sym.int<m>
  %n = sym.value 4 * m : !sym.int<4 * m>
  %c4 = arith.constant 4 : index
  %one = arith.constant 1.0 : f32
  tir.for %i0 = 0 to %m {
    tir.for %i1 = 0 to 4 {
      %base = arith.muli %i0, %c4 : index
      %i = arith.addi %base, %i1 : index
      tir.block "X" iters(%v: spatial [0, %n) = %i) {
        tir.store %one, %X[%v]
      }
    }
  }
}

// What nobody can decide passes: n against m, a broadcast that is decided at run time.
tir.prim_func @good_unknown(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[m], f32>) {
  %m = sym.value m : !sym.int<m>
  tir.for %i = 0 to %m {
    tir.block "copy" iters(%v: spatial [0, %m) = %i) {
      tir.reads %X[%v]
      tir.writes %Y[%v]
      %x = tir.load %X[%v]
      tir.store %x, %Y[%v]
    }
  }
}

// A predicate, a condition and an empty loop are nobody's mistake.
tir.prim_func @good_guarded(%X: !tir.buffer<[n], f32>, %x: f32) {
  %n = sym.value n : !sym.int<n>
  %n1 = sym.value n + 1 : !sym.int<n + 1>
  %size = sym.to_index %n : !sym.int<n> -> index
  tir.for %i = 0 to %n1 {
    %inside = arith.cmpi ult, %i, %size : index
    tir.block "guarded" iters(%v: spatial [0, %n) = %i) where %inside {
      tir.store %x, %X[%v]
    }
    scf.if %inside {
      tir.store %x, %X[%i]
    }
  }
  tir.for %i = 0 to 0 {
    tir.store %x, %X[%i]
  }
}

// Whole buffers, regions larger than one element, local memory.
tir.prim_func @good_regions(%X: !tir.buffer<[n, 4], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0.0 : f32
  tir.for %i = 0 to %n {
    tir.block "row" iters(%v: spatial [0, %n) = %i) {
      tir.reads %X[%v, %c0 : 4]
      tir.writes %Y
      %local = tir.alloc_buffer : !tir.buffer<[1], f32>
      tir.store %zero, %local[%c0]
      tir.for %j = 0 to 4 {
        %x = tir.load %X[%v, %j]
        %s = tir.load %local[%c0]
        %t = arith.addf %s, %x : f32
        tir.store %t, %local[%c0]
      }
      %r = tir.load %local[%c0]
      tir.store %r, %Y[%v]
    }
  }
}

tir.prim_func private @good_declaration(%X: !tir.buffer<[n], f32>)

// -----

tir.prim_func @binding_above(%X: !tir.buffer<[n], f32>, %x: f32) {
  %n = sym.value n : !sym.int<n>
  %n1 = sym.value n + 1 : !sym.int<n + 1>
  tir.for %i = 0 to %n1 {
    // expected-error @+1 {{'tir.block' op 'b' binds iteration variable 0 outside of its domain [0, n), got 0 to n}}
    tir.block "b" iters(%v: spatial [0, %n) = %i) {
      tir.store %x, %X[%v]
    }
  }
}

// -----

tir.prim_func @binding_below(%X: !tir.buffer<[8], f32>, %x: f32) {
  %c7 = arith.constant 7 : index
  tir.for %i = 0 to 9 {
    %j = arith.subi %c7, %i : index
    // expected-error @+1 {{'b' binds iteration variable 0 outside of its domain [0, 8), got -1 to 7}}
    tir.block "b" iters(%v: spatial [0, 8) = %j) {
      tir.store %x, %X[%v]
    }
  }
}

// -----

tir.prim_func @index_above(%X: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %c1 = arith.constant 1 : index
  tir.for %i = 0 to %n {
    tir.block "shift" iters(%v: spatial [0, %n) = %i) {
      %next = arith.addi %v, %c1 : index
      // expected-error @+1 {{'tir.load' op index of dimension 0 of 'X' must be in [0, n), got 1 to n}}
      %x = tir.load %X[%next]
      tir.store %x, %X[%v]
    }
  }
}

// -----

tir.prim_func @index_below(%X: !tir.buffer<[4, 4], f32>, %x: f32) {
  %c0 = arith.constant 0 : index
  %m1 = arith.constant -1 : index
  // expected-error @+1 {{'tir.store' op index of dimension 1 of 'X' must be in [0, 4), got -1}}
  tir.store %x, %X[%c0, %m1]
}

// -----

tir.prim_func @index_of_local(%x: f32) {
  %local = tir.alloc_buffer : !tir.buffer<[2], f32>
  %c2 = arith.constant 2 : index
  // expected-error @+1 {{index of dimension 0 of 'a local buffer' must be in [0, 2), got 2}}
  tir.store %x, %local[%c2]
}

// -----

tir.prim_func @undeclared_read(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    tir.block "b" iters(%v: spatial [0, %n) = %i) {
      tir.writes %Y[%v]
      // expected-error @+1 {{in block 'b': 'X' is read, but no 'tir.reads' declares it}}
      %x = tir.load %X[%v]
      tir.store %x, %Y[%v]
    }
  }
}

// -----

tir.prim_func @undeclared_write(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    tir.block "b" iters(%v: spatial [0, %n) = %i) {
      tir.reads %X[%v]
      %x = tir.load %X[%v]
      // expected-error @+1 {{in block 'b': 'Y' is written, but no 'tir.writes' declares it}}
      tir.store %x, %Y[%v]
    }
  }
}

// -----

tir.prim_func @uncovered_read(%X: !tir.buffer<[n, 8], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %c0 = arith.constant 0 : index
  tir.for %i = 0 to %n {
    tir.block "b" iters(%v: spatial [0, %n) = %i) {
      tir.reads %X[%v, %c0 : 4]
      tir.writes %Y[%v]
      tir.for %j = 0 to 8 {
        // expected-error @+1 {{in block 'b': an element of 'X' is read that no 'tir.reads' covers}}
        %x = tir.load %X[%v, %j]
        tir.store %x, %Y[%v]
      }
    }
  }
}

// -----

tir.prim_func @uncovered_write(%X: !tir.buffer<[n], f32>, %x: f32) {
  %n = sym.value n : !sym.int<n>
  %m = sym.value n - 1 : !sym.int<n - 1>
  %c1 = arith.constant 1 : index
  tir.for %i = 0 to %m {
    tir.block "b" iters(%v: spatial [0, %m) = %i) {
      tir.writes %X[%v]
      %next = arith.addi %v, %c1 : index
      // expected-error @+1 {{in block 'b': an element of 'X' is written that no 'tir.writes' covers}}
      tir.store %x, %X[%next]
    }
  }
}

// -----

tir.prim_func @reduce_place(%X: !tir.buffer<[k], f32>, %Y: !tir.buffer<[k], f32>) {
  %k = sym.value k : !sym.int<k>
  tir.for %i = 0 to %k {
    tir.block "b" iters(%v: reduce [0, %k) = %i) {
      %x = tir.load %X[%v]
      %y = tir.load %Y[%v]
      %s = arith.addf %x, %y : f32
      // expected-error @+1 {{'tir.store' op in block 'b' must not depend on a reduce variable, dimension 0 of 'Y' does}}
      tir.store %s, %Y[%v]
    }
  }
}

// -----

tir.prim_func @reduce_forgets(%X: !tir.buffer<[k], f32>, %Y: !tir.buffer<[], f32>) {
  %k = sym.value k : !sym.int<k>
  tir.for %i = 0 to %k {
    tir.block "b" iters(%v: reduce [0, %k) = %i) {
      %x = tir.load %X[%v]
      // expected-error @+1 {{'tir.store' op in block 'b' must accumulate: 'Y' is never read}}
      tir.store %x, %Y[]
    }
  }
}

// -----

tir.prim_func @reduce_in_parallel(%X: !tir.buffer<[k], f32>, %Y: !tir.buffer<[], f32>) {
  %k = sym.value k : !sym.int<k>
  // expected-note @+1 {{the loop is here}}
  tir.for parallel %i = 0 to %k {
    // expected-error @+1 {{'b' binds reduce variable 0 to a loop whose iterations run at the same time, of kind 'parallel'}}
    tir.block "b" iters(%v: reduce [0, %k) = %i) {
      %x = tir.load %X[%v]
      %y = tir.load %Y[]
      %s = arith.addf %x, %y : f32
      tir.store %s, %Y[]
    }
  }
}

// -----

tir.prim_func @init_elsewhere(%X: !tir.buffer<[k], f32>, %Y: !tir.buffer<[4], f32>, %Z: !tir.buffer<[4], f32>, %zero: f32) {
  %k = sym.value k : !sym.int<k>
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  tir.for %i = 0 to %k {
    tir.block "b" iters(%v: reduce [0, %k) = %i) {
      tir.init {
        // expected-error @+1 {{'tir.store' op in the init of block 'b' writes 'Z', which the block does not update}}
        tir.store %zero, %Z[%c0]
        // expected-error @+1 {{'tir.store' op in the init of block 'b' writes another element of 'Y' than the block updates}}
        tir.store %zero, %Y[%c1]
      }
      %x = tir.load %X[%v]
      %y = tir.load %Y[%c0]
      %s = arith.addf %x, %y : f32
      tir.store %s, %Y[%c0]
    }
  }
}

// -----

tir.prim_func @thread_twice() {
  // expected-note @+1 {{the other loop is here}}
  tir.for thread_binding "threadIdx.x" %i = 0 to 4 {
    tir.for %j = 0 to 4 {
      // expected-error @+1 {{'tir.for' op bound to 'threadIdx.x' must not stand inside of another loop bound to it}}
      tir.for thread_binding "threadIdx.x" %k = 0 to 4 {
      }
    }
  }
}

// -----

// Every failure of a function is reported, and other functions are checked as well.
tir.prim_func @several(%X: !tir.buffer<[2], f32>, %x: f32) {
  %c2 = arith.constant 2 : index
  // expected-error @+1 {{index of dimension 0 of 'X' must be in [0, 2), got 2}}
  tir.store %x, %X[%c2]
  // expected-error @+1 {{index of dimension 0 of 'X' must be in [0, 2), got 2}}
  tir.store %x, %X[%c2]
}

// -----

// The one region of a buffer has to cover it for every instance; several may share the instances.
tir.prim_func @same_element(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[8], f32>) {
  tir.for %i = 0 to 8 {
    tir.block "b" iters(%vi: spatial [0, 8) = %i) {
      %zero = arith.constant 0 : index
      tir.reads %X[%zero]
      tir.writes %Y[%vi]
      // expected-error @+1 {{in block 'b': an element of 'X' is read that no 'tir.reads' covers}}
      %x = tir.load %X[%vi]
      tir.store %x, %Y[%vi]
    }
  }
}
tir.prim_func @two_regions(%X: !tir.buffer<[8], f32>, %Y: !tir.buffer<[8], f32>) {
  tir.for %i = 0 to 8 {
    tir.block "b" iters(%vi: spatial [0, 8) = %i) {
      %zero = arith.constant 0 : index
      %four = arith.constant 4 : index
      tir.reads %X[%zero : 4]
      tir.reads %X[%four : 4]
      tir.writes %Y[%vi]
      %x = tir.load %X[%vi]
      tir.store %x, %Y[%vi]
    }
  }
}
tir.prim_func @predicate(%X: !tir.buffer<[8], f32>, %Y: !tir.buffer<[8], f32>) {
  %zero = arith.constant 0 : index
  tir.for %i = 0 to 8 {
    %first = arith.cmpi eq, %i, %zero : index
    tir.block "b" iters(%vi: spatial [0, 8) = %i) where %first {
      tir.reads %X[%zero]
      tir.writes %Y[%vi]
      %x = tir.load %X[%vi]
      tir.store %x, %Y[%vi]
    }
  }
}

// RUN: relax-opt %s --split-input-file --verify-diagnostics

// expected-error @+1 {{dimension 1 of a buffer must be known, got '?'}}
tir.prim_func private @f(%X: !tir.buffer<[n, ?], f32>)

// -----

// expected-error @+1 {{dimension 0 of a buffer must not be negative, got -3}}
tir.prim_func private @f(%X: !tir.buffer<[-3], f32>)

// -----

// expected-error @+1 {{element of a buffer must be an integer, index or float, got 'tensor<2xf32>'}}
tir.prim_func private @f(%X: !tir.buffer<[3], tensor<2xf32>>)

// -----

// expected-error @+1 {{buffer must have one stride for each dimension, got 1 strides and 2 dimensions}}
tir.prim_func private @f(%X: !tir.buffer<[n, m], f32, strides [1]>)

// -----

// expected-error @+1 {{stride 0 of a buffer must be known, got '?'}}
tir.prim_func private @f(%X: !tir.buffer<[n], f32, strides [?]>)

// -----

// expected-error @+1 {{offset of a buffer must not be negative, got -1}}
tir.prim_func private @f(%X: !tir.buffer<[n], f32, offset -1>)

// -----

// expected-error @+1 {{scope of a buffer must not be empty}}
tir.prim_func private @f(%X: !tir.buffer<[n], f32, scope "">)

// -----

// expected-error @+1 {{'offset' is given twice}}
tir.prim_func private @f(%X: !tir.buffer<[n], f32, offset 1, offset 2>)

// -----

// expected-error @+1 {{expected 'strides', 'offset' or 'scope', got 'layout'}}
tir.prim_func private @f(%X: !tir.buffer<[n], f32, layout 1>)

// -----

// expected-error @+1 {{kernel must have no results, got 1}}
tir.prim_func private @f(%X: !tir.buffer<[n], f32>) -> f32

// -----

// expected-error @+1 {{'tir.prim_func' op must have no results, got 1}}
"tir.prim_func"() <{sym_name = "f", function_type = () -> f32}> ({}) : () -> ()

// -----

// expected-error @+1 {{parameter 0 must be a buffer, a `!sym.int` or a scalar, got 'tensor<4xf32>'}}
tir.prim_func private @f(%X: tensor<4xf32>)

// -----

// expected-error @+1 {{must have one name for each parameter, got 2 names and 1 parameters}}
tir.prim_func private @f(%X: f32) attributes {arg_names = ["a", "b"]}

// -----

// expected-error @+1 {{attribute 'sym_name' is given by the signature}}
tir.prim_func private @f(%X: f32) attributes {sym_name = "g"}

// -----

tir.prim_func @f(%X: !tir.buffer<[n], f32>) {
  // expected-error @+1 {{expected 'serial', 'parallel', 'vectorized', 'unrolled' or 'thread_binding', got 'fast'}}
  tir.for fast %i = 0 to 4 {
  }
}

// -----

tir.prim_func @f(%X: !tir.buffer<[n], f32>) {
  // expected-error @+1 {{bound must be a literal, an `index` or a `!sym.int`, got '!tir.buffer<[n], f32>'}}
  tir.for %i = 0 to %X {
  }
}

// -----

tir.prim_func @f(%X: !tir.buffer<[n], f32>) {
  // expected-error @+1 {{'%n' must be defined before this use, whose type is taken from the definition}}
  tir.for %i = 0 to %n {
  }
}

// -----

tir.prim_func @f() {
  // expected-error @+1 {{step must be positive, got 0}}
  tir.for %i = 0 to 4 step 0 {
  }
}

// -----

tir.prim_func @f() {
  // expected-error @+1 {{thread must be blockIdx, threadIdx or vthread with .x, .y or .z, got 'warp'}}
  tir.for thread_binding "warp" %i = 0 to 4 {
  }
}

// -----

tir.prim_func @f() {
  // expected-error @+1 {{of kind 'thread_binding' must name a thread}}
  "tir.for"() <{kind = #tir.for_kind<thread_binding>, static_lower = 0 : i64, static_upper = 4 : i64, operandSegmentSizes = array<i32: 0, 0>}> ({
  ^bb0(%i: index):
    tir.yield
  }) : () -> ()
}

// -----

tir.prim_func @f() {
  // expected-error @+1 {{of kind 'serial' must not name a thread, got 'threadIdx.x'}}
  "tir.for"() <{thread = "threadIdx.x", static_lower = 0 : i64, static_upper = 4 : i64, operandSegmentSizes = array<i32: 0, 0>}> ({
  ^bb0(%i: index):
    tir.yield
  }) : () -> ()
}

// -----

tir.prim_func @f() {
  // expected-error @+1 {{upper bound must be either a literal or an operand, got neither}}
  "tir.for"() <{static_lower = 0 : i64, operandSegmentSizes = array<i32: 0, 0>}> ({
  ^bb0(%i: index):
    tir.yield
  }) : () -> ()
}

// -----

tir.prim_func @f(%n: index) {
  // expected-error @+1 {{lower bound must be either a literal or an operand, got both}}
  "tir.for"(%n) <{static_lower = 0 : i64, static_upper = 4 : i64, operandSegmentSizes = array<i32: 1, 0>}> ({
  ^bb0(%i: index):
    tir.yield
  }) : (index) -> ()
}

// -----

tir.prim_func @f() {
  // expected-error @+1 {{body must have one argument of type `index`}}
  "tir.for"() <{static_lower = 0 : i64, static_upper = 4 : i64, operandSegmentSizes = array<i32: 0, 0>}> ({
    tir.yield
  }) : () -> ()
}

// -----

tir.prim_func @f(%i: index) {
  // expected-error @+1 {{expected 'spatial', 'reduce' or 'opaque', got 'scan'}}
  tir.block "b" iters(%v: scan [0, 4) = %i) {
  }
}

// -----

tir.prim_func @f(%i: index) {
  // expected-error @+1 {{domain of iteration variable 0 must not end before it begins, got [4, 2)}}
  tir.block "b" iters(%v: spatial [4, 2) = %i) {
  }
}

// -----

tir.prim_func @f(%i: index) {
  // expected-error @+1 {{must have a lower bound, an upper bound and a binding for each of its 1 iteration variables, got 0, 1 and 1}}
  "tir.block"(%i) <{block_name = "b", kinds = [#tir.iter_kind<spatial>], static_lowers = array<i64>, static_uppers = array<i64: 4>, operandSegmentSizes = array<i32: 0, 0, 1, 0>}> ({
  ^bb0(%v: index):
    tir.yield
  }) : (index) -> ()
}

// -----

tir.prim_func @f(%i: index) {
  // expected-error @+1 {{must have one operand for each lower bound that is no literal, got 1 operands and 0 such bounds}}
  "tir.block"(%i, %i) <{block_name = "b", kinds = [#tir.iter_kind<spatial>], static_lowers = array<i64: 0>, static_uppers = array<i64: 4>, operandSegmentSizes = array<i32: 1, 0, 1, 0>}> ({
  ^bb0(%v: index):
    tir.yield
  }) : (index, index) -> ()
}

// -----

tir.prim_func @f(%i: index) {
  // expected-error @+1 {{must have one operand for each upper bound that is no literal, got 0 operands and 1 such bounds}}
  "tir.block"(%i) <{block_name = "b", kinds = [#tir.iter_kind<spatial>], static_lowers = array<i64: 0>, static_uppers = array<i64: -9223372036854775808>, operandSegmentSizes = array<i32: 0, 0, 1, 0>}> ({
  ^bb0(%v: index):
    tir.yield
  }) : (index) -> ()
}

// -----

tir.prim_func @f(%i: index) {
  // expected-error @+1 {{body must have one argument of type `index` for each of its 1 iteration variables}}
  "tir.block"(%i) <{block_name = "b", kinds = [#tir.iter_kind<spatial>], static_lowers = array<i64: 0>, static_uppers = array<i64: 4>, operandSegmentSizes = array<i32: 0, 0, 1, 0>}> ({
    tir.yield
  }) : (index) -> ()
}

// -----

tir.prim_func @f(%i: index) {
  tir.block "b" iters(%v: spatial [0, 4) = %i) {
    // expected-error @+1 {{'tir.init' op must stand in a block that has a reduce variable}}
    tir.init {
    }
  }
}

// -----

tir.prim_func @f(%i: index) {
  // expected-error @+1 {{must have at most one 'tir.init'}}
  tir.block "b" iters(%v: reduce [0, 4) = %i) {
    tir.init {
    }
    tir.init {
    }
  }
}

// -----

tir.prim_func @f(%X: !tir.buffer<[4], f32>, %x: f32, %i: index) {
  tir.block "b" iters(%v: reduce [0, 4) = %i) {
    tir.init {
      // expected-error @+1 {{'tir.store' op in 'tir.init' must not use reduce variable 0 of block 'b'}}
      tir.store %x, %X[%v]
    }
  }
}

// -----

tir.prim_func @f(%i: index) {
  tir.block "b" iters(%v: reduce [0, 4) = %i) {
    // expected-error @+1 {{'tir.init' op body must have no arguments, got 1}}
    tir.init {
    ^bb0(%a: index):
    }
  }
}

// -----

tir.prim_func @f() {
  // expected-error @+1 {{'tir.init' op expects parent op 'tir.block'}}
  tir.init {
  }
}

// -----

tir.prim_func @f(%X: !tir.buffer<[4], f32>) {
  // expected-error @+1 {{'tir.reads' op expects parent op 'tir.block'}}
  tir.reads %X
}

// -----

tir.prim_func @f(%X: !tir.buffer<[4], f32>, %i: index) {
  tir.block "b" {
    // expected-error @+1 {{extent of dimension 0 must not be negative, got -2}}
    tir.writes %X[%i : -2]
  }
}

// -----

tir.prim_func @f(%X: !tir.buffer<[4], f32>, %i: index) {
  tir.block "b" {
    // expected-error @+1 {{must have one index for each dimension, got 2 indices and 1 dimensions}}
    tir.reads %X[%i, %i]
  }
}

// -----

tir.prim_func @f(%X: !tir.buffer<[4], f32>, %i: index) {
  tir.block "b" {
    // expected-error @+1 {{must have one extent for each offset, got 2 extents and 1 offsets}}
    "tir.reads"(%X, %i) <{static_extents = array<i64: 1, 1>, operandSegmentSizes = array<i32: 1, 1, 0>}> : (!tir.buffer<[4], f32>, index) -> ()
  }
}

// -----

tir.prim_func @f(%X: !tir.buffer<[4], f32>, %i: index) {
  tir.block "b" {
    // expected-error @+1 {{must have one operand for each extent that is no literal, got 1 operands and 0 such extents}}
    "tir.reads"(%X, %i, %i) <{static_extents = array<i64: 1>, operandSegmentSizes = array<i32: 1, 1, 1>}> : (!tir.buffer<[4], f32>, index, index) -> ()
  }
}

// -----

tir.prim_func @f(%X: !tir.buffer<[4], f32>, %i: index) {
  // expected-error @+1 {{'tir.load' op must have one index for each dimension, got 2 indices and 1 dimensions}}
  %x = tir.load %X[%i, %i]
}

// -----

tir.prim_func @f(%X: !tir.buffer<[4, 4], f32>, %x: f32, %i: index) {
  // expected-error @+1 {{'tir.store' op must have one index for each dimension, got 1 indices and 2 dimensions}}
  tir.store %x, %X[%i]
}

// -----

tir.prim_func @f(%X: !tir.buffer<[4], ui8>, %i: index) {
  // expected-error @+1 {{the result is an element of the buffer, without sign}}
  %x = "tir.load"(%X, %i) : (!tir.buffer<[4], ui8>, index) -> ui8
}

// -----

tir.prim_func @f(%X: !tir.buffer<[4], ui8>, %x: i16, %i: index) {
  // expected-error @+1 {{the value is an element of the buffer, without sign}}
  "tir.store"(%x, %X, %i) : (i16, !tir.buffer<[4], ui8>, index) -> ()
}

// -----

tir.prim_func @f(%x: f32, %i: index) {
  // expected-error @+1 {{expected a buffer, got 'f32'}}
  %y = tir.load %x[%i]
}

// -----

tir.prim_func @f(%i: index, %b: i1) {
  // expected-error @+1 {{must have one value for each {} of its message, got 1 values and 2 places}}
  tir.assert %b, "{} and {}" (%i)
}

// -----

tir.prim_func @f(%b: i1) {
  // expected-error @+1 {{must have a message without zero bytes}}
  tir.assert %b, "a\00b"
}

// -----

tir.prim_func @f() {
  // expected-error @+1 {{must yield a buffer without strides and offset}}
  %b = tir.alloc_buffer : !tir.buffer<[4], f32, strides [2]>
}

// -----

tir.prim_func @f(%X: !tir.buffer<[n], f32>) {
  // expected-error @+1 {{'m'}}
  %b = tir.alloc_buffer : !tir.buffer<[m], f32>
}

// -----

tir.prim_func @f(%X: !tir.buffer<[n], f32>) {
  // expected-error @+1 {{element types of buffer and view must be equal}}
  %x = tir.flat_view %X : !tir.buffer<[n], f32> -> memref<?xf16>
}

// -----

tir.prim_func @f() {
  // expected-error @+1 {{literal is out of range}}
  tir.for %i = -9223372036854775808 to 4 {
  }
}

// -----

tir.prim_func @f() {
  // expected-error @+1 {{body must be a single block}}
  tir.for %i = 0 to 4 {
    tir.yield
  ^next:
    tir.yield
  }
}

// -----

// expected-error @+1 {{'scope' is given twice}}
tir.prim_func private @f(%X: !tir.buffer<[n], f32, scope "a", scope "b">)

// -----

// Symbols have one definition: a parameter that repeats a symbol uses it, an operation may not define it again.
// expected-note @+1 {{the first definition is in the signature}}
tir.prim_func @f(%X: !tir.buffer<[n], f32>, %i: index) {
  // expected-error @+1 {{'n'}}
  %n = sym.from_index %i symbols ["n"] : !sym.int<n>
}

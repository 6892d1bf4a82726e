// RUN: relax-opt %s --convert-tir-to-gpu --split-input-file --verify-diagnostics

tir.prim_func @not_flat(%X: !tir.buffer<[4], f32>) {
  tir.for thread_binding "threadIdx.x" %i = 0 to 4 {
    // expected-error @below {{buffer parameter is used by tir.load: run tir-lower-blocks and tir-flatten-buffers first}}
    %x = tir.load %X[%i]
  }
}

// -----

tir.prim_func @no_thread(%X: !tir.buffer<[4], f32>) {
  // expected-error @below {{statement runs on no thread: bind its loops (see tir-bind-default-threads)}}
  tir.for %i = 0 to 4 {
  }
}

// -----

tir.prim_func @first(%X: !tir.buffer<[4], f32>) {
  // expected-error @below {{a loop bound to "blockIdx.x" must start at 0 and have step 1}}
  tir.for thread_binding "blockIdx.x" %i = 1 to 4 {
  }
}

// -----

tir.prim_func @dynamic_block(%X: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  // expected-error @below {{a loop bound to "threadIdx.x" must have a constant extent}}
  tir.for thread_binding "threadIdx.x" %i = 0 to %n {
  }
}

// -----

tir.prim_func @late_extent(%X: !tir.buffer<[n], f32>) {
  tir.for thread_binding "threadIdx.x" %t = 0 to 4 {
    // expected-error @below {{the extent of a loop bound to "blockIdx.x" must be known where the function starts}}
    tir.for thread_binding "blockIdx.x" %i = 0 to %t {
    }
  }
}

// -----

tir.prim_func @two_extents(%X: !tir.buffer<[n], f32>) {
  tir.for thread_binding "blockIdx.x" %b = 0 to 2 {
    tir.for thread_binding "threadIdx.x" %t = 0 to 4 {
    }
    // expected-error @below {{loops bound to "threadIdx.x" in one kernel must have the same extent}}
    tir.for thread_binding "threadIdx.x" %t = 0 to 8 {
    }
  }
}

// -----

tir.prim_func @stack(%X: !tir.buffer<[4], f32>) {
  // expected-error @below {{a local buffer that outlives a launch cannot be on the stack: run tir-flatten-buffers with max-stack-bytes=0}}
  %a = memref.alloca() : memref<4xf32>
}

// RUN: relax-opt %s --convert-tir-to-llvm --split-input-file --verify-diagnostics

tir.prim_func @block(%X: !tir.buffer<[4], f32>) {
  tir.for %i = 0 to 4 {
    // expected-error @below {{tir.block is still there: run tir-lower-blocks and tir-flatten-buffers first}}
    tir.block "b" iters(%vi: spatial [0, 4) = %i) {
    }
  }
}

// -----

tir.prim_func @load(%X: !tir.buffer<[4], f32>) {
  tir.for %i = 0 to 4 {
    // expected-error @below {{tir.load is still there: run tir-lower-blocks and tir-flatten-buffers first}}
    %x = tir.load %X[%i]
  }
}

// -----

tir.prim_func @threads(%X: !tir.buffer<[4], f32>) {
  // expected-error @below {{a loop bound to "threadIdx.x" cannot run here: no thread is launched}}
  tir.for thread_binding "threadIdx.x" %i = 0 to 4 {
  }
}

// -----

// expected-error @below {{a scalar parameter of type 'i128' cannot be passed: it must fit into 64 bits}}
tir.prim_func @wide(%x: i128, %X: !tir.buffer<[4], f32>) {
}

// -----

tir.prim_func @shared(%X: !tir.buffer<[4], f32>) {
  // expected-error @below {{has no place on the cpu}}
  %a = memref.alloc() : memref<4xf32, #gpu.address_space<workgroup>>
}

// -----

tir.prim_func @size(%X: !tir.buffer<[4], f32>) {
  tir.for %i = 0 to 4 {
    // expected-error @below {{the size of a local buffer must be known where the kernel starts}}
    %a = memref.alloc(%i) : memref<?xf32>
  }
}

// -----

tir.prim_func @unknown(%X: !tir.buffer<[4], f32>) {
  // expected-error @below {{failed to legalize operation 'tensor.empty'}}
  %a = tensor.empty() : tensor<4xf32>
}

// -----

// expected-error @below {{a kernel must have no results, got 1: outputs are the last memrefs}}
func.func @results(%A: memref<?xf32>) -> f32 attributes {relax.kernel} {
  %x = arith.constant 0.0 : f32
  return %x : f32
}

// -----

// expected-error @below {{parameter 0 of a kernel must be a memref of identity layout in the default space, got 'memref<4xf32, strided<[2]>>'}}
func.func @layout(%A: memref<4xf32, strided<[2]>>) attributes {relax.kernel} {
  return
}

// -----

// expected-error @below {{parameter 0 of a kernel must be a ranked memref or a scalar, got 'memref<*xf32>'}}
func.func @unranked(%A: memref<*xf32>) attributes {relax.kernel} {
  return
}

// -----

// expected-error @below {{parameter 0 of a kernel must fit into 64 bits and, if a float, have at least 16, got 'i128'}}
func.func @wide_scalar(%A: i128) attributes {relax.kernel} {
  return
}

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

// expected-note @below {{kernels are made of arith, math, scf, affine, memref and vector, and of linalg on memrefs; with types that LLVM has}}
module {
  tir.prim_func @unknown(%X: !tir.buffer<[4], f32>) {
    %c0 = arith.constant 0 : index
    // expected-error @below {{3 ops remain after lowering of kernels to LLVM: tensor.empty (2), tensor.dim (1)}}
    // expected-note @below {{first tensor.empty is here}}
    %a = tensor.empty() : tensor<4xf32>
    %b = tensor.empty(%c0) : tensor<?xf32>
    // expected-note @below {{first tensor.dim is here}}
    %d = tensor.dim %b, %c0 : tensor<?xf32>
  }
}

// -----

// expected-note @below {{kernels are made of}}
module {
  func.func @unknown(%X: memref<4xf32>) attributes {relax.kernel} {
    // expected-error @below {{1 op remains after lowering of kernels to LLVM: tensor.empty (1)}}
    // expected-note @below {{first tensor.empty is here}}
    %a = tensor.empty() : tensor<4xf32>
    return
  }
}

// -----

// expected-note @below {{kernels can load, store and select such elements, and cast their bits (arith.bitcast); compute in f16, bf16 or wider}}
module {
  tir.prim_func @narrow(%X: !tir.buffer<[4], f8E4M3FN>, %Y: !tir.buffer<[4], f8E4M3FN>) {
    %x = tir.flat_view %X : !tir.buffer<[4], f8E4M3FN> -> memref<4xf8E4M3FN>
    %y = tir.flat_view %Y : !tir.buffer<[4], f8E4M3FN> -> memref<4xf8E4M3FN>
    %c0 = arith.constant 0 : index
    %v = memref.load %x[%c0] : memref<4xf8E4M3FN>
    // expected-error @below {{3 ops compute with floats of less than 16 bits, which the cpu does not: arith.extf (2), arith.truncf (1)}}
    // expected-note @below {{first arith.extf is here}}
    %w = arith.extf %v : f8E4M3FN to f32
    %u = arith.extf %v : f8E4M3FN to f16
    %s = arith.addf %w, %w : f32
    // expected-note @below {{first arith.truncf is here}}
    %n = arith.truncf %s : f32 to f8E4M3FN
    memref.store %n, %y[%c0] : memref<4xf8E4M3FN>
  }
}

// -----

// Moved as they are.
tir.prim_func @copied(%X: !tir.buffer<[4], f8E5M2>, %Y: !tir.buffer<[4], f8E5M2>) {
  %x = tir.flat_view %X : !tir.buffer<[4], f8E5M2> -> memref<4xf8E5M2>
  %y = tir.flat_view %Y : !tir.buffer<[4], f8E5M2> -> memref<4xf8E5M2>
  tir.for %i = 0 to 4 {
    %v = memref.load %x[%i] : memref<4xf8E5M2>
    %bits = arith.bitcast %v : f8E5M2 to i8
    %same = arith.bitcast %bits : i8 to f8E5M2
    memref.store %same, %y[%i] : memref<4xf8E5M2>
  }
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

// Element types that Vulkan lacks are refused; CUDA has them all.
// RUN: not relax-opt %s --tir-to-spirv --split-input-file 2>&1 | FileCheck %s
// RUN: relax-opt %s --tir-to-nvvm --split-input-file -o %t

// CHECK: error: buffer 0 of kernel 'half_kernel' has elements of type 'f16', which vulkan without optional features cannot store: only f32 and i32 are supported
tir.prim_func @half(%X: !tir.buffer<[n], f16>) {
  %n = sym.value n : !sym.int<n>
  tir.for parallel %i = 0 to %n {
    %x = tir.load %X[%i]
    tir.store %x, %X[%i]
  }
}

// -----

// CHECK: error: buffer 0 of kernel 'brain_kernel' has elements of type 'bf16'
tir.prim_func @brain(%X: !tir.buffer<[n], bf16>) {
  %n = sym.value n : !sym.int<n>
  tir.for parallel %i = 0 to %n {
    %x = tir.load %X[%i]
    %y = arith.addf %x, %x : bf16
    tir.store %y, %X[%i]
  }
}

// -----

// CHECK: error: buffer 0 of kernel 'bool_kernel' has elements of type 'i1'
tir.prim_func @bool(%X: !tir.buffer<[n], i1>) {
  %n = sym.value n : !sym.int<n>
  tir.for parallel %i = 0 to %n {
    %x = tir.load %X[%i]
    tir.store %x, %X[%i]
  }
}

// -----

// CHECK: error: buffer 0 of kernel 'byte_kernel' has elements of type 'i8'
tir.prim_func @byte(%X: !tir.buffer<[n], i8>) {
  %n = sym.value n : !sym.int<n>
  tir.for parallel %i = 0 to %n {
    %x = tir.load %X[%i]
    tir.store %x, %X[%i]
  }
}

// -----

// CHECK: error: kernel 'wide_kernel' computes with 'i64', which vulkan without optional features lacks: only f32, i32, i1 and index are supported
tir.prim_func @wide(%X: !tir.buffer<[n], i32>) {
  %n = sym.value n : !sym.int<n>
  tir.for parallel %i = 0 to %n {
    %x = tir.load %X[%i]
    %y = arith.extsi %x : i32 to i64
    %z = arith.trunci %y : i64 to i32
    tir.store %z, %X[%i]
  }
}

// -----

// CHECK: error: a scalar parameter must be index or have 32 bits to reach a kernel through a storage buffer, got 'f64'
tir.prim_func @scalar(%f: f64, %X: !tir.buffer<[n], f32>) {
}

// RUN: relax-opt %s -split-input-file -verify-diagnostics -relax-lower-calls

func.func private @two(memref<?xf32>, memref<?x?xf32>)
relax.func @unknown_size(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[?, n], f32> {
  // expected-error @+1 {{symbol 'd1' of 'two' is not determined by the call: the dimension it stands for must have a name, got '?' (see relax-name-unknown-dims)}}
  %0 = relax.call_tir @two(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[?, n], f32>
  relax.return %0 : !relax.tensor<[?, n], f32>
}

// -----

// A tensor is a value: a kernel that writes an input would change what the caller holds, be it a parameter or a constant.

tir.prim_func @two(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    tir.block "b" iters(%vi: spatial [0, %n) = %i) {
      %x = tir.load %X[%vi]
      %y = arith.addf %x, %x : f32
      // expected-note @+1 {{written here}}
      tir.store %y, %X[%vi]
      tir.store %x, %Y[%vi]
    }
  }
}
relax.func @tir_kernel(%x: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  // expected-error @+1 {{'relax.call_tir' op callee @two writes its input 0; a kernel may write its outputs only: use relax.call_tir_inplace, or a local buffer}}
  %0 = relax.call_tir @two(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %x, %0 : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>
}

// -----

func.func @first(%x: memref<?xf32>, %y: memref<?xf32>) {
  %0 = arith.constant 0 : index
  %1 = memref.load %x[%0] : memref<?xf32>
  memref.store %1, %y[%0] : memref<?xf32>
  // expected-note @+1 {{written here}}
  memref.store %1, %x[%0] : memref<?xf32>
  return
}
relax.func @memref_kernel() -> !relax.tensor<[2], f32> {
  %0 = relax.constant dense<[1.0, 2.0]> : tensor<2xf32>
  // expected-error @+1 {{'relax.call_tir' op callee @first writes its input 0; a kernel may write its outputs only}}
  %1 = relax.call_tir @first(%0) : (!relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
  relax.return %1 : !relax.tensor<[2], f32>
}

// -----

// Through a view.
tir.prim_func @flat(%X: !tir.buffer<[4], f32>, %Y: !tir.buffer<[4], f32>) {
  %x = tir.flat_view %X : !tir.buffer<[4], f32> -> memref<?xf32>
  %0 = arith.constant 0 : index
  %1 = memref.load %x[%0] : memref<?xf32>
  // expected-note @+1 {{written here}}
  memref.store %1, %x[%0] : memref<?xf32>
}
relax.func @through_a_view(%x: !relax.tensor<[4], f32>) -> !relax.tensor<[4], f32> {
  // expected-error @+1 {{'relax.call_tir_with_grad' op callee @flat writes its input 0; a kernel may write its outputs only: use relax.call_tir_inplace, or a local buffer}}
  %0 = relax.call_tir_with_grad @flat(%x) grad "flat_grad" : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
  relax.return %0 : !relax.tensor<[4], f32>
}

// -----

// The first operand may be written, the second may not; another call of the same kernel with both in place is right.
tir.prim_func @both(%X: !tir.buffer<[4], f32>, %Y: !tir.buffer<[4], f32>) {
  tir.for %i = 0 to 4 {
    %x = tir.load %X[%i]
    tir.store %x, %X[%i]
    // expected-note @+1 {{written here}}
    tir.store %x, %Y[%i]
  }
}
relax.func @allowed(%x: !relax.tensor<[4], f32>, %y: !relax.tensor<[4], f32>) -> (!relax.tensor<[4], f32>, !relax.tensor<[4], f32>) {
  %0:2 = relax.call_tir_inplace @both(%x, %y) inplace [0, 1]
      : (!relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> (!relax.tensor<[4], f32>, !relax.tensor<[4], f32>)
  relax.return %0#0, %0#1 : !relax.tensor<[4], f32>, !relax.tensor<[4], f32>
}
relax.func @one_of_two(%x: !relax.tensor<[4], f32>, %y: !relax.tensor<[4], f32>) -> !relax.tensor<[4], f32> {
  // expected-error @+1 {{'relax.call_tir_inplace' op callee @both writes its input 1; a kernel may write its outputs only: name the input in inplace_indices, or use a local buffer}}
  %0 = relax.call_tir_inplace @both(%x, %y) inplace [0]
      : (!relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
  relax.return %0 : !relax.tensor<[4], f32>
}

// -----

// Through a function that the kernel calls, which calls itself, and what it returns.
func.func private @pass(%n: index, %x: memref<?xf32>) -> memref<?xf32> {
  %0 = func.call @pass(%n, %x) : (index, memref<?xf32>) -> memref<?xf32>
  return %x : memref<?xf32>
}
func.func @through_a_call(%x: memref<?xf32>, %y: memref<?xf32>) {
  %0 = arith.constant 0 : index
  %1 = func.call @pass(%0, %x) : (index, memref<?xf32>) -> memref<?xf32>
  %2 = memref.load %x[%0] : memref<?xf32>
  // expected-note @+1 {{written here}}
  memref.store %2, %1[%0] : memref<?xf32>
  return
}
func.func private @fill(%x: memref<?xf32>) {
  %0 = arith.constant 0 : index
  %1 = arith.constant 0.0 : f32
  memref.store %1, %x[%0] : memref<?xf32>
  return
}
func.func @output_in_a_call(%x: memref<?xf32>, %y: memref<?xf32>) {
  %0 = arith.constant 0 : index
  %1 = func.call @pass(%0, %y) : (index, memref<?xf32>) -> memref<?xf32>
  call @fill(%1) : (memref<?xf32>) -> ()
  return
}
relax.func @right(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @output_in_a_call(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0 : !relax.tensor<[n], f32>
}
relax.func @returned(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  // expected-error @+1 {{'relax.call_tir' op callee @through_a_call writes its input 0}}
  %0 = relax.call_tir @through_a_call(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0 : !relax.tensor<[n], f32>
}

// -----

func.func private @fill(%x: memref<?xf32>) {
  %0 = arith.constant 0 : index
  %1 = arith.constant 0.0 : f32
  // expected-note @+1 {{written here}}
  memref.store %1, %x[%0] : memref<?xf32>
  return
}
func.func @in_a_call(%x: memref<?xf32>, %y: memref<?xf32>) {
  call @fill(%x) : (memref<?xf32>) -> ()
  return
}
relax.func @called(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  // expected-error @+1 {{'relax.call_tir' op callee @in_a_call writes its input 0}}
  %0 = relax.call_tir @in_a_call(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0 : !relax.tensor<[n], f32>
}

// -----

// A loop that swaps its buffers.
func.func @swapped(%x: memref<?xf32>, %y: memref<?xf32>) {
  %0 = arith.constant 0 : index
  %1 = arith.constant 1 : index
  %2 = arith.constant 2 : index
  %c = arith.constant 0.0 : f32
  %3:2 = scf.for %i = %0 to %2 step %1 iter_args(%a = %x, %b = %y) -> (memref<?xf32>, memref<?xf32>) {
    // expected-note @+1 {{written here}}
    memref.store %c, %b[%0] : memref<?xf32>
    scf.yield %b, %a : memref<?xf32>, memref<?xf32>
  }
  return
}
relax.func @through_a_loop(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  // expected-error @+1 {{'relax.call_tir' op callee @swapped writes its input 0}}
  %0 = relax.call_tir @swapped(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0 : !relax.tensor<[n], f32>
}

// -----

func.func @one_of(%x: memref<?xf32>, %y: memref<?xf32>) {
  %0 = arith.constant 0 : index
  %c = arith.constant 0.0 : f32
  %d = memref.dim %x, %0 : memref<?xf32>
  %1 = arith.cmpi eq, %d, %0 : index
  %2 = scf.if %1 -> memref<?xf32> {
    scf.yield %x : memref<?xf32>
  } else {
    scf.yield %y : memref<?xf32>
  }
  // expected-note @+1 {{written here}}
  memref.store %c, %2[%0] : memref<?xf32>
  return
}
relax.func @through_a_branch(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  // expected-error @+1 {{'relax.call_tir' op callee @one_of writes its input 0}}
  %0 = relax.call_tir @one_of(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0 : !relax.tensor<[n], f32>
}

// -----

func.func @block_argument(%x: memref<?xf32>, %y: memref<?xf32>) {
  %0 = arith.constant 0 : index
  %c = arith.constant 0.0 : f32
  cf.br ^next(%x : memref<?xf32>)
^next(%a: memref<?xf32>):
  // expected-note @+1 {{written here}}
  memref.store %c, %a[%0] : memref<?xf32>
  return
}
relax.func @through_a_block(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  // expected-error @+1 {{'relax.call_tir' op callee @block_argument writes its input 0}}
  %0 = relax.call_tir @block_argument(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0 : !relax.tensor<[n], f32>
}

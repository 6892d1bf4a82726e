// RUN: relax-opt %s --pass-pipeline='builtin.module(tir.prim_func(tir-flatten-buffers))' --split-input-file --verify-diagnostics | FileCheck %s
// RUN: relax-opt %s --pass-pipeline='builtin.module(tir.prim_func(tir-flatten-buffers{max-stack-bytes=0}))' --split-input-file --verify-diagnostics | FileCheck %s --check-prefix=HEAP
// RUN: relax-opt %s --pass-pipeline='builtin.module(tir.prim_func(tir-flatten-buffers))' --split-input-file --verify-diagnostics -o %t.once
// RUN: relax-opt %s --pass-pipeline='builtin.module(tir.prim_func(tir-flatten-buffers,tir-flatten-buffers))' --split-input-file --verify-diagnostics -o %t.twice
// RUN: diff %t.once %t.twice

// CHECK-LABEL: tir.prim_func @symbolic
// CHECK:         %[[X:.+]] = tir.flat_view %X : !tir.buffer<[n, m, 4], f32> -> memref<?xf32>
// CHECK:         %[[PLANE:.+]] = sym.value 4 * m : !sym.int<4 * m>
// CHECK:         %[[S0:.+]] = sym.to_index %[[PLANE]]
// CHECK:         %[[S1:.+]] = arith.constant 4 : index
// CHECK:         tir.for %[[I:.+]] = 0 to
// CHECK:           %[[A:.+]] = arith.muli %[[I]], %[[S0]] overflow<nsw> : index
// CHECK:           %[[B:.+]] = arith.muli %[[I]], %[[S1]] overflow<nsw> : index
// CHECK:           %[[C:.+]] = arith.addi %[[A]], %[[B]] overflow<nsw> : index
// CHECK:           %[[D:.+]] = arith.addi %[[C]], %[[I]] overflow<nsw> : index
// CHECK-NEXT:      %[[V:.+]] = memref.load %[[X]][%[[D]]] : memref<?xf32>
// CHECK-NEXT:      memref.store %[[V]], %[[X]][%[[D]]] : memref<?xf32>
// CHECK-NOT:     tir.load
// CHECK-NOT:     tir.store
tir.prim_func @symbolic(%X: !tir.buffer<[n, m, 4], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i, %i, %i]
    tir.store %x, %X[%i, %i, %i]
  }
}

// Strides and offset of the type; rank 0 is element 0.
// CHECK-LABEL: tir.prim_func @strided
// CHECK:         %[[X:.+]] = tir.flat_view %X
// CHECK:         sym.value s : !sym.int<s>
// CHECK:         %[[STRIDE:.+]] = sym.to_index
// CHECK:         sym.value 2 * s + 1 : !sym.int<2 * s + 1>
// CHECK:         %[[OFFSET:.+]] = sym.to_index
// CHECK:         %[[Y:.+]] = tir.flat_view %Y
// CHECK:         %[[REST:.+]] = arith.constant 3 : index
// CHECK:         %[[ZERO:.+]] = arith.constant 0 : index
// CHECK:         %[[STEPS:.+]] = arith.constant 2 : index
// CHECK:         %[[A:.+]] = arith.muli %[[STEPS]], %[[STRIDE]]
// CHECK:         %[[B:.+]] = arith.addi %[[OFFSET]], %[[A]]
// CHECK:         %[[AT:.+]] = arith.addi %[[B]], %[[REST]]
// CHECK:         memref.load %[[X]][%[[AT]]]
// CHECK:         memref.store %{{.+}}, %[[Y]][%[[ZERO]]]
tir.prim_func @strided(%X: !tir.buffer<[n, m], i1, strides [s, 1], offset 2 * s + 1>, %Y: !tir.buffer<[], i1>) {
  %c2 = arith.constant 2 : index
  %c3 = arith.constant 3 : index
  %x = tir.load %X[%c2, %c3]
  tir.store %x, %Y[]
}

// Constant parts of a place are summed here, zeros leave nothing behind, and equal parts of a block are computed once.
// CHECK-LABEL: tir.prim_func @folded
// CHECK:         %[[X:.+]] = tir.flat_view %X
// CHECK:         %[[C12:.+]] = arith.constant 12 : index
// CHECK:         %[[C17:.+]] = arith.constant 17 : index
// CHECK:         tir.for %[[I:.+]] = 0 to 5 {
// CHECK-NEXT:      %[[ROW:.+]] = arith.muli %[[I]], %[[C12]] overflow<nsw> : index
// CHECK-NEXT:      %[[A:.+]] = memref.load %[[X]][%[[ROW]]]
// CHECK-NEXT:      %[[AT:.+]] = arith.addi %[[ROW]], %[[I]] overflow<nsw> : index
// CHECK-NEXT:      memref.store %[[A]], %[[X]][%[[AT]]]
// CHECK-NEXT:      memref.store %[[A]], %[[X]][%[[C17]]]
// CHECK-NEXT:      tir.for
// CHECK-NEXT:        arith.muli %[[I]], %[[C12]] overflow<nsw> : index
tir.prim_func @folded(%X: !tir.buffer<[5, 3, 4], f32>) {
  tir.for %i = 0 to 5 {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %a = tir.load %X[%i, %c0, %c0]
    tir.store %a, %X[%i, %c0, %i]
    tir.store %a, %X[%c1, %c1, %c1]
    tir.for %j = 0 to 4 {
      tir.store %a, %X[%i, %c0, %j]
    }
  }
}

// CHECK-LABEL: tir.prim_func @local
// CHECK:         memref.alloca() : memref<64xf32>
// CHECK:         memref.alloc(%{{.+}}) : memref<?xf64>
// CHECK:         tir.for parallel
// CHECK-NEXT:      memref.alloca() : memref<2xi8>
// HEAP-LABEL: tir.prim_func @local
// HEAP:         memref.alloc(%{{.+}}) : memref<?xf32>
// HEAP:         memref.alloc(%{{.+}}) : memref<?xf64>
// HEAP:         tir.for parallel
// HEAP-NEXT:      memref.alloc(%{{.+}}) : memref<?xi8>
tir.prim_func @local(%X: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %a = tir.alloc_buffer : !tir.buffer<[8, 8], f32>
  %b = tir.alloc_buffer : !tir.buffer<[n, 2], f64>
  tir.for parallel %i = 0 to %n {
    tir.for %j = 0 to 2 {
      %c = tir.alloc_buffer : !tir.buffer<[2], i8, scope "local">
      %v = tir.load %c[%j]
      tir.store %v, %c[%j]
    }
  }
}

// Local buffers of a thread never go on the heap; shared ones are workgroup memory.
// CHECK-LABEL: tir.prim_func @thread
// CHECK:         tir.for thread_binding "threadIdx.x"
// CHECK-NEXT:      memref.alloc() : memref<16xf32, #gpu.address_space<workgroup>>
// CHECK-NEXT:      memref.alloca() : memref<4xf32>
// HEAP-LABEL: tir.prim_func @thread
// HEAP:         memref.alloc() : memref<16xf32, #gpu.address_space<workgroup>>
// HEAP-NEXT:    memref.alloca() : memref<4xf32>
tir.prim_func @thread(%X: !tir.buffer<[4], f32>) {
  tir.for thread_binding "threadIdx.x" %t = 0 to 4 {
    %b = tir.alloc_buffer : !tir.buffer<[4], f32, scope "local">
    %a = tir.alloc_buffer : !tir.buffer<[4, 4], f32, scope "shared">
    %x = tir.load %X[%t]
    tir.store %x, %a[%t, %t]
    tir.store %x, %b[%t]
  }
}

// A declaration is left alone.
// CHECK-LABEL: tir.prim_func private @declaration
tir.prim_func private @declaration(!tir.buffer<[n], f32>)

// -----

tir.prim_func @block_left(%X: !tir.buffer<[4], f32>) {
  tir.for %i = 0 to 4 {
    // expected-error @below {{block is still there: run tir-lower-blocks before tir-flatten-buffers}}
    tir.block "b" iters(%vi: spatial [0, 4) = %i) {
    }
  }
}

// -----

tir.prim_func @scope(%X: !tir.buffer<[n], f32>) {
  // expected-error @below {{scope of a local buffer must be "global", "local" or "shared", got "texture"}}
  %a = tir.alloc_buffer : !tir.buffer<[8], f32, scope "texture">
}

// -----

tir.prim_func @dynamic_shared(%X: !tir.buffer<[n], f32>) {
  // expected-error @below {{a buffer of scope "shared" must have a constant size, got 4 * n elements}}
  %a = tir.alloc_buffer : !tir.buffer<[n, 4], f32, scope "shared">
}

// -----

tir.prim_func @dynamic_local_of_thread(%X: !tir.buffer<[n], f32>) {
  tir.for thread_binding "threadIdx.x" %t = 0 to 4 {
    // expected-error @below {{a local buffer of a thread must have a constant size, got n elements}}
    %a = tir.alloc_buffer : !tir.buffer<[n], f32>
  }
}

// -----

tir.prim_func @too_large(%X: !tir.buffer<[n], f32>) {
  // expected-error @below {{does not fit into 64 bits}}
  %a = tir.alloc_buffer : !tir.buffer<[9223372036854775807, 4], f32>
}

// -----

// The sizes of local buffers are computed behind their checks.
// CHECK-LABEL: tir.prim_func @size_guard
// CHECK:         tir.assert
// CHECK:         sym.value n floordiv m
// CHECK:         memref.alloc
tir.prim_func @size_guard(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[m], f32>, %ok: i1) {
  tir.assert %ok, "the size fits" {tir.size_guard}
  %0 = tir.alloc_buffer : !tir.buffer<[n floordiv m], f32>
  %c0 = arith.constant 0 : index
  %x = tir.load %0[%c0]
  tir.store %x, %X[%c0]
}

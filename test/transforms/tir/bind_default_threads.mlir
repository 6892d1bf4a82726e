// RUN: relax-opt %s --pass-pipeline='builtin.module(tir.prim_func(tir-bind-default-threads))' | FileCheck %s
// RUN: relax-opt %s --pass-pipeline='builtin.module(tir.prim_func(tir-bind-default-threads{max-threads=64}))' | FileCheck %s --check-prefix=SMALL
// RUN: not relax-opt %s --pass-pipeline='builtin.module(tir.prim_func(tir-bind-default-threads{max-threads=100}))' 2>&1 | FileCheck %s --check-prefix=ERROR

// ERROR: error: max-threads must be a power of two from 1 to 1024, got 100

// CHECK-LABEL: tir.prim_func @elementwise
// CHECK:         %[[N:.+]] = sym.to_index
// CHECK:         %[[C16:.+]] = arith.constant 16 : index
// CHECK:         %[[TOTAL:.+]] = arith.muli %[[N]], %[[C16]] overflow<nsw> : index
// CHECK:         %[[C256:.+]] = arith.constant 256 : index
// CHECK:         %[[BLOCKS:.+]] = arith.ceildivui %[[TOTAL]], %[[C256]] : index
// CHECK:         tir.for thread_binding "blockIdx.x" %[[B:.+]] = 0 to %[[BLOCKS]] {
// CHECK-NEXT:      tir.for thread_binding "threadIdx.x" %[[T:.+]] = 0 to 256 {
// CHECK-NEXT:        %[[FIRST:.+]] = arith.muli %[[B]], %[[C256]]
// CHECK-NEXT:        %[[AT:.+]] = arith.addi %[[FIRST]], %[[T]]
// CHECK-NEXT:        %[[INSIDE:.+]] = arith.cmpi ult, %[[AT]], %[[TOTAL]]
// CHECK-NEXT:        scf.if %[[INSIDE]] {
// CHECK-NEXT:          %[[J:.+]] = arith.remui %[[AT]], %[[C16]]
// CHECK-NEXT:          %[[I:.+]] = arith.divui %[[AT]], %[[C16]]
// CHECK-NEXT:          tir.block "exp" iters(%{{.+}}: spatial [0, %{{.+}}) = %[[I]], %{{.+}}: spatial [0, 16) = %[[J]])
// SMALL-LABEL: tir.prim_func @elementwise
// SMALL:         tir.for thread_binding "threadIdx.x" %{{.+}} = 0 to 64
tir.prim_func @elementwise(%X: !tir.buffer<[n, 16], f32>, %Y: !tir.buffer<[n, 16], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    tir.for %j = 0 to 16 {
      tir.block "exp" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 16) = %j) {
        %x = tir.load %X[%vi, %vj]
        %y = math.exp %x : f32
        tir.store %y, %Y[%vi, %vj]
      }
    }
  }
}

// The reduction stays serial inside of the thread.
// CHECK-LABEL: tir.prim_func @row_sum
// CHECK:         tir.for thread_binding "blockIdx.x"
// CHECK:           tir.for thread_binding "threadIdx.x"
// CHECK:             scf.if
// CHECK-NEXT:          tir.for %{{.+}} = 0 to %{{.+}} {
// CHECK-NEXT:            tir.block "sum"
tir.prim_func @row_sum(%X: !tir.buffer<[n, k], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %k = sym.value k : !sym.int<k>
  %zero = arith.constant 0.0 : f32
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %k {
      tir.block "sum" iters(%vi: spatial [0, %n) = %i, %vj: reduce [0, %k) = %j) {
        tir.init {
          tir.store %zero, %Y[%vi]
        }
        %x = tir.load %X[%vi, %vj]
        %y = tir.load %Y[%vi]
        %s = arith.addf %x, %y : f32
        tir.store %s, %Y[%vi]
      }
    }
  }
}

// No independent loop, and a statement outside of loops: one thread each.
// CHECK-LABEL: tir.prim_func @one_thread
// CHECK:         tir.for thread_binding "blockIdx.x" %{{.+}} = 0 to 1 {
// CHECK-NEXT:      tir.for thread_binding "threadIdx.x" %{{.+}} = 0 to 1 {
// CHECK-NEXT:        tir.store
// CHECK:         tir.for thread_binding "blockIdx.x" %{{.+}} = 0 to 1 {
// CHECK-NEXT:      tir.for thread_binding "threadIdx.x" %{{.+}} = 0 to 1 {
// CHECK-NEXT:        tir.for %{{.+}} = 0 to 8
tir.prim_func @one_thread(%X: !tir.buffer<[8], f32>, %Y: !tir.buffer<[], f32>) {
  %zero = arith.constant 0.0 : f32
  tir.store %zero, %Y[]
  tir.for %j = 0 to 8 {
    tir.block "sum" iters(%vj: reduce [0, 8) = %j) {
      %x = tir.load %X[%vj]
      %y = tir.load %Y[]
      %s = arith.addf %x, %y : f32
      tir.store %s, %Y[]
    }
  }
}

// One block reads in another iteration what the other wrote: not independent.
// CHECK-LABEL: tir.prim_func @scan
// CHECK:         tir.for thread_binding "blockIdx.x" %{{.+}} = 0 to 1 {
// CHECK-NEXT:      tir.for thread_binding "threadIdx.x" %{{.+}} = 0 to 1 {
// CHECK-NEXT:        tir.for %{{.+}} = 1 to 8
tir.prim_func @scan(%X: !tir.buffer<[8], f32>, %Y: !tir.buffer<[8], f32>) {
  %one = arith.constant 1 : index
  tir.for %i = 1 to 8 {
    tir.block "write" iters(%vi: spatial [1, 8) = %i) {
      %x = tir.load %X[%vi]
      tir.store %x, %Y[%vi]
    }
    tir.block "read" iters(%vi: spatial [1, 8) = %i) {
      %before = arith.subi %vi, %one : index
      %y = tir.load %Y[%before]
      tir.store %y, %X[%vi]
    }
  }
}

// A first value and a step; bounds that may be negative count as empty.
// CHECK-LABEL: tir.prim_func @first_and_step
// CHECK:         %[[EXTENT:.+]] = arith.subi
// CHECK:         %[[SOME:.+]] = arith.maxsi %[[EXTENT]]
// CHECK:         arith.ceildivui %[[SOME]]
// CHECK:         scf.if
// CHECK:           %[[AT:.+]] = arith.muli
// CHECK:           %[[I:.+]] = arith.addi %[[AT]]
// CHECK:           tir.block "copy" iters(%{{.+}}: spatial [1, %{{.+}}) = %[[I]])
tir.prim_func @first_and_step(%X: !tir.buffer<[n], f32>) {
  %m = sym.value n - 2 : !sym.int<n - 2>
  tir.for %i = 1 to %m step 3 {
    tir.block "copy" iters(%vi: spatial [1, %m) = %i) {
      %x = tir.load %X[%vi]
      tir.store %x, %X[%vi]
    }
  }
}

// Bound already: left alone. A loop without blocks is bound only when it says it is parallel.
// CHECK-LABEL: tir.prim_func @bound
// CHECK-NEXT:    tir.for thread_binding "threadIdx.x" %{{.+}} = 0 to 8 {
// CHECK-NEXT:      tir.load
tir.prim_func @bound(%X: !tir.buffer<[8], f32>) {
  tir.for thread_binding "threadIdx.x" %i = 0 to 8 {
    %x = tir.load %X[%i]
    tir.store %x, %X[%i]
  }
}

// CHECK-LABEL: tir.prim_func @parallel
// CHECK:         tir.for thread_binding "threadIdx.x" %{{.+}} = 0 to 256
tir.prim_func @parallel(%X: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for parallel %i = 0 to %n {
    %x = tir.load %X[%i]
    tir.store %x, %X[%i]
  }
}

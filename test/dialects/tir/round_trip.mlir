// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// The kernel of the introduction, as people write it.
// CHECK-LABEL: tir.prim_func @exp(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
// CHECK-NEXT:    %[[N:.+]] = sym.value n : !sym.int<n>
// CHECK-NEXT:    tir.for %[[I:.+]] = 0 to %[[N]] {
// CHECK-NEXT:      tir.block "exp" iters(%[[V:.+]]: spatial [0, %[[N]]) = %[[I]]) {
// CHECK-NEXT:        %[[A:.+]] = tir.load %X[%[[V]]]
// CHECK-NEXT:        %[[B:.+]] = math.exp %[[A]] : f32
// CHECK-NEXT:        tir.store %[[B]], %Y[%[[V]]]
// CHECK-NEXT:      }
// CHECK-NEXT:    }
// CHECK-NEXT:  }
tir.prim_func @exp(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    tir.block "exp" iters(%vi: spatial [0, %n) = %i) {
      %x = tir.load %X[%vi]
      %y = math.exp %x : f32
      tir.store %y, %Y[%vi]
    }
  }
}

// CHECK-LABEL: tir.prim_func private @matmul(
// CHECK-SAME:    %A: !tir.buffer<[n, k], f32>, %B: !tir.buffer<[k, 16], f32>, %C: !tir.buffer<[n, 16], f32>)
// CHECK:         tir.for parallel %[[I:.+]] = 0 to %{{.+}} {
// CHECK:           tir.for %[[K:.+]] = 0 to
// CHECK:             tir.for vectorized %[[J:.+]] = 0 to 16 attributes {note = "inner"} {
// CHECK:               tir.block "C" iters(%[[VI:.+]]: spatial [0, %{{.+}}) = %[[I]], %[[VJ:.+]]: spatial [0, 16) = %[[J]], %[[VK:.+]]: reduce [0, %{{.+}}) = %[[K]]) {
// CHECK-NEXT:            tir.reads %A[%[[VI]], %[[VK]]]
// CHECK-NEXT:            tir.reads %B[%[[VK]], %[[VJ]]]
// CHECK-NEXT:            tir.writes %C[%[[VI]], %[[VJ]]]
// CHECK-NEXT:            tir.init {
// CHECK:                   tir.store %{{.+}}, %C[%[[VI]], %[[VJ]]]
tir.prim_func private @matmul(%A: !tir.buffer<[n, k], f32>, %B: !tir.buffer<[k, 16], f32>, %C: !tir.buffer<[n, 16], f32>) {
  %n = sym.value n : !sym.int<n>
  %k = sym.value k : !sym.int<k>
  tir.for parallel %i = 0 to %n {
    tir.for %kk = 0 to %k {
      tir.for vectorized %j = 0 to 16 attributes {note = "inner"} {
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

// CHECK-LABEL: tir.prim_func @buffers(
// CHECK-SAME:    %{{.+}}: !tir.buffer<[n, m], f16, strides [s, 1], offset 4 * s>
// CHECK-SAME:    %{{.+}}: !tir.buffer<[], i64>, %{{.+}}: !tir.buffer<[2, 3], ui8, scope "shared">
// CHECK-SAME:    %count: !sym.int<c>, %scale: f32 {tir.note = "x"})
// CHECK-SAME:    attributes {tir.target = "cpu"}
tir.prim_func @buffers(%X: !tir.buffer<[n, m], f16, strides [s, 1], offset 4 * s>, %Z: !tir.buffer<[], i64>,
                       %S: !tir.buffer<[2, 3], ui8, scope "shared">, %count: !sym.int<c>, %scale: f32 {tir.note = "x"})
    attributes {tir.target = "cpu"} {
  // CHECK-NEXT: %[[T:.+]] = tir.alloc_buffer : !tir.buffer<[n, c], f32, scope "local">
  %tile = tir.alloc_buffer : !tir.buffer<[n, c], f32, scope "local">
  // CHECK-NEXT: %[[Z:.+]] = tir.load %Z[]
  %z = tir.load %Z[]
  // CHECK-NEXT: tir.store %[[Z]], %Z[]
  tir.store %z, %Z[]
  %c0 = arith.constant 0 : index
  // CHECK: %[[B:.+]] = tir.load %S[%{{.+}}, %{{.+}}]
  // CHECK-NEXT: arith.addi %[[B]], %[[B]] : i8
  %b = tir.load %S[%c0, %c0]
  %bb = arith.addi %b, %b : i8
  // CHECK: tir.assert %[[OK:.+]], "always"
  // CHECK-NEXT: tir.assert %[[OK]], "{} is not {}"(%[[C0:.+]], %[[C0]]) {tir.note = 1 : i64}
  %ok = arith.constant true
  tir.assert %ok, "always"
  tir.assert %ok, "{} is not {}" (%c0, %c0) {tir.note = 1 : i64}
  // CHECK-NEXT: tir.for %[[I:.+]] = 2 to %count step 4 {
  tir.for %i = 2 to %count step 4 {
    tir.store %scale, %tile[%i, %i]
  }
}

// CHECK-LABEL: tir.prim_func @kinds
tir.prim_func @kinds(%X: !tir.buffer<[n], f32>, %first: index) {
  %n = sym.value n : !sym.int<n>
  // CHECK: tir.for thread_binding "blockIdx.x" %[[B:.+]] = 0 to %{{.+}} {
  tir.for thread_binding "blockIdx.x" %b = 0 to %n {
    // CHECK: tir.for thread_binding "threadIdx.x" %[[T:.+]] = 0 to 128 {
    tir.for thread_binding "threadIdx.x" %t = 0 to 128 {
    }
  }
  // CHECK: tir.for unrolled %{{.+}} = -1 to 4 {
  tir.for unrolled %u = -1 to 4 {
  }
  // CHECK: tir.for %[[I:.+]] = %first to %{{.+}} {
  tir.for %i = %first to %n {
    %five = arith.constant 5 : index
    %inside = arith.cmpi ult, %i, %five : index
    // CHECK: tir.block "opaque" iters(%[[V:.+]]: opaque [%first, %{{.+}}) = %[[I]]) where %{{.+}} attributes {annotated} {
    // CHECK-NEXT: tir.reads %X
    // CHECK-NEXT: tir.writes %X[%[[V]] : 4]
    // CHECK-NEXT: tir.writes %X[%[[V]] : %first]
    tir.block "opaque" iters(%v: opaque [%first, %n) = %i) where %inside attributes {annotated} {
      tir.reads %X
      tir.writes %X[%v : 4]
      tir.writes %X[%v : %first]
    }
  }
  // CHECK: tir.block "root" {
  tir.block "root" {
    // CHECK-NEXT: tir.block "inner" {
    tir.block "inner" {
      // CHECK-NEXT: tir.yield {annotated}
      tir.yield {annotated}
    }
  }
}

// CHECK-LABEL: tir.prim_func @lowered
tir.prim_func @lowered(%X: !tir.buffer<[n, 4], ui8>) {
  // CHECK: tir.flat_view %X : !tir.buffer<[n, 4], ui8> -> memref<?xi8>
  %x = tir.flat_view %X : !tir.buffer<[n, 4], ui8> -> memref<?xi8>
}

// CHECK-LABEL: tir.prim_func private @declared(!tir.buffer<[n], f32>, f32)
// CHECK-SAME: attributes {arg_names = ["X", "scale"]}
tir.prim_func private @declared(%X: !tir.buffer<[n], f32>, %scale: f32)

// CHECK-LABEL: tir.prim_func @nothing() {
// CHECK-NEXT: }
tir.prim_func @nothing() {
}

// RUN: relax-opt %s --tir-insert-guards --mlir-print-local-scope | FileCheck %s
// RUN: relax-opt %s --tir-insert-guards=on-failure=skip | FileCheck %s --check-prefix=SKIP
// RUN: relax-opt %s --tir-insert-guards -o %t.once
// RUN: relax-opt %s --tir-insert-guards --tir-insert-guards -o %t.twice
// RUN: diff %t.once %t.twice
// RUN: relax-opt %s --tir-insert-guards=on-failure=skip -o %t.once
// RUN: relax-opt %s --tir-insert-guards=on-failure=skip --tir-insert-guards=on-failure=skip -o %t.twice
// RUN: diff %t.once %t.twice
// RUN: not relax-opt %s --tir-insert-guards=on-failure=trap 2>&1 | FileCheck %s --check-prefix=ERROR

// ERROR: error: on-failure must be 'fail' or 'skip', got 'trap'

//===----------------------------------------------------------------------===//
// Decided: no check
//===----------------------------------------------------------------------===//

// Loops and blocks over the sizes of the buffers, reductions, local buffers.
// CHECK-LABEL: tir.prim_func @matmul
// CHECK-NOT:     tir.assert
// CHECK:         tir.prim_func private @next
tir.prim_func @matmul(%A: !tir.buffer<[n, k], f32>, %B: !tir.buffer<[k, 16], f32>, %C: !tir.buffer<[n, 16], f32>) {
  %n = sym.value n : !sym.int<n>
  %k = sym.value k : !sym.int<k>
  %sum = tir.alloc_buffer : !tir.buffer<[n, 16], f32>
  tir.for parallel %i = 0 to %n {
    tir.for %kk = 0 to %k {
      tir.for vectorized %j = 0 to 16 {
        tir.block "C" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 16) = %j, %vk: reduce [0, %k) = %kk) {
          tir.init {
            %zero = arith.constant 0.0 : f32
            tir.store %zero, %sum[%vi, %vj]
          }
          %a = tir.load %A[%vi, %vk]
          %b = tir.load %B[%vk, %vj]
          %c = tir.load %sum[%vi, %vj]
          %p = arith.mulf %a, %b : f32
          %s = arith.addf %c, %p : f32
          tir.store %s, %sum[%vi, %vj]
        }
      }
    }
  }
}
tir.prim_func private @next()

// A split loop with the predicate that keeps its last part inside; conditions, both branches; a wider buffer.
// CHECK-LABEL: tir.prim_func @conditions
// CHECK-NOT:     tir.assert
// CHECK:         tir.prim_func private @after_conditions
tir.prim_func @conditions(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n + 1], f32>, %x: f32) {
  %n = sym.value n : !sym.int<n>
  %parts = sym.value (n + 3) floordiv 4 : !sym.int<(n + 3) floordiv 4>
  %size = sym.to_index %n : !sym.int<n> -> index
  %c4 = arith.constant 4 : index
  tir.for %o = 0 to %parts {
    tir.for %p = 0 to 4 {
      %base = arith.muli %o, %c4 : index
      %i = arith.addi %base, %p : index
      %inside = arith.cmpi slt, %i, %size : index
      tir.block "tail" iters(%v: spatial [0, %n) = %i) where %inside {
        tir.store %x, %X[%v]
      }
      %outside = arith.cmpi uge, %i, %size : index
      scf.if %outside {
      } else {
        tir.store %x, %X[%i]
        tir.store %x, %Y[%i]
      }
    }
  }
}
tir.prim_func private @after_conditions()

// What the author or the caller vouches for. Sizes say nothing about data.
// CHECK-LABEL: tir.prim_func @promised
// CHECK-NOT:     tir.assert
// CHECK:         tir.load %Y[%{{.*}}] {tir.unguarded}
// CHECK:         tir.assert %{{.*}}, "index {} of dimension 0 of 'X'
// CHECK-NEXT:    tir.load %X
// CHECK-NOT:     tir.assert
// CHECK:         tir.store
tir.prim_func @promised(%X: !tir.buffer<[n], i64>, %Y: !tir.buffer<[m], i64>) attributes {tir.sizes_checked} {
  %m = sym.value m : !sym.int<m>
  tir.for %i = 0 to %m {
    %x = tir.load %X[%i]
    %at = arith.index_cast %x : i64 to index
    %y = tir.load %Y[%at] {tir.unguarded}
    %z = tir.load %X[%at]
    tir.store %z, %Y[%i]
  }
}

//===----------------------------------------------------------------------===//
// Undecided
//===----------------------------------------------------------------------===//

// Another symbol: the lower end is known. Once for an index and an extent.
// CHECK-LABEL: tir.prim_func @symbols
// CHECK:         %[[N:.+]] = sym.to_index %{{.+}} : !sym.int<n> -> index
// CHECK:         %[[IN:.+]] = arith.cmpi slt, %i, %[[N]] : index
// CHECK:         tir.assert %[[IN]], "index {} of dimension 0 of 'X' must be in [0, {}), at {{.*}}insert_guards.mlir:[[#@LINE+13]]:10"(%i, %[[N]])
// CHECK-NEXT:    tir.load %X
// CHECK-NOT:     tir.assert
// CHECK:         tir.store
// SKIP-LABEL: tir.prim_func @symbols
// SKIP:         %[[VALUE:.+]] = scf.if %{{.+}} -> (f32) {
// SKIP-NEXT:      %[[LOADED:.+]] = tir.load %X
// SKIP-NEXT:      scf.yield %[[LOADED]]
// SKIP:           %[[ZERO:.+]] = arith.constant 0.0
// SKIP-NEXT:      scf.yield %[[ZERO]]
tir.prim_func @symbols(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[m], f32>) {
  %m = sym.value m : !sym.int<m>
  tir.for %i = 0 to %m {
    %x = tir.load %X[%i]
    %y = tir.load %X[%i]
    tir.store %y, %Y[%i]
  }
}

// A constant against a size; both ends where both are open; a domain is no proof.
// CHECK-LABEL: tir.prim_func @several
// CHECK:         arith.cmpi slt, %c1000
// CHECK:         tir.assert %{{.+}}, "index {} of dimension 1 of 'X' must be in [0, {}), at
// CHECK:         arith.index_cast
// CHECK:         %[[BOTH:.+]] = arith.cmpi ult
// CHECK-NEXT:    tir.assert %[[BOTH]], "index {} of dimension 0 of 'X' must be in [0, {}), at
// SKIP-LABEL: tir.prim_func @several
// SKIP:         scf.if
// SKIP-NEXT:      tir.store {{.*}} {tir.unguarded}
// SKIP-NEXT:    }
tir.prim_func @several(%X: !tir.buffer<[n, k], f32>, %at: i64, %x: f32) {
  %n = sym.value n : !sym.int<n>
  %k = sym.value k : !sym.int<k>
  %c1000 = arith.constant 1000 : index
  tir.for %i = 0 to %n {
    tir.store %x, %X[%i, %c1000]
  }
  %index = arith.index_cast %at : i64 to index
  tir.for vectorized %j = 0 to %k {
    tir.block "row" iters(%vi: spatial [0, %n) = %index, %vj: spatial [0, %k) = %j) {
      tir.store %x, %X[%vi, %vj]
    }
  }
}

// A loop with a check is not one of lanes; one without stays.
// CHECK-LABEL: tir.prim_func @vectorized
// CHECK:         tir.for %i
// CHECK:         tir.for vectorized %i
tir.prim_func @vectorized(%X: !tir.buffer<[n], f32>, %x: f32) {
  %n = sym.value n : !sym.int<n>
  tir.for vectorized %i = 0 to 8 {
    tir.store %x, %X[%i]
  }
  tir.for vectorized %i = 0 to %n {
    tir.store %x, %X[%i]
  }
}

// Arithmetic that may wrap before it is rounded proves nothing: the largest index looks like n - 1.
// CHECK-LABEL: tir.prim_func @wraps
// CHECK:         arith.floordivsi
// CHECK:         tir.assert
tir.prim_func @wraps(%X: !tir.buffer<[n], f32>, %x: f32) {
  %n = sym.value n : !sym.int<n>
  %large = arith.constant 4611686018427387904 : index
  tir.for %i = 0 to %n {
    %product = arith.muli %i, %large : index
    %index = arith.floordivsi %product, %large : index
    tir.store %x, %X[%index]
  }
}

// Divisions that would stop the processor; those that cannot get no check.
// CHECK-LABEL: tir.prim_func @divisions
// CHECK:         arith.cmpi ne, %[[B:.+]], %c0_i32
// CHECK-NEXT:    tir.assert %{{.+}}, "division by zero, at
// CHECK:         tir.assert %{{.+}}, "division of the smallest integer by -1, at
// CHECK-NEXT:    arith.divsi %{{.+}}, %[[B]]
// CHECK-NOT:     tir.assert
// CHECK:         arith.remui
// CHECK-NOT:     tir.assert
// CHECK:         arith.divsi
// CHECK-NOT:     tir.assert
// CHECK:         arith.floordivsi
// SKIP-LABEL: tir.prim_func @divisions
// SKIP-NOT:     tir.assert
tir.prim_func @divisions(%X: !tir.buffer<[n], i32>) {
  %n = sym.value n : !sym.int<n>
  %size = sym.to_index %n : !sym.int<n> -> index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %seven = arith.constant 7 : i32
  %minus = arith.constant -1 : i32
  tir.for %i = 0 to %n {
    %a = tir.load %X[%i]
    %b = tir.load %X[%i]
    %q = arith.divsi %a, %b : i32
    %r = arith.remui %q, %seven : i32
    %is_zero = arith.cmpi eq, %r, %zero : i32
    %is_minus = arith.cmpi eq, %r, %minus : i32
    %special = arith.ori %is_zero, %is_minus : i1
    %divisor = arith.select %special, %one, %r : i32
    %s = arith.divsi %a, %divisor : i32
    %positive = arith.addi %i, %c1 : index
    %t = arith.floordivsi %size, %positive : index
    tir.store %s, %X[%i]
  }
}

//===----------------------------------------------------------------------===//
// Functions on memrefs
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @memrefs
// CHECK:         memref.load %arg0[%arg2]
// CHECK-NOT:     tir.assert
// CHECK:         %[[DIM:.+]] = memref.dim %arg1, %{{.+}} : memref<?xf32>
// CHECK:         %[[IN:.+]] = arith.cmpi slt, %arg2, %[[DIM]] : index
// CHECK-NEXT:    tir.assert %[[IN]], "index {} of dimension 0 of parameter 1 must be in [0, {}), at
// CHECK-NEXT:    memref.store
// CHECK-NOT:     tir.assert
// CHECK:         return
func.func @memrefs(%X: memref<?xf32>, %Y: memref<?xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = memref.dim %X, %c0 : memref<?xf32>
  %local = memref.alloca(%n) : memref<?xf32>
  scf.for %i = %c0 to %n step %c1 {
    %x = memref.load %X[%i] : memref<?xf32>
    memref.store %x, %Y[%i] : memref<?xf32>
    memref.store %x, %local[%i] : memref<?xf32>
  }
  return
}

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

// Sums, small multiples and constant divisions of the sizes of tensors; all dimensions of one of them.
// CHECK-LABEL: tir.prim_func @tame
// CHECK-NOT:     tir.assert
// CHECK:         tir.prim_func private @after_tame
tir.prim_func @tame(%X: !tir.buffer<[n, m], f32>, %Y: !tir.buffer<[k], f32>) {
  %0 = sym.value 2 * n + k + 7 : !sym.int<2 * n + k + 7>
  %1 = sym.value max(n * m, k) : !sym.int<max(n * m, k)>
  %2 = sym.value (m + 15) floordiv 16 : !sym.int<(m + 15) floordiv 16>
  %3 = tir.alloc_buffer : !tir.buffer<[n, m], f32>
  %4 = tir.alloc_buffer : !tir.buffer<[k + 1, 16], f64>
}
tir.prim_func private @after_tame()

// CHECK-LABEL: tir.prim_func @wild
// SKIP-LABEL:  tir.prim_func @wild
// SKIP-NOT:      tir.assert
// Local buffers, where the function starts; the sizes of two tensors; what comes as a scalar.
// CHECK:         tir.assert %{{.+}}, "a local buffer of type !tir.buffer<[n, 1152921504606846976], f32> must have less than 2^46 bytes, got n = {}, at {{.*}} {tir.size_guard}
// CHECK:         tir.assert %{{.+}}, "a local buffer of type !tir.buffer<[n, m], f32> must have less than 2^46 bytes, got n = {}, m = {}, at {{.*}} {tir.size_guard}
// CHECK:         %[[SIZE:.+]] = arith.mulf
// CHECK:         %[[ABS:.+]] = math.absf %[[SIZE]] : f64
// CHECK:         %[[LIMIT:.+]] = arith.constant 4.6116860184273879E+18 : f64
// CHECK:         %[[FITS:.+]] = arith.cmpf olt, %[[ABS]], %[[LIMIT]] : f64
// CHECK:         tir.assert %[[FITS]], "size 'm * n' must be a number less than 2^62, got m = {}, n = {}, at {{.*}}"(
// CHECK-NEXT:    sym.value {{.*}} : !sym.int<m * n>
// CHECK:         arith.divf
// CHECK:         math.floor
// CHECK:         tir.assert %{{.+}}, "size 'n floordiv m'
// CHECK:         tir.assert %{{.+}}, "size '2 * k' must be a number less than 2^62, got k = {}
// CHECK-NOT:     tir.assert
tir.prim_func @wild(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[m], f32>, %Z: !tir.buffer<[4], f32>, %k: !sym.int<k>) {
  %0 = sym.value n * m : !sym.int<m * n>
  %1 = sym.value n floordiv m : !sym.int<n floordiv m>
  %2 = sym.value 2 * k : !sym.int<2 * k>
  %3 = tir.alloc_buffer : !tir.buffer<[n, 1152921504606846976], f32>
  %4 = tir.alloc_buffer : !tir.buffer<[n, m], f32>
}

// CHECK-LABEL: tir.prim_func @promised_sizes
// CHECK-NOT:     tir.assert
tir.prim_func @promised_sizes(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[m], f32>) attributes {tir.sizes_checked} {
  %0 = sym.value n * m : !sym.int<m * n>
}

// A dimension that is chosen at run time.
// SKIP-LABEL:  func.func @dimension
// CHECK-LABEL: func.func @dimension
// CHECK:         %[[RANK:.+]] = arith.constant 2 : index
// CHECK:         %[[INSIDE:.+]] = arith.cmpi ult, %arg1, %[[RANK]] : index
// CHECK:         tir.assert %[[INSIDE]], "dimension {} of a memref must be in [0, {}), at {{.*}}"(%arg1, %[[RANK]])
// CHECK-NEXT:    memref.dim
func.func @dimension(%X: memref<?x?xf32>, %i: index) -> index {
  %n = memref.dim %X, %i : memref<?x?xf32>
  return %n : index
}

// Functions on memrefs: what they allocate must be a number of bytes, and there must be memory; a little of the stack is there.
// CHECK-LABEL: func.func @allocations
// SKIP-LABEL:  func.func @allocations
// SKIP-NOT:      tir.assert
// CHECK:         %[[FOUR:.+]] = arith.constant 1.200000e+01 : f64
// CHECK:         %[[SIGN:.+]] = arith.cmpi sge, %arg0
// CHECK:         %[[BYTES:.+]] = arith.mulf %[[FOUR]], %{{.+}} : f64
// CHECK:         %[[FEW:.+]] = arith.cmpf ole, %[[BYTES]], %{{.+}} : f64
// CHECK:         %[[FITS:.+]] = arith.andi %[[SIGN]], %[[FEW]] : i1
// CHECK:         tir.assert %[[FITS]], "a local buffer of type memref<3x?xf32> must have at most 2^46 bytes, got sizes {}, at {{.*}}"(%arg0)
// CHECK-NEXT:    %[[A:.+]] = memref.alloc(%arg0)
// CHECK:         %[[ADDRESS:.+]] = memref.extract_aligned_pointer_as_index %[[A]]
// CHECK:         %[[FOUND:.+]] = arith.cmpi ne, %[[ADDRESS]]
// CHECK:         tir.assert %[[FOUND]], "no memory for a local buffer of type memref<3x?xf32> with sizes {}, at {{.*}}"(%arg0)
// CHECK:         tir.assert %{{.+}}, "a local buffer of type memref<?xf32> must have at most 2^16 bytes, got sizes {}, at {{.*}}"(%arg0)
// CHECK-NEXT:    memref.alloca(
// CHECK-NOT:     tir.assert
// CHECK:         memref.alloca() : memref<16xf32>
func.func @allocations(%n: index) {
  %a = memref.alloc(%n) : memref<3x?xf32>
  %b = memref.alloca(%n) : memref<?xf32>
  %c = memref.alloca() : memref<16xf32>
  return
}

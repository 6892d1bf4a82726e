// RUN: relax-opt %s --pass-pipeline='builtin.module(tir.prim_func(tir-lower-blocks))' --split-input-file | FileCheck %s
// RUN: relax-opt %s --pass-pipeline='builtin.module(tir.prim_func(tir-lower-blocks{hoist-init=false}))' --split-input-file | FileCheck %s --check-prefix=INPLACE

// CHECK-LABEL: tir.prim_func @spatial
// CHECK-NOT:     tir.block
// CHECK:         tir.for %[[I:.+]] = 0 to %{{.+}} {
// CHECK-NEXT:      %[[X:.+]] = tir.load %X[%[[I]]]
// CHECK-NEXT:      tir.store %[[X]], %Y[%[[I]]]
tir.prim_func @spatial(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    tir.block "copy" iters(%vi: spatial [0, %n) = %i) {
      tir.reads %X[%vi]
      tir.writes %Y[%vi]
      %x = tir.load %X[%vi]
      tir.store %x, %Y[%vi]
    }
  }
}

// The init leaves the reduction loop; it needs the loop over the columns, which stands inside.
// CHECK-LABEL: tir.prim_func @matmul_columns_inside
// CHECK:         tir.for %[[I:.+]] = 0 to
// CHECK-NEXT:      tir.for %[[J:.+]] = 0 to
// CHECK-NEXT:        tir.store %{{.+}}, %C[%[[I]], %[[J]]]
// CHECK-NEXT:      }
// CHECK-NEXT:      tir.for %[[K:.+]] = 0 to
// CHECK-NEXT:        tir.for %[[J2:.+]] = 0 to
// CHECK-NOT:           scf.if
// CHECK:               tir.load %A[%[[I]], %[[K]]]
// INPLACE-LABEL: tir.prim_func @matmul_columns_inside
// INPLACE:         tir.for %{{.+}} = 0 to
// INPLACE-NEXT:      tir.for %[[K:.+]] = 0 to
// INPLACE-NEXT:        tir.for
// INPLACE:               %[[FIRST:.+]] = arith.cmpi eq, %[[K]], %{{.+}} : index
// INPLACE-NEXT:          scf.if %[[FIRST]] {
// INPLACE-NEXT:            tir.store
tir.prim_func @matmul_columns_inside(%A: !tir.buffer<[n, k], f32>, %B: !tir.buffer<[k, m], f32>,
                                     %C: !tir.buffer<[n, m], f32>) {
  %n = sym.value n : !sym.int<n>
  %k = sym.value k : !sym.int<k>
  %m = sym.value m : !sym.int<m>
  %zero = arith.constant 0.0 : f32
  tir.for %i = 0 to %n {
    tir.for %kk = 0 to %k {
      tir.for %j = 0 to %m {
        tir.block "matmul" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, %m) = %j, %vk: reduce [0, %k) = %kk) {
          tir.init {
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

// -----

// Only the spatial part of the predicate guards the init.
// CHECK-LABEL: tir.prim_func @split_with_predicate
// CHECK:         tir.for %[[IO:.+]] = 0 to
// CHECK-NEXT:      tir.for %[[II:.+]] = 0 to 4
// CHECK:             %[[OK:.+]] = arith.cmpi slt
// CHECK-NEXT:        scf.if %[[OK]] {
// CHECK-NEXT:          tir.store %{{.+}}, %Y
// CHECK-NEXT:        }
// CHECK-NEXT:        tir.for %[[K:.+]] = 0 to
// CHECK:               %[[BOTH:.+]] = arith.andi
// CHECK:               scf.if %[[BOTH]] {
// CHECK:                 tir.load %X
tir.prim_func @split_with_predicate(%X: !tir.buffer<[n, k], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %k = sym.value k : !sym.int<k>
  %rows = sym.to_index %n : !sym.int<n> -> index
  %columns = sym.to_index %k : !sym.int<k> -> index
  %outer = sym.value n ceildiv 4 : !sym.int<n ceildiv 4>
  %padded = sym.value k + 3 : !sym.int<k + 3>
  %four = arith.constant 4 : index
  %zero = arith.constant 0.0 : f32
  tir.for %io = 0 to %outer {
    tir.for %ii = 0 to 4 {
      tir.for %kk = 0 to %padded {
        %first = arith.muli %io, %four : index
        %i = arith.addi %first, %ii : index
        %row_ok = arith.cmpi slt, %i, %rows : index
        %column_ok = arith.cmpi slt, %kk, %columns : index
        %ok = arith.andi %row_ok, %column_ok : i1
        tir.block "sum" iters(%vi: spatial [0, %n) = %i, %vk: reduce [0, %k) = %kk) where %ok {
          tir.init {
            tir.store %zero, %Y[%vi]
          }
          %x = tir.load %X[%vi, %vk]
          %y = tir.load %Y[%vi]
          %s = arith.addf %x, %y : f32
          tir.store %s, %Y[%vi]
        }
      }
    }
  }
}

// -----

// Loops of rows and of the reduction are fused: the init has to stay.
// CHECK-LABEL: tir.prim_func @fused_stays_guarded
// CHECK:         tir.for %[[F:.+]] = 0 to 32
// CHECK:           %[[FIRST:.+]] = arith.cmpi eq
// CHECK-NEXT:      scf.if %[[FIRST]] {
// CHECK-NEXT:        tir.store
// CHECK-NEXT:      }
// CHECK-NEXT:      tir.load
tir.prim_func @fused_stays_guarded(%X: !tir.buffer<[4, 8], f32>, %Y: !tir.buffer<[4], f32>) {
  %zero = arith.constant 0.0 : f32
  %eight = arith.constant 8 : index
  tir.for %f = 0 to 32 {
    %i = arith.divui %f, %eight : index
    %j = arith.remui %f, %eight : index
    tir.block "sum" iters(%vi: spatial [0, 4) = %i, %vj: reduce [0, 8) = %j) {
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

// Another block in the reduction loop reads the buffer: the init has to stay.
// CHECK-LABEL: tir.prim_func @observed_stays_guarded
// CHECK:         tir.for %[[J:.+]] = 0 to 8 {
// CHECK:           scf.if
// CHECK-NEXT:        tir.store %{{.+}}, %Y[]
tir.prim_func @observed_stays_guarded(%X: !tir.buffer<[8], f32>, %Y: !tir.buffer<[], f32>, %Z: !tir.buffer<[8], f32>) {
  %zero = arith.constant 0.0 : f32
  tir.for %j = 0 to 8 {
    tir.block "sum" iters(%vj: reduce [0, 8) = %j) {
      tir.init {
        tir.store %zero, %Y[]
      }
      %x = tir.load %X[%vj]
      %y = tir.load %Y[]
      %s = arith.addf %x, %y : f32
      tir.store %s, %Y[]
    }
    tir.block "prefix" iters(%vj: opaque [0, 8) = %j) {
      %y = tir.load %Y[]
      tir.store %y, %Z[%vj]
    }
  }
}

// -----

// A block inside of a block.
// CHECK-LABEL: tir.prim_func @nested
// CHECK-NOT:     tir.block
// CHECK-NOT:     tir.init
// CHECK:         tir.for %[[I:.+]] = 0 to 4
// CHECK:           %[[ROW:.+]] = arith.muli %[[I]]
// CHECK:           tir.for %[[J:.+]] = 0 to 8
// CHECK-NEXT:        tir.load %X[%[[ROW]], %[[J]]]
// CHECK-NEXT:        tir.store %{{.+}}, %Y[%[[ROW]], %[[J]]]
tir.prim_func @nested(%X: !tir.buffer<[4, 8], f32>, %Y: !tir.buffer<[4, 8], f32>) {
  %one = arith.constant 1 : index
  tir.for %i = 0 to 4 {
    %row = arith.muli %i, %one : index
    tir.block "outer" iters(%vi: spatial [0, 4) = %row) {
      tir.for %j = 0 to 8 {
        tir.block "inner" iters(%vj: spatial [0, 8) = %j) {
          %x = tir.load %X[%vi, %vj]
          tir.store %x, %Y[%vi, %vj]
        }
      }
    }
  }
}

// Nothing to do.
// CHECK-LABEL: tir.prim_func @no_blocks
// CHECK:         tir.for %[[I:.+]] = 0 to 4 {
// CHECK-NEXT:      %[[X:.+]] = tir.load %X[%[[I]]]
// CHECK-NEXT:      tir.store %[[X]], %X[%[[I]]]
tir.prim_func @no_blocks(%X: !tir.buffer<[4], f32>) {
  tir.for %i = 0 to 4 {
    %x = tir.load %X[%i]
    tir.store %x, %X[%i]
  }
}

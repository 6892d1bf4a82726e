// RUN: relax-opt %s -split-input-file -relax-fuse-tir | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-fuse-tir=fuse-loop-nests=false | FileCheck %s --check-prefix=APART

// The halves of a gated product: a loop nest for each, in one loop, and a single element between them. One half lies in the result.
// CHECK-LABEL: tir.prim_func private @gated(%x: !tir.buffer<[s0, 8, s1], f32>, %Y: !tir.buffer<[s0, 4], f32>)
//       CHECK:   %[[GATE:.+]] = tir.alloc_buffer : !tir.buffer<[1, 1], f32>
//   CHECK-NOT:   tir.alloc_buffer
//       CHECK:   tir.for %[[I:.+]] = 0 to %
//  CHECK-NEXT:     tir.for %[[J:.+]] = 0 to 4 {
//  CHECK-NEXT:       tir.for %[[K:.+]] = 0 to %
//  CHECK-NEXT:         tir.block "rows" iters(%{{.+}}: spatial [0, %{{.+}}) = %[[I]], %[[V:.+]]: spatial [0, 4) = %[[J]],
//       CHECK:           tir.store %{{.+}}, %[[GATE]][%c0, %c0]
//       CHECK:           tir.load %x[%{{.+}}, %[[V]], %{{.+}}]
//       CHECK:       tir.for %[[K:.+]] = 0 to %
//  CHECK-NEXT:         tir.block "rows_1" iters(%{{.+}}: spatial [0, %{{.+}}) = %[[I]], %[[V:.+]]: spatial [0, 4) = %[[J]],
//       CHECK:           tir.store %{{.+}}, %Y[%{{.+}}, %[[V]]]
//       CHECK:           %[[W:.+]] = arith.addi %[[V]], %c4{{.*}} : index
//       CHECK:           tir.load %x[%{{.+}}, %[[W]], %{{.+}}]
//       CHECK:       tir.block "halves"
//       CHECK:         tir.load %[[GATE]][%c0, %c0]
//       CHECK:         tir.load %Y[
// APART-LABEL: tir.prim_func private @gated
//       APART:   tir.alloc_buffer : !tir.buffer<[s0, 8], f32>
//       APART:   tir.block "rows"
//   APART-NOT:   tir.block "rows_1"
relax.func private pure @gated(%x: !relax.tensor<[s0, 8, s1], f32>) -> !relax.tensor<[s0, 4], f32> attributes {relax.primitive} {
  %0 = relax.call_tir @rows(%x) : (!relax.tensor<[s0, 8, s1], f32>) -> !relax.tensor<[s0, 8], f32>
  %1 = relax.call_tir @halves(%0) : (!relax.tensor<[s0, 8], f32>) -> !relax.tensor<[s0, 4], f32>
  relax.return %1
}
tir.prim_func private @rows(%X: !tir.buffer<[n, 8, m], f32>, %Y: !tir.buffer<[n, 8], f32>) {
  %n = sym.value n : !sym.int<n>
  %m = sym.value m : !sym.int<m>
  tir.for %i = 0 to %n {
    tir.for %j = 0 to 8 {
      tir.for %k = 0 to %m {
        tir.block "rows" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 8) = %j, %vk: reduce [0, %m) = %k) {
          tir.init {
            %zero = arith.constant 0.0 : f32
            tir.store %zero, %Y[%vi, %vj]
          }
          %x = tir.load %X[%vi, %vj, %vk]
          %y = tir.load %Y[%vi, %vj]
          %z = arith.addf %x, %y : f32
          tir.store %z, %Y[%vi, %vj]
        }
      }
    }
  }
}
tir.prim_func private @halves(%X: !tir.buffer<[n, 8], f32>, %Y: !tir.buffer<[n, 4], f32>) {
  %n = sym.value n : !sym.int<n>
  %four = arith.constant 4 : index
  tir.for %i = 0 to %n {
    tir.for %j = 0 to 4 {
      tir.block "halves" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 4) = %j) {
        %other = arith.addi %vj, %four : index
        %a = tir.load %X[%vi, %vj]
        %b = tir.load %X[%vi, %other]
        %c = arith.mulf %a, %b : f32
        tir.store %c, %Y[%vi, %vj]
      }
    }
  }
}

// -----

// What no slice holds is not computed; one element may be a slice. The first slice lies in the result.
// CHECK-LABEL: tir.prim_func private @part
//       CHECK:   tir.alloc_buffer : !tir.buffer<[1, s0], f32>
//   CHECK-NOT:   tir.alloc_buffer
//       CHECK:   tir.for %{{.+}} = 0 to 3 {
//  CHECK-NEXT:     tir.for
//       CHECK:       tir.block "columns" iters(%[[V:.+]]: spatial [0, 3)
//       CHECK:         arith.addi %[[V]], %c2
//       CHECK:   tir.for %{{.+}} = 0 to 1 {
//  CHECK-NEXT:     tir.for
//       CHECK:       tir.block "columns_1" iters(%[[V:.+]]: spatial [0, 1)
//       CHECK:         arith.addi %[[V]], %c7
//       CHECK:   tir.block "use"
relax.func private pure @part(%x: !relax.tensor<[8, s0, 16], f32>) -> !relax.tensor<[3, s0], f32> attributes {relax.primitive} {
  %0 = relax.call_tir @columns(%x) : (!relax.tensor<[8, s0, 16], f32>) -> !relax.tensor<[8, s0], f32>
  %1 = relax.call_tir @use(%0) : (!relax.tensor<[8, s0], f32>) -> !relax.tensor<[3, s0], f32>
  relax.return %1
}
tir.prim_func private @columns(%X: !tir.buffer<[8, n, 16], f32>, %Y: !tir.buffer<[8, n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %j = 0 to 8 {
    tir.for %i = 0 to %n {
      tir.for %k = 0 to 16 {
        tir.block "columns" iters(%vj: spatial [0, 8) = %j, %vi: spatial [0, %n) = %i, %vk: reduce [0, 16) = %k) {
          tir.init {
            %zero = arith.constant 0.0 : f32
            tir.store %zero, %Y[%vj, %vi]
          }
          %x = tir.load %X[%vj, %vi, %vk]
          %y = tir.load %Y[%vj, %vi]
          %z = arith.maximumf %x, %y : f32
          tir.store %z, %Y[%vj, %vi]
        }
      }
    }
  }
}
tir.prim_func private @use(%X: !tir.buffer<[8, n], f32>, %Y: !tir.buffer<[3, n], f32>) {
  %n = sym.value n : !sym.int<n>
  %one = arith.constant 1 : index
  %seven = arith.constant 7 : index
  tir.for %j = 0 to 3 {
    tir.for %i = 0 to %n {
      tir.block "use" iters(%vj: spatial [0, 3) = %j, %vi: spatial [0, %n) = %i) {
        %next = arith.addi %vj, %one : index
        %second = arith.addi %one, %next : index
        %a = tir.load %X[%second, %vi]
        %b = tir.load %X[%seven, %vi]
        %c = arith.subf %a, %b : f32
        tir.store %c, %Y[%vj, %vi]
      }
    }
  }
}

// -----

// Slices that overlap, that are read at places of their own, and that a reduction goes along, stay one buffer.
// CHECK-LABEL: tir.prim_func private @overlapping
//       CHECK:   tir.alloc_buffer : !tir.buffer<[8], f32>
//   CHECK-NOT:   "sums_1"
// CHECK-LABEL: tir.prim_func private @mirrored
//       CHECK:   tir.alloc_buffer : !tir.buffer<[8], f32>
//   CHECK-NOT:   "sums_1"
// CHECK-LABEL: tir.prim_func private @reduction_outside
//       CHECK:   tir.alloc_buffer : !tir.buffer<[8], f32>
//   CHECK-NOT:   "columns_1"
relax.func private pure @overlapping(%x: !relax.tensor<[8, s0], f32>) -> !relax.tensor<[7], f32> attributes {relax.primitive} {
  %0 = relax.call_tir @sums(%x) : (!relax.tensor<[8, s0], f32>) -> !relax.tensor<[8], f32>
  %1 = relax.call_tir @differences(%0) : (!relax.tensor<[8], f32>) -> !relax.tensor<[7], f32>
  relax.return %1
}
relax.func private pure @mirrored(%x: !relax.tensor<[8, s0], f32>) -> !relax.tensor<[4], f32> attributes {relax.primitive} {
  %0 = relax.call_tir @sums(%x) : (!relax.tensor<[8, s0], f32>) -> !relax.tensor<[8], f32>
  %1 = relax.call_tir @mirror(%0) : (!relax.tensor<[8], f32>) -> !relax.tensor<[4], f32>
  relax.return %1
}
relax.func private pure @reduction_outside(%x: !relax.tensor<[s0, 8], f32>) -> !relax.tensor<[4], f32> attributes {relax.primitive} {
  %0 = relax.call_tir @column_sums(%x) : (!relax.tensor<[s0, 8], f32>) -> !relax.tensor<[8], f32>
  %1 = relax.call_tir @halves(%0) : (!relax.tensor<[8], f32>) -> !relax.tensor<[4], f32>
  relax.return %1
}
tir.prim_func private @sums(%X: !tir.buffer<[8, n], f32>, %Y: !tir.buffer<[8], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %j = 0 to 8 {
    tir.for %k = 0 to %n {
      tir.block "sums" iters(%vj: spatial [0, 8) = %j, %vk: reduce [0, %n) = %k) {
        tir.init {
          %zero = arith.constant 0.0 : f32
          tir.store %zero, %Y[%vj]
        }
        %x = tir.load %X[%vj, %vk]
        %y = tir.load %Y[%vj]
        %z = arith.addf %x, %y : f32
        tir.store %z, %Y[%vj]
      }
    }
  }
}
tir.prim_func private @column_sums(%X: !tir.buffer<[n, 8], f32>, %Y: !tir.buffer<[8], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %k = 0 to %n {
    tir.for %j = 0 to 8 {
      tir.block "columns" iters(%vj: spatial [0, 8) = %j, %vk: reduce [0, %n) = %k) {
        tir.init {
          %zero = arith.constant 0.0 : f32
          tir.store %zero, %Y[%vj]
        }
        %x = tir.load %X[%vk, %vj]
        %y = tir.load %Y[%vj]
        %z = arith.addf %x, %y : f32
        tir.store %z, %Y[%vj]
      }
    }
  }
}
tir.prim_func private @differences(%X: !tir.buffer<[8], f32>, %Y: !tir.buffer<[7], f32>) {
  %one = arith.constant 1 : index
  tir.for %i = 0 to 7 {
    %next = arith.addi %i, %one : index
    %a = tir.load %X[%i]
    %b = tir.load %X[%next]
    %c = arith.subf %b, %a : f32
    tir.store %c, %Y[%i]
  }
}
tir.prim_func private @mirror(%X: !tir.buffer<[8], f32>, %Y: !tir.buffer<[4], f32>) {
  %seven = arith.constant 7 : index
  tir.for %i = 0 to 4 {
    %other = arith.subi %seven, %i : index
    %a = tir.load %X[%i]
    %b = tir.load %X[%other]
    %c = arith.subf %b, %a : f32
    tir.store %c, %Y[%i]
  }
}
tir.prim_func private @halves(%X: !tir.buffer<[8], f32>, %Y: !tir.buffer<[4], f32>) {
  %four = arith.constant 4 : index
  tir.for %i = 0 to 4 {
    %other = arith.addi %i, %four : index
    %a = tir.load %X[%i]
    %b = tir.load %X[%other]
    %c = arith.mulf %b, %a : f32
    tir.store %c, %Y[%i]
  }
}

// RUN: relax-opt %s --tir-collapse-loops | FileCheck %s
// RUN: relax-opt %s --tir-collapse-loops | relax-opt --tir-collapse-loops | FileCheck %s

// The example of the pass documentation.
// CHECK-LABEL: tir.prim_func @f(
// CHECK:         %[[SIZE:.+]] = sym.value 3 * n : !sym.int<3 * n>
// CHECK:         tir.for %[[F:.+]] = 0 to %[[SIZE]] {
// CHECK-NEXT:      memref.store %y, %{{.+}}[%[[F]]] : memref<?xf32>
// CHECK-NEXT:    }
tir.prim_func @f(%X: !tir.buffer<[n, 3], f32>, %y: f32) {
  %x = tir.flat_view %X : !tir.buffer<[n, 3], f32> -> memref<?xf32>
  %n = sym.value n : !sym.int<n>
  %c3 = arith.constant 3 : index
  tir.for %i = 0 to %n {
    tir.for %j = 0 to 3 {
      %row = arith.muli %i, %c3 : index
      %at = arith.addi %row, %j : index
      memref.store %y, %x[%at] : memref<?xf32>
    }
  }
}

// Three loops, symbolic rows.
// CHECK-LABEL: tir.prim_func @three(
// CHECK:         %[[SIZE:.+]] = sym.value 3 * m * n
// CHECK:         tir.for %{{.+}} = 0 to %[[SIZE]] {
// CHECK-NOT:     tir.for
tir.prim_func @three(%X: !tir.buffer<[n, m, 3], f32>, %y: f32) {
  %x = tir.flat_view %X : !tir.buffer<[n, m, 3], f32> -> memref<?xf32>
  %n = sym.value n : !sym.int<n>
  %m = sym.value m : !sym.int<m>
  %size = sym.value 3 * m : !sym.int<3 * m>
  %plane = sym.to_index %size : !sym.int<3 * m> -> index
  %c3 = arith.constant 3 : index
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %m {
      tir.for %k = 0 to 3 {
        %a = arith.muli %i, %plane : index
        %b = arith.muli %j, %c3 : index
        %c = arith.addi %a, %b : index
        %at = arith.addi %c, %k : index
        memref.store %y, %x[%at] : memref<?xf32>
      }
    }
  }
}

// Constants only.
// CHECK-LABEL: tir.prim_func @constant(
// CHECK:         tir.for %{{.+}} = 0 to 12 {
// CHECK-NOT:     tir.for
tir.prim_func @constant(%X: !tir.buffer<[4, 3], f32>, %y: f32) {
  %x = tir.flat_view %X : !tir.buffer<[4, 3], f32> -> memref<?xf32>
  %c3 = arith.constant 3 : index
  tir.for %i = 0 to 4 {
    tir.for %j = 0 to 3 {
      %row = arith.muli %i, %c3 : index
      %at = arith.addi %row, %j : index
      memref.store %y, %x[%at] : memref<?xf32>
    }
  }
}

// A second operand is read in another way: a row that is broadcast, a transposed one, a row with a gap.
// CHECK-LABEL: tir.prim_func @other_order(
// CHECK-COUNT-6: tir.for
tir.prim_func @other_order(%X: !tir.buffer<[4, 4], f32>, %Y: !tir.buffer<[4, 4], f32>) {
  %x = tir.flat_view %X : !tir.buffer<[4, 4], f32> -> memref<?xf32>
  %y = tir.flat_view %Y : !tir.buffer<[4, 4], f32> -> memref<?xf32>
  %c4 = arith.constant 4 : index
  %c5 = arith.constant 5 : index
  tir.for %i = 0 to 4 {
    tir.for %j = 0 to 4 {
      %row = arith.muli %i, %c4 : index
      %at = arith.addi %row, %j : index
      %v = memref.load %y[%j] : memref<?xf32>
      memref.store %v, %x[%at] : memref<?xf32>
    }
  }
  tir.for %i = 0 to 4 {
    tir.for %j = 0 to 4 {
      %row = arith.muli %i, %c4 : index
      %at = arith.addi %row, %j : index
      %column = arith.muli %j, %c4 : index
      %from = arith.addi %column, %i : index
      %v = memref.load %y[%from] : memref<?xf32>
      memref.store %v, %x[%at] : memref<?xf32>
    }
  }
  tir.for %i = 0 to 4 {
    tir.for %j = 0 to 4 {
      %row = arith.muli %i, %c5 : index
      %at = arith.addi %row, %j : index
      %v = memref.load %y[%at] : memref<?xf32>
      memref.store %v, %x[%at] : memref<?xf32>
    }
  }
}

// A variable that is more than an address, loops of other kinds, other starts, something between the loops.
// CHECK-LABEL: tir.prim_func @other_use(
// CHECK-COUNT-10: tir.for
tir.prim_func @other_use(%X: !tir.buffer<[4, 4], index>) {
  %x = tir.flat_view %X : !tir.buffer<[4, 4], index> -> memref<?xindex>
  %c4 = arith.constant 4 : index
  tir.for %i = 0 to 4 {
    tir.for %j = 0 to 4 {
      %row = arith.muli %i, %c4 : index
      %at = arith.addi %row, %j : index
      %odd = arith.remui %j, %c4 : index
      memref.store %odd, %x[%at] : memref<?xindex>
    }
  }
  tir.for parallel %i = 0 to 4 {
    tir.for %j = 0 to 4 {
      %row = arith.muli %i, %c4 : index
      %at = arith.addi %row, %j : index
      memref.store %c4, %x[%at] : memref<?xindex>
    }
  }
  tir.for %i = 0 to 4 {
    tir.for %j = 1 to 4 {
      %row = arith.muli %i, %c4 : index
      %at = arith.addi %row, %j : index
      memref.store %c4, %x[%at] : memref<?xindex>
    }
  }
  tir.for %i = 0 to 4 {
    %row = arith.muli %i, %c4 : index
    memref.store %c4, %x[%row] : memref<?xindex>
    tir.for %j = 0 to 4 {
      %at = arith.addi %row, %j : index
      memref.store %c4, %x[%at] : memref<?xindex>
    }
  }
  // A triangle.
  tir.for %i = 0 to 4 {
    tir.for %j = 0 to %i {
      %row = arith.muli %i, %c4 : index
      %at = arith.addi %row, %j : index
      memref.store %c4, %x[%at] : memref<?xindex>
    }
  }
}

// What the outer variable added to addresses goes; where it stands alone, zero takes its place.
// CHECK-LABEL: tir.prim_func @parts(
// CHECK:         %[[OFFSET:.+]] = arith.constant 7 : index
// CHECK:         tir.for %[[F:.+]] = 0 to 12 {
// CHECK-NEXT:      %[[AT:.+]] = arith.addi %[[OFFSET]], %[[F]] : index
// CHECK-NEXT:      memref.store %y, %{{.+}}[%[[AT]]] : memref<?xf32>
// CHECK-NEXT:      %[[BACK:.+]] = arith.subi %[[F]], %[[OFFSET]] : index
// CHECK-NEXT:      memref.store %y, %{{.+}}[%[[BACK]]] : memref<?xf32>
// CHECK-NEXT:    }
tir.prim_func @parts(%X: !tir.buffer<[32], f32>, %y: f32) {
  %x = tir.flat_view %X : !tir.buffer<[32], f32> -> memref<?xf32>
  %c3 = arith.constant 3 : index
  %c7 = arith.constant 7 : index
  tir.for %i = 0 to 4 {
    tir.for %j = 0 to 3 {
      %row = arith.muli %c3, %i : index
      %shifted = arith.addi %c7, %row : index
      %at = arith.addi %shifted, %j : index
      memref.store %y, %x[%at] : memref<?xf32>
      %place = arith.addi %row, %j : index
      %back = arith.subi %place, %c7 : index
      memref.store %y, %x[%back] : memref<?xf32>
    }
  }
}

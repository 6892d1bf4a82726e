// RUN: relax-opt %s --convert-tir-to-llvm | FileCheck %s
// RUN: relax-opt %s --convert-tir-to-llvm | mlir-translate --mlir-to-llvmir | opt -passes=verify -disable-output

// Out of two loops; the workspace is given back on the way.
// CHECK-LABEL: llvm.func @loops
// CHECK-SAME:      %[[CTX:[a-z0-9]+]]: !llvm.ptr) -> i32
// CHECK:         %[[BLOCK:.+]] = llvm.call %{{.+}}(%[[CTX]], %{{.+}}, %{{.+}}) : !llvm.ptr, (!llvm.ptr, i64, i64) -> !llvm.ptr
// CHECK:         llvm.cond_br %{{.+}}, ^[[FAIL:.+]], ^[[GO:bb[0-9]+]]
// CHECK:       ^[[FAIL]]:
// CHECK:         %[[TEXT:.+]] = llvm.mlir.addressof @[[MESSAGE:tir.message[0-9]+]]
// CHECK:         %[[CODE:.+]] = llvm.call @tir.fail2(%[[CTX]], %[[TEXT]], %{{.+}}, %{{.+}}, %{{.+}})
// CHECK:         llvm.getelementptr inbounds %[[CTX]][16]
// CHECK:         llvm.call %{{.+}}(%[[CTX]], %[[BLOCK]])
// CHECK:         llvm.return %[[CODE]] : i32
tir.prim_func @loops(%X: !tir.buffer<[n], f32>) {
  %x = tir.flat_view %X : !tir.buffer<[n], f32> -> memref<?xf32>
  %n = sym.value n : !sym.int<n>
  %size = sym.to_index %n : !sym.int<n> -> index
  %local = memref.alloc(%size) : memref<?xf32>
  %c9 = arith.constant 9 : index
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %n {
      %ok = arith.cmpi slt, %j, %c9 : index
      tir.assert %ok, "100% of {} and {}" (%i, %j)
      %v = memref.load %x[%j] : memref<?xf32>
      memref.store %v, %local[%i] : memref<?xf32>
    }
  }
}

// A piece of a parallel loop returns the code of its own.
// CHECK-LABEL: llvm.func internal @pieces.parallel0
// CHECK-SAME:      %[[CTX:[a-z0-9]+]]: !llvm.ptr) -> i32
// CHECK:         %[[CODE:.+]] = llvm.call @tir.fail0(%[[CTX]],
// CHECK-NEXT:    llvm.return %[[CODE]] : i32
tir.prim_func @pieces(%X: !tir.buffer<[n], f32>) {
  %x = tir.flat_view %X : !tir.buffer<[n], f32> -> memref<?xf32>
  %n = sym.value n : !sym.int<n>
  %zero = arith.constant 0.0 : f32
  tir.for parallel %i = 0 to %n {
    %v = memref.load %x[%i] : memref<?xf32>
    %ok = arith.cmpf oge, %v, %zero : f32
    tir.assert %ok, "negative"
  }
}

// Functions on memrefs: the context goes along, a failure of the callee is one of the caller.
// CHECK-LABEL: llvm.func @get
// CHECK-SAME:      %[[CTX:[a-z0-9]+]]: !llvm.ptr) -> !llvm.struct<(f32, i32)>
// CHECK:         %[[CODE:.+]] = llvm.call @tir.fail1(%[[CTX]],
// CHECK-NEXT:    %[[NONE:.+]] = llvm.mlir.poison : !llvm.struct<(f32, i32)>
// CHECK-NEXT:    %[[RESULT:.+]] = llvm.insertvalue %[[CODE]], %[[NONE]][1]
// CHECK-NEXT:    llvm.return %[[RESULT]]
func.func private @get(%X: memref<?xf32>, %i: index, %ok: i1) -> f32 {
  tir.assert %ok, "no {}" (%i)
  %x = memref.load %X[%i] : memref<?xf32>
  return %x : f32
}
// CHECK-LABEL: llvm.func @caller(
// CHECK:         %[[CODE:.+]] = llvm.call @caller.body
// CHECK:         llvm.return %[[CODE]] : i32
// CHECK-LABEL: llvm.func @caller.body
// CHECK:         %[[BOTH:.+]] = llvm.call @get
// CHECK:         %[[CODE:.+]] = llvm.extractvalue %[[BOTH]][1]
// CHECK:         %[[EXIT:.+]] = llvm.freeze %[[CODE]]
// CHECK-NEXT:    llvm.return %[[EXIT]] : i32
// CHECK:         %[[OK:.+]] = llvm.mlir.constant(0 : i32) : i32
// CHECK:         llvm.return %[[OK]] : i32
// CHECK-NOT:     tir.assert
func.func @caller(%X: memref<?xf32>, %i: index, %ok: i1) attributes {relax.kernel} {
  %x = func.call @get(%X, %i, %ok) : (memref<?xf32>, index, i1) -> f32
  memref.store %x, %X[%i] : memref<?xf32>
  return
}

// A size that is computed behind an assertion: so is the workspace, and who left before has none to give back.
// CHECK-LABEL: llvm.func @behind
// CHECK:         llvm.cond_br %{{.+}}, ^[[EXIT:.+]], ^[[GO:bb[0-9]+]]
// CHECK:       ^[[EXIT]]:
// CHECK-NEXT:    llvm.mlir.addressof
// CHECK-NOT:     [16]
// CHECK:         llvm.return
// CHECK:       ^[[GO]]:
// CHECK:         llvm.sdiv
// CHECK:         llvm.getelementptr inbounds %{{.+}}[8]
tir.prim_func @behind(%X: !tir.buffer<[n], f32>, %k: !sym.int<k>, %ok: i1) {
  tir.assert %ok, "k is not zero"
  %x = tir.flat_view %X : !tir.buffer<[n], f32> -> memref<?xf32>
  %size = sym.value n floordiv k : !sym.int<n floordiv k>
  %index = sym.to_index %size : !sym.int<n floordiv k> -> index
  %local = memref.alloc(%index) : memref<?xf32>
  tir.for %i = 0 to %size {
    %v = memref.load %x[%i] : memref<?xf32>
    memref.store %v, %local[%i] : memref<?xf32>
  }
}

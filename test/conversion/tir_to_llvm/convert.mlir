// RUN: relax-opt %s --convert-tir-to-llvm | FileCheck %s
// RUN: relax-opt %s --convert-tir-to-llvm=parallel=false | FileCheck %s --check-prefix=SERIAL
// RUN: relax-opt %s --convert-tir-to-llvm=fast-math=contract | FileCheck %s --check-prefix=CONTRACT
// RUN: not relax-opt %s --convert-tir-to-llvm=fast-math=slow 2>&1 | FileCheck %s --check-prefix=ERROR

// ERROR: error: fast-math must be 'none', 'contract' or 'fast', got 'slow'

// The interface: pointers, then symbols and scalars, loaded once.
// CHECK-LABEL: llvm.func @scale(
// CHECK-SAME:      %[[BUFFERS:[a-z0-9]+]]: !llvm.ptr {llvm.noalias, llvm.readonly},
// CHECK-SAME:      %[[SCALARS:[a-z0-9]+]]: !llvm.ptr {llvm.noalias, llvm.readonly}, %{{.+}}: !llvm.ptr) -> i32
// CHECK:         %[[XP:.+]] = llvm.getelementptr inbounds %[[BUFFERS]][0]
// CHECK:         %[[X:.+]] = llvm.load %[[XP]] invariant : !llvm.ptr -> !llvm.ptr
// CHECK:         %[[FP:.+]] = llvm.getelementptr inbounds %[[SCALARS]][1]
// CHECK:         %[[BITS:.+]] = llvm.load %[[FP]] invariant : !llvm.ptr -> i64
// CHECK:         %[[LOW:.+]] = llvm.trunc %[[BITS]] : i64 to i32
// CHECK:         %[[FACTOR:.+]] = llvm.bitcast %[[LOW]] : i32 to f32
// CHECK:         %[[YP:.+]] = llvm.getelementptr inbounds %[[BUFFERS]][1]
// CHECK:         %[[Y:.+]] = llvm.load %[[YP]] invariant
// CHECK:         %[[NP:.+]] = llvm.getelementptr inbounds %[[SCALARS]][0]
// CHECK:         %[[N:.+]] = llvm.load %[[NP]] invariant : !llvm.ptr -> i64
// CHECK:         llvm.icmp "slt" %[[I:.+]], %[[N]] : i64
// CHECK:         %[[AT:.+]] = llvm.getelementptr inbounds|nuw %[[X]][%[[I]]] : (!llvm.ptr, i64) -> !llvm.ptr, f32
// CHECK:         llvm.load %[[AT]] {alias_scopes = [#[[S0:[a-z_0-9]+]]], noalias_scopes = [#[[S1:[a-z_0-9]+]]]}
// CHECK:         llvm.fmul %{{.+}}, %[[FACTOR]] : f32
// CHECK:         llvm.store %{{.+}}, %{{.+}} {alias_scopes = [#[[S1]]], noalias_scopes = [#[[S0]]]}
// CHECK:         %[[OK:.+]] = llvm.mlir.constant(0 : i32) : i32
// CHECK:         llvm.return %[[OK]] : i32
// CONTRACT-LABEL: llvm.func @scale(
// CONTRACT:         llvm.fmul %{{.+}}, %{{.+}} {fastmathFlags = #llvm.fastmath<contract>}
tir.prim_func @scale(%X: !tir.buffer<[n], f32>, %factor: f32, %Y: !tir.buffer<[n], f32>) {
  %x = tir.flat_view %X : !tir.buffer<[n], f32> -> memref<?xf32>
  %y = tir.flat_view %Y : !tir.buffer<[n], f32> -> memref<?xf32>
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %v = memref.load %x[%i] : memref<?xf32>
    %w = arith.mulf %v, %factor : f32
    memref.store %w, %y[%i] : memref<?xf32>
  }
}

// Buffers that may overlap carry no scopes.
// CHECK-LABEL: llvm.func @may_alias
// CHECK-NOT:     alias_scopes
// CHECK:         llvm.return
tir.prim_func @may_alias(%X: !tir.buffer<[4], f32>, %Y: !tir.buffer<[4], f32>) attributes {tir.may_alias} {
  %x = tir.flat_view %X : !tir.buffer<[4], f32> -> memref<?xf32>
  %y = tir.flat_view %Y : !tir.buffer<[4], f32> -> memref<?xf32>
  tir.for %i = 0 to 4 {
    %v = memref.load %x[%i] : memref<?xf32>
    memref.store %v, %y[%i] : memref<?xf32>
  }
}

// A boolean takes a byte.
// CHECK-LABEL: llvm.func @booleans
// CHECK:         %[[BYTE:.+]] = llvm.load %{{.+}} : !llvm.ptr -> i8
// CHECK:         %[[ZERO:.+]] = llvm.mlir.constant(0 : i8) : i8
// CHECK:         %[[BIT:.+]] = llvm.icmp "ne" %[[BYTE]], %[[ZERO]] : i8
// CHECK:         %[[WIDE:.+]] = llvm.zext %[[BIT]] : i1 to i8
// CHECK:         llvm.store %[[WIDE]]
tir.prim_func @booleans(%X: !tir.buffer<[4], i1>) {
  %x = tir.flat_view %X : !tir.buffer<[4], i1> -> memref<?xi1>
  tir.for %i = 0 to 4 {
    %v = memref.load %x[%i] : memref<?xi1>
    memref.store %v, %x[%i] : memref<?xi1>
  }
}

// Loops that say how they want to be compiled.
// CHECK-LABEL: llvm.func @annotated
// CHECK:         llvm.br ^{{.+}} {loop_annotation = #[[UNROLL:.+]]}
// CHECK:         llvm.br ^{{.+}} {loop_annotation = #[[VECTOR:.+]]}
tir.prim_func @annotated(%X: !tir.buffer<[n], f32>) {
  %x = tir.flat_view %X : !tir.buffer<[n], f32> -> memref<?xf32>
  %n = sym.value n : !sym.int<n>
  tir.for unrolled %i = 0 to 4 {
    %v = memref.load %x[%i] : memref<?xf32>
    memref.store %v, %x[%i] : memref<?xf32>
  }
  tir.for vectorized %i = 0 to %n {
    %v = memref.load %x[%i] : memref<?xf32>
    memref.store %v, %x[%i] : memref<?xf32>
  }
}

// The body of a parallel loop, the function that runs it; its code is the result.
// CHECK-LABEL: llvm.func internal @parallel.parallel0(
// CHECK-SAME:      %[[DATA:[a-z0-9]+]]: !llvm.ptr, %[[BEGIN:[a-z0-9]+]]: i64, %[[END:[a-z0-9]+]]: i64, %{{.+}}: !llvm.ptr) -> i32
// CHECK:         %[[P:.+]] = llvm.getelementptr inbounds %[[DATA]][0, 0]
// CHECK:         llvm.load %[[P]] : !llvm.ptr -> !llvm.ptr
// CHECK:         llvm.br ^{{.+}}(%[[BEGIN]] : i64)
// CHECK:         llvm.icmp "slt" %{{.+}}, %[[END]] : i64
// CHECK-LABEL: llvm.func @parallel(
// CHECK-SAME:      %[[CTX:[a-z0-9]+]]: !llvm.ptr) -> i32
// CHECK:         %[[STATUS:.+]] = llvm.alloca %{{.+}} x i32
// CHECK:         %[[MEMORY:.+]] = llvm.alloca %{{.+}} x !llvm.struct<(ptr)>
// CHECK:         %[[GRAIN:.+]] = llvm.mlir.constant(4096 : i64) : i64
// CHECK:         %[[BODY:.+]] = llvm.mlir.addressof @parallel.parallel0
// CHECK:         llvm.getelementptr inbounds %[[CTX]][32] : (!llvm.ptr) -> !llvm.ptr, i8
// CHECK:         %[[CODE:.+]] = llvm.call %{{.+}}(%[[CTX]], %{{.+}}, %{{.+}}, %[[GRAIN]], %[[BODY]], %[[MEMORY]])
// CHECK:         llvm.select %{{.+}}, %[[CODE]], %{{.+}} : i1, i32
// CHECK:         %[[RESULT:.+]] = llvm.load %[[STATUS]]
// CHECK:         llvm.return %[[RESULT]] : i32
// SERIAL-NOT:  parallel0
// SERIAL-LABEL: llvm.func @parallel(
// SERIAL-NOT:     llvm.call
// SERIAL:         llvm.return
tir.prim_func @parallel(%X: !tir.buffer<[n], f32>) {
  %x = tir.flat_view %X : !tir.buffer<[n], f32> -> memref<?xf32>
  %n = sym.value n : !sym.int<n>
  tir.for parallel %i = 0 to %n {
    %v = memref.load %x[%i] : memref<?xf32>
    memref.store %v, %x[%i] : memref<?xf32>
  }
}

// Local buffers: one block from the context, given back; a code when there is none.
// CHECK-LABEL: llvm.func @workspace
// CHECK-SAME:      %[[CTX:[a-z0-9]+]]: !llvm.ptr) -> i32
// CHECK:         llvm.getelementptr inbounds %[[CTX]][8] : (!llvm.ptr) -> !llvm.ptr, i8
// CHECK:         %[[BLOCK:.+]] = llvm.call %{{.+}}(%[[CTX]], %{{.+}}, %{{.+}}) : !llvm.ptr, (!llvm.ptr, i64, i64) -> !llvm.ptr
// CHECK:         %[[NULL:.+]] = llvm.mlir.zero : !llvm.ptr
// CHECK:         %[[MISSING:.+]] = llvm.icmp "eq" %[[BLOCK]], %[[NULL]]
// CHECK:         llvm.cond_br %[[MISSING]], ^[[FAILED:.+]], ^[[REST:.+]]
// CHECK:       ^[[FAILED]]:
// CHECK:         %[[ONE:.+]] = llvm.mlir.constant(1 : i32) : i32
// CHECK:         llvm.return %[[ONE]] : i32
// CHECK:       ^[[REST]]:
// CHECK:         llvm.getelementptr inbounds %[[CTX]][16]
// CHECK:         llvm.call %{{.+}}(%[[CTX]], %[[BLOCK]])
// CHECK:         llvm.return
tir.prim_func @workspace(%X: !tir.buffer<[n], f32>) {
  %x = tir.flat_view %X : !tir.buffer<[n], f32> -> memref<?xf32>
  %n = sym.value n : !sym.int<n>
  %size = sym.to_index %n : !sym.int<n> -> index
  %a = memref.alloc(%size) : memref<?xf32>
  %b = memref.alloc(%size) : memref<?xi1>
  tir.for %i = 0 to %n {
    %v = memref.load %x[%i] : memref<?xf32>
    memref.store %v, %a[%i] : memref<?xf32>
  }
}

// Small ones are on the stack, made at the entry.
// CHECK-LABEL: llvm.func @stack
// CHECK-NEXT:    %[[SIZE:.+]] = llvm.mlir.constant(4 : i64) : i64
// CHECK-NEXT:    llvm.alloca %[[SIZE]] x f32 {alignment = 64 : i64}
tir.prim_func @stack(%X: !tir.buffer<[4], f32>) {
  %x = tir.flat_view %X : !tir.buffer<[4], f32> -> memref<?xf32>
  tir.for %i = 0 to 4 {
    %a = memref.alloca() : memref<4xf32>
    %v = memref.load %x[%i] : memref<?xf32>
    memref.store %v, %a[%i] : memref<4xf32>
  }
}

// Expressions over symbols of the signature, and a symbol of the body.
// CHECK-LABEL: llvm.func @expressions
// CHECK:         %[[TWO:.+]] = llvm.mlir.constant(2 : index) : i64
// CHECK:         %[[N:.+]] = llvm.load %{{.+}} invariant : !llvm.ptr -> i64
// CHECK:         llvm.mul %[[N]], %[[TWO]] : i64
// CHECK-NOT:     unrealized_conversion_cast
// CHECK-NOT:     sym.
// CHECK:         llvm.return
tir.prim_func @expressions(%X: !tir.buffer<[n], f32>) {
  %x = tir.flat_view %X : !tir.buffer<[n], f32> -> memref<?xf32>
  %m = sym.value 2 * n : !sym.int<2 * n>
  tir.for %i = 0 to %m {
    %k = sym.from_index %i symbols ["k"] : !sym.int<k>
    %l = sym.value k + n of (%k : !sym.int<k>) : !sym.int<k + n>
    %at = sym.to_index %l : !sym.int<k + n> -> index
    %v = memref.load %x[%at] : memref<?xf32>
    memref.store %v, %x[%i] : memref<?xf32>
  }
}

// A declaration keeps the interface.
// CHECK: llvm.func @declared(!llvm.ptr {llvm.noalias, llvm.readonly}, !llvm.ptr {llvm.noalias, llvm.readonly}, !llvm.ptr) -> i32
tir.prim_func private @declared(!tir.buffer<[n], f32>)

// A function of upstream dialects with the interface, and one without.
// CHECK-LABEL: llvm.func @upstream(
// CHECK:         llvm.call @upstream.body(
// CHECK:         llvm.return %{{.+}} : i32
// CHECK-LABEL: llvm.func @upstream.body(
// CHECK-LABEL: llvm.func @helper(
// CHECK-NOT:   llvm.func @helper.body(
func.func @upstream(%A: memref<?x4xf32>, %s: f32) attributes {relax.kernel} {
  %c0 = arith.constant 0 : index
  memref.store %s, %A[%c0, %c0] : memref<?x4xf32>
  func.call @helper(%s) : (f32) -> ()
  return
}
func.func @helper(%s: f32) {
  return
}

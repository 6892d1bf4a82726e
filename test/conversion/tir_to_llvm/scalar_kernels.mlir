// Kernels of loops and scalars, which are lowered in one walk, and one that needs the dialect conversion.
// RUN: relax-opt %s --convert-tir-to-llvm | FileCheck %s

// Each operation becomes the one of LLVM, with its flags.
// CHECK-LABEL: llvm.func @integers(
// CHECK-NOT:     unrealized_conversion_cast
// CHECK:         llvm.add %{{.+}}, %{{.+}} overflow<nsw> : i64
// CHECK:         llvm.sub %{{.+}}, %{{.+}} overflow<nuw> : i64
// CHECK:         llvm.mul %{{.+}}, %{{.+}} : i64
// CHECK:         llvm.sdiv %{{.+}}, %{{.+}} : i64
// CHECK:         llvm.udiv %{{.+}}, %{{.+}} : i64
// CHECK:         llvm.srem %{{.+}}, %{{.+}} : i64
// CHECK:         llvm.urem %{{.+}}, %{{.+}} : i64
// CHECK:         llvm.trunc %{{.+}} : i64 to i32
// CHECK:         llvm.and %{{.+}}, %{{.+}} : i32
// CHECK:         llvm.or %{{.+}}, %{{.+}} : i32
// CHECK:         llvm.xor %{{.+}}, %{{.+}} : i32
// CHECK:         llvm.shl %{{.+}}, %{{.+}} overflow<nsw, nuw> : i32
// CHECK:         llvm.ashr exact %{{.+}}, %{{.+}} : i32
// CHECK:         llvm.lshr %{{.+}}, %{{.+}} : i32
// CHECK:         llvm.intr.smin(%{{.+}}, %{{.+}}) : (i32, i32) -> i32
// CHECK:         llvm.intr.smax(%{{.+}}, %{{.+}}) : (i32, i32) -> i32
// CHECK:         llvm.intr.umin(%{{.+}}, %{{.+}}) : (i32, i32) -> i32
// CHECK:         llvm.intr.umax(%{{.+}}, %{{.+}}) : (i32, i32) -> i32
// CHECK:         llvm.icmp "ult" %{{.+}}, %{{.+}} : i32
// CHECK:         llvm.select %{{.+}}, %{{.+}}, %{{.+}} : i1, i32
// CHECK:         llvm.trunc %{{.+}} : i32 to i8
// CHECK:         llvm.sext %{{.+}} : i8 to i16
// CHECK:         llvm.zext %{{.+}} : i16 to i64
// CHECK:         llvm.store %{{.+}}, %{{.+}} : i64, !llvm.ptr
tir.prim_func @integers(%X: !tir.buffer<[n], i64>) {
  %x = tir.flat_view %X : !tir.buffer<[n], i64> -> memref<?xi64>
  %n = sym.value n : !sym.int<n>
  tir.for %i = 1 to %n {
    %0 = arith.addi %i, %i overflow<nsw> : index
    %1 = arith.subi %0, %i overflow<nuw> : index
    %2 = arith.muli %1, %0 : index
    %3 = arith.divsi %2, %i : index
    %4 = arith.divui %3, %i : index
    %5 = arith.remsi %4, %i : index
    %6 = arith.remui %5, %i : index
    %7 = arith.index_cast %6 : index to i32
    %8 = arith.andi %7, %7 : i32
    %9 = arith.ori %8, %7 : i32
    %10 = arith.xori %9, %7 : i32
    %11 = arith.shli %10, %7 overflow<nsw, nuw> : i32
    %12 = arith.shrsi %11, %7 exact : i32
    %13 = arith.shrui %12, %7 : i32
    %14 = arith.minsi %13, %7 : i32
    %15 = arith.maxsi %14, %7 : i32
    %16 = arith.minui %15, %7 : i32
    %17 = arith.maxui %16, %7 : i32
    %18 = arith.cmpi ult, %17, %7 : i32
    %19 = arith.select %18, %17, %7 : i32
    %20 = arith.trunci %19 : i32 to i8
    %21 = arith.extsi %20 : i8 to i16
    %22 = arith.extui %21 : i16 to i64
    memref.store %22, %x[%i] : memref<?xi64>
  }
}

// CHECK-LABEL: llvm.func @floats(
// CHECK:         llvm.fadd %{{.+}}, %{{.+}} {fastmathFlags = #llvm.fastmath<reassoc>} : f32
// CHECK:         llvm.fsub %{{.+}}, %{{.+}} : f32
// CHECK:         llvm.fmul %{{.+}}, %{{.+}} : f32
// CHECK:         llvm.fdiv %{{.+}}, %{{.+}} : f32
// CHECK:         llvm.frem %{{.+}}, %{{.+}} : f32
// CHECK:         llvm.fneg %{{.+}} : f32
// CHECK:         llvm.intr.minimum(%{{.+}}, %{{.+}}) : (f32, f32) -> f32
// CHECK:         llvm.intr.maximum(%{{.+}}, %{{.+}}) : (f32, f32) -> f32
// CHECK:         llvm.intr.minnum(%{{.+}}, %{{.+}}) : (f32, f32) -> f32
// CHECK:         llvm.intr.maxnum(%{{.+}}, %{{.+}}) : (f32, f32) -> f32
// CHECK:         llvm.intr.fabs(%{{.+}}) : (f32) -> f32
// CHECK:         llvm.intr.ceil(%{{.+}}) : (f32) -> f32
// CHECK:         llvm.intr.floor(%{{.+}}) : (f32) -> f32
// CHECK:         llvm.intr.round(%{{.+}}) : (f32) -> f32
// CHECK:         llvm.intr.roundeven(%{{.+}}) : (f32) -> f32
// CHECK:         llvm.intr.trunc(%{{.+}}) : (f32) -> f32
// CHECK:         llvm.intr.sqrt(%{{.+}}) {fastmathFlags = #llvm.fastmath<nnan>} : (f32) -> f32
// CHECK:         llvm.intr.cos(%{{.+}}) : (f32) -> f32
// CHECK:         llvm.intr.sin(%{{.+}}) : (f32) -> f32
// CHECK:         llvm.intr.exp(%{{.+}}) : (f32) -> f32
// CHECK:         llvm.intr.log(%{{.+}}) : (f32) -> f32
// CHECK:         llvm.intr.pow(%{{.+}}, %{{.+}}) : (f32, f32) -> f32
// CHECK:         llvm.intr.copysign(%{{.+}}, %{{.+}}) : (f32, f32) -> f32
// CHECK:         llvm.intr.fma(%{{.+}}, %{{.+}}, %{{.+}}) : (f32, f32, f32) -> f32
// CHECK:         llvm.fcmp "une" %{{.+}}, %{{.+}} {fastmathFlags = #llvm.fastmath<nsz>} : f32
// CHECK:         llvm.select %{{.+}}, %{{.+}}, %{{.+}} : i1, f32
// CHECK:         llvm.fpext %{{.+}} : f32 to f64
// CHECK:         llvm.fptosi %{{.+}} : f64 to i32
// CHECK:         llvm.sitofp %{{.+}} : i32 to f64
// CHECK:         llvm.fptoui %{{.+}} : f64 to i32
// CHECK:         llvm.uitofp %{{.+}} : i32 to f64
// CHECK:         llvm.fptrunc %{{.+}} : f64 to f32
// CHECK:         llvm.bitcast %{{.+}} : f32 to i32
// CHECK:         llvm.bitcast %{{.+}} : i32 to f32
tir.prim_func @floats(%X: !tir.buffer<[n], f32>) {
  %x = tir.flat_view %X : !tir.buffer<[n], f32> -> memref<?xf32>
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %a = memref.load %x[%i] : memref<?xf32>
    %0 = arith.addf %a, %a fastmath<reassoc> : f32
    %1 = arith.subf %0, %a : f32
    %2 = arith.mulf %1, %0 : f32
    %3 = arith.divf %2, %a : f32
    %4 = arith.remf %3, %a : f32
    %5 = arith.negf %4 : f32
    %6 = arith.minimumf %5, %a : f32
    %7 = arith.maximumf %6, %a : f32
    %8 = arith.minnumf %7, %a : f32
    %9 = arith.maxnumf %8, %a : f32
    %10 = math.absf %9 : f32
    %11 = math.ceil %10 : f32
    %12 = math.floor %11 : f32
    %13 = math.round %12 : f32
    %14 = math.roundeven %13 : f32
    %15 = math.trunc %14 : f32
    %16 = math.sqrt %15 fastmath<nnan> : f32
    %17 = math.cos %16 : f32
    %18 = math.sin %17 : f32
    %19 = math.exp %18 : f32
    %20 = math.log %19 : f32
    %21 = math.powf %20, %a : f32
    %22 = math.copysign %21, %a : f32
    %23 = math.fma %22, %a, %a : f32
    %24 = arith.cmpf une, %23, %a fastmath<nsz> : f32
    %25 = arith.select %24, %23, %a : f32
    %26 = arith.extf %25 : f32 to f64
    %27 = arith.fptosi %26 : f64 to i32
    %28 = arith.sitofp %27 : i32 to f64
    %29 = arith.fptoui %28 : f64 to i32
    %30 = arith.uitofp %29 : i32 to f64
    %31 = arith.truncf %30 : f64 to f32
    %32 = arith.bitcast %31 : f32 to i32
    %33 = arith.bitcast %32 : i32 to f32
    memref.store %33, %x[%i] : memref<?xf32>
  }
}

// A loop tests before each round; the branch back carries the annotation. Branches hand over their results.
// CHECK-LABEL: llvm.func @control_flow(
// CHECK:         llvm.br ^[[OUTER:bb[0-9]+]](%{{.+}} : i64)
// CHECK:       ^[[OUTER]](%[[I:.+]]: i64):
// CHECK-NEXT:    %[[MORE:.+]] = llvm.icmp "slt" %[[I]], %{{.+}} : i64
// CHECK-NEXT:    llvm.cond_br %[[MORE]], ^[[BODY:bb[0-9]+]], ^[[END:bb[0-9]+]]
// CHECK:       ^[[BODY]]:
// CHECK-NEXT:    llvm.br ^[[INNER:bb[0-9]+]](%{{.+}} : i64)
// CHECK:       ^[[INNER]](%[[J:.+]]: i64):
// CHECK-NEXT:    llvm.icmp "slt" %[[J]], %[[I]] : i64
// CHECK-NEXT:    llvm.cond_br %{{.+}}, ^[[INSIDE:bb[0-9]+]], ^[[LATCH:bb[0-9]+]]
// CHECK:       ^[[INSIDE]]:
// CHECK:         llvm.cond_br %[[C:.+]], ^[[THEN:bb[0-9]+]], ^[[ELSE:bb[0-9]+]]
// CHECK:       ^[[THEN]]:
// CHECK:         %[[SUM:.+]] = llvm.fadd
// CHECK:         llvm.br ^[[MERGE:bb[0-9]+]](%[[SUM]], %[[J]] : f32, i64)
// CHECK:       ^[[ELSE]]:
// CHECK:         llvm.br ^[[MERGE]](%{{.+}}, %[[I]] : f32, i64)
// CHECK:       ^[[MERGE]](%[[V:.+]]: f32, %[[AT:.+]]: i64):
// CHECK:         llvm.getelementptr inbounds|nuw %{{.+}}[%[[AT]]]
// CHECK:         llvm.cond_br %[[C]], ^[[ONLY:bb[0-9]+]], ^[[REST:bb[0-9]+]]
// CHECK:       ^[[ONLY]]:
// CHECK:         llvm.store
// CHECK:         llvm.br ^[[REST]]
// CHECK:       ^[[REST]]:
// CHECK:         %[[NEXT:.+]] = llvm.add %[[J]], %{{.+}} : i64
// CHECK-NEXT:    llvm.br ^[[INNER]](%[[NEXT]] : i64) {loop_annotation = #{{.+}}}
// CHECK:       ^[[LATCH]]:
// CHECK:         llvm.add %[[I]], %{{.+}} : i64
// CHECK-NEXT:    llvm.br ^[[OUTER]](%{{.+}} : i64){{$}}
// CHECK:       ^[[END]]:
// CHECK:         llvm.return
tir.prim_func @control_flow(%X: !tir.buffer<[n], f32>) {
  %x = tir.flat_view %X : !tir.buffer<[n], f32> -> memref<?xf32>
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n step 2 {
    tir.for unrolled %j = 0 to %i {
      %a = memref.load %x[%j] : memref<?xf32>
      %c = arith.cmpf olt, %a, %a : f32
      %v, %at = scf.if %c -> (f32, index) {
        %s = arith.addf %a, %a : f32
        scf.yield %s, %j : f32, index
      } else {
        scf.yield %a, %i : f32, index
      }
      memref.store %v, %x[%at] : memref<?xf32>
      scf.if %c {
        memref.store %a, %x[%j] : memref<?xf32>
      }
    }
  }
}

// Equal constants are made once, at the entry, however often the kernel writes them.
// CHECK-LABEL: llvm.func @constants(
// CHECK-COUNT-1: llvm.mlir.constant(1.000000e+00 : f32) : f32
// CHECK-NOT:     llvm.mlir.constant(1.000000e+00 : f32) : f32
// CHECK:         llvm.return
tir.prim_func @constants(%X: !tir.buffer<[8], f32>) {
  %x = tir.flat_view %X : !tir.buffer<[8], f32> -> memref<?xf32>
  tir.for %i = 0 to 8 {
    %a = arith.constant 1.0 : f32
    memref.store %a, %x[%i] : memref<?xf32>
  }
  tir.for %i = 0 to 8 {
    %a = arith.constant 1.0 : f32
    memref.store %a, %x[%i] : memref<?xf32>
  }
}

// Elements narrower than a byte, and an index, which is its 64 bits.
// CHECK-LABEL: llvm.func @elements(
// CHECK:         llvm.load %{{.+}} : !llvm.ptr -> i8
// CHECK:         llvm.trunc %{{.+}} : i8 to i4
// CHECK:         llvm.sext %{{.+}} : i4 to i8
// CHECK:         llvm.store %{{.+}} : i8, !llvm.ptr
// CHECK:         llvm.getelementptr inbounds|nuw %{{.+}}[%{{.+}}] : (!llvm.ptr, i64) -> !llvm.ptr, i64
// CHECK:         llvm.load %{{.+}} : !llvm.ptr -> i64
tir.prim_func @elements(%X: !tir.buffer<[8], i4>) {
  %x = tir.flat_view %X : !tir.buffer<[8], i4> -> memref<?xi4>
  %places = memref.alloca() : memref<8xindex>
  tir.for %i = 0 to 8 {
    %a = memref.load %x[%i] : memref<?xi4>
    memref.store %a, %x[%i] : memref<?xi4>
    %at = memref.load %places[%i] : memref<8xindex>
    memref.store %at, %places[%i] : memref<8xindex>
  }
}

// An operation that the walk does not know, or a loop that carries values: the dialect conversion does all of it.
// CHECK-LABEL: llvm.func @other(
// CHECK-NOT:     unrealized_conversion_cast
// CHECK-NOT:     arith.
// CHECK-NOT:     scf.
// CHECK:         llvm.return
tir.prim_func @other(%X: !tir.buffer<[n], f32>) {
  %x = tir.flat_view %X : !tir.buffer<[n], f32> -> memref<?xf32>
  %n = sym.value n : !sym.int<n>
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  tir.for %i = 0 to %n {
    %a = memref.load %x[%i] : memref<?xf32>
    %b = math.tan %a : f32
    %s = scf.for %j = %c0 to %i step %c1 iter_args(%acc = %b) -> f32 {
      %k = arith.floordivsi %j, %i : index
      %v = memref.load %x[%k] : memref<?xf32>
      %next = arith.addf %acc, %v : f32
      scf.yield %next : f32
    }
    memref.store %s, %x[%i] : memref<?xf32>
  }
}

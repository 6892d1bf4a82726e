// An index out of data that leaves its buffer ends the call with the same message in both modes; nothing is written or read
// outside. Indices inside give their numbers.
//
// RUN: relaxc %s -o %t.b.so --exec-mode=bytecode
// RUN: relaxc %s -o %t.c.so --exec-mode=compiled
// RUN: bash -c 'for f in serial parallel function predicate bytes wraps divides negative allocates; do for at in 0 1; do for m in b c; do relax-run %t.$m.so --function=$f --input x=random:5:f32 --input at=$at --threads=1 2>&1 | sed "s#^[^ ]*guards.mlir:#guards.mlir:#"; echo "$f $at: exit ${PIPESTATUS[0]}"; done; done; done' > %t.all
// RUN: FileCheck %s --input-file=%t.all

// CHECK: serial 0: exit 0
// CHECK: serial 0: exit 0
// CHECK: guards.mlir:[[#@LINE+14]]:8: error: kernel 'gather' failed: index 5 of dimension 0 of 'X' must be in [0, 5), at {{.*}}guards.mlir:[[#@LINE+9]]:10
// CHECK-NEXT: serial 1: exit 1
// CHECK-NEXT: guards.mlir:[[#@LINE+12]]:8: error: kernel 'gather' failed: index 5 of dimension 0 of 'X' must be in [0, 5), at {{.*}}guards.mlir:[[#@LINE+7]]:10
// CHECK-NEXT: serial 1: exit 1
tir.prim_func @gather(%X: !tir.buffer<[n], f32>, %at: i64, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %first = arith.index_cast %at : i64 to index
  tir.for %i = 0 to %n {
    %index = arith.addi %i, %first : index
    %x = tir.load %X[%index]
    tir.store %x, %Y[%i]
  }
}
relax.func @serial(%x: !relax.tensor<[n], f32>, %at: i64) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @gather(%x, %at) : (!relax.tensor<[n], f32>, i64) -> !relax.tensor<[n], f32>
  relax.return %0
}

// CHECK: parallel 0: exit 0
// CHECK: parallel 0: exit 0
// CHECK: error: kernel 'scatter' failed: index 9 of dimension 0 of a local buffer must be in [0, 5), at
// CHECK-NEXT: parallel 1: exit 1
// CHECK-NEXT: error: kernel 'scatter' failed: index 9 of dimension 0 of a local buffer must be in [0, 5), at
// CHECK-NEXT: parallel 1: exit 1
tir.prim_func @scatter(%X: !tir.buffer<[n], f32>, %at: i64, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %c9 = arith.constant 9 : index
  %first = arith.index_cast %at : i64 to index
  %shift = arith.muli %first, %c9 : index
  %large = tir.alloc_buffer : !tir.buffer<[n, 100000], f32>
  tir.for parallel %i = 0 to %n {
    %index = arith.addi %i, %shift : index
    %x = tir.load %X[%i]
    tir.store %x, %large[%index, %c9]
    %y = tir.load %large[%index, %c9]
    tir.store %y, %Y[%i]
  }
}
relax.func @parallel(%x: !relax.tensor<[n], f32>, %at: i64) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @scatter(%x, %at) : (!relax.tensor<[n], f32>, i64) -> !relax.tensor<[n], f32>
  relax.return %0
}

// CHECK: function 0: exit 0
// CHECK: function 0: exit 0
// CHECK: error: kernel 'memrefs' failed: index 5 of dimension 0 of parameter 0 must be in [0, 5), at
// CHECK-NEXT: function 1: exit 1
// CHECK-NEXT: error: kernel 'memrefs' failed: index 5 of dimension 0 of parameter 0 must be in [0, 5), at
// CHECK-NEXT: function 1: exit 1
func.func private @pick(%X: memref<?xf32>, %i: index) -> f32 {
  %x = memref.load %X[%i] : memref<?xf32>
  return %x : f32
}
func.func @memrefs(%X: memref<?xf32>, %at: i64, %Y: memref<?xf32>) attributes {relax.kernel} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %first = arith.index_cast %at : i64 to index
  %n = memref.dim %Y, %c0 : memref<?xf32>
  scf.for %i = %c0 to %n step %c1 {
    %index = arith.addi %i, %first : index
    %x = func.call @pick(%X, %index) : (memref<?xf32>, index) -> f32
    memref.store %x, %Y[%i] : memref<?xf32>
  }
  return
}
relax.func @function(%x: !relax.tensor<[n], f32>, %at: i64) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @memrefs(%x, %at) : (!relax.tensor<[n], f32>, i64) -> !relax.tensor<[n], f32>
  relax.return %0
}

// An access that its predicate leaves out is not checked.
// CHECK: predicate 0: exit 0
// CHECK: predicate 0: exit 0
// CHECK: predicate 1: exit 0
// CHECK: predicate 1: exit 0
tir.prim_func @last(%X: !tir.buffer<[n], f32>, %at: i64, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %c9 = arith.constant 9 : index
  %zero = arith.constant 0 : i64
  %one = arith.constant 1.0 : f32
  %none = arith.cmpi slt, %at, %zero : i64
  tir.for %i = 0 to %n {
    tir.block "never" iters(%v: spatial [0, 10) = %c9) where %none {
      tir.store %one, %Y[%v]
    }
    tir.store %one, %Y[%i]
  }
}
relax.func @predicate(%x: !relax.tensor<[n], f32>, %at: i64) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @last(%x, %at) : (!relax.tensor<[n], f32>, i64) -> !relax.tensor<[n], f32>
  relax.return %0
}

// Sizes that do not fit: the bytes of a local buffer, the start of a loop.
// CHECK: error: kernel 'large' failed: a local buffer of type !tir.buffer<[n, 4611686018427387904], f32> must have less than 2^46 bytes, got n = 5, at {{.*}}guards.mlir
// CHECK-NEXT: bytes 0: exit 1
// CHECK-NEXT: error: kernel 'large' failed: a local buffer of type
// CHECK-NEXT: bytes 0: exit 1
tir.prim_func @large(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %c0 = arith.constant 0 : index
  %local = tir.alloc_buffer : !tir.buffer<[n, 4611686018427387904], f32>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i]
    tir.store %x, %local[%i, %c0]
    %y = tir.load %local[%i, %c0]
    tir.store %y, %Y[%i]
  }
}
relax.func @bytes(%x: !relax.tensor<[n], f32>, %at: i64) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @large(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}

// CHECK: error: kernel 'far' failed: size '2305843009213693952 * n' must be a number less than 2^62, got n = 5, at {{.*}}guards.mlir
// CHECK-NEXT: wraps 0: exit 1
// CHECK-NEXT: error: kernel 'far' failed: size
// CHECK-NEXT: wraps 0: exit 1
tir.prim_func @far(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %start = sym.value n * 2305843009213693952 : !sym.int<n * 2305843009213693952>
  tir.for %i = %start to %n {
    %x = tir.load %X[%i]
    tir.store %x, %Y[%i]
  }
}
relax.func @wraps(%x: !relax.tensor<[n], f32>, %at: i64) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @far(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}

// CHECK: error: kernel 'divided' failed: a local buffer of type !tir.buffer<[5 floordiv (n - 5)], f32> must have less than 2^46 bytes and no negative size, got n = 5, at {{.*}}guards.mlir
// CHECK-NEXT: divides 0: exit 1
// CHECK-NEXT: error: kernel 'divided' failed: a local buffer
// CHECK-NEXT: divides 0: exit 1
tir.prim_func @divided(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %local = tir.alloc_buffer : !tir.buffer<[5 floordiv (n - 5)], f32>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i]
    tir.store %x, %local[%i]
    tir.store %x, %Y[%i]
  }
}
relax.func @divides(%x: !relax.tensor<[n], f32>, %at: i64) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @divided(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}

// CHECK: error: kernel 'less' failed: a local buffer of type !tir.buffer<[n - 6], f32> must have less than 2^46 bytes and no negative size, got n = 5
// CHECK-NEXT: negative 0: exit 1
// CHECK-NEXT: error: kernel 'less' failed: a local buffer
// CHECK-NEXT: negative 0: exit 1
tir.prim_func @less(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %m = sym.value n - 6 : !sym.int<n - 6>
  %local = tir.alloc_buffer : !tir.buffer<[n - 6], f32>
  tir.for %i = 0 to %m {
    %x = tir.load %X[%i]
    tir.store %x, %local[%i]
  }
  tir.for %i = 0 to %m {
    %x = tir.load %local[%i]
    tir.store %x, %Y[%i]
  }
}
relax.func @negative(%x: !relax.tensor<[n], f32>, %at: i64) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @less(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}

// CHECK: error: kernel 'wrong_sizes' failed: a local buffer of type memref<?xf32> must have at most 2^46 bytes, got sizes -2, at {{.*}}guards.mlir
// CHECK-NEXT: allocates 0: exit 1
// CHECK-NEXT: error: kernel 'wrong_sizes' failed: a local buffer
// CHECK-NEXT: allocates 0: exit 1
// CHECK: allocates 1: exit 1
func.func @wrong_sizes(%X: memref<?xf32>, %Y: memref<?xf32>) {
  %c0 = arith.constant 0 : index
  %c7 = arith.constant 7 : index
  %n = memref.dim %X, %c0 : memref<?xf32>
  %size = arith.subi %n, %c7 : index
  %local = memref.alloc(%size) : memref<?xf32>
  memref.copy %X, %local : memref<?xf32> to memref<?xf32>
  memref.copy %local, %Y : memref<?xf32> to memref<?xf32>
  memref.dealloc %local : memref<?xf32>
  return
}
relax.func @allocates(%x: !relax.tensor<[n], f32>, %at: i64) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @wrong_sizes(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}

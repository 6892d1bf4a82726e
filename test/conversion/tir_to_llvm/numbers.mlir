// Compiles kernels to a shared library, calls them through the kernel interface and compares numbers; once with
// polynomials and parallel loops through the context, once with the math library and serial loops.
// RUN: relax-opt %s --tir-to-llvm -o %t.mlir
// RUN: mlir-translate --mlir-to-llvmir %t.mlir -o %t.ll
// RUN: opt -mtriple=x86_64-pc-linux-gnu -O2 %t.ll -o %t.bc
// RUN: llc -O2 -mcpu=x86-64-v3 --relocation-model=pic -filetype=obj %t.bc -o %t.o
// RUN: ld.lld -shared -o %t.so %t.o
// RUN: %python %root/test/conversion/tir_to_llvm/run_kernels.py %t.so parallel
// RUN: relax-opt %s --tir-to-llvm="libm parallel=false max-stack-bytes=0 fast-math=contract" -o %t.mlir
// RUN: mlir-translate --mlir-to-llvmir %t.mlir -o %t.ll
// RUN: opt -mtriple=x86_64-pc-linux-gnu -O2 %t.ll -o %t.bc
// RUN: llc -O2 -mcpu=x86-64-v3 --relocation-model=pic -filetype=obj %t.bc -o %t.o
// RUN: ld.lld -shared -o %t.so %t.o
// RUN: %python %root/test/conversion/tir_to_llvm/run_kernels.py %t.so serial

module {
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
  tir.prim_func @add(%A: !tir.buffer<[n, m], f32>, %B: !tir.buffer<[n, m], f32>, %C: !tir.buffer<[n, m], f32>) {
    %n = sym.value n : !sym.int<n>
    %m = sym.value m : !sym.int<m>
    tir.for parallel %i = 0 to %n {
      tir.for %j = 0 to %m {
        tir.block "add" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, %m) = %j) {
          %a = tir.load %A[%vi, %vj]
          %b = tir.load %B[%vi, %vj]
          %c = arith.addf %a, %b : f32
          tir.store %c, %C[%vi, %vj]
        }
      }
    }
  }
  tir.prim_func @matmul(%A: !tir.buffer<[n, k], f32>, %B: !tir.buffer<[k, m], f32>, %C: !tir.buffer<[n, m], f32>) {
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
  // A local buffer whose size depends on a symbol, used in two steps.
  tir.prim_func @softmax(%X: !tir.buffer<[n, m], f32>, %Y: !tir.buffer<[n, m], f32>) {
    %n = sym.value n : !sym.int<n>
    %m = sym.value m : !sym.int<m>
    %zero = arith.constant 0.0 : f32
    %low = arith.constant 0xFF800000 : f32
    %max = tir.alloc_buffer : !tir.buffer<[n], f32>
    %sum = tir.alloc_buffer : !tir.buffer<[n], f32>
    tir.for %i = 0 to %n {
      tir.for %j = 0 to %m {
        tir.block "max" iters(%vi: spatial [0, %n) = %i, %vj: reduce [0, %m) = %j) {
          tir.init {
            tir.store %low, %max[%vi]
          }
          %x = tir.load %X[%vi, %vj]
          %a = tir.load %max[%vi]
          %b = arith.maximumf %x, %a : f32
          tir.store %b, %max[%vi]
        }
      }
    }
    tir.for %i = 0 to %n {
      tir.for %j = 0 to %m {
        tir.block "sum" iters(%vi: spatial [0, %n) = %i, %vj: reduce [0, %m) = %j) {
          tir.init {
            tir.store %zero, %sum[%vi]
          }
          %x = tir.load %X[%vi, %vj]
          %a = tir.load %max[%vi]
          %d = arith.subf %x, %a : f32
          %e = math.exp %d : f32
          %s = tir.load %sum[%vi]
          %t = arith.addf %s, %e : f32
          tir.store %t, %sum[%vi]
        }
      }
    }
    tir.for parallel %i = 0 to %n {
      tir.for %j = 0 to %m {
        tir.block "divide" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, %m) = %j) {
          %x = tir.load %X[%vi, %vj]
          %a = tir.load %max[%vi]
          %d = arith.subf %x, %a : f32
          %e = math.exp %d : f32
          %s = tir.load %sum[%vi]
          %t = arith.divf %e, %s : f32
          tir.store %t, %Y[%vi, %vj]
        }
      }
    }
  }
  // Reduction to one number, over a split loop with a predicate.
  tir.prim_func @total(%X: !tir.buffer<[n], f64>, %Y: !tir.buffer<[], f64>) {
    %n = sym.value n : !sym.int<n>
    %count = sym.to_index %n : !sym.int<n> -> index
    %outer = sym.value n ceildiv 4 : !sym.int<n ceildiv 4>
    %four = arith.constant 4 : index
    %zero = arith.constant 0.0 : f64
    tir.for %io = 0 to %outer {
      tir.for unrolled %ii = 0 to 4 {
        %first = arith.muli %io, %four : index
        %at = arith.addi %first, %ii : index
        %inside = arith.cmpi slt, %at, %count : index
        tir.block "total" iters(%vi: reduce [0, %n) = %at) where %inside {
          tir.init {
            tir.store %zero, %Y[]
          }
          %x = tir.load %X[%vi]
          %y = tir.load %Y[]
          %s = arith.addf %x, %y : f64
          tir.store %s, %Y[]
        }
      }
    }
  }
  // Half precision, booleans and small integers.
  tir.prim_func @mul_bf16(%A: !tir.buffer<[n], bf16>, %B: !tir.buffer<[n], bf16>, %C: !tir.buffer<[n], bf16>) {
    %n = sym.value n : !sym.int<n>
    tir.for %i = 0 to %n {
      %a = tir.load %A[%i]
      %b = tir.load %B[%i]
      %c = arith.mulf %a, %b : bf16
      tir.store %c, %C[%i]
    }
  }
  tir.prim_func @tanh_f16(%A: !tir.buffer<[n], f16>, %C: !tir.buffer<[n], f16>) {
    %n = sym.value n : !sym.int<n>
    tir.for %i = 0 to %n {
      %a = tir.load %A[%i]
      %c = math.tanh %a : f16
      tir.store %c, %C[%i]
    }
  }
  tir.prim_func @select(%P: !tir.buffer<[n], i1>, %A: !tir.buffer<[n], i8>, %B: !tir.buffer<[n], i8>,
                        %C: !tir.buffer<[n], i8>, %Q: !tir.buffer<[n], i1>) {
    %n = sym.value n : !sym.int<n>
    tir.for %i = 0 to %n {
      %p = tir.load %P[%i]
      %a = tir.load %A[%i]
      %b = tir.load %B[%i]
      %c = arith.select %p, %a, %b : i8
      tir.store %c, %C[%i]
      %q = arith.cmpi slt, %a, %b : i8
      tir.store %q, %Q[%i]
    }
  }
  // f64 to narrow floats rounds once.
  tir.prim_func @narrow(%X: !tir.buffer<[n], f64>, %H: !tir.buffer<[n], f16>, %B: !tir.buffer<[n], bf16>,
                        %Y: !tir.buffer<[n], f64>) {
    %n = sym.value n : !sym.int<n>
    tir.for %i = 0 to %n {
      %x = tir.load %X[%i]
      %h = arith.truncf %x : f64 to f16
      tir.store %h, %H[%i]
      %b = arith.truncf %x : f64 to bf16
      tir.store %b, %B[%i]
      %y = arith.extf %b : bf16 to f64
      tir.store %y, %Y[%i]
    }
  }
  // Scalar parameters of all kinds, and a symbol that only a !sym.int defines.
  tir.prim_func @scalars(%first: i32, %s: !sym.int<k>, %factor: f32, %half: f16, %flag: i1, %big: f64, %at: index,
                         %Y: !tir.buffer<[n], f64>) {
    %k = sym.to_index %s : !sym.int<k> -> index
    %n = sym.value n : !sym.int<n>
    %a = arith.sitofp %first : i32 to f64
    %b = arith.extf %factor : f32 to f64
    %c = arith.extf %half : f16 to f64
    %d = arith.uitofp %flag : i1 to f64
    %k64 = arith.index_cast %k : index to i64
    %e = arith.sitofp %k64 : i64 to f64
    %at64 = arith.index_cast %at : index to i64
    %f = arith.sitofp %at64 : i64 to f64
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    %c3 = arith.constant 3 : index
    %c4 = arith.constant 4 : index
    %c5 = arith.constant 5 : index
    %c6 = arith.constant 6 : index
    tir.store %a, %Y[%c0]
    tir.store %b, %Y[%c1]
    tir.store %c, %Y[%c2]
    tir.store %d, %Y[%c3]
    tir.store %big, %Y[%c4]
    tir.store %e, %Y[%c5]
    tir.store %f, %Y[%c6]
  }
  // A window into a matrix with a row length of its own.
  tir.prim_func @window(%X: !tir.buffer<[n, m], i32, strides [s, 1], offset 2 * s + 1>, %Y: !tir.buffer<[n, m], i32>) {
    %n = sym.value n : !sym.int<n>
    %m = sym.value m : !sym.int<m>
    tir.for %i = 0 to %n {
      tir.for %j = 0 to %m {
        %x = tir.load %X[%i, %j]
        tir.store %x, %Y[%i, %j]
      }
    }
  }
  // A parallel loop with a step and a first value; a local buffer in each iteration.
  tir.prim_func @steps(%X: !tir.buffer<[n], i64>) {
    %n = sym.value n : !sym.int<n>
    %m = sym.value n + 100 : !sym.int<n + 100>
    tir.for parallel %i = 1 to %n step 3 {
      %t = tir.alloc_buffer : !tir.buffer<[n + 100], i64>
      tir.for %j = 0 to %m {
        %v = arith.addi %i, %j : index
        %w = arith.index_cast %v : index to i64
        tir.store %w, %t[%j]
      }
      %last = arith.constant 99 : index
      %x = tir.load %t[%last]
      tir.store %x, %X[%i]
    }
  }
  // The f32 functions that have polynomials.
  tir.prim_func @functions(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[8, n], f32>) {
    %n = sym.value n : !sym.int<n>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    %c3 = arith.constant 3 : index
    %c4 = arith.constant 4 : index
    %c5 = arith.constant 5 : index
    %c6 = arith.constant 6 : index
    %c7 = arith.constant 7 : index
    tir.for %i = 0 to %n {
      %x = tir.load %X[%i]
      %a = math.absf %x : f32
      %y0 = math.tanh %x : f32
      tir.store %y0, %Y[%c0, %i]
      %y1 = math.log %a : f32
      tir.store %y1, %Y[%c1, %i]
      %y2 = math.erf %x : f32
      tir.store %y2, %Y[%c2, %i]
      %y3 = math.rsqrt %a : f32
      tir.store %y3, %Y[%c3, %i]
      %y4 = math.sin %x : f32
      tir.store %y4, %Y[%c4, %i]
      %y5 = math.powf %a, %x : f32
      tir.store %y5, %Y[%c5, %i]
      %y6 = math.log1p %a : f32
      tir.store %y6, %Y[%c6, %i]
      %y7 = math.expm1 %x : f32
      tir.store %y7, %Y[%c7, %i]
    }
  }
  // A kernel from upstream dialects.
  func.func @upstream(%A: memref<?x?xf32>, %B: memref<?x4xf32>, %C: memref<?x4xf32>, %scale: f32)
      attributes {relax.kernel} {
    %zero = arith.constant 0.0 : f32
    linalg.fill ins(%zero : f32) outs(%C : memref<?x4xf32>)
    linalg.matmul ins(%A, %B : memref<?x?xf32>, memref<?x4xf32>) outs(%C : memref<?x4xf32>)
    %c0 = arith.constant 0 : index
    %n = memref.dim %C, %c0 : memref<?x4xf32>
    affine.for %i = 0 to %n {
      affine.for %j = 0 to 4 {
        %c = affine.load %C[%i, %j] : memref<?x4xf32>
        %d = arith.mulf %c, %scale : f32
        affine.store %d, %C[%i, %j] : memref<?x4xf32>
      }
    }
    return
  }
}

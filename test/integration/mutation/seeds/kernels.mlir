// A reduction with an init, a local buffer, a predicate, a parallel loop, indices that follow from others.
module {
  tir.prim_func @matmul(%A: !tir.buffer<[n, k], f32>, %B: !tir.buffer<[k, 3], f32>, %C: !tir.buffer<[n, 3], f32>) {
    %n = sym.value n : !sym.int<n>
    %k = sym.value k : !sym.int<k>
    tir.for parallel %i = 0 to %n {
      tir.for %r = 0 to %k {
        tir.for vectorized %j = 0 to 3 {
          tir.block "matmul" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 3) = %j, %vr: reduce [0, %k) = %r) {
            tir.init {
              %zero = arith.constant 0.0 : f32
              tir.store %zero, %C[%vi, %vj]
            }
            %a = tir.load %A[%vi, %vr]
            %b = tir.load %B[%vr, %vj]
            %c = tir.load %C[%vi, %vj]
            %p = arith.mulf %a, %b : f32
            %s = arith.addf %c, %p : f32
            tir.store %s, %C[%vi, %vj]
          }
        }
      }
    }
  }
  tir.prim_func @prefix(%X: !tir.buffer<[n, 3], f32>, %Y: !tir.buffer<[3 * n], f32>) {
    %n = sym.value n : !sym.int<n>
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    %c5 = arith.constant 5 : index
    %local = tir.alloc_buffer : !tir.buffer<[n, 4], f32>
    tir.for %i = 0 to %n {
      tir.for %j = 0 to 3 {
        %x = tir.load %X[%i, %j]
        %after = arith.addi %j, %c1 : index
        tir.store %x, %local[%i, %after]
        %row = arith.muli %i, %c3 : index
        %flat = arith.addi %row, %j : index
        %rest = arith.remui %flat, %c5 : index
        %low = arith.cmpi ult, %rest, %c3 : index
        %y = tir.load %local[%i, %after]
        %z = scf.if %low -> (f32) {
          %d = arith.addf %y, %x : f32
          scf.yield %d : f32
        } else {
          scf.yield %y : f32
        }
        tir.store %z, %Y[%flat]
      }
    }
  }
  relax.func @main(%a: !relax.tensor<[n, k], f32>, %b: !relax.tensor<[k, 3], f32>) -> !relax.tensor<[3 * n], f32> {
    %0 = relax.call_tir @matmul(%a, %b) : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, 3], f32>) -> !relax.tensor<[n, 3], f32>
    %1 = relax.call_tir @prefix(%0) : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[3 * n], f32>
    relax.return %1
  }
}

// For relax-split-call-tir-by-pattern: a product of matrices, wherever kernels contain one.
tir.prim_func @matmul(%A: !tir.buffer<[n, k], f32>, %B: !tir.buffer<[k, m], f32>, %C: !tir.buffer<[n, m], f32>)
    attributes {relax.library = "dense.matmul"} {
  %n = sym.value n : !sym.int<n>
  %m = sym.value m : !sym.int<m>
  %k = sym.value k : !sym.int<k>
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %m {
      tir.for %kk = 0 to %k {
        tir.block "matmul" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, %m) = %j, %vk: reduce [0, %k) = %kk) {
          tir.init {
            %zero = arith.constant 0.0 : f32
            tir.store %zero, %C[%vi, %vj]
          }
          %c = tir.load %C[%vi, %vj]
          %a = tir.load %A[%vi, %vk]
          %b = tir.load %B[%vk, %vj]
          %p = arith.mulf %a, %b : f32
          %s = arith.addf %c, %p : f32
          tir.store %s, %C[%vi, %vj]
        }
      }
    }
  }
}

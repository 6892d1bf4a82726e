// Where nobody loads the library, the message names the function.
// CASE: x = f32(zeros((3, 16))); w = f32(zeros((16, 8))); b = f32(zeros(8))
// FAILS: dense.matmul
relax.func @main(%x: !relax.tensor<[n, 16], f32>, %w: !relax.tensor<[16, 8], f32>, %b: !relax.tensor<[8], f32>) -> !relax.tensor<[n, 8], f32> {
  %0 = relax.matmul %x, %w : (!relax.tensor<[n, 16], f32>, !relax.tensor<[16, 8], f32>) -> !relax.tensor<[n, 8], f32>
  %1 = relax.add %0, %b : (!relax.tensor<[n, 8], f32>, !relax.tensor<[8], f32>) -> !relax.tensor<[n, 8], f32>
  %2 = relax.relu %1 : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
  %3 = relax.exp %2 : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
  relax.return %3
}
module attributes {relax.tir_patterns} {
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
}

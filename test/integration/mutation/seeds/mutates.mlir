// Kernels of the module, in-place updates, external tensors, scalars.
module {
  tir.prim_func @axpy(%a: f32, %X: !tir.buffer<[n, 4], f32>, %Y: !tir.buffer<[n, 4], f32>) {
    %n = sym.value n : !sym.int<n>
    tir.for %i = 0 to %n {
      tir.for %j = 0 to 4 {
        tir.block "axpy" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 4) = %j) {
          %x = tir.load %X[%vi, %vj]
          %y = arith.mulf %a, %x : f32
          tir.store %y, %Y[%vi, %vj]
        }
      }
    }
  }
  relax.func @main(%x: !relax.tensor<[n, 4], f32>) -> (!relax.tensor<[n, 4], f32>, !relax.tensor<[4 * n], f32>) {
    %a = arith.constant 2.5 : f32
    %0 = relax.call_tir @axpy(%a, %x) : (f32, !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %1 = relax.flatten %0 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4 * n], f32>
    %2 = relax.call_packed "custom_inplace_update"(%1) mutates [0] : (!relax.tensor<[4 * n], f32>) -> !relax.tensor<[4 * n], f32>
    relax.return %0, %2
  }
}

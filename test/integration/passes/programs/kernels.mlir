// Kernels of the module: one that updates in place, a reduction, one of two results, with element-wise neighbours.
// FUZZ: --input x=random:3x4:f32
// FUZZ: --input x=random:1x4:f32
module {
  tir.prim_func @add_one(%X: !tir.buffer<[n, 4], f32>, %Y: !tir.buffer<[n, 4], f32>) {
    %n = sym.value n : !sym.int<n>
    %one = arith.constant 1.0 : f32
    tir.for %i = 0 to %n {
      tir.for %j = 0 to 4 {
        tir.block "add" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 4) = %j) {
          %x = tir.load %X[%vi, %vj]
          %y = arith.addf %x, %one : f32
          tir.store %y, %Y[%vi, %vj]
        }
      }
    }
  }
  tir.prim_func @double_in_place(%X: !tir.buffer<[n, 4], f32>) {
    %n = sym.value n : !sym.int<n>
    tir.for %i = 0 to %n {
      tir.for %j = 0 to 4 {
        tir.block "double" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 4) = %j) {
          %x = tir.load %X[%vi, %vj]
          %y = arith.addf %x, %x : f32
          tir.store %y, %X[%vi, %vj]
        }
      }
    }
  }
  tir.prim_func @split_sign(%X: !tir.buffer<[n, 4], f32>, %P: !tir.buffer<[n, 4], f32>, %N: !tir.buffer<[n, 4], f32>) {
    %n = sym.value n : !sym.int<n>
    %zero = arith.constant 0.0 : f32
    tir.for %i = 0 to %n {
      tir.for %j = 0 to 4 {
        tir.block "split" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 4) = %j) {
          %x = tir.load %X[%vi, %vj]
          %p = arith.maximumf %x, %zero : f32
          %m = arith.minimumf %x, %zero : f32
          tir.store %p, %P[%vi, %vj]
          tir.store %m, %N[%vi, %vj]
        }
      }
    }
  }
  relax.func @main(%x: !relax.tensor<[n, 4], f32>) -> (!relax.tensor<[n, 4], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n, 4], f32>) {
    %0 = relax.exp %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %1 = relax.call_tir @add_one(%0) : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %2 = relax.call_tir_inplace @double_in_place(%1) inplace [0] : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %3:2 = relax.call_tir @split_sign(%2) : (!relax.tensor<[n, 4], f32>) -> (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>)
    %4 = relax.tanh %3#0 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %5 = relax.sum %4 axis = [1] : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n], f32>
    %6 = relax.call_tir_inplace @double_in_place(%x) inplace [0] : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %7 = relax.subtract %3#1, %6 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    relax.return %4, %5, %7
  }
}

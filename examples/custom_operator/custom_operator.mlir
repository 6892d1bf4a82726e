// Two operators that the compiler does not know, each added in two steps: write how it is computed, call it.
//
//   relaxc custom_operator.mlir -o custom_operator.so
//   relax-run custom_operator.so --load-library librow_norm.so --input x=x.npy --output-dir out

module {
  // Step 1: a kernel. y = x where |x| > 1/2, else 0.
  tir.prim_func @hard_shrink(%X: !tir.buffer<[n, m], f32>, %Y: !tir.buffer<[n, m], f32>) {
    %n = sym.value n : !sym.int<n>
    %m = sym.value m : !sym.int<m>
    %half = arith.constant 0.5 : f32
    %zero = arith.constant 0.0 : f32
    tir.for %i = 0 to %n {
      tir.for %j = 0 to %m {
        tir.block "hard_shrink" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, %m) = %j) {
          %x = tir.load %X[%vi, %vj]
          %size = math.absf %x : f32
          %large = arith.cmpf ogt, %size, %half : f32
          %y = arith.select %large, %x, %zero : f32
          tir.store %y, %Y[%vi, %vj]
        }
      }
    }
  }

  relax.func @main(%x: !relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32> {
    // Step 2: call it. The shape of the result is written here, in terms of the symbols of the operands.
    %0 = relax.call_tir @hard_shrink(%x) : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
    // The same with a function of a library (row_norm.cpp), which gets its result as a last argument.
    %1 = relax.call_dps_packed "example.row_norm"(%0) : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32>
    relax.return %1 : !relax.tensor<[n], f32>
  }
}

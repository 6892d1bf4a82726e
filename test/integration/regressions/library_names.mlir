// Kernels that are called what a function of the C library is called, which they need: a kernel of a user, and those of operators.
// CASE: x = array([[-8.0, 27.0, 0.0], [1.0, 0.125, 2.0]])
// GIVES: arctanh(arcsinh(cbrt(x)) / 4)
tir.prim_func @cbrt(%X: !tir.buffer<[a, b], f64>, %Y: !tir.buffer<[a, b], f64>) {
  %a = sym.value a : !sym.int<a>
  %b = sym.value b : !sym.int<b>
  tir.for %i = 0 to %a {
    tir.for %j = 0 to %b {
      tir.block "cbrt" iters(%vi: spatial [0, %a) = %i, %vj: spatial [0, %b) = %j) {
        %x = tir.load %X[%vi, %vj]
        %y = math.cbrt %x : f64
        tir.store %y, %Y[%vi, %vj]
      }
    }
  }
}
relax.func @main(%x: !relax.tensor<[n, k], f64>) -> !relax.tensor<[n, k], f64> {
  %four = relax.constant dense<4.0> : tensor<f64>
  %0 = relax.call_tir @cbrt(%x) : (!relax.tensor<[n, k], f64>) -> !relax.tensor<[n, k], f64>
  %1 = relax.asinh %0 : (!relax.tensor<[n, k], f64>) -> !relax.tensor<[n, k], f64>
  %2 = relax.divide %1, %four : (!relax.tensor<[n, k], f64>, !relax.tensor<[], f64>) -> !relax.tensor<[n, k], f64>
  %3 = relax.atanh %2 : (!relax.tensor<[n, k], f64>) -> !relax.tensor<[n, k], f64>
  relax.return %3
}

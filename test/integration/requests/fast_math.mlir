// Cheaper operators round differently, and no more than that.
// RELAXC: --fast-math
// CASE: x = f32(linspace(0.5, 3, 15).reshape(5, 3)); y = f32(linspace(0.1, 9, 15).reshape(5, 3))
// GIVES: x / 3, x / sqrt(y), x ** 3, x ** -0.5, 1 / x
// CASE: x = f32([[1e-3, 1, 1e3]]); y = f32([[1e-6, 1, 1e6]])
// GIVES: x / 3, x / sqrt(y), x ** 3, x ** -0.5, 1 / x
relax.func @main(%x: !relax.tensor<[n, m], f32>, %y: !relax.tensor<[n, m], f32>)
    -> (!relax.tensor<[n, m], f32>, !relax.tensor<[n, m], f32>, !relax.tensor<[n, m], f32>, !relax.tensor<[n, m], f32>, !relax.tensor<[n, m], f32>) {
  %three = relax.constant dense<3.0> : tensor<f32>
  %half = relax.constant dense<-0.5> : tensor<f32>
  %minus = relax.constant dense<-1.0> : tensor<f32>
  %0 = relax.divide %x, %three : (!relax.tensor<[n, m], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, m], f32>
  %root = relax.sqrt %y : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  %1 = relax.divide %x, %root : (!relax.tensor<[n, m], f32>, !relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  %2 = relax.power %x, %three : (!relax.tensor<[n, m], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, m], f32>
  %3 = relax.power %x, %half : (!relax.tensor<[n, m], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, m], f32>
  %4 = relax.power %x, %minus : (!relax.tensor<[n, m], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, m], f32>
  relax.return %0, %1, %2, %3, %4
}

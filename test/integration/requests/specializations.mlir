// Copies for one and for four rows, and one for every other number.
// CASE: x = f32(linspace(-1, 1, 3).reshape(1, 3))
// GIVES: exp(x) @ x.T
// CASE: x = f32(linspace(-1, 1, 12).reshape(4, 3))
// GIVES: exp(x) @ x.T
// CASE: x = f32(linspace(-1, 1, 6).reshape(2, 3))
// GIVES: exp(x) @ x.T
relax.func @main(%x: !relax.tensor<[n, 3], f32>) -> !relax.tensor<[n, n], f32>
    attributes {relax.specializations = [{n = 1 : i64}, {n = 4 : i64}]} {
  %0 = relax.exp %x : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[n, 3], f32>
  %1 = relax.permute_dims %x : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[3, n], f32>
  %2 = relax.matmul %0, %1 : (!relax.tensor<[n, 3], f32>, !relax.tensor<[3, n], f32>) -> !relax.tensor<[n, n], f32>
  relax.return %2
}

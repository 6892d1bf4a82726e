// Dimensions that are expressions: solved where a bare symbol stands elsewhere, checked in any case.
// CASE: n = 2; m = 3; x = f32(arange(20).reshape(4, 5))
// GIVES: x.reshape(-1) + 1
// CASE: n = 2; m = 3; x = f32(arange(15).reshape(3, 5))
// FAILS: dimension 0 of 'x' must equal '2 * n': got 3, expected 4
// CASE: n = 2; m = 4; x = f32(arange(20).reshape(4, 5))
// FAILS: dimension 1 of 'x' must equal
relax.func @main(%n: !sym.int<n>, %m: !sym.int<m>, %x: !relax.tensor<[2 * n, m + n], f32>) -> !relax.tensor<[2 * n * (m + n)], f32> {
  %one = relax.constant dense<1.0> : tensor<f32>
  %0 = relax.flatten %x : (!relax.tensor<[2 * n, m + n], f32>) -> !relax.tensor<[2 * n * (m + n)], f32>
  %1 = relax.add %0, %one : (!relax.tensor<[2 * n * (m + n)], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[2 * n * (m + n)], f32>
  relax.return %1
}

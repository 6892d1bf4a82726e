// A parameter with a value is none, and a size with a value is checked.
// CASE: x = f32(arange(6).reshape(3, 2))
// GIVES: x + f32([1, 2])
// CASE: x = f32(zeros((4, 2)))
// FAILS: must equal 3: got 4
// CASE: x = f32(zeros((3, 3)))
// FAILS: must equal 2: got 3
relax.func @main(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<[k], f32> {relax.value = dense<[1.0, 2.0]> : tensor<2xf32>})
    -> !relax.tensor<[n, k], f32> attributes {relax.dims = {n = 3 : i64}} {
  %0 = relax.add %x, %w : (!relax.tensor<[n, k], f32>, !relax.tensor<[k], f32>) -> !relax.tensor<[n, k], f32>
  relax.return %0
}

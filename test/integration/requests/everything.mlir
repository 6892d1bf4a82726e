// All that one function can ask for at once: the value of %w says what k is, then there is a copy for two rows.
// CASE: x = f32(arange(4).reshape(2, 2)); s = f32([2, 3, 4])
// GIVES: (x + f32([1, 2])).sum(1), s
// CASE: x = f32(arange(10).reshape(5, 2)); s = f32([2, 3, 4])
// GIVES: (x + f32([1, 2])).sum(1), s
// CASE: x = f32(arange(10).reshape(5, 2)); s = f32([2, 3, 4, 5])
// FAILS: must equal 3: got 4
relax.func @main(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<[k], f32> {relax.value = dense<[1.0, 2.0]> : tensor<2xf32>},
                 %s: !relax.tensor<[m], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>)
    attributes {relax.dims = {m = 3 : i64}, relax.specializations = [{n = 2 : i64}]} {
  %0 = relax.add %x, %w : (!relax.tensor<[n, k], f32>, !relax.tensor<[k], f32>) -> !relax.tensor<[n, k], f32>
  %1 = relax.sum %0 axis = [1] : (!relax.tensor<[n, k], f32>) -> !relax.tensor<[n], f32>
  relax.return %1, %s
}

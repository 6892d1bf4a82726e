// A view keeps the memory of its source: sorting works on a reshape whose source nobody uses any more, while others allocate.
// CASE: x = f32([[3, 1], [2, 5], [4, 0]])
// GIVES: sort((x + x).reshape(-1)), exp(x) + exp(x), (x + x).reshape(-1)
relax.func @main(%x: !relax.tensor<[n, 2], f32>) -> (!relax.tensor<[2 * n], f32>, !relax.tensor<[n, 2], f32>, !relax.tensor<[2 * n], f32>) {
  %0 = relax.add %x, %x : (!relax.tensor<[n, 2], f32>, !relax.tensor<[n, 2], f32>) -> !relax.tensor<[n, 2], f32>
  %1 = relax.flatten %0 : (!relax.tensor<[n, 2], f32>) -> !relax.tensor<[2 * n], f32>
  %2 = relax.exp %x : (!relax.tensor<[n, 2], f32>) -> !relax.tensor<[n, 2], f32>
  %3 = relax.sort %1 axis = 0 : (!relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32>
  %4 = relax.add %2, %2 : (!relax.tensor<[n, 2], f32>, !relax.tensor<[n, 2], f32>) -> !relax.tensor<[n, 2], f32>
  relax.return %3, %4, %1
}

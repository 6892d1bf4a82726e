// A static dimension meets a symbol: the result is static, and the symbol is checked to be that or 1.
// CASE: x = f32([1, 2, 3, 4]); y = f32([[1], [2]])
// GIVES: x * 2 + x, y + f32([1, 2, 3, 4])
// CASE: x = f32([5]); y = f32([[1, 2, 3, 4]])
// GIVES: x * 2 + x + f32([0, 0, 0, 0]), y + f32([1, 2, 3, 4])
// CASE: x = f32([1, 2]); y = f32([[1]])
// FAILS: does not hold
relax.func @main(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[a, b], f32>) -> (!relax.tensor<[4], f32>, !relax.tensor<[a, 4], f32>) {
  %c = relax.constant dense<[2.0, 2.0, 2.0, 2.0]> : tensor<4xf32>
  %d = relax.constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
  %0 = relax.multiply %x, %c : (!relax.tensor<[n], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
  %1 = relax.add %0, %x : (!relax.tensor<[4], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[4], f32>
  %2 = relax.add %y, %d : (!relax.tensor<[a, b], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[a, 4], f32>
  relax.return %1, %2
}

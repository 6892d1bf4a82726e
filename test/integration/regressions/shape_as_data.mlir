// A shape as a tensor is computed at run time unless all of it is known; parts that are known may be folded, and only these.
// CASE: x = f32(zeros((2, 4)))
// GIVES: i64([2, 4, 8]), i64([12, 3]), f32(arange(8).reshape(4, 2)) * 0
// CASE: x = f32(zeros((7, 4)))
// GIVES: i64([7, 4, 28]), i64([12, 3]), f32(zeros((4, 7)))
relax.func @main(%x: !relax.tensor<[n, 4], f32>) -> (!relax.tensor<[3], i64>, !relax.tensor<[2], i64>, !relax.tensor<[4, n], f32>) {
  %n = sym.value n : !sym.int<n>
  %four = sym.value 4 : !sym.int<4>
  %n4 = sym.value 4 * n : !sym.int<4 * n>
  %0 = relax.ints_to_tensor(%n, %four, %n4) : (!sym.int<n>, !sym.int<4>, !sym.int<4 * n>) -> !relax.tensor<[3], i64>
  %c = relax.constant dense<[4, 1]> : tensor<2xi64>
  %three = relax.constant dense<3> : tensor<i64>
  %1 = relax.multiply %c, %three : (!relax.tensor<[2], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[2], i64>
  %s = relax.shape(%four, %n) : (!sym.int<4>, !sym.int<n>) -> !relax.shape<[4, n]>
  %2 = relax.reshape %x, %s : (!relax.tensor<[n, 4], f32>, !relax.shape<[4, n]>) -> !relax.tensor<[4, n], f32>
  relax.return %0, %1, %2
}

// A lower bound says nothing about the size: storage for it must not be planned as if it were the dimension. Checked, too.
// RELAXC: --dim-range n=2:
// CASE: x = f32(arange(2))
// GIVES: tanh(exp(x)) * x
// CASE: x = f32(linspace(-1, 1, 1000))
// GIVES: tanh(exp(x)) * x
// CASE: x = f32(arange(1))
// FAILS: lower bound
relax.func @main(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.tanh %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.multiply %1, %x : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %2
}

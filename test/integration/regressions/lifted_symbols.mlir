// Symbols of a function that becomes several: what a private function calls `m` is another symbol in each of its callers.
// CASE: x = f32(arange(6).reshape(2, 3)); w = f32(arange(12).reshape(3, 4)); v = f32(arange(6).reshape(3, 2))
// GIVES: x @ (w + w), x @ (v + v)
relax.func private @prepare(%w: !relax.tensor<[k, m], f32>) -> !relax.tensor<[k, m], f32> {
  %0 = relax.add %w, %w : (!relax.tensor<[k, m], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[k, m], f32>
  relax.return %0
}
relax.func private @apply(%x: !relax.tensor<[m, k], f32>, %w: !relax.tensor<[k, n], f32>) -> !relax.tensor<[m, n], f32> {
  %0 = relax.call @prepare(%w) : (!relax.tensor<[k, n], f32>) -> !relax.tensor<[k, n], f32>
  %1 = relax.matmul %x, %0 : (!relax.tensor<[m, k], f32>, !relax.tensor<[k, n], f32>) -> !relax.tensor<[m, n], f32>
  relax.return %1
}
relax.func @main(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<[k, m], f32>, %v: !relax.tensor<[k, o], f32>) -> (!relax.tensor<[n, m], f32>, !relax.tensor<[n, o], f32>) {
  %0 = relax.call @apply(%x, %w) : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>
  %1 = relax.call @apply(%x, %v) : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, o], f32>) -> !relax.tensor<[n, o], f32>
  relax.return %0, %1
}

// Storage that the two branches of an if share must not be planned by the order of the text: each branch runs without the
// other, and what is alive before and behind lives through both.
// CASE: c = i1(True); x = f32([1, 2, 3])
// GIVES: 2 * (exp(x) + x) + tanh(exp(x) + x), exp(x)
// CASE: c = i1(False); x = f32([1, 2, 3])
// GIVES: 2 * (exp(x) * x) - x, exp(x)
// CASE: c = i1(False); x = f32(zeros(0))
// GIVES: f32(zeros(0)), f32(zeros(0))
relax.func @main(%c: !relax.tensor<[], i1>, %x: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %e = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %a, %b = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
    %0 = relax.add %e, %x : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %1 = relax.tanh %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %0, %1
  } else {
    %0 = relax.multiply %e, %x : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %1 = relax.negative %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %0, %1
  }
  %2 = relax.add %a, %a : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %3 = relax.add %2, %b : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %3, %e
}

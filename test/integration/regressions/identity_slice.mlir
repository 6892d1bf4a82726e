// A slice to the largest integer is the whole dimension: its size is the symbol, not a minimum of two numbers.
// CASE: x = f32(arange(5))
// GIVES: x + x, x[1:]
// CASE: x = f32(zeros(0))
// GIVES: f32(zeros(0)), f32(zeros(0))
relax.func @main(%x: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[?], f32>) {
  %zero = sym.value 0 : !sym.int<0>
  %one = sym.value 1 : !sym.int<1>
  %max = sym.value 9223372036854775807 : !sym.int<9223372036854775807>
  %0 = relax.strided_slice %x begin = [%zero] end = [%max] axes = [0] : (!relax.tensor<[n], f32>, !sym.int<0>, !sym.int<9223372036854775807>) -> !relax.tensor<[n], f32>
  %1 = relax.add %0, %x : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.strided_slice %x begin = [%one] end = [%max] axes = [0] : (!relax.tensor<[n], f32>, !sym.int<1>, !sym.int<9223372036854775807>) -> !relax.tensor<[?], f32>
  relax.return %1, %2
}

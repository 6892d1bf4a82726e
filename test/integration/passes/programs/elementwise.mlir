// Chains with broadcasts, equal subexpressions, values that nobody uses, constants, casts there and back.
// FUZZ: --input x=random:5x4:f32 --input y=random:5x1:f32 --input b=random:4:f32
// FUZZ: --input x=random:1x4:f32 --input y=random:1x1:f32 --input b=random:4:f32
// FUZZ: --input x=random:0x4:f32 --input y=random:0x1:f32 --input b=random:4:f32
relax.func @main(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[n, 1], f32>, %b: !relax.tensor<[4], f32>) -> (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], i32>) {
  %one = relax.constant dense<1.0> : tensor<f32>
  %two = relax.constant dense<2.0> : tensor<1xf32>
  %0 = relax.add %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 1], f32>) -> !relax.tensor<[n, 4], f32>
  %1 = relax.add %0, %b : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  %2 = relax.add %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 1], f32>) -> !relax.tensor<[n, 4], f32>
  %3 = relax.multiply %2, %two : (!relax.tensor<[n, 4], f32>, !relax.tensor<[1], f32>) -> !relax.tensor<[n, 4], f32>
  %unused = relax.exp %3 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %4 = relax.tanh %1 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %5 = relax.subtract %4, %3 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %6 = relax.multiply %5, %one : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 4], f32>
  %7 = relax.astype %6 dtype = f64 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f64>
  %8 = relax.astype %7 dtype = f32 : (!relax.tensor<[n, 4], f64>) -> !relax.tensor<[n, 4], f32>
  %9 = relax.relu %8 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %10 = relax.multiply %9, %9 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %11 = relax.astype %x dtype = i32 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], i32>
  %12 = relax.add %11, %11 : (!relax.tensor<[n, 4], i32>, !relax.tensor<[n, 4], i32>) -> !relax.tensor<[n, 4], i32>
  relax.return %10, %4, %12
}

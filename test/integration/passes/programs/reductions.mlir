// Several reductions over one input, with producers, consumers and diamonds; some results are used outside of what fuses.
// FUZZ: --input x=random:3x5x4:f32 --input i=random:3:i64
// FUZZ: --input x=random:1x5x4:f32 --input i=random:1:i64
// FUZZ: --input x=random:2x1x4:f32 --input i=random:2:i64
module {
  relax.func @main(%x: !relax.tensor<[n, m, 4], f32>, %i: !relax.tensor<[n], i64>) -> (!relax.tensor<[n, m], f32>, !relax.tensor<[n, m, 4], f32>, !relax.tensor<[n, m], i64>, !relax.tensor<[n], f32>, !relax.tensor<[2 * m, 4], f32>) {
    %0 = relax.exp %x : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, m, 4], f32>
    %1 = relax.sum %0 axis = [2] : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, m], f32>
    %2 = relax.max %0 axis = [2] : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, m], f32>
    %3 = relax.subtract %1, %2 : (!relax.tensor<[n, m], f32>, !relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
    %4 = relax.expand_dims %1 axis = [2] : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m, 1], f32>
    %5 = relax.divide %0, %4 : (!relax.tensor<[n, m, 4], f32>, !relax.tensor<[n, m, 1], f32>) -> !relax.tensor<[n, m, 4], f32>
    %6 = relax.argmax %5 axis = 2 : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, m], i64>
    %7 = relax.multiply %5, %x : (!relax.tensor<[n, m, 4], f32>, !relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, m, 4], f32>
    %8 = relax.mean %7 axis = [1, 2] : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n], f32>
    %9 = relax.astype %i dtype = f32 : (!relax.tensor<[n], i64>) -> !relax.tensor<[n], f32>
    %10 = relax.add %8, %9 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %11 = relax.sum %x axis = [0] : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[m, 4], f32>
    %12 = relax.relu %11 : (!relax.tensor<[m, 4], f32>) -> !relax.tensor<[m, 4], f32>
    %13 = relax.concat %11, %12 axis = 0 : (!relax.tensor<[m, 4], f32>, !relax.tensor<[m, 4], f32>) -> !relax.tensor<[2 * m, 4], f32>
    relax.return %3, %7, %6, %10, %13
  }
}

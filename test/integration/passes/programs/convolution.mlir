// Convolutions with constant weights, batch norms, a residual, pooling, a classifier.
// FUZZ: --input x=random:2x3x6x6:f32 --input k=random:4x3x3x3:f32 --input g=random:4:f32 --input k2=random:4x4x1x1:f32
// FUZZ: --input x=random:1x3x3x5:f32 --input k=random:4x3x3x3:f32 --input g=random:4:f32 --input k2=random:4x4x1x1:f32
module {
  relax.func @main(%x: !relax.tensor<[n, 3, h, w], f32>, %k: !relax.tensor<[4, 3, 3, 3], f32>, %g: !relax.tensor<[4], f32>, %k2: !relax.tensor<[4, 4, 1, 1], f32>) -> (!relax.tensor<[n, 4, h, w], f32>, !relax.tensor<[n, 4], f32>) {
    %weights = relax.constant dense<0.25> : tensor<4x4x3x3xf32>
    %mean = relax.constant dense<[0.1, -0.2, 0.3, 0.0]> : tensor<4xf32>
    %var = relax.constant dense<[1.0, 2.0, 0.5, 1.5]> : tensor<4xf32>
    %0 = relax.conv2d %x, %k padding = [1, 1, 1, 1] : (!relax.tensor<[n, 3, h, w], f32>, !relax.tensor<[4, 3, 3, 3], f32>) -> !relax.tensor<[n, 4, h, w], f32>
    %1 = relax.batch_norm %0, %g, %g, %mean, %var epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h, w], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, h, w], f32>
    %2 = relax.relu %1 : (!relax.tensor<[n, 4, h, w], f32>) -> !relax.tensor<[n, 4, h, w], f32>
    %3 = relax.conv2d %2, %weights padding = [1, 1, 1, 1] : (!relax.tensor<[n, 4, h, w], f32>, !relax.tensor<[4, 4, 3, 3], f32>) -> !relax.tensor<[n, 4, h, w], f32>
    %4 = relax.batch_norm %3, %var, %mean, %mean, %var epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h, w], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, h, w], f32>
    %5 = relax.conv2d %4, %k2 : (!relax.tensor<[n, 4, h, w], f32>, !relax.tensor<[4, 4, 1, 1], f32>) -> !relax.tensor<[n, 4, h, w], f32>
    %6 = relax.add %5, %2 : (!relax.tensor<[n, 4, h, w], f32>, !relax.tensor<[n, 4, h, w], f32>) -> !relax.tensor<[n, 4, h, w], f32>
    %7 = relax.mean %6 axis = [2, 3] : (!relax.tensor<[n, 4, h, w], f32>) -> !relax.tensor<[n, 4], f32>
    %8 = relax.softmax %7 axis = 1 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    relax.return %6, %8
  }
}

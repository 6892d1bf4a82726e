// Operators, constants, symbolic shapes, unknown dimensions.
module {
  relax.func @main(%x: !relax.tensor<[b, 4], f32>, %w: !relax.tensor<[4, 3], f32>, %y: !relax.tensor<[?, 3], f32>) -> (!relax.tensor<[2 * b, 3], f32>, !relax.tensor<[b], f32>, !relax.tensor<[?], f64>) {
    %bias = relax.constant dense<[0.5, -0.5, 1.0]> : tensor<3xf32>
    %0 = relax.matmul %x, %w : (!relax.tensor<[b, 4], f32>, !relax.tensor<[4, 3], f32>) -> !relax.tensor<[b, 3], f32>
    %1 = relax.add %0, %bias : (!relax.tensor<[b, 3], f32>, !relax.tensor<[3], f32>) -> !relax.tensor<[b, 3], f32>
    %2 = relax.softmax %1 axis = -1 : (!relax.tensor<[b, 3], f32>) -> !relax.tensor<[b, 3], f32>
    %3 = relax.concat %2, %0 axis = 0 : (!relax.tensor<[b, 3], f32>, !relax.tensor<[b, 3], f32>) -> !relax.tensor<[2 * b, 3], f32>
    %4 = relax.sum %2 axis = [1] : (!relax.tensor<[b, 3], f32>) -> !relax.tensor<[b], f32>
    %5 = relax.permute_dims %y : (!relax.tensor<[?, 3], f32>) -> !relax.tensor<[3, ?], f32>
    %6 = relax.relu %5 : (!relax.tensor<[3, ?], f32>) -> !relax.tensor<[3, ?], f32>
    %7 = relax.max %6 axis = [0] : (!relax.tensor<[3, ?], f32>) -> !relax.tensor<[?], f32>
    %8 = relax.astype %7 dtype = f64 : (!relax.tensor<[?], f32>) -> !relax.tensor<[?], f64>
    relax.return %3, %4, %8
  }
}

// Dimensions and ranks that only the data tell, casts that fail, symbols defined in the body, a shape as a value.
// FUZZ: --input x=random:3x4:f32 --input y=random:3:f32 --input w=random:4x2:f32
// FUZZ: --input x=random:3x4:f32 --input y=random:1:f32 --input w=random:4x2:f32
// FUZZ: --input x=random:3x4:f32 --input y=random:2:f32 --input w=random:4x2:f32
// FUZZ: --input x=random:3x4:f32 --input y=random:3:f32 --input w=random:3x2:f32
// FUZZ: --input x=random:0x4:f32 --input y=random:0:f32 --input w=random:4x0:f32
module {
  relax.func @main(%x: !relax.tensor<[?, 4], f32>, %y: !relax.tensor<[?], f32>, %w: !relax.tensor<*, f32>) -> (!relax.tensor<[?, ?], f32>, !relax.tensor<[?, 4], f32>) {
    %0 = relax.tanh %x : (!relax.tensor<[?, 4], f32>) -> !relax.tensor<[?, 4], f32>
    %1 = relax.expand_dims %y axis = [1] : (!relax.tensor<[?], f32>) -> !relax.tensor<[?, 1], f32>
    %2 = relax.add %0, %1 : (!relax.tensor<[?, 4], f32>, !relax.tensor<[?, 1], f32>) -> !relax.tensor<[?, 4], f32>
    %w1, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[4, m], f32>, !sym.int<m>
    %3 = relax.matmul %2, %w1 : (!relax.tensor<[?, 4], f32>, !relax.tensor<[4, m], f32>) -> !relax.tensor<[?, m], f32>
    %s = relax.shape_of %3 : !relax.tensor<[?, m], f32> -> !relax.shape<[?, m]>
    %4 = relax.flatten %3 : (!relax.tensor<[?, m], f32>) -> !relax.tensor<[?], f32>
    %5 = relax.exp %4 : (!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
    %6 = relax.reshape %5, %s : (!relax.tensor<[?], f32>, !relax.shape<[?, m]>) -> !relax.tensor<[?, m], f32>
    %7 = relax.forget %6 : !relax.tensor<[?, m], f32> -> !relax.tensor<[?, ?], f32>
    relax.return %7, %0
  }
}

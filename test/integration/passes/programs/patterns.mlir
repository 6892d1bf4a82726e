// What exporters spell out: LayerNorm, softmax, GELU, SiLU, RMSNorm, HardSwish, a mask.
// FUZZ: --input x=random:2x3x8:f32 --input g=random:8:f32 --input b=random:8:f32
// FUZZ: --input x=random:1x1x8:f32 --input g=random:8:f32 --input b=random:8:f32
module {
  relax.func @main(%x: !relax.tensor<[b, n, 8], f32>, %g: !relax.tensor<[8], f32>, %b: !relax.tensor<[8], f32>) -> (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, n, 8], f32>) {
    %eps = relax.constant dense<1.0e-5> : tensor<f32>
    %c2 = relax.constant dense<2.0> : tensor<f32>
    %half = relax.constant dense<0.5> : tensor<f32>
    %root2 = relax.constant dense<1.41421354> : tensor<f32>
    %one = relax.constant dense<1.0> : tensor<f32>
    %c3 = relax.constant dense<3.0> : tensor<f32>
    %c6 = relax.constant dense<6.0> : tensor<f32>
    %zero = relax.constant dense<0.0> : tensor<f32>
    %mean = relax.mean %x axis = [-1] keepdims : (!relax.tensor<[b, n, 8], f32>) -> !relax.tensor<[b, n, 1], f32>
    %d = relax.subtract %x, %mean : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, n, 1], f32>) -> !relax.tensor<[b, n, 8], f32>
    %sq = relax.power %d, %c2 : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[b, n, 8], f32>
    %var = relax.mean %sq axis = [-1] keepdims : (!relax.tensor<[b, n, 8], f32>) -> !relax.tensor<[b, n, 1], f32>
    %ve = relax.add %var, %eps : (!relax.tensor<[b, n, 1], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[b, n, 1], f32>
    %sd = relax.sqrt %ve : (!relax.tensor<[b, n, 1], f32>) -> !relax.tensor<[b, n, 1], f32>
    %norm = relax.divide %d, %sd : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, n, 1], f32>) -> !relax.tensor<[b, n, 8], f32>
    %ng = relax.multiply %norm, %g : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[8], f32>) -> !relax.tensor<[b, n, 8], f32>
    %ln = relax.add %ng, %b : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[8], f32>) -> !relax.tensor<[b, n, 8], f32>
    %e0 = relax.divide %ln, %root2 : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[b, n, 8], f32>
    %e1 = relax.erf %e0 : (!relax.tensor<[b, n, 8], f32>) -> !relax.tensor<[b, n, 8], f32>
    %e2 = relax.add %e1, %one : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[b, n, 8], f32>
    %e3 = relax.multiply %ln, %e2 : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, n, 8], f32>) -> !relax.tensor<[b, n, 8], f32>
    %gelu = relax.multiply %e3, %half : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[b, n, 8], f32>
    %m = relax.max %gelu axis = [-1] keepdims : (!relax.tensor<[b, n, 8], f32>) -> !relax.tensor<[b, n, 1], f32>
    %s0 = relax.subtract %gelu, %m : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, n, 1], f32>) -> !relax.tensor<[b, n, 8], f32>
    %s1 = relax.exp %s0 : (!relax.tensor<[b, n, 8], f32>) -> !relax.tensor<[b, n, 8], f32>
    %s2 = relax.sum %s1 axis = [-1] keepdims : (!relax.tensor<[b, n, 8], f32>) -> !relax.tensor<[b, n, 1], f32>
    %soft = relax.divide %s1, %s2 : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, n, 1], f32>) -> !relax.tensor<[b, n, 8], f32>
    %sig = relax.sigmoid %soft : (!relax.tensor<[b, n, 8], f32>) -> !relax.tensor<[b, n, 8], f32>
    %silu = relax.multiply %soft, %sig : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, n, 8], f32>) -> !relax.tensor<[b, n, 8], f32>
    %xx = relax.multiply %silu, %silu : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, n, 8], f32>) -> !relax.tensor<[b, n, 8], f32>
    %ms = relax.mean %xx axis = [-1] keepdims : (!relax.tensor<[b, n, 8], f32>) -> !relax.tensor<[b, n, 1], f32>
    %me = relax.add %ms, %eps : (!relax.tensor<[b, n, 1], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[b, n, 1], f32>
    %rs = relax.rsqrt %me : (!relax.tensor<[b, n, 1], f32>) -> !relax.tensor<[b, n, 1], f32>
    %rn = relax.multiply %silu, %rs : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, n, 1], f32>) -> !relax.tensor<[b, n, 8], f32>
    %rms = relax.multiply %rn, %g : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[8], f32>) -> !relax.tensor<[b, n, 8], f32>
    %h0 = relax.add %rms, %c3 : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[b, n, 8], f32>
    %h1 = relax.maximum %h0, %zero : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[b, n, 8], f32>
    %h2 = relax.minimum %h1, %c6 : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[b, n, 8], f32>
    %h3 = relax.multiply %rms, %h2 : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, n, 8], f32>) -> !relax.tensor<[b, n, 8], f32>
    %hs = relax.divide %h3, %c6 : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[b, n, 8], f32>
    relax.return %ln, %gelu, %soft, %hs
  }
}

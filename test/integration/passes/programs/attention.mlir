// Three matmuls of one input, transposes in front of matmuls, a low-rank adapter, spelled-out attention.
// FUZZ: --input x=random:2x3x8:f32 --input wq=random:8x8:f32 --input wk=random:8x8:f32 --input wv=random:8x8:f32 --input a=random:8x2:f32 --input b=random:2x8:f32
// FUZZ: --input x=random:1x1x8:f32 --input wq=random:8x8:f32 --input wk=random:8x8:f32 --input wv=random:8x8:f32 --input a=random:8x2:f32 --input b=random:2x8:f32
module {
  relax.func @main(%x: !relax.tensor<[b, n, 8], f32>, %wq: !relax.tensor<[8, 8], f32>, %wk: !relax.tensor<[8, 8], f32>, %wv: !relax.tensor<[8, 8], f32>, %a: !relax.tensor<[8, 2], f32>, %b: !relax.tensor<[2, 8], f32>) -> !relax.tensor<[b, n, 8], f32> {
    %scale = relax.constant dense<0.353553> : tensor<f32>
    %q = relax.matmul %x, %wq : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[8, 8], f32>) -> !relax.tensor<[b, n, 8], f32>
    %wkt = relax.permute_dims %wk axes = [1, 0] : (!relax.tensor<[8, 8], f32>) -> !relax.tensor<[8, 8], f32>
    %k = relax.matmul %x, %wkt : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[8, 8], f32>) -> !relax.tensor<[b, n, 8], f32>
    %v = relax.matmul %x, %wv : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[8, 8], f32>) -> !relax.tensor<[b, n, 8], f32>
    %ab = relax.matmul %a, %b : (!relax.tensor<[8, 2], f32>, !relax.tensor<[2, 8], f32>) -> !relax.tensor<[8, 8], f32>
    %lora = relax.matmul %x, %ab : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[8, 8], f32>) -> !relax.tensor<[b, n, 8], f32>
    %v1 = relax.add %v, %lora : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, n, 8], f32>) -> !relax.tensor<[b, n, 8], f32>
    %kt = relax.permute_dims %k axes = [0, 2, 1] : (!relax.tensor<[b, n, 8], f32>) -> !relax.tensor<[b, 8, n], f32>
    %qk = relax.matmul %q, %kt : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, 8, n], f32>) -> !relax.tensor<[b, n, n], f32>
    %s = relax.multiply %qk, %scale : (!relax.tensor<[b, n, n], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[b, n, n], f32>
    %p = relax.softmax %s axis = -1 : (!relax.tensor<[b, n, n], f32>) -> !relax.tensor<[b, n, n], f32>
    %o = relax.matmul %p, %v1 : (!relax.tensor<[b, n, n], f32>, !relax.tensor<[b, n, 8], f32>) -> !relax.tensor<[b, n, 8], f32>
    %r = relax.add %o, %x : (!relax.tensor<[b, n, 8], f32>, !relax.tensor<[b, n, 8], f32>) -> !relax.tensor<[b, n, 8], f32>
    relax.return %r
  }
}

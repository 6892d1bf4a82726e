// Reshapes that merge and split dimensions between kernels of one group: element-wise, transposed, behind a matrix
// product, in front of a reduction, and with both shapes needed.
// CASE: x = f32(arange(2*3*4*8).reshape(2, 3, 4, 8) % 7 - 3) / 7; bias = f32(arange(32)) / 8; r = f32(arange(192).reshape(6, 32) % 5); w = f32(arange(8*8).reshape(8, 8) % 5 - 2) / 5; img = f32(arange(1*3*2*5).reshape(1, 3, 2, 5) % 9 - 4) / 9
// GIVES: exp(x).reshape(2, 3, 32) + bias, (exp(x).reshape(2, 3, 32) + bias).reshape(6, 32) * r, maximum((x @ w).reshape(2, 3, 32) + bias, 0), sin(x).reshape(6, 32).sum(1), exp(img).reshape(3, 10).T, cos(x), -cos(x).reshape(-1), -(exp(x).reshape(2, 3, 32) + bias).reshape(2, 3, 4, 8).transpose(0, 2, 1, 3)
// CASE: x = f32(arange(1*1*4*8).reshape(1, 1, 4, 8) % 7 - 3) / 7; bias = f32(arange(32)) / 8; r = f32(arange(32).reshape(1, 32) % 5); w = f32(arange(8*8).reshape(8, 8) % 5 - 2) / 5; img = f32(arange(1*1*1*1).reshape(1, 1, 1, 1) % 9 - 4) / 9
// GIVES: exp(x).reshape(1, 1, 32) + bias, (exp(x).reshape(1, 1, 32) + bias).reshape(1, 32) * r, maximum((x @ w).reshape(1, 1, 32) + bias, 0), sin(x).reshape(1, 32).sum(1), exp(img).reshape(1, 1).T, cos(x), -cos(x).reshape(-1), -(exp(x).reshape(1, 1, 32) + bias).reshape(1, 1, 4, 8).transpose(0, 2, 1, 3)
// CASE: x = f32(arange(3*0*4*8).reshape(3, 0, 4, 8) % 7 - 3) / 7; bias = f32(arange(32)) / 8; r = f32(arange(0).reshape(0, 32) % 5); w = f32(arange(8*8).reshape(8, 8) % 5 - 2) / 5; img = f32(arange(1*2*4*0).reshape(1, 2, 4, 0) % 9 - 4) / 9
// GIVES: exp(x).reshape(3, 0, 32) + bias, (exp(x).reshape(3, 0, 32) + bias).reshape(0, 32) * r, maximum((x @ w).reshape(3, 0, 32) + bias, 0), sin(x).reshape(0, 32).sum(1), exp(img).reshape(2, 0).T, cos(x), -cos(x).reshape(-1), -(exp(x).reshape(3, 0, 32) + bias).reshape(3, 0, 4, 8).transpose(0, 2, 1, 3)
relax.func @main(%x: !relax.tensor<[b, s, 4, 8], f32>, %bias: !relax.tensor<[32], f32>, %r: !relax.tensor<[b * s, 32], f32>, %w: !relax.tensor<[8, 8], f32>, %img: !relax.tensor<[1, c, h, k], f32>) -> (!relax.tensor<[b, s, 32], f32>, !relax.tensor<[b * s, 32], f32>, !relax.tensor<[b, s, 32], f32>, !relax.tensor<[b * s], f32>, !relax.tensor<[h * k, c], f32>, !relax.tensor<[b, s, 4, 8], f32>, !relax.tensor<[32 * b * s], f32>, !relax.tensor<[b, 4, s, 8], f32>) {
  %s3_0 = sym.value b of (%x, %img : !relax.tensor<[b, s, 4, 8], f32>, !relax.tensor<[1, c, h, k], f32>) : !sym.int<b>
  %s3_1 = sym.value s of (%x, %img : !relax.tensor<[b, s, 4, 8], f32>, !relax.tensor<[1, c, h, k], f32>) : !sym.int<s>
  %s3_2 = sym.value 32 : !sym.int<32>
  %s3 = relax.shape(%s3_0, %s3_1, %s3_2) : (!sym.int<b>, !sym.int<s>, !sym.int<32>) -> !relax.shape<[b, s, 32]>
  %s2_0 = sym.value b * s of (%x, %img : !relax.tensor<[b, s, 4, 8], f32>, !relax.tensor<[1, c, h, k], f32>) : !sym.int<b * s>
  %s2_1 = sym.value 32 : !sym.int<32>
  %s2 = relax.shape(%s2_0, %s2_1) : (!sym.int<b * s>, !sym.int<32>) -> !relax.shape<[b * s, 32]>
  %s4_0 = sym.value b of (%x, %img : !relax.tensor<[b, s, 4, 8], f32>, !relax.tensor<[1, c, h, k], f32>) : !sym.int<b>
  %s4_1 = sym.value s of (%x, %img : !relax.tensor<[b, s, 4, 8], f32>, !relax.tensor<[1, c, h, k], f32>) : !sym.int<s>
  %s4_2 = sym.value 4 : !sym.int<4>
  %s4_3 = sym.value 8 : !sym.int<8>
  %s4 = relax.shape(%s4_0, %s4_1, %s4_2, %s4_3) : (!sym.int<b>, !sym.int<s>, !sym.int<4>, !sym.int<8>) -> !relax.shape<[b, s, 4, 8]>
  %sp_0 = sym.value c of (%x, %img : !relax.tensor<[b, s, 4, 8], f32>, !relax.tensor<[1, c, h, k], f32>) : !sym.int<c>
  %sp_1 = sym.value h * k of (%x, %img : !relax.tensor<[b, s, 4, 8], f32>, !relax.tensor<[1, c, h, k], f32>) : !sym.int<h * k>
  %sp = relax.shape(%sp_0, %sp_1) : (!sym.int<c>, !sym.int<h * k>) -> !relax.shape<[c, h * k]>
  %e = relax.exp %x : (!relax.tensor<[b, s, 4, 8], f32>) -> !relax.tensor<[b, s, 4, 8], f32>
  %e3 = relax.reshape %e, %s3 : (!relax.tensor<[b, s, 4, 8], f32>, !relax.shape<[b, s, 32]>) -> !relax.tensor<[b, s, 32], f32>
  %o0 = relax.add %e3, %bias : (!relax.tensor<[b, s, 32], f32>, !relax.tensor<[32], f32>) -> !relax.tensor<[b, s, 32], f32>
  %o0r = relax.reshape %o0, %s2 : (!relax.tensor<[b, s, 32], f32>, !relax.shape<[b * s, 32]>) -> !relax.tensor<[b * s, 32], f32>
  %o1 = relax.multiply %o0r, %r : (!relax.tensor<[b * s, 32], f32>, !relax.tensor<[b * s, 32], f32>) -> !relax.tensor<[b * s, 32], f32>
  %p = relax.matmul %x, %w : (!relax.tensor<[b, s, 4, 8], f32>, !relax.tensor<[8, 8], f32>) -> !relax.tensor<[b, s, 4, 8], f32>
  %p3 = relax.reshape %p, %s3 : (!relax.tensor<[b, s, 4, 8], f32>, !relax.shape<[b, s, 32]>) -> !relax.tensor<[b, s, 32], f32>
  %pb = relax.add %p3, %bias : (!relax.tensor<[b, s, 32], f32>, !relax.tensor<[32], f32>) -> !relax.tensor<[b, s, 32], f32>
  %o2 = relax.relu %pb : (!relax.tensor<[b, s, 32], f32>) -> !relax.tensor<[b, s, 32], f32>
  %t = relax.permute_dims %x axes = [0, 2, 1, 3] : (!relax.tensor<[b, s, 4, 8], f32>) -> !relax.tensor<[b, 4, s, 8], f32>
  %ts = relax.sin %t : (!relax.tensor<[b, 4, s, 8], f32>) -> !relax.tensor<[b, 4, s, 8], f32>
  %tt = relax.permute_dims %ts axes = [0, 2, 1, 3] : (!relax.tensor<[b, 4, s, 8], f32>) -> !relax.tensor<[b, s, 4, 8], f32>
  %t2 = relax.reshape %tt, %s2 : (!relax.tensor<[b, s, 4, 8], f32>, !relax.shape<[b * s, 32]>) -> !relax.tensor<[b * s, 32], f32>
  %o3 = relax.sum %t2 axis = [1] : (!relax.tensor<[b * s, 32], f32>) -> !relax.tensor<[b * s], f32>
  %i = relax.exp %img : (!relax.tensor<[1, c, h, k], f32>) -> !relax.tensor<[1, c, h, k], f32>
  %i2 = relax.reshape %i, %sp : (!relax.tensor<[1, c, h, k], f32>, !relax.shape<[c, h * k]>) -> !relax.tensor<[c, h * k], f32>
  %o4 = relax.permute_dims %i2 axes = [1, 0] : (!relax.tensor<[c, h * k], f32>) -> !relax.tensor<[h * k, c], f32>
  %y = relax.cos %x : (!relax.tensor<[b, s, 4, 8], f32>) -> !relax.tensor<[b, s, 4, 8], f32>
  %yf = relax.flatten %y : (!relax.tensor<[b, s, 4, 8], f32>) -> !relax.tensor<[32 * b * s], f32>
  %o6 = relax.negative %yf : (!relax.tensor<[32 * b * s], f32>) -> !relax.tensor<[32 * b * s], f32>
  %o0h = relax.reshape %o0, %s4 : (!relax.tensor<[b, s, 32], f32>, !relax.shape<[b, s, 4, 8]>) -> !relax.tensor<[b, s, 4, 8], f32>
  %o0p = relax.permute_dims %o0h axes = [0, 2, 1, 3] : (!relax.tensor<[b, s, 4, 8], f32>) -> !relax.tensor<[b, 4, s, 8], f32>
  %o7 = relax.negative %o0p : (!relax.tensor<[b, 4, s, 8], f32>) -> !relax.tensor<[b, 4, s, 8], f32>
  relax.return %o0, %o1, %o2, %o3, %o4, %y, %o6, %o7
}

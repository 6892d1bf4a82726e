//===- QuantizeOps.td - numbers as integers of few bits -------------------===//
//
// Affine quantization, for a tensor or along an axis.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_QUANTIZEOPS_TD
#define DIALECTS_RELAX_OPS_QUANTIZEOPS_TD

include "dialects/relax/ops/ElementwiseBase.td"

def Relax_QuantizeOp : Relax_Operator<"quantize"> {
  let summary = "Numbers as integers of few bits";
  let description = [{
    Computes `round(x / scale) + zero_point` of each element, with ties to even, and takes the nearest value of `dtype`.
    `scale` and `zero_point` hold one number for all elements (rank 0), one for each place along `axis` (rank 1), or with
    `block_size` one for each so many neighbours along `axis` (the rank of `x`). Of NaN comes an unspecified value.

    Constraints:
    - (quantize_c1) the element type of `x` is a floating-point type;
    - (quantize_c2) the element type of `scale` is a floating-point type, that of `zero_point` an integer type;
    - (quantize_c3) `dtype` is an integer type of at most 32 bits, not bool;
    - (quantize_c4) `scale` and `zero_point` have rank 0 or 1, with `block_size` 0 or that of `x`, where known;
    - (quantize_c5) where one has a rank above 0, `axis` is in `[-rank, rank)`, and its size is the dimension of `x` there;
    - (quantize_c6) `block_size` is at least 1; with it the dimensions of `scale` and `zero_point` are those of `x`, and that of
      `axis` is divided by `block_size`, rounded up.

    ```mlir
    %0 = relax.quantize %x, %scale, %zero axis = 1 dtype = i8 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], i8>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$scale, Relax_Tensor:$zero_point, Relax_AxisAttr:$axis,
                       OptionalAttr<I64Attr>:$block_size, TypeAttr:$dtype);
  let assemblyFormat = [{
    $x `,` $scale `,` $zero_point `axis` `=` $axis (`block_size` `=` $block_size^)? `dtype` `=` $dtype attr-dict
    `:` functional-type(operands, results)
  }];
}

def Relax_DequantizeOp : Relax_Operator<"dequantize"> {
  let summary = "The numbers for which integers stand";
  let description = [{
    Computes `(x - zero_point) * scale` of each element as a number of type `dtype`. `scale` and `zero_point` hold one
    number for all elements (rank 0), one for each place along `axis` (rank 1), or with `block_size` one for each so many
    neighbours along `axis` (the rank of `x`).

    Constraints:
    - (dequantize_c1) the element type of `x` is an integer type, not bool;
    - (dequantize_c2) the element type of `scale` is a floating-point type, that of `zero_point` an integer type;
    - (dequantize_c3) `dtype` is a floating-point type;
    - (dequantize_c4) `scale` and `zero_point` have rank 0 or 1, with `block_size` 0 or that of `x`, where known;
    - (dequantize_c5) where one has a rank above 0, `axis` is in `[-rank, rank)`, and its size is the dimension of `x` there;
    - (dequantize_c6) `block_size` is at least 1; with it the dimensions of `scale` and `zero_point` are those of `x`, and that of
      `axis` is divided by `block_size`, rounded up.

    ```mlir
    %0 = relax.dequantize %x, %scale, %zero axis = 0 dtype = f32 : (!relax.tensor<[n, 4], ui8>, !relax.tensor<[], f32>, !relax.tensor<[], ui8>) -> !relax.tensor<[n, 4], f32>
    %1 = relax.dequantize %y, %scales, %zero axis = 1 block_size = 32 dtype = f32 : (!relax.tensor<[n, m], i8>, !relax.tensor<[n, m ceildiv 32], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, m], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$scale, Relax_Tensor:$zero_point, Relax_AxisAttr:$axis,
                       OptionalAttr<I64Attr>:$block_size, TypeAttr:$dtype);
  let assemblyFormat = [{
    $x `,` $scale `,` $zero_point `axis` `=` $axis (`block_size` `=` $block_size^)? `dtype` `=` $dtype attr-dict
    `:` functional-type(operands, results)
  }];
}

#endif // DIALECTS_RELAX_OPS_QUANTIZEOPS_TD

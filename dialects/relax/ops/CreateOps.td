//===- CreateOps.td - tensors from shapes and integers --------------------===//
//
// The contents follow from few numbers.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_CREATEOPS_TD
#define DIALECTS_RELAX_OPS_CREATEOPS_TD

include "dialects/relax/ops/ElementwiseBase.td"

def Relax_FullOp : Relax_Operator<"full"> {
  let summary = "A tensor whose elements are all equal";
  let description = [{
    Makes a tensor of the shape `shape` with the element of `fill` everywhere.

    Constraints:
    - (full_c1) the rank of `fill` is 0, where known.

    ```mlir
    %0 = relax.full %fill, %shape : (!relax.tensor<[], f32>, !relax.shape<[n, 4]>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$fill, Relax_Shape:$shape);
  let assemblyFormat = "$fill `,` $shape attr-dict `:` functional-type(operands, results)";
}

def Relax_FullLikeOp : Relax_Operator<"full_like"> {
  let summary = "A tensor of the shape of another one whose elements are all equal";
  let description = [{
    Makes a tensor of the shape of `x` with the element of `fill` everywhere. The values and the element type of `x` do not
    matter.

    Constraints:
    - (full_like_c1) the rank of `fill` is 0, where known.

    ```mlir
    %0 = relax.full_like %x, %fill : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], i64>) -> !relax.tensor<[n, 4], i64>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Tensor:$fill);
  let assemblyFormat = "$x `,` $fill attr-dict `:` functional-type(operands, results)";
}

def Relax_ZerosOp : Relax_Operator<"zeros"> {
  let summary = "A tensor of zeros";
  let description = [{
    Makes a tensor of the shape `shape` with elements of type `dtype`, all of them zero.

    Constraints:
    - (zeros_c1) `dtype` is an element type of tensors.

    ```mlir
    %0 = relax.zeros %shape dtype = f32 : (!relax.shape<[n, 4]>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Shape:$shape, TypeAttr:$dtype);
  let assemblyFormat = "$shape `dtype` `=` $dtype attr-dict `:` functional-type(operands, results)";
}

def Relax_ZerosLikeOp : Relax_Operator<"zeros_like"> {
  let summary = "A tensor of zeros with the shape of another one";
  let description = [{
    Makes a tensor of the shape of `x` with elements of type `dtype`, or of that of `x` without it, all of them zero. The
    values of `x` do not matter.

    Constraints:
    - (zeros_like_c1) `dtype` is an element type of tensors.

    ```mlir
    %0 = relax.zeros_like %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %1 = relax.zeros_like %x dtype = i64 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], i64>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, OptionalAttr<TypeAttr>:$dtype);
  let assemblyFormat = "$x (`dtype` `=` $dtype^)? attr-dict `:` functional-type(operands, results)";
}

def Relax_OnesOp : Relax_Operator<"ones"> {
  let summary = "A tensor of ones";
  let description = [{
    Makes a tensor of the shape `shape` with elements of type `dtype`, all of them one.

    Constraints:
    - (ones_c1) `dtype` is an element type of tensors.

    ```mlir
    %0 = relax.ones %shape dtype = f32 : (!relax.shape<[n, 4]>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Shape:$shape, TypeAttr:$dtype);
  let assemblyFormat = "$shape `dtype` `=` $dtype attr-dict `:` functional-type(operands, results)";
}

def Relax_OnesLikeOp : Relax_Operator<"ones_like"> {
  let summary = "A tensor of ones with the shape of another one";
  let description = [{
    Makes a tensor of the shape of `x` with elements of type `dtype`, or of that of `x` without it, all of them one. The
    values of `x` do not matter.

    Constraints:
    - (ones_like_c1) `dtype` is an element type of tensors.

    ```mlir
    %0 = relax.ones_like %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %1 = relax.ones_like %x dtype = i64 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], i64>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, OptionalAttr<TypeAttr>:$dtype);
  let assemblyFormat = "$x (`dtype` `=` $dtype^)? attr-dict `:` functional-type(operands, results)";
}

def Relax_ArangeOp : Relax_Operator<"arange"> {
  let summary = "Numbers at equal distances";
  let description = [{
    Makes a tensor of rank 1 with the numbers `start`, `start + step`, `start + 2 * step` and so on, as long as they are
    below `stop`, or above it where `step` is negative. The length is `max((stop - start) ceildiv step, 0)`. The numbers are
    computed as 64-bit integers and converted to `dtype`.

    Constraints:
    - (arange_c1) `dtype` is an integer type or a floating-point type, not bool;
    - (arange_c2) `step` is not zero.

    ```mlir
    %0 = relax.arange %start, %stop, %step dtype = i64 : (!sym.int<0>, !sym.int<n>, !sym.int<1>) -> !relax.tensor<[max(n, 0)], i64>
    ```
  }];
  let arguments = (ins Relax_SymInt:$start, Relax_SymInt:$stop, Relax_SymInt:$step, TypeAttr:$dtype);
  let assemblyFormat = "$start `,` $stop `,` $step `dtype` `=` $dtype attr-dict `:` functional-type(operands, results)";
}

def Relax_EyeOp : Relax_Operator<"eye"> {
  let summary = "A matrix with ones on a diagonal";
  let description = [{
    Makes a matrix of `n` rows and `m` columns that is one where the column is the row plus `k`, and zero elsewhere.

    Constraints:
    - (eye_c1) `dtype` is an element type of tensors;
    - (eye_c2) `n` and `m` are not negative.

    ```mlir
    %0 = relax.eye %n, %m, %k dtype = f32 : (!sym.int<n>, !sym.int<4>, !sym.int<0>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_SymInt:$n, Relax_SymInt:$m, Relax_SymInt:$k, TypeAttr:$dtype);
  let assemblyFormat = "$n `,` $m `,` $k `dtype` `=` $dtype attr-dict `:` functional-type(operands, results)";
}

def Relax_EyeLikeOp : Relax_Operator<"eye_like"> {
  let summary = "A matrix with ones on a diagonal, of the shape of another one";
  let description = [{
    `relax.eye` of the numbers of rows and columns of `x`, with elements of type `dtype`, or of that of `x` without it. The
    values of `x` do not matter.

    Constraints:
    - (eye_like_c1) `x` has 2 dimensions, where the rank is known;
    - (eye_like_c2) `dtype` is an element type of tensors.

    ```mlir
    %0 = relax.eye_like %x, %k dtype = f32 : (!relax.tensor<[n, 4], i8>, !sym.int<1>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_SymInt:$k, OptionalAttr<TypeAttr>:$dtype);
  let assemblyFormat = "$x `,` $k (`dtype` `=` $dtype^)? attr-dict `:` functional-type(operands, results)";
}

def Relax_HammingWindowOp : Relax_Operator<"hamming_window"> {
  let summary = "A window of raised cosines";
  let description = [{
    Element `i` is `alpha - beta * cos(2 * pi * i / size)` where the window is `periodic`, and with `size - 1` instead of `size`
    where not. A window of one element is `alpha - beta`.

    Constraints:
    - (hamming_window_c1) `dtype` is a floating-point type;
    - (hamming_window_c2) `size` is not negative.

    ```mlir
    %0 = relax.hamming_window %n dtype = f32 periodic {alpha = 0.5 : f64, beta = 0.5 : f64} : (!sym.int<n>) -> !relax.tensor<[n], f32>
    ```
  }];
  let arguments = (ins Relax_SymInt:$size, TypeAttr:$dtype, UnitAttr:$periodic,
                       DefaultValuedAttr<F64Attr, "0.54">:$alpha, DefaultValuedAttr<F64Attr, "0.46">:$beta);
  let assemblyFormat = [{
    $size `dtype` `=` $dtype (`periodic` $periodic^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Relax_TrilOp : Relax_Operator<"tril"> {
  let summary = "The lower triangles of matrices";
  let description = [{
    Keeps the elements of `x` whose column minus row is not above `k`, and puts zero elsewhere; rows and columns are the
    last two dimensions. The result has the type of the operand.

    Constraints:
    - (tril_c1) the rank of `x` is at least 2, where known.

    ```mlir
    %0 = relax.tril %x, %k : (!relax.tensor<[b, n, m], f32>, !sym.int<-1>) -> !relax.tensor<[b, n, m], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_SymInt:$k);
  let assemblyFormat = "$x `,` $k attr-dict `:` functional-type(operands, results)";
}

def Relax_TriuOp : Relax_Operator<"triu"> {
  let summary = "The upper triangles of matrices";
  let description = [{
    Keeps the elements of `x` whose column minus row is not below `k`, and puts zero elsewhere; rows and columns are the
    last two dimensions. The result has the type of the operand.

    Constraints:
    - (triu_c1) the rank of `x` is at least 2, where known.

    ```mlir
    %0 = relax.triu %x, %k : (!relax.tensor<[b, n, m], f32>, !sym.int<-1>) -> !relax.tensor<[b, n, m], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_SymInt:$k);
  let assemblyFormat = "$x `,` $k attr-dict `:` functional-type(operands, results)";
}

#endif // DIALECTS_RELAX_OPS_CREATEOPS_TD

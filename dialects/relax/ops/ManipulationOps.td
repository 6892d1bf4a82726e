//===- ManipulationOps.td - operators that move elements ------------------===//
//
// The elements of the result are elements of the operands.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_MANIPULATIONOPS_TD
#define DIALECTS_RELAX_OPS_MANIPULATIONOPS_TD

include "dialects/relax/RelaxInterfaces.td"
include "dialects/relax/ops/OperatorBase.td"

def Relax_ReshapeOp : Relax_Operator<"reshape", [DeclareOpInterfaceMethods<AliasingOpInterface>]> {
  let summary = "Same elements in row-major order under another shape";
  let description = [{
    Gives the elements of `x`, taken in row-major order, the shape `shape`. The result may be a view of `x`.

    Constraints:
    - (reshape_c1) both shapes have the same number of elements.

    ```mlir
    %s = relax.shape(%d0, %d1) : (!sym.int<2 * n>, !sym.int<2>) -> !relax.shape<[2 * n, 2]>
    %0 = relax.reshape %x, %s : (!relax.tensor<[n, 4], f32>, !relax.shape<[2 * n, 2]>) -> !relax.tensor<[2 * n, 2], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Shape:$shape);
  let assemblyFormat = "$x `,` $shape attr-dict `:` functional-type(operands, results)";
  let hasFolder = 1;
}

def Relax_FlattenOp : Relax_Operator<"flatten", [DeclareOpInterfaceMethods<AliasingOpInterface>]> {
  let summary = "Same elements in row-major order in one dimension";
  let description = [{
    Gives the elements of `x`, in row-major order, as a tensor of rank 1. A scalar becomes a tensor with one element. The
    result may be a view of `x`.

    Constraints:
    - (flatten_c1) the number of elements fits in 64 bits.

    ```mlir
    %0 = relax.flatten %x : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[4 * m * n], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x);
  let assemblyFormat = "$x attr-dict `:` functional-type(operands, results)";
  let hasFolder = 1;
}

def Relax_PermuteDimsOp : Relax_Operator<"permute_dims"> {
  let summary = "Dimensions in another order";
  let description = [{
    Dimension `i` of the result is dimension `axes[i]` of `x`. Without `axes` the order of dimensions is reversed.

    Constraints:
    - (permute_dims_c1) `axes` has as many entries as `x` has dimensions, where the rank is known;
    - (permute_dims_c2) each axis is in `[-rank, rank)`;
    - (permute_dims_c3) the axes are different.

    ```mlir
    %0 = relax.permute_dims %x axes = [1, 0] : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4, n], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, OptionalAttr<DenseI64ArrayAttr>:$axes);
  let assemblyFormat = "$x (`axes` `=` $axes^)? attr-dict `:` functional-type(operands, results)";
  let hasFolder = 1;
}

def Relax_BroadcastToOp : Relax_Operator<"broadcast_to"> {
  let summary = "Repeat along new dimensions and along dimensions of size 1";
  let description = [{
    Repeats the elements of `x` so that the result has the shape `shape`. Shapes are aligned at their last dimensions.

    Constraints:
    - (broadcast_to_c1) the rank of `x` is at most that of the result;
    - (broadcast_to_c2) each dimension of `x` is 1 or equal to the dimension of the result it is aligned with.

    ```mlir
    %0 = relax.broadcast_to %x, %s : (!relax.tensor<[1, 4], f32>, !relax.shape<[n, 4]>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, Relax_Shape:$shape);
  let assemblyFormat = "$x `,` $shape attr-dict `:` functional-type(operands, results)";
  let hasFolder = 1;
}

def Relax_ConcatOp : Relax_Operator<"concat"> {
  let summary = "Tensors one after the other along an axis";
  let description = [{
    Puts the tensors one after the other along `axis`. The size of the result there is the sum of their sizes.

    Constraints:
    - (concat_c1) there is at least one tensor;
    - (concat_c2) the ranks are equal, where known;
    - (concat_c3) `axis` is in `[-rank, rank)`, where the rank is known;
    - (concat_c4) the dimensions other than `axis` are equal;
    - (concat_c5) the element types are equal;
    - (concat_c6) the devices are equal, where given.

    ```mlir
    %0 = relax.concat %x, %y axis = 0 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 4], f32>) -> !relax.tensor<[m + n, 4], f32>
    ```
  }];
  let arguments = (ins Variadic<Relax_Tensor>:$tensors, Relax_AxisAttr:$axis);
  let assemblyFormat = "$tensors `axis` `=` $axis attr-dict `:` functional-type(operands, results)";
  let hasFolder = 1;
}

#endif // DIALECTS_RELAX_OPS_MANIPULATIONOPS_TD

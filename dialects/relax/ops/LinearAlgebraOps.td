//===- LinearAlgebraOps.td - products of matrices -------------------------===//
//
// Matrix products, with batches.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_LINEARALGEBRAOPS_TD
#define DIALECTS_RELAX_OPS_LINEARALGEBRAOPS_TD

include "dialects/relax/ops/OperatorBase.td"

def Relax_MatmulOp : Relax_Operator<"matmul"> {
  let summary = "Matrix product";
  let description = [{
    Multiplies the matrices in the last two dimensions; the dimensions before them are batches and broadcast as in
    `relax.add`. An operand of rank 1 is a row on the left and a column on the right, and its dimension is absent from the
    result, as in numpy.

    Constraints:
    - (matmul_c1) the contracting dimensions, last of `lhs` and last but one of `rhs` (its only one for rank 1), are equal;
    - (matmul_c2) aligned batch dimensions are equal or one of them is 1;
    - (matmul_c3) both ranks are at least 1;
    - (matmul_c4) the element types are equal, and not bool;
    - (matmul_c5) the devices are equal, where given.

    ```mlir
    %0 = relax.matmul %x, %w : (!relax.tensor<[b, n, k], f32>, !relax.tensor<[k, 4], f32>) -> !relax.tensor<[b, n, 4], f32>
    %1 = relax.matmul %v, %w : (!relax.tensor<[k], f32>, !relax.tensor<[k, 4], f32>) -> !relax.tensor<[4], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$lhs, Relax_Tensor:$rhs);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` functional-type(operands, results)";
}

#endif // DIALECTS_RELAX_OPS_LINEARALGEBRAOPS_TD

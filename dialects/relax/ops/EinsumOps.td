//===- EinsumOps.td - sums of products by letters ------------------------------===//
//
// Products of tensors whose dimensions are matched by letters.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_EINSUMOPS_TD
#define DIALECTS_RELAX_OPS_EINSUMOPS_TD

include "dialects/relax/ops/OperatorBase.td"

def Relax_EinsumOp : Relax_Operator<"einsum"> {
  let summary = "Sum of products over dimensions named by letters";
  let description = [{
    `subscripts` names each dimension of each operand by a letter, and those of the result: `bij,bjk->bik`. Each element of
    the result is the sum, over all letters that the result lacks, of the products of the operands' elements. A letter twice
    in one operand takes the diagonal. `...` stands for any number of dimensions, which broadcast as in `relax.add`; those of
    the result come where its `...` stands. Without `->` the result has the dimensions of `...` and then the letters that
    occur once, in alphabetical order. Blanks are ignored. Integers wrap; the order of additions is not specified.

    Constraints:
    - (einsum_c1) there is at least one operand, and the subscripts name as many;
    - (einsum_c2) the subscripts consist of letters, `...` at most once for each operand, commas and at most one `->`;
    - (einsum_c3) the subscripts of an operand name as many dimensions as it has;
    - (einsum_c4) each letter of the result occurs in an operand, and in the result once; `...` is in the result where any
      operand has dimensions there;
    - (einsum_c5) dimensions of one letter are equal; dimensions under `...` are equal or 1;
    - (einsum_c6) the element types are equal, and not bool;
    - (einsum_c7) the devices are equal, where given.

    ```mlir
    %0 = relax.einsum "bij,jk->bik"(%x, %w) : (!relax.tensor<[b, n, k], f32>, !relax.tensor<[k, 4], f32>) -> !relax.tensor<[b, n, 4], f32>
    %1 = relax.einsum "ii"(%m) : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[], f32>
    ```
  }];
  let arguments = (ins StrAttr:$subscripts, Variadic<Relax_Tensor>:$operands);
  let assemblyFormat = "$subscripts `(` $operands `)` attr-dict `:` functional-type($operands, results)";
}

def Relax_OuterOp : Relax_Operator<"outer"> {
  let summary = "Products of all pairs of elements of two vectors";
  let description = [{
    The matrix of `lhs[i] * rhs[j]`.

    Constraints:
    - (outer_c1) both ranks are 1, where known;
    - (outer_c2) the element types are equal, and not bool;
    - (outer_c3) the devices are equal, where given.

    ```mlir
    %0 = relax.outer %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n, m], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$lhs, Relax_Tensor:$rhs);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` functional-type(operands, results)";
}

#endif // DIALECTS_RELAX_OPS_EINSUMOPS_TD

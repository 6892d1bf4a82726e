//===- DatatypeOps.td - operators on element types ------------------------===//
//
// Conversions between element types.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_DATATYPEOPS_TD
#define DIALECTS_RELAX_OPS_DATATYPEOPS_TD

include "dialects/relax/ops/OperatorBase.td"

def Relax_AstypeOp : Relax_Operator<"astype"> {
  let summary = "Convert the elements to another type";
  let description = [{
    Converts each element to `dtype`. Between floating-point types the nearest value is taken; from floating point to
    integer the fraction is dropped, and what does not fit gives an unspecified value; between integers the low bits are
    kept, extended by zeros from bool and unsigned types and by the sign from the others; to bool, zero is false and all
    else true.

    Constraints:
    - (astype_c1) `dtype` is an element type of tensors.

    ```mlir
    %0 = relax.astype %x dtype = f16 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f16>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, TypeAttr:$dtype);
  let assemblyFormat = "$x `dtype` `=` $dtype attr-dict `:` functional-type(operands, results)";
  let hasFolder = 1;
}

def Relax_BitcastOp : Relax_Operator<"bitcast"> {
  let summary = "The bits of the elements under another type";
  let description = [{
    Each element of the result has the bits of the element of `x` at its place, read as `dtype`.

    Constraints:
    - (bitcast_c1) `dtype` is an element type of tensors;
    - (bitcast_c2) the element type of `x` and `dtype` have equally many bits, at least 8.

    ```mlir
    %0 = relax.bitcast %x dtype = i32 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], i32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x, TypeAttr:$dtype);
  let assemblyFormat = "$x `dtype` `=` $dtype attr-dict `:` functional-type(operands, results)";
}

#endif // DIALECTS_RELAX_OPS_DATATYPEOPS_TD

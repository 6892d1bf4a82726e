//===- ScanOps.td - running values along an axis -------------------------------===//
//
// Sums and products of all elements up to each one.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_SCANOPS_TD
#define DIALECTS_RELAX_OPS_SCANOPS_TD

include "dialects/relax/ops/OperatorBase.td"

class Relax_ScanOp<string mnemonic> : Relax_Operator<mnemonic> {
  let arguments = (ins Relax_Tensor:$x, OptionalAttr<Relax_AxisAttr>:$axis, OptionalAttr<TypeAttr>:$dtype,
                       UnitAttr:$exclusive, UnitAttr:$reverse);
  let assemblyFormat = [{
    $x (`axis` `=` $axis^)? (`dtype` `=` $dtype^)? (`exclusive` $exclusive^)? (`reverse` $reverse^)? attr-dict
    `:` functional-type(operands, results)
  }];
}

def Relax_CumsumOp : Relax_ScanOp<"cumsum"> {
  let summary = "Running sum along an axis";
  let description = [{
    Each element is the sum of the elements up to its own along `axis`, its own included unless `exclusive` (the first is
    zero then); under `reverse` one goes from the end. Without `axis` the elements are taken in row-major order, and the
    result has rank 1. The elements are converted to `dtype`, where given, before. Integers wrap.

    Constraints:
    - (cumsum_c1) the element type, and `dtype`, are not bool; with `dtype`, the operand may be bool;
    - (cumsum_c2) `axis` is in `[-rank, rank)`, where the rank is known;
    - (cumsum_c3) `dtype` is an element type of tensors.

    ```mlir
    %0 = relax.cumsum %x axis = 1 exclusive : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %1 = relax.cumsum %x dtype = f64 reverse : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4 * n], f64>
    ```
  }];
}

def Relax_CumprodOp : Relax_ScanOp<"cumprod"> {
  let summary = "Running product along an axis";
  let description = [{
    Each element is the product of the elements up to its own along `axis`, its own included unless `exclusive` (the first is
    one then); under `reverse` one goes from the end. Without `axis` the elements are taken in row-major order, and the
    result has rank 1. The elements are converted to `dtype`, where given, before. Integers wrap.

    Constraints:
    - (cumprod_c1) the element type, and `dtype`, are not bool; with `dtype`, the operand may be bool;
    - (cumprod_c2) `axis` is in `[-rank, rank)`, where the rank is known;
    - (cumprod_c3) `dtype` is an element type of tensors.

    ```mlir
    %0 = relax.cumprod %x axis = 1 exclusive : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %1 = relax.cumprod %x dtype = f64 reverse : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4 * n], f64>
    ```
  }];
}

#endif // DIALECTS_RELAX_OPS_SCANOPS_TD

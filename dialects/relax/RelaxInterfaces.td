//===- RelaxInterfaces.td - questions asked of relax operations -----------===//
//
// Which operands an operation updates in place, and which results share storage with which operands.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXINTERFACES_TD
#define DIALECTS_RELAX_RELAXINTERFACES_TD

include "mlir/IR/OpBase.td"

def InPlaceOpInterface : OpInterface<"InPlaceOpInterface"> {
  let cppNamespace = "::mlir::relax";
  let description = [{
    An operation that may write into operands. Tensors are values all the same: for each operand that it updates it has a
    result that is the updated value, and the operand stands for the value before. Lowering copies an operand that is a
    constant, a parameter or a view, or that is used afterwards.

    `relax::verifyInPlaceUpdates` refuses uses of the old value where no transformation can have made them.

    ```mlir
    %1 = relax.call_packed "scale"(%0) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    ```
  }];
  let methods = [
    InterfaceMethod<[{Appends one pair for each operand that the operation may write.}],
      "void", "getInPlaceUpdates",
      (ins "::llvm::SmallVectorImpl<::mlir::relax::InPlaceUpdate> &":$updates)>,
  ];
}

def AliasingOpInterface : OpInterface<"AliasingOpInterface"> {
  let cppNamespace = "::mlir::relax";
  let description = [{
    An operation whose results may share storage with operands: they are the same value, a view of it, or hold it. Results
    that are not mentioned are new. Region operations say the same through RegionBranchOpInterface.

    ```mlir
    %1 = relax.forget %0 : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>   // shares the storage of %0
    ```
  }];
  let methods = [
    InterfaceMethod<[{The operands that share storage with the result of this number.}],
      "::llvm::SmallVector<::mlir::OpOperand *>", "getAliasedOperands", (ins "unsigned":$result)>,
  ];
}

#endif // DIALECTS_RELAX_RELAXINTERFACES_TD

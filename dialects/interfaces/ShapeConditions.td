//===- ShapeConditions.td - conditions left to the run time ---------------===//
//
// What an operation assumes about symbols and its verifier cannot decide.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_INTERFACES_SHAPECONDITIONS_TD
#define DIALECTS_INTERFACES_SHAPECONDITIONS_TD

include "mlir/IR/OpBase.td"

def ShapeConditionsOpInterface : OpInterface<"ShapeConditionsOpInterface"> {
  let cppNamespace = "::mlir::relax";
  let description = [{
    An operation whose verifier accepts shapes that are neither provably right nor provably wrong. It reports what remains
    to be checked; shape lowering turns each condition into a check at run time. Such an operation is not speculatable.

    ```mlir
    // Condition: k == m, "contracting dimensions"
    %0 = relax.matmul %a, %b : (!relax.tensor<[n, k], f32>, !relax.tensor<[m, p], f32>) -> !relax.tensor<[n, p], f32>
    ```
  }];
  let methods = [
    InterfaceMethod<[{
        Appends the conditions that the operands have to meet. Conditions that hold by canonical form are left out. The
        expressions mention only symbols of operand and result types.
      }],
      "void", "getShapeConditions",
      (ins "::llvm::SmallVectorImpl<::mlir::relax::ShapeCondition> &":$conditions)>,
  ];
}

#endif // DIALECTS_INTERFACES_SHAPECONDITIONS_TD

//===- LegalizeToTIR.td - operators that become kernels -------------------===//
//
// The question "how does this operator become a loop-level kernel?", asked without knowing tir.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_INTERFACES_LEGALIZETOTIR_TD
#define DIALECTS_INTERFACES_LEGALIZETOTIR_TD

include "mlir/IR/OpBase.td"

def LegalizeToTIROpInterface : OpInterface<"LegalizeToTIROpInterface"> {
  let cppNamespace = "::mlir::relax";
  let description = [{
    An operator that can be replaced by a call of a kernel. The interface is attached by external models, one family of
    operators at a time, so that dialects do not depend on the loop level.

    ```mlir
    %1 = relax.exp %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    // becomes
    %1 = relax.call_tir @exp(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    ```
  }];
  let methods = [
    InterfaceMethod<[{
        Builds the kernel and replaces the operation by a call of it. Fails, with the reason given to the listener of the
        rewriter or in `context`, where the operand types do not determine a kernel; the operation is then unchanged.
      }],
      "::llvm::LogicalResult", "legalizeToTIR", (ins "::mlir::relax::LegalizeContext &":$context)>,
  ];
}

#endif // DIALECTS_INTERFACES_LEGALIZETOTIR_TD

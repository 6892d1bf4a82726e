//===- DestinationPassing.td - callees of call_tir ------------------------===//
//
// What a caller has to know about a function that receives its outputs as parameters.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_INTERFACES_DESTINATIONPASSING_TD
#define DIALECTS_INTERFACES_DESTINATIONPASSING_TD

include "mlir/IR/OpBase.td"

def DestinationPassingCallable : OpInterface<"DestinationPassingCallable"> {
  let cppNamespace = "::mlir::relax";
  let description = [{
    A function of any dialect that `relax.call_tir` and its relatives may name. Its parameters are buffers and scalars; the
    last parameters are the outputs, as many as the call has results. `tir.prim_func` implements the interface,
    `func.func` on memrefs through an external model that knows ranks and element types only.

    ```mlir
    tir.prim_func @scale(%x: !tir.buffer<[n], f32>, %factor: f32, %y: !tir.buffer<[n], f32>) { ... }
    %1 = relax.call_tir @scale(%0, %f) : (!relax.tensor<[4 * k], f32>, f32) -> !relax.tensor<[4 * k], f32>
    ```
  }];
  let methods = [
    InterfaceMethod<[{The types of all parameters, in order, outputs last.}],
      "::llvm::SmallVector<::mlir::Type>", "getDestinationPassingTypes", (ins)>,
    InterfaceMethod<[{
        The symbols whose values the kernel receives, in the order in which they are passed before the scalar parameters.
      }],
      "::llvm::SmallVector<::mlir::StringAttr>", "getKernelSymbols", (ins)>,
  ];
}

#endif // DIALECTS_INTERFACES_DESTINATIONPASSING_TD

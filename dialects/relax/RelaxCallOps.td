//===- RelaxCallOps.td - calls that leave relax ---------------------------===//
//
// Calls of kernels (destination passing, seen as values) and of packed functions, found by name at run time.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXCALLOPS_TD
#define DIALECTS_RELAX_RELAXCALLOPS_TD

include "dialects/interfaces/ShapeConditions.td"
include "dialects/relax/RelaxBase.td"
include "dialects/relax/RelaxInterfaces.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

//===----------------------------------------------------------------------===//
// Kernels of the module
//===----------------------------------------------------------------------===//

class Relax_CallKernelOp<string mnemonic, list<Trait> traits = []> : Relax_Op<mnemonic, !listconcat(traits, [
    NoMemoryEffect, DeclareOpInterfaceMethods<SymbolUserOpInterface>,
    DeclareOpInterfaceMethods<ShapeConditionsOpInterface>])> {
  let results = (outs Variadic<Relax_Tensor>:$outputs);
}

def Relax_CallTIROp : Relax_CallKernelOp<"call_tir"> {
  let summary = "Call a kernel as a function of values";
  let description = [{
    Calls a function that implements `DestinationPassingCallable`. Operands map one to one to its first parameters, scalars
    and `!sym.int` included; the last parameters are the outputs, which the caller allocates with the types of the results.
    The kernel writes its outputs only.

    The types of operands and results bind the symbols of the kernel: bare ones first, then composite dimensions and repeated
    ones are compared. Provably different is an error; what canonical forms cannot decide, and what stands against a `?`, is
    checked at run time. The call is not speculatable.

    Constraints:
    - (call_tir_c1) the callee implements `DestinationPassingCallable`;
    - (call_tir_c2) it has as many parameters as the call has operands and results;
    - (call_tir_c3) ranks and element types are equal;
    - (call_tir_c4) no dimension is provably different from that of the parameter under the bindings;
    - (call_tir_c5) each symbol of the kernel is bound by a dimension in which it stands bare, or by a `!sym.int`.

    ```mlir
    %0 = relax.call_tir @exp(%x) : (!relax.tensor<[n * m], f32>) -> !relax.tensor<[n * m], f32>
    %1:2 = relax.call_tir @split(%z, %n)
        : (!relax.tensor<[2 * n], f32>, !sym.int<n>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>)
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee, Variadic<Relax_Value>:$args);
  let assemblyFormat = "$callee `(` $args `)` attr-dict `:` functional-type($args, results)";
}

def Relax_CallTIRInplaceOp : Relax_CallKernelOp<"call_tir_inplace", [
    DeclareOpInterfaceMethods<InPlaceOpInterface>]> {
  let summary = "Call a kernel that writes into some of its inputs";
  let description = [{
    As `relax.call_tir`, but results may reuse operands. `inplace_indices` has one entry for each result: the number of the
    operand that the kernel overwrites with this result, or -1 for a result in new storage. The parameters of the kernel are
    those of the operands and then one for each new result.

    Constraints:
    - (call_tir_inplace_c1) there is one index for each result, and it is -1 or the number of an operand, each at most once;
    - (call_tir_inplace_c2) a result that reuses an operand has its type;
    - (call_tir_inplace_c3) the constraints of `relax.call_tir`, for the remaining results.

    ```mlir
    // @increment has one parameter, which it reads and writes.
    %0 = relax.call_tir_inplace @increment(%x) inplace [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee, Variadic<Relax_Value>:$args, DenseI64ArrayAttr:$inplace_indices);
  let assemblyFormat = [{
    $callee `(` $args `)` `inplace` $inplace_indices attr-dict `:` functional-type($args, results)
  }];
  let hasVerifier = 1;
}

def Relax_CallTIRWithGradOp : Relax_CallKernelOp<"call_tir_with_grad"> {
  let summary = "Call a kernel whose gradient is registered by name";
  let description = [{
    As `relax.call_tir`; differentiation uses the gradient registered under `te_grad_name` with the options
    `te_grad_kwargs`. Without differentiation it is the same as `relax.call_tir`.

    Constraints:
    - (call_tir_with_grad_c1) the name of the gradient is not empty;
    - (call_tir_with_grad_c2) the constraints of `relax.call_tir`.

    ```mlir
    %0 = relax.call_tir_with_grad @scale(%x) grad "scale_grad" with {factor = 2.0 : f32}
        : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee, Variadic<Relax_Value>:$args, StrAttr:$te_grad_name,
                       OptionalAttr<DictionaryAttr>:$te_grad_kwargs);
  let assemblyFormat = [{
    $callee `(` $args `)` `grad` $te_grad_name (`with` $te_grad_kwargs^)? attr-dict `:` functional-type($args, results)
  }];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Packed functions
//===----------------------------------------------------------------------===//

def Relax_CallPackedOp : Relax_Op<"call_packed", [DeclareOpInterfaceMethods<InPlaceOpInterface>]> {
  let summary = "Call a packed function, with effects";
  let description = [{
    Calls a function that the run time finds by name. It may have any effect, but of the tensors that it receives it writes
    only those listed in `mutates`. Each of them yields a new result, and the first results are these, in order of the list;
    the results of the function follow. A write that is not declared is undefined behaviour.

    A tensor is a value: the old value stays what it was (lowering copies where that is needed), and a later use of it is
    refused where it is a block argument or the result of an operation with effects.

    Constraints:
    - (call_packed_c1) the name is not empty;
    - (call_packed_c2) `mutates` lists different operands, all of them tensors;
    - (call_packed_c3) there is a result for each of them, with the type of the operand;
    - (call_packed_c4) the old value is not used afterwards.

    ```mlir
    %0 = relax.call_packed "custom_inplace_update"(%x) mutates [0]
        : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.call_packed "print"(%0) : (!relax.tensor<[n], f32>) -> ()
    ```
  }];
  let arguments = (ins StrAttr:$callee, Variadic<Relax_Value>:$args,
                       DefaultValuedOptionalAttr<DenseI64ArrayAttr, "{}">:$mutates);
  let results = (outs Variadic<Relax_Value>:$outputs);
  let assemblyFormat = [{
    $callee `(` $args `)` (`mutates` $mutates^)? attr-dict `:` functional-type($args, results)
  }];
  let hasVerifier = 1;
}

def Relax_CallPurePackedOp : Relax_Op<"call_pure_packed", [NoMemoryEffect]> {
  let summary = "Call a packed function that has no effects";
  let description = [{
    Calls a function that the run time finds by name, of which the program promises that it has no effects and writes none of
    its operands. It may be erased or merged with an equal call, but is not speculatable.

    Constraints:
    - (call_pure_packed_c1) the name is not empty.

    ```mlir
    %0 = relax.call_pure_packed "sort"(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    ```
  }];
  let arguments = (ins StrAttr:$callee, Variadic<Relax_Value>:$args);
  let results = (outs Variadic<Relax_Value>:$outputs);
  let assemblyFormat = "$callee `(` $args `)` attr-dict `:` functional-type($args, results)";
  let hasVerifier = 1;
}

def Relax_CallDPSPackedOp : Relax_Op<"call_dps_packed", [NoMemoryEffect]> {
  let summary = "Call a packed function in destination-passing style, as a function of values";
  let description = [{
    Calls a function that the run time finds by name, with the operands and then one allocated tensor for each result, which
    the function fills. It writes nothing else. The call is not speculatable.

    Constraints:
    - (call_dps_packed_c1) the name is not empty;
    - (call_dps_packed_c2) rank, dimensions and element type of each result are known, so that it can be allocated.

    ```mlir
    %0 = relax.call_dps_packed "gemm"(%a, %b)
        : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>
    ```
  }];
  let arguments = (ins StrAttr:$callee, Variadic<Relax_Value>:$args);
  let results = (outs Variadic<Relax_Tensor>:$outputs);
  let assemblyFormat = "$callee `(` $args `)` attr-dict `:` functional-type($args, results)";
  let hasVerifier = 1;
}

def Relax_CallInplacePackedOp : Relax_Op<"call_inplace_packed", [
    NoMemoryEffect, DeclareOpInterfaceMethods<InPlaceOpInterface>]> {
  let summary = "Call a packed function whose only effect is to update operands";
  let description = [{
    Calls a function that the run time finds by name and that returns some of the tensors it received, updated.
    `inplace_indices` has one entry for each result: the number of the operand that the result is, or -1 for a new value.
    Seen from outside the call has no effects: operands are values, and lowering copies them where that is needed.

    Constraints:
    - (call_inplace_packed_c1) the name is not empty;
    - (call_inplace_packed_c2) there is one index for each result, and it is -1 or the number of an operand, each at most
      once, and at least one is not -1;
    - (call_inplace_packed_c3) a result that is an operand has its type, a tensor type;
    - (call_inplace_packed_c4) the old value is not used afterwards.

    ```mlir
    %0 = relax.call_inplace_packed "increment"(%x) inplace [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    ```
  }];
  let arguments = (ins StrAttr:$callee, Variadic<Relax_Value>:$args, DenseI64ArrayAttr:$inplace_indices);
  let results = (outs Variadic<Relax_Value>:$outputs);
  let assemblyFormat = [{
    $callee `(` $args `)` `inplace` $inplace_indices attr-dict `:` functional-type($args, results)
  }];
  let hasVerifier = 1;
}

#endif // DIALECTS_RELAX_RELAXCALLOPS_TD

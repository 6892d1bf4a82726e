//===- ModuleOps.td - relax_vm: functions, kernels, constants -------------===//
//
// The ops that stand at the top of a module. They are no instructions.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_VM_MODULEOPS_TD
#define DIALECTS_RELAX_VM_MODULEOPS_TD

include "dialects/relax_vm/RelaxVM.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/FunctionInterfaces.td"

def RelaxVM_FuncOp : RelaxVM_Op<"func", [
    AffineScope, AutomaticAllocationScope, FunctionOpInterface, IsolatedFromAbove]> {
  let summary = "A function of the virtual machine";
  let description = [{
    A control flow graph over scalars (`i64`) and objects. Parameters and results
    of both kinds come in the order of the signature. What users see of the
    signature is kept as text: `arg_names` and `result_names`, `arg_signature` and
    `result_signature` (the types as they stood in the source), one entry each.

    ```mlir
    relax_vm.func @main(%x: !relax_vm.object, %n: i64) -> !relax_vm.object
        attributes {arg_names = ["x", "n"], arg_signature = ["!relax.tensor<[n], f32>", "!sym.int<n>"],
                    result_names = ["y"], result_signature = ["!relax.tensor<[n], f32>"]} {
      relax_vm.ret %x : !relax_vm.object
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       TypeAttrOf<FunctionType>:$function_type,
                       OptionalAttr<StrAttr>:$sym_visibility,
                       OptionalAttr<DictArrayAttr>:$arg_attrs,
                       OptionalAttr<DictArrayAttr>:$res_attrs,
                       OptionalAttr<StrArrayAttr>:$arg_names,
                       OptionalAttr<StrArrayAttr>:$result_names,
                       OptionalAttr<StrArrayAttr>:$arg_signature,
                       OptionalAttr<StrArrayAttr>:$result_signature);
  let regions = (region MinSizedRegion<1>:$body);
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name, "::mlir::FunctionType":$type)>];
  let skipDefaultBuilders = 1;
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    /// FunctionOpInterface: a body is required, so none is external.
    ::mlir::Region *getCallableRegion() { return &getBody(); }
    ::llvm::ArrayRef<::mlir::Type> getArgumentTypes() {
      return getFunctionType().getInputs();
    }
    ::llvm::ArrayRef<::mlir::Type> getResultTypes() {
      return getFunctionType().getResults();
    }
  }];
}

def RelaxVM_KernelOp : RelaxVM_Op<"kernel", [Symbol]> {
  let summary = "Declare a compiled kernel";
  let description = [{
    Its code is the function of the same name in a nested, unnamed
    `builtin.module` with the unit attribute `relax.kernel`, with the signature
    of `runtime/executable/abi.h`.

    ```mlir
    module {
      relax_vm.kernel @exp buffers 2 scalars 1
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, RelaxVM_Index:$num_buffers,
                       RelaxVM_Index:$num_scalars,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let assemblyFormat = [{
    $sym_name `buffers` $num_buffers `scalars` $num_scalars attr-dict
  }];
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name, "int64_t":$numBuffers,
                                 "int64_t":$numScalars), [{
    build($_builder, $_state, $_builder.getStringAttr(name),
          $_builder.getI64IntegerAttr(numBuffers),
          $_builder.getI64IntegerAttr(numScalars), ::mlir::StringAttr());
  }]>];
}

def RelaxVM_ConstantOp : RelaxVM_Op<"constant", [Symbol]> {
  let summary = "A tensor of the constant table";
  let description = [{
    Small values stand in the executable itself, large ones in the weights
    section of the library. Use a resource for large values: its bytes are
    written to the library straight from where they lie.

    ```mlir
    module {
      relax_vm.constant @w dense<[1.0, 2.0]> : tensor<2xf32>
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, ElementsAttr:$value,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let assemblyFormat = "$sym_name $value attr-dict";
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name, "::mlir::ElementsAttr":$value), [{
    build($_builder, $_state, $_builder.getStringAttr(name), value, ::mlir::StringAttr());
  }]>];
  let hasVerifier = 1;
}

#endif // DIALECTS_RELAX_VM_MODULEOPS_TD

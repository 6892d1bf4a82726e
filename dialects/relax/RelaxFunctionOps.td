//===- RelaxFunctionOps.td - functions, calls, closures -------------------===//
//
// What a program is made of, and calls that stay inside relax.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXFUNCTIONOPS_TD
#define DIALECTS_RELAX_RELAXFUNCTIONOPS_TD

include "dialects/interfaces/ShapeConditions.td"
include "dialects/relax/RelaxBase.td"
include "dialects/sym/SymInterfaces.td"
include "mlir/IR/OpAsmInterface.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/CallInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/FunctionInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

def Relax_FuncOp : Relax_Op<"func", [
    FunctionOpInterface, IsolatedFromAbove, DeclareOpInterfaceMethods<SymbolScopeOpInterface>,
    DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmBlockArgumentNames"]>]> {
  let summary = "A function over tensors";
  let description = [{
    A function of a module. Symbols that stand bare in a dimension of a parameter type, or as `!sym.int<s>`, are defined by
    the signature; a call binds them. All other symbols in the signature are refused: what no dimension says is passed as
    `!sym.int`. The body is one block that ends in `relax.return`; a function without a body is a declaration.

    The names of parameters and results are kept as the attribute `relax.name` of each. Names of parameters are printed as
    SSA names. `num_input` says how many of the first parameters are inputs; the others are weights. A `pure` function has
    no memory effects.

    Constraints:
    - (func_c1) parameters and results are relax values;
    - (func_c2) each symbol of a result type is defined by the parameters;
    - (func_c3) each symbol in the body has one definition, and each use follows from its operands (`sym`);
    - (func_c4) `num_input` is not greater than the number of parameters;
    - (func_c5) the body of a pure function has no memory effects;
    - (func_c6) names of parameters differ from each other.

    ```mlir
    relax.func @scale(%x: !relax.tensor<[n, m], f32>, %factor: !relax.tensor<[], f32>)
        -> (!relax.tensor<[n, m], f32> {relax.name = "y"}) attributes {num_input = 1 : i64} {
      %0 = relax.multiply %x, %factor
          : (!relax.tensor<[n, m], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, m], f32>
      relax.return %0
    }
    relax.func private pure @declared(!relax.object) -> !relax.object
    ```
  }];
  let arguments = (ins
    SymbolNameAttr:$sym_name,
    TypeAttrOf<FunctionType>:$function_type,
    OptionalAttr<StrAttr>:$sym_visibility,
    OptionalAttr<DictArrayAttr>:$arg_attrs,
    OptionalAttr<DictArrayAttr>:$res_attrs,
    OptionalAttr<ConfinedAttr<I64Attr, [IntNonNegative]>>:$num_input,
    UnitAttr:$pure
  );
  let regions = (region AnyRegion:$body);
  let builders = [
    // A function without a body, public unless `visibility` says otherwise.
    OpBuilder<(ins "::llvm::StringRef":$name, "::mlir::FunctionType":$type,
                   CArg<"::llvm::StringRef", "\"\"">:$visibility)>,
  ];
  let extraClassDeclaration = [{
    /// The attribute of a parameter or result that holds its name.
    static constexpr ::llvm::StringLiteral kNameAttr = "relax.name";
    /// A unit attribute of functions whose calls are lowered (`relax-lower-calls`): inside, tensors are memory, and a pure
    /// function allocates and writes what it returns.
    static constexpr ::llvm::StringLiteral kMemoryAttr = "relax.memory";

    /// The name of a parameter or result, empty if it has none.
    ::llvm::StringRef getArgName(unsigned index);
    ::llvm::StringRef getResultName(unsigned index);

    // FunctionOpInterface.
    ::llvm::ArrayRef<::mlir::Type> getArgumentTypes() { return getFunctionType().getInputs(); }
    ::llvm::ArrayRef<::mlir::Type> getResultTypes() { return getFunctionType().getResults(); }
    ::mlir::Region *getCallableRegion() { return isExternal() ? nullptr : &getBody(); }

    // SymbolOpInterface.
    bool isDeclaration() { return isExternal(); }
  }];
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
}

def Relax_ReturnOp : Relax_Op<"return", [
    Pure, ReturnLike, Terminator, HasParent<"::mlir::relax::FuncOp">]> {
  let summary = "Return from a function";
  let description = [{
    Ends the body of a function.

    Constraints:
    - (return_c1) the types are those of the function's results.

    ```mlir
    relax.return %0, %n
    ```
  }];
  let arguments = (ins Variadic<Relax_Value>:$operands);
  let assemblyFormat = "`` custom<InferredOperands>($operands, type($operands)) attr-dict";
  let builders = [OpBuilder<(ins), [{ build($_builder, $_state, ::mlir::ValueRange()); }]>];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

def Relax_CallOp : Relax_Op<"call", [
    CallOpInterface, DeclareOpInterfaceMethods<SymbolUserOpInterface>,
    DeclareOpInterfaceMethods<MemoryEffectsOpInterface>,
    DeclareOpInterfaceMethods<ShapeConditionsOpInterface>]> {
  let summary = "Call a relax function";
  let description = [{
    Calls a function of the module; recursion is allowed. The types of the operands bind the symbols of the signature: bare
    symbols first, then composite dimensions are compared. Under the bindings the types are equal; a dimension that canonical
    forms cannot decide is a condition that is checked at run time. A call of a `pure` function may say so, and then has no
    memory effect; it is not speculatable.

    Constraints:
    - (call_c1) the callee is a `relax.func`, with as many parameters and results as the call has operands and results;
    - (call_c2) under the bindings the operand types are those of the parameters;
    - (call_c3) under the bindings the result types are those of the results;
    - (call_c4) the callee of a pure call is pure.

    ```mlir
    // relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[2 * n], f32>
    %0 = relax.call @f(%a) : (!relax.tensor<[m + 1], f32>) -> !relax.tensor<[2 * m + 2], f32>
    %1 = relax.call pure @g(%a) : (!relax.tensor<[m + 1], f32>) -> !relax.object
    ```
  }];
  let arguments = (ins
    FlatSymbolRefAttr:$callee,
    Variadic<Relax_Value>:$args,
    UnitAttr:$pure,
    OptionalAttr<DictArrayAttr>:$arg_attrs,
    OptionalAttr<DictArrayAttr>:$res_attrs
  );
  let results = (outs Variadic<Relax_Value>:$outputs);
  let assemblyFormat = "(`pure` $pure^)? $callee `(` $args `)` attr-dict `:` functional-type($args, results)";
  let extraClassDeclaration = [{
    // CallOpInterface.
    ::mlir::CallInterfaceCallable getCallableForCallee() { return getCalleeAttr(); }
    void setCalleeFromCallable(::mlir::CallInterfaceCallable callee) {
      setCalleeAttr(::llvm::cast<::mlir::FlatSymbolRefAttr>(::llvm::cast<::mlir::SymbolRefAttr>(callee)));
    }
    ::mlir::Operation::operand_range getArgOperands() { return getArgs(); }
    ::mlir::MutableOperandRange getArgOperandsMutable() { return getArgsMutable(); }
  }];
}

//===----------------------------------------------------------------------===//
// Closures
//===----------------------------------------------------------------------===//

def Relax_MakeClosureOp : Relax_Op<"make_closure", [Pure, DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "Make a function with captured values";
  let description = [{
    Makes a closure of a function and values for its last parameters. The type of the closure is the rest of the signature,
    closed: dimensions that are not constants are `?`, and the function checks them at entry.

    Constraints:
    - (make_closure_c1) the callee is a `relax.func` with at least as many parameters as there are captured values;
    - (make_closure_c2) the captured values fit the last parameters: not provably of another type;
    - (make_closure_c3) the result type is the closed signature of the remaining parameters and the results, or above it;
    - (make_closure_c4) a remaining parameter or a result is not a symbolic integer.

    ```mlir
    // relax.func @f(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<[n, 4], f32>) -> !relax.tensor<[4], f32>
    %f = relax.make_closure @f(%w) : (!relax.tensor<[m, 4], f32>)
        -> !relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[4], f32>>
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee, Variadic<Relax_Value>:$captured);
  let results = (outs Relax_CalleeValue:$result);
  let assemblyFormat = "$callee `(` $captured `)` attr-dict `:` functional-type($captured, results)";
}

class Relax_InvokeClosureBase<string mnemonic, list<Trait> traits = []> : Relax_Op<mnemonic, traits> {
  let arguments = (ins Relax_CalleeValue:$closure, Variadic<Relax_Value>:$args);
  let results = (outs Variadic<Relax_Value>:$outputs);
  let assemblyFormat = "$closure `(` $args `)` attr-dict `:` functional-type(operands, results)";
  let hasVerifier = 1;
}

def Relax_InvokeClosureOp : Relax_InvokeClosureBase<"invoke_closure"> {
  let summary = "Call a closure";
  let description = [{
    Calls a closure. Nothing is known about the effects. Types are equal to those of the signature; of a closure of unknown
    signature (`!relax.object`) all results are objects, and `relax.match_cast` finds out more.

    Constraints:
    - (invoke_closure_c1) the types of arguments and results are those of the signature;
    - (invoke_closure_c2) the results of an unknown closure are objects.

    ```mlir
    %0 = relax.invoke_closure %f(%x)
        : (!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>)
        -> !relax.tensor<[?], f32>
    %1 = relax.invoke_closure %g(%x) : (!relax.object, !relax.tensor<[?], f32>) -> !relax.object
    ```
  }];
}

def Relax_InvokePureClosureOp : Relax_InvokeClosureBase<"invoke_pure_closure", [NoMemoryEffect]> {
  let summary = "Call a closure that has no effects";
  let description = [{
    As `relax.invoke_closure`, without memory effects; the call is not speculatable. Of a closure of unknown signature the
    program promises that it is pure.

    Constraints:
    - (invoke_pure_closure_c1) the types of arguments and results are those of the signature;
    - (invoke_pure_closure_c2) the results of an unknown closure are objects;
    - (invoke_pure_closure_c3) a closure of known signature is pure.

    ```mlir
    %0 = relax.invoke_pure_closure %f(%x)
        : (!relax.callable<pure (!relax.tensor<[?], f32>) -> !relax.object>, !relax.tensor<[?], f32>) -> !relax.object
    ```
  }];
}

#endif // DIALECTS_RELAX_RELAXFUNCTIONOPS_TD

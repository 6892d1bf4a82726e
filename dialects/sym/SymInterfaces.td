//===- SymInterfaces.td - Where symbols come from -------------------------===//

#ifndef SYM_INTERFACES_TD
#define SYM_INTERFACES_TD

include "mlir/IR/OpBase.td"

def SymbolScopeOpInterface : OpInterface<"SymbolScopeOpInterface"> {
  let cppNamespace = "::mlir::sym";
  let description = [{
    A function in which symbols live. A symbol has exactly one definition in a
    scope, nested regions included. The signature defines the symbols that
    `getSignatureSymbols` lists; the ops with `SymbolDefinerOpInterface` define
    the others.

    An op of this kind is IsolatedFromAbove, has `hasRegionVerifier` and calls
    `sym::verifySymbolScope` there.

    ```mlir
    // The signature defines n and k.
    relax.func @f(%x: !relax.tensor<[n, k], f32>) -> !relax.tensor<[n * k], f32>
    ```
  }];
  let methods = [
    InterfaceMethod<
      "The symbols that the signature defines, in the order of their first "
      "bare occurrence (tuples included, depth first), each once.",
      "::llvm::SmallVector<::mlir::StringAttr>", "getSignatureSymbols">,
    InterfaceMethod<
      "Those symbols of the signature that are sizes, and so never negative. By "
      "default all that stand bare in the type of a parameter other than "
      "`!sym.int`.",
      "::llvm::SmallVector<::mlir::StringAttr>", "getSizeSymbols", (ins), "",
      [{ return ::mlir::sym::detail::getSizeSymbols($_op); }]>,
  ];
}

def SymbolDefinerOpInterface : OpInterface<"SymbolDefinerOpInterface"> {
  let cppNamespace = "::mlir::sym";
  let description = [{
    An op that defines fresh symbols: their values are known where the op has
    run. It holds the names in an attribute and returns, beside its other
    results, one value of type `!sym.int<s>` for each name, in order, as its
    last results.

    ```mlir
    %k = sym.from_index %i symbols ["k"] : !sym.int<k>
    ```
  }];
  let methods = [
    InterfaceMethod<
      "The names of the symbols that the op defines, an array of strings; null "
      "for none.",
      "::mlir::ArrayAttr", "getDefinedSymbols", (ins), "",
      [{ return $_op->template getAttrOfType<::mlir::ArrayAttr>("symbols"); }]>,
    InterfaceMethod<
      "Renames the symbols that the op defines. Types are the caller's affair.",
      "void", "setDefinedSymbols", (ins "::mlir::ArrayAttr":$symbols), "",
      [{ $_op->setAttr("symbols", symbols); }]>,
  ];
}

#endif // SYM_INTERFACES_TD

//===- Passes.td - Passes of the sym dialect ------------------------------===//

#ifndef SYM_TRANSFORMS_PASSES_TD
#define SYM_TRANSFORMS_PASSES_TD

include "mlir/Pass/PassBase.td"

def SymResolve : Pass<"sym-resolve"> {
  let summary = "Replace symbolic values by their definitions";
  let description = [{
    Within each function:

    - `sym.value` is replaced by a value of the same type that dominates it: a
      parameter, the result of the op that defines the symbol, or an earlier
      `sym.value`;
    - `sym.to_index` of an expression that nothing yields as a whole becomes
      `arith` on the indices of its symbols.

    What stays is `sym.value` of a symbol that only a dimension of a parameter
    defines: reading the dimension is the affair of the dialect that owns the
    parameter.

    Before:
    ```mlir
    func.func @f(%n: !sym.int<n>) -> index {
      %0 = sym.value 2 * n of (%n : !sym.int<n>) : !sym.int<2 * n>
      %1 = sym.to_index %0 : !sym.int<2 * n> -> index
      return %1 : index
    }
    ```
    After:
    ```mlir
    func.func @f(%n: !sym.int<n>) -> index {
      %0 = sym.to_index %n : !sym.int<n> -> index
      %c2 = arith.constant 2 : index
      %1 = arith.muli %0, %c2 : index
      return %1 : index
    }
    ```

    Input and output: any functions with `SymbolScopeOpInterface`, in the root or
    the root itself; nothing else changes.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::sym::SymDialect"];
  let statistics = [
    Statistic<"numResolved", "num-resolved",
              "Number of sym.value ops replaced by another value">,
    Statistic<"numExpanded", "num-expanded",
              "Number of sym.to_index ops expanded into arithmetic">,
  ];
}

def SymVerify : Pass<"sym-verify"> {
  let summary = "Check the definitions and uses of symbols";
  let description = [{
    Runs `sym::verifySymbolScope` on every function with
    `SymbolScopeOpInterface`. Functions of this project check themselves; this is
    for the functions of other dialects, such as `func.func`, which get the
    interface from outside.

    Before:
    ```mlir
    func.func @f(%n: !sym.int<n>) {
      %0 = sym.value m : !sym.int<m>
      return
    }
    ```
    Fails with:
    ```
    error: 'sym.value' op result type mentions symbol 'm', which is neither defined
    by the signature or by the op nor in the type of an operand: '!sym.int<m>'
    ```
  }];
  let statistics = [Statistic<"numScopes", "num-scopes", "functions checked">];
}

#endif // SYM_TRANSFORMS_PASSES_TD

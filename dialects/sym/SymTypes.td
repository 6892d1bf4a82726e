//===- SymTypes.td - Types of the sym dialect -----------------------------===//

#ifndef SYM_TYPES_TD
#define SYM_TYPES_TD

include "dialects/sym/SymAttrs.td"

def Sym_IntType : TypeDef<Sym_Dialect, "Int"> {
  let mnemonic = "int";
  let summary = "integer equal to a symbolic expression";
  let description = [{
    The type of a 64-bit integer value that is equal to an expression over
    symbols. As the parameter of a function, a bare symbol defines the symbol;
    everywhere else the type is a use of the symbols.

    ```mlir
    !sym.int<n>
    !sym.int<2 * n + 1>
    !sym.int<16>
    ```
  }];
  let parameters = (ins "::mlir::sym::ExprAttr":$expr);
  let hasCustomAssemblyFormat = 1;
  let builders = [
    TypeBuilderWithInferredContext<(ins "::mlir::sym::ExprAttr":$expr), [{
      return $_get(expr.getContext(), expr);
    }]>
  ];
  let skipDefaultBuilders = 1;
}

#endif // SYM_TYPES_TD

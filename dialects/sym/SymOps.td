//===- SymOps.td - Operations of the sym dialect --------------------------===//

#ifndef SYM_OPS_TD
#define SYM_OPS_TD

include "dialects/sym/SymTypes.td"
include "dialects/sym/SymInterfaces.td"
include "mlir/IR/OpBase.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

class Sym_Op<string mnemonic, list<Trait> traits = []>
    : Op<Sym_Dialect, mnemonic, traits>;

/// The names of fresh symbols.
def Sym_SymbolNames : TypedArrayAttrBase<StrAttr, "array of symbol names">;

def Sym_FactsResource : Resource<"::mlir::sym::FactsResource">;

def Sym_ValueOp : Sym_Op<"value", [Pure]> {
  let summary = "The value of a symbolic expression";
  let description = [{
    Yields the value of an expression. Its symbols must be licensed as for any
    other result type: they are defined by the signature, or occur in the type
    of a value that the op takes as source. The sources are not read; they stand
    for the definitions, so that the op cannot move above them.

    `sym-resolve` replaces the op by the value that defines the symbol, or by a
    computation.

    ```mlir
    func.func @f(%n: !sym.int<n>) -> !sym.int<2 * n> {
      %m = sym.value 2 * n of (%n : !sym.int<n>) : !sym.int<2 * n>
      return %m : !sym.int<2 * n>
    }
    ```
  }];
  let arguments = (ins Variadic<AnyType>:$sources);
  let results = (outs Sym_IntType:$result);
  let hasCustomAssemblyFormat = 1;
  let extraClassDeclaration = [{
    /// The expression whose value this is.
    ExprAttr getExpr() {
      return ::llvm::cast<IntType>(getResult().getType()).getExpr();
    }
  }];
  let builders = [
    OpBuilder<(ins "::mlir::sym::ExprAttr":$expr,
                   CArg<"::mlir::ValueRange", "{}">:$sources), [{
      build($_builder, $_state, IntType::get(expr), sources);
    }]>
  ];
}

def Sym_ToIndexOp : Sym_Op<"to_index", [Pure]> {
  let summary = "A symbolic integer as an index";
  let description = [{
    Leaves symbolic arithmetic: the same value, as an `index` for `arith`,
    `scf` and `tir`.

    ```mlir
    %i = sym.to_index %n : !sym.int<n> -> index
    ```
  }];
  let arguments = (ins Sym_IntType:$value);
  let results = (outs Index:$result);
  let assemblyFormat = [{
    $value attr-dict `:` qualified(type($value)) `->` type($result)
  }];
  let hasFolder = 1;
}

def Sym_FromIndexOp : Sym_Op<"from_index", [
    Pure, SymbolDefinerOpInterface]> {
  let summary = "An index as a fresh symbol";
  let description = [{
    Defines a symbol whose value is the operand.

    ```mlir
    %k = sym.from_index %i symbols ["k"] : !sym.int<k>
    ```

    Constraints:
    - (from_index_c1) there is one name
    - (from_index_c2) the result is `!sym.int` of that symbol
  }];
  let arguments = (ins Index:$index, Sym_SymbolNames:$symbols);
  let results = (outs Sym_IntType:$result);
  let assemblyFormat = [{
    $index `symbols` $symbols attr-dict `:` qualified(type($result))
  }];
  let hasVerifier = 1;
  let builders = [
    OpBuilder<(ins "::mlir::Value":$index, "::mlir::StringAttr":$symbol), [{
      build($_builder, $_state, IntType::get(ExprAttr::getSymbol(symbol)), index,
            $_builder.getArrayAttr({symbol}));
    }]>
  ];
}

def Sym_AssumeOp : Sym_Op<"assume", [MemoryEffects<[MemWrite<Sym_FactsResource>]>]> {
  let summary = "State a relation between expressions as a fact";
  let description = [{
    Promises that a comparison holds wherever the op has run. The prover uses it;
    type inference and verifiers never do. If it does not hold, the behaviour of
    the program is undefined.

    Symbols need a license as everywhere (see `sym.value`). The op writes the
    resource `sym.facts`, so nothing erases, moves or merges it. Divisibility is
    a comparison with `mod`.

    ```mlir
    func.func @f(%n: !sym.int<n>) {
      sym.assume 1 le n of (%n : !sym.int<n>)
      sym.assume n mod 4 == 0 of (%n : !sym.int<n>)
      return
    }
    ```
  }];
  let arguments = (ins Variadic<AnyType>:$sources, Sym_ExprAttr:$lhs,
                       I32Attr:$comparison, Sym_ExprAttr:$rhs);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// How the sides compare.
    Comparison getRelation() {
      return static_cast<Comparison>(getComparison());
    }
  }];
  let builders = [
    OpBuilder<(ins "::mlir::sym::Comparison":$comparison,
                   "::mlir::sym::ExprAttr":$lhs, "::mlir::sym::ExprAttr":$rhs,
                   CArg<"::mlir::ValueRange", "{}">:$sources), [{
      build($_builder, $_state, sources, lhs,
            static_cast<uint32_t>(comparison), rhs);
    }]>
  ];
}

#endif // SYM_OPS_TD

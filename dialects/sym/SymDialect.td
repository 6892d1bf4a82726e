//===- SymDialect.td - The sym dialect ------------------------------------===//
//
// Symbolic integers: what the dimensions of the other dialects are made of.
//
//===----------------------------------------------------------------------===//

#ifndef SYM_DIALECT_TD
#define SYM_DIALECT_TD

include "mlir/IR/DialectBase.td"

def Sym_Dialect : Dialect {
  let name = "sym";
  let cppNamespace = "::mlir::sym";
  let summary = "Symbolic integers, for dimensions that are known at run time only";
  let description = [{
    `sym` is a small dialect for integer expressions over named symbols. It
    serves every dialect that has symbolic shapes.

    - `#sym.expr<2 * n + 1>` is an expression, kept in a canonical form so that
      equal polynomials are one attribute.
    - `!sym.int<2 * n + 1>` is the type of a value that is known to be equal to
      an expression.
    - A symbol is a 64-bit integer that has one definition per function: the
      signature (`SymbolScopeOpInterface`) or an op
      (`SymbolDefinerOpInterface`). Types are its uses, and SSA carries them:
      see `sym::verifySymbolScope`.

    Facts about symbols stand on the function, as `sym.ranges` (least and greatest
    value) and `sym.divisible`, or in `sym.assume`. `sym::Prover` uses them;
    verifiers and type inference do not.

    ```mlir
    func.func @next(%n: !sym.int<n>) -> !sym.int<n + 1> {
      %next = sym.value n + 1 of (%n : !sym.int<n>) : !sym.int<n + 1>
      return %next : !sym.int<n + 1>
    }
    func.func private @tuned(!sym.int<n>) attributes {
        sym.ranges = {n = array<i64: 1, 1024>}, sym.divisible = {n = 16 : i64}}
    ```
  }];

  let useDefaultAttributePrinterParser = 1;
  let useDefaultTypePrinterParser = 1;
  let hasOperationAttrVerify = 1;
  let hasConstantMaterializer = 1;
  let dependentDialects = ["::mlir::arith::ArithDialect"];
  let extraClassDeclaration = [{
    void registerAttributes();
    void registerTypes();
  }];
}

#endif // SYM_DIALECT_TD

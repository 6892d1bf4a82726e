//===- SymAttrs.td - Attributes of the sym dialect ------------------------===//

#ifndef SYM_ATTRS_TD
#define SYM_ATTRS_TD

include "dialects/sym/SymDialect.td"
include "mlir/IR/AttrTypeBase.td"

def Sym_ExprAttr : AttrDef<Sym_Dialect, "Expr"> {
  let mnemonic = "expr";
  let summary = "integer expression over named symbols, in canonical form";
  let description = [{
    The operators are `+`, `-`, `*`, `floordiv`, `ceildiv`, `mod` (the remainder
    of `floordiv`, so it has the sign of the divisor), `min`, `max`, and
    `select(lhs CMP rhs, ifTrue, ifFalse)` with a comparison `==`, `ne`, `lt` or
    `le`. Names that are not identifiers, or that are the name of an operator,
    are quoted.

    An expression is kept as a sum of monomials with integer coefficients over
    atoms, which are symbols and the operators that are not polynomial. Terms
    and factors are ordered by name, and a constant comes last. So two
    polynomials that are equal are one attribute, and comparing is comparing
    pointers:

    ```mlir
    #sym.expr<n * 2 + n>                        // is #sym.expr<3 * n>
    #sym.expr<4 * (n * m)>                      // is #sym.expr<4 * m * n>
    #sym.expr<(4 * n + m) floordiv 4>           // is #sym.expr<m floordiv 4 + n>
    #sym.expr<select(n == 1, m, n)>
    #sym.expr<"past_sequence_length + 1" * 2>
    ```

    A product of sums is expanded as long as the result is small. Beyond that it
    stays a product, which is correct but equal to itself only.

    Symbols are 64-bit integers. A coefficient that does not fit in 64 bits is an
    error, never wrapped; so is the division by the constant zero. An expression
    that divides by zero for some values of its symbols has no value there, and
    its canonical form may have one (`n floordiv n` is 1).

    The attribute has no sub-elements: a replacement through `AttrTypeReplacer`
    is registered on `ExprAttr` itself, and goes through `sym::substitute`.
  }];
  let genStorageClass = 0;
  let storageClass = "ExprAttrStorage";
  let genAccessors = 0;
  let skipDefaultBuilders = 1;
  let hasCustomAssemblyFormat = 1;
  let parameters = (ins "::mlir::sym::ExprKind":$kind);
  let extraClassDeclaration = [{
    /// The expression that is a constant.
    static ExprAttr getConstant(::mlir::MLIRContext *context, int64_t value);

    /// The expression that is one symbol.
    static ExprAttr getSymbol(::mlir::StringAttr name);
    static ExprAttr getSymbol(::mlir::MLIRContext *context,
                              ::llvm::StringRef name);

    /// The top of the canonical form. Use `expand` to visit an expression by
    /// its operators.
    ExprKind getKind() const;
    bool isConstant() const;
    bool isConstant(int64_t value) const;
    bool isSymbol() const;

    /// The value of a constant, else nothing.
    std::optional<int64_t> getConstantValue() const;

    /// The name of a bare symbol, else null.
    ::mlir::StringAttr getSymbolName() const;

    /// The parts of a node: what they mean depends on the kind, see ExprKind.
    ::llvm::ArrayRef<ExprAttr> getOperands() const;
    ::llvm::ArrayRef<int64_t> getCoefficients() const;
    int64_t getValue() const;
    Comparison getComparison() const;

    /// The number of nodes of the expression as a tree.
    unsigned getSize() const;
    /// The longest way from the expression to a leaf.
    unsigned getDepth() const;

    /// Adds the symbols that occur, in the order of the text.
    void collectSymbols(::llvm::SetVector<::mlir::StringAttr> &symbols) const;

    /// Prints the bare form, `2 * n + 1`, that `parseExpr` reads. (The overload
    /// on a printer of MLIR prints the body of the attribute.)
    void print(::llvm::raw_ostream &os) const;
    /// The bare form as a string.
    std::string str() const;
  }];
}

#endif // SYM_ATTRS_TD

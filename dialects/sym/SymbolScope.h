//===- SymbolScope.h - Definitions and uses of symbols ----------*- C++ -*-===//
//
// A symbol has one definition per scope (a function), and the types of values
// are its uses. These functions check that, rename definitions when code is
// cloned, and yield the value of an expression where its symbols are known.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_SYM_SYMBOLSCOPE_H
#define DIALECTS_SYM_SYMBOLSCOPE_H

#include "dialects/sym/SymAttrs.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/IR/Operation.h"
#include "mlir/IR/TypeRange.h"

namespace mlir::sym {

/// Checks a function (an op with SymbolScopeOpInterface), in one linear walk:
///
/// - every symbol has one definition, nested regions included: the signature, or
///   an op with SymbolDefinerOpInterface, which returns one `!sym.int<s>` for
///   each symbol, last;
/// - the result types of an op mention only symbols that the signature defines,
///   that occur in the type of an operand or of a value which its regions
///   capture or terminate with, or that it defines itself; so do the types of
///   the arguments of its regions, and the expressions of `sym.assume`;
/// - the types of parameters and results mention only symbols that the signature
///   defines.
///
/// A nested scope is left out: it is checked on its own.
LogicalResult verifySymbolScope(Operation *scope);

/// Collects the names of all symbols that `root` defines or mentions, nested
/// regions and the signature included.
void collectUsedSymbols(Operation *root, llvm::SetVector<StringAttr> &symbols);

/// A name like `base` that is not in `taken`, which it joins.
StringAttr getFreshSymbol(StringAttr base,
                          llvm::SetVector<StringAttr> &taken);

/// Renames the symbols that `roots` and the ops inside them define so that none
/// is in `taken`, along with all their uses there. Adds the new names to `taken`.
/// For code that was cloned into the scope whose symbols `taken` holds: all that
/// was cloned together belongs in one call. Fails, leaving the IR unchanged, where
/// the canonical form under other names does not fit in 64 bits (the sign of a
/// comparison depends on the order of names).
LogicalResult renameDefinitions(ArrayRef<Operation *> roots,
                                llvm::SetVector<StringAttr> &taken);

/// Replaces symbols in all types and attributes of `roots` and the ops and block
/// arguments inside them, also in the names that definers hold where a symbol
/// becomes another symbol. Fails, leaving the IR unchanged, where an expression
/// overflows.
LogicalResult substituteInPlace(ArrayRef<Operation *> roots,
                                const Substitution &substitution);

/// Adds the symbols that stand bare in the types, in order: as a whole dimension,
/// as `!sym.int<s>`, also inside tuples. This is what a signature of parameters
/// with these types defines.
void collectBareSymbols(TypeRange types, llvm::SetVector<StringAttr> &symbols);

/// Gives `func.func` the interface of a scope, so that it may have parameters of
/// type `!sym.int`.
void registerFuncScope(DialectRegistry &registry);

/// The value of an expression, as `!sym.int<expr>`, before the insertion point
/// of the builder. Each symbol must be defined by the signature of the enclosing
/// scope, or occur in the type of one of `sources`; only these become operands.
/// Fails where a symbol has no such source.
FailureOr<Value> materialize(OpBuilder &builder, Location loc, ExprAttr expr,
                             ValueRange sources = {});

} // namespace mlir::sym

#endif // DIALECTS_SYM_SYMBOLSCOPE_H

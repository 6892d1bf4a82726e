//===- SymbolValues.h - values of symbolic expressions ----------*- C++ -*-===//
//
// Passes that need the value of a dimension ask here. A function is visited in order of execution; what was computed or defined
// on the way is used again, in the region where it stands and in those inside, so that a symbol costs one op and not one a use.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_SYMBOLVALUES_H
#define TRANSFORMS_RELAX_SYMBOLVALUES_H

#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/ScopedHashTable.h"

namespace mlir::relax {

/// The values of expressions that are at hand at one point of a function.
class SymbolValues {
public:
  explicit SymbolValues(FuncOp function);

  /// The value of the expression, computed at the insertion point if it is not at hand. Null, with an error, where nothing defines one of
  /// its symbols.
  Value get(OpBuilder &builder, Location loc, sym::ExprAttr expr);

  /// The values of the dimensions that are not constant, in order; what ops that make a tensor take as operands. Fails, with an
  /// error, on `?`.
  LogicalResult getDims(OpBuilder &builder, Location loc, llvm::ArrayRef<sym::ExprAttr> shape,
                        llvm::SmallVectorImpl<Value> &dims);

  /// Makes the value known, if it is a `!sym.int`.
  void define(Value value);

  /// Whether a value of the bare symbol is at hand.
  bool isDefined(sym::ExprAttr symbol) const { return values.count(symbol); }

  /// The value of the expression that is at hand, or null.
  Value lookup(sym::ExprAttr expr) const { return values.lookup(expr); }

  /// Calls `visit` for each op of the function in order, regions of an op before the op itself. `visit` may insert ops in front of the
  /// op and behind it, and may erase it, which it says by returning true. Stops where it fails.
  LogicalResult walk(llvm::function_ref<FailureOr<bool>(Operation *)> visit);

private:
  LogicalResult walk(Region &region, llvm::function_ref<FailureOr<bool>(Operation *)> visit);

  FuncOp function;
  llvm::DenseSet<StringAttr> signature;
  using Table = llvm::ScopedHashTable<sym::ExprAttr, Value>;
  Table values;
  Table::ScopeTy outermost;
};

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_SYMBOLVALUES_H

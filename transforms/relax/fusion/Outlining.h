//===- Outlining.h - A function of operations -------------------*- C++ -*-===//
//
// Passes that hand a part of a graph to somebody else make a function of it.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_FUSION_OUTLINING_H
#define TRANSFORMS_RELAX_FUSION_OUTLINING_H

#include "dialects/relax/Relax.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/IR/SymbolTable.h"

namespace mlir::relax {

/// What operations became.
struct OutlinedOperations {
  FuncOp function;
  CallOp call;
};

/// `fused_` and `name`, with underscores for what cannot stand in the name of a function without quotes.
std::string getOutlinedName(StringRef name);

/// Makes a private pure function of `ops`, and a call of it behind the last of them, and erases them. They stand in one
/// block, in this order; they have neither effects nor regions, and define no symbols. Values of others are
/// parameters, in order of use, and behind them a `!sym.int` for each symbol that none of their types tells; what
/// others use are the results. The function has the attribute `relax.shapes_checked` if the one around the
/// operations has it. Users between the operations are not moved.
///
/// Fails, with the reason in `reason` and nothing changed, where nobody uses a result or no operand tells a symbol.
FailureOr<OutlinedOperations> outlineOperations(RewriterBase &rewriter, ArrayRef<Operation *> ops, StringRef name,
                                                SymbolTable &symbolTable, std::string &reason);

/// Removes those of `functions` that are private and that nothing in the module names.
void eraseUnused(ModuleOp module, ArrayRef<Operation *> functions, SymbolTable &symbolTable);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_FUSION_OUTLINING_H

//===- PrivateCalls.h - functions of which every call is known --*- C++ -*-===//
//
// What passes that change the signatures of private functions share.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_CLEANUP_PRIVATECALLS_H
#define TRANSFORMS_RELAX_CLEANUP_PRIVATECALLS_H

#include "dialects/relax/Relax.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/MapVector.h"

namespace mlir::relax {

/// The private functions of a module with a body whose names nobody uses but `relax.call`, with these calls, in the
/// order of the module. One walk over the module.
llvm::MapVector<Operation *, llvm::SmallVector<CallOp>> collectPrivateCalls(ModuleOp module);

/// Removes parameters of a function, and what belongs to them: names, and their share of `num_input`. They must have no
/// uses.
void eraseParameters(FuncOp function, const llvm::BitVector &parameters);

/// The call with other operands and results; the old one is erased. `results` has the number of an old result for each
/// new one. Attributes of operands and results that are left are kept where their numbers are the same; others are
/// dropped.
CallOp replaceCall(CallOp call, ValueRange operands, llvm::ArrayRef<unsigned> results);

/// A name like `base` that no parameter of the function has.
StringAttr getFreshParameterName(FuncOp function, llvm::StringRef base);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_CLEANUP_PRIVATECALLS_H

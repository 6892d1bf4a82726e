//===- PatternModule.h - where patterns come from ---------------*- C++ -*-===//

#ifndef TRANSFORMS_RELAX_FUSION_PATTERNMODULE_H
#define TRANSFORMS_RELAX_FUSION_PATTERNMODULE_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace mlir::relax {

/// The patterns of a pass in a module of their own: those of `file` where it is named, else what the modules inside `module`
/// hold that have the attribute `marker`; these are erased. Null, with an error that says `what` is looked for, where the
/// file cannot be read.
OwningOpRef<ModuleOp> takePatterns(ModuleOp module, llvm::StringRef file, llvm::StringRef marker, llvm::StringRef what);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_FUSION_PATTERNMODULE_H

//===- Passes.h - passes over relax -----------------------------*- C++ -*-===//
//
// Constructors and registration. What each pass does stands in Passes.td.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_PASSES_H
#define TRANSFORMS_RELAX_PASSES_H

#include "mlir/Pass/Pass.h"

namespace mlir {
class ModuleOp;

namespace relax {

#define GEN_PASS_DECL
#include "transforms/relax/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "transforms/relax/Passes.h.inc"

/// Registers the passes of this folder.
inline void registerRelaxTransformPasses() { registerRelaxTransformsPasses(); }

} // namespace relax
} // namespace mlir

#endif // TRANSFORMS_RELAX_PASSES_H

//===- Passes.h - clean-up of relax modules ---------------------*- C++ -*-===//
//
// Constructors and registration. What each pass does stands in Passes.td.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_CLEANUP_PASSES_H
#define TRANSFORMS_RELAX_CLEANUP_PASSES_H

#include "mlir/Pass/Pass.h"

namespace mlir {
class ModuleOp;
class RewritePatternSet;

namespace relax {

#define GEN_PASS_DECL
#include "transforms/relax/cleanup/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "transforms/relax/cleanup/Passes.h.inc"

/// The patterns of `relax-canonicalize-bindings`.
void populateCanonicalizeBindingsPatterns(RewritePatternSet &patterns);

} // namespace relax
} // namespace mlir

#endif // TRANSFORMS_RELAX_CLEANUP_PASSES_H

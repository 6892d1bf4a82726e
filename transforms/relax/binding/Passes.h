//===- Passes.h - values for parameters and dimensions ----------*- C++ -*-===//
//
// Constructors and registration. What each pass does stands in Passes.td; Binding.h has what they do as functions.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_BINDING_PASSES_H
#define TRANSFORMS_RELAX_BINDING_PASSES_H

#include "mlir/Pass/Pass.h"

namespace mlir {
class ModuleOp;

namespace relax {

#define GEN_PASS_DECL
#include "transforms/relax/binding/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "transforms/relax/binding/Passes.h.inc"

} // namespace relax
} // namespace mlir

#endif // TRANSFORMS_RELAX_BINDING_PASSES_H

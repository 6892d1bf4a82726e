//===- Passes.h - relax to relax_vm -----------------------------*- C++ -*-===//
//
// Constructors and registration. What each pass does stands in Passes.td.
//
//===----------------------------------------------------------------------===//

#ifndef CONVERSION_RELAX_TO_VM_PASSES_H
#define CONVERSION_RELAX_TO_VM_PASSES_H

#include "mlir/Pass/Pass.h"

namespace mlir {
class ModuleOp;

namespace relax {

#define GEN_PASS_DECL
#include "conversion/relax_to_vm/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "conversion/relax_to_vm/Passes.h.inc"

} // namespace relax
} // namespace mlir

#endif // CONVERSION_RELAX_TO_VM_PASSES_H

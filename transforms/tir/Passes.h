//===- Passes.h - Passes over tir -------------------------------*- C++ -*-===//
//
// Constructors and registration of the passes described in Passes.td.
//
//===----------------------------------------------------------------------===//

#ifndef RELAX_MLIR_TRANSFORMS_TIR_PASSES_H
#define RELAX_MLIR_TRANSFORMS_TIR_PASSES_H

#include "dialects/tir/TIR.h"

#include "mlir/Pass/Pass.h"

namespace mlir::tir {

// The options and constructors, and registerTIRTransformsPasses(), which
// registers every pass of this folder under its flag.
#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "transforms/tir/Passes.h.inc"

} // namespace mlir::tir

#endif // RELAX_MLIR_TRANSFORMS_TIR_PASSES_H

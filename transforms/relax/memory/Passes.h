//===- Passes.h - passes over the memory of relax functions -----*- C++ -*-===//
//
// Constructors and registration of the passes described in Passes.td.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_MEMORY_PASSES_H
#define TRANSFORMS_RELAX_MEMORY_PASSES_H

#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"
#include "dialects/tir/TIR.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace mlir::relax {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "transforms/relax/memory/Passes.h.inc"

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_MEMORY_PASSES_H

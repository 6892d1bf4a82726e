//===- Passes.h - algebra over relax operators ------------------*- C++ -*-===//
//
// Constructors and registration of the passes described in Passes.td.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_ALGEBRA_PASSES_H
#define TRANSFORMS_RELAX_ALGEBRA_PASSES_H

#include "dialects/relax/Relax.h"
#include "dialects/sym/SymDialect.h"

#include "mlir/Pass/Pass.h"

namespace mlir::relax {

/// Which spelled-out attention `relax-recognize-patterns` makes one operator of.
enum class AttentionForms {
  None,
  /// Where it needs no more transposes than it makes superfluous.
  Cheap,
  All,
};

#define GEN_PASS_DECL
#include "transforms/relax/algebra/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "transforms/relax/algebra/Passes.h.inc"

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_ALGEBRA_PASSES_H

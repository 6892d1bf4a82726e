//===- Passes.h - Fusion across levels --------------------------*- C++ -*-===//
//
// Constructors and registration of the passes described in Passes.td, and what they tell each other.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_FUSION_PASSES_H
#define TRANSFORMS_RELAX_FUSION_PASSES_H

#include "dialects/relax/Relax.h"
#include "dialects/tir/TIR.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace mlir::relax {

/// A unit attribute of a private function that `relax-fuse-ops` made: its body, calls of kernels and views, is to
/// become one kernel.
constexpr llvm::StringLiteral kPrimitiveAttr = "relax.primitive";

/// The attribute of a private function that `relax-fuse-ops-by-pattern` made: the name that the pattern gives to the group.
constexpr llvm::StringLiteral kCompositeAttr = "relax.composite";

/// The attribute of a private function that `relax-merge-composite-functions` made: the backend that has code for the
/// composite functions which it calls.
constexpr llvm::StringLiteral kCodegenAttr = "relax.codegen";

/// The attribute of a kernel in a file of patterns for `relax-split-call-tir-by-pattern`: the packed function that does
/// the same.
constexpr llvm::StringLiteral kLibraryAttr = "relax.library";

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "transforms/relax/fusion/Passes.h.inc"

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_FUSION_PASSES_H

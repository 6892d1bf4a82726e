//===- Specialize.h - Dimensions given on the command line ------*- C++ -*-===//

#ifndef TOOLS_DRIVER_SPECIALIZE_H
#define TOOLS_DRIVER_SPECIALIZE_H

#include "tools/driver/Options.h"

#include "mlir/IR/BuiltinOps.h"

namespace mlir::relaxc {

/// Replaces the symbols of `--dim` by their values in every public function
/// that has them in its signature, and records the ranges of `--dim-range` as
/// facts of those functions. A symbol that no function has is an error.
LogicalResult specializeDims(ModuleOp module, const Options &options);

/// Checks that the model has what flags are about: ranges for
/// `--use-upper-bounds`, weights for `--lift-transform-params`. Warns about
/// patterns of the model that no `--backend` has functions for.
LogicalResult verifyRequests(ModuleOp module, const Options &options);

} // namespace mlir::relaxc

#endif // TOOLS_DRIVER_SPECIALIZE_H

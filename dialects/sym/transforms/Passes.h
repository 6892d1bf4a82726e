//===- Passes.h - Passes of the sym dialect ---------------------*- C++ -*-===//

#ifndef DIALECTS_SYM_TRANSFORMS_PASSES_H
#define DIALECTS_SYM_TRANSFORMS_PASSES_H

#include "mlir/Pass/Pass.h"
#include <memory>

namespace mlir::sym {

#define GEN_PASS_DECL
#include "dialects/sym/transforms/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "dialects/sym/transforms/Passes.h.inc"

} // namespace mlir::sym

#endif // DIALECTS_SYM_TRANSFORMS_PASSES_H

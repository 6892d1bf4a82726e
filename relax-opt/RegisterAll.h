//===- RegisterAll.h - Everything Relax-MLIR adds to MLIR -------*- C++ -*-===//
//
// The one place that names every dialect, pass and pipeline of the project.
// Each tool and the plugin call these two functions, so none of them drifts
// from the others.
//
//===----------------------------------------------------------------------===//

#ifndef RELAX_OPT_REGISTERALL_H
#define RELAX_OPT_REGISTERALL_H

namespace mlir {
class DialectRegistry;

/// Adds the dialects `sym`, `relax`, `tir`, `relax_vm`, their external models,
/// and the upstream dialects and translations that the pipelines produce.
void registerAllRelaxDialects(DialectRegistry &registry);

/// Adds the passes and named pipelines to MLIR's global registry. Call once a
/// process.
void registerAllRelaxPasses();

/// Adds the translations out of MLIR and into it. Call once a process.
void registerAllRelaxTranslations();

} // namespace mlir

#endif // RELAX_OPT_REGISTERALL_H

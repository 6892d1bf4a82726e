//===- CompilingEvaluator.h - functions compiled and run --------*- C++ -*-===//
//
// The evaluator of the compiler (analysis/Evaluator.h): the default pipeline, a library in a temporary file, and the
// virtual machine.
//
//===----------------------------------------------------------------------===//

#ifndef PIPELINES_EVALUATOR_COMPILINGEVALUATOR_H
#define PIPELINES_EVALUATOR_COMPILINGEVALUATOR_H

namespace mlir {
class DialectRegistry;

namespace relax {

/// Gives the relax dialect of each context of the registry an evaluator, which compiles in that context.
void registerCompilingEvaluator(DialectRegistry &registry);

} // namespace relax
} // namespace mlir

#endif // PIPELINES_EVALUATOR_COMPILINGEVALUATOR_H

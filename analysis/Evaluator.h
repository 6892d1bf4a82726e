//===- Evaluator.h - running functions at compile time ----------*- C++ -*-===//
//
// The question "what does this function return for these tensors?", asked by passes that know nothing of code
// generation. The answer comes from an interface of the relax dialect that whoever puts the compiler together adds to
// the context (`pipelines/evaluator`); without one nothing can be evaluated, and passes leave alone what they would
// have asked about.
//
//===----------------------------------------------------------------------===//

#ifndef ANALYSIS_EVALUATOR_H
#define ANALYSIS_EVALUATOR_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/DialectInterface.h"

#include <memory>
#include <string>

namespace mlir::relax {

/// A tensor with known contents.
struct HostTensor {
  /// The shape is static.
  RankedTensorType type;
  /// Compact and row-major; an element of fewer than 8 bits takes a byte.
  ArrayRef<char> bytes;
  /// Keeps the bytes alive; null where somebody else does.
  std::shared_ptr<void> owner;
};

/// Runs functions of modules. Implementations can be called from one thread at a time.
class Evaluator : public DialectInterface::Base<Evaluator> {
public:
  using Base::Base;

  /// Calls `function`, a public `relax.func` of `module` that takes and returns tensors with static shapes, with one
  /// argument for each parameter. The module is left as it is. Fails, with the reason in `why`, where the module cannot
  /// be compiled or the program fails; says nothing to the diagnostic handlers of the context.
  virtual FailureOr<SmallVector<HostTensor>> evaluate(ModuleOp module, StringRef function,
                                                      ArrayRef<HostTensor> arguments, std::string &why) const = 0;

  /// Seconds that all calls so far took: compiling as far as passes do it, from there to machine code, running it.
  struct Times {
    double passes = 0, machineCode = 0, run = 0;
  };
  virtual Times getTimes() const { return {}; }

  /// The evaluator of the context, or null.
  static const Evaluator *get(MLIRContext *context);
};

} // namespace mlir::relax

#endif // ANALYSIS_EVALUATOR_H

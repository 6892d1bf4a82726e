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
#include "mlir/IR/OwningOpRef.h"

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

/// Runs functions of modules. Passes over different modules may ask at a time.
class Evaluator : public DialectInterface::Base<Evaluator> {
public:
  using Base::Base;

  /// Loads the dialects that evaluations need. For `Pass::initialize`, the last place where a pass may load any;
  /// without it nothing can be evaluated.
  virtual void prepare() const {}

  /// Calls `function`, a public `relax.func` of `module` that takes and returns tensors with static shapes, with one
  /// argument for each parameter. The module, which is used up, is valid and part of no other. Fails, with the reason
  /// in `why`, where the module cannot be compiled or the program fails; says nothing to the diagnostic handlers of the
  /// context. Can be called while passes run.
  virtual FailureOr<SmallVector<HostTensor>> evaluate(OwningOpRef<ModuleOp> module, StringRef function,
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

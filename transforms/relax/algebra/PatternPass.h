//===- PatternPass.h - passes that are a set of patterns --------*- C++ -*-===//
//
// What the passes of this folder have in common.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_ALGEBRA_PATTERNPASS_H
#define TRANSFORMS_RELAX_ALGEBRA_PATTERNPASS_H

#include "transforms/relax/algebra/Weights.h"

#include "mlir/IR/PatternMatch.h"
#include "mlir/Rewrite/FrozenRewritePatternSet.h"

namespace mlir::relax {

/// A pass over functions that rewrites with patterns until none applies, and fails where they come to no end (see
/// `rewriteWith`). `Base` is the class that tablegen writes for the pass.
template <typename Base> class PatternPass : public Base {
public:
  using Base::Base;

  /// Adds the patterns; called once, before the first function.
  virtual void addPatterns(RewritePatternSet &set) = 0;

  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    addPatterns(set);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    if (failed(rewriteWith(patterns, this->getOperation())))
      this->signalPassFailure();
  }

private:
  FrozenRewritePatternSet patterns;
};

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_ALGEBRA_PATTERNPASS_H

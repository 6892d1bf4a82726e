//===- LinearSystem.h - Linear questions for Presburger ---------*- C++ -*-===//
//
// Translates a comparison, and the facts that share symbols with it, into a set
// of integer points, and asks whether it is empty. Private to the dialect.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_SYM_LINEARSYSTEM_H
#define DIALECTS_SYM_LINEARSYSTEM_H

#include "dialects/sym/Prover.h"

namespace mlir::sym::detail {

class LinearSystem {
public:
  explicit LinearSystem(const Prover &prover) : prover(prover) {}

  /// True if no values of the symbols that agree with the facts satisfy the
  /// comparison. False if some do, or if the question is too large.
  bool neverHolds(Comparison comparison, ExprAttr lhs, ExprAttr rhs) const;

private:
  const Prover &prover;
};

} // namespace mlir::sym::detail

#endif // DIALECTS_SYM_LINEARSYSTEM_H

//===- ShapeConditions.h - conditions left to the run time ------*- C++ -*-===//
//
// What an operation assumes about symbols and its verifier cannot decide.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_INTERFACES_SHAPECONDITIONS_H
#define DIALECTS_INTERFACES_SHAPECONDITIONS_H

#include "dialects/sym/SymAttrs.h"
#include "mlir/IR/OpDefinition.h"

#include <string>

namespace mlir::relax {

/// `lhs comparison rhs` has to hold at run time.
struct ShapeCondition {
  sym::Comparison comparison;
  sym::ExprAttr lhs;
  sym::ExprAttr rhs;
  /// What the two sides are, for the error message: "dimension 0 of operand 1",
  /// "contracting dimensions".
  std::string what;
};

} // namespace mlir::relax

#include "dialects/interfaces/ShapeConditions.h.inc"

#endif // DIALECTS_INTERFACES_SHAPECONDITIONS_H

//===- Operators.cpp - kinds of relax ops ---------------------------------===//

#include "analysis/Operators.h"

#include "dialects/relax/Relax.h"

using namespace mlir;
using namespace mlir::relax;

bool mlir::relax::isOperator(Operation *op) {
  return isa_and_nonnull<RelaxDialect>(op->getDialect()) && isa<InferTypeOpInterface>(op) &&
         isa<ShapeConditionsOpInterface>(op);
}

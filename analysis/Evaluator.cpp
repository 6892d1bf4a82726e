//===- Evaluator.cpp - running functions at compile time ------------------===//

#include "analysis/Evaluator.h"

#include "dialects/relax/RelaxDialect.h"

using namespace mlir;
using namespace mlir::relax;

const Evaluator *Evaluator::get(MLIRContext *context) {
  auto *dialect = context->getLoadedDialect<RelaxDialect>();
  return dialect ? dialect->getRegisteredInterface<Evaluator>() : nullptr;
}

//===- TrigonometricOps.cpp - circular and hyperbolic functions -----------===//
//
// Registration; the rules are in ElementwiseRules.h.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/TrigonometricOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/TrigonometricOps.cpp.inc"

void mlir::relax::registerTrigonometricOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/TrigonometricOps.cpp.inc"
      >();
}

//===- LogicalOps.cpp - truth values and bits -----------------------------===//
//
// Registration; the rules are in ElementwiseRules.h.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/LogicalOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/LogicalOps.cpp.inc"

void mlir::relax::registerLogicalOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/LogicalOps.cpp.inc"
      >();
}

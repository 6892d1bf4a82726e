//===- BinaryOps.cpp - functions of two elements --------------------------===//
//
// The rule of ewise_fma; those of the others are in ElementwiseRules.h.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/BinaryOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/BinaryOps.cpp.inc"

void mlir::relax::registerBinaryOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/BinaryOps.cpp.inc"
      >();
}

FailureOr<RelaxTensor> EwiseFmaOp::deduceResult(Adaptor adaptor,
                                                Deduction &deduction) {
  FailureOr<RelaxTensor> product =
      deduceElementwise(deduction, adaptor.getX(), "x", adaptor.getY(), "y",
                        Elements::Numeric);
  FailureOr<RelaxTensor> z = getTensorOperand(deduction, adaptor.getZ(), "z");
  if (failed(product) || failed(z) ||
      failed(checkElements(deduction, *z, Elements::Numeric)))
    return failure();
  return broadcastOperands(deduction, *product, *z);
}

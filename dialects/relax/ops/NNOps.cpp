//===- NNOps.cpp - operators of neural networks ---------------------------===//
//
// The rules of activations and normalizations.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/NNOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/NNOps.cpp.inc"

void mlir::relax::registerNNOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/NNOps.cpp.inc"
      >();
}

FailureOr<RelaxTensor> ReluOp::deduceResult(Adaptor adaptor,
                                            Deduction &deduction) {
  FailureOr<RelaxTensor> type =
      getTensorOperand(deduction, adaptor.getX(), "x");
  if (failed(type) ||
      failed(checkElementKind(deduction, *type, ElementKind::Numeric)))
    return failure();
  return type;
}

FailureOr<RelaxTensor> SoftmaxOp::deduceResult(Adaptor adaptor,
                                               Deduction &deduction) {
  FailureOr<RelaxTensor> type =
      getTensorOperand(deduction, adaptor.getX(), "x");
  if (failed(type) ||
      failed(checkElementKind(deduction, *type, ElementKind::Float)))
    return failure();
  if (!type->hasRank()) {
    deduction.addUnknownCondition();
    return type;
  }
  if (failed(
          normalizeAxis(deduction, adaptor.getAxis(), type->getShape().size())))
    return failure();
  return type;
}

//===- ActivationOps.cpp - activation functions ---------------------------===//
//
// The rules of operators with an axis; those of the others are in
// ElementwiseRules.h.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/ActivationOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/ActivationOps.cpp.inc"

void mlir::relax::registerActivationOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/ActivationOps.cpp.inc"
      >();
}

FailureOr<RelaxTensor> LogSoftmaxOp::deduceResult(Adaptor adaptor,
                                                  Deduction &deduction) {
  FailureOr<RelaxTensor> type =
      deduceElementwise(deduction, adaptor.getX(), Elements::Float);
  if (failed(type))
    return failure();
  if (!type->hasRank())
    deduction.addUnknownCondition();
  else if (failed(normalizeAxis(deduction, adaptor.getAxis(),
                                type->getShape().size())))
    return failure();
  return type;
}

FailureOr<RelaxTensor> PreluOp::deduceResult(Adaptor adaptor,
                                             Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<RelaxTensor> alpha =
      getTensorOperand(deduction, adaptor.getAlpha(), "alpha");
  if (failed(x) || failed(alpha) ||
      failed(checkElements(deduction, *x, Elements::Float)) ||
      failed(checkElements(deduction, *alpha, Elements::Float)))
    return failure();
  if (alpha->hasRank() && alpha->getShape().size() != 1)
    return deduction.fail("rank of 'alpha' must be 1, got ",
                          alpha->getShape().size());
  if (!x->hasRank()) {
    deduction.addUnknownCondition();
    return combineOperands(deduction, *x, *alpha, std::nullopt);
  }
  FailureOr<int64_t> axis =
      normalizeAxis(deduction, adaptor.getAxis(), x->getShape().size());
  if (failed(axis))
    return failure();
  SmallVector<Dim> shape(x->getShape());
  if (!alpha->hasRank()) {
    deduction.addUnknownCondition();
  } else {
    FailureOr<Dim> size =
        unifyDims(deduction, shape[*axis], alpha->getShape().front(),
                  "dimension along 'axis' and size of 'alpha'");
    if (failed(size))
      return failure();
    shape[*axis] = *size;
  }
  return combineOperands(deduction, *x, *alpha, ArrayRef<Dim>(shape));
}

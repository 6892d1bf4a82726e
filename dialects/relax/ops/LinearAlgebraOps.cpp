//===- LinearAlgebraOps.cpp - products of matrices ------------------------===//
//
// The rule of the matrix product.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/LinearAlgebraOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/LinearAlgebraOps.cpp.inc"

void mlir::relax::registerLinearAlgebraOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/LinearAlgebraOps.cpp.inc"
      >();
}

FailureOr<RelaxTensor> MatmulOp::deduceResult(Adaptor adaptor,
                                              Deduction &deduction) {
  FailureOr<RelaxTensor> lhs =
      getTensorOperand(deduction, adaptor.getLhs(), "lhs");
  FailureOr<RelaxTensor> rhs =
      getTensorOperand(deduction, adaptor.getRhs(), "rhs");
  if (failed(lhs) || failed(rhs) ||
      failed(checkElementKind(deduction, *lhs, ElementKind::Numeric)) ||
      failed(checkElementKind(deduction, *rhs, ElementKind::Numeric)))
    return failure();
  if (!lhs->hasRank() || !rhs->hasRank()) {
    deduction.addUnknownCondition();
    return combineOperands(deduction, *lhs, *rhs, std::nullopt);
  }
  FailureOr<SmallVector<Dim>> shape =
      matmulShape(deduction, lhs->getShape(), rhs->getShape());
  if (failed(shape))
    return failure();
  return combineOperands(deduction, *lhs, *rhs, ArrayRef<Dim>(*shape));
}

//===- ElementwiseOps.cpp - operators on single elements ------------------===//
//
// The rules of unary and binary element-wise operators.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/ElementwiseOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/ElementwiseOps.cpp.inc"

void mlir::relax::registerElementwiseOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/ElementwiseOps.cpp.inc"
      >();
}

//===----------------------------------------------------------------------===//
// Unary
//===----------------------------------------------------------------------===//

static FailureOr<RelaxTensor> deduceFloatUnary(Deduction &deduction, Value x) {
  FailureOr<RelaxTensor> type = getTensorOperand(deduction, x, "x");
  if (failed(type) ||
      failed(checkElementKind(deduction, *type, ElementKind::Float)))
    return failure();
  return type;
}

FailureOr<RelaxTensor> ExpOp::deduceResult(Adaptor adaptor,
                                           Deduction &deduction) {
  return deduceFloatUnary(deduction, adaptor.getX());
}

FailureOr<RelaxTensor> TanhOp::deduceResult(Adaptor adaptor,
                                            Deduction &deduction) {
  return deduceFloatUnary(deduction, adaptor.getX());
}

FailureOr<RelaxTensor> SigmoidOp::deduceResult(Adaptor adaptor,
                                               Deduction &deduction) {
  return deduceFloatUnary(deduction, adaptor.getX());
}

//===----------------------------------------------------------------------===//
// Binary
//===----------------------------------------------------------------------===//

static FailureOr<RelaxTensor> deduceArithmetic(Deduction &deduction,
                                               Value lhsValue, Value rhsValue) {
  FailureOr<RelaxTensor> lhs = getTensorOperand(deduction, lhsValue, "lhs");
  FailureOr<RelaxTensor> rhs = getTensorOperand(deduction, rhsValue, "rhs");
  if (failed(lhs) || failed(rhs) ||
      failed(checkElementKind(deduction, *lhs, ElementKind::Numeric)) ||
      failed(checkElementKind(deduction, *rhs, ElementKind::Numeric)))
    return failure();
  if (!lhs->hasRank() || !rhs->hasRank()) {
    // Where one rank is known the shapes may still not fit.
    deduction.addUnknownCondition();
    return combineOperands(deduction, *lhs, *rhs, std::nullopt);
  }
  FailureOr<SmallVector<Dim>> shape =
      broadcastShapes(deduction, lhs->getShape(), rhs->getShape());
  if (failed(shape))
    return failure();
  return combineOperands(deduction, *lhs, *rhs, ArrayRef<Dim>(*shape));
}

FailureOr<RelaxTensor> AddOp::deduceResult(Adaptor adaptor,
                                           Deduction &deduction) {
  return deduceArithmetic(deduction, adaptor.getLhs(), adaptor.getRhs());
}

FailureOr<RelaxTensor> SubtractOp::deduceResult(Adaptor adaptor,
                                                Deduction &deduction) {
  return deduceArithmetic(deduction, adaptor.getLhs(), adaptor.getRhs());
}

FailureOr<RelaxTensor> MultiplyOp::deduceResult(Adaptor adaptor,
                                                Deduction &deduction) {
  return deduceArithmetic(deduction, adaptor.getLhs(), adaptor.getRhs());
}

FailureOr<RelaxTensor> DivideOp::deduceResult(Adaptor adaptor,
                                              Deduction &deduction) {
  return deduceArithmetic(deduction, adaptor.getLhs(), adaptor.getRhs());
}

FailureOr<RelaxTensor> MaximumOp::deduceResult(Adaptor adaptor,
                                               Deduction &deduction) {
  return deduceArithmetic(deduction, adaptor.getLhs(), adaptor.getRhs());
}

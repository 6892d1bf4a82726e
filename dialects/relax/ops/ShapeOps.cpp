//===- ShapeOps.cpp - integers and tensors of them ------------------------===//
//
// The rules of operators between integers and tensors.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/ShapeOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/ShapeOps.cpp.inc"

void mlir::relax::registerShapeOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/ShapeOps.cpp.inc"
      >();
}

FailureOr<RelaxTensor> IntsToTensorOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  if (failed(getIntOperands(deduction, adaptor.getInts(), "ints")))
    return failure();
  MLIRContext *context = deduction.getContext();
  Dim length = sym::ExprAttr::getConstant(context, adaptor.getInts().size());
  return RelaxTensor::get(context, {length}, IntegerType::get(context, 64), {});
}

FailureOr<RelaxTensor> SizeOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  if (failed(x) || (x->hasRank() && failed(elementCount(deduction, x->getShape()))))
    return failure();
  MLIRContext *context = deduction.getContext();
  return RelaxTensor::get(context, ArrayRef<Dim>(), IntegerType::get(context, 64), {});
}

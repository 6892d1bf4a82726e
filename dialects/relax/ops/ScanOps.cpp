//===- ScanOps.cpp - running values along an axis ------------------------------===//
//
// One rule for all.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/ScanOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/ScanOps.cpp.inc"

void mlir::relax::registerScanOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/ScanOps.cpp.inc"
      >();
}

static FailureOr<RelaxTensor> deduceScan(Deduction &deduction, Value x, std::optional<int64_t> axis,
                                         std::optional<Type> dtype) {
  FailureOr<RelaxTensor> type = getTensorOperand(deduction, x, "x");
  if (failed(type))
    return failure();
  if (dtype) {
    if (!RelaxTensor::isValidElementType(*dtype))
      return deduction.fail("'dtype' must be an element type of tensors, got ", *dtype);
    type = type->cloneWithElementType(*dtype);
  }
  if (failed(checkElementKind(deduction, *type, ElementKind::Numeric)))
    return failure();
  if (!axis) {
    if (!type->hasRank())
      return type->cloneWithShape({Dim()});
    FailureOr<Dim> count = elementCount(deduction, type->getShape());
    if (failed(count))
      return failure();
    return type->cloneWithShape({*count});
  }
  if (!type->hasRank()) {
    deduction.addUnknownCondition();
    return *type;
  }
  if (failed(normalizeAxis(deduction, *axis, type->getRank())))
    return failure();
  return *type;
}

FailureOr<RelaxTensor> CumsumOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  return deduceScan(deduction, adaptor.getX(), adaptor.getAxis(), adaptor.getDtype());
}

FailureOr<RelaxTensor> CumprodOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  return deduceScan(deduction, adaptor.getX(), adaptor.getAxis(), adaptor.getDtype());
}

//===- DatatypeOps.cpp - operators on element types -----------------------===//
//
// The rule and the folder of conversions.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/DatatypeOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/LaterUses.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/DatatypeOps.cpp.inc"

void mlir::relax::registerDatatypeOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/DatatypeOps.cpp.inc"
      >();
}

FailureOr<RelaxTensor> AstypeOp::deduceResult(Adaptor adaptor,
                                              Deduction &deduction) {
  FailureOr<RelaxTensor> type =
      getTensorOperand(deduction, adaptor.getX(), "x");
  if (failed(type))
    return failure();
  Type dtype = adaptor.getDtype();
  if (!RelaxTensor::isValidElementType(dtype))
    return deduction.fail("'dtype' must be an element type of tensors, got ",
                          dtype);
  return type->cloneWithElementType(dtype);
}

OpFoldResult AstypeOp::fold(FoldAdaptor) {
  // An operand of the same type has the same element type, unless it is
  // unknown.
  if (cast<RelaxTensor>(getX().getType()).getElementType())
    return forwardOperand(*this, getX());
  return {};
}

FailureOr<RelaxTensor> BitcastOp::deduceResult(Adaptor adaptor,
                                               Deduction &deduction) {
  FailureOr<RelaxTensor> type =
      getTensorOperand(deduction, adaptor.getX(), "x");
  if (failed(type))
    return failure();
  Type from = type->getElementType(), to = adaptor.getDtype();
  if (!to || !RelaxTensor::isValidElementType(to))
    return deduction.fail("'dtype' must be an element type of tensors, got ",
                          to);
  constexpr unsigned kLeast = 8;
  if (to.getIntOrFloatBitWidth() < kLeast)
    return deduction.fail("'dtype' must have at least 8 bits, got ", to);
  if (!from)
    deduction.addUnknownCondition();
  else if (from.getIntOrFloatBitWidth() != to.getIntOrFloatBitWidth())
    return deduction.fail("element types must have equally many bits, got ",
                          from, " and ", to);
  return type->cloneWithElementType(to);
}

//===- ElementwiseRules.cpp - types of element-wise operators -------------===//
//
// Element types first, then shapes.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/ElementwiseRules.h"

#include "mlir/IR/BuiltinTypes.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

LogicalResult mlir::relax::checkElements(Deduction &deduction, RelaxTensor type,
                                         Elements elements) {
  Type element = type.getElementType();
  bool isBool = element && element.isInteger(1);
  bool isInteger = isa_and_nonnull<IntegerType>(element) && !isBool;
  switch (elements) {
  case Elements::Any:
    return success();
  case Elements::Numeric:
    return checkElementKind(deduction, type, ElementKind::Numeric);
  case Elements::Float:
    return checkElementKind(deduction, type, ElementKind::Float);
  case Elements::Bool:
    if (element && !isBool)
      return deduction.fail("element type must be bool, got ", element);
    break;
  case Elements::Integer:
    if (element && !isInteger)
      return deduction.fail("element type must be an integer, got ", element);
    break;
  case Elements::IntegerOrBool:
    if (element && !isInteger && !isBool)
      return deduction.fail("element type must be an integer or bool, got ",
                            element);
    break;
  }
  if (!element)
    deduction.addUnknownCondition();
  return success();
}

FailureOr<RelaxTensor> mlir::relax::deduceElementwise(Deduction &deduction,
                                                      Value x,
                                                      Elements elements) {
  FailureOr<RelaxTensor> type = getTensorOperand(deduction, x, "x");
  if (failed(type) || failed(checkElements(deduction, *type, elements)))
    return failure();
  return type;
}

FailureOr<RelaxTensor>
mlir::relax::deduceElementwise(Deduction &deduction, Value lhsValue,
                               StringRef lhsName, Value rhsValue,
                               StringRef rhsName, Elements elements) {
  FailureOr<RelaxTensor> lhs = getTensorOperand(deduction, lhsValue, lhsName);
  FailureOr<RelaxTensor> rhs = getTensorOperand(deduction, rhsValue, rhsName);
  if (failed(lhs) || failed(rhs) ||
      failed(checkElements(deduction, *lhs, elements)) ||
      failed(checkElements(deduction, *rhs, elements)))
    return failure();
  return broadcastOperands(deduction, *lhs, *rhs);
}

FailureOr<RelaxTensor> mlir::relax::broadcastOperands(Deduction &deduction,
                                                      RelaxTensor lhs,
                                                      RelaxTensor rhs) {
  if (!lhs.hasRank() || !rhs.hasRank()) {
    // Where one rank is known the shapes may still not fit.
    deduction.addUnknownCondition();
    return combineOperands(deduction, lhs, rhs, std::nullopt);
  }
  FailureOr<SmallVector<Dim>> shape =
      broadcastShapes(deduction, lhs.getShape(), rhs.getShape());
  if (failed(shape))
    return failure();
  return combineOperands(deduction, lhs, rhs, ArrayRef<Dim>(*shape));
}

FailureOr<RelaxTensor>
mlir::relax::withBoolElements(FailureOr<RelaxTensor> type) {
  if (failed(type))
    return failure();
  return type->cloneWithElementType(IntegerType::get(type->getContext(), 1));
}

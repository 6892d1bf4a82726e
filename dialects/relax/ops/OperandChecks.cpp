//===- OperandChecks.cpp - what rules ask of operands ---------------------===//
//
// Unknown types and ranks are accepted, and remembered as something to check at
// run time.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/OperandChecks.h"

#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

LogicalResult mlir::relax::checkOneOf(const Deduction &deduction,
                                      StringRef attribute, StringRef value,
                                      ArrayRef<StringRef> allowed) {
  if (llvm::is_contained(allowed, value))
    return success();
  return deduction.fail("'", attribute, "' must be one of ",
                        llvm::join(allowed, ", "), ", got ", value);
}

LogicalResult mlir::relax::checkIntegerElements(Deduction &deduction,
                                                RelaxTensor type,
                                                StringRef name) {
  Type element = type.getElementType();
  if (!element)
    deduction.addUnknownCondition();
  else if (!isa<IntegerType>(element) || element.isInteger(1))
    return deduction.fail("element type of '", name,
                          "' must be an integer type other than bool, got ",
                          element);
  return success();
}

LogicalResult mlir::relax::checkWideFloatElements(Deduction &deduction,
                                                  RelaxTensor type,
                                                  StringRef name) {
  Type element = type.getElementType();
  if (!element)
    deduction.addUnknownCondition();
  else if (!element.isF32() && !element.isF64())
    return deduction.fail("element type of '", name,
                          "' must be f32 or f64, got ", element);
  return success();
}

FailureOr<RelaxTensor> mlir::relax::joinDevice(Deduction &deduction,
                                               RelaxTensor type,
                                               RelaxTensor other) {
  VDeviceAttr lhs = type.getDevice(), rhs = other.getDevice();
  if (lhs && rhs && lhs != rhs)
    return deduction.fail("devices must be equal, got ", lhs, " and ", rhs);
  if (lhs || !rhs)
    return type;
  if (!type.hasRank())
    return RelaxTensor::getUnranked(type.getContext(), type.getElementType(),
                                    rhs);
  return RelaxTensor::get(type.getContext(), type.getShape(),
                          type.getElementType(), rhs);
}

FailureOr<RelaxTensor>
mlir::relax::getOperandOfShape(Deduction &deduction, Value operand,
                               StringRef name, MutableArrayRef<Dim *> shape,
                               ArrayRef<StringRef> names) {
  FailureOr<RelaxTensor> type = getTensorOperand(deduction, operand, name);
  if (failed(type))
    return failure();
  if (!type->hasRank()) {
    deduction.addUnknownCondition();
    return type;
  }
  if (type->getShape().size() != shape.size())
    return deduction.fail("'", name, "' must have ", shape.size(),
                          " dimensions, got ", type->getShape().size());
  for (auto [axis, dim] : llvm::enumerate(type->getShape())) {
    if (!*shape[axis] || !dim) {
      if (!dim)
        deduction.addUnknownCondition();
      else
        *shape[axis] = dim;
      continue;
    }
    FailureOr<Dim> both = unifyDims(deduction, dim, *shape[axis],
                                    "dimension " + Twine(axis) + " of '" +
                                        name + "' and " + names[axis]);
    if (failed(both))
      return failure();
    *shape[axis] = *both;
  }
  return type;
}

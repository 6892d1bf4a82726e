//===- OperatorSupport.cpp - what every operator shares -------------------===//
//
// Types on one side, the shape rules of ShapeDeduction.h on the other.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/OperatorSupport.h"

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Operation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> mlir::relax::getTensorOperand(const Deduction &deduction,
                                                     Value operand,
                                                     StringRef name) {
  if (auto type = dyn_cast<RelaxTensor>(operand.getType()))
    return type;
  return deduction.fail("'", name, "' must be a tensor, got ",
                        operand.getType());
}

FailureOr<Dim> mlir::relax::getIntOperand(const Deduction &deduction,
                                          Value operand, StringRef name) {
  if (auto type = dyn_cast<sym::IntType>(operand.getType()))
    return type.getExpr();
  return deduction.fail("'", name, "' must be '!sym.int', got ",
                        operand.getType());
}

FailureOr<SmallVector<Dim>>
mlir::relax::getIntOperands(const Deduction &deduction, ValueRange operands,
                            StringRef name) {
  SmallVector<Dim> result;
  for (Value operand : operands) {
    FailureOr<Dim> expr = getIntOperand(deduction, operand, name);
    if (failed(expr))
      return failure();
    result.push_back(*expr);
  }
  return result;
}

LogicalResult mlir::relax::checkElementKind(Deduction &deduction,
                                            RelaxTensor type,
                                            ElementKind kind) {
  Type element = type.getElementType();
  if (!element) {
    deduction.addUnknownCondition();
    return success();
  }
  if (kind == ElementKind::Float && !isa<FloatType>(element))
    return deduction.fail("element type must be a floating-point type, got ",
                          element);
  if (kind == ElementKind::Numeric && element.isInteger(1))
    return deduction.fail(
        "element type must be an integer or a floating-point type, got ",
        element);
  return success();
}

FailureOr<Type> mlir::relax::unifyElementTypes(Deduction &deduction, Type lhs,
                                               Type rhs) {
  if (lhs && rhs && lhs != rhs)
    return deduction.fail("element types must be equal, got ", lhs, " and ",
                          rhs);
  if (!lhs || !rhs)
    deduction.addUnknownCondition();
  return lhs ? lhs : rhs;
}

static FailureOr<VDeviceAttr> unifyDevices(const Deduction &deduction,
                                           VDeviceAttr lhs, VDeviceAttr rhs) {
  if (lhs && rhs && lhs != rhs)
    return deduction.fail("devices must be equal, got ", lhs, " and ", rhs);
  return lhs ? lhs : rhs;
}

//===----------------------------------------------------------------------===//
// Tensor types
//===----------------------------------------------------------------------===//

RelaxTensor mlir::relax::withoutRank(RelaxTensor like) {
  return RelaxTensor::getUnranked(like.getContext(), like.getElementType(),
                                  like.getDevice());
}

FailureOr<RelaxTensor>
mlir::relax::combineOperands(Deduction &deduction, RelaxTensor lhs,
                             RelaxTensor rhs,
                             std::optional<ArrayRef<Dim>> shape) {
  FailureOr<Type> elementType =
      unifyElementTypes(deduction, lhs.getElementType(), rhs.getElementType());
  FailureOr<VDeviceAttr> device =
      unifyDevices(deduction, lhs.getDevice(), rhs.getDevice());
  if (failed(elementType) || failed(device))
    return failure();
  if (!shape)
    return RelaxTensor::getUnranked(lhs.getContext(), *elementType, *device);
  return RelaxTensor::get(lhs.getContext(), *shape, *elementType, *device);
}

//===----------------------------------------------------------------------===//
// Inferred against written types
//===----------------------------------------------------------------------===//

/// Checks that a result of type `inferred` may be written as `written`;
/// dimensions that may differ become conditions.
static LogicalResult checkWrittenType(Deduction &deduction,
                                      RelaxTensor inferred,
                                      RelaxTensor written) {
  if (inferred == written)
    return success();
  if (written.getElementType() &&
      inferred.getElementType() != written.getElementType()) {
    if (!inferred.getElementType())
      return deduction.fail("element type of the result does not follow from "
                            "the operands and must be ?, got ",
                            written.getElementType());
    return deduction.fail("element type of the result must be ",
                          inferred.getElementType(), ", got ",
                          written.getElementType());
  }
  if (written.getDevice() && inferred.getDevice() != written.getDevice()) {
    if (!inferred.getDevice())
      return deduction.fail(
          "device of the result does not follow from the operands, got ",
          written.getDevice());
    return deduction.fail("device of the result must be ", inferred.getDevice(),
                          ", got ", written.getDevice());
  }
  if (!written.hasRank())
    return success();
  if (!inferred.hasRank())
    return deduction.fail("rank of the result does not follow from the "
                          "operands and must be *, got ",
                          toString(written.getShape()));
  if (inferred.getShape().size() != written.getShape().size())
    return deduction.fail("shape of the result must be ",
                          toString(inferred.getShape()), ", got ",
                          toString(written.getShape()));
  for (auto [i, dims] : llvm::enumerate(
           llvm::zip_equal(inferred.getShape(), written.getShape()))) {
    auto [from, to] = dims;
    if (!to || from == to)
      continue;
    if (!from)
      return deduction.fail("dimension ", i,
                            " of the result does not follow from the operands "
                            "and must be ?, got ",
                            to.str());
    if (sym::provablyDifferent(from, to))
      return deduction.fail("dimension ", i, " of the result must be ",
                            from.str(), ", got ", to.str());
    deduction.addCondition(from, to,
                           "dimension " + Twine(i) + " of the result");
  }
  return success();
}

bool mlir::relax::isCompatibleOperatorType(TypeRange inferred,
                                           TypeRange written) {
  if (inferred.size() != written.size())
    return false;
  return llvm::all_of(llvm::zip_equal(inferred, written), [](auto types) {
    auto from = dyn_cast<RelaxTensor>(std::get<0>(types));
    auto to = dyn_cast<RelaxTensor>(std::get<1>(types));
    if (!from || !to)
      return false;
    Deduction deduction(from.getContext(), "", std::nullopt);
    return succeeded(checkWrittenType(deduction, from, to));
  });
}

//===----------------------------------------------------------------------===//
// Relax_Operator
//===----------------------------------------------------------------------===//

LogicalResult mlir::relax::inferOperatorType(MLIRContext *context,
                                             StringRef opName,
                                             std::optional<Location> loc,
                                             DeductionRule rule,
                                             SmallVectorImpl<Type> &types) {
  Deduction deduction(context, opName, loc);
  SmallVector<RelaxTensor, 1> inferred;
  if (failed(rule(deduction, inferred)))
    return failure();
  types.append(inferred.begin(), inferred.end());
  return success();
}

static LogicalResult deduceAndCompare(Operation *op, Deduction &deduction,
                                      DeductionRule rule) {
  SmallVector<RelaxTensor, 1> inferred;
  if (failed(rule(deduction, inferred)))
    return failure();
  if (inferred.size() != op->getNumResults())
    return deduction.fail("number of results must be ", inferred.size(),
                          ", got ", op->getNumResults());
  for (auto [type, result] : llvm::zip_equal(inferred, op->getResults()))
    if (failed(checkWrittenType(deduction, type,
                                cast<RelaxTensor>(result.getType()))))
      return failure();
  return success();
}

LogicalResult mlir::relax::verifyOperator(Operation *op, DeductionRule rule) {
  Deduction deduction(op->getContext(), op->getName().getStringRef(),
                      op->getLoc());
  return deduceAndCompare(op, deduction, rule);
}

void mlir::relax::collectOperatorConditions(
    Operation *op, DeductionRule rule,
    SmallVectorImpl<ShapeCondition> &conditions) {
  Deduction deduction(op->getContext(), op->getName().getStringRef(),
                      std::nullopt, &conditions);
  (void)deduceAndCompare(op, deduction, rule);
}

Speculation::Speculatability
mlir::relax::getOperatorSpeculatability(Operation *op, DeductionRule rule) {
  Deduction deduction(op->getContext(), op->getName().getStringRef(),
                      std::nullopt);
  bool decided = succeeded(deduceAndCompare(op, deduction, rule)) &&
                 deduction.isUnconditional();
  return decided ? Speculation::Speculatable : Speculation::NotSpeculatable;
}

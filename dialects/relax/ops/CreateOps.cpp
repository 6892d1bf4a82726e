//===- CreateOps.cpp - tensors from shapes and integers -------------------===//
//
// The rules of operators that make tensors.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/CreateOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/CreateOps.cpp.inc"

void mlir::relax::registerCreateOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/CreateOps.cpp.inc"
      >();
}

/// An element type of tensors that is given as an attribute.
static LogicalResult checkDtype(const Deduction &deduction, Type dtype) {
  if (!RelaxTensor::isValidElementType(dtype))
    return deduction.fail("'dtype' must be an element type of tensors, got ",
                          dtype);
  return success();
}

/// A tensor of the shape that `shape` carries.
static FailureOr<RelaxTensor> deduceShaped(const Deduction &deduction,
                                           Value shape, Type element,
                                           VDeviceAttr device) {
  auto type = dyn_cast<ShapeType>(shape.getType());
  if (!type)
    return deduction.fail("'shape' must be a shape, got ", shape.getType());
  if (!type.hasRank())
    return RelaxTensor::getUnranked(type.getContext(), element, device);
  return RelaxTensor::get(type.getContext(), type.getShape(), element, device);
}

/// The operand that gives the element of a result.
static FailureOr<RelaxTensor> getFillOperand(Deduction &deduction, Value fill) {
  FailureOr<RelaxTensor> type = getTensorOperand(deduction, fill, "fill");
  if (failed(type))
    return failure();
  if (!type->hasRank())
    deduction.addUnknownCondition();
  else if (!type->getShape().empty())
    return deduction.fail("rank of 'fill' must be 0, got ",
                          type->getShape().size());
  return type;
}

static LogicalResult failTooLarge(const Deduction &deduction, Dim lhs,
                                  Dim rhs) {
  return deduction.fail("'start' and 'stop' must combine to an expression "
                        "within the limits of symbolic expressions, got ",
                        lhs.str(), " and ", rhs.str());
}

//===----------------------------------------------------------------------===//
// Equal elements
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> FullOp::deduceResult(Adaptor adaptor,
                                            Deduction &deduction) {
  FailureOr<RelaxTensor> fill = getFillOperand(deduction, adaptor.getFill());
  if (failed(fill))
    return failure();
  return deduceShaped(deduction, adaptor.getShape(), fill->getElementType(),
                      fill->getDevice());
}

FailureOr<RelaxTensor> FullLikeOp::deduceResult(Adaptor adaptor,
                                                Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<RelaxTensor> fill = getFillOperand(deduction, adaptor.getFill());
  if (failed(x) || failed(fill))
    return failure();
  VDeviceAttr device = fill->getDevice() ? fill->getDevice() : x->getDevice();
  if (!x->hasRank())
    return RelaxTensor::getUnranked(x->getContext(), fill->getElementType(),
                                    device);
  return RelaxTensor::get(x->getContext(), x->getShape(),
                          fill->getElementType(), device);
}

FailureOr<RelaxTensor> ZerosOp::deduceResult(Adaptor adaptor,
                                             Deduction &deduction) {
  if (failed(checkDtype(deduction, adaptor.getDtype())))
    return failure();
  return deduceShaped(deduction, adaptor.getShape(), adaptor.getDtype(), {});
}

FailureOr<RelaxTensor> OnesOp::deduceResult(Adaptor adaptor,
                                            Deduction &deduction) {
  if (failed(checkDtype(deduction, adaptor.getDtype())))
    return failure();
  return deduceShaped(deduction, adaptor.getShape(), adaptor.getDtype(), {});
}

/// The type of `x`, with the elements `dtype` where there is one.
static FailureOr<RelaxTensor>
deduceLike(const Deduction &deduction, Value x, std::optional<Type> dtype) {
  FailureOr<RelaxTensor> type = getTensorOperand(deduction, x, "x");
  if (failed(type) || !dtype)
    return type;
  if (failed(checkDtype(deduction, *dtype)))
    return failure();
  return type->cloneWithElementType(*dtype);
}

FailureOr<RelaxTensor> ZerosLikeOp::deduceResult(Adaptor adaptor,
                                                 Deduction &deduction) {
  return deduceLike(deduction, adaptor.getX(), adaptor.getDtype());
}

FailureOr<RelaxTensor> OnesLikeOp::deduceResult(Adaptor adaptor,
                                                Deduction &deduction) {
  return deduceLike(deduction, adaptor.getX(), adaptor.getDtype());
}

//===----------------------------------------------------------------------===//
// ArangeOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> ArangeOp::deduceResult(Adaptor adaptor,
                                              Deduction &deduction) {
  MLIRContext *context = deduction.getContext();
  FailureOr<Dim> start = getIntOperand(deduction, adaptor.getStart(), "start");
  FailureOr<Dim> stop = getIntOperand(deduction, adaptor.getStop(), "stop");
  FailureOr<Dim> step = getIntOperand(deduction, adaptor.getStep(), "step");
  if (failed(start) || failed(stop) || failed(step))
    return failure();
  Type dtype = adaptor.getDtype();
  if (!RelaxTensor::isValidElementType(dtype) || dtype.isInteger(1))
    return deduction.fail(
        "'dtype' must be an integer or a floating-point type, got ", dtype);
  if (step->isConstant(0))
    return deduction.fail("'step' must not be zero, got 0");

  Dim zero = Dim::getConstant(context, 0), one = Dim::getConstant(context, 1);
  FailureOr<Dim> isZero =
      sym::select(sym::Comparison::eq, *step, zero, one, zero);
  if (failed(isZero))
    return failTooLarge(deduction, *step, zero);
  if (!isZero->isConstant())
    deduction.addCondition(*isZero, zero, "whether 'step' is zero");
  FailureOr<Dim> length = sym::sub(*stop, *start);
  if (succeeded(length))
    length = sym::ceilDiv(*length, *step);
  if (succeeded(length))
    length = sym::max(*length, zero);
  if (failed(length))
    return failTooLarge(deduction, *start, *stop);
  return RelaxTensor::get(context, {*length}, dtype, {});
}

//===----------------------------------------------------------------------===//
// Matrices
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> EyeOp::deduceResult(Adaptor adaptor,
                                           Deduction &deduction) {
  FailureOr<Dim> n = getIntOperand(deduction, adaptor.getN(), "n");
  FailureOr<Dim> m = getIntOperand(deduction, adaptor.getM(), "m");
  if (failed(n) || failed(m) ||
      failed(getIntOperand(deduction, adaptor.getK(), "k")) ||
      failed(checkDtype(deduction, adaptor.getDtype())))
    return failure();
  for (auto [name, size] : {std::pair("n", *n), std::pair("m", *m)})
    if (size.getConstantValue() && *size.getConstantValue() < 0)
      return deduction.fail("'", name, "' must not be negative, got ",
                            size.str());
  return RelaxTensor::get(deduction.getContext(), {*n, *m}, adaptor.getDtype(),
                          {});
}

FailureOr<RelaxTensor> EyeLikeOp::deduceResult(Adaptor adaptor,
                                               Deduction &deduction) {
  FailureOr<RelaxTensor> type =
      deduceLike(deduction, adaptor.getX(), adaptor.getDtype());
  if (failed(type) || failed(getIntOperand(deduction, adaptor.getK(), "k")))
    return failure();
  if (!type->hasRank()) {
    deduction.addUnknownCondition();
    return type->cloneWithShape({Dim(), Dim()});
  }
  if (type->getShape().size() != 2)
    return deduction.fail("rank of 'x' must be 2, got ",
                          type->getShape().size());
  return type;
}

FailureOr<RelaxTensor> HammingWindowOp::deduceResult(Adaptor adaptor,
                                                     Deduction &deduction) {
  FailureOr<Dim> size = getIntOperand(deduction, adaptor.getSize(), "size");
  if (failed(size))
    return failure();
  Type dtype = adaptor.getDtype();
  if (!RelaxTensor::isValidElementType(dtype) || !isa<FloatType>(dtype))
    return deduction.fail("'dtype' must be a floating-point type, got ", dtype);
  if (size->getConstantValue() && *size->getConstantValue() < 0)
    return deduction.fail("'size' must not be negative, got ", size->str());
  return RelaxTensor::get(deduction.getContext(), {*size}, dtype, {});
}

static FailureOr<RelaxTensor> deduceTriangle(Deduction &deduction, Value x,
                                             Value k) {
  FailureOr<RelaxTensor> type = getTensorOperand(deduction, x, "x");
  if (failed(type) || failed(getIntOperand(deduction, k, "k")))
    return failure();
  if (!type->hasRank())
    deduction.addUnknownCondition();
  else if (type->getShape().size() < 2)
    return deduction.fail("rank of 'x' must be at least 2, got ",
                          type->getShape().size());
  return type;
}

FailureOr<RelaxTensor> TrilOp::deduceResult(Adaptor adaptor,
                                            Deduction &deduction) {
  return deduceTriangle(deduction, adaptor.getX(), adaptor.getK());
}

FailureOr<RelaxTensor> TriuOp::deduceResult(Adaptor adaptor,
                                            Deduction &deduction) {
  return deduceTriangle(deduction, adaptor.getX(), adaptor.getK());
}

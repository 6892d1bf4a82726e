//===- Unary.cpp - kernels of functions of single elements ----------------===//
//
// What the math dialect has is taken from there.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/ElementwiseModels.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/APSInt.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

static Value emitAbs(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool isUnsigned) {
  Value x = operands[0];
  if (isa<FloatType>(x.getType()))
    return math::AbsFOp::create(scalars.getBuilder(), scalars.getLoc(), x);
  return isUnsigned ? x : math::AbsIOp::create(scalars.getBuilder(), scalars.getLoc(), x).getResult();
}

static Value emitNegative(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  return negate(scalars, operands[0]);
}

static Value emitSign(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool isUnsigned) {
  Value x = operands[0];
  Type type = x.getType();
  Value zero = scalars.constant(type, 0);
  // Zero and NaN stay.
  Value result = select(scalars, compare(scalars, Order::gt, x, zero, isUnsigned), scalars.constant(type, 1), x);
  if (isUnsigned)
    return result;
  return select(scalars, compare(scalars, Order::lt, x, zero), scalars.constant(type, -1), result);
}

static Value emitSquare(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  return scalars.mul(operands[0], operands[0]);
}

/// The value of an attribute in a type that holds it.
static Value emitBound(ScalarBuilder &scalars, Type type, const APFloat &bound, bool isUnsigned) {
  if (isa<FloatType>(type))
    return scalars.constant(type, bound.convertToDouble());
  APSInt value(type.getIntOrFloatBitWidth(), isUnsigned);
  bool exact;
  bound.convertToInteger(value, APFloat::rmTowardZero, &exact);
  return arith::ConstantOp::create(scalars.getBuilder(), scalars.getLoc(), IntegerAttr::get(type, value));
}

static Value emitClip(Operation *op, ScalarBuilder &scalars, ArrayRef<Value> operands, bool isUnsigned) {
  auto clip = cast<ClipOp>(op);
  Value x = operands[0];
  Value min = emitBound(scalars, x.getType(), clip.getMin(), isUnsigned);
  Value max = emitBound(scalars, x.getType(), clip.getMax(), isUnsigned);
  return minimum(scalars, scalars.max(x, min, isUnsigned), max, isUnsigned);
}

void relax::attachUnaryModels(MLIRContext *context) {
  attachElementwise<AbsOp, emitAbs>(context);
  attachElementwise<CeilOp, emitUnaryAs<math::CeilOp>>(context);
  attachElementwise<ClipOp, emitClip>(context);
  attachElementwise<ErfOp, emitUnaryAs<math::ErfOp>>(context);
  attachElementwise<FloorOp, emitUnaryAs<math::FloorOp>>(context);
  attachElementwise<LogOp, emitUnaryAs<math::LogOp>>(context);
  attachElementwise<NegativeOp, emitNegative>(context);
  attachElementwise<RoundOp, emitUnaryAs<math::RoundEvenOp>>(context);
  attachElementwise<RsqrtOp, emitUnaryAs<math::RsqrtOp>>(context);
  attachElementwise<SignOp, emitSign>(context);
  attachElementwise<SqrtOp, emitUnaryAs<math::SqrtOp>>(context);
  attachElementwise<SquareOp, emitSquare>(context);
  attachElementwise<TruncOp, emitUnaryAs<math::TruncOp>>(context);
}

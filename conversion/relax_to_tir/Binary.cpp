//===- Binary.cpp - kernels of functions of two elements ------------------===//
//
// Divisions of integers never see a divisor that would stop a processor.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/ElementwiseModels.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

static bool isFloat(Value value) { return isa<FloatType>(value.getType()); }

/// The divisor, or 1 in place of 0 and, for signed integers, of -1: x / 0 and the smallest integer / -1 would stop a
/// processor. The remainders by 1 and by -1 are the same, and that by 0 is defined to be; quotients need `patchQuotient`.
static Value makeSafeDivisor(ScalarBuilder &scalars, Value divisor, bool isUnsigned) {
  Type type = divisor.getType();
  Value special = compare(scalars, Order::eq, divisor, scalars.constant(type, 0));
  if (!isUnsigned) {
    Value minusOne = compare(scalars, Order::eq, divisor, scalars.constant(type, -1));
    special = arith::OrIOp::create(scalars.getBuilder(), scalars.getLoc(), special, minusOne);
  }
  return select(scalars, special, scalars.constant(type, 1), divisor);
}

/// The quotient by `divisor`, given the one by the safe divisor.
static Value patchQuotient(ScalarBuilder &scalars, Value quotient, Value lhs, Value divisor, bool isUnsigned) {
  Type type = lhs.getType();
  Value zero = scalars.constant(type, 0);
  if (!isUnsigned) {
    Value minusOne = compare(scalars, Order::eq, divisor, scalars.constant(type, -1));
    quotient = select(scalars, minusOne, scalars.sub(zero, lhs), quotient);
  }
  return select(scalars, compare(scalars, Order::eq, divisor, zero), zero, quotient);
}

static Value emitRemainder(ScalarBuilder &scalars, Value lhs, Value rhs, bool isUnsigned) {
  OpBuilder &builder = scalars.getBuilder();
  Location loc = scalars.getLoc();
  if (isFloat(lhs))
    return arith::RemFOp::create(builder, loc, lhs, rhs);
  Value divisor = makeSafeDivisor(scalars, rhs, isUnsigned);
  if (isUnsigned)
    return arith::RemUIOp::create(builder, loc, lhs, divisor);
  return arith::RemSIOp::create(builder, loc, lhs, divisor);
}

/// Whether a remainder that has the sign of the dividend differs from the one of the division that rounds down.
static Value hasWrongSign(ScalarBuilder &scalars, Value remainder, Value divisor) {
  Value zero = scalars.constant(remainder.getType(), 0);
  Value signs = arith::XOrIOp::create(scalars.getBuilder(), scalars.getLoc(),
                                      compare(scalars, Order::lt, remainder, zero),
                                      compare(scalars, Order::lt, divisor, zero));
  return arith::AndIOp::create(scalars.getBuilder(), scalars.getLoc(), signs,
                               compare(scalars, Order::ne, remainder, zero));
}

static Value emitFloorDivide(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool isUnsigned) {
  Value lhs = operands[0], rhs = operands[1];
  if (isFloat(lhs))
    return math::FloorOp::create(scalars.getBuilder(), scalars.getLoc(), scalars.div(lhs, rhs));
  Value divisor = makeSafeDivisor(scalars, rhs, isUnsigned);
  Value quotient = scalars.div(lhs, divisor, isUnsigned);
  if (!isUnsigned) {
    Value remainder = scalars.sub(lhs, scalars.mul(quotient, divisor));
    Value below = scalars.sub(quotient, scalars.constant(lhs.getType(), 1));
    quotient = select(scalars, hasWrongSign(scalars, remainder, divisor), below, quotient);
  }
  return patchQuotient(scalars, quotient, lhs, rhs, isUnsigned);
}

static Value emitMod(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool isUnsigned) {
  return emitRemainder(scalars, operands[0], operands[1], isUnsigned);
}

static Value emitFloorMod(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool isUnsigned) {
  Value rhs = operands[1];
  Value remainder = emitRemainder(scalars, operands[0], rhs, isUnsigned);
  if (isUnsigned)
    return remainder;
  // Of zero there is nothing to add for integers: the remainder is zero then.
  return select(scalars, hasWrongSign(scalars, remainder, rhs), scalars.add(remainder, rhs), remainder);
}

/// Integers by repeated squaring, over all bits of the exponent: the loop has no branch, so it vectorizes.
static Value emitPower(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool isUnsigned) {
  OpBuilder &builder = scalars.getBuilder();
  Location loc = scalars.getLoc();
  Value base = operands[0], exponent = operands[1];
  if (isFloat(base))
    return math::PowFOp::create(builder, loc, base, exponent);
  Type type = base.getType();
  Value zero = scalars.constant(type, 0), one = scalars.constant(type, 1), minusOne = scalars.constant(type, -1);
  unsigned bits = type.getIntOrFloatBitWidth() - (isUnsigned ? 0 : 1);
  auto isOdd = [&](Value value) {
    return compare(scalars, Order::ne, arith::AndIOp::create(builder, loc, value, one), zero);
  };
  Value result = one, square = base, rest = exponent;
  for (unsigned i = 0; i < bits; ++i) {
    result = select(scalars, isOdd(rest), scalars.mul(result, square), result);
    square = scalars.mul(square, square);
    rest = arith::ShRUIOp::create(builder, loc, rest, one);
  }
  if (isUnsigned)
    return result;
  // One over the power is a whole number for 1 and -1 only.
  Value alternating = select(scalars, isOdd(exponent), minusOne, one);
  Value inverse = select(scalars, compare(scalars, Order::eq, base, one), one,
                         select(scalars, compare(scalars, Order::eq, base, minusOne), alternating, zero));
  return select(scalars, compare(scalars, Order::lt, exponent, zero), inverse, result);
}

static Value emitMinimum(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool isUnsigned) {
  return minimum(scalars, operands[0], operands[1], isUnsigned);
}

/// The larger one plus log(1 + exp(-difference)). Equal infinities have no difference.
static Value emitLogAddExp(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  OpBuilder &builder = scalars.getBuilder();
  Location loc = scalars.getLoc();
  Value lhs = operands[0], rhs = operands[1];
  Value difference = math::AbsFOp::create(builder, loc, scalars.sub(lhs, rhs));
  Value exponential = math::ExpOp::create(builder, loc, negate(scalars, difference));
  Value rest = math::Log1pOp::create(builder, loc, exponential);
  Value equal = compare(scalars, Order::eq, lhs, rhs);
  rest = select(scalars, equal, scalars.constant(lhs.getType(), 0.693147180559945309417), rest);
  return scalars.add(scalars.max(lhs, rhs), rest);
}

static Value emitEwiseFma(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  return scalars.mulAdd(operands[0], operands[1], operands[2]);
}

void relax::attachBinaryModels(MLIRContext *context) {
  attachElementwise<Atan2Op, emitBinaryAs<math::Atan2Op>>(context);
  attachElementwise<EwiseFmaOp, emitEwiseFma>(context);
  attachElementwise<FloorDivideOp, emitFloorDivide>(context);
  attachElementwise<FloorModOp, emitFloorMod>(context);
  attachElementwise<LogAddExpOp, emitLogAddExp>(context);
  attachElementwise<MinimumOp, emitMinimum>(context);
  attachElementwise<ModOp, emitMod>(context);
  attachElementwise<PowerOp, emitPower>(context);
}

//===- Logical.cpp - kernels of truth values and bits ---------------------===//
//
// A shift by too many places is defined here and poison in arith.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/ElementwiseModels.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

static Value emitNot(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  Value ones = scalars.constant(operands[0].getType(), -1);
  return arith::XOrIOp::create(scalars.getBuilder(), scalars.getLoc(), operands[0], ones);
}

/// Whether the number of places is allowed, and a number that always is.
static std::pair<Value, Value> makeSafePlaces(ScalarBuilder &scalars, Value places) {
  Type type = places.getType();
  // A negative number is a large one here.
  Value allowed = compare(scalars, Order::lt, places, scalars.constant(type, type.getIntOrFloatBitWidth()),
                          /*isUnsigned=*/true);
  return {allowed, select(scalars, allowed, places, scalars.constant(type, 0))};
}

static Value emitLeftShift(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  auto [allowed, places] = makeSafePlaces(scalars, operands[1]);
  Value shifted = arith::ShLIOp::create(scalars.getBuilder(), scalars.getLoc(), operands[0], places);
  return select(scalars, allowed, shifted, scalars.constant(shifted.getType(), 0));
}

static Value emitRightShift(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool isUnsigned) {
  OpBuilder &builder = scalars.getBuilder();
  Location loc = scalars.getLoc();
  Value x = operands[0];
  auto [allowed, places] = makeSafePlaces(scalars, operands[1]);
  Value zero = scalars.constant(x.getType(), 0);
  if (isUnsigned)
    return select(scalars, allowed, arith::ShRUIOp::create(builder, loc, x, places), zero);
  Value filling = select(scalars, compare(scalars, Order::lt, x, zero), scalars.constant(x.getType(), -1), zero);
  return select(scalars, allowed, arith::ShRSIOp::create(builder, loc, x, places), filling);
}

void relax::attachLogicalModels(MLIRContext *context) {
  attachElementwise<BitwiseAndOp, emitBinaryAs<arith::AndIOp>>(context);
  attachElementwise<BitwiseNotOp, emitNot>(context);
  attachElementwise<BitwiseOrOp, emitBinaryAs<arith::OrIOp>>(context);
  attachElementwise<BitwiseXorOp, emitBinaryAs<arith::XOrIOp>>(context);
  attachElementwise<LeftShiftOp, emitLeftShift>(context);
  attachElementwise<LogicalAndOp, emitBinaryAs<arith::AndIOp>>(context);
  attachElementwise<LogicalNotOp, emitNot>(context);
  attachElementwise<LogicalOrOp, emitBinaryAs<arith::OrIOp>>(context);
  attachElementwise<LogicalXorOp, emitBinaryAs<arith::XOrIOp>>(context);
  attachElementwise<RightShiftOp, emitRightShift>(context);
}

//===- Predicate.cpp - kernels of comparisons and classes of numbers ------===//
//
// Elements of bool compare as unsigned numbers.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/ElementwiseModels.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

template <Order order>
static Value emitCompare(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool isUnsigned) {
  return compare(scalars, order, operands[0], operands[1], isUnsigned);
}

/// Compares the magnitude with infinity: false of NaN.
template <Order order>
static Value emitCompareWithInfinity(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  Value magnitude = math::AbsFOp::create(scalars.getBuilder(), scalars.getLoc(), operands[0]);
  return compare(scalars, order, magnitude, negate(scalars, scalars.lowest(magnitude.getType())));
}

static Value emitIsNan(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  return compare(scalars, Order::ne, operands[0], operands[0]);
}

void relax::attachPredicateModels(MLIRContext *context) {
  attachElementwise<EqualOp, emitCompare<Order::eq>>(context);
  attachElementwise<GreaterOp, emitCompare<Order::gt>>(context);
  attachElementwise<GreaterEqualOp, emitCompare<Order::ge>>(context);
  attachElementwise<IsfiniteOp, emitCompareWithInfinity<Order::lt>>(context);
  attachElementwise<IsinfOp, emitCompareWithInfinity<Order::eq>>(context);
  attachElementwise<IsnanOp, emitIsNan>(context);
  attachElementwise<LessOp, emitCompare<Order::lt>>(context);
  attachElementwise<LessEqualOp, emitCompare<Order::le>>(context);
  attachElementwise<NotEqualOp, emitCompare<Order::ne>>(context);
}

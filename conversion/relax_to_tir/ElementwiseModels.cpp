//===- ElementwiseModels.cpp - one kernel for many operators --------------===//
//
// The kernel, and scalar code that several families use.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/ElementwiseModels.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

LogicalResult relax::legalizeElementwise(Operation *op, LegalizeContext &context, ElementEmitter emit) {
  StringRef name = op->getName().stripDialect();
  auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
    ArrayRef<sym::ExprAttr> shape = shapeOf(outputs[0]);
    SmallVector<SmallVector<Value>> strides;
    if (inputs.size() > 1)
      for (Value input : inputs)
        strides.push_back(tir::makeBroadcastStrides(kernel, shapeOf(input), shape));
    bool isUnsigned = isUnsignedElement(elementOf(inputs[0]));
    kernel.compute(name, outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
      SmallVector<Value> operands;
      if (inputs.size() == 1)
        operands.push_back(loadWide(scalars, inputs[0], indices));
      else
        for (auto [input, inputStrides] : llvm::zip_equal(inputs, strides))
          operands.push_back(loadWide(
              scalars, input, tir::broadcastIndices(scalars, shapeOf(input), inputStrides, shape, indices)));
      return narrowTo(scalars, emit(op, scalars, operands, isUnsigned), outputs[0]);
    });
  };
  return context.replaceWithKernel(op, name, op->getOperands(), build, /*forAnySize=*/true);
}

Value relax::compare(ScalarBuilder &scalars, Order order, Value lhs, Value rhs, bool isUnsigned) {
  OpBuilder &builder = scalars.getBuilder();
  if (isa<FloatType>(lhs.getType())) {
    constexpr arith::CmpFPredicate predicates[] = {arith::CmpFPredicate::OEQ, arith::CmpFPredicate::UNE,
                                                   arith::CmpFPredicate::OLT, arith::CmpFPredicate::OLE,
                                                   arith::CmpFPredicate::OGT, arith::CmpFPredicate::OGE};
    return arith::CmpFOp::create(builder, scalars.getLoc(), predicates[static_cast<int>(order)], lhs, rhs);
  }
  constexpr arith::CmpIPredicate predicates[][2] = {
      {arith::CmpIPredicate::eq, arith::CmpIPredicate::eq},   {arith::CmpIPredicate::ne, arith::CmpIPredicate::ne},
      {arith::CmpIPredicate::slt, arith::CmpIPredicate::ult}, {arith::CmpIPredicate::sle, arith::CmpIPredicate::ule},
      {arith::CmpIPredicate::sgt, arith::CmpIPredicate::ugt}, {arith::CmpIPredicate::sge, arith::CmpIPredicate::uge}};
  return arith::CmpIOp::create(builder, scalars.getLoc(), predicates[static_cast<int>(order)][isUnsigned], lhs, rhs);
}

Value relax::select(ScalarBuilder &scalars, Value condition, Value ifTrue, Value ifFalse) {
  return arith::SelectOp::create(scalars.getBuilder(), scalars.getLoc(), condition, ifTrue, ifFalse);
}

Value relax::minimum(ScalarBuilder &scalars, Value lhs, Value rhs, bool isUnsigned) {
  OpBuilder &builder = scalars.getBuilder();
  if (isa<FloatType>(lhs.getType()))
    return arith::MinimumFOp::create(builder, scalars.getLoc(), lhs, rhs);
  if (isUnsigned)
    return arith::MinUIOp::create(builder, scalars.getLoc(), lhs, rhs);
  return arith::MinSIOp::create(builder, scalars.getLoc(), lhs, rhs);
}

Value relax::negate(ScalarBuilder &scalars, Value x) {
  if (isa<FloatType>(x.getType()))
    return arith::NegFOp::create(scalars.getBuilder(), scalars.getLoc(), x);
  return scalars.sub(scalars.constant(x.getType(), 0), x);
}

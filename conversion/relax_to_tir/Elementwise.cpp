//===- Elementwise.cpp - kernels of operators on single elements ----------===//
//
// One block over the result; binary operators broadcast their operands.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationSupport.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

//===----------------------------------------------------------------------===//
// Unary
//===----------------------------------------------------------------------===//

static Value emitUnary(ExpOp, ScalarBuilder &scalars, Value x) {
  return math::ExpOp::create(scalars.getBuilder(), scalars.getLoc(), x);
}

static Value emitUnary(TanhOp, ScalarBuilder &scalars, Value x) {
  return math::TanhOp::create(scalars.getBuilder(), scalars.getLoc(), x);
}

static Value emitUnary(SigmoidOp, ScalarBuilder &scalars, Value x) {
  Value one = scalars.constant(x.getType(), 1.0);
  Value negated = arith::NegFOp::create(scalars.getBuilder(), scalars.getLoc(), x);
  Value exponential = math::ExpOp::create(scalars.getBuilder(), scalars.getLoc(), negated);
  return scalars.div(one, scalars.add(one, exponential));
}

namespace {

template <typename OpTy>
struct UnaryModel : LegalizeToTIROpInterface::ExternalModel<UnaryModel<OpTy>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto typed = cast<OpTy>(op);
    StringRef name = op->getName().stripDialect();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      kernel.compute(name, outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        return narrowTo(scalars, emitUnary(typed, scalars, loadWide(scalars, inputs[0], indices)), outputs[0]);
      });
    };
    return context.replaceWithKernel(op, name, typed.getX(), build, /*forAnySize=*/true);
  }
};

} // namespace

//===----------------------------------------------------------------------===//
// Binary
//===----------------------------------------------------------------------===//

static Value emitBinary(AddOp, ScalarBuilder &scalars, Value lhs, Value rhs, bool) { return scalars.add(lhs, rhs); }
static Value emitBinary(SubtractOp, ScalarBuilder &scalars, Value lhs, Value rhs, bool) {
  return scalars.sub(lhs, rhs);
}
static Value emitBinary(MultiplyOp, ScalarBuilder &scalars, Value lhs, Value rhs, bool) {
  return scalars.mul(lhs, rhs);
}
static Value emitBinary(MaximumOp, ScalarBuilder &scalars, Value lhs, Value rhs, bool isUnsigned) {
  return scalars.max(lhs, rhs, isUnsigned);
}

/// Integers: by zero gives zero; the smallest by -1 wraps. Both would stop a processor.
static Value emitBinary(DivideOp, ScalarBuilder &scalars, Value lhs, Value rhs, bool isUnsigned) {
  Type type = lhs.getType();
  if (isa<FloatType>(type))
    return scalars.div(lhs, rhs);
  OpBuilder &builder = scalars.getBuilder();
  Location loc = scalars.getLoc();
  Value zero = scalars.constant(type, 0), one = scalars.constant(type, 1);
  Value byZero = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq, rhs, zero);
  Value special = byZero, specialResult = zero;
  if (!isUnsigned) {
    Value byMinusOne = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq, rhs, scalars.constant(type, -1));
    specialResult = arith::SelectOp::create(builder, loc, byZero, zero, scalars.sub(zero, lhs));
    special = arith::OrIOp::create(builder, loc, byZero, byMinusOne);
  }
  Value divisor = arith::SelectOp::create(builder, loc, special, one, rhs);
  return arith::SelectOp::create(builder, loc, special, specialResult, scalars.div(lhs, divisor, isUnsigned));
}

namespace {

template <typename OpTy>
struct BinaryModel : LegalizeToTIROpInterface::ExternalModel<BinaryModel<OpTy>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto typed = cast<OpTy>(op);
    StringRef name = op->getName().stripDialect();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      ArrayRef<sym::ExprAttr> shape = shapeOf(outputs[0]);
      SmallVector<SmallVector<Value>> strides;
      for (Value input : inputs)
        strides.push_back(tir::makeBroadcastStrides(kernel, shapeOf(input), shape));
      bool isUnsigned = isUnsignedElement(elementOf(inputs[0]));
      kernel.compute(name, outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        SmallVector<Value> operands;
        for (auto [input, inputStrides] : llvm::zip_equal(inputs, strides))
          operands.push_back(loadWide(
              scalars, input, tir::broadcastIndices(scalars, shapeOf(input), inputStrides, shape, indices)));
        return narrowTo(scalars, emitBinary(typed, scalars, operands[0], operands[1], isUnsigned), outputs[0]);
      });
    };
    return context.replaceWithKernel(op, name, {typed.getLhs(), typed.getRhs()}, build, /*forAnySize=*/true);
  }
};

} // namespace

void relax::attachElementwiseModels(MLIRContext *context) {
  ExpOp::attachInterface<UnaryModel<ExpOp>>(*context);
  TanhOp::attachInterface<UnaryModel<TanhOp>>(*context);
  SigmoidOp::attachInterface<UnaryModel<SigmoidOp>>(*context);
  AddOp::attachInterface<BinaryModel<AddOp>>(*context);
  SubtractOp::attachInterface<BinaryModel<SubtractOp>>(*context);
  MultiplyOp::attachInterface<BinaryModel<MultiplyOp>>(*context);
  DivideOp::attachInterface<BinaryModel<DivideOp>>(*context);
  MaximumOp::attachInterface<BinaryModel<MaximumOp>>(*context);
}

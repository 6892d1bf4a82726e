//===- Activation.cpp - kernels of activation functions -------------------===//
//
// Formulas are those of the descriptions.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/ElementwiseModels.h"
#include "conversion/relax_to_tir/LegalizationSoftmax.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

static Value emitExp(ScalarBuilder &scalars, Value x) {
  return math::ExpOp::create(scalars.getBuilder(), scalars.getLoc(), x);
}

static Value constantLike(ScalarBuilder &scalars, Value x, const APFloat &value) {
  return scalars.constant(x.getType(), value.convertToDouble());
}

static Value isPositive(ScalarBuilder &scalars, Value x) {
  return compare(scalars, Order::gt, x, scalars.constant(x.getType(), 0));
}

/// max(0, min(1, x)).
static Value clampToUnit(ScalarBuilder &scalars, Value x) {
  Value zero = scalars.constant(x.getType(), 0), one = scalars.constant(x.getType(), 1);
  return scalars.max(minimum(scalars, x, one), zero);
}

/// x where positive, alpha * (exp(x) - 1) elsewhere.
static Value emitElu(ScalarBuilder &scalars, Value x, const APFloat &alpha) {
  Value below = math::ExpM1Op::create(scalars.getBuilder(), scalars.getLoc(), x);
  below = scalars.mul(constantLike(scalars, x, alpha), below);
  return select(scalars, isPositive(scalars, x), x, below);
}

static Value emitElu(Operation *op, ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  return emitElu(scalars, operands[0], cast<EluOp>(op).getAlpha());
}

static Value emitSelu(Operation *op, ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  auto selu = cast<SeluOp>(op);
  Value x = operands[0];
  return scalars.mul(constantLike(scalars, x, selu.getGamma()), emitElu(scalars, x, selu.getAlpha()));
}

/// x * (1 + gate) / 2.
static Value emitGated(ScalarBuilder &scalars, Value x, Value gate) {
  Value half = scalars.mul(x, scalars.constant(x.getType(), 0.5));
  return scalars.mul(half, scalars.add(gate, scalars.constant(x.getType(), 1)));
}

static Value emitGelu(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  Value x = operands[0];
  Value scaled = scalars.mul(x, scalars.constant(x.getType(), 0.70710678118654752440));
  return emitGated(scalars, x, math::ErfOp::create(scalars.getBuilder(), scalars.getLoc(), scaled));
}

static Value emitGeluTanh(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  Value x = operands[0];
  Type type = x.getType();
  Value cubic = scalars.mul(scalars.mul(scalars.mul(x, x), x), scalars.constant(type, 0.044715));
  Value argument = scalars.mul(scalars.add(x, cubic), scalars.constant(type, 0.79788456080286535588));
  return emitGated(scalars, x, math::TanhOp::create(scalars.getBuilder(), scalars.getLoc(), argument));
}

static Value emitHardSigmoid(Operation *op, ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  auto sigmoid = cast<HardSigmoidOp>(op);
  Value x = operands[0];
  Value line = scalars.add(scalars.mul(constantLike(scalars, x, sigmoid.getAlpha()), x),
                           constantLike(scalars, x, sigmoid.getBeta()));
  return clampToUnit(scalars, line);
}

static Value emitHardSwish(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  Value x = operands[0];
  Value line = scalars.add(scalars.div(x, scalars.constant(x.getType(), 6)), scalars.constant(x.getType(), 0.5));
  return scalars.mul(x, clampToUnit(scalars, line));
}

/// x where not negative (or NaN), x * alpha elsewhere.
static Value emitLeaky(ScalarBuilder &scalars, Value x, Value alpha) {
  Value isNegative = compare(scalars, Order::lt, x, scalars.constant(x.getType(), 0));
  return select(scalars, isNegative, scalars.mul(x, alpha), x);
}

static Value emitLeakyrelu(Operation *op, ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  return emitLeaky(scalars, operands[0], constantLike(scalars, operands[0], cast<LeakyreluOp>(op).getAlpha()));
}

static Value emitSilu(Operation *, ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  Value x = operands[0];
  Value one = scalars.constant(x.getType(), 1);
  return scalars.div(x, scalars.add(one, emitExp(scalars, negate(scalars, x))));
}

/// max(y, 0) + log(1 + exp(-abs(y))) for y = beta * x, divided by beta.
static Value emitSoftplus(Operation *op, ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  OpBuilder &builder = scalars.getBuilder();
  Location loc = scalars.getLoc();
  auto softplus = cast<SoftplusOp>(op);
  Value x = operands[0];
  Value beta = constantLike(scalars, x, softplus.getBeta());
  Value scaled = scalars.mul(beta, x);
  Value magnitude = math::AbsFOp::create(builder, loc, scaled);
  Value rest = math::Log1pOp::create(builder, loc, emitExp(scalars, negate(scalars, magnitude)));
  Value sum = scalars.add(scalars.max(scaled, scalars.constant(x.getType(), 0)), rest);
  Value isAbove = compare(scalars, Order::gt, scaled, constantLike(scalars, x, softplus.getThreshold()));
  return select(scalars, isAbove, x, scalars.div(sum, beta));
}

//===----------------------------------------------------------------------===//
// With an axis
//===----------------------------------------------------------------------===//

namespace {

struct PreluModel : LegalizeToTIROpInterface::ExternalModel<PreluModel, PreluOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto prelu = cast<PreluOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      int64_t axis = prelu.getAxis(), rank = shapeOf(inputs[0]).size();
      axis += axis < 0 ? rank : 0;
      kernel.compute("prelu", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        Value x = loadWide(scalars, inputs[0], indices);
        Value alpha = loadWide(scalars, inputs[1], indices[axis]);
        return narrowTo(scalars, emitLeaky(scalars, x, alpha), outputs[0]);
      });
    };
    return context.replaceWithKernel(op, "prelu", op->getOperands(), build);
  }
};

void buildLogSoftmax(KernelBuilder &kernel, Value input, Value output, int64_t axis) {
  SoftmaxParts parts = buildSoftmaxParts(kernel, "log_softmax", input, output, axis, /*keepsExponentials=*/false);
  kernel.compute("log_softmax", output, [&](ScalarBuilder &scalars, ValueRange indices) {
    SmallVector<Value> place = withoutAxis(indices, axis);
    Value shifted = scalars.sub(loadWide(scalars, input, indices), scalars.load(parts.maximum, place));
    Value total = scalars.load(parts.sum, place);
    Value logarithm = math::LogOp::create(scalars.getBuilder(), scalars.getLoc(), total);
    return narrowTo(scalars, scalars.sub(shifted, logarithm), output);
  });
}

struct LogSoftmaxModel : LegalizeToTIROpInterface::ExternalModel<LogSoftmaxModel, LogSoftmaxOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto softmax = cast<LogSoftmaxOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      int64_t axis = softmax.getAxis(), rank = shapeOf(inputs[0]).size();
      buildLogSoftmax(kernel, inputs[0], outputs[0], axis < 0 ? axis + rank : axis);
    };
    return context.replaceWithKernel(op, "log_softmax", softmax.getX(), build);
  }
};

} // namespace

void relax::attachActivationModels(MLIRContext *context) {
  attachElementwise<EluOp, emitElu>(context);
  attachElementwise<GeluOp, emitGelu>(context);
  attachElementwise<GeluTanhOp, emitGeluTanh>(context);
  attachElementwise<HardSigmoidOp, emitHardSigmoid>(context);
  attachElementwise<HardSwishOp, emitHardSwish>(context);
  attachElementwise<LeakyreluOp, emitLeakyrelu>(context);
  attachElementwise<SeluOp, emitSelu>(context);
  attachElementwise<SiluOp, emitSilu>(context);
  attachElementwise<SoftplusOp, emitSoftplus>(context);
  LogSoftmaxOp::attachInterface<LogSoftmaxModel>(*context);
  PreluOp::attachInterface<PreluModel>(*context);
}

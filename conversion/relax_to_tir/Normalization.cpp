//===- Normalization.cpp - kernels of normalizations and attention --------===//
//
// Statistics in two passes, mean and then the squares of the differences, in the type in which one computes.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationSupport.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::KernelBuilder;
using tir::ScalarBuilder;

namespace {

Value addTerms(ScalarBuilder &scalars, Value accumulated, Value value) {
  return scalars.addReassociated(accumulated, value);
}

/// 1 / sqrt(value + epsilon).
Value inverseRoot(ScalarBuilder &scalars, Value value, double epsilon) {
  Value shifted = scalars.add(value, scalars.constant(value.getType(), epsilon));
  Value root = math::SqrtOp::create(scalars.getBuilder(), scalars.getLoc(), shifted);
  return scalars.div(scalars.constant(value.getType(), 1), root);
}

/// Which elements share statistics: the statistics have the dimensions `kept`, and each is over the dimensions `reduced`.
struct Statistics {
  SmallVector<ExprAttr> kept, reduced;
  /// The indices of an element from those of its statistics and those among the reduced dimensions.
  std::function<SmallVector<Value>(ScalarBuilder &, ValueRange kept, ValueRange reduced)> elementIndices;
  /// The indices of the statistics of an element.
  std::function<SmallVector<Value>(ScalarBuilder &, ValueRange element)> statisticIndices;
};

/// Statistics along axes, in ascending order.
Statistics alongAxes(ArrayRef<ExprAttr> shape, ArrayRef<int64_t> axes) {
  Statistics statistics;
  SmallVector<bool> isReduced;
  for (auto [axis, dim] : llvm::enumerate(shape)) {
    isReduced.push_back(llvm::is_contained(axes, static_cast<int64_t>(axis)));
    (isReduced.back() ? statistics.reduced : statistics.kept).push_back(dim);
  }
  statistics.elementIndices = [=](ScalarBuilder &, ValueRange kept, ValueRange reduced) {
    SmallVector<Value> indices;
    size_t nextKept = 0, nextReduced = 0;
    for (bool isAxis : isReduced)
      indices.push_back(isAxis ? reduced[nextReduced++] : kept[nextKept++]);
    return indices;
  };
  statistics.statisticIndices = [=](ScalarBuilder &, ValueRange element) {
    SmallVector<Value> indices;
    for (auto [isAxis, index] : llvm::zip_equal(isReduced, element))
      if (!isAxis)
        indices.push_back(index);
    return indices;
  };
  return statistics;
}

/// Statistics of groups of neighbouring channels, dimension 1.
Statistics ofGroups(KernelBuilder &kernel, ArrayRef<ExprAttr> shape, int64_t numGroups) {
  ExprAttr groups = ExprAttr::getConstant(shape[0].getContext(), numGroups);
  // The rule of the operator divides by the same number.
  ExprAttr size = *sym::floorDiv(shape[1], groups);
  Value sizeIndex = kernel.getIndex(size);
  Statistics statistics;
  statistics.kept = {shape[0], groups};
  statistics.reduced = {size};
  llvm::append_range(statistics.reduced, shape.drop_front(2));
  statistics.elementIndices = [=](ScalarBuilder &scalars, ValueRange kept, ValueRange reduced) {
    SmallVector<Value> indices = {kept[0], scalars.add(scalars.mul(kept[1], sizeIndex), reduced[0])};
    llvm::append_range(indices, reduced.drop_front());
    return indices;
  };
  statistics.statisticIndices = [=](ScalarBuilder &scalars, ValueRange element) {
    return SmallVector<Value>{element[0], scalars.divIndex(element[1], sizeIndex)};
  };
  return statistics;
}

/// A buffer with the mean over the reduced dimensions of what `body` makes of an element and its place.
template <typename Body>
Value buildMean(KernelBuilder &kernel, const Twine &name, const Statistics &statistics, Type type, Body body) {
  Value sum = kernel.allocate(tir::BufferType::get(statistics.kept, type));
  Value mean = kernel.allocate(tir::BufferType::get(statistics.kept, type));
  auto zero = [&](ScalarBuilder &scalars) { return scalars.constant(type, 0); };
  tir::Reduction reduction{statistics.reduced, zero, addTerms, {}};
  kernel.reduce((name + "_sum").str(), sum, reduction, [&](ScalarBuilder &scalars, ValueRange kept, ValueRange steps) {
    return body(scalars, kept, statistics.elementIndices(scalars, kept, steps));
  });
  ScalarBuilder head(kernel.getBuilder(), kernel.getLoc());
  Value count;
  for (ExprAttr dim : statistics.reduced)
    count = count ? head.mul(count, kernel.getIndex(dim)) : kernel.getIndex(dim);
  count = head.cast(count ? count : head.constantIndex(1), type);
  kernel.compute(name.str(), mean, [&](ScalarBuilder &scalars, ValueRange indices) {
    return scalars.div(scalars.load(sum, indices), count);
  });
  return mean;
}

/// (input - mean) / sqrt(variance + epsilon) * gamma + beta, where `parameterIndices` are the places in gamma and beta; beta
/// may be null. Without `isCentered` the mean is taken for zero.
template <typename ParameterIndices>
void buildNormalization(KernelBuilder &kernel, StringRef name, Value input, Value gamma, Value beta, Value output,
                        double epsilon, bool isCentered, const Statistics &statistics,
                        ParameterIndices parameterIndices) {
  Type type = computeTypeOf(input);
  Value mean;
  if (isCentered)
    mean = buildMean(kernel, name + "_mean", statistics, type, [&](ScalarBuilder &scalars, ValueRange, ValueRange place) {
      return loadWide(scalars, input, place);
    });
  Value variance = buildMean(kernel, name + "_variance", statistics, type,
                             [&](ScalarBuilder &scalars, ValueRange kept, ValueRange place) {
                               Value x = loadWide(scalars, input, place);
                               if (mean)
                                 x = scalars.sub(x, scalars.load(mean, kept));
                               return scalars.mul(x, x);
                             });
  Value scale = kernel.allocate(tir::BufferType::get(statistics.kept, type));
  kernel.compute((name + "_scale").str(), scale, [&](ScalarBuilder &scalars, ValueRange indices) {
    return inverseRoot(scalars, scalars.load(variance, indices), epsilon);
  });
  kernel.compute(name, output, [&](ScalarBuilder &scalars, ValueRange indices) {
    SmallVector<Value> place = statistics.statisticIndices(scalars, indices);
    SmallVector<Value> parameter = parameterIndices(indices);
    Value x = loadWide(scalars, input, indices);
    if (mean)
      x = scalars.sub(x, scalars.load(mean, place));
    x = scalars.mul(scalars.mul(x, scalars.load(scale, place)), loadWide(scalars, gamma, parameter));
    if (beta)
      x = scalars.add(x, loadWide(scalars, beta, parameter));
    return narrowTo(scalars, x, output);
  });
}

struct BatchNormModel : LegalizeToTIROpInterface::ExternalModel<BatchNormModel, BatchNormOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto norm = cast<BatchNormOp>(op);
    double epsilon = norm.getEpsilon().convertToDouble();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Value output = outputs[0];
      Type type = computeTypeOf(output);
      int64_t axis = getAxes(ArrayRef<int64_t>{static_cast<int64_t>(norm.getAxis())}, shapeOf(output).size())[0];
      Value scale = kernel.allocate(tir::BufferType::get(shapeOf(inputs[4]), type));
      kernel.compute("batch_norm_scale", scale, [&](ScalarBuilder &scalars, ValueRange indices) {
        Value root = inverseRoot(scalars, loadWide(scalars, inputs[4], indices), epsilon);
        return scalars.mul(root, loadWide(scalars, inputs[1], indices));
      });
      kernel.compute("batch_norm", output, [&](ScalarBuilder &scalars, ValueRange indices) {
        Value channel = indices[axis];
        Value x = scalars.sub(loadWide(scalars, inputs[0], indices), loadWide(scalars, inputs[3], channel));
        x = scalars.add(scalars.mul(x, scalars.load(scale, channel)), loadWide(scalars, inputs[2], channel));
        return narrowTo(scalars, x, output);
      });
    };
    return context.replaceWithKernel(op, "batch_norm", op->getOperands(), build);
  }
};

template <typename OpTy>
struct AxesNormModel : LegalizeToTIROpInterface::ExternalModel<AxesNormModel<OpTy>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto norm = cast<OpTy>(op);
    StringRef name = op->getName().stripDialect();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      ArrayRef<ExprAttr> shape = shapeOf(inputs[0]);
      SmallVector<int64_t> axes = getAxes(norm.getAxes(), shape.size());
      auto parameterIndices = [&](ValueRange indices) {
        SmallVector<Value> result;
        for (int64_t axis : axes)
          result.push_back(indices[axis]);
        return result;
      };
      buildNormalization(kernel, name, inputs[0], inputs[1], inputs.size() > 2 ? inputs[2] : Value(), outputs[0],
                         norm.getEpsilon().convertToDouble(), std::is_same_v<OpTy, LayerNormOp>, alongAxes(shape, axes),
                         parameterIndices);
    };
    return context.replaceWithKernel(op, name, op->getOperands(), build);
  }
};

template <typename OpTy>
struct ChannelNormModel : LegalizeToTIROpInterface::ExternalModel<ChannelNormModel<OpTy>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto norm = cast<OpTy>(op);
    StringRef name = op->getName().stripDialect();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      ArrayRef<ExprAttr> shape = shapeOf(inputs[0]);
      Statistics statistics;
      if constexpr (std::is_same_v<OpTy, GroupNormOp>)
        statistics = ofGroups(kernel, shape, norm.getNumGroups());
      else
        statistics = alongAxes(shape, llvm::to_vector(llvm::seq<int64_t>(2, shape.size())));
      buildNormalization(kernel, name, inputs[0], inputs[1], inputs[2], outputs[0], norm.getEpsilon().convertToDouble(),
                         /*isCentered=*/true, statistics,
                         [](ValueRange indices) { return SmallVector<Value>{indices[1]}; });
    };
    return context.replaceWithKernel(op, name, op->getOperands(), build);
  }
};

struct DropoutModel : LegalizeToTIROpInterface::ExternalModel<DropoutModel, DropoutOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    return context.decompose(op, [&](OpBuilder &) { return SmallVector<Value>{cast<DropoutOp>(op).getData()}; });
  }
};

/// What stands between the queries and the values.
struct AttentionKernel {
  KernelBuilder &kernel;
  AttentionOp op;
  Value query, key, value, bias, output;

  /// query . key * scale + bias, minus infinity where the mask hides a key.
  Value adjustScore(ScalarBuilder &scalars, Value score, ValueRange indices, ValueRange biasStrides,
                    ArrayRef<ExprAttr> shape, Value scale, Value lead) {
    OpBuilder &builder = scalars.getBuilder();
    Location loc = scalars.getLoc();
    score = scalars.mul(score, scale);
    if (bias)
      score = scalars.add(score, loadWide(scalars, bias, tir::broadcastIndices(scalars, shapeOf(bias), biasStrides,
                                                                               shape, indices)));
    if (!op.getCausalMask())
      return score;
    Value limit = lead ? scalars.add(indices[2], lead) : indices[2];
    Value isSeen = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::sle, indices[3], limit);
    return arith::SelectOp::create(builder, loc, isSeen, score, scalars.lowest(score.getType()));
  }

  void build() {
    ArrayRef<ExprAttr> queryShape = shapeOf(query), keyShape = shapeOf(key), valueShape = shapeOf(value);
    ExprAttr length = queryShape[1], keyLength = preferConstant(keyShape[1], valueShape[1]);
    SmallVector<ExprAttr> rows = {queryShape[0], queryShape[2], length};
    SmallVector<ExprAttr> shape(rows);
    shape.push_back(keyLength);
    Type type = computeTypeOf(output);
    Value products = kernel.allocate(tir::BufferType::get(shape, type));
    Value scores = kernel.allocate(tir::BufferType::get(shape, type));
    Value exponentials = kernel.allocate(tir::BufferType::get(shape, type));
    Value maximum = kernel.allocate(tir::BufferType::get(rows, type));
    Value sum = kernel.allocate(tir::BufferType::get(rows, type));

    auto zero = [&](ScalarBuilder &scalars) { return scalars.constant(type, 0); };
    Value left, right;
    auto multiplyAdd = [&](ScalarBuilder &scalars, Value accumulated, Value) {
      return scalars.mulAdd(left, right, accumulated, /*reassociate=*/true);
    };
    tir::Reduction dot{{preferConstant(queryShape[3], keyShape[3])}, zero, multiplyAdd, {}};
    kernel.reduce("attention_products", products, dot, [&](ScalarBuilder &scalars, ValueRange i, ValueRange steps) {
      left = loadWide(scalars, query, {i[0], i[2], i[1], steps[0]});
      right = loadWide(scalars, key, {i[0], i[3], i[1], steps[0]});
      return left;
    });

    ScalarBuilder head(kernel.getBuilder(), kernel.getLoc());
    Value scale;
    if (std::optional<llvm::APFloat> given = op.getScale()) {
      scale = head.constant(type, given->convertToDouble());
    } else {
      Value root = math::SqrtOp::create(kernel.getBuilder(), kernel.getLoc(),
                                        head.cast(kernel.getIndex(queryShape[3]), type));
      scale = head.div(head.constant(type, 1), root);
    }
    Value lead;
    if (op.getCausalMask() == "BottomRight")
      lead = head.sub(kernel.getIndex(keyLength), kernel.getIndex(length));
    SmallVector<Value> biasStrides;
    if (bias)
      biasStrides = tir::makeBroadcastStrides(kernel, shapeOf(bias), shape);
    kernel.compute("attention_scores", scores, [&](ScalarBuilder &scalars, ValueRange indices) {
      return adjustScore(scalars, scalars.load(products, indices), indices, biasStrides, shape, scale, lead);
    });

    auto lowest = [&](ScalarBuilder &scalars) { return scalars.lowest(type); };
    auto larger = [](ScalarBuilder &scalars, Value lhs, Value rhs) { return scalars.max(lhs, rhs); };
    auto loadAlong = [](Value buffer) {
      return [buffer](ScalarBuilder &scalars, ValueRange i, ValueRange steps) {
        return scalars.load(buffer, {i[0], i[1], i[2], steps[0]});
      };
    };
    auto loadScore = loadAlong(scores), loadExponential = loadAlong(exponentials);
    kernel.reduce("attention_max", maximum, tir::Reduction{{keyLength}, lowest, larger, {}}, loadScore);
    kernel.compute("attention_exp", exponentials, [&](ScalarBuilder &scalars, ValueRange indices) {
      Value shifted = scalars.sub(scalars.load(scores, indices), scalars.load(maximum, indices.drop_back()));
      return math::ExpOp::create(scalars.getBuilder(), scalars.getLoc(), shifted).getResult();
    });
    kernel.reduce("attention_sum", sum, tir::Reduction{{keyLength}, zero, addTerms, {}}, loadExponential);

    // Batch, head, position, key, element: rows of values are added up.
    Value mixed = kernel.allocate(tir::BufferType::get(shapeOf(output), type));
    auto combine = [&](ScalarBuilder &scalars, Value accumulated, Value) {
      return scalars.mulAdd(left, right, accumulated, /*reassociate=*/false);
    };
    tir::Reduction mix{{keyLength}, zero, combine, {0, 2, 1, 4, 3}};
    kernel.reduce("attention_mix", mixed, mix, [&](ScalarBuilder &scalars, ValueRange i, ValueRange steps) {
      left = scalars.load(exponentials, {i[0], i[2], i[1], steps[0]});
      right = loadWide(scalars, value, {i[0], steps[0], i[2], i[3]});
      return left;
    });
    kernel.compute("attention", output, [&](ScalarBuilder &scalars, ValueRange i) {
      Value denominator = scalars.load(sum, {i[0], i[2], i[1]});
      return narrowTo(scalars, scalars.div(scalars.load(mixed, i), denominator), output);
    });
  }
};

struct AttentionModel : LegalizeToTIROpInterface::ExternalModel<AttentionModel, AttentionOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Value bias = inputs.size() > 3 ? inputs[3] : Value();
      AttentionKernel{kernel, cast<AttentionOp>(op), inputs[0], inputs[1], inputs[2], bias, outputs[0]}.build();
    };
    return context.replaceWithKernel(op, "attention", op->getOperands(), build);
  }
};

} // namespace

void relax::attachNormalizationModels(MLIRContext *context) {
  BatchNormOp::attachInterface<BatchNormModel>(*context);
  LayerNormOp::attachInterface<AxesNormModel<LayerNormOp>>(*context);
  RmsNormOp::attachInterface<AxesNormModel<RmsNormOp>>(*context);
  GroupNormOp::attachInterface<ChannelNormModel<GroupNormOp>>(*context);
  InstanceNormOp::attachInterface<ChannelNormModel<InstanceNormOp>>(*context);
  DropoutOp::attachInterface<DropoutModel>(*context);
  AttentionOp::attachInterface<AttentionModel>(*context);
}

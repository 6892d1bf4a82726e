//===- Reduction.cpp - kernels of operators that fold axes ----------------===//
//
// Loops go in the order of the operand's dimensions, so that memory is read in order whatever the axes: where the last
// dimension stays, the innermost loop accumulates into neighbours; where it goes, into one place.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationSupport.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/APFloat.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

namespace {

/// The reduction of one operand along some axes.
struct AxisReduction {
  AxisReduction(ArrayRef<sym::ExprAttr> shape, ArrayRef<int64_t> axes, bool keepDims) : keepDims(keepDims) {
    for (size_t axis = 0; axis < shape.size(); ++axis)
      isReduced.push_back(llvm::is_contained(axes, static_cast<int64_t>(axis)));
    for (auto [axis, dim] : llvm::enumerate(shape))
      (isReduced[axis] ? reduced : kept).push_back(dim);
    unsigned nextKept = 0, nextReduced = kept.size();
    for (bool isAxis : isReduced)
      loopOrder.push_back(isAxis ? nextReduced++ : nextKept++);
  }

  /// The indices of the operand from those of kept and reduced dimensions.
  SmallVector<Value> operandIndices(ValueRange spatial, ValueRange steps) const {
    SmallVector<Value> indices;
    unsigned nextKept = 0, nextReduced = 0;
    for (bool isAxis : isReduced)
      indices.push_back(isAxis ? steps[nextReduced++] : spatial[nextKept++]);
    return indices;
  }

  /// The indices of the result from those of kept dimensions.
  SmallVector<Value> resultIndices(ScalarBuilder &scalars, ValueRange spatial) const {
    if (!keepDims)
      return llvm::to_vector(spatial);
    SmallVector<Value> indices;
    unsigned nextKept = 0;
    for (bool isAxis : isReduced)
      indices.push_back(isAxis ? scalars.constantIndex(0) : spatial[nextKept++]);
    return indices;
  }

  bool keepDims;
  SmallVector<bool> isReduced;
  SmallVector<sym::ExprAttr> kept, reduced;
  SmallVector<unsigned> loopOrder;
};

using Combine = llvm::function_ref<Value(ScalarBuilder &, Value, Value)>;
using Identity = llvm::function_ref<Value(ScalarBuilder &, Type)>;

void buildReduction(KernelBuilder &kernel, StringRef name, Value input, Value accumulator, const AxisReduction &axes,
                    Identity identity, Combine combine) {
  auto first = [&](ScalarBuilder &scalars) {
    return identity(scalars, cast<tir::BufferType>(accumulator.getType()).getScalarType());
  };
  auto place = [&](ScalarBuilder &scalars, ValueRange spatial) { return axes.resultIndices(scalars, spatial); };
  auto body = [&](ScalarBuilder &scalars, ValueRange spatial, ValueRange steps) {
    return loadWide(scalars, input, axes.operandIndices(spatial, steps));
  };
  tir::Reduction reduction{axes.reduced, first, combine, axes.loopOrder};
  kernel.reduceAt(name, axes.kept, accumulator, place, reduction, body);
}

Value addTerms(ScalarBuilder &scalars, Value accumulated, Value value) {
  return scalars.addReassociated(accumulated, value);
}
Value zeroOf(ScalarBuilder &scalars, Type type) { return scalars.constant(type, 0); }

template <typename OpTy> AxisReduction getReduction(OpTy op, Value input) {
  ArrayRef<sym::ExprAttr> shape = shapeOf(input);
  return AxisReduction(shape, getAxes(op.getAxis(), shape.size()), op.getKeepdims());
}

/// The number of elements that go into each one of the result, as a value of `type`.
Value countOf(KernelBuilder &kernel, const AxisReduction &axes, Type type) {
  ScalarBuilder head(kernel.getBuilder(), kernel.getLoc());
  Value count;
  for (sym::ExprAttr dim : axes.reduced)
    count = count ? head.mul(count, kernel.getIndex(dim)) : kernel.getIndex(dim);
  return head.cast(count ? count : head.constantIndex(1), type);
}

struct SumModel : LegalizeToTIROpInterface::ExternalModel<SumModel, SumOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto sum = cast<SumOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Value accumulator = getAccumulator(kernel, outputs[0]);
      buildReduction(kernel, "sum", inputs[0], accumulator, getReduction(sum, inputs[0]), zeroOf, addTerms);
      storeAccumulator(kernel, "sum_narrow", accumulator, outputs[0]);
    };
    return context.replaceWithKernel(op, "sum", sum.getX(), build);
  }
};

/// Both forms of collapse_sum: the shape is that of the result.
template <typename OpTy> struct CollapseModel : LegalizeToTIROpInterface::ExternalModel<CollapseModel<OpTy>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto collapse = cast<OpTy>(op);
    if (failed(requireRanks(context, op, collapse.getX())))
      return failure();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      kernel.promiseSizes();
      ArrayRef<sym::ExprAttr> from = shapeOf(inputs[0]), to = shapeOf(outputs[0]);
      size_t lead = from.size() - to.size();
      // A dimension of the result is 1, and takes all elements, or equal, and takes one: element `place + step` for as many
      // steps as that makes. Nobody needs to know before which of the two it is.
      SmallVector<sym::ExprAttr> extents;
      SmallVector<unsigned> loopOrder;
      SmallVector<int> stepOf(from.size(), -1);
      sym::ExprAttr one = sym::ExprAttr::getConstant(op->getContext(), 1);
      for (size_t axis = 0; axis < from.size(); ++axis) {
        if (axis >= lead)
          loopOrder.push_back(axis - lead);
        if (axis >= lead && to[axis - lead] == from[axis])
          continue;
        stepOf[axis] = extents.size();
        loopOrder.push_back(to.size() + extents.size());
        sym::ExprAttr extent = from[axis];
        if (axis >= lead && !to[axis - lead].isConstant(1))
          extent = *sym::select(sym::Comparison::eq, to[axis - lead], one, from[axis], one);
        extents.push_back(extent);
      }
      Value accumulator = getAccumulator(kernel, outputs[0]);
      auto first = [&](ScalarBuilder &scalars) { return scalars.constant(computeTypeOf(outputs[0]), 0); };
      auto body = [&](ScalarBuilder &scalars, ValueRange spatial, ValueRange steps) {
        SmallVector<Value> source;
        for (size_t axis = 0; axis < from.size(); ++axis) {
          Value place = axis < lead ? Value() : spatial[axis - lead];
          Value step = stepOf[axis] < 0 ? Value() : steps[stepOf[axis]];
          source.push_back(!place ? step : !step ? place : scalars.add(place, step));
        }
        return loadWide(scalars, inputs[0], source);
      };
      if (extents.empty())
        kernel.compute("collapse_sum", accumulator,
                       [&](ScalarBuilder &scalars, ValueRange at) { return body(scalars, at, {}); });
      else
        kernel.reduce("collapse_sum", accumulator, tir::Reduction{extents, first, addTerms, loopOrder}, body);
      storeAccumulator(kernel, "collapse_sum_narrow", accumulator, outputs[0]);
    };
    return context.replaceWithKernel(op, op->getName().stripDialect(), collapse.getX(), build);
  }
};

/// The largest value of a type: infinity for floats that have one.
Value highestOf(ScalarBuilder &scalars, Type type, bool isUnsigned) {
  TypedAttr value;
  if (auto floatType = dyn_cast<FloatType>(type)) {
    const llvm::fltSemantics &semantics = floatType.getFloatSemantics();
    value = FloatAttr::get(type, llvm::APFloat::semanticsHasInf(semantics) ? llvm::APFloat::getInf(semantics)
                                                                           : llvm::APFloat::getLargest(semantics));
  } else {
    unsigned width = type.isIndex() ? 64 : type.getIntOrFloatBitWidth();
    value = IntegerAttr::get(type, isUnsigned ? llvm::APInt::getMaxValue(width) : llvm::APInt::getSignedMaxValue(width));
  }
  return arith::ConstantOp::create(scalars.getBuilder(), scalars.getLoc(), value);
}

/// The smaller of two values; NaN wins.
Value smallerOf(ScalarBuilder &scalars, Value lhs, Value rhs, bool isUnsigned) {
  OpBuilder &builder = scalars.getBuilder();
  Location loc = scalars.getLoc();
  if (isa<FloatType>(lhs.getType()))
    return arith::MinimumFOp::create(builder, loc, lhs, rhs);
  if (isUnsigned)
    return arith::MinUIOp::create(builder, loc, lhs, rhs);
  return arith::MinSIOp::create(builder, loc, lhs, rhs);
}

/// Writes the largest, or smallest, element along the axes to the accumulator.
void buildExtremum(KernelBuilder &kernel, StringRef name, Value input, Value accumulator, const AxisReduction &axes,
                   bool isMax) {
  bool isUnsigned = isUnsignedElement(elementOf(input));
  auto first = [&](ScalarBuilder &scalars, Type type) {
    return isMax ? scalars.lowest(type, isUnsigned) : highestOf(scalars, type, isUnsigned);
  };
  auto better = [&](ScalarBuilder &scalars, Value accumulated, Value value) {
    return isMax ? scalars.max(accumulated, value, isUnsigned) : smallerOf(scalars, accumulated, value, isUnsigned);
  };
  buildReduction(kernel, name, input, accumulator, axes, first, better);
}

template <typename OpTy>
struct ExtremumModel : LegalizeToTIROpInterface::ExternalModel<ExtremumModel<OpTy>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto typed = cast<OpTy>(op);
    std::string name = op->getName().stripDialect().str();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Value accumulator = getAccumulator(kernel, outputs[0]);
      buildExtremum(kernel, name, inputs[0], accumulator, getReduction(typed, inputs[0]), std::is_same_v<OpTy, MaxOp>);
      storeAccumulator(kernel, name + "_narrow", accumulator, outputs[0]);
    };
    return context.replaceWithKernel(op, name, typed.getX(), build);
  }
};

struct ProdModel : LegalizeToTIROpInterface::ExternalModel<ProdModel, ProdOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto prod = cast<ProdOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Value accumulator = getAccumulator(kernel, outputs[0]);
      auto one = [](ScalarBuilder &scalars, Type type) { return scalars.constant(type, 1); };
      auto times = [](ScalarBuilder &scalars, Value accumulated, Value value) { return scalars.mul(accumulated, value); };
      buildReduction(kernel, "prod", inputs[0], accumulator, getReduction(prod, inputs[0]), one, times);
      storeAccumulator(kernel, "prod_narrow", accumulator, outputs[0]);
    };
    return context.replaceWithKernel(op, "prod", prod.getX(), build);
  }
};

/// The position of an extremum: first the extremum, then the first (last) place where it stands. Two passes that are
/// reductions like others, instead of one over pairs.
template <typename OpTy>
struct PositionModel : LegalizeToTIROpInterface::ExternalModel<PositionModel<OpTy>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto typed = cast<OpTy>(op);
    std::string name = op->getName().stripDialect().str();
    bool selectLast = typed.getSelectLastIndex();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Value input = inputs[0], output = outputs[0];
      ArrayRef<sym::ExprAttr> shape = shapeOf(input);
      SmallVector<int64_t> axis;
      if (typed.getAxis())
        axis.push_back(*typed.getAxis());
      AxisReduction axes(shape, typed.getAxis() ? getAxes(ArrayRef<int64_t>(axis), shape.size())
                                                : getAxes(std::nullopt, shape.size()),
                         typed.getKeepdims());
      Value extremum = kernel.allocate(tir::BufferType::get(shapeOf(output), computeTypeOf(input)));
      buildExtremum(kernel, name + "_value", input, extremum, axes, std::is_same_v<OpTy, ArgmaxOp>);

      ScalarBuilder head(kernel.getBuilder(), kernel.getLoc());
      Type i64 = head.getBuilder().getI64Type();
      Value count = countOf(kernel, axes, i64);
      // The last valid place, which the search for the first one starts from; the first one, for the search for the last.
      Value start = selectLast ? head.constant(i64, 0)
                               : head.getBuilder().createOrFold<arith::MaxSIOp>(
                                     head.getLoc(), head.sub(count, head.constant(i64, 1)), head.constant(i64, 0));
      auto first = [&](ScalarBuilder &) { return start; };
      auto combine = [&](ScalarBuilder &scalars, Value accumulated, Value value) {
        return selectLast ? scalars.max(accumulated, value) : smallerOf(scalars, accumulated, value, false);
      };
      auto place = [&](ScalarBuilder &scalars, ValueRange spatial) { return axes.resultIndices(scalars, spatial); };
      auto body = [&](ScalarBuilder &scalars, ValueRange spatial, ValueRange steps) -> Value {
        OpBuilder &builder = scalars.getBuilder();
        Location loc = scalars.getLoc();
        Value element = loadWide(scalars, input, axes.operandIndices(spatial, steps));
        Value best = scalars.load(extremum, axes.resultIndices(scalars, spatial));
        Value isBest;
        if (isa<FloatType>(element.getType())) {
          // NaN is the extremum where there is one.
          Value equal = arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OEQ, element, best);
          Value isNaN = arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::UNO, element, element);
          isBest = arith::OrIOp::create(builder, loc, equal, isNaN);
        } else {
          isBest = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq, element, best);
        }
        Value position = scalars.cast(tir::linearizeIndices(kernel, scalars, axes.reduced, steps), i64);
        return arith::SelectOp::create(builder, loc, isBest, position, start);
      };
      tir::Reduction reduction{axes.reduced, first, combine, axes.loopOrder};
      kernel.reduceAt(name, axes.kept, output, place, reduction, body);
    };
    return context.replaceWithKernel(op, name, typed.getX(), build);
  }
};

struct MeanModel : LegalizeToTIROpInterface::ExternalModel<MeanModel, MeanOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto mean = cast<MeanOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Value output = outputs[0];
      Value accumulator = getAccumulator(kernel, output);
      AxisReduction axes = getReduction(mean, inputs[0]);
      buildReduction(kernel, "mean_sum", inputs[0], accumulator, axes, zeroOf, addTerms);
      Value count = countOf(kernel, axes, computeTypeOf(output));
      kernel.compute("mean", output, [&](ScalarBuilder &scalars, ValueRange indices) {
        return narrowTo(scalars, scalars.div(scalars.load(accumulator, indices), count), output);
      });
    };
    return context.replaceWithKernel(op, "mean", mean.getX(), build);
  }
};

/// Mean, then the mean of squared distances from it: two passes, since the difference of the mean square and the squared
/// mean loses all digits where the mean is large.
template <typename OpTy>
struct SpreadModel : LegalizeToTIROpInterface::ExternalModel<SpreadModel<OpTy>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto typed = cast<OpTy>(op);
    std::string name = op->getName().stripDialect().str();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Value input = inputs[0], output = outputs[0];
      AxisReduction axes = getReduction(typed, input);
      Type type = computeTypeOf(output);
      Value total = kernel.allocate(tir::BufferType::get(shapeOf(output), type));
      Value squares = kernel.allocate(tir::BufferType::get(shapeOf(output), type));
      buildReduction(kernel, name + "_sum", input, total, axes, zeroOf, addTerms);
      Value count = countOf(kernel, axes, type);
      auto first = [&](ScalarBuilder &scalars) { return scalars.constant(type, 0); };
      auto place = [&](ScalarBuilder &scalars, ValueRange spatial) { return axes.resultIndices(scalars, spatial); };
      auto body = [&](ScalarBuilder &scalars, ValueRange spatial, ValueRange steps) {
        Value mean = scalars.div(scalars.load(total, axes.resultIndices(scalars, spatial)), count);
        Value distance = scalars.sub(loadWide(scalars, input, axes.operandIndices(spatial, steps)), mean);
        return scalars.mul(distance, distance);
      };
      tir::Reduction reduction{axes.reduced, first, addTerms, axes.loopOrder};
      kernel.reduceAt(name + "_squares", axes.kept, squares, place, reduction, body);
      kernel.compute(name, output, [&](ScalarBuilder &scalars, ValueRange indices) {
        Value result = scalars.div(scalars.load(squares, indices), count);
        if (std::is_same_v<OpTy, StdOp>)
          result = math::SqrtOp::create(scalars.getBuilder(), scalars.getLoc(), result);
        return narrowTo(scalars, result, output);
      });
    };
    return context.replaceWithKernel(op, name, typed.getX(), build);
  }
};

} // namespace

void relax::attachReductionModels(MLIRContext *context) {
  CollapseSumLikeOp::attachInterface<CollapseModel<CollapseSumLikeOp>>(*context);
  CollapseSumToOp::attachInterface<CollapseModel<CollapseSumToOp>>(*context);
  SumOp::attachInterface<SumModel>(*context);
  MaxOp::attachInterface<ExtremumModel<MaxOp>>(*context);
  MinOp::attachInterface<ExtremumModel<MinOp>>(*context);
  ProdOp::attachInterface<ProdModel>(*context);
  MeanOp::attachInterface<MeanModel>(*context);
  VarianceOp::attachInterface<SpreadModel<VarianceOp>>(*context);
  StdOp::attachInterface<SpreadModel<StdOp>>(*context);
  ArgmaxOp::attachInterface<PositionModel<ArgmaxOp>>(*context);
  ArgminOp::attachInterface<PositionModel<ArgminOp>>(*context);
}

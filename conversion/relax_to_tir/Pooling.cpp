//===- Pooling.cpp - kernels of pooling -----------------------------------===//
//
// A reduction over the points of a window. Sliding windows read a padded copy; windows that make a given size differ in
// length, and points behind the end of one do not count.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationWindow.h"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::KernelBuilder;
using tir::ScalarBuilder;

namespace {

/// How a maximum or a sum is accumulated.
struct Accumulation {
  bool isMax, isUnsigned;

  Value identity(ScalarBuilder &scalars, Type type) const {
    return isMax ? scalars.lowest(type, isUnsigned) : scalars.constant(type, 0);
  }
  Value combine(ScalarBuilder &scalars, Value lhs, Value rhs) const {
    return isMax ? scalars.max(lhs, rhs, isUnsigned) : scalars.add(lhs, rhs);
  }
};

using Count = llvm::function_ref<Value(ScalarBuilder &, ValueRange indices)>;

/// Accumulates over the windows and, for a mean, divides by the number of elements that `count` gives.
void buildPool(KernelBuilder &kernel, StringRef name, Value output, ArrayRef<ExprAttr> extents,
               const Accumulation &accumulation, KernelBuilder::ReduceBody body, Count count) {
  ArrayRef<ExprAttr> shape = shapeOf(output);
  Value accumulator = getAccumulator(kernel, output);
  Type type = cast<tir::BufferType>(accumulator.getType()).getScalarType();
  auto identity = [&](ScalarBuilder &scalars) { return accumulation.identity(scalars, type); };
  auto combine = [&](ScalarBuilder &scalars, Value lhs, Value rhs) { return accumulation.combine(scalars, lhs, rhs); };
  tir::Reduction reduction{llvm::to_vector(extents), identity, combine, windowLoopOrder(shape.size(), extents.size())};
  kernel.reduce(name, accumulator, reduction, body);
  if (accumulation.isMax) {
    storeAccumulator(kernel, (name + "_narrow").str(), accumulator, output);
    return;
  }
  kernel.compute((name + "_mean").str(), output, [&](ScalarBuilder &scalars, ValueRange indices) {
    Value number = scalars.cast(count(scalars, indices), type);
    return narrowTo(scalars, scalars.div(scalars.load(accumulator, indices), number), output);
  });
}

Value maxIndex(ScalarBuilder &scalars, Value lhs, Value rhs) { return scalars.max(lhs, rhs); }
Value minIndex(ScalarBuilder &scalars, Value lhs, Value rhs) {
  return arith::MinSIOp::create(scalars.getBuilder(), scalars.getLoc(), lhs, rhs);
}
/// Rounded up; neither is negative.
Value ceilDivIndex(ScalarBuilder &scalars, Value lhs, int64_t rhs) {
  if (rhs == 1)
    return lhs;
  return scalars.divIndex(scalars.add(lhs, scalars.constantIndex(rhs - 1)), scalars.constantIndex(rhs));
}

/// How many points of the window at `place` count along one axis.
Value countPoints(KernelBuilder &kernel, ScalarBuilder &scalars, const Window &window, int64_t axis, ExprAttr input,
                  int64_t size, bool includePadding, Value place) {
  int64_t dilation = window.dilation[axis];
  Value zero = scalars.constantIndex(0), low = scalars.constantIndex(window.getLow(axis));
  Value start = scalars.mul(place, scalars.constantIndex(window.strides[axis]));
  Value end = scalars.add(kernel.getIndex(input), low);
  if (includePadding)
    end = scalars.add(end, scalars.constantIndex(window.getHigh(axis)));
  Value last = ceilDivIndex(scalars, maxIndex(scalars, scalars.sub(end, start), zero), dilation);
  last = minIndex(scalars, last, scalars.constantIndex(size));
  if (includePadding)
    return last;
  Value first = ceilDivIndex(scalars, maxIndex(scalars, scalars.sub(low, start), zero), dilation);
  return maxIndex(scalars, scalars.sub(last, first), zero);
}

template <typename OpTy, bool isMax>
struct PoolModel : LegalizeToTIROpInterface::ExternalModel<PoolModel<OpTy, isMax>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto pool = cast<OpTy>(op);
    StringRef name = op->getName().stripDialect();
    bool includePadding = false;
    if constexpr (!isMax)
      includePadding = pool.getCountIncludePad();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      ArrayRef<ExprAttr> shape = shapeOf(inputs[0]), result = shapeOf(outputs[0]);
      int64_t spatialRank = shape.size() - 2;
      ArrayRef<int64_t> sizes = pool.getPoolSize();
      Window window = makeWindow(spatialRank, pool.getStrides(), pool.getPadding(), pool.getDilation());
      Accumulation accumulation{isMax, isUnsignedElement(elementOf(inputs[0]))};
      Value source = inputs[0];
      if (pool.getCeilMode() || llvm::any_of(window.padding, [](int64_t size) { return size != 0; })) {
        Spread spread;
        spread.steps.assign(spatialRank, 1);
        for (int64_t axis = 0; axis < spatialRank; ++axis) {
          spread.low.push_back(ExprAttr::getConstant(op->getContext(), window.getLow(axis)));
          ExprAttr padded = addTo(addTo(shape[2 + axis], window.getLow(axis)), window.getHigh(axis));
          if (pool.getCeilMode()) {
            // The last window may reach behind the padding.
            ExprAttr stride = ExprAttr::getConstant(op->getContext(), window.strides[axis]);
            ExprAttr last = made(sym::mul(addTo(result[2 + axis], -1), stride));
            padded = made(sym::max(padded, addTo(last, (sizes[axis] - 1) * window.dilation[axis] + 1)));
          }
          spread.sizes.push_back(padded);
        }
        source = spreadInput(kernel, name, source, spread,
                             [&](ScalarBuilder &scalars, Type type) { return accumulation.identity(scalars, type); });
      }
      SmallVector<ExprAttr> extents;
      for (int64_t size : sizes)
        extents.push_back(ExprAttr::getConstant(op->getContext(), size));
      auto body = [&](ScalarBuilder &scalars, ValueRange indices, ValueRange steps) {
        SmallVector<Value> sourceIndices = {indices[0], indices[1]};
        for (int64_t axis = 0; axis < spatialRank; ++axis)
          sourceIndices.push_back(
              windowIndex(scalars, indices[2 + axis], window.strides[axis], steps[axis], window.dilation[axis]));
        return loadWide(scalars, source, sourceIndices);
      };
      auto count = [&](ScalarBuilder &scalars, ValueRange indices) {
        Value number;
        for (int64_t axis = 0; axis < spatialRank; ++axis) {
          Value points = countPoints(kernel, scalars, window, axis, shape[2 + axis], sizes[axis], includePadding,
                                     indices[2 + axis]);
          number = number ? scalars.mul(number, points) : points;
        }
        return number;
      };
      buildPool(kernel, name, outputs[0], extents, accumulation, body, count);
    };
    return context.replaceWithKernel(op, name, pool.getData(), build);
  }
};

template <typename OpTy, bool isMax>
struct AdaptivePoolModel : LegalizeToTIROpInterface::ExternalModel<AdaptivePoolModel<OpTy, isMax>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    StringRef name = op->getName().stripDialect();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      ArrayRef<ExprAttr> shape = shapeOf(inputs[0]).drop_front(2), result = shapeOf(outputs[0]).drop_front(2);
      Accumulation accumulation{isMax, isUnsignedElement(elementOf(inputs[0]))};
      SmallVector<ExprAttr> extents;
      for (auto [from, to] : llvm::zip_equal(shape, result)) {
        // One window over all of it; windows of one element; else no window is longer than this.
        if (to.isConstant(1))
          extents.push_back(from);
        else if (from == to)
          extents.push_back(ExprAttr::getConstant(op->getContext(), 1));
        else
          extents.push_back(made(sym::min(addTo(made(sym::ceilDiv(from, to)), 1), from)));
      }
      // The first element of a window and the one behind its last.
      auto getBounds = [&](ScalarBuilder &scalars, size_t axis, Value index) -> std::pair<Value, Value> {
        Value one = scalars.constantIndex(1), from = kernel.getIndex(shape[axis]), to = kernel.getIndex(result[axis]);
        if (shape[axis] == result[axis])
          return {index, scalars.add(index, one)};
        Value start = scalars.divIndex(scalars.mul(index, from), to);
        Value end = scalars.mul(scalars.add(index, one), from);
        return {start, scalars.divIndex(scalars.add(end, scalars.sub(to, one)), to)};
      };
      auto body = [&](ScalarBuilder &scalars, ValueRange indices, ValueRange steps) {
        SmallVector<Value> sourceIndices = {indices[0], indices[1]};
        Value isInside;
        for (size_t axis = 0; axis < shape.size(); ++axis) {
          if (result[axis].isConstant(1)) {
            sourceIndices.push_back(steps[axis]);
            continue;
          }
          auto [start, end] = getBounds(scalars, axis, indices[2 + axis]);
          Value index = scalars.add(start, steps[axis]);
          Value isBefore = arith::CmpIOp::create(scalars.getBuilder(), scalars.getLoc(), arith::CmpIPredicate::slt,
                                                 index, end);
          isInside = isInside ? arith::AndIOp::create(scalars.getBuilder(), scalars.getLoc(), isInside, isBefore)
                              : isBefore;
          // There is an element, or the window would have no points.
          Value last = scalars.sub(kernel.getIndex(shape[axis]), scalars.constantIndex(1));
          sourceIndices.push_back(minIndex(scalars, index, last));
        }
        Value value = loadWide(scalars, inputs[0], sourceIndices);
        if (!isInside)
          return value;
        Value identity = accumulation.identity(scalars, value.getType());
        return arith::SelectOp::create(scalars.getBuilder(), scalars.getLoc(), isInside, value, identity).getResult();
      };
      auto count = [&](ScalarBuilder &scalars, ValueRange indices) {
        Value number;
        for (size_t axis = 0; axis < shape.size(); ++axis) {
          auto [start, end] = getBounds(scalars, axis, indices[2 + axis]);
          Value points = scalars.sub(end, start);
          number = number ? scalars.mul(number, points) : points;
        }
        return number;
      };
      buildPool(kernel, name, outputs[0], extents, accumulation, body, count);
    };
    return context.replaceWithKernel(op, name, cast<OpTy>(op).getData(), build);
  }
};

} // namespace

void relax::attachPoolingModels(MLIRContext *context) {
  MaxPool1DOp::attachInterface<PoolModel<MaxPool1DOp, true>>(*context);
  MaxPool2DOp::attachInterface<PoolModel<MaxPool2DOp, true>>(*context);
  MaxPool3DOp::attachInterface<PoolModel<MaxPool3DOp, true>>(*context);
  AvgPool1DOp::attachInterface<PoolModel<AvgPool1DOp, false>>(*context);
  AvgPool2DOp::attachInterface<PoolModel<AvgPool2DOp, false>>(*context);
  AvgPool3DOp::attachInterface<PoolModel<AvgPool3DOp, false>>(*context);
  AdaptiveMaxPool1DOp::attachInterface<AdaptivePoolModel<AdaptiveMaxPool1DOp, true>>(*context);
  AdaptiveMaxPool2DOp::attachInterface<AdaptivePoolModel<AdaptiveMaxPool2DOp, true>>(*context);
  AdaptiveMaxPool3DOp::attachInterface<AdaptivePoolModel<AdaptiveMaxPool3DOp, true>>(*context);
  AdaptiveAvgPool1DOp::attachInterface<AdaptivePoolModel<AdaptiveAvgPool1DOp, false>>(*context);
  AdaptiveAvgPool2DOp::attachInterface<AdaptivePoolModel<AdaptiveAvgPool2DOp, false>>(*context);
  AdaptiveAvgPool3DOp::attachInterface<AdaptivePoolModel<AdaptiveAvgPool3DOp, false>>(*context);
}

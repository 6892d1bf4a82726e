//===- Convolution.cpp - kernels of convolutions --------------------------===//
//
// One kernel for all ranks. A transposed convolution adds up, for output y of an axis, data[h] * weight[k] wherever
// y + padding = h * stride + k * dilation. Where the stride divides the size of the kernel, the points that meet are
// k = (y + padding) mod stride + j * stride for j = 0, 1, ..., with h = (y + padding) floordiv stride - j: each axis is taken
// by phases (Shi et al., Is the deconvolution layer the same as a convolutional layer?, 2016). Along other axes it is a
// convolution with stride 1 and the mirrored kernel of the data spread out by the stride.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationWindow.h"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::KernelBuilder;
using tir::ScalarBuilder;

namespace {

Value zeroOf(ScalarBuilder &scalars, Type type) { return scalars.constant(type, 0); }

/// What differs between the two kinds.
struct Convolution {
  SmallVector<int64_t> strides, dilation;
  int64_t groups;
  /// The weights are [channels, output channels / groups, ...] and mirrored.
  bool isTransposed = false;
  /// Where the first window starts in the source.
  SmallVector<ExprAttr> shift;
  /// Of axes that are taken by phases: the stride of the transposed convolution, elsewhere 0, and what lies in front of the
  /// result.
  SmallVector<int64_t> phases, padding;
  /// Phases and places of the last axis have loops of their own: rows of one phase are next to each other in the source.
  bool splitsRows = false;
};

void buildConvolution(KernelBuilder &kernel, StringRef name, Value source, Value weight, Value output,
                      const Convolution &convolution) {
  MLIRContext *context = source.getContext();
  ArrayRef<ExprAttr> weightShape = shapeOf(weight), shape = shapeOf(output);
  size_t spatialRank = shape.size() - 2;
  ExprAttr groups = ExprAttr::getConstant(context, convolution.groups);
  bool hasGroups = convolution.groups != 1;
  // Channels that one group reads, and those that it writes.
  ExprAttr inner = convolution.isTransposed ? made(sym::floorDiv(weightShape[0], groups)) : weightShape[1];
  ExprAttr outer = convolution.isTransposed ? weightShape[1] : made(sym::floorDiv(weightShape[0], groups));
  Value innerSize = hasGroups ? kernel.getIndex(inner) : Value(), outerSize = hasGroups ? kernel.getIndex(outer) : Value();
  auto getPhases = [&](size_t axis) { return convolution.phases.empty() ? 0 : convolution.phases[axis]; };
  SmallVector<Value> shift(spatialRank), last(spatialRank);
  SmallVector<ExprAttr> extents = {inner};
  for (size_t axis = 0; axis < spatialRank; ++axis) {
    if (!convolution.shift.empty() && !convolution.shift[axis].isConstant(0))
      shift[axis] = kernel.getIndex(convolution.shift[axis]);
    if (convolution.isTransposed && !getPhases(axis))
      last[axis] = kernel.getIndex(addTo(weightShape[2 + axis], -1));
    extents.push_back(weightShape[2 + axis]);
    if (int64_t phases = getPhases(axis))
      extents.back() = made(sym::floorDiv(extents.back(), ExprAttr::getConstant(context, phases)));
  }

  // With split rows the sum has the last axis as [phase, place], so that its innermost loop walks along a row as well.
  Value accumulator;
  SmallVector<ExprAttr> domain = llvm::to_vector(shape);
  if (convolution.splitsRows) {
    ExprAttr phases = ExprAttr::getConstant(context, convolution.phases.back());
    domain.back() = phases;
    domain.push_back(made(sym::floorDiv(shape.back(), phases)));
    accumulator = kernel.allocate(tir::BufferType::get(domain, computeTypeOf(output)));
  } else {
    accumulator = getAccumulator(kernel, output);
  }
  auto zero = [&](ScalarBuilder &scalars) { return scalars.constant(computeTypeOf(output), 0); };
  // Product and sum are one step.
  Value left, right;
  auto combine = [&](ScalarBuilder &scalars, Value accumulated, Value) {
    return scalars.mulAdd(left, right, accumulated, /*reassociate=*/false);
  };
  tir::Reduction reduction{extents, zero, combine, windowLoopOrder(domain.size(), 1 + spatialRank)};

  // The place of a point of the result, and its phase: the first point of the kernel that meets it.
  auto addPhase = [&](ScalarBuilder &scalars, Value step, Value phase, int64_t phases) {
    return scalars.add(phase, scalars.mul(step, scalars.constantIndex(phases)));
  };
  auto addPhasedIndex = [&](ScalarBuilder &scalars, size_t axis, ValueRange indices, Value step,
                            SmallVectorImpl<Value> &sourceIndices, SmallVectorImpl<Value> &weightIndices) {
    int64_t phases = getPhases(axis), padding = convolution.padding[axis];
    Value size = scalars.constantIndex(phases), point = indices[2 + axis];
    if (padding != 0)
      point = scalars.add(point, scalars.constantIndex(padding));
    Value place, phase;
    if (padding == 0 && convolution.splitsRows && axis + 1 == spatialRank) {
      phase = point;
    } else {
      place = scalars.divIndex(point, size);
      phase = scalars.remIndex(point, size);
    }
    if (convolution.splitsRows && axis + 1 == spatialRank)
      place = place ? scalars.add(place, indices[3 + axis]) : indices[3 + axis];
    if (shift[axis])
      place = scalars.add(place, shift[axis]);
    // One step where the kernel is as long as the stride.
    bool isOneStep = weightShape[2 + axis].isConstant(phases);
    sourceIndices.push_back(isOneStep ? place : scalars.sub(place, step));
    weightIndices.push_back(isOneStep ? phase : addPhase(scalars, step, phase, phases));
  };

  auto body = [&](ScalarBuilder &scalars, ValueRange indices, ValueRange steps) {
    Value channel = steps[0], outputChannel = indices[1], weightChannel = outputChannel;
    if (hasGroups) {
      // Channels that are groups of their own are indexed with the loop variable itself: a loop over channels that fills a
      // padded copy then joins the one that reads it, and one channel of the copy is enough.
      Value group = outer.isConstant(1) ? outputChannel : scalars.divIndex(outputChannel, outerSize);
      channel = inner.isConstant(1) ? group : scalars.add(scalars.mul(group, innerSize), channel);
      if (convolution.isTransposed)
        weightChannel = scalars.remIndex(outputChannel, outerSize);
    }
    SmallVector<Value> sourceIndices = {indices[0], channel}, weightIndices;
    if (convolution.isTransposed)
      weightIndices = {channel, weightChannel};
    else
      weightIndices = {weightChannel, steps[0]};
    for (size_t axis = 0; axis < spatialRank; ++axis) {
      if (getPhases(axis)) {
        addPhasedIndex(scalars, axis, indices, steps[1 + axis], sourceIndices, weightIndices);
        continue;
      }
      Value index = windowIndex(scalars, indices[2 + axis], convolution.strides[axis], steps[1 + axis],
                                convolution.dilation[axis]);
      sourceIndices.push_back(shift[axis] ? scalars.add(index, shift[axis]) : index);
      weightIndices.push_back(last[axis] ? scalars.sub(last[axis], steps[1 + axis]) : steps[1 + axis]);
    }
    left = loadWide(scalars, source, sourceIndices);
    right = loadWide(scalars, weight, weightIndices);
    return left;
  };
  kernel.reduce(name, accumulator, reduction, body);
  if (!convolution.splitsRows)
    return storeAccumulator(kernel, (name + "_narrow").str(), accumulator, output);
  auto interleave = [&](ScalarBuilder &scalars, ValueRange indices) {
    SmallVector<Value> place = llvm::to_vector(indices.drop_back());
    place.back() = addPhase(scalars, indices.back(), place.back(), convolution.phases.back());
    return place;
  };
  kernel.computeAt((name + "_interleave").str(), domain, output, interleave,
                   [&](ScalarBuilder &scalars, ValueRange indices) {
                     return narrowTo(scalars, scalars.load(accumulator, indices), output);
                   });
}

template <typename OpTy> Window getWindow(OpTy op, int64_t spatialRank) {
  return makeWindow(spatialRank, op.getStrides(), op.getPadding(), op.getDilation());
}

template <typename OpTy>
struct ConvolutionModel : LegalizeToTIROpInterface::ExternalModel<ConvolutionModel<OpTy>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto typed = cast<OpTy>(op);
    StringRef name = op->getName().stripDialect();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      ArrayRef<ExprAttr> shape = shapeOf(inputs[0]);
      int64_t spatialRank = shape.size() - 2;
      Window window = getWindow(typed, spatialRank);
      Value source = inputs[0];
      if (llvm::any_of(window.padding, [](int64_t size) { return size != 0; })) {
        Spread spread;
        spread.steps.assign(spatialRank, 1);
        for (int64_t axis = 0; axis < spatialRank; ++axis) {
          spread.low.push_back(ExprAttr::getConstant(op->getContext(), window.getLow(axis)));
          spread.sizes.push_back(addTo(addTo(shape[2 + axis], window.getLow(axis)), window.getHigh(axis)));
        }
        source = spreadInput(kernel, name, source, spread, zeroOf);
      }
      Convolution convolution{window.strides, window.dilation, static_cast<int64_t>(typed.getGroups())};
      buildConvolution(kernel, name, source, inputs[1], outputs[0], convolution);
    };
    return context.replaceWithKernel(op, name, {typed.getData(), typed.getWeight()}, build);
  }
};

/// Whether a transposed convolution takes an axis by phases. Rows are taken so only where each phase has as many places.
bool takesPhases(const Window &window, int64_t axis, ExprAttr kernelSize, ExprAttr resultSize, bool isLast) {
  int64_t stride = window.strides[axis];
  std::optional<int64_t> size = kernelSize.getConstantValue();
  if (stride < 2 || window.dilation[axis] != 1 || !size || *size < 1 || *size % stride != 0)
    return false;
  if (!isLast)
    return true;
  ExprAttr phases = ExprAttr::getConstant(kernelSize.getContext(), stride);
  FailureOr<ExprAttr> places = sym::floorDiv(resultSize, phases);
  if (failed(places))
    return false;
  FailureOr<ExprAttr> whole = sym::mul(*places, phases);
  return succeeded(whole) && *whole == resultSize;
}

template <typename OpTy>
struct TransposedConvolutionModel : LegalizeToTIROpInterface::ExternalModel<TransposedConvolutionModel<OpTy>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto typed = cast<OpTy>(op);
    StringRef name = op->getName().stripDialect();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      ArrayRef<ExprAttr> shape = shapeOf(inputs[0]), weightShape = shapeOf(inputs[1]), result = shapeOf(outputs[0]);
      int64_t spatialRank = shape.size() - 2;
      Window window = getWindow(typed, spatialRank);
      Convolution convolution{SmallVector<int64_t>(spatialRank, 1), window.dilation,
                              static_cast<int64_t>(typed.getGroups()), /*isTransposed=*/true};
      auto constant = [&](int64_t value) { return ExprAttr::getConstant(op->getContext(), value); };
      ExprAttr zero = constant(0);
      Spread spread;
      bool isCopied = false;
      for (int64_t axis = 0; axis < spatialRank; ++axis) {
        int64_t stride = window.strides[axis], low = window.getLow(axis);
        ExprAttr size = shape[2 + axis], written, read;
        bool isLast = axis + 1 == spatialRank;
        convolution.padding.push_back(low);
        convolution.phases.push_back(takesPhases(window, axis, weightShape[2 + axis], result[2 + axis], isLast) ? stride
                                                                                                               : 0);
        if (convolution.phases.back()) {
          convolution.splitsRows |= isLast;
          // The first point of the result meets this many elements in front of the data, or skips so many.
          int64_t reach = *weightShape[2 + axis].getConstantValue() / stride - 1 - low / stride;
          spread.steps.push_back(1);
          spread.low.push_back(constant(std::max<int64_t>(reach, 0)));
          // The index is (y + low) floordiv stride - step, moved by what was put in front.
          convolution.shift.push_back(spread.low.back());
          written = made(sym::add(size, spread.low.back()));
          ExprAttr places = made(sym::floorDiv(addTo(result[2 + axis], low + stride - 1), constant(stride)));
          read = made(sym::add(places, spread.low.back()));
          spread.sizes.push_back(made(sym::max(written, read)));
          isCopied |= spread.sizes.back() != size;
          continue;
        }
        isCopied = true;
        ExprAttr step = constant(window.dilation[axis]);
        // One less than the extent of the window: a window may start so far in front of the data.
        ExprAttr reach = made(sym::mul(addTo(weightShape[2 + axis], -1), step));
        ExprAttr front = addTo(reach, -low);
        // Padding beyond that cuts off whole elements of the data: the first window starts behind them.
        spread.steps.push_back(stride);
        spread.low.push_back(made(sym::max(front, zero)));
        convolution.shift.push_back(made(sym::max(made(sym::sub(zero, front)), zero)));
        ExprAttr data = addTo(made(sym::mul(addTo(size, -1), constant(stride))), 1);
        written = made(sym::add(data, spread.low.back()));
        read = made(sym::add(made(sym::add(result[2 + axis], reach)), convolution.shift.back()));
        spread.sizes.push_back(made(sym::max(made(sym::max(written, read)), zero)));
      }
      Value source = isCopied ? spreadInput(kernel, name, inputs[0], spread, zeroOf) : inputs[0];
      buildConvolution(kernel, name, source, inputs[1], outputs[0], convolution);
    };
    return context.replaceWithKernel(op, name, {typed.getData(), typed.getWeight()}, build);
  }
};

} // namespace

void relax::attachConvolutionModels(MLIRContext *context) {
  Conv1DOp::attachInterface<ConvolutionModel<Conv1DOp>>(*context);
  Conv2DOp::attachInterface<ConvolutionModel<Conv2DOp>>(*context);
  Conv3DOp::attachInterface<ConvolutionModel<Conv3DOp>>(*context);
  Conv1DTransposeOp::attachInterface<TransposedConvolutionModel<Conv1DTransposeOp>>(*context);
  Conv2DTransposeOp::attachInterface<TransposedConvolutionModel<Conv2DTransposeOp>>(*context);
  Conv3DTransposeOp::attachInterface<TransposedConvolutionModel<Conv3DTransposeOp>>(*context);
}

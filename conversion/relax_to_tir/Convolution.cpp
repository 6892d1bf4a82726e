//===- Convolution.cpp - kernels of convolutions --------------------------===//
//
// One kernel for all ranks. A transposed convolution is a convolution with stride 1 and the mirrored kernel of the data
// spread out by its strides.
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
  SmallVector<Value> shift(spatialRank), last(spatialRank);
  for (size_t axis = 0; axis < spatialRank; ++axis) {
    if (!convolution.shift.empty() && !convolution.shift[axis].isConstant(0))
      shift[axis] = kernel.getIndex(convolution.shift[axis]);
    if (convolution.isTransposed)
      last[axis] = kernel.getIndex(addTo(weightShape[2 + axis], -1));
  }

  Value accumulator = getAccumulator(kernel, output);
  auto zero = [&](ScalarBuilder &scalars) { return scalars.constant(computeTypeOf(output), 0); };
  // Product and sum are one step.
  Value left, right;
  auto combine = [&](ScalarBuilder &scalars, Value accumulated, Value) {
    return scalars.mulAdd(left, right, accumulated, /*reassociate=*/false);
  };
  tir::Reduction reduction{{inner}, zero, combine, windowLoopOrder(shape.size(), 1 + spatialRank)};
  llvm::append_range(reduction.extents, weightShape.drop_front(2));

  auto body = [&](ScalarBuilder &scalars, ValueRange indices, ValueRange steps) {
    Value channel = steps[0], outputChannel = indices[1], weightChannel = outputChannel;
    if (hasGroups) {
      Value group = scalars.divIndex(outputChannel, outerSize);
      channel = scalars.add(scalars.mul(group, innerSize), channel);
      if (convolution.isTransposed)
        weightChannel = scalars.remIndex(outputChannel, outerSize);
    }
    SmallVector<Value> sourceIndices = {indices[0], channel}, weightIndices;
    if (convolution.isTransposed)
      weightIndices = {channel, weightChannel};
    else
      weightIndices = {weightChannel, steps[0]};
    for (size_t axis = 0; axis < spatialRank; ++axis) {
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
  storeAccumulator(kernel, (name + "_narrow").str(), accumulator, output);
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

template <typename OpTy>
struct TransposedConvolutionModel : LegalizeToTIROpInterface::ExternalModel<TransposedConvolutionModel<OpTy>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto typed = cast<OpTy>(op);
    StringRef name = op->getName().stripDialect();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      ArrayRef<ExprAttr> shape = shapeOf(inputs[0]), weightShape = shapeOf(inputs[1]), result = shapeOf(outputs[0]);
      int64_t spatialRank = shape.size() - 2;
      Window window = getWindow(typed, spatialRank);
      ExprAttr zero = ExprAttr::getConstant(op->getContext(), 0);
      Spread spread;
      spread.steps = window.strides;
      SmallVector<ExprAttr> shift;
      for (int64_t axis = 0; axis < spatialRank; ++axis) {
        ExprAttr step = ExprAttr::getConstant(op->getContext(), window.dilation[axis]);
        // One less than the extent of the window: a window may start so far in front of the data.
        ExprAttr reach = made(sym::mul(addTo(weightShape[2 + axis], -1), step));
        ExprAttr low = addTo(reach, -window.getLow(axis));
        // Padding beyond that cuts off whole elements of the data: the first window starts behind them.
        spread.low.push_back(made(sym::max(low, zero)));
        shift.push_back(made(sym::max(made(sym::sub(zero, low)), zero)));
        ExprAttr stride = ExprAttr::getConstant(op->getContext(), window.strides[axis]);
        ExprAttr data = addTo(made(sym::mul(addTo(shape[2 + axis], -1), stride)), 1);
        ExprAttr written = made(sym::add(data, spread.low.back()));
        ExprAttr read = made(sym::add(made(sym::add(result[2 + axis], reach)), shift.back()));
        spread.sizes.push_back(made(sym::max(made(sym::max(written, read)), zero)));
      }
      Value source = spreadInput(kernel, name, inputs[0], spread, zeroOf);
      Convolution convolution{SmallVector<int64_t>(spatialRank, 1), window.dilation,
                              static_cast<int64_t>(typed.getGroups()), /*isTransposed=*/true, shift};
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

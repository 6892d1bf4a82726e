//===- Manipulation.cpp - kernels of operators that move elements ---------===//
//
// A reshape copies. It walks over the side that has more dimensions when the other has at most one, which needs no division;
// else it divides.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationSupport.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

namespace {

/// Dimensions other than the constant 1.
size_t countProperDims(ArrayRef<sym::ExprAttr> shape) {
  return llvm::count_if(shape, [](sym::ExprAttr dim) { return !dim.isConstant(1); });
}

void buildReshape(KernelBuilder &kernel, StringRef name, Value input, Value output) {
  ArrayRef<sym::ExprAttr> from = shapeOf(input), to = shapeOf(output);
  if (countProperDims(to) <= 1 && countProperDims(from) > 1) {
    auto place = [&](ScalarBuilder &scalars, ValueRange indices) {
      return tir::delinearizeIndex(kernel, scalars, to, tir::linearizeIndices(kernel, scalars, from, indices));
    };
    kernel.computeAt(name, from, output, place,
                     [&](ScalarBuilder &scalars, ValueRange indices) { return scalars.load(input, indices); });
    return;
  }
  kernel.compute(name, output, [&](ScalarBuilder &scalars, ValueRange indices) {
    Value linear = tir::linearizeIndices(kernel, scalars, to, indices);
    return scalars.load(input, tir::delinearizeIndex(kernel, scalars, from, linear));
  });
}

template <typename OpTy>
struct ReshapeModel : LegalizeToTIROpInterface::ExternalModel<ReshapeModel<OpTy>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    StringRef name = op->getName().stripDialect();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      buildReshape(kernel, name, inputs[0], outputs[0]);
    };
    return context.replaceWithKernel(op, name, cast<OpTy>(op).getX(), build);
  }
};

struct PermuteDimsModel : LegalizeToTIROpInterface::ExternalModel<PermuteDimsModel, PermuteDimsOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto permute = cast<PermuteDimsOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      int64_t rank = shapeOf(inputs[0]).size();
      kernel.compute("permute_dims", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        SmallVector<Value> source(rank);
        for (int64_t i = 0; i < rank; ++i) {
          int64_t axis = permute.getAxes() ? (*permute.getAxes())[i] : rank - 1 - i;
          source[axis < 0 ? axis + rank : axis] = indices[i];
        }
        return scalars.load(inputs[0], source);
      });
    };
    return context.replaceWithKernel(op, "permute_dims", permute.getX(), build, /*forAnySize=*/true);
  }
};

struct BroadcastToModel : LegalizeToTIROpInterface::ExternalModel<BroadcastToModel, BroadcastToOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      ArrayRef<sym::ExprAttr> from = shapeOf(inputs[0]), to = shapeOf(outputs[0]);
      SmallVector<Value> strides = tir::makeBroadcastStrides(kernel, from, to);
      kernel.compute("broadcast_to", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        return scalars.load(inputs[0], tir::broadcastIndices(scalars, from, strides, to, indices));
      });
    };
    return context.replaceWithKernel(op, "broadcast_to", cast<BroadcastToOp>(op).getX(), build, /*forAnySize=*/true);
  }
};

struct ConcatModel : LegalizeToTIROpInterface::ExternalModel<ConcatModel, ConcatOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto concat = cast<ConcatOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      int64_t rank = shapeOf(outputs[0]).size(), axis = concat.getAxis();
      axis += axis < 0 ? rank : 0;
      ScalarBuilder head(kernel.getBuilder(), kernel.getLoc());
      Value offset;
      for (auto [number, input] : llvm::enumerate(inputs)) {
        if (number > 0) {
          Value size = kernel.getIndex(shapeOf(inputs[number - 1])[axis]);
          offset = offset ? head.add(offset, size) : size;
        }
        auto place = [&](ScalarBuilder &scalars, ValueRange indices) {
          SmallVector<Value> target = llvm::to_vector(indices);
          if (offset)
            target[axis] = scalars.add(offset, target[axis]);
          return target;
        };
        Value source = input;
        kernel.computeAt("concat", shapeOf(source), outputs[0], place,
                         [&](ScalarBuilder &scalars, ValueRange indices) { return scalars.load(source, indices); });
      }
    };
    return context.replaceWithKernel(op, "concat", concat.getTensors(), build);
  }
};

} // namespace

void relax::attachManipulationModels(MLIRContext *context) {
  ReshapeOp::attachInterface<ReshapeModel<ReshapeOp>>(*context);
  FlattenOp::attachInterface<ReshapeModel<FlattenOp>>(*context);
  PermuteDimsOp::attachInterface<PermuteDimsModel>(*context);
  BroadcastToOp::attachInterface<BroadcastToModel>(*context);
  ConcatOp::attachInterface<ConcatModel>(*context);
}

//===- Create.cpp - kernels of tensors from shapes and integers -----------===//
//
// Each element follows from its indices and from scalars of the kernel.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/ElementwiseModels.h"
#include "conversion/relax_to_tir/LegalizationNum.h"

#include <cmath>

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

static Type scalarTypeOf(Value buffer) { return cast<tir::BufferType>(buffer.getType()).getScalarType(); }

static sym::ExprAttr getExpr(Value value) { return cast<sym::IntType>(value.getType()).getExpr(); }

namespace {

template <typename OpTy, int value>
struct ConstantModel : LegalizeToTIROpInterface::ExternalModel<ConstantModel<OpTy, value>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    StringRef name = op->getName().stripDialect();
    auto build = [&](KernelBuilder &kernel, ValueRange, ValueRange outputs) {
      kernel.compute(name, outputs[0], [&](ScalarBuilder &scalars, ValueRange) {
        return scalars.constant(scalarTypeOf(outputs[0]), value);
      });
    };
    return context.replaceWithKernel(op, name, {}, build);
  }
};

template <typename OpTy>
struct FullModel : LegalizeToTIROpInterface::ExternalModel<FullModel<OpTy>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    StringRef name = op->getName().stripDialect();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      kernel.compute(name, outputs[0],
                     [&](ScalarBuilder &scalars, ValueRange) { return scalars.load(inputs[0], ValueRange()); });
    };
    return context.replaceWithKernel(op, name, cast<OpTy>(op).getFill(), build);
  }
};

struct ArangeModel : LegalizeToTIROpInterface::ExternalModel<ArangeModel, ArangeOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto arange = cast<ArangeOp>(op);
    auto build = [](KernelBuilder &kernel, ValueRange, ValueRange outputs, ArrayRef<sym::ExprAttr> parameters) {
      Value start = kernel.getIndex(parameters[0]), step = kernel.getIndex(parameters[1]);
      kernel.compute("arange", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        Value number = scalars.add(start, scalars.mul(indices[0], step));
        return scalars.cast(number, scalarTypeOf(outputs[0]));
      });
    };
    return context.replaceWithKernel(op, "arange", {}, {getExpr(arange.getStart()), getExpr(arange.getStep())}, build);
  }
};

/// Compares column - row with k.
Value compareDiagonal(ScalarBuilder &scalars, Order order, ValueRange indices, Value k) {
  Value column = indices.back(), row = indices.drop_back().back();
  return compare(scalars, order, scalars.sub(column, row), k);
}

template <typename OpTy> struct EyeModel : LegalizeToTIROpInterface::ExternalModel<EyeModel<OpTy>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto build = [](KernelBuilder &kernel, ValueRange, ValueRange outputs, ArrayRef<sym::ExprAttr> parameters) {
      Value k = kernel.getIndex(parameters[0]);
      kernel.compute("eye", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        Type type = scalarTypeOf(outputs[0]);
        return select(scalars, compareDiagonal(scalars, Order::eq, indices, k), scalars.constant(type, 1),
                      scalars.constant(type, 0));
      });
    };
    return context.replaceWithKernel(op, "eye", {}, {getExpr(cast<OpTy>(op).getK())}, build);
  }
};

/// Angles in f64 whatever the element type: in f32 they lose digits where the window is long.
struct HammingWindowModel : LegalizeToTIROpInterface::ExternalModel<HammingWindowModel, HammingWindowOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto window = cast<HammingWindowOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange, ValueRange outputs) {
      Value size = kernel.getIndex(shapeOf(outputs[0])[0]);
      kernel.compute("hamming_window", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        Num length(scalars, size);
        if (!window.getPeriodic())
          length = (length - 1).max(1);
        Num cosine = (Num(scalars, indices[0]).toF64() * (2 * M_PI) / length.toF64()).cos();
        Num value = cosine * -window.getBeta().convertToDouble() + window.getAlpha().convertToDouble();
        return narrowTo(scalars, value, outputs[0]);
      });
    };
    return context.replaceWithKernel(op, "hamming_window", {}, build);
  }
};

template <typename OpTy, Order order>
struct TriangleModel : LegalizeToTIROpInterface::ExternalModel<TriangleModel<OpTy, order>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto triangle = cast<OpTy>(op);
    StringRef name = op->getName().stripDialect();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs, ArrayRef<sym::ExprAttr> parameters) {
      Value k = kernel.getIndex(parameters[0]);
      kernel.compute(name, outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        Value x = scalars.load(inputs[0], indices);
        return select(scalars, compareDiagonal(scalars, order, indices, k), x, scalars.constant(x.getType(), 0));
      });
    };
    return context.replaceWithKernel(op, name, triangle.getX(), {getExpr(triangle.getK())}, build);
  }
};

} // namespace

void relax::attachCreateModels(MLIRContext *context) {
  ArangeOp::attachInterface<ArangeModel>(*context);
  EyeOp::attachInterface<EyeModel<EyeOp>>(*context);
  EyeLikeOp::attachInterface<EyeModel<EyeLikeOp>>(*context);
  FullOp::attachInterface<FullModel<FullOp>>(*context);
  FullLikeOp::attachInterface<FullModel<FullLikeOp>>(*context);
  HammingWindowOp::attachInterface<HammingWindowModel>(*context);
  OnesOp::attachInterface<ConstantModel<OnesOp, 1>>(*context);
  OnesLikeOp::attachInterface<ConstantModel<OnesLikeOp, 1>>(*context);
  TrilOp::attachInterface<TriangleModel<TrilOp, Order::le>>(*context);
  TriuOp::attachInterface<TriangleModel<TriuOp, Order::ge>>(*context);
  ZerosOp::attachInterface<ConstantModel<ZerosOp, 0>>(*context);
  ZerosLikeOp::attachInterface<ConstantModel<ZerosLikeOp, 0>>(*context);
}

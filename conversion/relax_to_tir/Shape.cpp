//===- Shape.cpp - kernels between integers and tensors -------------------===//
//
// The integers come as scalars of the kernel.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationSupport.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

namespace {

struct IntsToTensorModel : LegalizeToTIROpInterface::ExternalModel<IntsToTensorModel, IntsToTensorOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    SmallVector<sym::ExprAttr> ints;
    for (Type type : op->getOperandTypes())
      ints.push_back(cast<sym::IntType>(type).getExpr());
    auto build = [](KernelBuilder &kernel, ValueRange, ValueRange outputs, ArrayRef<sym::ExprAttr> ints) {
      for (size_t i = 0; i != ints.size(); ++i) {
        auto place = [&](ScalarBuilder &scalars, ValueRange) { return SmallVector<Value>{scalars.constantIndex(i)}; };
        Value index = kernel.getIndex(ints[i]);
        kernel.computeAt("element", {}, outputs[0], place, [&](ScalarBuilder &scalars, ValueRange) {
          return scalars.cast(index, scalars.getBuilder().getI64Type());
        });
      }
    };
    return context.replaceWithKernel(op, "ints_to_tensor", {}, ints, build);
  }
};

struct SizeModel : LegalizeToTIROpInterface::ExternalModel<SizeModel, SizeOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    Value x = cast<SizeOp>(op).getX();
    if (failed(requireRanks(context, op, x)))
      return failure();
    sym::ExprAttr count = sym::ExprAttr::getConstant(op->getContext(), 1);
    for (sym::ExprAttr dim : cast<relax::TensorType>(x.getType()).getShape()) {
      // The rule of the operator has computed the same product.
      FailureOr<sym::ExprAttr> product = dim ? sym::mul(count, dim) : FailureOr<sym::ExprAttr>(failure());
      if (failed(product))
        return context.getRewriter().notifyMatchFailure(op, "a dimension of 'x' is unknown");
      count = *product;
    }
    auto build = [](KernelBuilder &kernel, ValueRange, ValueRange outputs, ArrayRef<sym::ExprAttr> counts) {
      Value index = kernel.getIndex(counts[0]);
      kernel.compute("size", outputs[0], [&](ScalarBuilder &scalars, ValueRange) {
        return scalars.cast(index, scalars.getBuilder().getI64Type());
      });
    };
    return context.replaceWithKernel(op, "size", {}, count, build);
  }
};

} // namespace

void relax::attachShapeModels(MLIRContext *context) {
  IntsToTensorOp::attachInterface<IntsToTensorModel>(*context);
  SizeOp::attachInterface<SizeModel>(*context);
}

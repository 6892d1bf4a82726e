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

} // namespace

void relax::attachShapeModels(MLIRContext *context) { IntsToTensorOp::attachInterface<IntsToTensorModel>(*context); }

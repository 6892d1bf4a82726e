//===- Datatype.cpp - kernels of operators on element types ---------------===//
//
// One block over the result with a scalar conversion.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationSupport.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

namespace {

struct AstypeModel : LegalizeToTIROpInterface::ExternalModel<AstypeModel, AstypeOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto build = [](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Type from = elementOf(inputs[0]), to = elementOf(outputs[0]);
      Type scalar = cast<tir::BufferType>(outputs[0].getType()).getScalarType();
      kernel.compute("astype", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        return scalars.cast(scalars.load(inputs[0], indices), scalar, isUnsignedElement(from), to.isUnsignedInteger());
      });
    };
    return context.replaceWithKernel(op, "astype", cast<AstypeOp>(op).getX(), build, /*forAnySize=*/true);
  }
};

struct BitcastModel : LegalizeToTIROpInterface::ExternalModel<BitcastModel, BitcastOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto build = [](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Type scalar = cast<tir::BufferType>(outputs[0].getType()).getScalarType();
      kernel.compute("bitcast", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) -> Value {
        Value element = scalars.load(inputs[0], indices);
        // Signedness is not part of a scalar's type.
        if (element.getType() == scalar)
          return element;
        return arith::BitcastOp::create(scalars.getBuilder(), scalars.getLoc(), scalar, element);
      });
    };
    return context.replaceWithKernel(op, "bitcast", cast<BitcastOp>(op).getX(), build);
  }
};

} // namespace

void relax::attachDatatypeModels(MLIRContext *context) {
  AstypeOp::attachInterface<AstypeModel>(*context);
  BitcastOp::attachInterface<BitcastModel>(*context);
}

//===- Scan.cpp - kernels of running values -------------------------------===//
//
// One serial pass along the axis; all other dimensions are independent.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationSupport.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

namespace {

template <typename OpTy> struct ScanModel : LegalizeToTIROpInterface::ExternalModel<ScanModel<OpTy>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto typed = cast<OpTy>(op);
    StringRef name = op->getName().stripDialect();
    // All elements in a row: a view of rank 1 has an axis.
    if (!typed.getAxis())
      return context.decompose(op, [&](OpBuilder &builder) -> SmallVector<Value> {
        Value flat = FlattenOp::create(builder, op->getLoc(), typed.getX());
        IntegerAttr axis = builder.getI64IntegerAttr(0);
        return {OpTy::create(builder, op->getLoc(), flat, axis, typed.getDtypeAttr(), typed.getExclusiveAttr(),
                             typed.getReverseAttr())};
      });
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Value input = inputs[0], output = outputs[0];
      int64_t axis = *typed.getAxis(), rank = shapeOf(output).size();
      axis += axis < 0 ? rank : 0;
      SmallVector<sym::ExprAttr> rest(shapeOf(output));
      rest.erase(rest.begin() + axis);
      Type type = computeTypeOf(output);
      Value running = kernel.allocate(tir::BufferType::get(rest, type));
      constexpr bool isSum = std::is_same_v<OpTy, CumsumOp>;
      auto identity = [&](ScalarBuilder &scalars) { return scalars.constant(type, isSum ? 0 : 1); };
      auto combine = [&](ScalarBuilder &scalars, Value accumulated, Value value) {
        return isSum ? scalars.add(accumulated, value) : scalars.mul(accumulated, value);
      };
      KernelBuilder::Scan scan{static_cast<unsigned>(axis), typed.getExclusive(), typed.getReverse(), identity, combine};
      kernel.scan(name, output, running, scan, [&](ScalarBuilder &scalars, ValueRange indices) {
        return scalars.cast(scalars.load(input, indices), type, isUnsignedElement(elementOf(input)),
                            isUnsignedElement(elementOf(output)));
      });
    };
    return context.replaceWithKernel(op, name, typed.getX(), build);
  }
};

} // namespace

void relax::attachScanModels(MLIRContext *context) {
  CumsumOp::attachInterface<ScanModel<CumsumOp>>(*context);
  CumprodOp::attachInterface<ScanModel<CumprodOp>>(*context);
}

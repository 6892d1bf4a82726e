//===- LegalizationSupport.cpp - shared by the families -------------------===//
//
// Accumulators, axes, and the registration of all families.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationSupport.h"

using namespace mlir;
using namespace mlir::relax;

Value relax::getAccumulator(tir::KernelBuilder &kernel, Value output) {
  Type type = computeTypeOf(output);
  if (type == cast<tir::BufferType>(output.getType()).getScalarType())
    return output;
  return kernel.allocate(tir::BufferType::get(shapeOf(output), type));
}

void relax::storeAccumulator(tir::KernelBuilder &kernel, StringRef blockName, Value accumulator, Value output) {
  if (accumulator == output)
    return;
  kernel.compute(blockName, output, [&](tir::ScalarBuilder &scalars, ValueRange indices) {
    return narrowTo(scalars, scalars.load(accumulator, indices), output);
  });
}

SmallVector<int64_t> relax::getAxes(std::optional<ArrayRef<int64_t>> axes, int64_t rank) {
  SmallVector<int64_t> result;
  if (!axes)
    return llvm::to_vector(llvm::seq<int64_t>(0, rank));
  for (int64_t axis : *axes)
    result.push_back(axis < 0 ? axis + rank : axis);
  llvm::sort(result);
  return result;
}

LogicalResult relax::requireRanks(LegalizeContext &context, Operation *op, ValueRange operands) {
  for (auto [index, operand] : llvm::enumerate(operands)) {
    auto tensor = dyn_cast<TensorType>(operand.getType());
    if (tensor && !tensor.hasRank())
      return context.getRewriter().notifyMatchFailure(
          op, "operand " + Twine(index) + " has unknown rank, and a kernel needs one: give it a shape with "
                                          "'relax.match_cast'");
  }
  return success();
}

void relax::registerLegalizeToTIRModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, RelaxDialect *) {
#define FAMILY(name) attach##name##Models(context);
#include "conversion/relax_to_tir/Families.def"
  });
}

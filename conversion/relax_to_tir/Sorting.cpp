//===- Sorting.cpp - calls of library functions that order and pick -------===//
//
// No kernels: the functions of runtime/library do it. Attributes come as integers after the tensors, in the order of the
// comments in runtime/library.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationSupport.h"
#include "llvm/ADT/bit.h"

using namespace mlir;
using namespace mlir::relax;

/// The axis in [0, rank); the rank is known.
static int64_t axisOf(Value x, int64_t axis) { return axis < 0 ? axis + cast<mlir::relax::TensorType>(x.getType()).getRank() : axis; }

/// The integers that a library function takes beside the operands.
static SmallVector<int64_t> integersOf(SortOp op) { return {axisOf(op.getX(), op.getAxis()), op.getDescending()}; }
static SmallVector<int64_t> integersOf(ArgsortOp op) {
  return {axisOf(op.getX(), op.getAxis()), op.getDescending(), op.getDtype().getIntOrFloatBitWidth()};
}
static SmallVector<int64_t> integersOf(TopkOp op) {
  return {axisOf(op.getX(), op.getAxis()), op.getSmallest(), op.getDtype().getIntOrFloatBitWidth()};
}
static SmallVector<int64_t> integersOf(UniqueOp op) {
  return {op.getAxis() ? axisOf(op.getX(), *op.getAxis()) : -1, op.getSorted()};
}
static SmallVector<int64_t> integersOf(NonzeroOp) { return {}; }
static SmallVector<int64_t> integersOf(MultinomialFromUniformOp op) { return {op.getDtype().getIntOrFloatBitWidth()}; }
static SmallVector<int64_t> integersOf(MedianOp op) {
  return {op.getAxis() ? axisOf(op.getX(), *op.getAxis()) : -1, op.getKeepdims()};
}
/// The thresholds as the bits of doubles.
static SmallVector<int64_t> integersOf(NonMaxSuppressionOp op) {
  auto value = [](auto integer) { return static_cast<int64_t>(integer); };
  auto bits = [](const APFloat &number) { return llvm::bit_cast<int64_t>(number.convertToDouble()); };
  SmallVector<int64_t> integers = {value(op.getMaxOutputSize()), bits(op.getIouThreshold()),
                                   op.getForceSuppress(),        value(op.getTopK()),
                                   value(op.getCoordStart()),    value(op.getScoreIndex()),
                                   value(op.getIdIndex())};
  if (op.getSoftNmsSigma().isNonZero())
    integers.append({bits(op.getSoftNmsSigma()), bits(op.getScoreThreshold())});
  return integers;
}
static SmallVector<int64_t> integersOf(AllClassNonMaxSuppressionOp op) { return {op.getCenterPointBox()}; }

namespace {

/// The name of the library's function.
template <typename OpTy> StringRef functionOf(OpTy op) { return op->getName().stripDialect(); }
StringRef functionOf(NonMaxSuppressionOp op) {
  return op.getSoftNmsSigma().isNonZero() ? "soft_non_max_suppression" : "non_max_suppression";
}

template <typename OpTy> struct LibraryModel : LegalizeToTIROpInterface::ExternalModel<LibraryModel<OpTy>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    if (failed(requireRanks(context, op, op->getOperands())))
      return failure();
    auto typed = cast<OpTy>(op);
    return context.replaceWithPacked(op, functionOf(typed), op->getOperands(), integersOf(typed));
  }
};

template <typename... OpTys> void attachAll(MLIRContext *context) {
  (OpTys::template attachInterface<LibraryModel<OpTys>>(*context), ...);
}

} // namespace

void relax::attachSortingModels(MLIRContext *context) {
  attachAll<SortOp, ArgsortOp, TopkOp, UniqueOp, NonzeroOp, MultinomialFromUniformOp, AllClassNonMaxSuppressionOp,
            MedianOp, NonMaxSuppressionOp>(context);
}

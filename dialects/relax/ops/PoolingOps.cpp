//===- PoolingOps.cpp - pooling -------------------------------------------===//
//
// One rule for sliding windows, and one for windows that make a given size.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/PoolingOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/WindowDeduction.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/PoolingOps.cpp.inc"

void mlir::relax::registerPoolingOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/PoolingOps.cpp.inc"
      >();
}

/// Checks a list with an entry, at least 1, for each spatial dimension.
static LogicalResult checkSizes(Deduction &deduction, ArrayRef<int64_t> sizes, int64_t spatialRank, StringRef name) {
  if (static_cast<int64_t>(sizes.size()) != spatialRank)
    return deduction.fail("'", name, "' must have ", spatialRank, " entries, got ", sizes.size());
  for (int64_t size : sizes)
    if (size < 1)
      return deduction.fail("'", name, "' must be at least 1, got ", size);
  return success();
}

template <typename Adaptor>
static FailureOr<RelaxTensor> deducePool(Adaptor adaptor, Deduction &deduction, int64_t spatialRank,
                                         ElementKind kind) {
  Window window = makeWindow(spatialRank, adaptor.getStrides(), adaptor.getPadding(), adaptor.getDilation());
  ArrayRef<int64_t> sizes = adaptor.getPoolSize();
  FailureOr<RelaxTensor> type = getTensorOperand(deduction, adaptor.getData(), "data");
  if (failed(type) || failed(checkElementKind(deduction, *type, kind)) ||
      failed(checkSizes(deduction, sizes, spatialRank, "pool_size")) ||
      failed(checkWindow(deduction, window, spatialRank)))
    return failure();
  FailureOr<SmallVector<Dim>> shape = getShapeOfRank(deduction, *type, spatialRank + 2, "data");
  if (failed(shape))
    return failure();
  for (int64_t axis = 0; axis < spatialRank; ++axis) {
    Dim size = Dim::getConstant(deduction.getContext(), sizes[axis]);
    FailureOr<Dim> places = slideWindow(deduction, window, axis, (*shape)[2 + axis], size, adaptor.getCeilMode());
    if (failed(places))
      return failure();
    (*shape)[2 + axis] = *places;
  }
  return type->cloneWithShape(*shape);
}

template <typename Adaptor>
static FailureOr<RelaxTensor> deduceAdaptivePool(Adaptor adaptor, Deduction &deduction, int64_t spatialRank,
                                                 ElementKind kind) {
  FailureOr<RelaxTensor> type = getTensorOperand(deduction, adaptor.getData(), "data");
  if (failed(type) || failed(checkElementKind(deduction, *type, kind)))
    return failure();
  FailureOr<SmallVector<Dim>> shape = getShapeOfRank(deduction, *type, spatialRank + 2, "data");
  if (failed(shape))
    return failure();
  if (std::optional<ArrayRef<int64_t>> sizes = adaptor.getOutputSize()) {
    if (failed(checkSizes(deduction, *sizes, spatialRank, "output_size")))
      return failure();
    for (int64_t axis = 0; axis < spatialRank; ++axis)
      (*shape)[2 + axis] = Dim::getConstant(deduction.getContext(), (*sizes)[axis]);
  }
  return type->cloneWithShape(*shape);
}

#define RELAX_POOL(op, rule, rank, kind)                                                                               \
  FailureOr<RelaxTensor> op::deduceResult(Adaptor adaptor, Deduction &deduction) {                                     \
    return rule(adaptor, deduction, rank, ElementKind::kind);                                                          \
  }
RELAX_POOL(MaxPool1DOp, deducePool, 1, Numeric)
RELAX_POOL(MaxPool2DOp, deducePool, 2, Numeric)
RELAX_POOL(MaxPool3DOp, deducePool, 3, Numeric)
RELAX_POOL(AvgPool1DOp, deducePool, 1, Float)
RELAX_POOL(AvgPool2DOp, deducePool, 2, Float)
RELAX_POOL(AvgPool3DOp, deducePool, 3, Float)
RELAX_POOL(AdaptiveMaxPool1DOp, deduceAdaptivePool, 1, Numeric)
RELAX_POOL(AdaptiveMaxPool2DOp, deduceAdaptivePool, 2, Numeric)
RELAX_POOL(AdaptiveMaxPool3DOp, deduceAdaptivePool, 3, Numeric)
RELAX_POOL(AdaptiveAvgPool1DOp, deduceAdaptivePool, 1, Float)
RELAX_POOL(AdaptiveAvgPool2DOp, deduceAdaptivePool, 2, Float)
RELAX_POOL(AdaptiveAvgPool3DOp, deduceAdaptivePool, 3, Float)
#undef RELAX_POOL

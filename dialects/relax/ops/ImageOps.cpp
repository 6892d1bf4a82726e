//===- ImageOps.cpp - operators that sample images ------------------------===//
//
// The rules of resize, grid_sample and affine_grid.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/ImageOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/DimMath.h"
#include "dialects/relax/ops/OperandChecks.h"
#include "mlir/IR/OpImplementation.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/ImageOps.cpp.inc"

void mlir::relax::registerImageOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/ImageOps.cpp.inc"
      >();
}

//===----------------------------------------------------------------------===//
// ResizeOp
//===----------------------------------------------------------------------===//

/// Checks a vector of `count` floats, and takes over its device.
static LogicalResult checkFloatVector(Deduction &deduction, Value operand,
                                      StringRef name, size_t count,
                                      RelaxTensor &result) {
  Dim length = Dim::getConstant(deduction.getContext(), count);
  Dim *shape[] = {&length};
  FailureOr<RelaxTensor> type = getOperandOfShape(
      deduction, operand, name, shape, {"its number of elements"});
  if (failed(type) || failed(checkWideFloatElements(deduction, *type, name)))
    return failure();
  FailureOr<RelaxTensor> joined = joinDevice(deduction, result, *type);
  if (failed(joined))
    return failure();
  result = *joined;
  return success();
}

FailureOr<RelaxTensor> ResizeOp::deduceResult(Adaptor adaptor,
                                              Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<SmallVector<Dim>> sizes =
      getIntOperands(deduction, adaptor.getSizes(), "sizes");
  if (failed(x) || failed(sizes) ||
      failed(checkOneOf(deduction, "mode", adaptor.getMode(),
                        {"nearest", "linear", "cubic"})) ||
      failed(
          checkOneOf(deduction, "coordinates", adaptor.getCoordinates(),
                     {"half_pixel", "half_pixel_symmetric",
                      "pytorch_half_pixel", "tf_half_pixel_for_nn",
                      "asymmetric", "align_corners", "tf_crop_and_resize"})) ||
      failed(checkOneOf(deduction, "rounding_method",
                        adaptor.getRoundingMethod(),
                        {"round_prefer_floor", "round_prefer_ceil", "floor",
                         "ceil", "simple"})))
    return failure();
  if (adaptor.getMode() != "nearest" &&
      failed(checkElementKind(deduction, *x, ElementKind::Numeric)))
    return failure();
  size_t count = adaptor.getAxes().size();
  if (sizes->size() != count)
    return deduction.fail("there must be as many sizes as axes, got ",
                          sizes->size(), " and ", count);
  for (auto [i, size] : llvm::enumerate(*sizes))
    if (failed(requireAtLeast(deduction, size, 0, "size " + Twine(i))))
      return failure();
  RelaxTensor result = *x;
  if (adaptor.getScales() &&
      failed(checkFloatVector(deduction, adaptor.getScales(), "scales", count,
                              result)))
    return failure();
  bool isCrop = adaptor.getCoordinates() == "tf_crop_and_resize";
  if (static_cast<bool>(adaptor.getRoi()) != isCrop)
    return deduction.fail("'roi' must be given if and only if 'coordinates' is "
                          "tf_crop_and_resize, got ",
                          adaptor.getCoordinates(),
                          isCrop ? " without it" : " with it");
  if (isCrop && failed(checkFloatVector(deduction, adaptor.getRoi(), "roi",
                                        2 * count, result)))
    return failure();
  if (!x->hasRank()) {
    deduction.addUnknownCondition();
    return result;
  }
  SmallVector<Dim> shape(x->getShape());
  FailureOr<SmallVector<int64_t>> axes =
      normalizeAxes(deduction, adaptor.getAxes(), shape.size());
  if (failed(axes))
    return failure();
  for (auto [axis, size] : llvm::zip_equal(*axes, *sizes)) {
    if (failed(requireIndexable(deduction, shape[axis], size,
                                "dimension " + Twine(axis))))
      return failure();
    shape[axis] = size;
  }
  return result.cloneWithShape(shape);
}

//===----------------------------------------------------------------------===//
// GridSampleOp and AffineGridOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> GridSampleOp::deduceResult(Adaptor adaptor,
                                                  Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<RelaxTensor> grid =
      getTensorOperand(deduction, adaptor.getGrid(), "grid");
  if (failed(x) || failed(grid) ||
      failed(checkOneOf(deduction, "mode", adaptor.getMode(),
                        {"nearest", "linear", "cubic"})) ||
      failed(checkOneOf(deduction, "padding_mode", adaptor.getPaddingMode(),
                        {"zeros", "border", "reflection"})))
    return failure();
  FailureOr<RelaxTensor> result =
      combineOperands(deduction, *x, *grid, std::nullopt);
  if (failed(result) ||
      failed(checkElementKind(deduction, *result, ElementKind::Float)))
    return failure();
  if (!x->hasRank() || !grid->hasRank()) {
    deduction.addUnknownCondition();
    return *result;
  }
  ArrayRef<Dim> image = x->getShape(), places = grid->getShape();
  int64_t rank = image.size();
  if (rank < 3)
    return deduction.fail("'x' must have at least 3 dimensions, got ", rank);
  if (places.size() != image.size())
    return deduction.fail(
        "'x' and 'grid' must have the same number of dimensions, got ", rank,
        " and ", places.size());
  if (adaptor.getMode() == "cubic" && rank > 4)
    return deduction.fail(
        "there must be at most 2 spatial dimensions in mode cubic, got ",
        rank - 2);
  MLIRContext *context = deduction.getContext();
  FailureOr<Dim> batch = unifyDims(deduction, image.front(), places.front(),
                                   "dimension 0 of 'x' and of 'grid'");
  if (failed(batch) ||
      failed(unifyDims(
          deduction, places.back(), Dim::getConstant(context, rank - 2),
          "last dimension of 'grid' and number of spatial dimensions")))
    return failure();
  for (int64_t axis = 2; axis < rank; ++axis)
    if (failed(requireAtLeast(deduction, image[axis], 1,
                              "dimension " + Twine(axis) + " of 'x'")))
      return failure();
  SmallVector<Dim> shape = {*batch, image[1]};
  llvm::append_range(shape, places.drop_front().drop_back());
  return result->cloneWithShape(shape);
}

FailureOr<RelaxTensor> AffineGridOp::deduceResult(Adaptor adaptor,
                                                  Deduction &deduction) {
  FailureOr<SmallVector<Dim>> size =
      getIntOperands(deduction, adaptor.getSize(), "size");
  if (failed(size))
    return failure();
  if (size->empty())
    return deduction.fail("there must be at least one size, got 0");
  for (auto [i, points] : llvm::enumerate(*size))
    if (failed(requireAtLeast(deduction, points, 0, "size " + Twine(i))))
      return failure();
  Dim batch, rows = Dim::getConstant(deduction.getContext(), size->size());
  Dim columns = Dim::getConstant(deduction.getContext(), size->size() + 1);
  Dim *dims[] = {&batch, &rows, &columns};
  FailureOr<RelaxTensor> theta =
      getOperandOfShape(deduction, adaptor.getTheta(), "theta", dims,
                        {"batch", "number of sizes", "number of sizes + 1"});
  if (failed(theta) ||
      failed(checkElementKind(deduction, *theta, ElementKind::Float)))
    return failure();
  SmallVector<Dim> shape = {batch};
  llvm::append_range(shape, *size);
  shape.push_back(rows);
  return theta->cloneWithShape(shape);
}

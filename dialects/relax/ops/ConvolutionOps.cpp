//===- ConvolutionOps.cpp - convolutions ----------------------------------===//
//
// One rule for all ranks.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/ConvolutionOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/WindowDeduction.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/ConvolutionOps.cpp.inc"

void mlir::relax::registerConvolutionOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/ConvolutionOps.cpp.inc"
      >();
}

namespace {

/// The operands of a convolution, checked for what all convolutions share.
struct ConvolutionOperands {
  RelaxTensor data, weight;
  SmallVector<Dim> dataShape, weightShape;
};

/// Requires that `channels` is a multiple of `groups`.
LogicalResult checkDivisible(Deduction &deduction, Dim channels, int64_t groups, StringRef what) {
  if (!channels) {
    if (groups != 1)
      deduction.addUnknownCondition();
    return success();
  }
  MLIRContext *context = deduction.getContext();
  FailureOr<Dim> rest =
      requireExpr(deduction, sym::mod(channels, Dim::getConstant(context, groups)), what);
  if (failed(rest))
    return failure();
  if (rest->isConstant(0))
    return success();
  if (rest->getConstantValue())
    return deduction.fail(what, " must be a multiple of the number of groups, got ", channels.str(), " and ", groups);
  deduction.addCondition(*rest, Dim::getConstant(context, 0), what + " modulo the number of groups, and zero");
  return success();
}

/// `size` * groups; null where the size is unknown.
FailureOr<Dim> timesGroups(Deduction &deduction, Dim size, int64_t groups) {
  if (!size)
    return Dim();
  return requireExpr(deduction, sym::mul(size, Dim::getConstant(size.getContext(), groups)), "number of channels");
}

template <typename Adaptor>
FailureOr<ConvolutionOperands> checkOperands(Adaptor adaptor, Deduction &deduction, const Window &window,
                                                 int64_t spatialRank) {
  FailureOr<RelaxTensor> data = getTensorOperand(deduction, adaptor.getData(), "data");
  FailureOr<RelaxTensor> weight = getTensorOperand(deduction, adaptor.getWeight(), "weight");
  if (failed(data) || failed(weight) || failed(checkElementKind(deduction, *data, ElementKind::Numeric)) ||
      failed(checkElementKind(deduction, *weight, ElementKind::Numeric)) || failed(checkWindow(deduction, window, spatialRank)))
    return failure();
  int64_t groups = adaptor.getGroups();
  if (groups < 1)
    return deduction.fail("'groups' must be at least 1, got ", groups);
  int64_t rank = spatialRank + 2;
  FailureOr<SmallVector<Dim>> dataShape = getShapeOfRank(deduction, *data, rank, "data");
  FailureOr<SmallVector<Dim>> weightShape = getShapeOfRank(deduction, *weight, rank, "weight");
  if (failed(dataShape) || failed(weightShape))
    return failure();
  return ConvolutionOperands{*data, *weight, *dataShape, *weightShape};
}

template <typename Adaptor>
FailureOr<RelaxTensor> deduceConvolution(Adaptor adaptor, Deduction &deduction, int64_t spatialRank) {
  Window window = makeWindow(spatialRank, adaptor.getStrides(), adaptor.getPadding(), adaptor.getDilation());
  FailureOr<ConvolutionOperands> operands = checkOperands(adaptor, deduction, window, spatialRank);
  if (failed(operands))
    return failure();
  ArrayRef<Dim> data = operands->dataShape, weight = operands->weightShape;
  int64_t groups = adaptor.getGroups();
  FailureOr<Dim> channels = timesGroups(deduction, weight[1], groups);
  if (failed(channels) ||
      failed(unifyDims(deduction, data[1], *channels, "channels of 'data' and channels of 'weight' times groups")) ||
      failed(checkDivisible(deduction, weight[0], groups, "number of output channels")))
    return failure();
  SmallVector<Dim> shape = {data[0], weight[0]};
  for (int64_t axis = 0; axis < spatialRank; ++axis) {
    FailureOr<Dim> size = slideWindow(deduction, window, axis, data[2 + axis], weight[2 + axis], /*ceilMode=*/false);
    if (failed(size))
      return failure();
    shape.push_back(*size);
  }
  return combineOperands(deduction, operands->data, operands->weight, ArrayRef<Dim>(shape));
}

template <typename Adaptor>
FailureOr<RelaxTensor> deduceTransposedConvolution(Adaptor adaptor, Deduction &deduction, int64_t spatialRank) {
  Window window = makeWindow(spatialRank, adaptor.getStrides(), adaptor.getPadding(), adaptor.getDilation());
  FailureOr<ConvolutionOperands> operands = checkOperands(adaptor, deduction, window, spatialRank);
  if (failed(operands))
    return failure();
  SmallVector<int64_t> outputPadding(spatialRank, 0);
  if (std::optional<ArrayRef<int64_t>> given = adaptor.getOutputPadding())
    outputPadding.assign(given->begin(), given->end());
  if (static_cast<int64_t>(outputPadding.size()) != spatialRank)
    return deduction.fail("'output_padding' must have ", spatialRank, " entries, got ", outputPadding.size());
  for (int64_t axis = 0; axis < spatialRank; ++axis) {
    int64_t limit = std::max(window.strides[axis], window.dilation[axis]);
    if (outputPadding[axis] < 0 || outputPadding[axis] >= limit)
      return deduction.fail("'output_padding' must be at least 0 and smaller than stride or dilation, got ",
                            outputPadding[axis], " and ", limit);
  }
  ArrayRef<Dim> data = operands->dataShape, weight = operands->weightShape;
  int64_t groups = adaptor.getGroups();
  FailureOr<Dim> channels = timesGroups(deduction, weight[1], groups);
  if (failed(channels) ||
      failed(unifyDims(deduction, data[1], weight[0], "channels of 'data' and input channels of 'weight'")) ||
      failed(checkDivisible(deduction, weight[0], groups, "number of input channels")))
    return failure();
  SmallVector<Dim> shape = {data[0], *channels};
  for (int64_t axis = 0; axis < spatialRank; ++axis) {
    FailureOr<Dim> size =
        slideWindowBack(deduction, window, axis, data[2 + axis], weight[2 + axis], outputPadding[axis]);
    if (failed(size))
      return failure();
    shape.push_back(*size);
  }
  return combineOperands(deduction, operands->data, operands->weight, ArrayRef<Dim>(shape));
}

} // namespace

FailureOr<RelaxTensor> Conv1DOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  return deduceConvolution(adaptor, deduction, 1);
}

FailureOr<RelaxTensor> Conv2DOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  return deduceConvolution(adaptor, deduction, 2);
}

FailureOr<RelaxTensor> Conv3DOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  return deduceConvolution(adaptor, deduction, 3);
}

FailureOr<RelaxTensor> Conv1DTransposeOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  return deduceTransposedConvolution(adaptor, deduction, 1);
}

FailureOr<RelaxTensor> Conv2DTransposeOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  return deduceTransposedConvolution(adaptor, deduction, 2);
}

FailureOr<RelaxTensor> Conv3DTransposeOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  return deduceTransposedConvolution(adaptor, deduction, 3);
}

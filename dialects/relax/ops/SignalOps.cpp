//===- SignalOps.cpp - spectra, and the determinant -----------------------===//
//
// The rules of Fourier transforms, of the mel matrix and of the determinant.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/SignalOps.h"

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
#include "dialects/relax/ops/SignalOps.cpp.inc"

void mlir::relax::registerSignalOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/SignalOps.cpp.inc"
      >();
}

/// Checks the dimension that tells real from complex numbers.
static LogicalResult checkParts(Deduction &deduction, Dim parts) {
  StringRef what = "last dimension of 'x'";
  if (failed(requireAtLeast(deduction, parts, 1, what)))
    return failure();
  return requireAtMost(deduction, parts,
                       Dim::getConstant(deduction.getContext(), 2), what);
}

/// The number of elements of a transform.
static Dim countBins(DimMath &math, Dim length, bool onesided) {
  return onesided ? math.add(math.floorDiv(length, math.constant(2)),
                             math.constant(1))
                  : length;
}

FailureOr<RelaxTensor> DFTOp::deduceResult(Adaptor adaptor,
                                           Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<Dim> length =
      getIntOperand(deduction, adaptor.getLength(), "length");
  if (failed(x) || failed(length) ||
      failed(checkElementKind(deduction, *x, ElementKind::Float)) ||
      failed(requireAtLeast(deduction, *length, 1, "'length'")))
    return failure();
  if (adaptor.getInverse() && adaptor.getOnesided())
    return deduction.fail("'inverse' and 'onesided' must not both be given");
  if (!x->hasRank()) {
    deduction.addUnknownCondition();
    return *x;
  }
  SmallVector<Dim> shape(x->getShape());
  if (shape.size() < 2)
    return deduction.fail("rank of 'x' must be at least 2, got ", shape.size());
  FailureOr<int64_t> axis =
      normalizeAxis(deduction, adaptor.getAxis(), shape.size());
  if (failed(axis))
    return failure();
  if (*axis + 1 == static_cast<int64_t>(shape.size()))
    return deduction.fail("axis must not be the last one, got ",
                          adaptor.getAxis(), " for rank ", shape.size());
  if (failed(checkParts(deduction, shape.back())))
    return failure();
  DimMath math(deduction.getContext());
  shape[*axis] = countBins(math, *length, adaptor.getOnesided());
  shape.back() = math.constant(2);
  if (failed(math.check(deduction, "sizes of the result")))
    return failure();
  return x->cloneWithShape(shape);
}

FailureOr<RelaxTensor> STFTOp::deduceResult(Adaptor adaptor,
                                            Deduction &deduction) {
  FailureOr<Dim> step =
      getIntOperand(deduction, adaptor.getFrameStep(), "frame_step");
  FailureOr<Dim> length =
      getIntOperand(deduction, adaptor.getFrameLength(), "frame_length");
  Dim batch, samples, parts;
  Dim *ofX[] = {&batch, &samples, &parts};
  FailureOr<RelaxTensor> x =
      getOperandOfShape(deduction, adaptor.getX(), "x", ofX, {"", "", ""});
  if (failed(x) || failed(step) || failed(length) ||
      failed(checkElementKind(deduction, *x, ElementKind::Float)) ||
      failed(checkParts(deduction, parts)) ||
      failed(requireAtLeast(deduction, *step, 1, "'frame_step'")) ||
      failed(requireAtLeast(deduction, *length, 1, "'frame_length'")) ||
      failed(requireAtMost(deduction, *length, samples, "'frame_length'")))
    return failure();
  RelaxTensor result = *x;
  if (adaptor.getWindow()) {
    Dim ofFrame = *length;
    Dim *ofWindow[] = {&ofFrame};
    FailureOr<RelaxTensor> window = getOperandOfShape(
        deduction, adaptor.getWindow(), "window", ofWindow, {"'frame_length'"});
    if (failed(window))
      return failure();
    FailureOr<RelaxTensor> combined =
        combineOperands(deduction, *x, *window, std::nullopt);
    if (failed(combined))
      return failure();
    result = *combined;
  }
  DimMath math(deduction.getContext());
  Dim frames = math.add(math.floorDiv(math.sub(samples, *length), *step),
                        math.constant(1));
  Dim bins = countBins(math, *length, adaptor.getOnesided());
  if (failed(math.check(deduction, "sizes of the result")))
    return failure();
  return result.cloneWithShape({batch, frames, bins, math.constant(2)});
}

FailureOr<RelaxTensor> MelWeightMatrixOp::deduceResult(Adaptor adaptor,
                                                       Deduction &deduction) {
  FailureOr<RelaxTensor> lower =
      getOperandOfShape(deduction, adaptor.getLower(), "lower", {}, {});
  FailureOr<RelaxTensor> upper =
      getOperandOfShape(deduction, adaptor.getUpper(), "upper", {}, {});
  FailureOr<Dim> bins = getIntOperand(deduction, adaptor.getBins(), "bins");
  FailureOr<Dim> length =
      getIntOperand(deduction, adaptor.getDftLength(), "dft_length");
  FailureOr<Dim> rate =
      getIntOperand(deduction, adaptor.getSampleRate(), "sample_rate");
  if (failed(lower) || failed(upper) || failed(bins) || failed(length) ||
      failed(rate) || failed(requireAtLeast(deduction, *bins, 1, "'bins'")) ||
      failed(requireAtLeast(deduction, *length, 1, "'dft_length'")) ||
      failed(requireAtLeast(deduction, *rate, 1, "'sample_rate'")))
    return failure();
  FailureOr<RelaxTensor> result =
      combineOperands(deduction, *lower, *upper, std::nullopt);
  if (failed(result) ||
      failed(checkElementKind(deduction, *result, ElementKind::Float)))
    return failure();
  DimMath math(deduction.getContext());
  Dim rows = countBins(math, *length, /*onesided=*/true);
  if (failed(math.check(deduction, "sizes of the result")))
    return failure();
  return result->cloneWithShape({rows, *bins});
}

FailureOr<RelaxTensor> DetOp::deduceResult(Adaptor adaptor,
                                           Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  if (failed(x) || failed(checkElementKind(deduction, *x, ElementKind::Float)))
    return failure();
  if (!x->hasRank()) {
    deduction.addUnknownCondition();
    return *x;
  }
  ArrayRef<Dim> shape = x->getShape();
  if (shape.size() < 2)
    return deduction.fail("rank of 'x' must be at least 2, got ", shape.size());
  if (failed(unifyDims(deduction, shape[shape.size() - 2], shape.back(),
                       "last two dimensions of 'x'")))
    return failure();
  return x->cloneWithShape(shape.drop_back(2));
}

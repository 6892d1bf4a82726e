//===- QuantizeOps.cpp - numbers as integers of few bits ------------------===//
//
// The rules of affine quantization.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/QuantizeOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/QuantizeOps.cpp.inc"

void mlir::relax::registerQuantizeOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/QuantizeOps.cpp.inc"
      >();
}

/// Checks the shape of a scale or a zero point: one number, or one for each
/// place of `shape` along `axis`, whose dimension is updated.
static LogicalResult unifyParameter(Deduction &deduction, RelaxTensor parameter,
                                    StringRef name, int64_t axis,
                                    MutableArrayRef<Dim> shape) {
  if (!parameter.hasRank()) {
    deduction.addUnknownCondition();
    return success();
  }
  size_t rank = parameter.getShape().size();
  if (rank > 1)
    return deduction.fail("rank of '", name, "' must be 0 or 1, got ", rank);
  if (rank == 0)
    return success();
  FailureOr<int64_t> normalized = normalizeAxis(deduction, axis, shape.size());
  if (failed(normalized))
    return failure();
  FailureOr<Dim> size =
      unifyDims(deduction, shape[*normalized], parameter.getShape().front(),
                "dimension along 'axis' and size of '" + name + "'");
  if (failed(size))
    return failure();
  shape[*normalized] = *size;
  return success();
}

/// The type of the result, without regard to the elements of `x`.
static FailureOr<RelaxTensor> deduceAffine(Deduction &deduction, RelaxTensor x,
                                           Value scaleValue, Value zeroValue,
                                           int64_t axis, Type dtype) {
  FailureOr<RelaxTensor> scale =
      getTensorOperand(deduction, scaleValue, "scale");
  FailureOr<RelaxTensor> zero =
      getTensorOperand(deduction, zeroValue, "zero_point");
  if (failed(scale) || failed(zero) ||
      failed(checkElements(deduction, *scale, Elements::Float)) ||
      failed(checkElements(deduction, *zero, Elements::Integer)))
    return failure();
  if (!x.hasRank()) {
    deduction.addUnknownCondition();
    return x.cloneWithElementType(dtype);
  }
  SmallVector<Dim> shape(x.getShape());
  if (failed(unifyParameter(deduction, *scale, "scale", axis, shape)) ||
      failed(unifyParameter(deduction, *zero, "zero_point", axis, shape)))
    return failure();
  return x.cloneWithElementType(dtype).cloneWithShape(shape);
}

FailureOr<RelaxTensor> QuantizeOp::deduceResult(Adaptor adaptor,
                                                Deduction &deduction) {
  FailureOr<RelaxTensor> x =
      deduceElementwise(deduction, adaptor.getX(), Elements::Float);
  if (failed(x))
    return failure();
  auto integer = dyn_cast<IntegerType>(adaptor.getDtype());
  if (!integer || !RelaxTensor::isValidElementType(integer) ||
      integer.isInteger(1) || integer.getWidth() > 32)
    return deduction.fail("'dtype' must be an integer type of at most 32 bits, "
                          "got ",
                          adaptor.getDtype());
  return deduceAffine(deduction, *x, adaptor.getScale(), adaptor.getZeroPoint(),
                      adaptor.getAxis(), integer);
}

FailureOr<RelaxTensor> DequantizeOp::deduceResult(Adaptor adaptor,
                                                  Deduction &deduction) {
  FailureOr<RelaxTensor> x =
      deduceElementwise(deduction, adaptor.getX(), Elements::Integer);
  if (failed(x))
    return failure();
  Type dtype = adaptor.getDtype();
  if (!isa<FloatType>(dtype) || !RelaxTensor::isValidElementType(dtype))
    return deduction.fail("'dtype' must be a floating-point type, got ", dtype);
  return deduceAffine(deduction, *x, adaptor.getScale(), adaptor.getZeroPoint(),
                      adaptor.getAxis(), dtype);
}

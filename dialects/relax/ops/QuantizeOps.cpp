//===- QuantizeOps.cpp - numbers as integers of few bits ------------------===//
//
// The rules of affine quantization.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/QuantizeOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/DimMath.h"
#include "mlir/IR/OpImplementation.h"
#include "llvm/ADT/STLExtras.h"

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

/// Checks the shape of a scale or a zero point with one number for each
/// `blockSize` places of `shape` along `axis`.
static LogicalResult checkBlocks(Deduction &deduction, RelaxTensor parameter,
                                 StringRef name, int64_t axis,
                                 int64_t blockSize, ArrayRef<Dim> shape) {
  ArrayRef<Dim> blocks = parameter.getShape();
  if (blocks.size() != shape.size())
    return deduction.fail("rank of '", name, "' must be 0 or ", shape.size(),
                          ", that of 'x', got ", blocks.size());
  FailureOr<int64_t> normalized = normalizeAxis(deduction, axis, shape.size());
  if (failed(normalized))
    return failure();
  DimMath math(deduction.getContext());
  SmallVector<Dim> expected(shape);
  expected[*normalized] =
      math.ceilDiv(shape[*normalized], math.constant(blockSize));
  for (auto [i, dims] : llvm::enumerate(llvm::zip_equal(expected, blocks)))
    if (failed(unifyDims(deduction, std::get<0>(dims), std::get<1>(dims),
                         "dimension " + Twine(i) +
                             " of the blocks of 'x' and of '" + name + "'")))
      return failure();
  return success();
}

/// Checks the shape of a scale or a zero point: one number, or one for each
/// place of `shape` along `axis`, whose dimension is updated.
static LogicalResult unifyParameter(Deduction &deduction, RelaxTensor parameter,
                                    StringRef name, int64_t axis,
                                    std::optional<int64_t> blockSize,
                                    MutableArrayRef<Dim> shape) {
  if (!parameter.hasRank()) {
    deduction.addUnknownCondition();
    return success();
  }
  size_t rank = parameter.getShape().size();
  if (rank == 0)
    return success();
  if (blockSize)
    return checkBlocks(deduction, parameter, name, axis, *blockSize, shape);
  if (rank > 1)
    return deduction.fail("rank of '", name, "' must be 0 or 1, got ", rank);
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
                                           int64_t axis,
                                           std::optional<int64_t> blockSize,
                                           Type dtype) {
  if (blockSize && *blockSize < 1)
    return deduction.fail("'block_size' must be at least 1, got ", *blockSize);
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
  if (failed(
          unifyParameter(deduction, *scale, "scale", axis, blockSize, shape)) ||
      failed(unifyParameter(deduction, *zero, "zero_point", axis, blockSize,
                            shape)))
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
                      adaptor.getAxis(), adaptor.getBlockSize(), integer);
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
                      adaptor.getAxis(), adaptor.getBlockSize(), dtype);
}

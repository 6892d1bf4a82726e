//===- NormalizationOps.cpp - normalizations and attention ----------------===//
//
// The results have the types of the data; the rules are about the other operands.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/NormalizationOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/WindowDeduction.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/NormalizationOps.cpp.inc"

void mlir::relax::registerNormalizationOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/NormalizationOps.cpp.inc"
      >();
}

/// The type of an operand with floating-point elements.
static FailureOr<RelaxTensor> getFloatOperand(Deduction &deduction, Value operand, StringRef name) {
  FailureOr<RelaxTensor> type = getTensorOperand(deduction, operand, name);
  if (failed(type) || failed(checkElementKind(deduction, *type, ElementKind::Float)))
    return failure();
  return type;
}

/// `result` with what the element type and device of one more operand tell.
static FailureOr<RelaxTensor> mergeOperand(Deduction &deduction, RelaxTensor result, RelaxTensor operand) {
  if (!result.hasRank())
    return combineOperands(deduction, result, operand, std::nullopt);
  return combineOperands(deduction, result, operand, result.getShape());
}

/// Requires that an operand has exactly the dimensions `shape`, and merges element type and device into `result`.
static FailureOr<RelaxTensor> checkParameter(Deduction &deduction, RelaxTensor result, Value operand, StringRef name,
                                             ArrayRef<Dim> shape) {
  FailureOr<RelaxTensor> type = getFloatOperand(deduction, operand, name);
  if (failed(type))
    return failure();
  FailureOr<SmallVector<Dim>> dims = getShapeOfRank(deduction, *type, shape.size(), name);
  if (failed(dims))
    return failure();
  for (auto [axis, pair] : llvm::enumerate(llvm::zip_equal(*dims, shape)))
    if (failed(unifyDims(deduction, std::get<0>(pair), std::get<1>(pair),
                         "dimension " + Twine(axis) + " of '" + name + "' and that of 'data'")))
      return failure();
  return mergeOperand(deduction, result, *type);
}

FailureOr<RelaxTensor> BatchNormOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> result = getFloatOperand(deduction, adaptor.getData(), "data");
  if (failed(result))
    return failure();
  Dim channels;
  if (result->hasRank()) {
    FailureOr<int64_t> axis = normalizeAxis(deduction, adaptor.getAxis(), result->getShape().size());
    if (failed(axis))
      return failure();
    channels = result->getShape()[*axis];
  } else {
    deduction.addUnknownCondition();
  }
  std::pair<Value, StringRef> parameters[] = {{adaptor.getGamma(), "gamma"},
                                              {adaptor.getBeta(), "beta"},
                                              {adaptor.getMean(), "mean"},
                                              {adaptor.getVariance(), "variance"}};
  for (auto [operand, name] : parameters) {
    result = checkParameter(deduction, *result, operand, name, channels);
    if (failed(result))
      return failure();
  }
  return result;
}

/// The rule of normalizations along axes; `parameters` are null where absent.
static FailureOr<RelaxTensor> deduceAlongAxes(Deduction &deduction, Value data, ArrayRef<int64_t> axes,
                                              ArrayRef<std::pair<Value, StringRef>> parameters) {
  FailureOr<RelaxTensor> result = getFloatOperand(deduction, data, "data");
  if (failed(result))
    return failure();
  SmallVector<Dim> shape(axes.size());
  if (result->hasRank()) {
    FailureOr<SmallVector<int64_t>> normalized = normalizeAxes(deduction, axes, result->getShape().size());
    if (failed(normalized))
      return failure();
    for (size_t i = 0; i < axes.size(); ++i) {
      if (i > 0 && (*normalized)[i - 1] > (*normalized)[i])
        return deduction.fail("axes must be ascending, got ", (*normalized)[i - 1], " and ", (*normalized)[i]);
      shape[i] = result->getShape()[(*normalized)[i]];
    }
  } else {
    deduction.addUnknownCondition();
  }
  for (auto [operand, name] : parameters) {
    if (!operand)
      continue;
    result = checkParameter(deduction, *result, operand, name, shape);
    if (failed(result))
      return failure();
  }
  return result;
}

FailureOr<RelaxTensor> LayerNormOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  return deduceAlongAxes(deduction, adaptor.getData(), adaptor.getAxes(),
                         {{adaptor.getGamma(), "gamma"}, {adaptor.getBeta(), "beta"}});
}

FailureOr<RelaxTensor> RmsNormOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  return deduceAlongAxes(deduction, adaptor.getData(), adaptor.getAxes(), {{adaptor.getWeight(), "weight"}});
}

/// The rule of normalizations of groups of channels.
static FailureOr<RelaxTensor> deduceOfChannels(Deduction &deduction, Value data, Value gamma, Value beta,
                                               int64_t groups) {
  FailureOr<RelaxTensor> result = getFloatOperand(deduction, data, "data");
  if (failed(result))
    return failure();
  if (groups < 1)
    return deduction.fail("'num_groups' must be at least 1, got ", groups);
  Dim channels;
  if (result->hasRank()) {
    if (result->getShape().size() < 2)
      return deduction.fail("'data' must have at least 2 dimensions, got ", result->getShape().size());
    channels = result->getShape()[1];
  }
  if (channels) {
    MLIRContext *context = deduction.getContext();
    FailureOr<Dim> rest = requireExpr(deduction, sym::mod(channels, Dim::getConstant(context, groups)), "channels");
    if (failed(rest))
      return failure();
    if (!rest->isConstant(0)) {
      if (rest->getConstantValue())
        return deduction.fail("number of channels must be a multiple of the number of groups, got ", channels.str(),
                              " and ", groups);
      deduction.addCondition(*rest, Dim::getConstant(context, 0), "channels modulo the number of groups, and zero");
    }
  } else {
    deduction.addUnknownCondition();
  }
  result = checkParameter(deduction, *result, gamma, "gamma", channels);
  if (failed(result))
    return failure();
  return checkParameter(deduction, *result, beta, "beta", channels);
}

FailureOr<RelaxTensor> GroupNormOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  return deduceOfChannels(deduction, adaptor.getData(), adaptor.getGamma(), adaptor.getBeta(), adaptor.getNumGroups());
}

FailureOr<RelaxTensor> InstanceNormOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  return deduceOfChannels(deduction, adaptor.getData(), adaptor.getGamma(), adaptor.getBeta(), 1);
}

FailureOr<RelaxTensor> DropoutOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  double rate = adaptor.getRate().convertToDouble();
  if (!(rate >= 0 && rate < 1))
    return deduction.fail("'rate' must be at least 0 and smaller than 1, got ", rate);
  return getTensorOperand(deduction, adaptor.getData(), "data");
}

OpFoldResult DropoutOp::fold(FoldAdaptor) {
  return getData().getType() == getResult().getType() ? OpFoldResult(getData()) : OpFoldResult();
}

FailureOr<RelaxTensor> AttentionOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  if (std::optional<StringRef> mask = adaptor.getCausalMask(); mask && *mask != "TopLeft" && *mask != "BottomRight")
    return deduction.fail("'causal_mask' must be TopLeft or BottomRight, got ", *mask);
  std::pair<Value, StringRef> operands[] = {
      {adaptor.getQuery(), "query"}, {adaptor.getKey(), "key"}, {adaptor.getValue(), "value"}};
  SmallVector<RelaxTensor> types;
  SmallVector<SmallVector<Dim>> shapes;
  for (auto [operand, name] : operands) {
    FailureOr<RelaxTensor> type = getFloatOperand(deduction, operand, name);
    if (failed(type))
      return failure();
    FailureOr<SmallVector<Dim>> shape = getShapeOfRank(deduction, *type, 4, name);
    if (failed(shape))
      return failure();
    types.push_back(*type);
    shapes.push_back(*shape);
  }
  // Batch and heads.
  for (auto [axis, what] : {std::pair(0, "batch"), std::pair(2, "heads")})
    for (int other : {1, 2}) {
      FailureOr<Dim> unified = unifyDims(deduction, shapes[0][axis], shapes[other][axis],
                                         Twine(what) + " of 'query' and '" + operands[other].second + "'");
      if (failed(unified))
        return failure();
      shapes[0][axis] = *unified;
    }
  if (failed(unifyDims(deduction, shapes[0][3], shapes[1][3], "sizes of 'query' and 'key'")) ||
      failed(unifyDims(deduction, shapes[1][1], shapes[2][1], "lengths of 'key' and 'value'")))
    return failure();
  Dim resultShape[] = {shapes[0][0], shapes[0][1], shapes[0][2], shapes[2][3]};
  FailureOr<RelaxTensor> result = combineOperands(deduction, types[0], types[1], ArrayRef<Dim>(resultShape));
  if (failed(result))
    return failure();
  result = mergeOperand(deduction, *result, types[2]);
  if (failed(result) || !adaptor.getBias())
    return result;
  FailureOr<RelaxTensor> bias = getFloatOperand(deduction, adaptor.getBias(), "bias");
  if (failed(bias))
    return failure();
  Dim scores[] = {shapes[0][0], shapes[0][2], shapes[0][1], shapes[1][1]};
  if (!bias->hasRank())
    deduction.addUnknownCondition();
  else if (failed(checkBroadcastTo(deduction, bias->getShape(), scores)))
    return failure();
  return mergeOperand(deduction, *result, *bias);
}

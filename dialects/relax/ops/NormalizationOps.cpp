//===- NormalizationOps.cpp - normalizations and attention ----------------===//
//
// The results have the types of the data; the rules are about the other operands.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/NormalizationOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/LaterUses.h"
#include "dialects/relax/ops/DimMath.h"
#include "dialects/relax/ops/OperandChecks.h"
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
  return forwardOperand(*this, getData());
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

//===----------------------------------------------------------------------===//
// AttentionVarLenOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> AttentionVarLenOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  std::optional<StringRef> mask = adaptor.getCausalMask();
  if (mask && *mask != "TopLeft" && *mask != "BottomRight")
    return deduction.fail("'causal_mask' must be TopLeft or BottomRight, got ", *mask);
  if (std::optional<uint64_t> window = adaptor.getWindowSize()) {
    if (!mask)
      return deduction.fail("'window_size' must be given with 'causal_mask' only, got ", static_cast<int64_t>(*window),
                            " and none");
    if (static_cast<int64_t>(*window) < 1)
      return deduction.fail("'window_size' must be at least 1, got ", static_cast<int64_t>(*window));
  }
  Dim positions, keys, heads, size, valueSize, starts;
  auto getFloats = [&](Value operand, StringRef name, MutableArrayRef<Dim *> shape, StringRef count, StringRef last) {
    FailureOr<RelaxTensor> type =
        getOperandOfShape(deduction, operand, name, shape, {count, "number of heads", last});
    if (succeeded(type) && failed(checkElementKind(deduction, *type, ElementKind::Float)))
      return FailureOr<RelaxTensor>(failure());
    return type;
  };
  Dim *ofQuery[] = {&positions, &heads, &size}, *ofKey[] = {&keys, &heads, &size},
      *ofValue[] = {&keys, &heads, &valueSize}, *ofStarts[] = {&starts};
  FailureOr<RelaxTensor> query = getFloats(adaptor.getQuery(), "query", ofQuery, "number of positions", "size");
  FailureOr<RelaxTensor> key = getFloats(adaptor.getKey(), "key", ofKey, "number of keys", "size");
  FailureOr<RelaxTensor> value = getFloats(adaptor.getValue(), "value", ofValue, "number of keys", "size of values");
  FailureOr<Dim> longest = getIntOperand(deduction, adaptor.getMaxSeqlenK(), "max_seqlen_k");
  if (failed(query) || failed(key) || failed(value) || failed(longest) ||
      failed(requireAtLeast(deduction, *longest, 0, "'max_seqlen_k'")))
    return failure();
  Dim shape[] = {positions, heads, valueSize};
  FailureOr<RelaxTensor> result = combineOperands(deduction, *query, *key, ArrayRef<Dim>(shape));
  if (succeeded(result))
    result = combineOperands(deduction, *result, *value, ArrayRef<Dim>(shape));
  if (failed(result))
    return failure();
  std::pair<Value, StringRef> lists[] = {{adaptor.getSeqstartQ(), "seqstart_q"}, {adaptor.getSeqstartK(), "seqstart_k"}};
  for (auto [operand, name] : lists) {
    FailureOr<RelaxTensor> type = getOperandOfShape(deduction, operand, name, ofStarts, {"number of starts"});
    if (failed(type) || failed(checkIntegerElements(deduction, *type, name)))
      return failure();
    result = joinDevice(deduction, *result, *type);
    if (failed(result))
      return failure();
  }
  if (failed(requireAtLeast(deduction, starts, 1, "number of starts")))
    return failure();
  return result;
}

//===----------------------------------------------------------------------===//
// RotaryEmbeddingOp
//===----------------------------------------------------------------------===//

/// Requires that a table has an element for each of the `count` that are turned, or for each pair of them.
static LogicalResult checkTurned(Deduction &deduction, Dim last, Dim count, StringRef name) {
  DimMath math(deduction.getContext());
  Dim pairs = math.mul(last, math.constant(2));
  Dim covered = math.select(sym::Comparison::eq, last, count, count, pairs);
  std::string what = "last dimension of '" + name.str() + "'";
  if (failed(math.check(deduction, what)))
    return failure();
  if (!covered) {
    deduction.addUnknownCondition();
    return success();
  }
  if (covered == count)
    return success();
  if (covered.isConstant() && count.isConstant())
    return deduction.fail(what, " must be the number of elements that are turned or half of it, got ", last.str(),
                          " and ", count.str());
  deduction.addCondition(covered, count, what + ", for elements or pairs, and the number of elements that are turned");
  return success();
}

/// The number of elements that are turned; null where nobody knows.
static FailureOr<Dim> getTurned(Deduction &deduction, RotaryEmbeddingOp::Adaptor adaptor, Dim size) {
  DimMath math(deduction.getContext());
  if (std::optional<uint64_t> given = adaptor.getRotaryDim()) {
    auto count = static_cast<int64_t>(*given);
    if (count < 2)
      return deduction.fail("'rotary_dim' must be at least 2, got ", count);
    if (failed(requireAtMost(deduction, math.constant(count), size, "'rotary_dim'")))
      return failure();
    size = math.constant(count);
  }
  Dim rest = math.mod(size, math.constant(2));
  if (failed(math.check(deduction, "number of elements that are turned")))
    return failure();
  if (!rest)
    deduction.addUnknownCondition();
  else if (rest.isConstant(1))
    return deduction.fail("number of elements that are turned must be even, got ", size.str());
  else if (!rest.isConstant())
    deduction.addCondition(rest, math.constant(0), "number of elements that are turned modulo 2, and 0");
  return size;
}

FailureOr<RelaxTensor> RotaryEmbeddingOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getFloatOperand(deduction, adaptor.getX(), "x");
  FailureOr<RelaxTensor> cos = getFloatOperand(deduction, adaptor.getCos(), "cos");
  FailureOr<RelaxTensor> sin = getFloatOperand(deduction, adaptor.getSin(), "sin");
  if (failed(x) || failed(cos) || failed(sin))
    return failure();
  FailureOr<RelaxTensor> result = mergeOperand(deduction, *x, *cos);
  if (succeeded(result))
    result = mergeOperand(deduction, *result, *sin);
  if (failed(result))
    return failure();
  SmallVector<Dim> shape;
  if (adaptor.getPositions()) {
    FailureOr<SmallVector<Dim>> heads = getShapeOfRank(deduction, *x, 4, "x");
    if (failed(heads))
      return failure();
    shape = *heads;
    result = result->cloneWithShape(shape);
  } else if (x->hasRank()) {
    shape.assign(x->getShape().begin(), x->getShape().end());
    if (shape.empty())
      return deduction.fail("rank of 'x' must be at least 1, got 0");
  } else {
    deduction.addUnknownCondition();
  }
  FailureOr<Dim> turned = getTurned(deduction, adaptor, shape.empty() ? Dim() : shape.back());
  if (failed(turned))
    return failure();

  SmallVector<SmallVector<Dim>> tables;
  for (auto [type, name] : {std::pair(*cos, StringRef("cos")), std::pair(*sin, StringRef("sin"))}) {
    FailureOr<SmallVector<Dim>> dims = SmallVector<Dim>();
    if (adaptor.getPositions())
      dims = getShapeOfRank(deduction, type, 2, name);
    else if (type.hasRank())
      dims = SmallVector<Dim>(type.getShape());
    else
      dims = SmallVector<Dim>{Dim()};
    if (failed(dims))
      return failure();
    if (dims->empty())
      return deduction.fail("rank of '", name, "' must be at least 1, got 0");
    if (!adaptor.getPositions()) {
      if (!type.hasRank() || shape.empty())
        deduction.addUnknownCondition();
      else if (failed(checkBroadcastTo(deduction, ArrayRef(*dims).drop_back(), ArrayRef(shape).drop_back())))
        return failure();
    }
    if (failed(checkTurned(deduction, dims->back(), *turned, name)))
      return failure();
    tables.push_back(*dims);
  }
  if (failed(unifyDims(deduction, tables[0].back(), tables[1].back(), "last dimensions of 'cos' and 'sin'")))
    return failure();
  if (!adaptor.getPositions())
    return result;

  FailureOr<Dim> rows = unifyDims(deduction, tables[0][0], tables[1][0], "numbers of rows of 'cos' and 'sin'");
  FailureOr<RelaxTensor> positions = getTensorOperand(deduction, adaptor.getPositions(), "positions");
  if (failed(rows) || failed(positions) || failed(checkIntegerElements(deduction, *positions, "positions")))
    return failure();
  Dim count;
  if (positions->hasRank()) {
    FailureOr<Dim> product = elementCount(deduction, positions->getShape());
    if (failed(product) || failed(checkBroadcastTo(deduction, positions->getShape(), {shape[0], shape[2]})))
      return failure();
    count = *product;
  } else {
    deduction.addUnknownCondition();
  }
  if (failed(requireIndexable(deduction, *rows, count, "number of rows of 'cos' and 'sin'")))
    return failure();
  return joinDevice(deduction, *result, *positions);
}

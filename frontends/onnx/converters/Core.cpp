//===- Core.cpp - Operators that every model has --------------------------===//
//
// Constants, shapes, matrix products and the first elementwise operators.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Converters.h"
#include "frontends/onnx/NodeImporter.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

template <typename OpTy> static LogicalResult convertUnary(NodeImporter &n) {
  FailureOr<Value> x = n.tensor(0);
  return failed(x) ? failure() : n.setOutput(0, n.create<OpTy>({*x}));
}

/// Before version 7 the second operand broadcasts from `axis` on, and only under `broadcast`.
static FailureOr<Value> alignOldBroadcast(NodeImporter &n, Value lhs, Value rhs) {
  if (n.opset >= 7 || !n.intAttr("broadcast") || !n.hasAttr("axis"))
    return rhs;
  int64_t rank = n.rankOf(lhs), inner = n.rankOf(rhs);
  FailureOr<int64_t> axis = n.normalizeAxis(n.intAttr("axis"), rank);
  if (failed(axis))
    return failure();
  SmallVector<ExprAttr> dims = llvm::to_vector(n.shapeOf(rhs));
  for (int64_t i = *axis + inner; i < rank; ++i)
    dims.push_back(n.constant(1));
  return n.reshape(rhs, dims);
}

template <typename OpTy> static LogicalResult convertBinary(NodeImporter &n) {
  FailureOr<Value> lhs = n.rankedTensor(0), rhs = n.rankedTensor(1);
  if (failed(lhs) || failed(rhs))
    return failure();
  rhs = alignOldBroadcast(n, *lhs, *rhs);
  return failed(rhs) ? failure() : n.setOutput(0, n.create<OpTy>({*lhs, *rhs}));
}

template <typename OpTy> static LogicalResult convertVariadic(NodeImporter &n) {
  FailureOr<SmallVector<Value>> all = n.tensors();
  if (failed(all))
    return failure();
  if (all->empty())
    return n.error() << "at least one input is required";
  FailureOr<Value> result = all->front();
  for (Value next : llvm::drop_begin(*all))
    if (succeeded(result))
      result = n.create<OpTy>({*result, next});
  return n.setOutput(0, result);
}

static LogicalResult convertGemm(NodeImporter &n) {
  FailureOr<Value> a = n.rankedTensor(0), b = n.rankedTensor(1);
  if (failed(a) || failed(b))
    return failure();
  if (n.rankOf(*a) != 2 || n.rankOf(*b) != 2)
    return n.error() << "the first two inputs must be matrices, got " << a->getType() << " and " << b->getType();
  mlir::Type element = n.elementTypeOf(*a);
  if (n.intAttr("transA") && failed(a = n.transpose(*a, {1, 0})))
    return failure();
  if (n.intAttr("transB") && failed(b = n.transpose(*b, {1, 0})))
    return failure();
  auto scale = [&](FailureOr<Value> x, float factor) -> FailureOr<Value> {
    if (failed(x) || factor == 1.0f)
      return x;
    FailureOr<Value> value = n.scalar(factor, element);
    return failed(value) ? value : n.create<relax::MultiplyOp>({*x, *value});
  };
  FailureOr<Value> result = scale(n.create<relax::MatmulOp>({*a, *b}), n.floatAttr("alpha", 1));
  if (succeeded(result) && n.hasInput(2)) {
    FailureOr<Value> c = scale(n.tensor(2), n.floatAttr("beta", 1));
    if (failed(c))
      return failure();
    result = n.create<relax::AddOp>({*result, *c});
  }
  return n.setOutput(0, result);
}

static LogicalResult convertMatMul(NodeImporter &n) {
  FailureOr<Value> lhs = n.tensor(0), rhs = n.tensor(1);
  if (failed(lhs) || failed(rhs))
    return failure();
  return n.setOutput(0, n.create<relax::MatmulOp>({*lhs, *rhs}));
}

static LogicalResult convertTranspose(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  SmallVector<int64_t> axes;
  for (int64_t i = n.rankOf(*x); i > 0; --i)
    axes.push_back(i - 1);
  if (n.hasAttr("perm"))
    axes = n.intsAttr("perm");
  return n.setOutput(0, n.transpose(*x, axes));
}

static LogicalResult convertIdentity(NodeImporter &n) {
  FailureOr<ImportedValue *> x = n.input(0);
  if (failed(x))
    return failure();
  ImportedValue copy = **x;
  return n.setOutput(0, copy);
}

/// Inference passes the data through; the mask, if asked for, is all true.
static LogicalResult convertDropout(NodeImporter &n) {
  if (auto training = n.constantIntegers(2); training && training->size() == 1 && training->front())
    return n.error() << "training mode is not supported";
  if (failed(convertIdentity(n)) || !n.hasOutput(1))
    return success(!n.hasFailed());
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  mlir::Type boolean = n.builder.getI1Type();
  FailureOr<Value> one = n.scalar(1, n.opset >= 10 ? boolean : n.elementTypeOf(*x));
  if (failed(one))
    return failure();
  return n.setOutput(1, n.broadcastTo(*one, n.shapeOf(*x)));
}

static LogicalResult convertConstant(NodeImporter &n) {
  if (const TensorProto *tensor = n.tensorAttr("value")) {
    ImportedValue value;
    value.initializer = tensor;
    return n.setOutput(0, value);
  }
  auto i64 = n.builder.getIntegerType(64);
  if (n.hasAttr("value_int"))
    return n.setOutput(0, IntegerContents{{n.constant(n.intAttr("value_int"))}, true, i64});
  if (n.hasAttr("value_ints")) {
    IntegerContents contents{{}, false, i64};
    for (int64_t value : n.intsAttr("value_ints"))
      contents.elements.push_back(n.constant(value));
    return n.setOutput(0, contents);
  }
  auto f32 = n.builder.getF32Type();
  if (n.hasAttr("value_float"))
    return n.setOutput(0, n.scalar(n.floatAttr("value_float"), f32));
  if (n.hasAttr("value_floats")) {
    SmallVector<float> values = n.floatsAttr("value_floats");
    auto type = RankedTensorType::get({static_cast<int64_t>(values.size())}, f32);
    return n.setOutput(0, FailureOr<Value>(n.constantTensor(DenseElementsAttr::get(type, ArrayRef<float>(values)))));
  }
  return n.error() << "needs one of the attributes value, value_int, value_ints, value_float, value_floats";
}

static LogicalResult convertCast(NodeImporter &n) {
  if (const AttributeProto *to = n.node.find("to"); !to || to->type != AttributeProto::Type::Int)
    return n.attributeError("to") << "must be the number of an element type";
  FailureOr<mlir::Type> type = n.elementType(n.intAttr("to"));
  if (failed(type))
    return failure();
  // Sizes stay known through the integer types that hold every size.
  if (std::optional<IntegerContents> known = n.knownIntegers(0); known && (type->isInteger(64) || type->isInteger(32))) {
    known->elementType = *type;
    return n.setOutput(0, *known);
  }
  FailureOr<Value> x = n.tensor(0);
  return failed(x) ? failure() : n.setOutput(0, n.cast(*x, *type));
}

/// Axes from the attribute of old versions or the input of newer ones; nothing where both are missing.
static FailureOr<std::optional<SmallVector<int64_t>>> getAxes(NodeImporter &n, unsigned input) {
  if (n.hasAttr("axes"))
    return std::optional(n.intsAttr("axes"));
  if (!n.hasInput(input))
    return std::optional<SmallVector<int64_t>>();
  std::optional<SmallVector<int64_t>> axes = n.constantIntegers(input);
  if (!axes)
    return n.error() << "axes must be known when the model is compiled, since they decide the rank";
  return axes;
}

/// Run-time axes: each dimension d_i becomes two, [1, d_i] where i is an axis and [d_i, 1] elsewhere, of which the second
/// is reduced.
template <typename OpTy> static LogicalResult reduceAtRunTime(NodeImporter &n, Value x) {
  FailureOr<SmallVector<ExprAttr>> axes = n.integers(1);
  if (failed(axes))
    return failure();
  int64_t rank = n.rankOf(x);
  if (!n.intAttr("keepdims", 1))
    return n.error() << "axes must be known when the model is compiled, unless 'keepdims' is set";
  for (ExprAttr &axis : *axes) {
    FailureOr<ExprAttr> normalized = n.normalizedAxis(axis, rank);
    if (failed(normalized))
      return failure();
    axis = *normalized;
  }
  SmallVector<ExprAttr> split, kept;
  SmallVector<int64_t> reduced;
  for (auto [i, dim] : llvm::enumerate(n.shapeOf(x))) {
    FailureOr<ExprAttr> keep = n.selectAxis(*axes, i, n.constant(1), dim);
    FailureOr<ExprAttr> fold = n.selectAxis(*axes, i, dim, n.constant(1));
    if (failed(keep) || failed(fold))
      return failure();
    split.append({*keep, *fold});
    kept.push_back(*keep);
    reduced.push_back(2 * i + 1);
  }
  FailureOr<Value> pairs = n.reshape(x, split);
  if (failed(pairs))
    return failure();
  return n.setOutput(0, n.create<OpTy>({*pairs}, {n.attr("axis", n.builder.getDenseI64ArrayAttr(reduced))}));
}

template <typename OpTy> static LogicalResult convertReduction(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  if (n.hasInput(1) && !n.constantIntegers(1))
    return reduceAtRunTime<OpTy>(n, *x);
  FailureOr<std::optional<SmallVector<int64_t>>> axes = getAxes(n, 1);
  if (failed(axes))
    return failure();
  bool isNoop = (!*axes || (*axes)->empty()) && n.intAttr("noop_with_empty_axes");
  if (isNoop)
    return n.setOutput(0, FailureOr<Value>(*x));
  SmallVector<NamedAttribute> attrs;
  if (*axes && !(*axes)->empty())
    attrs.push_back(n.attr("axis", n.builder.getDenseI64ArrayAttr(**axes)));
  if (n.intAttr("keepdims", 1))
    attrs.push_back(n.attr("keepdims", n.builder.getUnitAttr()));
  return n.setOutput(0, n.create<OpTy>({*x}, attrs));
}

/// Reshapes to [product before axis, product from axis on].
static FailureOr<Value> flattenAt(NodeImporter &n, Value x, int64_t axis) {
  ArrayRef<ExprAttr> dims = n.shapeOf(x);
  FailureOr<ExprAttr> rows = n.product(dims.take_front(axis)), columns = n.product(dims.drop_front(axis));
  if (failed(rows) || failed(columns))
    return failure();
  return n.reshape(x, {*rows, *columns});
}

static LogicalResult convertFlatten(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  int64_t axis = n.intAttr("axis", 1), rank = n.rankOf(*x);
  // The axis may be behind the last one.
  if (axis < -rank || axis > rank)
    return n.attributeError("axis") << "must be in [" << -rank << ", " << rank << "], got " << axis;
  return n.setOutput(0, flattenAt(n, *x, axis < 0 ? axis + rank : axis));
}

/// Before version 13 the input is seen as a matrix, and each row is normalized.
static LogicalResult convertSoftmax(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  FailureOr<int64_t> axis = n.normalizeAxis(n.intAttr("axis", n.opset >= 13 ? -1 : 1), n.rankOf(*x));
  if (failed(axis))
    return failure();
  auto softmax = [&](Value matrix, int64_t along) {
    return n.create<relax::SoftmaxOp>({matrix}, {n.attr("axis", n.builder.getI64IntegerAttr(along))});
  };
  if (n.opset >= 13 || *axis + 1 == n.rankOf(*x))
    return n.setOutput(0, softmax(*x, *axis));
  FailureOr<Value> matrix = flattenAt(n, *x, *axis);
  FailureOr<Value> result = failed(matrix) ? matrix : softmax(*matrix, 1);
  return failed(result) ? failure() : n.setOutput(0, n.reshape(*result, n.shapeOf(*x)));
}

static LogicalResult convertReshape(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  SmallVector<ExprAttr> target;
  if (n.opset < 5) {
    for (int64_t dim : n.intsAttr("shape"))
      target.push_back(n.constant(dim));
  } else {
    FailureOr<SmallVector<ExprAttr>> dims = n.integers(1);
    if (failed(dims))
      return failure();
    target = *dims;
  }
  ArrayRef<ExprAttr> from = n.shapeOf(*x);
  ExprAttr zero = n.constant(0), minusOne = n.constant(-1), one = n.constant(1);
  bool zeroIsCopy = !n.intAttr("allowzero");
  // A zero copies the dimension of the input; a size that is known as an expression of dimensions is taken as it is.
  auto isRead = [](ExprAttr e) {
    StringAttr name = e.getSymbolName();
    return name && name.getValue().starts_with("d");
  };
  int64_t inferred = -1;
  bool mayInfer = false;
  for (auto [i, dim] : llvm::enumerate(target)) {
    if (zeroIsCopy && dim == zero) {
      if (i >= from.size())
        return n.error() << "dimension " << i << " of the shape is 0, but the input has " << from.size()
                         << " dimensions";
      dim = from[i];
    } else if (dim == minusOne) {
      if (inferred >= 0)
        return n.error() << "the shape must hold -1 at most once";
      inferred = i;
    } else if (dim.getConstantValue() && *dim.getConstantValue() < 0) {
      return n.error() << "dimension " << i << " of the shape must be -1 or more, got " << dim.str();
    }
    mayInfer |= isRead(dim);
  }
  FailureOr<ExprAttr> count = n.product(from);
  if (failed(count))
    return failure();
  if (mayInfer) {
    // Nobody knows which of them is 0 or -1: both are decided at run time.
    SmallVector<ExprAttr> known;
    for (auto [i, dim] : llvm::enumerate(target)) {
      FailureOr<ExprAttr> value = dim;
      if (zeroIsCopy && i < from.size())
        value = n.checked(sym::select(sym::Comparison::eq, dim, zero, from[i], dim));
      if (failed(value))
        return failure();
      known.push_back(*value);
    }
    FailureOr<ExprAttr> rest = one;
    for (ExprAttr dim : known)
      if (succeeded(rest)) {
        FailureOr<ExprAttr> factor = n.checked(sym::select(sym::Comparison::eq, dim, minusOne, one, dim));
        rest = failed(factor) ? factor : n.checked(sym::mul(*rest, *factor));
      }
    FailureOr<ExprAttr> quotient = failed(rest) ? rest : n.checked(sym::floorDiv(*count, *rest));
    if (failed(quotient))
      return failure();
    for (ExprAttr &dim : known) {
      FailureOr<ExprAttr> value = n.checked(sym::select(sym::Comparison::eq, dim, minusOne, *quotient, dim));
      if (failed(value))
        return failure();
      dim = *value;
    }
    return n.setOutput(0, n.reshape(*x, known));
  }
  if (inferred >= 0) {
    // Dimensions on both sides cancel, so that the quotient stays simple, and is right where they are 0.
    SmallVector<ExprAttr> rest = llvm::to_vector(from), others;
    for (auto [i, dim] : llvm::enumerate(target)) {
      if (static_cast<int64_t>(i) == inferred)
        continue;
      if (auto it = llvm::find(rest, dim); it != rest.end())
        rest.erase(it);
      else
        others.push_back(dim);
    }
    FailureOr<ExprAttr> above = n.product(rest), below = n.product(others);
    if (failed(above) || failed(below))
      return failure();
    if (*below == zero)
      return n.error() << "-1 cannot be inferred in a shape of no elements";
    FailureOr<ExprAttr> quotient = n.checked(sym::floorDiv(*above, *below));
    if (failed(quotient))
      return failure();
    target[inferred] = *quotient;
  }
  return n.setOutput(0, n.reshape(*x, target));
}

static LogicalResult convertExpand(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  FailureOr<SmallVector<ExprAttr>> dims = n.integers(1);
  if (failed(x) || failed(dims))
    return failure();
  // The shape and the input broadcast together: where the shape says 1 the input decides.
  ArrayRef<ExprAttr> from = n.shapeOf(*x);
  size_t rank = std::max(from.size(), dims->size());
  SmallVector<ExprAttr> target(rank);
  for (size_t i = 0; i != rank; ++i) {
    size_t back = rank - 1 - i;
    ExprAttr own = i < from.size() ? from[from.size() - 1 - i] : n.constant(1);
    ExprAttr wanted = i < dims->size() ? (*dims)[dims->size() - 1 - i] : n.constant(1);
    FailureOr<ExprAttr> dim = wanted;
    if (wanted.isConstant(1) || wanted == own)
      dim = own;
    else if (!wanted.getConstantValue())
      dim = n.checked(sym::select(sym::Comparison::eq, wanted, n.constant(1), own, wanted));
    if (failed(dim))
      return failure();
    target[back] = *dim;
  }
  return n.setOutput(0, n.broadcastTo(*x, target));
}

static LogicalResult convertSqueeze(NodeImporter &n) {
  if (std::optional<IntegerContents> known = n.knownIntegers(0); known && !known->isScalar && known->elements.size() == 1) {
    known->isScalar = true;
    return n.setOutput(0, *known);
  }
  FailureOr<Value> x = n.rankedTensor(0);
  FailureOr<std::optional<SmallVector<int64_t>>> axes = getAxes(n, 1);
  if (failed(x) || failed(axes))
    return failure();
  SmallVector<int64_t> gone;
  if (*axes) {
    FailureOr<SmallVector<int64_t>> normalized = n.normalizeAxes(**axes, n.rankOf(*x));
    if (failed(normalized))
      return failure();
    gone = *normalized;
  }
  SmallVector<ExprAttr> dims;
  for (auto [i, dim] : llvm::enumerate(n.shapeOf(*x)))
    if (*axes ? !llvm::is_contained(gone, static_cast<int64_t>(i)) : !dim.isConstant(1))
      dims.push_back(dim);
  return n.setOutput(0, n.reshape(*x, dims));
}

static LogicalResult convertUnsqueeze(NodeImporter &n) {
  FailureOr<std::optional<SmallVector<int64_t>>> axes = getAxes(n, 1);
  if (failed(axes))
    return failure();
  if (!*axes)
    return n.error() << "needs axes";
  if (std::optional<IntegerContents> known = n.knownIntegers(0);
      known && known->isScalar && (*axes)->size() == 1 && ((*axes)->front() == 0 || (*axes)->front() == -1)) {
    known->isScalar = false;
    return n.setOutput(0, *known);
  }
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  int64_t rank = n.rankOf(*x) + (*axes)->size();
  FailureOr<SmallVector<int64_t>> normalized = n.normalizeAxes(**axes, rank);
  if (failed(normalized))
    return failure();
  SmallVector<ExprAttr> dims;
  ArrayRef<ExprAttr> rest = n.shapeOf(*x);
  for (int64_t i = 0; i != rank; ++i) {
    if (llvm::is_contained(*normalized, i)) {
      dims.push_back(n.constant(1));
    } else {
      dims.push_back(rest.front());
      rest = rest.drop_front();
    }
  }
  return n.setOutput(0, n.reshape(*x, dims));
}

void onnx::registerCoreConverters(ConverterRegistry &registry) {
  auto add = [&](StringRef op, Converter converter, int64_t since = 1) {
    registry.add("", op, since, std::move(converter));
  };
  add("Add", convertBinary<relax::AddOp>);
  add("Sub", convertBinary<relax::SubtractOp>);
  add("Mul", convertBinary<relax::MultiplyOp>);
  add("Div", convertBinary<relax::DivideOp>);
  add("Max", convertVariadic<relax::MaximumOp>);
  add("Sum", convertVariadic<relax::AddOp>);
  add("Exp", convertUnary<relax::ExpOp>);
  add("Tanh", convertUnary<relax::TanhOp>);
  add("Relu", convertUnary<relax::ReluOp>);
  add("Sigmoid", convertUnary<relax::SigmoidOp>);
  add("MatMul", convertMatMul);
  add("Gemm", convertGemm);
  add("Transpose", convertTranspose);
  add("Identity", convertIdentity);
  add("Dropout", convertDropout);
  add("Constant", convertConstant);
  add("Cast", convertCast);
  add("ReduceSum", convertReduction<relax::SumOp>);
  add("ReduceMax", convertReduction<relax::MaxOp>);
  add("ReduceMean", convertReduction<relax::MeanOp>);
  add("Softmax", convertSoftmax);
  add("Flatten", convertFlatten);
  add("Reshape", convertReshape);
  add("Expand", convertExpand, 8);
  add("Squeeze", convertSqueeze);
  add("Unsqueeze", convertUnsqueeze);
}

//===- Core.cpp - Operators that every model has --------------------------===//
//
// Constants, matrix products and the first elementwise operators.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Common.h"
#include "frontends/onnx/converters/Converters.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

template <typename OpTy> static LogicalResult convertUnary(NodeImporter &n) {
  FailureOr<Value> x = n.tensor(0);
  return failed(x) ? failure() : n.setOutput(0, n.create<OpTy>({*x}));
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

static LogicalResult convertIdentity(NodeImporter &n) {
  FailureOr<ImportedValue *> x = n.input(0);
  if (failed(x))
    return failure();
  ImportedValue copy = **x;
  return n.setOutput(0, copy);
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
  const AttributeProto *to = n.node.find("to");
  FailureOr<mlir::Type> type = failure();
  if (to && to->type == AttributeProto::Type::String) {
    // Before version 6 it is a name.
    std::optional<DataType> named;
    for (int32_t code = 1; code <= 20 && !named; ++code)
      if (to->s.equals_insensitive(stringify(static_cast<DataType>(code))))
        named = static_cast<DataType>(code);
    if (!named)
      return n.attributeError("to") << "must be the name of an element type, got '" << to->s << "'";
    type = n.elementType(static_cast<int64_t>(*named));
  } else if (to && to->type == AttributeProto::Type::Int) {
    type = n.elementType(to->i);
  } else {
    return n.attributeError("to") << "must be the number of an element type";
  }
  if (failed(type))
    return failure();
  FailureOr<Value> x = n.tensor(0);
  return failed(x) ? failure() : n.setOutput(0, n.cast(*x, *type));
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
  add("Identity", convertIdentity);
  add("Constant", convertConstant);
  add("Cast", convertCast);
}
